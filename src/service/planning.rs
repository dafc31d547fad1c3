//! From a team's rhythm to occasions: what is due is planned together with its outgoing work, once.

use crate::domain::cadence::{self, Cadence, Tempo, WORK_ENDS};
use crate::domain::calendar::Calendar;
use crate::domain::ids::{OccasionId, TeamId};
use crate::domain::occasion::{Occasion, OccasionKind, OccasionState, SkipReason};
use crate::domain::plan::Promise;
use crate::domain::team::Team;
use crate::service::core::Core;
use crate::service::job::Job;
use crate::service::letters;
use crate::service::refusal::Failure;
use crate::store::{DueTeam, NewDelivery, NextDates};
use chrono::{DateTime, Datelike as _, Duration, Months, NaiveDate, NaiveTime, Utc, Weekday};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The hour at which TRIO gets a letter's preview.
const PREVIEW_HOUR: u32 = 8;
/// The hour before which no letter is posted.
const LETTER_HOUR: u32 = 10;
/// The working day of a month on which TRIO is reminded.
const REMINDER_DAY: u32 = 3;
/// The last working day of a month on which a letter that was missed is made up for.
const LETTER_LAST_DAY: u32 = 10;
/// Teams that are planned in one transaction: each costs a flush to the disk, and holds up who else writes.
const TOGETHER: usize = 25;

impl Team {
    /// The days on which nothing is posted in this team.
    pub fn calendar(&self) -> &Calendar {
        &self.dosing.calendar
    }

    /// When this team's prompts come.
    pub fn tempo(&self) -> Tempo<'_> {
        Tempo {
            cadence: &self.cadence,
            earlier: self.dosing.earlier.as_ref(),
            zone: self.zone,
            calendar: self.calendar(),
            holidays: self.dosing.holidays,
        }
    }

    /// The next moment from `now` on at which somebody in this team may be written to privately.
    pub fn private_time(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        cadence::private_hours(now, self.zone, self.calendar())
    }

    /// The next `count` prompts after `after`: each moment with its local date. Empty while the team pauses
    /// without an end.
    pub fn next_prompts(&self, after: DateTime<Utc>, count: usize) -> Vec<(DateTime<Utc>, NaiveDate)> {
        let from = match self.paused {
            None => after,
            Some(pause) => match pause.until {
                None => return Vec::new(),
                // The first moment of the day on which posts come again, less the smallest step.
                Some(until) => {
                    after.max(cadence::to_utc(self.zone, until, NaiveTime::MIN) - Duration::milliseconds(1))
                }
            },
        };
        self.tempo()
            .next(from, count)
            // Fields that were accepted once can be read.
            .unwrap_or_default()
            .into_iter()
            .map(|due| (due.at, due.date))
            .collect()
    }

    /// The next letter after `after`: when its preview is due, and the first day of its month.
    pub fn next_letter(&self, after: DateTime<Utc>) -> (DateTime<Utc>, NaiveDate) {
        let today = after.with_timezone(&self.zone).date_naive();
        let mut month = first_of_month(today) - Months::new(1);
        loop {
            let at = self.letter_preview(month);
            if at > after {
                return (at, month);
            }
            month = month + Months::new(1);
        }
    }

    /// The given hour on the `nth` working day (counted from 1) after `month`.
    fn working_day_after(&self, month: NaiveDate, nth: u32, hour: u32) -> DateTime<Utc> {
        let next = month + Months::new(1);
        let calendar = self.calendar();
        let day = calendar
            .first_working_day_of(next)
            .and_then(|first| calendar.nth_working_day(first, nth.saturating_sub(1)))
            .unwrap_or(next);
        cadence::to_utc(self.zone, day, NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default())
    }

    /// When TRIO sees a month's letter.
    pub fn letter_preview(&self, month: NaiveDate) -> DateTime<Utc> {
        self.working_day_after(month, 1, PREVIEW_HOUR)
    }

    /// When a month's letter may be posted at the earliest.
    pub fn letter_earliest(&self, month: NaiveDate) -> DateTime<Utc> {
        self.working_day_after(month, 1, LETTER_HOUR)
    }

    /// When TRIO is reminded of a letter, once.
    pub fn letter_reminder(&self, month: NaiveDate) -> DateTime<Utc> {
        self.working_day_after(month, REMINDER_DAY, PREVIEW_HOUR)
    }

    /// When a letter that the bot missed is let go.
    pub fn letter_latest(&self, month: NaiveDate) -> DateTime<Utc> {
        self.working_day_after(month, LETTER_LAST_DAY, WORK_ENDS)
    }

    /// When the month after `month` closes: an approval counts until then.
    pub fn letter_lapses(&self, month: NaiveDate) -> DateTime<Utc> {
        cadence::to_utc(self.zone, month + Months::new(2), NaiveTime::MIN)
    }

    /// The moments at which a month begins and ends on this team's wall clock.
    pub fn month_bounds(&self, month: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
        (
            cadence::to_utc(self.zone, month, NaiveTime::MIN),
            cadence::to_utc(self.zone, month + Months::new(1), NaiveTime::MIN),
        )
    }
}

