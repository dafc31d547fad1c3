//! The monthly letters: which things each tells (by id), TRIO's votes, and who is left out.

use super::audit::note_act;
use super::deliveries::{complete, enqueue};
use super::{Claim, NewDelivery, Store, StoreError, on_pool, transact};
use crate::domain::audit::{Act, Scope, Thing};
use crate::domain::digest::{Chosen, Source};
use crate::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, TeamId, UserId};
use crate::store::row::row;
use chrono::{DateTime, NaiveDate, Utc};

row! {
    /// A letter as it is kept.
    #[derive(Debug, Clone, PartialEq, Eq)]
    struct Row {
        occasion_id: i64,
        team_id: i64,
        guild_id: i64,
        month: NaiveDate,
        chosen: String,
        channel_id: Option<i64>,
        message_id: Option<i64>,
        rest_channel_id: Option<i64>,
        rest_message_id: Option<i64>,
        posted_at: Option<DateTime<Utc>>,
    }
}

/// A letter as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRow {
    /// Its occasion.
    pub occasion: OccasionId,
    /// Its team.
    pub team: TeamId,
    /// Its guild.
    pub guild: GuildId,
    /// The first day of the month it tells of.
    pub month: NaiveDate,
    /// Which replies and examples it tells, as JSON of ids.
    pub chosen: String,
    /// Where it stands, once posted.
    pub shown: Option<(ChannelId, MessageId)>,
    /// Where the rest of it stands, once posted.
    pub rest: Option<(ChannelId, MessageId)>,
    /// When it was posted.
    pub posted_at: Option<DateTime<Utc>>,
}

impl From<Row> for LetterRow {
    fn from(row: Row) -> Self {
        Self {
            occasion: OccasionId(row.occasion_id),
            team: TeamId(row.team_id),
            guild: GuildId(row.guild_id),
            month: row.month,
            chosen: row.chosen,
            shown: row.channel_id.map(ChannelId).zip(row.message_id.map(MessageId)),
            rest: row.rest_channel_id.map(ChannelId).zip(row.rest_message_id.map(MessageId)),
            posted_at: row.posted_at,
        }
    }
}

row! {
    /// How often the rest of a letter was asked to be posted, and how often it is still to be done or in hand.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct LetterRests {
        /// All of it, done or not.
        pub made: i64,
        /// What is not done yet.
        pub open: i64,
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT occasion_id, team_id, guild_id, month, chosen, channel_id, message_id, rest_channel_id,
                rest_message_id, posted_at FROM letters ",
            $rest
        )
    };
}

/// Looks again inside a transaction at the letters of a team: whom they wait for has changed.
macro_rules! wake_letters {
    ($tx:expr, $team:expr, $now:expr) => {
        sqlx::query(
            "UPDATE deliveries SET due_at = CASE WHEN state = 'ready' AND due_at > $2 THEN $2 ELSE due_at END,
                latest_at = CASE WHEN state = 'leased' THEN $2 ELSE latest_at END
             WHERE team_id = $1 AND state IN ('ready', 'leased') AND work_key LIKE 'letter:%'",
        )
        .bind($team)
        .bind($now)
        .execute(&mut *$tx)
        .await?;
    };
}

pub(super) use wake_letters;

/// Notes whose a source is.
fn note_source(source: Source) -> &'static str {
    match source {
        Source::Answer(_) => {
            "INSERT INTO letter_sources (occasion_id, kind, source_id, user_id)
             SELECT $1, $2, id, author_id FROM replies WHERE id = $3 ON CONFLICT DO NOTHING"
        }
        Source::Step(_) => {
            "INSERT INTO letter_sources (occasion_id, kind, source_id, user_id)
             SELECT $1, $2, id, author_id FROM steps WHERE id = $3 ON CONFLICT DO NOTHING"
        }
        Source::Learning(_) => {
            "INSERT INTO letter_sources (occasion_id, kind, source_id, user_id)
             SELECT $1, $2, id, author_id FROM learnings WHERE id = $3 ON CONFLICT DO NOTHING"
        }
    }
}

impl Store {
    /// Settles, once, what a letter tells, and notes whose that is; answers what is settled.
    pub async fn settle_letter(&self, letter: &LetterRow) -> Result<String, StoreError> {
        let chosen = transact!(self, "letter.settle", |tx| {
            let chosen: String = sqlx::query_scalar(
                "INSERT INTO letters (occasion_id, team_id, guild_id, month, chosen) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (occasion_id) DO UPDATE SET month = letters.month RETURNING chosen",
            )
            .bind(letter.occasion.0)
            .bind(letter.team.0)
            .bind(letter.guild.0)
            .bind(letter.month)
            .bind(&letter.chosen)
            .fetch_one(&mut *tx)
            .await?;
            for source in serde_json::from_str::<Chosen>(&chosen).unwrap_or_default().sources() {
                let (kind, id) = source.key();
                sqlx::query(note_source(source))
                    .bind(letter.occasion.0)
                    .bind(kind)
                    .bind(id)
                    .execute(&mut *tx)
                    .await?;
            }
            chosen
        });
        Ok(chosen)
    }

