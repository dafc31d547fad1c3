//! What the platform tells of its own accord, as values, in the order in which it happened. How it was
//! heard is the business of the room that listens; what follows from it is decided elsewhere.

use crate::domain::ids::{ChannelId, GuildId, MessageId};
use crate::service::platform::SeenMessage;
use crate::telemetry::MISSED_EVENTS;
use chrono::{DateTime, Utc};
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::{Notify, mpsc};

/// One thing that was heard. Messages come from [`Watched`] channels only, and from people only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// A person wrote a message.
    Written(SeenMessage, GuildId),
    /// A message was changed. What the platform did not tell is `None`.
    Edited {
        /// Its guild.
        guild: GuildId,
        /// Its channel or thread.
        channel: ChannelId,
        /// Which message.
        message: MessageId,
        /// Its whole text now.
        text: Option<String>,
        /// How many files are attached now.
        attachments: Option<u16>,
        /// When it was changed; `None` when only its surroundings changed (a preview, a thread on it).
        edited_at: Option<DateTime<Utc>>,
    },
    /// Messages were deleted, one or many at once.
    Erased {
        /// Their guild.
        guild: GuildId,
        /// Their channel or thread.
        channel: ChannelId,
        /// Which messages.
        ids: Vec<MessageId>,
    },
    /// A thread was deleted, and with it all that was said in it.
    ThreadGone {
        /// Its guild.
        guild: GuildId,
        /// The channel it belonged to.
        parent: ChannelId,
        /// Which thread.
        thread: ChannelId,
    },
    /// A channel was deleted.
    ChannelGone {
        /// Its guild.
        guild: GuildId,
        /// Which channel.
        channel: ChannelId,
    },
    /// The bot was removed from a guild, or the guild was deleted. An outage is not told.
    GuildGone {
        /// Which guild.
        guild: GuildId,
    },
    /// A guild became visible: after a start, after an outage, or since the bot was invited. What was said in it
    /// before is to be read.
    GuildSeen {
        /// Which guild.
        guild: GuildId,
    },
    /// What the bot may see and do in a guild may have changed: its roles, a role's permissions, a channel's. What
    /// was said while it could not see is to be read.
    AccessChanged {
        /// Which guild.
        guild: GuildId,
        /// The one channel it is about; `None`: perhaps every one.
        channel: Option<ChannelId>,
    },
    /// The connection stands. Whatever was said between the last thing heard and this must be read from
    /// the channels' histories.
    Connected {
        /// True: the platform has repeated all that was missed. Deletions may be missing none the less.
        resumed: bool,
        /// Every guild the bot is in, each of which is told of by [`Incoming::GuildSeen`] soon; empty when `resumed`.
        guilds: Vec<GuildId>,
    },
    /// More was heard than could be taken in, and what came after the thing told before this is lost.
    /// To be answered as [`Incoming::Connected`] is. Nothing newer is told before this has been.
    Missed,
    /// Something was told in a form that nobody here understands; only its kind is kept. For a kind that
    /// concerns messages, to be answered as [`Incoming::Missed`] is.
    Unparsed {
        /// The platform's name for the event, such as `MESSAGE_CREATE`.
        kind: String,
    },
}

/// The channels and threads whose messages matter; clones share one set. What is said elsewhere is dropped
/// before anything looks at it.
#[derive(Debug, Clone, Default)]
pub struct Watched(Arc<RwLock<Ears>>);

#[derive(Debug, Default)]
struct Ears {
    channels: HashSet<ChannelId>,
    /// Counts the additions.
    added: u64,
}

impl Watched {
    /// Listens to nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Listens to `channel` from now on.
    pub fn add(&self, channel: ChannelId) {
        let mut ears = self.0.write().unwrap_or_else(PoisonError::into_inner);
        ears.channels.insert(channel);
        ears.added += 1;
    }

    /// No longer listens to `channel`.
    pub fn remove(&self, channel: ChannelId) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).channels.remove(&channel);
    }

    /// How many additions there have been: to be asked before looking up what [`Watched::replace`] is given.
    pub fn additions(&self) -> u64 {
        self.0.read().unwrap_or_else(PoisonError::into_inner).added
    }

    /// Listens to exactly `channels`, which were looked up after `additions`; what was added since stays.
    pub fn replace(&self, additions: u64, channels: impl IntoIterator<Item = ChannelId>) {
        let mut ears = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if ears.added == additions {
            ears.channels.clear();
        }
        ears.channels.extend(channels);
    }

    /// Whether `channel` is listened to.
    pub fn contains(&self, channel: ChannelId) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).channels.contains(&channel)
    }
}

/// A queue between whoever listens and whoever takes in, for `room` things at most. What finds no room is not
/// kept; [`Incoming::Missed`] stands in its place, and nothing newer gets past it.
pub fn queue(room: usize) -> (Teller, Heard) {
    let (sender, receiver) = mpsc::channel(room.max(1));
    let gap = Arc::new(Gap::default());
    (Teller { sender, gap: Arc::clone(&gap) }, Heard { receiver, gap })
}

/// Whether something is missing, and a bell for it.
#[derive(Debug, Default)]
struct Gap {
    open: AtomicBool,
    bell: Notify,
}

/// The end of the queue that tells.
#[derive(Debug, Clone)]
pub struct Teller {
    sender: mpsc::Sender<Incoming>,
    gap: Arc<Gap>,
}

impl Teller {
    /// Tells `incoming`; if there is no room it comes back, to wait with or to give up. While a gap
    /// is yet to be told, what comes is dropped: it will be found by whoever fills the gap.
    pub fn tell(&self, incoming: Incoming) -> Option<Incoming> {
        if self.gap.open.load(Ordering::Acquire) {
            metrics::counter!(MISSED_EVENTS).increment(1);
            return None;
        }
        match self.sender.try_send(incoming) {
            Err(mpsc::error::TrySendError::Full(incoming)) => Some(incoming),
            // Nobody listens any more: the process is ending.
            Ok(()) | Err(mpsc::error::TrySendError::Closed(_)) => None,
        }
    }

    /// Waits for room for at most `patience`, then leaves a gap.
    pub async fn tell_or_miss(&self, incoming: Incoming, patience: Duration) {
        if tokio::time::timeout(patience, self.sender.send(incoming)).await.is_err() {
            self.miss();
        }
    }

    /// Something was lost before it could be told.
    pub fn miss(&self) {
        metrics::counter!(MISSED_EVENTS).increment(1);
        if !self.gap.open.swap(true, Ordering::AcqRel) {
            self.gap.bell.notify_one();
            tracing::warn!("more came in than could be taken in; the rest is read from the histories");
        }
    }
}

/// The end of the queue that takes in.
#[derive(Debug)]
pub struct Heard {
    receiver: mpsc::Receiver<Incoming>,
    gap: Arc<Gap>,
}

impl Heard {
    /// The next thing; `None` when nobody will tell anything any more.
    pub async fn next(&mut self) -> Option<Incoming> {
        loop {
            if let Some(incoming) = self.waiting() {
                return Some(incoming);
            }
            tokio::select! {
                incoming = self.receiver.recv() => return incoming,
                // A gap is told also when nothing comes after it.
                () = self.gap.bell.notified() => {}
            }
        }
    }

    /// The next thing if one waits already: for taking in many at once.
    pub fn waiting(&mut self) -> Option<Incoming> {
        if let Ok(incoming) = self.receiver.try_recv() {
            return Some(incoming);
        }
        // Only now, with all that came before the gap taken in, is the gap told and the queue opened again.
        self.gap.open.swap(false, Ordering::AcqRel).then_some(Incoming::Missed)
    }
}
