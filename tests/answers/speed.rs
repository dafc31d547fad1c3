//! How soon people are answered while thousands of messages come in. The figures that are promised are taken with
//! a release build and `AKTOR_TEST_LONG` (see `docs/reliability.md`); here it is shown that nobody waits long and
//! nothing is lost.

use crate::support::Town;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_answered_while_thousands_of_messages_come_in_and_none_is_lost() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let load = load();
    let (told, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let talk = tokio::spawn({
        let (told, stop, person) = (told.clone(), stop.clone(), town.user("Bo"));
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
    let began = Instant::now();
    while began.elapsed() < load.lasts {
        for asked in [
            town.user("Asta").command(town.channel, "hjælp", &[]),
            town.user("Asta").click(prompt.id, "Svar"),
            town.user("Asta").command(town.channel, "refleksion", &[]),
        ] {
            let (asked, handle) = (Instant::now(), asked.unwrap());
            let first = handle.acknowledged().await.unwrap();
            acknowledged.push(asked.elapsed());
            if !matches!(first, aktor::sandbox::world::Answer::Modal(_)) {
                handle.message().await.unwrap();
                answered.push(asked.elapsed());
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
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
    let kept = "SELECT COUNT(*) FROM replies";
    let began = Instant::now();
    while town.database.numbers(kept).await != [i64::try_from(told).unwrap()] {
        assert!(
            began.elapsed() < crate::support::PATIENCE,
            "{:?} of {told}",
            town.database.numbers(kept).await
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    println!("all {told} kept {:.2?} after the last", began.elapsed());
    town.end().await;
}
