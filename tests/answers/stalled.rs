//! A database that answers nothing for ten seconds: people are acknowledged as if nothing were the matter.

use crate::support::{Engine, Town, on_both_engines, shown};
use aktor::sandbox::world::Answer;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, SqliteConnection};
use std::time::{Duration, Instant};

on_both_engines!(for_ten_seconds_without_the_database_everybody_is_acknowledged_at_once);

/// Every table, so that not even reading goes on.
const EVERY_TABLE: &str = "DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', one);
    END LOOP; END $$";

/// Somebody who holds the database.
enum Holder {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Holder {
    /// On SQLite nobody writes; on PostgreSQL nobody reads either.
    async fn of(town: &Town) -> Self {
        let url = town.database.url();
        match Engine::of_this_test() {
            Engine::Sqlite => {
                let mut connection = SqliteConnection::connect(&url).await.unwrap();
                connection.execute(AssertSqlSafe("BEGIN EXCLUSIVE")).await.unwrap();
                Self::Sqlite(connection)
            }
            Engine::Postgres => {
                let mut connection = PgConnection::connect(&url).await.unwrap();
                connection.execute(AssertSqlSafe("BEGIN")).await.unwrap();
                connection.execute(AssertSqlSafe(EVERY_TABLE)).await.unwrap();
                Self::Postgres(connection)
            }
        }
    }

    async fn let_go(self) {
        match self {
            Self::Sqlite(connection) => connection.close().await.unwrap(),
            Self::Postgres(connection) => connection.close().await.unwrap(),
        }
    }
}

async fn for_ten_seconds_without_the_database_everybody_is_acknowledged_at_once() {
    let (town, prompt, _) = Town::with_prompt().await;
    town.settled().await;
    let holder = Holder::of(&town).await;
    let began = Instant::now();
    let (mut slowest, mut sent) = (Duration::ZERO, Vec::new());
    let people = ["Asta", "Bo", "Mette", "Jens", "Leif", "Ida", "Ole", "Solvej"];
    for (n, who) in people.into_iter().enumerate() {
        let person = town.user(who);
        let asked = Instant::now();
        let form = person.click(prompt.id, "Svar").unwrap().modal().await.unwrap();
        slowest = slowest.max(asked.elapsed());
        let asked = Instant::now();
        let answer = person.submit(&form, &[("answer", &format!("svar {n}"))]).unwrap();
        assert!(matches!(answer.acknowledged().await.unwrap(), Answer::Deferred));
        slowest = slowest.max(asked.elapsed());
        let asked = Instant::now();
        let command = person.command(town.channel, "team status", &[]).unwrap();
        assert!(matches!(command.acknowledged().await.unwrap(), Answer::Deferred));
        slowest = slowest.max(asked.elapsed());
        let asked = Instant::now();
        let click = person.click(prompt.id, "Hvad gemmes?").unwrap();
        click.acknowledged().await.unwrap();
        slowest = slowest.max(asked.elapsed());
        sent.push((n, answer));
        // Spread over the ten seconds.
        let next = Duration::from_millis(1_400 * (n as u64 + 1));
        tokio::time::sleep(next.saturating_sub(began.elapsed())).await;
    }
    assert!(began.elapsed() >= Duration::from_secs(10));
    println!("the slowest acknowledgement without a database: {slowest:?}");
    // On a machine with nothing else to do, as promised; on one that runs every test at once, as the platform asks.
    let alone = std::env::var_os("AKTOR_TEST_LONG").is_some();
    let most = Duration::from_millis(if alone { 500 } else { 2_500 });
    assert!(slowest < most, "{slowest:?}");
    holder.let_go().await;
    for (n, answer) in sent {
        // Kept, or given back to whoever wrote it.
        let said = shown(&answer.message().await.unwrap());
        assert!(said.starts_with("Tak,") || said.contains(&format!("svar {n}")), "{said}");
    }
    town.end().await;
}
