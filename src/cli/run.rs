//! `aktor run`: the bot, until it is told to stop.

use super::Failure;
use crate::config::Config;

/// Loads the settings and runs the bot.
pub(super) fn run() -> Result<(), Failure> {
    let _config = Config::load()?;
    Err(Failure::failed("This version cannot run the bot yet."))
}
