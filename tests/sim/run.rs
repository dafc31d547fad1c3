//! A simulation from its seed to its end: time, chance and everything that is alive at once.

use super::agenda::{Agenda, Theme, Weather, first_morning, plan, setup};
use super::bot::Bot;
use super::chance::Chance;
use super::gate::{Gate, Ticket};
use super::ledger::Ledger;
use super::people::{Act, Deed, Who};
use super::request::{Answered, Request};
use super::transcript::Transcript;
use super::world::World;
use crate::sim::deeds::FIRST_PERSON;
use aktor::clock::Clock;
use aktor::domain::ids::{ChannelId, GuildId, NominationId, UserId};
use aktor::service::platform::{ChannelKind, PlatformError};
use aktor::store::Store;
use chrono::{DateTime, Duration, Utc};
use std::collections::BTreeMap;
use tempfile::TempDir;

/// The process that runs.
pub(super) const NEW: usize = 0;
/// The one that was thought dead.
const OLD: usize = 1;
/// No request lasts longer.
pub(super) const TIME_OUT: Duration = Duration::seconds(15);
/// So long the scheduler is not left without a look while work is in hand.
pub(super) const LOOK: Duration = Duration::seconds(15);
/// The last days: nothing goes wrong any more, and everything settles.
pub(crate) const GRACE: Duration = Duration::days(4);

#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) seed: u64,
    pub(crate) weeks: i64,
    pub(crate) teams: usize,
    /// Whether the platform knows nonces.
    pub(crate) nonces: bool,
    /// Whether what is posted shows in the history only after a while.
    pub(crate) hides: Duration,
    /// Whether each line is printed as it comes.
    pub(crate) aloud: bool,
}

/// How far a request has come.
pub(super) enum Stage {
    Asked,
    /// Done; the answer arrives then.
    Served(Answered, DateTime<Utc>),
    /// Nobody waits any more, but it is done then all the same.
    Ghost(DateTime<Utc>),
}

pub(super) struct Wire {
    pub(super) request: Request,
    pub(super) asked_at: DateTime<Utc>,
    pub(super) stage: Stage,
    /// Which process waits for it.
    pub(super) bot: usize,
}

pub(crate) struct Sim {
    pub(crate) options: Options,
    pub(crate) chance: Chance,
    pub(super) fate: Chance,
    pub(crate) world: World,
    pub(crate) clock: Clock,
    pub(crate) offset: Duration,
    pub(super) gate: Gate,
    pub(super) wires: BTreeMap<Ticket, Wire>,
    /// The process that runs, and one that was thought dead.
    pub(super) bots: [Option<Bot>; 2],
    /// Whether the one that was thought dead is awake.
    pub(super) awake: bool,
    pub(crate) agenda: Agenda,
    pub(crate) weather: Weather,
    /// The whole machine sleeps until then.
    pub(crate) asleep_until: Option<DateTime<Utc>>,
    /// Steps until the process dies.
    pub(super) dies_in: Option<i64>,
    pub(crate) ledger: Ledger,
    /// The words that people were asked about.
    pub(crate) asked_about: BTreeMap<NominationId, String>,
    pub(crate) told: Transcript,
    directory: TempDir,
    starts: u64,
    pub(super) last_look: DateTime<Utc>,
    pub(crate) begins: DateTime<Utc>,
    pub(crate) ends: DateTime<Utc>,
    steps: u64,
    pub(crate) crashes: usize,
}

impl Sim {
    pub(crate) async fn new(options: Options) -> Self {
        let mut chance = Chance::new(options.seed, 1);
        let begins = first_morning(&mut chance);
        let ends = begins + Duration::weeks(options.weeks);
        let agenda = plan(&options, &mut chance, begins);
        let mut world = World::new(begins);
        world.nonces_count = options.nonces;
        world.hides = options.hides;
        let memory = std::path::Path::new("/dev/shm");
        let directory = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let mut sim = Self {
            fate: Chance::new(options.seed, 2),
            chance,
            world,
            clock: Clock::manual(begins),
            offset: Duration::zero(),
            gate: Gate::default(),
            wires: BTreeMap::new(),
            bots: [None, None],
            awake: false,
            agenda,
            weather: Weather::Fair,
            asleep_until: None,
            dies_in: None,
            ledger: Ledger::default(),
            asked_about: BTreeMap::new(),
            told: Transcript::new(options.aloud),
            directory: directory.expect("a directory"),
            starts: 0,
            last_look: begins,
            begins,
            ends,
            steps: 0,
            crashes: 0,
            options,
        };
        sim.found_town();
        sim.start().await;
        sim
    }

