//! The clock's tick: kept, so that a clock that was set back is noticed; and what is done now and then.

use crate::domain::round::DAYS_OPEN;
use crate::service::core::Core;
use crate::store::{Store, StoreError};
use chrono::{DateTime, Duration, SecondsFormat, Utc};

const NAME: &str = "last-tick";
/// Nothing is posted while the clock stands farther than this behind its last tick.
const BACK_AT_MOST: Duration = Duration::hours(1);
/// How often the tick is kept.
const KEEP_EVERY: Duration = Duration::minutes(1);
/// How long a suggestion is kept that its author has not sent.
const DRAFTS: Duration = Duration::days(1);
/// How often parked teams are looked at.
const PARKED_EVERY: Duration = Duration::minutes(10);

/// When the clock was last looked at.
pub async fn last_tick(store: &Store) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(store.instance(NAME).await?.and_then(|tick| tick.parse().ok()))
}

pub(super) struct Tick {
    core: Core,
    kept: Option<DateTime<Utc>>,
    parked: Option<DateTime<Utc>>,
    stands_back: bool,
}

impl Tick {
    pub(super) fn new(core: Core) -> Self {
        Self { core, kept: None, parked: None, stands_back: false }
    }

    /// Looks at the clock and keeps its tick.
    pub(super) async fn look(&mut self) -> Result<(), StoreError> {
        let now = self.core.now();
        let kept = match self.kept {
            Some(kept) => Some(kept),
            None => last_tick(&self.core.store).await?,
        };
        let back = kept.is_some_and(|kept| kept - now > BACK_AT_MOST);
        if back && !self.stands_back {
            tracing::error!(%now, "the clock stands more than an hour behind its last tick: nothing is posted until it is right");
        }
        self.stands_back = back;
        if !back && kept.is_none_or(|kept| now - kept >= KEEP_EVERY) {
            self.core.store.set_instance(NAME, &now.to_rfc3339_opts(SecondsFormat::Millis, true)).await?;
            self.kept = Some(now);
        } else if kept.is_some() {
            self.kept = kept;
        }
        Ok(())
    }

    pub(super) fn clock_stands_back(&self) -> bool {
        self.stands_back
    }

    /// What is done now and then: erased bytes leave the files, parked teams are looked at, ids of erased
    /// messages are forgotten once their rounds have closed.
    pub(super) async fn housekeeping(&mut self) {
        if let Err(error) = self.core.store.scrub().await {
            tracing::warn!(%error, "what was erased could not be removed from the log yet");
        }
        let now = self.core.now();
        if self.parked.is_some_and(|at| (Duration::zero()..PARKED_EVERY).contains(&(now - at))) {
            return;
        }
        self.parked = Some(now);
        if let Err(error) = self.core.unpark_what_can_be().await {
            tracing::warn!(%error, "parked teams could not be looked at");
        }
        if let Err(error) = self.core.rounds_changed().await {
            tracing::warn!(%error, "open rounds could not be looked at");
        }
        let kept = Duration::days(self.core.defaults.retention_days.into());
        match self.core.store.expire_replies(now - kept).await {
            Ok(0) => {}
            Ok(expired) => tracing::info!(expired, "answers were kept long enough and are erased"),
            Err(error) => tracing::warn!(%error, "old answers could not be erased"),
        }
        if let Err(error) = self.core.store.expire_suggested_meanings(now - kept).await {
            tracing::warn!(%error, "old suggestions could not be erased");
        }
        if let Err(error) = self.core.store.expire_own_prompts(now - DRAFTS, now - kept).await {
            tracing::warn!(%error, "old suggestions of prompts could not be erased");
        }
        if let Err(error) = self.core.store.forget_erased(now - Duration::days(2 * DAYS_OPEN)).await {
            tracing::warn!(%error, "ids of erased messages could not be forgotten");
        }
    }
}
