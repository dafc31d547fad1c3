//! What this database does not know of itself: see [`Absence`].

use super::{Store, StoreError, on_pool, transact};
use crate::domain::absence::Absence;
use chrono::{DateTime, Utc};
use std::sync::PoisonError;

/// Under which name the last absence is kept.
const NAME: &str = "absence";

impl Store {
    /// Notes, at a start, since when nothing was written to this database: the later of `last_tick` and whatever
    /// became of outgoing work. Of open work that fell due meanwhile it is from then on not known whether it was
    /// done.
    pub async fn notice_absence(
        &self,
        last_tick: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Option<Absence>, StoreError> {
        let known = self.instance(NAME).await?.as_deref().and_then(Absence::read);
        let last = last_tick.max(self.last_work().await?);
        let absence = Absence::at_start(known, last, now);
        if let Some(absence) = absence.filter(|absence| Some(*absence) != known) {
            let Absence { since, until } = absence;
            tracing::info!(%since, %until, "what fell due meanwhile is looked for before it is posted");
            transact!(self, "absence.notice", |tx| {
                sqlx::query(
                    "INSERT INTO instance (name, value) VALUES ($1, $2)
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )
                .bind(NAME)
                .bind(absence.written())
                .execute(&mut *tx)
                .await?;
                sqlx::query(
                    "UPDATE deliveries SET tried_at = CASE WHEN due_at > $1 THEN due_at ELSE $1 END
                     WHERE state IN ('ready', 'leased') AND tried_at IS NULL AND due_at <= $2",
                )
                .bind(since)
                .bind(until)
                .execute(&mut *tx)
                .await?;
            });
        }
        *self.absence.lock().unwrap_or_else(PoisonError::into_inner) = absence;
        Ok(absence)
    }

    /// The time of which this database knows nothing, as it was noticed at the start.
    pub fn absence(&self) -> Option<Absence> {
        *self.absence.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Of work that was due at `due`: since when it may have been done without this database's knowing.
    pub fn doubts(&self, due: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.absence()?.doubts(due)
    }

    /// When outgoing work was last made or ended.
    async fn last_work(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let (made, ended) = on_pool!(self, |pool| {
            sqlx::query_as::<_, (Option<DateTime<Utc>>, Option<DateTime<Utc>>)>(
                "SELECT MAX(created_at), MAX(ended_at) FROM deliveries",
            )
            .fetch_one(pool)
            .await
        })?;
        Ok(made.max(ended))
    }
}
