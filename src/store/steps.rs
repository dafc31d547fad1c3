//! A team's next steps, and who goes first with them.

use super::audit::note_act;
use super::deliveries::{complete, enqueue};
use super::posted::{erase_posted, expire, follow_up, leave_posts};
use super::{Claim, NewDelivery, Store, StoreError, dialect, known, on_pool, transact};
use crate::domain::audit::{Act, Scope, Thing};
use crate::domain::ids::{ChannelId, GuildId, InteractionId, MessageId, StepId, TeamId, UserId};
use crate::domain::step::{Hand, Helper, MOST_OPEN, NextStep, State};
use crate::store::row::row;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::Row as _;

/// A step as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// The step.
    pub step: NextStep,
    /// Its guild.
    pub guild: GuildId,
    /// Where it stands, once posted.
    pub shown: Option<(ChannelId, MessageId)>,
    /// Where it was asked last how it went, and in which version.
    pub asked: Option<(ChannelId, MessageId, u16)>,
}

/// What came of keeping a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// It is kept under this id: as a new one, or as it was before.
    As(StepId),
    /// The team has as many open as it may have.
    TooMany,
}

/// Which of a step's posts is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepPost {
    /// The one that shows it.
    Card,
    /// The one that asks how it went.
    Question,
}

row! {
    struct Row {
        id: i64,
        team_id: i64,
        guild_id: i64,
        author_id: i64,
        what: String,
        frame: String,
        due: NaiveDate,
        state: String,
        version: i64,
        agreed_at: DateTime<Utc>,
        settled_at: Option<DateTime<Utc>>,
        channel_id: Option<i64>,
        message_id: Option<i64>,
        asked_channel_id: Option<i64>,
        asked_message_id: Option<i64>,
        asked_version: Option<i64>,
    }
}

/// A row of `step_people`: step, person, name, part.
type HelperRow = (i64, i64, String, String);

