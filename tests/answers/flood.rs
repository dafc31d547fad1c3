//! Two days away, with thousands of messages, and people who go on writing while they are read: nothing is lost,
//! nothing doubled.

use crate::support::{Town, on_both_engines};
use aktor::sandbox::faults::{Fault, Interruption};
use chrono::Duration;
use std::collections::BTreeMap;

on_both_engines!(two_days_away_five_thousand_messages_and_live_traffic_none_lost_none_doubled);

const AWAY: usize = 5_000;
const LIVE: usize = 1_000;
const PEOPLE: [&str; 8] = ["Asta", "Bo", "Mette", "Jens", "Leif", "Ida", "Ole", "Solvej"];

/// Every answer kept, and how often.
async fn kept(town: &Town) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for round in town.core().store.rounds_since(None, chrono::DateTime::UNIX_EPOCH).await.unwrap() {
        for reply in town.core().store.replies_of_round(round.occasion).await.unwrap() {
            *all.entry(reply.text).or_default() += 1;
        }
    }
    all
}

async fn two_days_away_five_thousand_messages_and_live_traffic_none_lost_none_doubled() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    // Something of each kind that happens to what was kept before.
    let before: Vec<i64> =
        (0..30).map(|n| town.user(PEOPLE[n % 8]).say(thread, &format!("før {n}")).unwrap()).collect();
    town.wait_kept("what was said before", |core| async move {
        let rounds = core.open_rounds().await.unwrap();
        (core.store.replies_of_round(rounds[0].occasion).await.unwrap().len() == 30).then_some(())
    })
    .await;
    town.stop().await;

    for n in 0..AWAY {
        if n % 25 == 0 {
            town.clock.advance(Duration::milliseconds(48 * 3_600_000 * 25 / 5_000));
        }
        let (who, text) = (town.user(PEOPLE[n % 8]), format!("imens {n}"));
        if n % 10 == 9 {
            who.reply(prompt.id, &text).unwrap()
        } else {
            who.say(thread, &text).unwrap()
        };
        wanted.insert(text, 1);
    }
    for (n, id) in before.iter().enumerate() {
        let who = town.user(PEOPLE[n % 8]);
        match n % 3 {
            0 => who.delete(*id).unwrap(),
            1 => {
                who.edit(*id, &format!("rettet {n}")).unwrap();
                wanted.insert(format!("rettet {n}"), 1);
            }
            _ => {
                wanted.insert(format!("før {n}"), 1);
            }
        }
    }

    // Slow pages, so that people write while they are read; and every event of theirs comes twice.
    let slow = Fault::Latency(std::time::Duration::from_millis(20));
    town.world.faults().times(55, "GET", "/channels/{}/messages", slow);
    town.start().await;
    town.sandbox.gateway().double_next(LIVE);
    let mut during = 0;
    for n in 0..LIVE {
        let text = format!("live {n}");
        town.user(PEOPLE[n % 8]).say(thread, &text).unwrap();
        wanted.insert(text, 1);
        if n == LIVE / 2 {
            // In the middle of it the connection is lost as well.
            town.world.faults().interrupt(Interruption::Drop);
        }
        if n % 20 == 19 {
            during += usize::from(town.world.faults().waiting() > 0);
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    }
    assert!(during > 3, "people wrote while pages were read: {during}");

    let began = std::time::Instant::now();
    let mut there = kept(&town).await;
    while there != wanted {
        if began.elapsed() > crate::support::PATIENCE {
            let lost: Vec<_> = wanted.keys().filter(|text| !there.contains_key(*text)).collect();
            let more: Vec<_> = there.iter().filter(|one| wanted.get(one.0) != Some(one.1)).collect();
            panic!("{} lost: {lost:?}; {} doubled or wrong: {more:?}", lost.len(), more.len());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        there = kept(&town).await;
    }
    assert_eq!(there.len(), AWAY + LIVE + 20);
    town.end().await;
}
