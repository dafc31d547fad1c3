//! What a team's TRIO has been shown of the coming weeks.

use super::audit::note_act;
use super::{Store, StoreError, on_pool, transact};
use crate::domain::audit::{Act, Scope, Thing};
use crate::domain::ids::{TeamId, UserId};
use crate::domain::plan::Promise;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;

/// The promises that a transaction sees, as rows.
macro_rules! promised {
    ($executor:expr, $team:expr) => {
        sqlx::query_as::<_, (NaiveDate, Option<String>)>(
            "SELECT local_date, prompt_id FROM promises WHERE team_id = $1 ORDER BY local_date",
        )
        .bind($team.0)
        .fetch_all($executor)
        .await
    };
}

fn read(rows: Vec<(NaiveDate, Option<String>)>) -> BTreeMap<NaiveDate, Promise> {
    rows.into_iter().map(|(date, prompt)| (date, prompt.map_or(Promise::Rest, Promise::Ask))).collect()
}

impl Store {
    /// What was promised to a team, by date; dates that have passed without a prompt are among them.
    pub async fn promises(&self, team: TeamId) -> Result<BTreeMap<NaiveDate, Promise>, StoreError> {
        Ok(read(on_pool!(self, |pool| promised!(pool, team))?))
    }

    /// Keeps `now` in the place of `seen`, unless somebody else has changed what was promised since. `by`: somebody wished
    /// it so for that date, at that moment; what is only laid and shown is nobody's act. Answers whether it was kept.
    pub async fn promise(
        &self,
        team: TeamId,
        seen: &BTreeMap<NaiveDate, Promise>,
        now: &BTreeMap<NaiveDate, Promise>,
        by: Option<(UserId, NaiveDate, DateTime<Utc>)>,
    ) -> Result<bool, StoreError> {
        let kept = transact!(self, "plan.promise", |tx| {
            let unchanged = read(promised!(&mut *tx, team)?) == *seen;
            if unchanged {
                for date in seen.keys().filter(|date| now.get(date) != seen.get(date)) {
                    sqlx::query("DELETE FROM promises WHERE team_id = $1 AND local_date = $2")
                        .bind(team.0)
                        .bind(date)
                        .execute(&mut *tx)
                        .await?;
                }
                for (date, promise) in now.iter().filter(|(date, promise)| seen.get(date) != Some(promise)) {
                    let prompt = match promise {
                        Promise::Ask(prompt) => Some(prompt.as_str()),
                        Promise::Rest => None,
                    };
                    sqlx::query("INSERT INTO promises (team_id, local_date, prompt_id) VALUES ($1, $2, $3)")
                        .bind(team.0)
                        .bind(date)
                        .bind(prompt)
                        .execute(&mut *tx)
                        .await?;
                }
                if let Some((by, date, at)) = by {
                    note_act!(tx, by, Scope::Team(team), Act::PlanChanged, Thing::from(date), at);
                }
            }
            unchanged
        });
        Ok(kept)
    }

    /// What was swapped away on a date.
    pub async fn declined(&self, team: TeamId, date: NaiveDate) -> Result<Vec<String>, StoreError> {
        Ok(on_pool!(self, |pool| sqlx::query_scalar(
            "SELECT prompt_id FROM declined WHERE team_id = $1 AND local_date = $2 ORDER BY prompt_id"
        )
        .bind(team.0)
        .bind(date)
        .fetch_all(pool)
        .await)?)
    }

    /// Keeps that a prompt was swapped away on a date. What was on dates before `today` is forgotten.
    pub async fn decline(
        &self,
        team: TeamId,
        date: NaiveDate,
        prompt: &str,
        today: NaiveDate,
    ) -> Result<(), StoreError> {
        transact!(self, "plan.decline", |tx| {
            sqlx::query("DELETE FROM declined WHERE team_id = $1 AND local_date < $2")
                .bind(team.0)
                .bind(today)
                .execute(&mut *tx)
                .await?;
            sqlx::query(
                "INSERT INTO declined (team_id, local_date, prompt_id) VALUES ($1, $2, $3)
                 ON CONFLICT (team_id, local_date, prompt_id) DO NOTHING",
            )
            .bind(team.0)
            .bind(date)
            .bind(prompt)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }
}

/// Takes a promise back since it was kept: this prompt is asked now.
macro_rules! keep_promise {
    ($tx:expr, $team:expr, $date:expr, $prompt:expr) => {
        sqlx::query(
            "DELETE FROM promises WHERE team_id = $1 AND (prompt_id = $2 OR (prompt_id IS NULL AND local_date <= $3))",
        )
        .bind($team)
        .bind($prompt)
        .bind($date)
        .execute(&mut *$tx)
        .await?
    };
}
pub(super) use keep_promise;
