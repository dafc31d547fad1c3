//! The connection on which the platform tells what happens. It lives on threads of its own, since the client
//! library can spin; it is supervised from outside, and ends with a sentence when it cannot go on.

mod credentials;
mod ear;
mod error;
mod in_hand;
mod quiet;
mod watchdog;

pub use credentials::{Identity, check_token};
pub use ear::understood;
pub use error::GatewayError;
pub use watchdog::Link;

use crate::discord::forums::Forums;
use crate::discord::http::Executor;
use crate::service::core::Hearing;
use crate::service::incoming::{Teller, Watched};
use credentials::Door;
use ear::{Ear, Listener};
use in_hand::Counting;
use poise::serenity_prelude as serenity;
use quiet::Quiet;
use secrecy::ExposeSecret;
use serenity::{ClientBuilder, CreateAllowedMentions, GatewayIntents, HttpBuilder, ShardManager};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use watchdog::Watchdog;

/// What the bot asks to be told. The content of messages is privileged: asked for without leave, everything is refused.
pub fn intents(hearing: Hearing) -> GatewayIntents {
    let always = GatewayIntents::GUILDS.union(GatewayIntents::GUILD_MESSAGES);
    match hearing {
        Hearing::Everything => always.union(GatewayIntents::MESSAGE_CONTENT),
        Hearing::Buttons => always,
    }
}
/// How long it may take to ask how many sessions are left.
const LOOK_WITHIN: Duration = Duration::from_secs(5);
/// How long saying goodbye may take.
const FAREWELL: Duration = Duration::from_millis(1_500);
/// How long people's commands, clicks and forms that are in hand then may take to be answered.
const FINISH: Duration = Duration::from_secs(4);

/// What a connection is made of.
#[derive(Debug)]
pub struct Parts {
    /// Sends the requests that connecting needs.
    pub executor: Executor,
    /// Which application the bot is: see [`check_token`].
    pub application: u64,
    /// Whether it may read what people write: see [`check_token`] too.
    pub hearing: Hearing,
    /// The channels whose messages are told.
    pub watched: Watched,
    /// The forums that are remembered: forgotten when they change.
    pub forums: Forums,
    /// Where everything heard goes: see [`crate::service::incoming::queue`].
    pub teller: Teller,
    /// The time between two signs of life of the platform's; [`Parts::HEARTBEAT`] unless a test is in a hurry.
    pub heartbeat: Duration,
}

impl Parts {
    /// Discord's own interval, a little rounded up.
    pub const HEARTBEAT: Duration = Duration::from_millis(41_500);
}

/// A client for answers to commands and clicks: at our server's address, within our time limits, without a
/// limiter (such answers are exempt from the bot's pace), and notifying nobody.
pub fn answering(executor: &Executor, application: u64) -> serenity::Http {
    HttpBuilder::new(executor.token().expose_secret())
        .client(executor.client().clone())
        .proxy(executor.base())
        .ratelimiter_disabled(true)
        .application_id(serenity::ApplicationId::new(application.max(1)))
        .default_allowed_mentions(
            CreateAllowedMentions::new().empty_users().empty_roles().replied_user(false),
        )
        .build()
}

/// A connection that is being made, stands, or is being made again.
#[derive(Debug)]
pub struct Gateway {
    link: watch::Receiver<Link>,
    stop: CancellationToken,
    /// `None`: the end has been told.
    end: Option<JoinHandle<Result<(), GatewayError>>>,
}

impl Gateway {
    /// Connects and stays connected, with `framework` for commands and clicks. Fails at once when the platform
    /// cannot be asked where to connect; all that comes later ends [`Gateway::join`].
    pub async fn start<F>(parts: Parts, framework: F) -> Result<Self, GatewayError>
    where
        F: serenity::Framework + 'static,
    {
        let door = credentials::door(&parts.executor).await?;
        let stop = CancellationToken::new();
        let (shown, link) = watch::channel(Link::Connecting);
        let end = tokio::spawn(supervise(parts, framework, door, shown, stop.clone()));
        Ok(Self { link, stop, end: Some(end) })
    }

    /// How the connection stands, and each change of it.
    pub fn link(&self) -> watch::Receiver<Link> {
        self.link.clone()
    }

    /// Waits for the connection's end: `Ok` when it was asked for, or was told before.
    pub async fn join(&mut self) -> Result<(), GatewayError> {
        let Some(end) = self.end.as_mut() else { return Ok(()) };
        let ended = end.await.unwrap_or_else(|error| Err(GatewayError::Ended(error.to_string())));
        self.end = None;
        ended
    }

    /// Ends the connection cleanly, so that the platform shows the bot as away at once. Whoever is being answered
    /// then hears the answer.
    pub async fn shutdown(mut self) -> Result<(), GatewayError> {
        self.stop.cancel();
        self.join().await
    }
}

/// The library's threads; dropped, they are left to end by themselves, for they may be spinning.
struct Threads(Option<Runtime>);

