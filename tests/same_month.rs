//! One month, played with the same clock and the same chance on SQLite and on PostgreSQL: the two towns have
//! seen the same, message by message.

use crate::support::{Engine, Town, local, shown};
use aktor::sandbox::world::{Attachment, Message};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use regex::{Captures, Regex};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What anybody sees of a message, without the numbers that chance gives.
#[derive(Debug, PartialEq)]
struct Seen {
    place: String,
    by: String,
    only_for: Option<String>,
    sent: String,
    edited: Option<String>,
    text: String,
    embeds: Vec<Value>,
    components: Vec<Value>,
    /// Name, length and hash of each.
    files: Vec<String>,
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b\d{15,20}\b|\b127\.0\.0\.1:\d+\b").unwrap());

/// The names that stand for ids: those of people and of channels; a thread has that of its prompt's message.
fn names(town: &Town) -> BTreeMap<String, String> {
    let people = ["Karen", "Emily", "Asta", "Bo", "Mette", "Jens", "Leif", "Ida", "Ole", "Solvej"];
    let mut names: BTreeMap<_, _> =
        people.into_iter().map(|name| (town.user(name).id.to_string(), format!("@{name}"))).collect();
    names.insert(town.world.bot().to_string(), "@bot".to_owned());
    town.with(|state| {
        for message in state.everything_said() {
            let channel = state.channel(message.channel).unwrap();
            let name = if channel.name.is_empty() { "a conversation" } else { channel.name.as_str() };
            names.insert(channel.id.to_string(), format!("#{name}"));
        }
    });
    names
}

fn file(file: &Attachment) -> String {
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(file.bytes.as_slice()));
    format!("{}: {} bytes, {hash}", file.filename, file.bytes.len())
}

fn plain(names: &BTreeMap<String, String>, text: &str) -> String {
    let stands_for = |number: &Captures<'_>| names.get(&number[0]).cloned().unwrap_or_else(|| "#".to_owned());
    NUMBER.replace_all(text, stands_for).into_owned()
}

/// The same with what seals a button left out, and its place among others.
fn plain_value(names: &BTreeMap<String, String>, value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(plain(names, text)),
        Value::Array(all) => all.iter().map(|one| plain_value(names, one)).collect(),
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(key, _)| !matches!(key.as_str(), "custom_id" | "id"));
            kept.map(|(key, one)| (key.clone(), plain_value(names, one))).collect()
        }
        other => other.clone(),
    }
}

fn seen(town: &Town) -> Vec<Seen> {
    let names = names(town);
    let name = |id: i64| names.get(&id.to_string()).cloned().unwrap_or_else(|| format!("unknown {id}"));
    let see = |message: &Message| Seen {
        place: name(message.channel),
        by: name(message.author),
        only_for: message.only_for.map(name),
        sent: message.sent.to_rfc3339(),
        edited: message.edited.map(|at| at.to_rfc3339()),
        text: plain(&names, &message.content),
        embeds: message.embeds.iter().map(|embed| plain_value(&names, embed)).collect(),
        components: message.components.iter().map(|row| plain_value(&names, row)).collect(),
        files: message.attachments.iter().map(file).collect(),
    };
    let mut all: Vec<Seen> = town.with(|state| state.everything_said().map(see).collect());
    // What is sent in the same moment comes in any order.
    all.sort_by(|a, b| {
        (&a.sent, &a.place, &a.text, &a.only_for).cmp(&(&b.sent, &b.place, &b.text, &b.only_for))
    });
    all
}

/// Waits until exactly these answers are kept.
async fn kept(town: &Town, texts: &[&str]) {
    let mut texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
    texts.sort();
    town.wait_kept(&format!("{texts:?}"), |core| {
        let texts = texts.clone();
        async move {
            let mut all = Vec::new();
            for round in core.store.rounds_since(None, chrono::DateTime::UNIX_EPOCH).await.unwrap() {
                all.extend(core.store.replies_of_round(round.occasion).await.unwrap());
            }
            let mut kept: Vec<String> = all.into_iter().map(|reply| reply.text).collect();
            kept.sort();
            (kept == texts).then_some(())
        }
    })
    .await;
}

