//! A good example of a colleague, and the consent without which nobody is named.

use crate::domain::expectation::Expectation;
use crate::domain::ids::{NominationId, TeamId, UserId};
use crate::domain::keyed::keyed;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most colleagues that one nomination names.
pub const MOST_NOMINEES: u8 = 5;
/// The most nominations that one person gives in a day.
pub const MOST_PER_DAY: i64 = 5;
/// Days a named colleague has to answer.
pub const DAYS_TO_ANSWER: i64 = 14;

/// The values of the organisation's code that an example can be tagged with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// *Tillid*.
    Trust,
    /// *Ordentlighed*.
    Decency,
    /// *Udvikling*.
    Growth,
    /// *Fællesskab*.
    Community,
}

keyed! { Value {
    Trust = "trust",
    Decency = "decency",
    Growth = "growth",
    Community = "community",
} }

/// The part a colleague played (*rolle*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// *Gik forrest*.
    Led,
    /// *Fulgte godt*.
    Followed,
}

keyed! { Part {
    Led = "led",
    Followed = "followed",
} }

/// A named colleague's answer. Silence is [`None`] of it, and counts as no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Consent {
    /// *Ja, gerne*.
    Yes,
    /// *Ja, uden mit navn*.
    WithoutName,
    /// *Nej tak*.
    No,
}

keyed! { Consent {
    Yes = "yes",
    WithoutName = "without-name",
    No = "no",
} }

/// A colleague named in a nomination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nominee {
    /// Who.
    pub user: UserId,
    /// The display name at the time, to mask it where it stands in the text.
    pub name: String,
    /// The answer, if given: what their consent for the team says of these words.
    pub answer: Option<Consent>,
}

/// Where a nomination stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NominationState {
    /// The named colleagues are being asked.
    Asking,
    /// Shown, or on its way to being shown.
    Shared,
    /// Not shared; the text is erased.
    Closed,
}

keyed! { NominationState {
    Asking = "asking",
    Shared = "shared",
    Closed = "closed",
} }

/// A nomination as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nomination {
    /// Its id.
    pub id: NominationId,
    /// The team it is told in.
    pub team: TeamId,
    /// Who gave it.
    pub giver: UserId,
    /// The giver's display name.
    pub giver_name: String,
    /// The giver is not named.
    pub without_giver: bool,
    /// The whole team is meant.
    pub whole_team: bool,
    /// What it shows.
    pub expectation: Expectation,
    /// The value it is tagged with.
    pub value: Option<Value>,
    /// The colleague's part.
    pub part: Option<Part>,
    /// *Hvad skete der?*, redacted.
    pub what: String,
    /// *Hvad betød det?*, redacted; may be empty.
    pub meant: String,
    /// Counts up when the words change, so that consent is always to the exact text.
    pub version: u16,
    /// Where it stands.
    pub state: NominationState,
    /// When it was given.
    pub given_at: DateTime<Utc>,
    /// The named colleagues.
    pub nominees: Vec<Nominee>,
}

/// What is to become of a nomination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Somebody has still to answer.
    Wait,
    /// It is shown, naming those who said so.
    Share,
    /// Nobody said yes: it is not shown, and its words are erased.
    Close,
}

impl Nomination {
    /// What is to become of it; `over`: the days to answer have passed, and silence is a no.
    pub fn verdict(&self, over: bool) -> Verdict {
        let yes = self.nominees.iter().any(Nominee::says_yes);
        let silent = self.nominees.iter().any(|n| n.answer.is_none());
        if silent && !over {
            Verdict::Wait
        } else if yes || self.nominees.is_empty() {
            // Nobody is named when it is the whole team's.
            Verdict::Share
        } else {
            Verdict::Close
        }
    }
}

impl Nominee {
    /// Whether they want it shown, with or without their name.
    pub fn says_yes(&self) -> bool {
        matches!(self.answer, Some(Consent::Yes | Consent::WithoutName))
    }
}
