//! The one executor of the bot's own requests. It decides *when* a request may go and what its answer
//! means; what is asked for, and whether to ask again, is decided by its callers.
//!
//! serenity's own client has no time limits, ignores another address while its limiter is on, and writes
//! request bodies into its traces; so requests are made here. Nothing of a request but its method and the
//! pattern of its path is ever logged: no body, no address, no token.

mod answer;
mod budget;
mod call;
mod lane;

pub use answer::Answer;
pub use call::{Call, File};
pub use lane::Lane;

use crate::faults::Hook;
use crate::service::lease;
use crate::service::platform::PlatformError;
use crate::telemetry;
use budget::{Budget, Heard, Turn};
use call::Key;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, USER_AGENT};
use secrecy::{ExposeSecret, SecretString};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long making a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a whole request may take.
const TOTAL: Duration = Duration::from_secs(15);
/// How often a request that was refused for its pace is sent again before the caller is told.
const MOST_PACED: u32 = 5;
/// The longest that one call waits for its turn or for a refusal's end; whoever would wait longer is told so.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

const AGENT: &str =
    concat!("DiscordBot (https://github.com/norddjurs/aktor, ", env!("CARGO_PKG_VERSION"), ") aktor");

/// Sends requests within the platform's limits; clones share them.
#[derive(Clone)]
pub struct Executor(Arc<Inner>);

struct Inner {
    client: reqwest::Client,
    base: String,
    budget: Mutex<Budget>,
    token: SecretString,
    faults: Hook,
}

impl std::fmt::Debug for Executor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Executor").field("base", &self.0.base).finish_non_exhaustive()
    }
}

/// Why no executor could be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The token has characters that no token has, such as a line break in its middle.
    #[error(
        "DISCORD_TOKEN is not a token: it has characters that cannot be sent. Copy it again from the developer portal, under Bot"
    )]
    Token,
    /// The address is not one of HTTP.
    #[error("DISCORD_API_URL is not an address such as https://discord.com")]
    Address,
    /// The HTTP client could not be built.
    #[error("the HTTP client could not be started: {0}")]
    Client(reqwest::Error),
}

impl Executor {
    /// An executor for `token` at the server `base` (such as `https://discord.com`). The token is sent with
    /// each request and stands nowhere else.
    pub fn new(base: &str, token: &SecretString) -> Result<Self, SetupError> {
        Self::with_faults(base, token, Hook::default())
    }

