//! From a rhythm to moments: every DST change, holidays, crontabs, catching up, and what people type.

use aktor::domain::cadence::{
    Cadence, CronError, CronField, DateError, Due, Late, TimeError, lateness, lateness_within,
    next_occasions, parse_date, parse_time, private_hours, to_utc,
};
use aktor::domain::calendar::{Calendar, HolidayPolicy};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;
use std::collections::BTreeSet;

const COPENHAGEN: Tz = Tz::Europe__Copenhagen;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn local(text: &str) -> DateTime<Utc> {
    to_utc(COPENHAGEN, date(&text[..10]), text[11..].parse().unwrap())
}

fn weekly(weekday: Weekday) -> Cadence {
    Cadence::Weekly { weekday, at: time(9, 0) }
}

fn open() -> Calendar {
    Calendar { holidays: false, summer: None, christmas: false, ..Calendar::default() }
}

fn next(cadence: &Cadence, calendar: &Calendar, after: DateTime<Utc>, n: usize) -> Vec<Due> {
    next_occasions(cadence, COPENHAGEN, calendar, HolidayPolicy::Next, after, n).unwrap()
}

fn dates(dues: &[Due]) -> Vec<String> {
    dues.iter().map(|due| due.date.to_string()).collect()
}

/// The moments around which `zone` changes its offset, to the hour.
fn changes(zone: Tz, first: i32, last: i32) -> Vec<DateTime<Utc>> {
    let offset = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local() - at.naive_utc();
    let start = NaiveDate::from_ymd_opt(first, 1, 1).unwrap().and_time(NaiveTime::MIN).and_utc();
    let hours = i64::from(last - first + 1) * 366 * 24;
    (0..hours)
        .map(|h| start + TimeDelta::hours(h))
        .filter(|at| offset(*at) != offset(*at + TimeDelta::hours(1)))
        .collect()
}

fn one_occasion_per_date_around(zone: Tz, change: DateTime<Utc>, at: NaiveTime) {
    let middle = change.with_timezone(&zone).date_naive();
    let days: Vec<NaiveDate> = (0..7).map(|n| middle - Days::new(3) + Days::new(n)).collect();
    let cadence = Cadence::Cron(format!("{} {} * * *", at.minute(), at.hour()));
    let everyday = Cadence::Cron(format!("{} {} * * 0-6", at.minute(), at.hour()));
    let after = to_utc(zone, days[0], NaiveTime::MIN) - TimeDelta::milliseconds(1);
    let found = next_occasions(&everyday, zone, &open(), HolidayPolicy::Next, after, 7).unwrap();
    assert_eq!(found.iter().map(|due| due.date).collect::<Vec<_>>(), days, "{zone} {change} {at}");
    assert!(found.is_sorted_by(|a, b| a.at < b.at), "{zone} {change} {at}");
    for due in &found {
        let shown = due.at.with_timezone(&zone).naive_local();
        let moved = shown - due.date.and_time(at);
        assert!(moved >= TimeDelta::zero() && moved <= TimeDelta::hours(2), "{zone} {change} {at}: {shown}");
        assert!(
            moved.is_zero() || to_utc(zone, due.date, at) == due.at && zone_lacks(zone, due.date, at),
            "{zone} {change} {at}: {shown}"
        );
    }
    assert!(cadence.time().unwrap() == at);
}

fn zone_lacks(zone: Tz, date: NaiveDate, at: NaiveTime) -> bool {
    use chrono::TimeZone;
    zone.from_local_datetime(&date.and_time(at)).latest().is_none()
}

#[test]
fn every_minute_of_every_dst_night_to_2037_has_exactly_one_occasion_per_date() {
    let changes = changes(COPENHAGEN, 2024, 2037);
    assert_eq!(changes.len(), 28);
    for change in changes {
        for minute in 0..240 {
            one_occasion_per_date_around(COPENHAGEN, change, time(minute / 60, minute % 60));
        }
    }
}

#[test]
fn other_zones_have_one_occasion_per_date_too() {
    for zone in [
        Tz::America__Nuuk,
        Tz::Atlantic__Faroe,
        Tz::Australia__Lord_Howe,
        Tz::Africa__Cairo,
        Tz::America__Santiago,
        Tz::Africa__Casablanca,
        Tz::Asia__Kolkata,
    ] {
        for change in changes(zone, 2024, 2028) {
            for quarter in 0..96 {
                one_occasion_per_date_around(zone, change, time(quarter / 4, quarter % 4 * 15));
            }
        }
    }
}

