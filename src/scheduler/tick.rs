//! The clock's tick: kept, so that a clock that was set back is noticed.

use crate::service::core::Core;
use crate::store::{Store, StoreError};
use chrono::{DateTime, Duration, SecondsFormat, Utc};

const NAME: &str = "last-tick";
/// Nothing is posted while the clock stands farther than this behind its last tick.
const BACK_AT_MOST: Duration = Duration::hours(1);
/// How often the tick is kept.
const KEEP_EVERY: Duration = Duration::minutes(1);

/// When the clock was last looked at.
pub async fn last_tick(store: &Store) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(store.instance(NAME).await?.and_then(|tick| tick.parse().ok()))
}

/// Whether the clock, which says `now`, stands so far behind its last tick that nothing is posted.
pub fn stands_back(last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    last.is_some_and(|last| last - now > BACK_AT_MOST)
}

/// The clock as it is looked at again and again.
pub struct Tick {
    core: Core,
    kept: Option<DateTime<Utc>>,
    stands_back: bool,
}

impl Tick {
    /// One that has not looked yet.
    pub fn new(core: Core) -> Self {
        Self { core, kept: None, stands_back: false }
    }

    /// Looks at the clock and keeps its tick.
    pub async fn look(&mut self) -> Result<(), StoreError> {
        let now = self.core.now();
        let kept = match self.kept {
            Some(kept) => Some(kept),
            None => last_tick(&self.core.store).await?,
        };
        let back = stands_back(kept, now);
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

    /// Whether the clock stands so far behind its last tick that nothing is posted.
    pub fn clock_stands_back(&self) -> bool {
        self.stands_back
    }
}
