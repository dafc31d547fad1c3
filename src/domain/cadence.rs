//! When a team's prompts come: from a rhythm, a zone and a calendar to dates and moments.
//!
//! Decides dates on the wall clock of the team's zone; it must not know what stands in a post, nor what the
//! time is now.

mod change;
mod crontab;
mod hours;
mod typed;

pub use change::{Earlier, Tempo};
pub use crontab::{CronError, CronField, Crontab};
pub use hours::{Late, WORK_BEGINS, WORK_ENDS, lateness, lateness_within, private_hours};
pub use typed::{DateError, TimeError, parse_date, parse_time};

use crate::domain::calendar::{Calendar, HolidayPolicy};
use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Days before the moment asked about whose posts may have been moved past it.
const MOVED_AT_MOST: u64 = 60;
/// Days that are searched for the next occasions: the leap day that comes after eight years included.
const HORIZON: i64 = 9 * 366;

/// A team's rhythm, on the wall clock of its zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cadence {
    /// *Hver uge*.
    Weekly {
        /// On this day.
        weekday: Weekday,
        /// At this time.
        at: NaiveTime,
    },
    /// *Hver 2. uge*.
    Biweekly {
        /// On this day.
        weekday: Weekday,
        /// At this time.
        at: NaiveTime,
        /// A date in a week that has a post; `None` until the first post.
        anchor: Option<NaiveDate>,
    },
    /// *Hver måned*: the first such weekday.
    Monthly {
        /// On this day.
        weekday: Weekday,
        /// At this time.
        at: NaiveTime,
    },
    /// The five crontab fields.
    Cron(String),
}

/// A date on which a post is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// The local date that makes the occasion unique.
    pub date: NaiveDate,
    /// When it is due.
    pub at: DateTime<Utc>,
    /// The date that the rhythm gave, before a holiday moved it: the anchor of a biweekly rhythm.
    pub nominal: NaiveDate,
}

impl Cadence {
    /// A rhythm by crontab fields, checked.
    pub fn cron(text: &str) -> Result<Self, CronError> {
        text.parse::<Crontab>().map(|crontab| Self::Cron(crontab.to_string()))
    }

    /// The time of day on the wall clock.
    pub fn time(&self) -> Result<NaiveTime, CronError> {
        Ok(Rhythm::of(self)?.at())
    }

    /// The dates that the rhythm gives from `first` to `last`, both included, before any holiday moves them.
    pub fn dates(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<NaiveDate>, CronError> {
        Ok(Rhythm::of(self)?.dates(first, last).collect())
    }
}

/// A rhythm whose crontab, if it has one, has been read.
enum Rhythm {
    Weekday { weekday: Weekday, at: NaiveTime, every: Every },
    Cron(Crontab),
}

enum Every {
    Week,
    OtherWeek(Option<NaiveDate>),
    Month,
}

impl Rhythm {
    fn of(cadence: &Cadence) -> Result<Self, CronError> {
        Ok(match cadence {
            Cadence::Weekly { weekday, at } => {
                Self::Weekday { weekday: *weekday, at: *at, every: Every::Week }
            }
            Cadence::Biweekly { weekday, at, anchor } => {
                Self::Weekday { weekday: *weekday, at: *at, every: Every::OtherWeek(*anchor) }
            }
            Cadence::Monthly { weekday, at } => {
                Self::Weekday { weekday: *weekday, at: *at, every: Every::Month }
            }
            Cadence::Cron(text) => Self::Cron(text.parse()?),
        })
    }

    fn at(&self) -> NaiveTime {
        match self {
            Self::Weekday { at, .. } => *at,
            Self::Cron(crontab) => crontab.at(),
        }
    }

    /// The day that counts as a working day since the team chose it by name.
    fn own_day(&self, date: NaiveDate) -> Option<Weekday> {
        match self {
            Self::Weekday { weekday, .. } => Some(*weekday),
            Self::Cron(crontab) => Some(date.weekday()).filter(|day| crontab.names(*day)),
        }
    }

