//! Answers: what people write in a round's thread, as a direct reply to the prompt, or by button.

use crate::domain::escape;
use crate::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, ReplyId, UserId};
use crate::domain::redact;
use crate::domain::reply::{Reply, Via};
use crate::domain::round::Round;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::incoming::Incoming;
use crate::service::job::Job;
use crate::service::platform::{Form, Input, Look, Place, PlatformError, Post, Row, SeenMessage};
use crate::service::posts::{self, LONGEST_ANSWER, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::store::{Claim, NewReply};
use crate::text::answers;
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// The key of the one input of an answer's form.
pub const ANSWER: &str = "answer";

/// The rounds that accept answers, by where their answers are written.
#[derive(Debug, Default)]
pub struct OpenRounds {
    by_thread: HashMap<ChannelId, Round>,
    by_message: HashMap<MessageId, Round>,
}

impl OpenRounds {
    /// Indexes `rounds`.
    pub fn new(rounds: Vec<Round>) -> Self {
        let mut open = Self::default();
        for round in rounds {
            if let Some(thread) = round.thread {
                open.by_thread.insert(thread, round.clone());
            }
            open.by_message.insert(round.message, round);
        }
        open
    }

    /// The round that `seen` answers, and how; `None`: it answers nothing, or too late.
    pub fn answered_by(&self, seen: &SeenMessage) -> Option<(&Round, Via)> {
        if !seen.human {
            return None;
        }
        let found = if let Some(round) = self.by_thread.get(&seen.channel) {
            Some((round, Via::Thread))
        } else {
            let round = self.by_message.get(&seen.reply_to?)?;
            (round.channel == seen.channel).then_some((round, Via::Channel))
        };
        found.filter(|(round, _)| round.accepts(written_at(seen.id)))
    }
}

/// When a message was written: the platform writes it into the id.
fn written_at(id: MessageId) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(id.made_at_ms()).unwrap_or_default()
}

impl Core {
    /// Listens to exactly the channels and threads in which answers can be written now.
    pub async fn rounds_changed(&self) -> Result<(), Failure> {
        let open = self.open_rounds().await?;
        self.watched.replace(open.iter().flat_map(|r| std::iter::once(r.channel).chain(r.thread)));
        Ok(())
    }

    /// Keeps, changes and erases what a batch of events says, in their order. The newest state of each
    /// message wins; an event that came twice changes nothing.
    pub async fn take_in(&self, batch: &[Incoming]) -> Result<(), Failure> {
        let open = OpenRounds::new(self.open_rounds().await?);
        let mut kept: HashMap<ReplyId, NewReply> = HashMap::new();
        let mut erased: Vec<MessageId> = Vec::new();
        let mut warn: Vec<(Round, SeenMessage)> = Vec::new();
        for event in batch {
            match event {
                Incoming::Written(seen, _) => note_reply(&open, seen, &mut kept, &mut warn),
                Incoming::Edited {
                    channel,
                    message,
                    text: Some(text),
                    edited_at: Some(edited_at),
                    attachments,
                    ..
                } => {
                    let id = ReplyId(message.0);
                    let known = match kept.remove(&id) {
                        Some(new) => Some(new),
                        None => self.known_reply(id).await?,
                    };
                    if let Some(mut new) = known {
                        let redacted = redact::redact(text);
                        if !redacted.found.is_empty()
                            && let Some(round) = open.by_thread.get(channel).or(self
                                .store
                                .round(new.reply.round)
                                .await?
                                .as_ref())
                        {
                            warn.push((round.clone(), seen_again(&new.reply, *channel)));
                        }
                        new.reply.text = redacted.text;
                        new.reply.edited_at = Some(*edited_at);
                        new.reply.attachments = attachments.unwrap_or(new.reply.attachments);
                        kept.insert(id, new);
                    } else if let Ok(seen) = self.platform.message(*channel, *message).await {
                        // Changed before it was ever heard of: taken in as it stands.
                        note_reply(&open, &seen, &mut kept, &mut warn);
                    }
                }
                Incoming::Erased { ids, .. } => {
                    for id in ids {
                        kept.remove(&ReplyId(id.0));
                        erased.push(*id);
                    }
                }
                _ => {}
            }
        }
        let now = self.now();
        let mut touched = self.store.replies_with_messages(&erased).await?;
        self.store.erase_messages(&erased, now).await?;
        let replies: Vec<NewReply> = kept.into_values().collect();
        let stored = self.store.keep_replies(&replies).await?;
        touched.extend(replies.iter().filter(|r| r.reply.edited_at.is_some()).map(|r| (r.reply.id, r.team)));
        for (reply, team) in touched {
            self.refresh_letters_quoting(team, [reply]).await?;
        }
        metrics::counter!("aktor_replies_stored_total").increment(stored);
        self.warn_authors(warn).await
    }

