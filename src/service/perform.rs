//! One piece of outgoing work: which use case it belongs to, and what becomes of it when it fails.

use crate::domain::escape;
use crate::domain::ids::{TeamId, UserId};
use crate::domain::pace::Pace;
use crate::domain::team::{Parked, Team};
use crate::service::core::Core;
use crate::service::delivery::{MOST_CRASHES, Outcome, Remedy, remedy};
use crate::service::job::Job;
use crate::service::platform::{Place, PlatformError, Post};
use crate::service::posts::note;
use crate::service::refusal::{Failure, permission_list};
use crate::store::{Claim, NewDelivery, StoreError};
use crate::text::{errors, names};
use chrono::{DateTime, Utc};

impl Core {
    /// Does a claimed piece of work and settles what becomes of it. Fails only when the database does.
    pub async fn perform(&self, claim: &Claim) -> Result<(), StoreError> {
        if claim.crashes >= MOST_CRASHES {
            tracing::error!(delivery = %claim.id, key = claim.key, "set aside: the process died over it {MOST_CRASHES} times");
            metrics::counter!("aktor_deliveries_total", "outcome" => "aside").increment(1);
            return self.put_aside(claim, "the process died over it too often").await;
        }
        let Ok(job) = serde_json::from_str::<Job>(&claim.job) else {
            return self.store.set_aside(claim, "a job this version does not know", self.now()).await;
        };
        let team = match claim.team {
            Some(team) => self.store.team(team).await?,
            None => None,
        };
        // Made just before its team was finished, or from what was kept.
        if team.as_ref().is_some_and(|team| team.ended_at.is_some()) && !job.outlives_its_team() {
            return self.store.complete(claim, &[], self.now()).await;
        }
        if let Some(team) = team.as_ref().filter(|team| team.ended_at.is_none())
            && !job.outlives_its_team()
            && self.waits_for_record(team.guild, team.id).await?
        {
            return self.store.postpone(claim, claim.due_at.max(claim.tried_at), "not live").await;
        }
        if let (Some(user), Some(team), false) = (job.private_to(), team, job.at_any_hour()) {
            // Made up for at night or on a Sunday, a private word still waits for the morning.
            let at = team.private_time(self.now());
            if at > self.now() {
                return self.store.postpone(claim, at, "outside working hours").await;
            }
            // Whoever pauses is not written to: what needs an answer is there when they use the bot.
            if self.store.pace(team.id, user).await? == Pace::Pause {
                return if job.waits() {
                    self.store.leave_waiting(claim, user, self.now()).await
                } else {
                    self.store.complete(claim, &[], self.now()).await
                };
            }
        }
        let failure = match self.do_job(claim, job).await {
            Ok(Outcome::Done) => {
                metrics::counter!("aktor_deliveries_total", "outcome" => "done").increment(1);
                return Ok(());
            }
            Ok(Outcome::Later(at)) => return self.store.postpone(claim, at, "not yet").await,
            Err(failure) => failure,
        };
        let now = self.now();
        let error = failure.to_string();
        let mut remedy = remedy(&failure, (claim.attempts, claim.tried_at), now, self.random.fraction());
        if let (Remedy::Park(_), Some(_)) = (&remedy, job.private_to()) {
            // Whoever cannot be written to privately is not the team's channel.
            remedy = Remedy::LeaveWaiting;
        }
        match remedy {
            Remedy::LetGo => Ok(()),
            Remedy::Again(at, certain) => {
                tracing::warn!(delivery = %claim.id, key = claim.key, attempt = claim.attempts, error, "to be tried again");
                metrics::counter!("aktor_deliveries_total", "outcome" => "again").increment(1);
                if let Failure::Platform(PlatformError::Busy(_)) = failure {
                    return self.store.postpone(claim, at, &error).await;
                }
                self.store.release(claim, at, certain, &error).await
            }
            Remedy::LeaveWaiting => match job.private_to() {
                Some(user) if job.waits() => self.store.leave_waiting(claim, user, now).await,
                _ => self.store.complete(claim, &[], now).await,
            },
            Remedy::Park(parked) => {
                let Some(team) = claim.team else { return self.store.set_aside(claim, &error, now).await };
                // Not retried: it rests until the cause is gone, which is looked at every ten minutes. Given
                // back only when its team is parked, or it would be claimed again at once.
                self.park(team, parked).await?;
                self.store.postpone(claim, claim.due_at.max(claim.tried_at), &error).await
            }
            Remedy::SetAside => {
                tracing::error!(delivery = %claim.id, key = claim.key, attempt = claim.attempts, error, "set aside");
                metrics::counter!("aktor_deliveries_total", "outcome" => "aside").increment(1);
                self.put_aside(claim, &error).await
            }
        }
    }

