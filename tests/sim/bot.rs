//! One running bot: its scheduler, its ear, its work in hand, each a future that goes on only when it is told to.

use super::gate::{Gate, Ticket};
use super::people::{Act, Acted, act};
use super::request::{Held, Port};
use aktor::clock::Clock;
use aktor::domain::ids::{DeliveryId, GuildId};
use aktor::domain::language::Language;
use aktor::domain::round::{DAYS_OPEN, Round};
use aktor::scheduler::Tick;
use aktor::service::backfill::Scope;
use aktor::service::core::{Core, Defaults, Hearing};
use aktor::service::delivery::LEASE;
use aktor::service::incoming::{Incoming, Watched};
use aktor::service::library::Library;
use aktor::service::nameless::Tally;
use aktor::service::random::Random;
use aktor::store::Store;
use chrono::{DateTime, Duration, Utc};
use futures_util::FutureExt as _;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::task::Poll;
use tokio::sync::Notify;

static LIBRARY: LazyLock<Arc<Library>> = LazyLock::new(|| Arc::new(Library::load(None).0));

/// How a piece of what the bot does ended.
pub(crate) enum Done {
    Work(DeliveryId),
    Look(Box<Rounds>),
    Kept,
    Heard(Vec<Incoming>),
    CaughtUp(BTreeSet<Scope>, Option<Vec<Round>>),
    Acted(Box<Acted>),
}

pub(crate) struct Task {
    pub(crate) what: String,
    future: Pin<Box<dyn Future<Output = Done> + Send>>,
    /// The request it waits for; none: it can go on.
    pub(crate) waits_for: Option<Ticket>,
    /// Work under this key.
    pub(crate) key: Option<String>,
}

/// How many pieces of work are in hand at once.
const AT_ONCE: usize = 32;
/// How often parked teams are looked at, and what has been kept long enough. (The bot does it every ten minutes; where
/// nothing has changed in between it does nothing.)
const HOUSE_EVERY: Duration = Duration::hours(12);

/// The rounds of `scheduler::run`, one at a time: what is due is planned and claimed.
pub(crate) struct Rounds {
    core: Core,
    gate: Gate,
    holder: String,
    tick: Tick,
    in_hand: BTreeMap<DeliveryId, Arc<Held>>,
    /// Claimed again while the earlier attempt is still in hand: done after it.
    after: BTreeMap<DeliveryId, Arc<Held>>,
    begin: Vec<Arc<Held>>,
    next: Option<DateTime<Utc>>,
    stands_back: bool,
}

impl Rounds {
    async fn look(&mut self) {
        self.next = None;
        let core = self.core.clone();
        self.tick.look().await.expect("the database answers");
        self.stands_back = self.tick.clock_stands_back();
        if self.stands_back {
            return;
        }
        core.plan_due().await.expect("the database answers");
        let now = core.now();
        for held in self.in_hand.values() {
            held.keep().await;
        }
        while self.in_hand.len() < AT_ONCE {
            let room = i64::try_from(AT_ONCE - self.in_hand.len()).expect("few");
            // The process may stand still between its claim and its next step.
            let since = (core.now(), self.gate.true_now());
            let claims = core.store.claim(&self.holder, now, now + LEASE, room, true).await;
            let claims = claims.expect("the database answers");
            if claims.is_empty() {
                break;
            }
            for held in claims.into_iter().map(|claim| Held::new(&core, &self.gate, claim, since)) {
                let id = held.claim.id;
                match self.in_hand.entry(id) {
                    Entry::Occupied(_) => drop(self.after.insert(id, held)),
                    Entry::Vacant(free) => {
                        free.insert(held.clone());
                        self.begin.push(held);
                    }
                }
            }
        }
        if self.in_hand.len() < AT_ONCE {
            self.next = core.store.next_thing_at().await.expect("the database answers");
        }
    }

    fn finished(&mut self, id: DeliveryId) {
        self.in_hand.remove(&id);
        if let Some(held) = self.after.remove(&id) {
            self.in_hand.insert(id, held.clone());
            self.begin.push(held);
        }
    }
}

/// What is done now and then, as `scheduler::house` does it.
async fn keep_house(core: &Core) {
    let now = core.now();
    if let Err(error) = core.unpark_since(core.now()).await {
        tracing::debug!(%error, "parked teams could not be looked at");
    }
    core.rounds_changed().await.expect("the database answers");
    let kept = Duration::days(core.defaults.retention_days.into());
    core.store.expire_replies(now - kept).await.expect("the database answers");
    core.store.forget_erased(now - Duration::days(2 * DAYS_OPEN)).await.expect("the database answers");
}

/// The reading of rounds after gaps, as `app::catch_up` does it.
#[derive(Default)]
struct Gaps {
    missed: BTreeSet<Scope>,
    known: BTreeSet<GuildId>,
    unreadable: Vec<Round>,
    running: bool,
    again: i64,
    at: Option<DateTime<Utc>>,
}

