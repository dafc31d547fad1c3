//! Every connection and session of the gateway behind one lock: who identifies, who resumes, who hears what.
//! Decides everything that must happen in one order; sockets and frames are the business of `connection`.

use super::Settings;
use super::hearing::Ear;
use super::identify::{Identify, Resume};
use super::session::{Link, Outgoing, Session};
use super::wire::{close, op};
use crate::sandbox::event::{Event, intent};
use crate::sandbox::faults::Interruption;
use crate::sandbox::world::World;
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Instant;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

/// How often clients did what, since the gateway was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Connections opened.
    pub opened: u64,
    /// IDENTIFYs that led to READY.
    pub identified: u64,
    /// RESUMEs that led to RESUMED.
    pub resumed: u64,
    /// RESUMEs and IDENTIFYs answered with `INVALID_SESSION`.
    pub turned_away: u64,
    /// Heartbeats received.
    pub heartbeats: u64,
}

/// How a request on a connection was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// The connection is closed with this code.
    Close(u16),
    /// `INVALID_SESSION` that cannot be resumed; the connection stays and may identify.
    IdentifyAnew,
}

#[derive(Debug)]
pub(super) struct Hub {
    pub(super) settings: Settings,
    pub(super) world: World,
    pub(super) links: BTreeMap<u64, Link>,
    pub(super) sessions: BTreeMap<String, Session>,
    pub(super) tally: Tally,
    /// Heartbeats are answered on new connections.
    pub(super) acks: bool,
    /// Events wait and nobody hears them.
    pub(super) held: bool,
    /// So many of the next events are sent twice.
    pub(super) doubles: usize,
    /// Waits for events while they are held.
    pub(super) waker: Option<Waker>,
    /// IDENTIFYs left, and since when they are counted.
    pub(super) starts_left: u32,
    pub(super) starts_since: DateTime<Utc>,
    events: UnboundedReceiver<Arc<Event>>,
    last_identify: BTreeMap<u64, Instant>,
    fresh: u64,
}

impl Hub {
    pub(super) fn new(world: World, settings: Settings) -> Self {
        Self {
            events: world.events(),
            links: BTreeMap::new(),
            sessions: BTreeMap::new(),
            tally: Tally::default(),
            acks: true,
            held: false,
            doubles: 0,
            waker: None,
            starts_left: settings.session_starts,
            starts_since: world.clock.now(),
            last_identify: BTreeMap::new(),
            fresh: 0,
            settings,
            world,
        }
    }

    /// Takes a new connection in and greets it; returns its number.
    pub(super) fn open(&mut self, outbox: UnboundedSender<Outgoing>, compress: Option<String>) -> u64 {
        self.fresh += 1;
        self.tally.opened += 1;
        let link = Link { outbox, session: None, acks: self.acks, compress };
        let interval = u64::try_from(self.settings.heartbeat_interval.as_millis()).unwrap_or(u64::MAX);
        link.say(op::HELLO, &json!({ "heartbeat_interval": interval, "_trace": ["[\"sandbox\",{}]"] }));
        self.links.insert(self.fresh, link);
        self.fresh
    }

    /// The session that a connection holds.
    pub(super) fn held_by(&mut self, connection: u64) -> Option<&mut Session> {
        let id = self.links.get(&connection)?.session.as_ref()?;
        self.sessions.get_mut(id)
    }

