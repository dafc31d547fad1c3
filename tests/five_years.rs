//! Five years of Mondays at 09:00 for three teams, written down to be held against an almanac.

use aktor::domain::cadence::{Cadence, Due, next_occasions, to_utc};
use aktor::domain::calendar::{Calendar, Holiday, HolidayPolicy, public_holiday};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Europe::Copenhagen;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const FIRST: i32 = 2026;
const LAST: i32 = 2030;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn holiday(date: NaiveDate) -> &'static str {
    match public_holiday(date) {
        Some(Holiday::NewYearsDay) => "nytårsdag",
        Some(Holiday::EasterMonday) => "2. påskedag",
        Some(Holiday::WhitMonday) => "2. pinsedag",
        Some(Holiday::ChristmasDay) => "juledag",
        Some(Holiday::BoxingDay) => "2. juledag",
        Some(other) => panic!("{other:?} on a Monday"),
        None => "lukkedag",
    }
}

/// One line a month: each prompt's day; where a post was moved, from which; and what rested, and why.
fn almanac(name: &str, calendar: &Calendar, policy: HolidayPolicy) -> String {
    let at = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    let mondays = Cadence::Weekly { weekday: Weekday::Mon, at };
    let start = to_utc(Copenhagen, day(FIRST, 1, 1), NaiveTime::MIN);
    let dues = next_occasions(&mondays, Copenhagen, calendar, policy, start, 53 * 5).unwrap();
    let by_monday: BTreeMap<NaiveDate, Due> = dues.into_iter().map(|due| (due.nominal, due)).collect();
    let mut page = format!("{name}\n");
    for year in FIRST..=LAST {
        let _ = writeln!(page, "{year}");
        for month in 1..=12 {
            let mut line = format!("  {month:>2}:");
            for monday in day(year, month, 1)
                .iter_days()
                .take_while(|date| date.month() == month)
                .filter(|date| date.weekday() == Weekday::Mon)
            {
                let said = match by_monday.get(&monday) {
                    Some(due) if due.date == monday => monday.day().to_string(),
                    Some(due) => format!(
                        "{}/{} ({} {})",
                        due.date.day(),
                        due.date.month(),
                        holiday(monday),
                        monday.day()
                    ),
                    None if calendar.is_break(monday) => format!("[uge {} hviler]", monday.iso_week().week()),
                    None => format!("[{} {} springes over]", holiday(monday), monday.day()),
                };
                let _ = write!(line, " {said}");
            }
            let _ = writeln!(page, "{line}");
        }
    }
    // The wall clock shows nine on every one of them, summer and winter.
    for due in by_monday.values() {
        assert_eq!(due.at.with_timezone(&Copenhagen).time(), at, "{}", due.date);
    }
    page
}

#[test]
fn five_years_of_mondays_for_three_teams() {
    let office = Calendar::default();
    let school = Calendar {
        weeks: [7, 42].into(),
        closing_days: (FIRST..=LAST).map(|year| day(year, 6, 5) + Days::new(3)).collect(),
        ..Calendar::default()
    };
    let round_the_clock = Calendar { summer: None, christmas: false, ..Calendar::default() };
    insta::assert_snapshot!(
        [
            almanac("Kontoret: rykker til næste arbejdsdag", &office, HolidayPolicy::Next),
            almanac(
                "Skolen: uge 7 og 42 hviler, lukket den 8. juni, rykker til dagen før",
                &school,
                HolidayPolicy::Previous
            ),
            almanac(
                "Bostedet: ingen sommer- eller julepause, springer helligdage over",
                &round_the_clock,
                HolidayPolicy::Skip
            ),
        ]
        .join("\n")
    );
}
