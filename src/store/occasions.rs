//! Occasions.

use super::audit::note_act;
use super::deliveries::{complete, enqueue};
use super::promises::keep_promise;
use super::{Claim, NewDelivery, Store, StoreError, known, on_pool, transact};
use crate::domain::audit::{Act, Scope, Thing};
use crate::domain::ids::{GuildId, OccasionId, TeamId, UserId};
use crate::domain::occasion::{Occasion, OccasionKind, OccasionState, SkipReason};
use crate::store::row::row;
use chrono::{DateTime, NaiveDate, Utc};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, team_id, kind, local_date, due_at, state, skipped, prompt_id FROM occasions ",
            $rest
        )
    };
}

row! {
    struct OccasionRow {
        id: i64,
        team_id: i64,
        kind: String,
        local_date: NaiveDate,
        due_at: DateTime<Utc>,
        state: String,
        skipped: Option<String>,
        prompt_id: Option<String>,
    }
}

impl TryFrom<OccasionRow> for Occasion {
    type Error = StoreError;

    fn try_from(row: OccasionRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: OccasionId(row.id),
            team: TeamId(row.team_id),
            kind: known("occasion kind", &row.kind, OccasionKind::from_key)?,
            date: row.local_date,
            due_at: row.due_at,
            state: known("occasion state", &row.state, OccasionState::from_key)?,
            skipped: row
                .skipped
                .as_deref()
                .map(|s| known("skip reason", s, SkipReason::from_key))
                .transpose()?,
            prompt: row.prompt_id,
        })
    }
}

/// Inserts occasions with their work; one that exists already stays as it is, and so does its work. Gives those that
/// are new. What fell due while this database knew of nothing may have been done.
macro_rules! insert_occasions {
    ($store:expr, $tx:expr, $guild:expr, $occasions:expr, $now:expr) => {{
        let mut new = Vec::new();
        for (occasion, work) in $occasions {
            let made = sqlx::query(
                "INSERT INTO occasions (id, team_id, guild_id, kind, local_date, due_at, state, skipped, prompt_id,
                    created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                 ON CONFLICT (team_id, local_date, kind) DO NOTHING",
            )
            .bind(occasion.id.0)
            .bind(occasion.team.0)
            .bind($guild.0)
            .bind(occasion.kind.key())
            .bind(occasion.date)
            .bind(occasion.due_at)
            .bind(occasion.state.key())
            .bind(occasion.skipped.map(SkipReason::key))
            .bind(&occasion.prompt)
            .bind($now)
            .execute(&mut *$tx)
            .await?
            .rows_affected();
            if made > 0 {
                if let Some(prompt) = &occasion.prompt {
                    $crate::store::promises::keep_promise!($tx, occasion.team.0, occasion.date, prompt);
                }
                $crate::store::deliveries::enqueue!($tx, work, $now, |delivery| {
                    $store.doubts(occasion.due_at.min(delivery.due_at))
                });
                new.push(occasion.id);
            }
        }
        new
    }};
}

pub(super) use insert_occasions;

impl Store {
    /// Keeps occasions that somebody asks for, together with their work. One that exists already stays as it is, and so
    /// does its work: answers which were new.
    pub async fn plan(
        &self,
        by: UserId,
        guild: GuildId,
        occasions: &[(Occasion, Vec<NewDelivery>)],
        now: DateTime<Utc>,
    ) -> Result<Vec<OccasionId>, StoreError> {
        Ok(transact!(self, "occasion.plan", |tx| {
            let new = insert_occasions!(self, tx, guild, occasions, now);
            for (occasion, _) in occasions.iter().filter(|one| new.contains(&one.0.id)) {
                let about = occasion.prompt.as_deref().map(Thing::prompt);
                note_act!(tx, by, Scope::Team(occasion.team), Act::PromptSent, about, now);
            }
            new
        }))
    }

