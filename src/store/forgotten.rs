//! What is kept no longer: answers past their time, the ids of erased messages, and the prints of what an answer said
//! before, which stay for as long as its post may stand with those words unknown to anybody.

use super::posted::{PART, expire, in_parts, leave_posts};
use super::{Store, StoreError, on_pool, transact};
use crate::domain::ids::ReplyId;
use chrono::{DateTime, Utc};

/// Forgets an answer's earlier words inside a transaction.
macro_rules! forget_earlier {
    ($tx:expr, $reply:expr) => {
        sqlx::query("DELETE FROM earlier_words WHERE reply_id = $1")
            .bind($reply.0)
            .execute(&mut *$tx)
            .await?;
    };
}

pub(super) use forget_earlier;

impl Store {
    /// Keeps the print of an answer's words, which are about to be changed or erased, for as long as the `post` of it
    /// (its work's key) has not ended.
    pub async fn keep_earlier_words(
        &self,
        reply: ReplyId,
        print: &str,
        post: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "reply.earlier", |tx| {
            let open: i64 = sqlx::query_scalar(
                "SELECT COUNT(*) FROM deliveries WHERE work_key = $1 AND state IN ('ready', 'leased')",
            )
            .bind(post)
            .fetch_one(&mut *tx)
            .await?;
            if open > 0 {
                sqlx::query(
                    "INSERT INTO earlier_words (reply_id, print, kept_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                )
                .bind(reply.0)
                .bind(print)
                .bind(now)
                .execute(&mut *tx)
                .await?;
            }
        });
        Ok(())
    }

    /// The prints of an answer's earlier words.
    pub async fn earlier_words(&self, reply: ReplyId) -> Result<Vec<String>, StoreError> {
        Ok(on_pool!(self, |pool| {
            sqlx::query_scalar("SELECT print FROM earlier_words WHERE reply_id = $1 ORDER BY print")
                .bind(reply.0)
                .fetch_all(pool)
                .await
        })?)
    }

    /// Forgets an answer's earlier words: what its post says is known.
    pub async fn forget_earlier_words(&self, reply: ReplyId) -> Result<(), StoreError> {
        transact!(self, "reply.forget-earlier", |tx| {
            forget_earlier!(tx, reply);
        });
        self.erased_something();
        Ok(())
    }

    /// Erases every reply written before `before`: it has been kept as long as people were told. Answers how
    /// many went.
    pub async fn expire_replies(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        in_parts!(self.expire_some_replies(before))
    }

    async fn expire_some_replies(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let leave = leave_posts!(
            "SELECT guild_id, team_id, author_id, channel_id, message_id FROM replies WHERE id IN (
                SELECT id FROM replies WHERE written_at < $1 ORDER BY written_at, id LIMIT $2)
             AND via = 'button' AND message_id IS NOT NULL"
        );
        let old = "DELETE FROM replies WHERE id IN (
            SELECT id FROM replies WHERE written_at < $1 ORDER BY written_at, id LIMIT $2)";
        expire!(self, "reply.expire", [leave], old, before, PART)
    }

    /// Forgets the ids of messages erased before `before`, and earlier words: their rounds have closed.
    pub async fn forget_erased(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let forgotten = transact!(self, "reply.forget-erased", |tx| {
            sqlx::query("DELETE FROM earlier_words WHERE kept_at < $1")
                .bind(before)
                .execute(&mut *tx)
                .await?;
            // What somebody has removed need not be taken down.
            sqlx::query(
                "DELETE FROM left_posts WHERE message_id IN (SELECT message_id FROM erased_messages)",
            )
            .execute(&mut *tx)
            .await?;
            let forget = sqlx::query("DELETE FROM erased_messages WHERE erased_at < $1").bind(before);
            forget.execute(&mut *tx).await?.rows_affected()
        });
        Ok(forgotten)
    }
}
