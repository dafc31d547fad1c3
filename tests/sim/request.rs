//! What the bot asks of the platform, and what it is answered: the port as values, so that whoever plays the platform
//! decides when each is done and when its answer comes.

use super::gate::{Ask, Gate};
use aktor::domain::forum::Forum;
use aktor::domain::ids::{ChannelId, GuildId, MessageId, UserId};
use aktor::domain::print::Prints;
use aktor::service::core::Core;
use aktor::service::delivery::LEASE;
use aktor::service::platform::{
    ChannelInfo, Member, Permission, Place, Platform, PlatformError, Post, SeenMessage, Topic,
};
use aktor::store::Claim;
use async_trait::async_trait;
use chrono::{DateTime, Duration, Utc};
use std::sync::{Arc, Mutex};

/// The bot's own account.
pub(crate) const BOT: UserId = UserId(9);

#[derive(Debug, Clone)]
pub(crate) enum Where {
    Channel(ChannelId),
    Person(UserId),
    Forum(Topic),
}

impl From<Place<'_>> for Where {
    fn from(place: Place<'_>) -> Self {
        match place {
            Place::Channel(channel) => Self::Channel(channel),
            Place::Person(user) => Self::Person(user),
            Place::Forum(topic) => Self::Forum(topic.clone()),
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Request {
    Send { to: Where, post: Post, nonce: Option<String> },
    Edit { channel: ChannelId, message: MessageId, post: Post },
    Delete { channel: ChannelId, message: MessageId },
    FindOwn { at: Where, post: Post, since: DateTime<Utc> },
    FindPrinted { channel: ChannelId, prints: Prints, since: DateTime<Utc> },
    OpenThread { channel: ChannelId, message: MessageId },
    Wake { thread: ChannelId },
    History { channel: ChannelId, after: MessageId },
    Message { channel: ChannelId, message: MessageId },
    Card { channel: ChannelId, message: MessageId },
    Channel { channel: ChannelId },
    Forum { channel: ChannelId },
    Missing { channel: ChannelId },
    Member { user: UserId },
}

impl Request {
    /// Whether doing it changes the world.
    pub(crate) fn is_deed(&self) -> bool {
        matches!(
            self,
            Self::Send { .. }
                | Self::Edit { .. }
                | Self::Delete { .. }
                | Self::OpenThread { .. }
                | Self::Wake { .. }
        )
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Answer {
    Posted(ChannelId, MessageId),
    Found(Option<(ChannelId, MessageId)>),
    Thread(ChannelId),
    Done,
    Page(Vec<SeenMessage>),
    Seen(SeenMessage),
    Card(String),
    Info(ChannelInfo),
    Forum(Forum),
    Lacking(Vec<Permission>),
    Member(Option<Member>),
}

pub(crate) type Answered = Result<Answer, PlatformError>;

/// How long after a renewal nobody looks at a lease again before a request.
const SURE: Duration = Duration::seconds(15);
/// How often a lease is renewed.
const RENEW_EVERY: Duration = Duration::seconds(20);

/// A lease and when it was renewed last; whoever sends a request looks at it first, as the bot's own client does.
pub(crate) struct Held {
    pub(crate) core: Core,
    pub(crate) claim: Claim,
    gate: Gate,
    /// When it was renewed, by the bot's clock and in truth: a clock may be set back while a process stands still.
    since: Mutex<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Held {
    /// The lease of a claim that was asked for at `since`, by the bot's clock and in truth.
    pub(crate) fn new(
        core: &Core,
        gate: &Gate,
        claim: Claim,
        since: (DateTime<Utc>, DateTime<Utc>),
    ) -> Arc<Self> {
        Arc::new(Self { core: core.clone(), claim, gate: gate.clone(), since: Mutex::new(since) })
    }

    /// Renews it if that was `ago`; false: it has passed on.
    async fn renew(&self, ago: Duration) -> bool {
        let (now, true_now) = (self.core.now(), self.gate.true_now());
        let (since, true_since) = *self.since.lock().expect("nobody panics in here");
        if (Duration::zero()..ago).contains(&(now - since)) && true_now - true_since < ago {
            return true;
        }
        let held = self.core.store.renew(&self.claim, now + LEASE).await.expect("the database answers");
        if held {
            *self.since.lock().expect("nobody panics in here") = (now, true_now);
        }
        held
    }

    pub(crate) async fn keep(&self) {
        self.renew(RENEW_EVERY).await;
    }
}

/// The port: every request waits at the gate.
#[derive(Clone)]
pub(crate) struct Port {
    pub(crate) gate: Gate,
    pub(crate) held: Option<Arc<Held>>,
}

impl Port {
    /// Asks, unless it would be for work that has passed on.
    async fn ask(&self, request: Request) -> Answered {
        if let Some(held) = self.held.as_ref().filter(|_| request.is_deed())
            && !held.renew(SURE).await
        {
            return Err(PlatformError::Busy(std::time::Duration::from_secs(1)));
        }
        Ask::new(&self.gate, request).await
    }
}

/// The answer that belongs to the request; another cannot come.
macro_rules! ask {
    ($port:expr, $request:expr, $($answer:pat => $value:expr),+) => {
        match $port.ask($request).await? {
            $($answer => Ok($value),)+
            other => unreachable!("{other:?} answers nothing that was asked"),
        }
    };
}

#[async_trait]
impl Platform for Port {
    fn me(&self) -> UserId {
        BOT
    }

    async fn send(
        &self,
        place: Place<'_>,
        post: &Post,
        nonce: Option<&str>,
    ) -> Result<(ChannelId, MessageId), PlatformError> {
        let request = Request::Send { to: place.into(), post: post.clone(), nonce: nonce.map(str::to_owned) };
        ask!(self, request, Answer::Posted(channel, message) => (channel, message))
    }

    async fn edit(&self, channel: ChannelId, message: MessageId, post: &Post) -> Result<(), PlatformError> {
        ask!(self, Request::Edit { channel, message, post: post.clone() }, Answer::Done => ())
    }

    async fn delete(&self, channel: ChannelId, message: MessageId) -> Result<(), PlatformError> {
        ask!(self, Request::Delete { channel, message }, Answer::Done => ())
    }

    async fn find_own(
        &self,
        place: Place<'_>,
        post: &Post,
        since: DateTime<Utc>,
    ) -> Result<Option<(ChannelId, MessageId)>, PlatformError> {
        let request = Request::FindOwn { at: place.into(), post: post.clone(), since };
        ask!(self, request, Answer::Found(found) => found)
    }

    async fn find_printed(
        &self,
        channel: ChannelId,
        prints: &Prints,
        since: DateTime<Utc>,
    ) -> Result<Option<MessageId>, PlatformError> {
        let request = Request::FindPrinted { channel, prints: prints.clone(), since };
        ask!(self, request, Answer::Found(found) => found.map(|(_, message)| message))
    }

    async fn card(&self, channel: ChannelId, message: MessageId) -> Result<String, PlatformError> {
        ask!(self, Request::Card { channel, message }, Answer::Card(text) => text)
    }

    async fn open_thread(
        &self,
        channel: ChannelId,
        message: MessageId,
        _name: &str,
    ) -> Result<ChannelId, PlatformError> {
        ask!(self, Request::OpenThread { channel, message }, Answer::Thread(thread) => thread)
    }

    async fn wake(&self, thread: ChannelId) -> Result<(), PlatformError> {
        ask!(self, Request::Wake { thread }, Answer::Done => ())
    }

    async fn history(&self, channel: ChannelId, after: MessageId) -> Result<Vec<SeenMessage>, PlatformError> {
        ask!(self, Request::History { channel, after }, Answer::Page(page) => page)
    }

    async fn message(&self, channel: ChannelId, message: MessageId) -> Result<SeenMessage, PlatformError> {
        ask!(self, Request::Message { channel, message }, Answer::Seen(seen) => seen)
    }

    async fn channel(&self, channel: ChannelId) -> Result<ChannelInfo, PlatformError> {
        ask!(self, Request::Channel { channel }, Answer::Info(info) => info)
    }

    async fn forum(&self, _guild: GuildId, channel: ChannelId) -> Result<Forum, PlatformError> {
        ask!(self, Request::Forum { channel }, Answer::Forum(forum) => forum)
    }

    async fn missing_permissions(
        &self,
        _guild: GuildId,
        channel: ChannelId,
    ) -> Result<Vec<Permission>, PlatformError> {
        ask!(self, Request::Missing { channel }, Answer::Lacking(lacking) => lacking)
    }

    async fn member(&self, _guild: GuildId, user: UserId) -> Result<Option<Member>, PlatformError> {
        ask!(self, Request::Member { user }, Answer::Member(member) => member)
    }
}
