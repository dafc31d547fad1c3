//! Work in hand: claimed under leases that are renewed while it lasts.

use crate::clock::Stopwatch;
use crate::domain::ids::DeliveryId;
use crate::service::core::Core;
use crate::service::delivery::LEASE;
use crate::service::lease::Lease;
use crate::store::{Claim, StoreError};
use chrono::{DateTime, Utc};
use futures_util::FutureExt as _;
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use tokio::task::JoinSet;

/// A process that has lived for so long is not being killed again and again.
const CALM: Duration = Duration::from_secs(10);
/// How soon work is given back again that the database did not take.
const AGAIN: Duration = Duration::from_secs(1);
/// How long what was given back so rests.
const SOON: chrono::Duration = chrono::Duration::seconds(1);
/// How many pieces of work are in hand at once.
const AT_ONCE: usize = 32;

pub(super) struct Worker {
    core: Core,
    holder: String,
    tasks: JoinSet<DeliveryId>,
    in_hand: HashMap<DeliveryId, Lease>,
    /// Claimed again while the earlier attempt is still in hand (the clock was moved): done after it.
    after: HashMap<DeliveryId, Lease>,
    finished: Vec<DeliveryId>,
    lives: Stopwatch,
}

impl Worker {
    pub(super) fn new(core: Core, holder: String) -> Self {
        Self {
            lives: core.clock.stopwatch(),
            core,
            holder,
            tasks: JoinSet::new(),
            in_hand: HashMap::new(),
            after: HashMap::new(),
            finished: Vec::new(),
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        !self.tasks.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.in_hand.len() >= AT_ONCE
    }

    /// Waits until one piece of work is finished.
    pub(super) async fn finished_one(&mut self) {
        if let Some(Ok(id)) = self.tasks.join_next().await {
            self.finished.push(id);
        }
    }

    /// Puts away what is finished, and begins what waited for it.
    pub(super) fn reap(&mut self) {
        while let Some(joined) = self.tasks.try_join_next() {
            self.finished.extend(joined.ok());
        }
        for id in std::mem::take(&mut self.finished) {
            self.in_hand.remove(&id);
            if let Some(lease) = self.after.remove(&id) {
                self.begin(lease);
            }
        }
    }

    /// Renews the leases of what is in hand, where that is due, and claims as much more as there is room for of what
    /// is due at `now`.
    pub(super) async fn take_work(&mut self, now: DateTime<Utc>) -> Result<(), StoreError> {
        for lease in self.in_hand.values() {
            lease.keep().await?;
        }
        let calm = self.lives.elapsed() >= CALM;
        loop {
            let room = AT_ONCE.saturating_sub(self.in_hand.len());
            if room == 0 {
                return Ok(());
            }
            let most = i64::try_from(room).unwrap_or(1);
            let since = self.core.clock.stopwatch();
            let claims = self.core.store.claim(&self.holder, now, now + LEASE, most, calm).await?;
            if claims.is_empty() {
                return Ok(());
            }
            for claim in claims {
                let lease = Lease::new(&self.core, claim, since.clone(), now);
                if self.in_hand.contains_key(&lease.claim().id) {
                    self.after.insert(lease.claim().id, lease);
                } else {
                    self.begin(lease);
                }
            }
        }
    }

    fn begin(&mut self, lease: Lease) {
        let core = self.core.clone();
        self.in_hand.insert(lease.claim().id, lease.clone());
        self.tasks.spawn(async move {
            let claim = lease.claim();
            match lease.hold(AssertUnwindSafe(core.perform(claim)).catch_unwind()).await {
                Some(Ok(Ok(()))) => {}
                Some(Ok(Err(error))) => {
                    tracing::error!(delivery = %claim.id, %error, "what became of a piece of work could not be recorded");
                    give_back(&core, claim).await;
                }
                // The lease runs out, and the next attempt finds out what happened.
                Some(Err(_)) => {
                    tracing::error!(delivery = %claim.id, key = claim.key, "a piece of work ended in a panic");
                }
                None => tracing::warn!(delivery = %claim.id, "a piece of work passed to another holder"),
            }
            claim.id
        });
    }

    /// Waits for what is in hand, then gives the rest back.
    pub(super) async fn stop(mut self, grace: Duration) {
        let all = async {
            while let Some(joined) = self.tasks.join_next().await {
                if let Ok(id) = joined {
                    self.in_hand.remove(&id);
                }
            }
        };
        if tokio::time::timeout(grace, all).await.is_err() {
            self.tasks.abort_all();
        } else {
            self.in_hand.clear();
        }
        for claim in self.in_hand.values().chain(self.after.values()).map(Lease::claim) {
            let now = self.core.now();
            if let Err(error) = self.core.store.release(claim, now, false, "stopped").await {
                tracing::warn!(delivery = %claim.id, %error, "work could not be given back");
            }
        }
    }
}

/// Gives back work that the database did not take the end of, as soon as it does: what the database refused is not
/// the work's doing, as running out of its lease would say. The next attempt finds out what happened.
async fn give_back(core: &Core, claim: &Claim) {
    loop {
        tokio::time::sleep(AGAIN).await;
        match core.store.release(claim, core.now() + SOON, false, "not recorded").await {
            Ok(()) | Err(StoreError::Stale) => return,
            Err(error) => tracing::warn!(delivery = %claim.id, %error, "work could not be given back yet"),
        }
    }
}
