//! The look ahead: three working days before a prompt TRIO is shown it, each of TRIO is invited to answer a bold one
//! first, and is told when few are left.

use crate::domain::cadence;
use crate::domain::escape;
use crate::domain::ids::{OccasionId, UserId};
use crate::domain::language::Language;
use crate::domain::occasion::{Occasion, OccasionKind, OccasionState, SkipReason};
use crate::domain::plan::Promise;
use crate::domain::prompt::Courage;
use crate::domain::team::Team;
use crate::service::core::Core;
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::plan::{SOUGHT_AMONG, asked_at};
use crate::service::planning::occasion_id;
use crate::service::platform::Place;
use crate::service::posts::note;
use crate::service::refusal::Failure;
use crate::store::{Claim, NewDelivery};
use crate::text::{dates, plan as sentences};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// Fewer unused prompts than this are told of.
const FEW: usize = 8;
/// Working days between the look ahead and the prompt it tells of.
const DAYS_AHEAD: u32 = 3;
/// The hour of the look ahead.
const HOUR: u32 = 8;

impl Team {
    /// TRIO's next look ahead after `after`: when it is due, and the date of the prompt it tells of.
    pub fn next_preview(&self, after: DateTime<Utc>) -> Option<(DateTime<Utc>, NaiveDate)> {
        let coming = self.next_prompts(after, SOUGHT_AMONG);
        coming.into_iter().map(|(_, date)| (self.preview_of(date), date)).find(|(at, _)| *at > after)
    }

    fn preview_of(&self, date: NaiveDate) -> DateTime<Utc> {
        let before = |day: NaiveDate| self.calendar().previous_working_day(day, None);
        let day = (0..DAYS_AHEAD).try_fold(date, |day, _| before(day)).unwrap_or(date);
        cadence::to_utc(self.zone, day, NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default())
    }
}

