//! Leases: kept while the work lasts, whatever else is going on, and looked at before anything is sent.

use super::{assert_each_once, on};
use crate::support::{Gate, Town, on_both_engines};
use aktor::sandbox::world::permission;
use chrono::Duration;

on_both_engines!(a_holder_that_was_held_up_sends_nothing_for_work_that_has_passed_on);

const SEND: &str = "POST /channels/{}/messages";

/// A town whose bot stands before the sending of its first prompt.
async fn before_sending() -> (Town, Gate) {
    let (town, gate) = Town::with_gate().await;
    town.set_up(town.channel).await;
    town.travel(on(0, 8, 59)).await;
    gate.shut(&[SEND]);
    town.clock.set(on(0, 9, 0));
    gate.waiting(&town, 1).await;
    (town, gate)
}

async fn a_holder_that_was_held_up_sends_nothing_for_work_that_has_passed_on() {
    let (town, gate) = before_sending().await;
    // Another process has taken the work over.
    town.database
        .execute("UPDATE deliveries SET fence = fence + 1, holder = 'other' WHERE state = 'leased'")
        .await;
    town.clock.advance(Duration::seconds(16));
    gate.shut(&[]);
    gate.waiting(&town, 0).await;
    // The attempt is over when the bot looks for the next thing to do.
    gate.shut(&["delivery.claim"]);
    town.core().ring();
    gate.waiting(&town, 1).await;
    gate.shut(&[]);
    assert_eq!(town.prompts(town.channel).len(), 0, "{}", town.world.transcript().tail(20));
    town.clock.set(on(0, 9, 2));
    // A lease that runs out rings no bell: it is seen when the bot looks next.
    town.core().ring();
    town.wait("the next holder's", |town| town.prompts(town.channel).pop()).await;
    town.settled().await;
    assert_each_once(&town, 1, "by the next holder");
    let sent = town
        .world
        .transcript()
        .lines()
        .iter()
        .filter(|line| line.contains(&format!("POST /api/v10/channels/{}/messages ", town.channel)))
        .count();
    assert_eq!(sent, 2, "the introduction, and one prompt");
    town.end().await;
}

#[tokio::test]
async fn a_lease_is_renewed_after_twenty_seconds() {
    let (town, gate) = before_sending().await;
    let until = "SELECT CAST(strftime('%s', lease_until) AS INTEGER) FROM deliveries WHERE state = 'leased'";
    let before = town.database.numbers(until).await;
    assert_eq!(before, [on(0, 9, 1).timestamp()]);
    town.clock.advance(Duration::seconds(5));
    let began = std::time::Instant::now();
    while town.database.numbers(until).await == before {
        assert!(began.elapsed() < crate::support::PATIENCE, "not renewed");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(town.database.numbers(until).await, [before[0] + 5]);
    gate.shut(&[]);
    town.settled().await;
    assert_each_once(&town, 1, "by the one who held it all the time");
    town.end().await;
}

#[tokio::test]
async fn what_is_due_does_not_wait_for_a_look_at_teams_that_rest() {
    let (town, gate) = Town::with_gate().await;
    let school = town.world.channel("skolen").unwrap();
    for channel in [town.channel, school] {
        town.set_up(channel).await;
    }
    town.world.deny_bot(town.channel, permission::SEND_MESSAGES);
    town.travel(on(0, 9, 5)).await;
    assert_eq!((town.prompts(town.channel).len(), town.prompts(school).len()), (0, 1), "one of them rests");
    town.travel(on(1, 8, 49)).await;
    gate.shut(&["GET /channels/{}"]);
    town.clock.set(on(1, 9, 0));
    gate.waiting(&town, 1).await;
    town.wait("the other team's", |town| (town.prompts(school).len() == 2).then_some(())).await;
    gate.shut(&[]);
    town.world.relieve_bot(town.channel);
    town.end().await;
}
