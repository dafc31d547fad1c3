//! Copies of a SQLite database: made while the bot writes to it, checked, and put in its place again. A server makes
//! its own; both commands say so.

use super::audit::note_act;
use super::schema::MIGRATIONS;
use super::{RunLock, StoreError, ledger, trouble};
use crate::domain::audit::{Act, Actor, Scope, Thing};
use chrono::{DateTime, Utc};
use sqlx::Connection as _;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a copy waits for somebody who holds the whole database.
const PATIENCE: Duration = Duration::from_secs(10);
/// What belongs to a SQLite file: its log, and the index of that.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// What a copy that was checked holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Teams.
    pub teams: i64,
    /// Answers.
    pub replies: i64,
    /// The newest step of its schema.
    pub schema: i64,
    /// Its size.
    pub bytes: u64,
}

/// What stands in a database's place after a copy was put there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The copy.
    pub copied: Copied,
    /// The database's file.
    pub database: PathBuf,
    /// Where the database that stood there is kept, if there was one.
    pub kept: Option<PathBuf>,
}

/// Copies the database at `url` to the file `to`, as it is at one moment, and checks the copy. Others may write
/// meanwhile. An existing file is replaced only if `replace` says so, and only by a copy that is whole.
///
/// It is noted in the audit log before it is made. A database that takes no writes is copied all the same: then most of all.
pub async fn backup(url: &str, to: &Path, replace: bool, now: DateTime<Utc>) -> Result<Copied, StoreError> {
    let from = file(
        url,
        "A database on PostgreSQL is copied by its own tools: pg_dump --format=custom --file=FILE, with the same address",
    )?;
    let to = whole(to)?;
    if !from.is_file() {
        return Err(problem(format!("there is no database at {}. Check DATABASE_URL", from.display())));
    }
    if own_files(&from).any(|own| own == to) {
        return Err(problem(format!("{} belongs to the database itself. Name another file", to.display())));
    }
    if to.exists() && !replace {
        return Err(problem(format!(
            "{} is there already. Name another file, or replace it with --replace",
            to.display()
        )));
    }
    if let Err(error) = note(&from, Act::CopyMade, now).await {
        tracing::warn!(%error, "that the database is copied could not be noted in the audit log");
    }
    let copy = Partial::of(&from, &to).await?;
    let copied = copy.check().await?;
    copy.put_at(&to)?;
    Ok(copied)
}

/// Puts the copy `from` in the place of the database at `url`, which is kept beside it. Nothing is touched before
/// the copy was found whole, and nothing while a bot runs on the database. The next start brings an older schema
/// up to date.
///
/// The copy brings back whoever was erased since it was made. The file that tells who that is has to be there, unless
/// `without_erased` says to go on without it.
pub async fn restore(
    url: &str,
    from: &Path,
    without_erased: bool,
    now: DateTime<Utc>,
) -> Result<Restored, StoreError> {
    let database = file(
        url,
        "A database on PostgreSQL is put back by its own tools: pg_restore --clean --if-exists --dbname=DATABASE FILE, while no bot runs on it",
    )?;
    let from = whole(from)?;
    let _lock = RunLock::take(url).await?;
    if !from.is_file() {
        return Err(problem(format!("there is no file {}", from.display())));
    }
    if own_files(&database).any(|own| own == from) {
        return Err(problem(format!("{} is the database itself. Name a copy of it", from.display())));
    }
    // A copy of the copy: checked where it will stand, and whatever has to be done to it before anybody reads it
    // is done to this one.
    let copy = Partial::of(&from, &database).await?;
    let copied = copy.check().await?;
    copy.must_be_known(&from, copied.schema).await?;
    let erased = with_ending(&database, ledger::ENDING);
    if !without_erased && !erased.is_file() {
        return Err(problem(format!(
            "{} is not there. It tells who was erased since the copy was made, and the copy would bring them back. Put it there; if nobody was erased, or it is lost, add --without-erased, and erase those you know of again with aktor erase",
            erased.display()
        )));
    }
    note(&copy.0, Act::CopyRestored, now).await?;
    let kept = keep(&database, now).await?;
    copy.put_at(&database)?;
    Ok(Restored { copied, database, kept })
}

