//! The world over HTTP: Discord's REST interface, version 10.
//!
//! Every request goes the same way: a fault may strike, the route is found, the token checked, the rate limit counted,
//! the body held against the description; then the route acts on the world, and its answer is held against the
//! description too before it goes out.

mod answers;
mod call;
mod commands;
mod components;
mod embeds;
mod form;
mod guilds;
mod limits;
mod messages;
mod routes;
mod tally;
mod threads;
mod webhooks;

pub use limits::RateLimits;
pub use tally::Tally;

use super::faults::Fault;
use super::line::Line;
use super::openapi::OpenApi;
use super::world::{Refusal, World};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use call::{Call, Upload};
use limits::{Scope, TooSoon, Usage};
use routes::{Done, Route};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const BODY_BYTES: usize = 26 * 1024 * 1024;

/// Answers `GET /gateway/bot`, given the gateway's address.
pub(super) type GatewayBot = Box<dyn Fn(&str) -> Value + Send + Sync>;

/// All that the routes need.
pub(super) struct Rest {
    pub(super) world: World,
    pub(super) limits: Mutex<RateLimits>,
    pub(super) openapi: Option<Arc<OpenApi>>,
    pub(super) gateway_url: String,
    pub(super) gateway_bot: GatewayBot,
    usage: Mutex<Usage>,
    tally: Mutex<Tally>,
}

struct Reply {
    status: u16,
    body: Option<Value>,
    headers: HeaderMap,
}

impl Rest {
    pub(super) fn new(
        world: World,
        limits: RateLimits,
        openapi: Option<Arc<OpenApi>>,
        gateway_url: String,
        gateway_bot: GatewayBot,
    ) -> Self {
        let (limits, usage, tally) = (Mutex::new(limits), Mutex::default(), Mutex::default());
        Self { world, limits, openapi, gateway_url, gateway_bot, usage, tally }
    }
}

/// The routes as one service.
pub(super) fn router(rest: Arc<Rest>) -> Router {
    Router::new().fallback(serve).layer(DefaultBodyLimit::max(BODY_BYTES)).with_state(rest)
}

/// Serves a request, unless too many of this address were invalid: then the proxy before Discord turns it away.
async fn serve(state: State<Arc<Rest>>, line: ConnectInfo<Line>, request: Request) -> Response {
    let rest = Arc::clone(&state.0);
    rest.noted(|tally| tally.requests += 1);
    if let Some(wait) = rest.shut_out() {
        let mut response = page(429);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
        return response;
    }
    let response = met(state, line, request).await;
    let shared = response.headers().get("x-ratelimit-scope").is_some_and(|scope| scope == "shared");
    if matches!(response.status().as_u16(), 401 | 403 | 429) && !shared {
        rest.usage.lock().unwrap_or_else(PoisonError::into_inner).blame(Instant::now());
    }
    response
}

