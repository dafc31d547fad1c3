//! `aktor doctor`: what would keep the bot from its work, one line each.

use super::Failure;
use crate::config::Config;

/// Checks everything that can be checked from outside the running bot.
pub(super) fn doctor() -> Result<(), Failure> {
    let _config = Config::load()?;
    Err(Failure::failed("This version checks the settings only; they are in order."))
}
