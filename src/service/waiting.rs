//! *Der ligger noget til dig*: what could not be said privately is shown where the person is now.

use crate::domain::ids::UserId;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::job::Job;
use crate::service::platform::{Look, Post, Row};
use crate::service::posts::{self, button, note};
use crate::service::refusal::Failure;
use crate::text::errors;

impl Core {
    /// The hint that something waits for a person; `None`: nothing does.
    pub async fn waiting_hint(&self, asker: &Asker) -> Result<Option<Post>, Failure> {
        if self.store.waiting_for(asker.guild, asker.user).await?.is_empty() {
            return Ok(None);
        }
        let l = asker.language;
        let text = format!("**{}**\n{}", errors::waiting_here(l), errors::waiting_text(l));
        let show = button(errors::button_show_waiting(l), Look::Primary, Action::ShowWaiting);
        Ok(Some(Post { rows: vec![Row::Buttons(vec![show])], ..note(text) }))
    }

    /// All that waits for a person, to be shown to them alone; what is shown no longer waits.
    pub async fn show_waiting(&self, asker: &Asker) -> Result<Vec<Post>, Failure> {
        let mut shown = Vec::new();
        for (key, job) in self.store.waiting_for(asker.guild, asker.user).await? {
            if let Ok(job) = serde_json::from_str(&job) {
                shown.extend(self.private_post(job, asker.user).await?);
            }
            self.store.shown_waiting(asker.user, &key).await?;
        }
        if shown.is_empty() {
            shown.push(note(errors::waiting_nothing(asker.language)));
        }
        Ok(shown)
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
                    .filter(|_| asked)
                    .map(|team| posts::seat_question(&team, seat, by))
            }
            Job::AskConsent { nomination, version, .. } => {
                self.consent_question(nomination, user, version).await?
            }
            Job::AskApproval { occasion, again, .. } => self.approval_question(occasion, user, again).await?,
            Job::TellParked { team, why, .. } => match self.store.team(team).await? {
                Some(team) if team.parked == Some(why) => Some(self.parked_post(&team, why).await),
                _ => None,
            },
            _ => None,
        })
    }
}
