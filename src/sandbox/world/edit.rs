//! What happens to messages later: edited, deleted one by one or many at once, looked up.

use super::compose::{File, Mentioned, numbered, resolved};
use super::event::intent;
use super::message::{Message, flag};
use super::{Draft, Refusal, State, permission, snowflake};
use chrono::Duration;
use serde_json::{Value, json};

/// Which part of a channel's history is asked for; ids are exclusive.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox) enum Part {
    Newest,
    Before(i64),
    After(i64),
    Around(i64),
}

/// What an edit changes; `None` leaves things as they are.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct Change {
    pub(in crate::sandbox) content: Option<String>,
    pub(in crate::sandbox) embeds: Option<Vec<Value>>,
    pub(in crate::sandbox) components: Option<Vec<Value>>,
    /// The files that stay, by id.
    pub(in crate::sandbox) keep: Option<Vec<i64>>,
    pub(in crate::sandbox) files: Vec<File>,
    pub(in crate::sandbox) allowed_mentions: Option<Value>,
    pub(in crate::sandbox) flags: Option<u64>,
}

const GATES: (u64, u64) = (intent::GUILD_MESSAGES, intent::DIRECT_MESSAGES);

impl State {
    /// Says how a message is now.
    pub(super) fn announce_update(&mut self, channel: i64, id: i64) {
        let Some(message) = self.message(channel, id).cloned() else { return };
        if message.only_for.is_some() {
            return self.stir();
        }
        let said = self.message_event(&message);
        self.emit_in(channel, "MESSAGE_UPDATE", said, GATES, Some(message.author));
    }

    /// Edits a message as its author.
    pub(in crate::sandbox) fn edit(
        &mut self,
        actor: i64,
        channel: i64,
        id: i64,
        change: Change,
    ) -> Result<(), Refusal> {
        self.demand(actor, channel, 0)?;
        let message = self
            .message(channel, id)
            .filter(|m| m.only_for.is_none())
            .ok_or_else(Refusal::unknown_message)?;
        if message.author != actor {
            return Err(Refusal::only_author());
        }
        if !matches!(message.kind, 0 | 19 | 20 | 23) {
            return Err(Refusal::system_message());
        }
        self.demand_awake(channel)?;
        self.demand_unlocked(actor, channel)?;
        self.change(channel, id, change)
    }

    /// Changes a message, whoever asked for it.
    pub(in crate::sandbox) fn change(
        &mut self,
        channel: i64,
        id: i64,
        change: Change,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let files = self.store_files(channel, change.files);
        let mut message = self.message(channel, id).cloned().ok_or_else(Refusal::unknown_message)?;
        if let Some(content) = change.content {
            let draft = Draft {
                content: content.clone(),
                allowed_mentions: change.allowed_mentions,
                kind: Some(message.kind),
                points_to: message.reference,
                ..Draft::default()
            };
            let Mentioned { users, roles, everyone } = self.mentioned(message.author, channel, &draft);
            (message.mentions, message.mention_roles, message.mention_everyone) = (users, roles, everyone);
            message.content = content;
        }
        if let Some(keep) = change.keep {
            message
                .attachments
                .retain(|file| keep.contains(&file.id) || file.in_embed && change.embeds.is_none());
        }
        message.attachments.extend(files);
        if let Some(embeds) = change.embeds {
            message.embeds = resolved(embeds, &mut message.attachments);
        }
        if let Some(components) = change.components {
            message.components = numbered(components);
        }
        if let Some(flags) = change.flags {
            message.flags = message.flags & !flag::SUPPRESS_EMBEDS
                | flags & (flag::SUPPRESS_EMBEDS | flag::COMPONENTS_V2);
        }
        let bare =
            message.content.trim().is_empty() && message.embeds.is_empty() && message.attachments.is_empty();
        if bare && message.flags & flag::COMPONENTS_V2 == 0 {
            return Err(Refusal::empty_message());
        }
        if message.flags & flag::LOADING == 0 {
            message.edited = Some(now);
        }
        message.flags &= !flag::LOADING;
        self.messages.entry(channel).or_default().insert(id, message);
        self.announce_update(channel, id);
        Ok(())
    }

