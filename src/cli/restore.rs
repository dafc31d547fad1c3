//! `aktor restore FILE`: a copy of the database, put in its place.

use super::Failure;
use super::backup::held;
use crate::clock::Clock;
use crate::config::Settings;
use crate::service::erasure;
use crate::service::random::Random;
use crate::store::{self, RunLock, Store, StoreError};
use chrono::{DateTime, Utc};
use std::path::Path;

/// Puts `file` in the place of the database, which is kept beside it.
pub(super) fn restore(file: &Path, without_erased: bool) -> Result<(), Failure> {
    let settings = Settings::load()?;
    let url = settings.database_url.expose();
    let now = Clock::system().now();
    let restored = super::until_stopped(store::restore(url, file, without_erased, now))??;
    let again = super::to_its_end(erase_again(url, now))??;
    println!(
        "{} was put in place as {}: {}.",
        file.display(),
        restored.database.display(),
        held(&restored.copied)
    );
    if let Some(kept) = restored.kept {
        println!(
            "The database that stood there is kept as {}; delete it when you no longer need it.",
            kept.display()
        );
    }
    if again > 0 {
        println!(
            "People who have been erased since the copy was made, and are erased from it again: {again}."
        );
    }
    println!(
        "The next start looks through the channels for what was posted since the copy was made, and reads the answers again. \
         What people have erased piece by piece or decided with the bot since then is as it was before."
    );
    Ok(())
}

/// Erases again whom the copy has brought back. Should it be cut short, the next start does it.
async fn erase_again(url: &str, now: DateTime<Utc>) -> Result<usize, StoreError> {
    if !store::has_erased(url)? {
        return Ok(0);
    }
    let _lock = RunLock::take(url).await?;
    let store = Store::open(url).await?;
    let again = erasure::erase_again(&store, &Random::system(), now).await?;
    store.close().await;
    Ok(again)
}
