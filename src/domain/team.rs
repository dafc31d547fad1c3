//! A team: one channel with a rhythm, and the three people who look after the dialogue in it.

use crate::domain::cadence::Cadence;
use crate::domain::ids::{ChannelId, GuildId, TeamId};
use crate::domain::language::Language;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The least number of different people behind any number about people.
pub const LEAST_K: u8 = 5;

/// A team's settings and standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// The guild its channel is in.
    pub guild: GuildId,
    /// Its channel.
    pub channel: ChannelId,
    /// What it is called.
    pub name: String,
    /// The language of its posts.
    pub language: Language,
    /// The zone of its wall clock.
    pub zone: Tz,
    /// When its prompts come.
    pub cadence: Cadence,
    /// Paused since, if it is.
    pub paused: Option<Pause>,
    /// Why nothing can be posted at present, if something is in the way.
    pub parked: Option<Parked>,
    /// How many people must stand behind a number; never below [`LEAST_K`].
    pub k: u8,
    /// When it was set up.
    pub created_at: DateTime<Utc>,
}

/// A pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// The first local date on which posts come again; `None`: until somebody resumes.
    pub until: Option<NaiveDate>,
}

/// What keeps a team's posts from being sent. It ends by itself when the cause does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parked {
    /// A permission is missing in the channel.
    Permission,
    /// The channel is gone.
    ChannelGone,
    /// The bot was removed from the guild.
    GuildGone,
    /// The history cannot be read, so a repetition could not be ruled out.
    HistoryUnreadable,
}

impl Parked {
    /// The permanent key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Permission => "permission",
            Self::ChannelGone => "channel-gone",
            Self::GuildGone => "guild-gone",
            Self::HistoryUnreadable => "history-unreadable",
        }
    }

    /// The cause with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Permission, Self::ChannelGone, Self::GuildGone, Self::HistoryUnreadable]
            .into_iter()
            .find(|p| p.key() == key)
    }
}

/// A seat in the TRIO, or a deputy's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seat {
    /// *Leder*.
    Leader,
    /// *Arbejdsmiljørepræsentant* (AMR).
    Environment,
    /// *Tillidsrepræsentant* (TR).
    Union,
    /// The leader's deputy.
    DeputyLeader,
    /// The AMR's deputy.
    DeputyEnvironment,
    /// The TR's deputy.
    DeputyUnion,
}

impl Seat {
    /// All six: the three and their deputies.
    pub const ALL: [Self; 6] = [
        Self::Leader,
        Self::Environment,
        Self::Union,
        Self::DeputyLeader,
        Self::DeputyEnvironment,
        Self::DeputyUnion,
    ];

    /// The permanent key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Environment => "environment",
            Self::Union => "union",
            Self::DeputyLeader => "deputy-leader",
            Self::DeputyEnvironment => "deputy-environment",
            Self::DeputyUnion => "deputy-union",
        }
    }

    /// The seat with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }

    /// Whether it is a deputy's seat.
    pub fn is_deputy(self) -> bool {
        matches!(self, Self::DeputyLeader | Self::DeputyEnvironment | Self::DeputyUnion)
    }
}
