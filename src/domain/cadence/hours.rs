//! Working hours: how late a post may be, and when a private message may be sent.

use super::to_utc;
use crate::domain::calendar::Calendar;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Tz;

/// The first hour of the day in which something missed is made up for, and private messages are sent.
pub const WORK_BEGINS: u32 = 8;
/// The hour at which that ends.
pub const WORK_ENDS: u32 = 15;
/// Up to this late is on time.
const ON_TIME: TimeDelta = TimeDelta::minutes(60);
/// Working days that a missed prompt may come late.
const DAYS_LATE: u32 = 2;
/// Days that are searched for one that is open.
const FARTHEST: u64 = 400;

/// What becomes of something that was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Late {
    /// It comes at once (or when it is due).
    OnTime,
    /// It was missed; it comes at this moment, now or later.
    CatchUpAt(DateTime<Utc>),
    /// It was missed for too long, and is let go.
    TooLate,
}

/// What becomes of a prompt that was due at `due` when it is `now`: up to 60 minutes late is on time; missed
/// for longer, it comes as soon as possible in working hours, at most two working days late.
pub fn lateness(due: DateTime<Utc>, now: DateTime<Utc>, zone: Tz, calendar: &Calendar) -> Late {
    lateness_within(due, now, zone, calendar, DAYS_LATE)
}

/// As [`lateness`], for something that may come up to `working_days` late.
pub fn lateness_within(
    due: DateTime<Utc>,
    now: DateTime<Utc>,
    zone: Tz,
    calendar: &Calendar,
    working_days: u32,
) -> Late {
    if now <= due + ON_TIME {
        return Late::OnTime;
    }
    let due_on = due.with_timezone(&zone).date_naive();
    // The day it was due on is one the team works on, a Saturday too.
    let own_day = Some(due_on.weekday());
    let chance = next_hours(now, zone, |date| calendar.is_working_day(date, own_day));
    let last = (0..working_days).try_fold(due_on, |day, _| calendar.next_working_day(day, own_day));
    match (chance, last) {
        (Some(at), Some(last)) if at.with_timezone(&zone).date_naive() <= last => Late::CatchUpAt(at),
        _ => Late::TooLate,
    }
}

/// The first moment from `now` on at which a private message may be sent: Monday to Friday, 08–15, not on
/// public holidays or closing days. Breaks do not hold messages back: those who are asked have a fixed
/// number of days to answer.
pub fn private_hours(now: DateTime<Utc>, zone: Tz, calendar: &Calendar) -> DateTime<Utc> {
    let open =
        |date: NaiveDate| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !calendar.is_closed(date);
    next_hours(now, zone, open).unwrap_or(now)
}

/// The first moment from `now` on that lies in working hours of a day that is `open`.
fn next_hours(now: DateTime<Utc>, zone: Tz, open: impl Fn(NaiveDate) -> bool) -> Option<DateTime<Utc>> {
    let local = now.with_timezone(&zone);
    let today = local.date_naive();
    if open(today) && (WORK_BEGINS..WORK_ENDS).contains(&local.hour()) {
        return Some(now);
    }
    let begins = NaiveTime::from_hms_opt(WORK_BEGINS, 0, 0)?;
    (0..=FARTHEST)
        .map_while(|days| today.checked_add_days(Days::new(days)))
        .filter(|date| open(*date))
        .map(|date| to_utc(zone, date, begins))
        .find(|at| *at > now)
}
