//! Stopped as a supervisor stops it: nothing is lost, nothing is doubled.

use super::on;
use crate::support::{Town, on_both_engines};
use aktor::sandbox::faults::Fault;

on_both_engines!(
    stopped_in_the_middle_of_a_posting_nothing_is_lost_or_doubled,
    work_that_does_not_finish_in_time_is_given_back
);

const MESSAGE: &str = "/channels/{}/messages";

async fn stopped_in_the_middle_of_a_posting_nothing_is_lost_or_doubled() {
    let slow = std::time::Duration::from_millis(300);
    let mut town = Town::with_team().await;
    let school = town.world.channel("skolen").unwrap();
    town.set_up(school).await;
    for nth in 0..3 {
        town.travel(on(nth, 8, 59)).await;
        for _ in 0..2 {
            town.world.faults().next("POST", MESSAGE, Fault::Latency(slow));
        }
        let left = 2 - nth.min(2);
        town.clock.set(on(nth, 9, 0));
        town.wait("the postings to be on their way", |town| {
            (town.world.faults().waiting() <= left).then_some(())
        })
        .await;
        let began = std::time::Instant::now();
        town.stop().await;
        assert!(began.elapsed() < std::time::Duration::from_secs(10), "within ten seconds");
        town.world.faults().clear();
        town.start().await;
        town.travel(on(nth, 9, 10)).await;
        for channel in [town.channel, school] {
            let prompts = town.prompts(channel);
            assert_eq!(prompts.len(), nth + 1, "{}", town.world.transcript().tail(60));
            assert!(prompts.iter().all(|prompt| town.thread_on(prompt).is_some()));
        }
    }
    town.end().await;
}

async fn work_that_does_not_finish_in_time_is_given_back() {
    let mut town = Town::with_team().await;
    town.travel(on(0, 8, 59)).await;
    town.world.faults().next("POST", MESSAGE, Fault::HangAfter);
    town.clock.set(on(0, 9, 0));
    town.wait("the post", |town| town.prompts(town.channel).pop()).await;
    let began = std::time::Instant::now();
    town.stop().await;
    assert!(began.elapsed() < std::time::Duration::from_secs(10), "within ten seconds");
    town.start().await;
    town.travel(on(0, 9, 10)).await;
    super::assert_each_once(&town, 1, "found again after the restart");
    town.end().await;
}
