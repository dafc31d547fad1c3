//! Before the first word: a team is shown in its channel what is kept, and nothing is kept in it before. Of a new version
//! of the information text every team is told, once, before anything more is kept.

use crate::domain::ids::{GuildId, TeamId};
use crate::domain::round::DAYS_OPEN;
use crate::service::core::Core;
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::Place;
use crate::service::posts;
use crate::service::refusal::{Failure, Refusal};
use crate::store::{Claim, StoreError};
use crate::text::info::INFORMATION_VERSION;
use crate::text::{info, posts as sentences};
use chrono::{DateTime, Duration, Utc};
use std::collections::BTreeSet;

/// So many teams' work is made at once.
const AT_ONCE: usize = 200;
/// How soon to look again for what stands in the way of an introduction that is on its way.
const SOON: Duration = Duration::seconds(1);
/// How soon, when it is not known what stands in the way.
const LATER: Duration = Duration::minutes(1);

/// The key of the work of introducing the bot to a team's channel.
pub(super) fn introduction_key(team: TeamId) -> String {
    format!("introduce:{team}")
}

impl Core {
    /// Refuses to keep what somebody gives the bot before the server has gone live, where that is required, and before
    /// the team has been shown what is kept.
    pub(super) async fn may_collect(&self, guild: GuildId, team: TeamId) -> Result<(), Failure> {
        self.must_be_live(guild).await?;
        if self.store.informed(team).await? < INFORMATION_VERSION {
            return Err(Refusal::NotInformed.into());
        }
        Ok(())
    }

    /// The teams in which nothing is kept yet: they have not been shown what is.
    pub(super) async fn untold(&self) -> Result<BTreeSet<TeamId>, StoreError> {
        let teams = self.store.uninformed(INFORMATION_VERSION).await?;
        Ok(teams.into_iter().map(|(team, _)| team).collect())
    }

    /// When to ask a team something, if not now: not before it has been shown what is kept.
    pub(super) async fn asked_after(&self, team: TeamId) -> Result<Option<DateTime<Utc>>, StoreError> {
        if self.store.informed(team).await? >= INFORMATION_VERSION {
            return Ok(None);
        }
        let wait = if self.store.is_open(&introduction_key(team)).await? { SOON } else { LATER };
        Ok(Some(self.now() + wait))
    }

    /// Lets every team be told that has not been shown the present information text; what could not be posted for good is
    /// tried again the next day.
    pub async fn inform_teams(&self) -> Result<(), StoreError> {
        let now = self.now();
        let work = self.store.to_inform(INFORMATION_VERSION).await?.into_iter().map(|(team, guild)| {
            let key = format!("inform:{team}:{INFORMATION_VERSION}:{}", now.date_naive());
            Job::Introduce { team }.at(&self.random, key, guild, Some(team), now)
        });
        let work: Vec<_> = work.collect();
        for some in work.chunks(AT_ONCE) {
            self.store.enqueue(some, now).await?;
        }
        if !work.is_empty() {
            self.ring();
        }
        Ok(())
    }

    /// Shows a channel who we are and what is kept; or, where some earlier version has been shown, what is new.
    pub(super) async fn introduce(&self, claim: &Claim) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await? {
            let shown = self.store.informed(team.id).await?;
            if shown < INFORMATION_VERSION {
                let l = team.language;
                let organisation = self.store.organisation(team.guild).await?;
                let (title, post) = if shown == 0 {
                    let post = posts::introduction(&team, &self.defaults, &organisation);
                    (sentences::introduction_title(l), post)
                } else {
                    (info::information_news_title(l), posts::news(l, &self.defaults, &organisation))
                };
                let topic = self.topic(&team, title, None).await?;
                self.send_once(claim, Place::of(team.channel, topic.as_ref()), &post).await?;
                // What was written meanwhile stands there, and has not been kept.
                let now = self.now();
                let mut rounds =
                    self.store.rounds_since(Some(team.id), now - Duration::days(2 * DAYS_OPEN)).await?;
                rounds.retain(|round| round.closed_at.is_none());
                let read = rounds.into_iter().map(|round| {
                    let key = format!("read:{}:{}", round.occasion, claim.id);
                    let job = Job::ReadRound { round: round.occasion };
                    job.at(&self.random, key, round.guild, Some(round.team), now)
                });
                let read: Vec<_> = read.collect();
                self.store.record_informed(claim, team.id, INFORMATION_VERSION, &read, now).await?;
                self.ring();
                return Ok(Outcome::Done);
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }
}