    /// Sets work aside for good. Of work on an answer without a name nothing stays.
    async fn put_aside(&self, claim: &Claim, why: &str) -> Result<(), StoreError> {
        match serde_json::from_str::<Job>(&claim.job).ok().and_then(Job::of_nameless) {
            Some(answer) => self.give_up_nameless(claim, answer).await,
            None => self.store.set_aside(claim, why, self.now()).await,
        }
    }

    async fn do_job(&self, claim: &Claim, job: Job) -> Result<Outcome, Failure> {
        match job {
            Job::Introduce { .. } => self.introduce(claim).await,
            Job::PostPrompt { occasion } => self.post_prompt(claim, occasion).await,
            Job::ReadRound { round } => self.read_round(claim, round).await,
            Job::OpenThread { round } => self.open_thread(claim, round).await,
            Job::PostAnswer { reply, round } => self.post_answer(claim, reply, round).await,
            Job::ChangeAnswer { reply } => self.change_posted_answer(claim, reply).await,
            Job::RemovePost { channel, message } => self.remove_post(claim, channel, message).await,
            Job::PostNameless { answer, round } => self.post_nameless(claim, answer, round).await,
            Job::RemoveNameless { answer, round } => self.remove_nameless(claim, answer, round).await,
            Job::LookForNameless { round } => self.look_for_missing_nameless(claim, round).await,
            Job::LookAtConcern { answer } => self.look_at_concern(claim, answer).await,
            Job::TellConcern { answer, user, .. } => self.tell_concern(claim, answer, user).await,
            Job::AskSeat { seat, user, by, .. } => self.ask_seat(claim, seat, user, by).await,
            Job::AskConsent { nomination, user, version, kept } => {
                self.ask_consent(claim, nomination, user, version, kept).await
            }
            Job::AskWider { nomination, user, reach, version } => {
                self.ask_wider(claim, (nomination, version), (user, reach)).await
            }
            Job::ShowSuggestion { nomination, by, giver } => {
                self.show_suggestion(claim, nomination, by, giver).await
            }
            Job::SettleNomination { nomination, version } => {
                self.settle_nomination(claim, nomination, version).await
            }
            Job::TellNotShared { giver, .. } => self.tell_not_shared(claim, giver).await,
            Job::ShareExample { nomination } => self.share_example(claim, nomination).await,
            Job::RefreshExample { nomination } => self.refresh_example(claim, nomination).await,
            Job::AskApproval { occasion, user, again } => {
                self.ask_approval(claim, occasion, user, again).await
            }
            Job::PostLetter { occasion } => self.post_letter(claim, occasion).await,
            Job::LetterRest { occasion } => self.post_letter_rest(claim, occasion).await,
            Job::RefreshLetter { occasion } => self.refresh_letter(claim, occasion).await,
            Job::LapseLetter { occasion } => self.lapse_letter(claim, occasion).await,
            Job::LookAhead { occasion } => self.look_ahead(claim, occasion).await,
            Job::InviteTrio { user, date, .. } => self.invite_trio(claim, user, date).await,
            Job::TellFewPrompts { user, .. } => self.tell_few_prompts(claim, user).await,
            Job::TellRefusedPrompt { number, user, .. } => {
                self.tell_refused_prompt(claim, number, user).await
            }
            Job::ShowStep { step } => self.show_step(claim, step).await,
            Job::AskStep { step, version } => self.ask_step(claim, step, version).await,
            Job::RefreshStep { step } => self.refresh_step(claim, step).await,
            Job::ShowLearning { learning } => self.show_learning(claim, learning).await,
            Job::RefreshLearning { learning } => self.refresh_learning(claim, learning).await,
            Job::OfferLearning { learning, user, .. } => {
                self.tell_learning_offered(claim, learning, user).await
            }
            Job::ShowOlfa { card } => self.show_olfa(claim, card).await,
            Job::Remind { round } => self.remind(claim, round).await,
            Job::Nudge { round, user } => self.nudge(claim, round, user).await,
            Job::TellParked { user, why, .. } => self.tell_parked(claim, user, why).await,
            Job::WarnPersonalData { user, channel, cpr, .. } => {
                self.warn_personal_data(claim, user, channel, cpr).await
            }
        }
    }