    /// The same with `faults` at every request.
    pub fn with_faults(base: &str, token: &SecretString, faults: Hook) -> Result<Self, SetupError> {
        let base = base.trim_end_matches('/').to_owned();
        let url = reqwest::Url::parse(&base).map_err(|_| SetupError::Address)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(SetupError::Address);
        }
        let secret = token.expose_secret().trim();
        let secret = secret.strip_prefix("Bot ").unwrap_or(secret).trim();
        if secret.is_empty() || !secret.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(SetupError::Token);
        }
        let mut builder = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(faults.patience(TOTAL))
            .redirect(reqwest::redirect::Policy::none());
        if url.host_str().is_some_and(|host| matches!(host, "localhost" | "127.0.0.1" | "[::1]")) {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| SetupError::Client(error.without_url()))?;
        let token = SecretString::from(format!("Bot {secret}"));
        let budget = Mutex::new(Budget::new(Instant::now()));
        Ok(Self(Arc::new(Inner { client, base, budget, token, faults })))
    }

    /// The HTTP client beneath: the same time limits for whoever must send by another way.
    pub fn client(&self) -> &reqwest::Client {
        &self.0.client
    }

    /// The server's address without a slash at its end.
    pub fn base(&self) -> &str {
        &self.0.base
    }

    /// The token as the platform wants it, with `Bot ` before it.
    pub(super) fn token(&self) -> &SecretString {
        &self.0.token
    }

    /// Whether requests are held back because too many were invalid lately.
    pub fn is_held_back(&self) -> bool {
        self.budget().held_back(Instant::now()).is_some()
    }

    fn budget(&self) -> std::sync::MutexGuard<'_, Budget> {
        self.0.budget.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends `call` when its turn comes. A refusal for the pace is waited out and the call sent again, a few
    /// times; everything else is told to the caller after one attempt.
    pub async fn send(&self, lane: Lane, call: &Call) -> Result<Answer, PlatformError> {
        let mut refused = 0;
        let mut left = LONGEST_WAIT;
        loop {
            left = self.turn(lane, call, left).await?;
            let under_way = UnderWay { executor: self, key: Some(call.key()) };
            self.0.faults.before(call).await;
            let answer = self.once(call).await;
            self.0.faults.after(call).await;
            let heard = answer.as_ref().map_or_else(|_| Heard::default(), Answer::heard);
            let empty_for = under_way.answered(&heard);
            let answer = answer?;
            metrics::counter!(telemetry::REQUESTS, "method" => call.method.as_str().to_owned(), "status" => answer.status.to_string()).increment(1);
            if answer.status != 429 {
                tracing::debug!(method = %call.method, pattern = call.pattern, status = answer.status, "request");
                return answer.sorted();
            }
            metrics::counter!(telemetry::RATE_LIMITED, "scope" => answer.scope(heard.global)).increment(1);
            let pause = answer.retry_after().or(empty_for).unwrap_or(Duration::from_secs(1));
            let whole = heard.global || answer.is_global();
            self.budget().pause(&call.key(), whole, pause, Instant::now());
            refused += 1;
            tracing::warn!(method = %call.method, pattern = call.pattern, ?pause, whole, "asked to slow down");
            if refused >= MOST_PACED || pause > left {
                return Err(PlatformError::Busy(pause));
            }
        }
    }

    /// Waits for the turn of `call`; what is left of `most` comes back.
    async fn turn(&self, lane: Lane, call: &Call, most: Duration) -> Result<Duration, PlatformError> {
        let mut left = most;
        loop {
            let turn = self.budget().ask(lane, &call.key(), Instant::now());
            match turn {
                Turn::Go => return Ok(left),
                Turn::Held(until) => return Err(PlatformError::Busy(until)),
                Turn::Wait(time) if time > left => return Err(PlatformError::Busy(time)),
                Turn::Wait(time) => {
                    tokio::time::sleep(time).await;
                    left = left.saturating_sub(time);
                }
            }
        }
    }

    async fn once(&self, call: &Call) -> Result<Answer, PlatformError> {
        // The turn may have been long in coming. Nothing is done for work that somebody else does by now; to read is
        // no harm, and what was answered is read when the work has been recorded already.
        if call.method != Method::GET && !lease::may_act().await {
            return Err(PlatformError::Busy(Duration::from_secs(1)));
        }
        let mut headers = HeaderMap::new();
        let mut token =
            HeaderValue::from_str(self.0.token.expose_secret()).map_err(|_| PlatformError::Unauthorised)?;
        token.set_sensitive(true);
        headers.insert(AUTHORIZATION, token);
        headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        let request = call.request(&self.0.client, &self.0.base).headers(headers);
        match request.send().await {
            Ok(response) => Answer::read(response).await,
            // Nothing has left this machine, so nothing can have happened.
            Err(error) if error.is_connect() => Err(PlatformError::Busy(Duration::from_secs(5))),
            Err(error) => Err(answer::lost(&error)),
        }
    }
}

/// A request that has taken its place. Whoever no longer waits for its answer gives the place back.
struct UnderWay<'a> {
    executor: &'a Executor,
    key: Option<Key>,
}

impl UnderWay<'_> {
    /// Tells what came back, or that nothing did; how long the counter is empty.
    fn answered(mut self, heard: &Heard) -> Option<Duration> {
        let key = self.key.take()?;
        self.executor.budget().heard(&key, heard, Instant::now())
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.executor.budget().heard(&key, &Heard::default(), Instant::now());
        }
    }
}
