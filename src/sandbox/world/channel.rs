//! Channels of every kind, and the way Discord writes them.

use super::event::{Audience, intent};
use super::{Forum, Overwrite, Refusal, State, User, permission, stamp};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Kinds of channels, as Discord numbers them.
pub mod kind {
    /// A text channel.
    pub const TEXT: u8 = 0;
    /// A private channel.
    pub const PRIVATE: u8 = 1;
    /// A voice channel.
    pub const VOICE: u8 = 2;
    /// A category: holds channels, no messages.
    pub const CATEGORY: u8 = 4;
    /// A channel that others follow.
    pub const ANNOUNCEMENT: u8 = 5;
    /// A public thread.
    pub const PUBLIC_THREAD: u8 = 11;
    /// A private thread.
    pub const PRIVATE_THREAD: u8 = 12;
    /// A forum.
    pub const FORUM: u8 = 15;
    /// A media channel: a forum for pictures.
    pub const MEDIA: u8 = 16;

    /// Whether the kind is a thread's.
    pub fn is_thread(kind: u8) -> bool {
        matches!(kind, 10..=12)
    }
}

/// What a thread has beyond a channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ThreadState {
    /// Who opened it.
    pub owner: i64,
    /// No longer active.
    pub archived: bool,
    /// Only moderators write and unarchive.
    pub locked: bool,
    /// Minutes without activity until it is archived: 60, 1440, 4320, 10080.
    pub auto_archive: u32,
    /// When it was last archived or unarchived, else made.
    pub archive_stamp: DateTime<Utc>,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// Tags of the forum it is a post of.
    pub tags: Vec<i64>,
    /// Messages in it now, without the starter.
    pub messages: u64,
    /// Messages ever sent in it.
    pub sent: u64,
    /// Who joined, and when.
    pub members: BTreeMap<i64, DateTime<Utc>>,
}

/// A place where messages stand.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Channel {
    /// The channel's id; a thread made from a message has the message's.
    pub id: i64,
    /// One of [`kind`].
    pub kind: u8,
    /// The guild; `None` for private channels.
    pub guild: Option<i64>,
    /// The name; empty for private channels.
    pub name: String,
    /// The topic.
    pub topic: Option<String>,
    /// The channel a thread belongs to.
    pub parent: Option<i64>,
    /// The place in the list.
    pub position: i64,
    /// What it allows and denies beyond the roles.
    pub overwrites: Vec<Overwrite>,
    /// The two of a private channel.
    pub recipients: Vec<i64>,
    /// The newest message's id, also when that is deleted since.
    pub last_message: Option<i64>,
    /// Seconds between two messages of a person.
    pub slowmode: u32,
    /// When the newest pin was set.
    pub last_pin: Option<DateTime<Utc>>,
    /// What a thread has beyond.
    pub thread: Option<ThreadState>,
    /// What a forum has beyond.
    pub forum: Option<Forum>,
}

impl Channel {
    pub(super) fn new(id: i64, kind: u8, guild: Option<i64>, name: &str) -> Self {
        Self {
            id,
            kind,
            guild,
            name: name.to_owned(),
            topic: None,
            parent: None,
            position: 0,
            overwrites: Vec::new(),
            recipients: Vec::new(),
            last_message: None,
            slowmode: 0,
            last_pin: None,
            thread: None,
            forum: matches!(kind, kind::FORUM | kind::MEDIA).then(Forum::default),
        }
    }
}

impl State {
    /// A channel by id.
    pub fn channel(&self, id: i64) -> Option<&Channel> {
        self.channels.get(&id)
    }

    /// The channel object, as the bot sees it.
    pub fn channel_json(&self, id: i64) -> Option<Value> {
        let channel = self.channels.get(&id)?;
        let last = channel.last_message.map(|id| id.to_string());
        let Some(guild) = channel.guild else {
            let others = channel.recipients.iter().filter(|user| **user != self.application.id);
            return Some(json!({
                "id": id.to_string(), "type": channel.kind, "last_message_id": last, "flags": 0,
                "recipients": others.filter_map(|user| self.users.get(user)).map(User::json).collect::<Vec<_>>(),
            }));
        };
        let mut object = json!({
            "id": id.to_string(), "type": channel.kind, "guild_id": guild.to_string(), "name": channel.name,
            "parent_id": channel.parent.map(|id| id.to_string()), "last_message_id": last, "flags": 0,
            "rate_limit_per_user": channel.slowmode, "last_pin_timestamp": channel.last_pin.map(stamp),
        });
        if let Some(thread) = &channel.thread {
            object["owner_id"] = json!(thread.owner.to_string());
            object["message_count"] = json!(thread.messages);
            object["total_message_sent"] = json!(thread.sent);
            if channel.parent.is_some_and(|parent| self.forum(parent).is_some()) {
                object["applied_tags"] = thread.tags.iter().map(i64::to_string).collect();
            }
            object["member_count"] = json!(thread.members.len().min(50));
            object["thread_metadata"] = json!({
                "archived": thread.archived, "locked": thread.locked, "auto_archive_duration": thread.auto_archive,
                "archive_timestamp": stamp(thread.archive_stamp), "create_timestamp": stamp(thread.created),
            });
            if thread.members.contains_key(&self.application.id) {
                object["member"] = self.thread_member_json(id, self.application.id).unwrap_or_default();
            }
        } else {
            object["topic"] = json!(channel.topic);
            object["position"] = json!(channel.position);
            object["nsfw"] = json!(false);
            object["permission_overwrites"] = channel.overwrites.iter().map(Overwrite::json).collect();
            if let Some(forum) = &channel.forum {
                forum.describe(&mut object);
            }
        }
        Some(object)
    }