impl Gaps {
    fn hear(&mut self, event: &Incoming) {
        match event {
            Incoming::Connected { resumed: false, guilds } => {
                self.missed.extend(guilds.iter().map(|guild| Scope::Guild(*guild)));
            }
            Incoming::Connected { resumed: true, .. } | Incoming::Missed => {
                self.missed.insert(Scope::Everywhere);
            }
            Incoming::AccessChanged { guild, channel } => {
                let channel = channel.map(|channel| Scope::Channel(*guild, channel));
                self.missed.insert(channel.unwrap_or(Scope::Guild(*guild)));
            }
            _ => return,
        }
        self.again = 1;
        self.at = Some(DateTime::<Utc>::MIN_UTC);
    }
}

pub(crate) struct Bot {
    pub(crate) core: Core,
    rounds: Option<Box<Rounds>>,
    kept_house: Option<DateTime<Utc>>,
    pub(crate) tasks: BTreeMap<u64, Task>,
    last_task: u64,
    finished: Vec<DeliveryId>,
    pub(crate) ear: VecDeque<Incoming>,
    hearing: bool,
    gaps: Gaps,
    pub(crate) connected: bool,
    /// When there is something to do next by the bot's own clock.
    wake: Option<DateTime<Utc>>,
    rung: bool,
}

impl Bot {
    /// A process that has just been started: `App::start` without a network.
    pub(crate) async fn start(store: Store, clock: Clock, gate: &Gate, seed: u64, take_over: bool) -> Self {
        let random = Random::seeded(seed);
        let core = Core {
            store,
            clock,
            random,
            platform: Arc::new(Port { gate: gate.clone(), held: None }),
            library: LIBRARY.clone(),
            watched: Watched::new(),
            tally: Tally::default(),
            bell: Arc::new(Notify::new()),
            defaults: Defaults {
                zone: chrono_tz::Europe::Copenhagen,
                language: Language::Danish,
                retention_days: 90,
                go_live_required: false,
                hearing: Hearing::Everything,
                heard_from: None,
            },
        };
        core.listen().await.expect("the database answers");
        let holder = format!("{:016x}", core.random.id());
        if take_over {
            core.store.recover_leases(core.now()).await.expect("the database answers");
        }
        let rounds = Rounds {
            core: core.clone(),
            gate: gate.clone(),
            holder,
            tick: Tick::new(core.clone()),
            in_hand: BTreeMap::new(),
            after: BTreeMap::new(),
            begin: Vec::new(),
            next: None,
            stands_back: false,
        };
        Self {
            core,
            rounds: Some(Box::new(rounds)),
            kept_house: None,
            tasks: BTreeMap::new(),
            last_task: 0,
            finished: Vec::new(),
            ear: VecDeque::new(),
            hearing: false,
            gaps: Gaps::default(),
            connected: false,
            wake: None,
            rung: true,
        }
    }

    fn spawn(
        &mut self,
        what: String,
        key: Option<String>,
        future: Pin<Box<dyn Future<Output = Done> + Send>>,
    ) {
        self.last_task += 1;
        self.tasks.insert(self.last_task, Task { what, future, waits_for: None, key });
    }

    /// Whether there is something that the scheduler would wake up for.
    pub(crate) fn would_look(&mut self) -> bool {
        self.rung |= self.core.bell.notified().now_or_never().is_some();
        self.rounds.is_some()
            && (self.rung || !self.finished.is_empty() || self.wake.is_some_and(|at| at <= self.core.now()))
    }

    /// Whether work is in hand.
    pub(crate) fn is_busy(&self) -> bool {
        self.tasks.values().any(|task| task.key.is_some())
    }

    /// When the scheduler wakes up by itself, by the bot's clock.
    pub(crate) fn wakes_at(&self) -> Option<DateTime<Utc>> {
        self.wake
    }

    /// Has the scheduler look at its next turn, and at parked teams too.
    pub(crate) fn ring(&mut self) {
        self.kept_house = None;
        self.rung = true;
    }

    pub(crate) fn look(&mut self) {
        let Some(mut rounds) = self.rounds.take() else { return };
        self.rung = false;
        for id in std::mem::take(&mut self.finished) {
            rounds.finished(id);
        }
        let look = async move {
            rounds.look().await;
            Done::Look(rounds)
        };
        self.spawn("look".to_owned(), None, Box::pin(look));
    }

    fn begin(&mut self, held: Arc<Held>, gate: &Gate) {
        let platform = Arc::new(Port { gate: gate.clone(), held: Some(held.clone()) });
        let core = Core { platform, ..self.core.clone() };
        let key = held.claim.key.clone();
        let what = format!("{key} #{}", held.claim.attempts);
        let work = async move {
            core.perform(&held.claim).await.expect("the database answers");
            Done::Work(held.claim.id)
        };
        self.spawn(what, Some(key), Box::pin(work));
    }

