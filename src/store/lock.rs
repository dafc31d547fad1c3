//! One `run` at a time on a SQLite file: the operating system's lock on a file beside it, which a killed
//! process cannot leave behind.

use super::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::time::Duration;

/// For how long one that is about to end is waited for, in tenths of a second.
const PATIENCE: u32 = 10;

/// Held while the bot runs.
#[derive(Debug)]
pub struct RunLock(#[expect(dead_code, reason = "held, not read: dropping it frees the lock")] File);

impl RunLock {
    /// Takes the lock of a SQLite database; other databases and those in memory need none.
    /// One that is held at this moment may be let go in the next: by a bot that is being restarted, or by a child
    /// process between its fork and its exec.
    pub async fn take(url: &str) -> Result<Option<Self>, StoreError> {
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
        for _ in 0..PATIENCE {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Self(file))),
                Err(TryLockError::WouldBlock) => tokio::time::sleep(Duration::from_millis(100)).await,
                Err(TryLockError::Error(error)) => {
                    return Err(address(format!("{path}.lock cannot be locked ({error})")));
                }
            }
        }
        Err(address(format!(
            "another aktor is running on {path}. Stop it first, or give this one a database of its own in DATABASE_URL"
        )))
    }
}