    fn found_town(&mut self) {
        for team in 0..self.options.teams {
            let guild = GuildId(1 + i64::try_from(team % 3).unwrap_or(0));
            let channel = ChannelId(1_000 + i64::try_from(team).unwrap_or(0));
            let forum = self.chance.one_in(4);
            let kind = if forum { ChannelKind::Forum } else { ChannelKind::Text };
            self.world.open_place(channel, guild, kind);
            self.ledger.found(team, guild, channel, forum);
            let setup = setup(&mut self.chance);
            let who = self.who(team, 0);
            let at = self.begins + Duration::seconds(self.chance.between(1, 1_800));
            self.agenda.add(at, super::agenda::Item::Act(Act { who, deed: Deed::SetUp(setup) }));
        }
    }

    /// The `nth` person of a team.
    pub(crate) fn person(team: usize, nth: i64) -> UserId {
        UserId(FIRST_PERSON + 10 * i64::try_from(team).unwrap_or(0) + nth)
    }

    pub(crate) fn who(&mut self, team: usize, nth: i64) -> Who {
        let place = &self.ledger.teams[team];
        Who {
            team,
            guild: place.guild,
            channel: place.channel,
            user: Self::person(team, nth),
            use_: self.world.id(),
        }
    }

    /// Starts the bot on what it kept.
    pub(super) async fn start(&mut self) {
        let url = format!("sqlite://{}", self.directory.path().join("aktor.db").display());
        let store = Store::open(&url).await.expect("the database opens");
        self.starts += 1;
        let seed = self.options.seed.wrapping_mul(1_000).wrapping_add(self.starts);
        let take_over = self.bots[OLD].is_none();
        let bot = Bot::start(store, self.clock.clone(), &self.gate, seed, take_over).await;
        self.bots[NEW] = Some(bot);
        self.told.say(self.world.now, || "the bot starts".to_owned());
        self.ledger.trouble_ends("down", self.world.now);
        self.look_at_teams().await;
    }

    /// The process that runs.
    pub(crate) fn bot(&mut self) -> Option<&mut Bot> {
        self.bots[NEW].as_mut()
    }

    /// The process is gone: what it had on the way may be done all the same.
    pub(super) fn die(&mut self) {
        let Some(bot) = self.bots[NEW].take() else { return };
        self.crashes += 1;
        for task in bot.tasks.values() {
            if let Some(key) = &task.key {
                *self.ledger.died_over.entry(key.clone()).or_default() += 1;
            }
        }
        let now = self.world.now;
        self.told.say(now, || format!("the bot dies with {} things in hand", bot.tasks.len()));
        self.ledger.trouble_begins("down", None, now);
        self.dies_in = None;
        for act in self.ledger.nobody_answers() {
            // Whoever wants a team tries again.
            let later = now + Duration::seconds(self.chance.between(60, 7_200));
            self.agenda.add(later, super::agenda::Item::Act(act));
        }
        let stale = Theme::of(self.options.seed) == Theme::Stale && self.bots[OLD].is_none();
        if stale && self.chance.one_in(2) {
            self.fall_asleep(bot);
        } else {
            drop(bot);
            self.gather();
        }
    }

    /// It was only asleep, and another is started in its place.
    fn fall_asleep(&mut self, bot: Bot) {
        let wakes = self.world.now + Duration::seconds(self.chance.between(61, 900));
        self.agenda.add(wakes, super::agenda::Item::Wake(true));
        self.agenda
            .add(wakes + Duration::seconds(self.chance.between(1, 300)), super::agenda::Item::Wake(false));
        self.cut_off(wakes, OLD);
        self.bots[OLD] = Some(bot);
    }

