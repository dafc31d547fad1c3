//! R1 for what people do: the process dies at every boundary of everything that can be used. Whoever was not answered
//! does it again; afterwards everything is there once, as if nobody had died.

use super::everywhere::everything;
use super::scene::Scene;
use crate::crashes::trap::{Trap, is_look};
use crate::support::{Town, buttons};
use aktor::faults::Boundary;
use aktor::sandbox::actor::InteractionHandle;
use aktor::sandbox::world::{Answer, State};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::OnceCell;

/// The most boundaries that any one thing has.
const MOST: usize = 24;

/// Where something is said: the ids of threads and conversations differ from one time to the next.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Channel(i64),
    ThreadsOf(i64),
    Conversation(Vec<i64>),
}

impl Place {
    fn of(state: &State, id: i64) -> Self {
        let channel = state.channel(id).unwrap();
        match (channel.parent, channel.guild) {
            (Some(parent), Some(_)) if channel.thread.is_some() => Self::ThreadsOf(parent),
            (_, Some(_)) => Self::Channel(id),
            (_, None) => Self::Conversation(channel.recipients.clone()),
        }
    }
}

/// What there is in the end.
#[derive(Debug, PartialEq)]
struct Everything {
    /// What the bot said for others to see: where, with which buttons (in a private conversation they may have been
    /// used), how often.
    said: BTreeMap<(Place, Vec<String>), usize>,
    /// The rows of every table; but whoever was not there when a message went needs no mark
    /// that it is gone, and work may be done in two steps instead of one.
    rows: BTreeMap<String, i64>,
}

impl Everything {
    async fn of(town: &Town) -> Self {
        let bot = town.world.bot();
        let mut said = BTreeMap::new();
        town.with(|state| {
            for message in state.everything_said().filter(|m| m.author == bot && m.only_for.is_none()) {
                let place = Place::of(state, message.channel);
                let labels = match place {
                    Place::Conversation(_) => Vec::new(),
                    _ => buttons(message),
                };
                *said.entry((place, labels)).or_default() += 1;
            }
        });
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(town.database.file());
        let mut database = SqliteConnection::connect_with(&options).await.unwrap();
        let all = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT IN ('erased_messages', 'deliveries', 'audit')";
        let mut rows = BTreeMap::new();
        for table in sqlx::query_scalar::<_, String>(all).fetch_all(&mut database).await.unwrap() {
            let count = format!("SELECT COUNT(*) FROM {table}");
            let count = sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut database).await.unwrap();
            rows.insert(table, count);
        }
        // Whose erasure was cut short is erased by the next start, which notes that.
        let acts = "SELECT 'audit of ' || act, COUNT(*) FROM audit WHERE act <> 'person-erased' GROUP BY act";
        rows.extend(sqlx::query_as::<_, (String, i64)>(acts).fetch_all(&mut database).await.unwrap());
        Self { said, rows }
    }
}

/// What everything leaves behind when nobody dies, and the boundaries of each thing.
static UNDISTURBED: OnceCell<(Everything, BTreeMap<String, Vec<Boundary>>)> = OnceCell::const_new();

async fn undisturbed() -> &'static (Everything, BTreeMap<String, Vec<Boundary>>) {
    let play = async {
        let trap = Trap::default();
        let scene = Scene::with_hook(trap.hook()).await;
        let mut boundaries = BTreeMap::new();
        for used in everything() {
            trap.passed();
            let handle = scene.used(&used);
            scene.heard(&used, &handle).await;
            scene.town.settled().await;
            boundaries.insert(used, trap.passed().into_iter().filter(|b| !is_look(b)).collect());
        }
        let all = Everything::of(&scene.town).await;
        scene.town.end().await;
        (all, boundaries)
    };
    Box::pin(UNDISTURBED.get_or_init(|| Box::pin(play))).await
}

