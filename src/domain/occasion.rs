//! An occasion: one team, one local date, one kind of post. It exists once, whatever happens.

use crate::domain::ids::{OccasionId, TeamId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What an occasion is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OccasionKind {
    /// The scheduled prompt of a date.
    Prompt,
    /// A prompt somebody asked for at once (`/team send-nu`).
    ExtraPrompt,
    /// The monthly letter; its date is the first day of the month *after* the one it tells of.
    Letter,
}

impl OccasionKind {
    /// The permanent key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Prompt => "prompt",
            Self::ExtraPrompt => "extra-prompt",
            Self::Letter => "letter",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Prompt, Self::ExtraPrompt, Self::Letter].into_iter().find(|k| k.key() == key)
    }
}

/// What became of an occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OccasionState {
    /// Its post is outgoing work.
    Planned,
    /// Its post stands in the channel.
    Posted,
    /// It was let go; the reason stands beside it.
    Skipped,
}

impl OccasionState {
    /// The permanent key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Posted => "posted",
            Self::Skipped => "skipped",
        }
    }

    /// The state with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Planned, Self::Posted, Self::Skipped].into_iter().find(|s| s.key() == key)
    }
}

/// Why an occasion was let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// It was missed for longer than it may be late.
    TooLate,
    /// The team is paused.
    Paused,
    /// No prompt is left to ask.
    NoPrompt,
    /// The month had nothing to tell.
    QuietMonth,
    /// TRIO stopped it.
    Stopped,
    /// TRIO's approval did not come in time.
    Lapsed,
}

impl SkipReason {
    /// The permanent key.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLate => "too-late",
            Self::Paused => "paused",
            Self::NoPrompt => "no-prompt",
            Self::QuietMonth => "quiet-month",
            Self::Stopped => "stopped",
            Self::Lapsed => "lapsed",
        }
    }

    /// The reason with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::TooLate, Self::Paused, Self::NoPrompt, Self::QuietMonth, Self::Stopped, Self::Lapsed]
            .into_iter()
            .find(|r| r.key() == key)
    }
}

/// An occasion as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// Its id.
    pub id: OccasionId,
    /// Whose it is.
    pub team: TeamId,
    /// What for.
    pub kind: OccasionKind,
    /// The local date that makes it unique.
    pub date: NaiveDate,
    /// When its post is due.
    pub due_at: DateTime<Utc>,
    /// What became of it.
    pub state: OccasionState,
    /// Why it was let go, if it was.
    pub skipped: Option<SkipReason>,
    /// The prompt it asks, once chosen.
    pub prompt: Option<String>,
}
