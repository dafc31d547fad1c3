//! What teams have learned.

use super::audit::note_act;
use super::deliveries::{complete, enqueue};
use super::posted::{erase_posted, expire, follow_up, leave_posts};
use super::{Claim, NewDelivery, Store, StoreError, dialect, known, on_pool, transact};
use crate::domain::audit::{Act, Scope, Thing};
use crate::domain::ids::{ChannelId, GuildId, InteractionId, LearningId, MessageId, TeamId, UserId};
use crate::domain::learning::{Learning, MOST_UNSHARED, State, Words};
use crate::store::row::row;
use chrono::{DateTime, Utc};
use sqlx::Row as _;

/// A learning as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearningRow {
    /// The learning.
    pub learning: Learning,
    /// Its guild.
    pub guild: GuildId,
    /// Where it stands, once posted.
    pub shown: Option<(ChannelId, MessageId)>,
}

row! {
    struct Row {
        id: i64,
        team_id: i64,
        guild_id: i64,
        author_id: i64,
        author_name: Option<String>,
        tried: String,
        happened: String,
        learned: String,
        next: String,
        state: String,
        written_at: DateTime<Utc>,
        shared_at: Option<DateTime<Utc>>,
        channel_id: Option<i64>,
        message_id: Option<i64>,
    }
}

impl TryFrom<Row> for LearningRow {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let Row { tried, happened, learned, next, .. } = row;
        Ok(Self {
            guild: GuildId(row.guild_id),
            shown: row.channel_id.map(ChannelId).zip(row.message_id.map(MessageId)),
            learning: Learning {
                id: LearningId(row.id),
                team: TeamId(row.team_id),
                author: UserId(row.author_id),
                name: row.author_name,
                words: Words { tried, happened, learned, next },
                state: known("state of a learning", &row.state, State::from_key)?,
                written_at: row.written_at,
                shared_at: row.shared_at,
            },
        })
    }
}

macro_rules! select {
    ($where:literal) => {
        concat!(
            "SELECT id, team_id, guild_id, author_id, author_name, tried, happened, learned, next, state, written_at, shared_at,
                channel_id, message_id FROM learnings ",
            $where
        )
    };
}

