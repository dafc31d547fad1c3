//! Doing one piece of outgoing work exactly once: the rule by which a post is repeated, adopted or made,
//! and what becomes of work that failed.

use crate::domain::absence::NONCE_SECONDS;
use crate::domain::ids::{ChannelId, MessageId};
use crate::domain::print::Prints;
use crate::domain::team::Parked;
use crate::service::core::Core;
use crate::service::lease;
use crate::service::platform::{Permission, Place, PlatformError, Post};
use crate::service::refusal::Failure;
use crate::store::{Claim, StoreError};
use base64::Engine as _;
use chrono::{DateTime, Duration, Utc};
use sha2::{Digest as _, Sha256};

/// How long the outcome of a post that is not known is left to show itself before it is looked for: no
/// request lasts longer than a quarter of a minute, and what it did is listed soon after.
pub const SETTLES_SECONDS: i64 = 30;
/// How wrong our clock may have been at an attempt for its post to be found all the same.
const WRONG_BY: Duration = Duration::days(1);
/// How long a lease lasts; see [`crate::service::lease`].
pub const LEASE: Duration = Duration::seconds(60);
/// The most attempts at a piece of work without a deadline of its own.
pub const MOST_ATTEMPTS: i64 = 12;
/// For how long at least something is tried again of which nobody can say what came of it: an outage says nothing
/// about the work. What is too late by then is let go where it is done.
pub const PATIENCE: Duration = Duration::days(2);
/// A piece of work over which the process has died this often is set aside.
pub const MOST_CRASHES: i64 = 5;

/// How a piece of work ended, for now.
#[derive(Debug)]
pub enum Outcome {
    /// Done, and recorded under the claim.
    Done,
    /// Not yet: it is to be done at this time. Nothing has happened so far.
    Later(DateTime<Utc>),
}

/// What is to be done about a failed attempt.
#[derive(Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Try again at this time; `true`: it is certain that nothing happened.
    Again(DateTime<Utc>, bool),
    /// The team cannot be posted to until this is mended.
    Park(Parked),
    /// The work waits for the person it is for: their private messages are closed.
    LeaveWaiting,
    /// Nothing will make it succeed.
    SetAside,
    /// Somebody else holds it now.
    LetGo,
}

/// What to do about `failure` of an attempt, when the outcome of attempts since `tried_at` is not known. `jitter` is
/// from 0 to 1.
pub fn remedy(
    failure: &Failure,
    (attempts, tried_at): (i64, DateTime<Utc>),
    now: DateTime<Utc>,
    jitter: f64,
) -> Remedy {
    let after = |wait: Duration, certain: bool| {
        let patient = !certain && now - tried_at < PATIENCE;
        if attempts >= MOST_ATTEMPTS && !patient {
            Remedy::SetAside
        } else {
            Remedy::Again(now + wait, certain)
        }
    };
    let again = |certain: bool| after(back_off(attempts, jitter), certain);
    match failure {
        Failure::Unseen(_) => Remedy::Park(Parked::HistoryUnreadable),
        Failure::NoTag => Remedy::Park(Parked::TagMissing),
        Failure::Unsettled(_) => {
            after(back_off(attempts, jitter).max(Duration::seconds(SETTLES_SECONDS)), false)
        }
        Failure::Store(StoreError::Stale) => Remedy::LetGo,
        Failure::Store(_) | Failure::Platform(PlatformError::Unknown(_)) => again(false),
        Failure::Platform(PlatformError::Busy(wait)) => {
            Remedy::Again(now + Duration::from_std(*wait).unwrap_or_default().max(Duration::seconds(1)), true)
        }
        Failure::Platform(PlatformError::Forbidden(_)) => Remedy::Park(Parked::Permission),
        Failure::Platform(PlatformError::Gone(10004)) => Remedy::Park(Parked::GuildGone),
        Failure::Platform(PlatformError::Gone(_)) => Remedy::Park(Parked::ChannelGone),
        Failure::Platform(PlatformError::Closed) => Remedy::LeaveWaiting,
        Failure::Platform(PlatformError::Locked(_)) => again(true),
        // The connection ends over it too; whoever gives the bot its new token starts it again.
        Failure::Platform(PlatformError::Unauthorised) => Remedy::Again(now + Duration::hours(1), true),
        Failure::Platform(PlatformError::MessageGone | PlatformError::Rejected { .. })
        | Failure::Refused(_) => Remedy::SetAside,
    }
}

/// Full jitter between one second and five minutes, the ceiling doubling with each attempt.
pub fn back_off(attempts: i64, jitter: f64) -> Duration {
    let ceiling = 1_000_i64.saturating_mul(1 << attempts.clamp(1, 9)).min(300_000);
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "at most 300,000")]
    let wait = (ceiling as f64 * jitter.clamp(0.0, 1.0)) as i64;
    Duration::milliseconds(wait.max(1_000))
}

/// The nonce of a piece of work: 22 characters from a hash of what makes it unique, the same at every attempt, and
/// the same when a database that was put back to an earlier state makes it again.
pub fn nonce(claim: &Claim) -> String {
    let hash = Sha256::digest(format!("aktor work {}", claim.key));
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&hash[..16])
}

