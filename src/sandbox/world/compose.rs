//! How a message comes to be: who may send it, whom it mentions, and that the same nonce makes one message.

use super::event::intent;
use super::message::{Attachment, Message, Reference, flag};
use super::refusal::Form;
use super::{Refusal, State, kind, permission};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;

const NONCE_MINUTES: i64 = 5;

/// A file on its way into a message.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// The file's name.
    pub filename: String,
    /// The alt text.
    pub description: Option<String>,
    /// The MIME type.
    pub content_type: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A message on its way; its form is checked, its sender not yet.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The text.
    pub content: String,
    /// Embeds as they were sent.
    pub embeds: Vec<Value>,
    /// Components as they were sent.
    pub components: Vec<Value>,
    /// Files.
    pub files: Vec<File>,
    /// The nonce, text or number.
    pub nonce: Option<Value>,
    /// The same nonce returns the old message.
    pub enforce_nonce: bool,
    /// The message replied to, and whether its absence is a fault.
    pub reply_to: Option<(i64, bool)>,
    /// `allowed_mentions` as it was sent.
    pub allowed_mentions: Option<Value>,
    /// Bits of [`flag`].
    pub flags: u64,
    /// The id it will have; for the first message of a forum's post, which has its thread's.
    pub(in crate::sandbox) id: Option<i64>,
    pub(in crate::sandbox) kind: Option<u8>,
    pub(in crate::sandbox) points_to: Option<Reference>,
    pub(in crate::sandbox) interaction: Option<i64>,
    pub(in crate::sandbox) only_for: Option<i64>,
    pub(in crate::sandbox) webhook: Option<i64>,
    pub(in crate::sandbox) signed: Option<String>,
}

impl Draft {
    /// A plain text.
    pub fn text(content: impl Into<String>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    pub(in crate::sandbox) fn is_empty(&self) -> bool {
        let parts = self.flags & flag::COMPONENTS_V2 != 0 && !self.components.is_empty();
        self.content.trim().is_empty() && self.embeds.is_empty() && self.files.is_empty() && !parts
    }
}

/// What is remembered of a nonce.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(in crate::sandbox) struct Spoken {
    channel: i64,
    message: i64,
    at: DateTime<Utc>,
}

/// Whom a text mentions once `allowed_mentions` has had its say.
#[derive(Debug, Default)]
pub(super) struct Mentioned {
    pub(super) users: Vec<i64>,
    pub(super) roles: Vec<i64>,
    pub(super) everyone: bool,
}

impl State {
    /// Sends a message as `actor`, with all of Discord's checks. Returns its id and channel, which are an older
    /// message's when the nonce was enforced.
    pub fn send(&mut self, actor: i64, channel: i64, draft: Draft) -> Result<(i64, i64), Refusal> {
        self.demand(actor, channel, 0)?;
        let found = self.channels.get(&channel).ok_or_else(Refusal::unknown_channel)?;
        let thread = found.thread.is_some();
        if found.forum.is_some() || found.kind == kind::CATEGORY {
            return Err(Refusal::not_text());
        }
        if found.guild.is_none() {
            let others = found.recipients.iter().filter(|user| **user != actor);
            if others.clone().any(|other| !self.share_a_guild(actor, *other)) {
                return Err(Refusal::no_guild_in_common());
            }
            if others.filter_map(|user| self.users.get(user)).any(|user| user.dms_closed) {
                return Err(Refusal::dms_closed());
            }
        }
        if draft.is_empty() {
            return Err(Refusal::empty_message());
        }
        let mut form = Form::default();
        form.length("content", &draft.content, 0, 2000);
        form.done()?;
        let mut bits = if thread { permission::SEND_MESSAGES_IN_THREADS } else { permission::SEND_MESSAGES };
        bits |= if draft.embeds.is_empty() { 0 } else { permission::EMBED_LINKS };
        bits |= if draft.files.is_empty() { 0 } else { permission::ATTACH_FILES };
        self.demand(actor, channel, bits)?;
        self.demand_pace(actor, channel)?;
        let mut draft = draft;
        self.aim(actor, channel, &mut draft)?;
        let key = draft
            .nonce
            .as_ref()
            .map(|nonce| (actor, nonce.as_str().map_or(nonce.to_string(), str::to_owned)));
        if let Some(spoken) = key.as_ref().and_then(|key| self.nonces.get(key)).copied()
            && draft.enforce_nonce
            && self.now() - spoken.at < Duration::minutes(NONCE_MINUTES)
        {
            return match self.message(spoken.channel, spoken.message) {
                Some(_) => Ok((spoken.message, spoken.channel)),
                None => Err(Refusal::unknown_message()),
            };
        }
        self.wake(actor, channel)?;
        let message = self.put_message(actor, channel, draft);
        if let Some(key) = key {
            self.nonces.insert(key, Spoken { channel, message, at: self.now() });
        }
        Ok((message, channel))
    }