    /// An occasion.
    pub async fn occasion(&self, id: OccasionId) -> Result<Option<Occasion>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, OccasionRow>(select!("WHERE id = $1"))
            .bind(id.0)
            .fetch_optional(pool)
            .await)?;
        row.map(Occasion::try_from).transpose()
    }

    /// The occasion of a team on a date.
    pub async fn occasion_on(
        &self,
        team: TeamId,
        kind: OccasionKind,
        date: NaiveDate,
    ) -> Result<Option<Occasion>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, OccasionRow>(select!(
            "WHERE team_id = $1 AND kind = $2 AND local_date = $3"
        ))
        .bind(team.0)
        .bind(kind.key())
        .bind(date)
        .fetch_optional(pool)
        .await)?;
        row.map(Occasion::try_from).transpose()
    }

    /// Settles, once, which prompt an occasion asks, or which one it asks `instead` of one that it had; answers the
    /// settled one.
    pub async fn settle_prompt(
        &self,
        id: OccasionId,
        prompt: &str,
        instead: Option<&str>,
    ) -> Result<String, StoreError> {
        let settled = transact!(self, "occasion.prompt", |tx| {
            let (settled, team, date) = sqlx::query_as::<_, (String, i64, NaiveDate)>(
                "UPDATE occasions SET prompt_id = COALESCE(NULLIF(prompt_id, $3), $2) WHERE id = $1
                 RETURNING prompt_id, team_id, local_date",
            )
            .bind(id.0)
            .bind(prompt)
            .bind(instead)
            .fetch_one(&mut *tx)
            .await?;
            keep_promise!(tx, team, date, &settled);
            settled
        });
        Ok(settled)
    }

    /// The prompts a team has been asked (or is about to be), oldest first.
    pub async fn prompt_history(&self, team: TeamId) -> Result<Vec<(OccasionId, String)>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, (i64, String)>(
            "SELECT id, prompt_id FROM occasions
             WHERE team_id = $1 AND prompt_id IS NOT NULL AND state <> 'skipped' ORDER BY due_at, id"
        )
        .bind(team.0)
        .fetch_all(pool)
        .await)?;
        Ok(rows.into_iter().map(|(id, prompt)| (OccasionId(id), prompt)).collect())
    }

    /// Whether a scheduled prompt of a team's had its date from `first` on and before `end`, and was not let go.
    pub async fn asked_between(
        &self,
        team: TeamId,
        first: NaiveDate,
        end: NaiveDate,
    ) -> Result<bool, StoreError> {
        Ok(on_pool!(self, |pool| sqlx::query_scalar::<_, i64>(
            "SELECT COUNT(*) FROM occasions WHERE team_id = $1 AND kind = 'prompt' AND state <> 'skipped'
                AND local_date >= $2 AND local_date < $3"
        )
        .bind(team.0)
        .bind(first)
        .bind(end)
        .fetch_one(pool)
        .await)?
            > 0)
    }

    /// Lets a planned occasion go and ends the claim on its work.
    pub async fn skip_occasion(
        &self,
        claim: &Claim,
        id: OccasionId,
        reason: SkipReason,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "occasion.skip", |tx| {
            complete!(tx, claim, now);
            sqlx::query(
                "UPDATE occasions SET state = 'skipped', skipped = $2 WHERE id = $1 AND state = 'planned'",
            )
            .bind(id.0)
            .bind(reason.key())
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// Lets a planned occasion go without a claim (an act of TRIO); false: it was not planned any more.
    pub async fn stop_occasion(&self, id: OccasionId, reason: SkipReason) -> Result<bool, StoreError> {
        let stopped = transact!(self, "occasion.stop", |tx| {
            sqlx::query(
                "UPDATE occasions SET state = 'skipped', skipped = $2 WHERE id = $1 AND state = 'planned'",
            )
            .bind(id.0)
            .bind(reason.key())
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(stopped > 0)
    }

    /// Ends a planned occasion that leaves no round behind, together with the claim on its work.
    pub async fn end_occasion(
        &self,
        claim: &Claim,
        id: OccasionId,
        next: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "occasion.end", |tx| {
            complete!(tx, claim, now);
            sqlx::query("UPDATE occasions SET state = 'posted' WHERE id = $1 AND state = 'planned'")
                .bind(id.0)
                .execute(&mut *tx)
                .await?;
            enqueue!(tx, next, now);
        });
        Ok(())
    }

    /// A team's latest occasions, newest first.
    pub async fn recent_occasions(&self, team: TeamId, most: i64) -> Result<Vec<Occasion>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, OccasionRow>(select!(
            "WHERE team_id = $1 ORDER BY due_at DESC, id LIMIT $2"
        ))
        .bind(team.0)
        .bind(most)
        .fetch_all(pool)
        .await)?;
        rows.into_iter().map(Occasion::try_from).collect()
    }
}
