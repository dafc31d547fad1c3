//! Rate limits by real time: a bucket per route and major parameter, one global limit, and the headers that tell.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

/// How long an invalid request counts.
const BLAMED: Duration = Duration::from_mins(10);

/// How much is allowed. Discord publishes no numbers per route; these are long-observed values.
#[derive(Clone, Copy, Debug)]
pub struct RateLimits {
    /// Switched on.
    pub on: bool,
    /// Messages sent in one channel: so many in such a time.
    pub messages: (u32, Duration),
    /// Every other route.
    pub others: (u32, Duration),
    /// Requests a second altogether, interactions aside.
    pub global: usize,
    /// Answers 401, 403 and 429 within ten minutes, until the address is shut out.
    pub invalid: usize,
}

impl Default for RateLimits {
    fn default() -> Self {
        let five = Duration::from_secs(5);
        Self {
            on: true,
            messages: (5, five),
            others: (30, Duration::from_secs(1)),
            global: 50,
            invalid: 10_000,
        }
    }
}

impl RateLimits {
    /// No limits; headers are sent nevertheless.
    pub fn off() -> Self {
        Self { on: false, ..Self::default() }
    }
}

#[derive(Debug)]
struct Bucket {
    used: u32,
    ends: Instant,
}

/// What has been used so far.
#[derive(Debug, Default)]
pub(super) struct Usage {
    buckets: HashMap<String, Bucket>,
    recent: VecDeque<Instant>,
    invalid: VecDeque<Instant>,
}

/// What a limit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// One route, for this client.
    User,
    /// A resource that others use too.
    Shared,
    /// Everything this client does.
    Global,
}

/// A request that came too soon.
#[derive(Debug)]
pub(super) struct TooSoon {
    pub(super) wait: Duration,
    pub(super) scope: Scope,
}

impl TooSoon {
    pub(super) fn json(&self) -> Value {
        let shared = self.scope == Scope::Shared;
        let message =
            if shared { "The resource is being rate limited." } else { "You are being rate limited." };
        let global = self.scope == Scope::Global;
        json!({"message": message, "retry_after": self.wait.as_secs_f64(), "global": global, "code": 0})
    }

    pub(super) fn headers(&self, into: &mut HeaderMap) {
        put(into, "retry-after", &self.wait.as_secs_f64().ceil().to_string());
        let scope = match self.scope {
            Scope::User => "user",
            Scope::Shared => "shared",
            Scope::Global => "global",
        };
        put(into, "x-ratelimit-scope", scope);
        if self.scope == Scope::Global {
            put(into, "x-ratelimit-global", "true");
        }
    }
}

impl Usage {
    /// Counts a request in the bucket `key`; the headers are filled in either way.
    pub(super) fn count(
        &mut self,
        limits: &RateLimits,
        key: &str,
        now: Instant,
        (most, span): (u32, Duration),
        exempt: bool,
        headers: &mut HeaderMap,
    ) -> Result<(), TooSoon> {
        self.recent.retain(|at| now.duration_since(*at) < Duration::from_secs(1));
        if limits.on && !exempt {
            if self.recent.len() >= limits.global {
                let oldest = self.recent.front().copied().unwrap_or(now);
                return Err(TooSoon { wait: oldest + Duration::from_secs(1) - now, scope: Scope::Global });
            }
            self.recent.push_back(now);
        }
        let bucket = self.buckets.entry(key.to_owned()).or_insert(Bucket { used: 0, ends: now + span });
        if bucket.ends <= now {
            *bucket = Bucket { used: 0, ends: now + span };
        }
        let wait = bucket.ends - now;
        let full = limits.on && bucket.used >= most;
        bucket.used += u32::from(!full);
        let wall = crate::clock::Clock::system().now() + chrono::Duration::from_std(wait).unwrap_or_default();
        put(headers, "x-ratelimit-limit", &most.to_string());
        put(headers, "x-ratelimit-remaining", &most.saturating_sub(bucket.used).to_string());
        put(
            headers,
            "x-ratelimit-reset",
            &format!("{}.{:03}", wall.timestamp(), wall.timestamp_subsec_millis()),
        );
        put(headers, "x-ratelimit-reset-after", &format!("{:.3}", wait.as_secs_f64()));
        put(headers, "x-ratelimit-bucket", &bucket_name(key));
        if full { Err(TooSoon { wait, scope: Scope::User }) } else { Ok(()) }
    }

    /// Counts an answer that tells of an invalid request.
    pub(super) fn blame(&mut self, now: Instant) {
        self.invalid.push_back(now);
    }

    /// How long the address is shut out for its invalid requests, if it is.
    pub(super) fn shut_out(&mut self, limits: &RateLimits, now: Instant) -> Option<Duration> {
        self.invalid.retain(|at| now.duration_since(*at) < BLAMED);
        let newest = self.invalid.iter().rev().nth(limits.invalid.saturating_sub(1))?;
        Some(*newest + BLAMED - now)
    }
}

/// The opaque name of a bucket: the same for a route whatever its major parameter.
fn bucket_name(key: &str) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    key.split('|').next().hash(&mut hasher);
    format!("{:032x}", hasher.finish())
}

fn put(into: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        into.insert(HeaderName::from_static(name), value);
    }
}
