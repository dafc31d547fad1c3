//! How soon people are answered while thousands of messages come in: by the program as a process of its own. The figures that
//! are promised are taken of a release build, with `AKTOR_TEST_BINARY` and `AKTOR_TEST_LONG` (see `docs/reliability.md`); here
//! it is shown that nobody waits long and nothing is lost.

use crate::kills::bot::Bot;
use crate::kills::scene::{PEOPLE, Scene, Size};
use crate::support::{PATIENCE, buttons};
use aktor::sandbox::actor::{Impossible, InteractionHandle};
use aktor::sandbox::world::{Answer, Message};
use aktor::service::random::Random;
use sqlx::{Connection as _, SqliteConnection};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What is measured.
struct Load {
    messages_a_second: usize,
    lasts: Duration,
    /// The longest that anybody may wait to be acknowledged.
    most: Duration,
}

fn load() -> Load {
    if std::env::var_os("AKTOR_TEST_LONG").is_some() {
        Load { messages_a_second: 5_000, lasts: Duration::from_secs(20), most: Duration::from_millis(500) }
    } else {
        Load { messages_a_second: 400, lasts: Duration::from_secs(2), most: Duration::from_millis(2_500) }
    }
}

/// The value below which so many thousandths lie.
fn quantile(sorted: &[Duration], thousandths: usize) -> Duration {
    sorted[(sorted.len() * thousandths / 1_000).min(sorted.len() - 1)]
}

/// The question, once its thread is open.
fn question(scene: &Scene) -> Option<Message> {
    let state = scene.world.state();
    let asks = |message: &&Message| buttons(message).iter().any(|label| label == "Svar");
    state.everything_said().find(asks).filter(|question| state.channel(question.id).is_some()).cloned()
}

/// One team, whose question the program has just asked.
async fn asked() -> (Scene, Bot, Message) {
    let (size, random) = (Size { text: 1, forums: 0, prompts: 1, letters: 0, within: 0 }, Random::system());
    let mut scene = Scene::new(size, &random).await;
    scene.make_due(size, &random).await;
    let bot = Bot::start(scene.path(), &scene.sandbox.base_url());
    let began = Instant::now();
    loop {
        if let Some(question) = question(&scene) {
            return (scene, bot, question);
        }
        assert!(began.elapsed() < PATIENCE, "no question");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// How long it takes until something is acknowledged, and answered, if it is not by a form.
async fn timed(
    use_it: impl FnOnce() -> Result<InteractionHandle, Impossible>,
) -> (Duration, Option<Duration>) {
    let began = Instant::now();
    let handle = use_it().unwrap();
    let first = handle.acknowledged().await.unwrap();
    let acknowledged = began.elapsed();
    if matches!(first, Answer::Modal(_)) {
        return (acknowledged, None);
    }
    handle.message().await.unwrap();
    (acknowledged, Some(began.elapsed()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_answered_while_thousands_of_messages_come_in_and_none_is_lost() {
    let (scene, bot, question) = asked().await;
    let (world, load) = (&scene.world, load());
    let (told, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let talk = tokio::spawn({
        let (told, stop, person, thread) = (told.clone(), stop.clone(), world.user(PEOPLE[1]), question.id);
        async move {
            let began = Instant::now();
            let mut ticks = tokio::time::interval(Duration::from_millis(2));
            while !stop.load(Ordering::Relaxed) {
                ticks.tick().await;
                let due = began.elapsed().as_millis() * load.messages_a_second as u128 / 1_000;
                while (told.load(Ordering::Relaxed) as u128) < due {
                    person.say(thread, "endnu en besked").unwrap();
                    told.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
    });
    let (mut acknowledged, mut answered) = (Vec::new(), Vec::new());
    let (asta, channel) = (world.user(PEOPLE[0]), question.channel);
    let began = Instant::now();
    while began.elapsed() < load.lasts {
        for which in 0..3 {
            let (first, whole) = timed(|| match which {
                0 => asta.command(channel, "hjælp", &[]),
                1 => asta.click(question.id, "Svar"),
                _ => asta.command(channel, "refleksion", &[]),
            })
            .await;
            acknowledged.push(first);
            answered.extend(whole);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    let took = began.elapsed();
    stop.store(true, Ordering::Relaxed);
    talk.await.unwrap();
    let told = told.load(Ordering::Relaxed);
    for (what, mut times) in [("acknowledged", acknowledged), ("answered", answered)] {
        times.sort_unstable();
        println!(
            "{what}: {} times, p50 {:.2?}, p99 {:.2?}, max {:.2?}, at {} messages/s",
            times.len(),
            quantile(&times, 500),
            quantile(&times, 990),
            times[times.len() - 1],
            told as u128 * 1_000 / took.as_millis()
        );
        assert!(what != "acknowledged" || times[times.len() - 1] < load.most, "{:?}", times[times.len() - 1]);
    }
    let began = Instant::now();
    let mut database = SqliteConnection::connect(&scene.url()).await.unwrap();
    loop {
        let kept: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM replies").fetch_one(&mut database).await.unwrap();
        if kept == i64::try_from(told).unwrap() {
            break;
        }
        assert!(began.elapsed() < PATIENCE, "{kept} of {told}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    database.close().await.unwrap();
    println!("all {told} kept {:.2?} after the last", began.elapsed());
    assert!(bot.stop(Duration::from_secs(15)).await.is_some_and(|status| status.success()));
    scene.sandbox.stop().await;
}
