//! Faults that can befall whatever people use: everything that is registered is tried with each of them.

use super::proper::{in_words, proper};
use super::scene::{Heard, Scene, TYPED};
use super::table::{OPENS_A_FORM, Table, WORKS_EVERYWHERE, actions, commands, menus};
use crate::support::shown;
use aktor::domain::language::Language::{self, Danish, English};
use aktor::sandbox::faults::Fault;
use aktor::sandbox::world::Answer;
use aktor::text::{answers, errors, names};
use serde_json::json;
use sqlx::{Connection as _, SqliteConnection};
use std::time::Duration;

/// Commands first, then what stands in posts, in an order in which nothing spoils what comes after.
pub(super) fn everything() -> Vec<String> {
    let late = [
        "ChangePrompt",
        "DeleteReply",
        "EraseNameless",
        "LeaveExample",
        "CorrectSent",
        "LeaveLetter",
        "Consent",
        "team pause",
        "EraseMe",
    ];
    let menus = menus().into_iter().map(|menu| menu.0);
    let mut all: Vec<String> = commands().into_iter().chain(menus).chain(actions()).collect();
    all.sort_by_key(|used| late.iter().position(|one| one == used).map_or(0, |at| at + 1));
    // A form that is sent comes before the answer that would close what it is about.
    all
}

/// What looks nothing up before it answers.
const LOOKS_NOTHING_UP: [&str; 10] = [
    "Answer",
    "NamelessAnswer",
    "svar-fra-mødet",
    "Nominate",
    "NominateWhom",
    "NominateWhat",
    "NominateMessage",
    "AgreeStep",
    "MoveStep",
    "Learn",
];

pub(super) async fn heard(
    scene: &Scene,
    table: &mut Table,
    used: &str,
    fault: &str,
    english: bool,
) -> String {
    let handle = scene.used(used);
    match scene.heard(used, &handle).await {
        Heard::Words(message) => {
            let text =
                proper(&scene.town, Scene::user_of(used), &message, english, &format!("{used}, {fault}"));
            table.row(used, fault, &text);
            text
        }
        Heard::Form(form) => {
            table.row(used, fault, "*(the form)*");
            form
        }
    }
}

/// Renames every table, so that whatever is asked of the database fails, and back.
async fn broken(scene: &Scene, really: bool) {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(scene.town.database.file());
    let mut other = SqliteConnection::connect_with(&options).await.unwrap();
    let all = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\'";
    sqlx::query("PRAGMA legacy_alter_table = ON").execute(&mut other).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(all).fetch_all(&mut other).await.unwrap();
    for table in tables {
        let to = if really { format!("gone_{table}") } else { table.replace("gone_", "") };
        let rename = format!("ALTER TABLE {table} RENAME TO {to}");
        sqlx::query(sqlx::AssertSqlSafe(rename)).execute(&mut other).await.unwrap();
    }
    other.close().await.unwrap();
}

pub(super) fn is_ours(l: Language, text: &str) -> bool {
    text == errors::error_ours(l) || text.starts_with(&errors::error_ours_with_text(l))
}

#[tokio::test]
async fn whatever_is_used_while_the_database_fails_is_answered_and_works_afterwards() {
    let scene = Scene::new().await;
    let mut table = Table::new("database-fails");
    // Open forms can be sent once; they are told apart below.
    let everything = everything();
    let (forms, rest): (Vec<&String>, Vec<&String>) =
        everything.iter().partition(|used| scene.forms.contains_key(used.as_str()));
    broken(&scene, true).await;
    for used in rest {
        let text = heard(&scene, &mut table, used, "the database fails", false).await;
        if !LOOKS_NOTHING_UP.contains(&used.as_str()) {
            assert!(is_ours(Danish, &text), "{used}: {text}");
        }
    }
    for used in forms {
        let text = heard(&scene, &mut table, used, "the database fails", false).await;
        assert!(text.starts_with(&errors::error_ours_with_text(Danish)), "{used}: {text}");
        assert!(
            text.contains(&format!("```\n{}\n", Scene::typed(used))),
            "{used} loses what was typed: {text}"
        );
    }
    broken(&scene, false).await;
    let looks = |used: &&String| !LOOKS_NOTHING_UP.contains(&used.as_str());
    for used in everything.iter().filter(|used| !scene.forms.contains_key(used.as_str())).filter(looks) {
        let text = heard(&scene, &mut table, used, "afterwards", false).await;
        assert!(!is_ours(Danish, &text), "{used} does not work afterwards: {text}");
    }
    scene.town.end().await;
}

