//! Answers given by button: the form, the receipt, the post in the thread, and what its writer changes or
//! erases later. What people write by themselves is collected elsewhere.

use crate::domain::escape;
use crate::domain::ids::{ChannelId, MessageId, OccasionId, ReplyId, TeamId};
use crate::domain::language::Language;
use crate::domain::print::Prints;
use crate::domain::reply::{Reply, Via};
use crate::domain::round::Round;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::hindrance::{LOOK, Shown};
use crate::service::job::Job;
use crate::service::platform::{ChannelInfo, Form, Input, Look, Place, PlatformError, Post, Row};
use crate::service::posts::{self, LONGEST_ANSWER, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::fit;
use crate::store::{AnswerRow, Claim, NewReply};
use crate::text::answers;
use chrono::DateTime;

/// What of an answer fits into a post beside a name, in characters. Escaping makes words longer.
pub(super) const MOST_POSTED: usize = 1_890;

/// The key of the one input of an answer's form.
pub const ANSWER: &str = "answer";

impl Core {
    /// The form behind *Svar*. No query: opening it is the acknowledgement.
    pub fn answer_form(&self, asker: &Asker, round: OccasionId, value: String) -> Form {
        form(asker, Action::AnswerSent(round), value)
    }

    /// Keeps an answer given by button and lets it be posted in the thread under the person's name.
    pub async fn answer(&self, asker: &Asker, round: OccasionId, text: &str) -> Result<Post, Failure> {
        let text = fit_to_keep(text)?;
        let round = self.round_to_answer(asker, round).await?;
        let l = asker.language;
        let now = self.now();
        let id = ReplyId(asker.interaction.0);
        let reply = Reply {
            id,
            round: round.occasion,
            author: asker.user,
            author_name: asker.name.clone(),
            via: Via::Button,
            channel: round.thread.unwrap_or(round.channel),
            message: None,
            text,
            attachments: 0,
            // By the platform's clock, as what is written in threads: ours may be wrong just now.
            written_at: DateTime::from_timestamp_millis(asker.interaction.made_at_ms()).unwrap_or(now),
            edited_at: None,
        };
        let post = Job::PostAnswer { reply: id, round: round.occasion }.at(
            &self.random,
            post_key(id),
            round.guild,
            Some(round.team),
            now,
        );
        let new = NewReply { reply, team: round.team, guild: round.guild };
        let id = self.store.keep_answer(&new, &post, now).await?;
        self.ring();
        let not_yet = match self.store.team(round.team).await? {
            Some(team) => self.not_shown_yet(l, &team, Shown::Words, Some(asker)).await,
            None => None,
        };
        let text = not_yet.unwrap_or_else(|| {
            let place = format!("<#{}>", round.thread.unwrap_or(round.channel));
            format!("{}\n{}", answers::answer_thanks(l), answers::answer_where(l, &place))
        });
        Ok(Post {
            rows: vec![Row::Buttons(vec![
                button(answers::button_edit_answer(l), Look::Secondary, Action::EditReply(id)),
                button(answers::button_delete_answer(l), Look::Danger, Action::DeleteReply(id)),
            ])],
            ..note(text)
        })
    }

    /// A round that takes answers where somebody is; refused when it does not.
    pub(super) async fn round_to_answer(&self, asker: &Asker, round: OccasionId) -> Result<Round, Failure> {
        let round = self.store.round(round).await?.filter(|round| round.guild == asker.guild);
        let round = round.ok_or(Refusal::Outdated)?;
        self.may_collect(round.guild, round.team).await?;
        if !round.accepts(self.now()) {
            let team = self.store.team(round.team).await?;
            let ended = team.is_some_and(|team| team.ended_at.is_some());
            return Err(if ended { Refusal::NoTeamHere(Vec::new()) } else { Refusal::RoundClosed }.into());
        }
        if let Some(thread) = round.thread {
            self.takes_answers(thread).await?;
        }
        Ok(round)
    }

    /// Refuses an answer to a thread in which it could not be shown. A platform that does not say in time is not
    /// waited for.
    pub(super) async fn takes_answers(&self, thread: ChannelId) -> Result<(), Refusal> {
        match tokio::time::timeout(LOOK, self.platform.channel(thread)).await {
            Ok(Ok(ChannelInfo { locked: true, .. })) => Err(Refusal::ThreadLocked),
            Ok(Err(PlatformError::Gone(_))) => Err(Refusal::ThreadGone),
            _ => Ok(()),
        }
    }

    /// The form behind *Ret*, with one's own words in it.
    pub async fn edit_form(&self, asker: &Asker, id: ReplyId) -> Result<Form, Failure> {
        let text = self.own_answer(asker, id).await?.reply.text;
        Ok(form(asker, Action::EditReplySent(id), text))
    }

    /// Changes one's own answer, kept and posted.
    pub async fn change_answer(&self, asker: &Asker, id: ReplyId, text: &str) -> Result<Post, Failure> {
        let text = fit_to_keep(text)?;
        let AnswerRow { reply, team, .. } = self.own_answer(asker, id).await?;
        let now = self.now();
        let work = Job::ChangeAnswer { reply: id }.at(
            &self.random,
            format!("change:{}", asker.interaction),
            asker.guild,
            Some(team),
            now,
        );
        let mut work = vec![work];
        work.extend(self.letters_quoting(&[(id, team)]).await?);
        self.keep_earlier_words(&reply, team).await?;
        if !self.store.change_reply(id, asker.user, &text, &work, now).await? {
            // Somebody else's it is not: it has been deleted meanwhile.
            return Err(Refusal::Said(answers::answer_already_deleted(asker.language)).into());
        }
        self.ring();
        Ok(note(answers::answer_edited(asker.language)))
    }

    /// Erases one's own answer, kept and posted.
    pub async fn delete_answer(&self, asker: &Asker, id: ReplyId) -> Result<Post, Failure> {
        let now = self.now();
        let l = asker.language;
        let Some(AnswerRow { reply, team, .. }) = self.store.answer_row(asker.guild, id).await? else {
            return Ok(note(answers::answer_already_deleted(l)));
        };
        // Its post may become known at any moment.
        let remove = Job::removing(&self.random, asker.guild, Some(team), now);
        let work = self.letters_quoting(&[(id, team)]).await?;
        if reply.author == asker.user {
            self.keep_earlier_words(&reply, team).await?;
        }
        if !self.store.erase_reply(id, asker.user, remove, &work, now).await? {
            // Clicked twice at once, it is gone by now.
            let stands = self.store.reply(id).await?.is_some();
            return if stands {
                Err(Refusal::NotYours.into())
            } else {
                Ok(note(answers::answer_already_deleted(l)))
            };
        }
        self.ring();
        Ok(note(answers::answer_deleted(l)))
    }

    /// One's own answer; refused when it is somebody else's, taken out, or gone.
    async fn own_answer(&self, asker: &Asker, id: ReplyId) -> Result<AnswerRow, Failure> {
        let said = |sentence: String| Err(Refusal::Said(sentence).into());
        match self.store.answer_row(asker.guild, id).await? {
            Some(row) if row.reply.author != asker.user => Err(Refusal::NotYours.into()),
            Some(row) if row.taken_out => said(answers::answer_is_out(asker.language)),
            Some(row) => Ok(row),
            None => said(answers::answer_already_deleted(asker.language)),
        }
    }

    pub(super) async fn post_answer(
        &self,
        claim: &Claim,
        id: ReplyId,
        round: OccasionId,
    ) -> Result<Outcome, Failure> {
        let now = self.now();
        let Some((reply, round)) = self.answer_to_post(id).await? else {
            self.take_back_post(claim, id, round).await?;
            self.store.complete(claim, &[], self.now()).await?;
            return Ok(Outcome::Done);
        };
        let Some(thread) = round.thread else {
            // Its thread comes first.
            if let Some(at) = round.thread_awaited(now) {
                return Ok(Outcome::Later(at));
            }
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let team = self.store.team(round.team).await?;
        let l = team.map_or(self.defaults.language, |t| t.language);
        let place = Place::Channel(thread);
        let earlier = if self.is_recognised(claim, place) {
            None
        } else {
            self.find_printed(claim, thread, &self.earlier_words(id).await?).await?
        };
        let post = shown(l, &reply);
        let sent = match earlier {
            Some(message) => Ok((thread, message)),
            None => self.send_once(claim, place, &post).await,
        };
        let (channel, message) = match sent {
            Err(Failure::Platform(PlatformError::Gone(_))) => {
                // The thread was deleted, and what was said in it with it.
                self.store.complete(claim, &[], now).await?;
                return Ok(Outcome::Done);
            }
            sent => sent?,
        };
        let now = self.now();
        let remove = Job::removing(&self.random, round.guild, Some(round.team), now)(channel, message);
        let change = Job::ChangeAnswer { reply: id };
        let change =
            change.at(&self.random, format!("change:{}", claim.id), round.guild, Some(round.team), now);
        // A repetition may have been answered with the post of an earlier attempt, with earlier words.
        let posted = (claim.attempts == 1 || reply.edited_at.is_none()).then_some(reply.text.as_str());
        self.store.record_answer_posted(claim, id, (channel, message), posted, &remove, &change, now).await?;
        self.ring();
        Ok(Outcome::Done)
    }

    /// Keeps what tells an answer's words again, before they are changed or erased: its post may stand with them, though
    /// nobody has answered yet that it does.
    async fn keep_earlier_words(&self, reply: &Reply, team: TeamId) -> Result<(), Failure> {
        if reply.via == Via::Button && reply.message.is_none() {
            let l = self.store.team(team).await?.map_or(self.defaults.language, |t| t.language);
            self.store
                .keep_earlier_words(reply.id, &print(l, reply), &post_key(reply.id), self.now())
                .await?;
        }
        Ok(())
    }

    async fn earlier_words(&self, id: ReplyId) -> Result<Prints, Failure> {
        Ok(Prints { salt: id.to_string(), prints: self.store.earlier_words(id).await? })
    }

    /// Takes back the post of an answer that was erased while it was not known whether it stands: it is looked for by
    /// the prints of its words.
    async fn take_back_post(&self, claim: &Claim, id: ReplyId, round: OccasionId) -> Result<(), Failure> {
        let Some(round) = self.store.round(round).await? else { return Ok(()) };
        let Some(thread) = round.thread else { return Ok(()) };
        match self.find_printed(claim, thread, &self.earlier_words(id).await?).await {
            Ok(Some(message)) => self.platform.delete(thread, message).await?,
            Ok(None) | Err(Failure::Platform(PlatformError::Gone(_))) => {}
            Err(error) => return Err(error),
        }
        self.store.forget_earlier_words(id).await?;
        Ok(())
    }

    pub(super) async fn change_posted_answer(&self, claim: &Claim, id: ReplyId) -> Result<Outcome, Failure> {
        let mut shown = None;
        loop {
            let kept = self.posted_answer(id).await?;
            // Read again after each edit: somebody may have changed it since, and their edit have come first.
            if kept == shown {
                break;
            }
            if let Some((channel, message, post)) = &kept {
                match self.correct(*channel, *message, post).await {
                    Ok(()) | Err(PlatformError::MessageGone | PlatformError::Gone(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            shown = kept;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// An answer that stands in a post of the bot's, as it is kept now.
    async fn posted_answer(&self, id: ReplyId) -> Result<Option<(ChannelId, MessageId, Post)>, Failure> {
        let Some((reply, round)) = self.answer_to_post(id).await? else { return Ok(None) };
        let Some(message) = reply.message else { return Ok(None) };
        let l = self.store.team(round.team).await?.map_or(self.defaults.language, |t| t.language);
        Ok(Some((reply.channel, message, shown(l, &reply))))
    }

    pub(super) async fn remove_post(
        &self,
        claim: &Claim,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<Outcome, Failure> {
        match self.platform.delete(channel, message).await {
            Ok(()) | Err(PlatformError::MessageGone | PlatformError::Gone(_)) => {}
            Err(error) => return Err(error.into()),
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    async fn answer_to_post(&self, id: ReplyId) -> Result<Option<(Reply, Round)>, Failure> {
        let Some(reply) = self.store.reply(id).await? else { return Ok(None) };
        Ok(self.store.round(reply.round).await?.map(|round| (reply, round)))
    }
}

/// What makes the work of posting an answer unique.
pub(super) fn post_key(id: ReplyId) -> String {
    format!("answer:{id}")
}

/// By what the post of an answer is known again when its words are kept no longer.
pub(super) fn print(language: Language, reply: &Reply) -> String {
    Prints::of(&reply.id.to_string(), &shown(language, reply).text)
}

/// An answer as it is posted.
fn shown(language: Language, reply: &Reply) -> Post {
    posts::answer(language, &reply.author_name, &escape::quote(&reply.text, MOST_POSTED))
}

/// What a person typed into a form, fit to be kept; refused when it is empty, too long or personal.
pub(super) fn fit_to_keep(text: &str) -> Result<String, Refusal> {
    let text = fit(text, LONGEST_ANSWER)?;
    if text.is_empty() { Err(Refusal::Empty) } else { Ok(text) }
}

fn form(asker: &Asker, action: Action, value: String) -> Form {
    let l = asker.language;
    Form {
        action,
        title: answers::answer_form_title(l),
        inputs: vec![Input {
            key: ANSWER,
            label: answers::answer_form_label(l),
            hint: answers::answer_form_hint(l),
            value,
            most: LONGEST_ANSWER,
            required: true,
            tall: true,
        }],
    }
}
