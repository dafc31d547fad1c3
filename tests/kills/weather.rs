//! What goes wrong around the bot: answers lost before and after their effect, servers that hang or fail,
//! refusals for the pace, and a gateway that drops, doubles and swallows.

use aktor::sandbox::faults::{Fault, Interruption};
use aktor::sandbox::world::World;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use std::time::Duration;

/// What the bot asks for while it works; `*` strikes whatever comes next.
const REQUESTS: [(&str, &str); 9] = [
    ("POST", "/channels/{}/messages"),
    ("POST", "/channels/{}/messages"),
    ("POST", "/channels/{}/messages/{}/threads"),
    ("POST", "/channels/{}/threads"),
    ("GET", "/channels/{}/messages"),
    ("GET", "/channels/{}/messages/{}"),
    ("PATCH", "/channels/{}/messages/{}"),
    ("DELETE", "/channels/{}/messages/{}"),
    ("*", "*"),
];
/// So many faults wait at once, at most.
const WAITING: usize = 3;

/// Makes bad weather until it is cancelled.
pub(super) async fn bad(world: World, seed: u64) {
    let mut random = StdRng::seed_from_u64(seed);
    loop {
        tokio::time::sleep(Duration::from_millis(random.random_range(20..150))).await;
        // What nobody asked for any more makes room.
        if world.faults().waiting() >= WAITING {
            world.faults().clear();
        }
        if let Some((method, path)) = REQUESTS.choose(&mut random) {
            world.faults().next(method, path, fault(&mut random));
        }
        if random.random_ratio(1, 6) {
            world.faults().interrupt(interruption(&mut random));
        }
    }
}

fn fault(random: &mut StdRng) -> Fault {
    let short = Duration::from_millis(random.random_range(20..300));
    match random.random_range(0..16) {
        0..=4 => Fault::LoseAnswerAfter,
        5 | 6 => Fault::LoseAnswerBefore,
        7 => Fault::Hang,
        8 => Fault::HangAfter,
        9 => Fault::Status(500, 0),
        10 => Fault::Status(502, 0),
        11 => Fault::StatusAfter(500, 0),
        12 => Fault::StatusAfter(502, 0),
        13 => Fault::TooMany(short, random.random_ratio(1, 3)),
        14 => Fault::Html(502),
        _ => Fault::Latency(short),
    }
}

fn interruption(random: &mut StdRng) -> Interruption {
    match random.random_range(0..10) {
        0..=2 => Interruption::DoubleNext,
        3..=5 => Interruption::LoseNext,
        6 => Interruption::Drop,
        7 => Interruption::Reconnect,
        8 => Interruption::InvalidSession(random.random()),
        _ => Interruption::Close(Some(4_000)),
    }
}
