//! The lease under which a piece of work is done: renewed while it lasts, and looked at again before every request,
//! so that a holder that was held up does nothing for work that has passed on.
//!
//! The numbers fit: a request begins within [`SURE`] of a renewal and lasts a quarter of a minute at most, and what
//! it did shows itself within [`SETTLES_SECONDS`] more, all of it before the lease is over and somebody else looks.
//!
//! [`SETTLES_SECONDS`]: crate::service::delivery::SETTLES_SECONDS

use crate::clock::{Clock, Stopwatch};
use crate::service::core::Core;
use crate::service::delivery::LEASE;
use crate::store::{Claim, StoreError};
use chrono::{DateTime, Utc};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often a lease is renewed.
pub const RENEW_EVERY: Duration = Duration::from_secs(20);
/// For how long after a renewal it is sure without a look that nobody else holds the work.
pub const SURE: Duration = Duration::from_secs(15);
/// How soon a renewal is tried again that the database did not take.
const AGAIN: Duration = Duration::from_secs(1);

tokio::task_local! {
    static HELD: Lease;
    static LEAVES: (Stopwatch, Duration);
}

/// A claim and how long it is held; clones are the same lease.
#[derive(Clone)]
pub struct Lease(Arc<Held>);

struct Held {
    core: Core,
    claim: Claim,
    term: Mutex<Term>,
}

struct Term {
    since: Stopwatch,
    until: DateTime<Utc>,
}

impl Lease {
    /// The lease of a claim that was made at `now`, before which `since` was started.
    pub fn new(core: &Core, claim: Claim, since: Stopwatch, now: DateTime<Utc>) -> Self {
        let term = Mutex::new(Term { since, until: now + LEASE });
        Self(Arc::new(Held { core: core.clone(), claim, term }))
    }

    /// What is held.
    pub fn claim(&self) -> &Claim {
        &self.0.claim
    }

    fn term(&self) -> MutexGuard<'_, Term> {
        self.0.term.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Renews the lease if that is due; false: it has passed on.
    pub async fn keep(&self) -> Result<bool, StoreError> {
        let left = (self.term().until - self.0.core.now()).to_std().unwrap_or_default();
        let fresh = LEASE.to_std().unwrap_or_default().saturating_sub(RENEW_EVERY);
        if left > fresh && self.age() < RENEW_EVERY { Ok(true) } else { self.renew().await }
    }

    fn age(&self) -> Duration {
        self.term().since.elapsed()
    }

    async fn renew(&self) -> Result<bool, StoreError> {
        let core = &self.0.core;
        let (since, until) = (core.clock.stopwatch(), core.now() + LEASE);
        let held = core.store.renew(&self.0.claim, until).await?;
        if held {
            *self.term() = Term { since, until };
        }
        Ok(held)
    }

    /// Does `work` under this lease, which is kept meanwhile. `None`: it has passed on, and the work was left where
    /// it was.
    pub async fn hold<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let kept = async {
            let mut next = RENEW_EVERY;
            loop {
                tokio::time::sleep(next).await;
                next = match self.keep().await {
                    Ok(true) => RENEW_EVERY.saturating_sub(self.age()).max(AGAIN),
                    Ok(false) => return,
                    Err(error) => {
                        tracing::warn!(delivery = %self.0.claim.id, %error, "a lease could not be renewed yet");
                        AGAIN
                    }
                };
            }
        };
        tokio::select! {
            done = HELD.scope(self.clone(), work) => Some(done),
            () = kept => None,
        }
    }
}

/// Does `work`, of which no request leaves later than `within` from now: what waited longer for its turn is not sent.
pub async fn leaving<T>(within: Duration, clock: &Clock, work: impl Future<Output = T>) -> T {
    LEAVES.scope((clock.stopwatch(), within), work).await
}

/// Whether the calling task may send a request now: not when it works under a lease that has passed on, or of which
/// that cannot be told, nor when it is too late for it.
pub async fn may_act() -> bool {
    if LEAVES.try_with(|(since, within)| since.elapsed() >= *within).unwrap_or(false) {
        return false;
    }
    let Ok(lease) = HELD.try_with(Clone::clone) else { return true };
    lease.age() < SURE || lease.renew().await.unwrap_or(false)
}
