//! The page: the world in a browser, the way a chat client shows it to one person.
//!
//! It decides how people meet the stand-in, and nothing else: all they do goes through [`super::actor`]. Time and
//! company come from a [`Host`]. It listens on loopback and answers only the browser that was given its link (`guard`).

mod deed;
mod guard;
mod host;
mod stream;
mod view;

pub use host::{Host, Leap, Person, Spot, Step, Words};

use super::actor::Actor;
use super::world::World;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use deed::{Deed, Id};
use guard::Guard;
use serde::Deserialize;
use serde_json::{Value, json};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// The page's own files, in the program itself. (`include_dir` would not notice when one changes.)
macro_rules! files {
    ($($name:literal)+) => {
        const FILES: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("web/", $name)))),+];
    };
}

files! {
    "app.js" "bar.js" "base.css" "choice.js" "command.js" "composer.js"
    "deeds.js" "dom.js" "form.js" "forum.js" "icon.svg" "index.html"
    "layout.css" "menu.js" "message.css" "messages.js" "parts.css" "print.css"
    "sheet.js" "side.js" "state.js" "talk.js" "text.js" "tour.js"
    "wire.js" "words.js"
}

/// The port of the page when none is given.
pub const PORT: u16 = 8077;
/// How many ports above [`PORT`] are tried when it is taken.
const NEXT_PORTS: u16 = 10;
/// How long a stopped page may take to finish what it is answering.
const GRACE: Duration = Duration::from_secs(2);

/// How long what follows from a change may take before it is looked what came of it.
const LOOKS: Duration = Duration::from_millis(150);

/// What all requests share.
struct Shared {
    world: World,
    host: Arc<dyn Host>,
    people: Vec<Person>,
    guard: Guard,
    /// Ticks when something changed that is no event of the world: the clock.
    poke: watch::Sender<u64>,
    taken: watch::Sender<Vec<bool>>,
    stop: CancellationToken,
}

/// A page that is being shown.
pub struct Page {
    address: SocketAddr,
    link: String,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl std::fmt::Debug for Page {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Page").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Page {
    /// Shows the world on 127.0.0.1. Without a port [`PORT`] is taken, or the next one that is free; 0 takes any.
    /// `key` is random and new for every start.
    pub async fn start(
        world: World,
        host: Arc<dyn Host>,
        port: Option<u16>,
        key: [u8; 32],
    ) -> std::io::Result<Self> {
        let listener = listen(port).await?;
        let address = listener.local_addr()?;
        let guard = Guard::new(key, address.port());
        let link = guard.link();
        let stop = CancellationToken::new();
        let (people, taken) = (host.people(), watch::Sender::new(host.taken().await));
        let poke = watch::Sender::new(0);
        let shared = Arc::new(Shared { world, host, people, guard, poke, taken, stop: stop.clone() });
        tokio::spawn(keep_looking(Arc::clone(&shared)));
        let service = router(shared);
        let stopped = stop.clone();
        let task = tokio::spawn(async move {
            let serving = axum::serve(listener, service).with_graceful_shutdown(stopped.cancelled_owned());
            if let Err(error) = serving.await {
                tracing::error!(%error, "the page is no longer shown");
            }
        });
        Ok(Self { address, link, stop, task })
    }

    /// Where it is shown.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The link that opens it, with the key of this start.
    pub fn link(&self) -> &str {
        &self.link
    }

    /// Stops showing it.
    pub async fn stop(mut self) {
        self.stop.cancel();
        if tokio::time::timeout(GRACE, &mut self.task).await.is_err() {
            self.task.abort();
        }
    }
}

/// Some of what follows from a deed comes later than its answer: the tour follows the world.
async fn keep_looking(shared: Arc<Shared>) {
    let mut moved = shared.world.moved();
    loop {
        tokio::select! {
            () = shared.stop.cancelled() => return,
            changed = moved.changed() => if changed.is_err() { return },
        }
        tokio::time::sleep(LOOKS).await;
        moved.borrow_and_update();
        let taken = shared.host.taken().await;
        let differs = |before: &mut Vec<bool>| std::mem::replace(before, taken.clone()) != taken;
        if shared.taken.send_if_modified(differs) {
            shared.poke.send_modify(|n| *n += 1);
        }
    }
}

async fn listen(port: Option<u16>) -> std::io::Result<TcpListener> {
    let Some(port) = port else {
        for port in PORT..PORT + NEXT_PORTS {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
                Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
                settled => return settled,
            }
        }
        return TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    };
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await
}

fn router(shared: Arc<Shared>) -> Router {
    let calls = Router::new()
        .route("/start", get(start))
        .route("/stream", get(stream))
        .route("/commands", get(commands))
        .route("/file/{channel}/{file}", get(file))
        .route("/act", post(act))
        .route("/leap", post(leap))
        .route("/fill", post(fill))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), with_key));
    Router::new()
        .nest("/api", calls)
        .fallback(asset)
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), meant_for_us))
        .with_state(shared)
}

async fn meant_for_us(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let mut response = match shared.guard.place(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(status) => status.into_response(),
    };
    guard::seal(&mut response);
    response
}

