//! Everything that can go wrong between the bot and the platform, on the message and on its thread.

use super::{assert_each_once, on};
use crate::support::{Town, on_both_engines};
use aktor::sandbox::faults::{Fault, Interruption};
use aktor::sandbox::world::permission;
use std::time::Duration;

on_both_engines!(
    a_row_of_faults_leaves_one_prompt_and_one_thread,
    events_that_come_twice_or_not_at_all_change_nothing,
    a_history_that_cannot_be_read_parks_the_team_and_nothing_is_posted_blind
);

const MESSAGE: &str = "/channels/{}/messages";
const THREAD: &str = "/channels/{}/messages/{}/threads";

/// Each fault on the next Monday's request; every Monday has one prompt and one thread all the same.
async fn survives(pattern: &str, faults: &[Fault]) {
    let town = Town::with_team().await;
    for (nth, fault) in faults.iter().enumerate() {
        town.travel(on(nth, 8, 59)).await;
        town.world.faults().next("POST", pattern, fault.clone());
        town.travel(on(nth, 9, 10)).await;
        assert_eq!(town.world.faults().waiting(), 0, "{fault:?} struck");
        assert_each_once(&town, nth + 1, &format!("{pattern}: {fault:?}"));
    }
    town.end().await;
}

fn answered() -> Vec<Fault> {
    let short = Duration::from_millis(50);
    vec![
        Fault::Status(500, 0),
        Fault::Status(502, 0),
        Fault::StatusAfter(500, 0),
        Fault::StatusAfter(502, 0),
        Fault::LoseAnswerBefore,
        Fault::LoseAnswerAfter,
        Fault::TooMany(short, false),
        Fault::TooMany(short, true),
        Fault::Latency(short),
    ]
}

#[tokio::test]
async fn every_fault_on_the_message_leaves_one_prompt_and_one_thread() {
    survives(MESSAGE, &answered()).await;
}

#[tokio::test]
async fn every_fault_on_the_thread_leaves_one_prompt_and_one_thread() {
    survives(THREAD, &answered()).await;
}

async fn a_row_of_faults_leaves_one_prompt_and_one_thread() {
    let town = Town::with_team().await;
    for (nth, after) in [true, false].into_iter().enumerate() {
        town.travel(on(nth, 8, 59)).await;
        for pattern in [MESSAGE, THREAD] {
            town.world.faults().next(
                "POST",
                pattern,
                if after { Fault::StatusAfter(502, 0) } else { Fault::Status(502, 0) },
            );
            town.world.faults().next("POST", pattern, Fault::TooMany(Duration::from_millis(20), false));
            town.world.faults().next("POST", pattern, Fault::LoseAnswerBefore);
            town.world.faults().next("POST", pattern, Fault::LoseAnswerAfter);
        }
        town.travel(on(nth, 10, 0)).await;
        assert_eq!(town.world.faults().waiting(), 0);
        assert_each_once(&town, nth + 1, "a row of faults");
    }
    town.end().await;
}

async fn events_that_come_twice_or_not_at_all_change_nothing() {
    let town = Town::with_team().await;
    for (nth, interruption) in
        [Interruption::DoubleNext, Interruption::LoseNext, Interruption::Drop].into_iter().enumerate()
    {
        town.travel(on(nth, 8, 59)).await;
        town.world.faults().interrupt(interruption);
        town.travel(on(nth, 9, 10)).await;
        assert_each_once(&town, nth + 1, "gateway");
    }
    town.end().await;
}

