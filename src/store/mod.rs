//! The only rooms that name sqlx: SQLite or PostgreSQL, with one set of SQL.
//!
//! Reads go through `on_pool!`, every write through `transact!`, whose label names the boundary at
//! which a crash can happen. What differs between the engines stands in `dialect` alone.

mod absence;
mod audit;
mod consents;
mod copy;
mod deliveries;
mod departures;
mod dialect;
mod erasure;
mod examples;
mod forgotten;
mod instance;
mod learnings;
mod ledger;
mod letters;
mod lock;
mod nameless;
mod nominations;
mod occasions;
mod olfa;
mod organisations;
mod own_prompts;
mod paces;
mod person;
mod pointed;
mod posted;
mod promises;
mod replies;
mod rounds;
mod row;
mod schema;
mod steps;
mod teams;
mod trio;
mod trouble;
mod unanswered;
mod waiting;
mod words;

pub use copy::{Copied, Restored, backup, restore};
pub use deliveries::{Claim, NewDelivery};
pub use erasure::{Aftermath, BUTTON_KEY, Erased, Fate, Leaver};
pub use examples::{Mark, Shelf};
pub use learnings::LearningRow;
pub use ledger::has_erased;
pub use letters::{LetterRests, LetterRow};
pub use lock::RunLock;
pub use nameless::KeptNameless;
pub use nominations::{ExampleRow, Given};
pub use olfa::OlfaRow;
pub use person::Section;
pub use pointed::AnswerRow;
pub use replies::NewReply;
pub use steps::{Agreed, StepPost, StepRow};
pub use teams::{DueTeam, NextDates};
pub use trouble::must_exist;
pub use words::SuggestedMeaning;

use self::ledger::{Hasher, Ledger};
use self::schema::MIGRATIONS;
use crate::domain::absence::Absence;
use crate::faults::Hook;
use sqlx::{PgPool, SqlitePool};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, MutexGuard};

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database did not answer as it should.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the database's schema: {0}")]
    Schema(#[from] sqlx::migrate::MigrateError),
    /// A row holds something that this version does not know.
    #[error("unreadable {what} in the database: {value}")]
    Unreadable {
        /// Which kind of value.
        what: &'static str,
        /// What stands there; never anything that a person wrote.
        value: String,
    },
    /// The database server cannot be reached at present.
    #[error(
        "the database on {host} cannot be reached ({reason}). Check DATABASE_URL and that the server runs"
    )]
    Unreachable {
        /// The server's name or address.
        host: String,
        /// What the driver says; the password is not in it.
        reason: String,
    },
    /// The database server answers, but not to this user, password or database.
    #[error(
        "the database on {host} refuses the connection ({reason}). Check the user, the password and the database in DATABASE_URL"
    )]
    Refused {
        /// The server's name or address.
        host: String,
        /// What the server says; the password is not in it.
        reason: String,
    },
    /// Those who wanted to write before have not come to their end.
    #[error("the database has taken no writes for a while")]
    NoTurn,
    /// Another program holds the SQLite file.
    #[error("{0} is held by another program. Close that program, then start again")]
    InUse(String),
    /// The file beside the database that tells who was erased cannot be read or written.
    #[error("the list of people who were erased cannot be used: {0}. Check the file's rights and its disk")]
    Ledger(String),
    /// A copy of the database could not be made or put in place.
    #[error("{0}")]
    Copy(String),
    /// The address of the database cannot be used.
    #[error("{0}")]
    Address(String),
    /// The claim under which this was to be recorded has passed to somebody else.
    #[error("the lease has passed to another holder")]
    Stale,
}

impl StoreError {
    /// Whether somebody else has just kept what may be there only once.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }

    /// Whether the database answers, and does not take what is written: its disk is full, read-only, or fails.
    pub fn refuses_writes(&self) -> bool {
        matches!(self, Self::Database(error) if dialect::refuses_writes(error))
    }
}