    /// Whether two users are members of one guild at least.
    fn share_a_guild(&self, one: i64, other: i64) -> bool {
        self.guilds
            .values()
            .any(|guild| guild.members.contains_key(&one) && guild.members.contains_key(&other))
    }

    /// Points a reply at its message, or refuses.
    fn aim(&self, actor: i64, channel: i64, draft: &mut Draft) -> Result<(), Refusal> {
        let Some((message, strict)) = draft.reply_to else { return Ok(()) };
        if self.permissions(actor, channel) & permission::READ_MESSAGE_HISTORY == 0 {
            return Err(Refusal::no_history());
        }
        let target =
            self.message(channel, message).filter(|found| found.only_for.is_none_or(|user| user == actor));
        let mut form = Form::default();
        match target {
            None if strict => form.fault("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message"),
            Some(found) if !matches!(found.kind, 0 | 19 | 20 | 23) => form.fault(
                "message_reference",
                "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
                "Cannot reply to a system message",
            ),
            None => return Ok(()),
            Some(_) => {
                draft.kind = draft.kind.or(Some(19));
                draft.points_to = Some(Reference { channel, message: Some(message) });
            }
        }
        form.done()
    }

    /// Puts a message where it belongs and says so; no checks.
    pub(in crate::sandbox) fn put_message(&mut self, author: i64, channel: i64, draft: Draft) -> i64 {
        let id = draft.id.unwrap_or_else(|| self.fresh_id());
        let mentioned = self.mentioned(author, channel, &draft);
        let attachments = self.store_files(channel, draft.files);
        let mut message = Message {
            id,
            channel,
            author,
            kind: draft.kind.unwrap_or(0),
            content: draft.content,
            embeds: Vec::new(),
            components: numbered(draft.components),
            attachments,
            notified: self.notified(author, channel, &mentioned, draft.flags),
            mentions: mentioned.users,
            mention_roles: mentioned.roles,
            mention_everyone: mentioned.everyone,
            reference: draft.points_to,
            nonce: draft.nonce,
            sent: self.now(),
            edited: None,
            pinned: None,
            flags: draft.flags | if draft.only_for.is_some() { flag::EPHEMERAL } else { 0 },
            reactions: Vec::new(),
            interaction: draft.interaction,
            only_for: draft.only_for,
            webhook: draft.webhook,
            signed: draft.signed,
        };
        message.embeds = resolved(draft.embeds, &mut message.attachments);
        self.messages.entry(channel).or_default().insert(id, message.clone());
        if message.only_for.is_some() {
            self.stir();
            return id;
        }
        if let Some(found) = self.channels.get_mut(&channel) {
            found.last_message = Some(id);
            if let Some(thread) = found.thread.as_mut().filter(|_| message.kind != 21 && id != channel) {
                thread.messages += 1;
                thread.sent += 1;
            }
        }
        let mut said = self.message_event(&message);
        if let Some(nonce) = &message.nonce {
            said["nonce"] = nonce.clone();
        }
        let gates = (intent::GUILD_MESSAGES, intent::DIRECT_MESSAGES);
        self.emit_in(channel, "MESSAGE_CREATE", said, gates, Some(author));
        id
    }

    pub(super) fn store_files(&mut self, channel: i64, files: Vec<File>) -> Vec<Attachment> {
        let keep = |file: File| {
            let id = self.fresh_id();
            let url = format!("{}/attachments/{channel}/{id}/{}", self.base, file.filename);
            let content_type = media_type(&file.filename).unwrap_or(file.content_type);
            Attachment {
                id,
                url,
                filename: file.filename,
                description: file.description,
                content_type,
                in_embed: false,
                bytes: Arc::new(file.bytes),
            }
        };
        files.into_iter().map(keep).collect()
    }

