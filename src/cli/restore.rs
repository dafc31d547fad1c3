//! `aktor restore FILE`: a copy of the database, put in its place.

use super::Failure;
use super::backup::held;
use crate::clock::Clock;
use crate::config::Settings;
use crate::store;
use std::path::Path;

/// Puts `file` in the place of the database, which is kept beside it.
pub(super) fn restore(file: &Path) -> Result<(), Failure> {
    let settings = Settings::load()?;
    let url = settings.database_url.expose();
    let restored = super::until_stopped(store::restore(url, file, Clock::system().now()))??;
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
    println!(
        "The next start looks through the channels for what was posted since the copy was made, and reads the answers again. \
         What people have erased or decided with the bot since then is as it was before."
    );
    Ok(())
}