/// Notes in the audit log of a file what its operator does; not if it is older than that log.
async fn note(file: &Path, act: Act, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let mut connection = connect(file, false).await?;
    let there = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'audit'";
    if sqlx::query_scalar::<_, i64>(there).fetch_one(&mut connection).await? > 0 {
        note_act!(&mut connection, Actor::Operator, Scope::Everything, act, None::<Thing>, now);
    }
    connection.close().await
}

/// Gives the database that stands there a second name, with its log folded into it. It goes on standing there until
/// another takes its place.
async fn keep(database: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>, StoreError> {
    if !database.exists() {
        return Ok(None);
    }
    let kept = with_ending(database, &format!(".before-{}", now.format("%Y%m%d-%H%M%S")));
    if kept.exists() {
        return Err(problem(format!("{} is there already. Wait a second, then try again", kept.display())));
    }
    // A damaged one is kept as it is: its log beside it, under the new name too.
    let folded = fold(database).await;
    if let Err(error) = &folded {
        tracing::warn!(%error, "the log of the database that is replaced could not be folded into it");
    }
    for ending in BESIDE {
        let (old, new) = (with_ending(database, ending), with_ending(&kept, ending));
        match fs::rename(&old, &new) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(refused(&old, &error)),
            _ => {}
        }
    }
    // Not every file system knows second names.
    fs::hard_link(database, &kept)
        .or_else(|_| fs::copy(database, &kept).map(drop))
        .map_err(|error| refused(&kept, &error))?;
    Ok(Some(kept))
}

async fn fold(database: &Path) -> Result<(), sqlx::Error> {
    let mut connection = connect(database, false).await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await?;
    connection.close().await
}

/// A copy on its way, beside the file that it will be; gone unless it gets there.
struct Partial(PathBuf);

impl Drop for Partial {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Partial {
    /// Copies the database in `from` to a file beside `to`.
    async fn of(from: &Path, to: &Path) -> Result<Self, StoreError> {
        let partial = with_ending(to, ".partial");
        let _ = fs::remove_file(&partial);
        // Readable for those who may read what it is a copy of, from the first byte on.
        let rights = fs::metadata(from).map_err(|error| refused(from, &error))?.permissions();
        create(&partial, rights).map_err(|error| refused(to, &error))?;
        let copy = Self(partial);
        let name = copy.0.to_str().ok_or_else(|| unreadable_name(to))?;
        let copying = async {
            let mut connection = connect(from, false).await?;
            sqlx::query("VACUUM INTO $1").bind(name).execute(&mut connection).await?;
            connection.close().await
        };
        copying.await.map_err(|error| explained(from, to, error))?;
        File::open(&copy.0).and_then(|file| file.sync_all()).map_err(|error| refused(to, &error))?;
        Ok(copy)
    }

    /// Reads the whole copy: every page, every reference, and what is in it.
    async fn check(&self) -> Result<Copied, StoreError> {
        let damaged = |what: String| problem(format!("the copy is not whole ({what}): it was not kept"));
        let checking = async {
            let mut copy = connect(&self.0, true).await?;
            let pages: Vec<String> =
                sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut copy).await?;
            let strays = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut copy).await?.len();
            let count = async |copy: &mut SqliteConnection, what: &'static str| {
                sqlx::query_scalar::<_, i64>(what).fetch_one(copy).await
            };
            let schema = count(&mut copy, "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations").await?;
            let teams = count(&mut copy, "SELECT COUNT(*) FROM teams").await?;
            let replies = count(&mut copy, "SELECT COUNT(*) FROM replies").await?;
            copy.close().await?;
            Ok::<_, sqlx::Error>((pages, strays, Copied { teams, replies, schema, bytes: 0 }))
        };
        let (pages, strays, copied) = checking.await.map_err(|error| match error {
            sqlx::Error::Database(error) => damaged(error.message().to_owned()),
            error => error.into(),
        })?;
        if pages != ["ok"] {
            return Err(damaged(format!("{} faults in its pages", pages.len())));
        }
        if strays > 0 {
            return Err(damaged(format!("{strays} references to what is not there")));
        }
        let bytes = fs::metadata(&self.0).map_err(|error| refused(&self.0, &error))?.len();
        Ok(Copied { bytes, ..copied })
    }

    /// Refuses a copy with a schema that this version does not know.
    async fn must_be_known(&self, from: &Path, newest: i64) -> Result<(), StoreError> {
        let migrations: &Migrator = &MIGRATIONS;
        let unknown = async {
            let mut copy = connect(&self.0, true).await?;
            let steps: Vec<(i64, Vec<u8>)> =
                sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations").fetch_all(&mut copy).await?;
            copy.close().await?;
            let known = |(version, checksum): &(i64, Vec<u8>)| {
                migrations.iter().any(|step| step.version == *version && *step.checksum == **checksum)
            };
            Ok::<_, sqlx::Error>(!steps.iter().all(known))
        };
        if unknown.await? {
            return Err(problem(format!(
                "{} was made by another version of Aktør (step {newest} of its schema). Restore it with that version, or update Aktør",
                from.display()
            )));
        }
        Ok(())
    }

    /// Gives the copy its place, at once and for good.
    fn put_at(&self, to: &Path) -> Result<(), StoreError> {
        fs::rename(&self.0, to).map_err(|error| refused(to, &error))?;
        let folder = to.parent().unwrap_or(to);
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| refused(to, &error))
    }
}