#[tokio::test]
async fn whatever_is_used_while_the_database_stalls_is_acknowledged_at_once_and_answered_after() {
    let scene = Scene::new().await;
    let mut table = Table::new("database-stalls");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(scene.town.database.file());
    let mut other = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    let mut handles = Vec::new();
    for used in everything() {
        let handle = scene.used(&used);
        // The database is let go only after the last of them.
        handle.acknowledged().await.unwrap_or_else(|why| panic!("{used}: {why}"));
        handles.push((used, handle));
    }
    other.close().await.unwrap();
    for (used, handle) in handles {
        if let Heard::Words(message) = scene.heard(&used, &handle).await {
            let text = proper(&scene.town, Scene::user_of(&used), &message, false, &used);
            table.row(&used, "the database stalls", &text);
            assert!(!is_ours(Danish, &text), "{used}: {text}");
        }
    }
    scene.town.end().await;
}

/// Tries everything with one fault on the answer's way to Discord.
async fn answers_in_spite_of(name: &'static str, what: &str, path: &str, method: &str, fault: Fault) {
    let scene = Box::new(Box::pin(Scene::new()).await);
    let mut table = Table::new(name);
    for used in everything() {
        scene.town.world.faults().next(method, path, fault.clone());
        let text = heard(&scene, &mut table, &used, what, false).await;
        assert!(!is_ours(Danish, &text), "{used}: {text}");
        scene.town.world.faults().clear();
    }
    scene.town.end().await;
}

const CALLBACK: &str = "/interactions/{}/{}/callback";
const ORIGINAL: &str = "/webhooks/{}/{}/messages/@original";

#[tokio::test]
async fn whatever_is_used_while_discord_answers_500_is_answered() {
    answers_in_spite_of("discord-500", "Discord answers 500", CALLBACK, "POST", Fault::Status(500, 0)).await;
}

#[tokio::test]
async fn whatever_is_used_while_discord_answers_nothing_is_answered() {
    answers_in_spite_of("discord-silent", "Discord answers nothing", CALLBACK, "POST", Fault::Hang).await;
}

#[tokio::test]
async fn whatever_is_used_while_discords_answer_is_lost_is_answered() {
    let lost = Fault::LoseAnswerAfter;
    answers_in_spite_of("discord-lost", "Discord's answer is lost", CALLBACK, "POST", lost).await;
}

#[tokio::test]
async fn whatever_is_used_while_discord_asks_for_patience_is_answered() {
    let busy = Fault::TooMany(Duration::from_millis(200), false);
    answers_in_spite_of("discord-429", "Discord answers 429", CALLBACK, "POST", busy).await;
}

#[tokio::test]
async fn the_answer_comes_although_discord_fails_once_it_is_announced() {
    let broken = Fault::Status(500, 0);
    answers_in_spite_of("discord-500-later", "Discord answers 500 later", ORIGINAL, "PATCH", broken).await;
}

#[tokio::test]
async fn whatever_is_used_is_answered_in_english_by_an_english_client() {
    let scene = Scene::new().await;
    let mut table = Table::new("english");
    for name in ["Karen", "Leif", "Ole", "Mette", "Jens", "Ida", "Bo", "Asta", "Solvej"] {
        scene.town.user(name).speaks("en-GB");
    }
    // What people wrote stays as they wrote it.
    let peoples_words = [
        "månedsbrev forhåndsvis",
        "eksempler",
        "BrowseExamples",
        "Consents",
        "ShowConsent",
        "SetSent",
        "OrganisationSent",
        "UseMeaning",
        "TurnMeanings",
        "WithdrawMeaning",
        "MeaningSettled",
        "spørgsmål godkend",
        "ShowSuggested",
        "ApprovePrompt",
        "EditPromptSent",
        "RefusePromptSent",
        "RewordSent",
        "ChangePrompt",
        "næste-skridt liste",
        "ShowStep",
        "LearningSent",
        "LearningEdited",
        "ReadLearning",
        "OlfaSent",
        "DecideOlfa",
    ];
    for used in everything() {
        let handle = scene.used(&used);
        if let Heard::Words(message) = scene.heard(&used, &handle).await {
            table.row(&used, "an English client", &shown(&message));
            if !peoples_words.contains(&used.as_str()) {
                proper(&scene.town, Scene::user_of(&used), &message, true, &used);
            }
        }
    }
    scene.town.end().await;
}

