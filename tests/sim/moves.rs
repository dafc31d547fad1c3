//! What can be done next, and doing it: each request in the order that the seed gives, with what it makes of the answer.

use super::agenda::Weather;
use super::bot::Done;
use super::gate::Ticket;
use super::request::{Answered, Request};
use super::run::{LOOK, NEW, Sim, Stage, TIME_OUT, Wire};
use super::world::gist;
use aktor::service::platform::PlatformError;
use chrono::{DateTime, Duration, Utc};

/// What can be done next.
pub(super) enum Move {
    Serve(Ticket),
    Answer(Ticket),
    GoOn(usize, u64),
    Look(usize),
    Hear(usize),
    CatchUp(usize),
}

impl Sim {
    pub(super) fn moves(&mut self) -> Vec<Move> {
        let now = self.world.now;
        let mut moves = Vec::new();
        let here = |bot: usize| bot == NEW || self.awake;
        for (ticket, wire) in &self.wires {
            match &wire.stage {
                Stage::Asked => moves.push(Move::Serve(*ticket)),
                Stage::Ghost(at) if *at <= now => moves.push(Move::Serve(*ticket)),
                Stage::Served(_, at) if *at <= now && here(wire.bot) => moves.push(Move::Answer(*ticket)),
                _ => {}
            }
        }
        if self.asleep_until.is_some() {
            moves.retain(|one| matches!(one, Move::Serve(_)));
            return moves;
        }
        let awake = self.awake;
        for (which, bot) in self.bots.iter_mut().enumerate() {
            let Some(bot) = bot.as_mut().filter(|_| which == NEW || awake) else { continue };
            for (id, task) in &bot.tasks {
                if task.waits_for.is_none() {
                    moves.push(Move::GoOn(which, *id));
                }
            }
            // The look itself takes its time: what ends close together is seen by the same one.
            let quiet = moves.is_empty() || self.fate.one_in(3);
            if quiet && bot.would_look() || bot.is_busy() && now - self.last_look >= LOOK {
                moves.push(Move::Look(which));
            }
            if bot.would_hear() {
                moves.push(Move::Hear(which));
            }
            if bot.would_catch_up(now) {
                moves.push(Move::CatchUp(which));
            }
        }
        moves
    }

    pub(super) fn next_moment(&self) -> DateTime<Utc> {
        let mut next = self.world.now + Duration::hours(24);
        next = next.min(self.agenda.next_at().unwrap_or(next));
        for wire in self.wires.values().filter(|wire| wire.bot == NEW || self.awake) {
            next = next.min(match wire.stage {
                Stage::Asked => wire.asked_at + TIME_OUT,
                Stage::Served(_, at) => at.min(wire.asked_at + TIME_OUT),
                Stage::Ghost(at) => at,
            });
        }
        if let Some(until) = self.asleep_until {
            return next.min(until);
        }
        for bot in self.bots.iter().take(if self.awake { 2 } else { 1 }).flatten() {
            if let Some(at) = bot.wakes_at() {
                next = next.min((at - self.offset).max(self.world.now));
            }
            next = next.min(bot.catches_up_at().unwrap_or(next));
            if bot.is_busy() {
                next = next.min(self.last_look + LOOK);
            }
        }
        next
    }

    /// Nobody waits longer than a quarter of a minute; what was asked may still be done.
    pub(super) fn time_out(&mut self) {
        let now = self.world.now;
        let late = |wire: &Wire| {
            wire.bot == NEW && !matches!(wire.stage, Stage::Ghost(_)) && now >= wire.asked_at + TIME_OUT
        };
        let late: Vec<Ticket> = self.wires.iter().filter(|(_, wire)| late(wire)).map(|(id, _)| *id).collect();
        for ticket in late {
            if let Some(mut wire) = self.wires.remove(&ticket)
                && matches!(wire.stage, Stage::Asked)
                && wire.request.is_deed()
                && self.fate.one_in(2)
            {
                wire.stage = Stage::Ghost(now + Duration::milliseconds(self.fate.between(0, 9_000)));
                // Under a number that nobody waits for.
                self.wires.insert(Ticket::MAX - ticket, wire);
            }
            self.answer(ticket, Err(PlatformError::Unknown("no answer in time".to_owned())));
        }
    }

