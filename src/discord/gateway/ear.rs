//! The client library's events, in their order, as [`Incoming`]. What nobody watches is dropped at once; what
//! finds no room is counted and left to be read from the histories.

use crate::discord::forums::Forums;
use crate::discord::seen::{is_human, seen, time};
use crate::domain::ids::{ChannelId, GuildId, MessageId};
use crate::service::incoming::{Incoming, Teller, Watched};
use crate::telemetry::UNPARSED_EVENTS;
use futures_util::StreamExt;
use poise::serenity_prelude as serenity;
use serenity::{Event, EventHandler, Guild, Message, MessageUpdateEvent, Ready, UnavailableGuild};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long the connection is held up for want of room before a gap is left: long enough for a batch to be
/// stored, short enough for people's clicks, which come the same way.
const PATIENCE: Duration = Duration::from_millis(200);

/// Hears the events of one connection at a time.
#[derive(Debug)]
pub(super) struct Ear {
    teller: Teller,
    watched: Watched,
    forums: Forums,
    /// Counts everything heard: a sign of life.
    heard: AtomicU64,
    /// The session being heard; 0: none.
    session: AtomicU64,
    sessions: AtomicU64,
}

impl Ear {
    pub(super) fn new(teller: Teller, watched: Watched, forums: Forums) -> Self {
        Self {
            teller,
            watched,
            forums,
            heard: AtomicU64::new(0),
            session: AtomicU64::new(0),
            sessions: AtomicU64::new(0),
        }
    }

    /// How many events have been heard.
    pub(super) fn heard(&self) -> u64 {
        self.heard.load(Ordering::Relaxed)
    }

    /// How many sessions were begun.
    pub(super) fn sessions(&self) -> u64 {
        self.sessions.load(Ordering::Acquire)
    }

    /// Whether a session is being heard.
    pub(super) fn listens(&self) -> bool {
        self.session.load(Ordering::Acquire) != 0
    }

    /// A frame came that is no event at all.
    pub(super) fn unreadable_frame(&self) {
        metrics::counter!(UNPARSED_EVENTS, "kind" => "FRAME").increment(1);
        self.teller.miss();
    }

    fn tell(&self, incoming: Incoming) {
        if let Some(incoming) = self.teller.tell(incoming) {
            tokio::task::block_in_place(|| {
                tokio::runtime::Handle::current().block_on(self.teller.tell_or_miss(incoming, PATIENCE));
            });
        }
    }

    fn hear(&self, event: &Event) {
        self.heard.fetch_add(1, Ordering::Relaxed);
        match event {
            Event::ChannelUpdate(event) => {
                self.forums.forget(ChannelId::from_unsigned(event.channel.id.get()));
            }
            Event::ChannelDelete(event) => {
                self.forums.forget(ChannelId::from_unsigned(event.channel.id.get()));
            }
            // What an unread event said of a channel is not known.
            Event::Unknown(_) => self.forums.forget_all(),
            _ => {}
        }
        if let Some(incoming) = understood(event, &self.watched) {
            self.tell(incoming);
        }
    }
}

/// What an event says, if it concerns anything that is watched.
pub fn understood(event: &Event, watched: &Watched) -> Option<Incoming> {
    match event {
        Event::MessageCreate(event) => written(&event.message, watched),
        Event::MessageUpdate(event) => edited(event, watched),
        Event::MessageDelete(event) => erased(watched, event.guild_id, event.channel_id, &[event.message_id]),
        Event::MessageDeleteBulk(event) => erased(watched, event.guild_id, event.channel_id, &event.ids),
        Event::ThreadDelete(event) => Some(Incoming::ThreadGone {
            guild: GuildId::from_unsigned(event.thread.guild_id.get()),
            parent: ChannelId::from_unsigned(event.thread.parent_id.get()),
            thread: ChannelId::from_unsigned(event.thread.id.get()),
        }),
        Event::ChannelDelete(event) => Some(Incoming::ChannelGone {
            guild: GuildId::from_unsigned(event.channel.guild_id.get()),
            channel: ChannelId::from_unsigned(event.channel.id.get()),
        }),
        Event::GuildDelete(event) => gone(event.guild),
        Event::ChannelUpdate(event) => access(event.channel.guild_id, Some(event.channel.id)),
        Event::ThreadListSync(event) => match event.channel_ids.as_deref() {
            Some([channel]) => access(event.guild_id, Some(*channel)),
            _ => access(event.guild_id, None),
        },
        Event::GuildRoleUpdate(event) => access(event.role.guild_id, None),
        // Told of the bot's own membership alone, without the intent for others'.
        Event::GuildMemberUpdate(event) => access(event.guild_id, None),
        Event::Resumed(_) => Some(Incoming::Connected { resumed: true, guilds: Vec::new() }),
        Event::Unknown(event) => {
            // An outage's announcement, which the library does not know.
            if event.kind == "GUILD_CREATE" && event.value["unavailable"] == true {
                return None;
            }
            let kind: String =
                event.kind.chars().filter(|c| c.is_ascii_uppercase() || *c == '_').take(48).collect();
            metrics::counter!(UNPARSED_EVENTS, "kind" => kind.clone()).increment(1);
            tracing::warn!(kind, "an event could not be read");
            Some(Incoming::Unparsed { kind })
        }
        _ => None,
    }
}

