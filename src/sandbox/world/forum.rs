//! Forums and media channels: every post is a thread whose first message has the thread's id. Their tags, and
//! what a post must carry.

use super::refusal::Form;
use super::{Draft, Refusal, State, kind, permission};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The bit of a channel's flags that makes a tag necessary.
const REQUIRE_TAG: u64 = 1 << 4;
const MOST_APPLIED: usize = 5;
const MOST_AVAILABLE: usize = 20;
const NAME: usize = 50;

/// A tag of a forum.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tag {
    /// The tag's id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Only moderators apply and remove it.
    pub moderated: bool,
    /// The emoji beside it: a character, or the id of a guild's own.
    pub emoji: Option<String>,
}

/// What a forum or media channel has beyond a channel.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Forum {
    /// Its tags, in order.
    pub tags: Vec<Tag>,
    /// A post without a tag is refused.
    pub requires_tag: bool,
    /// The emoji that stands ready below posts.
    pub reaction: Option<String>,
    /// Minutes without activity until a post is archived, when its author says nothing.
    pub auto_archive: Option<u32>,
}

impl Tag {
    fn json(&self) -> Value {
        let mut object = emoji(self.emoji.as_deref());
        object["id"] = json!(self.id.to_string());
        object["name"] = json!(self.name);
        object["moderated"] = json!(self.moderated);
        object
    }
}

/// An emoji by name or id, as forums carry it.
fn emoji(emoji: Option<&str>) -> Value {
    let own = emoji.filter(|text| text.parse::<i64>().is_ok());
    json!({"emoji_id": own, "emoji_name": emoji.filter(|_| own.is_none())})
}

fn emoji_of(object: &Value) -> Option<String> {
    let text = |key: &str| object[key].as_str().map(str::to_owned);
    text("emoji_id").or_else(|| text("emoji_name"))
}

impl Forum {
    /// Writes what a forum has into its channel object.
    pub(super) fn describe(&self, object: &mut Value) {
        object["flags"] = json!(if self.requires_tag { REQUIRE_TAG } else { 0 });
        object["available_tags"] = self.tags.iter().map(Tag::json).collect();
        object["default_reaction_emoji"] =
            self.reaction.as_deref().map_or(Value::Null, |name| emoji(Some(name)));
        if let Some(minutes) = self.auto_archive {
            object["default_auto_archive_duration"] = json!(minutes);
        }
        object["default_sort_order"] = Value::Null;
        object["default_forum_layout"] = json!(0);
        object["default_thread_rate_limit_per_user"] = json!(0);
    }
}

impl State {
    /// The forum or media channel with this id.
    pub fn forum(&self, channel: i64) -> Option<&Forum> {
        self.channels.get(&channel)?.forum.as_ref()
    }

    /// Opens a post: a thread with its first message. Says `THREAD_CREATE`, then `MESSAGE_CREATE`. A nonce means
    /// nothing here.
    pub(in crate::sandbox) fn open_post(
        &mut self,
        actor: i64,
        forum: i64,
        body: &Value,
        draft: Draft,
    ) -> Result<Value, Refusal> {
        self.demand(actor, forum, permission::SEND_MESSAGES)?;
        super::thread::check(body, true)?;
        self.tags_of(actor, forum, body)?;
        if draft.is_empty() {
            return Err(Refusal::empty_message());
        }
        let mut bits = if draft.embeds.is_empty() { 0 } else { permission::EMBED_LINKS };
        bits |= if draft.files.is_empty() { 0 } else { permission::ATTACH_FILES };
        self.demand(actor, forum, bits)?;
        self.demand_room(self.channels.get(&forum).and_then(|found| found.guild))?;
        let id = self.fresh_id();
        self.add_thread(actor, forum, id, kind::PUBLIC_THREAD, body);
        if let Some(found) = self.channels.get_mut(&forum) {
            found.last_message = Some(id);
        }
        self.put_message(actor, id, Draft { id: Some(id), nonce: None, ..draft });
        self.channel_json(id).ok_or_else(Refusal::unknown_channel)
    }

