//! A round: one prompt that stands in a channel, and what it accepts as answers.

use crate::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, TeamId};
use chrono::{DateTime, Duration, Utc};

/// Days a round accepts answers after it was posted.
pub const DAYS_OPEN: i64 = 14;

/// A round as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The occasion it came from; a round has no other id.
    pub occasion: OccasionId,
    /// Whose it is.
    pub team: TeamId,
    /// The guild it stands in.
    pub guild: GuildId,
    /// The channel the prompt stands in; in a forum the thread whose first message it is.
    pub channel: ChannelId,
    /// The prompt's message.
    pub message: MessageId,
    /// Its thread, once opened.
    pub thread: Option<ChannelId>,
    /// The prompt it asks.
    pub prompt: String,
    /// The [print](crate::domain::prompt::Prompt::print) of the words in which it was asked; of an old round it is not
    /// known.
    pub wording: Option<u32>,
    /// When it was posted.
    pub opened_at: DateTime<Utc>,
    /// When it was closed before its days were over: its team was finished.
    pub closed_at: Option<DateTime<Utc>>,
}

impl Round {
    /// When it stops accepting answers.
    pub fn closes_at(&self) -> DateTime<Utc> {
        self.opened_at + Duration::days(DAYS_OPEN)
    }

    /// Whether it accepts something written at `at`.
    pub fn accepts(&self, at: DateTime<Utc>) -> bool {
        at < self.closes_at() && self.closed_at.is_none_or(|closed| at < closed)
    }
}
