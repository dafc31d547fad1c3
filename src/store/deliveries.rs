//! Outgoing work: claimed under a lease with a fencing token, so that a stale holder's completion changes
//! nothing.

use super::posted::{PART, expire, in_parts};
use super::{Pool, Store, StoreError, dialect, on_pool, transact};
use crate::domain::ids::{DeliveryId, GuildId, TeamId};
use crate::store::row::row;
use chrono::{DateTime, Utc};

/// A piece of outgoing work to be made. Its key makes it unique: making it twice makes it once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// A random id.
    pub id: DeliveryId,
    /// What makes it unique, such as `prompt:12345`.
    pub key: String,
    /// Its guild.
    pub guild: GuildId,
    /// Its team, if it has one: work of a parked team rests.
    pub team: Option<TeamId>,
    /// What to do, as JSON; ids only, never anything that a person wrote.
    pub job: String,
    /// When.
    pub due_at: DateTime<Utc>,
}

/// A piece of work held under a lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its id.
    pub id: DeliveryId,
    /// What makes it unique.
    pub key: String,
    /// Its guild.
    pub guild: GuildId,
    /// Its team.
    pub team: Option<TeamId>,
    /// What to do, as JSON.
    pub job: String,
    /// Counts the leases; completion is only recorded under the newest.
    pub fence: i64,
    /// How often it was claimed, this time included.
    pub attempts: i64,
    /// How often a lease ended without a word.
    pub crashes: i64,
    /// The earliest attempt whose outcome is not known to be a failure; this one's, if there was none.
    pub tried_at: DateTime<Utc>,
    /// Whether this is that attempt: of every earlier one it is certain that nothing came of it.
    pub fresh: bool,
    /// When it was due.
    pub due_at: DateTime<Utc>,
}

row! {
    struct ClaimRow {
        id: i64,
        work_key: String,
        guild_id: i64,
        team_id: Option<i64>,
        job: String,
        fence: i64,
        attempts: i64,
        crashes: i64,
        tried_at: DateTime<Utc>,
        fresh: bool,
        due_at: DateTime<Utc>,
    }
}

/// Makes work inside a transaction; what exists under its key stays as it is. `$doubt`: since when a piece of it may
/// have been done already without this database's knowing.
macro_rules! enqueue {
    ($tx:expr, $work:expr, $now:expr) => {
        $crate::store::deliveries::enqueue!($tx, $work, $now, |_delivery| None)
    };
    ($tx:expr, $work:expr, $now:expr, |$delivery:pat_param| $doubt:expr) => {
        for delivery in $work {
            let $delivery: &$crate::store::NewDelivery = delivery;
            let doubted: Option<chrono::DateTime<chrono::Utc>> = $doubt;
            sqlx::query(
                "INSERT INTO deliveries (id, work_key, guild_id, team_id, job, state, due_at, created_at, tried_at)
                 VALUES ($1, $2, $3, $4, $5, 'ready', $6, $7, $8) ON CONFLICT (work_key) DO NOTHING",
            )
            .bind(delivery.id.0)
            .bind(&delivery.key)
            .bind(delivery.guild.0)
            .bind(delivery.team.map(|t| t.0))
            .bind(&delivery.job)
            .bind(delivery.due_at)
            .bind($now)
            .bind(doubted)
            .execute(&mut *$tx)
            .await?;
        }
    };
}

/// Ends a claim inside a transaction, or rolls everything back if the lease has passed on.
macro_rules! complete {
    ($tx:expr, $claim:expr, $now:expr) => {
        let ended = sqlx::query(
            "UPDATE deliveries SET state = 'done', ended_at = $3, lease_until = NULL, last_error = NULL
             WHERE id = $1 AND fence = $2 AND state = 'leased'",
        )
        .bind($claim.id.0)
        .bind($claim.fence)
        .bind($now)
        .execute(&mut *$tx)
        .await?
        .rows_affected();
        if ended == 0 {
            return Err($crate::store::StoreError::Stale);
        }
    };
}

pub(super) use {complete, enqueue};

impl Store {
    /// Makes outgoing work.
    pub async fn enqueue(&self, work: &[NewDelivery], now: DateTime<Utc>) -> Result<(), StoreError> {
        if work.is_empty() {
            return Ok(());
        }
        transact!(self, "delivery.enqueue", |tx| {
            enqueue!(tx, work, now);
        });
        Ok(())
    }

