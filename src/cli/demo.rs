//! `aktor demo`: the bot against a stand-in for Discord, in one program.

use super::Failure;
use std::path::PathBuf;

/// Plays two scripted months (`play`), or keeps running until it is told to stop.
pub(super) fn demo(_play: bool, _port: Option<u16>, _keep: Option<PathBuf>) -> Result<(), Failure> {
    Err(Failure::failed("This version has no demo yet."))
}
