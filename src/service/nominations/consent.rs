//! A named colleague's answers: yes, yes without a name, other words, no.

use super::posts::{Asked, consent_question, suggestion_form, suggestion_question};
use crate::domain::consent::{as_put, text_without, without};
use crate::domain::ids::{NominationId, UserId};
use crate::domain::language::Language;
use crate::domain::nomination::{Consent, DAYS_TO_ANSWER, Nomination, NominationState, Nominee};
use crate::domain::team::Team;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Form, Place, Post};
use crate::service::posts::note;
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::fit;
use crate::store::{Claim, ExampleRow, NewDelivery};
use crate::text::{dates, errors, letter, nominations};
use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;

impl Core {
    /// Asks a named colleague privately, if there is still something to ask.
    pub(in crate::service) async fn ask_consent(
        &self,
        claim: &Claim,
        id: NominationId,
        user: UserId,
        version: u16,
        kept: bool,
    ) -> Result<Outcome, Failure> {
        if let Some(question) = self.consent_question(id, user, version, kept).await? {
            self.send_once(claim, Place::Person(user), &question).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// The question to a named colleague, shown where they are now; `None`: there is nothing to ask any more.
    pub async fn consent_question(
        &self,
        id: NominationId,
        user: UserId,
        version: u16,
        kept: bool,
    ) -> Result<Option<Post>, Failure> {
        let Some(row) = self.store.nomination(id).await?.filter(|r| awaits(&r.nomination, user, version))
        else {
            return Ok(None);
        };
        let Some(team) = self.store.team(row.nomination.team).await? else { return Ok(None) };
        let (others, until) = (others(&row.nomination), last_day(&row, team.zone));
        // It is the text with everybody's yes that they say yes to.
        let example = as_put(team.language, &row.nomination);
        Ok(Some(consent_question(&team, &example, Asked { version, others, until, kept })))
    }

    /// A named colleague's answer to the words in this version.
    pub async fn consent(
        &self,
        l: Language,
        user: UserId,
        id: NominationId,
        version: u16,
        answer: Consent,
    ) -> Result<Post, Failure> {
        let (row, state) = loop {
            let row = self.asked(l, user, id, version).await?;
            let mut changed = row.nomination.clone();
            if answer == Consent::No {
                // Their part goes at once: the name, and every mention of it in the words.
                let colleague = nominations::a_colleague(row_language(self, &row).await?);
                self.take_out_of_suggestions(&row.nomination, user, &colleague).await?;
                changed = without(&changed, user, &colleague);
            }
            for nominee in changed.nominees.iter_mut().filter(|n| n.user == user) {
                nominee.answer = Some(answer);
            }
            // With the last answer goes what it decides: nobody would come back to it.
            let (changed, work) = match self.store.team(changed.team).await? {
                Some(team) => self.after_answers(row.guild, &team, changed, false),
                None => (changed, Vec::new()),
            };
            if self.store.change_nomination(&row.nomination, &changed, &work, self.now()).await? {
                self.ring();
                break (row, changed.state);
            }
        };
        let said = note(match (answer, state) {
            (Consent::No, _) => nominations::consent_thanks_no(l, others(&row.nomination)),
            (Consent::WithoutName, _) => nominations::consent_thanks_without_name(l),
            (Consent::Yes, NominationState::Shared) => match self.store.team(row.nomination.team).await? {
                Some(team) => {
                    self.told_shared(l, &team, None, nominations::consent_thanks_yes_shared).await?
                }
                None => errors::kept_without_channel(l),
            },
            (Consent::Yes, _) => nominations::consent_thanks_yes(l, &self.until(l, &row).await?),
        });
        // Whoever said yes can let more people than the team hear it.
        let rows = match (answer, state) {
            (Consent::No, _) | (_, NominationState::Asking | NominationState::Closed) => Vec::new(),
            _ => vec![Self::may_more_hear(l, id)],
        };
        Ok(Post { rows, ..said })
    }

    /// The form in which a named colleague suggests other words.
    pub async fn suggestion_form(
        &self,
        l: Language,
        user: UserId,
        id: NominationId,
        version: u16,
    ) -> Result<Form, Failure> {
        let row = self.asked(l, user, id, version).await?;
        Ok(suggestion_form(l, id, version, &row.nomination.what))
    }

    /// Takes in other words and shows them to the giver. Nothing is shared meanwhile: the colleague has not
    /// answered yet.
    pub async fn suggest(
        &self,
        l: Language,
        user: UserId,
        id: NominationId,
        version: u16,
        words: &str,
    ) -> Result<Post, Failure> {
        let row = self.asked(l, user, id, version).await?;
        let words = fit(words, super::LONGEST_EXAMPLE)?;
        if words.is_empty() {
            return Err(Refusal::Empty.into());
        }
        if self.is_suggested(id, user, &words).await? {
            return Ok(note(nominations::suggest_sent(l)));
        }
        let now = self.now();
        let Some(team) = self.store.team(row.nomination.team).await? else {
            return Err(Refusal::Outdated.into());
        };
        let job = Job::ShowSuggestion { nomination: id, by: user, giver: row.nomination.giver };
        let key = format!("suggestion:{id}:{user}:{}", self.random.id());
        let work = job.at(&self.random, key, row.guild, Some(team.id), team.private_time(now));
        self.store.set_suggestion(id, user, Some(&words), &[work], now).await?;
        self.ring();
        Ok(note(nominations::suggest_sent(l)))
    }

    /// Whether the giver is shown just these words already: they were sent again, because nobody answered.
    async fn is_suggested(&self, id: NominationId, by: UserId, words: &str) -> Result<bool, Failure> {
        Ok(self.store.suggestions(id).await?.iter().any(|one| one.0 == by && one.1 == words))
    }

    pub(in crate::service) async fn show_suggestion(
        &self,
        claim: &Claim,
        id: NominationId,
        by: UserId,
        giver: UserId,
    ) -> Result<Outcome, Failure> {
        if let Some(question) = self.suggestion_question(id, by).await? {
            self.send_once(claim, Place::Person(giver), &question).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// The question to the giver about a colleague's words; `None`: there is nothing to ask any more.
    pub async fn suggestion_question(&self, id: NominationId, by: UserId) -> Result<Option<Post>, Failure> {
        let Some(row) = self.store.nomination(id).await? else { return Ok(None) };
        let words = self.store.suggestions(id).await?.into_iter().find(|s| s.0 == by).map(|s| s.1);
        let (Some(words), Some(nominee)) = (words, row.nomination.nominees.iter().find(|n| n.user == by))
        else {
            return Ok(None);
        };
        let Some(team) = self.store.team(row.nomination.team).await? else { return Ok(None) };
        let l = team.language;
        let example = (&as_put(l, &row.nomination), row.nomination.version);
        Ok(Some(suggestion_question(l, example, &nominee.name, &words, by)))
    }

    /// The giver's verdict on a colleague's words. Used: everybody named is asked about the new words. Whoever
    /// wrote them is asked as well, unless they have said yes already: to suggest words is not to say yes.
    pub async fn suggestion_verdict(
        &self,
        l: Language,
        giver: UserId,
        id: NominationId,
        version: u16,
        by: UserId,
        used: bool,
    ) -> Result<Post, Failure> {
        let row = self.store.nomination(id).await?.ok_or(Refusal::Outdated)?;
        if row.nomination.giver != giver {
            return Err(Refusal::NotForYou.into());
        }
        let words = self.store.suggestions(id).await?.into_iter().find(|s| s.0 == by).map(|s| s.1);
        let stands = row.nomination.version == version && row.nomination.state != NominationState::Closed;
        let (Some(words), true) = (words, stands) else {
            return Err(Refusal::Outdated.into());
        };
        let now = self.now();
        let Some(team) = self.store.team(row.nomination.team).await? else {
            return Err(Refusal::Outdated.into());
        };
        if !used {
            let waits = row.nomination.nominees.iter().any(|n| n.user == by && n.answer.is_none());
            let again = self.ask_again(&row, &team, by, version, true);
            let work = if waits { vec![again] } else { Vec::new() };
            self.store.set_suggestion(id, by, None, &work, now).await?;
            self.ring();
            let name = row.nomination.nominees.iter().find(|n| n.user == by).map_or("", |n| n.name.as_str());
            return Ok(note(nominations::suggest_kept(l, &crate::domain::escape::name(name))));
        }
        self.put_to_those_named(&row, words, by).await?;
        Ok(note(nominations::suggest_used(l)))
    }

    /// *Ret teksten* in what was shown: the giver's new words are put to those named, and are not shown until
    /// they have said yes again; a named colleague's are put to the giver.
    pub async fn correct_example(
        &self,
        asker: &Asker,
        id: NominationId,
        words: &str,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        let words = fit(words, super::LONGEST_EXAMPLE)?;
        if words.is_empty() {
            return Err(Refusal::Empty.into());
        }
        let row =
            self.store.nomination(id).await?.filter(|r| r.guild == asker.guild).ok_or(Refusal::Outdated)?;
        let n = &row.nomination;
        let team = self.store.team(n.team).await?.ok_or(Refusal::Outdated)?;
        // Nobody is asked about other words any more where the team was finished.
        if n.state == NominationState::Closed || team.ended_at.is_some() {
            return Err(Refusal::Outdated.into());
        }
        if n.giver == asker.user {
            self.put_to_those_named(&row, words, asker.user).await?;
            let somebody_named = n.nominees.iter().any(Nominee::says_yes);
            return Ok(note(if somebody_named {
                nominations::suggest_used(l)
            } else {
                letter::letter_corrected(l)
            }));
        }
        if !n.nominees.iter().any(|x| x.user == asker.user && x.says_yes()) {
            return Err(Refusal::NotForYou.into());
        }
        if self.is_suggested(id, asker.user, &words).await? {
            return Ok(note(nominations::suggest_asked_giver(l)));
        }
        let now = self.now();
        let key = format!("suggestion:{id}:{}:{}", asker.user, asker.interaction);
        let job = Job::ShowSuggestion { nomination: id, by: asker.user, giver: n.giver };
        let work = job.at(&self.random, key, row.guild, Some(team.id), team.private_time(now));
        self.store.set_suggestion(id, asker.user, Some(&words), &[work], now).await?;
        self.ring();
        Ok(note(nominations::suggest_asked_giver(l)))
    }

    /// Gives a nomination new words, which everybody named is asked about anew; the earlier answer of `by`, who
    /// wants them, stands. What was shown with the old words is taken down until then.
    async fn put_to_those_named(&self, row: &ExampleRow, words: String, by: UserId) -> Result<(), Failure> {
        let now = self.now();
        let n = &row.nomination;
        let team = self.store.team(n.team).await?.ok_or(Refusal::Outdated)?;
        let mut changed = n.clone();
        changed.what = self.without_those_who_left(row, &team, words).await;
        changed.version = n.version.saturating_add(1);
        for nominee in &mut changed.nominees {
            // A no stays a no; everybody else has only said yes to other words.
            if nominee.answer != Some(Consent::No) && nominee.user != by {
                nominee.answer = None;
            }
        }
        let asked: Vec<UserId> =
            changed.nominees.iter().filter(|x| x.answer.is_none()).map(|x| x.user).collect();
        let mut work: Vec<_> =
            asked.iter().map(|user| self.ask_again(row, &team, *user, changed.version, false)).collect();
        let after = |job: Job, key: String, at| job.at(&self.random, key, row.guild, Some(team.id), at);
        if !asked.is_empty() {
            // They have as many days for these words as for the first.
            let until = team.private_time(now + Duration::days(DAYS_TO_ANSWER));
            let key = format!("settle:{}:{}", n.id, changed.version);
            work.push(after(
                Job::SettleNomination { nomination: n.id, version: changed.version },
                key,
                until,
            ));
        }
        if n.state == NominationState::Shared {
            let id = self.random.id();
            match (row.shown, asked.is_empty()) {
                (Some((channel, message)), false) => {
                    work.push(after(Job::RemovePost { channel, message }, format!("remove:{id}"), now));
                }
                (Some(_), true) => {
                    work.push(after(
                        Job::RefreshExample { nomination: n.id },
                        format!("refresh:{}:{id}", n.id),
                        now,
                    ));
                }
                // On its way with the old words: it is taken down as soon as it stands.
                (None, true) => {
                    let key = format!("example:{}:{}", n.id, changed.version);
                    work.push(after(Job::ShareExample { nomination: n.id }, key, now));
                }
                (None, false) => {}
            }
            if !asked.is_empty() {
                changed.state = NominationState::Asking;
            }
        }
        work.extend(self.letters_telling(n.team, n.id).await?);
        let (changed, decided) = self.after_answers(row.guild, &team, changed, false);
        work.extend(decided);
        if !self.store.change_nomination(n, &changed, &work, now).await? {
            return Err(Refusal::Outdated.into());
        }
        self.ring();
        Ok(())
    }

    /// New words without those who said no: their names are not kept, so they are asked for once more.
    async fn without_those_who_left(&self, row: &ExampleRow, team: &Team, words: String) -> String {
        let mut named = row.nomination.clone();
        let mut words = words;
        for nominee in &row.nomination.nominees {
            if nominee.answer != Some(Consent::No) {
                continue;
            }
            if let Ok(Some(member)) = self.platform.member(row.guild, nominee.user).await {
                for again in named.nominees.iter_mut().filter(|n| n.user == nominee.user) {
                    again.name.clone_from(&member.name);
                }
                words = text_without(&named, nominee.user, &words, &nominations::a_colleague(team.language));
            }
        }
        words
    }

    /// Takes somebody who says no out of the words that others suggest.
    async fn take_out_of_suggestions(
        &self,
        nomination: &Nomination,
        user: UserId,
        colleague: &str,
    ) -> Result<(), Failure> {
        for (by, words) in self.store.suggestions(nomination.id).await? {
            let masked = text_without(nomination, user, &words, colleague);
            if by != user && masked != words {
                self.store.set_suggestion(nomination.id, by, Some(&masked), &[], self.now()).await?;
            }
        }
        Ok(())
    }

    fn ask_again(
        &self,
        row: &ExampleRow,
        team: &Team,
        user: UserId,
        version: u16,
        kept: bool,
    ) -> NewDelivery {
        let id = row.nomination.id;
        let job = Job::AskConsent { nomination: id, user, version, kept };
        let key = format!("consent:{id}:{user}:{version}:{}", self.random.id());
        job.at(&self.random, key, row.guild, Some(team.id), team.private_time(self.now()))
    }

    /// The nomination that a named colleague is being asked about, in this version.
    async fn asked(
        &self,
        l: Language,
        user: UserId,
        id: NominationId,
        version: u16,
    ) -> Result<ExampleRow, Failure> {
        let said = |sentence: String| Failure::from(Refusal::Said(sentence));
        let Some(row) = self.store.nomination(id).await? else {
            return Err(said(nominations::consent_too_late(l)));
        };
        let n = &row.nomination;
        let Some(nominee) = n.nominees.iter().find(|x| x.user == user) else {
            let closed = n.state == NominationState::Closed;
            return Err(if closed {
                said(nominations::consent_too_late(l))
            } else {
                Refusal::NotForYou.into()
            });
        };
        if nominee.says_yes() {
            return Err(said(nominations::consent_already(l)));
        }
        if n.state != NominationState::Asking {
            return Err(said(nominations::consent_too_late(l)));
        }
        if nominee.answer.is_some() {
            return Err(said(nominations::consent_already(l)));
        }
        if n.version != version {
            return Err(said(nominations::consent_outdated(l)));
        }
        Ok(row)
    }

    async fn until(&self, l: Language, row: &ExampleRow) -> Result<String, Failure> {
        let zone = self.store.team(row.nomination.team).await?.map_or(self.defaults.zone, |t| t.zone);
        Ok(dates::day(l, last_day(row, zone)))
    }
}

/// The last day on which those named can answer.
fn last_day(row: &ExampleRow, zone: Tz) -> NaiveDate {
    (row.asked_at + Duration::days(DAYS_TO_ANSWER)).with_timezone(&zone).date_naive()
}

/// How many others are named beside the one who is asked.
fn others(nomination: &Nomination) -> u32 {
    u32::try_from(nomination.nominees.len().saturating_sub(1)).unwrap_or(0)
}

async fn row_language(core: &Core, row: &ExampleRow) -> Result<Language, Failure> {
    Ok(core.store.team(row.nomination.team).await?.map_or(core.defaults.language, |t| t.language))
}

/// Whether a person is still to be asked about this version.
fn awaits(nomination: &Nomination, user: UserId, version: u16) -> bool {
    nomination.state == NominationState::Asking
        && nomination.version == version
        && nomination.nominees.iter().any(|n| n.user == user && n.answer.is_none())
}