    /// IDENTIFY: a new session, READY, and every guild.
    pub(super) fn identify(
        &mut self,
        connection: u64,
        asked: Identify,
        resume_url: &str,
    ) -> Result<(), Refused> {
        if self.held_by(connection).is_some() {
            return Err(Refused::Close(close::ALREADY_AUTHENTICATED));
        }
        let ready =
            self.world.ready(&asked.token).map_err(|_| Refused::Close(close::AUTHENTICATION_FAILED))?;
        asked.judge(ready.privileged).map_err(Refused::Close)?;
        let ear = Ear {
            user: text_of(&ready.user["id"]),
            application: ready.application.to_string(),
            intents: asked.intents,
            shard: asked.shard,
        };
        let guilds: Vec<i64> = ready.guilds.iter().copied().filter(|guild| ear.holds(*guild)).collect();
        if guilds.len() > self.settings.guilds_per_shard {
            return Err(Refused::Close(close::SHARDING_REQUIRED));
        }
        self.take_turn(asked.shard.0)?;
        self.take_start()?;
        // What happened before the session began is nothing that it hears.
        if !self.held {
            while let Ok(event) = self.events.try_recv() {
                self.deliver(&event);
            }
        }

        self.fresh += 1;
        let id = format!("5e5510{:026x}", self.fresh);
        let mut said = json!({
            "v": 10, "user": ready.user, "user_settings": {}, "session_type": "normal", "session_id": id,
            "resume_gateway_url": resume_url, "relationships": [], "private_channels": [], "presences": [],
            "guilds": guilds.iter().map(|guild| json!({ "id": guild.to_string(), "unavailable": true })).collect::<Vec<_>>(),
            "guild_join_requests": [], "geo_ordered_rtc_regions": [], "auth": {}, "_trace": ["[\"sandbox\",{}]"],
            "application": { "id": ready.application.to_string(), "flags": ready.flags },
        });
        if !asked.raw["shard"].is_null() {
            said["shard"] = json!([asked.shard.0, asked.shard.1]);
        }
        if let Some(link) = self.links.get_mut(&connection) {
            link.session = Some(id.clone());
            link.send(Outgoing::Compress(asked.compress));
        }
        let user = ear.user.clone();
        let intents = asked.intents;
        self.tally.identified += 1;
        self.sessions.insert(id.clone(), Session::new(id.clone(), asked, ear, connection));
        self.dispatch(&id, "READY", &said.to_string());
        if intents & intent::GUILDS != 0 {
            for guild in guilds {
                if self.world.state().guild(guild).is_some_and(|found| found.unavailable) {
                    let said = json!({ "id": guild.to_string(), "unavailable": true });
                    self.dispatch(&id, "GUILD_DELETE", &said.to_string());
                    continue;
                }
                let mut payload = self.world.guild_create(guild);
                without_strangers(&mut payload, intents, &user);
                self.dispatch(&id, "GUILD_CREATE", &payload.to_string());
            }
        }
        Ok(())
    }