async fn with_key(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    match shared.guard.caller(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(status) => status.into_response(),
    }
}

async fn asset(request: Request) -> Response {
    if request.method() != axum::http::Method::GET && request.method() != axum::http::Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = match request.uri().path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    let Some((_, contents)) = FILES.iter().find(|(name, _)| *name == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, kind)], *contents).into_response()
}

/// Why a call was not done: a status, and one sentence for whoever looks at the wire.
struct No(StatusCode, String);

impl axum::response::IntoResponse for No {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1}))).into_response()
    }
}

impl Shared {
    /// The colleague that a call is made as: one of those whom one can be.
    fn actor(&self, id: Id) -> Result<Actor, No> {
        if self.people.iter().any(|person| person.id == id.0) {
            return Ok(self.world.person(id.0));
        }
        Err(No(StatusCode::FORBIDDEN, format!("{} is nobody whom one can be here", id.0)))
    }

    /// What follows from something that was done, while the browser goes on.
    fn follow(self: &Arc<Self>) {
        let shared = Arc::clone(self);
        tokio::spawn(async move {
            shared.host.acted().await;
            shared.look().await;
        });
    }

    async fn look(&self) {
        self.taken.send_replace(self.host.taken().await);
        self.poke.send_modify(|n| *n += 1);
    }
}

async fn start(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let bot = shared.world.bot().to_string();
    Json(json!({"people": shared.people, "tour": shared.host.tour(), "bot": bot}))
}

#[derive(Deserialize)]
struct Me {
    me: Id,
}

async fn stream(State(shared): State<Arc<Shared>>, Query(Me { me }): Query<Me>) -> Result<Response, No> {
    let actor = shared.actor(me)?;
    Ok(stream::stream_for(shared, actor.id))
}

#[derive(Deserialize)]
struct Place {
    me: Id,
    channel: Id,
}

async fn commands(
    State(shared): State<Arc<Shared>>,
    Query(Place { me, channel }): Query<Place>,
) -> Result<Json<Value>, No> {
    let offered = shared.actor(me)?.commands(channel.0);
    let told = offered.into_iter().map(|command| {
        let mut body = command.body;
        body["name"] = json!(command.name);
        body["type"] = json!(command.kind);
        body
    });
    Ok(Json(told.collect()))
}

async fn file(
    State(shared): State<Arc<Shared>>,
    Path((channel, file)): Path<(i64, i64)>,
    Query(Me { me }): Query<Me>,
) -> Result<Response, No> {
    let seen = shared.actor(me)?.reads(channel);
    let found = seen.iter().flat_map(|message| &message.attachments).find(|one| one.id == file);
    let found = found.ok_or_else(|| No(StatusCode::NOT_FOUND, "no such file".into()))?;
    let kind = HeaderValue::from_str(&found.content_type)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    Ok(([(header::CONTENT_TYPE, kind)], found.bytes.as_slice().to_vec()).into_response())
}

/// The languages of the page, as clients tell theirs.
#[derive(Clone, Copy, Deserialize)]
enum Locale {
    #[serde(rename = "da")]
    Danish,
    #[serde(rename = "en")]
    English,
}

impl Locale {
    fn code(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en-GB",
        }
    }
}

#[derive(Deserialize)]
struct Act {
    me: Id,
    /// The language of the client.
    locale: Locale,
    #[serde(flatten)]
    deed: Deed,
}

async fn act(State(shared): State<Arc<Shared>>, Json(act): Json<Act>) -> Result<Json<Value>, No> {
    let actor = shared.actor(act.me)?;
    actor.speaks(act.locale.code());
    let counts = act.deed.counts();
    let done =
        act.deed.done(&actor).await.map_err(|why| No(StatusCode::UNPROCESSABLE_ENTITY, why.to_string()))?;
    if counts {
        shared.follow();
    } else {
        shared.poke.send_modify(|n| *n += 1);
    }
    Ok(Json(done))
}

#[derive(Deserialize)]
struct Wish {
    me: Id,
    channel: Id,
    #[serde(default)]
    company: bool,
    leap: Option<Leap>,
}

async fn leap(State(shared): State<Arc<Shared>>, Json(wish): Json<Wish>) -> Result<Json<Value>, No> {
    let spot = Spot { me: shared.actor(wish.me)?.id, channel: wish.channel.0 };
    let leap = wish.leap.ok_or_else(|| No(StatusCode::UNPROCESSABLE_ENTITY, "how far?".into()))?;
    let told = shared.host.leap(leap, spot, wish.company).await;
    shared.look().await;
    Ok(told_of(told))
}

async fn fill(State(shared): State<Arc<Shared>>, Json(wish): Json<Wish>) -> Result<Json<Value>, No> {
    let spot = Spot { me: shared.actor(wish.me)?.id, channel: wish.channel.0 };
    let told = shared.host.fill(spot).await;
    shared.look().await;
    Ok(told_of(told))
}

fn told_of(told: Result<Words, Words>) -> Json<Value> {
    Json(match told {
        Ok(words) => json!({"told": words}),
        Err(words) => json!({"failed": words}),
    })
}