/// Whether the person has been told anything.
fn was_answered(town: &Town, handle: &InteractionHandle) -> bool {
    town.with(|state| match state.answer(handle.id) {
        None | Some(Answer::Deferred) => false,
        Some(Answer::Acknowledged) => {
            state.interaction(handle.id).is_some_and(|one| !one.followups.is_empty())
        }
        Some(_) => true,
    })
}

/// Plays everything with a death at the `nth` boundary of each thing that has so many.
async fn killed_at(nth: usize) {
    let (expected, boundaries) = Box::pin(undisturbed()).await;
    let trap = Trap::default();
    let mut scene = Scene::with_hook(trap.hook()).await;
    let mut deaths = 0;
    for used in everything() {
        if boundaries[&used].len() > nth {
            let passed = Arc::new(AtomicUsize::new(0));
            trap.set(
                move |boundary| !is_look(boundary) && passed.fetch_add(1, Ordering::SeqCst) == nth,
                || {},
            );
        }
        let handle = scene.used(&used);
        let survived = async {
            scene.heard(&used, &handle).await;
            scene.town.settled().await;
        };
        let died = tokio::select! {
            biased;
            () = trap.struck() => true,
            () = survived => false,
        };
        trap.spring();
        if !died {
            continue;
        }
        deaths += 1;
        scene.town.kill().await;
        scene.town.hook = trap.hook();
        scene.town.start().await;
        scene.town.settled().await;
        if !was_answered(&scene.town, &handle) {
            if scene.forms.contains_key(used.as_str()) && !scene.open(&used).await {
                // What it was about is decided, and the person has been told so.
                continue;
            }
            // What is gone meanwhile was done.
            if let Ok(handle) = scene.tried(&used) {
                scene.heard(&used, &handle).await;
            }
            scene.town.settled().await;
        }
    }
    println!("{deaths} deaths at boundary {nth}");
    let all = Everything::of(&scene.town).await;
    pretty(expected, &all, nth);
    scene.town.end().await;
}

fn pretty(expected: &Everything, all: &Everything, nth: usize) {
    let mut wrong = Vec::new();
    for table in expected.rows.keys().chain(all.rows.keys()).collect::<BTreeSet<_>>() {
        let (is, should) = (all.rows.get(table), expected.rows.get(table));
        if is != should {
            wrong.push(format!("{table}: {is:?} rows instead of {should:?}"));
        }
    }
    for key in expected.said.keys().chain(all.said.keys()) {
        let (is, should) = (all.said.get(key), expected.said.get(key));
        if is != should {
            wrong.push(format!("{key:?}: {is:?} instead of {should:?}"));
        }
    }
    assert!(wrong.is_empty(), "at boundary {nth}: {wrong:#?}");
}

#[tokio::test]
async fn no_thing_has_more_boundaries_than_are_tried() {
    let (_, boundaries) = Box::pin(undisturbed()).await;
    for (used, boundaries) in boundaries {
        println!("{used}: {}", boundaries.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
        assert!(boundaries.len() <= MOST, "{used}: {boundaries:?}");
    }
}

/// A test for each of these boundaries.
macro_rules! killed_at {
    ($($test:ident: $nths:expr),+ $(,)?) => {$(
        #[tokio::test]
        async fn $test() {
            for nth in $nths {
                killed_at(nth).await;
            }
        }
    )+};
}

killed_at!(
    killed_at_the_first_everything_is_there_once: [0, 8, 16],
    killed_at_the_second_everything_is_there_once: [1, 9, 17],
    killed_at_the_third_everything_is_there_once: [2, 10, 18],
    killed_at_the_fourth_everything_is_there_once: [3, 11, 19],
    killed_at_the_fifth_everything_is_there_once: [4, 12, 20],
    killed_at_the_sixth_everything_is_there_once: [5, 13, 21],
    killed_at_the_seventh_everything_is_there_once: [6, 14, 22],
    killed_at_the_eighth_everything_is_there_once: [7, 15, 23],
);
