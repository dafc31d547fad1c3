//! A reply: what one person answered in a round.

use crate::domain::ids::{ChannelId, MessageId, OccasionId, ReplyId, UserId};
use crate::domain::keyed::keyed;
use chrono::{DateTime, Utc};

/// How a reply came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Via {
    /// A message in the round's thread.
    Thread,
    /// A direct reply to the prompt, in the channel.
    Channel,
    /// The button *Svar*; posted by the bot in the person's name.
    Button,
}

keyed! { Via {
    Thread = "thread",
    Channel = "channel",
    Button = "button",
} }

/// A reply as it is kept: redacted before it gets here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its id.
    pub id: ReplyId,
    /// The round it belongs to.
    pub round: OccasionId,
    /// Who wrote it.
    pub author: UserId,
    /// The author's display name when they wrote it; only shown in what the bot posts for them.
    pub author_name: String,
    /// How it came in.
    pub via: Via,
    /// Where its message stands.
    pub channel: ChannelId,
    /// Its message; for an answer by button: the bot's, once posted.
    pub message: Option<MessageId>,
    /// The text, redacted.
    pub text: String,
    /// How many files were attached; they are not kept.
    pub attachments: u16,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// When it was last edited.
    pub edited_at: Option<DateTime<Utc>>,
}
