//! Which days a team works: Danish public holidays, closing days, weekends and breaks.
//!
//! Decides on dates alone; it must not know of times, zones or rhythms.

use crate::domain::keyed::keyed;
use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most days that a search for a working day looks ahead or back: more than any calendar closes.
const FARTHEST: u64 = 400;

/// What happens to a post whose date is a public holiday or a closing day. A break is no such day: it rests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HolidayPolicy {
    /// It comes on the next working day.
    #[default]
    Next,
    /// It comes on the working day before.
    Previous,
    /// It does not come.
    Skip,
}

keyed! { HolidayPolicy {
    Next = "next",
    Previous = "previous",
    Skip = "skip",
} }

/// A public holiday by Danish law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Holiday {
    NewYearsDay,
    MaundyThursday,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    /// *Store bededag*: a public holiday to and with 2023.
    GreatPrayerDay,
    AscensionDay,
    WhitSunday,
    WhitMonday,
    ChristmasDay,
    BoxingDay,
}

/// The public holiday on `date`, if it is one. Christmas Eve, New Year's Eve and Constitution Day are not.
pub fn public_holiday(date: NaiveDate) -> Option<Holiday> {
    match (date.month(), date.day()) {
        (1, 1) => return Some(Holiday::NewYearsDay),
        (12, 25) => return Some(Holiday::ChristmasDay),
        (12, 26) => return Some(Holiday::BoxingDay),
        (3..=6, _) => {}
        _ => return None,
    }
    match date.signed_duration_since(easter_sunday(date.year())?).num_days() {
        -3 => Some(Holiday::MaundyThursday),
        -2 => Some(Holiday::GoodFriday),
        0 => Some(Holiday::EasterSunday),
        1 => Some(Holiday::EasterMonday),
        26 if date.year() <= 2023 => Some(Holiday::GreatPrayerDay),
        39 => Some(Holiday::AscensionDay),
        49 => Some(Holiday::WhitSunday),
        50 => Some(Holiday::WhitMonday),
        _ => None,
    }
}

/// Easter Sunday of `year` (1583–9999).
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let easter = computus::gregorian(year).ok()?;
    NaiveDate::from_ymd_opt(easter.year, easter.month, easter.day)
}

/// When a team's work rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Calendar {
    /// Whether Danish public holidays are days off.
    pub holidays: bool,
    /// Days the team's house is closed besides.
    pub closing_days: BTreeSet<NaiveDate>,
    /// The first and the last ISO week of the summer break; may run over New Year.
    pub summer: Option<(u8, u8)>,
    /// Whether 24 December to 1 January rests.
    pub christmas: bool,
    /// ISO weeks that rest every year besides: the schools' holidays, say 7 and 42.
    pub weeks: BTreeSet<u8>,
}

impl Default for Calendar {
    /// Danish holidays, summer break in weeks 28–31, Christmas 24 December–1 January.
    fn default() -> Self {
        Self {
            holidays: true,
            closing_days: BTreeSet::new(),
            summer: Some((28, 31)),
            christmas: true,
            weeks: BTreeSet::new(),
        }
    }
}

impl Calendar {
    /// Whether `date` lies in a break. What is due in a break rests; it is not moved.
    pub fn is_break(&self, date: NaiveDate) -> bool {
        let christmas = self.christmas && matches!((date.month(), date.day()), (12, 24..) | (1, 1));
        let week = date.iso_week().week();
        christmas
            || self.weeks.iter().any(|resting| u32::from(*resting) == week)
            || self.summer.is_some_and(|(first, last)| {
                let (first, last) = (u32::from(first), u32::from(last));
                if first <= last { (first..=last).contains(&week) } else { week >= first || week <= last }
            })
    }

    /// Whether `date` is a public holiday or a closing day.
    pub fn is_closed(&self, date: NaiveDate) -> bool {
        (self.holidays && public_holiday(date).is_some()) || self.closing_days.contains(&date)
    }

    /// Whether the team works on `date`: not closed, not in a break, and Monday to Friday or the weekday
    /// that the team chose itself.
    pub fn is_working_day(&self, date: NaiveDate, own_day: Option<Weekday>) -> bool {
        let weekday = date.weekday();
        let weekend = matches!(weekday, Weekday::Sat | Weekday::Sun) && own_day != Some(weekday);
        !weekend && !self.is_closed(date) && !self.is_break(date)
    }

    /// The first working day after `date`. [`None`] when the calendar never opens.
    pub fn next_working_day(&self, date: NaiveDate, own_day: Option<Weekday>) -> Option<NaiveDate> {
        (1..=FARTHEST)
            .map_while(|days| date.checked_add_days(Days::new(days)))
            .find(|day| self.is_working_day(*day, own_day))
    }

    /// The last working day before `date`. [`None`] when the calendar never opens.
    pub fn previous_working_day(&self, date: NaiveDate, own_day: Option<Weekday>) -> Option<NaiveDate> {
        (1..=FARTHEST)
            .map_while(|days| date.checked_sub_days(Days::new(days)))
            .find(|day| self.is_working_day(*day, own_day))
    }

    /// The `nth` working day after `date` (Monday to Friday); the 0th is `date` itself, whatever day it is.
    pub fn nth_working_day(&self, date: NaiveDate, nth: u32) -> Option<NaiveDate> {
        (0..nth).try_fold(date, |day, _| self.next_working_day(day, None))
    }

    /// The first working day (Monday to Friday) of the month that `date` lies in, or after it when the whole
    /// month is closed.
    pub fn first_working_day_of(&self, date: NaiveDate) -> Option<NaiveDate> {
        let first = date.with_day(1)?;
        if self.is_working_day(first, None) { Some(first) } else { self.next_working_day(first, None) }
    }

    /// Where a post that is due on `date` belongs: there, on another day as `policy` says, or nowhere.
    /// A post is never moved into or across a break.
    pub fn place(
        &self,
        date: NaiveDate,
        own_day: Option<Weekday>,
        policy: HolidayPolicy,
    ) -> Option<NaiveDate> {
        if self.is_break(date) {
            return None;
        }
        if self.is_working_day(date, own_day) {
            return Some(date);
        }
        let step = match policy {
            HolidayPolicy::Next => 1,
            HolidayPolicy::Previous => -1,
            HolidayPolicy::Skip => return None,
        };
        (1..=FARTHEST.cast_signed())
            .map_while(|days| date.checked_add_signed(TimeDelta::days(step * days)))
            .take_while(|day| !self.is_break(*day))
            .find(|day| self.is_working_day(*day, own_day))
    }
}
