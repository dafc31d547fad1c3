//! When which team was to be asked, and when it could be: the plan that the world is held against.

use super::ledger::{Kept, Trouble};
use aktor::domain::cadence::{Late, lateness, to_utc};
use aktor::domain::team::Team;
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use std::collections::BTreeMap;

/// After so long without trouble everything has been tried again.
const SETTLES: Duration = Duration::minutes(30);
/// Close to a change of the team either is right.
const CLOSE: Duration = Duration::minutes(2);

/// A prompt that is due.
#[derive(Clone)]
pub(crate) struct Due {
    pub(crate) date: NaiveDate,
    pub(crate) at: DateTime<Utc>,
    /// The team as it stood then.
    pub(crate) team: Team,
    /// Until when it stood so, by the bot's clock.
    pub(crate) until: DateTime<Utc>,
    /// Whether the team goes on to the end.
    pub(crate) lasts: bool,
    /// Whether the team stood so already when it was due: just before, it may have been passed over.
    sure: bool,
}

/// Every date on which a team's rhythm has a prompt, by how it stood.
pub(crate) fn dues(kept: &Kept, ends: DateTime<Utc>) -> BTreeMap<NaiveDate, Due> {
    let mut all: BTreeMap<NaiveDate, Due> = BTreeMap::new();
    let lasts = kept.stood.iter().all(|(_, team)| team.ended_at.is_none());
    for (nth, (from, team)) in kept.stood.iter().enumerate() {
        let until = kept.stood.get(nth + 1).map_or(ends, |(next, _)| *next);
        if team.ended_at.is_some() {
            continue;
        }
        let many = usize::try_from((until - *from).num_days().max(0)).unwrap_or(0) + 3;
        // From a little before, since what is due at the moment of a change may be asked by either.
        let mut near = *from - if nth == 0 { Duration::zero() } else { CLOSE };
        // A date that was due before the change is not due again at another hour of it, nor does a fortnight count from it.
        let today = from.with_timezone(&team.zone).date_naive();
        if all.get(&today).is_some_and(|due| due.at < near) {
            near = to_utc(team.zone, today + Days::new(1), NaiveTime::MIN) - Duration::milliseconds(1);
        }
        for (at, date) in team.next_prompts(near, many) {
            if at > until + CLOSE {
                break;
            }
            let due = Due { date, at, team: team.clone(), until, lasts, sure: at >= *from };
            let known = all.entry(date).or_insert(due);
            // Due by the later standing as well: until then it could be asked.
            if known.at == at {
                known.until = until;
            }
        }
    }
    all
}

/// The stretches of time in which nothing was in a team's way.
pub(crate) fn good_stretches(
    troubles: &[Trouble],
    team: usize,
    begins: DateTime<Utc>,
    ends: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let ours = troubles.iter().filter(|one| one.team.is_none_or(|whose| whose == team));
    let mut bad: Vec<_> = ours.map(|one| (one.from, one.until.unwrap_or(ends))).collect();
    bad.sort_unstable();
    let mut good = Vec::new();
    let mut from = begins;
    for (begin, end) in bad {
        if begin > from {
            good.push((from, begin));
        }
        from = from.max(end);
    }
    if ends > from {
        good.push((from, ends));
    }
    good
}

/// When a prompt could be posted at the latest that it had to be; `None`: it could not, or not for sure.
pub(crate) fn must_post(due: &Due, good: &[(DateTime<Utc>, DateTime<Utc>)]) -> Option<DateTime<Utc>> {
    if !due.sure {
        return None;
    }
    for (from, to) in good {
        let begins = due.at.max(*from);
        if begins >= *to {
            continue;
        }
        let at = match lateness(due.at, begins, due.team.zone, due.team.calendar()) {
            Late::OnTime => begins,
            Late::CatchUpAt(at) => at.max(begins),
            Late::TooLate => return None,
        };
        // All of it in hours in which it may come.
        let still = lateness(due.at, at + SETTLES, due.team.zone, due.team.calendar());
        let open = match still {
            Late::OnTime => true,
            Late::CatchUpAt(then) => then == at + SETTLES,
            Late::TooLate => false,
        };
        if open && at + SETTLES <= *to && at + SETTLES <= due.until {
            return Some(at);
        }
    }
    None
}
