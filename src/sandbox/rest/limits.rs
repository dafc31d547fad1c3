//! Rate limits by real time: a bucket per route and major parameter, one global limit, and the headers that tell.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

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
}

impl Default for RateLimits {
    fn default() -> Self {
        let five = Duration::from_secs(5);
        Self { on: true, messages: (5, five), others: (30, Duration::from_secs(1)), global: 50 }
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
}

/// A request that came too soon.
#[derive(Debug)]
pub(super) struct TooSoon {
    pub(super) wait: Duration,
    pub(super) global: bool,
}

impl TooSoon {
    pub(super) fn json(&self) -> Value {
        json!({"message": "You are being rate limited.", "retry_after": self.wait.as_secs_f64(), "global": self.global, "code": 0})
    }

    pub(super) fn headers(&self, into: &mut HeaderMap) {
        put(into, "retry-after", &self.wait.as_secs_f64().ceil().to_string());
        put(into, "x-ratelimit-scope", if self.global { "global" } else { "user" });
        if self.global {
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
                return Err(TooSoon { wait: oldest + Duration::from_secs(1) - now, global: true });
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
        if full { Err(TooSoon { wait, global: false }) } else { Ok(()) }
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
