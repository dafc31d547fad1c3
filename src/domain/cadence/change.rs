//! From one rhythm to another: a changed weekday applies from the next ISO week, and what was still to come in
//! this one comes as it was to.

use super::{Cadence, CronError, Due, MOVED_AT_MOST, monday_of, next_occasions, to_utc};
use crate::domain::calendar::{Calendar, HolidayPolicy};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The rhythm that a change leaves in force for the rest of its week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The rhythm.
    pub cadence: Cadence,
    /// The Monday from which it is no longer in force.
    pub until: NaiveDate,
}

/// A rhythm with the one that was in force before it, if that still matters, and the days it falls on.
#[derive(Debug, Clone, Copy)]
pub struct Tempo<'a> {
    /// The rhythm.
    pub cadence: &'a Cadence,
    /// What holds until the end of the week in which it was chosen.
    pub earlier: Option<&'a Earlier>,
    /// The zone of its wall clock.
    pub zone: Tz,
    /// The days off.
    pub calendar: &'a Calendar,
    /// What becomes of a post on a day off.
    pub holidays: HolidayPolicy,
}

impl Tempo<'_> {
    /// The next `n` occasions due after `after`, as [`next_occasions`].
    pub fn next(&self, after: DateTime<Utc>, n: usize) -> Result<Vec<Due>, CronError> {
        let of = |cadence: &Cadence, n: usize| {
            next_occasions(cadence, self.zone, self.calendar, self.holidays, after, n)
        };
        let Some(earlier) = self.earlier.filter(|earlier| self.may_matter(earlier, after)) else {
            return of(self.cadence, n);
        };
        // The last post of the old rhythm may have been moved past the Monday, the first of the new one before it.
        let mut all: BTreeMap<NaiveDate, Due> = BTreeMap::new();
        let old = of(&earlier.cadence, 8)?.into_iter().filter(|due| due.nominal < earlier.until);
        let new = of(self.cadence, n + 8)?.into_iter().filter(|due| due.nominal >= earlier.until);
        for due in old.chain(new) {
            all.entry(due.date).or_insert(due);
        }
        Ok(all.into_values().take(n).collect())
    }

    /// This rhythm changed to `chosen` at `now`: the rhythm, and what holds until the end of the week.
    pub fn change(
        &self,
        chosen: Cadence,
        now: DateTime<Utc>,
    ) -> Result<(Cadence, Option<Earlier>), CronError> {
        let today = now.with_timezone(&self.zone).date_naive();
        let until = monday_of(today) + Days::new(7);
        let in_force = self.earlier.filter(|earlier| today < earlier.until);
        let in_force = in_force.map_or(self.cadence, |earlier| &earlier.cadence);
        if chosen == *in_force {
            return Ok((chosen, None));
        }
        let this_week = |cadence: &Cadence| -> Result<Option<Due>, CronError> {
            let coming = next_occasions(cadence, self.zone, self.calendar, self.holidays, now, 1)?;
            Ok(coming.first().copied().filter(|due| due.nominal < until))
        };
        let still = this_week(in_force)?;
        let moves = weekday(&chosen) != weekday(in_force);
        if !moves && (still.is_none() || this_week(&chosen)?.is_some()) {
            return Ok((chosen, None));
        }
        let chosen = match chosen {
            // What still comes this week is the first of a fortnightly rhythm.
            Cadence::Biweekly { weekday, at, anchor: None } => {
                Cadence::Biweekly { weekday, at, anchor: Some(still.map_or(until, |due| due.nominal)) }
            }
            chosen => chosen,
        };
        Ok((chosen, Some(Earlier { cadence: in_force.clone(), until })))
    }

    fn may_matter(&self, earlier: &Earlier, after: DateTime<Utc>) -> bool {
        after < to_utc(self.zone, earlier.until + Days::new(MOVED_AT_MOST), NaiveTime::MIN)
    }
}

/// The weekday of a rhythm that has one of its own.
fn weekday(cadence: &Cadence) -> Option<Weekday> {
    match cadence {
        Cadence::Weekly { weekday, .. }
        | Cadence::Biweekly { weekday, .. }
        | Cadence::Monthly { weekday, .. } => Some(*weekday),
        Cadence::Cron(_) => None,
    }
}
