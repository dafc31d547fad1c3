//! Answers: collected, changed and erased as people say, whatever happens to the bot meanwhile.

mod away;
mod buttons_only;
mod bytes;
mod collecting;
mod expired;
mod flood;
mod forms;
mod interactions;
mod logs;
mod nameless;
mod overtaken;
mod personal;
mod returned;
mod shuffled;
mod speed;
mod stalled;
mod taken_out;
mod uncertain;
mod untraceable;

pub(crate) use logs::{Page, metrics};

use crate::support::{PATIENCE, Town};
use aktor::domain::reply::Reply;
use aktor::sandbox::world::Message;
use chrono::{DateTime, Duration};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use std::path::PathBuf;

/// Everything that is kept, in the order in which it was written.
async fn kept(town: &Town) -> Vec<Reply> {
    let store = &town.core().store;
    let mut all = Vec::new();
    for round in store.rounds_since(None, DateTime::UNIX_EPOCH).await.unwrap() {
        all.extend(store.replies_of_round(round.occasion).await.unwrap());
    }
    all.sort_by_key(|reply| (reply.written_at, reply.id));
    all
}

async fn texts(town: &Town) -> Vec<String> {
    kept(town).await.into_iter().map(|reply| reply.text).collect()
}

/// Waits until exactly these texts are kept.
pub(crate) async fn expect_texts(town: &Town, wanted: &[&str]) {
    let looking = async {
        while texts(town).await != wanted {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    let found = tokio::time::timeout(PATIENCE, looking).await;
    let there = texts(town).await;
    assert!(found.is_ok(), "kept are {there:?}, not {wanted:?}:\n{}", town.world.transcript().tail(40));
}

/// Lets a second pass, so that an edit is later than what it edits.
pub(crate) fn tick(town: &Town) {
    town.clock.advance(Duration::seconds(1));
}

/// The bot's messages in the thread, the thread's own announcement left out.
fn posted(town: &Town, thread: i64) -> Vec<Message> {
    town.posts(thread).into_iter().filter(|m| m.kind == 0).collect()
}

/// The thread's only post by the bot, once it is there.
async fn the_post(town: &Town, thread: i64) -> Message {
    town.settled().await;
    let mut posts = posted(town, thread);
    assert_eq!(posts.len(), 1, "{posts:#?}");
    posts.remove(0)
}

/// A form's only field, filled in and sent.
async fn send_answer(town: &Town, who: &str, prompt: &Message, text: &str) -> Message {
    let receipt = town.fill(who, prompt.id, "Svar", &[("answer", text)]).await;
    town.settled().await;
    receipt
}

/// The files beside the database in which these bytes stand.
pub(crate) fn files_with(town: &Town, needle: &str) -> Vec<PathBuf> {
    let directory = town.database.file().parent().unwrap().to_owned();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        // By another process: when this one closes a file of the database's, the system lets go of the locks that the bot
        // in it holds there, and a program beside it would take itself for the only one.
        let bytes = std::process::Command::new("cat").arg(&path).output().unwrap().stdout;
        if bytes.windows(needle.len()).any(|window| window == needle.as_bytes()) {
            found.push(path);
        }
    }
    found
}

/// A second connection to the database, as another program would open it.
async fn second_connection(town: &Town) -> SqliteConnection {
    SqliteConnectOptions::new().filename(town.database.file()).connect().await.unwrap()
}

/// The same, holding the write lock until it is closed.
async fn stalled(town: &Town) -> SqliteConnection {
    let mut connection = second_connection(town).await;
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut connection).await.unwrap();
    connection
}

async fn go_on(connection: SqliteConnection) {
    connection.close().await.unwrap();
}
