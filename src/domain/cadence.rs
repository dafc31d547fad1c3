//! When a team's prompts come: from a rhythm and a zone to dates and moments.

use chrono::{NaiveDate, NaiveTime, Weekday};

/// A team's rhythm, on the wall clock of its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cadence {
    /// *Hver uge*.
    Weekly {
        /// On this day.
        weekday: Weekday,
        /// At this time.
        at: NaiveTime,
    },
    /// *Hver 2. uge*.
    Biweekly {
        /// On this day.
        weekday: Weekday,
        /// At this time.
        at: NaiveTime,
        /// A date in a week that has a post; `None` until the first post.
        anchor: Option<NaiveDate>,
    },
    /// *Hver måned*: the first such weekday.
    Monthly {
        /// On this day.
        weekday: Weekday,
        /// At this time.
        at: NaiveTime,
    },
    /// The five crontab fields.
    Cron(String),
}