/// Killed while the request hangs, with or without its effect, and started again after a while.
async fn killed_over(pattern: &str, fault: Fault, minutes: i64) {
    let mut town = Town::with_team().await;
    town.travel(on(0, 8, 59)).await;
    town.world.faults().next("POST", pattern, fault.clone());
    town.clock.set(on(0, 9, 0));
    town.wait("the request", |town| (town.world.faults().waiting() == 0).then_some(())).await;
    town.wait("its effect", |town| {
        let prompts = town.prompts(town.channel);
        match (&fault, pattern) {
            (Fault::HangAfter, MESSAGE) => (prompts.len() == 1).then_some(()),
            (Fault::HangAfter, _) => prompts.iter().any(|p| town.thread_on(p).is_some()).then_some(()),
            _ => Some(()),
        }
    })
    .await;
    town.kill().await;
    town.clock.advance(chrono::Duration::minutes(minutes));
    town.start().await;
    town.pass(chrono::Duration::minutes(10)).await;
    assert_each_once(&town, 1, &format!("{pattern}: killed over {fault:?}, back after {minutes} minutes"));
    town.end().await;
}

#[tokio::test]
async fn killed_before_the_request_it_posts_once() {
    killed_over(MESSAGE, Fault::Hang, 0).await;
    killed_over(MESSAGE, Fault::Hang, 58).await;
}

#[tokio::test]
async fn killed_after_the_post_it_finds_its_post_again_with_the_nonce_or_in_the_history() {
    killed_over(MESSAGE, Fault::HangAfter, 0).await;
    killed_over(MESSAGE, Fault::HangAfter, 60).await;
    killed_over(MESSAGE, Fault::HangAfter, 26 * 60).await;
}

#[tokio::test]
async fn killed_before_or_after_the_thread_it_opens_one() {
    killed_over(THREAD, Fault::Hang, 0).await;
    killed_over(THREAD, Fault::HangAfter, 0).await;
    killed_over(THREAD, Fault::HangAfter, 60).await;
}

#[tokio::test]
async fn a_thread_that_somebody_opened_meanwhile_is_taken() {
    let town = Town::with_team().await;
    town.travel(on(0, 8, 59)).await;
    town.world.faults().next("POST", THREAD, Fault::Status(500, 0));
    town.clock.set(on(0, 9, 0));
    let prompt = town.wait("the prompt", |town| town.prompts(town.channel).pop()).await;
    town.wait("the thread's failure", |town| (town.world.faults().waiting() == 0).then_some(())).await;
    town.user("Asta").open_thread(prompt.id, "Her!").unwrap();
    town.travel(on(0, 9, 10)).await;
    assert_eq!(town.thread_on(&prompt).as_deref(), Some("Her!"));
    let answer = town.status().await;
    assert!(answer.contains(&format!("<#{}>", prompt.id)), "{answer}");
    town.end().await;
}

async fn a_history_that_cannot_be_read_parks_the_team_and_nothing_is_posted_blind() {
    let mut town = Town::with_team().await;
    town.travel(on(0, 8, 59)).await;
    town.world.faults().next("POST", MESSAGE, Fault::HangAfter);
    town.clock.set(on(0, 9, 0));
    town.wait("the post", |town| town.prompts(town.channel).pop()).await;
    town.kill().await;
    town.world.deny_bot(town.channel, permission::READ_MESSAGE_HISTORY);
    town.clock.set(on(0, 9, 30));
    town.start().await;
    town.travel(on(0, 11, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 1, "nothing is posted blind");
    let told = crate::support::shown(&town.letter_to("Karen"));
    assert!(told.contains("Se meddelelseshistorik"), "{told}");
    town.world.relieve_bot(town.channel);
    town.pass(chrono::Duration::minutes(11)).await;
    town.wait("the thread", |town| town.thread_on(&town.prompts(town.channel)[0])).await;
    town.settled().await;
    assert_each_once(&town, 1, "adopted once it could be seen");
    town.end().await;
}

#[tokio::test]
async fn a_refusal_after_an_uncertain_attempt_does_not_make_it_certain() {
    let town = Town::with_team().await;
    town.travel(on(0, 8, 59)).await;
    // Posted, but the answer is lost; then asked to wait for longer than the nonce holds.
    town.world.faults().next("POST", MESSAGE, Fault::LoseAnswerAfter);
    town.world.faults().next("POST", MESSAGE, Fault::TooMany(Duration::from_mins(15), false));
    town.travel(on(0, 9, 50)).await;
    assert_each_once(&town, 1, "adopted from the history");
    town.end().await;
}
