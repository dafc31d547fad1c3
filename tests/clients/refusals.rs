//! How clients take a no: errors told apart by their codes, limits waited out.

use super::{Library, Setup, Stage, id, with_both};
use aktor::sandbox::faults::Fault;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::permission;
use serde_json::json;
use std::time::{Duration, Instant};

with_both! {
    errors_are_told_apart_by_their_codes
    a_second_answer_and_a_late_one_are_refused
    every_429_is_waited_out
    the_headers_of_a_limit_are_heeded
}

async fn errors_are_told_apart_by_their_codes(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    assert_eq!(stage.refused("history", json!({"channel": "5", "limit": 1})).await, (10003, 404));
    assert_eq!(stage.refused("guild_fetched", json!({"id": "5"})).await, (10004, 404));
    assert_eq!(stage.refused("read", stage.at(5)).await, (10008, 404));
    let long = "x".repeat(2001);
    assert_eq!(stage.refused("send", stage.here(json!({"content": long}))).await, (50035, 400));
    let embeds = json!([{"description": "x".repeat(4000)}, {"description": "x".repeat(2001)}]);
    assert_eq!(stage.refused("send", stage.here(json!({"embeds": embeds}))).await, (50035, 400));
    assert_eq!(stage.refused("send", stage.here(json!({"content": ""}))).await, (50006, 400));
    let plain = stage.here(json!({"content": "hej"}));
    stage.world.deny_bot(stage.channel, permission::SEND_MESSAGES);
    assert_eq!(stage.refused("send", plain.clone()).await, (50013, 403));
    stage.world.deny_bot(stage.channel, permission::VIEW_CHANNEL);
    assert_eq!(stage.refused("send", plain.clone()).await, (50001, 403));
    stage.world.relieve_bot(stage.channel);
    let sent = stage.done("send", plain).await;
    let said: Vec<i64> = stage.with(|state| state.said_in(stage.channel).map(|said| said.id).collect());
    assert_eq!(said, [id(&sent)]);
    stage.end().await;
}

async fn a_second_answer_and_a_late_one_are_refused(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    stage.done("register", json!({"guild": stage.guild.to_string()})).await;
    let used = stage.asta.command(stage.channel, "dobbelt", &[]).unwrap();
    // A message before the answer, the answer, the answer again.
    assert_eq!(stage.saw("outcomes").await["codes"], json!([10015, 0, 40060]));
    assert_eq!(used.message().await.unwrap().content, "Én");
    stage.world.answer_within(Duration::ZERO);
    stage.asta.command(stage.channel, "dobbelt", &[]).unwrap();
    assert_eq!(stage.saw("outcomes").await["codes"], json!([10015, 10062, 10062]));
    assert_eq!(stage.with(|state| state.said_in(stage.channel).count()), 1);
    stage.end().await;
}

async fn every_429_is_waited_out(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let wait = Duration::from_millis(300);
    let faults = [Fault::TooMany(wait, false), Fault::TooManyShared(wait), Fault::TooMany(wait, true)];
    for (number, fault) in faults.into_iter().enumerate() {
        stage.world.faults().next("POST", "/channels/{channel}/messages", fault);
        let began = Instant::now();
        let sent = stage.done("send", stage.here(json!({"content": format!("nr {number}")}))).await;
        assert!(began.elapsed() >= wait, "asked again after {:?}", began.elapsed());
        assert_eq!(sent["content"], format!("nr {number}"));
    }
    assert_eq!(stage.with(|state| state.said_in(stage.channel).count()), 3);
    assert_eq!(stage.world.faults().waiting(), 0);
    stage.end().await;
}

async fn the_headers_of_a_limit_are_heeded(library: Library) {
    let limits = RateLimits { messages: (2, Duration::from_millis(700)), ..RateLimits::default() };
    let Some(mut stage) = Stage::built(library, Setup { limits, ..Setup::default() }).await else { return };
    let began = Instant::now();
    for number in 0..5 {
        stage.done("send", stage.here(json!({"content": format!("nr {number}")}))).await;
    }
    // Two at once, then two and one more, each a window later; and nothing was asked in vain.
    assert!(began.elapsed() >= Duration::from_secs(1), "done after {:?}", began.elapsed());
    let said = stage.world.transcript().lines().join("\n");
    assert!(!said.contains("-> 429"), "{said}");
    stage.end().await;
}
