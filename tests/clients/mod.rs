//! The stand-in is Discord, not our idea of it: two clients that we did not write, discord.js and discord.py, drive it.
//!
//! Each scenario runs once for each client. The client runs in a process of its own (`javascript/`, `python/`), is told
//! what to do and tells what it saw, one JSON object a line; people act in the world meanwhile. At the end nobody may
//! have broken Discord's description: neither the client with what it asked nor the stand-in with what it answered.

mod answers;
mod child;
mod connecting;
mod messages;
mod people;
mod refusals;
mod threads;
mod webhooks;

use crate::support::added;
use aktor::clock::Clock;
use aktor::sandbox::actor::Actor;
use aktor::sandbox::event::intent;
use aktor::sandbox::gateway::Settings;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{ChannelSpec, GuildSpec, MemberSpec, State, World, permission};
use aktor::sandbox::{Sandbox, SandboxOptions};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use child::Child;
use serde_json::{Value, json};
use std::time::Duration;

/// How long any one thing may take.
const PATIENCE: Duration = Duration::from_mins(2);
const TOKEN: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.clients.token";

/// Whose client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Library {
    JavaScript,
    Python,
}

impl Library {
    /// The variable that says where it is installed.
    fn variable(self) -> &'static str {
        match self {
            Self::JavaScript => "AKTOR_TEST_NODE",
            Self::Python => "AKTOR_TEST_PYTHON",
        }
    }
}

/// Each scenario once for each client.
macro_rules! with_both {
    ($($scenario:ident)*) => {
        mod javascript {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
            async fn $scenario() {
                super::$scenario(crate::clients::Library::JavaScript).await;
            })*
        }
        mod python {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
            async fn $scenario() {
                super::$scenario(crate::clients::Library::Python).await;
            })*
        }
    };
}
pub(crate) use with_both;

/// How a scenario begins.
struct Setup {
    limits: RateLimits,
    gateway: Settings,
    /// Channels beyond the two for texts.
    places: Vec<ChannelSpec>,
    more: Vec<GuildSpec>,
    shards: u64,
    /// The compression that the client asks for, as far as it can be told to.
    compress: &'static str,
}

impl Default for Setup {
    fn default() -> Self {
        let gateway = Settings { max_concurrency: 16, ..Settings::default() };
        let (places, more) = (Vec::new(), Vec::new());
        Self { limits: RateLimits::off(), gateway, places, more, shards: 1, compress: "" }
    }
}

/// A stand-in with one guild and some people, and a client of others connected to it.
struct Stage {
    sandbox: Sandbox,
    world: World,
    client: Child,
    guild: i64,
    channel: i64,
    asta: Actor,
}

impl Stage {
    async fn set(library: Library) -> Option<Self> {
        Self::built(library, Setup::default()).await
    }

    /// `None` when the client is not installed: said, and under CI a failure.
    async fn built(library: Library, setup: Setup) -> Option<Self> {
        let installed = added(library.variable())?;
        let mut guild = GuildSpec::new("Plejecenter")
            .role("leder", permission::ADMINISTRATOR)
            .role("aften", 0)
            .channel("team-nord")
            .channel("team-syd")
            .member_with(MemberSpec::new("Asta").locale("da"))
            .member_with(MemberSpec::new("Leif").role("leder").nick("Leif L."));
        for place in setup.places {
            guild = guild.channel_with(place);
        }
        // The clock stands still at the real time: clients judge by their own how old things are.
        let clock = Clock::manual(Clock::system().now());
        let privileged = intent::MESSAGE_CONTENT | intent::GUILD_MEMBERS;
        let mut builder =
            World::builder().clock(clock).token(TOKEN).bot_name("klient").privileged(privileged).guild(guild);
        for guild in setup.more {
            builder = builder.guild(guild);
        }
        let world = builder.build();
        // Clients start slowly where much else runs; being late is a scenario of its own.
        world.answer_within(PATIENCE);
        let options = SandboxOptions {
            limits: setup.limits,
            gateway: setup.gateway,
            ..SandboxOptions::new(world.clone())
        };
        let sandbox = Sandbox::start(options).await.unwrap();
        let intents = intent::GUILDS
            | intent::GUILD_MEMBERS
            | intent::GUILD_MESSAGES
            | intent::GUILD_MESSAGE_REACTIONS
            | intent::DIRECT_MESSAGES
            | intent::MESSAGE_CONTENT;
        let told = [
            ("DISCORD", sandbox.base_url()),
            ("TOKEN", TOKEN.to_owned()),
            ("INTENTS", intents.to_string()),
            ("SHARDS", setup.shards.to_string()),
            ("COMPRESS", setup.compress.to_owned()),
        ];
        let client = Child::start(library, &installed, &told, world.clone());
        let (guild, channel) = (world.guild("Plejecenter").unwrap(), world.channel("team-nord").unwrap());
        let asta = world.user("Asta");
        let mut stage = Self { sandbox, world, client, guild, channel, asta };
        let ready = stage.saw("ready").await;
        assert_eq!(ready["user"], "klient");
        Some(stage)
    }

    /// What the client did with an order.
    async fn done(&mut self, deed: &str, how: Value) -> Value {
        self.client.done(deed, how).await
    }

    /// The code and status with which an order was refused.
    async fn refused(&mut self, deed: &str, how: Value) -> (u64, u64) {
        let refused = self.client.refused(deed, how).await;
        (refused["code"].as_u64().unwrap(), refused["status"].as_u64().unwrap())
    }

    /// The next thing of this kind that the client tells it saw.
    async fn saw(&mut self, kind: &str) -> Value {
        self.client.saw(kind, None).await
    }

    /// The same of one message, thread or person: neighbours may be told the other way round.
    async fn saw_of(&mut self, kind: &str, id: i64) -> Value {
        self.client.saw(kind, Some(id)).await
    }

    /// Where an order about a message of the channel is to go.
    fn at(&self, message: i64) -> Value {
        self.here(json!({"message": message.to_string()}))
    }

    /// An order about the channel.
    fn here(&self, more: Value) -> Value {
        and(json!({"channel": self.channel.to_string()}), more)
    }

    /// A role of the guild.
    fn role(&self, name: &str) -> i64 {
        self.with(|state| {
            state.guild(self.guild).unwrap().roles.values().find(|r| r.name == name).unwrap().id
        })
    }

    fn with<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.world.state())
    }

    async fn end(self) {
        self.client.end().await;
        let violations = self.world.violations();
        assert!(violations.is_empty(), "{violations:#?}");
        self.sandbox.stop().await;
    }
}

/// A file to upload.
fn file(name: &str, bytes: &[u8]) -> Value {
    json!({"name": name, "bytes": BASE64.encode(bytes), "description": format!("Filen {name}")})
}

/// The id in an object of the client's.
fn id(object: &Value) -> i64 {
    let id = &object["id"];
    id.as_str()
        .and_then(|id| id.parse().ok())
        .or_else(|| id.as_i64())
        .unwrap_or_else(|| panic!("no id in {object}"))
}

/// `more` added to an order's `how`.
fn and(how: Value, more: Value) -> Value {
    let mut how = how;
    if let (Value::Object(how), Value::Object(more)) = (&mut how, more) {
        how.extend(more);
    }
    how
}
