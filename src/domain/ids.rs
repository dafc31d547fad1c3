//! Newtypes for every identifier, so that one is never passed for another.
//!
//! Two families: ids that the platform gives (snowflakes: 64 bits, time in the upper 42), and ids of our
//! own rows (63 random bits, so that they tell nothing about order or number).

use serde::{Deserialize, Serialize};
use std::fmt;

/// Milliseconds from the Unix epoch to the platform's own epoch, 2015-01-01.
pub const PLATFORM_EPOCH_MS: i64 = 1_420_070_400_000;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self(value)
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl $name {
            /// The id as the unsigned number that the platform's wire uses.
            pub fn unsigned(self) -> u64 {
                self.0.cast_unsigned()
            }

            /// The id for an unsigned number from the wire.
            pub fn from_unsigned(value: u64) -> Self {
                Self(value.cast_signed())
            }
        }
    )+};
}

ids! {
    /// A guild: the platform's word for a server. One municipality, usually.
    GuildId;
    /// A channel, thread or private conversation.
    ChannelId;
    /// A person (or the bot itself).
    UserId;
    /// A role of a guild.
    RoleId;
    /// A tag of a forum.
    TagId;
    /// A message. A thread that was made from a message has the message's id.
    MessageId;
    /// One use of a command, button or modal; unique, so it also recognises an event that came twice.
    InteractionId;
    /// A team: one channel that has a rhythm. Ours.
    TeamId;
    /// An occasion: one team, one local date, one kind of post. Ours.
    OccasionId;
    /// A delivery: one piece of outgoing work. Ours.
    DeliveryId;
    /// One kept reply: the message's id, or the interaction's id for an answer given by button.
    ReplyId;
    /// A nomination of a good example. Ours.
    NominationId;
    /// What a member suggests that a word means. Ours.
    SuggestionId;
    /// An answer without a name. Ours: 31 random bits, which are SQLite's own row number too.
    NamelessId;
    /// A next step that a team has agreed. Ours.
    StepId;
    /// Something a team has learned. Ours.
    LearningId;
    /// An OLFA card. Ours.
    OlfaId;
}

/// The smallest message id that can have been made at `at_ms` (Unix milliseconds): where to start
/// reading a channel's history.
pub fn first_message_at(at_ms: i64) -> MessageId {
    MessageId((at_ms - PLATFORM_EPOCH_MS).max(0) << 22)
}

/// When what has this id was made, in Unix milliseconds: the platform writes it into the id.
fn made_at_ms(id: i64) -> i64 {
    (id >> 22) + PLATFORM_EPOCH_MS
}

impl MessageId {
    /// When the message was made, in Unix milliseconds.
    pub fn made_at_ms(self) -> i64 {
        made_at_ms(self.0)
    }
}

impl InteractionId {
    /// When somebody used it, in Unix milliseconds.
    pub fn made_at_ms(self) -> i64 {
        made_at_ms(self.0)
    }
}