#[test]
fn a_time_in_the_gap_moves_forward_and_one_in_the_overlap_is_the_first() {
    let at = |day, hour, minute| to_utc(COPENHAGEN, date(day), time(hour, minute)).to_rfc3339();
    assert_eq!(at("2026-03-29", 2, 30), "2026-03-29T01:30:00+00:00", "shown as 03:30");
    assert_eq!(at("2026-03-29", 1, 59), "2026-03-29T00:59:00+00:00");
    assert_eq!(at("2026-03-29", 3, 0), "2026-03-29T01:00:00+00:00");
    assert_eq!(at("2026-10-25", 2, 30), "2026-10-25T00:30:00+00:00");
    assert_eq!(at("2026-10-25", 3, 0), "2026-10-25T02:00:00+00:00");
    let samoa = to_utc(Tz::Pacific__Apia, date("2011-12-30"), time(9, 0));
    assert_eq!(samoa.with_timezone(&Tz::Pacific__Apia).date_naive(), date("2011-12-31"), "a whole day's gap");
}

#[test]
fn weekly_prompt_keeps_its_hour_across_dst() {
    let found = next(&weekly(Weekday::Mon), &open(), local("2026-10-18T12:00:00"), 2);
    assert_eq!(found[0].at.to_rfc3339(), "2026-10-19T07:00:00+00:00");
    assert_eq!(found[1].at.to_rfc3339(), "2026-10-26T08:00:00+00:00");
}

#[test]
fn the_next_occasion_is_strictly_after_the_moment_asked_about() {
    let due = local("2026-11-23T09:00:00");
    let at = |after| next(&weekly(Weekday::Mon), &open(), after, 1)[0].date;
    assert_eq!(at(due - TimeDelta::milliseconds(1)), date("2026-11-23"));
    assert_eq!(at(due), date("2026-11-30"));
    assert_eq!(next(&weekly(Weekday::Mon), &open(), due, 0), []);
}

#[test]
fn every_other_week_counts_from_the_first_post_also_across_week_53() {
    let cadence = |anchor| Cadence::Biweekly { weekday: Weekday::Wed, at: time(9, 0), anchor };
    let anchored = cadence(Some(date("2026-12-14")));
    assert_eq!(
        dates(&next(&anchored, &open(), local("2026-12-10T00:00:00"), 4)),
        ["2026-12-16", "2026-12-30", "2027-01-13", "2027-01-27"]
    );
    let fresh = next(&cadence(None), &Calendar::default(), local("2026-12-24T00:00:00"), 2);
    assert_eq!(dates(&fresh), ["2027-01-06", "2027-01-20"], "the break does not count");
    let later = next(&cadence(Some(fresh[0].nominal)), &Calendar::default(), local("2027-01-12T00:00:00"), 1);
    assert_eq!(dates(&later), ["2027-01-20"]);
    assert_eq!(date("2026-12-30").iso_week().week(), 53);
}

#[test]
fn monthly_is_the_first_such_weekday() {
    let cadence = Cadence::Monthly { weekday: Weekday::Tue, at: time(9, 0) };
    assert_eq!(
        cadence.dates(date("2026-09-01"), date("2026-12-31")).unwrap(),
        ["2026-09-01", "2026-10-06", "2026-11-03", "2026-12-01"].map(date)
    );
    assert_eq!(
        dates(&next(&cadence, &Calendar::default(), local("2026-06-30T00:00:00"), 2)),
        ["2026-08-04", "2026-09-01"],
        "July rests"
    );
}

#[test]
fn holidays_move_a_post_and_breaks_let_it_rest() {
    let calendar = Calendar::default();
    let after = local("2026-04-01T00:00:00");
    let at = |policy, n| {
        dates(&next_occasions(&weekly(Weekday::Thu), COPENHAGEN, &calendar, policy, after, n).unwrap())
    };
    assert_eq!(at(HolidayPolicy::Next, 2), ["2026-04-07", "2026-04-09"]);
    assert_eq!(at(HolidayPolicy::Previous, 2), ["2026-04-01", "2026-04-09"]);
    assert_eq!(at(HolidayPolicy::Skip, 2), ["2026-04-09", "2026-04-16"]);
    let summer = next(&weekly(Weekday::Wed), &calendar, local("2026-06-30T00:00:00"), 2);
    assert_eq!(dates(&summer), ["2026-07-01", "2026-08-05"]);
    let moved = next(&weekly(Weekday::Thu), &calendar, local("2026-04-06T12:00:00"), 1)[0];
    assert_eq!(
        (moved.date, moved.nominal),
        (date("2026-04-07"), date("2026-04-02")),
        "planned late, still found"
    );
}