fn written(message: &Message, watched: &Watched) -> Option<Incoming> {
    let channel = ChannelId::from_unsigned(message.channel_id.get());
    if !is_human(message) || !watched.contains(channel) {
        return None;
    }
    let guild = GuildId::from_unsigned(message.guild_id?.get());
    Some(Incoming::Written(seen(message), guild))
}

fn edited(event: &MessageUpdateEvent, watched: &Watched) -> Option<Incoming> {
    let channel = ChannelId::from_unsigned(event.channel_id.get());
    let by_bot =
        event.author.as_ref().is_some_and(|author| author.bot) || matches!(event.webhook_id, Some(Some(_)));
    if by_bot || !watched.contains(channel) {
        return None;
    }
    Some(Incoming::Edited {
        guild: GuildId::from_unsigned(event.guild_id?.get()),
        channel,
        message: MessageId::from_unsigned(event.id.get()),
        text: event.content.clone(),
        attachments: event.attachments.as_ref().map(|all| u16::try_from(all.len()).unwrap_or(u16::MAX)),
        edited_at: event.edited_timestamp.map(time),
    })
}

fn erased(
    watched: &Watched,
    guild: Option<serenity::GuildId>,
    channel: serenity::ChannelId,
    ids: &[serenity::MessageId],
) -> Option<Incoming> {
    let channel = ChannelId::from_unsigned(channel.get());
    if !watched.contains(channel) {
        return None;
    }
    let ids = ids.iter().map(|id| MessageId::from_unsigned(id.get())).collect();
    Some(Incoming::Erased { guild: GuildId::from_unsigned(guild?.get()), channel, ids })
}

#[expect(clippy::unnecessary_wraps, reason = "an arm among others")]
fn access(guild: serenity::GuildId, channel: Option<serenity::ChannelId>) -> Option<Incoming> {
    let channel = channel.map(|channel| ChannelId::from_unsigned(channel.get()));
    Some(Incoming::AccessChanged { guild: GuildId::from_unsigned(guild.get()), channel })
}

fn gone(guild: UnavailableGuild) -> Option<Incoming> {
    (!guild.unavailable).then(|| Incoming::GuildGone { guild: GuildId::from_unsigned(guild.id.get()) })
}

/// Puts the ear to each new session.
pub(super) struct Listener(pub(super) Arc<Ear>);

#[serenity::async_trait]
impl EventHandler for Listener {
    async fn ready(&self, context: serenity::Context, ready: Ready) {
        let ear = Arc::clone(&self.0);
        let session = ear.sessions.fetch_add(1, Ordering::AcqRel) + 1;
        ear.session.store(session, Ordering::Release);
        let guilds = ready.guilds.iter().map(|guild| GuildId::from_unsigned(guild.id.get())).collect();
        // That the connection stands is told before the first thing heard on it, and after the ear is there: what
        // came earlier is in the histories then.
        let greeting = Mutex::new(Some(Incoming::Connected { resumed: false, guilds }));
        let greet = Arc::new({
            let ear = Arc::clone(&ear);
            move || {
                let mut greeting = greeting.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(greeting) = greeting.take() {
                    ear.hear_session();
                    ear.tell(greeting);
                }
            }
        });
        let stream = serenity::collector::collect::<()>(&context.shard, {
            let (ear, greet) = (Arc::clone(&ear), Arc::clone(&greet));
            move |event| {
                if ear.session.load(Ordering::Acquire) == session {
                    greet();
                    ear.hear(event);
                }
                None
            }
        });
        greet();
        tokio::spawn(async move {
            let mut stream = std::pin::pin!(stream);
            while stream.next().await.is_some() {}
            // The session's runner is gone; if another has come, it is that one's turn already.
            let _ = ear.session.compare_exchange(session, 0, Ordering::AcqRel, Ordering::Acquire);
        });
    }

    /// Comes in any order, and may: it tells of a state.
    async fn guild_create(&self, _context: serenity::Context, guild: Guild, _is_new: Option<bool>) {
        self.0.tell(Incoming::GuildSeen { guild: GuildId::from_unsigned(guild.id.get()) });
    }
}

impl Ear {
    fn hear_session(&self) {
        // Changes that came before are not heard of.
        self.forums.forget_all();
        self.heard.fetch_add(1, Ordering::Relaxed);
    }
}
