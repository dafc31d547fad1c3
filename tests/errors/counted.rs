//! P5: how much one person has written, or been highlighted, is told to nobody but themselves. Each of several people has
//! written a number of answers that stands for nothing else; then everything that can be used is used, by leader,
//! administrator and colleague alike, and whatever the bot has said or shows is read for those numbers.

use super::everywhere::everything;
use super::scene::{Heard, Scene};
use crate::support::{Town, local, shown};
use aktor::sandbox::world::Message;
use serde_json::Value;

/// Who has written how much, and up to [`MORE`]: numbers that neither a date, a time, a week, a question nor a sum is.
const WRITERS: [(&str, usize); 6] =
    [("Asta", 113), ("Bo", 223), ("Mette", 333), ("Jens", 443), ("Leif", 553), ("Solvej", 663)];
/// What each of them writes besides, at most.
const MORE: usize = 9;

/// Those whose number of answers stands in a text, as a number of its own.
fn told(text: &str) -> Vec<&'static str> {
    let parts = |c: char| !(c.is_alphanumeric() || ".,:-_".contains(c));
    let words = text.split(parts).map(|one| one.trim_matches(['.', ',', ':', '-', '_']));
    let figures: Vec<usize> = words.filter_map(|word| word.parse().ok()).collect();
    let is_told = |count: usize| figures.iter().any(|figure| (count..=count + MORE).contains(figure));
    WRITERS.iter().filter(|(_, count)| is_told(*count)).map(|(who, _)| *who).collect()
}

/// The words in what a client is told to draw.
fn words(drawn: &Value, all: &mut Vec<String>) {
    match drawn {
        Value::Array(parts) => parts.iter().for_each(|part| words(part, all)),
        Value::Object(parts) => {
            for (name, part) in parts {
                match part {
                    Value::String(text) if !["custom_id", "value"].contains(&name.as_str()) => {
                        all.push(text.clone());
                    }
                    part => words(part, all),
                }
            }
        }
        _ => {}
    }
}

/// All that a message shows, to people and to screen readers, and the texts in its files.
fn whole(message: &Message) -> String {
    let mut all = vec![shown(message)];
    message.components.iter().for_each(|row| words(row, &mut all));
    for file in &message.attachments {
        all.extend(file.description.clone());
        if !file.content_type.starts_with("image/") {
            all.push(String::from_utf8_lossy(&file.bytes).into_owned());
        }
    }
    all.join("\n")
}

/// Whatever the bot has written, wherever it stands.
fn everything_said(town: &Town) -> Vec<Message> {
    let bot = town.world.bot();
    town.with(|state| state.everything_said().filter(|message| message.author == bot).cloned().collect())
}

#[tokio::test]
async fn how_much_somebody_writes_is_told_to_nobody_but_themselves() {
    let scene = Box::pin(Scene::new()).await;
    let town = &scene.town;
    let thread = scene.prompt.id;
    for (who, count) in WRITERS {
        for n in 0..count {
            town.user(who)
                .say(thread, &format!("Vi hjalp hinanden, da det brændte på, {}.", "igen ".repeat(n % 7)))
                .unwrap();
        }
    }
    let all: usize = WRITERS.iter().map(|one| one.1).sum();
    let kept = "SELECT COUNT(*) FROM replies WHERE via = 'thread'";
    while town.database.numbers(kept).await[0] < i64::try_from(all).unwrap() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    for used in everything() {
        let handle = scene.used(&used);
        let text = match scene.heard(&used, &handle).await {
            Heard::Words(message) => whole(&message),
            Heard::Form(form) => {
                let mut all = Vec::new();
                words(&serde_json::from_str(&form).unwrap(), &mut all);
                all.join("\n")
            }
        };
        let mut told = told(&text);
        // What one sees of oneself is one's own.
        told.retain(|who| *who != Scene::user_of(&used));
        assert!(told.is_empty(), "{used} tells {} about {told:?}:\n{text}", Scene::user_of(&used));
    }
    let own = town.command("Asta", town.channel, "mine-data vis", &[]).await;
    assert_eq!(
        told(&whole(&own)),
        ["Asta"],
        "each of them may know, so that this test can fail: {}",
        whole(&own)
    );
    // The letter about it, with what leads up to it.
    town.travel(local(2027, 1, 5, 12, 0)).await;
    for message in everything_said(town) {
        let mut told = told(&whole(&message));
        told.retain(|who| {
            let mine = town.user(who).id;
            message.only_for != Some(mine) && !town.user(who).inbox().iter().any(|one| one.id == message.id)
        });
        assert!(told.is_empty(), "told of {told:?}:\n{}", whole(&message));
    }
    let audit = town.core().store.audit(None, None, None).await.unwrap();
    assert_eq!(told(&format!("{audit:?}")), [""; 0]);
    scene.town.end().await;
}
