//! Replies: every one counts once, keyed by its message; the newest edit wins; what was erased stays erased.

use super::deliveries::{complete, enqueue};
use super::forgotten::forget_earlier;
use super::posted::erase_posted;
use super::{Claim, NewDelivery, Pool, Store, StoreError, dialect, known, on_pool, transact};
use crate::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, ReplyId, TeamId, UserId};
use crate::domain::reply::{Reply, Via};
use crate::store::row::row;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use sqlx::Row as _;
use std::borrow::Cow;

macro_rules! select {
    ($rest:literal) => {
        select!("", $rest)
    };
    ($more:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $more,
            " id, round_id, author_id, author_name, via, channel_id, message_id, body, attachments, written_at,
                edited_at FROM replies ",
            $rest
        )
    };
}

pub(super) use select;

row! {
    pub(super) struct ReplyRow {
        id: i64,
        round_id: i64,
        author_id: i64,
        author_name: String,
        via: String,
        channel_id: i64,
        message_id: Option<i64>,
        body: String,
        attachments: i64,
        written_at: DateTime<Utc>,
        edited_at: Option<DateTime<Utc>>,
    }
}

impl TryFrom<ReplyRow> for Reply {
    type Error = StoreError;

    fn try_from(row: ReplyRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: ReplyId(row.id),
            round: OccasionId(row.round_id),
            author: UserId(row.author_id),
            author_name: row.author_name,
            via: known("way of a reply", &row.via, Via::from_key)?,
            channel: ChannelId(row.channel_id),
            message: row.message_id.map(MessageId),
            text: row.body,
            attachments: u16::try_from(row.attachments).unwrap_or(u16::MAX),
            written_at: row.written_at,
            edited_at: row.edited_at,
        })
    }
}

/// A reply to keep, with the team and guild it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReply {
    /// The reply.
    pub reply: Reply,
    /// Its team.
    pub team: TeamId,
    /// Its guild.
    pub guild: GuildId,
}

row! {
    struct KnownRow (reply: ReplyRow) {
        team_id: i64,
        guild_id: i64,
    }
}

/// The shape in which a batch goes to the database as one JSON array.
#[derive(Serialize)]
struct WireReply<'a> {
    id: i64,
    round_id: i64,
    team_id: i64,
    guild_id: i64,
    author_id: i64,
    author_name: Cow<'a, str>,
    via: &'static str,
    channel_id: i64,
    message_id: Option<i64>,
    body: Cow<'a, str>,
    attachments: i64,
    written_at: String,
    edited_at: Option<String>,
}

/// The form in which the driver writes a time, so that rows of a batch compare with rows of other statements.
fn wire_time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

fn wire(replies: &[NewReply]) -> String {
    let rows: Vec<WireReply<'_>> = replies
        .iter()
        .map(|NewReply { reply, team, guild }| WireReply {
            id: reply.id.0,
            round_id: reply.round.0,
            team_id: team.0,
            guild_id: guild.0,
            author_id: reply.author.0,
            author_name: dialect::text(&reply.author_name),
            via: reply.via.key(),
            channel_id: reply.channel.0,
            message_id: reply.message.map(|m| m.0),
            body: dialect::text(&reply.text),
            attachments: i64::from(reply.attachments),
            written_at: wire_time(reply.written_at),
            edited_at: reply.edited_at.map(wire_time),
        })
        .collect();
    serde_json::to_string(&rows).unwrap_or_default()
}

pub(super) fn json_ids(ids: impl Iterator<Item = i64>) -> String {
    serde_json::to_string(&ids.collect::<Vec<_>>()).unwrap_or_default()
}