    /// RESUME: what was missed, in order, then RESUMED.
    pub(super) fn resume(&mut self, connection: u64, asked: &Resume) -> Result<(), Refused> {
        if self.held_by(connection).is_some() {
            return Err(Refused::Close(close::ALREADY_AUTHENTICATED));
        }
        if self.world.ready(&asked.token).is_err() {
            return Err(Refused::Close(close::AUTHENTICATION_FAILED));
        }
        let oldest = self.world.clock.now() - self.settings.session_lifetime;
        let session =
            self.sessions.get_mut(&asked.session).filter(|session| session.identify.token == asked.token);
        let Some(session) = session.filter(|session| session.away_since.is_none_or(|since| since >= oldest))
        else {
            return Err(Refused::IdentifyAnew);
        };
        if asked.seq > session.seq {
            self.sessions.remove(&asked.session);
            return Err(Refused::Close(close::INVALID_SEQ));
        }
        let Some(missed) = session.since(asked.seq) else {
            return Err(Refused::IdentifyAnew);
        };
        session.resumes += 1;
        session.away_since = None;
        let before = session.link.replace(connection);
        let compress = session.identify.compress;
        // A session has one connection: the one that held it until now is gone, whether it knows it or not.
        if let Some(left) = before.and_then(|before| self.links.remove(&before)) {
            left.send(Outgoing::Drop);
        }
        if let Some(link) = self.links.get_mut(&connection) {
            link.session = Some(asked.session.clone());
            link.send(Outgoing::Compress(compress));
            for text in missed {
                link.send(Outgoing::Payload(text));
            }
        }
        self.tally.resumed += 1;
        self.dispatch(&asked.session, "RESUMED", r#"{"_trace":["[\"sandbox\",{}]"]}"#);
        Ok(())
    }

    /// A heartbeat: answered, unless answers are switched off.
    pub(super) fn heartbeat(&mut self, connection: u64) {
        self.tally.heartbeats += 1;
        if let Some(session) = self.held_by(connection) {
            session.heartbeats += 1;
        }
        if let Some(link) = self.links.get(&connection).filter(|link| link.acks) {
            link.say(op::HEARTBEAT_ACK, &Value::Null);
        }
    }

    /// One IDENTIFY per key and five seconds, where the settings say so.
    fn take_turn(&mut self, shard: u64) -> Result<(), Refused> {
        let key = shard % self.settings.max_concurrency.max(1);
        let early = self.last_identify.get(&key).is_some_and(|last| last.elapsed().as_secs() < 5);
        if self.settings.identify_limit && early {
            return Err(Refused::IdentifyAnew);
        }
        self.last_identify.insert(key, Instant::now());
        Ok(())
    }

    /// Counts a session start; beyond the limit Discord ends every session and resets the token.
    fn take_start(&mut self) -> Result<(), Refused> {
        self.renew_starts();
        let Some(left) = self.starts_left.checked_sub(1) else {
            self.sessions.clear();
            self.close_every(Some(close::AUTHENTICATION_FAILED));
            return Err(Refused::Close(close::AUTHENTICATION_FAILED));
        };
        self.starts_left = left;
        Ok(())
    }

    /// Starts the count of session starts anew after a day.
    pub(super) fn renew_starts(&mut self) {
        let now = self.world.clock.now();
        if now - self.starts_since >= Duration::days(1) {
            self.starts_since = now;
            self.starts_left = self.settings.session_starts;
        }
    }

    /// Numbers a dispatch for one session and sends it where a connection holds the session.
    pub(super) fn dispatch(&mut self, session: &str, name: &str, payload: &str) {
        let Some(session) = self.sessions.get_mut(session) else { return };
        let text = session.number(name, payload, self.settings.kept);
        if let Some(link) = session.link.and_then(|link| self.links.get(&link)) {
            link.send(Outgoing::Payload(text));
        }
    }

    /// Delivers events as they come; ready only when the world is gone. An event is taken and delivered under one
    /// lock, so that none overtakes another.
    pub(super) fn poll_events(&mut self, context: &mut Context<'_>) -> Poll<()> {
        while !self.held {
            match self.events.poll_recv(context) {
                Poll::Ready(Some(event)) => self.deliver(&event),
                Poll::Ready(None) => return Poll::Ready(()),
                Poll::Pending => return Poll::Pending,
            }
        }
        self.waker = Some(context.waker().clone());
        Poll::Pending
    }

    /// Sends an event to every session that hears it: as a whole, or without its content. What nobody hears cannot
    /// get lost.
    pub(super) fn deliver(&mut self, event: &Event) {
        if !self.sessions.values().any(|session| session.ear.hears(event)) {
            return;
        }
        let faults = self.world.faults();
        let lost = faults.take_interruption(|i| *i == Interruption::LoseNext).is_some();
        let mut times = 1;
        if faults.take_interruption(|i| *i == Interruption::DoubleNext).is_some() {
            times = 2;
        } else if self.doubles > 0 {
            self.doubles -= 1;
            times = 2;
        }
        let mut whole: Option<String> = None;
        let mut blanked: Option<String> = None;
        for session in self.sessions.values_mut().filter(|session| session.ear.hears(event)) {
            if lost {
                session.skip();
                continue;
            }
            let payload = if session.ear.must_not_read(event) {
                blanked.get_or_insert_with(|| session.ear.blanked(&event.payload).to_string())
            } else if event.name == "GUILD_CREATE" {
                let mut payload = event.payload.clone();
                without_strangers(&mut payload, session.ear.intents, &session.ear.user);
                whole.insert(payload.to_string())
            } else {
                whole.get_or_insert_with(|| event.payload.to_string())
            };
            for _ in 0..times {
                let text = session.number(event.name, payload, self.settings.kept);
                if let Some(link) = session.link.and_then(|link| self.links.get(&link)) {
                    link.send(Outgoing::Payload(text));
                }
            }
        }
    }

    /// Parts a session from its connection; it may be resumed from now on.
    pub(super) fn part(&mut self, connection: u64) -> Option<String> {
        let id = self.links.get_mut(&connection)?.session.take()?;
        if let Some(session) = self.sessions.get_mut(&id).filter(|session| session.link == Some(connection)) {
            session.link = None;
            session.away_since = Some(self.world.clock.now());
        }
        Some(id)
    }

    /// A connection ended, by the client with `code` where it sent one; 1000 and 1001 end the session too.
    pub(super) fn leave(&mut self, connection: u64, code: Option<u16>) {
        let session = self.part(connection);
        self.links.remove(&connection);
        if let (Some(session), Some(1000 | 1001)) = (session, code) {
            self.sessions.remove(&session);
        }
    }

    /// Closes one connection; some codes end its session.
    pub(super) fn close(&mut self, connection: u64, code: Option<u16>) {
        let session = self.part(connection);
        if let Some(link) = self.links.remove(&connection) {
            link.send(Outgoing::Close(code));
        }
        if let (Some(session), Some(code)) = (session, code)
            && !close::keeps_session(code)
        {
            self.sessions.remove(&session);
        }
    }

    /// Closes every connection.
    pub(super) fn close_every(&mut self, code: Option<u16>) {
        for connection in self.connections() {
            self.close(connection, code);
        }
    }

    /// The numbers of the open connections.
    pub(super) fn connections(&self) -> Vec<u64> {
        self.links.keys().copied().collect()
    }
}

fn text_of(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// Without the presence intent, `GUILD_CREATE` tells of no member but the bot.
fn without_strangers(guild: &mut Value, intents: u64, bot: &str) {
    if intents & (1 << 8) == 0
        && let Some(members) = guild.get_mut("members").and_then(Value::as_array_mut)
    {
        members.retain(|member| member["user"]["id"].as_str() == Some(bot));
    }
}
