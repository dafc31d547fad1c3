//! What is wrong with a SQLite file that cannot be opened, in one sentence that says what to change.

use super::StoreError;
use sqlx::migrate::MigrateError;
use std::path::Path;

/// SQLite's primary result codes: locked by another connection, read-only, damaged, no room, cannot be opened, no
/// database.
pub(super) const BUSY: i32 = 5;
const READ_ONLY: i32 = 8;
pub(super) const CORRUPT: i32 = 11;
pub(super) const FULL: i32 = 13;
pub(super) const CANNOT_OPEN: i32 = 14;
pub(super) const NOT_A_DATABASE: i32 = 26;

/// SQLite's primary result code of an error.
pub(super) fn sqlite_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    Some(code?.parse::<i32>().ok()? & 0xff)
}

/// The file of a SQLite address.
pub(super) fn file_of(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite:")?.trim_start_matches("//");
    path.split('?').next().filter(|path| !path.is_empty() && *path != ":memory:")
}

/// Refuses a path at which there can be no file.
pub(super) fn check(url: &str) -> Result<(), StoreError> {
    match file_of(url) {
        Some(path) if Path::new(path).is_dir() => Err(StoreError::Address(format!(
            "{path} is a directory. Name a file in it in DATABASE_URL, such as sqlite://{}/aktor.db",
            path.trim_end_matches('/')
        ))),
        _ => Ok(()),
    }
}

/// Refuses a SQLite database that is not there: it would be made.
pub fn must_exist(url: &str) -> Result<(), StoreError> {
    match file_of(url) {
        Some(path) if !Path::new(path).exists() => {
            Err(StoreError::Address(format!("there is no database at {path}. Check DATABASE_URL")))
        }
        _ => check(url),
    }
}

/// `error`, met while opening the database at `url`, with what to do about it where that is known.
pub(super) fn explained(url: &str, error: StoreError) -> StoreError {
    let newer = |version: i64| {
        StoreError::Address(format!(
            "the database was made by another version of Aktør (step {version} of its schema is not known here). Update Aktør, or name another database in DATABASE_URL"
        ))
    };
    let database = match &error {
        StoreError::Schema(
            MigrateError::VersionMissing(version) | MigrateError::VersionMismatch(version),
        ) => {
            return newer(*version);
        }
        StoreError::Schema(MigrateError::Execute(database) | MigrateError::ExecuteMigration(database, _))
        | StoreError::Database(database) => database,
        _ => return error,
    };
    let Some(path) = file_of(url) else { return error };
    let address = |sentence: String| StoreError::Address(sentence);
    match sqlite_code(database) {
        Some(BUSY) => StoreError::InUse(path.to_owned()),
        Some(READ_ONLY) => address(format!(
            "{path} may not be written. Give the bot's account the right to write to the file and its folder, or name another file in DATABASE_URL"
        )),
        Some(CORRUPT | NOT_A_DATABASE) => address(format!(
            "{path} is no SQLite database, or it is damaged. Put a backup in its place, or name another file in DATABASE_URL"
        )),
        Some(CANNOT_OPEN) => {
            address(format!("{path} cannot be opened. Check the folder in DATABASE_URL and its rights"))
        }
        _ => error,
    }
}
