//! What is not tried again, kind by kind, and work over which the bot itself breaks.

use super::{MONDAYS, assert_each_once, on};
use crate::support::{Town, shown};
use aktor::faults::{Hook, Side};
use aktor::sandbox::faults::Fault;
use aktor::service::delivery::{Remedy, back_off, remedy};
use aktor::service::platform::PlatformError;
use aktor::service::refusal::Failure;
use chrono::{DateTime, Duration};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

/// How often the bot asked to post in a channel.
fn attempts(town: &Town, channel: i64) -> usize {
    let path = format!("POST /api/v10/channels/{channel}/messages");
    let asked = |line: &&String| {
        line.split(" null").next().unwrap_or(line).trim_end().ends_with(&path)
            || line.contains(&format!(" {path} "))
    };
    town.world.transcript().lines().iter().filter(asked).count()
}

#[tokio::test]
async fn what_a_person_has_to_mend_is_tried_once_told_once_and_goes_on_by_itself() {
    let refusals = [
        (403, 50_001, "Se kanal"),
        (403, 50_013, "rettigheder"),
        (404, 10_003, "Kanalen findes ikke længere"),
        (404, 10_004, "server"),
    ];
    for (status, code, _) in refusals {
        let town = Town::with_team().await;
        let before = attempts(&town, town.channel);
        let path = format!("/channels/{}/messages", town.channel);
        town.travel(on(0, 8, 59)).await;
        town.world.faults().next("POST", &path, Fault::Status(status, code));
        // Still so when it is looked at ten minutes later.
        town.travel(on(0, 9, 8)).await;
        assert_eq!(attempts(&town, town.channel), before + 1, "{code}: tried once");
        let told = town.user("Karen").inbox();
        assert_eq!(told.len(), 1, "{code}: told once");
        assert!(
            shown(&told[0]).contains("hjemmepleje") || shown(&told[0]).contains("<#"),
            "{}",
            shown(&told[0])
        );
        town.pass(Duration::minutes(11)).await;
        town.wait("the prompt", |town| town.prompts(town.channel).pop()).await;
        town.settled().await;
        assert_each_once(&town, 1, "by itself");
        assert_eq!(town.user("Karen").inbox().len(), 1, "{code}: and not again");
        town.end().await;
    }
}

#[tokio::test]
async fn with_a_token_that_is_not_taken_nothing_is_tried_again_for_an_hour() {
    let town = Town::with_team().await;
    let before = attempts(&town, town.channel);
    town.travel(on(0, 8, 59)).await;
    let path = format!("/channels/{}/messages", town.channel);
    town.world.faults().next("POST", &path, Fault::Status(401, 0));
    town.travel(on(0, 9, 59)).await;
    assert_eq!(attempts(&town, town.channel), before + 1);
    town.travel(on(0, 10, 1)).await;
    assert_each_once(&town, 1, "an hour later");
    town.end().await;
}

#[tokio::test]
async fn what_is_refused_for_its_content_is_set_aside_at_once() {
    let mut town = Town::with_team().await;
    let before = attempts(&town, town.channel);
    town.travel(on(0, 8, 59)).await;
    let path = format!("/channels/{}/messages", town.channel);
    town.world.faults().next("POST", &path, Fault::Status(400, 50_035));
    town.travel(on(0, 12, 0)).await;
    assert_eq!(attempts(&town, town.channel), before + 1, "not tried again");
    let aside = town.core().store.set_aside_since(DateTime::UNIX_EPOCH).await.unwrap();
    assert_eq!(aside.len(), 1, "{aside:?}");
    town.travel(on(1, 9, 0)).await;
    assert_each_once(&town, 1, "the next one");
    town.stop().await;
}

#[tokio::test]
async fn an_outage_of_hours_delays_the_prompt_and_sets_nothing_aside() {
    let town = Town::with_team().await;
    let before = attempts(&town, town.channel);
    town.travel(on(0, 8, 59)).await;
    let path = format!("/channels/{}/messages", town.channel);
    town.world.faults().times(usize::MAX, "POST", &path, Fault::Status(500, 0));
    town.travel(on(0, 13, 0)).await;
    assert!(attempts(&town, town.channel) > before + 12);
    let aside = town.core().store.set_aside_since(DateTime::UNIX_EPOCH).await.unwrap();
    assert_eq!(aside, [], "an outage says nothing about the work");
    town.world.faults().clear();
    town.travel(on(0, 13, 6)).await;
    assert_each_once(&town, 1, "as soon as there is an answer");
    town.travel(on(1, 9, 0)).await;
    assert_each_once(&town, 2, "the next one");
    town.end().await;
}

/// The team's work is poisoned, the school's is not: five deaths, then it is set aside, and nobody else waits.
async fn five_deaths(town: &mut Town, school: i64) {
    town.travel(on(0, 9, 30)).await;
    let aside = town.core().store.set_aside_since(DateTime::UNIX_EPOCH).await.unwrap();
    assert_eq!(aside.len(), 1, "{aside:?}");
    assert!(aside[0].0.starts_with("prompt:") && aside[0].1.contains("died"), "{aside:?}");
    assert_eq!(town.prompts(town.channel).len(), 0);
    assert_eq!(town.prompts(school).len(), 1, "the other team's came");
    town.travel(on(1, 9, 0)).await;
    assert_eq!((town.prompts(town.channel).len(), town.prompts(school).len()), (1, 2), "and the next ones");
    assert!(MONDAYS.len() > 1);
    town.stop().await;
}