    /// Deletes a message: one's own, or with `MANAGE_MESSAGES` anyone's.
    pub(in crate::sandbox) fn delete(&mut self, actor: i64, channel: i64, id: i64) -> Result<(), Refusal> {
        self.demand(actor, channel, 0)?;
        let message = self
            .message(channel, id)
            .filter(|m| m.only_for.is_none())
            .ok_or_else(Refusal::unknown_message)?;
        let (author, private) =
            (message.author, self.channels.get(&channel).is_none_or(|c| c.guild.is_none()));
        if author != actor {
            if private {
                return Err(Refusal::dm_only());
            }
            self.demand(actor, channel, permission::MANAGE_MESSAGES)?;
        }
        if self.demand_awake(channel).is_err() {
            // Archived, messages may go nevertheless; archived and locked, only moderators let them.
            self.demand_unlocked(actor, channel)?;
        }
        self.take_out(channel, id);
        Ok(())
    }

    /// Takes a message out and says so.
    pub(in crate::sandbox) fn take_out(&mut self, channel: i64, id: i64) {
        let Some(message) = self.messages.get_mut(&channel).and_then(|all| all.remove(&id)) else { return };
        if message.only_for.is_some() {
            return self.stir();
        }
        self.count_down(channel, u64::from(message.kind != 21 && id != channel));
        let mut said = json!({"id": id.to_string(), "channel_id": channel.to_string()});
        self.with_guild(channel, &mut said);
        self.emit_in(channel, "MESSAGE_DELETE", said, GATES, None);
    }

    /// Deletes 2–100 messages younger than 14 days at once; unknown ids are passed over.
    pub(in crate::sandbox) fn delete_bulk(
        &mut self,
        actor: i64,
        channel: i64,
        ids: &[i64],
    ) -> Result<(), Refusal> {
        self.demand(actor, channel, permission::MANAGE_MESSAGES)?;
        if self.channels.get(&channel).is_none_or(|found| found.guild.is_none()) {
            return Err(Refusal::dm_only());
        }
        if !(2..=100).contains(&ids.len()) {
            return Err(Refusal::too_few_or_many());
        }
        let oldest = self.now() - Duration::days(14);
        if ids.iter().any(|id| snowflake::made_at(*id) < oldest) {
            return Err(Refusal::too_old());
        }
        let mut gone = Vec::new();
        for id in ids {
            if let Some(message) = self.messages.get_mut(&channel).and_then(|all| all.remove(id)) {
                gone.push(message.id.to_string());
            }
        }
        self.count_down(channel, gone.len() as u64);
        let mut said = json!({"ids": gone, "channel_id": channel.to_string()});
        self.with_guild(channel, &mut said);
        self.emit_in(channel, "MESSAGE_DELETE_BULK", said, GATES, None);
        Ok(())
    }

    fn count_down(&mut self, channel: i64, by: u64) {
        if let Some(thread) = self.channels.get_mut(&channel).and_then(|found| found.thread.as_mut()) {
            thread.messages = thread.messages.saturating_sub(by);
        }
    }

    pub(super) fn with_guild(&self, channel: i64, said: &mut Value) {
        if let Some(guild) = self.channels.get(&channel).and_then(|found| found.guild) {
            said["guild_id"] = json!(guild.to_string());
        }
    }

    /// Part of a channel's history, newest first; empty without `READ_MESSAGE_HISTORY`.
    pub(in crate::sandbox) fn history(
        &self,
        actor: i64,
        channel: i64,
        part: Part,
        limit: usize,
    ) -> Result<Vec<&Message>, Refusal> {
        self.demand(actor, channel, 0)?;
        if self.permissions(actor, channel) & permission::READ_MESSAGE_HISTORY == 0 {
            return Ok(Vec::new());
        }
        let mut all = self.said_in(channel);
        let mut found: Vec<&Message> = match part {
            Part::Newest => all.rev().take(limit).collect(),
            Part::Before(id) => all.rev().filter(|message| message.id < id).take(limit).collect(),
            Part::After(id) => all.by_ref().filter(|message| message.id > id).take(limit).collect(),
            Part::Around(id) => {
                let newer: Vec<_> =
                    self.said_in(channel).filter(|m| m.id >= id).take(limit.div_ceil(2)).collect();
                let room = limit.saturating_sub(newer.len());
                all.rev().filter(|message| message.id < id).take(room).chain(newer).collect()
            }
        };
        found.sort_by_key(|message| std::cmp::Reverse(message.id));
        Ok(found)
    }
}
