//! `aktor backup` and `aktor restore` as a shell sees them.

use super::{aktor, done, refused, text};
use crate::support::{Database, Town};
use aktor::domain::ids::{ChannelId, MessageId, OccasionId, ReplyId, UserId};
use aktor::domain::reply::{Reply, Via};
use aktor::store::{NewReply, RunLock, Store};
use chrono::DateTime;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use tempfile::TempDir;

/// The numbers that a query finds in a file.
async fn numbers(file: &Path, query: &str) -> Vec<i64> {
    use sqlx::Connection as _;
    let url = format!("sqlite://{}", file.display());
    let mut connection = sqlx::sqlite::SqliteConnection::connect(&url).await.unwrap();
    sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_all(&mut connection).await.unwrap()
}

/// What lies in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_made_while_eight_write_holds_all_that_was_kept_before_it() {
    let (town, _, thread) = Town::with_prompt().await;
    let round = town.core().store.rounds_since(None, DateTime::UNIX_EPOCH).await.unwrap().remove(0);
    let (stop, kept) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicI64::new(0)));
    let writers: Vec<_> = (1..=8)
        .map(|writer| {
            let (core, stop, kept, round) = (town.core().clone(), stop.clone(), kept.clone(), round.clone());
            tokio::spawn(async move {
                for n in (1..).take_while(|_| !stop.load(Ordering::Relaxed)) {
                    let id = writer * 1_000_000 + n;
                    let reply = Reply {
                        id: ReplyId(id),
                        round: OccasionId(round.occasion.0),
                        author: UserId(id),
                        author_name: "Borger".to_owned(),
                        via: Via::Thread,
                        channel: ChannelId(thread),
                        message: Some(MessageId(id)),
                        text: "noget om arbejdet ".repeat(20),
                        attachments: 0,
                        written_at: round.opened_at,
                        edited_at: None,
                    };
                    let new = NewReply { reply, team: round.team, guild: round.guild };
                    assert_eq!(core.store.keep_replies(&[new], &[], round.opened_at).await.unwrap(), 1);
                    kept.fetch_add(1, Ordering::SeqCst);
                }
            })
        })
        .collect();
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("copy.db");
    for n in 1..=3 {
        town.wait("writing to go on", |_| (kept.load(Ordering::SeqCst) > 60 * n).then_some(())).await;
        town.user("Asta").say(thread, "imens").unwrap();
        let before = kept.load(Ordering::SeqCst);
        let said = done(&aktor(&town.database.url(), &["backup", text(&copy), "--replace"]).await);
        assert!(said.contains("teams: 1, answers: "), "{said}");
        let there = numbers(&copy, "SELECT COUNT(*) FROM replies WHERE author_name = 'Borger'").await[0];
        assert!(there >= before, "{before} were kept before the copy was begun, it holds {there}");
        assert_eq!(names(folder.path()), ["copy.db"], "nothing else remains");
    }
    stop.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.await.unwrap();
    }
    town.end().await;
}

#[tokio::test]
async fn nobody_but_its_owner_reads_a_new_database_or_its_copy() {
    use std::os::unix::fs::PermissionsExt as _;
    let database = Database::new().await;
    let store = Store::open(&database.url()).await.unwrap();
    let folder = database.file().parent().unwrap().to_owned();
    let copies = TempDir::new().unwrap();
    let copy = copies.path().join("copy.db");
    done(&aktor(&database.url(), &["backup", text(&copy)]).await);
    let rights = |file: &Path| std::fs::metadata(file).unwrap().permissions().mode() & 0o777;
    let files: Vec<PathBuf> = names(&folder).iter().map(|name| folder.join(name)).collect();
    assert!(files.len() >= 3, "the database, its log and its index: {files:?}");
    for file in files.iter().chain([&copy]) {
        assert_eq!(rights(file), 0o600, "{}", file.display());
    }
    store.close().await;
}

#[tokio::test]
async fn a_file_that_is_there_is_refused_and_left_alone() {
    let database = Database::new().await;
    Store::open(&database.url()).await.unwrap().close().await;
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("copy.db");
    std::fs::write(&copy, "something else").unwrap();
    let (code, said) = refused(&aktor(&database.url(), &["backup", text(&copy)]).await);
    assert_eq!(code, Some(1));
    assert!(said.contains("is there already") && said.contains("--replace"), "{said}");
    assert_eq!(std::fs::read(&copy).unwrap(), b"something else");
    let (_, said) = refused(
        &aktor(
            &database.url(),
            &["backup", &format!("{}/aktor.db-wal", text(database.file().parent().unwrap()))],
        )
        .await,
    );
    assert!(said.contains("belongs to the database itself"), "{said}");
    for nowhere in ["/no/such/folder/copy.db", "/proc/copy.db"] {
        let (code, said) = refused(&aktor(&database.url(), &["backup", nowhere]).await);
        assert_eq!(code, Some(1));
        assert!(said.contains("cannot be written"), "{said}");
    }
    let missing = format!("sqlite://{}/missing.db", folder.path().display());
    let (_, said) = refused(&aktor(&missing, &["backup", &format!("{}2", text(&copy))]).await);
    assert!(said.contains("there is no database at") && said.contains("DATABASE_URL"), "{said}");
    assert_eq!(names(folder.path()), ["copy.db"]);
}

