//! Posting: once, whatever goes wrong, and on the right day.

mod calendar;
mod catching_up;
mod faults;
mod hindered;
mod holders;
mod jumping;
mod kinds;
mod refused;
mod stopping;

use crate::support::{Town, local};
use chrono::{DateTime, Utc};

/// Mondays with a prompt, from the first one on.
const MONDAYS: [(i32, u32, u32); 14] = [
    (2026, 11, 2),
    (2026, 11, 9),
    (2026, 11, 16),
    (2026, 11, 23),
    (2026, 11, 30),
    (2026, 12, 7),
    (2026, 12, 14),
    (2026, 12, 21),
    (2027, 1, 4),
    (2027, 1, 11),
    (2027, 1, 18),
    (2027, 1, 25),
    (2027, 2, 1),
    (2027, 2, 8),
];

/// The given minute of the `nth` Monday.
fn on(nth: usize, hour: u32, minute: u32) -> DateTime<Utc> {
    let (year, month, day) = MONDAYS[nth];
    local(year, month, day, hour, minute)
}

/// Exactly so many prompts, each with its thread.
fn assert_each_once(town: &Town, count: usize, what: &str) {
    let prompts = town.prompts(town.channel);
    assert_eq!(prompts.len(), count, "{what}\n{}", town.world.transcript().tail(60));
    for prompt in &prompts {
        let thread = town.thread_on(prompt);
        assert!(thread.is_some(), "{what}: no thread on {}\n{}", prompt.id, town.world.transcript().tail(60));
    }
}
