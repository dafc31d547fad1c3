//! Answers as somebody points at them, by the message that shows them: taken out, kept out, put back; and offered to
//! become examples.

use super::deliveries::enqueue;
use super::replies::{ReplyRow, select};
use super::{NewDelivery, NewReply, Store, StoreError, dialect, on_pool, transact};
use crate::domain::ids::{GuildId, MessageId, ReplyId, TeamId, UserId};
use crate::domain::reply::{Reply, Via};
use crate::store::row::row;
use chrono::{DateTime, Utc};

/// An answer that is kept, or was taken out by its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// The answer; one that was taken out has no words.
    pub reply: Reply,
    /// Its team.
    pub team: TeamId,
    /// Its guild.
    pub guild: GuildId,
    /// Whether its author has taken it out.
    pub taken_out: bool,
}

row! {
    struct Row (reply: ReplyRow) {
        team_id: i64,
        guild_id: i64,
        taken_out_at: Option<DateTime<Utc>>,
    }
}

impl TryFrom<Row> for AnswerRow {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            reply: row.reply.try_into()?,
            team: TeamId(row.team_id),
            guild: GuildId(row.guild_id),
            taken_out: row.taken_out_at.is_some(),
        })
    }
}

impl Store {
    /// The answer of this guild that a message shows.
    pub async fn answer_shown_by(
        &self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<AnswerRow>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!(
            "team_id, guild_id, taken_out_at,",
            "WHERE guild_id = $1 AND message_id = $2"
        ))
        .bind(guild.0)
        .bind(message.0)
        .fetch_optional(pool)
        .await)?;
        row.map(AnswerRow::try_from).transpose()
    }

    /// An answer of this guild.
    pub async fn answer_row(&self, guild: GuildId, id: ReplyId) -> Result<Option<AnswerRow>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!(
            "team_id, guild_id, taken_out_at,",
            "WHERE guild_id = $1 AND id = $2"
        ))
        .bind(guild.0)
        .bind(id.0)
        .fetch_optional(pool)
        .await)?;
        row.map(AnswerRow::try_from).transpose()
    }

    /// Erases the words of one's own answer and keeps later readings of its message from bringing them back; makes
    /// the work that follows. False: it is not there, not theirs, or taken out already.
    pub async fn take_out(
        &self,
        id: ReplyId,
        author: UserId,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let taken = transact!(self, "reply.take-out", |tx| {
            let taken = sqlx::query(
                "UPDATE replies SET body = '', author_name = '', attachments = 0, taken_out_at = $3
                 WHERE id = $1 AND author_id = $2 AND taken_out_at IS NULL",
            )
            .bind(id.0)
            .bind(author.0)
            .bind(now)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if taken > 0 {
                enqueue!(tx, work, now);
            }
            taken
        });
        self.erased_something();
        Ok(taken > 0)
    }

    /// Keeps an answer out that was not taken in yet; one that has been since is taken out.
    pub async fn keep_out(&self, new: &NewReply, now: DateTime<Utc>) -> Result<(), StoreError> {
        let NewReply { reply, team, guild } = new;
        transact!(self, "reply.keep-out", |tx| {
            sqlx::query(
                "INSERT INTO replies (id, round_id, team_id, guild_id, author_id, author_name, via, channel_id, message_id,
                    body, attachments, written_at, edited_at, taken_out_at)
                 VALUES ($1, $2, $3, $4, $5, '', $6, $7, $8, '', 0, $9, NULL, $10)
                 ON CONFLICT (id) DO UPDATE SET body = '', author_name = '', attachments = 0,
                    taken_out_at = excluded.taken_out_at",
            )
            .bind(reply.id.0)
            .bind(reply.round.0)
            .bind(team.0)
            .bind(guild.0)
            .bind(reply.author.0)
            .bind(reply.via.key())
            .bind(reply.channel.0)
            .bind(reply.message.map(|message| message.0))
            .bind(reply.written_at)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        });
        self.erased_something();
        Ok(())
    }

    /// Puts an answer given by button back with these words, under this name; one that is not out stays as it is.
    pub async fn put_back(
        &self,
        id: ReplyId,
        author: UserId,
        (name, words): (&str, &str),
    ) -> Result<(), StoreError> {
        transact!(self, "reply.put-back", |tx| {
            sqlx::query(
                "UPDATE replies SET author_name = $3, body = $4, taken_out_at = NULL
                 WHERE id = $1 AND author_id = $2 AND taken_out_at IS NOT NULL",
            )
            .bind(id.0)
            .bind(author.0)
            .bind(dialect::text(name))
            .bind(dialect::text(words))
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// A person's answers in threads of this guild that may hold a tag and were not offered to become examples,
    /// oldest first.
    pub async fn answers_to_offer(&self, guild: GuildId, author: UserId) -> Result<Vec<Reply>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, ReplyRow>(select!(
            "WHERE guild_id = $1 AND author_id = $2 AND via = $3 AND offered_at IS NULL AND taken_out_at IS NULL
               AND LOWER(body) LIKE '%#godt%' ORDER BY written_at, id"
        ))
        .bind(guild.0)
        .bind(author.0)
        .bind(Via::Thread.key())
        .fetch_all(pool)
        .await
        })?;
        rows.into_iter().map(Reply::try_from).collect()
    }

    /// Notes that an answer is being offered to its author; false: it was before.
    pub async fn begin_offer(
        &self,
        id: ReplyId,
        author: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let begun = transact!(self, "reply.offer", |tx| {
            sqlx::query(
                "UPDATE replies SET offered_at = $3 WHERE id = $1 AND author_id = $2 AND offered_at IS NULL",
            )
            .bind(id.0)
            .bind(author.0)
            .bind(now)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(begun > 0)
    }

    /// Notes that an offer did not reach the author.
    pub async fn undo_offer(&self, id: ReplyId, author: UserId) -> Result<(), StoreError> {
        transact!(self, "reply.undo-offer", |tx| {
            sqlx::query("UPDATE replies SET offered_at = NULL WHERE id = $1 AND author_id = $2")
                .bind(id.0)
                .bind(author.0)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Forgets that an answer was taken out: the next reading of its message takes it in again.
    pub async fn forget_taken_out(&self, id: ReplyId, author: UserId) -> Result<(), StoreError> {
        transact!(self, "reply.forget-taken-out", |tx| {
            sqlx::query("DELETE FROM replies WHERE id = $1 AND author_id = $2 AND taken_out_at IS NOT NULL")
                .bind(id.0)
                .bind(author.0)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }
}