#[test]
fn dates_moved_to_the_same_day_count_once() {
    let daily = Cadence::cron("0 9 * * *").unwrap();
    let found = next(&daily, &Calendar::default(), local("2026-04-01T00:00:00"), 4);
    assert_eq!(dates(&found), ["2026-04-01", "2026-04-07", "2026-04-08", "2026-04-09"]);
    assert_eq!(found[1].nominal, date("2026-04-07"));
    let weekend = Cadence::cron("0 9 * * sat,sun").unwrap();
    assert_eq!(
        dates(&next(&weekend, &Calendar::default(), local("2026-11-19T00:00:00"), 3)),
        ["2026-11-21", "2026-11-22", "2026-11-28"],
        "named days are working days"
    );
    let first = Cadence::cron("0 9 1 * *").unwrap();
    assert_eq!(
        dates(&next(&first, &Calendar::default(), local("2026-10-20T00:00:00"), 2)),
        ["2026-11-02", "2026-12-01"],
        "a date that falls on a Sunday moves"
    );
}

#[test]
fn a_crontab_counts_sunday_as_0_and_7_and_either_day_field_is_enough() {
    let days = |text: &str| -> Vec<u32> {
        let cadence = Cadence::cron(text).unwrap();
        let found = cadence.dates(date("2026-11-01"), date("2026-11-30")).unwrap();
        found.iter().map(Datelike::day).collect()
    };
    let sundays = [1, 8, 15, 22, 29];
    for text in ["0 9 * * 0", "0 9 * * 7", "0 9 * * SUN", "0  9 * * 7-7", "00 09 * nov sun"] {
        assert_eq!(days(text), sundays, "{text}");
    }
    assert_eq!(days("0 9 * * 1"), [2, 9, 16, 23, 30]);
    assert_eq!(days("0 9 * * fri-sun").len(), 13);
    assert_eq!(days("0 9 * * 5-7"), days("0 9 * * fri-sun"));
    assert_eq!(days("0 9 * * 1-5/2"), days("0 9 * * mon,wed,fri"));
    assert_eq!(days("0 9 * * */2"), days("0 9 * * 0,2,4,6"));
    assert_eq!(days("0 9 13 * 5"), [6, 13, 20, 27]);
    assert_eq!(days("0 9 12 * 5"), [6, 12, 13, 20, 27], "either");
    assert_eq!(days("0 9 */10 * *"), [1, 11, 21]);
    assert_eq!(days("0 9 31 * *"), [] as [u32; 0]);
    let leap = Cadence::cron("30 14 29 2 *").unwrap();
    assert_eq!(
        dates(&next(&leap, &Calendar::default(), local("2026-11-01T00:00:00"), 2)),
        ["2028-02-29", "2032-03-01"]
    );
    assert_eq!(leap.time(), Ok(time(14, 30)));
}

#[test]
fn a_crontab_that_cannot_be_is_refused_with_its_reason() {
    let field = |field, text: &str| CronError::Field { field, text: text.into() };
    let cases = [
        ("", CronError::Fields(0)),
        ("0 9 * *", CronError::Fields(4)),
        ("0 0 9 * * 1", CronError::Fields(6)),
        ("@daily", CronError::Fields(1)),
        ("60 9 * * *", field(CronField::Minute, "60")),
        ("0 24 * * *", field(CronField::Hour, "24")),
        ("0 9 32 * *", field(CronField::DayOfMonth, "32")),
        ("0 9 L * *", field(CronField::DayOfMonth, "L")),
        ("0 9 * 13 *", field(CronField::Month, "13")),
        ("0 9 * * 8", field(CronField::DayOfWeek, "8")),
        ("0 9 * * man", field(CronField::DayOfWeek, "man")),
        ("0 9 * * 5-2", field(CronField::DayOfWeek, "5-2")),
        ("0 9 ? * 1", field(CronField::DayOfMonth, "?")),
        ("* 9 * * *", CronError::OftenerThanDaily),
        ("0 9,15 * * *", CronError::OftenerThanDaily),
        ("*/30 9 * * 1", CronError::OftenerThanDaily),
        ("0 9 30 2 *", CronError::Never),
    ];
    for (text, error) in cases {
        assert_eq!(Cadence::cron(text), Err(error.clone()), "{text}");
        assert_eq!(
            next_occasions(
                &Cadence::Cron(text.into()),
                COPENHAGEN,
                &open(),
                HolidayPolicy::Next,
                local("2026-11-01T00:00:00"),
                1
            ),
            Err(error)
        );
    }
}

