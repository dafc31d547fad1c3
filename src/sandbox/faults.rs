//! What goes wrong on purpose: the next request that matches fails in the chosen way, the gateway breaks on demand.
//!
//! Knows requests by method and path only, never what they mean.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// What happens to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Answers this HTTP status with Discord's error code (0 for none); nothing happens in the world.
    Status(u16, u32),
    /// As [`Fault::Status`], but the effect takes place first (a 502 after success).
    StatusAfter(u16, u32),
    /// Never answers; nothing happens in the world.
    Hang,
    /// Never answers, though the effect takes place.
    HangAfter,
    /// The connection is dropped; nothing happens in the world.
    LoseAnswerBefore,
    /// The effect takes place, then the connection is dropped.
    LoseAnswerAfter,
    /// A 429 with `retry_after`; the flag makes it a global one.
    TooMany(Duration, bool),
    /// A 429 of scope `shared` with `retry_after`: others use the same resource, the client is not to blame.
    TooManyShared(Duration),
    /// Answers this HTTP status with a page in HTML, as the proxy before Discord does; nothing happens in the world.
    Html(u16),
    /// The answer comes this much later.
    Latency(Duration),
}

/// What happens to the gateway's sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interruption {
    /// A close frame with this code, or with none.
    Close(Option<u16>),
    /// The connection is dropped without a close frame.
    Drop,
    /// Opcode 7: the client is asked to reconnect.
    Reconnect,
    /// Opcode 9; `true` when the session may be resumed.
    InvalidSession(bool),
    /// The next event is sent twice.
    DoubleNext,
    /// The next event is swallowed although its sequence number is used up.
    LoseNext,
    /// Heartbeats are no longer answered on the sessions open now.
    Zombie,
}

#[derive(Debug)]
struct Rule {
    method: Option<String>,
    pattern: Vec<String>,
    left: usize,
    fault: Fault,
}

impl Rule {
    fn meets(&self, method: &str, path: &str) -> bool {
        let asked: Vec<&str> = path.trim_matches('/').split('/').collect();
        self.method.as_deref().is_none_or(|m| m.eq_ignore_ascii_case(method))
            && (self.pattern.iter().any(|p| p == "*")
                || asked.len() == self.pattern.len()
                    && self.pattern.iter().zip(&asked).all(|(p, a)| p.starts_with('{') || p == a))
    }
}

/// The faults that wait; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    rules: Mutex<Vec<Rule>>,
    interruptions: Mutex<VecDeque<Interruption>>,
    interrupted: Notify,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Faults {
    /// The next request that matches suffers `fault`. `method` `"*"` means any; `pattern` is a path below
    /// `/api/v10` whose `{…}` segments match anything, or `"*"` for every path. Rules are used up in the
    /// order they were given.
    pub fn next(&self, method: &str, pattern: &str, fault: Fault) {
        self.times(1, method, pattern, fault);
    }

    /// The next `count` requests that match suffer `fault`; `usize::MAX` means until [`Faults::clear`].
    pub fn times(&self, count: usize, method: &str, pattern: &str, fault: Fault) {
        held(&self.0.rules).push(Rule {
            method: (method != "*").then(|| method.to_owned()),
            pattern: pattern.trim_matches('/').split('/').map(str::to_owned).collect(),
            left: count,
            fault,
        });
    }

    /// Forgets every fault and interruption that has not struck yet.
    pub fn clear(&self) {
        held(&self.0.rules).clear();
        held(&self.0.interruptions).clear();
    }

    /// Faults on requests that have not struck yet, whatever their count.
    pub fn waiting(&self) -> usize {
        held(&self.0.rules).len()
    }

    /// Takes the fault for this request, if one is due.
    pub fn strike(&self, method: &str, path: &str) -> Option<Fault> {
        let mut rules = held(&self.0.rules);
        let at = rules.iter().position(|rule| rule.meets(method, path))?;
        let rule = rules.get_mut(at)?;
        let fault = rule.fault.clone();
        if rule.left != usize::MAX {
            rule.left = rule.left.saturating_sub(1);
        }
        if rule.left == 0 {
            rules.remove(at);
        }
        Some(fault)
    }

    /// Interrupts the gateway: at once, or at the next event where it is about events.
    pub fn interrupt(&self, interruption: Interruption) {
        held(&self.0.interruptions).push_back(interruption);
        self.0.interrupted.notify_one();
    }

    /// For the gateway: the oldest interruption that waits and meets `wanted`.
    pub fn take_interruption(&self, wanted: impl Fn(&Interruption) -> bool) -> Option<Interruption> {
        let mut waiting = held(&self.0.interruptions);
        let at = waiting.iter().position(wanted)?;
        waiting.remove(at)
    }

    /// For the gateway: returns when an interruption was added since the last call.
    pub async fn interrupted(&self) {
        self.0.interrupted.notified().await;
    }
}
