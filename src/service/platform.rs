//! The port to the messaging platform: *what* is sent, as values. How it goes over a wire, and over
//! which, is the business of the room that implements [`Platform`].

use crate::domain::forum::Forum;
use crate::domain::ids::{ChannelId, GuildId, MessageId, RoleId, TagId, UserId};
use crate::domain::print::Prints;
use crate::picture::MonthPicture;
use crate::service::action::Action;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use std::time::Duration;

/// Where a post goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place<'a> {
    /// A channel, a thread, or a private conversation whose channel is known.
    Channel(ChannelId),
    /// A person, privately.
    Person(UserId),
    /// A forum: the post becomes a thread of its own, with itself as the first message.
    Forum(&'a Topic),
}

impl<'a> Place<'a> {
    /// A team's channel: with what a post of its own needs there when it is a forum.
    pub fn of(channel: ChannelId, topic: Option<&'a Topic>) -> Self {
        topic.map_or(Self::Channel(channel), Self::Forum)
    }
}

/// What a post in a forum has beyond its words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Topic {
    /// The forum's guild.
    pub guild: GuildId,
    /// The forum.
    pub forum: ChannelId,
    /// The title, at most 100 characters; of what people wrote only a prompt's title that the team's TRIO took in.
    pub title: String,
    /// The tag it carries.
    pub tag: Option<TagId>,
}

/// A message to send. Everything a person typed has been escaped before it stands here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Post {
    /// Plain text above the cards, at most 2,000 characters.
    pub text: String,
    /// Cards (the platform's embeds), at most ten.
    pub cards: Vec<Card>,
    /// Rows of buttons and selects; at most five rows, five buttons in one.
    pub rows: Vec<Row>,
    /// One picture, shown in the first card.
    pub picture: Option<Picture>,
    /// One file of text, in a private answer alone.
    pub files: Vec<TextFile>,
    /// The people who are notified; nobody else ever is.
    pub mentions: Vec<UserId>,
}

/// A card: a coloured frame with a heading and text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// At most 256 characters.
    pub title: String,
    /// At most 4,096 characters.
    pub text: String,
    /// Headed parts below the text, at most 25: heading (256) and body (1,024).
    pub fields: Vec<(String, String)>,
    /// Small print, at most 2,048 characters.
    pub footer: String,
    /// 24-bit RGB.
    pub colour: u32,
}

/// One row below a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// One to five buttons.
    Buttons(Vec<Button>),
    /// A choice among up to 25 options.
    Choice {
        /// What happens with the chosen keys.
        action: Action,
        /// Shown while nothing is chosen.
        hint: String,
        /// Key, label and explanation of each option.
        options: Vec<(String, String, String)>,
        /// How many can be chosen.
        count: Count,
        /// The keys of those that are chosen to begin with.
        chosen: Vec<String>,
    },
    /// A choice of one to `most` people.
    People {
        /// What happens with the chosen people.
        action: Action,
        /// Shown while nobody is chosen.
        hint: String,
        /// The most that can be chosen, at most 25.
        most: u8,
    },
    /// A choice of one text channel.
    Channel {
        /// What happens with the chosen channel.
        action: Action,
        /// Shown while none is chosen.
        hint: String,
    },
    /// A choice of one role.
    Role {
        /// What happens with the chosen role.
        action: Action,
        /// Shown while none is chosen.
        hint: String,
    },
}

/// How many of the options of a [`Row::Choice`] can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// One.
    One,
    /// Any number, none included.
    Any,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// At most 80 characters.
    pub label: String,
    /// Its colour.
    pub look: Look,
    /// What a click does.
    pub does: Does,
}

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The thing most people want.
    Primary,
    /// An equal alternative.
    Secondary,
    /// A yes.
    Success,
    /// Something that cannot be undone.
    Danger,
}

/// What a click on a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// Comes back to the bot.
    Act(Action),
    /// Opens an address.
    Open(String),
}

/// A picture attached to a post; drawn only when it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// File name, ASCII, with its ending.
    pub name: String,
    /// What it shows.
    pub shows: MonthPicture,
    /// What it shows, in words, at most 1,024 characters.
    pub alt: String,
}

