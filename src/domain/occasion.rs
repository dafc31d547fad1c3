//! An occasion: one team, one local date, one kind of post. It exists once, whatever happens.

use crate::domain::ids::{OccasionId, TeamId};
use crate::domain::keyed::keyed;
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
    /// TRIO's look ahead at a prompt; its date is the prompt's.
    Preview,
    /// The monthly letter; its date is the first day of the month *after* the one it tells of.
    Letter,
}

keyed! { OccasionKind {
    Prompt = "prompt",
    ExtraPrompt = "extra-prompt",
    Preview = "preview",
    Letter = "letter",
} }

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

keyed! { OccasionState {
    Planned = "planned",
    Posted = "posted",
    Skipped = "skipped",
} }

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
    /// TRIO let the date rest.
    Rested,
    /// The channel that TRIO chose cannot be reached.
    TrioUnreachable,
    /// TRIO's approval did not come in time.
    Lapsed,
    /// The team was finished.
    Ended,
    /// The server's go-live record was not complete in time.
    NotLive,
}

keyed! { SkipReason {
    TooLate = "too-late",
    Paused = "paused",
    NoPrompt = "no-prompt",
    QuietMonth = "quiet-month",
    Stopped = "stopped",
    Rested = "rested",
    TrioUnreachable = "trio-unreachable",
    Lapsed = "lapsed",
    Ended = "ended",
    NotLive = "not-live",
} }

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