#[test]
fn an_hour_late_is_on_time_and_longer_is_made_up_for_in_working_hours() {
    let calendar = Calendar::default();
    let late = |due: &str, now: &str| lateness(local(due), local(now), COPENHAGEN, &calendar);
    let up = |at: &str| Late::CatchUpAt(local(at));
    let due = "2026-11-19T09:00:00"; // a Thursday
    assert_eq!(late(due, "2026-11-19T08:00:00"), Late::OnTime);
    assert_eq!(late(due, "2026-11-19T10:00:00"), Late::OnTime);
    assert_eq!(late(due, "2026-11-19T10:00:01"), up("2026-11-19T10:00:01"));
    assert_eq!(late(due, "2026-11-19T14:59:59"), up("2026-11-19T14:59:59"));
    assert_eq!(late(due, "2026-11-19T15:00:00"), up("2026-11-20T08:00:00"));
    assert_eq!(late(due, "2026-11-20T03:00:00"), up("2026-11-20T08:00:00"));
    assert_eq!(late(due, "2026-11-20T16:00:00"), up("2026-11-23T08:00:00"), "the second working day");
    assert_eq!(late(due, "2026-11-23T14:00:00"), up("2026-11-23T14:00:00"));
    assert_eq!(late(due, "2026-11-23T15:00:00"), Late::TooLate);
    assert_eq!(late(due, "2027-11-23T12:00:00"), Late::TooLate);
    assert_eq!(
        late("2026-11-21T09:00:00", "2026-11-21T12:00:00"),
        up("2026-11-21T12:00:00"),
        "its own Saturday"
    );
    assert_eq!(
        late("2026-12-23T09:00:00", "2026-12-24T12:00:00"),
        up("2027-01-04T08:00:00"),
        "after the break"
    );
    let letter =
        |now: &str| lateness_within(local("2026-11-02T10:00:00"), local(now), COPENHAGEN, &calendar, 9);
    assert_eq!(letter("2026-11-13T14:00:00"), up("2026-11-13T14:00:00"), "the tenth working day");
    assert_eq!(letter("2026-11-13T15:00:00"), Late::TooLate);
}

#[test]
fn private_messages_wait_for_a_weekday_between_8_and_15() {
    let hours = |now: &str| private_hours(local(now), COPENHAGEN, &Calendar::default());
    assert_eq!(hours("2026-11-19T12:00:00"), local("2026-11-19T12:00:00"));
    assert_eq!(hours("2026-11-19T07:59:59"), local("2026-11-19T08:00:00"));
    assert_eq!(hours("2026-11-20T15:00:00"), local("2026-11-23T08:00:00"));
    assert_eq!(hours("2026-04-01T20:00:00"), local("2026-04-07T08:00:00"), "over Easter");
    assert_eq!(hours("2026-07-15T12:00:00"), local("2026-07-15T12:00:00"), "a break holds nothing back");
}

#[test]
fn times_are_read_as_people_type_them() {
    for (text, hour, minute) in [
        ("9", 9, 0),
        ("9.00", 9, 0),
        ("09:00", 9, 0),
        ("kl. 9", 9, 0),
        ("kl 9.30", 9, 30),
        ("Kl.14:05", 14, 5),
        (" 0900 ", 9, 0),
        ("930", 9, 30),
        ("klokken 13", 13, 0),
        ("0:00", 0, 0),
        ("23.59", 23, 59),
    ] {
        assert_eq!(parse_time(text), Ok(time(hour, minute)), "{text}");
    }
    for (text, error) in [
        ("", TimeError::Empty),
        ("9:5", TimeError::Minutes),
        ("9.300", TimeError::Minutes),
        ("24:00", TimeError::OutOfRange),
        ("25", TimeError::OutOfRange),
        ("9.60", TimeError::OutOfRange),
        ("morgen", TimeError::NotATime),
        ("kl.", TimeError::NotATime),
        ("900:30", TimeError::NotATime),
        ("9-10", TimeError::NotATime),
        ("-9", TimeError::NotATime),
        ("12345", TimeError::NotATime),
    ] {
        assert_eq!(parse_time(text), Err(error), "{text}");
    }
}