#[tokio::test]
async fn whatever_is_used_after_a_restart_works_open_forms_included() {
    let mut scene = Scene::new().await;
    let mut table = Table::new("restarted");
    scene.town.kill().await;
    scene.town.start().await;
    for used in everything() {
        let text = heard(&scene, &mut table, &used, "restarted meanwhile", false).await;
        assert!(!is_ours(Danish, &text) && text != errors::error_button_outdated(Danish), "{used}: {text}");
    }
    scene.town.end().await;
}

#[tokio::test]
async fn with_a_new_database_every_old_button_says_that_it_is_old_and_typed_text_comes_back() {
    let mut scene = Scene::new().await;
    let mut table = Table::new("new-database");
    scene.town.stop().await;
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", scene.town.database.file().display()));
    }
    scene.town.start().await;
    for used in actions() {
        let text = heard(&scene, &mut table, &used, "a new database", false).await;
        assert!(text.starts_with(&errors::error_button_outdated(Danish)), "{used}: {text}");
        if scene.forms.contains_key(used.as_str()) {
            assert!(text.contains(Scene::typed(&used)), "{used} loses what was typed: {text}");
        }
    }
    for used in commands()
        .iter()
        // The form that a command opens is among the acts above.
        .filter(|used| !WORKS_EVERYWHERE.contains(&used.as_str()) && *used != OPENS_A_FORM)
    {
        let text = heard(&scene, &mut table, used, "a new database", false).await;
        assert!(text.starts_with(&errors::error_no_team_here(Danish)), "{used}: {text}");
        assert!(used != "fremhæv" || text.contains(TYPED), "{text}");
    }
    for (name, _) in menus() {
        let text = heard(&scene, &mut table, &name, "a new database", false).await;
        let why = match name.as_str() {
            "Tag mit svar ud" => answers::take_out_no_answer(Danish),
            _ => errors::error_no_team_here(Danish),
        };
        assert!(text.starts_with(&why), "{name}: {text}");
    }
    scene.town.end().await;
}

#[tokio::test]
async fn what_is_heard_twice_is_done_and_answered_once() {
    let scene = Scene::new().await;
    let mut table = Table::new("heard-twice");
    for used in everything() {
        scene.town.sandbox.gateway().double_next(1);
        let handle = scene.used(&used);
        if let Heard::Words(message) = scene.heard(&used, &handle).await {
            table.row(&used, "heard twice", &shown(&message));
        }
        scene.town.settled().await;
        let more = scene.town.with(|state| {
            let mut more = state.interaction(handle.id).unwrap().followups.clone();
            if matches!(state.answer(handle.id), Some(Answer::Acknowledged)) {
                more.remove(0);
            }
            more.iter().map(|(channel, id)| shown(state.message(*channel, *id).unwrap())).collect::<Vec<_>>()
        });
        assert_eq!(more, [""; 0], "{used} says more than once what it says");
    }
    scene.town.end().await;
}

#[tokio::test]
async fn in_a_private_conversation_every_command_says_where_it_works() {
    let scene = Scene::new().await;
    let mut table = Table::new("private-conversation");
    for english in [false, true] {
        let asta = scene.town.user("Asta");
        asta.speaks(if english { "en-US" } else { "da" });
        let private = asta.private_channel().unwrap();
        for path in commands() {
            let handle = asta.use_command(private, raw(&path, &json!([])));
            let message = handle.message().await.unwrap_or_else(|why| panic!("{path}: {why}"));
            let text = proper(&scene.town, "Asta", &message, english, &path);
            table.row(&path, "in a private conversation", &text);
            let l = if english { English } else { Danish };
            assert_eq!(text, errors::error_only_in_server(l), "{path}");
        }
        for (name, kind) in menus() {
            let data = json!({"id": "1", "name": name, "type": kind, "target_id": "1"});
            let message = asta.use_command(private, data).message().await;
            let message = message.unwrap_or_else(|why| panic!("{name}: {why}"));
            let text = proper(&scene.town, "Asta", &message, english, &name);
            table.row(&name, "in a private conversation", &text);
            assert_eq!(text, errors::error_only_in_server(if english { English } else { Danish }), "{name}");
        }
    }
    scene.town.end().await;
}

