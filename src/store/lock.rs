//! One `run` at a time on a SQLite file: the operating system's lock on a file beside it, which a killed
//! process cannot leave behind.

use super::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;

/// Held while the bot runs.
#[derive(Debug)]
pub struct RunLock(#[expect(dead_code, reason = "held, not read: dropping it frees the lock")] File);

impl RunLock {
    /// Takes the lock of a SQLite database; other databases and those in memory need none.
    pub fn take(url: &str) -> Result<Option<Self>, StoreError> {
        super::trouble::check(url)?;
        let Some(path) = super::trouble::file_of(url) else { return Ok(None) };
        let address = |problem: String| StoreError::Address(problem);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(format!("{path}.lock"))
            .map_err(|error| {
            let why = match error.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory => "its folder is not there".to_owned(),
                ErrorKind::PermissionDenied => "its folder may not be written".to_owned(),
                _ => error.to_string(),
            };
            address(format!("{path} cannot be used as a database: {why}. Check DATABASE_URL"))
        })?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Err(address(format!(
                "another aktor is running on {path}. Stop it first, or give this one a database of its own in DATABASE_URL"
            ))),
            Err(TryLockError::Error(error)) => {
                Err(address(format!("{path}.lock cannot be locked ({error})")))
            }
        }
    }
}
