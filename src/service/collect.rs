//! What people write: in a round's thread, or as a direct reply to the prompt. Kept without personal data,
//! changed and erased as they change and erase it.

use crate::domain::ids::{ChannelId, GuildId, MessageId, ReplyId, TeamId, UserId};
use crate::domain::redact;
use crate::domain::reply::{Reply, Via};
use crate::domain::round::{DAYS_OPEN, Round};
use crate::service::core::{Core, Hearing};
use crate::service::delivery::Outcome;
use crate::service::incoming::Incoming;
use crate::service::job::Job;
use crate::service::platform::{Place, PlatformError, SeenMessage};
use crate::service::posts::note;
use crate::service::refusal::Failure;
use crate::store::{Claim, NewReply};
use crate::telemetry::REPLIES_STORED;
use crate::text::answers;
use chrono::{DateTime, Duration, Utc};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
            open.by_thread.insert(thread_of(&round), round.clone());
            open.by_message.insert(round.message, round);
        }
        open
    }

    fn retain(&mut self, kept: impl Fn(&Round) -> bool) {
        self.by_thread.retain(|_, round| kept(round));
        self.by_message.retain(|_, round| kept(round));
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

/// The prompts and threads that a message can be an answer to: a thread has the id of the message it was made on.
fn answered_in(seen: &SeenMessage) -> impl Iterator<Item = MessageId> {
    [MessageId(seen.channel.0)].into_iter().chain(seen.reply_to)
}

/// The prompts and threads whose answers an event can change.
fn places_of(event: &Incoming) -> Vec<MessageId> {
    match event {
        Incoming::Written(seen, _) => answered_in(seen).collect(),
        Incoming::Edited { channel, .. } => vec![MessageId(channel.0)],
        _ => Vec::new(),
    }
}

/// When a message was written: the platform writes it into the id.
fn written_at(id: MessageId) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(id.made_at_ms()).unwrap_or_default()
}

impl Core {
    /// Listens to the channels and threads in which answers can be written now, and to those in which kept
    /// ones can still be changed and deleted; answers with the rounds that were not listened to.
    pub async fn listen(&self) -> Result<Vec<Round>, Failure> {
        let additions = self.watched.additions();
        let days = i64::from(self.defaults.retention_days) + DAYS_OPEN;
        let rounds = self.store.rounds_since(None, self.now() - Duration::days(days)).await?;
        let unheard =
            rounds.iter().filter(|round| !self.watched.contains(thread_of(round))).cloned().collect();
        self.watched.replace(additions, rounds.iter().flat_map(|r| [r.channel, thread_of(r)]));
        Ok(unheard)
    }

    /// Listens as [`Core::listen`] does; what was said meanwhile in rounds that somebody else has opened, another
    /// process perhaps, is read.
    pub async fn rounds_changed(&self) -> Result<(), Failure> {
        let now = self.now();
        let mut work = Vec::new();
        for round in self.listen().await?.into_iter().filter(|round| round.accepts(now)) {
            let id = round.occasion;
            let key = format!("read:{id}:{}", self.random.id());
            let read = Job::ReadRound { round: id };
            work.push(read.at(&self.random, key, round.guild, Some(round.team), now));
        }
        if !work.is_empty() {
            self.store.enqueue(&work, now).await?;
            self.ring();
        }
        Ok(())
    }

    /// The rounds that were open at some time in the last [`DAYS_OPEN`], or in the time of which the database knows
    /// nothing: what was written to them then may be heard of only now.
    pub async fn rounds_open_lately(&self) -> Result<Vec<Round>, Failure> {
        let rounds = self.store.rounds_since(None, self.opened_since()).await?;
        self.collected(rounds).await
    }

    /// Those of [`Core::rounds_open_lately`] whose prompt or thread one of these is.
    async fn rounds_at(&self, places: &BTreeSet<MessageId>) -> Result<OpenRounds, Failure> {
        let rounds = self.store.rounds_at(places, self.opened_since()).await?;
        Ok(OpenRounds::new(self.collected(rounds).await?))
    }

    /// The round that `seen` answers, as long as answers are kept.
    pub(super) async fn round_answered_by(
        &self,
        seen: &SeenMessage,
    ) -> Result<Option<(Round, Via)>, Failure> {
        let open = self.rounds_at(&answered_in(seen).collect()).await?;
        Ok(open.answered_by(seen).map(|(round, via)| (round.clone(), via)))
    }

    /// When the oldest of the rounds was opened that were open lately.
    fn opened_since(&self) -> DateTime<Utc> {
        let (now, open) = (self.now(), Duration::days(DAYS_OPEN));
        let absence = self.store.absence().filter(|absence| now - absence.until < open);
        let away = absence.map_or(open, |absence| open.max(now - absence.since));
        now - away - open
    }

    /// Without those of which nothing is collected: of a server that has not gone live.
    async fn collected(&self, mut rounds: Vec<Round>) -> Result<Vec<Round>, Failure> {
        let guilds: BTreeSet<GuildId> = rounds.iter().map(|round| round.guild).collect();
        for guild in guilds {
            if !self.awaited(guild).await?.is_empty() {
                rounds.retain(|round| round.guild != guild);
            }
        }
        Ok(rounds)
    }

