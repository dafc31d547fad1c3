//! *Svar uden navn* and `/svar-fra-mødet`: what is kept of such an answer tells neither who wrote it nor when
//! (promise P3). Its writer alone holds, in the private receipt, the key that erases it.
//!
//! The key is drawn when the form is opened and stands in the form's sealed id; only its hash is kept. So the same
//! form sent twice, also after a restart, is one answer, although nothing is known of who sent it.

mod concerns;
mod posting;
mod tally;
mod thread;

pub use tally::Tally;
pub(super) use thread::{Standing, is_nameless};

use crate::domain::escape;
use crate::domain::ids::{NamelessId, OccasionId};
use crate::domain::nameless::{Kind, Nameless, ReceiptKey, Stage, Voice, looked_at_again};
use crate::domain::print::Prints;
use crate::domain::round::Round;
use crate::service::action::Action;
use crate::service::answers::{ANSWER, MOST_POSTED, fit_to_keep};
use crate::service::core::{Asker, Core};
use crate::service::hindrance::Shown;
use crate::service::job::Job;
use crate::service::planning::first_of_month;
use crate::service::platform::{Count, Form, Input, Look, Post, Row};
use crate::service::posts::{LONGEST_ANSWER, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::store::{KeptNameless, NewDelivery};
use crate::text::{answers, dates, nameless, names};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, NaiveTime, Utc};
use sha2::{Digest as _, Sha256};

/// The key of *none of these* in the choice of a kind.
const NO_KIND: &str = "none";

/// The hash of a receipt's key, as it is kept.
fn hashed(key: ReceiptKey) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::new().chain_update(b"aktor receipt").chain_update(key.0).finalize())
}

/// By what the post of an answer is known again: a hash of its words as they are posted.
fn print(voice: Voice, posted: &str) -> String {
    Prints::of(voice.key(), posted)
}

/// An answer's words as they are posted.
fn posted(text: &str) -> String {
    escape::quote(text, MOST_POSTED)
}

/// The moment that is noted for work on an answer without a name: its day.
fn day_of(now: DateTime<Utc>) -> DateTime<Utc> {
    now.date_naive().and_time(NaiveTime::MIN).and_utc()
}

impl Core {
    /// The form behind *Svar uden navn*, which says what is and is not hidden. No query: opening it is the
    /// acknowledgement.
    pub fn nameless_form(&self, asker: &Asker, round: OccasionId) -> Form {
        let l = asker.language;
        form(
            Action::NamelessSent(round, self.receipt_key()),
            nameless::nameless_form_title(l),
            nameless::nameless_form_label(l),
            nameless::nameless_form_hint(l),
        )
    }

    /// The form of `/svar-fra-mødet`.
    pub fn meeting_form(&self, asker: &Asker) -> Form {
        let l = asker.language;
        form(
            Action::MeetingSent(self.receipt_key()),
            nameless::meeting_form_title(l),
            nameless::meeting_form_label(l),
            nameless::meeting_form_hint(l),
        )
    }

    fn receipt_key(&self) -> ReceiptKey {
        let random = self.random.key();
        ReceiptKey(std::array::from_fn(|n| random[n]))
    }

    /// Keeps an answer without a name and lets it be posted.
    pub async fn nameless_answer(
        &self,
        asker: &Asker,
        round: OccasionId,
        key: ReceiptKey,
        text: &str,
    ) -> Result<Post, Failure> {
        let text = fit_to_keep(text)?;
        let round = self.round_to_answer(asker, round).await?;
        let receipt = hashed(key);
        if !self.tally.take((round.occasion, round.closes_at()), asker.user, &receipt, self.now()) {
            return Err(Refusal::Said(nameless::nameless_enough(asker.language)).into());
        }
        let kept = self.keep_nameless(asker, &round, Voice::Colleague, key, &text).await;
        // What was not kept does not count. (Of what the database did not answer to, the same form can be sent again.)
        if kept.is_err() {
            self.tally.give_back(round.occasion, &receipt);
        }
        let said = kept?;
        Ok(receipt_post(asker, &said, key, None))
    }

    /// Keeps an answer that a meeting gives together to the question that is open where the command was used.
    pub async fn meeting_answer(&self, asker: &Asker, key: ReceiptKey, text: &str) -> Result<Post, Failure> {
        let text = fit_to_keep(text)?;
        let l = asker.language;
        let team = self.team_here(asker).await?;
        let now = self.now();
        let Some(round) = self.store.latest_round(team.id).await?.filter(|round| round.accepts(now)) else {
            let next = team.next_prompts(now, 1);
            return Err(Refusal::Said(match next.first() {
                Some((at, _)) => answers::round_none(l, &dates::moment(l, &at.with_timezone(&team.zone))),
                None => answers::round_none_planned(l),
            })
            .into());
        };
        let round = self.round_to_answer(asker, round.occasion).await?;
        let said = self.keep_nameless(asker, &round, Voice::Meeting, key, &text).await?;
        let erase = button(nameless::button_erase_nameless(l), Look::Danger, Action::EraseNameless(key));
        let text = format!("{}\n{said}\n{}", nameless::meeting_thanks(l), nameless::meeting_kept(l));
        Ok(Post { rows: vec![Row::Buttons(vec![erase])], ..note(text) })
    }

