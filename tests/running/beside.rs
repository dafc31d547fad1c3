//! One `run` at a time on a SQLite file, and whatever else beside it.

use super::program::{Program, command, said};
use crate::support::{Town, on_both_engines};
use aktor::clock::Clock;
use aktor::sandbox::faults::Fault;
use sqlx::{Connection as _, SqliteConnection};
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;

on_both_engines!(killed_over_a_post_the_next_run_takes_it_up_and_it_stands_once);

/// Another subcommand on the same database, until it has ended.
async fn aktor(town: &Town, arguments: &'static [&'static str]) -> std::process::Output {
    let (server, database) = (town.sandbox.base_url(), town.database.url());
    tokio::task::spawn_blocking(move || {
        let directory = TempDir::new().unwrap();
        let run = command(&server, &database, directory.path());
        let mut other = Command::new(run.get_program());
        other.args(arguments).current_dir(directory.path()).env_clear();
        other.envs(run.get_envs().filter_map(|(key, value)| Some((key, value?))));
        other.output().unwrap()
    })
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_run_is_refused_with_a_clear_sentence_and_other_commands_work_beside_the_first() {
    let town = Town::without_bot().await;
    let first = Program::connected(&town).await;
    let (code, sentence) = said(&aktor(&town, &["run"]).await);
    assert_eq!(code, Some(78), "{sentence}");
    let file = town.database.file().display().to_string();
    assert!(sentence.contains("another aktor is running") && sentence.contains(&file), "{sentence}");
    assert!(sentence.contains("DATABASE_URL"), "what to do: {sentence}");
    for beside in [&["prompts", "check"][..], &["invite"][..]] {
        let output = aktor(&town, beside).await;
        assert!(output.status.success(), "{beside:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(town.sandbox.gateway().tally().identified, 1, "the second never connected");
    first.terminate();
    assert_eq!(first.ended().await.1.status.code(), Some(0));
    // Nothing is left of the lock.
    let next = Program::connected(&town).await;
    next.terminate();
    assert_eq!(next.ended().await.1.status.code(), Some(0));
    town.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_programs_read_the_database_while_the_bot_writes() {
    let (town, _, thread) = Town::with_prompt().await;
    let mut other = SqliteConnection::connect(&town.database.url()).await.unwrap();
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut other).await.unwrap();
    assert_eq!(mode, "wal");
    let mut read = 0;
    for n in 0..50 {
        town.user("Asta").say(thread, &format!("besked {n}")).unwrap();
        let began = Instant::now();
        read =
            sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM replies").fetch_one(&mut other).await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(8), "a reader waits for nobody: {:?}", began.elapsed());
    }
    town.wait_kept("all to be kept", |core| async move {
        let rounds = core.open_rounds().await.unwrap();
        (core.store.replies_of_round(rounds[0].occasion).await.unwrap().len() == 50).then_some(())
    })
    .await;
    assert!(read <= 50);
    // A reader in the middle of a transaction holds nobody up either.
    let mut reading = other.begin().await.unwrap();
    let _: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM replies").fetch_one(&mut *reading).await.unwrap();
    town.user("Bo").say(thread, "mens der læses").unwrap();
    town.wait_kept("it to be kept", |core| async move {
        let rounds = core.open_rounds().await.unwrap();
        (core.store.replies_of_round(rounds[0].occasion).await.unwrap().len() == 51).then_some(())
    })
    .await;
    reading.rollback().await.unwrap();
    other.close().await.unwrap();
    town.end().await;
}

/// On SQLite at once; on PostgreSQL another process might hold the work, so its lease has to run out.
async fn killed_over_a_post_the_next_run_takes_it_up_and_it_stands_once() {
    let mut town = Town::without_bot().await;
    town.clock.set(Clock::system().now());
    town.start().await;
    town.set_up(town.channel).await;
    town.command("Karen", town.channel, "team send-nu", &[]).await;
    // Not asked before the introduction stands.
    let asked = town.prompts(town.channel).len();
    assert!(asked <= 1);
    town.pass(chrono::Duration::seconds(5)).await;
    assert_eq!(town.prompts(town.channel).len(), 1);
    let prompt = town.prompts(town.channel).remove(0);
    town.world.faults().next("POST", "/channels/{}/messages", Fault::HangAfter);
    let form = town.user("Asta").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
    town.user("Asta").submit(&form, &[("answer", "Sendt lige før")]).unwrap().message().await.unwrap();
    let stands =
        |town: &Town| town.posts(prompt.id).iter().filter(|post| post.content.contains("lige før")).count();
    town.wait("the post", |town| (stands(town) == 1).then_some(())).await;
    town.kill().await;
    let open = "SELECT COUNT(*) FROM deliveries WHERE state = 'leased'";
    assert_eq!(town.database.numbers(open).await, [1], "its lease is still there");
    let began = Instant::now();
    town.start().await;
    let most = crate::support::PATIENCE;
    while town
        .database
        .numbers(
            "SELECT COUNT(*) FROM deliveries WHERE state IN ('leased', 'ready') AND work_key LIKE 'answer:%'",
        )
        .await
        != [0]
    {
        assert!(began.elapsed() < most, "the work was not taken up");
        town.core().ring();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(stands(&town), 1, "{}", town.world.transcript().tail(30));
    town.end().await;
}
