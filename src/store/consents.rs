//! Consents: who lets an example be told, to whom. Read with the example, and written with whatever changes it.

use super::deliveries::enqueue;
use super::nominations::{ExampleRow, NOMINEES, NominationRow, NomineeRow, example, read, select};
use super::{NewDelivery, Store, StoreError, known, on_pool, transact};
use crate::domain::consent::{Grant, Reach};
use crate::domain::ids::{GuildId, UserId};
use crate::store::row::row;
use chrono::{DateTime, Utc};

pub(super) const CONSENTS: &str =
    "SELECT user_id, reach, named, version, given_at, renewed_at, withdrawn_at FROM consents
     WHERE nomination_id = $1 ORDER BY user_id, reach";

/// Whether the nomination has a named colleague's consent for the team, to its words as they are.
macro_rules! agreed {
    ($and:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM consents c WHERE c.nomination_id = nominations.id AND c.reach = 'team'
                AND c.given_at IS NOT NULL AND c.withdrawn_at IS NULL AND c.version = nominations.version",
            $and,
            ")"
        )
    };
}

/// Writes inside a transaction those of a nomination's consents that are not as they were.
macro_rules! put_consents {
    ($tx:expr, $nomination:expr, $before:expr, $after:expr) => {
        for grant in $after.iter().filter(|grant| !$before.contains(*grant)) {
            sqlx::query(
                "INSERT INTO consents (nomination_id, user_id, reach, named, version, given_at, renewed_at, withdrawn_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                 ON CONFLICT (nomination_id, user_id, reach) DO UPDATE SET named = excluded.named, version = excluded.version,
                    given_at = excluded.given_at, renewed_at = excluded.renewed_at, withdrawn_at = excluded.withdrawn_at",
            )
            .bind($nomination.0)
            .bind(grant.user.0)
            .bind(grant.reach.key())
            .bind(grant.named)
            .bind(i64::from(grant.version))
            .bind(grant.given_at)
            .bind(grant.renewed_at)
            .bind(grant.withdrawn_at)
            .execute(&mut *$tx)
            .await?;
        }
    };
}

pub(super) use {agreed, put_consents};

row! {
    pub(super) struct GrantRow {
        user_id: i64,
        reach: String,
        named: bool,
        version: i64,
        given_at: Option<DateTime<Utc>>,
        renewed_at: Option<DateTime<Utc>>,
        withdrawn_at: Option<DateTime<Utc>>,
    }
}

impl TryFrom<GrantRow> for Grant {
    type Error = StoreError;

    fn try_from(row: GrantRow) -> Result<Self, StoreError> {
        Ok(Self {
            user: UserId(row.user_id),
            reach: known("reach of a consent", &row.reach, Reach::from_key)?,
            named: row.named,
            version: u16::try_from(row.version).unwrap_or(u16::MAX),
            given_at: row.given_at,
            renewed_at: row.renewed_at,
            withdrawn_at: row.withdrawn_at,
        })
    }
}

impl Store {
    /// Keeps an example's consents as they are in `changed`, provided that all of it is as it was read; makes the work that
    /// follows. False: somebody else was faster, read again.
    pub async fn change_consents(
        &self,
        read: &ExampleRow,
        changed: &[Grant],
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = transact!(self, "consent.change", |tx| {
            let stands = read!(&mut *tx, read.nomination.id);
            let same =
                stands.is_some_and(|row| row.nomination == read.nomination && row.consents == read.consents);
            if same {
                put_consents!(tx, read.nomination.id, read.consents, changed);
                enqueue!(tx, work, now);
            }
            same
        });
        Ok(done)
    }

    /// Up to `most` shared examples of a guild that a person told, or is named in with a yes: those that were shared last,
    /// after passing over the first `after`.
    pub async fn examples_with(
        &self,
        guild: GuildId,
        user: UserId,
        (after, most): (i64, i64),
    ) -> Result<Vec<ExampleRow>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, NominationRow>(select!(
                "WHERE guild_id = $1 AND state = 'shared' AND (giver_id = $2 OR ",
                agreed!(" AND c.user_id = $2"),
                ") ORDER BY shared_at DESC, id DESC LIMIT $4 OFFSET $3"
            ))
            .bind(guild.0)
            .bind(user.0)
            .bind(after)
            .bind(most)
            .fetch_all(pool)
            .await
        })?;
        self.with_nominees(rows).await
    }
}
