//! A step's posts: shown once, asked about once for each day that was agreed, and kept up to date.

use super::cards::{changed_post, changed_question, question, step_post};
use crate::domain::ids::{StepId, TeamId, UserId};
use crate::domain::step::{NextStep, State};
use crate::domain::team::{Pause, Team};
use crate::service::core::Core;
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::Post;
use crate::service::refusal::Failure;
use crate::service::showing::PROMPTS_FIRST;
use crate::service::topics::Standing;
use crate::store::{Claim, StepPost, StepRow};
use crate::text::steps;
use chrono::{DateTime, Days, Utc};

impl Core {
    pub(in crate::service) async fn show_step(&self, claim: &Claim, id: StepId) -> Result<Outcome, Failure> {
        let Some(team) = self.team_of(claim).await? else {
            self.store.complete(claim, &[], self.now()).await?;
            return Ok(Outcome::Done);
        };
        let title = steps::next_step_title(team.language);
        let Some(row) = self.store.step(id).await? else {
            return self.take_down(claim, &team, &title, &step_post(&team, &erased(id, team.id, 1))).await;
        };
        let post = step_post(&team, &row.step);
        self.show_step_post(claim, &team, &row, StepPost::Card, (&title, &post)).await
    }

    /// Asks the team how it went, when the day has come and it does not pause.
    pub(in crate::service) async fn ask_step(
        &self,
        claim: &Claim,
        id: StepId,
        version: u16,
    ) -> Result<Outcome, Failure> {
        let now = self.now();
        let Some(team) = self.team_of(claim).await? else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let title = steps::next_step_ask_title(team.language);
        let open = |row: &StepRow| (row.step.version, row.step.state) == (version, State::Open);
        let Some(row) = self.store.step(id).await?.filter(open) else {
            // Decided or erased before it was asked: nobody needs the question.
            let like = question(&team, &erased(id, team.id, version));
            return self.take_down(claim, &team, &title, &like).await;
        };
        let at = asked_at(&team, &row.step, now);
        if claim.fresh && at > now {
            return Ok(Outcome::Later(at));
        }
        let post = question(&team, &row.step);
        self.show_step_post(claim, &team, &row, StepPost::Question, (&title, &post)).await
    }

    async fn show_step_post(
        &self,
        claim: &Claim,
        team: &Team,
        read: &StepRow,
        which: StepPost,
        (title, post): (&str, &Post),
    ) -> Result<Outcome, Failure> {
        let Some((channel, message)) = self.show_once(claim, team, title, post).await? else {
            return Ok(Outcome::Later(self.now() + PROMPTS_FIRST));
        };
        let now = self.now();
        let remove = Job::removing(&self.random, team.guild, Some(team.id), now)(channel, message);
        let refresh = self.refreshing_step(team, read.step.id);
        self.store.record_step_post(claim, which, read, (channel, message), (&remove, &refresh), now).await?;
        self.ring();
        Ok(Outcome::Done)
    }

    /// Brings a step's posts up to date. What somebody has removed, or locked, needs no correction.
    pub(in crate::service) async fn refresh_step(
        &self,
        claim: &Claim,
        id: StepId,
    ) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await? {
            let mut shown = Vec::new();
            while let Some(row) = self.store.step(id).await? {
                let post = row.shown.map(|(channel, message)| Standing {
                    channel,
                    message,
                    post: changed_post(&team, &row.step),
                });
                let question = row.asked.map(|(channel, message, asked)| Standing {
                    channel,
                    message,
                    post: changed_question(&team, &row.step, asked),
                });
                let kept = post.into_iter().chain(question).collect();
                if !self.bring_up_to_date(&mut shown, kept).await? {
                    break;
                }
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }
}

/// When a step is asked about: on its day, after a pause, in working hours.
fn asked_at(team: &Team, step: &NextStep, now: DateTime<Utc>) -> DateTime<Utc> {
    let due = team.step_asked_at(step.due);
    let today = now.with_timezone(&team.zone).date_naive();
    let after = match team.paused {
        Some(Pause { until: Some(until) }) if until > today => team.step_asked_at(until),
        // Looked at again tomorrow.
        Some(Pause { until: None }) => team.step_asked_at(today + Days::new(1)),
        _ => now,
    };
    team.private_time(due.max(after))
}

/// As much of an erased step as its posts' buttons hold.
fn erased(id: StepId, team: TeamId, version: u16) -> NextStep {
    NextStep {
        id,
        team,
        author: UserId(0),
        what: String::new(),
        frame: String::new(),
        due: DateTime::UNIX_EPOCH.date_naive(),
        state: State::Open,
        version,
        agreed_at: DateTime::UNIX_EPOCH,
        settled_at: None,
        helpers: Vec::new(),
    }
}