    /// Keeps, changes and erases what a batch of events says. The newest state of each message wins in
    /// whatever order they came; an event that came twice changes nothing.
    pub async fn take_in(&self, batch: &[Incoming]) -> Result<(), Failure> {
        let mut kept: BTreeMap<ReplyId, NewReply> = BTreeMap::new();
        let mut warn: Vec<Warning> = Vec::new();
        // Messages that may not be read come without their words: taken in, they would be empty, and empty what is kept.
        if self.defaults.hearing == Hearing::Everything {
            let places = batch.iter().flat_map(places_of).collect();
            let mut open = self.rounds_at(&places).await?;
            let untold = self.untold().await?;
            open.retain(|round| !untold.contains(&round.team));
            let unheard = self.written_unheard(batch).await?;
            for event in batch {
                if let Incoming::Written(seen, _) = event
                    && !unheard.contains(&seen.id)
                {
                    note_reply(&open, seen, &mut kept, &mut warn);
                }
            }
            self.take_in_edits(&open, batch, &mut kept, &mut warn).await?;
        }
        let erased = batch.iter().filter_map(|event| match event {
            Incoming::Erased { ids, .. } => Some(ids.as_slice()),
            _ => None,
        });
        let erased: Vec<MessageId> = erased.flatten().copied().collect();
        // Before anything is kept: whoever sees it kept knows that its author is being told.
        self.warn_authors(warn).await?;
        let now = self.now();
        let known = self.store.replies_with_messages(&erased).await?;
        let work = self.letters_quoting(&known).await?;
        self.store.erase_messages(&erased, &work, now).await?;
        if known.len() < erased.len() {
            self.look_for_nameless(batch).await?;
        }
        if !erased.is_empty() {
            self.ring();
        }
        for id in &erased {
            kept.remove(&ReplyId(id.0));
        }
        let replies: Vec<NewReply> = kept.into_values().collect();
        let edited: Vec<_> =
            replies.iter().filter(|r| r.reply.edited_at.is_some()).map(|r| (r.reply.id, r.team)).collect();
        let work = self.letters_quoting(&edited).await?;
        let stored = self.store.keep_replies(&replies, &work, now).await?;
        if !work.is_empty() {
            self.ring();
        }
        metrics::counter!(REPLIES_STORED).increment(stored);
        Ok(())
    }

    /// What was written while it could not be read, as people were told; of what was kept before, changes are followed.
    async fn written_unheard(&self, batch: &[Incoming]) -> Result<BTreeSet<MessageId>, Failure> {
        let Some(since) = self.defaults.heard_from else { return Ok(BTreeSet::new()) };
        let mut unheard: BTreeSet<MessageId> = batch
            .iter()
            .filter_map(|event| match event {
                Incoming::Written(seen, _) if written_at(seen.id) < since => Some(seen.id),
                _ => None,
            })
            .collect();
        let ids: Vec<ReplyId> = unheard.iter().map(|id| ReplyId(id.0)).collect();
        for known in self.store.known_replies(&ids).await? {
            unheard.remove(&MessageId(known.reply.id.0));
        }
        Ok(unheard)
    }

    async fn take_in_edits(
        &self,
        open: &OpenRounds,
        batch: &[Incoming],
        kept: &mut BTreeMap<ReplyId, NewReply>,
        warn: &mut Vec<Warning>,
    ) -> Result<(), Failure> {
        let edits: Vec<Edit<'_>> = batch.iter().filter_map(Edit::of).collect();
        let ids: Vec<ReplyId> = edits.iter().map(Edit::reply).collect();
        for known in self.store.known_replies(&ids).await? {
            merge(kept, known);
        }
        let mut unheard: BTreeMap<MessageId, ChannelId> = BTreeMap::new();
        for edit in edits {
            if let Some(new) = kept.get_mut(&edit.reply()) {
                edit.apply(new, warn);
            } else if open.by_thread.contains_key(&edit.channel) {
                unheard.insert(edit.message, edit.channel);
            }
        }
        if !unheard.is_empty() {
            let ids: Vec<MessageId> = unheard.keys().copied().collect();
            for erased in self.store.erased_among(&ids).await? {
                unheard.remove(&erased);
            }
            // Changed before it was ever heard of: taken in as it stands.
            for (message, channel) in unheard {
                match self.platform.message(channel, message).await {
                    Ok(seen) => note_reply(open, &seen, kept, warn),
                    Err(error) => tracing::debug!(%error, "an edited message could not be looked up"),
                }
            }
        }
        Ok(())
    }

