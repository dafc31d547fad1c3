//! The only caller of "now". The system's clock, or one that a test or the sandbox moves.

use chrono::{DateTime, Duration, Utc};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::sync::watch;

/// A clock; clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System,
    Manual(Arc<Manual>),
}

#[derive(Debug)]
struct Manual {
    now: Mutex<DateTime<Utc>>,
    moved: watch::Sender<u64>,
}

impl Clock {
    /// The machine's wall clock.
    pub fn system() -> Self {
        Self(Kind::System)
    }

    /// A clock that stands at `start` until it is moved.
    pub fn manual(start: DateTime<Utc>) -> Self {
        Self(Kind::Manual(Arc::new(Manual { now: Mutex::new(start), moved: watch::Sender::new(0) })))
    }

    /// The present moment, to the millisecond (both databases keep that exactly).
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.0 {
            Kind::System => Utc::now(),
            Kind::Manual(manual) => *manual.now.lock().unwrap_or_else(PoisonError::into_inner),
        };
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }

    /// Starts to measure how long something lasts.
    pub fn stopwatch(&self) -> Stopwatch {
        Stopwatch { clock: self.clone(), began: Instant::now(), at: self.now() }
    }

    /// Moves a manual clock to `to`, backwards too; the system's clock is not moved.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Kind::Manual(manual) = &self.0 {
            *manual.now.lock().unwrap_or_else(PoisonError::into_inner) = to;
            manual.moved.send_modify(|n| *n += 1);
        }
    }

    /// Moves a manual clock by `by`.
    pub fn advance(&self, by: Duration) {
        self.set(self.now() + by);
    }

    /// Waits until the clock shows `at` or later, but at most `most` of real time: whoever waits for a date
    /// looks at the wall clock again and again, since machines sleep and clocks are corrected.
    pub async fn wait_until(&self, at: DateTime<Utc>, most: std::time::Duration) {
        match &self.0 {
            Kind::System => {
                let left = (at - self.now()).to_std().unwrap_or_default();
                tokio::time::sleep(left.min(most)).await;
            }
            Kind::Manual(manual) => {
                let mut moved = manual.moved.subscribe();
                let reached = async {
                    while self.now() < at {
                        if moved.changed().await.is_err() {
                            return;
                        }
                    }
                };
                let _ = tokio::time::timeout(most, reached).await;
            }
        }
    }
}

/// How long something has lasted.
#[derive(Clone, Debug)]
pub struct Stopwatch {
    clock: Clock,
    began: Instant,
    at: DateTime<Utc>,
}

impl Stopwatch {
    /// The longer of what the two clocks say: the machine's own stands still while the machine sleeps, the other can
    /// be set.
    pub fn elapsed(&self) -> std::time::Duration {
        self.began.elapsed().max((self.clock.now() - self.at).to_std().unwrap_or_default())
    }
}