impl Threads {
    fn start(log: tracing::Dispatch) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("gateway")
            .on_thread_start(move || quiet::enter(&log))
            .on_thread_stop(quiet::leave)
            .enable_all()
            .build()?;
        Ok(Self(Some(runtime)))
    }

    fn spawn<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> Option<JoinHandle<T>> {
        self.0.as_ref().map(|runtime| runtime.spawn(task))
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

async fn supervise<F>(
    parts: Parts,
    framework: F,
    door: Door,
    shown: watch::Sender<Link>,
    stop: CancellationToken,
) -> Result<(), GatewayError>
where
    F: serenity::Framework + 'static,
{
    if let Some(time) = door.wait {
        tracing::warn!(?time, "few sessions are left today; waiting until there are more");
        shown.send_replace(Link::Reserved(time));
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = stop.cancelled() => return Ok(()),
        }
        shown.send_replace(Link::Connecting);
    }
    let ear = Arc::new(Ear::new(parts.teller, parts.watched, parts.forums));
    let (fatal, mut turned_away) = mpsc::unbounded_channel();
    let threads = Threads::start(Quiet::before_the_log(Arc::clone(&ear), fatal))?;
    let http = answering(&parts.executor, parts.application);
    let in_hand = TaskTracker::new();
    let framework = Counting::new(framework, in_hand.clone());
    let made = threads.spawn({
        let listener = Listener(Arc::clone(&ear));
        async move {
            let client = ClientBuilder::new_with_http(http, intents(parts.hearing))
                .event_handler(listener)
                .framework(framework)
                .await?;
            door.url.clone_into(&mut *client.ws_url.lock().await);
            Ok::<_, serenity::Error>(client)
        }
    });
    let ended = || GatewayError::Ended("its threads are gone".into());
    let mut client = made.ok_or_else(ended)?.await.map_err(|_| ended())?.map_err(ended_by)?;
    let manager = Arc::clone(&client.shard_manager);
    let mut run = threads.spawn(async move { client.start().await }).ok_or_else(ended)?;
    let mut watchdog = Watchdog::new(Arc::clone(&ear), Arc::clone(&manager), parts.heartbeat);
    let mut sessions = 1;
    let result = loop {
        tokio::select! {
            () = stop.cancelled() => break Ok(()),
            Some(error) = turned_away.recv() => break Err(error),
            end = &mut run => break Err(match end {
                Ok(Err(error)) => ended_by(error),
                Ok(Ok(())) | Err(_) => ended(),
            }),
            link = watchdog.look() => {
                show(&shown, link);
                if let Link::Lost(time) = link {
                    break Err(GatewayError::Silent(time));
                }
                if ear.sessions() > sessions {
                    sessions = ear.sessions();
                    if few_are_left(&parts.executor).await {
                        break Err(GatewayError::FewSessions);
                    }
                }
            }
        }
    };
    if result.is_ok() {
        farewell(&manager, &ear).await;
    }
    in_hand.close();
    if tokio::time::timeout(FINISH, in_hand.wait()).await.is_err() {
        tracing::warn!(left = in_hand.len(), "not everybody could be answered before the end");
    }
    show(&shown, Link::Ended);
    result
}

/// Whether the sessions that are left today are kept in reserve. Looked at after each that the library began by itself.
async fn few_are_left(executor: &Executor) -> bool {
    let door = tokio::time::timeout(LOOK_WITHIN, credentials::door(executor)).await;
    matches!(door, Ok(Ok(Door { wait: Some(_), .. })))
}

fn show(shown: &watch::Sender<Link>, link: Link) {
    let connected = if link.is_ready() { 1.0 } else { 0.0 };
    metrics::gauge!(crate::telemetry::GATEWAY_CONNECTED).set(connected);
    let changed = shown.send_if_modified(|before| std::mem::replace(before, link) != link);
    if changed {
        tracing::info!(?link, "connection");
    }
}

/// Closes the session, if one stands: on a closed connection the library would wait for ever for an answer.
async fn farewell(manager: &ShardManager, ear: &Ear) {
    if ear.listens() && tokio::time::timeout(FAREWELL, manager.shutdown_all()).await.is_err() {
        tracing::warn!("the platform did not answer the goodbye");
    }
}

/// The library's error without what it quotes.
fn ended_by(error: serenity::Error) -> GatewayError {
    use serenity::GatewayError as Closed;
    match error {
        serenity::Error::Gateway(Closed::InvalidAuthentication | Closed::NoAuthentication) => {
            GatewayError::Token
        }
        serenity::Error::Gateway(Closed::InvalidGatewayIntents) => GatewayError::Intents,
        serenity::Error::Gateway(Closed::DisallowedGatewayIntents) => GatewayError::MessageContent,
        serenity::Error::Gateway(Closed::InvalidShardData) => GatewayError::TooManyGuilds(4_010),
        serenity::Error::Gateway(Closed::OverloadedShard) => GatewayError::TooManyGuilds(4_011),
        serenity::Error::Gateway(other) => GatewayError::Ended(other.to_string()),
        _ => GatewayError::Ended("the client library failed".into()),
    }
}
