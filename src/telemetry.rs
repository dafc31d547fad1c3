//! What the process tells about itself: log lines, metrics, and whether it is ready.
//!
//! Decides what may be logged at all. Knows no message, no person and no secret: a line of ours carries
//! ids, kinds and counts, and what other crates write is capped here whatever the operator asks for.

mod log;
mod metrics;
mod readiness;

pub use log::{LogFilter, LogFormat, NotAFilter, start, subscriber};
pub use metrics::{
    CLIENT_WARNINGS, DELIVERIES, GATEWAY_CONNECTED, INTERACTIONS, Kind, METRICS, MISSED_EVENTS, Metric,
    Metrics, RATE_LIMITED, REPLIES_STORED, REQUESTS, UNPARSED_EVENTS, install,
};
pub use readiness::{Part, Readiness, Reason};
