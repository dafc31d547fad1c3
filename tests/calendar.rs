//! Danish holidays, closing days, breaks and what they do to a post.

use aktor::domain::calendar::{Calendar, Holiday, HolidayPolicy, easter_sunday, public_holiday};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn danish_public_holidays_are_those_of_the_almanac() {
    let cases = [
        ("2026-01-01", Some(Holiday::NewYearsDay)),
        ("2026-04-02", Some(Holiday::MaundyThursday)),
        ("2026-04-03", Some(Holiday::GoodFriday)),
        ("2026-04-05", Some(Holiday::EasterSunday)),
        ("2026-04-06", Some(Holiday::EasterMonday)),
        ("2026-05-14", Some(Holiday::AscensionDay)),
        ("2026-05-24", Some(Holiday::WhitSunday)),
        ("2026-05-25", Some(Holiday::WhitMonday)),
        ("2026-12-25", Some(Holiday::ChristmasDay)),
        ("2026-12-26", Some(Holiday::BoxingDay)),
        ("2026-06-05", None),
        ("2026-12-24", None),
        ("2026-12-31", None),
        ("2026-05-01", None),
        ("2023-05-05", Some(Holiday::GreatPrayerDay)),
        ("2024-04-26", None),
        ("2038-04-25", Some(Holiday::EasterSunday)),
    ];
    for (day, holiday) in cases {
        assert_eq!(public_holiday(date(day)), holiday, "{day}");
    }
    let count = |year| {
        (0..365).filter(move |d| {
            public_holiday(NaiveDate::from_ymd_opt(year, 1, 1).unwrap() + Days::new(*d)).is_some()
        })
    };
    assert_eq!(count(2023).count(), 11);
    assert_eq!(count(2025).count(), 10);
    assert_eq!(easter_sunday(2027), Some(date("2027-03-28")));
}

#[test]
fn breaks_rest_and_can_be_set() {
    let calendar = Calendar::default();
    for (day, rests) in [
        ("2026-07-05", false),
        ("2026-07-06", true),
        ("2026-08-02", true),
        ("2026-08-03", false),
        ("2026-12-23", false),
        ("2026-12-24", true),
        ("2026-12-28", true),
        ("2027-01-01", true),
        ("2027-01-02", false),
    ] {
        assert_eq!(calendar.is_break(date(day)), rests, "{day}");
    }
    let winter = Calendar { summer: Some((52, 2)), christmas: false, ..Calendar::default() };
    assert!(winter.is_break(date("2026-12-30")), "week 53");
    assert!(winter.is_break(date("2027-01-11")));
    assert!(!winter.is_break(date("2027-01-18")));
    assert!(!Calendar { summer: None, ..Calendar::default() }.is_break(date("2026-07-15")));
}

#[test]
fn a_team_that_chose_saturday_works_on_saturdays_only_besides() {
    let calendar = Calendar::default();
    assert!(!calendar.is_working_day(date("2026-11-21"), None));
    assert!(calendar.is_working_day(date("2026-11-21"), Some(Weekday::Sat)));
    assert!(!calendar.is_working_day(date("2026-11-22"), Some(Weekday::Sat)));
    assert!(!calendar.is_working_day(date("2026-12-26"), Some(Weekday::Sat)), "a holiday all the same");
}

#[test]
fn a_post_moves_off_a_holiday_as_the_team_chose_and_rests_in_a_break() {
    let mut calendar = Calendar::default();
    calendar.closing_days.insert(date("2026-05-15"));
    let place = |day, policy| calendar.place(date(day), None, policy);
    assert_eq!(place("2026-05-14", HolidayPolicy::Next), Some(date("2026-05-18")), "over the closing day");
    assert_eq!(place("2026-05-14", HolidayPolicy::Previous), Some(date("2026-05-13")));
    assert_eq!(place("2026-05-14", HolidayPolicy::Skip), None);
    assert_eq!(place("2026-04-02", HolidayPolicy::Next), Some(date("2026-04-07")));
    for policy in HolidayPolicy::ALL {
        assert_eq!(place("2026-07-15", policy), None);
        assert_eq!(HolidayPolicy::from_key(policy.key()), Some(policy));
    }
    calendar.closing_days.insert(date("2026-12-23"));
    assert_eq!(calendar.place(date("2026-12-23"), None, HolidayPolicy::Next), None, "not across Christmas");
}

#[test]
fn the_first_working_day_of_a_month_is_open() {
    let calendar = Calendar::default();
    let first = |day| calendar.first_working_day_of(date(day));
    assert_eq!(first("2026-11-21"), Some(date("2026-11-02")));
    assert_eq!(first("2027-01-20"), Some(date("2027-01-04")));
    assert_eq!(first("2026-08-01"), Some(date("2026-08-03")));
    assert_eq!(calendar.nth_working_day(date("2026-12-22"), 2), Some(date("2027-01-04")));
    assert_eq!(calendar.nth_working_day(date("2026-11-21"), 0), Some(date("2026-11-21")));
    assert_eq!(calendar.previous_working_day(date("2026-04-07"), None), Some(date("2026-04-01")));
}

#[test]
fn a_calendar_that_never_opens_gives_no_day_and_does_not_hang() {
    let calendar = Calendar { summer: Some((1, 53)), ..Calendar::default() };
    assert_eq!(calendar.next_working_day(date("2026-11-21"), None), None);
    assert_eq!(calendar.first_working_day_of(date("2026-11-21")), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn next_and_previous_are_working_days_with_none_between(days in 0u64..5000, own in 0u8..8) {
        let calendar = Calendar::default();
        let own_day = Weekday::try_from(own).ok();
        let day = date("2024-01-01") + Days::new(days);
        let next = calendar.next_working_day(day, own_day).unwrap();
        prop_assert!(calendar.is_working_day(next, own_day));
        prop_assert!(next > day);
        let back = calendar.previous_working_day(next, own_day).unwrap();
        prop_assert!(back <= day);
        prop_assert!(calendar.is_working_day(back, own_day));
        prop_assert!(own_day == Some(next.weekday()) || next.weekday().num_days_from_monday() < 5);
    }
}