#[tokio::test]
async fn work_over_which_the_process_dies_five_times_is_set_aside_and_blocks_nobody() {
    let mut town = Town::with_team().await;
    let school = town.world.channel("skolen").unwrap();
    town.set_up(school).await;
    town.travel(on(0, 8, 59)).await;
    let path = format!("/channels/{}/messages", town.channel);
    town.world.faults().times(5, "POST", &path, Fault::Hang);
    town.clock.set(on(0, 9, 0));
    let before = attempts(&town, town.channel);
    for death in 1..=5 {
        town.wait("the attempt", |town| {
            (town.world.faults().waiting() == 0 || attempts(town, town.channel) == before + death)
                .then_some(())
        })
        .await;
        town.wait("the other team's", |town| town.prompts(school).pop()).await;
        // Killed once more moments after it has started: by then it does nothing over which it has died twice.
        for _ in 0..=usize::from(death >= 2) {
            town.kill().await;
            town.start().await;
        }
        if death >= 2 {
            town.clock.advance(Duration::seconds(11));
        }
    }
    five_deaths(&mut town, school).await;
}

#[tokio::test]
async fn work_that_panics_five_times_is_set_aside_and_blocks_nobody() {
    let mut town = Town::without_bot().await;
    let (poisoned, panics) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicUsize::new(0)));
    let counted = panics.clone();
    let armed = poisoned.clone();
    town.hook = Hook::new(move |boundary| {
        let (armed, counted) = (armed.clone(), counted.clone());
        Box::pin(async move {
            let sends = boundary.side == Side::Before && boundary.what == "POST /channels/{}/messages";
            if sends && armed.load(Ordering::SeqCst) > 0 {
                counted.fetch_add(1, Ordering::SeqCst);
                std::panic::resume_unwind(Box::new("poison"));
            }
        })
    });
    town.start().await;
    town.set_up(town.channel).await;
    town.travel(on(0, 8, 59)).await;
    poisoned.store(1, Ordering::SeqCst);
    town.clock.set(on(0, 9, 0));
    // Five attempts, each when the lease of the one before is over; then it is set aside.
    let mut moved = std::time::Instant::now();
    while town.core().store.set_aside_since(DateTime::UNIX_EPOCH).await.unwrap().is_empty() {
        if moved.elapsed() > std::time::Duration::from_millis(200) {
            town.clock.advance(Duration::seconds(61));
            town.core().ring();
            moved = std::time::Instant::now();
        }
        assert!(town.clock.now() < on(0, 9, 50), "it was not set aside: {panics:?}");
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert_eq!(panics.load(Ordering::SeqCst), 5);
    poisoned.store(0, Ordering::SeqCst);
    let school = town.world.channel("skolen").unwrap();
    town.set_up(school).await;
    town.travel(on(1, 9, 0)).await;
    assert_eq!((town.prompts(town.channel).len(), town.prompts(school).len()), (1, 1), "others go on");
    town.stop().await;
}

/// The database takes every lease, and no end of any work.
#[tokio::test]
async fn work_whose_end_the_database_does_not_take_is_not_blamed_for_it() {
    let town = Town::with_team().await;
    town.travel(on(0, 8, 59)).await;
    let refuse = "CREATE TRIGGER refuse BEFORE UPDATE ON deliveries WHEN NEW.state <> 'leased'
        BEGIN SELECT RAISE(ABORT, 'refused'); END";
    town.database.execute(refuse).await;
    town.clock.set(on(0, 9, 0));
    town.wait("the prompt", |town| town.prompts(town.channel).pop()).await;
    for _ in 0..7 {
        town.clock.advance(Duration::seconds(61));
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    }
    town.database.execute("DROP TRIGGER refuse").await;
    let open = "SELECT COUNT(*) FROM deliveries WHERE state IN ('ready', 'leased') AND crashes = 0";
    assert_eq!(town.database.numbers("SELECT MAX(crashes) FROM deliveries").await, [0]);
    assert_eq!(town.database.numbers(open).await.len(), 1);
    town.pass(Duration::minutes(2)).await;
    assert_each_once(&town, 1, "once the database took it");
    assert_eq!(town.database.numbers("SELECT COUNT(*) FROM deliveries WHERE state = 'aside'").await, [0]);
    town.end().await;
}

/// R7: one second to five minutes, at random, at most twelve times where it is certain that nothing happened; two
/// days where nobody knows.
#[test]
fn what_failed_is_tried_again_twelve_times_within_minutes_and_two_days_where_nobody_knows_what_happened() {
    let began = on(0, 9, 0);
    for attempt in 1..=60 {
        let [soonest, latest] = [0.0, 1.0].map(|jitter| back_off(attempt, jitter));
        assert_eq!(soonest, Duration::seconds(1));
        assert_eq!(latest, Duration::seconds((1 << attempt.min(10)).min(300)), "attempt {attempt}");
        let half = back_off(attempt, 0.5);
        assert!(soonest <= half && half <= latest && (attempt < 3 || half < latest), "attempt {attempt}");
    }
    let ends = |failure: &Failure, attempts, age| {
        remedy(failure, (attempts, began), began + age, 0.5) == Remedy::SetAside
    };
    let certain = Failure::Platform(PlatformError::Locked(0));
    let unknown = Failure::Platform(PlatformError::Unknown("no answer".to_owned()));
    assert!(!ends(&certain, 11, Duration::days(9)) && ends(&certain, 12, Duration::minutes(1)));
    assert!(!ends(&unknown, 99, Duration::hours(47)) && ends(&unknown, 12, Duration::hours(48)));
}
