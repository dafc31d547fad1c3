//! Clicks and forms: acknowledged whatever the database does, once, and only when the id is the bot's own.

use super::{expect_texts, go_on, posted, send_answer, stalled, texts, the_post};
use crate::support::{Town, buttons, on_both_engines, shown};
use aktor::sandbox::world::Answer;
use std::time::{Duration, Instant};

on_both_engines!(a_click_and_a_form_that_come_twice_act_once);

async fn a_click_and_a_form_that_come_twice_act_once() {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.sandbox.gateway().double_next(1);
    let form = town.user("Asta").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
    for n in 0..4 {
        let form = match n {
            0 => form.clone(),
            _ => town.user("Asta").click(prompt.id, "Svar").unwrap().modal().await.unwrap(),
        };
        town.sandbox.gateway().double_next(1);
        let said = town.user("Asta").submit(&form, &[("answer", &format!("svar {n}"))]).unwrap();
        let said = said.message().await.unwrap();
        assert!(shown(&said).starts_with("Tak,"), "a doubled form counts as one: {}", shown(&said));
        assert_eq!(buttons(&said), ["Ret", "Slet"]);
    }
    town.settled().await;
    assert_eq!(posted(&town, thread).len(), 4);
    expect_texts(&town, &["svar 0", "svar 1", "svar 2", "svar 3"]).await;
    town.end().await;
}

#[tokio::test]
async fn foreign_and_changed_ids_get_a_clear_answer_and_do_nothing() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let receipt = send_answer(&town, "Asta", &prompt, "Mit svar").await;
    let real: Vec<String> = receipt.components[0]["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|button| button["custom_id"].as_str().unwrap().to_owned())
        .collect();
    let mut ids =
        ["", "delete", "svar:1", "AQID", &real[0][1..]].iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    ids.push("x".repeat(100));
    for id in &real {
        for at in 0..id.len() {
            let mut changed = id.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            ids.push(String::from_utf8(changed).unwrap());
        }
    }
    let count = ids.len();
    for id in ids.into_iter().filter(|id| !real.contains(id)) {
        let said = town.user("Asta").press(receipt.id, &id).unwrap().message().await.unwrap();
        assert_eq!(said.only_for, Some(town.user("Asta").id));
        assert!(!shown(&said).is_empty() && !shown(&said).contains("slettet"), "{id}: {}", shown(&said));
    }
    println!("{count} changed ids");
    town.settled().await;
    expect_texts(&town, &["Mit svar"]).await;
    assert_eq!(posted(&town, thread).len(), 1);
    // The real ones, pressed by somebody else, do nothing either.
    for id in &real {
        let said = town.user("Bo").press(prompt.id, id).unwrap().message().await.unwrap();
        assert!(shown(&said).contains("en andens svar"), "{}", shown(&said));
    }
    expect_texts(&town, &["Mit svar"]).await;
    town.end().await;
}

#[tokio::test]
async fn with_the_database_stalled_people_are_acknowledged_at_once_and_answered_after() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let receipt = send_answer(&town, "Bo", &prompt, "Bos svar").await;
    let lock = stalled(&town).await;
    town.user("Mette").say(thread, "Skrevet imens").unwrap();
    let began = Instant::now();
    let form = town.user("Asta").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
    let opened = began.elapsed();
    let began = Instant::now();
    let sent = town.user("Asta").submit(&form, &[("answer", "Sendt imens")]).unwrap();
    assert!(matches!(sent.acknowledged().await.unwrap(), Answer::Deferred));
    let acknowledged = began.elapsed();
    let began = Instant::now();
    let deleting = town.user("Bo").click(receipt.id, "Slet").unwrap();
    assert!(matches!(deleting.acknowledged().await.unwrap(), Answer::Deferred));
    let deferred = began.elapsed();
    let began = Instant::now();
    let status = town.user("Karen").command(town.channel, "team status", &[]).unwrap();
    status.acknowledged().await.unwrap();
    let commanded = began.elapsed();
    println!("stalled: form {opened:?}, sent {acknowledged:?}, click {deferred:?}, command {commanded:?}");
    for took in [opened, acknowledged, deferred, commanded] {
        assert!(took < Duration::from_millis(500), "{took:?}");
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(matches!(sent.acknowledged().await.unwrap(), Answer::Deferred), "not answered before it is kept");
    go_on(lock).await;
    assert!(shown(&sent.message().await.unwrap()).starts_with("Tak,"));
    assert!(shown(&deleting.message().await.unwrap()).starts_with("Så er dit svar slettet"));
    town.settled().await;
    let mut all = texts(&town).await;
    all.sort();
    assert_eq!(all, ["Sendt imens", "Skrevet imens"]);
    assert_eq!(the_post(&town, thread).await.content, "**Asta:** Sendt imens");
    town.end().await;
}
