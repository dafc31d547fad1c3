//! When teams are due next, and what is planned for them then.

use super::TeamRow;
use crate::domain::ids::TeamId;
use crate::domain::occasion::{Occasion, SkipReason};
use crate::domain::team::Team;
use crate::store::occasions::insert_occasions;
use crate::store::row::row;
use crate::store::{NewDelivery, Store, StoreError, on_pool, transact};
use chrono::{DateTime, NaiveDate, Utc};

/// When a team's next posts are due, computed ahead so that looking for due work is one index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NextDates {
    /// The next prompt: its moment and its local date; `None` while paused.
    pub prompt: Option<(DateTime<Utc>, NaiveDate)>,
    /// The next letter: its preview's moment and the first day of the month it tells of.
    pub letter: Option<(DateTime<Utc>, NaiveDate)>,
    /// The next look ahead that TRIO gets: its moment and the local date of the prompt it tells of.
    pub preview: Option<(DateTime<Utc>, NaiveDate)>,
    /// The date from which a fortnightly rhythm counts, once its first post is planned; one that stands is kept.
    pub anchor: Option<NaiveDate>,
}

/// What is due for a team.
#[derive(Debug, Clone)]
pub struct DueTeam {
    /// The team as it was read.
    pub read: Team,
    /// Its occasions with their work.
    pub occasions: Vec<(Occasion, Vec<NewDelivery>)>,
    /// When it is due next.
    pub next: NextDates,
}

row! {
    struct DueRow (team: TeamRow) {
        next_prompt_at: Option<DateTime<Utc>>,
        next_prompt_date: Option<NaiveDate>,
        next_letter_at: Option<DateTime<Utc>>,
        next_letter_month: Option<NaiveDate>,
        next_preview_at: Option<DateTime<Utc>>,
        next_preview_date: Option<NaiveDate>,
    }
}

impl DueRow {
    fn next(&self) -> NextDates {
        NextDates {
            prompt: self.next_prompt_at.zip(self.next_prompt_date),
            letter: self.next_letter_at.zip(self.next_letter_month),
            preview: self.next_preview_at.zip(self.next_preview_date),
            anchor: None,
        }
    }
}

/// Reads teams with their next dates.
macro_rules! select_due {
    ($rest:literal) => {
        select!(
            also ", next_prompt_at, next_prompt_date, next_letter_at, next_letter_month, next_preview_at, next_preview_date",
            $rest
        )
    };
}

impl Store {
    /// Teams whose next prompt, letter or look ahead is due, with all their next dates.
    pub async fn teams_due(
        &self,
        now: DateTime<Utc>,
        most: i64,
    ) -> Result<Vec<(Team, NextDates)>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, DueRow>(select_due!(
            "WHERE next_prompt_at <= $1 OR next_letter_at <= $1 OR next_preview_at <= $1 ORDER BY id LIMIT +$2"
        ))
        .bind(now)
        .bind(most)
        .fetch_all(pool)
        .await
        })?;
        rows.into_iter()
            .map(|row| {
                let next = row.next();
                Ok((row.team.try_into()?, next))
            })
            .collect()
    }

    /// A team's next dates.
    pub async fn next_dates(&self, team: TeamId) -> Result<NextDates, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, DueRow>(select_due!("WHERE id = $1"))
            .bind(team.0)
            .fetch_optional(pool)
            .await)?;
        Ok(row.map_or_else(NextDates::default, |row| row.next()))
    }

    /// Keeps what was due for some teams, as [`Store::plan`] does, together with their next dates; nothing for a team
    /// that somebody has changed since it was read. Answers how many occasions were new for each, [`None`] for those
    /// that had changed.
    pub async fn plan_due(
        &self,
        due: &[DueTeam],
        now: DateTime<Utc>,
    ) -> Result<Vec<Option<usize>>, StoreError> {
        let made = transact!(self, "occasion.due", |tx| {
            let mut made = Vec::with_capacity(due.len());
            for DueTeam { read, occasions, next } in due {
                if read!(tx, read.id).as_ref() != Some(read) {
                    made.push(None);
                    continue;
                }
                let new = insert_occasions!(self, tx, read.guild, occasions, now);
                sqlx::query(
                    "UPDATE teams SET next_prompt_at = $2, next_prompt_date = $3, next_letter_at = $4,
                        next_letter_month = $5, next_preview_at = $7, next_preview_date = $8,
                        anchor = CASE WHEN rhythm = 'biweekly' THEN COALESCE(anchor, $6) ELSE anchor END
                     WHERE id = $1",
                )
                .bind(read.id.0)
                .bind(next.prompt.map(|p| p.0))
                .bind(next.prompt.map(|p| p.1))
                .bind(next.letter.map(|l| l.0))
                .bind(next.letter.map(|l| l.1))
                .bind(next.anchor)
                .bind(next.preview.map(|p| p.0))
                .bind(next.preview.map(|p| p.1))
                .execute(&mut *tx)
                .await?;
                made.push(Some(new.len()));
            }
            made
        });
        Ok(made)
    }
}
