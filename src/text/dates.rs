//! Dates and times as people write them. The caller has brought the moment into the team's zone.

use crate::domain::language::Language;
use crate::text::names;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone};

/// *mandag den 23. november*; *Monday 23 November*.
pub fn day(language: Language, date: NaiveDate) -> String {
    let weekday = names::weekday(language, date.weekday());
    let (number, month) = (date.day(), names::month(language, date.month()));
    match language {
        Language::Danish => format!("{weekday} den {number}. {month}"),
        Language::English => format!("{weekday} {number} {month}"),
    }
}

/// *23. november 2026*; *23 November 2026*.
pub fn full_date(language: Language, date: NaiveDate) -> String {
    let (number, month, year) = (date.day(), names::month(language, date.month()), date.year());
    match language {
        Language::Danish => format!("{number}. {month} {year}"),
        Language::English => format!("{number} {month} {year}"),
    }
}

/// *man. 23. nov.*; *Mon 23 Nov*.
pub fn short_day(language: Language, date: NaiveDate) -> String {
    let weekday = first_three(&names::weekday(language, date.weekday()));
    let (number, month) = (date.day(), names::month(language, date.month()));
    match language {
        Language::Danish if month.chars().count() <= 4 => format!("{weekday}. {number}. {month}"),
        Language::Danish => format!("{weekday}. {number}. {}.", first_three(&month)),
        Language::English => format!("{weekday} {number} {}", first_three(&month)),
    }
}

/// *30/11*; *30 Nov*.
pub fn numbers(language: Language, date: NaiveDate) -> String {
    match language {
        Language::Danish => format!("{}/{}", date.day(), date.month()),
        Language::English => {
            format!("{} {}", date.day(), first_three(&names::month(language, date.month())))
        }
    }
}

/// *09.00*; *09:00*.
pub fn time(language: Language, time: NaiveTime) -> String {
    match language {
        Language::Danish => time.format("%H.%M").to_string(),
        Language::English => time.format("%H:%M").to_string(),
    }
}

/// *mandag den 23. november kl. 09.00*; *Monday 23 November at 09:00*.
pub fn moment<Z: TimeZone>(language: Language, moment: &DateTime<Z>) -> String {
    let local = moment.naive_local();
    at(language, &day(language, local.date()), local.time())
}

/// *man. 23. nov. kl. 09.00*; *Mon 23 Nov at 09:00*.
pub fn short_moment<Z: TimeZone>(language: Language, moment: &DateTime<Z>) -> String {
    let local = moment.naive_local();
    at(language, &short_day(language, local.date()), local.time())
}

/// The month of `date`: *november*; *November*.
pub fn month(language: Language, date: NaiveDate) -> String {
    names::month(language, date.month())
}

/// The month of `date` and its year: *november 2026*; *November 2026*.
pub fn month_and_year(language: Language, date: NaiveDate) -> String {
    format!("{} {}", month(language, date), date.year())
}

fn at(language: Language, day: &str, clock: NaiveTime) -> String {
    match language {
        Language::Danish => format!("{day} kl. {}", time(language, clock)),
        Language::English => format!("{day} at {}", time(language, clock)),
    }
}

fn first_three(word: &str) -> String {
    word.chars().take(3).collect()
}
