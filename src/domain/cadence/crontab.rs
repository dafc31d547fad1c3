//! The five fields of a crontab, as a rhythm of at most one post a day.
//!
//! Read with the `cron` crate, which wants seconds first and counts Sunday as 1; evaluated here on dates
//! without a zone, since the crate passes over times in a DST gap and wants both day fields to match where a
//! crontab wants either.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use cron::{Schedule, TimeUnitSpec};
use std::fmt;
use std::str::FromStr;

/// Why crontab fields are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CronError {
    /// Not five fields; so many.
    #[error("a crontab has five fields, not {0}")]
    Fields(usize),
    /// A field that cannot be read.
    #[error("the field {field} cannot be read: {text}")]
    Field {
        /// Which.
        field: CronField,
        /// As it was written.
        text: String,
    },
    /// More than one time a day.
    #[error("oftener than daily")]
    OftenerThanDaily,
    /// A date that no year has, such as 30 February.
    #[error("no year has such a date")]
    Never,
}

/// A field of a crontab, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CronField {
    /// 0–59.
    Minute,
    /// 0–23.
    Hour,
    /// 1–31.
    DayOfMonth,
    /// 1–12 or an English name.
    Month,
    /// 0–7 or an English name; 0 and 7 are Sunday.
    DayOfWeek,
}

impl CronField {
    const ALL: [Self; 5] = [Self::Minute, Self::Hour, Self::DayOfMonth, Self::Month, Self::DayOfWeek];
}

impl fmt::Display for CronField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::DayOfMonth => "day of month",
            Self::Month => "month",
            Self::DayOfWeek => "day of week",
        })
    }
}

/// Five crontab fields that have been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crontab {
    text: String,
    at: NaiveTime,
    /// Bit n: the nth of a month.
    days: u32,
    /// Bit n: the nth month.
    months: u16,
    /// Bit n: n days after Sunday.
    weekdays: u8,
    /// Whether the day of month is left open (begins with `*`).
    any_day: bool,
    /// Whether the day of week is left open (begins with `*`).
    any_weekday: bool,
}

impl Crontab {
    /// The time of day.
    pub fn at(&self) -> NaiveTime {
        self.at
    }

    /// Whether it names this weekday, rather than leaving the day of week open.
    pub fn names(&self, weekday: Weekday) -> bool {
        !self.any_weekday && self.has_weekday(weekday)
    }

    /// Whether it gives a post on `date`. Where both day fields are limited, either is enough.
    pub fn gives(&self, date: NaiveDate) -> bool {
        let day = self.days >> date.day() & 1 == 1;
        let weekday = self.has_weekday(date.weekday());
        let either = !self.any_day && !self.any_weekday;
        self.months >> date.month() & 1 == 1 && if either { day || weekday } else { day && weekday }
    }

    fn has_weekday(&self, weekday: Weekday) -> bool {
        self.weekdays >> weekday.num_days_from_sunday() & 1 == 1
    }

    fn ever(&self) -> bool {
        let longest = |month: u32| match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let limited = self.any_weekday || self.any_day;
        !limited
            || (1..=12).any(|month| {
                self.months >> month & 1 == 1 && (1..=longest(month)).any(|day| self.days >> day & 1 == 1)
            })
    }
}

impl fmt::Display for Crontab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Crontab {
    type Err = CronError;

    fn from_str(text: &str) -> Result<Self, CronError> {
        let fields: Vec<&str> = text.split_whitespace().collect();
        let [minute, hour, day, month, weekday] = fields[..] else {
            return Err(CronError::Fields(fields.len()));
        };
        let weekdays = weekdays(weekday).ok_or_else(|| refused(CronField::DayOfWeek, weekday))?;
        let translated = translate(weekdays);
        for (field, text) in CronField::ALL.into_iter().zip([minute, hour, day, month]) {
            let mut each = ["*", "*", "*", "*"];
            each[field as usize] = text;
            let [minute, hour, day, month] = each;
            let fits = text.chars().all(|c| c.is_ascii_alphanumeric() || "*,-/".contains(c));
            if !fits || Schedule::from_str(&format!("0 {minute} {hour} {day} {month} *")).is_err() {
                return Err(refused(field, text));
            }
        }
        let schedule = Schedule::from_str(&format!("0 {minute} {hour} {day} {month} {translated}"))
            .map_err(|_| refused(CronField::DayOfWeek, weekday))?;
        if schedule.minutes().count() != 1 || schedule.hours().count() != 1 {
            return Err(CronError::OftenerThanDaily);
        }
        let (hour, minute) = (schedule.hours().iter().next(), schedule.minutes().iter().next());
        let crontab = Self {
            text: fields.join(" "),
            at: NaiveTime::from_hms_opt(hour.unwrap_or(24), minute.unwrap_or(60), 0)
                .ok_or(CronError::Never)?,
            days: schedule.days_of_month().iter().fold(0, |bits, day| bits | 1 << day),
            months: schedule.months().iter().fold(0, |bits, month| bits | 1 << month),
            weekdays: schedule.days_of_week().iter().fold(0, |bits, day| bits | 1 << (day - 1)),
            any_day: day.starts_with('*'),
            any_weekday: weekday.starts_with('*'),
        };
        if crontab.ever() { Ok(crontab) } else { Err(CronError::Never) }
    }
}

fn refused(field: CronField, text: &str) -> CronError {
    CronError::Field { field, text: text.to_owned() }
}

/// The weekdays of a day-of-week field as bits, Sunday first; 0 and 7 are Sunday, names are English.
fn weekdays(field: &str) -> Option<u8> {
    let mut days: u8 = 0;
    for item in field.split(',') {
        let (range, step) = match item.split_once('/') {
            Some((range, step)) => (range, Some(number(step).filter(|step| *step > 0)?)),
            None => (item, None),
        };
        let (first, last) = match range.split_once('-') {
            Some((first, last)) => (weekday(first)?, weekday(last)?),
            None if range == "*" => (0, 6),
            None => (weekday(range)?, if step.is_some() { 6 } else { weekday(range)? }),
        };
        // `sat-sun`: Sunday is also the seventh.
        let last = if last == 0 && first > 0 { 7 } else { last };
        if first > last {
            return None;
        }
        for day in (first..=last).step_by(usize::from(step.unwrap_or(1))) {
            days |= 1 << (day % 7);
        }
    }
    Some(days)
}

fn weekday(text: &str) -> Option<u8> {
    const NAMES: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    match number(text) {
        Some(day) => Some(day).filter(|day| *day <= 7),
        None => NAMES
            .iter()
            .position(|name| name.eq_ignore_ascii_case(text))
            .and_then(|day| u8::try_from(day).ok()),
    }
}

fn number(text: &str) -> Option<u8> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The weekdays as the crate counts them: Sunday is 1.
fn translate(days: u8) -> String {
    let days: Vec<String> =
        (0..7).filter(|day| days >> day & 1 == 1).map(|day| (day + 1).to_string()).collect();
    days.join(",")
}
