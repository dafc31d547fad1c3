//! What a subcommand says when it fails, and with which exit code the process ends.

use crate::config::Problems;
use std::fmt;
use std::process::ExitCode;

/// `EX_CONFIG` of `sysexits.h`: a supervisor need not try again before somebody changed something.
const MISCONFIGURED: u8 = 78;

/// Why a subcommand did not do its work.
#[derive(Debug)]
pub enum Failure {
    /// Somebody has to change settings, here or at Discord; trying again changes nothing.
    Misconfigured(String),
    /// Anything else.
    Failed(String),
}

impl Failure {
    /// Settings that have to change, in one sentence.
    pub fn misconfigured(sentence: impl fmt::Display) -> Self {
        Self::Misconfigured(sentence.to_string())
    }

    /// Any other failure, in one sentence.
    pub fn failed(sentence: impl fmt::Display) -> Self {
        Self::Failed(sentence.to_string())
    }

    /// The code to end with.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Misconfigured(_) => ExitCode::from(MISCONFIGURED),
            Self::Failed(_) => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misconfigured(sentence) | Self::Failed(sentence) => f.write_str(sentence),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::misconfigured(problems)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::failed(format_args!("{error:#}"))
    }
}
