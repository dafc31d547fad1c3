//! The port to the platform, over the executor. One call here is one attempt; a private conversation's
//! address is found before it. What the platform sends back is read leniently: a message that was sent
//! exists even when its description lacks a field.

mod forum;
pub(super) mod permissions;
mod recognise;
mod wire;

use crate::discord::encode::{Encoder, cut};
use crate::discord::forums::Forums;
use crate::discord::http::{Call, Executor, File, Lane};
use crate::domain::forum::Forum;
use crate::domain::ids::{ChannelId, GuildId, MessageId, UserId, first_message_at};
use crate::domain::print::Prints;
use crate::picture::month_picture;
use crate::service::platform::{
    ChannelInfo, Member, Permission, Picture, Place, Platform, PlatformError, Post, SeenMessage,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use wire::{Channel, Created, Message};

/// Threads stay open so many minutes without a message: a week, the most there is.
const ARCHIVE_AFTER: u16 = 10_080;
/// "A thread has already been created for this message".
const THREAD_EXISTS: u32 = 160_004;
/// "Thread is locked".
const THREAD_LOCKED: u32 = 160_005;
/// Private conversations whose addresses are remembered.
const REMEMBERED: usize = 1_000;
/// Pages of a hundred messages that are looked through for the bot's own post.
const PAGES: usize = 50;
const PAGE: usize = 100;

/// [`Platform`] for Discord and servers that speak as it does.
#[derive(Debug)]
pub struct DiscordPlatform {
    executor: Executor,
    encoder: Encoder,
    me: UserId,
    private: Mutex<HashMap<UserId, ChannelId>>,
    forums: Forums,
}

impl DiscordPlatform {
    /// The port for the bot `me`; its requests go in the lane of the task that makes them.
    pub fn new(executor: Executor, encoder: Encoder, me: UserId) -> Self {
        Self { executor, encoder, me, private: Mutex::new(HashMap::new()), forums: Forums::default() }
    }

    /// The same with forums of which somebody else hears when they change.
    #[must_use]
    pub fn remembering(self, forums: Forums) -> Self {
        Self { forums, ..self }
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, call: &Call) -> Result<T, PlatformError> {
        self.executor.send(Lane::of_this_task(), call).await?.parse()
    }

    /// The channel of `place`, opened if it is a person's and not known yet.
    async fn channel_of(&self, place: Place<'_>) -> Result<ChannelId, PlatformError> {
        let user = match place {
            Place::Channel(channel) => return Ok(channel),
            Place::Forum(topic) => return Ok(topic.forum),
            Place::Person(user) => user,
        };
        if let Some(channel) = self.private.lock().unwrap_or_else(PoisonError::into_inner).get(&user) {
            return Ok(*channel);
        }
        // Opening it twice gives the same one, so an outcome that is not known is none for the post.
        let channel: Created = self.ask(&Call::private_channel(user)).await.map_err(nothing_sent)?;
        let mut private = self.private.lock().unwrap_or_else(PoisonError::into_inner);
        if private.len() >= REMEMBERED {
            private.clear();
        }
        private.insert(user, channel.id.channel());
        Ok(channel.id.channel())
    }

    async fn page(&self, channel: ChannelId, after: MessageId) -> Result<Vec<Message>, PlatformError> {
        let mut page: Vec<Message> = self.ask(&Call::history(channel, after)).await?;
        page.sort_by_key(|message| message.id);
        Ok(page)
    }

    /// The bot's first message in a channel since `since` that is the one sought.
    async fn first_own(
        &self,
        channel: ChannelId,
        since: DateTime<Utc>,
        is: impl Fn(&Message) -> bool + Send,
    ) -> Result<Option<MessageId>, PlatformError> {
        // `after` leaves out the id itself.
        let mut after = MessageId(first_message_at(since.timestamp_millis()).0.saturating_sub(1).max(0));
        for _ in 0..PAGES {
            let page = self.page(channel, after).await?;
            let own = |message: &&Message| message.author.id.user() == self.me && is(message);
            if let Some(own) = page.iter().find(own) {
                return Ok(Some(own.id.message()));
            }
            match page.last() {
                Some(last) if page.len() >= PAGE => after = last.id.message(),
                _ => return Ok(None),
            }
        }
        // Not looked through to its end: whether it is there is not known.
        Err(PlatformError::Unknown("the history is too long to look through".into()))
    }
}

/// A preparation whose outcome does not matter: it can be made again at once.
fn nothing_sent(error: PlatformError) -> PlatformError {
    match error {
        PlatformError::Unknown(_) => PlatformError::Busy(std::time::Duration::from_secs(2)),
        error => error,
    }
}

fn body(message: &impl Serialize) -> Result<Value, PlatformError> {
    serde_json::to_value(message).map_err(|_| PlatformError::Rejected {
        status: 0,
        code: 0,
        reason: "the message could not be written".into(),
    })
}

/// The post's picture, drawn.
fn files(post: &Post) -> Result<Vec<File>, PlatformError> {
    let file = |picture: &Picture| {
        let png = month_picture(&picture.shows).map_err(|error| PlatformError::Rejected {
            status: 0,
            code: 0,
            reason: error.to_string(),
        })?;
        Ok(File { name: picture.name.clone(), png })
    };
    post.picture.iter().map(file).collect()
}

#[async_trait]
impl Platform for DiscordPlatform {
    fn me(&self) -> UserId {
        self.me
    }

    async fn send(
        &self,
        place: Place<'_>,
        post: &Post,
        nonce: Option<&str>,
    ) -> Result<(ChannelId, MessageId), PlatformError> {
        if let Place::Forum(topic) = place {
            return self.open_post(topic, post).await;
        }
        let channel = self.channel_of(place).await?;
        let call = Call::send(channel, body(&self.encoder.message(post, nonce))?).files(files(post)?);
        let created: Created = self.ask(&call).await?;
        Ok((channel, created.id.message()))
    }

    async fn edit(&self, channel: ChannelId, message: MessageId, post: &Post) -> Result<(), PlatformError> {
        let call = Call::edit(channel, message, body(&self.encoder.edit(post))?).files(files(post)?);
        self.executor.send(Lane::of_this_task(), &call).await.map(|_| ())
    }

    async fn delete(&self, channel: ChannelId, message: MessageId) -> Result<(), PlatformError> {
        match self.executor.send(Lane::of_this_task(), &Call::delete(channel, message)).await {
            Ok(_) | Err(PlatformError::MessageGone) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn find_own(
        &self,
        place: Place<'_>,
        post: &Post,
        since: DateTime<Utc>,
    ) -> Result<Option<(ChannelId, MessageId)>, PlatformError> {
        if let Place::Forum(topic) = place {
            return self.find_post(topic, post, since).await;
        }
        let channel = self.channel_of(place).await?;
        let ids = self.encoder.ids(post);
        let found = self.first_own(channel, since, |message| recognise::is(message, post, &ids)).await?;
        Ok(found.map(|message| (channel, message)))
    }

    async fn find_printed(
        &self,
        channel: ChannelId,
        prints: &Prints,
        since: DateTime<Utc>,
    ) -> Result<Option<MessageId>, PlatformError> {
        self.first_own(channel, since, |message| prints.know(&message.content)).await
    }

    async fn card(&self, channel: ChannelId, message: MessageId) -> Result<String, PlatformError> {
        let found: Message = self.ask(&Call::message(channel, message)).await?;
        Ok(found.embeds.into_iter().next().and_then(|embed| embed.description).unwrap_or_default())
    }

    async fn open_thread(
        &self,
        channel: ChannelId,
        message: MessageId,
        name: &str,
    ) -> Result<ChannelId, PlatformError> {
        let body = json!({ "name": cut(name, 100), "auto_archive_duration": ARCHIVE_AFTER });
        match self.executor.send(Lane::of_this_task(), &Call::thread(channel, message, body)).await {
            Ok(_) | Err(PlatformError::Rejected { code: THREAD_EXISTS, .. }) => Ok(ChannelId(message.0)),
            Err(error) => Err(error),
        }
    }

    async fn wake(&self, thread: ChannelId) -> Result<(), PlatformError> {
        let call = Call::modify(thread, json!({ "archived": false }));
        match self.executor.send(Lane::of_this_task(), &call).await {
            // Who may write in it may wake it, unless it is locked.
            Err(PlatformError::Forbidden(_)) => Err(PlatformError::Locked(THREAD_LOCKED)),
            done => done.map(|_| ()),
        }
    }

    async fn history(&self, channel: ChannelId, after: MessageId) -> Result<Vec<SeenMessage>, PlatformError> {
        let page = self.page(channel, after).await?;
        Ok(page.into_iter().map(|message| message.seen(channel)).collect())
    }

    async fn message(&self, channel: ChannelId, message: MessageId) -> Result<SeenMessage, PlatformError> {
        let found: Message = self.ask(&Call::message(channel, message)).await?;
        Ok(found.seen(channel))
    }

    async fn channel(&self, channel: ChannelId) -> Result<ChannelInfo, PlatformError> {
        let found: Channel = self.ask(&Call::channel(channel)).await?;
        Ok(found.info())
    }

    async fn forum(&self, guild: GuildId, channel: ChannelId) -> Result<Forum, PlatformError> {
        self.forum_of(guild, channel).await
    }

    async fn missing_permissions(
        &self,
        guild: GuildId,
        channel: ChannelId,
    ) -> Result<Vec<Permission>, PlatformError> {
        let mut seen: Channel = self.ask(&Call::channel(channel)).await?;
        if let (true, Some(parent)) = (seen.is_thread(), seen.parent()) {
            seen = self.ask(&Call::channel(parent)).await?;
        }
        let roles: Vec<wire::Role> = self.ask(&Call::roles(guild)).await?;
        let me: wire::Member = self.ask(&Call::member(guild, self.me)).await?;
        Ok(permissions::missing(guild, self.me, &roles, &me.roles, &seen))
    }

    async fn member(&self, guild: GuildId, user: UserId) -> Result<Option<Member>, PlatformError> {
        let member: wire::Member = match self.ask(&Call::member(guild, user)).await {
            // Unknown member, unknown user.
            Err(PlatformError::Gone(10_007 | 10_013)) => return Ok(None),
            member => member?,
        };
        let roles = member.roles.iter().map(|id| id.role()).collect();
        Ok(Some(Member { name: member.name(), roles, bot: member.is_bot() }))
    }
}
