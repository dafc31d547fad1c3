//! One `run` at a time on a SQLite file: the operating system's lock on a file beside it, which a killed
//! process cannot leave behind.

use super::StoreError;
use std::fs::{File, OpenOptions, TryLockError};

/// Held while the bot runs.
#[derive(Debug)]
pub struct RunLock(#[expect(dead_code, reason = "held, not read: dropping it frees the lock")] File);

impl RunLock {
    /// Takes the lock of a SQLite database; other databases and those in memory need none.
    pub fn take(url: &str) -> Result<Option<Self>, StoreError> {
        let Some(path) = url.strip_prefix("sqlite:") else { return Ok(None) };
        let path = path.trim_start_matches("//").split('?').next().unwrap_or_default();
        if path.is_empty() || path == ":memory:" {
            return Ok(None);
        }
        let address = |problem: String| StoreError::Address(problem);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(format!("{path}.lock"))
            .map_err(|error| address(format!("{path} cannot be used as a database ({error}). Check the folder in DATABASE_URL and its rights")))?;
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
