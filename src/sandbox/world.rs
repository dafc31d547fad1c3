//! The stand-in's world: guilds, channels, messages and people as data behind one lock.
//!
//! Every change goes through a method of [`State`], which keeps Discord's rules and says what happened as gateway
//! events. The world knows nothing of HTTP or sockets; `rest` and `gateway` are its two windows, [`super::actor`]
//! its people.

mod build;
mod channel;
mod command;
mod compose;
mod edit;
mod forum;
mod guild;
mod idle;
mod interact;
mod keep;
mod membership;
mod message;
mod pace;
pub mod permission;
mod pins;
mod reaction;
mod refusal;
mod respond;
mod roles;
mod snowflake;
mod stage;
mod thread;
mod user;
mod webhook;

pub use build::{ChannelSpec, GuildSpec, MemberSpec, WorldBuilder};
pub use channel::{Channel, ThreadState, kind};
pub use command::Command;
pub use compose::{Draft, File};
pub use forum::{Forum, Tag};
pub use guild::{Guild, Member, Role};
pub use interact::{Answer, Interaction, InteractionKind};
pub use keep::Unreadable;
pub use message::{Attachment, Message, Reaction, Reference, flag};
pub use permission::{Overwrite, Target};
pub use refusal::Refusal;
pub use user::User;
pub use webhook::Webhook;

pub(super) use edit::{Change, Part};
pub(super) use interact::Beginning;
pub(super) use refusal::Form;
pub(super) use respond::Reply;

use super::event::{self, Audience, Event};
use super::faults::Faults;
use super::transcript::Transcript;
use crate::clock::Clock;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use snowflake::Snowflakes;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{mpsc, watch};

/// The one application (bot) that this world knows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Application {
    /// The application's id, which is its bot user's id too.
    pub id: i64,
    /// The token that REST and IDENTIFY must show (without `Bot `).
    pub token: String,
    /// Privileged intents that are switched on for it; IDENTIFY with others is refused with 4014.
    pub privileged: u64,
    /// The bot user's name.
    pub name: String,
}

/// What READY tells about the application.
#[derive(Clone, Debug)]
pub struct ReadyInfo {
    /// The bot's user object.
    pub user: Value,
    /// The application's id.
    pub application: i64,
    /// The application's public flags.
    pub flags: u64,
    /// Privileged intents that are switched on.
    pub privileged: u64,
    /// The guilds the bot is in.
    pub guilds: Vec<i64>,
}

/// The token shown is not the application's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongToken;

/// The world; clones are the same world.
#[derive(Clone)]
pub struct World {
    /// The world's clock: ids, timestamps and the fifteen minutes of an interaction's token follow it.
    pub clock: Clock,
    state: Arc<Mutex<State>>,
    faults: Faults,
    transcript: Transcript,
    moved: watch::Sender<u64>,
}

impl std::fmt::Debug for World {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("World").finish_non_exhaustive()
    }
}

/// Everything that is true in the world now.
#[derive(Debug)]
pub struct State {
    pub(super) application: Application,
    pub(super) users: BTreeMap<i64, User>,
    pub(super) guilds: BTreeMap<i64, Guild>,
    pub(super) channels: BTreeMap<i64, Channel>,
    /// Messages by channel, then by id.
    pub(super) messages: BTreeMap<i64, BTreeMap<i64, Message>>,
    pub(super) nonces: HashMap<(i64, String), compose::Spoken>,
    /// Registered commands; `None` holds the global ones.
    pub(super) commands: BTreeMap<Option<i64>, Vec<Command>>,
    pub(super) interactions: BTreeMap<i64, Interaction>,
    pub(super) webhooks: BTreeMap<i64, Webhook>,
    pub(super) violations: Vec<String>,
    /// How long an interaction may wait for its first answer, in real time.
    pub(super) answer_within: std::time::Duration,
    /// Where files are served: the stand-in's own address.
    pub(super) base: String,
    /// Active threads that a guild may have.
    pub(super) active_threads: usize,
    /// When idle threads were last looked for.
    looked_for_idle: Option<chrono::DateTime<chrono::Utc>>,
    clock: Clock,
    snowflakes: Snowflakes,
    subscribers: Vec<mpsc::UnboundedSender<Arc<Event>>>,
    transcript: Transcript,
    moved: watch::Sender<u64>,
}

impl World {
    /// An empty world to fill.
    pub fn builder() -> WorldBuilder {
        WorldBuilder::default()
    }

    pub(super) fn empty(clock: Clock, application: Application) -> Self {
        let transcript = Transcript::default();
        let moved = watch::Sender::new(0);
        let bot = User::bot(application.id, &application.name);
        let state = State {
            users: BTreeMap::from([(bot.id, bot)]),
            application,
            guilds: BTreeMap::new(),
            channels: BTreeMap::new(),
            messages: BTreeMap::new(),
            nonces: HashMap::new(),
            commands: BTreeMap::new(),
            interactions: BTreeMap::new(),
            webhooks: BTreeMap::new(),
            violations: Vec::new(),
            answer_within: std::time::Duration::from_secs(3),
            base: String::new(),
            active_threads: 1_000,
            looked_for_idle: None,
            clock: clock.clone(),
            snowflakes: Snowflakes::default(),
            subscribers: Vec::new(),
            transcript: transcript.clone(),
            moved: moved.clone(),
        };
        Self { clock, state: Arc::new(Mutex::new(state)), faults: Faults::default(), transcript, moved }
    }

