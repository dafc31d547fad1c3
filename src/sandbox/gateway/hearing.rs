//! Which session hears an event, and how much of it: shards, intents, and the content of messages that is blanked
//! without `MESSAGE_CONTENT`. Pure.

use super::super::event::{Audience, Event, intent};
use serde_json::Value;

/// What decides what one session hears.
#[derive(Clone, Debug)]
pub(super) struct Ear {
    /// The bot's user id.
    pub(super) user: String,
    /// The application's id.
    pub(super) application: String,
    pub(super) intents: u64,
    /// `(id, count)`.
    pub(super) shard: (u64, u64),
}

/// What every message loses without the intent.
const BLANKED: [&str; 3] = ["embeds", "attachments", "components"];

impl Ear {
    /// Whether the session's shard holds the guild.
    pub(super) fn holds(&self, guild: i64) -> bool {
        let (id, count) = self.shard;
        (u64::try_from(guild).unwrap_or_default() >> 22) % count == id
    }

    /// Whether the session hears the event at all.
    pub(super) fn hears(&self, event: &Event) -> bool {
        match event.audience {
            Audience::Guild { guild, intent } => self.holds(guild) && self.has(intent),
            Audience::Private { intent } => self.shard.0 == 0 && self.has(intent),
            // Interactions from a guild come on its shard, all others on the first.
            Audience::Application => {
                match event.payload["guild_id"].as_str().and_then(|id| id.parse().ok()) {
                    Some(guild) => self.holds(guild),
                    None => self.shard.0 == 0,
                }
            }
        }
    }

    fn has(&self, intent: u64) -> bool {
        intent == 0 || self.intents & intent != 0
    }

    /// Whether this event must lose its content before the session hears it.
    pub(super) fn must_not_read(&self, event: &Event) -> bool {
        matches!(event.name, "MESSAGE_CREATE" | "MESSAGE_UPDATE") && self.may_not_read(&event.payload)
    }

    /// The content intent has exceptions: private channels, the bot's own messages, messages that mention it
    /// (a reply that pings is one of these).
    fn may_not_read(&self, message: &Value) -> bool {
        let is_own = message["author"]["id"].as_str() == Some(&self.user)
            || message["application_id"].as_str() == Some(&self.application);
        let mentions_bot = message["mentions"]
            .as_array()
            .is_some_and(|mentions| mentions.iter().any(|user| user["id"].as_str() == Some(&self.user)));
        self.intents & intent::MESSAGE_CONTENT == 0
            && !message["guild_id"].is_null()
            && !is_own
            && !mentions_bot
    }

    /// The message as the session may see it: content and all that carries content is empty, a poll is left out;
    /// what it quotes is judged by the same rules.
    pub(super) fn blanked(&self, message: &Value) -> Value {
        let mut message = message.clone();
        let guild = message["guild_id"].clone();
        blank(&mut message);
        if let Some(quoted) = message.get_mut("referenced_message").filter(|quoted| quoted.is_object()) {
            let mut judged = quoted.clone();
            judged["guild_id"] = guild;
            if self.may_not_read(&judged) {
                blank(quoted);
            }
        }
        for snapshot in
            message.get_mut("message_snapshots").and_then(Value::as_array_mut).into_iter().flatten()
        {
            if let Some(forwarded) = snapshot.get_mut("message") {
                blank(forwarded);
            }
        }
        message
    }
}

fn blank(message: &mut Value) {
    let Some(fields) = message.as_object_mut() else { return };
    if let Some(content) = fields.get_mut("content") {
        *content = Value::String(String::new());
    }
    for name in BLANKED {
        if let Some(field) = fields.get_mut(name) {
            *field = Value::Array(Vec::new());
        }
    }
    fields.remove("poll");
}