    pub(super) async fn make(&mut self, chosen: Move) {
        let now = self.world.now;
        match chosen {
            Move::Serve(ticket) => self.serve(ticket),
            Move::Answer(ticket) => {
                if let Some(Wire { stage: Stage::Served(answered, _), .. }) = self.wires.remove(&ticket) {
                    self.answer(ticket, answered);
                }
            }
            Move::GoOn(which, id) => {
                let bot = self.bots[which].as_mut().expect("it runs");
                let what = bot.tasks[&id].what.clone();
                let done = bot.go_on(id, &self.gate, now).await;
                self.gather_of(which);
                let ended = self.bots[which].as_ref().is_some_and(|bot| !bot.tasks.contains_key(&id));
                self.told.say(now, || format!("  {what}{}", if ended { " ends" } else { "" }));
                if let Some(Done::Acted(acted)) = done {
                    self.acted(acted);
                }
            }
            Move::Look(which) => {
                self.last_look = now;
                self.bots[which].as_mut().expect("it runs").look();
            }
            Move::Hear(which) => self.bots[which].as_mut().expect("it runs").hear(),
            Move::CatchUp(which) => self.bots[which].as_mut().expect("it runs").catch_up(),
        }
    }

    /// Lays an answer at the gate: whoever waits for it can go on.
    fn answer(&mut self, ticket: Ticket, answered: Answered) {
        self.gate.answer(ticket, answered);
        let tasks = self.bots.iter_mut().flatten().flat_map(|bot| bot.tasks.values_mut());
        for task in tasks.filter(|task| task.waits_for == Some(ticket)) {
            task.waits_for = None;
        }
    }

    /// Does what was asked, and decides what whoever asked hears of it.
    pub(super) fn serve(&mut self, ticket: Ticket) {
        let Some(mut wire) = self.wires.remove(&ticket) else { return };
        let now = self.world.now;
        if matches!(wire.stage, Stage::Ghost(_)) {
            let answered = self.world.serve(&wire.request);
            self.told.say(now, || format!("    late: {:?} -> {answered:?}", told(&wire.request)));
            return;
        }
        let luck = match self.weather {
            Weather::Fair => 60,
            Weather::Storm => 3,
            Weather::Outage | Weather::Limits => 1,
        };
        let bad = self.fate.one_in(luck);
        let unknown = || Err(PlatformError::Unknown("an answer was lost".to_owned()));
        let answered = if !bad {
            self.world.serve(&wire.request)
        } else if self.weather == Weather::Limits || self.fate.one_in(5) {
            Err(PlatformError::Busy(std::time::Duration::from_secs(self.fate.between(1, 20).unsigned_abs())))
        } else if self.fate.one_in(2) {
            unknown()
        } else {
            let done = self.world.serve(&wire.request);
            self.told.say(now, || format!("    done, not answered: {done:?}"));
            unknown()
        };
        self.told.say(now, || format!("    {} -> {answered:?}", told(&wire.request)));
        let slow = if self.fate.one_in(25) { 16_000 } else { 400 };
        wire.stage = Stage::Served(answered, now + Duration::milliseconds(self.fate.between(0, slow)));
        self.wires.insert(ticket, wire);
    }
}

/// A request in a line.
fn told(request: &Request) -> String {
    match request {
        Request::Send { to, post, .. } => format!("send {to:?} {}", gist(post)),
        Request::Edit { message, post, .. } => format!("edit {message} {}", gist(post)),
        Request::FindOwn { at, post, since } => format!("find {at:?} since {since} {}", gist(post)),
        other => format!("{other:?}"),
    }
}
