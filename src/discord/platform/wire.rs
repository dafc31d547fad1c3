//! What the platform sends back, with no more fields than are used and every one but an id allowed to be
//! missing.

use crate::domain::escape;
use crate::domain::ids::{ChannelId, GuildId, MessageId, RoleId, UserId};
use crate::service::platform::{ChannelInfo, ChannelKind, SeenMessage};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::{self, Deserializer};

/// An id on the wire: a number in a text, now and then a bare number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id(pub(super) u64);

impl Id {
    pub(super) fn message(self) -> MessageId {
        MessageId::from_unsigned(self.0)
    }
    pub(super) fn channel(self) -> ChannelId {
        ChannelId::from_unsigned(self.0)
    }
    pub(super) fn user(self) -> UserId {
        UserId::from_unsigned(self.0)
    }
    pub(super) fn role(self) -> RoleId {
        RoleId::from_unsigned(self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Text(String),
            Number(u64),
        }
        match Either::deserialize(deserializer)? {
            Either::Text(text) => text.parse().map(Id).map_err(|_| de::Error::custom("not an id")),
            Either::Number(number) => Ok(Id(number)),
        }
    }
}

/// A text of digits that holds a set of permissions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Bits(pub(super) u64);

impl<'de> Deserialize<'de> for Bits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Id::deserialize(deserializer).map(|id| Self(id.0))
    }
}

