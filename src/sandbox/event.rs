//! What a change in the world says to whoever listens: a gateway event before any session has filtered it.
//!
//! The world decides that something happened and who may know of it; `gateway` decides which session hears it.

use serde_json::Value;

/// Gateway intents, as bits of IDENTIFY's `intents`.
pub mod intent {
    /// Guilds, channels and threads.
    pub const GUILDS: u64 = 1;
    /// Members joining, leaving, changing (privileged).
    pub const GUILD_MEMBERS: u64 = 1 << 1;
    /// Webhooks of channels.
    pub const GUILD_WEBHOOKS: u64 = 1 << 5;
    /// Messages in guild channels.
    pub const GUILD_MESSAGES: u64 = 1 << 9;
    /// Reactions in guild channels.
    pub const GUILD_MESSAGE_REACTIONS: u64 = 1 << 10;
    /// Messages in private channels.
    pub const DIRECT_MESSAGES: u64 = 1 << 12;
    /// Reactions in private channels.
    pub const DIRECT_MESSAGE_REACTIONS: u64 = 1 << 13;
    /// The content of messages (privileged).
    pub const MESSAGE_CONTENT: u64 = 1 << 15;
}

/// Who may hear an event; `intent` is the bit that gates it, 0 means always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Sessions that hold the guild's shard.
    Guild {
        /// The guild's id.
        guild: i64,
        /// The intent that gates the event; 0 for none.
        intent: u64,
    },
    /// A private channel with the bot (shard 0).
    Private {
        /// The intent that gates the event; 0 for none.
        intent: u64,
    },
    /// The application itself: interactions, always delivered.
    Application,
}

/// One gateway event with its full payload.
#[derive(Clone, Debug)]
pub struct Event {
    /// The dispatch name, such as `MESSAGE_CREATE`.
    pub name: &'static str,
    /// The payload (`d`), with nothing blanked.
    pub payload: Value,
    /// Who may hear it.
    pub audience: Audience,
    /// The user who wrote the message or did the deed, where there is one.
    pub author: Option<i64>,
}
