//! Erasing one person: what follows from it. By their own wish, by the operator's command, or again, when a copy of the
//! database has brought them back.

use crate::domain::consent::text_without;
use crate::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, StepId, TeamId, UserId};
use crate::domain::language::Language;
use crate::domain::nomination::{Consent, Nomination, NominationState, Nominee};
use crate::domain::reply::Reply;
use crate::service::answers;
use crate::service::job::Job;
use crate::service::nominations::{closed, decided};
use crate::service::random::Random;
use crate::store::{Aftermath, Erased, ExampleRow, Fate, Leaver, NewDelivery, Store, StoreError};
use crate::text::nominations;
use chrono::{DateTime, Utc};

/// Erases a person from everything that is kept.
pub async fn erase(store: &Store, random: &Random, leaver: Leaver) -> Result<Erased, StoreError> {
    let erased = store.erase_person(leaver, &After { random, now: leaver.at }).await?;
    tracing::info!(rows = erased.rows, posts = erased.posts, "a person was erased");
    Ok(erased)
}

/// Erases again whom a copy that was put back has brought back.
pub async fn erase_again(store: &Store, random: &Random, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let people = store.erase_again(&After { random, now }).await?;
    if people > 0 {
        tracing::warn!(
            people,
            "people who had been erased were brought back by a copy, and are erased again"
        );
    }
    Ok(people)
}

/// The work that follows when somebody is erased.
#[derive(Debug)]
pub struct After<'a> {
    /// Randomness for the ids of it.
    pub random: &'a Random,
    /// When it is due.
    pub now: DateTime<Utc>,
}

impl After<'_> {
    fn work(&self, job: Job, key: &str, (guild, team): (GuildId, TeamId)) -> NewDelivery {
        job.at(self.random, format!("{key}:{}", self.random.id()), guild, Some(team), self.now)
    }
}

impl Aftermath for After<'_> {
    fn remove(
        &self,
        (guild, team): (GuildId, TeamId),
        (channel, message): (ChannelId, MessageId),
    ) -> NewDelivery {
        Job::removing(self.random, guild, Some(team), self.now)(channel, message)
    }

    fn refresh_letter(&self, team: (GuildId, TeamId), letter: OccasionId) -> NewDelivery {
        self.work(Job::RefreshLetter { occasion: letter }, &format!("letter-refresh:{letter}"), team)
    }

    fn refresh_step(&self, team: (GuildId, TeamId), step: StepId) -> NewDelivery {
        self.work(Job::RefreshStep { step }, &format!("step-refresh:{step}"), team)
    }

    fn posted(&self, language: Language, reply: &Reply) -> (String, String) {
        (answers::post_key(reply.id), answers::print(language, reply))
    }

    fn without(&self, row: &ExampleRow, language: Language, user: UserId) -> (Nomination, Vec<NewDelivery>) {
        let team = (row.guild, row.nomination.team);
        let left = left_by(&row.nomination, user, &self.somebody(language));
        let stood_by = left.nominees.iter().any(Nominee::says_yes);
        let refresh = |n: &Nomination| {
            let job = Job::RefreshExample { nomination: n.id };
            vec![self.work(job, &format!("refresh:{}", n.id), team)]
        };
        match left.state {
            // Nobody else has agreed to it.
            NominationState::Asking if row.nomination.giver == user || left.nominees.is_empty() => {
                (closed(&left), Vec::new())
            }
            NominationState::Asking => decided(self.random, self.now, row.guild, language, left, false),
            NominationState::Shared if stood_by => {
                let work = refresh(&left);
                (left, work)
            }
            NominationState::Shared => {
                let work = refresh(&left);
                (closed(&left), work)
            }
            NominationState::Closed => (left, Vec::new()),
        }
    }

    fn somebody(&self, language: Language) -> String {
        nominations::a_colleague(language)
    }

    fn fate(&self, job: &str, user: UserId) -> Fate {
        match serde_json::from_str::<Job>(job) {
            Ok(Job::AskSeat { team, seat, user: asked, by }) if by == user && asked != user => {
                let job = Job::AskSeat { team, seat, user: asked, by: UserId(0) };
                serde_json::to_string(&job).map_or(Fate::Goes, Fate::Becomes)
            }
            Ok(Job::ShowSuggestion { by, .. }) if by == user => Fate::Goes,
            Ok(job) if job.private_to() != Some(user) => Fate::Stays,
            _ => Fate::Goes,
        }
    }
}

/// A nomination without the person: not among those named, not its giver, not in its words.
fn left_by(nomination: &Nomination, user: UserId, somebody: &str) -> Nomination {
    let told = nomination.giver == user;
    let mut known = nomination.clone();
    if told {
        // So that their name is known in the words, too.
        let name = nomination.giver_name.clone();
        known.nominees.push(Nominee { user, name, answer: Some(Consent::No) });
    }
    let mut left = nomination.clone();
    for text in [&mut left.what, &mut left.meant] {
        *text = text_without(&known, user, text, somebody);
    }
    left.nominees.retain(|nominee| nominee.user != user);
    if told {
        left.giver = UserId(0);
        left.giver_name.clear();
        left.without_giver = true;
    }
    left
}
