//! Good examples, end to end: nobody is named who did not say yes to it.

mod answers;
mod faults;
mod giving;
mod leaving;
mod menus;
mod several;
mod tagged;
mod waiting;
mod wider;
mod words;

use crate::support::{Town, shown};
use aktor::domain::ids::{ChannelId, GuildId, InteractionId, NominationId, UserId};
use aktor::domain::language::Language;
use aktor::domain::nomination::Nomination;
use aktor::sandbox::world::Message;
use aktor::service::core::Asker;
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

const YES: &str = "Ja, gerne";
const NAMELESS: &str = "Ja, uden mit navn";
const OTHER: &str = "Foreslå andre ord";
const NO: &str = "Nej tak";
const LEAVE: &str = "Tag mig ud";
const NOT_SHARED: &str = "Eksemplet bliver ikke delt.";
const SHOW: &str = "Vis mig det";
/// Words with a name, a mention's place to be filled in, and something to look for in raw files.
const WORDS: &str = "Mette blev hos borgeren, og Mettes ro fyldte stuen. Zyxwelop.";
const CANARY: &str = "Zyxwelop";

/// Examples that stand where everybody in the team sees them, oldest first.
fn examples(town: &Town) -> Vec<Message> {
    let mut all = town.with(|state| {
        let public = |m: &&Message| {
            m.only_for.is_none() && state.channel(m.channel).is_some_and(|channel| channel.guild.is_some())
        };
        state.everything_said().filter(public).cloned().collect::<Vec<_>>()
    });
    all.retain(|m| m.author == town.world.bot() && shown(m).contains("Et godt eksempel · "));
    all.sort_by_key(|m| m.id);
    all
}

/// The one example that everybody sees, in one text.
fn example(town: &Town) -> String {
    let all = examples(town);
    assert_eq!(all.len(), 1, "{}", town.world.transcript().tail(40));
    shown(&all[0])
}

/// A click on the last private message to somebody; what stands there then.
async fn answer(town: &Town, who: &str, label: &str) -> String {
    let said = shown(&town.click(who, question_to(town, who).id, label).await);
    town.settled().await;
    said
}

/// The last private message to somebody that asks something.
fn question_to(town: &Town, who: &str) -> Message {
    let asked = town.user(who).inbox().into_iter().rfind(|m| !m.components.is_empty());
    asked.unwrap_or_else(|| panic!("{who} is asked nothing"))
}

/// `/fremhæv` of several colleagues; the private answer.
async fn nominate(town: &Town, giver: &str, colleagues: &[&str], words: &str) -> String {
    let more: Vec<String> = colleagues[1..].iter().map(|name| format!("<@{}>", town.user(name).id)).collect();
    let more = more.join(" ");
    let mut options = vec![
        ("forventning", json!("Tag ansvar for opgaven")),
        ("kollega", json!(town.user(colleagues[0]).id.to_string())),
        ("eksempel", json!(words)),
    ];
    if !more.is_empty() {
        options.push(("flere", json!(more)));
    }
    command(town, giver, &options).await
}

/// `/fremhæv` with these options; the private answer.
async fn command(town: &Town, giver: &str, options: &[(&str, Value)]) -> String {
    let said = shown(&town.command(giver, town.channel, "fremhæv", options).await);
    town.settled().await;
    said
}

/// Everything that was said to somebody privately.
fn told(town: &Town, who: &str) -> Vec<String> {
    town.user(who).inbox().iter().map(shown).collect()
}

/// Fourteen days and a weekend later.
async fn two_weeks(town: &Town) {
    town.pass(Duration::days(14)).await;
}

/// Whether the raw files of the database hold these bytes at this moment.
fn files_hold_now(town: &Town, bytes: &str) -> bool {
    let folder = town.database.file().parent().unwrap().to_owned();
    std::fs::read_dir(folder).unwrap().any(|file| {
        let held = std::fs::read(file.unwrap().path()).unwrap_or_default();
        held.windows(bytes.len()).any(|window| window == bytes.as_bytes())
    })
}

/// Whether the raw files of the database hold these bytes for good. They are scrubbed in their own time: a scrub that
/// took long, as on a busy disk, is followed by a rest of up to half a minute. A minute is what is promised.
async fn files_hold(town: &Town, bytes: &str) -> bool {
    let gone = async {
        loop {
            town.core().store.scrub().await.unwrap();
            if !files_hold_now(town, bytes) {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_mins(1), gone).await.is_err()
}

/// Ends a test: none of the bot's messages notified anybody.
async fn end(town: Town) {
    let bot = town.world.bot();
    let loud = town.with(|state| {
        state
            .everything_said()
            .filter(|m| m.author == bot && !m.notified.is_empty())
            .map(shown)
            .collect::<Vec<_>>()
    });
    assert_eq!(loud, [""; 0], "somebody was notified");
    town.end().await;
}

fn at(day: u32, hour: u32) -> DateTime<Utc> {
    crate::support::local(2026, 11, day, hour, 0)
}

/// The one nomination that is kept.
async fn kept(town: &Town) -> Nomination {
    let ids = town.database.numbers("SELECT id FROM nominations").await;
    assert_eq!(ids.len(), 1, "one nomination is kept");
    town.core().store.nomination(NominationId(ids[0])).await.unwrap().unwrap().nomination
}

/// Somebody's *Tag mig ud*, where the button itself cannot be pressed.
async fn leave_by_core(town: &Town, who: &str) {
    let asker = asker(town, who);
    town.core().leave_example(&asker, kept(town).await.id).await.unwrap();
    town.settled().await;
}

/// Somebody in the team's channel.
fn asker(town: &Town, who: &str) -> Asker {
    let user = town.user(who);
    Asker {
        guild: GuildId(town.world.guild("Norddjurs").unwrap()),
        channel: ChannelId(town.channel),
        parent: None,
        user: UserId(user.id),
        name: who.to_owned(),
        administrator: false,
        lacking: Vec::new(),
        language: Language::Danish,
        interaction: InteractionId(77 + user.id),
    }
}