impl Store {
    /// Keeps a learning that only its author sees, unless it is kept already: from the same interaction, or by the same person with
    /// the same words. Answers its id; `None`: they have as many unpublished as they may have.
    pub async fn write_learning(
        &self,
        source: InteractionId,
        guild: GuildId,
        learning: &Learning,
    ) -> Result<Option<LearningId>, StoreError> {
        let words = &learning.words;
        let kept = transact!(self, "learning.write", |tx| {
            let before: Option<i64> = sqlx::query_scalar(
                "SELECT MIN(id) FROM learnings WHERE source_id = $1 OR (team_id = $2 AND author_id = $3 AND tried = $4
                    AND happened = $5 AND learned = $6 AND next = $7)",
            )
            .bind(source.0)
            .bind(learning.team.0)
            .bind(learning.author.0)
            .bind(dialect::text(&words.tried))
            .bind(dialect::text(&words.happened))
            .bind(dialect::text(&words.learned))
            .bind(dialect::text(&words.next))
            .fetch_one(&mut *tx)
            .await?;
            if let Some(before) = before {
                return Ok(Some(LearningId(before)));
            }
            let unshared: i64 = sqlx::query_scalar(
                "SELECT COUNT(*) FROM learnings WHERE team_id = $1 AND author_id = $2 AND state <> 'shared'",
            )
            .bind(learning.team.0)
            .bind(learning.author.0)
            .fetch_one(&mut *tx)
            .await?;
            if usize::try_from(unshared).is_ok_and(|unshared| unshared >= MOST_UNSHARED) {
                return Ok(None);
            }
            sqlx::query(
                "INSERT INTO learnings (id, source_id, team_id, guild_id, author_id, author_name, tried, happened, learned, next,
                    state, written_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            )
            .bind(learning.id.0)
            .bind(source.0)
            .bind(learning.team.0)
            .bind(guild.0)
            .bind(learning.author.0)
            .bind(learning.name.as_deref().map(dialect::text))
            .bind(dialect::text(&words.tried))
            .bind(dialect::text(&words.happened))
            .bind(dialect::text(&words.learned))
            .bind(dialect::text(&words.next))
            .bind(learning.state.key())
            .bind(learning.written_at)
            .execute(&mut *tx)
            .await?;
            Some(learning.id)
        });
        Ok(kept)
    }

    /// A learning.
    pub async fn learning(&self, id: LearningId) -> Result<Option<LearningRow>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!("WHERE id = $1"))
            .bind(id.0)
            .fetch_optional(pool)
            .await)?;
        row.map(LearningRow::try_from).transpose()
    }

    /// What a team was told to have learned from `from` until `until`, oldest first.
    pub async fn learnings_between(
        &self,
        team: TeamId,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<LearningRow>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, Row>(select!(
                "WHERE team_id = $1 AND state = 'shared' AND shared_at >= $2 AND shared_at < $3 ORDER BY shared_at, id"
            ))
            .bind(team.0)
            .bind(from)
            .bind(until)
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(LearningRow::try_from).collect()
    }

    /// Keeps a learning as it is after something was decided about it, if it still stands as it was `seen`, and makes the work that
    /// follows. Answers whether it did.
    pub async fn change_learning(
        &self,
        seen: &Learning,
        changed: &Learning,
        work: &[NewDelivery],
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let words = &changed.words;
        let done = transact!(self, "learning.change", |tx| {
            let stands = sqlx::query_as::<_, Row>(select!("WHERE id = $1"))
                .bind(seen.id.0)
                .fetch_optional(&mut *tx)
                .await?
                .map(LearningRow::try_from)
                .transpose()?;
            let unchanged = stands.is_some_and(|row| row.learning == *seen);
            if unchanged {
                sqlx::query(
                    "UPDATE learnings SET author_name = $2, tried = $3, happened = $4, learned = $5, next = $6, state = $7,
                        shared_at = $8 WHERE id = $1",
                )
                .bind(changed.id.0)
                .bind(changed.name.as_deref().map(dialect::text))
                .bind(dialect::text(&words.tried))
                .bind(dialect::text(&words.happened))
                .bind(dialect::text(&words.learned))
                .bind(dialect::text(&words.next))
                .bind(changed.state.key())
                .bind(changed.shared_at)
                .execute(&mut *tx)
                .await?;
                enqueue!(tx, work, now);
                // Nobody but its author and TRIO can change one, and TRIO can only share it.
                if by != seen.author {
                    let about = Thing::from(seen.id);
                    note_act!(tx, by, Scope::Team(seen.team), Act::LearningShared, about, now);
                }
            }
            unchanged
        });
        if done && seen.words != changed.words {
            self.erased_something();
        }
        Ok(done)
    }

    /// Records where a learning stands, with `refresh` if it is not any more as it was `read`; one that was erased meanwhile is
    /// taken down by `remove`.
    pub async fn record_learning_shown(
        &self,
        claim: &Claim,
        read: &Learning,
        (channel, message): (ChannelId, MessageId),
        (remove, refresh): (&NewDelivery, &NewDelivery),
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "learning.posted", |tx| {
            complete!(tx, claim, now);
            let stands = sqlx::query_as::<_, Row>(select!("WHERE id = $1"))
                .bind(read.id.0)
                .fetch_optional(&mut *tx)
                .await?
                .map(LearningRow::try_from)
                .transpose()?;
            follow_up!(tx, claim, stands.map(|row| row.learning == *read), (remove, refresh), now);
            sqlx::query("UPDATE learnings SET channel_id = $2, message_id = $3 WHERE id = $1")
                .bind(read.id.0)
                .bind(channel.0)
                .bind(message.0)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Erases a learning, and makes the work of removing its post (`remove`), if it is known by then, and what else follows.
    /// False: it was gone.
    pub async fn erase_learning(
        &self,
        id: LearningId,
        remove: impl Fn(ChannelId, MessageId) -> NewDelivery,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let gone = transact!(self, "learning.erase", |tx| {
            let delete = "DELETE FROM learnings WHERE id = $1 RETURNING channel_id, message_id";
            erase_posted!(tx, sqlx::query(delete).bind(id.0), remove, work, now)
        });
        self.erased_something();
        Ok(gone)
    }

    /// Erases what was written before `drafts` and never left its author, and what was offered or published before `before`. Answers
    /// how many went.
    pub async fn expire_learnings(
        &self,
        drafts: DateTime<Utc>,
        before: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let old = "DELETE FROM learnings WHERE (state = 'draft' AND written_at < $1) OR COALESCE(shared_at, written_at) < $2";
        let leave = leave_posts!(
            "SELECT guild_id, team_id, author_id, channel_id, message_id FROM learnings WHERE message_id IS NOT NULL
                AND ((state = 'draft' AND written_at < $1) OR COALESCE(shared_at, written_at) < $2)"
        );
        expire!(self, "learning.expire", [leave], old, drafts, before)
    }
}