    pub(crate) fn would_hear(&self) -> bool {
        !self.hearing && !self.ear.is_empty()
    }

    /// Takes in all that was heard, as one batch.
    pub(crate) fn hear(&mut self) {
        self.hearing = true;
        let batch: Vec<Incoming> = self.ear.drain(..).collect();
        let core = self.core.clone();
        let hear = async move {
            core.take_in(&batch).await.expect("the database answers");
            for event in &batch {
                if let Err(error) = core.heard(event).await {
                    tracing::debug!(%error, "an event could not be followed up");
                }
            }
            Done::Heard(batch)
        };
        self.spawn("hear".to_owned(), None, Box::pin(hear));
    }

    pub(crate) fn would_catch_up(&self, now: DateTime<Utc>) -> bool {
        !self.gaps.running && self.gaps.at.is_some_and(|at| at <= now)
    }

    /// When rounds that could not be read are read again, by the true clock.
    pub(crate) fn catches_up_at(&self) -> Option<DateTime<Utc>> {
        self.gaps.at.filter(|_| !self.gaps.running)
    }

    pub(crate) fn catch_up(&mut self) {
        let gaps = &mut self.gaps;
        gaps.running = true;
        gaps.at = None;
        let missed = std::mem::take(&mut gaps.missed);
        let (core, known) = (self.core.clone(), gaps.known.clone());
        let mut left = std::mem::take(&mut gaps.unreadable);
        let catch_up = async move {
            let mut rounds = if missed.is_empty() {
                Vec::new()
            } else {
                let rounds = core.rounds_missed(&missed, |guild| !known.contains(&guild)).await;
                rounds.expect("the database answers")
            };
            left.retain(|one| !rounds.iter().any(|round| round.occasion == one.occasion));
            rounds.extend(left);
            let caught = core.catch_up(&rounds).await;
            Done::CaughtUp(missed, caught.ok().map(|caught| caught.unreadable))
        };
        self.spawn("catch up".to_owned(), None, Box::pin(catch_up));
    }

    pub(crate) fn act(&mut self, one: Act) {
        let core = self.core.clone();
        let what = format!("{one:?}");
        self.spawn(what, None, Box::pin(async move { Done::Acted(Box::new(act(&core, one).await)) }));
    }

    /// Lets a task go on until it waits for the platform, or ends. What it waits for in the database is waited for
    /// here, with nothing else going on meanwhile.
    pub(crate) async fn go_on(&mut self, id: u64, gate: &Gate, now: DateTime<Utc>) -> Option<Done> {
        let task = self.tasks.get_mut(&id).expect("a task that is there");
        task.waits_for = None;
        let done = poll_fn(|cx| match task.future.as_mut().poll(cx) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending => match gate.held() {
                Some(ticket) => {
                    task.waits_for = Some(ticket);
                    Poll::Ready(None)
                }
                None => Poll::Pending,
            },
        })
        .await?;
        self.tasks.remove(&id);
        match done {
            Done::Work(id) => {
                self.finished.push(id);
                None
            }
            Done::Look(mut rounds) => {
                self.wake = rounds.next;
                for held in std::mem::take(&mut rounds.begin) {
                    self.begin(held, gate);
                }
                let at = self.core.now();
                let kept = self
                    .kept_house
                    .is_some_and(|kept| (Duration::zero()..HOUSE_EVERY).contains(&(at - kept)));
                if !rounds.stands_back && !kept {
                    self.kept_house = Some(at);
                    let core = self.core.clone();
                    self.spawn(
                        "house".to_owned(),
                        None,
                        Box::pin(async move {
                            keep_house(&core).await;
                            Done::Kept
                        }),
                    );
                }
                self.rounds = Some(rounds);
                None
            }
            Done::Kept => None,
            Done::Heard(batch) => {
                self.hearing = false;
                for event in &batch {
                    self.gaps.hear(event);
                }
                None
            }
            Done::CaughtUp(missed, left) => {
                let gaps = &mut self.gaps;
                gaps.running = false;
                match left {
                    Some(left) => {
                        gaps.known.extend(missed.iter().filter_map(|scope| match scope {
                            Scope::Guild(guild) => Some(*guild),
                            _ => None,
                        }));
                        gaps.unreadable = left;
                    }
                    None => gaps.missed.extend(missed),
                }
                if gaps.at.is_none() && !(gaps.missed.is_empty() && gaps.unreadable.is_empty()) {
                    gaps.at = Some(now + Duration::seconds(gaps.again));
                }
                gaps.again = (gaps.again * 2).clamp(1, 300);
                None
            }
            done @ Done::Acted(_) => Some(done),
        }
    }
}
