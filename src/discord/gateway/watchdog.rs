//! Whether the connection is alive, seen from outside: the library's own word for its stage, its heartbeats'
//! answers, and whether anything is heard.

use super::ear::Ear;
use poise::serenity_prelude as serenity;
use serenity::{ConnectionStage, ShardManager};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How the connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Being made, or made again.
    Connecting,
    /// Too few sessions are left today: nothing is started for so long.
    Reserved(Duration),
    /// It stands.
    Connected,
    /// It should stand, but nothing was heard for two heartbeats.
    Silent,
    /// Given up after so long.
    Lost(Duration),
    /// Ended.
    Ended,
}

impl Link {
    /// Whether what happens is heard.
    pub fn is_ready(self) -> bool {
        self == Self::Connected
    }
}

/// Heartbeats without an answer before the connection counts as silent, and before it is given up. The library
/// tries to mend it in between.
const SILENT_AFTER: u32 = 2;
const LOST_AFTER: u32 = 4;
/// How often it is looked at while it is being made, so that nobody waits for a bot that is there already; and how
/// often at most while it stands.
const EAGER: Duration = Duration::from_millis(10);
const CALM: Duration = Duration::from_secs(1);

/// Looks at the connection from time to time.
pub(super) struct Watchdog {
    ear: Arc<Ear>,
    manager: Arc<ShardManager>,
    heartbeat: Duration,
    signs: (u64, Option<Duration>),
    /// When the last sign of life was seen.
    since: Instant,
    /// How long until the next look.
    pause: Duration,
}

impl Watchdog {
    pub(super) fn new(ear: Arc<Ear>, manager: Arc<ShardManager>, heartbeat: Duration) -> Self {
        Self { ear, manager, heartbeat, signs: (0, None), since: Instant::now(), pause: EAGER }
    }

    /// Waits for the next look and tells what was seen. May be dropped at any point.
    pub(super) async fn look(&mut self) -> Link {
        tokio::time::sleep(self.pause).await;
        let link = self.seen().await;
        self.pause = match link {
            Link::Connecting => EAGER,
            _ => (self.heartbeat / 40).clamp(EAGER, CALM),
        };
        link
    }

    async fn seen(&mut self) -> Link {
        let runners = self.manager.runners.lock().await;
        let runner = runners.values().next().map(|runner| (runner.stage, runner.latency));
        drop(runners);
        // Each answer to a heartbeat changes the latency, which is measured to the nanosecond.
        let signs = (self.ear.heard(), runner.and_then(|(_, latency)| latency));
        if signs != self.signs {
            self.signs = signs;
            self.since = Instant::now();
        }
        let quiet = self.since.elapsed();
        if quiet > self.heartbeat * LOST_AFTER {
            Link::Lost(quiet)
        } else if quiet > self.heartbeat * SILENT_AFTER {
            Link::Silent
        } else if self.ear.listens() && runner.is_some_and(|(stage, _)| stage == ConnectionStage::Connected) {
            Link::Connected
        } else {
            Link::Connecting
        }
    }
}
