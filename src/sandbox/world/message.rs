//! Messages and the way Discord writes them.

use super::{State, User, kind, stamp};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;

/// Message flags, as bits.
pub mod flag {
    /// Embeds are hidden.
    pub const SUPPRESS_EMBEDS: u64 = 1 << 2;
    /// A thread hangs on the message.
    pub const HAS_THREAD: u64 = 1 << 5;
    /// Seen by one user only.
    pub const EPHEMERAL: u64 = 1 << 6;
    /// A deferred answer: *thinking…*.
    pub const LOADING: u64 = 1 << 7;
    /// Sent without a notification.
    pub const SILENT: u64 = 1 << 12;
    /// Made of components only.
    pub const COMPONENTS_V2: u64 = 1 << 15;
}

/// A file that hangs on a message; its bytes are kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attachment {
    /// The attachment's id.
    pub id: i64,
    /// The file's name.
    pub filename: String,
    /// The alt text.
    pub description: Option<String>,
    /// The MIME type.
    pub content_type: String,
    /// The address it is served at.
    pub url: String,
    /// Shown inside an embed, hence no longer listed among the message's files.
    pub in_embed: bool,
    /// What was uploaded.
    #[serde(with = "super::keep::bytes")]
    pub bytes: Arc<Vec<u8>>,
}

impl Attachment {
    fn json(&self) -> Value {
        let mut object = json!({
            "id": self.id.to_string(), "filename": self.filename, "size": self.bytes.len(), "url": self.url,
            "proxy_url": self.url, "content_type": self.content_type,
        });
        if let Some(description) = &self.description {
            object["description"] = json!(description);
        }
        object
    }
}

/// An emoji under a message and who put it there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reaction {
    /// The emoji: a character, or `name:id`.
    pub emoji: String,
    /// Who, in order.
    pub users: Vec<i64>,
}

/// The message that a message points to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Reference {
    /// Its channel.
    pub channel: i64,
    /// The message; `None` when it points to a thread.
    pub message: Option<i64>,
}

/// A message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Message {
    /// The message's id.
    pub id: i64,
    /// Where it stands.
    pub channel: i64,
    /// Who wrote it.
    pub author: i64,
    /// Discord's number: 0 plain, 18 thread made, 19 reply, 20 command's answer, 21 thread's starter, 23 menu's answer.
    pub kind: u8,
    /// The text.
    pub content: String,
    /// Embeds, with `attachment://` resolved.
    pub embeds: Vec<Value>,
    /// Components, as they were sent.
    pub components: Vec<Value>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// Users mentioned, after `allowed_mentions`.
    pub mentions: Vec<i64>,
    /// Roles mentioned, after `allowed_mentions`.
    pub mention_roles: Vec<i64>,
    /// @everyone or @here, after `allowed_mentions`.
    pub mention_everyone: bool,
    /// The people who were really notified: they are mentioned and can see the channel.
    pub notified: Vec<i64>,
    /// The message pointed to.
    pub reference: Option<Reference>,
    /// What the sender gave as nonce.
    pub nonce: Option<Value>,
    /// When it was sent.
    pub sent: DateTime<Utc>,
    /// When its text was last changed by its author.
    pub edited: Option<DateTime<Utc>>,
    /// Since when it is pinned.
    pub pinned: Option<DateTime<Utc>>,
    /// Bits of [`flag`].
    pub flags: u64,
    /// Reactions in order.
    pub reactions: Vec<Reaction>,
    /// The interaction that it answers.
    pub interaction: Option<i64>,
    /// The only user who sees it.
    pub only_for: Option<i64>,
    /// The application, for answers to interactions.
    pub webhook: Option<i64>,
    /// The name that a webhook took for this message alone.
    pub signed: Option<String>,
}

impl State {
    /// A message by channel and id.
    pub fn message(&self, channel: i64, id: i64) -> Option<&Message> {
        self.messages.get(&channel)?.get(&id)
    }

    /// Every message that stands anywhere, private ones and private answers included.
    pub fn everything_said(&self) -> impl Iterator<Item = &Message> {
        self.messages.values().flat_map(std::collections::BTreeMap::values)
    }

