//! Looking through what was shared: which months, how much on a page.

use aktor::domain::browse::{Months, Period, fitting};
use chrono::NaiveDate;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn periods_are_whole_months_seen_from_today() {
    let ends = |period, today| Months::of(period, today).ends();
    let today = day(2026, 11, 21);
    assert_eq!(ends(Period::ThisMonth, today), Some((day(2026, 11, 1), day(2026, 11, 1))));
    assert_eq!(ends(Period::LastMonth, today), Some((day(2026, 10, 1), day(2026, 10, 1))));
    assert_eq!(ends(Period::ThisYear, today), Some((day(2026, 1, 1), day(2026, 12, 1))));
    assert_eq!(ends(Period::All, today), None);
    assert_eq!(ends(Period::LastMonth, day(2027, 1, 1)), Some((day(2026, 12, 1), day(2026, 12, 1))));
}

#[test]
fn months_that_nobody_chose_are_no_time_at_all() {
    for months in [Months { first: u16::MAX, count: u16::MAX }, Months { first: u16::MAX, count: 2 }] {
        assert_eq!(months.ends(), None, "{months:?}");
    }
    assert!(Months { first: u16::MAX, count: 1 }.ends().is_some());
}

#[test]
fn a_page_holds_what_fits_and_one_at_least() {
    assert_eq!(fitting([3_000, 2_000, 900, 1], 5_900, 4), 3);
    assert_eq!(fitting([1, 1, 1, 1, 1], 5_900, 4), 4);
    assert_eq!(fitting([9_000, 1], 5_900, 4), 1);
    assert_eq!(fitting([3_000, 3_000, 1], 5_900, 4), 1, "none is passed over");
}
