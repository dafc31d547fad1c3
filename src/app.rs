//! The composition root: store, library, Discord, scheduler and web put together, supervised, and stopped
//! cleanly. Decides nothing about the bot's work.

mod catch_up;
mod listen;
mod travel;

use crate::clock::Clock;
use crate::config::{Config, GoLive};
use crate::discord::components::Codec;
use crate::discord::desk::Desk;
use crate::discord::encode::Encoder;
use crate::discord::forums::Forums;
use crate::discord::framework::framework;
use crate::discord::gateway::{Gateway, GatewayError, Identity, Link, Parts, check_token};
use crate::discord::http::{Executor, SetupError};
use crate::discord::pace::Pace;
use crate::discord::platform::DiscordPlatform;
use crate::discord::register::register;
use crate::faults::Hook;
use crate::scheduler;
use crate::service::core::{Core, Defaults, Hearing};
use crate::service::erasure;
use crate::service::incoming::{Watched, queue};
use crate::service::library::{Fault, Library};
use crate::service::nameless::Tally;
use crate::service::platform::PlatformError;
use crate::service::random::Random;
use crate::service::refusal::Failure;
use crate::store::{BUTTON_KEY, RunLock, Store, StoreError};
use crate::telemetry::{Metrics, Part, Readiness, Reason};
use crate::web::{Web, WebError};
use base64::Engine as _;
use catch_up::Gaps;
use chrono::{DateTime, SecondsFormat, Utc};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::{AbortHandle, JoinHandle};
use tokio_util::sync::CancellationToken;

/// Events that wait to be taken in; what comes beyond is read from the history instead.
const QUEUE: usize = 16_384;
/// How often something is written to the database, to know whether it takes it.
const DATABASE_EVERY: Duration = Duration::from_secs(2);
/// After how long a database that has not answered is said to be silent.
const DATABASE_WITHIN: Duration = Duration::from_millis(1_500);
/// Stopping takes less than ten seconds, whatever does not answer: work in hand, then what is heard, then the
/// database.
const FINISH_WORK: Duration = Duration::from_secs(6);
const FINISH_TASKS: Duration = Duration::from_millis(500);
const CLOSE_DATABASE: Duration = Duration::from_millis(1_500);