    /// The messages of a channel that everyone there sees, oldest first.
    pub fn said_in(&self, channel: i64) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages
            .get(&channel)
            .into_iter()
            .flat_map(std::collections::BTreeMap::values)
            .filter(|m| m.only_for.is_none())
    }

    /// The message object as `viewer` sees it.
    pub fn message_json(&self, message: &Message, viewer: i64) -> Value {
        let mut object = self.bare_json(message, viewer);
        if let (19 | 21 | 23, Some(Reference { channel, message: Some(id) })) =
            (message.kind, message.reference)
        {
            object["referenced_message"] =
                self.message(channel, id).map_or(Value::Null, |found| self.bare_json(found, viewer));
        }
        object
    }

    fn bare_json(&self, message: &Message, viewer: i64) -> Value {
        let author = self.users.get(&message.author);
        let mentioned = message.mentions.iter().filter_map(|id| self.users.get(id));
        let mut object = json!({
            "id": message.id.to_string(), "type": message.kind, "channel_id": message.channel.to_string(),
            "author": author.map(User::json), "content": message.content, "timestamp": stamp(message.sent),
            "edited_timestamp": message.edited.map(stamp), "tts": false, "mention_everyone": message.mention_everyone,
            "mentions": mentioned.map(User::json).collect::<Vec<_>>(),
            "mention_roles": message.mention_roles.iter().map(i64::to_string).collect::<Vec<_>>(),
            "attachments": message.attachments.iter().filter(|file| !file.in_embed).map(Attachment::json).collect::<Vec<_>>(),
            "embeds": message.embeds, "components": message.components, "pinned": message.pinned.is_some(),
            "flags": message.flags,
        });
        if let Some(name) = &message.signed {
            object["author"]["username"] = json!(name);
        }
        if !message.reactions.is_empty() {
            object["reactions"] =
                message.reactions.iter().map(|reaction| reaction_json(reaction, viewer)).collect();
        }
        if let Some(reference) = message.reference {
            object["message_reference"] = self.reference_json(reference);
        }
        if let Some(webhook) = message.webhook {
            object["webhook_id"] = json!(webhook.to_string());
            if webhook == self.application.id {
                object["application_id"] = json!(webhook.to_string());
            }
        }
        if let Some(asked) = message.interaction.and_then(|id| self.interactions.get(&id)) {
            object["interaction_metadata"] = asked.metadata(self);
        }
        if message.flags & flag::HAS_THREAD != 0
            && let Some(thread) = self.channel_json(message.id)
        {
            object["thread"] = thread;
        }
        if let Some(Some(thread)) = self.channels.get(&message.channel).map(|channel| channel.thread.as_ref())
        {
            object["position"] = json!(thread.messages);
        }
        object
    }

    fn reference_json(&self, reference: Reference) -> Value {
        let mut object = json!({"type": 0, "channel_id": reference.channel.to_string()});
        if let Some(id) = reference.message {
            object["message_id"] = json!(id.to_string());
        }
        if let Some(guild) = self.channels.get(&reference.channel).and_then(|channel| channel.guild) {
            object["guild_id"] = json!(guild.to_string());
        }
        object
    }

    /// The message as an event carries it: with guild and member.
    pub(super) fn message_event(&self, message: &Message) -> Value {
        let mut object = self.message_json(message, self.application.id);
        let Some(guild) = self.channels.get(&message.channel).and_then(|channel| channel.guild) else {
            return object;
        };
        object["guild_id"] = json!(guild.to_string());
        let member = self.guilds.get(&guild).and_then(|found| found.members.get(&message.author));
        if let (Some(member), None) = (member, message.webhook) {
            object["member"] = member.json();
        }
        object["channel_type"] = json!(self.channels.get(&message.channel).map(|channel| channel.kind));
        if let Value::Array(mentions) = &mut object["mentions"] {
            for (user, id) in mentions.iter_mut().zip(&message.mentions) {
                let member = self.guilds.get(&guild).and_then(|found| found.members.get(id));
                user["member"] = json!(member.map(super::Member::json));
            }
        }
        object
    }

    /// The message as REST shows it to the bot: without the content privilege, strangers' words are blank.
    pub(in crate::sandbox) fn message_for_bot(&self, message: &Message) -> Value {
        let bot = self.application.id;
        let mut object = self.message_json(message, bot);
        if let Some(Reference { channel, message: Some(quoted) }) = message.reference
            && let Some(quoted) =
                self.message(channel, quoted).filter(|_| object["referenced_message"].is_object())
            && self.is_closed_to_bot(quoted)
        {
            blank(&mut object["referenced_message"]);
        }
        if self.is_closed_to_bot(message) {
            blank(&mut object);
        }
        object
    }

    /// Whether the bot sees that something was said, but not what.
    fn is_closed_to_bot(&self, message: &Message) -> bool {
        let bot = self.application.id;
        let private = self.channels.get(&message.channel).is_none_or(|channel| channel.kind == kind::PRIVATE);
        let held = self.application.privileged & super::event::intent::MESSAGE_CONTENT != 0;
        !(held || private || message.author == bot || message.mentions.contains(&bot))
    }
}

fn blank(object: &mut Value) {
    object["content"] = json!("");
    for list in ["embeds", "attachments", "components"] {
        object[list] = json!([]);
    }
}

fn reaction_json(reaction: &Reaction, viewer: i64) -> Value {
    let count = reaction.users.len();
    json!({
        "emoji": emoji_json(&reaction.emoji), "count": count, "count_details": {"burst": 0, "normal": count},
        "burst_colors": [], "me": reaction.users.contains(&viewer), "me_burst": false, "burst_me": false, "burst_count": 0,
    })
}

/// An emoji as reactions carry it.
pub(super) fn emoji_json(emoji: &str) -> Value {
    match emoji.rsplit_once(':') {
        Some((name, id)) if id.parse::<i64>().is_ok() => json!({"id": id, "name": name}),
        _ => json!({"id": null, "name": emoji}),
    }
}