impl Core {
    /// The look ahead at a date, as an occasion with its work; none when nobody would see it.
    pub(super) async fn planned_preview(
        &self,
        team: &Team,
        due_at: DateTime<Utc>,
        date: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Option<(Occasion, Vec<NewDelivery>)>, Failure> {
        let somebody = team.dosing.trio_channel.is_some() || !self.trio_members(team.id).await?.is_empty();
        // Made up for in working hours, and only as long as it is a look ahead.
        let at = match cadence::lateness(due_at, now, team.zone, team.calendar()) {
            cadence::Late::OnTime => due_at,
            cadence::Late::CatchUpAt(at) => at,
            cadence::Late::TooLate => return Ok(None),
        };
        if !somebody || at >= asked_at(team, date) {
            return Ok(None);
        }
        let id = occasion_id(team.id, OccasionKind::Preview, date);
        let occasion = Occasion {
            id,
            team: team.id,
            kind: OccasionKind::Preview,
            date,
            due_at,
            state: OccasionState::Planned,
            skipped: None,
            prompt: None,
        };
        let job = Job::LookAhead { occasion: id };
        let work = job.at(&self.random, format!("preview:{id}"), team.guild, Some(team.id), at);
        Ok(Some((occasion, vec![work])))
    }

    /// Shows TRIO what is coming: in its channel if it has one. Before a bold prompt each of them is invited to
    /// answer first; and when few are left, that is told.
    pub(super) async fn look_ahead(&self, claim: &Claim, id: OccasionId) -> Result<Outcome, Failure> {
        let now = self.now();
        let (Some(occasion), Some(team)) = (self.store.occasion(id).await?, self.team_of(claim).await?)
        else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let mut dates = self.coming_dates(&team, SOUGHT_AMONG).await?;
        let nth = dates.iter().position(|date| *date == occasion.date);
        let (OccasionState::Planned, Some(nth)) = (occasion.state, nth) else {
            // The rhythm has changed since, or the team pauses.
            self.store.end_occasion(claim, id, &[], now).await?;
            return Ok(Outcome::Done);
        };
        dates.truncate(nth + 1);
        let (laid, ()) = self.change_plan(None, &team, &dates, |_, _| Ok(())).await?;
        let Some((date, Some(Promise::Ask(prompt)))) = laid.get(nth) else {
            self.store.end_occasion(claim, id, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let l = team.language;
        let coverage = self.coverage(&team).await?;
        let few = few_left(l, coverage.unused);
        if let Some(channel) = team.dosing.trio_channel {
            let mut intro = vec![sentences::plan_ahead(l, &escape::name(&team.name), &dates::day(l, *date))];
            intro.extend(self.waits_for_trio(l, &team).await?);
            intro.extend(few.clone());
            let post = self.plan_post(l, &team, &laid[nth..=nth], true, intro.join("\n")).await?;
            match self.send_once(claim, Place::Channel(channel), &post).await {
                Ok(_) => {}
                // It is TRIO's own channel that is out of reach: the team's posts go on.
                Err(Failure::Platform(error)) if error.is_lasting() => {
                    tracing::warn!(team = %team.id, %error, "TRIO's channel cannot be reached");
                    self.store.skip_occasion(claim, id, SkipReason::TrioUnreachable, now).await?;
                    return Ok(Outcome::Done);
                }
                Err(failure) => return Err(failure),
            }
        }
        let library = self.library_of(team.id).await?;
        let bold = library.get(prompt).is_some_and(|prompt| prompt.courage == Courage::Bold);
        let at = team.private_time(now);
        let privately = |job: Job, key| job.at(&self.random, key, team.guild, Some(team.id), at);
        let mut work = Vec::new();
        for user in self.trio_members(team.id).await? {
            if bold {
                let invite = Job::InviteTrio { team: team.id, user, date: *date };
                work.push(privately(invite, format!("invite:{id}:{user}")));
            }
            if few.is_some() && team.dosing.trio_channel.is_none() {
                let tell = Job::TellFewPrompts { team: team.id, user };
                // Once in each round through the library: as long as few are left, the key is the same.
                work.push(privately(tell, format!("few:{}:{user}:{}", team.id, coverage.rounds)));
            }
        }
        self.store.end_occasion(claim, id, &work, now).await?;
        self.ring();
        Ok(Outcome::Done)
    }

    /// Invites a member of TRIO to answer first, if what comes still takes courage.
    pub(super) async fn invite_trio(
        &self,
        claim: &Claim,
        user: UserId,
        date: NaiveDate,
    ) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await?
            && self.coming_dates(&team, SOUGHT_AMONG).await?.contains(&date)
            && self.trio_members(team.id).await?.contains(&user)
            && let library = self.library_of(team.id).await?
            && let Some(id) = self.next_prompt(&team, &library, Some(date), None).await?
            && let Some(prompt) = library.get(&id).filter(|prompt| prompt.courage == Courage::Bold)
        {
            let l = team.language;
            let when = dates::moment(l, &asked_at(&team, date).with_timezone(&team.zone));
            let text = sentences::plan_invitation(
                l,
                &escape::name(&team.name),
                &format!("<#{}>", team.channel),
                &when,
                prompt.wording(l).text.trim(),
            );
            self.send_once(claim, Place::Person(user), &note(text)).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// Tells a member of TRIO that few prompts are left.
    pub(super) async fn tell_few_prompts(&self, claim: &Claim, user: UserId) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await? {
            let l = team.language;
            if let Some(few) = few_left(l, self.coverage(&team).await?.unused)
                && self.trio_members(team.id).await?.contains(&user)
            {
                let text = format!("**{}**\n{few}", escape::name(&team.name));
                self.send_once(claim, Place::Person(user), &note(text)).await?;
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }
}

/// That few prompts are left, and what to do about it; [`None`] while there are enough.
pub(super) fn few_left(l: Language, unused: usize) -> Option<String> {
    match u32::try_from(unused).unwrap_or(u32::MAX) {
        _ if unused >= FEW => None,
        0 => Some(sentences::plan_none_left(l)),
        left => Some(sentences::plan_few_left(l, left)),
    }
}
