//! What was done to teams, settings and data by whoever may do so. Each act is noted in the transaction that does it; from then on
//! triggers keep the row as it is (see `dialect`), but for the name of somebody who is erased and the end of its time.

use super::posted::expire;
use super::{Store, StoreError, known, on_pool, transact};
use crate::domain::audit::{Act, Actor, Entry};
use crate::domain::ids::{GuildId, TeamId, UserId};
use crate::store::row::row;
use chrono::{DateTime, Utc};

/// Adds a row. Numbers follow one another: whoever writes does so in turn.
pub(super) const NOTE: &str =
    "INSERT INTO audit (number, done_at, actor, user_id, guild_id, team_id, act, about)
     SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, COALESCE($4, (SELECT guild_id FROM teams WHERE id = $5)), $5, $6, $7
     FROM audit";

/// Notes inside a transaction that somebody does something: `$act` where `$scope` says, about a thing or nothing.
macro_rules! note_act {
    ($tx:expr, $by:expr, $scope:expr, $act:expr, $about:expr, $now:expr) => {{
        let by = $crate::domain::audit::Actor::from($by);
        let (guild, team) = $scope.ids();
        let about: Option<$crate::domain::audit::Thing> = $about.into();
        sqlx::query($crate::store::audit::NOTE)
            .bind($now)
            .bind(by.key())
            .bind(by.user().map(|user| user.0))
            .bind(guild.map(|guild| guild.0))
            .bind(team.map(|team| team.0))
            .bind($act.key())
            .bind(about.map(|about| about.to_string()))
            .execute(&mut *$tx)
            .await?;
    }};
}

pub(super) use note_act;

row! {
    struct Row {
        number: i64,
        done_at: DateTime<Utc>,
        actor: String,
        user_id: Option<i64>,
        guild_id: Option<i64>,
        team_id: Option<i64>,
        act: String,
        about: Option<String>,
    }
}

impl TryFrom<Row> for Entry {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            number: row.number,
            at: row.done_at,
            by: known("actor", &row.actor, |key| Actor::from_key(key, row.user_id.map(UserId)))?,
            guild: row.guild_id.map(GuildId),
            team: row.team_id.map(TeamId),
            act: known("act", &row.act, Act::from_key)?,
            about: row.about,
        })
    }
}

impl Store {
    /// What was done since a moment, on one server or in one team if they are given: in the order in which it was.
    pub async fn audit(
        &self,
        since: Option<DateTime<Utc>>,
        guild: Option<GuildId>,
        team: Option<TeamId>,
    ) -> Result<Vec<Entry>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, Row>(
                "SELECT number, done_at, actor, user_id, guild_id, team_id, act, about FROM audit
                 WHERE done_at >= COALESCE($1, done_at) AND ($2 IS NULL OR guild_id = $2) AND ($3 IS NULL OR team_id = $3)
                 ORDER BY number",
            )
            .bind(since)
            .bind(guild.map(|guild| guild.0))
            .bind(team.map(|team| team.0))
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(Entry::try_from).collect()
    }

    /// Deletes what was done before `before`; the database refuses what is younger than 24 months by the clock's last tick. Answers
    /// how many rows went.
    pub async fn expire_audit(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        expire!(self, "audit.expire", [], "DELETE FROM audit WHERE done_at < $1", before)
    }
}