async fn met(
    State(rest): State<Arc<Rest>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response {
    let method = request.method().as_str().to_owned();
    let path = request.uri().path().to_owned();
    if let Some(file) = path.strip_prefix("/attachments/") {
        return rest.file(file);
    }
    let query = request.uri().query().unwrap_or_default().to_owned();
    let token =
        request.headers().get(header::AUTHORIZATION).and_then(|token| token.to_str().ok()).map(str::to_owned);
    let below = path.strip_prefix("/api/v10").filter(|below| below.starts_with('/')).map(str::to_owned);
    if below.is_some() && !says_who_it_is(request.headers()) {
        return finish(refused(&Refusal::nameless(), HeaderMap::new()));
    }
    let read = call::read(request).await;
    let fault = rest.world.faults().strike(&method, below.as_deref().unwrap_or(&path));
    if let Some(fault) = &fault {
        rest.noted(|tally| tally.struck(fault));
        rest.world.transcript().note(format!("FAULT {fault:?} on {method} {path}"));
    }
    let mut late = None;
    match fault {
        Some(Fault::Status(status, code)) => return finish(broken(status, code)),
        Some(Fault::Hang) => std::future::pending().await,
        Some(Fault::LoseAnswerBefore) => {
            line.cut();
            return finish(broken(500, 0));
        }
        Some(Fault::TooMany(wait, global)) => {
            let scope = if global { Scope::Global } else { Scope::User };
            return finish(too_many(&TooSoon { wait, scope }, HeaderMap::new()));
        }
        Some(Fault::TooManyShared(wait)) => {
            return finish(too_many(&TooSoon { wait, scope: Scope::Shared }, HeaderMap::new()));
        }
        Some(Fault::Html(status)) => return page(status),
        Some(Fault::Latency(by)) => tokio::time::sleep(by).await,
        other => late = other,
    }
    let asked = Asked { method, path, below, query, token };
    let reply = rest.answer(&asked, read);
    match late {
        Some(Fault::StatusAfter(status, code)) => finish(broken(status, code)),
        Some(Fault::HangAfter) => std::future::pending().await,
        Some(Fault::LoseAnswerAfter) => {
            line.cut();
            finish(reply)
        }
        _ => finish(reply),
    }
}

/// Whether a client names itself, and not as a browser: others are stopped before they reach Discord.
fn says_who_it_is(headers: &HeaderMap) -> bool {
    let name = headers.get(header::USER_AGENT).and_then(|name| name.to_str().ok());
    name.is_some_and(|name| !name.trim().is_empty() && !name.starts_with("Mozilla/"))
}

struct Asked {
    method: String,
    path: String,
    below: Option<String>,
    query: String,
    token: Option<String>,
}

fn broken(status: u16, code: u32) -> Reply {
    let message =
        StatusCode::from_u16(status).ok().and_then(|known| known.canonical_reason()).unwrap_or("Broken");
    let body = json!({"message": format!("{status}: {message}"), "code": code});
    Reply { status, body: Some(body), headers: HeaderMap::new() }
}

fn refused(refusal: &Refusal, headers: HeaderMap) -> Reply {
    Reply { status: refusal.status, body: Some(refusal.json()), headers }
}

fn too_many(soon: &TooSoon, mut headers: HeaderMap) -> Reply {
    soon.headers(&mut headers);
    Reply { status: 429, body: Some(soon.json()), headers }
}

/// What the proxy before Discord answers: a page for people.
fn page(status: u16) -> Response {
    let known = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    let reason = known.canonical_reason().unwrap_or("Error");
    let code = if status == 429 { "error code: 1015" } else { "cloudflare" };
    let text = format!(
        "<!DOCTYPE html>\n<html><head><title>{status} {reason}</title></head><body><h1>{status} {reason}</h1><p>{code}</p></body></html>\n"
    );
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = known;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=UTF-8"));
    response
}

fn finish(reply: Reply) -> Response {
    // What has no body is no JSON either: clients would try to read it.
    let kind = if reply.body.is_some() { "application/json" } else { "text/html; charset=utf-8" };
    let body = reply.body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    *response.headers_mut() = reply.headers;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // By this clients tell Discord's own answers from those of the proxy before it.
    response.headers_mut().insert(header::VIA, HeaderValue::from_static("1.1 google"));
    response
}

impl Rest {
    /// What was asked for so far.
    pub(super) fn tally(&self) -> Tally {
        *self.tally.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn noted(&self, note: impl FnOnce(&mut Tally)) {
        note(&mut self.tally.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn shut_out(&self) -> Option<Duration> {
        let limits = *self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        self.usage.lock().unwrap_or_else(PoisonError::into_inner).shut_out(&limits, Instant::now())
    }

    fn answer(&self, asked: &Asked, read: Result<(Value, Vec<Upload>), Refusal>) -> Reply {
        let body = read.as_ref().map(|(body, _)| body.to_string()).unwrap_or_default();
        let below = asked.below.as_deref().unwrap_or_default();
        let found = routes::find(&asked.method, below);
        let template = found.as_ref().map_or(below, |(route, _)| route.template).to_owned();
        let reply = self.judge(asked, found, read);
        if let Some(openapi) = &self.openapi {
            let faults = openapi.response_faults(&asked.method, &template, reply.status, reply.body.as_ref());
            for fault in faults {
                let what = format!("{} {template} answered {}: {fault}", asked.method, reply.status);
                self.world.state().violate(what);
            }
        }
        let said = reply.body.as_ref().map(Value::to_string).unwrap_or_default();
        let shown: String = body.chars().take(160).collect();
        self.world
            .transcript()
            .note(format!("REST {} {} {shown} -> {} {said}", asked.method, asked.path, reply.status));
        reply
    }

    fn judge(
        &self,
        asked: &Asked,
        found: Option<(Route, Vec<String>)>,
        read: Result<(Value, Vec<Upload>), Refusal>,
    ) -> Reply {
        let method = asked.method.as_str();
        let none = HeaderMap::new();
        let below = asked.below.as_deref().unwrap_or_default();
        let known = self.world.ready(asked.token.as_deref().unwrap_or_default()).is_ok()
            && asked.token.as_deref().is_some_and(|token| token.starts_with("Bot "));
        if method == "GET" && below == "/gateway" {
            return Reply { status: 200, body: Some(answers::gateway(&self.gateway_url)), headers: none };
        }
        if method == "GET" && below == "/gateway/bot" && known {
            return Reply { status: 200, body: Some((self.gateway_bot)(&self.gateway_url)), headers: none };
        }
        let open = below.starts_with("/interactions/")
            || below.starts_with("/webhooks/") && below.matches('/').count() > 2;
        if !known && !open && asked.below.is_some() {
            return refused(&Refusal::unauthorized(), none);
        }
        let Some((route, params)) = found else {
            self.world.state().violate(format!("unknown route {method} {}", asked.path));
            return refused(&Refusal::not_found(), none);
        };
        let mut headers = HeaderMap::new();
        if let Err(soon) = self.count(route, &params, open, &mut headers) {
            self.noted(|tally| tally.refused(soon.scope));
            return too_many(&soon, headers);
        }
        let (body, uploads) = match read {
            Ok(read) => read,
            Err(refusal) => return refused(&refusal, headers),
        };
        let query = pairs(&asked.query);
        if let Some(openapi) = &self.openapi {
            let mut faults = openapi.query_faults(method, route.template, &query);
            if !body.is_null() {
                faults.extend(openapi.request_faults(method, route.template, &body));
            }
            for fault in faults {
                self.world.state().violate(format!("{method} {}: {fault}", route.template));
            }
        }
        let mut call = Call { params, query, body, uploads };
        let outcome = (route.handler)(&mut self.world.state(), &mut call);
        match outcome {
            Ok(Done::Json(body)) => Reply { status: 200, body: Some(body), headers },
            Ok(Done::Created(body)) => Reply { status: 201, body: Some(body), headers },
            Ok(Done::Nothing) => Reply { status: 204, body: None, headers },
            Err(refusal) => refused(&refusal, headers),
        }
    }

    fn count(
        &self,
        route: Route,
        params: &[String],
        exempt: bool,
        headers: &mut HeaderMap,
    ) -> Result<(), TooSoon> {
        let limits = *self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        let major = params.first().map(String::as_str).unwrap_or_default();
        let second = params.get(1).filter(|_| exempt).map(String::as_str).unwrap_or_default();
        let sends = route.method == "POST" && route.template == "/channels/{channel_id}/messages";
        let allowed = if sends { limits.messages } else { limits.others };
        let key = format!("{} {}|{major}|{second}", route.method, route.template);
        let mut usage = self.usage.lock().unwrap_or_else(PoisonError::into_inner);
        usage.count(&limits, &key, Instant::now(), allowed, exempt, headers)
    }

    fn file(&self, path: &str) -> Response {
        let state = self.world.state();
        let id = path.split('/').nth(1).and_then(|id| id.parse::<i64>().ok());
        let mut files = state.everything_said().flat_map(|message| &message.attachments);
        let found = files.find(|file| Some(file.id) == id);
        let Some(file) = found else { return finish(refused(&Refusal::not_found(), HeaderMap::new())) };
        let mut response = Response::new(Body::from(file.bytes.as_ref().clone()));
        if let Ok(kind) = HeaderValue::from_str(&file.content_type) {
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
        }
        response
    }
}

/// A query's pairs; empty ones, as in `?&a=b`, are passed over.
fn pairs(query: &str) -> std::collections::HashMap<String, String> {
    let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (key.to_owned(), routes::decoded(&value.replace('+', " ")))).collect()
}

/// The longest a stopping stand-in waits for its connections.
pub(super) const GRACE: Duration = Duration::from_secs(2);
