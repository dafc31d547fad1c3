//! What becomes of a next step, and what a letter tells of it.

use aktor::domain::calendar::Calendar;
use aktor::domain::ids::{StepId, TeamId, UserId};
use aktor::domain::step::{DAYS_TO_CHANGE, NextStep, State, Told, Verdict, asked_on, told};
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use proptest::prelude::*;
use proptest::sample::select;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn noon(month: u32, date: u32) -> DateTime<Utc> {
    day(month, date).and_hms_opt(12, 0, 0).unwrap().and_utc()
}

fn step(id: i64, agreed_at: DateTime<Utc>, due: NaiveDate) -> NextStep {
    NextStep {
        id: StepId(id),
        team: TeamId(1),
        author: UserId(2),
        what: "Vi ringer, før vi kører".to_owned(),
        frame: String::new(),
        due,
        state: State::Open,
        version: 1,
        agreed_at,
        settled_at: None,
        helpers: Vec::new(),
    }
}

#[test]
fn what_is_said_of_a_step_decides_what_becomes_of_it() {
    let (today, now) = (day(11, 20), noon(11, 20));
    let open = step(1, noon(11, 2), today);
    for (verdict, state) in [
        (Verdict::Done, State::Done),
        (Verdict::Differently, State::Differently),
        (Verdict::Dropped, State::Dropped),
    ] {
        let after = open.after(verdict, today, now);
        assert_eq!((after.state, after.version, after.settled_at), (state, 2, Some(now)));
        assert!(after.can_be_settled(now + Duration::days(DAYS_TO_CHANGE - 1)));
        assert!(!after.can_be_settled(now + Duration::days(DAYS_TO_CHANGE)));
        // Said by mistake, it goes on.
        let again = after.after(Verdict::UnderWay, today, now);
        assert_eq!((again.state, again.version, again.settled_at), (State::Open, 3, None));
    }
    let on = open.after(Verdict::UnderWay, today, now);
    assert_eq!((on.state, on.due, on.version), (State::Open, day(12, 4), 2));
    let moved = on.moved(day(12, 24));
    assert_eq!((moved.due, moved.version, moved.state), (day(12, 24), 3, State::Open));
}

#[test]
fn a_step_is_asked_about_on_a_working_day() {
    let calendar = Calendar::default();
    assert_eq!(asked_on(&calendar, day(11, 20)), day(11, 20), "a Friday");
    assert_eq!(asked_on(&calendar, day(11, 21)), day(11, 23), "a Saturday");
    assert_eq!(asked_on(&calendar, day(5, 14)), day(5, 15), "Ascension Day");
    assert_eq!(asked_on(&calendar, day(7, 10)), day(8, 3), "the summer break");
    assert_eq!(asked_on(&calendar, day(12, 24)), NaiveDate::from_ymd_opt(2027, 1, 4).unwrap(), "Christmas");
    let never = Calendar { weeks: (1..=53).collect(), ..Calendar::default() };
    assert_eq!(asked_on(&never, day(11, 21)), day(11, 21), "a calendar that never opens");
}

#[test]
fn a_letter_tells_what_was_agreed_done_and_is_still_open() {
    let (from, until) = (noon(11, 1), noon(12, 1));
    let before = step(1, noon(10, 5), day(11, 9));
    let within = step(2, noon(11, 5), day(12, 9));
    let of = |step: &NextStep| step.told_of(from, until);
    assert_eq!((of(&before), of(&within)), (Some(Told::Open), Some(Told::Agreed)));
    let done = before.after(Verdict::Done, day(11, 9), noon(11, 9));
    assert_eq!(of(&done), Some(Told::Done));
    assert_eq!(of(&within.after(Verdict::Dropped, day(11, 9), noon(11, 9))), None, "it is not told");
    assert_eq!(of(&within.after(Verdict::Differently, day(11, 9), noon(11, 9))), None);
    // What came after the month is told in the next letter.
    assert_eq!(of(&within.after(Verdict::Done, day(12, 3), noon(12, 3))), Some(Told::Agreed));
    assert_eq!(of(&step(3, noon(12, 2), day(12, 9))), None);
    let long_done = step(4, noon(9, 1), day(10, 1)).after(Verdict::Done, day(10, 1), noon(10, 1));
    assert_eq!(of(&long_done), None);
    let all = [within, done, step(5, noon(10, 6), day(11, 8)), long_done];
    assert_eq!(
        told(&all, from, until),
        [(StepId(1), Told::Done), (StepId(2), Told::Agreed), (StepId(5), Told::Open)]
    );
}

proptest! {
    #[test]
    fn a_letter_is_never_a_list(agreed in prop::collection::vec((0..80_u64, select(Verdict::ALL.to_vec()), any::<bool>()), 0..40)) {
        let (from, until) = (noon(11, 1), noon(12, 1));
        let steps: Vec<NextStep> = (1..).zip(&agreed).map(|(id, (days, verdict, settled))| {
            let at = noon(9, 20) + Days::new(*days);
            let open = step(id, at, at.date_naive() + Days::new(7));
            if *settled { open.after(*verdict, at.date_naive(), at + Days::new(3)) } else { open }
        }).collect();
        let lines = told(&steps, from, until);
        for kind in [Told::Done, Told::Agreed, Told::Open] {
            prop_assert!(lines.iter().filter(|line| line.1 == kind).count() <= 4);
        }
        let mut kinds: Vec<Told> = lines.iter().map(|line| line.1).collect();
        kinds.dedup();
        prop_assert!(kinds.is_sorted(), "{:?}", kinds);
        let mut turned = steps.clone();
        turned.reverse();
        prop_assert_eq!(lines, told(&turned, from, until));
    }
}