#[tokio::test]
async fn in_a_channel_without_a_team_every_command_says_where_there_is_one() {
    let scene = Scene::new().await;
    let mut table = Table::new("no-team-here");
    let places = format!("<#{}> og <#{}>", scene.town.channel, scene.school);
    for path in commands() {
        let options = match path.as_str() {
            everywhere if WORKS_EVERYWHERE.contains(&everywhere) => continue,
            "fremhæv" => json!([
                {"name": "forventning", "type": 3, "value": "Bring andre i spil"},
                {"name": "hele-teamet", "type": 5, "value": true},
                {"name": "eksempel", "type": 3, "value": TYPED},
            ]),
            "spørgsmål foreslå" => json!([
                {"name": "tekst", "type": 3, "value": TYPED},
                {"name": "tema", "type": 3, "value": "Tillid"},
            ]),
            "spørgsmål skjul" => json!([{"name": "spørgsmål", "type": 3, "value": "ansvar-01"}]),
            _ => json!([]),
        };
        let karen = scene.town.user("Karen");
        let mut handle = karen.use_command(scene.road, raw(&path, &options));
        if path == OPENS_A_FORM {
            let form = handle.modal().await.unwrap();
            handle = karen.submit(&form, &[("answer", TYPED)]).unwrap();
        }
        let message = handle.message().await.unwrap_or_else(|why| panic!("{path}: {why}"));
        let text = proper(&scene.town, "Karen", &message, false, &path);
        table.row(&path, "no team in this channel", &text);
        assert!(text.starts_with(&errors::error_no_team_here_but(Danish, &places)), "{path}: {text}");
        let typed = ["fremhæv", "spørgsmål foreslå", OPENS_A_FORM].contains(&path.as_str());
        assert!(!typed || text.contains(TYPED), "{text}");
    }
    let karen = scene.town.user("Karen");
    for (name, kind) in menus() {
        let handle = match kind {
            2 => karen.user_menu(scene.road, scene.town.user("Bo").id, &name).unwrap(),
            _ => karen.message_menu(scene.said_elsewhere, &name).unwrap(),
        };
        let text = proper(&scene.town, "Karen", &handle.message().await.unwrap(), false, &name);
        table.row(&name, "no team in this channel", &text);
        let why = match name.as_str() {
            "Tag mit svar ud" => answers::take_out_not_yours(Danish),
            _ => errors::error_no_team_here_but(Danish, &places),
        };
        assert_eq!(text, why, "{name}");
    }
    scene.town.end().await;
}

#[tokio::test]
async fn a_command_that_is_no_longer_there_or_has_changed_is_answered() {
    let scene = Scene::new().await;
    let mut table = Table::new("changed-command");
    let option = json!([{"name": "ugedag", "type": 3, "value": "blursdag"}]);
    for (path, options) in [
        ("nedlagt", json!([])),
        ("team nedlagt", json!([])),
        ("opret-team", option),
        ("fremhæv", json!([])),
        ("team pause", json!([{"name": "til", "type": 4, "value": 7}])),
    ] {
        let handle = scene.town.user("Karen").use_command(scene.town.channel, raw(path, &options));
        let message = handle.message().await.unwrap_or_else(|why| panic!("{path}: {why}"));
        let text = proper(&scene.town, "Karen", &message, false, path);
        table.row(path, "the command has changed", &text);
        assert_eq!(text, errors::error_command_changed(Danish), "{path}");
    }
    scene.town.end().await;
}

/// A command's data as something sends it that does not look at what is offered.
fn raw(path: &str, options: &serde_json::Value) -> serde_json::Value {
    let names: Vec<&str> = path.split(' ').collect();
    let mut inner = options.clone();
    for name in names[1..].iter().rev() {
        inner = json!([{"name": name, "type": 1, "options": inner}]);
    }
    json!({"id": "1", "name": names[0], "type": 1, "options": inner})
}

/// Every sentence that an error can be answered with is in words, in both languages.
#[test]
fn permissions_are_named_in_words() {
    for (l, english) in [(Danish, false), (English, true)] {
        in_words(&names::permission_read_message_history(l), english, "a permission");
    }
}