/// A history that may not be read.
fn unseen(error: PlatformError) -> Failure {
    match error {
        PlatformError::Forbidden(code) => Failure::Unseen(code),
        error => error.into(),
    }
}

impl Core {
    /// Sends a claim's post exactly once. An earlier attempt of less than a minute ago is repeated with the
    /// same nonce, which the platform recognises; after that the history is read first, and a post found
    /// there is adopted. A history that cannot be read is an error: nothing is posted blind.
    ///
    /// A forum takes no nonce, so there the history is read after *every* attempt that may have succeeded,
    /// however recent. Before the first one there is nothing to look for, and none is made: a claim is fresh
    /// only while no request for this post can have been sent by anybody, since each is preceded by the
    /// claim's own commit (and [`crate::store::Store::begin`]), and a claim whose process died is never fresh.
    pub async fn send_once(
        &self,
        claim: &Claim,
        place: Place<'_>,
        post: &Post,
    ) -> Result<(ChannelId, MessageId), Failure> {
        match self.find_earlier(claim, place, post).await? {
            Some(found) => Ok(found),
            None => self.send_new(claim, place, post).await,
        }
    }

    /// Sends a claim's post of which [`Core::find_earlier`] has found nothing.
    pub(super) async fn send_new(
        &self,
        claim: &Claim,
        place: Place<'_>,
        post: &Post,
    ) -> Result<(ChannelId, MessageId), Failure> {
        let now = self.now();
        if !matches!(place, Place::Forum(_)) {
            let nonce = nonce(claim);
            let sent = self.platform.send(place, post, Some(&nonce));
            if !self.is_recognised(claim, place) {
                return Ok(sent.await?);
            }
            let left = claim.tried_at + Duration::seconds(NONCE_SECONDS) - now;
            return Ok(lease::leaving(left.to_std().unwrap_or_default(), &self.clock, sent).await?);
        }
        self.store.begin(claim, now, now + LEASE).await?;
        self.platform.send(place, post, None).await.map_err(|error| match error {
            PlatformError::Unknown(why) => Failure::Unsettled(why),
            error => error.into(),
        })
    }

    /// What an earlier attempt may have left in the channel, when the platform would not recognise a
    /// repetition.
    pub async fn find_earlier(
        &self,
        claim: &Claim,
        place: Place<'_>,
        post: &Post,
    ) -> Result<Option<(ChannelId, MessageId)>, Failure> {
        if claim.fresh || self.is_recognised(claim, place) {
            return Ok(None);
        }
        if let Place::Forum(_) = place {
            self.must_have_settled(claim)?;
        }
        let earlier = match place {
            // Private words without buttons may be the same two days in a row.
            Place::Person(_) if post.rows.is_empty() => Duration::minutes(5),
            _ => WRONG_BY,
        };
        let since = claim.tried_at.min(self.now()) - earlier;
        let found = self.platform.find_own(place, post, since).await.map_err(unseen)?;
        if found.is_some() {
            tracing::info!(delivery = %claim.id, "adopted a post that was there already");
            return Ok(found);
        }
        let channel = match place {
            Place::Channel(channel) => channel,
            Place::Forum(topic) => topic.forum,
            Place::Person(_) => return Ok(None),
        };
        self.must_see(claim, channel).await?;
        Ok(None)
    }

    /// A request that is still on its way must not be overtaken by a look that finds nothing.
    pub(super) fn must_have_settled(&self, claim: &Claim) -> Result<(), PlatformError> {
        let age = self.now() - claim.tried_at;
        let settles = Duration::seconds(SETTLES_SECONDS);
        if (Duration::zero()..settles).contains(&age) {
            return Err(PlatformError::Busy((settles - age).to_std().unwrap_or_default()));
        }
        Ok(())
    }

    /// Whether nothing was found because the bot may not read: to who may not, a channel looks empty.
    pub(super) async fn must_see(&self, claim: &Claim, channel: ChannelId) -> Result<(), Failure> {
        let missing = self.platform.missing_permissions(claim.guild, channel).await?;
        if missing.contains(&Permission::ReadMessageHistory) { Err(Failure::Unseen(0)) } else { Ok(()) }
    }

    /// What an earlier attempt may have left in the channel with words that are no longer kept.
    pub(super) async fn find_printed(
        &self,
        claim: &Claim,
        channel: ChannelId,
        prints: &Prints,
    ) -> Result<Option<MessageId>, Failure> {
        if claim.fresh || prints.prints.is_empty() {
            return Ok(None);
        }
        self.must_have_settled(claim)?;
        let since = claim.tried_at.min(self.now()) - WRONG_BY;
        let found = self.platform.find_printed(channel, prints, since).await.map_err(unseen)?;
        if found.is_none() {
            self.must_see(claim, channel).await?;
        }
        Ok(found)
    }

    /// Whether an earlier attempt of unknown outcome is so recent that the platform recognises a repetition.
    pub(super) fn is_recognised(&self, claim: &Claim, place: Place<'_>) -> bool {
        let age = self.now() - claim.tried_at;
        !matches!(place, Place::Forum(_))
            && !claim.fresh
            && (Duration::zero()..Duration::seconds(NONCE_SECONDS)).contains(&age)
    }
}