    /// Claims up to `most` pieces of work that are due, for `holder`, until `until`; `calm`: also those over which a
    /// process has died twice, of those over which four have died only one.
    pub async fn claim(
        &self,
        holder: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        most: i64,
        calm: bool,
    ) -> Result<Vec<Claim>, StoreError> {
        let sql = match &self.pool {
            Pool::Sqlite(_) => dialect::CLAIM_SQLITE,
            Pool::Postgres(_) => dialect::CLAIM_POSTGRES,
        };
        let mut rows: Vec<ClaimRow> = transact!(self, "delivery.claim", beside, |tx| {
            sqlx::query_as(sql)
                .bind(holder)
                .bind(until)
                .bind(now)
                .bind(most)
                .bind(calm)
                .fetch_all(&mut *tx)
                .await?
        });
        rows.sort_by_key(|r| (r.due_at, r.id));
        Ok(rows
            .into_iter()
            .map(|row| Claim {
                id: DeliveryId(row.id),
                key: row.work_key,
                guild: GuildId(row.guild_id),
                team: row.team_id.map(TeamId),
                job: row.job,
                fence: row.fence,
                attempts: row.attempts,
                crashes: row.crashes,
                tried_at: row.tried_at,
                fresh: row.fresh,
                due_at: row.due_at,
            })
            .collect())
    }

    /// Lengthens a lease; false: it has passed to somebody else.
    pub async fn renew(&self, claim: &Claim, until: DateTime<Utc>) -> Result<bool, StoreError> {
        let held = transact!(self, "delivery.renew", |tx| {
            sqlx::query(
                "UPDATE deliveries SET lease_until = $3 WHERE id = $1 AND fence = $2 AND state = 'leased'",
            )
            .bind(claim.id.0)
            .bind(claim.fence)
            .bind(until)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(held > 0)
    }

    /// Begins an attempt that cannot be recognised by a nonce: of every earlier one it is known by now that
    /// nothing came of it, and nobody else may hold the work before this one has ended, so the lease is
    /// lengthened. Fails when it has passed to somebody else.
    pub async fn begin(
        &self,
        claim: &Claim,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "delivery.begin", |tx| {
            let held = sqlx::query(
                "UPDATE deliveries SET tried_at = $3, lease_until = $4
                 WHERE id = $1 AND fence = $2 AND state = 'leased'",
            )
            .bind(claim.id.0)
            .bind(claim.fence)
            .bind(now)
            .bind(until)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if held == 0 {
                return Err(StoreError::Stale);
            }
        });
        Ok(())
    }

    /// Ends a claim with nothing else to record, and makes the work that follows.
    pub async fn complete(
        &self,
        claim: &Claim,
        next: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "delivery.complete", |tx| {
            complete!(tx, claim, now);
            enqueue!(tx, next, now);
        });
        Ok(())
    }

    /// Gives work back to be tried again at `due_at`. `failed`: it is certain that nothing came of this
    /// attempt, so the next one begins afresh, unless an earlier attempt is still uncertain.
    pub async fn release(
        &self,
        claim: &Claim,
        due_at: DateTime<Utc>,
        failed: bool,
        error: &str,
    ) -> Result<(), StoreError> {
        self.give_back(claim, due_at, failed, claim.attempts, error).await
    }

    /// Gives back work whose time has not come: nothing was tried, so it counts among no attempts.
    pub async fn postpone(&self, claim: &Claim, due_at: DateTime<Utc>, why: &str) -> Result<(), StoreError> {
        self.give_back(claim, due_at, true, claim.attempts - 1, why).await
    }

