//! What waits for a person whose private messages are closed: shown at their next use of the bot.

use super::deliveries::complete;
use super::posted::{PART, expire, in_parts};
use super::{Claim, Store, StoreError, on_pool, transact};
use crate::domain::ids::{GuildId, UserId};
use chrono::{DateTime, Utc};

impl Store {
    /// Ends a claim whose message could not be given privately: it waits for the person instead.
    pub async fn leave_waiting(
        &self,
        claim: &Claim,
        user: UserId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "waiting.leave", |tx| {
            complete!(tx, claim, now);
            // The job as it is kept: somebody in it may have been erased since it was claimed.
            sqlx::query(
                "INSERT INTO waiting (guild_id, user_id, work_key, job, created_at)
                 SELECT guild_id, $2, work_key, job, $3 FROM deliveries WHERE id = $1
                 ON CONFLICT (user_id, work_key) DO NOTHING",
            )
            .bind(claim.id.0)
            .bind(user.0)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// What waits for a person: key and job of each, oldest first.
    /// Asked in a private conversation, where there is no guild: in all of them.
    pub async fn waiting_for(
        &self,
        guild: Option<GuildId>,
        user: UserId,
    ) -> Result<Vec<(String, String)>, StoreError> {
        Ok(on_pool!(self, |pool| {
            sqlx::query_as::<_, (String, String)>(
                "SELECT work_key, job FROM waiting WHERE user_id = $2 AND guild_id = COALESCE($1, guild_id)
             ORDER BY created_at, work_key",
            )
            .bind(guild.map(|guild| guild.0))
            .bind(user.0)
            .fetch_all(pool)
            .await
        })?)
    }

    /// Notes that something which waited was shown.
    pub async fn shown_waiting(&self, user: UserId, key: &str) -> Result<(), StoreError> {
        transact!(self, "waiting.shown", |tx| {
            sqlx::query("DELETE FROM waiting WHERE user_id = $1 AND work_key = $2")
                .bind(user.0)
                .bind(key)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Erases what has waited since before `before`: whoever it is for has not been here since. Answers how many went.
    pub async fn expire_waiting(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        in_parts!(self.expire_some_waiting(before))
    }

    async fn expire_some_waiting(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let old = "DELETE FROM waiting WHERE (user_id, work_key) IN (
            SELECT user_id, work_key FROM waiting WHERE created_at < $1 ORDER BY created_at, user_id, work_key LIMIT $2)";
        expire!(self, "waiting.expire", [], old, before, PART)
    }
}
