//! What becomes of an example: shown, changed, taken down, or not shown at all.

use super::consent::cannot_be_told;
use super::posts::example_post;
use crate::domain::consent::without;
use crate::domain::ids::{ChannelId, NominationId};
use crate::domain::nomination::{Consent, Nomination, NominationState, Verdict};
use crate::domain::team::Team;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Place, PlatformError, Post};
use crate::service::posts::note;
use crate::service::refusal::{Failure, Refusal};
use crate::store::Claim;
use crate::text::nominations;

impl Core {
    /// Carries out what the answers so far say. Answers where the nomination stands now.
    pub(super) async fn advance(
        &self,
        id: NominationId,
        over: bool,
    ) -> Result<Option<NominationState>, Failure> {
        loop {
            let Some(row) = self.store.nomination(id).await? else { return Ok(None) };
            let n = &row.nomination;
            if n.state != NominationState::Asking {
                return Ok(Some(n.state));
            }
            let Some(team) = self.store.team(n.team).await? else { return Ok(Some(n.state)) };
            let now = self.now();
            let (changed, work) = match n.verdict(over) {
                Verdict::Wait => return Ok(Some(n.state)),
                Verdict::Share => {
                    let share = Job::ShareExample { nomination: id };
                    let work = share.at(
                        &self.random,
                        format!("example:{id}:{}", n.version),
                        row.guild,
                        Some(n.team),
                        now,
                    );
                    (Nomination { state: NominationState::Shared, ..spoken_for(n, &team) }, vec![work])
                }
                Verdict::Close => (closed(n), Vec::new()),
            };
            if self.store.change_nomination(n, &changed, &work, now).await? {
                self.ring();
                return Ok(Some(changed.state));
            }
        }
    }

    /// Fourteen days have passed. Who said no and who said nothing look alike to the giver.
    pub(in crate::service) async fn settle_nomination(
        &self,
        claim: &Claim,
        id: NominationId,
    ) -> Result<Outcome, Failure> {
        let state = self.advance(id, true).await?;
        let row = self.store.nomination(id).await?;
        let (Some(NominationState::Closed), Some(row)) = (state, row) else {
            self.store.complete(claim, &[], self.now()).await?;
            return Ok(Outcome::Done);
        };
        let l = self.team_of(claim).await?.map_or(self.defaults.language, |t| t.language);
        let told = note(nominations::example_not_shared(l));
        match self.send_once(claim, Place::Person(row.nomination.giver), &told).await {
            Err(error) if !cannot_be_told(&error) => return Err(error),
            _ => {}
        }
        self.store.forget_nomination(claim, id, self.now()).await?;
        Ok(Outcome::Done)
    }

    pub(in crate::service) async fn share_example(
        &self,
        claim: &Claim,
        id: NominationId,
    ) -> Result<Outcome, Failure> {
        let (Some(row), Some(team)) = (self.store.nomination(id).await?, self.team_of(claim).await?) else {
            self.store.complete(claim, &[], self.now()).await?;
            return Ok(Outcome::Done);
        };
        if row.nomination.state != NominationState::Shared {
            self.store.complete(claim, &[], self.now()).await?;
            return Ok(Outcome::Done);
        }
        let place = self.where_examples_go(&team).await?;
        let post = example_post(team.language, &row.nomination);
        let shown = match self.send_once(claim, Place::Channel(place), &post).await {
            Err(Failure::Platform(PlatformError::Gone(_) | PlatformError::Locked(_)))
                if place != team.channel =>
            {
                self.send_once(claim, Place::Channel(team.channel), &post).await?
            }
            shown => shown?,
        };
        self.store.record_example_shown(claim, id, shown, self.now()).await?;
        // Somebody may have left it while it was on its way.
        self.refresh(&team, id, row.guild).await
    }

    /// The open round's thread, else the channel.
    pub(super) async fn where_examples_go(&self, team: &Team) -> Result<ChannelId, Failure> {
        let now = self.now();
        let open = self.store.latest_round(team.id).await?.filter(|r| r.accepts(now));
        Ok(open.and_then(|r| r.thread).unwrap_or(team.channel))
    }

