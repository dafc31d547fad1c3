//! What is done now and then. It runs beside the work that is due, which never waits for it.

use crate::domain::round::DAYS_OPEN;
use crate::service::core::Core;
use crate::service::departures::Roll;
use chrono::{DateTime, Duration, Utc};
use std::sync::Arc;
use tokio::sync::Notify;

/// How long something is kept that its author has not sent on.
const DRAFTS: Duration = Duration::days(1);
/// For how long it is known whose it was that a letter tells: after that, whatever of it is kept no longer leaves the letter
/// with the first who is erased.
const LETTERS_KNOWN: Duration = Duration::days(731);
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

    /// What is done now and then: erased bytes leave the files, people who have left are asked for, parked teams are looked at, ids of erased
    /// messages are forgotten once their rounds have closed.
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
        if let Err(error) = self.core.unpark_what_can_be().await {
            tracing::warn!(%error, "parked teams could not be looked at");
        }
        if let Err(error) = self.core.inform_teams().await {
            tracing::warn!(%error, "teams could not be told of a new information text");
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
        match self.core.store.expire_nameless(now - kept).await {
            Ok(0) => {}
            Ok(expired) => {
                tracing::info!(expired, "answers without a name were kept long enough and are erased");
            }
            Err(error) => tracing::warn!(%error, "old answers without a name could not be erased"),
        }
        if let Err(error) = self.core.look_at_concerns().await {
            tracing::warn!(%error, "concerns could not be looked at");
        }
        if let Err(error) = self.core.store.expire_suggested_meanings(now - kept).await {
            tracing::warn!(%error, "old suggestions could not be erased");
        }
        if let Err(error) = self.core.store.expire_own_prompts(now - DRAFTS, now - kept).await {
            tracing::warn!(%error, "old suggestions of prompts could not be erased");
        }
        if let Err(error) = self.core.store.expire_steps(now - kept).await {
            tracing::warn!(%error, "old steps could not be erased");
        }
        if let Err(error) = self.core.store.expire_learnings(now - DRAFTS, now - kept).await {
            tracing::warn!(%error, "old learnings could not be erased");
        }
        if let Err(error) = self.core.store.expire_olfa(now - DRAFTS, now - kept).await {
            tracing::warn!(%error, "old cards could not be erased");
        }
        if let Err(error) = self.core.store.expire_work(now - kept - Duration::days(2 * DAYS_OPEN)).await {
            tracing::warn!(%error, "work that ended long ago could not be forgotten");
        }
        let told = (now - LETTERS_KNOWN).date_naive();
        if let Err(error) = self.core.store.expire_letter_sources(told).await {
            tracing::warn!(%error, "whose old letters' quotes were could not be forgotten");
        }
        if let Err(error) = self.core.store.forget_erased(now - Duration::days(2 * DAYS_OPEN)).await {
            tracing::warn!(%error, "ids of erased messages could not be forgotten");
        }
    }
}
