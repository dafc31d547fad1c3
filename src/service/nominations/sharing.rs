//! What becomes of an example: shown, changed, taken down, or not shown at all.

use super::posts::{example_like, example_post, example_title, not_shared};
use crate::domain::consent::{Reach, Telling, told, without};
use crate::domain::expectation::Expectation;
use crate::domain::ids::{GuildId, NominationId, UserId};
use crate::domain::language::Language;
use crate::domain::nomination::{Consent, Nomination, NominationState, Verdict};
use crate::domain::team::Team;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Place, PlatformError, Post};
use crate::service::posts::note;
use crate::service::random::Random;
use crate::service::refusal::{Failure, Refusal};
use crate::service::showing::PROMPTS_FIRST;
use crate::service::topics::is_own_thread;
use crate::store::{Claim, ExampleRow, NewDelivery};
use crate::text::nominations;
use chrono::{DateTime, Utc};

impl Core {
    /// What of an example may be told to `reach` at this moment.
    pub(in crate::service) fn told_to(&self, l: Language, row: &ExampleRow, reach: Reach) -> Option<Telling> {
        told(l, &row.nomination, &row.consents, reach, self.now())
    }

    /// What the answers so far make of a nomination, and the work that follows; to be recorded together with the
    /// answer. `over`: the days for its words have passed.
    pub(super) fn after_answers(
        &self,
        guild: GuildId,
        team: &Team,
        n: Nomination,
        over: bool,
    ) -> (Nomination, Vec<NewDelivery>) {
        decided(&self.random, self.now(), guild, team.language, n, over)
    }

