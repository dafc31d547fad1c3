//! Good examples that nobody has said yes to, when their time is over.

use super::consents::agreed;
use super::deliveries::enqueue;
use super::posted::{PART, in_parts};
use super::{NewDelivery, Store, StoreError, transact};
use crate::domain::ids::{GuildId, NominationId, TeamId, UserId};
use chrono::{DateTime, Utc};

/// Some of those that nobody has said yes to since their words were last put to those they name.
macro_rules! unanswered {
    () => {
        concat!(
            "SELECT id FROM nominations WHERE state = 'asking' AND asked_at < $1 AND NOT ",
            agreed!(""),
            " ORDER BY id LIMIT $2"
        )
    };
}

impl Store {
    /// Erases the nominations whose words were put to those they name before `before`, and to which nobody has said yes; makes
    /// the work of telling each giver who is still known (`tell`). Answers how many went.
    pub async fn expire_nominations(
        &self,
        before: DateTime<Utc>,
        tell: impl Fn(NominationId, UserId, TeamId, GuildId) -> NewDelivery,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        in_parts!(self.expire_some_nominations(before, &tell, now))
    }

    async fn expire_some_nominations(
        &self,
        before: DateTime<Utc>,
        tell: &impl Fn(NominationId, UserId, TeamId, GuildId) -> NewDelivery,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let named = concat!("DELETE FROM nominees WHERE nomination_id IN (", unanswered!(), ")");
        let old = concat!(
            "DELETE FROM nominations WHERE id IN (",
            unanswered!(),
            ") RETURNING id, giver_id, team_id, guild_id"
        );
        let expired = transact!(self, "nomination.expire", |tx| {
            sqlx::query(named).bind(before).bind(PART).execute(&mut *tx).await?;
            let gone: Vec<(i64, i64, i64, i64)> =
                sqlx::query_as(old).bind(before).bind(PART).fetch_all(&mut *tx).await?;
            let known = gone.iter().filter(|row| row.1 != 0);
            let work: Vec<NewDelivery> = known
                .map(|row| tell(NominationId(row.0), UserId(row.1), TeamId(row.2), GuildId(row.3)))
                .collect();
            enqueue!(tx, &work, now);
            gone.len() as u64
        });
        self.erased(expired);
        Ok(expired)
    }
}
