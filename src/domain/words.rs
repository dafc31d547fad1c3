//! The words that a team gives a meaning of its own: *Hos os betyder aktørskab …*

use crate::domain::keyed::keyed;
use chrono::{Datelike as _, NaiveDate};

/// The longest meaning of a word, in characters.
pub const LONGEST_MEANING: u16 = 300;
/// Suggestions that wait for one word of one team, at most.
pub const MOST_SUGGESTIONS: usize = 20;
/// Those of one person, at most.
pub const MOST_OF_ONE: usize = 3;
/// Suggestions that TRIO is shown on one page, whole; their ids stand in what it presses there.
pub const SHOWN_AT_ONCE: usize = 6;

/// A word to agree upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// *Aktørskab*.
    Agency,
    /// *Frisættelse*.
    Freedom,
    /// *Kurs*.
    Direction,
    /// *Koordinering*.
    Coordination,
    /// *Commitment*.
    Commitment,
}

keyed! { Word {
    Agency = "agency",
    Freedom = "freedom",
    Direction = "direction",
    Coordination = "coordination",
    Commitment = "commitment",
} }

impl Word {
    /// The word that a team is asked about in the quarter of `date`: one after the other.
    pub fn of_quarter(date: NaiveDate) -> Self {
        let quarters = date.year().unsigned_abs() as usize * 4 + date.month0() as usize / 3;
        Self::ALL[quarters % Self::ALL.len()]
    }
}

/// The first day of the quarter of `date`.
pub fn quarter_of(date: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(date.year(), date.month0() / 3 * 3 + 1, 1).unwrap_or(date)
}
