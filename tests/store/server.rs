//! What only a database server does: several programs start at once, connections break, rows are locked by
//! others, somebody gave a wrong password.

use super::{Opened, at, said, work};
use crate::support::{Database, Engine, Town};
use aktor::store::{Store, StoreError};
use futures_util::future::join_all;
use sqlx::postgres::PgConnection;
use sqlx::{Connection as _, Executor as _};
use std::collections::BTreeSet;
use std::time::Duration;

/// Makes tests that are for PostgreSQL alone.
macro_rules! on_postgres {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            #[tokio::test]
            async fn on_postgres() {
                super::Engine::Postgres.run(super::$test()).await;
            }
        }
    )+};
}

on_postgres!(
    several_that_start_at_once_bring_the_schema_up_to_date_once,
    rows_that_another_is_claiming_are_passed_over,
    every_connection_cut_off_is_made_anew,
    what_is_erased_is_vacuumed,
    every_table_with_text_of_peoples_is_vacuumed,
    a_lock_that_is_never_freed_ends_in_an_error_and_not_in_silence,
    a_wrong_password_or_database_is_refused_with_what_to_check,
    a_database_that_cannot_keep_every_letter_is_refused,
    the_bot_goes_on_by_itself_when_its_connections_are_cut_off,
);

async fn several_that_start_at_once_bring_the_schema_up_to_date_once() {
    let database = Database::new().await;
    let url = database.url();
    let opened = join_all((0..6).map(|_| Store::open(&url))).await;
    let stores: Vec<Store> = opened.into_iter().map(Result::unwrap).collect();
    let keys = join_all(
        stores
            .iter()
            .zip(0..)
            .map(async |(store, n)| store.instance_or("button-key", &format!("key {n}")).await.unwrap()),
    );
    let keys = keys.await;
    assert!(keys.iter().all(|key| *key == keys[0]), "one key for all: {keys:?}");
}

async fn rows_that_another_is_claiming_are_passed_over() {
    let opened = Opened::with_team().await;
    let all: Vec<_> = (1..=4).map(|id| work(id, &format!("work:{id}"), id)).collect();
    opened.enqueue(&all, at(0)).await.unwrap();
    let mut other = PgConnection::connect(&opened.database.url()).await.unwrap();
    let mut held = other.begin().await.unwrap();
    held.execute("SELECT id FROM deliveries WHERE id <= 2 FOR UPDATE").await.unwrap();
    let claimed = tokio::time::timeout(Duration::from_secs(5), opened.claim("a", at(9), at(10), 10, true));
    let claimed = claimed.await.expect("nobody waits for another's rows").unwrap();
    assert_eq!(claimed.iter().map(|claim| claim.id.0).collect::<Vec<_>>(), [3, 4]);
    held.rollback().await.unwrap();
    let rest = opened.claim("a", at(9), at(10), 10, true).await.unwrap();
    assert_eq!(rest.iter().map(|claim| claim.id.0).collect::<Vec<_>>(), [1, 2]);
}

/// Cuts off every connection to the database but one's own; how many there were.
async fn cut_off(database: &Database) -> i64 {
    let all = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    database.numbers(all).await[0]
}

async fn every_connection_cut_off_is_made_anew() {
    let opened = Opened::with_round().await;
    for id in 100..105 {
        assert!(cut_off(&opened.database).await > 0);
        opened.keep_replies(&[said(id, "words")], &[], at(0)).await.unwrap();
        cut_off(&opened.database).await;
        assert_eq!(
            opened.replies_of_round(10.into()).await.unwrap().len(),
            usize::try_from(id - 99).unwrap()
        );
    }
    // In the middle of a write: an error, nothing half done, and the next one goes through.
    let mut other = PgConnection::connect(&opened.database.url()).await.unwrap();
    let mut held = other.begin().await.unwrap();
    held.execute("LOCK TABLE replies IN EXCLUSIVE MODE").await.unwrap();
    let batch = [said(200, "half done")];
    let follows = [work(9, "follows", 0)];
    let writing = opened.keep_replies(&batch, &follows, at(0));
    let cutting = async {
        let waits = "SELECT COUNT(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while opened.database.numbers(waits).await != [1] {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert!(cut_off(&opened.database).await > 0);
    };
    let (written, ()) = tokio::join!(writing, cutting);
    assert!(matches!(written, Err(StoreError::Database(_))), "{written:?}");
    assert!(!opened.is_open("follows").await.unwrap());
    assert_eq!(opened.keep_replies(&batch, &follows, at(0)).await.unwrap(), 1);
    assert!(opened.is_open("follows").await.unwrap());
}

