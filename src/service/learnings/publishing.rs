//! A learning on its way to the team: by its author, or by TRIO, who does not hear whose it is; and taken back again.

use super::{card, own_buttons, shared_post};
use crate::domain::escape;
use crate::domain::ids::{LearningId, TeamId, UserId};
use crate::domain::learning::{Learning, State, Words};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Look, Place, Post, Row};
use crate::service::posts::{button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::service::showing::PROMPTS_FIRST;
use crate::service::topics::Standing;
use crate::store::{Claim, NewDelivery};
use crate::text::learnings;
use chrono::DateTime;

impl Core {
    /// *Del med teamet* and *Del med mit navn* by its author; *Del med teamet* by TRIO, once its author has left it to them.
    pub async fn share_learning(&self, asker: &Asker, id: LearningId, named: bool) -> Result<Post, Failure> {
        loop {
            let (row, team) = self.living_learning(asker, id).await?;
            let seen = &row.learning;
            let own = seen.author == asker.user;
            if !own {
                if seen.state == State::Draft {
                    return Err(Refusal::NotForYou.into());
                }
                self.may_change(asker, team.id).await?;
            }
            if seen.state == State::Shared {
                return self.told_learning_shared(asker, &team, id).await;
            }
            let now = self.now();
            let name = (own && named).then(|| asker.name.clone());
            let shared = Learning { name, state: State::Shared, shared_at: Some(now), ..seen.clone() };
            let show = Job::ShowLearning { learning: id };
            let show = show.at(&self.random, format!("learning:{id}"), team.guild, Some(team.id), now);
            if self.store.change_learning(seen, &shared, &[show], asker.user, now).await? {
                self.ring();
                return self.told_learning_shared(asker, &team, id).await;
            }
        }
    }

    /// What is said of a learning that the team sees from now on.
    pub(super) async fn told_learning_shared(
        &self,
        asker: &Asker,
        team: &Team,
        id: LearningId,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        let said = |l, place: &str| learnings::learning_shared(l, place);
        let text = self.told_shared(l, team, Some(asker), said).await?;
        let own = self.store.learning(id).await?.is_some_and(|row| row.learning.author == asker.user);
        let rows = if own { vec![Row::Buttons(own_buttons(l, id).into())] } else { Vec::new() };
        Ok(Post { rows, ..note(text) })
    }

    /// *Lad TRIO dele den*: TRIO is told that there is one, and may publish it; not whose it is.
    pub async fn offer_learning(&self, asker: &Asker, id: LearningId) -> Result<Post, Failure> {
        let l = asker.language;
        loop {
            let (row, team) = self.own_learning(asker, id).await?;
            let seen = &row.learning;
            match seen.state {
                State::Draft => {}
                State::Offered => return Ok(offered(l, id)),
                State::Shared => return self.told_learning_shared(asker, &team, id).await,
            }
            let now = self.now();
            let offer = |user: Option<UserId>, at| {
                let job = Job::OfferLearning { learning: id, team: team.id, user };
                let whom = user.map_or_else(|| "trio".to_owned(), |user| user.to_string());
                job.at(&self.random, format!("learning-offer:{id}:{whom}"), team.guild, Some(team.id), at)
            };
            let work: Vec<NewDelivery> = if team.dosing.trio_channel.is_some() {
                vec![offer(None, now)]
            } else {
                let members = self.trio_members(team.id).await?;
                members.into_iter().map(|user| offer(Some(user), team.private_time(now))).collect()
            };
            if work.is_empty() {
                return Err(Refusal::Said(learnings::learning_no_trio(l)).into());
            }
            let changed = Learning { state: State::Offered, ..seen.clone() };
            if self.store.change_learning(seen, &changed, &work, asker.user, now).await? {
                self.ring();
                return Ok(offered(l, id));
            }
        }
    }

    /// *Læs den*: TRIO reads what somebody has left to them.
    pub async fn read_learning(&self, asker: &Asker, id: LearningId) -> Result<Post, Failure> {
        let l = asker.language;
        let (row, team) = self.living_learning(asker, id).await?;
        self.may_change(asker, team.id).await?;
        match row.learning.state {
            State::Draft => Err(Refusal::NotForYou.into()),
            State::Shared => self.told_learning_shared(asker, &team, id).await,
            State::Offered => {
                let share = Action::ShareLearning(id, false);
                let share = button(learnings::button_learning_share(l), Look::Primary, share);
                let nameless = Learning { name: None, ..row.learning };
                Ok(Post {
                    cards: vec![card(l, &nameless)],
                    rows: vec![Row::Buttons(vec![share])],
                    ..note(learnings::learning_read(l))
                })
            }
        }
    }

    /// *Slet*: by its author. Its words leave the post and the letters.
    pub async fn erase_learning(&self, asker: &Asker, id: LearningId) -> Result<Post, Failure> {
        let l = asker.language;
        let (row, team) = self.kept_learning(asker, id).await?;
        if row.learning.author != asker.user {
            return Err(Refusal::NotForYou.into());
        }
        let now = self.now();
        let remove = Job::removing(&self.random, team.guild, Some(team.id), now);
        let letters = self.letters_teaching(team.id, id).await?;
        self.store.erase_learning(id, remove, &letters, now).await?;
        self.ring();
        Ok(note(learnings::learning_erased(l)))
    }

    /// The work of bringing its post up to date.
    pub(super) fn refreshing_learning(&self, team: &Team, id: LearningId) -> NewDelivery {
        let key = format!("learning-refresh:{id}:{}", self.random.id());
        let job = Job::RefreshLearning { learning: id };
        job.at(&self.random, key, team.guild, Some(team.id), self.now())
    }

    pub(in crate::service) async fn show_learning(
        &self,
        claim: &Claim,
        id: LearningId,
    ) -> Result<Outcome, Failure> {
        let now = self.now();
        let Some(team) = self.team_of(claim).await? else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let l = team.language;
        let title = learnings::learning_title(l);
        let Some(row) = self.store.learning(id).await? else {
            return self.take_down(claim, &team, &title, &shared_post(l, &erased(id, team.id))).await;
        };
        let post = shared_post(l, &row.learning);
        let Some((channel, message)) = self.show_once(claim, &team, &title, &post).await? else {
            return Ok(Outcome::Later(now + PROMPTS_FIRST));
        };
        let now = self.now();
        let remove = Job::removing(&self.random, team.guild, Some(team.id), now)(channel, message);
        let follow = (&remove, &self.refreshing_learning(&team, id));
        self.store.record_learning_shown(claim, &row.learning, (channel, message), follow, now).await?;
        self.ring();
        Ok(Outcome::Done)
    }

    /// Brings the post of a learning up to date.
    pub(in crate::service) async fn refresh_learning(
        &self,
        claim: &Claim,
        id: LearningId,
    ) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await? {
            let mut shown = Vec::new();
            while let Some(row) = self.store.learning(id).await? {
                let post = shared_post(team.language, &row.learning);
                let kept = row.shown.map(|(channel, message)| Standing { channel, message, post });
                if !self.bring_up_to_date(&mut shown, kept.into_iter().collect()).await? {
                    break;
                }
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// Tells TRIO, in its channel or one of them privately, that somebody has left them a learning.
    pub(in crate::service) async fn tell_learning_offered(
        &self,
        claim: &Claim,
        id: LearningId,
        user: Option<UserId>,
    ) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await?
            && let Some(post) = self.learning_offer(&team, id).await?
        {
            let place = match user {
                Some(user) => Some(Place::Person(user)),
                None => team.dosing.trio_channel.map(Place::Channel),
            };
            if let Some(place) = place {
                match self.send_once(claim, place, &post).await {
                    // It is TRIO's own channel that is out of reach: the team's posts go on.
                    Err(Failure::Platform(error)) if user.is_none() && error.is_lasting() => {
                        tracing::warn!(team = %team.id, %error, "TRIO's channel cannot be reached");
                    }
                    sent => drop(sent?),
                }
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// What TRIO is told of it: not its words, which stay where their author can erase them. `None`: it waits no longer.
    pub(in crate::service) async fn learning_offer(
        &self,
        team: &Team,
        id: LearningId,
    ) -> Result<Option<Post>, Failure> {
        let waits = self.store.learning(id).await?.is_some_and(|row| row.learning.state == State::Offered);
        let l = team.language;
        let read = button(learnings::button_learning_read(l), Look::Primary, Action::ReadLearning(id));
        let text = learnings::learning_offer(l, &escape::name(&team.name));
        Ok(waits.then(|| Post { rows: vec![Row::Buttons(vec![read])], ..note(text) }))
    }
}

/// What is said to whoever has left a learning to TRIO.
fn offered(l: crate::domain::language::Language, id: LearningId) -> Post {
    Post { rows: vec![Row::Buttons(own_buttons(l, id).into())], ..note(learnings::learning_offered(l)) }
}

/// As much of an erased learning as its post's button holds.
fn erased(id: LearningId, team: TeamId) -> Learning {
    Learning {
        id,
        team,
        author: UserId(0),
        name: None,
        words: Words::default(),
        state: State::Shared,
        written_at: DateTime::UNIX_EPOCH,
        shared_at: None,
    }
}
