//! An OLFA card: an idea held against the four corners (*Organisation, Ledelse, Fællesskab, Ansat*) before somebody acts on it, and
//! what they decide. It is theirs alone until they share it.

use crate::domain::ids::{OlfaId, TeamId, UserId};
use crate::domain::keyed::keyed;
use chrono::{DateTime, Utc};

/// The longest idea, and the longest answer to one of the corners, in characters.
pub const LONGEST_CORNER: u16 = 300;
/// The most that one person has weighed and neither shared nor erased.
pub const MOST_UNSHARED: usize = 5;

/// What somebody decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// *Jeg går i gang*.
    Go,
    /// *Vi taler om det først*.
    Talk,
    /// *Jeg venter*.
    Wait,
}

keyed! { Verdict {
    Go = "go",
    Talk = "talk",
    Wait = "wait",
} }

/// A card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Olfa {
    /// Its id.
    pub id: OlfaId,
    /// The team whose core task it is held against.
    pub team: TeamId,
    /// Who weighs.
    pub author: UserId,
    /// Their name, once they have shared it.
    pub name: Option<String>,
    /// The idea, in one line.
    pub idea: String,
    /// What they say of the four corners, in their order.
    pub corners: [String; 4],
    /// What they have decided.
    pub verdict: Option<Verdict>,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// When it was shared.
    pub shared_at: Option<DateTime<Utc>>,
}
