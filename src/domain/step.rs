//! A team's next step: what it will do, inside which frame, and when it talks about it again. What somebody says of how
//! it went decides what becomes of it. It must not know where it stands, nor any words of ours.

use crate::domain::calendar::Calendar;
use crate::domain::ids::{StepId, TeamId, UserId};
use crate::domain::keyed::keyed;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The longest step, in characters: it is one line.
pub const LONGEST_STEP: u16 = 300;
/// The longest frame, in characters.
pub const LONGEST_FRAME: u16 = 200;
/// The most steps that a team has open at a time: more would be a list that nobody reads.
pub const MOST_OPEN: usize = 20;
/// In how many days a step that is under way is asked about again, unless somebody chooses another day.
pub const DAYS_ON: u64 = 14;
/// The farthest day on which a step may be talked about again, in days.
pub const FARTHEST: u64 = 366;
/// For how many days what was said of a step can be changed.
pub const DAYS_TO_CHANGE: i64 = 14;
/// The most lines of each kind in a month's letter.
const MOST_TOLD: usize = 4;

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is still to be talked about.
    Open,
    /// *Gjort*.
    Done,
    /// *Gik anderledes*.
    Differently,
    /// *Droppet*.
    Dropped,
}

keyed! { State {
    Open = "open",
    Done = "done",
    Differently = "differently",
    Dropped = "dropped",
} }

/// What somebody says of how it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// *Gjort*.
    Done,
    /// *I gang*: it is asked about again.
    UnderWay,
    /// *Gik anderledes*.
    Differently,
    /// *Droppet*.
    Dropped,
}

impl Verdict {
    /// All of them; their order stands in ids and may only grow at its end.
    pub const ALL: [Self; 4] = [Self::Done, Self::UnderWay, Self::Differently, Self::Dropped];

    /// How a step stands of which this was said.
    pub fn state(self) -> State {
        match self {
            Self::Done => State::Done,
            Self::UnderWay => State::Open,
            Self::Differently => State::Differently,
            Self::Dropped => State::Dropped,
        }
    }
}

/// What somebody says of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// *Jeg går forrest*.
    Leads,
    /// *Jeg er med*.
    Joins,
}

keyed! { Hand {
    Leads = "leads",
    Joins = "joins",
} }

/// Somebody who goes first with a step or joins in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    /// Who.
    pub user: UserId,
    /// The name they had then; they have chosen to have it shown.
    pub name: String,
    /// Which of the two.
    pub hand: Hand,
}

/// A next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// Its id.
    pub id: StepId,
    /// Whose.
    pub team: TeamId,
    /// Who wrote it down; shown to nobody.
    pub author: UserId,
    /// What the team will do, in one line.
    pub what: String,
    /// Inside which frame; may be empty.
    pub frame: String,
    /// The day on which it is talked about again, as it was agreed.
    pub due: NaiveDate,
    /// How it stands.
    pub state: State,
    /// Counts what was decided about it, from 1.
    pub version: u16,
    /// When it was agreed.
    pub agreed_at: DateTime<Utc>,
    /// When it was said how it went, unless it is open.
    pub settled_at: Option<DateTime<Utc>>,
    /// Who goes first and who joins in, in the order in which they said so.
    pub helpers: Vec<Helper>,
}

impl NextStep {
    /// The step after `verdict`, given today and now.
    #[must_use]
    pub fn after(&self, verdict: Verdict, today: NaiveDate, now: DateTime<Utc>) -> Self {
        let settled = Self {
            state: verdict.state(),
            version: self.version.saturating_add(1),
            settled_at: (verdict != Verdict::UnderWay).then_some(now),
            ..self.clone()
        };
        match verdict {
            Verdict::UnderWay => {
                let due = today.checked_add_days(Days::new(DAYS_ON)).unwrap_or(today);
                Self { due, ..settled }
            }
            _ => settled,
        }
    }

    /// The step when it is to be talked about on another day.
    #[must_use]
    pub fn moved(&self, due: NaiveDate) -> Self {
        let version = self.version.saturating_add(1);
        Self { due, state: State::Open, version, settled_at: None, ..self.clone() }
    }

    /// Whether what was said of it can still be changed.
    pub fn can_be_settled(&self, now: DateTime<Utc>) -> bool {
        self.settled_at.is_none_or(|at| (now - at).num_days() < DAYS_TO_CHANGE)
    }

    /// As what a letter about the time from `from` until `until` tells it, if it does.
    pub fn told_of(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Option<Told> {
        if self.agreed_at >= until {
            return None;
        }
        // What was decided later is told later.
        match self.settled_at.filter(|at| *at < until) {
            Some(at) => (self.state == State::Done && at >= from).then_some(Told::Done),
            None if self.agreed_at >= from => Some(Told::Agreed),
            None => Some(Told::Open),
        }
    }
}

/// The day on which the team is asked about a step that is due on `due`: a working day, that one or the next.
pub fn asked_on(calendar: &Calendar, due: NaiveDate) -> NaiveDate {
    if calendar.is_working_day(due, None) { due } else { calendar.next_working_day(due, None).unwrap_or(due) }
}

/// What a month's letter says of a step; in the order in which they stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// It was done in that month.
    Done,
    /// It was agreed in that month.
    Agreed,
    /// It was agreed earlier and is still open.
    Open,
}

/// The steps that the letter about the time from `from` until `until` tells: of each kind the first few, by the day on which
/// they are due. What was dropped is not told.
pub fn told(steps: &[NextStep], from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<(StepId, Told)> {
    let mut all: Vec<_> =
        steps.iter().filter_map(|step| Some((step.told_of(from, until)?, step.due, step.id))).collect();
    all.sort_unstable();
    let mut told: Vec<(StepId, Told)> = Vec::new();
    for (kind, _, id) in all {
        if told.iter().filter(|one| one.1 == kind).count() < MOST_TOLD {
            told.push((id, kind));
        }
    }
    told
}