    /// Keeps the words and makes the work of posting them; answers where they stand, or will.
    async fn keep_nameless(
        &self,
        asker: &Asker,
        round: &Round,
        voice: Voice,
        key: ReceiptKey,
        text: &str,
    ) -> Result<String, Failure> {
        let l = asker.language;
        let team = self.store.team(round.team).await?;
        let zone = team.as_ref().map_or(self.defaults.zone, |team| team.zone);
        let answer = Nameless {
            id: NamelessId(self.random.id() & i64::from(i32::MAX)),
            round: round.occasion,
            team: round.team,
            guild: round.guild,
            voice,
            month: first_of_month(self.today(zone)),
            text: text.to_owned(),
            print: print(voice, &posted(text)),
            receipt: hashed(key),
            kind: None,
            ask_on: None,
            stage: Stage::Waiting,
        };
        let job = Job::PostNameless { answer: answer.id, round: round.occasion };
        let post = self.unnoted(job, round);
        match self.store.keep_nameless(&answer, &post, post.due_at).await? {
            KeptNameless::SameWords => {
                return Err(Refusal::Said(nameless::nameless_same_words(l)).into());
            }
            KeptNameless::OtherWords => {
                let text = format!("```\n{}\n```", text.replace("```", "'''"));
                return Ok(nameless::nameless_other_words(l, &text));
            }
            KeptNameless::Now | KeptNameless::Before => self.ring(),
        }
        let not_yet = match team {
            Some(team) => self.not_shown_yet(l, &team, Shown::Words, Some(asker)).await,
            None => None,
        };
        Ok(not_yet.unwrap_or_else(|| {
            let place = format!("<#{}>", round.thread.unwrap_or(round.channel));
            match voice {
                Voice::Colleague => nameless::nameless_where(l, &place),
                Voice::Meeting => nameless::meeting_where(l, &place),
            }
        }))
    }

    /// Work on an answer of `round` that notes neither when it was made nor for which answer: its key is random, and
    /// what the log says of it leads nowhere.
    fn unnoted(&self, job: Job, round: &Round) -> NewDelivery {
        let key = format!("nameless:{:016x}", self.random.id());
        job.at(&self.random, key, round.guild, Some(round.team), day_of(self.now()))
    }

    /// *Slet mit svar*: erases the answer to which the receipt belongs, kept and posted.
    pub async fn erase_nameless(&self, asker: &Asker, key: ReceiptKey) -> Result<Post, Failure> {
        let l = asker.language;
        let receipt = hashed(key);
        let Some(answer) = self.store.nameless_of_receipt(asker.guild, &receipt).await? else {
            return Ok(note(answers::answer_already_deleted(l)));
        };
        let Some(round) = self.store.round(answer.round).await? else {
            return Ok(note(answers::answer_already_deleted(l)));
        };
        let remove = self.unnoted(Job::RemoveNameless { answer: answer.id, round: answer.round }, &round);
        if !self.store.erase_nameless(&answer, &remove, &[], remove.due_at).await? {
            return Ok(note(answers::answer_already_deleted(l)));
        }
        self.tally.give_back(answer.round, &receipt);
        self.ring();
        Ok(note(answers::answer_deleted(l)))
    }

    /// What its writer says an answer is, chosen in the receipt.
    pub async fn nameless_kind(
        &self,
        asker: &Asker,
        key: ReceiptKey,
        chosen: Option<&str>,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        let kind = match chosen {
            Some(NO_KIND) => None,
            chosen => Some(chosen.and_then(Kind::from_key).ok_or(Refusal::Outdated)?),
        };
        let Some(answer) = self.store.nameless_of_receipt(asker.guild, &hashed(key)).await? else {
            return Ok(note(answers::answer_already_deleted(l)));
        };
        let concern = match self.store.team(answer.team).await? {
            Some(team) if kind == Some(Kind::Concern) => {
                looked_at_again(team.calendar(), self.today(team.zone))
            }
            _ => None,
        };
        if !self.store.set_nameless_kind(&answer, kind, concern).await? {
            return Ok(note(answers::answer_already_deleted(l)));
        }
        let said = match kind {
            None => nameless::nameless_kind_none(l),
            Some(Kind::Concern) => nameless::nameless_kind_concern(l),
            Some(kind) => nameless::nameless_kind_noted(l, &names::answer_kind(l, kind)),
        };
        Ok(receipt_post(asker, &said, key, Some(kind.map_or(NO_KIND, Kind::key))))
    }
}

fn form(action: Action, title: String, label: String, hint: String) -> Form {
    let input = Input {
        key: ANSWER,
        label,
        hint,
        value: String::new(),
        most: LONGEST_ANSWER,
        required: true,
        tall: true,
    };
    Form { action, title, inputs: vec![input] }
}

/// The private receipt: what is and is not kept, the choice of a kind, and the button that erases.
fn receipt_post(asker: &Asker, said: &str, key: ReceiptKey, chosen: Option<&str>) -> Post {
    let l = asker.language;
    let options = Kind::ALL
        .into_iter()
        .map(|kind| (kind.key().to_owned(), names::answer_kind(l, kind), names::answer_kind_means(l, kind)));
    let none = (NO_KIND.to_owned(), nameless::nameless_no_kind(l), String::new());
    let choice = Row::Choice {
        action: Action::NamelessKind(key),
        hint: nameless::nameless_kind_hint(l),
        options: options.chain([none]).collect(),
        count: Count::One,
        chosen: chosen.map(str::to_owned).into_iter().collect(),
    };
    let erase = button(nameless::button_erase_nameless(l), Look::Danger, Action::EraseNameless(key));
    let text = match chosen {
        None => format!("{}\n{said}\n\n{}", answers::answer_thanks(l), nameless::nameless_kept(l)),
        Some(_) => format!("{said}\n\n{}", nameless::nameless_kept(l)),
    };
    Post { rows: vec![choice, Row::Buttons(vec![erase])], ..note(text) }
}
