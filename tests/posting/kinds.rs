//! Every kind of post, public and private, when the platform takes it and the answer is lost.

use crate::support::{Town, local, shown};
use aktor::domain::ids::ChannelId;
use aktor::sandbox::faults::Fault;
use aktor::sandbox::world::Message;
use regex::Regex;
use serde_json::json;
use std::collections::BTreeMap;

/// What was said where, and how often; of each post its first line, with ids and what chance chooses left out.
type Said = BTreeMap<(String, String), usize>;

fn first_line(message: &Message) -> String {
    let ids = Regex::new(r"\d{15,}").unwrap();
    let text = shown(message);
    let line = text.lines().next().unwrap_or_default();
    ids.replace_all(line, "#").into_owned()
}

fn said(town: &Town, people: &[&str]) -> Said {
    let mut said = Said::new();
    let mut note = |place: &str, posts: Vec<Message>| {
        for post in posts.iter().filter(|post| matches!(post.kind, 0 | 19)) {
            *said.entry((place.to_owned(), first_line(post))).or_default() += 1;
        }
    };
    for channel in ["hjemmepleje", "vej-og-park"] {
        let id = town.world.channel(channel).unwrap();
        note(channel, town.posts(id));
        for post in town.posts(id) {
            note("a thread", town.posts(post.id));
        }
    }
    for who in people {
        note(who, town.user(who).inbox());
    }
    said
}

const PEOPLE: [&str; 6] = ["Karen", "Asta", "Bo", "Mette", "Jens", "Ida"];

/// A month with everything that the bot writes of its own accord. With `every_other`, the answer to every other message
/// that it sends is lost.
async fn month(every_other: bool) -> Said {
    let town = Town::new().await;
    let lose = |town: &Town| {
        town.world.faults().clear();
        for _ in 0..if every_other { 40 } else { 0 } {
            town.world.faults().next("POST", "/channels/{}/messages", Fault::LoseAnswerAfter);
            town.world.faults().next(
                "POST",
                "/channels/{}/messages",
                Fault::Latency(std::time::Duration::ZERO),
            );
        }
    };
    let minutes = chrono::Duration::minutes(30);
    lose(&town);
    town.set_up(town.channel).await;
    town.pass(minutes).await;
    let mette = json!(town.user("Mette").id.to_string());
    town.command("Karen", town.channel, "team trio", &[("leder", mette)]).await;
    town.pass(minutes).await;
    town.click("Mette", town.letter_to("Mette").id, "Ja, det vil jeg gerne").await;
    let room = ChannelId(town.world.channel("vej-og-park").unwrap());
    crate::teams::plan::dose(&town, |dosing| (dosing.trio_channel, dosing.reminder) = (Some(room), true))
        .await;

    town.travel(local(2026, 11, 2, 10, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    for (who, text) in [("Asta", "Vi spurgte først."), ("Bo", "Jeg blev ved."), ("Jens", "Vi delte listen.")]
    {
        let form = town.user(who).click(prompt.id, "Svar").unwrap().modal().await.unwrap();
        town.user(who).submit(&form, &[("answer", text)]).unwrap().message().await.unwrap();
    }
    town.user("Ida").say(prompt.id, "Mit nummer er 010190-1234").unwrap();
    town.pass(minutes).await;
    lose(&town);
    town.nominate("Asta", "Bo", "Bo tog telefonen, da alle løb stærkt.").await;
    town.pass(minutes).await;
    town.click("Bo", town.letter_to("Bo").id, "Ja, gerne").await;
    town.travel(local(2026, 11, 20, 12, 0)).await;
    lose(&town);
    town.travel(local(2026, 12, 1, 9, 0)).await;
    town.click("Mette", town.letter_to("Mette").id, "Godkend").await;
    town.travel(local(2026, 12, 2, 12, 0)).await;
    town.world.faults().clear();
    let said = said(&town, &PEOPLE);
    town.end().await;
    said
}

#[tokio::test]
async fn a_month_in_which_every_other_answer_is_lost_is_the_same_month() {
    let (whole, lossy) = (month(false).await, month(true).await);
    for part in ["uge 45", "Månedsbrev", "Om tre arbejdsdage"] {
        assert!(whole.keys().any(|(_, line)| line.contains(part)), "{part} is not among {whole:#?}");
    }
    assert_eq!(lossy, whole);
}

/// There is one door through which posts are made, and it is the one that makes them once.
#[test]
fn whatever_is_posted_goes_through_the_one_door() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/service");
    let (mut folders, mut found) = (vec![root.clone()], BTreeMap::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let sends = std::fs::read_to_string(&path).unwrap().matches("platform.send(").count();
            if sends > 0 {
                found.insert(path.strip_prefix(&root).unwrap().display().to_string(), sends);
            }
        }
    }
    // One with a nonce, and one for forums, which know none.
    assert_eq!(found, BTreeMap::from([("delivery.rs".to_owned(), 2)]));
}
