//! Times and dates as people type them, in Danish or English.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use regex::Regex;
use std::sync::LazyLock;

/// Why a typed time is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Nothing was typed.
    #[error("no time was given")]
    Empty,
    /// It is no time.
    #[error("not a time of day")]
    NotATime,
    /// Minutes have two digits: `9:05`, not `9:5`.
    #[error("minutes need two digits")]
    Minutes,
    /// A day has no such hour or minute.
    #[error("a day has no such time")]
    OutOfRange,
}

/// Why a typed date is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing was typed.
    #[error("no date was given")]
    Empty,
    /// It is no date.
    #[error("not a date")]
    NotADate,
    /// The calendar has no such day.
    #[error("the calendar has no such day")]
    NoSuchDay,
}

#[expect(clippy::unwrap_used, reason = "the patterns are constants, compiled by the tests")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:(?:kl|klokken|at)\b\.?\s*)?(\d{1,4})(?:\s*[.:]\s*(\d+))?(?:\s*uhr|\s*h)?$")
});

/// A time of day such as `9`, `9.00`, `09:00`, `0900` or `kl. 9`.
pub fn parse_time(text: &str) -> Result<NaiveTime, TimeError> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(TimeError::Empty);
    }
    let parts = TIME.captures(&text).ok_or(TimeError::NotATime)?;
    let (hour, minute) = match (&parts[1], parts.get(2).map(|m| m.as_str())) {
        (hour, Some(minute)) if hour.len() <= 2 => match minute.len() {
            2 => (hour, minute),
            _ => return Err(TimeError::Minutes),
        },
        (hour, None) if hour.len() <= 2 => (hour, "0"),
        (both, None) => both.split_at_checked(both.len() - 2).ok_or(TimeError::NotATime)?,
        _ => return Err(TimeError::NotATime),
    };
    let number = |text: &str| text.parse().map_err(|_| TimeError::NotATime);
    NaiveTime::from_hms_opt(number(hour)?, number(minute)?, 0).ok_or(TimeError::OutOfRange)
}

static ISO: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{4})-(\d{1,2})-(\d{1,2})$"));
static NUMBERS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{1,2})\s*[./-]\s*(\d{1,2})\.?(?:\s*[./ -]\s*(\d{4}|\d{2}))?$"));
static DAY_MONTH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{1,2})(?:\.|st|nd|rd|th)?\s*(?:of\s+)?(\p{L}+)\.?(?:,?\s*(\d{4}))?$"));
static MONTH_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s*(\d{4}))?$"));

const MONTHS: [(&str, &str); 12] = [
    ("januar", "january"),
    ("februar", "february"),
    ("marts", "march"),
    ("april", "april"),
    ("maj", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("august", "august"),
    ("september", "september"),
    ("oktober", "october"),
    ("november", "november"),
    ("december", "december"),
];

const WEEKDAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Mon, "mandag", "monday"),
    (Weekday::Tue, "tirsdag", "tuesday"),
    (Weekday::Wed, "onsdag", "wednesday"),
    (Weekday::Thu, "torsdag", "thursday"),
    (Weekday::Fri, "fredag", "friday"),
    (Weekday::Sat, "lørdag", "saturday"),
    (Weekday::Sun, "søndag", "sunday"),
];

/// A date such as `24/12`, `24.12.2026`, `2026-12-24`, `24. december`, `i morgen` or `fredag`. Without a year
/// it is the next such date, `today` included; a weekday is the next one after `today`.
pub fn parse_date(text: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    let text = text.trim().to_lowercase();
    let text = ["den ", "d. ", "d.", "på ", "on ", "the "]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(&text)
        .trim();
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    match text {
        "i dag" | "idag" | "today" => return Ok(today),
        "i morgen" | "imorgen" | "tomorrow" => return after(today, 1),
        "i overmorgen" | "overmorgen" => return after(today, 2),
        _ => {}
    }
    if let Some((weekday, ..)) = WEEKDAYS.iter().find(|(_, da, en)| text == *da || text == *en) {
        let days = (6 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7 + 1;
        return after(today, days.into());
    }
    if let Some(parts) = ISO.captures(text) {
        return day(&parts[3], number(&parts[2])?, Some(&parts[1]), today);
    }
    if let Some(parts) = NUMBERS.captures(text) {
        return day(&parts[1], number(&parts[2])?, parts.get(3).map(|year| year.as_str()), today);
    }
    if let Some(parts) = DAY_MONTH.captures(text) {
        return day(&parts[1], month(&parts[2])?, parts.get(3).map(|year| year.as_str()), today);
    }
    let parts = MONTH_DAY.captures(text).ok_or(DateError::NotADate)?;
    day(&parts[2], month(&parts[1])?, parts.get(3).map(|year| year.as_str()), today)
}

fn after(today: NaiveDate, days: u64) -> Result<NaiveDate, DateError> {
    today.checked_add_days(Days::new(days)).ok_or(DateError::NoSuchDay)
}

fn number(text: &str) -> Result<u32, DateError> {
    text.parse().map_err(|_| DateError::NotADate)
}

/// The month of a name or of its first three letters or more.
fn month(name: &str) -> Result<u32, DateError> {
    let fits =
        |(da, en): &(&str, &str)| name.chars().count() >= 3 && (da.starts_with(name) || en.starts_with(name));
    let index = MONTHS.iter().position(fits).ok_or(DateError::NotADate)?;
    u32::try_from(index + 1).map_err(|_| DateError::NotADate)
}

fn day(day: &str, month: u32, year: Option<&str>, today: NaiveDate) -> Result<NaiveDate, DateError> {
    let day = number(day)?;
    let Some(year) = year else {
        return (today.year()..today.year() + 9)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|date| *date >= today)
            .ok_or(DateError::NoSuchDay);
    };
    let century = if year.len() == 2 { 2000 } else { 0 };
    let year = century + i32::try_from(number(year)?).map_err(|_| DateError::NotADate)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay)
}