    /// The state as it is at the clock's time, locked. Never hold it across an await.
    pub fn state(&self) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.archive_idle();
        state
    }

    /// Every event from now on, in order, none lost.
    pub fn events(&self) -> mpsc::UnboundedReceiver<Arc<Event>> {
        let (sender, receiver) = mpsc::unbounded_channel();
        self.state().subscribers.push(sender);
        receiver
    }

    /// What READY says, for whoever shows the right token (with or without `Bot `).
    pub fn ready(&self, token: &str) -> Result<ReadyInfo, WrongToken> {
        let state = self.state();
        let application = &state.application;
        if token.strip_prefix("Bot ").unwrap_or(token) != application.token {
            return Err(WrongToken);
        }
        let bot = application.id;
        Ok(ReadyInfo {
            user: state.users.get(&bot).map(User::json).unwrap_or_default(),
            application: application.id,
            flags: state.application_flags(),
            privileged: application.privileged,
            guilds: state.guilds.values().filter(|g| g.members.contains_key(&bot)).map(|g| g.id).collect(),
        })
    }

    /// The payload of `GUILD_CREATE` as the bot sees the guild now; null for an unknown guild.
    pub fn guild_create(&self, guild: i64) -> Value {
        self.state().guild_create(guild)
    }

    /// The bot's user id.
    pub fn bot(&self) -> i64 {
        self.state().application.id
    }

    /// What goes wrong on purpose.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// What was said on both wires.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// What a client did that Discord's description does not allow: unknown routes, bodies that do not fit the
    /// official schema. Tests assert that this is empty.
    pub fn violations(&self) -> Vec<String> {
        self.state().violations.clone()
    }

    /// Ticks whenever something happened in the world; for waiting.
    pub fn moved(&self) -> watch::Receiver<u64> {
        self.moved.subscribe()
    }

    /// Waits until `found` finds something in the world, for at most `most` of real time.
    pub async fn wait_for<T>(
        &self,
        most: std::time::Duration,
        mut found: impl FnMut(&State) -> Option<T>,
    ) -> Option<T> {
        let mut moved = self.moved();
        let looking = async {
            loop {
                moved.borrow_and_update();
                if let Some(it) = found(&self.state()) {
                    return Some(it);
                }
                if moved.changed().await.is_err() {
                    return None;
                }
            }
        };
        tokio::time::timeout(most, looking).await.ok().flatten()
    }
}

impl State {
    pub(super) fn fresh_id(&mut self) -> i64 {
        self.snowflakes.next(self.clock.now())
    }

    /// The privileged intents that are switched on for the application.
    pub(super) fn privileged(&self) -> u64 {
        self.application.privileged
    }

    pub(super) fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.clock.now()
    }

    pub(super) fn application_flags(&self) -> u64 {
        use super::event::intent;
        let held = self.application.privileged;
        let members = if held & intent::GUILD_MEMBERS == 0 { 0 } else { 1 << 15 };
        members | if held & intent::MESSAGE_CONTENT == 0 { 0 } else { 1 << 19 }
    }

    /// Records what a client did against the description.
    pub fn violate(&mut self, what: impl Into<String>) {
        let what = what.into();
        self.transcript.note(format!("VIOLATION {what}"));
        self.violations.push(what);
    }

    /// Something happened that is no event (an answer to an interaction): wakes those who wait.
    pub(super) fn stir(&self) {
        self.moved.send_modify(|n| *n += 1);
    }

    pub(super) fn emit(
        &mut self,
        name: &'static str,
        payload: Value,
        audience: Audience,
        author: Option<i64>,
    ) {
        self.transcript.note(format!("GATEWAY {name} {payload}"));
        let event = Arc::new(Event { name, payload, audience, author });
        self.subscribers.retain(|to| to.send(Arc::clone(&event)).is_ok());
        self.stir();
    }

    /// Says what happened in a channel, if the bot can see the channel. Guild channels are gated by `guild`,
    /// private ones by `private`.
    pub(super) fn emit_in(
        &mut self,
        channel: i64,
        name: &'static str,
        payload: Value,
        (guild, private): (u64, u64),
        author: Option<i64>,
    ) {
        let bot = self.application.id;
        let audience = match self.channels.get(&channel).map(|found| found.guild) {
            Some(Some(home)) => Audience::Guild { guild: home, intent: guild },
            _ => Audience::Private { intent: private },
        };
        if self.sees(bot, channel) {
            self.emit(name, payload, audience, author);
        } else {
            self.stir();
        }
    }

    /// The application as REST describes it.
    pub(super) fn application_json(&self) -> Value {
        let bot = self.users.get(&self.application.id).map(User::json).unwrap_or_default();
        json!({
            "id": self.application.id.to_string(), "name": self.application.name, "icon": null, "description": "",
            "bot_public": true, "bot_require_code_grant": false, "verify_key": "0".repeat(64), "summary": "",
            "flags": self.application_flags(), "type": null, "bot": bot, "hook": true, "storefront_available": false,
            "integration_types_config": {"0": {}}, "approximate_guild_count": self.guilds.len(),
            "redirect_uris": [], "interactions_endpoint_url": null, "role_connections_verification_url": null,
            "owner": User::person(1, "owner").json(), "team": null, "flags_new": self.application_flags().to_string(),
            "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0, "eligible_oauth2_scopes": ["bot", "applications.commands"],
        })
    }
}

/// A moment the way Discord writes it.
pub(in crate::sandbox) fn stamp(at: chrono::DateTime<chrono::Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}
