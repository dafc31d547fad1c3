//! The gateway of the stand-in: Discord's WebSocket protocol, version 10, as its documentation describes it.
//!
//! Any client library may connect. This room decides which session hears which event and in what order; what
//! happens in the world, and whom it concerns, it is told by [`World::events`]. It knows nothing of HTTP routes.
//!
//! | file | holds |
//! | --- | --- |
//! | `wire` | opcodes, close codes, frames, compression |
//! | `identify` | IDENTIFY and RESUME read and judged |
//! | `hearing` | shards, intents, blanked content |
//! | `session` | sequence numbers and what is kept for RESUME |
//! | `hub` | all connections and sessions behind one lock |
//! | `connection` | one socket from HELLO to its end |
//! | `members` | the members of a guild on request |
//! | `control` | what tests do to it |

mod connection;
mod control;
mod hearing;
mod hub;
mod identify;
mod members;
mod session;
mod wire;

pub use control::SessionInfo;
pub use hub::Tally;
pub use wire::{close, op};

use super::faults::Interruption;
use super::world::World;
use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;
use hub::Hub;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::task::Poll;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::AbortHandle;

/// The path of the gateway on the stand-in's server; clients add a query such as `?v=10&encoding=json`.
pub const PATH: &str = "/gateway";

/// How strict and how patient the gateway is.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What HELLO asks for; a connection silent for twice this and the grace is closed with 4009.
    pub heartbeat_interval: Duration,
    /// How long a connection may be silent beyond two intervals.
    pub grace: Duration,
    /// How long a session without connection may be resumed, by the world's clock.
    pub session_lifetime: chrono::Duration,
    /// So many dispatches are kept for RESUME.
    pub kept: usize,
    /// IDENTIFYs a day, by the world's clock.
    pub session_starts: u32,
    /// IDENTIFYs at once, in the sense of `max_concurrency`.
    pub max_concurrency: u64,
    /// Whether a second IDENTIFY with the same key within 5 s of real time is turned away.
    pub identify_limit: bool,
    /// Whether more than 120 payloads within 60 s of real time close the connection with 4008.
    pub send_limit: bool,
    /// More guilds on one shard are refused with 4011.
    pub guilds_per_shard: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            heartbeat_interval: Duration::from_millis(41_250),
            grace: Duration::from_secs(15),
            session_lifetime: chrono::Duration::minutes(3),
            kept: 10_000,
            session_starts: 1_000,
            max_concurrency: 1,
            identify_limit: false,
            send_limit: true,
            guilds_per_shard: 2_500,
        }
    }
}

/// The gateway; clones are the same one.
#[derive(Clone, Debug)]
pub struct Gateway(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    hub: Mutex<Hub>,
    changed: watch::Sender<u64>,
    pump: OnceLock<AbortHandle>,
}

impl Inner {
    fn hub(&self) -> MutexGuard<'_, Hub> {
        self.hub.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(pump) = self.pump.get() {
            pump.abort();
        }
    }
}

impl Gateway {
    /// A gateway to `world`. Call it within a Tokio runtime: a task carries the events from now on.
    pub fn new(world: &World, settings: Settings) -> Self {
        let inner = Arc::new(Inner {
            hub: Mutex::new(Hub::new(world.clone(), settings)),
            changed: watch::Sender::new(0),
            pump: OnceLock::new(),
        });
        let pump = tokio::spawn(carry(Arc::downgrade(&inner), world.clone()));
        let _ = inner.pump.set(pump.abort_handle());
        Self(inner)
    }

    /// The route of the gateway: [`PATH`], with and without a slash at its end.
    pub fn router(&self) -> Router {
        Router::new().route(PATH, get(enter)).route(&format!("{PATH}/"), get(enter)).with_state(self.clone())
    }

    /// The answer to `GET /gateway/bot`, with `url` as the gateway's address.
    pub fn bot_answer(&self, url: &str) -> Value {
        let mut hub = self.hub();
        hub.renew_starts();
        let left = hub.starts_since + chrono::Duration::days(1) - hub.world.clock.now();
        json!({
            "url": url,
            "shards": 1,
            "session_start_limit": {
                "total": hub.settings.session_starts,
                "remaining": hub.starts_left,
                "reset_after": if hub.starts_left == hub.settings.session_starts { 0 } else { left.num_milliseconds() },
                "max_concurrency": hub.settings.max_concurrency,
            },
        })
    }

    fn hub(&self) -> MutexGuard<'_, Hub> {
        self.0.hub()
    }

    /// Wakes those who wait for the gateway to be in some state.
    fn stir(&self) {
        self.0.changed.send_modify(|n| *n += 1);
    }
}

/// Carries events from the world to the sessions, and strikes when an interruption was asked for.
async fn carry(gateway: Weak<Inner>, world: World) {
    loop {
        let events = poll_fn(|context| {
            gateway.upgrade().map_or(Poll::Ready(()), |inner| inner.hub().poll_events(context))
        });
        tokio::select! {
            () = events => return,
            () = world.faults().interrupted() => {}
        }
        let Some(gateway) = gateway.upgrade().map(Gateway) else { return };
        let at_once = |i: &Interruption| !matches!(i, Interruption::DoubleNext | Interruption::LoseNext);
        while let Some(interruption) = world.faults().take_interruption(at_once) {
            gateway.interrupt(&interruption);
        }
    }
}

/// A client knocks.
async fn enter(
    State(gateway): State<Gateway>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
    socket: WebSocketUpgrade,
) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let asked = connection::Asked {
        resume_url: format!("ws://{host}{PATH}"),
        compress: query.get("compress").cloned(),
        refused: match (query.get("v").map(String::as_str), query.get("encoding").map(String::as_str)) {
            (None | Some("9" | "10"), None | Some("json")) => None,
            (None | Some("9" | "10"), Some(_)) => Some(close::DECODE_ERROR),
            (Some(_), _) => Some(close::INVALID_API_VERSION),
        },
    };
    // Large enough to refuse a payload in words rather than by an error of the socket.
    socket.max_message_size(1 << 20).on_upgrade(move |socket| connection::serve(gateway, socket, asked))
}