#[tokio::test]
async fn what_is_no_whole_copy_is_refused_and_the_database_left_alone() {
    let database = Database::new().await;
    Store::open(&database.url()).await.unwrap().close().await;
    let (before, folder) = (std::fs::read(database.file()).unwrap(), TempDir::new().unwrap());
    let file = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let mut damaged = before.clone();
    let half = damaged.len() / 2;
    damaged[half..].fill(0xA5);
    let newer = file("newer.db", &before);
    let stranger = folder.path().join("stranger.db");
    for (path, statement) in [
        (&newer, "INSERT INTO _sqlx_migrations VALUES (9999, 'later', '2030-01-01', TRUE, x'00', 1)"),
        (&stranger, "CREATE TABLE recipes (name TEXT)"),
    ] {
        use sqlx::{Connection as _, Executor as _};
        let url = format!("sqlite://{}?mode=rwc", path.display());
        let mut connection = sqlx::sqlite::SqliteConnection::connect(&url).await.unwrap();
        connection.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
        connection.close().await.unwrap();
    }
    for (path, why) in [
        (file("damaged.db", &damaged), ""),
        (file("short.db", &before[..half]), ""),
        (file("letter.txt", b"Kaere alle sammen"), "no database of Aktør's, or it is damaged"),
        (file("empty.db", b""), "no such table"),
        (stranger, "no such table"),
        (newer, "made by another version of Aktør (step 9999 of its schema)"),
        (folder.path().join("missing.db"), "there is no file"),
        (database.file(), "is the database itself"),
    ] {
        let (code, said) = refused(&aktor(&database.url(), &["restore", text(&path)]).await);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(why), "{said}");
        assert_eq!(std::fs::read(database.file()).unwrap(), before, "{said}");
        assert_eq!(names(database.file().parent().unwrap()), ["aktor.db", "aktor.db.lock"], "{said}");
    }
}

#[tokio::test]
async fn while_a_bot_runs_nothing_is_put_in_its_place() {
    let (town, _, _) = Town::with_prompt().await;
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("copy.db");
    done(&aktor(&town.database.url(), &["backup", text(&copy)]).await);
    let (code, said) = refused(&aktor(&town.database.url(), &["restore", text(&copy)]).await);
    assert_eq!(code, Some(78));
    assert!(said.contains("another aktor is running on"), "{said}");
    town.travel(crate::support::local(2026, 11, 9, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 2, "it was not disturbed");
    town.end().await;
}

#[tokio::test]
async fn the_database_that_stood_there_is_kept_whole_with_what_was_only_in_its_log() {
    let database = Database::new().await;
    let store = Store::open(&database.url()).await.unwrap();
    let copy = database.file().with_file_name("copy.db");
    done(&aktor(&database.url(), &["backup", text(&copy)]).await);
    store.set_instance("canary", "only in the log").await.unwrap();
    assert!(std::fs::metadata(database.file().with_file_name("aktor.db-wal")).unwrap().len() > 0);
    // As a killed process leaves it: nothing was folded.
    std::mem::forget(store);
    // No bot has run here, so nobody can have been erased.
    let (code, said) = refused(&aktor(&database.url(), &["restore", text(&copy)]).await);
    assert_eq!(code, Some(1));
    assert!(said.contains("aktor.db.erased is not there") && said.contains("--without-erased"), "{said}");
    let said = done(&aktor(&database.url(), &["restore", text(&copy), "--without-erased"]).await);
    let folder = database.file().parent().unwrap().to_owned();
    let kept = names(&folder).into_iter().find(|name| name.starts_with("aktor.db.before-")).unwrap();
    assert!(said.contains(&kept), "{said}");
    let canary = "SELECT COUNT(*) FROM instance WHERE name = 'canary'";
    assert_eq!(numbers(&folder.join(kept), canary).await, [1]);
    assert_eq!(database.numbers(canary).await, [0]);
    assert!(RunLock::take(&database.url()).await.unwrap().is_some());
    Store::open(&database.url()).await.unwrap().close().await;
    // Where nothing stands, nothing is kept.
    let elsewhere = TempDir::new().unwrap();
    let url = format!("sqlite://{}/new.db", elsewhere.path().display());
    let said = done(&aktor(&url, &["restore", text(&copy), "--without-erased"]).await);
    assert!(said.contains("new.db") && !said.contains("is kept as"), "{said}");
    Store::open(&url).await.unwrap().close().await;
}

/// A copy is as private as the database.
#[cfg(unix)]
#[tokio::test]
async fn a_copy_can_be_read_by_those_who_may_read_the_database() {
    use std::os::unix::fs::PermissionsExt as _;
    let database = Database::new().await;
    Store::open(&database.url()).await.unwrap().close().await;
    std::fs::set_permissions(database.file(), std::fs::Permissions::from_mode(0o600)).unwrap();
    let copy = database.file().with_file_name("copy.db");
    done(&aktor(&database.url(), &["backup", text(&copy)]).await);
    assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn on_a_server_its_own_tools_are_named() {
    let url = "postgres://aktor:secret@127.0.0.1:1/aktor";
    for (command, tool) in [("backup", "pg_dump"), ("restore", "pg_restore")] {
        let (code, said) = refused(&aktor(url, &[command, "copy.db"]).await);
        assert_eq!(code, Some(78));
        assert!(said.contains(tool) && said.contains("README") && !said.contains("secret"), "{said}");
    }
}
