//! Metrics: their names and meanings in one list, and the recorder they go to. It has no listener of its
//! own; the room `web` shows what was recorded.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

/// Events the client library could not read, by `kind`.
pub const UNPARSED_EVENTS: &str = "aktor_unparsed_events_total";
/// Replies stored, each counted once.
pub const REPLIES_STORED: &str = "aktor_replies_stored_total";
/// Deliveries brought to an end, by `outcome`.
pub const DELIVERIES: &str = "aktor_deliveries_total";
/// Answers "too many requests", by `scope`: `user`, `global`, `shared`.
pub const RATE_LIMITED: &str = "aktor_rate_limited_total";
/// Events that could not be taken in and are fetched again by backfill.
pub const MISSED_EVENTS: &str = "aktor_missed_events_total";
/// Requests of the bot's own, by `method` and `status`.
pub const REQUESTS: &str = "aktor_requests_total";
/// Warnings of the client library, which are counted and not written, by `target`.
pub const CLIENT_WARNINGS: &str = "aktor_client_warnings_total";
/// Commands, clicks and forms, by `kind`.
pub const INTERACTIONS: &str = "aktor_interactions_total";
/// 1 while the gateway is connected, else 0.
pub const GATEWAY_CONNECTED: &str = "aktor_gateway_connected";

/// How a metric moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Only upwards.
    Counter,
    /// Up and down.
    Gauge,
}

/// One metric: its name, kind and meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metric {
    /// The name, `aktor_…`.
    pub name: &'static str,
    /// How it moves.
    pub kind: Kind,
    /// What it counts, as `/metrics` says it.
    pub meaning: &'static str,
}

/// Every metric of ours. A name that does not stand here is not used: `tests/house.rs` sees to it.
pub const METRICS: [Metric; 9] = [
    Metric {
        name: UNPARSED_EVENTS,
        kind: Kind::Counter,
        meaning: "Gateway events that could not be read, by kind",
    },
    Metric { name: REPLIES_STORED, kind: Kind::Counter, meaning: "Replies stored, each counted once" },
    Metric {
        name: DELIVERIES,
        kind: Kind::Counter,
        meaning: "Pieces of outgoing work brought to an end, by outcome",
    },
    Metric { name: RATE_LIMITED, kind: Kind::Counter, meaning: "Answers 429 from the platform, by scope" },
    Metric { name: MISSED_EVENTS, kind: Kind::Counter, meaning: "Events not taken in, left to backfill" },
    Metric {
        name: REQUESTS,
        kind: Kind::Counter,
        meaning: "Requests of the bot's own, by method and status",
    },
    Metric {
        name: CLIENT_WARNINGS,
        kind: Kind::Counter,
        meaning: "Warnings of the client library, by target",
    },
    Metric { name: INTERACTIONS, kind: Kind::Counter, meaning: "Commands, clicks and forms, by kind" },
    Metric {
        name: GATEWAY_CONNECTED,
        kind: Kind::Gauge,
        meaning: "1 while the gateway is connected, else 0",
    },
];

/// What was recorded; clones show the same.
#[derive(Debug, Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// Everything recorded so far, in Prometheus' text format.
    pub fn render(&self) -> String {
        self.0.run_upkeep();
        self.0.render()
    }
}

/// Records from now on. The second call in a process gives what the first one installed.
pub fn install() -> Metrics {
    static INSTALLED: OnceLock<Metrics> = OnceLock::new();
    INSTALLED.get_or_init(record).clone()
}

fn record() -> Metrics {
    let recorder = PrometheusBuilder::new().build_recorder();
    let metrics = Metrics(recorder.handle());
    // Somebody else's recorder stays: ours is then empty.
    let _ = metrics::set_global_recorder(recorder);
    for metric in METRICS {
        match metric.kind {
            Kind::Counter => metrics::describe_counter!(metric.name, metric.meaning),
            Kind::Gauge => metrics::describe_gauge!(metric.name, metric.meaning),
        }
    }
    metrics::gauge!(GATEWAY_CONNECTED).set(0.0);
    metrics::counter!(REPLIES_STORED).absolute(0);
    metrics
}