    fn gives(&self, date: NaiveDate) -> bool {
        match self {
            Self::Cron(crontab) => crontab.gives(date),
            Self::Weekday { weekday, every, .. } => {
                date.weekday() == *weekday
                    && match every {
                        Every::Week | Every::OtherWeek(None) => true,
                        Every::OtherWeek(Some(anchor)) => {
                            monday_of(date).signed_duration_since(monday_of(*anchor)).num_weeks() % 2 == 0
                        }
                        Every::Month => date.day() <= 7,
                    }
            }
        }
    }

    fn dates(&self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let (start, step) = match self {
            Self::Cron(_) => (Some(first), 1),
            Self::Weekday { weekday, .. } => {
                let days = (7 + weekday.num_days_from_monday() - first.weekday().num_days_from_monday()) % 7;
                (first.checked_add_days(Days::new(days.into())), 7)
            }
        };
        std::iter::successors(start, move |date| date.checked_add_days(Days::new(step)))
            .take_while(move |date| *date <= last)
            .filter(|date| self.gives(*date))
    }
}

fn monday_of(date: NaiveDate) -> NaiveDate {
    let days = Days::new(date.weekday().num_days_from_monday().into());
    date.checked_sub_days(days).unwrap_or(date)
}

/// The next `n` occasions due after `after`, in order: at most one for each local date. Two dates that a
/// holiday moves to the same day count once.
///
/// A biweekly rhythm that has no post yet counts from the first of them.
pub fn next_occasions(
    cadence: &Cadence,
    zone: Tz,
    calendar: &Calendar,
    policy: HolidayPolicy,
    after: DateTime<Utc>,
    n: usize,
) -> Result<Vec<Due>, CronError> {
    let mut rhythm = Rhythm::of(cadence)?;
    if let Rhythm::Weekday { every: Every::OtherWeek(anchor @ None), .. } = &mut rhythm {
        let Cadence::Biweekly { weekday, at, .. } = cadence else { return Ok(Vec::new()) };
        let weekly = Rhythm::Weekday { weekday: *weekday, at: *at, every: Every::Week };
        *anchor = coming(&weekly, zone, calendar, policy, after, 1).first().map(|due| due.nominal);
    }
    Ok(coming(&rhythm, zone, calendar, policy, after, n))
}

fn coming(
    rhythm: &Rhythm,
    zone: Tz,
    calendar: &Calendar,
    policy: HolidayPolicy,
    after: DateTime<Utc>,
    n: usize,
) -> Vec<Due> {
    let today = after.with_timezone(&zone).date_naive();
    let first = today.checked_sub_days(Days::new(MOVED_AT_MOST)).unwrap_or(today);
    let last = today.checked_add_signed(TimeDelta::days(HORIZON)).unwrap_or(NaiveDate::MAX);
    let mut found: BTreeMap<NaiveDate, Due> = BTreeMap::new();
    let Some(enough) = n.checked_sub(1) else { return Vec::new() };
    for nominal in rhythm.dates(first, last) {
        // A later date may still be moved back before the last one found, but never farther than that.
        if let Some(nth) = found.values().nth(enough)
            && nominal.signed_duration_since(nth.date).num_days() > MOVED_AT_MOST.cast_signed()
        {
            break;
        }
        let Some(date) = calendar.place(nominal, rhythm.own_day(nominal), policy) else { continue };
        let at = to_utc(zone, date, rhythm.at());
        if at > after {
            // The date's own post stands before one that was moved there.
            let due = found.entry(date).or_insert(Due { date, at, nominal });
            if nominal == date {
                due.nominal = nominal;
            }
        }
    }
    found.into_values().take(n).collect()
}

/// The moment at which a clock in `zone` shows `time` on `date`: a time in the gap of a DST change moves
/// forward by the length of the gap, one in the overlap is the first of the two.
pub fn to_utc(zone: Tz, date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let local = date.and_time(time);
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
        // What the offset before the gap makes of it. The longest gap ever was a day (Samoa, 2011).
        LocalResult::None => (1..=200)
            .map(|quarters| TimeDelta::minutes(15 * quarters))
            .find_map(|back| {
                Some(zone.from_local_datetime(&(local - back)).latest()?.with_timezone(&Utc) + back)
            })
            .unwrap_or_else(|| local.and_utc()),
    }
}