#[test]
fn dates_are_read_as_people_type_them() {
    let today = date("2026-11-21"); // a Saturday
    for (text, expected) in [
        ("24/12", "2026-12-24"),
        ("24.12.2026", "2026-12-24"),
        ("2026-12-24", "2026-12-24"),
        ("24. december", "2026-12-24"),
        ("d. 24. dec.", "2026-12-24"),
        ("24 DEC 2027", "2027-12-24"),
        ("24/12-26", "2026-12-24"),
        ("24.12.", "2026-12-24"),
        ("1/2", "2027-02-01"),
        ("21/11", "2026-11-21"),
        ("20/11", "2027-11-20"),
        ("29/2", "2028-02-29"),
        ("december 24", "2026-12-24"),
        ("24th of May", "2027-05-24"),
        ("1. maj 2027", "2027-05-01"),
        ("i dag", "2026-11-21"),
        ("i morgen", "2026-11-22"),
        ("lørdag", "2026-11-28"),
        ("på mandag", "2026-11-23"),
        ("24-12-2026", "2026-12-24"),
        ("1/1 2027", "2027-01-01"),
    ] {
        assert_eq!(parse_date(text, today), Ok(date(expected)), "{text}");
    }
    for (text, error) in [
        ("", DateError::Empty),
        ("snart", DateError::NotADate),
        ("31/2", DateError::NoSuchDay),
        ("29.2.2027", DateError::NoSuchDay),
        ("0/1", DateError::NoSuchDay),
        ("24. hest", DateError::NotADate),
        ("32. maj", DateError::NoSuchDay),
        ("24", DateError::NotADate),
        ("1/13", DateError::NoSuchDay),
    ] {
        assert_eq!(parse_date(text, today), Err(error), "{text}");
    }
}

fn any_cadence() -> impl Strategy<Value = Cadence> {
    let weekday = (0u8..7).prop_map(|n| Weekday::try_from(n).unwrap());
    let at = (0u32..24, 0u32..60).prop_map(|(hour, minute)| time(hour, minute));
    let anchor = proptest::option::of((0u64..700).prop_map(|n| date("2025-06-01") + Days::new(n)));
    (weekday, at, anchor, 0u8..5).prop_map(|(weekday, at, anchor, kind)| match kind {
        0 => Cadence::Weekly { weekday, at },
        1 => Cadence::Biweekly { weekday, at, anchor },
        2 => Cadence::Monthly { weekday, at },
        3 => Cadence::cron(&format!("{} {} * * *", at.minute(), at.hour())).unwrap(),
        _ => Cadence::cron(&format!("{} {} 1-14/3 * 1,6", at.minute(), at.hour())).unwrap(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn planning_step_by_step_gives_what_planning_ahead_promised(
        cadence in any_cadence(), policy in 0usize..3, day in 0u64..1500, closed in proptest::collection::btree_set(0u64..1600, 0..40),
    ) {
        let start = date("2025-01-01");
        let closing_days: BTreeSet<NaiveDate> = closed.iter().map(|n| start + Days::new(*n)).collect();
        let calendar = Calendar { closing_days, ..Calendar::default() };
        let policy = HolidayPolicy::ALL[policy];
        let mut after = to_utc(COPENHAGEN, start + Days::new(day), time(12, 0));
        let ahead = next_occasions(&cadence, COPENHAGEN, &calendar, policy, after, 8).unwrap();
        let mut cadence = cadence;
        for due in &ahead {
            let step = next_occasions(&cadence, COPENHAGEN, &calendar, policy, after, 1).unwrap();
            prop_assert_eq!(&step[..], std::slice::from_ref(due));
            if let Cadence::Biweekly { anchor: anchor @ None, .. } = &mut cadence {
                *anchor = Some(due.nominal);
            }
            after = due.at;
        }
        prop_assert_eq!(ahead.iter().map(|due| due.date).collect::<BTreeSet<_>>().len(), ahead.len());
        for due in &ahead {
            prop_assert!(!calendar.is_closed(due.date) && !calendar.is_break(due.date));
        }
    }

    #[test]
    fn what_is_typed_never_panics(text in "\\PC{0,24}") {
        let _ = parse_time(&text);
        let _ = parse_date(&text, date("2026-11-21"));
        let _ = Cadence::cron(&text);
    }

    #[test]
    fn catching_up_at_the_promised_moment_is_still_allowed(due in 0i64..20_000, waited in 0i64..9_000) {
        let due = local("2026-01-01T09:00:00") + TimeDelta::hours(due);
        let now = due + TimeDelta::minutes(waited);
        let calendar = Calendar::default();
        if let Late::CatchUpAt(at) = lateness(due, now, COPENHAGEN, &calendar) {
            prop_assert!(at >= now);
            prop_assert_eq!(lateness(due, at, COPENHAGEN, &calendar), Late::CatchUpAt(at));
            let hour = at.with_timezone(&COPENHAGEN).hour();
            prop_assert!((8..15).contains(&hour));
        }
        let at = private_hours(now, COPENHAGEN, &calendar);
        prop_assert!(at >= now);
        prop_assert_eq!(private_hours(at, COPENHAGEN, &calendar), at);
    }
}