/// The database.
#[derive(Clone, Debug)]
pub struct Store {
    pool: Pool,
    /// Where a test may end everything.
    faults: Hook,
    /// There is one writer at a time; waiting here is fair, waiting inside the database may not be.
    writer: Arc<Mutex<()>>,
    /// Whether something was erased or replaced whose bytes may still stand in the raw files.
    unscrubbed: Arc<AtomicBool>,
    /// When the raw files may be scrubbed again.
    scrub_after: Arc<Mutex<Option<Instant>>>,
    /// The time of which this database knows nothing, as it was found at the start.
    absence: Arc<std::sync::Mutex<Option<Absence>>>,
    /// Who was erased.
    ledger: Arc<Ledger>,
    /// What makes the hashes in it, once it was needed.
    hasher: Arc<OnceLock<Hasher>>,
}

#[derive(Clone, Debug)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// How long a writer waits for its turn.
const TURN_WITHIN: Duration = Duration::from_secs(10);
/// How long something erased may stand in the raw files before they are scrubbed.
const SCRUB_AT_LEAST: Duration = Duration::from_secs(30);

/// Runs one expression against whichever pool there is; it is compiled for both.
macro_rules! on_pool {
    ($store:expr, |$pool:ident| $body:expr) => {
        match &$store.pool {
            $crate::store::Pool::Sqlite($pool) => $body,
            $crate::store::Pool::Postgres($pool) => $body,
        }
    };
}

/// Runs a block in one write transaction, named by its label; a `?` inside rolls it back. Writers come one after
/// the other on both engines, so that no block has to think of another that is half done. `beside`: but this one
/// waits for nobody on PostgreSQL, and nobody for it.
macro_rules! transact {
    ($store:expr, $label:literal, |$tx:ident| $body:block) => {
        $crate::store::transact!($store, $label, true, |$tx| $body)
    };
    ($store:expr, $label:literal, beside, |$tx:ident| $body:block) => {
        $crate::store::transact!($store, $label, false, |$tx| $body)
    };
    ($store:expr, $label:literal, $in_turn:literal, |$tx:ident| $body:block) => {{
        tracing::trace!(label = $label, "transaction");
        // Boxed: a future that holds both engines' halves would be large wherever it is awaited.
        match &$store.pool {
            $crate::store::Pool::Sqlite(pool) => {
                Box::pin(async {
                    let _turn = $store.turn().await?;
                    let mut transaction = pool.begin_with($crate::store::dialect::BEGIN_WRITE_SQLITE).await?;
                    let $tx = &mut *transaction;
                    let value = $body;
                    $store.faults.before($label).await;
                    transaction.commit().await?;
                    $store.faults.after($label).await;
                    Ok::<_, $crate::store::StoreError>(value)
                })
                .await?
            }
            $crate::store::Pool::Postgres(pool) => {
                Box::pin(async {
                    // Here too, so that those who wait for their turn do not hold every connection.
                    let _turn = if $in_turn { Some($store.turn().await?) } else { None };
                    let mut transaction = pool.begin().await?;
                    let $tx = &mut *transaction;
                    if $in_turn {
                        sqlx::query($crate::store::dialect::TAKE_TURN_POSTGRES).execute(&mut *$tx).await?;
                    }
                    let value = $body;
                    $store.faults.before($label).await;
                    transaction.commit().await?;
                    $store.faults.after($label).await;
                    Ok::<_, $crate::store::StoreError>(value)
                })
                .await?
            }
        }
    }};
}

pub(crate) use {on_pool, transact};

