//! Whatever can be typed or chosen in a command, with something wrong in it. An option of which nobody says here what
//! can be wrong with it fails the test.

use super::proper::proper;
use super::scene::{Scene, TYPED};
use super::table::{Table, leaves};
use crate::support::shown;
use aktor::discord::register::definitions;
use aktor::domain::cadence::{CronError, CronField};
use aktor::domain::ids::ChannelId;
use aktor::domain::language::Language::{self, Danish, English};
use aktor::domain::prompt::Theme;
use aktor::domain::redact::Kind;
use aktor::service::refusal::Refusal;
use aktor::text::{commands, names, own, settings, steps};
use chrono::{Duration, NaiveDate};
use serde_json::{Value, json};

/// Something wrong in an option, and what is said to it.
struct Wrong {
    fault: &'static str,
    value: Value,
    why: Refusal,
}

fn wrong(fault: &'static str, value: impl Into<Value>, why: Refusal) -> Wrong {
    Wrong { fault, value: value.into(), why }
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// All that can be wrong with an option; nothing where a client offers only what is right.
fn all_wrong(scene: &Scene, l: Language, path: &str, option: &str) -> Vec<Wrong> {
    let bot = scene.town.world.bot().to_string();
    let stranger = scene.town.user("Fremmede Frida").id.to_string();
    let cron = |text: &str, why| Refusal::Cron(text.to_owned(), why);
    match (path, option) {
        ("opret-team", "kanal") => vec![
            wrong("a thread", scene.prompt.id.to_string(), Refusal::IsThread),
            wrong("a deleted channel", scene.closed.to_string(), Refusal::ChannelGone),
            wrong(
                "another server's channel",
                scene.town.world.channel("plejehjemmet").unwrap().to_string(),
                Refusal::CannotSee(ChannelId(scene.town.world.channel("plejehjemmet").unwrap())),
            ),
        ],
        ("opret-team", "navn") => vec![
            wrong("a personal number", "Holdet 010190-1234", Refusal::Personal(Kind::Cpr)),
            wrong("a phone number", "Ring 23 45 67 89", Refusal::Personal(Kind::Phone)),
        ],
        ("opret-team", "klokkeslæt") => ["kvart i ni", "25:00", "9:5", "09:60", "@everyone"]
            .map(|time| wrong("bad time", time, Refusal::UnknownTime(time.to_owned())))
            .into(),
        ("opret-team", "cron") => vec![
            wrong("three fields", "0 9 *", cron("0 9 *", CronError::Fields(3))),
            wrong(
                "nonsense",
                "0 9 * * frugt",
                cron("0 9 * * frugt", CronError::Field { field: CronField::DayOfWeek, text: "frugt".into() }),
            ),
            wrong("a date that never comes", "0 9 31 2 *", cron("0 9 31 2 *", CronError::Never)),
            wrong("oftener than daily", "0 9,15 * * 1", Refusal::CronTooOften),
            wrong("every five minutes", "*/5 * * * *", Refusal::CronTooOften),
        ],
        ("team pause", "til") => vec![
            wrong("bad date", "når vi er klar", Refusal::UnknownDate("når vi er klar".into())),
            wrong("no such day", "2026-02-30", Refusal::UnknownDate("2026-02-30".into())),
            wrong("past date", "2026-11-30", Refusal::PastDate(date(2026, 11, 30))),
            wrong("today", "i dag", Refusal::PastDate(date(2026, 12, 1))),
        ],
        ("team tilpas", "klokkeslæt") => ["kvart i ni", "25:00", "9:5", "09:60", "@everyone"]
            .map(|time| wrong("bad time", time, Refusal::UnknownTime(time.to_owned())))
            .into(),
        ("team tilpas", "temaer") => {
            let unknown = |text: &str, closest| settings::resting_unknown(l, text, &names::theme(l, closest));
            let all: Vec<String> = Theme::ALL.map(|theme| names::theme(l, theme)).into();
            vec![
                wrong("no theme", " , ", Refusal::Said(settings::resting_empty(l))),
                wrong(
                    "an unknown theme",
                    "Frisaetelse",
                    Refusal::Said(unknown("Frisaetelse", Theme::Freedom)),
                ),
                wrong(
                    "an unknown theme beside a known one",
                    "Kurs, @everyone",
                    Refusal::Said(unknown("＠everyone", Theme::Celebration)),
                ),
                wrong("every theme", all.join(", "), Refusal::Said(settings::resting_everything(l))),
            ]
        }
        ("team trio", _) => vec![
            wrong("a bot", bot, Refusal::Said(commands::trio_bot(l, "bot"))),
            wrong("a stranger", stranger, Refusal::HasLeft("Fremmede Frida".into())),
        ],
        ("fremhæv", _) => wrong_nominations(scene, option),
        ("spørgsmål foreslå" | "spørgsmål godkend" | "spørgsmål skjul", _) => {
            wrong_prompts(l, path, option)
        }
        ("næste-skridt aftal", _) => wrong_steps(l, option),
        ("månedsbrev forhåndsvis", "måned") => ["i går", "2027-03", "13"]
            .map(|month| wrong("bad month", month, Refusal::UnknownMonth(month.to_owned())))
            .into(),
        // Choices, yes or no, and what only begins a form.
        ("olfa", "idé")
        | ("opret-team", "ugedag" | "rytme" | "sprog")
        | ("team tilpas", "ugedag" | "rytme")
        | ("hos-os", "ord")
        | ("eksempler", "forventning" | "periode") => Vec::new(),
        _ => panic!("/{path} {option}: say in tests/errors/options.rs what can be wrong with it"),
    }
}

/// The same of good examples.
fn wrong_nominations(scene: &Scene, option: &str) -> Vec<Wrong> {
    let id = |name: &str| scene.town.user(name).id.to_string();
    let bot = scene.town.world.bot().to_string();
    let stranger = scene.town.user("Fremmede Frida").id.to_string();
    let mention = |id: &str| format!("<@{id}>");
    match option {
        "kollega" => vec![
            wrong("oneself", id("Leif"), Refusal::Oneself),
            wrong("a bot", bot, Refusal::IsBot("bot".into())),
            wrong("a stranger", stranger.clone(), Refusal::HasLeft(mention(&stranger))),
        ],
        "flere" => vec![
            wrong("a name without @", "Mette", Refusal::NoMention("Mette".into())),
            wrong("a role", "<@&77>", Refusal::NoMention("@…".into())),
            wrong("everybody", "@everyone", Refusal::NoMention("＠everyone".into())),
            wrong("a negative number", "<@-77>", Refusal::NoMention("\\<@-77\\>".into())),
            wrong("oneself", mention(&id("Leif")), Refusal::Oneself),
            wrong("a stranger", mention(&stranger), Refusal::HasLeft(mention(&stranger))),
            wrong("a bot", mention(&bot), Refusal::IsBot("bot".into())),
            wrong(
                "more than five people",
                ["Asta", "Bo", "Mette", "Jens", "Ida"].map(|name| mention(&id(name))).join(" "),
                Refusal::TooManyNamed,
            ),
        ],
        "eksempel" => vec![
            wrong("a personal number", "Hun hjalp 010190-1234 ud.", Refusal::Personal(Kind::Cpr)),
            wrong("an address", "Hun kørte til Birkevej 12, 8500 Grenaa.", Refusal::Personal(Kind::Address)),
            wrong("an e-mail", "Skriv til asta@norddjurs.example", Refusal::Personal(Kind::Email)),
            wrong("empty text", "  \u{a0} ", Refusal::Empty),
            wrong("text too long", "å".repeat(2_500), Refusal::TooLong(2_500, 1_000)),
        ],
        // Choices, and yes or no.
        "forventning" | "hele-teamet" | "værdi" | "rolle" | "uden-mit-navn" => Vec::new(),
        _ => panic!("/fremhæv {option}: say in tests/errors/options.rs what can be wrong with it"),
    }
}

/// The same of next steps.
fn wrong_steps(l: Language, option: &str) -> Vec<Wrong> {
    match option {
        "hvad" => vec![
            wrong("a personal number", "Vi ringer til 010190-1234", Refusal::Personal(Kind::Cpr)),
            wrong("a phone number", "Vi ringer på 23 45 67 89", Refusal::Personal(Kind::Phone)),
            wrong("empty text", "  \u{a0} ", Refusal::Empty),
            wrong("text too long", "å".repeat(2_500), Refusal::TooLong(2_500, 300)),
        ],
        "hvornår" => vec![
            wrong("bad date", "når vi er klar", Refusal::UnknownDate("når vi er klar".into())),
            wrong("no such day", "2027-02-30", Refusal::UnknownDate("2027-02-30".into())),
            wrong("past date", "2026-11-30", Refusal::PastDate(date(2026, 11, 30))),
            wrong("today", "i dag", Refusal::PastDate(date(2026, 12, 1))),
            wrong("too far ahead", "2028-01-01", Refusal::Said(steps::next_step_too_far(l))),
            wrong("a personal number", "010190-1234", Refusal::Personal(Kind::Cpr)),
        ],
        _ => panic!("/næste-skridt aftal {option}: say in tests/errors/options.rs what can be wrong with it"),
    }
}

/// The same of prompts that are suggested, decided on and hidden.
fn wrong_prompts(l: Language, path: &str, option: &str) -> Vec<Wrong> {
    match (path, option) {
        ("spørgsmål foreslå", "tekst") => vec![
            wrong("a personal number", "Hvad ville 010190-1234 sige?", Refusal::Personal(Kind::Cpr)),
            wrong("a phone number", "Hvem tager 23 45 67 89?", Refusal::Personal(Kind::Phone)),
            wrong("an e-mail", "Hvad med asta@norddjurs.example?", Refusal::Personal(Kind::Email)),
            wrong("empty text", "  \u{a0} ", Refusal::Empty),
            wrong("text too long", "å".repeat(2_500), Refusal::TooLong(2_500, 600)),
        ],
        ("spørgsmål godkend", "forslag") => {
            [("77", "77"), ("@everyone", "＠everyone"), ("nummer ét", "nummer ét")]
                .map(|(typed, shown)| {
                    wrong("no such suggestion", typed, Refusal::Said(own::own_unknown_suggestion(l, shown)))
                })
                .into()
        }
        ("spørgsmål skjul", "spørgsmål") => [("eget-77", "eget-77"), ("@everyone", "＠everyone")]
            .map(|(typed, shown)| {
                wrong("no such prompt", typed, Refusal::Said(own::own_unknown_prompt(l, shown)))
            })
            .into(),
        // A choice, and yes or no.
        ("spørgsmål foreslå", "tema" | "navn") => Vec::new(),
        _ => panic!("/{path} {option}: say in tests/errors/options.rs what can be wrong with it"),
    }
}

/// The other options that make the command whole.
fn others(scene: &Scene, path: &str, option: &str) -> Vec<Value> {
    if path == "spørgsmål foreslå" {
        return vec![json!({"name": "tema", "type": 3, "value": "Tillid"})];
    }
    if path == "næste-skridt aftal" {
        let (name, value) = if option == "hvad" { ("hvornår", "17/12") } else { ("hvad", TYPED) };
        return vec![json!({"name": name, "type": 3, "value": value})];
    }
    if path != "fremhæv" {
        return Vec::new();
    }
    let mut all = vec![json!({"name": "forventning", "type": 3, "value": "Bring andre i spil"})];
    if option != "kollega" {
        all.push(json!({"name": "kollega", "type": 6, "value": scene.town.user("Ole").id.to_string()}));
    }
    if option != "eksempel" {
        all.push(json!({"name": "eksempel", "type": 3, "value": TYPED}));
    }
    all
}

/// People and channels that a command names, as an interaction carries them.
fn resolved(scene: &Scene, options: &[Value]) -> Value {
    let of = |kind: u64| {
        let named = options.iter().filter(move |option| option["type"] == kind);
        named.filter_map(|option| option["value"].as_str()).map(|id| (id.to_owned(), id.parse().unwrap()))
    };
    let user = |id: i64| scene.town.with(|state| state.user(id).unwrap().json());
    let channel = |id: i64| {
        let kind = scene.town.with(|state| state.channel(id).map_or(0, |channel| channel.kind));
        json!({"id": id.to_string(), "type": kind, "name": "kanal", "permissions": "0"})
    };
    let users: serde_json::Map<String, Value> = of(6).map(|(key, id)| (key, user(id))).collect();
    let channels: serde_json::Map<String, Value> = of(7).map(|(key, id)| (key, channel(id))).collect();
    json!({ "users": users, "channels": channels })
}

#[tokio::test]
async fn whatever_is_wrong_in_a_command_is_said_with_what_to_do() {
    let scene = Scene::new().await;
    let mut table = Table::new("options");
    let mut all = Vec::new();
    for command in definitions(false).as_array().unwrap() {
        leaves(command, "", &mut |path, leaf| {
            for option in leaf["options"].as_array().into_iter().flatten() {
                let name = option["name"].as_str().unwrap();
                all.push((path.to_owned(), name.to_owned(), option["type"].as_u64().unwrap()));
            }
        });
    }
    let before = kept(&scene).await;
    for (l, english) in [(Danish, false), (English, true)] {
        for who in ["Karen", "Leif"] {
            scene.town.user(who).speaks(if english { "en-GB" } else { "da" });
        }
        for (path, option, kind) in &all {
            for Wrong { fault, value, why } in all_wrong(&scene, l, path, option) {
                let mut options = others(&scene, path, option);
                options.push(json!({"name": option, "type": kind, "value": value}));
                let resolved = resolved(&scene, &options);
                let names: Vec<&str> = path.split(' ').collect();
                let mut options = json!(options);
                for name in names[1..].iter().rev() {
                    options = json!([{"name": name, "type": 1, "options": options}]);
                }
                let data =
                    json!({"id": "1", "name": names[0], "type": 1, "options": options, "resolved": resolved});
                let who = Scene::user_of(path);
                let handle = scene.town.user(who).use_command(scene.town.channel, data);
                let what = format!("/{path} {option}, {fault}");
                let message = handle.message().await.unwrap_or_else(|error| panic!("{what}: {error}"));
                let text = proper(&scene.town, who, &message, english, &what);
                table.row(&format!("/{path} {option}"), fault, &text);
                assert!(text.starts_with(&why.say(l)), "{what}: not {:?} but {text}", why.say(l));
                if path == "fremhæv" && option != "eksempel" {
                    assert!(text.contains(&format!("```\n{TYPED}\n```")), "{what}: the text is lost: {text}");
                }
                if fault == "text too long" {
                    let rest = shown(&handle.followup(0).await.unwrap());
                    let count = text.matches('å').count() + rest.matches('å').count();
                    assert!(count >= 2_500, "{what}: {count} letters come back of 2,500");
                }
                scene.town.clock.advance(Duration::minutes(2));
            }
        }
    }
    assert_eq!(kept(&scene).await, before, "something was kept of what was refused");
    scene.town.end().await;
}

/// How many teams, seats and examples there are, and how the team is.
async fn kept(scene: &Scene) -> String {
    let store = &scene.town.core().store;
    let teams = store.teams(None).await.unwrap();
    let mut seats = Vec::new();
    for team in &teams {
        seats.push(store.trio(team.id).await.unwrap());
    }
    let url = format!("sqlite://{}?mode=ro", scene.town.database.file().display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let examples: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM nominations").fetch_one(&pool).await.unwrap();
    let prompts: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM own_prompts").fetch_one(&pool).await.unwrap();
    let steps: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM steps").fetch_one(&pool).await.unwrap();
    pool.close().await;
    format!("{teams:?} {seats:?} {examples} {prompts} {steps}")
}
