//! `aktor run` when something outside is wrong: one clear sentence, and an exit code that tells a supervisor
//! whether trying again makes sense.

mod beside;
mod program;
mod stopped;
mod turned_away;

use crate::support::{TOKEN, Town};
use program::{command, said as ended};
use std::process::Output;
use tempfile::TempDir;

/// Runs the program until it ends by itself.
async fn run(server: String, token: &'static str, database: Option<&'static str>) -> Output {
    tokio::task::spawn_blocking(move || {
        let directory = TempDir::new().unwrap();
        let file = format!("sqlite://{}", directory.path().join("aktor.db").display());
        command(&server, database.unwrap_or(&file), directory.path())
            .env("DISCORD_TOKEN", token)
            .output()
            .unwrap()
    })
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_ends_with_78() {
    let town = Town::without_bot().await;
    let (code, said) = ended(&run(town.sandbox.base_url(), "MTIz.not-the-token", None).await);
    assert_eq!(code, Some(78), "{said}");
    assert!(said.contains("DISCORD_TOKEN"), "what to change: {said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_answer_ends_with_1() {
    let (code, said) = ended(&run("http://127.0.0.1:9".to_owned(), TOKEN, None).await);
    assert_eq!(code, Some(1), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_be_opened_is_named_with_what_to_check() {
    let town = Town::without_bot().await;
    let nowhere = Some("sqlite:///proc/nowhere/aktor.db");
    let (code, said) = ended(&run(town.sandbox.base_url(), TOKEN, nowhere).await);
    assert!(matches!(code, Some(1 | 78)), "{code:?}");
    assert!(said.contains("DATABASE_URL"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_database_server_is_said_at_once() {
    let town = Town::without_bot().await;
    let database = Some("postgres://aktor:not-the-token@127.0.0.1:1/aktor");
    let (code, said) = ended(&run(town.sandbox.base_url(), TOKEN, database).await);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("127.0.0.1") && said.contains("DATABASE_URL"), "{said}");
    town.end().await;
}