    /// Parks a team, and tells those who can mend it: once a day.
    pub(super) async fn park(&self, team: TeamId, why: Parked) -> Result<(), StoreError> {
        tracing::warn!(%team, why = why.key(), "a team is parked");
        let work = self.telling_parked(team, why).await?;
        self.store.set_parked(team, Some(why), &work, self.now()).await?;
        self.ring();
        Ok(())
    }

    /// What tells those who can mend it that a team is parked.
    async fn telling_parked(&self, team: TeamId, why: Parked) -> Result<Vec<NewDelivery>, StoreError> {
        let Some(parked) = self.store.team(team).await? else { return Ok(Vec::new()) };
        let seats = self.store.trio(team).await?;
        let mut told: Vec<UserId> = seats.iter().filter(|s| s.2 == Some(true)).map(|s| s.1).collect();
        if told.is_empty() {
            told.extend(self.store.team_creator(team).await?);
        }
        told.sort_unstable();
        told.dedup();
        let at = parked.private_time(self.now());
        let day = at.with_timezone(&parked.zone).date_naive();
        let tell = |user| {
            let job = Job::TellParked { team, why, user };
            job.at(&self.random, format!("told:{team}:{user}:{day}"), parked.guild, Some(team), at)
        };
        Ok(told.into_iter().map(tell).collect())
    }

    async fn tell_parked(&self, claim: &Claim, user: UserId, why: Parked) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await?.filter(|t| t.parked == Some(why)) {
            let post = self.parked_post(&team, why).await;
            self.send_once(claim, Place::Person(user), &post).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// What is in the way of a team's posts, and what to do.
    pub(super) async fn parked_post(&self, team: &Team, why: Parked) -> Post {
        let l = team.language;
        let channel = format!("<#{}>", team.channel);
        let name = escape::name(&team.name);
        let missing = match why {
            Parked::Permission | Parked::HistoryUnreadable => {
                self.platform.missing_permissions(team.guild, team.channel).await.unwrap_or_default()
            }
            _ => Vec::new(),
        };
        note(if missing.is_empty() {
            errors::parked_told(l, &name, &channel, &names::parked(l, why))
        } else {
            errors::parked_told_permissions(l, &name, &channel, &permission_list(l, &missing))
        })
    }

    /// Whether nothing but permissions was in the way; when that cannot be told now, it is looked at later.
    async fn takes_posts_again(&self, team: &Team) -> bool {
        self.takes_posts(team).await.unwrap_or_else(|error| {
            tracing::warn!(team = %team.id, %error, "whether a forum takes posts is not known");
            false
        })
    }

    /// Lets every team go on that was parked by `since` and whose cause is gone.
    pub async fn unpark_since(&self, since: DateTime<Utc>) -> Result<(), Failure> {
        self.unpark(since, |_| true).await
    }

    /// Lets those of the teams that were parked by `since` go on whose cause is gone.
    pub async fn unpark(&self, since: DateTime<Utc>, which: impl Fn(&Team) -> bool) -> Result<(), Failure> {
        for team in self.store.parked_teams(since, self.now()).await?.into_iter().filter(which) {
            let waits = !self.awaited(team.guild).await?.is_empty();
            if waits || team.parked == Some(Parked::GoLive) {
                if !waits {
                    self.store.set_parked(team.id, None, &[], self.now()).await?;
                    self.ring();
                }
                continue;
            }
            match self.platform.missing_permissions(team.guild, team.channel).await {
                Ok(missing) if missing.is_empty() && self.takes_posts_again(&team).await => {
                    tracing::info!(team = %team.id, "a team goes on");
                    self.store.set_parked(team.id, None, &[], self.now()).await?;
                    self.ring();
                }
                Ok(_) | Err(PlatformError::Forbidden(_) | PlatformError::Gone(_)) => {
                    // Said again every day while it can be mended; what is gone is said once.
                    if let Some(why @ (Parked::Permission | Parked::HistoryUnreadable | Parked::TagMissing)) =
                        team.parked
                    {
                        // It may have gone on since it was looked at.
                        let work = self.telling_parked(team.id, why).await?;
                        self.store.tell_still_parked(team.id, why, &work, self.now()).await?;
                        self.ring();
                    }
                }
                Err(error) => {
                    tracing::warn!(team = %team.id, %error, "whether a parked team can go on is not known");
                }
            }
        }
        Ok(())
    }
}
