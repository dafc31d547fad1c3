//! Looking through what was shared: which months, and how much fits on a page.

use chrono::{Datelike as _, NaiveDate};

/// The year from which months are counted: before anything was ever shared.
const FIRST_YEAR: i32 = 2_000;
/// More months than anybody will look through.
const LAST: u16 = 12_000;

/// A time that people name relative to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// *Denne måned*.
    ThisMonth,
    /// *Sidste måned*.
    LastMonth,
    /// *I år*.
    ThisYear,
    /// *Alle*.
    All,
}

/// Whole months in a row. They stay the same while somebody turns pages past the end of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    /// The first, counted from January 2000.
    pub first: u16,
    /// How many; 0: all there are.
    pub count: u16,
}

impl Months {
    /// All there are.
    pub const ALL: Self = Self { first: 0, count: 0 };

    /// The months of a period, seen from `today`.
    pub fn of(period: Period, today: NaiveDate) -> Self {
        let year = u16::try_from((today.year() - FIRST_YEAR).max(0)).unwrap_or(0).saturating_mul(12);
        let this = year.saturating_add(u16::try_from(today.month0()).unwrap_or(0));
        match period {
            Period::ThisMonth => Self { first: this, count: 1 },
            Period::LastMonth => Self { first: this.saturating_sub(1), count: 1 },
            Period::ThisYear => Self { first: year, count: 12 },
            Period::All => Self::ALL,
        }
    }

    /// The first and the last of them, each by its first day; `None`: all there are.
    pub fn ends(self) -> Option<(NaiveDate, NaiveDate)> {
        let last = self.first.checked_add(self.count.checked_sub(1)?)?;
        Some((first_day(self.first)?, first_day(last)?))
    }
}

fn first_day(month: u16) -> Option<NaiveDate> {
    let month = month.min(LAST);
    NaiveDate::from_ymd_opt(FIRST_YEAR + i32::from(month / 12), u32::from(month % 12) + 1, 1)
}

/// How many of things of these sizes fit into `room` together, `most` at most and one at least.
pub fn fitting(sizes: impl IntoIterator<Item = usize>, room: usize, most: usize) -> usize {
    let mut used = 0;
    let fit = sizes.into_iter().take(most).take_while(|size| {
        used += size;
        used <= room
    });
    fit.count().max(1)
}
