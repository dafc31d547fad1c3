//! Which version of the information text each team has been shown in its channel.

use crate::domain::ids::{GuildId, TeamId};
use crate::store::deliveries::{complete, enqueue};
use crate::store::{Claim, NewDelivery, Store, StoreError, on_pool, transact};
use chrono::{DateTime, Utc};

impl Store {
    /// The version that was last shown in a team's channel; 0: none.
    pub async fn informed(&self, team: TeamId) -> Result<u16, StoreError> {
        let version =
            on_pool!(self, |pool| sqlx::query_scalar::<_, i64>("SELECT informed FROM teams WHERE id = $1")
                .bind(team.0)
                .fetch_optional(pool)
                .await)?;
        Ok(version.and_then(|version| u16::try_from(version).ok()).unwrap_or_default())
    }

    /// The teams, with their guilds, that have not been shown `version` yet; finished ones excepted.
    pub async fn uninformed(&self, version: u16) -> Result<Vec<(TeamId, GuildId)>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, (i64, i64)>(
            "SELECT id, guild_id FROM teams WHERE informed < $1 AND ended_at IS NULL"
        )
        .bind(i64::from(version))
        .fetch_all(pool)
        .await)?;
        Ok(rows.into_iter().map(|(team, guild)| (TeamId(team), GuildId(guild))).collect())
    }

    /// Those of them whose introduction, or what is new, is not to be posted or being posted already.
    pub async fn to_inform(&self, version: u16) -> Result<Vec<(TeamId, GuildId)>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, (i64, i64)>(
            "SELECT id, guild_id FROM teams WHERE informed < $1 AND ended_at IS NULL AND id NOT IN (
                SELECT team_id FROM deliveries WHERE state IN ('ready', 'leased') AND team_id IS NOT NULL
                    AND (work_key LIKE 'introduce:%' OR work_key LIKE 'inform:%')) ORDER BY id"
        )
        .bind(i64::from(version))
        .fetch_all(pool)
        .await)?;
        Ok(rows.into_iter().map(|(team, guild)| (TeamId(team), GuildId(guild))).collect())
    }

    /// Records that `version` stands in a team's channel, and makes the work that follows.
    pub async fn record_informed(
        &self,
        claim: &Claim,
        team: TeamId,
        version: u16,
        next: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "team.informed", |tx| {
            complete!(tx, claim, now);
            sqlx::query("UPDATE teams SET informed = $2 WHERE id = $1 AND informed < $2")
                .bind(team.0)
                .bind(i64::from(version))
                .execute(&mut *tx)
                .await?;
            enqueue!(tx, next, now);
        });
        Ok(())
    }
}