    async fn refresh(
        &self,
        team: &Team,
        id: NominationId,
        guild: crate::domain::ids::GuildId,
    ) -> Result<Outcome, Failure> {
        let now = self.now();
        let key = format!("refresh:{id}:{}", self.random.id());
        let work = Job::RefreshExample { nomination: id }.at(&self.random, key, guild, Some(team.id), now);
        let changed =
            self.store.nomination(id).await?.is_none_or(|r| r.nomination.state != NominationState::Shared);
        if changed {
            self.store.enqueue(&[work], now).await?;
            self.ring();
        }
        Ok(Outcome::Done)
    }

    /// Brings the post of an example up to date, or takes it down.
    pub(in crate::service) async fn refresh_example(
        &self,
        claim: &Claim,
        id: NominationId,
    ) -> Result<Outcome, Failure> {
        if let (Some(row), Some(team)) = (self.store.nomination(id).await?, self.team_of(claim).await?)
            && let Some((channel, message)) = row.shown
        {
            let done = match row.nomination.state {
                NominationState::Shared => {
                    self.platform.edit(channel, message, &example_post(team.language, &row.nomination)).await
                }
                NominationState::Asking | NominationState::Closed => {
                    self.platform.delete(channel, message).await
                }
            };
            match done {
                Ok(()) | Err(PlatformError::MessageGone | PlatformError::Gone(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// *Tag mig ud*: a named colleague leaves the example, or its giver takes their name off it. With nobody
    /// left to stand by it, it is taken down and its words are erased.
    pub async fn leave_example(&self, asker: &Asker, id: NominationId) -> Result<Post, Failure> {
        let l = asker.language;
        loop {
            let not_in = || Failure::from(Refusal::Said(nominations::example_not_in(l)));
            let Some(row) = self.store.nomination(id).await?.filter(|r| r.guild == asker.guild) else {
                return Err(not_in());
            };
            let n = &row.nomination;
            let Some(team) = self.store.team(n.team).await? else { return Err(not_in()) };
            if n.state != NominationState::Shared {
                return Err(not_in());
            }
            let mut changed = n.clone();
            let named = n.nominees.iter().any(|x| x.user == asker.user && x.says_yes());
            if named {
                changed = without(&changed, asker.user, &nominations::a_colleague(team.language));
                for nominee in changed.nominees.iter_mut().filter(|x| x.user == asker.user) {
                    nominee.answer = Some(Consent::No);
                }
                if !changed.nominees.iter().any(crate::domain::nomination::Nominee::says_yes) {
                    changed = closed(&changed);
                }
            } else if n.giver == asker.user && n.nominees.is_empty() {
                changed = closed(&changed);
            } else if n.giver == asker.user && !n.without_giver {
                changed.without_giver = true;
                changed.giver_name = String::new();
            } else {
                return Err(not_in());
            }
            let now = self.now();
            let key = format!("refresh:{id}:{}", asker.interaction);
            let work =
                Job::RefreshExample { nomination: id }.at(&self.random, key, row.guild, Some(n.team), now);
            if self.store.change_nomination(n, &changed, &[work], now).await? {
                self.refresh_letters_telling(n.team, id).await?;
                self.ring();
                let whole = changed.state == NominationState::Closed;
                return Ok(note(if whole {
                    nominations::example_left_whole(l)
                } else {
                    nominations::example_left(l)
                }));
            }
        }
    }
}

/// The example without anything of those who did not say yes.
fn spoken_for(nomination: &Nomination, team: &Team) -> Nomination {
    let colleague = nominations::a_colleague(team.language);
    let silent: Vec<_> = nomination.nominees.iter().filter(|n| !n.says_yes()).map(|n| n.user).collect();
    silent.into_iter().fold(nomination.clone(), |n, user| without(&n, user, &colleague))
}

/// The nomination with its words erased.
fn closed(nomination: &Nomination) -> Nomination {
    Nomination {
        what: String::new(),
        meant: String::new(),
        giver_name: String::new(),
        nominees: Vec::new(),
        state: NominationState::Closed,
        ..nomination.clone()
    }
}
