//! Calling a round to mind: once in its thread if nobody has answered, naming nobody; and privately for whoever has
//! asked for it. Each at the pace that the team and its members have chosen.

use crate::domain::cadence;
use crate::domain::escape;
use crate::domain::ids::{OccasionId, TeamId, UserId};
use crate::domain::language::Language;
use crate::domain::pace::Pace;
use crate::domain::round::{DAYS_OPEN, Round};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Card, Look, Place, Post, Row};
use crate::service::posts::{GREEN, button, link, note};
use crate::service::refusal::{Failure, Refusal};
use crate::store::{Claim, NewDelivery};
use crate::text::{dates, reminders};
use chrono::{DateTime, Duration, Utc};

impl Team {
    /// When a round that was opened at `opened` is called to mind: half way to the next prompt, or to its end, in
    /// working hours. None when the next prompt would be there by then.
    fn reminder_at(&self, opened: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let closes = opened + Duration::days(DAYS_OPEN);
        let next = self.next_prompts(opened, 1).first().map_or(closes, |(at, _)| closes.min(*at));
        let local = opened.with_timezone(&self.zone);
        let half = Duration::days((next - opened).num_days() / 2);
        let at = cadence::to_utc(self.zone, local.date_naive() + half, local.time());
        Some(self.private_time(at)).filter(|at| *at > opened && *at < next)
    }
}

impl Core {
    /// The work of calling a round to mind, made with the round.
    pub(super) async fn calls_to_mind(
        &self,
        team: &Team,
        round: &Round,
    ) -> Result<Vec<NewDelivery>, Failure> {
        let id = round.occasion;
        let work = |job: Job, key: String, at| job.at(&self.random, key, team.guild, Some(team.id), at);
        let mut calls = Vec::new();
        if let Some(at) = team.reminder_at(round.opened_at).filter(|_| team.dosing.reminder) {
            calls.push(work(Job::Remind { round: id }, format!("remind:{id}"), at));
        }
        let at = team.private_time(round.opened_at);
        for user in self.store.to_nudge(team.id).await? {
            calls.push(work(Job::Nudge { round: id, user }, format!("nudge:{id}:{user}"), at));
        }
        Ok(calls)
    }

    /// Posts the reminder in the round's thread, if the team still wants one and nobody has answered.
    pub(super) async fn remind(&self, claim: &Claim, id: OccasionId) -> Result<Outcome, Failure> {
        if let Some((team, round)) = self.open_round(claim, id).await?
            && team.dosing.reminder
            && team.paused.is_none()
            && let Some(thread) = round.thread
            && self.store.replies_of_round(id).await?.is_empty()
            && self.store.nameless_of_round(id).await?.is_empty()
        {
            let post = note(self.reminder(&team, &round).await?);
            match self.send_once(claim, Place::Channel(thread), &post).await {
                // Where nobody can write, nobody is reminded to.
                Err(Failure::Platform(error)) if error.is_lasting() => {
                    tracing::warn!(team = %team.id, %error, "a round could not be called to mind");
                }
                sent => {
                    sent?;
                }
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// The prompt's question for later in the week, if it has one, and that one line is enough.
    async fn reminder(&self, team: &Team, round: &Round) -> Result<String, Failure> {
        let l = team.language;
        let closes = (round.opened_at + Duration::days(DAYS_OPEN)).with_timezone(&team.zone);
        let open = reminders::reminder(l, &dates::day(l, closes.date_naive()));
        let library = self.library_of(team.id).await?;
        let later = library.as_asked(round).and_then(|prompt| prompt.wording(l).follow_up.as_deref());
        Ok(later.map_or(open.clone(), |later| format!("{}\n\n{open}", later.trim())))
    }

    /// Tells a member that the prompt has come, if they still want that and have not answered.
    pub(super) async fn nudge(
        &self,
        claim: &Claim,
        id: OccasionId,
        user: UserId,
    ) -> Result<Outcome, Failure> {
        if let Some((team, round)) = self.open_round(claim, id).await?
            && self.store.pace(team.id, user).await? == Pace::Nudge
            && !self.store.replies_of_round(id).await?.iter().any(|reply| reply.author == user)
            && self.platform.member(team.guild, user).await?.is_some()
        {
            let l = team.language;
            let place = link(round.guild, round.channel, round.message);
            let name = escape::name(&team.name);
            let text = match self.library_of(team.id).await?.as_asked(&round) {
                Some(prompt) => reminders::nudge(l, &name, prompt.wording(l).text.trim(), &place),
                // It has other words by now; its own stand where it was asked.
                None => reminders::nudge_without_words(l, &name, &place),
            };
            self.send_once(claim, Place::Person(user), &note(text)).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    async fn open_round(&self, claim: &Claim, id: OccasionId) -> Result<Option<(Team, Round)>, Failure> {
        let round = self.store.round(id).await?.filter(|round| round.accepts(self.now()));
        Ok(self.team_of(claim).await?.zip(round))
    }

    /// `/mine-data påmindelser`: a member's own pace, and the others to choose.
    pub async fn pace_panel(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        let pace = self.store.pace(team.id, asker.user).await?;
        Ok(panel(asker.language, &team, pace, None))
    }

    /// Another pace, chosen.
    pub async fn set_pace(&self, asker: &Asker, team: TeamId, pace: Pace) -> Result<Post, Failure> {
        let team = self.store.team(team).await?;
        let team = team.filter(|team| team.guild == asker.guild && team.ended_at.is_none());
        let team = team.ok_or(Refusal::Outdated)?;
        self.store.set_pace(team.id, asker.user, pace).await?;
        Ok(panel(asker.language, &team, pace, Some(reminders::pace_set(asker.language))))
    }
}

fn panel(l: Language, team: &Team, pace: Pace, said: Option<String>) -> Post {
    let now = match pace {
        Pace::Nudge => reminders::pace_nudge(l),
        Pace::Quiet => reminders::pace_quiet(l),
        Pace::Pause => reminders::pace_pause(l),
    };
    let label = |pace| match pace {
        Pace::Nudge => reminders::button_pace_nudge(l),
        Pace::Quiet => reminders::button_pace_quiet(l),
        Pace::Pause => reminders::button_pace_pause(l),
    };
    let buttons = Pace::ALL
        .into_iter()
        .filter(|other| *other != pace)
        .map(|other| button(label(other), Look::Secondary, Action::SetPace(team.id, other)))
        .collect();
    Post {
        text: said.unwrap_or_default(),
        cards: vec![Card {
            title: reminders::pace_title(l, &escape::name(&team.name)),
            text: now,
            footer: reminders::pace_footer(l),
            colour: GREEN,
            ..Card::default()
        }],
        rows: vec![Row::Buttons(buttons)],
        ..Post::default()
    }
}