    /// Warns the authors of what looks like personal data, privately, once for each message
    /// (and once more when a CPR number comes in later), at any hour.
    async fn warn_authors(&self, mut warn: Vec<Warning>) -> Result<(), Failure> {
        // Of what has been erased nobody is told again, although it stands where it was written.
        let messages: Vec<MessageId> = warn.iter().map(|one| one.message).collect();
        if !messages.is_empty() {
            let erased = self.store.erased_among(&messages).await?;
            warn.retain(|one| !erased.contains(&one.message));
        }
        if warn.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let work: Vec<_> = warn
            .into_iter()
            .map(|Warning { team, guild, author, channel, message, cpr }| {
                let job = Job::WarnPersonalData { user: author, channel, message, team, cpr };
                let key = if cpr { format!("warn-cpr:{message}") } else { format!("warn:{message}") };
                job.at(&self.random, key, guild, Some(team), now)
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
        cpr: bool,
    ) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await? {
            let (l, place) = (team.language, format!("<#{channel}>"));
            let text = if cpr {
                answers::redacted_cpr_in_thread(l, &place)
            } else {
                answers::redacted_in_thread(l, &place)
            };
            match self.send_once(claim, Place::Person(user), &note(text)).await {
                Err(Failure::Platform(PlatformError::Closed | PlatformError::Forbidden(_))) => {
                    let line = note(answers::redacted_in_thread_neutral(l));
                    self.send_once(claim, Place::Channel(channel), &line).await?;
                }
                sent => drop(sent?),
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }
}

/// The thread of a round: made on the prompt, so it has the prompt's id, also before it is recorded.
pub(super) fn thread_of(round: &Round) -> ChannelId {
    round.thread.unwrap_or(ChannelId(round.message.0))
}

/// What is needed to warn an author of personal data in a message.
struct Warning {
    team: TeamId,
    guild: GuildId,
    author: UserId,
    channel: ChannelId,
    message: MessageId,
    /// It looks like a CPR number; else like a phone number, an e-mail or an address.
    cpr: bool,
}

/// Notes a message that answers a round.
fn note_reply(
    open: &OpenRounds,
    seen: &SeenMessage,
    kept: &mut BTreeMap<ReplyId, NewReply>,
    warn: &mut Vec<Warning>,
) {
    let Some((round, via)) = open.answered_by(seen) else { return };
    if kept.get(&ReplyId(seen.id.0)).is_some_and(|k| k.reply.edited_at >= seen.edited_at) {
        return;
    }
    let mut new = NewReply { reply: reply(seen, round, via), team: round.team, guild: round.guild };
    clean(&mut new, warn);
    merge(kept, new);
}

/// A message as an answer to a round.
pub(super) fn reply(seen: &SeenMessage, round: &Round, via: Via) -> Reply {
    Reply {
        id: ReplyId(seen.id.0),
        round: round.occasion,
        author: seen.author,
        author_name: seen.author_name.clone(),
        via,
        channel: seen.channel,
        message: Some(seen.id),
        text: seen.text.clone(),
        attachments: seen.attachments,
        written_at: written_at(seen.id),
        edited_at: seen.edited_at,
    }
}

/// Adds a state of a reply, unless a later one is there.
fn merge(kept: &mut BTreeMap<ReplyId, NewReply>, state: NewReply) {
    let later = kept.get(&state.reply.id).is_none_or(|k| k.reply.edited_at < state.reply.edited_at);
    if later {
        kept.insert(state.reply.id, state);
    }
}

/// Removes personal data from the words, and notes whom to warn of it.
fn clean(new: &mut NewReply, warn: &mut Vec<Warning>) {
    let redacted = redact::redact(&new.reply.text);
    if redacted.is_clean() {
        return;
    }
    warn.push(Warning {
        team: new.team,
        guild: new.guild,
        author: new.reply.author,
        channel: new.reply.channel,
        message: new.reply.message.unwrap_or(MessageId(new.reply.id.0)),
        cpr: redacted.found.contains(&redact::Kind::Cpr),
    });
    new.reply.text = redacted.text;
}

/// An edit of a message's words.
struct Edit<'a> {
    channel: ChannelId,
    message: MessageId,
    text: &'a str,
    attachments: Option<u16>,
    edited_at: DateTime<Utc>,
}

impl<'a> Edit<'a> {
    /// `event` as an edit of words, if it is one.
    fn of(event: &'a Incoming) -> Option<Self> {
        match event {
            Incoming::Edited {
                channel,
                message,
                text: Some(text),
                edited_at: Some(edited_at),
                attachments,
                ..
            } => Some(Self {
                channel: *channel,
                message: *message,
                text,
                attachments: *attachments,
                edited_at: *edited_at,
            }),
            _ => None,
        }
    }

    fn reply(&self) -> ReplyId {
        ReplyId(self.message.0)
    }

    /// Gives `new` these words, unless it has later ones.
    fn apply(&self, new: &mut NewReply, warn: &mut Vec<Warning>) {
        if new.reply.edited_at.is_some_and(|at| at >= self.edited_at) {
            return;
        }
        self.text.clone_into(&mut new.reply.text);
        new.reply.edited_at = Some(self.edited_at);
        new.reply.attachments = self.attachments.unwrap_or(new.reply.attachments);
        clean(new, warn);
    }
}
