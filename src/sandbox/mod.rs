//! A stand-in for Discord: a world as data behind real HTTP and a real gateway.
//!
//! It behaves as Discord's documentation says and knows nothing about the clients that talk to it.
//!
//! | room | holds |
//! | --- | --- |
//! | [`world`] | what is true: guilds, channels, messages, people, commands, interactions |
//! | [`event`] | what changed, as gateway events |
//! | [`rest`] | the world over HTTP |
//! | [`gateway`] | the world over WebSocket |
//! | [`actor`] | people, who can do what a client lets them do |
//! | [`page`] | the world in a browser, for people without a test to write |
//! | [`faults`], [`mod@line`] | what goes wrong on purpose |
//! | [`openapi`] | bodies held against the official description |
//! | [`transcript`] | what was said, for whoever must understand a failure |

pub mod actor;
pub mod event;
pub mod faults;
pub mod gateway;
pub mod line;
pub mod openapi;
pub mod page;
pub mod rest;
pub mod transcript;
pub mod world;

use anyhow::Context as _;
use gateway::{Gateway, Settings};
use line::{Line, Lines, Switchboard};
use openapi::OpenApi;
use rest::{RateLimits, Rest};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use world::World;

/// How a stand-in is started.
#[derive(Debug)]
pub struct SandboxOptions {
    /// The world it shows.
    pub world: World,
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// What clients may do how often.
    pub limits: RateLimits,
    /// How strict and how patient the gateway is.
    pub gateway: Settings,
    /// Discord's `OpenAPI` description, to hold request bodies against; from `DISCORD_OPENAPI` when not given.
    pub openapi: Option<PathBuf>,
}

impl SandboxOptions {
    /// A free port, real rate limits, the description from the environment.
    pub fn new(world: World) -> Self {
        let openapi = std::env::var_os("DISCORD_OPENAPI").filter(|path| !path.is_empty()).map(PathBuf::from);
        Self { world, port: 0, limits: RateLimits::default(), gateway: Settings::default(), openapi }
    }
}

/// A running stand-in.
pub struct Sandbox {
    world: World,
    address: SocketAddr,
    gateway: Gateway,
    rest: Arc<Rest>,
    lines: Lines,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Sandbox").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Starts a stand-in; it answers when this returns.
    pub async fn start(options: SandboxOptions) -> anyhow::Result<Self> {
        let read =
            |path: PathBuf| OpenApi::read(&path).with_context(|| format!("reading {}", path.display()));
        let openapi = options.openapi.map(read).transpose()?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let address = listener.local_addr()?;
        let world = options.world;
        world.state().serve_at(format!("http://{address}"));
        let gateway = Gateway::new(&world, options.gateway);
        let answering = gateway.clone();
        let bot = Box::new(move |url: &str| answering.bot_answer(url));
        let url = format!("ws://{address}{}", gateway::PATH);
        let rest = Arc::new(Rest::new(world.clone(), options.limits, openapi, url, bot));
        let lines = Lines::default();
        let board = Switchboard { listener, lines: lines.clone() };
        let service = rest::router(Arc::clone(&rest))
            .merge(gateway.router())
            .into_make_service_with_connect_info::<Line>();
        let stop = CancellationToken::new();
        let stopped = stop.clone();
        let task = tokio::spawn(async move {
            let serving = axum::serve(board, service).with_graceful_shutdown(stopped.cancelled_owned());
            if let Err(error) = serving.await {
                tracing::error!(%error, "the stand-in stopped serving");
            }
        });
        Ok(Self { world, address, gateway, rest, lines, stop, task })
    }

    /// `http://127.0.0.1:port`: what replaces `https://discord.com`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The world it shows.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The gateway, to look at its sessions and to interrupt them.
    pub fn gateway(&self) -> &Gateway {
        &self.gateway
    }

    /// What clients asked for so far.
    pub fn tally(&self) -> rest::Tally {
        self.rest.tally()
    }

    /// Changes what clients may do how often.
    pub fn limit(&self, limits: RateLimits) {
        *self.rest.limits.lock().unwrap_or_else(PoisonError::into_inner) = limits;
    }

    /// Cuts every connection and stops listening.
    pub async fn stop(self) {
        self.stop.cancel();
        self.lines.cut_all();
        let _ = tokio::time::timeout(rest::GRACE, self.task).await;
    }
}
