//! Who has left their server, and everybody who could have.

use super::erasure::PEOPLE;
use super::{Store, StoreError, on_pool, transact};
use crate::domain::ids::{GuildId, UserId};
use chrono::{DateTime, Utc};

impl Store {
    /// Everybody about whom anything is kept, with the server.
    pub async fn everybody(&self) -> Result<Vec<(GuildId, UserId)>, StoreError> {
        let people = on_pool!(self, |pool| sqlx::query_as::<_, (i64, i64)>(PEOPLE).fetch_all(pool).await)?;
        // Nobody stands where somebody was erased.
        let people = people.into_iter().filter(|(_, user)| *user != 0);
        Ok(people.map(|(guild, user)| (GuildId(guild), UserId(user))).collect())
    }

    /// Who was found to have left, and when.
    pub async fn departures(&self) -> Result<Vec<((GuildId, UserId), DateTime<Utc>)>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, (i64, i64, DateTime<Utc>)>(
                "SELECT guild_id, user_id, noticed_at FROM departures",
            )
            .fetch_all(pool)
            .await
        })?;
        Ok(rows.into_iter().map(|(guild, user, at)| ((GuildId(guild), UserId(user)), at)).collect())
    }

    /// Notes that somebody has left, unless that is known.
    pub async fn note_departure(
        &self,
        guild: GuildId,
        user: UserId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "departure.note", |tx| {
            sqlx::query("INSERT INTO departures (guild_id, user_id, noticed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
                .bind(guild.0)
                .bind(user.0)
                .bind(now)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Notes that somebody is there again.
    pub async fn note_return(&self, guild: GuildId, user: UserId) -> Result<(), StoreError> {
        transact!(self, "departure.return", |tx| {
            sqlx::query("DELETE FROM departures WHERE guild_id = $1 AND user_id = $2")
                .bind(guild.0)
                .bind(user.0)
                .execute(&mut *tx)
                .await?;
        });
        self.erased_something();
        Ok(())
    }
}
