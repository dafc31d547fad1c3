//! A concern that nobody has answered for three working days is pointed out to AMR and TR, not to the leader.

use super::thread::is_gone;
use crate::domain::escape;
use crate::domain::ids::{MessageId, NamelessId, UserId};
use crate::domain::nameless::{Kind, Nameless, Stage};
use crate::domain::round::Round;
use crate::domain::team::{Seat, Team};
use crate::service::collect::thread_of;
use crate::service::core::Core;
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Place, Post};
use crate::service::posts::{link, note};
use crate::service::refusal::Failure;
use crate::store::Claim;
use crate::text::nameless;
use chrono::Duration;

impl Core {
    /// Makes the work of looking at the concerns whose day has come.
    pub async fn look_at_concerns(&self) -> Result<(), Failure> {
        let now = self.now();
        let mut work = Vec::new();
        // Somewhere it is tomorrow already.
        for concern in self.store.concerns_due(now.date_naive() + Duration::days(1)).await? {
            let Some(team) = self.store.team(concern.team).await?.filter(|team| team.ended_at.is_none())
            else {
                continue;
            };
            if concern.ask_on.is_some_and(|day| day <= self.today(team.zone)) {
                let job = Job::LookAtConcern { answer: concern.id };
                let (key, at) = (format!("concern:{}", concern.id), team.private_time(now));
                work.push(job.at(&self.random, key, team.guild, Some(team.id), at));
            }
        }
        if !work.is_empty() {
            self.store.enqueue(&work, now).await?;
            self.ring();
        }
        Ok(())
    }

    /// Who is told of a concern: AMR and TR who have accepted; a deputy where the member has not. Never the leader, but
    /// as who they are besides.
    async fn told_of_concerns(&self, team: &Team) -> Result<Vec<UserId>, Failure> {
        let seats = self.store.trio(team.id).await?;
        let holder = |seat: Seat| seats.iter().find(|s| s.0 == seat && s.2 == Some(true)).map(|s| s.1);
        let mut told: Vec<UserId> =
            [(Seat::Environment, Seat::DeputyEnvironment), (Seat::Union, Seat::DeputyUnion)]
                .into_iter()
                .filter_map(|(seat, deputy)| holder(seat).or_else(|| holder(deputy)))
                .collect();
        told.sort_unstable();
        told.dedup();
        Ok(told)
    }

    /// Looks at a concern: answered, or somebody is told.
    pub(in crate::service) async fn look_at_concern(
        &self,
        claim: &Claim,
        id: NamelessId,
    ) -> Result<Outcome, Failure> {
        let now = self.now();
        let (Some(concern), Some(team)) = (self.concern(id).await?, self.team_of(claim).await?) else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let mut tell = Vec::new();
        if self.unanswered(&concern).await?.is_some() {
            let people = self.told_of_concerns(&team).await?;
            if people.is_empty() {
                // Whoever takes a seat is told, for as long as the concern is kept.
                return Ok(Outcome::Later(team.private_time(now + Duration::days(1))));
            }
            tell.extend(people.into_iter().map(|user| {
                let job = Job::TellConcern { answer: id, team: team.id, user };
                job.at(&self.random, format!("concern:{id}:{user}"), team.guild, Some(team.id), now)
            }));
        }
        self.store.record_concern(claim, &concern, &tell, now).await?;
        self.ring();
        Ok(Outcome::Done)
    }

    /// Tells AMR or TR of a concern, unless it was answered or erased meanwhile.
    pub(in crate::service) async fn tell_concern(
        &self,
        claim: &Claim,
        id: NamelessId,
        user: UserId,
    ) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await?
            && let Some(post) = self.concern_post(&team, id).await?
        {
            self.send_once(claim, Place::Person(user), &post).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// What is said of a concern; nothing when it was answered or erased.
    pub(in crate::service) async fn concern_post(
        &self,
        team: &Team,
        id: NamelessId,
    ) -> Result<Option<Post>, Failure> {
        let Some(concern) = self.concern(id).await? else { return Ok(None) };
        let Some((round, message)) = self.unanswered(&concern).await? else { return Ok(None) };
        let place = link(round.guild, thread_of(&round), message);
        Ok(Some(note(nameless::nameless_concern_told(team.language, &escape::name(&team.name), &place))))
    }

    /// An answer that its writer calls a concern, while it stands.
    async fn concern(&self, id: NamelessId) -> Result<Option<Nameless>, Failure> {
        let answer = self.store.nameless(id).await?;
        Ok(answer.filter(|answer| answer.kind == Some(Kind::Concern) && answer.stage == Stage::Posted))
    }

    /// The post of a concern to which nobody has replied; of any other nothing.
    async fn unanswered(&self, concern: &Nameless) -> Result<Option<(Round, MessageId)>, Failure> {
        let Some(round) = self.store.round(concern.round).await? else { return Ok(None) };
        let standing = match self.standing_in(&round).await {
            Ok(standing) => standing,
            Err(failure) if is_gone(&failure) => return Ok(None),
            Err(failure) => return Err(failure),
        };
        let post = standing.post_of(concern);
        if post.is_none() {
            self.history_is_readable(&round, thread_of(&round)).await?;
        }
        Ok(post.filter(|post| !standing.is_answered(*post)).map(|post| (round, post)))
    }
}