    /// Forgets whose it was that letters of a month before `before` tell. Answers how many rows went.
    pub async fn expire_letter_sources(&self, before: NaiveDate) -> Result<u64, StoreError> {
        let expired = transact!(self, "letter.expire-sources", |tx| {
            sqlx::query(
                "DELETE FROM letter_sources
                 WHERE occasion_id IN (SELECT occasion_id FROM letters WHERE month < $1)",
            )
            .bind(before)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        self.erased(expired);
        Ok(expired)
    }

    /// Records that a letter stands in its channel, and makes the work that follows.
    pub async fn record_letter_posted(
        &self,
        claim: &Claim,
        occasion: OccasionId,
        (channel, message): (ChannelId, MessageId),
        next: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "letter.posted", |tx| {
            complete!(tx, claim, now);
            sqlx::query(
                "UPDATE letters SET channel_id = $2, message_id = $3, posted_at = $4 WHERE occasion_id = $1",
            )
            .bind(occasion.0)
            .bind(channel.0)
            .bind(message.0)
            .bind(now)
            .execute(&mut *tx)
            .await?;
            sqlx::query("UPDATE occasions SET state = 'posted' WHERE id = $1")
                .bind(occasion.0)
                .execute(&mut *tx)
                .await?;
            enqueue!(tx, next, now);
        });
        Ok(())
    }

    /// Records where the rest of a letter stands, and makes the work that follows.
    pub async fn record_letter_rest(
        &self,
        claim: &Claim,
        occasion: OccasionId,
        (channel, message): (ChannelId, MessageId),
        next: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "letter.rest", |tx| {
            complete!(tx, claim, now);
            enqueue!(tx, next, now);
            sqlx::query(
                "UPDATE letters SET rest_channel_id = $2, rest_message_id = $3 WHERE occasion_id = $1",
            )
            .bind(occasion.0)
            .bind(channel.0)
            .bind(message.0)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// The work of posting the rest of a letter (its keys begin with `letter-rest:` and the letter).
    pub async fn letter_rests(&self, occasion: OccasionId) -> Result<LetterRests, StoreError> {
        let key = format!("letter-rest:{occasion}");
        Ok(on_pool!(self, |pool| {
            sqlx::query_as::<_, LetterRests>(
            "SELECT COUNT(*) AS made,
                CAST(COALESCE(SUM(CASE WHEN state IN ('ready', 'leased') THEN 1 ELSE 0 END), 0) AS BIGINT) AS open
             FROM deliveries WHERE work_key = $1 OR work_key LIKE $2"
        )
        .bind(&key)
        .bind(format!("{key}:%"))
        .fetch_one(pool)
        .await
        })?)
    }

    /// A letter.
    pub async fn letter(&self, occasion: OccasionId) -> Result<Option<LetterRow>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!("WHERE occasion_id = $1"))
            .bind(occasion.0)
            .fetch_optional(pool)
            .await)?;
        Ok(row.map(LetterRow::from))
    }

    /// A team's posted letters, newest first.
    pub async fn letters(&self, team: TeamId, most: i64) -> Result<Vec<LetterRow>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!(
            "WHERE team_id = $1 AND posted_at IS NOT NULL ORDER BY month DESC LIMIT $2"
        ))
        .bind(team.0)
        .bind(most)
        .fetch_all(pool)
        .await)?;
        Ok(rows.into_iter().map(LetterRow::from).collect())
    }

    /// Every letter of a team whose choice is settled, posted or about to be.
    pub async fn settled_letters(&self, team: TeamId) -> Result<Vec<LetterRow>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!(
            "WHERE team_id = $1 ORDER BY month DESC"
        ))
        .bind(team.0)
        .fetch_all(pool)
        .await)?;
        Ok(rows.into_iter().map(LetterRow::from).collect())
    }

    /// Records a vote, a later one replacing the earlier. Said again, it is no new act.
    pub async fn vote(
        &self,
        occasion: OccasionId,
        user: UserId,
        approved: bool,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "letter.vote", |tx| {
            let stood = sqlx::query_scalar::<_, bool>(
                "SELECT approved FROM letter_votes WHERE occasion_id = $1 AND user_id = $2",
            )
            .bind(occasion.0)
            .bind(user.0)
            .fetch_optional(&mut *tx)
            .await?;
            if stood != Some(approved) {
                let team = sqlx::query_scalar("SELECT team_id FROM occasions WHERE id = $1")
                    .bind(occasion.0)
                    .fetch_one(&mut *tx)
                    .await?;
                let act = if approved { Act::LetterApproved } else { Act::LetterStopped };
                note_act!(tx, user, Scope::Team(TeamId(team)), act, Thing::from(occasion), now);
            }
            sqlx::query(
                "INSERT INTO letter_votes (occasion_id, user_id, approved, voted_at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (occasion_id, user_id) DO UPDATE SET approved = excluded.approved, voted_at = excluded.voted_at",
            )
            .bind(occasion.0)
            .bind(user.0)
            .bind(approved)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// The votes on a letter.
    pub async fn votes(&self, occasion: OccasionId) -> Result<Vec<(UserId, bool)>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, (i64, bool)>(
            "SELECT user_id, approved FROM letter_votes WHERE occasion_id = $1 ORDER BY user_id"
        )
        .bind(occasion.0)
        .fetch_all(pool)
        .await)?;
        Ok(rows.into_iter().map(|(user, approved)| (UserId(user), approved)).collect())
    }

    /// Leaves a person out of a letter's quotes, and makes the work of changing what was posted.
    pub async fn leave_letter(
        &self,
        occasion: OccasionId,
        user: UserId,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "letter.leave", |tx| {
            sqlx::query(
                "INSERT INTO letter_absent (occasion_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            )
            .bind(occasion.0)
            .bind(user.0)
            .execute(&mut *tx)
            .await?;
            enqueue!(tx, work, now);
        });
        Ok(())
    }

    /// Who is left out of a letter's quotes.
    pub async fn absent_from_letter(&self, occasion: OccasionId) -> Result<Vec<UserId>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_scalar::<_, i64>(
            "SELECT user_id FROM letter_absent WHERE occasion_id = $1"
        )
        .bind(occasion.0)
        .fetch_all(pool)
        .await)?;
        Ok(rows.into_iter().map(UserId).collect())
    }
}