    async fn known_reply(&self, id: ReplyId) -> Result<Option<NewReply>, Failure> {
        let Some(reply) = self.store.reply(id).await? else { return Ok(None) };
        let Some(round) = self.store.round(reply.round).await? else { return Ok(None) };
        Ok(Some(NewReply { reply, team: round.team, guild: round.guild }))
    }

    /// Warns the authors of what looks like personal data, privately, once for each message, at any hour.
    async fn warn_authors(&self, warn: Vec<(Round, SeenMessage)>) -> Result<(), Failure> {
        if warn.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let work: Vec<_> = warn
            .into_iter()
            .map(|(round, seen)| {
                let job = Job::WarnPersonalData {
                    user: seen.author,
                    channel: seen.channel,
                    message: seen.id,
                    team: round.team,
                };
                job.at(&self.random, format!("warn:{}", seen.id), round.guild, Some(round.team), now)
            })
            .collect();
        self.store.enqueue(&work, now).await?;
        self.ring();
        Ok(())
    }

    pub(super) async fn warn_personal_data(
        &self,
        claim: &Claim,
        user: UserId,
        channel: ChannelId,
    ) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await? {
            let text = answers::redacted_cpr_in_thread(team.language, &format!("<#{channel}>"));
            match self.send_once(claim, Place::Person(user), &note(text)).await {
                Err(Failure::Platform(PlatformError::Closed | PlatformError::Forbidden(_))) => {
                    let line = note(answers::redacted_in_thread_neutral(team.language));
                    self.send_once(claim, Place::Channel(channel), &line).await?;
                }
                sent => drop(sent?),
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// The form behind *Svar*. No query: opening it is the acknowledgement.
    pub fn answer_form(&self, asker: &Asker, round: OccasionId, value: String) -> Form {
        form(asker, Action::AnswerSent(round), value)
    }

    /// Keeps an answer given by button and lets it be posted in the thread under the person's name.
    pub async fn answer(&self, asker: &Asker, round: OccasionId, text: &str) -> Result<Post, Failure> {
        let (text, round) = (fit_to_keep(text)?, self.store.round(round).await?);
        let l = asker.language;
        let now = self.now();
        let Some(round) = round.filter(|r| r.guild == asker.guild) else {
            return Err(Refusal::Outdated.into());
        };
        if !round.accepts(now) {
            return Err(Refusal::RoundClosed.into());
        }
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
            written_at: now,
            edited_at: None,
        };
        let post = Job::PostAnswer { reply: id }.at(
            &self.random,
            format!("answer:{id}"),
            round.guild,
            Some(round.team),
            now,
        );
        self.store.keep_answer(&NewReply { reply, team: round.team, guild: round.guild }, &post, now).await?;
        self.ring();
        let where_it_stands =
            round.thread.map_or_else(|| format!("<#{}>", round.channel), |t| format!("<#{t}>"));
        let text = format!("{}\n{}", answers::answer_thanks(l), answers::answer_where(l, &where_it_stands));
        Ok(Post {
            rows: vec![Row::Buttons(vec![
                button(answers::button_edit_answer(l), Look::Secondary, Action::EditReply(id)),
                button(answers::button_delete_answer(l), Look::Danger, Action::DeleteReply(id)),
            ])],
            ..note(text)
        })
    }

    /// The form behind *Ret*, with one's own words in it.
    pub async fn edit_form(&self, asker: &Asker, id: ReplyId) -> Result<Form, Failure> {
        let reply =
            self.store.reply(id).await?.filter(|r| r.author == asker.user).ok_or(Refusal::NotYours)?;
        Ok(form(asker, Action::EditReplySent(id), reply.text))
    }

    /// Changes one's own answer, kept and posted.
    pub async fn change_answer(&self, asker: &Asker, id: ReplyId, text: &str) -> Result<Post, Failure> {
        let text = fit_to_keep(text)?;
        let now = self.now();
        let team = self.team_of_reply(asker.guild, id).await?;
        let work = Job::ChangeAnswer { reply: id }.at(
            &self.random,
            format!("change:{}", asker.interaction),
            asker.guild,
            team,
            now,
        );
        if !self.store.change_reply(id, asker.user, &text, &[work], now).await? {
            return Err(Refusal::NotYours.into());
        }
        if let Some(team) = team {
            self.refresh_letters_quoting(team, [id]).await?;
        }
        self.ring();
        Ok(note(answers::answer_edited(asker.language)))
    }

    /// Erases one's own answer, kept and posted.
    pub async fn delete_answer(&self, asker: &Asker, id: ReplyId) -> Result<Post, Failure> {
        let now = self.now();
        let l = asker.language;
        let Some(reply) = self.store.reply(id).await? else {
            return Ok(note(answers::answer_already_deleted(l)));
        };
        let team = self.team_of_reply(asker.guild, id).await?;
        let work: Vec<_> = reply
            .message
            .map(|message| {
                let job = Job::RemovePost { channel: reply.channel, message };
                job.at(&self.random, format!("remove:{message}"), asker.guild, team, now)
            })
            .into_iter()
            .collect();
        if !self.store.erase_reply(id, asker.user, &work, now).await? {
            return Err(Refusal::NotYours.into());
        }
        if let Some(team) = team {
            self.refresh_letters_quoting(team, [id]).await?;
        }
        self.ring();
        Ok(note(answers::answer_deleted(l)))
    }

    async fn team_of_reply(
        &self,
        guild: GuildId,
        id: ReplyId,
    ) -> Result<Option<crate::domain::ids::TeamId>, Failure> {
        let Some(reply) = self.store.reply(id).await? else { return Ok(None) };
        Ok(self.store.round(reply.round).await?.filter(|r| r.guild == guild).map(|r| r.team))
    }

    pub(super) async fn post_answer(&self, claim: &Claim, id: ReplyId) -> Result<Outcome, Failure> {
        let now = self.now();
        let Some((reply, round)) = self.answer_to_post(id).await? else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let Some(thread) = round.thread else {
            // Its thread comes first.
            return Ok(Outcome::Later(now + chrono::Duration::seconds(2)));
        };
        let team = self.store.team(round.team).await?;
        let l = team.map_or(self.defaults.language, |t| t.language);
        let post = posts::answer(l, &reply.author_name, &escape::words(&reply.text));
        let (channel, message) = self.send_once(claim, Place::Channel(thread), &post).await?;
        let now = self.now();
        let work = |job: Job, key: String| job.at(&self.random, key, round.guild, Some(round.team), now);
        let remove = work(Job::RemovePost { channel, message }, format!("remove:{message}"));
        let change = work(Job::ChangeAnswer { reply: id }, format!("change:{}", claim.id));
        // A repetition may have been answered with the post of an earlier attempt, with earlier words.
        let posted = (claim.attempts == 1 || reply.edited_at.is_none()).then_some(reply.text.as_str());
        self.store.record_answer_posted(claim, id, (channel, message), posted, &remove, &change, now).await?;
        self.ring();
        Ok(Outcome::Done)
    }

    pub(super) async fn change_posted_answer(&self, claim: &Claim, id: ReplyId) -> Result<Outcome, Failure> {
        if let Some((reply, round)) = self.answer_to_post(id).await?
            && let Some(message) = reply.message
        {
            let l = self.store.team(round.team).await?.map_or(self.defaults.language, |t| t.language);
            let post = posts::answer(l, &reply.author_name, &escape::words(&reply.text));
            match self.platform.edit(reply.channel, message, &post).await {
                Ok(()) | Err(PlatformError::MessageGone) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
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

/// Notes a message that answers a round, newest state first.
fn note_reply(
    open: &OpenRounds,
    seen: &SeenMessage,
    kept: &mut HashMap<ReplyId, NewReply>,
    warn: &mut Vec<(Round, SeenMessage)>,
) {
    let Some((round, via)) = open.answered_by(seen) else { return };
    let redacted = redact::redact(&seen.text);
    if !redacted.found.is_empty() {
        warn.push((round.clone(), seen.clone()));
    }
    let id = ReplyId(seen.id.0);
    let reply = Reply {
        id,
        round: round.occasion,
        author: seen.author,
        author_name: seen.author_name.clone(),
        via,
        channel: seen.channel,
        message: Some(seen.id),
        text: redacted.text,
        attachments: seen.attachments,
        written_at: written_at(seen.id),
        edited_at: seen.edited_at,
    };
    let newer = kept.get(&id).is_none_or(|k| k.reply.edited_at <= reply.edited_at);
    if newer {
        kept.insert(id, NewReply { reply, team: round.team, guild: round.guild });
    }
}

/// What a person typed into a form, fit to be kept; refused when it is empty, too long or personal.
fn fit_to_keep(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if length > u32::from(LONGEST_ANSWER) {
        return Err(Refusal::TooLong(length, u32::from(LONGEST_ANSWER)));
    }
    match redact::redact(text).found.first() {
        Some(kind) => Err(Refusal::Personal(*kind)),
        None => Ok(text.to_owned()),
    }
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

/// Enough of a kept reply to warn its author.
fn seen_again(reply: &Reply, channel: ChannelId) -> SeenMessage {
    SeenMessage {
        id: reply.message.unwrap_or(MessageId(reply.id.0)),
        channel,
        author: reply.author,
        author_name: reply.author_name.clone(),
        human: true,
        text: String::new(),
        reply_to: None,
        mentions: Vec::new(),
        attachments: 0,
        edited_at: None,
    }
}
