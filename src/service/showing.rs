//! Where the team sees what its members give the bot to show: in the open round's thread, else in the channel; and how it is
//! found there again.

use crate::domain::absence::NONCE_SECONDS;
use crate::domain::ids::{ChannelId, MessageId, TeamId};
use crate::domain::language::Language;
use crate::domain::round::DAYS_OPEN;
use crate::domain::team::Team;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::hindrance::Shown;
use crate::service::job::Job;
use crate::service::platform::{Place, PlatformError, Post};
use crate::service::refusal::Failure;
use crate::store::Claim;
use chrono::Duration;

/// How long a post that may stand in a thread already waits for that thread to be found.
pub(super) const PROMPTS_FIRST: Duration = Duration::minutes(30);

impl Core {
    /// Shows a post of a team's exactly once: in the open round's thread, else in the channel, under `title` where that is a
    /// forum. `None`: it may stand in a thread that is not known yet, so it is looked for in [`PROMPTS_FIRST`].
    pub(super) async fn show_once(
        &self,
        claim: &Claim,
        team: &Team,
        title: &str,
        post: &Post,
    ) -> Result<Option<(ChannelId, MessageId)>, Failure> {
        if claim.fresh {
            return self.show(claim, team, title, post).await.map(Some);
        }
        if self.waits_for_prompts(team.id).await? {
            return Ok(None);
        }
        Ok(Some(match self.find_shown(claim, team, title, post).await? {
            Some(found) => found,
            None => self.show(claim, team, title, post).await?,
        }))
    }

    async fn show(
        &self,
        claim: &Claim,
        team: &Team,
        title: &str,
        post: &Post,
    ) -> Result<(ChannelId, MessageId), Failure> {
        if let Some(thread) = self.open_thread_of(team).await? {
            match self.send_once(claim, Place::Channel(thread), post).await {
                Err(Failure::Platform(PlatformError::Gone(_) | PlatformError::Locked(_))) => {}
                shown => return shown,
            }
        }
        let topic = self.topic(team, title.to_owned(), None).await?;
        self.send_once(claim, Place::of(team.channel, topic.as_ref()), post).await
    }

    /// Looks for a post that may stand somewhere already: in the thread of any round that was open since, or in the
    /// channel.
    async fn find_shown(
        &self,
        claim: &Claim,
        team: &Team,
        title: &str,
        post: &Post,
    ) -> Result<Option<(ChannelId, MessageId)>, Failure> {
        let since = claim.tried_at - Duration::days(DAYS_OPEN);
        for thread in
            self.store.rounds_since(Some(team.id), since).await?.iter().rev().filter_map(|r| r.thread)
        {
            match self.find_earlier(claim, Place::Channel(thread), post).await {
                Err(Failure::Platform(PlatformError::Gone(_) | PlatformError::Locked(_))) | Ok(None) => {}
                found => return found,
            }
        }
        let topic = self.topic(team, title.to_owned(), None).await?;
        self.find_earlier(claim, Place::of(team.channel, topic.as_ref()), post).await
    }

    /// Takes down what an earlier attempt may have shown of something that has been erased since; `like` has its buttons,
    /// by which it is found. Ends the claim.
    pub(super) async fn take_down(
        &self,
        claim: &Claim,
        team: &Team,
        title: &str,
        like: &Post,
    ) -> Result<Outcome, Failure> {
        if !claim.fresh {
            // Only the history tells whether it stands, and the platform may still be about to list it there.
            let listed = claim.tried_at + Duration::seconds(NONCE_SECONDS);
            if self.now() <= listed {
                return Ok(Outcome::Later(listed + Duration::seconds(1)));
            }
            if self.waits_for_prompts(team.id).await? {
                return Ok(Outcome::Later(self.now() + PROMPTS_FIRST));
            }
            if let Some((channel, message)) = self.find_shown(claim, team, title, like).await? {
                match self.platform.delete(channel, message).await {
                    Ok(()) | Err(PlatformError::MessageGone | PlatformError::Gone(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// Whether a prompt of the team's may stand in its channel without being known yet, and its thread with it.
    async fn waits_for_prompts(&self, team: TeamId) -> Result<bool, Failure> {
        let open = self.store.open_work_of(team).await?;
        let is_prompt = |job: &str| {
            matches!(serde_json::from_str(job), Ok(Job::PostPrompt { .. } | Job::OpenThread { .. }))
        };
        Ok(open.iter().any(|(_, job)| is_prompt(job)))
    }

    /// The open round's thread: where things are shown. Without one they go into the channel.
    pub(super) async fn open_thread_of(&self, team: &Team) -> Result<Option<ChannelId>, Failure> {
        let now = self.now();
        let open = self.store.latest_round(team.id).await?.filter(|r| r.accepts(now));
        Ok(open.and_then(|r| r.thread))
    }

    /// What to say of something that is shown from now on: `said` of where it stands, or why that has to wait.
    pub(super) async fn told_shared(
        &self,
        l: Language,
        team: &Team,
        asker: Option<&Asker>,
        said: impl FnOnce(Language, &str) -> String,
    ) -> Result<String, Failure> {
        let thread = self.open_thread_of(team).await?;
        let shown = if thread.is_some() { Shown::Card } else { Shown::Post };
        Ok(match self.not_shown_yet(l, team, shown, asker).await {
            Some(not_yet) => not_yet,
            None => said(l, &format!("<#{}>", thread.unwrap_or(team.channel))),
        })
    }
}