async fn what_is_erased_is_vacuumed() {
    let opened = Opened::with_round().await;
    let many: Vec<_> = (100..600).map(|id| said(id, &format!("{id} {}", "ord ".repeat(100)))).collect();
    opened.keep_replies(&many, &[], at(0)).await.unwrap();
    let pages = "SELECT pg_relation_size('replies') / current_setting('block_size')::bigint";
    assert!(opened.database.numbers(pages).await[0] > 20);
    opened.expire_replies(at(10_000)).await.unwrap();
    let looking = async {
        while opened.database.numbers(pages).await != [0] {
            opened.scrub().await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(crate::support::PATIENCE, looking).await.expect("the table is empty in a minute");
    opened.close().await;
}

/// Columns with text that nobody wrote and nobody is called by, in tables without any other: keys, states, ids of prompts,
/// and work and errors that tell of people by their ids alone.
const OURS: [&str; 21] = [
    "_sqlx_migrations.description",
    "consents.reach",
    "declined.prompt_id",
    "deliveries.holder",
    "deliveries.job",
    "deliveries.last_error",
    "deliveries.state",
    "deliveries.work_key",
    "instance.name",
    "instance.value",
    "letters.chosen",
    "occasions.kind",
    "occasions.prompt_id",
    "occasions.skipped",
    "occasions.state",
    "paces.pace",
    "promises.prompt_id",
    "rounds.prompt_id",
    "trio_seats.seat",
    "waiting.job",
    "waiting.work_key",
];

async fn every_table_with_text_of_peoples_is_vacuumed() {
    let opened = Opened::new().await;
    let mut other = PgConnection::connect(&opened.database.url()).await.unwrap();
    let columns = "SELECT table_name || '.' || column_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying', 'json', 'jsonb')";
    let columns: Vec<String> = sqlx::query_scalar(columns).fetch_all(&mut other).await.unwrap();
    assert!(OURS.iter().all(|ours| columns.iter().any(|column| column == ours)), "{columns:?}");
    let peoples = columns.iter().filter(|column| !OURS.contains(&column.as_str()));
    let mut left: BTreeSet<&str> = peoples.map(|column| column.split('.').next().unwrap()).collect();
    assert!(left.contains("replies") && left.contains("own_prompts"), "{left:?}");
    opened.scrub().await.unwrap();
    let vacuumed = "SELECT relname::text FROM pg_stat_user_tables WHERE vacuum_count > 0";
    // What the server counts may be told a little later.
    for _ in 0..100 {
        let done: Vec<String> = sqlx::query_scalar(vacuumed).fetch_all(&mut other).await.unwrap();
        left.retain(|table| !done.iter().any(|one| one == table));
        if left.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(left.is_empty(), "erased, but never vacuumed (or say here that it is nobody's text): {left:?}");
    opened.close().await;
}

async fn a_lock_that_is_never_freed_ends_in_an_error_and_not_in_silence() {
    let opened = Opened::with_team().await;
    let mut other = PgConnection::connect(&opened.database.url()).await.unwrap();
    let mut held = other.begin().await.unwrap();
    held.execute("LOCK TABLE instance IN EXCLUSIVE MODE").await.unwrap();
    let written = tokio::time::timeout(Duration::from_secs(40), opened.set_instance("key", "value")).await;
    let error = written.expect("an end").unwrap_err();
    assert!(error.to_string().contains("lock timeout"), "{error}");
    held.rollback().await.unwrap();
    opened.set_instance("key", "value").await.unwrap();
}

async fn a_wrong_password_or_database_is_refused_with_what_to_check() {
    let database = Database::new().await;
    let url = database.url();
    let (scheme, rest) = url.split_once("//").unwrap();
    let (login, server) = rest.split_once('@').unwrap();
    let user = login.split(':').next().unwrap();
    for (wrong, named) in [
        (format!("{scheme}//{user}:not-the-password@{server}"), "password authentication failed"),
        (format!("{url}-not-there"), "does not exist"),
    ] {
        let refused = Store::open(&wrong).await.unwrap_err();
        assert!(matches!(refused, StoreError::Refused { .. }), "{refused:?}");
        let said = refused.to_string();
        assert!(said.contains(named) && said.contains("DATABASE_URL"), "{said}");
        assert!(!said.contains("not-the-password"), "{said}");
        assert!(aktor::app::AppError::from(refused).is_final(), "somebody has to change the setting first");
    }
    let unreachable = Store::open("postgres://aktor:secret@127.0.0.1:1/aktor").await.unwrap_err();
    assert!(matches!(unreachable, StoreError::Unreachable { .. }), "{unreachable:?}");
    assert!(!aktor::app::AppError::from(unreachable).is_final(), "the server may come");
}

async fn a_database_that_cannot_keep_every_letter_is_refused() {
    let database = Database::new().await;
    let narrow = format!("{}_latin", database.url().rsplit('/').next().unwrap());
    database
        .execute(&format!("CREATE DATABASE {narrow} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"))
        .await;
    let refused = Store::open(&format!("{}_latin", database.url())).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Address(said) if said.contains("UTF8")), "{refused}");
    database.execute(&format!("DROP DATABASE {narrow} WITH (FORCE)")).await;
}

/// The whole bot: what people write while the database cuts it off again and again is kept.
async fn the_bot_goes_on_by_itself_when_its_connections_are_cut_off() {
    let (town, _, thread) = Town::with_prompt().await;
    let mut written = Vec::new();
    for n in 0..10 {
        cut_off(&town.database).await;
        let text = format!("svar nummer {n}");
        town.user("Asta").say(thread, &text).unwrap();
        written.push(text);
    }
    town.wait_kept("every answer", |core| {
        let written = written.clone();
        async move {
            let round = core.store.latest_round(core.store.teams(None).await.ok()?[0].id).await.ok()??;
            let kept = core.store.replies_of_round(round.occasion).await.ok()?;
            (kept.into_iter().map(|reply| reply.text).collect::<Vec<_>>() == written).then_some(())
        }
    })
    .await;
    cut_off(&town.database).await;
    town.travel(crate::support::local(2026, 11, 9, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 2, "the next prompt came, once");
    town.end().await;
}