/// A file of text that goes with an answer to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// File name, ASCII, with its ending.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// A private window with text inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What sending it does.
    pub action: Action,
    /// At most 45 characters.
    pub title: String,
    /// One to five inputs.
    pub inputs: Vec<Input>,
}

/// One text input of a [`Form`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The key under which its text comes back.
    pub key: &'static str,
    /// At most 45 characters.
    pub label: String,
    /// Shown while it is empty, at most 100 characters.
    pub hint: String,
    /// What stands in it at first.
    pub value: String,
    /// The most characters it takes, at most 4,000.
    pub most: u16,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether it has several lines.
    pub tall: bool,
}

/// A message as the platform shows it in a channel's history or as an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenMessage {
    /// Its id.
    pub id: MessageId,
    /// The channel or thread it stands in.
    pub channel: ChannelId,
    /// Who wrote it.
    pub author: UserId,
    /// The author's display name in the guild, or account name.
    pub author_name: String,
    /// Written by a person: an ordinary message or reply, not by a bot, a webhook or the platform.
    pub human: bool,
    /// The text as typed.
    pub text: String,
    /// The message it replies to.
    pub reply_to: Option<MessageId>,
    /// The people it mentions.
    pub mentions: Vec<UserId>,
    /// How many files are attached.
    pub attachments: u16,
    /// When it was last edited.
    pub edited_at: Option<DateTime<Utc>>,
}

/// A permission the bot needs in a team's channel, in the order in which they are named to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// See the channel.
    ViewChannel,
    /// Post in it.
    SendMessages,
    /// Post in its threads.
    SendMessagesInThreads,
    /// Open a thread on a message.
    CreatePublicThreads,
    /// Post in a forum: the same bit as [`Permission::SendMessages`], by the name it has there.
    CreatePosts,
    /// Answer in a forum's posts: the same bit as [`Permission::SendMessagesInThreads`].
    SendMessagesInPosts,
    /// Show cards.
    EmbedLinks,
    /// Attach the letter's picture.
    AttachFiles,
    /// Read what was said while the bot was away.
    ReadMessageHistory,
}

/// The kind of a channel, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelKind {
    /// An ordinary text channel.
    Text,
    /// A forum: every post is a thread.
    Forum,
    /// A channel others follow; it cannot hold a team.
    Announcement,
    /// A forum for pictures; it cannot hold a team.
    Media,
    /// A thread.
    Thread,
    /// Where people speak.
    Voice,
    /// What holds other channels.
    Category,
    /// Whatever else there may come to be.
    Other,
}

/// What is known of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelInfo {
    /// Its id.
    pub id: ChannelId,
    /// Its guild.
    pub guild: GuildId,
    /// Its kind.
    pub kind: ChannelKind,
    /// Its name, without `#`.
    pub name: String,
    /// The channel a thread belongs to.
    pub parent: Option<ChannelId>,
    /// A thread in which only moderators may write.
    pub locked: bool,
}

/// A member of a guild.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The name shown there.
    pub name: String,
    /// Their roles.
    pub roles: Vec<RoleId>,
    /// Not a person.
    pub bot: bool,
}

/// What can go wrong, sorted by what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// No answer, or an answer that does not tell whether it happened (5xx, time-out, lost connection).
    #[error("the outcome is unknown: {0}")]
    Unknown(String),
    /// Not done; may be tried again after this long.
    #[error("rate limited for {0:?}")]
    Busy(Duration),
    /// The bot may not do this here: missing access or permission.
    #[error("forbidden (code {0})")]
    Forbidden(u32),
    /// The channel, guild or thread is gone.
    #[error("gone (code {0})")]
    Gone(u32),
    /// The message is gone; its channel may well be there.
    #[error("the message is gone")]
    MessageGone,
    /// The person does not take private messages from the bot.
    #[error("the person's private messages are closed")]
    Closed,
    /// The thread is archived or locked.
    #[error("the thread is locked or archived (code {0})")]
    Locked(u32),
    /// The token is not valid any more.
    #[error("the token is not valid")]
    Unauthorised,
    /// The platform refuses the content: ours to mend, never retried.
    #[error("rejected ({status}, code {code}): {reason}")]
    Rejected {
        /// HTTP status.
        status: u16,
        /// The platform's own code.
        code: u32,
        /// The platform's words, without any content.
        reason: String,
    },
}