    /// Whom a draft mentions: what stands in its text, and the author replied to, as far as allowed.
    pub(super) fn mentioned(&self, author: i64, channel: i64, draft: &Draft) -> Mentioned {
        let text = draft.content.as_str();
        let allowed = draft.allowed_mentions.as_ref();
        let parses = |what: &str| {
            allowed.is_none_or(|a| a["parse"].as_array().is_some_and(|l| l.iter().any(|p| p == what)))
        };
        let lists = |what: &str, id: i64| {
            let is = |one: &Value| one.as_i64() == Some(id) || one.as_str() == Some(id.to_string().as_str());
            let listed = |list: &Vec<Value>| list.iter().any(is);
            allowed.is_some_and(|a| a[what].as_array().is_some_and(listed))
        };
        let guild =
            self.channels.get(&channel).and_then(|found| found.guild).and_then(|id| self.guilds.get(&id));
        let mut found = Mentioned::default();
        for id in ids_after(text, "<@").into_iter().chain(ids_after(text, "<@!")) {
            if self.users.contains_key(&id)
                && !found.users.contains(&id)
                && (parses("users") || lists("users", id))
            {
                found.users.push(id);
            }
        }
        let loud = self.permissions(author, channel) & permission::MENTION_EVERYONE != 0;
        for id in ids_after(text, "<@&") {
            let role = guild.and_then(|guild| guild.roles.get(&id));
            let may = role.is_some_and(|role| role.mentionable || loud);
            if may && !found.roles.contains(&id) && (parses("roles") || lists("roles", id)) {
                found.roles.push(id);
            }
        }
        found.everyone = loud && parses("everyone") && (text.contains("@everyone") || text.contains("@here"));
        let pings = allowed.is_none_or(|allowed| allowed["replied_user"] == json!(true));
        if let (true, Some(19), Some(Reference { channel, message: Some(id) })) =
            (pings, draft.kind, draft.points_to)
            && let Some(replied) = self.message(channel, id)
            && !found.users.contains(&replied.author)
        {
            found.users.push(replied.author);
        }
        found
    }

    fn notified(&self, author: i64, channel: i64, mentioned: &Mentioned, flags: u64) -> Vec<i64> {
        let guild =
            self.channels.get(&channel).and_then(|found| found.guild).and_then(|id| self.guilds.get(&id));
        let mut people = mentioned.users.clone();
        for member in guild.into_iter().flat_map(|guild| guild.members.values()) {
            if mentioned.everyone || mentioned.roles.iter().any(|role| member.roles.contains(role)) {
                people.push(member.user);
            }
        }
        people.retain(|user| *user != author && self.sees(*user, channel) && flags & flag::SILENT == 0);
        people.sort_unstable();
        people.dedup();
        people
    }
}

/// What a file is by its name, whatever its sender calls it.
fn media_type(filename: &str) -> Option<String> {
    let guessed = mime_guess::from_path(filename).first_raw()?;
    Some(if guessed.starts_with("text/") { format!("{guessed}; charset=utf-8") } else { guessed.to_owned() })
}

fn ids_after(text: &str, mark: &str) -> Vec<i64> {
    let ids = text.split(mark).skip(1).filter_map(|rest| rest.split_once('>'));
    ids.filter_map(|(id, _)| id.parse().ok()).collect()
}

/// Embeds as Discord gives them back: rich, with `attachment://` turned into the file's address.
pub(super) fn resolved(embeds: Vec<Value>, files: &mut [Attachment]) -> Vec<Value> {
    let mut embeds = embeds;
    for embed in &mut embeds {
        embed["type"] = json!("rich");
        for field in embed["fields"].as_array_mut().into_iter().flatten() {
            let inline = field["inline"].as_bool().unwrap_or(false);
            field["inline"] = json!(inline);
        }
        for (part, key) in
            [("image", "url"), ("thumbnail", "url"), ("footer", "icon_url"), ("author", "icon_url")]
        {
            let Some(address) = embed[part][key].as_str() else { continue };
            let Some(name) = address.strip_prefix("attachment://") else { continue };
            if let Some(file) = files.iter_mut().find(|file| file.filename == name) {
                file.in_embed = true;
                embed[part][key] = json!(file.url);
                embed[part][format!("proxy_{key}")] = json!(file.url);
            }
        }
        if let Value::Object(fields) = embed {
            for part in fields.values_mut().filter_map(Value::as_object_mut) {
                part.retain(|_, value| !value.is_null());
            }
            fields.retain(|_, value| !value.is_null());
        }
    }
    embeds
}

/// Components with what Discord gives those that lack it: ids, and the bounds of selects.
pub(super) fn numbered(components: Vec<Value>) -> Vec<Value> {
    fn number(component: &mut Value, next: &mut u64) {
        if let Value::Object(fields) = component {
            if fields.get("id").is_none_or(|id| id.as_u64().unwrap_or(0) == 0) {
                fields.insert("id".into(), json!(next));
            }
            *next += 1;
            if matches!(fields.get("type").and_then(Value::as_u64), Some(3 | 5..=8)) {
                for bound in ["min_values", "max_values"] {
                    fields.entry(bound).or_insert_with(|| json!(1));
                }
            }
            for inner in ["components", "accessory", "component"] {
                match fields.get_mut(inner) {
                    Some(Value::Array(list)) => list.iter_mut().for_each(|one| number(one, next)),
                    Some(one @ Value::Object(_)) => number(one, next),
                    _ => {}
                }
            }
        }
    }
    let (mut components, mut next) = (components, 1);
    for component in &mut components {
        number(component, &mut next);
    }
    components
}