    /// Whoever waits for an answer hears nothing until then.
    fn cut_off(&mut self, until: DateTime<Utc>, bot: usize) {
        let waits = |wire: &Wire| wire.bot == NEW && !matches!(wire.stage, Stage::Ghost(_));
        let waiting: Vec<Ticket> = self.wires.iter().filter(|(_, w)| waits(w)).map(|(id, _)| *id).collect();
        for ticket in waiting {
            if matches!(self.wires[&ticket].stage, Stage::Asked) && self.fate.one_in(2) {
                self.serve(ticket);
            }
            if let Some(wire) = self.wires.get_mut(&ticket) {
                wire.bot = bot;
                wire.asked_at = until;
                wire.stage = Stage::Served(Err(PlatformError::Unknown("asleep".to_owned())), until);
            }
        }
    }

    /// The whole machine sleeps.
    pub(super) fn sleep(&mut self, lasts: Duration) {
        let until = self.world.now + lasts;
        self.told.say(self.world.now, || format!("the machine sleeps until {until}"));
        self.cut_off(until, NEW);
        self.asleep_until = Some(until);
    }

    /// The one that was thought dead wakes up, or dies at last.
    pub(super) fn wake(&mut self, awake: bool) {
        self.told.say(self.world.now, || format!("the sleeper {}", if awake { "wakes up" } else { "dies" }));
        self.awake = awake;
        if !awake {
            self.bots[OLD] = None;
            self.gather();
        }
    }

    /// Notes what was asked and given up.
    pub(super) fn gather(&mut self) {
        self.gather_of(NEW);
    }

    pub(super) fn gather_of(&mut self, bot: usize) {
        let now = self.world.now;
        let (asked, abandoned) = self.gate.news();
        for (ticket, request) in asked {
            self.wires.insert(ticket, Wire { request, asked_at: now, stage: Stage::Asked, bot });
        }
        for ticket in abandoned {
            let Some(mut wire) = self.wires.remove(&ticket) else { continue };
            if matches!(wire.stage, Stage::Asked) && wire.request.is_deed() && self.fate.one_in(2) {
                wire.stage = Stage::Ghost(now + Duration::milliseconds(self.fate.between(0, 9_000)));
                self.wires.insert(ticket, wire);
            }
        }
    }

    pub(crate) fn set_now(&mut self, now: DateTime<Utc>) {
        self.world.now = now.max(self.world.now);
        self.world.bot_now = self.world.now + self.offset;
        self.clock.set(self.world.bot_now);
        self.gate.set_true_now(self.world.now);
    }

    /// Runs to the end.
    pub(crate) async fn run(&mut self) {
        let last = self.ends + GRACE;
        while self.world.now < last {
            self.step(last).await;
        }
    }

    async fn step(&mut self, last: DateTime<Utc>) {
        self.steps += 1;
        if self.asleep_until.is_some_and(|until| until <= self.world.now) {
            self.asleep_until = None;
            self.woken();
        }
        assert!(self.steps < 20_000_000, "it does not come to its end:\n{}", self.told.tail(60));
        while let Some(item) = self.agenda.take_due(self.world.now) {
            self.happen(item).await;
        }
        self.gather();
        self.time_out();
        let moves = self.moves();
        if moves.is_empty() {
            let next = self.next_moment().min(last);
            self.set_now(next.max(self.world.now + Duration::milliseconds(1)));
            return;
        }
        let chosen = self.chance.index(moves.len());
        let chosen = moves.into_iter().nth(chosen).expect("within");
        self.make(chosen).await;
        self.react();
        if let Some(left) = &mut self.dies_in {
            *left -= 1;
            if *left < 0 {
                self.die();
                let pause = if self.chance.one_in(6) {
                    Duration::seconds(self.chance.between(60, 5 * 86_400))
                } else {
                    Duration::milliseconds(self.chance.between(50, 90_000))
                };
                // It runs at the end.
                let pause = pause.min((self.ends - self.world.now).max(Duration::seconds(90)));
                self.agenda.add(self.world.now + pause, super::agenda::Item::Start);
            }
        }
        let by =
            if self.chance.one_in(8) { self.chance.between(0, 3_000) } else { self.chance.between(0, 200) };
        self.set_now(self.world.now + Duration::milliseconds(by));
    }
}