    /// The tags that a body asks for, as far as `actor` may have them on a post of `forum`.
    pub(super) fn tags_of(&self, actor: i64, forum: i64, body: &Value) -> Result<Vec<i64>, Refusal> {
        let found = self.forum(forum).ok_or_else(Refusal::wrong_channel_kind)?;
        let wanted = applied(body)?;
        let moderates = self.permissions(actor, forum) & permission::MANAGE_THREADS != 0;
        for id in &wanted {
            let tag = found.tags.iter().find(|tag| tag.id == *id).ok_or_else(Refusal::unknown_tag)?;
            if tag.moderated && !moderates {
                return Err(Refusal::missing_permissions());
            }
        }
        if !found.requires_tag || !wanted.is_empty() {
            return Ok(wanted);
        }
        let any = found.tags.iter().any(|tag| moderates || !tag.moderated);
        Err(if any { Refusal::tag_required() } else { Refusal::no_tag_for_members() })
    }

    /// PATCH of what only forums have.
    pub(super) fn modify_forum(&mut self, id: i64, body: &Value) -> Result<(), Refusal> {
        let Some(mut forum) = self.forum(id).cloned() else { return Ok(()) };
        if let Some(tags) = body["available_tags"].as_array() {
            forum.tags = self.tags_from(&forum, tags)?;
        }
        if let Some(flags) = body["flags"].as_u64() {
            forum.requires_tag = flags & REQUIRE_TAG != 0;
        }
        if let Some(reaction) = body.get("default_reaction_emoji") {
            forum.reaction = emoji_of(reaction);
        }
        if let Some(minutes) = body.get("default_auto_archive_duration") {
            forum.auto_archive = minutes.as_u64().and_then(|minutes| u32::try_from(minutes).ok());
        }
        let left: Vec<i64> = forum.tags.iter().map(|tag| tag.id).collect();
        for thread in self.channels.values_mut().filter(|found| found.parent == Some(id)) {
            if let Some(thread) = thread.thread.as_mut() {
                thread.tags.retain(|tag| left.contains(tag));
            }
        }
        if let Some(found) = self.channels.get_mut(&id) {
            found.forum = Some(forum);
        }
        Ok(())
    }

    /// A new list of tags: those with a known id are changed, the rest are new.
    fn tags_from(&mut self, forum: &Forum, tags: &[Value]) -> Result<Vec<Tag>, Refusal> {
        let mut faults = Form::default();
        if tags.len() > MOST_AVAILABLE {
            faults.fault("available_tags", "BASE_TYPE_MAX_LENGTH", "Must be 20 or fewer in length.");
        }
        let mut list: Vec<Tag> = Vec::with_capacity(tags.len());
        for (at, tag) in tags.iter().enumerate() {
            let name = tag["name"].as_str().unwrap_or_default().trim();
            faults.length(&format!("available_tags.{at}.name"), name, 1, NAME);
            if list.iter().any(|other| other.name == name) {
                return Err(Refusal::tag_names_unique());
            }
            let known = tag["id"].as_str().and_then(|id| id.parse::<i64>().ok());
            let known = known.filter(|id| forum.tags.iter().any(|tag| tag.id == *id));
            list.push(Tag {
                id: known.unwrap_or_else(|| self.fresh_id()),
                name: name.to_owned(),
                moderated: tag["moderated"].as_bool().unwrap_or(false),
                emoji: emoji_of(tag),
            });
        }
        faults.done().map(|()| list)
    }
}

/// The ids in `applied_tags`, each once, at most five.
fn applied(body: &Value) -> Result<Vec<i64>, Refusal> {
    let mut form = Form::default();
    let mut ids: Vec<i64> = Vec::new();
    for (at, id) in body["applied_tags"].as_array().into_iter().flatten().enumerate() {
        match id.as_str().and_then(|id| id.parse().ok()) {
            Some(id) if ids.contains(&id) => {}
            Some(id) => ids.push(id),
            None => {
                form.fault(&format!("applied_tags.{at}"), "NUMBER_TYPE_COERCE", "Value is not snowflake.");
            }
        }
    }
    if ids.len() > MOST_APPLIED {
        form.fault("applied_tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.");
    }
    form.done().map(|()| ids)
}