fn version(number: i64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

impl Row {
    fn with(self, helpers: &[HelperRow]) -> Result<StepRow, StoreError> {
        let helpers = helpers
            .iter()
            .filter(|helper| helper.0 == self.id)
            .map(|(_, user, name, part)| {
                let hand = known("part in a step", part, Hand::from_key)?;
                Ok(Helper { user: UserId(*user), name: name.clone(), hand })
            })
            .collect::<Result<_, StoreError>>()?;
        let shown = self.channel_id.map(ChannelId).zip(self.message_id.map(MessageId));
        let asked = self.asked_channel_id.map(ChannelId).zip(self.asked_message_id.map(MessageId));
        Ok(StepRow {
            guild: GuildId(self.guild_id),
            shown,
            asked: asked.zip(self.asked_version).map(|((c, m), v)| (c, m, version(v))),
            step: NextStep {
                id: StepId(self.id),
                team: TeamId(self.team_id),
                author: UserId(self.author_id),
                what: self.what,
                frame: self.frame,
                due: self.due,
                state: known("state of a step", &self.state, State::from_key)?,
                version: version(self.version),
                agreed_at: self.agreed_at,
                settled_at: self.settled_at,
                helpers,
            },
        })
    }
}

macro_rules! select {
    ($where:literal) => {
        concat!(
            "SELECT id, team_id, guild_id, author_id, what, frame, due, state, version, agreed_at, settled_at, channel_id,
                message_id, asked_channel_id, asked_message_id, asked_version FROM steps ",
            $where
        )
    };
}

const HELPERS: &str =
    "SELECT step_id, user_id, name, part FROM step_people WHERE step_id = $1 ORDER BY said_at, user_id";

/// Whose names and words stand in the posts of steps that are kept no longer.
macro_rules! left_by_steps {
    ($channel:literal, $message:literal) => {
        leave_posts!(
            "SELECT s.guild_id, s.team_id, s.author_id, s.",
            $channel,
            ", s.",
            $message,
            " FROM steps s
             WHERE s.",
            $message,
            " IS NOT NULL AND (s.settled_at < $1 OR (s.state = 'open' AND s.due < $2))
             UNION SELECT s.guild_id, s.team_id, p.user_id, s.",
            $channel,
            ", s.",
            $message,
            "
             FROM steps s JOIN step_people p ON p.step_id = s.id
             WHERE s.",
            $message,
            " IS NOT NULL AND (s.settled_at < $1 OR (s.state = 'open' AND s.due < $2))"
        )
    };
}

const LEAVE_CARDS: &str = left_by_steps!("channel_id", "message_id");
const LEAVE_QUESTIONS: &str = left_by_steps!("asked_channel_id", "asked_message_id");

/// A step and its people as they stand inside a transaction.
macro_rules! read {
    ($tx:expr, $id:expr) => {{
        let row =
            sqlx::query_as::<_, Row>(select!("WHERE id = $1")).bind($id.0).fetch_optional(&mut *$tx).await?;
        match row {
            Some(row) => {
                let helpers =
                    sqlx::query_as::<_, HelperRow>(HELPERS).bind($id.0).fetch_all(&mut *$tx).await?;
                Some(row.with(&helpers)?)
            }
            None => None,
        }
    }};
}

impl Store {
    /// Keeps a step and makes its work, unless it is kept already: from the same interaction, or by the same person with the
    /// same words for the same day.
    pub async fn agree_step(
        &self,
        source: InteractionId,
        guild: GuildId,
        step: &NextStep,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<Agreed, StoreError> {
        let kept = transact!(self, "step.agree", |tx| {
            let before: Option<i64> = sqlx::query_scalar(
                "SELECT MIN(id) FROM steps WHERE source_id = $1
                    OR (team_id = $2 AND author_id = $3 AND what = $4 AND due = $5 AND state = 'open')",
            )
            .bind(source.0)
            .bind(step.team.0)
            .bind(step.author.0)
            .bind(dialect::text(&step.what))
            .bind(step.due)
            .fetch_one(&mut *tx)
            .await?;
            if let Some(before) = before {
                return Ok(Agreed::As(StepId(before)));
            }
            let open: i64 =
                sqlx::query_scalar("SELECT COUNT(*) FROM steps WHERE team_id = $1 AND state = 'open'")
                    .bind(step.team.0)
                    .fetch_one(&mut *tx)
                    .await?;
            if usize::try_from(open).is_ok_and(|open| open >= MOST_OPEN) {
                return Ok(Agreed::TooMany);
            }
            sqlx::query(
                "INSERT INTO steps (id, source_id, team_id, guild_id, author_id, what, frame, due, state, version, agreed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(step.id.0)
            .bind(source.0)
            .bind(step.team.0)
            .bind(guild.0)
            .bind(step.author.0)
            .bind(dialect::text(&step.what))
            .bind(dialect::text(&step.frame))
            .bind(step.due)
            .bind(step.state.key())
            .bind(i64::from(step.version))
            .bind(step.agreed_at)
            .execute(&mut *tx)
            .await?;
            enqueue!(tx, work, now);
            Agreed::As(step.id)
        });
        Ok(kept)
    }

    /// A step.
    pub async fn step(&self, id: StepId) -> Result<Option<StepRow>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!("WHERE id = $1"))
            .bind(id.0)
            .fetch_optional(pool)
            .await)?;
        let Some(row) = row else { return Ok(None) };
        let helpers =
            on_pool!(self, |pool| sqlx::query_as::<_, HelperRow>(HELPERS).bind(id.0).fetch_all(pool).await)?;
        row.with(&helpers).map(Some)
    }

    /// All steps of a team that are kept, by the day on which they are due.
    pub async fn steps(&self, team: TeamId) -> Result<Vec<StepRow>, StoreError> {
        let rows =
            on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!("WHERE team_id = $1 ORDER BY due, id"))
                .bind(team.0)
                .fetch_all(pool)
                .await)?;
        let helpers = on_pool!(self, |pool| {
            sqlx::query_as::<_, HelperRow>(
                "SELECT step_id, user_id, name, part FROM step_people
                 WHERE step_id IN (SELECT id FROM steps WHERE team_id = $1) ORDER BY said_at, user_id",
            )
            .bind(team.0)
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(|row| row.with(&helpers)).collect()
    }

    /// Keeps a step as it is after something was decided about it, if nothing else was since its version was `seen`, and makes the
    /// work that follows. Answers whether it was.
    pub async fn settle_step(
        &self,
        seen: u16,
        step: &NextStep,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let settled = transact!(self, "step.settle", |tx| {
            let settled = sqlx::query(
                "UPDATE steps SET due = $3, state = $4, version = $5, settled_at = $6 WHERE id = $1 AND version = $2",
            )
            .bind(step.id.0)
            .bind(i64::from(seen))
            .bind(step.due)
            .bind(step.state.key())
            .bind(i64::from(step.version))
            .bind(step.settled_at)
            .execute(&mut *tx)
            .await?
            .rows_affected()
                > 0;
            if settled {
                enqueue!(tx, work, now);
            }
            settled
        });
        Ok(settled)
    }

    /// Notes that somebody goes first with a step or joins in, and makes the work that follows. False: it is gone, or
    /// not open any more.
    pub async fn lend_hand(
        &self,
        id: StepId,
        helper: &Helper,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let open = transact!(self, "step.hand", |tx| {
            let open = read!(tx, id).is_some_and(|row| row.step.state == State::Open);
            if open {
                sqlx::query(
                    "INSERT INTO step_people (step_id, user_id, name, part, said_at) VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT (step_id, user_id) DO UPDATE SET name = excluded.name, part = excluded.part",
                )
                .bind(id.0)
                .bind(helper.user.0)
                .bind(dialect::text(&helper.name))
                .bind(helper.hand.key())
                .bind(now)
                .execute(&mut *tx)
                .await?;
                enqueue!(tx, work, now);
            }
            open
        });
        Ok(open)
    }

    /// Takes somebody's name off a step, and makes the work that follows. False: it does not stand there.
    pub async fn withdraw_hand(
        &self,
        id: StepId,
        user: UserId,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let gone = transact!(self, "step.withdraw", |tx| {
            let gone = sqlx::query("DELETE FROM step_people WHERE step_id = $1 AND user_id = $2")
                .bind(id.0)
                .bind(user.0)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if gone > 0 {
                enqueue!(tx, work, now);
            }
            gone
        });
        Ok(self.erased(gone))
    }

    /// Records where one of a step's posts stands, with `refresh` if the step is not any more as it was `read`; one that was
    /// erased meanwhile is taken down by `remove`.
    pub async fn record_step_post(
        &self,
        claim: &Claim,
        which: StepPost,
        read: &StepRow,
        (channel, message): (ChannelId, MessageId),
        (remove, refresh): (&NewDelivery, &NewDelivery),
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "step.posted", |tx| {
            complete!(tx, claim, now);
            let same = read!(tx, read.step.id).map(|row| row.step == read.step);
            follow_up!(tx, claim, same, (remove, refresh), now);
            let put = match which {
                StepPost::Card => "UPDATE steps SET channel_id = $2, message_id = $3 WHERE id = $1",
                StepPost::Question => {
                    "UPDATE steps SET asked_channel_id = $2, asked_message_id = $3, asked_version = $4 WHERE id = $1"
                }
            };
            let put = sqlx::query(put).bind(read.step.id.0).bind(channel.0).bind(message.0);
            match which {
                StepPost::Card => put,
                StepPost::Question => put.bind(i64::from(read.step.version)),
            }
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// Erases a step with all its people, and makes the work of removing those of its posts that are known by then (`remove`),
    /// and what else follows. False: it was gone.
    pub async fn erase_step(
        &self,
        id: StepId,
        remove: impl Fn(ChannelId, MessageId) -> NewDelivery,
        work: &[NewDelivery],
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let gone = transact!(self, "step.erase", |tx| {
            let others = "SELECT team_id FROM steps WHERE id = $1 AND author_id <> $2";
            let others: Option<i64> =
                sqlx::query_scalar(others).bind(id.0).bind(by.0).fetch_optional(&mut *tx).await?;
            if let Some(team) = others {
                note_act!(tx, by, Scope::Team(TeamId(team)), Act::StepErased, Thing::from(id), now);
            }
            sqlx::query("DELETE FROM step_people WHERE step_id = $1").bind(id.0).execute(&mut *tx).await?;
            let delete = "DELETE FROM steps WHERE id = $1
                RETURNING channel_id, message_id, asked_channel_id, asked_message_id";
            erase_posted!(tx, sqlx::query(delete).bind(id.0), remove, work, now)
        });
        self.erased_something();
        Ok(gone)
    }

    /// Erases what was settled before `before`, and what is still open although it was due before then. Answers how many
    /// went.
    pub async fn expire_steps(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let day = before.date_naive();
        let helpers = "DELETE FROM step_people WHERE step_id IN
            (SELECT id FROM steps WHERE settled_at < $1 OR (state = 'open' AND due < $2))";
        let old = "DELETE FROM steps WHERE settled_at < $1 OR (state = 'open' AND due < $2)";
        expire!(self, "step.expire", [LEAVE_CARDS, LEAVE_QUESTIONS, helpers], old, before, day)
    }
}
