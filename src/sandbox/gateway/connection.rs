//! One socket from HELLO to its end: reads what the client says, sends what the hub hands out, in that order.
//! Decides nothing about sessions.

use super::Gateway;
use super::hub::Refused;
use super::identify::{Identify, Resume};
use super::session::Outgoing;
use super::wire::{self, Framing, close, op};
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::Instant;

/// What the client asked for in the address.
#[derive(Debug)]
pub(super) struct Asked {
    /// Where RESUME is to go.
    pub(super) resume_url: String,
    pub(super) compress: Option<String>,
    /// The close code for an address that cannot be served.
    pub(super) refused: Option<u16>,
}

/// Payloads that a client may send in [`WINDOW`].
const SENDS: usize = 120;
const WINDOW: Duration = Duration::from_mins(1);
/// How long the server waits for the client's answer to a close frame.
const PARTING: Duration = Duration::from_secs(2);

/// What became of a connection after something was sent.
enum Sent {
    Open,
    Over,
}

/// Serves one connection until either side ends it.
pub(super) async fn serve(gateway: Gateway, socket: WebSocket, asked: Asked) {
    let (mut sink, mut stream) = socket.split();
    if let Some(code) = asked.refused {
        part(&mut sink, &mut stream, Some(code)).await;
        return;
    }
    let mut framing = Framing::asked(asked.compress.as_deref());
    let (outbox, mut inbox) = unbounded_channel();
    let (number, patience) = {
        let mut hub = gateway.hub();
        (hub.open(outbox, asked.compress), hub.settings.heartbeat_interval * 2 + hub.settings.grace)
    };
    gateway.stir();
    let mut client = Client { gateway, number, resume_url: asked.resume_url, sends: VecDeque::new() };
    let mut deadline = Instant::now() + patience;
    loop {
        tokio::select! {
            next = inbox.recv() => {
                let Some(next) = next else { return };
                match send(&mut sink, &mut stream, &mut framing, next, &mut inbox).await {
                    Ok(Sent::Open) => {}
                    Ok(Sent::Over) => return,
                    Err(_) => return client.leave(None),
                }
            }
            heard = stream.next() => match heard {
                Some(Ok(Message::Text(text))) => {
                    if client.hears(text.as_bytes()) {
                        deadline = Instant::now() + patience;
                    }
                }
                Some(Ok(Message::Binary(bytes))) => {
                    if client.hears(&bytes) {
                        deadline = Instant::now() + patience;
                    }
                }
                Some(Ok(Message::Close(frame))) => {
                    client.leave(frame.map(|frame| frame.code));
                    let _ = sink.flush().await;
                    return;
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                None | Some(Err(_)) => return client.leave(None),
            },
            () = tokio::time::sleep_until(deadline) => {
                client.gateway.hub().close(number, Some(close::SESSION_TIMED_OUT));
                client.gateway.stir();
                deadline += patience;
            }
        }
    }
}

/// Sends `first` and whatever else waits, then flushes once.
async fn send(
    sink: &mut SplitSink<WebSocket, Message>,
    stream: &mut SplitStream<WebSocket>,
    framing: &mut Framing,
    first: Outgoing,
    inbox: &mut UnboundedReceiver<Outgoing>,
) -> Result<Sent, axum::Error> {
    let mut next = Some(first);
    while let Some(outgoing) = next {
        match outgoing {
            Outgoing::Payload(text) => sink.feed(framing.frame(text)).await?,
            Outgoing::Text(text) => sink.feed(Message::Text(text)).await?,
            Outgoing::Compress(compress) => framing.compress_payloads(compress),
            Outgoing::Close(code) => {
                part(sink, stream, code).await;
                return Ok(Sent::Over);
            }
            Outgoing::Drop => {
                sink.flush().await?;
                return Ok(Sent::Over);
            }
        }
        next = inbox.try_recv().ok();
    }
    sink.flush().await?;
    Ok(Sent::Open)
}

/// Sends a close frame and waits a moment for the client's own.
async fn part(
    sink: &mut SplitSink<WebSocket, Message>,
    stream: &mut SplitStream<WebSocket>,
    code: Option<u16>,
) {
    let frame = code.map(|code| CloseFrame { code, reason: close::reason(code).into() });
    if sink.send(Message::Close(frame)).await.is_err() {
        return;
    }
    let answer = async {
        while let Some(Ok(message)) = stream.next().await {
            if matches!(message, Message::Close(_)) {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(PARTING, answer).await;
}

/// The client at the other end, as far as it is heard.
struct Client {
    gateway: Gateway,
    number: u64,
    resume_url: String,
    sends: VecDeque<Instant>,
}

impl Client {
    fn leave(&self, code: Option<u16>) {
        self.gateway.hub().leave(self.number, code);
        self.gateway.stir();
    }

    /// Hears one payload; true when it was a heartbeat.
    fn hears(&mut self, bytes: &[u8]) -> bool {
        let mut opcode = None;
        let heard = self.within_limit().and_then(|()| {
            let said = read(bytes).map_err(Refused::Close)?;
            opcode = Some(said.0);
            self.answer(said.0, &said.1)
        });
        let mut hub = self.gateway.hub();
        match heard {
            Ok(()) => {}
            Err(Refused::Close(code)) => hub.close(self.number, Some(code)),
            Err(Refused::IdentifyAnew) => {
                hub.tally.turned_away += 1;
                if let Some(link) = hub.links.get(&self.number) {
                    link.say(op::INVALID_SESSION, &json!(false));
                }
            }
        }
        drop(hub);
        self.gateway.stir();
        opcode == Some(op::HEARTBEAT)
    }

    fn within_limit(&mut self) -> Result<(), Refused> {
        let now = Instant::now();
        while self.sends.front().is_some_and(|first| now.duration_since(*first) > WINDOW) {
            self.sends.pop_front();
        }
        self.sends.push_back(now);
        let limited = self.gateway.hub().settings.send_limit;
        if limited && self.sends.len() > SENDS { Err(Refused::Close(close::RATE_LIMITED)) } else { Ok(()) }
    }

    fn answer(&self, opcode: u64, d: &Value) -> Result<(), Refused> {
        let mut hub = self.gateway.hub();
        if !hub.links.contains_key(&self.number) {
            // It has been closed already; whatever comes until the frame is out is not heard.
            return Ok(());
        }
        match opcode {
            op::HEARTBEAT => {
                hub.heartbeat(self.number);
                Ok(())
            }
            op::IDENTIFY => {
                let asked = Identify::read(d).map_err(Refused::Close)?;
                hub.identify(self.number, asked, &self.resume_url)
            }
            op::RESUME => {
                let asked = Resume::read(d).map_err(Refused::Close)?;
                hub.resume(self.number, &asked)
            }
            op::PRESENCE_UPDATE
            | op::VOICE_STATE_UPDATE
            | op::REQUEST_GUILD_MEMBERS
            | op::REQUEST_SOUNDBOARD_SOUNDS
            | op::REQUEST_CHANNEL_INFO => {
                if hub.held_by(self.number).is_none() {
                    return Err(Refused::Close(close::NOT_AUTHENTICATED));
                }
                if opcode == op::REQUEST_GUILD_MEMBERS {
                    hub.tell_members(self.number, d);
                }
                Ok(())
            }
            _ => Err(Refused::Close(close::UNKNOWN_OPCODE)),
        }
    }
}

/// The opcode and the data of a payload; the error is the close code.
fn read(bytes: &[u8]) -> Result<(u64, Value), u16> {
    if bytes.len() > wire::LARGEST {
        return Err(close::DECODE_ERROR);
    }
    let mut payload: Value = serde_json::from_slice(bytes).map_err(|_| close::DECODE_ERROR)?;
    let opcode = payload.get("op").and_then(Value::as_u64).ok_or(close::DECODE_ERROR)?;
    Ok((opcode, payload.get_mut("d").map(Value::take).unwrap_or_default()))
}