    async fn give_back(
        &self,
        claim: &Claim,
        due_at: DateTime<Utc>,
        failed: bool,
        attempts: i64,
        error: &str,
    ) -> Result<(), StoreError> {
        transact!(self, "delivery.release", |tx| {
            sqlx::query(
                "UPDATE deliveries SET state = 'ready', due_at = CASE WHEN latest_at < $3 THEN latest_at ELSE $3 END,
                    latest_at = NULL, lease_until = NULL, last_error = $4, attempts = $6,
                    tried_at = CASE WHEN $5 THEN NULL ELSE tried_at END
                 WHERE id = $1 AND fence = $2 AND state = 'leased'",
            )
            .bind(claim.id.0)
            .bind(claim.fence)
            .bind(due_at)
            .bind(dialect::text(error))
            .bind(failed && claim.fresh)
            .bind(attempts)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// Asks for work that waits to be done at `at`, if it is due later: the same piece of work, so that it is
    /// still done once. Also when it is in hand at this moment.
    pub async fn hasten(&self, key: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
        transact!(self, "delivery.hasten", |tx| {
            sqlx::query(
                "UPDATE deliveries SET due_at = CASE WHEN state = 'ready' AND due_at > $2 THEN $2 ELSE due_at END,
                    latest_at = CASE WHEN state = 'leased' THEN $2 ELSE NULL END
                 WHERE work_key = $1 AND state IN ('ready', 'leased')",
            )
            .bind(key)
            .bind(at)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// Sets work aside for good: refused, tried too often, or its process died over it again and again.
    pub async fn set_aside(&self, claim: &Claim, error: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        transact!(self, "delivery.aside", |tx| {
            sqlx::query(
                "UPDATE deliveries SET state = 'aside', ended_at = $3, lease_until = NULL, last_error = $4
                 WHERE id = $1 AND fence = $2 AND state = 'leased'",
            )
            .bind(claim.id.0)
            .bind(claim.fence)
            .bind(now)
            .bind(dialect::text(error))
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// Whether a piece of work is still to be done or in hand.
    pub async fn is_open(&self, key: &str) -> Result<bool, StoreError> {
        Ok(on_pool!(self, |pool| sqlx::query_scalar::<_, i64>(
            "SELECT COUNT(*) FROM deliveries WHERE work_key = $1 AND state IN ('ready', 'leased')"
        )
        .bind(key)
        .fetch_one(pool)
        .await)?
            > 0)
    }

    /// Frees, at start, every lease of a process that is gone (where that is certain). Answers how many.
    pub async fn recover_leases(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        if !dialect::frees_leases_at_start(self) {
            return Ok(0);
        }
        let freed = transact!(self, "delivery.recover", |tx| {
            sqlx::query(
                "UPDATE deliveries SET state = 'ready', due_at = $1, lease_until = NULL, crashes = crashes + 1
                 WHERE state = 'leased'",
            )
            .bind(now)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(freed)
    }

    /// Forgets work that ended before `before`. What would be said again if it were made again stays: a channel is told only
    /// once who we are. Answers how many rows went.
    pub async fn expire_work(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        in_parts!(self.expire_some_work(before))
    }

    async fn expire_some_work(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let old = "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE ended_at < $1
            AND state NOT IN ('ready', 'leased') AND work_key NOT LIKE 'introduce:%' ORDER BY ended_at, id LIMIT $2)";
        expire!(self, "delivery.expire", [], old, before, PART)
    }

    /// When the next piece of work, or the next team's next date, is due.
    pub async fn next_thing_at(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        Ok(on_pool!(self, |pool| {
            sqlx::query_scalar::<_, Option<DateTime<Utc>>>(
            "SELECT MIN(at) FROM (
                SELECT MIN(d.due_at) AS at FROM deliveries d LEFT JOIN teams t ON t.id = d.team_id
                WHERE d.state = 'ready' AND (t.parked IS NULL OR d.work_key LIKE 'told:%')
                UNION ALL SELECT MIN(next_prompt_at) FROM teams
                UNION ALL SELECT MIN(next_letter_at) FROM teams UNION ALL SELECT MIN(next_preview_at) FROM teams) AS things"
        )
        .fetch_one(pool)
        .await
        })?)
    }

    /// How many pieces of work are open (ready or leased) and due by `now`, those of parked teams excepted.
    pub async fn open_deliveries(&self, now: DateTime<Utc>) -> Result<i64, StoreError> {
        Ok(on_pool!(self, |pool| sqlx::query_scalar::<_, i64>(
            "SELECT COUNT(*) FROM deliveries d LEFT JOIN teams t ON t.id = d.team_id
             WHERE (d.state = 'leased' OR (d.state = 'ready' AND d.due_at <= $1))
               AND (t.parked IS NULL OR d.work_key LIKE 'told:%')"
        )
        .bind(now)
        .fetch_one(pool)
        .await)?)
    }

    /// Work that was set aside since `since`: its key and the reason, newest first.
    pub async fn set_aside_since(&self, since: DateTime<Utc>) -> Result<Vec<(String, String)>, StoreError> {
        Ok(on_pool!(self, |pool| sqlx::query_as::<_, (String, String)>(
            "SELECT work_key, COALESCE(last_error, '') FROM deliveries
             WHERE state = 'aside' AND ended_at >= $1 ORDER BY ended_at DESC LIMIT 100"
        )
        .bind(since)
        .fetch_all(pool)
        .await)?)
    }
}