impl PlatformError {
    /// Whether it will fail in the same way until a person changes something.
    pub fn is_lasting(&self) -> bool {
        match self {
            Self::Unknown(_) | Self::Busy(_) | Self::Unauthorised => false,
            Self::Forbidden(_)
            | Self::Gone(_)
            | Self::MessageGone
            | Self::Closed
            | Self::Locked(_)
            | Self::Rejected { .. } => true,
        }
    }
}

/// What the core asks of the platform. Each call is one attempt: whether and when to try again is
/// decided by the scheduler.
#[async_trait]
pub trait Platform: Send + Sync {
    /// Who the bot is.
    fn me(&self) -> UserId;

    /// Sends `post`. In a forum this makes the thread too, whose id is the message's. With a `nonce` (at most 25 characters) the platform answers a repetition within a
    /// few minutes with the first message; a forum takes none.
    async fn send(
        &self,
        place: Place<'_>,
        post: &Post,
        nonce: Option<&str>,
    ) -> Result<(ChannelId, MessageId), PlatformError>;

    /// Replaces the content of the bot's own message by `post`.
    async fn edit(&self, channel: ChannelId, message: MessageId, post: &Post) -> Result<(), PlatformError>;

    /// Deletes the bot's own message; one that is gone already counts as deleted.
    async fn delete(&self, channel: ChannelId, message: MessageId) -> Result<(), PlatformError>;

    /// The bot's own message that is `post`, if it stands in the history at or after `since`. Recognised
    /// by its buttons' ids, else by its words. In a forum its posts, active and archived, are the history.
    async fn find_own(
        &self,
        place: Place<'_>,
        post: &Post,
        since: DateTime<Utc>,
    ) -> Result<Option<(ChannelId, MessageId)>, PlatformError>;

    /// The bot's message in a channel since `since` whose text is one of `prints`.
    async fn find_printed(
        &self,
        channel: ChannelId,
        prints: &Prints,
        since: DateTime<Utc>,
    ) -> Result<Option<MessageId>, PlatformError>;

    /// The text of the first card of the bot's own message; empty when it has none.
    async fn card(&self, channel: ChannelId, message: MessageId) -> Result<String, PlatformError>;

    /// Opens a public thread on a message; one that is there already is success. Its id is the message's.
    async fn open_thread(
        &self,
        channel: ChannelId,
        message: MessageId,
        name: &str,
    ) -> Result<ChannelId, PlatformError>;

    /// Wakes a thread that has gone to sleep, so that what stands in it can be changed.
    async fn wake(&self, thread: ChannelId) -> Result<(), PlatformError>;

    /// Up to 100 messages after `after`, oldest first. Fewer than 100: the end was reached.
    async fn history(&self, channel: ChannelId, after: MessageId) -> Result<Vec<SeenMessage>, PlatformError>;

    /// One message.
    async fn message(&self, channel: ChannelId, message: MessageId) -> Result<SeenMessage, PlatformError>;

    /// What a channel is.
    async fn channel(&self, channel: ChannelId) -> Result<ChannelInfo, PlatformError>;

    /// What a forum asks of a post.
    async fn forum(&self, guild: GuildId, channel: ChannelId) -> Result<Forum, PlatformError>;

    /// The permissions the bot lacks in a channel, in order; empty is good.
    async fn missing_permissions(
        &self,
        guild: GuildId,
        channel: ChannelId,
    ) -> Result<Vec<Permission>, PlatformError>;

    /// A member; `None` when they have left the guild.
    async fn member(&self, guild: GuildId, user: UserId) -> Result<Option<Member>, PlatformError>;
}
