//! Where requests wait: whoever asks is held until its answer is laid here. Nothing in it depends on real time.

use super::request::{Answer, Answered, Request};
use aktor::service::platform::PlatformError;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

pub(crate) type Ticket = u64;

/// What became of a request so far.
enum Slot {
    Waits,
    Answered(Answered),
}

#[derive(Default)]
struct Inside {
    last: Ticket,
    open: BTreeMap<Ticket, Slot>,
    /// Asked since this was looked at last, in order.
    asked: Vec<(Ticket, Request)>,
    /// Whoever asked these is gone.
    abandoned: Vec<Ticket>,
    /// The request that whoever was polled last waits for.
    held: Option<Ticket>,
    /// The time that passes whatever a clock shows.
    true_now: DateTime<Utc>,
}

#[derive(Clone, Default)]
pub(crate) struct Gate(Arc<Mutex<Inside>>);

impl Gate {
    fn inside<T>(&self, with: impl FnOnce(&mut Inside) -> T) -> T {
        with(&mut self.0.lock().expect("nobody panics in here"))
    }

    pub(crate) fn set_true_now(&self, now: DateTime<Utc>) {
        self.inside(|inside| inside.true_now = now);
    }

    pub(crate) fn true_now(&self) -> DateTime<Utc> {
        self.inside(|inside| inside.true_now)
    }

    /// What was asked and given up since the last time.
    pub(crate) fn news(&self) -> (Vec<(Ticket, Request)>, Vec<Ticket>) {
        self.inside(|inside| (std::mem::take(&mut inside.asked), std::mem::take(&mut inside.abandoned)))
    }

    /// Lays down an answer; whoever asked goes on when they are polled next.
    pub(crate) fn answer(&self, ticket: Ticket, answered: Answered) {
        self.inside(|inside| {
            if let Some(slot) = inside.open.get_mut(&ticket) {
                *slot = Slot::Answered(answered);
            }
        });
    }

    /// The request that whoever was polled since the last time waits for.
    pub(crate) fn held(&self) -> Option<Ticket> {
        self.inside(|inside| inside.held.take())
    }
}

/// One request on its way.
pub(crate) struct Ask {
    gate: Gate,
    ticket: Option<Ticket>,
    request: Option<Request>,
}

impl Ask {
    pub(crate) fn new(gate: &Gate, request: Request) -> Self {
        Self { gate: gate.clone(), ticket: None, request: Some(request) }
    }
}

impl Future for Ask {
    type Output = Result<Answer, PlatformError>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        let ask = &mut *self;
        let request = ask.request.take();
        let polled = ask.gate.inside(|inside| {
            let ticket = match request {
                Some(request) => {
                    inside.last += 1;
                    inside.open.insert(inside.last, Slot::Waits);
                    inside.asked.push((inside.last, request));
                    inside.last
                }
                None => ask.ticket.expect("asked before"),
            };
            if let Some(Slot::Answered(answered)) = inside.open.remove(&ticket) {
                (None, Poll::Ready(answered))
            } else {
                inside.open.insert(ticket, Slot::Waits);
                inside.held = Some(ticket);
                (Some(ticket), Poll::Pending)
            }
        });
        ask.ticket = polled.0;
        polled.1
    }
}

impl Drop for Ask {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            self.gate.inside(|inside| {
                inside.open.remove(&ticket);
                inside.abandoned.push(ticket);
            });
        }
    }
}
