//! A team: one channel with a rhythm, and the three people who look after the dialogue in it.

use crate::domain::cadence::Cadence;
use crate::domain::dosing::Dosing;
use crate::domain::ids::{ChannelId, GuildId, TeamId};
use crate::domain::keyed::keyed;
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
    /// What kind of channel that is.
    pub home: Home,
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
    /// All else that it has set.
    pub dosing: Dosing,
    /// When it was set up.
    pub created_at: DateTime<Utc>,
    /// When it was finished, if it was: nothing is asked or collected after that.
    pub ended_at: Option<DateTime<Utc>>,
}

/// The kind of channel a team lives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// A text channel: posts stand in it, and threads hang on them.
    Text,
    /// A forum: every post is a thread of its own.
    Forum,
}

keyed! { Home {
    Text = "text",
    Forum = "forum",
} }

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
    /// The forum requires a tag, and there is none that the bot may use.
    TagMissing,
    /// The server's go-live record is required and not complete.
    GoLive,
}

keyed! { Parked {
    Permission = "permission",
    ChannelGone = "channel-gone",
    GuildGone = "guild-gone",
    HistoryUnreadable = "history-unreadable",
    TagMissing = "tag-missing",
    GoLive = "go-live",
} }

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

keyed! { Seat {
    Leader = "leader",
    Environment = "environment",
    Union = "union",
    DeputyLeader = "deputy-leader",
    DeputyEnvironment = "deputy-environment",
    DeputyUnion = "deputy-union",
} }
