//! A database of its own for each test, on either engine; gone when the test ends, however it ends.

use super::added;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use std::sync::atomic::{AtomicU64, Ordering};

/// A database of a test's own on the server that `AKTOR_TEST_POSTGRES` names.
pub(crate) struct Postgres {
    server: String,
    name: String,
}

impl Postgres {
    /// An empty one; `None`: there is no server, and the test has said that it was not run.
    pub(crate) async fn new() -> Option<Self> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let server = added("AKTOR_TEST_POSTGRES")?;
        let name = format!("aktor_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        run(&server, &format!("CREATE DATABASE {name}")).await;
        Some(Self { server, name })
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        let (server, _) = self.server.rsplit_once('/').expect("postgres://user:password@host/database");
        format!("{server}/{}", self.name)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let (server, drop) = (self.server.clone(), format!("DROP DATABASE {} WITH (FORCE)", self.name));
        // On a thread of its own: this one may be inside a runtime, or panicking.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run(&server, &drop));
        });
        if dropped.join().is_err() {
            eprintln!("the database {} was left behind", self.name);
        }
    }
}

async fn run(server: &str, statement: &str) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    connection.execute(AssertSqlSafe(statement)).await.unwrap();
    connection.close().await.unwrap();
}