/// Why the bot could not start, or ended.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The built-in prompts have faults: a defect of this version.
    #[error("the prompts have faults: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Prompts(Vec<Fault>),
    /// The client for requests.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// Discord: the token, the server, the intents, the connection.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// The commands could not be registered.
    #[error("the commands could not be registered: {0}")]
    Register(PlatformError),
    /// The address for health and metrics.
    #[error(transparent)]
    Web(#[from] WebError),
    /// A use case that belongs to starting.
    #[error(transparent)]
    Start(#[from] Failure),
}

impl AppError {
    /// Whether somebody has to change something before starting again makes sense (exit code 78).
    pub fn is_final(&self) -> bool {
        match self {
            Self::Gateway(error) => error.is_final(),
            Self::Setup(_)
            | Self::Web(_)
            | Self::Prompts(_)
            | Self::Store(StoreError::Address(_) | StoreError::Refused { .. }) => true,
            _ => false,
        }
    }
}

/// A running bot.
pub struct App {
    core: Core,
    identity: Identity,
    readiness: Readiness,
    web: SocketAddr,
    gateway: Gateway,
    gaps: Arc<Gaps>,
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
    scheduler: JoinHandle<()>,
    _lock: Option<RunLock>,
}

impl App {
    /// Puts everything together and starts it.
    pub async fn start(
        config: &Config,
        clock: Clock,
        random: Random,
        metrics: Metrics,
    ) -> Result<Self, AppError> {
        Self::start_with(config, clock, random, metrics, Hook::default()).await
    }

    /// The same with `faults` at every commit and every request.
    pub async fn start_with(
        config: &Config,
        clock: Clock,
        random: Random,
        metrics: Metrics,
        faults: Hook,
    ) -> Result<Self, AppError> {
        Hook::announce();
        let settings = &config.settings;
        let readiness = Readiness::starting();
        let web = Web::bind(settings.http_addr).await?;
        let address = web.address();
        let lock = RunLock::take(settings.database_url.expose()).await?;
        let store = Store::open(settings.database_url.expose()).await?.with_faults(faults.clone());
        readiness.ready(Part::Database);
        let library = load_library(settings.prompts_dir.as_deref())?;
        readiness.ready(Part::Prompts);

        let executor = Executor::with_faults(settings.api_url.as_str(), &config.token, faults)?;
        let identity = check_token(&executor).await?;
        if identity.hearing == Hearing::Buttons {
            tracing::warn!(
                "\"Message Content Intent\" is off: the bot cannot read what people write in threads, so answers come by button alone, and its posts say so. To change that: developer portal, your application, Bot, Privileged Gateway Intents; then start again"
            );
        }
        let heard_from = heard_from(&store, identity.hearing, clock.now()).await?;
        let encoder = Encoder::new(Codec::new(&button_key(&store, &random).await?));
        store.begin_ledger().await?;
        erasure::erase_again(&store, &random, clock.now()).await?;
        let forums = Forums::default();
        let platform =
            DiscordPlatform::new(executor.clone(), encoder.clone(), identity.me).remembering(forums.clone());
        let core = Core {
            store,
            clock,
            random,
            platform: Arc::new(platform),
            library: Arc::new(library),
            watched: Watched::new(),
            tally: Tally::default(),
            bell: Arc::new(Notify::new()),
            defaults: Defaults {
                zone: settings.timezone,
                language: settings.language,
                retention_days: settings.retention_days.into(),
                go_live_required: settings.go_live == GoLive::Required,
                hearing: identity.hearing,
                heard_from,
            },
        };
        let last_tick = scheduler::last_tick(&core.store).await?;
        core.store.notice_absence(last_tick, core.now()).await?;
        register(&executor, identity.application, settings.guild).await.map_err(AppError::Register)?;
        core.listen().await?;

        // Drawn before anything happens, so that what a seed gives does not depend on what comes first.
        let holder = format!("{:016x}", core.random.id());
        core.inform_teams().await?;
        let stop = CancellationToken::new();
        let (teller, heard) = queue(QUEUE);
        let desk = Desk { core: core.clone(), encoder, pace: Pace::default() };
        let parts = Parts {
            executor,
            application: identity.application,
            hearing: identity.hearing,
            watched: core.watched.clone(),
            forums,
            teller,
            heartbeat: Parts::HEARTBEAT,
        };
        let gateway = Gateway::start(parts, framework(desk)).await?;
        let gaps = Arc::new(Gaps::default());
        let tasks = vec![
            tokio::spawn(listen::listen(core.clone(), heard, gaps.clone(), stop.clone())),
            tokio::spawn(show_link(gateway.link(), readiness.clone(), stop.clone())),
            tokio::spawn(show_database(core.clone(), readiness.clone(), stop.clone())),
            tokio::spawn(serve(web, readiness.clone(), metrics, stop.clone())),
        ];
        let scheduler = tokio::spawn(scheduler::run(core.clone(), holder, stop.clone()));
        Ok(Self {
            core,
            identity,
            readiness,
            web: address,
            gateway,
            gaps,
            stop,
            tasks,
            scheduler,
            _lock: lock,
        })
    }

    /// The use cases, for who looks at a running bot from inside the same program.
    pub fn core(&self) -> &Core {
        &self.core
    }

    /// Who the bot is.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What is missing.
    pub fn readiness(&self) -> &Readiness {
        &self.readiness
    }

    /// Where health and metrics are shown.
    pub fn web(&self) -> SocketAddr {
        self.web
    }

    /// Waits until the connection to Discord ends for good.
    pub async fn ended(&mut self) -> Result<(), AppError> {
        Ok(self.gateway.join().await?)
    }

    /// Stops: no new work, work in hand finished or given back, the database closed. What does not end in time is
    /// left: its lease runs out, and the next start finds out what became of it.
    pub async fn stop(self) {
        self.stop.cancel();
        let unfinished: Vec<_> =
            self.tasks.iter().chain([&self.scheduler]).map(JoinHandle::abort_handle).collect();
        tokio::join!(
            within(FINISH_WORK, "the scheduler", self.scheduler),
            within(FINISH_WORK, "the connection", self.gateway.shutdown()),
        );
        within(FINISH_TASKS, "what listens", futures_util::future::join_all(self.tasks)).await;
        unfinished.iter().for_each(AbortHandle::abort);
        within(CLOSE_DATABASE, "the database", self.core.store.close()).await;
    }
}

/// Waits for a part to end, but not for longer than `most`.
async fn within<T>(most: Duration, part: &str, end: impl Future<Output = T>) {
    if tokio::time::timeout(most, end).await.is_err() {
        tracing::warn!(part, ?most, "did not end in time and is left");
    }
}

fn load_library(directory: Option<&std::path::Path>) -> Result<Library, AppError> {
    let (library, faults) = Library::load(directory);
    if directory.is_none() && !faults.is_empty() || library.is_empty() {
        return Err(AppError::Prompts(faults));
    }
    for fault in faults {
        tracing::warn!(%fault, "a prompt is left out");
    }
    Ok(library)
}

/// The key that seals what a button means: random, made once, kept in the database.
async fn button_key(store: &Store, random: &Random) -> Result<[u8; 32], StoreError> {
    let base64 = base64::engine::general_purpose::STANDARD;
    let kept = store.instance_or(BUTTON_KEY, &base64.encode(random.key())).await?;
    let key = base64.decode(&kept).ok().and_then(|key| key.try_into().ok());
    key.ok_or_else(|| StoreError::Unreadable { what: "button key", value: "of another length".to_owned() })
}

/// Since when the bot may read what people write, if it could not at an earlier start.
async fn heard_from(
    store: &Store,
    hearing: Hearing,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    const NAME: &str = "heard-from";
    const NEVER: &str = "never";
    let kept = store.instance(NAME).await?;
    match (hearing, kept.as_deref()) {
        (Hearing::Everything, Some(NEVER)) => {
            store.set_instance(NAME, &now.to_rfc3339_opts(SecondsFormat::Millis, true)).await?;
            Ok(Some(now))
        }
        (Hearing::Everything, Some(kept)) => Ok(kept.parse().ok()),
        (Hearing::Everything, None) | (Hearing::Buttons, Some(NEVER)) => Ok(None),
        (Hearing::Buttons, _) => {
            store.set_instance(NAME, NEVER).await?;
            Ok(None)
        }
    }
}

async fn show_link(mut link: watch::Receiver<Link>, readiness: Readiness, stop: CancellationToken) {
    loop {
        match *link.borrow_and_update() {
            Link::Connected => readiness.ready(Part::Gateway),
            Link::Connecting => readiness.not_ready(Reason::GatewayStarting),
            Link::Reserved(_) => readiness.not_ready(Reason::SessionsSpent),
            Link::Silent | Link::Lost(_) | Link::Ended => readiness.not_ready(Reason::GatewayLost),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            changed = link.changed() => if changed.is_err() { return },
        }
    }
}

/// Shows whether the database works, and whether the clock agrees with what it has kept.
async fn show_database(core: Core, readiness: Readiness, stop: CancellationToken) {
    loop {
        let mut probe = Box::pin(core.store.probe());
        let probed = if let Ok(probed) = tokio::time::timeout(DATABASE_WITHIN, &mut probe).await {
            probed
        } else {
            readiness.not_ready(Reason::DatabaseSilent);
            // It is not asked again before it has answered: those who wait take up its connections.
            tokio::select! {
                () = stop.cancelled() => return,
                probed = probe => probed,
            }
        };
        match probed {
            Ok(()) => {
                readiness.ready(Part::Database);
                show_clock(&core, &readiness).await;
            }
            Err(error) if error.refuses_writes() => readiness.not_ready(Reason::DatabaseRefusesWrites),
            Err(error @ StoreError::Ledger(_)) => {
                tracing::error!(%error, "nothing can be kept");
                readiness.not_ready(Reason::ErasedUnreadable);
            }
            Err(_) => readiness.not_ready(Reason::DatabaseSilent),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(DATABASE_EVERY) => {}
        }
    }
}

async fn show_clock(core: &Core, readiness: &Readiness) {
    let last = tokio::time::timeout(DATABASE_WITHIN, scheduler::last_tick(&core.store));
    if let Ok(Ok(last)) = last.await {
        if scheduler::stands_back(last, core.now()) {
            readiness.not_ready(Reason::ClockBehind);
        } else {
            readiness.ready(Part::Clock);
        }
    }
}

async fn serve(web: Web, readiness: Readiness, metrics: Metrics, stop: CancellationToken) {
    if let Err(error) = web.serve(readiness, metrics, stop.cancelled_owned()).await {
        tracing::error!(%error, "health and metrics are no longer shown");
    }
}
