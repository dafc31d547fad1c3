//! A database of its own for each test, on either engine; gone when the test ends, however it ends.

use super::added;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

tokio::task_local! {
    static ENGINE: Engine;
}

impl Engine {
    /// The one that the running test is for: SQLite, unless it is one of `on_both_engines!`.
    pub(crate) fn of_this_test() -> Self {
        ENGINE.try_with(|engine| *engine).unwrap_or(Self::Sqlite)
    }

    /// Runs a test on this engine; `None`: it was not added, the test says so and is not run.
    pub(crate) async fn run<T>(self, test: impl Future<Output = T>) -> Option<T> {
        if self == Self::Postgres {
            added("AKTOR_TEST_POSTGRES")?;
        }
        Some(ENGINE.scope(self, Box::pin(test)).await)
    }
}

/// Makes of each of these functions a test on SQLite and one on PostgreSQL.
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            use $crate::support::Engine;

            #[tokio::test]
            async fn on_sqlite() {
                Engine::Sqlite.run(super::$test()).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                Engine::Postgres.run(super::$test()).await;
            }
        }
    )+};
}

pub(crate) use on_both_engines;

/// A database of a test's own.
pub(crate) enum Database {
    /// A file in a directory of its own.
    Sqlite(TempDir),
    /// One on the server that `AKTOR_TEST_POSTGRES` names.
    Postgres {
        /// The server, by the address of its first database.
        server: String,
        name: String,
    },
}

/// Evaluates `$body` with a connection of its own, as another program would have it.
macro_rules! connected {
    ($database:expr, |$connection:ident| $body:expr) => {
        match $database {
            Database::Sqlite(_) => {
                let mut $connection = SqliteConnection::connect(&$database.url()).await.unwrap();
                $body
            }
            Database::Postgres { .. } => {
                let mut $connection = PgConnection::connect(&$database.url()).await.unwrap();
                $body
            }
        }
    };
}

impl Database {
    /// An empty one, on the engine that the running test is for.
    pub(crate) async fn new() -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        match Engine::of_this_test() {
            Engine::Sqlite => Self::Sqlite(TempDir::new().unwrap()),
            Engine::Postgres => {
                let server = std::env::var("AKTOR_TEST_POSTGRES").expect("set: `added` looked");
                let name = format!("aktor_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
                run_on(&server, &format!("CREATE DATABASE {name}")).await;
                Self::Postgres { server, name }
            }
        }
    }

    /// What `DATABASE_URL` says.
    pub(crate) fn url(&self) -> String {
        match self {
            Self::Sqlite(_) => format!("sqlite://{}", self.file().display()),
            Self::Postgres { server, name } => {
                let (server, _) = server.rsplit_once('/').expect("postgres://user:password@host/database");
                format!("{server}/{name}")
            }
        }
    }

    /// The file that it stands in: SQLite only.
    pub(crate) fn file(&self) -> PathBuf {
        match self {
            Self::Sqlite(directory) => directory.path().join("aktor.db"),
            Self::Postgres { name, .. } => panic!("{name} is not a file"),
        }
    }

    /// Runs a statement as another program would.
    pub(crate) async fn execute(&self, statement: &str) {
        let statement = AssertSqlSafe(statement);
        connected!(self, |connection| {
            connection.execute(statement).await.unwrap();
            connection.close().await.unwrap();
        });
    }

    /// Every value of every column but the schema's own, as text, by `table.column`.
    pub(crate) async fn cells(&self) -> BTreeMap<String, Vec<String>> {
        let all = match self {
            Self::Sqlite(_) => {
                "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '\\_%' ESCAPE '\\'"
            }
            Self::Postgres { .. } => {
                "SELECT table_name::text, column_name::text FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'"
            }
        };
        connected!(self, |connection| {
            let all: Vec<(String, String)> = sqlx::query_as(all).fetch_all(&mut connection).await.unwrap();
            let mut cells = BTreeMap::new();
            for (table, column) in all {
                let values = AssertSqlSafe(value_of(&table, &column));
                let values = sqlx::query_scalar(values).fetch_all(&mut connection).await.unwrap();
                cells.insert(format!("{table}.{column}"), values);
            }
            cells
        })
    }

    /// The columns that hold neither text nor large numbers: dates, moments, yes and no.
    pub(crate) async fn wordless(&self) -> Vec<String> {
        let all = match self {
            Self::Sqlite(_) => {
                "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
                 WHERE c.type IN ('DATE', 'TIMESTAMPTZ', 'BOOLEAN')"
            }
            Self::Postgres { .. } => {
                "SELECT table_name || '.' || column_name FROM information_schema.columns
                 WHERE data_type IN ('date', 'timestamp with time zone', 'boolean')"
            }
        };
        connected!(self, |connection| sqlx::query_scalar(all).fetch_all(&mut connection).await.unwrap())
    }

    /// The numbers that a query finds, as another program would see them.
    pub(crate) async fn numbers(&self, query: &str) -> Vec<i64> {
        let query = AssertSqlSafe(query);
        connected!(self, |connection| sqlx::query_scalar(query).fetch_all(&mut connection).await.unwrap())
    }
}

fn value_of(table: &str, column: &str) -> String {
    format!("SELECT CAST({column} AS TEXT) FROM {table} WHERE {column} IS NOT NULL")
}

impl Drop for Database {
    fn drop(&mut self) {
        let Self::Postgres { server, name } = self else { return };
        let (server, drop) = (server.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
        // On a thread of its own: this one may be inside a runtime, or panicking.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run_on(&server, &drop));
        });
        if dropped.join().is_err() {
            eprintln!("the database {name} was left behind");
        }
    }
}

async fn run_on(server: &str, statement: &str) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    connection.execute(AssertSqlSafe(statement)).await.unwrap();
    connection.close().await.unwrap();
}
