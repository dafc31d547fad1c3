//! What is done now and then. It runs beside the work that is due, which never waits for it.

use super::last_tick;
use crate::domain::audit::KEPT_MONTHS;
use crate::service::core::Core;
use crate::service::departures::Roll;
use crate::store::StoreError;
use chrono::{DateTime, Duration, Months, Utc};
use std::sync::Arc;
use tokio::sync::Notify;

/// How often parked teams are looked at.
const PARKED_EVERY: Duration = Duration::minutes(10);

pub(super) struct House {
    core: Core,
    parked: Option<DateTime<Utc>>,
    roll: Roll,
}

impl House {
    /// Looks whenever `bell` is rung, and never twice at once.
    pub(super) async fn keep(core: Core, bell: Arc<Notify>) {
        let mut house = Self { core, parked: None, roll: Roll::default() };
        loop {
            bell.notified().await;
            house.round().await;
        }
    }

    /// What is done now and then: erased bytes leave the files, people who have left are asked for, parked teams are looked at, and what
    /// has been kept long enough is erased.
    async fn round(&mut self) {
        if let Err(error) = self.core.store.scrub().await {
            tracing::warn!(%error, "what was erased could not be removed from the log yet");
        }
        if let Err(error) = self.core.call_the_roll(&mut self.roll).await {
            tracing::warn!(%error, "who has left their server could not be asked");
        }
        let now = self.core.now();
        if self.parked.is_some_and(|at| (Duration::zero()..PARKED_EVERY).contains(&(now - at))) {
            return;
        }
        self.parked = Some(now);
        if let Err(error) = self.core.unpark_since(now - PARKED_EVERY).await {
            tracing::warn!(%error, "parked teams could not be looked at");
        }
        if let Err(error) = self.core.inform_teams().await {
            tracing::warn!(%error, "teams could not be told of a new information text");
        }
        if let Err(error) = self.core.rounds_changed().await {
            tracing::warn!(%error, "open rounds could not be looked at");
        }
        self.core.erase_what_is_old().await;
        if let Err(error) = self.core.look_at_concerns().await {
            tracing::warn!(%error, "concerns could not be looked at");
        }
        if let Err(error) = self.expire_audit().await {
            tracing::warn!(%error, "old entries of the audit log could not be deleted");
        }
    }

    /// By the clock's tick as it is kept: the database goes by that, too.
    async fn expire_audit(&self) -> Result<(), StoreError> {
        let tick = last_tick(&self.core.store).await?.map(|tick| tick.min(self.core.now()));
        if let Some(before) = tick.and_then(|tick| tick.checked_sub_months(Months::new(KEPT_MONTHS))) {
            self.core.store.expire_audit(before).await?;
        }
        Ok(())
    }
}
