//! Clocks that jump, a second or a year, forward and back: nothing comes twice.

use crate::support::{Town, local};
use chrono::Duration;
use std::collections::BTreeSet;

/// Seconds by which a clock is moved.
const JUMPS: [i64; 9] = [1, 59, 600, 3_500, 3_700, 7_200, 86_400, 8 * 86_400, 365 * 86_400];

/// So many jumps after each seed.
const EACH: usize = 24;

/// Numbers that are the same at every run.
fn numbers(mut state: u64) -> impl Iterator<Item = u64> {
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    })
}

#[tokio::test]
async fn whatever_the_clock_jumps_by_no_date_is_asked_about_twice() {
    for seed in [0x9E37_79B9_7F4A_7C15_u64, 0x2545_F491_4F6C_DD1D] {
        let town = Town::with_team().await;
        town.travel(local(2026, 11, 2, 9, 0)).await;
        let mut numbers = numbers(seed);
        for _ in 0..EACH {
            let (which, back) = (numbers.next().unwrap() >> 8, numbers.next().unwrap() >> 9 & 1 == 1);
            let by = JUMPS[usize::try_from(which % JUMPS.len() as u64).unwrap()];
            let by = Duration::seconds(if back { -by } else { by });
            town.clock.set(town.clock.now() + by);
            settled(&town).await;
        }
        // What is asked stands in one message for each date.
        let rounds = town.core().store.rounds_since(None, chrono::DateTime::UNIX_EPOCH).await.unwrap();
        let messages: BTreeSet<i64> = rounds.iter().map(|round| round.message.0).collect();
        let prompts: BTreeSet<i64> = town.prompts(town.channel).iter().map(|prompt| prompt.id).collect();
        assert_eq!(prompts, messages, "seed {seed:x}: a prompt that no date has, or a date with two");
        assert!(prompts.len() > 1, "seed {seed:x}: something was asked");
        let dates = "SELECT COUNT(*) - COUNT(DISTINCT occasion_id) FROM rounds";
        assert_eq!(town.database.numbers(dates).await, [0]);
        let days = "SELECT COUNT(*) - COUNT(DISTINCT local_date) FROM occasions WHERE kind = 'prompt'";
        assert_eq!(town.database.numbers(days).await, [0], "seed {seed:x}");
        town.end().await;
    }
}

/// Waits until what can be done at this moment is done: nothing is while the clock stands far behind.
async fn settled(town: &Town) {
    let last = town.app().last_tick().await.unwrap();
    let stands_back = last.is_some_and(|tick| tick - town.clock.now() > Duration::hours(1));
    if stands_back {
        town.core().ring();
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    } else {
        town.settled().await;
    }
}
