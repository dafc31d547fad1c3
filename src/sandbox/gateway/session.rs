//! One gateway session: its sequence numbers, what it was sent, and what it missed while no connection held it.
//! Knows what a session hears by its [`Ear`]; sends through the [`Link`] of the connection that holds it.

use super::hearing::Ear;
use super::identify::Identify;
use super::wire;
use axum::extract::ws::Utf8Bytes;
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::VecDeque;
use tokio::sync::mpsc::UnboundedSender;

/// What a connection is told to do next, in this order.
#[derive(Debug)]
pub(super) enum Outgoing {
    /// Send a payload.
    Payload(Utf8Bytes),
    /// Send this text as it is, in a frame of its own.
    Text(Utf8Bytes),
    /// From here on compress each payload, or do not.
    Compress(bool),
    /// Close with a code, or with a close frame that has none.
    Close(Option<u16>),
    /// Drop the TCP connection without a close frame.
    Drop,
}

/// One open connection, as the rest of the gateway sees it.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) outbox: UnboundedSender<Outgoing>,
    /// The session it holds, once it has identified or resumed.
    pub(super) session: Option<String>,
    /// Heartbeats are answered.
    pub(super) acks: bool,
    /// The compression asked for in the address.
    pub(super) compress: Option<String>,
}

impl Link {
    /// Hands something to the connection; one that has just ended hears nothing.
    pub(super) fn send(&self, outgoing: Outgoing) {
        let _ = self.outbox.send(outgoing);
    }

    /// Sends a payload without sequence number.
    pub(super) fn say(&self, op: u64, d: &Value) {
        self.send(Outgoing::Payload(wire::payload(op, d)));
    }
}

/// A session, with or without a connection.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) id: String,
    pub(super) identify: Identify,
    pub(super) ear: Ear,
    /// The number of the last dispatch.
    pub(super) seq: u64,
    /// The connection that holds it.
    pub(super) link: Option<u64>,
    /// Since when no connection holds it.
    pub(super) away_since: Option<DateTime<Utc>>,
    pub(super) heartbeats: u64,
    pub(super) resumes: u64,
    /// The latest dispatches, for RESUME.
    kept: VecDeque<(u64, Utf8Bytes)>,
    /// The highest number that is no longer kept.
    forgotten: u64,
}

impl Session {
    pub(super) fn new(id: String, identify: Identify, ear: Ear, link: u64) -> Self {
        Self {
            id,
            identify,
            ear,
            seq: 0,
            link: Some(link),
            away_since: None,
            heartbeats: 0,
            resumes: 0,
            kept: VecDeque::new(),
            forgotten: 0,
        }
    }

    /// Numbers a dispatch and keeps it for RESUME, `most` of them at most. Returns the payload to send.
    pub(super) fn number(&mut self, name: &str, payload: &str, most: usize) -> Utf8Bytes {
        self.seq += 1;
        let text = wire::dispatch(name, self.seq, payload);
        self.kept.push_back((self.seq, text.clone()));
        while self.kept.len() > most {
            if let Some((seq, _)) = self.kept.pop_front() {
                self.forgotten = seq;
            }
        }
        text
    }

    /// Uses up a number without anything to show for it.
    pub(super) fn skip(&mut self) {
        self.seq += 1;
    }

    /// What came after `seq`, oldest first; `None` when some of it is no longer kept.
    pub(super) fn since(&self, seq: u64) -> Option<Vec<Utf8Bytes>> {
        (seq >= self.forgotten)
            .then(|| self.kept.iter().filter(|(kept, _)| *kept > seq).map(|(_, text)| text.clone()).collect())
    }
}