fn create(path: &Path, rights: Permissions) -> io::Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.set_permissions(rights)
}

async fn connect(path: &Path, reading: bool) -> Result<SqliteConnection, sqlx::Error> {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(false).busy_timeout(PATIENCE);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    if reading {
        sqlx::query("PRAGMA query_only = ON").execute(&mut connection).await?;
    }
    Ok(connection)
}

/// The SQLite file at `url`, or what to do instead.
fn file(url: &str, elsewhere: &str) -> Result<PathBuf, StoreError> {
    if url.starts_with("postgres") {
        return Err(StoreError::Address(format!("{elsewhere} (see the README, \"On PostgreSQL\").")));
    }
    trouble::check(url)?;
    match trouble::file_of(url) {
        Some(path) => whole(Path::new(path)),
        None => Err(StoreError::Address("DATABASE_URL names no file: there is nothing to copy".to_owned())),
    }
}

fn whole(path: &Path) -> Result<PathBuf, StoreError> {
    let path = std::path::absolute(path).map_err(|error| refused(path, &error))?;
    if path.to_str().is_none() { Err(unreadable_name(&path)) } else { Ok(path) }
}

fn own_files(database: &Path) -> impl Iterator<Item = PathBuf> {
    ["", "-wal", "-shm", "-journal", ".lock", ledger::ENDING]
        .into_iter()
        .map(|ending| with_ending(database, ending))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

fn problem(sentence: String) -> StoreError {
    StoreError::Copy(sentence)
}

fn unreadable_name(path: &Path) -> StoreError {
    problem(format!("{} is not a name that can be used: write it in UTF-8", path.display()))
}

fn refused(path: &Path, error: &io::Error) -> StoreError {
    let path = path.display();
    problem(match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            format!("{path} cannot be written: its folder is not there")
        }
        ErrorKind::PermissionDenied => format!("{path} cannot be written: this account has no right to"),
        ErrorKind::ReadOnlyFilesystem => format!("{path} cannot be written: its disk is read-only"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => full(&path),
        _ => format!("{path} cannot be written ({error})"),
    })
}

fn full(path: &impl std::fmt::Display) -> String {
    format!("there is no room for {path} on its disk. Free some, or name a file on another disk")
}

fn explained(from: &Path, to: &Path, error: sqlx::Error) -> StoreError {
    let (from, to) = (from.display(), to.display());
    problem(match trouble::sqlite_code(&error) {
        Some(trouble::BUSY) => format!("{from} is held by another program. Try again when that has ended"),
        Some(trouble::CORRUPT | trouble::NOT_A_DATABASE) => {
            format!("{from} is no database of Aktør's, or it is damaged")
        }
        Some(trouble::CANNOT_OPEN) => {
            format!("{from} cannot be opened. Check the file's rights and its folder's")
        }
        Some(trouble::FULL) => full(&to),
        _ => return error.into(),
    })
}