    /// Carries out what the answers so far say; `over`: the days for the words in this version have passed.
    /// Answers where the nomination stands now.
    pub(super) async fn advance(
        &self,
        id: NominationId,
        over: Option<u16>,
    ) -> Result<Option<NominationState>, Failure> {
        loop {
            let Some(row) = self.store.nomination(id).await? else { return Ok(None) };
            let n = &row.nomination;
            let Some(team) = self.store.team(n.team).await? else { return Ok(Some(n.state)) };
            let (changed, work) = self.after_answers(row.guild, &team, n.clone(), over == Some(n.version));
            if changed.state == n.state {
                return Ok(Some(n.state));
            }
            if self.store.change_nomination(n, &changed, &work, self.now()).await? {
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
        version: u16,
    ) -> Result<Outcome, Failure> {
        let state = self.advance(id, Some(version)).await?;
        let now = self.now();
        let row = self.store.nomination(id).await?.filter(|row| row.nomination.version == version);
        let (Some(NominationState::Closed), Some(row)) = (state, row) else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let n = &row.nomination;
        let at = self.team_of(claim).await?.map_or(now, |team| team.private_time(now));
        let told = Job::TellNotShared { giver: n.giver, team: n.team };
        let told = told.at(&self.random, format!("not-shared:{id}"), row.guild, Some(n.team), at);
        self.store.forget_nomination(claim, id, &[told], now).await?;
        self.ring();
        Ok(Outcome::Done)
    }

    pub(in crate::service) async fn tell_not_shared(
        &self,
        claim: &Claim,
        giver: UserId,
    ) -> Result<Outcome, Failure> {
        let l = self.team_of(claim).await?.map_or(self.defaults.language, |team| team.language);
        self.send_once(claim, Place::Person(giver), &not_shared(l)).await?;
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    pub(in crate::service) async fn share_example(
        &self,
        claim: &Claim,
        id: NominationId,
    ) -> Result<Outcome, Failure> {
        let Some(team) = self.team_of(claim).await? else {
            self.store.complete(claim, &[], self.now()).await?;
            return Ok(Outcome::Done);
        };
        let l = team.language;
        let row = self.store.nomination(id).await?;
        let telling = row.as_ref().and_then(|row| self.told_to(l, row, Reach::Team));
        let (Some(row), Some(telling)) = (row, telling) else {
            // Of what is erased only the button is known.
            let title = example_title(l, Expectation::ALL[0]);
            return self.take_down(claim, &team, &title, &example_like(l, id)).await;
        };
        let n = &row.nomination;
        let (title, post) = (example_title(l, n.expectation), example_post(l, &telling));
        let Some((channel, message)) = self.show_once(claim, &team, &title, &post).await? else {
            return Ok(Outcome::Later(self.now() + PROMPTS_FIRST));
        };
        let now = self.now();
        let remove = Job::removing(&self.random, row.guild, Some(team.id), now)(channel, message);
        // Somebody may have left it while it was on its way, or since an earlier attempt at it.
        let (read, refresh) = ((n, claim.attempts == 1), self.refreshing(&row));
        self.store.record_example_shown(claim, read, (channel, message), &remove, &refresh, now).await?;
        self.ring();
        Ok(Outcome::Done)
    }

    fn refreshing(&self, row: &ExampleRow) -> NewDelivery {
        let id = row.nomination.id;
        let key = format!("refresh:{id}:{}", self.random.id());
        let job = Job::RefreshExample { nomination: id };
        job.at(&self.random, key, row.guild, Some(row.nomination.team), self.now())
    }

    /// Brings the post of an example up to date; forgets an example that nobody stands by any more.
    pub(in crate::service) async fn refresh_example(
        &self,
        claim: &Claim,
        id: NominationId,
    ) -> Result<Outcome, Failure> {
        let now = self.now();
        let mut next = Vec::new();
        let mut stands = None;
        // Read again after each edit: somebody may have changed it since, and their edit have come first.
        while let (Some(row), Some(team)) = (self.store.nomination(id).await?, self.team_of(claim).await?) {
            if row.nomination.state == NominationState::Closed {
                self.store.forget_nomination(claim, id, &[], now).await?;
                return Ok(Outcome::Done);
            }
            let Some((channel, message)) = row.shown else { break };
            let Some(telling) = self.told_to(team.language, &row, Reach::Team) else { break };
            let post = example_post(team.language, &telling);
            if stands.as_ref() == Some(&post) {
                break;
            }
            // In a forum an example may be a post of its own: it is woken rather than shown anew.
            let edited = if is_own_thread(channel, message) {
                self.correct(channel, message, &post).await
            } else {
                self.platform.edit(channel, message, &post).await
            };
            match edited {
                Ok(()) => stands = Some(post),
                Err(PlatformError::MessageGone | PlatformError::Gone(_)) => break,
                Err(PlatformError::Locked(_)) => {
                    // In an archived thread nothing can be changed, only removed: it is shown anew.
                    let work =
                        |job: Job, key: String| job.at(&self.random, key, row.guild, Some(team.id), now);
                    let again = self.random.id();
                    next = vec![
                        work(Job::RemovePost { channel, message }, format!("remove:{again}")),
                        work(Job::ShareExample { nomination: id }, format!("example:{id}:again:{again}")),
                    ];
                    break;
                }
                Err(error) => return Err(error.into()),
            }
        }
        self.store.complete(claim, &next, now).await?;
        self.ring();
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
            let mut work = vec![self.refreshing(&row)];
            if changed.state == NominationState::Closed
                && let Some((channel, message)) = row.shown
            {
                work.push(Job::removing(&self.random, row.guild, Some(n.team), now)(channel, message));
            }
            work.extend(self.letters_telling(n.team, id).await?);
            if self.store.change_nomination(n, &changed, &work, now).await? {
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

/// What the answers so far make of a nomination, and the work that follows.
pub(in crate::service) fn decided(
    random: &Random,
    now: DateTime<Utc>,
    guild: GuildId,
    language: Language,
    n: Nomination,
    over: bool,
) -> (Nomination, Vec<NewDelivery>) {
    if n.state != NominationState::Asking {
        return (n, Vec::new());
    }
    match n.verdict(over) {
        Verdict::Wait => (n, Vec::new()),
        Verdict::Close => (closed(&n), Vec::new()),
        Verdict::Share => {
            let share = Job::ShareExample { nomination: n.id };
            let key = format!("example:{}:{}", n.id, n.version);
            let work = share.at(random, key, guild, Some(n.team), now);
            (Nomination { state: NominationState::Shared, ..spoken_for(&n, language) }, vec![work])
        }
    }
}

/// The example without anything of those who did not say yes.
fn spoken_for(nomination: &Nomination, language: Language) -> Nomination {
    let colleague = nominations::a_colleague(language);
    let silent: Vec<_> = nomination.nominees.iter().filter(|n| !n.says_yes()).map(|n| n.user).collect();
    let mut spoken = silent.iter().fold(nomination.clone(), |n, user| without(&n, *user, &colleague));
    for nominee in spoken.nominees.iter_mut().filter(|n| silent.contains(&n.user)) {
        // Silence is a no, also to words that come later.
        nominee.answer = Some(Consent::No);
    }
    spoken
}

/// The nomination with its words erased.
pub(in crate::service) fn closed(nomination: &Nomination) -> Nomination {
    Nomination {
        what: String::new(),
        meant: String::new(),
        giver_name: String::new(),
        nominees: Vec::new(),
        state: NominationState::Closed,
        ..nomination.clone()
    }
}
