//! Moving a clock that can be moved, the way time passes: from one due moment to the next, with the work of
//! each done before the next comes. For the demo and the tests.

use super::App;
use crate::scheduler;
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use std::time::Duration;

/// How often it is looked whether the work is done.
const LOOK: Duration = Duration::from_millis(4);

impl App {
    /// Moves the clock to `to`, stopping at every moment at which something is due.
    pub async fn travel_to(&self, to: DateTime<Utc>) -> Result<(), StoreError> {
        loop {
            self.settled().await?;
            let now = self.core.now();
            match self.core.store.next_thing_at().await? {
                Some(next) if next <= to => self.core.clock.set(next.max(now)),
                _ => break,
            }
        }
        if to > self.core.now() {
            self.core.clock.set(to);
        }
        self.settled().await
    }

    /// When the clock was last looked at, as it is kept.
    pub async fn last_tick(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        scheduler::last_tick(&self.core.store).await
    }

    /// Waits until nothing that is due by now is left to do, and what was said before is read.
    pub async fn settled(&self) -> Result<(), StoreError> {
        loop {
            self.core.ring();
            let now = self.core.now();
            let due = self.core.store.next_thing_at().await?.is_some_and(|at| at <= now);
            if !due && self.core.store.open_deliveries(now).await? == 0 && self.gaps.are_filled() {
                return Ok(());
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}
