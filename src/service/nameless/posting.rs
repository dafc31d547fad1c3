//! Posting an answer without a name, once, and removing it. Of the work nothing stays: it is erased with its end, and
//! what it notes while it lasts is a day and a random key.

use super::thread::is_gone;
use crate::domain::ids::{NamelessId, OccasionId};
use crate::domain::nameless::{Nameless, Stage};
use crate::domain::round::Round;
use crate::service::core::Core;
use crate::service::delivery::Outcome;
use crate::service::platform::{Place, PlatformError};
use crate::service::posts;
use crate::service::refusal::Failure;
use crate::store::{Claim, StoreError};

impl Core {
    pub(in crate::service) async fn post_nameless(
        &self,
        claim: &Claim,
        id: NamelessId,
        round: OccasionId,
    ) -> Result<Outcome, Failure> {
        let (answer, asked) = (self.store.nameless(id).await?, self.store.round(round).await?);
        let (Some(answer), Some(round)) = (answer, asked) else {
            // Erased with all that was kept of its team, or with its thread.
            self.store.forget_nameless(claim, id).await?;
            return Ok(Outcome::Done);
        };
        if answer.stage == Stage::Erased {
            return self.take_back_nameless(claim, &answer, &round).await;
        }
        let team = self.store.team(round.team).await?;
        if team.as_ref().is_some_and(|team| team.ended_at.is_some()) {
            return self.end_nameless(claim, &answer, &round).await;
        }
        let Some(thread) = round.thread else {
            // Its thread comes first.
            return match round.thread_awaited(self.now()) {
                Some(at) => Ok(Outcome::Later(at)),
                None => self.end_nameless(claim, &answer, &round).await,
            };
        };
        let l = team.map_or(self.defaults.language, |team| team.language);
        let post = posts::nameless(l, answer.voice, &super::posted(&answer.text));
        let (channel, message) = match self.send_once(claim, Place::Channel(thread), &post).await {
            Err(failure) if is_gone(&failure) => {
                // The thread was deleted, and what was said in it with it.
                self.store.forget_nameless(claim, id).await?;
                return Ok(Outcome::Done);
            }
            sent => sent?,
        };
        if !self.store.record_nameless_posted(claim, id).await? {
            // Its writer has erased it meanwhile. Where its post cannot be removed now, it stands: that is not to be
            // taken for an attempt of which nothing came.
            match self.platform.delete(channel, message).await {
                Ok(()) | Err(PlatformError::MessageGone | PlatformError::Gone(_)) => {}
                Err(error) => return Err(Failure::Unsettled(error.to_string())),
            }
            self.store.forget_nameless(claim, id).await?;
        }
        Ok(Outcome::Done)
    }

    /// An answer whose team was finished before it was known to be posted: nothing is posted any more.
    async fn end_nameless(
        &self,
        claim: &Claim,
        answer: &Nameless,
        round: &Round,
    ) -> Result<Outcome, Failure> {
        let stands = !claim.fresh
            && match self.standing_in(round).await {
                Ok(standing) => standing.post_of(answer).is_some(),
                Err(failure) if is_gone(&failure) => false,
                Err(failure) => return Err(failure),
            };
        let recorded = if stands {
            self.store.record_nameless_posted(claim, answer.id).await?
        } else {
            self.store.record_nameless_unshown(claim, answer.id).await?
        };
        // Erased at this moment: looked at again.
        Ok(if recorded { Outcome::Done } else { Outcome::Later(self.now()) })
    }

    /// An answer that its writer erased while it was not known whether its post stands.
    async fn take_back_nameless(
        &self,
        claim: &Claim,
        answer: &Nameless,
        round: &Round,
    ) -> Result<Outcome, Failure> {
        if !claim.fresh {
            self.must_have_settled(claim)?;
            self.remove_from(round, answer).await?;
        }
        self.store.forget_nameless(claim, answer.id).await?;
        Ok(Outcome::Done)
    }

    /// Removes the post of an erased answer, and then all that was kept of it.
    pub(in crate::service) async fn remove_nameless(
        &self,
        claim: &Claim,
        id: NamelessId,
        round: OccasionId,
    ) -> Result<Outcome, Failure> {
        if let (Some(answer), Some(round)) = (self.store.nameless(id).await?, self.store.round(round).await?)
        {
            self.remove_from(&round, &answer).await?;
        }
        self.store.forget_nameless(claim, id).await?;
        Ok(Outcome::Done)
    }

    /// Deletes the post of an answer, if it stands.
    async fn remove_from(&self, round: &Round, answer: &Nameless) -> Result<(), Failure> {
        let Some(thread) = round.thread else { return Ok(()) };
        let standing = match self.standing_in(round).await {
            Ok(standing) => standing,
            Err(failure) if is_gone(&failure) => return Ok(()),
            Err(failure) => return Err(failure),
        };
        let Some(post) = standing.post_of(answer) else {
            return self.history_is_readable(round, thread).await;
        };
        match self.platform.delete(thread, post).await {
            Ok(()) | Err(PlatformError::MessageGone | PlatformError::Gone(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Work on an answer that nothing will make succeed: the answer is kept, and the work is not.
    pub(in crate::service) async fn give_up_nameless(
        &self,
        claim: &Claim,
        id: NamelessId,
    ) -> Result<(), StoreError> {
        if !self.store.record_nameless_unshown(claim, id).await? {
            self.store.forget_nameless(claim, id).await?;
        }
        Ok(())
    }

    /// Looks whether a message that was deleted was the post of an answer without a name.
    pub(in crate::service) async fn look_for_missing_nameless(
        &self,
        claim: &Claim,
        round: OccasionId,
    ) -> Result<Outcome, Failure> {
        if let Some(round) = self.store.round(round).await? {
            let answers = self.nameless_standing(&round).await?;
            if !answers.is_empty() {
                match self.standing_in(&round).await {
                    Ok(standing) => {
                        self.drop_missing_nameless(&round, &answers, &standing).await?;
                    }
                    // Its end is told in another way.
                    Err(failure) if is_gone(&failure) => {}
                    Err(failure) => return Err(failure),
                }
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }
}
