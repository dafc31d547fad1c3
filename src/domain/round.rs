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

    /// When to look again for its thread, which it has not at `now`: soon in a new one, later where it does not come.
    /// `None`: it is over, and none will.
    pub fn thread_awaited(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let wait = ((now - self.opened_at) / 20).clamp(Duration::seconds(2), Duration::minutes(5));
        self.accepts(now).then(|| now + wait)
    }

    /// Whether it accepts something written at `at`.
    pub fn accepts(&self, at: DateTime<Utc>) -> bool {
        at < self.closes_at() && self.closed_at.is_none_or(|closed| at < closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_is_waited_for_ever_longer_and_no_longer_than_the_round_lasts() {
        let opened_at = DateTime::UNIX_EPOCH;
        let round = Round {
            occasion: OccasionId(1),
            team: TeamId(1),
            guild: GuildId(1),
            channel: ChannelId(1),
            message: MessageId(1),
            thread: None,
            prompt: "p".to_owned(),
            wording: None,
            opened_at,
            closed_at: None,
        };
        let wait = |age: Duration| round.thread_awaited(opened_at + age).map(|at| at - opened_at - age);
        assert_eq!(wait(Duration::seconds(3)), Some(Duration::seconds(2)));
        assert_eq!(wait(Duration::minutes(10)), Some(Duration::seconds(30)));
        assert_eq!(wait(Duration::days(13)), Some(Duration::minutes(5)));
        assert_eq!(wait(Duration::days(DAYS_OPEN)), None);
    }
}