    /// Says how a channel or thread is now. Bots hear of every channel of a guild, but only of threads they can see.
    pub(super) fn announce_channel(&mut self, id: i64, name: &'static str) {
        let (Some(object), Some(channel)) = (self.channel_json(id), self.channels.get(&id)) else { return };
        match (channel.guild, &channel.thread) {
            (Some(guild), None) if self.bot_in(guild) => {
                self.emit(name, object, Audience::Guild { guild, intent: intent::GUILDS }, None);
            }
            _ => self.emit_in(id, name, object, (intent::GUILDS, 0), None),
        }
    }

    /// PATCH of a channel or thread by `actor`, with the fields of the body that are known.
    pub(in crate::sandbox) fn modify_channel(
        &mut self,
        actor: i64,
        id: i64,
        body: &Value,
    ) -> Result<Value, Refusal> {
        self.demand(actor, id, 0)?;
        if self.channels.get(&id).is_some_and(|channel| channel.thread.is_some()) {
            self.modify_thread(actor, id, body)?;
            return self.channel_json(id).ok_or_else(Refusal::unknown_channel);
        }
        self.demand(actor, id, permission::MANAGE_CHANNELS)?;
        let mut form = super::refusal::Form::default();
        if let Some(name) = body["name"].as_str() {
            form.length("name", name, 1, 100);
        }
        if let Some(topic) = body["topic"].as_str() {
            form.length("topic", topic, 0, 1024);
        }
        if body["rate_limit_per_user"].as_u64().is_some_and(|seconds| seconds > 21_600) {
            let fault = "int value should be less than or equal to 21600.";
            form.fault("rate_limit_per_user", "NUMBER_TYPE_MAX", fault);
        }
        form.done()?;
        self.modify_forum(id, body)?;
        let channel = self.channels.get_mut(&id).ok_or_else(Refusal::unknown_channel)?;
        if channel.guild.is_none() {
            return Err(Refusal::dm_only());
        }
        if let Some(name) = body["name"].as_str() {
            name.clone_into(&mut channel.name);
        }
        if let Some(topic) = body.get("topic") {
            channel.topic = topic.as_str().map(str::to_owned);
        }
        channel.slowmode = super::thread::slowmode_of(body).unwrap_or(channel.slowmode);
        self.announce_channel(id, "CHANNEL_UPDATE");
        self.channel_json(id).ok_or_else(Refusal::unknown_channel)
    }

    /// Deletes a channel or thread by `actor`; private channels are only closed.
    pub(in crate::sandbox) fn delete_channel(&mut self, actor: i64, id: i64) -> Result<Value, Refusal> {
        self.demand(actor, id, 0)?;
        let object = self.channel_json(id).ok_or_else(Refusal::unknown_channel)?;
        let channel = self.channels.get(&id).cloned().ok_or_else(Refusal::unknown_channel)?;
        if channel.guild.is_none() {
            return Ok(object);
        }
        let thread = channel.thread.is_some();
        self.demand(
            actor,
            id,
            if thread { permission::MANAGE_THREADS } else { permission::MANAGE_CHANNELS },
        )?;
        if thread {
            let said = json!({"id": object["id"], "guild_id": object["guild_id"], "parent_id": object["parent_id"], "type": channel.kind});
            self.emit_in(id, "THREAD_DELETE", said, (intent::GUILDS, 0), None);
        } else {
            self.announce_channel(id, "CHANNEL_DELETE");
            let inner: Vec<i64> =
                self.channels.values().filter(|c| c.parent == Some(id)).map(|c| c.id).collect();
            for thread in inner {
                self.channels.remove(&thread);
                self.messages.remove(&thread);
            }
        }
        self.channels.remove(&id);
        self.messages.remove(&id);
        Ok(object)
    }

    /// The private channel between two users, made when there is none.
    pub(in crate::sandbox) fn private_channel(&mut self, one: i64, other: i64) -> Result<i64, Refusal> {
        if one == other {
            return Err(Refusal::dms_closed());
        }
        if !self.users.contains_key(&other) {
            let mut form = super::refusal::Form::default();
            form.fault("recipient_id", "BASE_TYPE_INVALID", "Invalid Recipient(s)");
            return Err(form.done().err().unwrap_or_else(Refusal::unknown_user));
        }
        let open = self.channels.values().find(|channel| {
            channel.guild.is_none()
                && channel.recipients.contains(&one)
                && channel.recipients.contains(&other)
        });
        if let Some(open) = open {
            return Ok(open.id);
        }
        let id = self.fresh_id();
        let mut channel = Channel::new(id, kind::PRIVATE, None, "");
        channel.recipients = vec![one, other];
        self.channels.insert(id, channel);
        // No CHANNEL_CREATE: since version 8 of the API bots are not told of private channels.
        Ok(id)
    }
}
