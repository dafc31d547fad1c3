//! `aktor backup FILE`: a copy of the database, also while the bot runs.

use super::Failure;
use crate::clock::Clock;
use crate::config::Settings;
use crate::store::{self, Copied};
use std::path::Path;

/// Copies the database to `file` and checks the copy; stopped half-way, nothing remains of it.
pub(super) fn backup(file: &Path, replace: bool) -> Result<(), Failure> {
    let settings = Settings::load()?;
    let now = Clock::system().now();
    let copied = super::until_stopped(store::backup(settings.database_url.expose(), file, replace, now))??;
    println!("The database was copied to {}: {}. The copy was checked.", file.display(), held(&copied));
    Ok(())
}

/// What a copy holds, in a few words.
pub(super) fn held(copied: &Copied) -> String {
    let Copied { teams, replies, schema, bytes } = copied;
    format!("teams: {teams}, answers: {replies}, schema: {schema}, {} kB", bytes.div_ceil(1_024))
}