/// The id of an occasion: it follows from what makes the occasion unique. A database that was put back to an earlier
/// state comes to the same one when it plans the occasion again, so that a post that stands in the channel is found
/// by its buttons, and they work. Nobody can tell from it which occasion it is.
pub fn occasion_id(team: TeamId, kind: OccasionKind, date: NaiveDate) -> OccasionId {
    let hash = Sha256::digest(format!("aktor occasion {team} {} {date}", kind.key()));
    let id = hash[..8].iter().fold(0_u64, |id, byte| id << 8 | u64::from(*byte));
    OccasionId((id >> 1).cast_signed().max(1))
}

/// The first day of a date's month.
pub fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

/// The last such weekday on or before `date`: what the rhythm gave, before a holiday moved it forward.
fn last_on_or_before(date: NaiveDate, weekday: Weekday) -> NaiveDate {
    let back = (7 + date.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
    date - Duration::days(back.into())
}

impl Core {
    /// A team's next dates, counted from `after`.
    pub fn next_dates_of(&self, team: &Team, after: DateTime<Utc>) -> NextDates {
        NextDates {
            prompt: team.next_prompts(after, 1).first().copied(),
            letter: Some(team.next_letter(after)),
            preview: team.next_preview(after),
            anchor: None,
        }
    }

    /// Plans everything that is due by now, for every team. Answers how many occasions were made.
    pub async fn plan_due(&self) -> Result<usize, Failure> {
        let mut made = 0;
        loop {
            let now = self.now();
            let due = self.store.teams_due(now, 500).await?;
            let full = due.len() == 500;
            let mut changed = false;
            for teams in due.chunks(TOGETHER) {
                let mut planned = Vec::with_capacity(teams.len());
                for (team, next) in teams {
                    planned.push(self.plan_team(team, *next, now).await?);
                }
                for new in self.store.plan_due(&planned, now).await? {
                    made += new.unwrap_or_default();
                    // Somebody has changed it meanwhile: planned as it is now.
                    changed |= new.is_none();
                }
            }
            if !full && !changed {
                return Ok(made);
            }
        }
    }

    /// What is due for a team.
    async fn plan_team(
        &self,
        read: &Team,
        mut next: NextDates,
        now: DateTime<Utc>,
    ) -> Result<DueTeam, Failure> {
        let mut occasions = Vec::new();
        let mut team = read.clone();
        // What a paused team would have been asked is neither asked nor made up for.
        let promises = match next.prompt.filter(|p| p.0 <= now) {
            Some(_) => self.store.promises(team.id).await?,
            None => BTreeMap::new(),
        };
        while let Some((at, date)) = next.prompt.filter(|p| p.0 <= now) {
            if team.paused.is_none_or(|p| p.until.is_some_and(|until| date >= until)) {
                let rests = promises.get(&date) == Some(&Promise::Rest);
                occasions.push(self.planned_prompt(&team, at, date, rests, now));
            }
            // A fortnightly rhythm counts from its first post; the one after it is two weeks later.
            if let Cadence::Biweekly { weekday, anchor: anchor @ None, .. } = &mut team.cadence {
                *anchor = Some(last_on_or_before(date, *weekday));
                next.anchor = *anchor;
            }
            next.prompt = team.next_prompts(at, 1).first().copied();
        }
        while let Some((at, date)) = next.preview.filter(|p| p.0 <= now) {
            occasions.extend(self.planned_preview(&team, at, date, now).await?);
            next.preview = team.next_preview(at);
        }
        while let Some((at, month)) = next.letter.filter(|l| l.0 <= now) {
            // A team that was set up later has nothing to tell of an earlier month.
            if team.created_at < team.month_bounds(month).1 {
                occasions.push(self.planned_letter(&team, at, month, now).await?);
            }
            next.letter = Some(team.next_letter(at));
        }
        Ok(DueTeam { read: read.clone(), occasions, next })
    }

    fn planned_prompt(
        &self,
        team: &Team,
        due_at: DateTime<Utc>,
        date: NaiveDate,
        rests: bool,
        now: DateTime<Utc>,
    ) -> (Occasion, Vec<NewDelivery>) {
        let id = occasion_id(team.id, OccasionKind::Prompt, date);
        let mut occasion = Occasion {
            id,
            team: team.id,
            kind: OccasionKind::Prompt,
            date,
            due_at,
            state: OccasionState::Planned,
            skipped: None,
            prompt: None,
        };
        if rests {
            occasion.state = OccasionState::Skipped;
            occasion.skipped = Some(SkipReason::Rested);
            return (occasion, Vec::new());
        }
        let at = match cadence::lateness(due_at, now, team.zone, team.calendar()) {
            cadence::Late::OnTime => due_at,
            cadence::Late::CatchUpAt(at) => at,
            // It may have been posted: then it stands in the channel, and is not let go.
            cadence::Late::TooLate if self.store.doubts(due_at).is_some() => now,
            cadence::Late::TooLate => {
                occasion.state = OccasionState::Skipped;
                occasion.skipped = Some(SkipReason::TooLate);
                return (occasion, Vec::new());
            }
        };
        let job = Job::PostPrompt { occasion: id };
        let work = job.at(&self.random, format!("prompt:{id}"), team.guild, Some(team.id), at);
        (occasion, vec![work])
    }

    async fn planned_letter(
        &self,
        team: &Team,
        due_at: DateTime<Utc>,
        month: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<(Occasion, Vec<NewDelivery>), Failure> {
        let date = month + Months::new(1);
        let id = occasion_id(team.id, OccasionKind::Letter, date);
        let mut occasion = Occasion {
            id,
            team: team.id,
            kind: OccasionKind::Letter,
            date,
            due_at,
            state: OccasionState::Planned,
            skipped: None,
            prompt: None,
        };
        let work = |job: Job, key: String, at: DateTime<Utc>| {
            job.at(&self.random, key, team.guild, Some(team.id), at)
        };
        let post = |at| work(Job::PostLetter { occasion: id }, letters::letter_key(id), at);
        let lapse = work(Job::LapseLetter { occasion: id }, format!("lapse:{id}"), team.letter_lapses(month));
        if now > team.letter_latest(month) {
            if self.store.doubts(due_at).is_some() {
                // It may stand in the channel; nobody is asked about it any more.
                return Ok((occasion, vec![post(now), lapse]));
            }
            occasion.state = OccasionState::Skipped;
            occasion.skipped = Some(SkipReason::TooLate);
            return Ok((occasion, Vec::new()));
        }
        let mut deliveries = Vec::new();
        for user in self.trio_members(team.id).await? {
            let ask = Job::AskApproval { occasion: id, user, again: false };
            deliveries.push(work(ask, format!("approval:{id}:{user}"), due_at));
            let remind = Job::AskApproval { occasion: id, user, again: true };
            deliveries.push(work(remind, format!("reminder:{id}:{user}"), team.letter_reminder(month)));
        }
        deliveries.push(post(team.letter_earliest(month)));
        deliveries.push(lapse);
        Ok((occasion, deliveries))
    }
}