/// A month of a team: prompts, answers by hand and by form, edits, a deletion, good examples with a yes and a
/// withdrawal, a TRIO that approves the letter.
async fn month() -> Vec<Seen> {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    town.seat(&[("leder", "Ida"), ("tr", "Ole")]).await;

    let say = |who: &str, thread: i64, text: &str| town.user(who).say(thread, text).unwrap();
    say("Asta", thread, "Vi spurgte borgeren, før vi gik i gang. 🦔");
    let edited = say("Jens", thread, "Vi delte lsten.");
    let deleted = say("Leif", thread, "Det skulle jeg ikke have skrevet.");
    say("Bo", thread, "Jeg blev ved, til nøglen var fundet.");
    town.fill("Mette", prompt.id, "Svar", &[("answer", "Jeg ringede til natholdet.")]).await;
    town.settled().await;
    town.pass(chrono::Duration::minutes(5)).await;
    town.user("Jens").edit(edited, "Vi delte listen mellem os.").unwrap();
    town.user("Leif").delete(deleted).unwrap();
    let first = [
        "Vi spurgte borgeren, før vi gik i gang. 🦔",
        "Jeg blev ved, til nøglen var fundet.",
        "Jeg ringede til natholdet.",
        "Vi delte listen mellem os.",
    ];
    kept(&town, &first).await;

    town.travel(local(2026, 11, 4, 10, 0)).await;
    town.nominate("Asta", "Mette", "Mette tog telefonen, da alle løb stærkt.").await;
    town.click("Mette", town.letter_to("Mette").id, "Ja, gerne").await;
    town.settled().await;
    town.nominate("Bo", "Jens", "Jens blev en time længere hos Ellen.").await;
    town.click("Jens", town.letter_to("Jens").id, "Ja, gerne").await;
    town.settled().await;

    town.travel(local(2026, 11, 9, 9, 0)).await;
    let second = town.prompts(town.channel).pop().unwrap();
    assert_ne!(second.id, prompt.id, "a second prompt came");
    let receipt = town.fill("Solvej", second.id, "Svar", &[("answer", "Vi mødtes kl. 10.")]).await;
    town.settled().await;
    town.pass(chrono::Duration::minutes(1)).await;
    town.fill("Solvej", receipt.id, "Ret", &[("answer", "Vi mødtes i går.")]).await;
    say("Ida", second.id, "Vagtplanen blev lavet sammen.");
    let all = [first.as_slice(), &["Vi mødtes i går.", "Vagtplanen blev lavet sammen."]].concat();
    kept(&town, &all).await;
    town.settled().await;
    let shared = town.posts(thread);
    let withdrawn = shared.iter().find(|post| shown(post).contains("en time længere")).unwrap();
    town.click("Jens", withdrawn.id, "Tag mig ud").await;
    town.settled().await;
    // A night without the bot in the middle of it.
    town.stop().await;
    town.clock.advance(chrono::Duration::hours(12));
    town.user("Bo").say(second.id, "Skrevet, mens botten sov.").unwrap();
    town.start().await;
    kept(&town, &[all.as_slice(), &["Skrevet, mens botten sov."]].concat()).await;

    town.travel(local(2026, 12, 1, 8, 30)).await;
    for who in ["Ida", "Ole"] {
        town.click(who, town.letter_to(who).id, "Godkend").await;
        town.settled().await;
    }
    town.travel(local(2026, 12, 1, 12, 0)).await;
    let seen = seen(&town);
    town.end().await;
    seen
}

#[tokio::test]
async fn the_same_month_on_both_engines_is_the_same_message_by_message() {
    let Some(on_postgres) = Engine::Postgres.run(month()).await else { return };
    let on_sqlite = Engine::Sqlite.run(month()).await.unwrap();
    let letters = on_sqlite.iter().filter(|seen| seen.files.iter().any(|file| file.contains(".png")));
    assert_eq!(letters.filter(|seen| seen.place == "#hjemmepleje").count(), 1, "a letter with its picture");
    assert!(on_sqlite.len() > 30, "{} messages", on_sqlite.len());
    for (n, (sqlite, postgres)) in on_sqlite.iter().zip(&on_postgres).enumerate() {
        assert_eq!(sqlite, postgres, "the message {n} of {}", on_sqlite.len());
    }
    assert_eq!(on_sqlite.len(), on_postgres.len());
}