impl Store {
    /// Keeps a batch. One that is there already is only changed by a newer edit; one whose message was
    /// erased is not kept. Answers how many rows changed. A batch must not name one reply twice.
    pub async fn keep_replies(
        &self,
        replies: &[NewReply],
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        if replies.is_empty() {
            return Ok(0);
        }
        let sql = match &self.pool {
            Pool::Sqlite(_) => dialect::KEEP_REPLIES_SQLITE,
            Pool::Postgres(_) => dialect::KEEP_REPLIES_POSTGRES,
        };
        let hasher = self.hasher().await?;
        let changed = transact!(self, "reply.keep", |tx| {
            // Whoever is erased while their words are on their way here is not kept.
            let batch = wire(&self.spared(hasher.as_ref(), replies)?);
            let changed = sqlx::query(sql).bind(&batch).execute(&mut *tx).await?.rows_affected();
            enqueue!(tx, work, now);
            changed
        });
        if replies.iter().any(|r| r.reply.edited_at.is_some()) {
            self.erased_something();
        }
        Ok(changed)
    }

    /// Keeps an answer given by button together with the work of posting it, unless it is there already: the event
    /// came twice, or the person sent the same words again because nobody answered them. Returns the id it has.
    pub async fn keep_answer(
        &self,
        new: &NewReply,
        post: &NewDelivery,
        now: DateTime<Utc>,
    ) -> Result<ReplyId, StoreError> {
        let NewReply { reply, team, guild } = new;
        let kept = transact!(self, "reply.answer", |tx| {
            let before: Option<i64> = sqlx::query_scalar(
                "SELECT MIN(id) FROM replies WHERE round_id = $1 AND author_id = $2 AND via = $3 AND body = $4",
            )
            .bind(reply.round.0)
            .bind(reply.author.0)
            .bind(reply.via.key())
            .bind(dialect::text(&reply.text))
            .fetch_one(&mut *tx)
            .await?;
            if let Some(before) = before {
                return Ok(ReplyId(before));
            }
            let made = sqlx::query(
                "INSERT INTO replies (id, round_id, team_id, guild_id, author_id, author_name, via, channel_id, message_id,
                    body, attachments, written_at, edited_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, $9, 0, $10, NULL) ON CONFLICT (id) DO NOTHING",
            )
            .bind(reply.id.0)
            .bind(reply.round.0)
            .bind(team.0)
            .bind(guild.0)
            .bind(reply.author.0)
            .bind(dialect::text(&reply.author_name))
            .bind(reply.via.key())
            .bind(reply.channel.0)
            .bind(dialect::text(&reply.text))
            .bind(reply.written_at)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if made > 0 {
                enqueue!(tx, std::slice::from_ref(post), now);
            }
            reply.id
        });
        Ok(kept)
    }

    /// Records the message under which the bot posted an answer given by button. What was erased while it
    /// was on its way is removed again (`remove`), and what no longer reads as `posted` is changed
    /// (`change`).
    #[expect(
        clippy::too_many_arguments,
        reason = "what is recorded, and the two kinds of work that may follow"
    )]
    pub async fn record_answer_posted(
        &self,
        claim: &Claim,
        reply: ReplyId,
        (channel, message): (ChannelId, MessageId),
        posted: Option<&str>,
        remove: &NewDelivery,
        change: &NewDelivery,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "reply.posted", |tx| {
            complete!(tx, claim, now);
            // Somebody may have deleted the post before it was known to be this answer's.
            sqlx::query(
                "DELETE FROM replies WHERE id = $1
                 AND EXISTS (SELECT 1 FROM erased_messages WHERE message_id = $2)",
            )
            .bind(reply.0)
            .bind(message.0)
            .execute(&mut *tx)
            .await?;
            let kept: Option<String> = sqlx::query_scalar(
                "UPDATE replies SET channel_id = $2, message_id = $3 WHERE id = $1 RETURNING body",
            )
            .bind(reply.0)
            .bind(channel.0)
            .bind(message.0)
            .fetch_optional(&mut *tx)
            .await?;
            forget_earlier!(tx, reply);
            let follows = match kept.as_deref() {
                None => std::slice::from_ref(remove),
                kept if kept == posted.map(dialect::text).as_deref() => &[],
                Some(_) => std::slice::from_ref(change),
            };
            enqueue!(tx, follows, now);
        });
        self.erased_something();
        Ok(())
    }

    /// Changes the words of one's own answer, and makes the work of changing its post; false: it is not
    /// there or not theirs.
    pub async fn change_reply(
        &self,
        id: ReplyId,
        author: UserId,
        text: &str,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let changed = transact!(self, "reply.change", |tx| {
            let changed =
                sqlx::query("UPDATE replies SET body = $3, edited_at = $4 WHERE id = $1 AND author_id = $2 AND taken_out_at IS NULL")
                    .bind(id.0)
                    .bind(author.0)
                    .bind(dialect::text(text))
                    .bind(now)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
            if changed > 0 {
                enqueue!(tx, work, now);
            }
            changed
        });
        self.erased_something();
        Ok(changed > 0)
    }

    /// Erases one's own answer, and makes the work of removing its message (`remove`), if it is known by then, and what
    /// else follows; false: it is not there or not theirs.
    pub async fn erase_reply(
        &self,
        id: ReplyId,
        author: UserId,
        remove: impl Fn(ChannelId, MessageId) -> NewDelivery,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let erased = transact!(self, "reply.erase", |tx| {
            let delete =
                "DELETE FROM replies WHERE id = $1 AND author_id = $2 RETURNING channel_id, message_id";
            erase_posted!(tx, sqlx::query(delete).bind(id.0).bind(author.0), remove, work, now)
        });
        self.erased_something();
        Ok(erased)
    }

    /// Erases replies whose messages were deleted, and remembers the ids so that no late event brings them
    /// back. Answers how many replies went.
    pub async fn erase_messages(
        &self,
        messages: &[MessageId],
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        if messages.is_empty() {
            return Ok(0);
        }
        let (remember, erase) = match &self.pool {
            Pool::Sqlite(_) => dialect::ERASE_MESSAGES_SQLITE,
            Pool::Postgres(_) => dialect::ERASE_MESSAGES_POSTGRES,
        };
        let ids = json_ids(messages.iter().map(|m| m.0));
        let gone = transact!(self, "reply.erase-messages", |tx| {
            sqlx::query(remember).bind(&ids).bind(now).execute(&mut *tx).await?;
            let gone = sqlx::query(erase).bind(&ids).execute(&mut *tx).await?.rows_affected();
            enqueue!(tx, work, now);
            gone
        });
        self.erased(gone);
        Ok(gone)
    }

    /// Those of these messages that are known to be deleted, or were taken out.
    pub async fn erased_among(&self, messages: &[MessageId]) -> Result<Vec<MessageId>, StoreError> {
        let sql = match &self.pool {
            Pool::Sqlite(_) => dialect::ERASED_AMONG_SQLITE,
            Pool::Postgres(_) => dialect::ERASED_AMONG_POSTGRES,
        };
        let ids = json_ids(messages.iter().map(|m| m.0));
        let erased =
            on_pool!(self, |pool| sqlx::query_scalar::<_, i64>(sql).bind(&ids).fetch_all(pool).await)?;
        Ok(erased.into_iter().map(MessageId).collect())
    }

    /// Erases every reply that stands in a channel or thread that is gone, and remembers their messages. Examples that
    /// were shown there stand nowhere any more. Answers how many replies went.
    pub async fn erase_channel(
        &self,
        channel: ChannelId,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let gone = transact!(self, "reply.erase-channel", |tx| {
            sqlx::query(
                "INSERT INTO erased_messages (message_id, erased_at)
                 SELECT message_id, $2 FROM replies WHERE channel_id = $1 AND message_id IS NOT NULL
                 ON CONFLICT (message_id) DO NOTHING",
            )
            .bind(channel.0)
            .bind(now)
            .execute(&mut *tx)
            .await?;
            let gone = sqlx::query("DELETE FROM replies WHERE channel_id = $1")
                .bind(channel.0)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            sqlx::query("UPDATE nominations SET channel_id = NULL, message_id = NULL WHERE channel_id = $1")
                .bind(channel.0)
                .execute(&mut *tx)
                .await?;
            enqueue!(tx, work, now);
            gone
        });
        self.erased(gone);
        Ok(gone)
    }

    /// The messages of replies that stand in a channel or thread, newer than `after`.
    pub async fn reply_messages_in(
        &self,
        channel: ChannelId,
        after: MessageId,
    ) -> Result<Vec<MessageId>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_scalar::<_, i64>(
            "SELECT message_id FROM replies WHERE channel_id = $1 AND message_id > $2"
        )
        .bind(channel.0)
        .bind(after.0)
        .fetch_all(pool)
        .await)?;
        Ok(rows.into_iter().map(MessageId).collect())
    }

    /// The replies whose messages these are, each with its team.
    pub async fn replies_with_messages(
        &self,
        messages: &[MessageId],
    ) -> Result<Vec<(ReplyId, TeamId)>, StoreError> {
        if messages.is_empty() {
            return Ok(Vec::new());
        }
        let sql = match &self.pool {
            Pool::Sqlite(_) => dialect::REPLIES_WITH_MESSAGES_SQLITE,
            Pool::Postgres(_) => dialect::REPLIES_WITH_MESSAGES_POSTGRES,
        };
        let ids = json_ids(messages.iter().map(|m| m.0));
        let rows =
            on_pool!(self, |pool| sqlx::query_as::<_, (i64, i64)>(sql).bind(&ids).fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(id, team)| (ReplyId(id), TeamId(team))).collect())
    }

    /// Those of these replies that are kept.
    pub async fn known_replies(&self, ids: &[ReplyId]) -> Result<Vec<NewReply>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = match &self.pool {
            Pool::Sqlite(_) => dialect::KNOWN_REPLIES_SQLITE,
            Pool::Postgres(_) => dialect::KNOWN_REPLIES_POSTGRES,
        };
        let ids = json_ids(ids.iter().map(|id| id.0));
        let rows =
            on_pool!(self, |pool| sqlx::query_as::<_, KnownRow>(sql).bind(&ids).fetch_all(pool).await)?;
        let known = rows.into_iter().map(|row| {
            let (team, guild) = (TeamId(row.team_id), GuildId(row.guild_id));
            Ok(NewReply { reply: row.reply.try_into()?, team, guild })
        });
        known.collect()
    }

    /// One reply; none that was taken out.
    pub async fn reply(&self, id: ReplyId) -> Result<Option<Reply>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, ReplyRow>(select!(
            "WHERE id = $1 AND taken_out_at IS NULL"
        ))
        .bind(id.0)
        .fetch_optional(pool)
        .await)?;
        row.map(Reply::try_from).transpose()
    }

    /// The replies of a round, oldest first.
    pub async fn replies_of_round(&self, round: OccasionId) -> Result<Vec<Reply>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, ReplyRow>(select!(
            "WHERE round_id = $1 AND taken_out_at IS NULL ORDER BY written_at, id"
        ))
        .bind(round.0)
        .fetch_all(pool)
        .await)?;
        rows.into_iter().map(Reply::try_from).collect()
    }

    /// A team's replies written from `from` until before `until`, oldest first.
    pub async fn replies_between(
        &self,
        team: TeamId,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<Reply>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, ReplyRow>(select!(
            "WHERE team_id = $1 AND written_at >= $2 AND written_at < $3 AND taken_out_at IS NULL
             ORDER BY written_at, id"
        ))
        .bind(team.0)
        .bind(from)
        .bind(until)
        .fetch_all(pool)
        .await)?;
        rows.into_iter().map(Reply::try_from).collect()
    }
}
