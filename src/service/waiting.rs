//! *Der ligger noget til dig*: what could not be said privately is shown where the person is now.

use crate::domain::ids::UserId;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::job::Job;
use crate::service::nominations::not_shared;
use crate::service::platform::{Look, Post, Row};
use crate::service::posts::{self, button, note};
use crate::service::refusal::Failure;
use crate::text::errors;

/// Something that waits for a person: its key, and how it is said.
pub type Waiting = (String, Post);

impl Core {
    /// The hint that something waits for a person; `None`: nothing does.
    pub async fn waiting_hint(&self, asker: &Asker) -> Result<Option<Post>, Failure> {
        if self.waiting(asker).await?.is_empty() {
            return Ok(None);
        }
        let l = asker.language;
        let text = format!("**{}**\n{}", errors::waiting_here(l), errors::waiting_text(l));
        let show = button(errors::button_show_waiting(l), Look::Primary, Action::ShowWaiting);
        Ok(Some(Post { rows: vec![Row::Buttons(vec![show])], ..note(text) }))
    }

    /// All that waits for a person, to be shown to them alone. It waits until [`Core::was_shown`].
    pub async fn waiting(&self, asker: &Asker) -> Result<Vec<Waiting>, Failure> {
        let guild = Some(asker.guild).filter(|guild| guild.0 != 0);
        let mut waiting = Vec::new();
        for (key, job) in self.store.waiting_for(guild, asker.user).await? {
            let post = match serde_json::from_str(&job) {
                Ok(job) => self.private_post(job, asker.user).await?,
                Err(_) => None,
            };
            match post {
                Some(post) => waiting.push((key, post)),
                // It no longer holds: there is nothing to hint at.
                None => self.store.shown_waiting(asker.user, &key).await?,
            }
        }
        Ok(waiting)
    }

    /// Notes that something which waited has been shown.
    pub async fn was_shown(&self, user: UserId, key: &str) -> Result<(), Failure> {
        Ok(self.store.shown_waiting(user, key).await?)
    }

    /// What a private piece of work says; `None`: it no longer holds.
    async fn private_post(&self, job: Job, user: UserId) -> Result<Option<Post>, Failure> {
        Ok(match job {
            Job::AskSeat { team, seat, by, .. } => {
                let asked =
                    self.store.trio(team).await?.iter().any(|s| s.0 == seat && s.1 == user && s.2.is_none());
                self.store
                    .team(team)
                    .await?
                    .filter(|team| asked && team.ended_at.is_none())
                    .map(|team| posts::seat_question(&team, seat, by))
            }
            Job::AskConsent { nomination, version, kept, .. } => {
                self.consent_question(nomination, user, version, kept).await?
            }
            Job::AskWider { nomination, reach, version, .. } => {
                self.wider_question((nomination, version), (user, reach)).await?
            }
            Job::ShowSuggestion { nomination, by, .. } => self.suggestion_question(nomination, by).await?,
            Job::TellNotShared { team, .. } => {
                let team = self.store.team(team).await?;
                Some(not_shared(team.map_or(self.defaults.language, |team| team.language)))
            }
            Job::AskApproval { occasion, again, .. } => self.approval_question(occasion, user, again).await?,
            Job::TellRefusedPrompt { team, number, .. } => match self.store.team(team).await? {
                Some(team) if team.ended_at.is_none() => self.refused_prompt(&team, number).await?,
                _ => None,
            },
            Job::TellConcern { answer, team, .. } => match self.store.team(team).await? {
                Some(team) if team.ended_at.is_none() => self.concern_post(&team, answer).await?,
                _ => None,
            },
            Job::OfferLearning { learning, team, .. } => match self.store.team(team).await? {
                Some(team) if team.ended_at.is_none() => self.learning_offer(&team, learning).await?,
                _ => None,
            },
            Job::TellParked { team, why, .. } => match self.store.team(team).await? {
                Some(team) if team.parked == Some(why) => Some(self.parked_post(&team, why).await),
                _ => None,
            },
            _ => None,
        })
    }
}
