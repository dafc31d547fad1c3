//! Answers as somebody points at them: by the message that shows them.

use super::replies::{ReplyRow, select};
use super::{Store, StoreError, on_pool};
use crate::domain::ids::{GuildId, MessageId};
use crate::domain::reply::Reply;

impl Store {
    /// The kept answer that a message shows, if it is one of this guild's.
    pub async fn answer_shown_by(
        &self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<Reply>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, ReplyRow>(select!(
            "WHERE message_id = $1 AND guild_id = $2 AND taken_out_at IS NULL"
        ))
        .bind(message.0)
        .bind(guild.0)
        .fetch_optional(pool)
        .await)?;
        row.map(Reply::try_from).transpose()
    }
}