impl Store {
    /// Opens the database at `url` (`sqlite://…` or `postgres://…`), creating a SQLite file that is
    /// missing, and brings its schema up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        trouble::check(url)?;
        Self::opened(url).await.map_err(|error| trouble::explained(url, error))
    }

    /// The same store, with `faults` at every commit from now on.
    #[must_use]
    pub fn with_faults(self, faults: Hook) -> Self {
        Self { faults, ..self }
    }

    async fn opened(url: &str) -> Result<Self, StoreError> {
        let pool = dialect::open(url).await?;
        // An earlier run may have been killed before it removed from the log what it had erased.
        let unscrubbed = Arc::new(AtomicBool::new(true));
        let store = Self {
            pool,
            faults: Hook::default(),
            writer: Arc::default(),
            unscrubbed,
            scrub_after: Arc::default(),
            absence: Arc::default(),
            ledger: Arc::new(Ledger::beside(url)),
            hasher: Arc::default(),
        };
        on_pool!(store, |pool| MIGRATIONS.run(pool).await)?;
        dialect::guard_audit(&store).await?;
        // Better found out at the start than with the first answer.
        store.probe().await?;
        Ok(store)
    }

    /// The turn to write. Whoever waits behind those who cannot write gives up after a while: a person is told so
    /// rather than left waiting. Writing the whole file anew takes as long as it takes.
    async fn turn(&self) -> Result<MutexGuard<'_, ()>, StoreError> {
        loop {
            if let Ok(turn) = tokio::time::timeout(TURN_WITHIN, self.writer.lock()).await {
                return Ok(turn);
            }
            if self.scrub_after.try_lock().is_ok() {
                return Err(StoreError::NoTurn);
            }
        }
    }

    /// Whether the database takes what is written, all the way to the disk.
    /// And whether it is known who was erased, without which nothing is kept.
    pub async fn probe(&self) -> Result<(), StoreError> {
        dialect::probe(self).await?;
        self.ledger.must_be_readable()
    }

    /// Closes every connection; what was erased leaves the files first.
    pub async fn close(&self) {
        *self.scrub_after.lock().await = None;
        if let Err(error) = self.scrub().await {
            tracing::warn!(%error, "what was erased could not be removed from the files; the next start does it");
        }
        on_pool!(self, |pool| pool.close().await);
    }

    /// Notes that bytes of something erased may still stand in the raw files.
    fn erased_something(&self) {
        self.unscrubbed.store(true, Ordering::Release);
    }

    /// The same if any of `rows` were touched; answers whether there were.
    fn erased(&self, rows: u64) -> bool {
        if rows > 0 {
            self.erased_something();
        }
        rows > 0
    }

    /// Removes from the raw files what was erased or replaced, and waits so long for whoever reads or writes meanwhile, in
    /// another program too. Answers whether it was done.
    pub async fn scrub_within(&self, most: Duration) -> Result<bool, StoreError> {
        let until = Instant::now() + most;
        loop {
            match dialect::scrub(self).await {
                Ok(true) => {
                    self.unscrubbed.store(false, Ordering::Release);
                    return Ok(true);
                }
                Ok(false) => {}
                Err(StoreError::Database(error)) if trouble::sqlite_code(&error) == Some(trouble::BUSY) => {}
                Err(error) => return Err(error),
            }
            if Instant::now() >= until {
                return Ok(false);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Removes from the raw files what was erased or replaced, if anything was. Called every few seconds; a
    /// reader in the way only postpones it. It takes as long as copying the database, so it rests in between:
    /// twenty times as long, but never longer than half a minute.
    pub async fn scrub(&self) -> Result<(), StoreError> {
        let mut after = self.scrub_after.lock().await;
        let began = Instant::now();
        if after.is_some_and(|after| began < after) || !self.unscrubbed.swap(false, Ordering::AcqRel) {
            return Ok(());
        }
        let scrubbed = dialect::scrub(self).await;
        if !matches!(scrubbed, Ok(true)) {
            self.unscrubbed.store(true, Ordering::Release);
        }
        // What fails for want of a disk fails fast: it is not tried at every look.
        let rest =
            if scrubbed.is_err() { SCRUB_AT_LEAST } else { (began.elapsed() * 20).min(SCRUB_AT_LEAST) };
        *after = Some(Instant::now() + rest);
        scrubbed.map(drop)
    }
}

/// Reads a value that this program wrote as a key.
fn known<T>(what: &'static str, value: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
    read(value).ok_or_else(|| StoreError::Unreadable { what, value: value.to_owned() })
}