/// Whatever was created: its id is all that is needed.
#[derive(Debug, Deserialize)]
pub(super) struct Created {
    pub(super) id: Id,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct User {
    pub(super) id: Id,
    #[serde(default)]
    username: Option<String>,
    #[serde(default)]
    global_name: Option<String>,
    #[serde(default)]
    bot: bool,
}

impl User {
    fn name(&self) -> String {
        escape::called([&self.global_name, &self.username].into_iter().filter_map(|name| name.as_deref()))
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Member {
    #[serde(default)]
    user: Option<User>,
    #[serde(default)]
    nick: Option<String>,
    #[serde(default)]
    pub(super) roles: Vec<Id>,
}

impl Member {
    /// The name by which the guild knows them.
    pub(super) fn name(&self) -> String {
        let user = self.user.as_ref().map(User::name).unwrap_or_default();
        escape::called([self.nick.as_deref().unwrap_or_default(), &user])
    }

    /// Whether it is a bot's account.
    pub(super) fn is_bot(&self) -> bool {
        self.user.as_ref().is_some_and(|user| user.bot)
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Reference {
    #[serde(default)]
    message_id: Option<Id>,
    /// 0 or absent: a reply; 1: a forward.
    #[serde(default, rename = "type")]
    kind: u8,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Embed {
    #[serde(default)]
    pub(super) title: Option<String>,
    #[serde(default)]
    pub(super) description: Option<String>,
}

/// A row, or what stands in one.
#[derive(Debug, Deserialize)]
pub(super) struct Component {
    #[serde(default)]
    pub(super) custom_id: Option<String>,
    #[serde(default)]
    pub(super) components: Vec<Component>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Message {
    pub(super) id: Id,
    pub(super) author: User,
    #[serde(default)]
    pub(super) content: String,
    #[serde(default, rename = "type")]
    kind: u8,
    #[serde(default)]
    webhook_id: Option<Id>,
    #[serde(default, rename = "message_reference")]
    reference: Option<Reference>,
    #[serde(default)]
    mentions: Vec<User>,
    #[serde(default)]
    attachments: Vec<de::IgnoredAny>,
    #[serde(default)]
    pub(super) embeds: Vec<Embed>,
    #[serde(default)]
    pub(super) components: Vec<Component>,
    #[serde(default)]
    edited_timestamp: Option<DateTime<Utc>>,
    #[serde(default)]
    member: Option<Member>,
}

impl Message {
    pub(super) fn seen(self, channel: ChannelId) -> SeenMessage {
        let reply_to =
            self.reference.filter(|reference| reference.kind == 0).and_then(|reference| reference.message_id);
        SeenMessage {
            id: self.id.message(),
            channel,
            author: self.author.id.user(),
            author_name: {
                let nick = self.member.and_then(|member| member.nick);
                escape::called([nick.as_deref().unwrap_or_default(), &self.author.name()])
            },
            human: !self.author.bot && self.webhook_id.is_none() && matches!(self.kind, 0 | 19),
            text: self.content,
            reply_to: reply_to.filter(|_| self.kind == 19).map(Id::message),
            mentions: self.mentions.iter().map(|user| user.id.user()).collect(),
            attachments: u16::try_from(self.attachments.len()).unwrap_or(u16::MAX),
            edited_at: self.edited_timestamp,
        }
    }
}

/// What a role or person may not, and may, in one channel.
#[derive(Debug, Deserialize)]
pub(super) struct Overwrite {
    pub(super) id: Id,
    #[serde(default)]
    pub(super) allow: Bits,
    #[serde(default)]
    pub(super) deny: Bits,
}

#[derive(Debug, Deserialize)]
pub(super) struct Role {
    pub(super) id: Id,
    #[serde(default)]
    pub(super) permissions: Bits,
}

/// A tag of a forum.
#[derive(Debug, Deserialize)]
pub(super) struct Tag {
    pub(super) id: Id,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) moderated: bool,
}

/// A list of threads, active or archived.
#[derive(Debug, Deserialize)]
pub(super) struct Threads {
    #[serde(default)]
    pub(super) threads: Vec<Thread>,
    #[serde(default)]
    pub(super) has_more: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Thread {
    pub(super) id: Id,
    #[serde(default)]
    parent_id: Option<Id>,
    #[serde(default)]
    owner_id: Option<Id>,
    #[serde(default, rename = "thread_metadata")]
    state: Option<ThreadState>,
}

#[derive(Debug, Deserialize)]
struct ThreadState {
    #[serde(default)]
    archive_timestamp: Option<DateTime<Utc>>,
    #[serde(default)]
    locked: bool,
}

impl Thread {
    pub(super) fn parent(&self) -> Option<ChannelId> {
        self.parent_id.map(Id::channel)
    }

    pub(super) fn owner(&self) -> Option<UserId> {
        self.owner_id.map(Id::user)
    }

    pub(super) fn archived_at(&self) -> Option<DateTime<Utc>> {
        self.state.as_ref()?.archive_timestamp
    }
}

/// A post of this forum must have a tag.
const REQUIRE_TAG: u64 = 1 << 4;

#[derive(Debug, Deserialize)]
pub(super) struct Channel {
    id: Id,
    #[serde(default, rename = "type")]
    kind: u8,
    #[serde(default)]
    guild_id: Option<Id>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    parent_id: Option<Id>,
    #[serde(default)]
    pub(super) permission_overwrites: Vec<Overwrite>,
    #[serde(default)]
    flags: Option<u64>,
    #[serde(default)]
    available_tags: Option<Vec<Tag>>,
    #[serde(default)]
    thread_metadata: Option<ThreadState>,
}

impl Channel {
    pub(super) fn is_thread(&self) -> bool {
        self.kind() == ChannelKind::Thread
    }

    pub(super) fn parent(&self) -> Option<ChannelId> {
        self.parent_id.map(Id::channel)
    }

    pub(super) fn tags(&self) -> &[Tag] {
        self.available_tags.as_deref().unwrap_or_default()
    }

    pub(super) fn requires_tag(&self) -> bool {
        self.flags.unwrap_or_default() & REQUIRE_TAG != 0
    }

    pub(super) fn kind(&self) -> ChannelKind {
        match self.kind {
            0 => ChannelKind::Text,
            2 | 13 => ChannelKind::Voice,
            4 => ChannelKind::Category,
            5 => ChannelKind::Announcement,
            10..=12 => ChannelKind::Thread,
            15 => ChannelKind::Forum,
            16 => ChannelKind::Media,
            _ => ChannelKind::Other,
        }
    }

    pub(super) fn info(self) -> ChannelInfo {
        let (kind, thread) = (self.kind(), self.is_thread());
        ChannelInfo {
            id: self.id.channel(),
            guild: self.guild_id.map_or(GuildId(0), |id| GuildId::from_unsigned(id.0)),
            kind,
            parent: self.parent_id.filter(|_| thread).map(Id::channel),
            name: self.name.unwrap_or_default(),
            locked: self.thread_metadata.is_some_and(|state| state.locked),
        }
    }
}
