//! What tests and the demo do to the gateway, and what they may ask it. Everything strikes in order with the events
//! around it: what was sent before a close arrives before the close.

use super::Gateway;
use super::hub::Tally;
use super::session::Outgoing;
use super::wire::op;
use crate::sandbox::event::Event;
use crate::sandbox::faults::Interruption;
use serde_json::Value;
use std::time::Duration;

/// A session as seen from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionInfo {
    /// The session's id.
    pub id: String,
    /// `[id, count]`.
    pub shard: (u64, u64),
    /// The intents asked for.
    pub intents: u64,
    /// Whether a connection holds it now.
    pub connected: bool,
    /// The compression that the connection asked for in its address.
    pub compress: Option<String>,
    /// The number of its last dispatch.
    pub seq: u64,
    /// Heartbeats received on it.
    pub heartbeats: u64,
    /// How often it was resumed.
    pub resumes: u64,
    /// IDENTIFY's `d`, as it came (token included).
    pub identify: Value,
}

impl Gateway {
    /// Every session that is connected or may still be resumed, oldest first.
    pub fn sessions(&self) -> Vec<SessionInfo> {
        let hub = self.hub();
        let info = hub.sessions.values().map(|session| SessionInfo {
            id: session.id.clone(),
            shard: session.identify.shard,
            intents: session.identify.intents,
            connected: session.link.is_some(),
            compress: session.link.and_then(|link| hub.links.get(&link)?.compress.clone()),
            seq: session.seq,
            heartbeats: session.heartbeats,
            resumes: session.resumes,
            identify: session.identify.raw.clone(),
        });
        info.collect()
    }

    /// How often clients did what so far.
    pub fn tally(&self) -> Tally {
        self.hub().tally
    }

    /// Waits until `met` holds, for at most `most` of real time; false when it never did. Looked at again after
    /// each thing a client says or does, and after each order given here.
    pub async fn until(&self, most: Duration, met: impl Fn(&Self) -> bool) -> bool {
        let mut changed = self.0.changed.subscribe();
        let looking = async {
            loop {
                changed.borrow_and_update();
                if met(self) || changed.changed().await.is_err() {
                    return;
                }
            }
        };
        tokio::time::timeout(most, looking).await.is_ok() || met(self)
    }

    /// Closes every connection with `code`, or with a close frame that has none (`None`). Sessions may be resumed
    /// unless the code says otherwise (4004, 4007, 4009 and above).
    pub fn close_all(&self, code: impl Into<Option<u16>>) {
        self.hub().close_every(code.into());
        self.stir();
    }

    /// Drops every TCP connection without a close frame.
    pub fn drop_all(&self) {
        let mut hub = self.hub();
        for connection in hub.connections() {
            hub.part(connection);
            if let Some(link) = hub.links.remove(&connection) {
                link.send(Outgoing::Drop);
            }
        }
        drop(hub);
        self.stir();
    }

    /// Asks every client to connect anew and resume (opcode 7); the connections stay until the clients leave.
    pub fn reconnect_all(&self) {
        self.hub().links.values().for_each(|link| link.say(op::RECONNECT, &Value::Null));
    }

    /// Tells every session that it is no longer valid (opcode 9). A `resumable` one may be resumed; others are
    /// forgotten, those without a connection too. The connections stay and may identify or resume.
    pub fn invalidate_sessions(&self, resumable: bool) {
        let mut hub = self.hub();
        for connection in hub.connections() {
            if hub.part(connection).is_some()
                && let Some(link) = hub.links.get(&connection)
            {
                link.say(op::INVALID_SESSION, &Value::Bool(resumable));
            }
        }
        if !resumable {
            hub.sessions.clear();
        }
        drop(hub);
        self.stir();
    }

    /// Forgets the sessions that no connection holds: their RESUME will be turned away.
    pub fn forget_sessions(&self) {
        self.hub().sessions.retain(|_, session| session.link.is_some());
        self.stir();
    }

    /// Leaves heartbeats unanswered from now on, or answers them again: on the connections there are and on new ones.
    pub fn stop_acks(&self, stop: bool) {
        let mut hub = self.hub();
        hub.acks = !stop;
        hub.links.values_mut().for_each(|link| link.acks = !stop);
    }

    /// Asks every client for a heartbeat now (opcode 1 from the server).
    pub fn ask_heartbeats(&self) {
        self.hub().links.values().for_each(|link| link.say(op::HEARTBEAT, &Value::Null));
    }

    /// Sends a dispatch to every session, numbered and kept like any other, whatever its intents; for events that
    /// no client can read.
    pub fn dispatch(&self, name: &str, payload: &Value) {
        let mut hub = self.hub();
        let sessions: Vec<String> = hub.sessions.keys().cloned().collect();
        let payload = payload.to_string();
        for session in sessions {
            hub.dispatch(&session, name, &payload);
        }
    }

    /// Says an event as if it had happened in the world: to those whom it concerns, blanked where it must be.
    pub fn announce(&self, event: &Event) {
        self.hub().deliver(event);
    }

    /// Sends this very payload on every connection, outside of all numbering.
    pub fn send_raw(&self, payload: &Value) {
        let text = axum::extract::ws::Utf8Bytes::from(payload.to_string());
        self.hub().links.values().for_each(|link| link.send(Outgoing::Payload(text.clone())));
    }

    /// Sends this very text, which need not be JSON, in a text frame on every connection.
    pub fn send_text(&self, text: &str) {
        self.hub().links.values().for_each(|link| link.send(Outgoing::Text(text.to_owned().into())));
    }

    /// The next `count` events come twice, each time with a number of its own.
    pub fn double_next(&self, count: usize) {
        self.hub().doubles += count;
    }

    /// Keeps events back until [`Gateway::release`]; sessions may come and go meanwhile.
    pub fn hold(&self) {
        self.hub().held = true;
    }

    /// Lets the events go that were kept back, in order.
    pub fn release(&self) {
        let waker = {
            let mut hub = self.hub();
            hub.held = false;
            hub.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// So many of today's session starts are left; 0 makes the next IDENTIFY end in 4004.
    pub fn leave_session_starts(&self, left: u32) {
        self.hub().starts_left = left;
    }

    /// Strikes as the world's faults ask.
    pub(super) fn interrupt(&self, interruption: &Interruption) {
        match interruption {
            Interruption::Close(code) => self.close_all(*code),
            Interruption::Drop => self.drop_all(),
            Interruption::Reconnect => self.reconnect_all(),
            Interruption::InvalidSession(resumable) => self.invalidate_sessions(*resumable),
            Interruption::Zombie => self.hub().links.values_mut().for_each(|link| link.acks = false),
            // These two wait for an event.
            Interruption::DoubleNext | Interruption::LoseNext => {}
        }
    }
}
