//! The subcommands, one file each: read the arguments and settings, call one function, print.
//!
//! Decides nothing about the bot's work. What goes wrong comes back as a [`Failure`]: one clear sentence
//! and an exit code.

mod audit;
mod backup;
pub mod demo;
mod erase;
mod failure;
mod invite;
mod prompts;
mod restore;
mod run;

pub use failure::Failure;

use crate::config::{Settings, Sources};
use crate::telemetry::{self, LogFilter};
use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// A weekly reflection prompt, good examples told with consent, and a monthly letter.
#[derive(Debug, Parser)]
#[command(name = "aktor", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// A subcommand.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the bot
    Run,
    /// Try it without Discord: the bot and a stand-in for Discord in one program
    Demo {
        /// Play two scripted months and end
        #[arg(long)]
        play: bool,
        /// The port of the page on 127.0.0.1; 8077 or the next free one when not given
        #[arg(long)]
        port: Option<u16>,
        /// Keep the place in this file and one beside it, and go on there next time; with --play the database alone
        #[arg(long, value_name = "FILE")]
        keep: Option<PathBuf>,
    },
    /// Look at the prompts
    Prompts {
        /// What to do with them
        #[command(subcommand)]
        what: Prompts,
    },
    /// Copy the database to a file and check the copy, also while the bot runs
    Backup {
        /// The file
        file: PathBuf,
        /// Replace the file if it is there already
        #[arg(long)]
        replace: bool,
    },
    /// Put a copy of the database in its place; the one that stands there is kept
    Restore {
        /// The file that `aktor backup` made
        file: PathBuf,
        /// Go on although the list of people who were erased is lost, or there never was one
        #[arg(long)]
        without_erased: bool,
    },
    /// Erase a person from everything that is kept, also while the bot runs
    Erase {
        /// The person's id on Discord
        #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..=i64::MAX as u64))]
        user: u64,
        /// On this server alone; on all when not given
        #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..=i64::MAX as u64))]
        guild: Option<u64>,
    },
    /// Print what administrators, TRIO, the operator and the bot have done, also while the bot runs
    Audit {
        /// From this day on, in UTC
        #[arg(long, value_name = "YYYY-MM-DD")]
        since: Option<NaiveDate>,
        /// On this server alone
        #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..=i64::MAX as u64))]
        guild: Option<u64>,
        /// In this team alone
        #[arg(long, value_name = "ID", value_parser = clap::value_parser!(i64).range(1..))]
        team: Option<i64>,
    },
    /// Print the link that adds the bot to a server
    Invite {
        /// The application's id, when the token does not tell it
        #[arg(long, value_name = "ID")]
        application: Option<u64>,
    },
}

/// What can be done with the prompts.
#[derive(Debug, Subcommand)]
pub enum Prompts {
    /// Name every fault, and tell whether there is enough of everything
    Check {
        /// A directory whose prompts come on top of the built-in ones
        #[arg(env = "AKTOR_PROMPTS_DIR")]
        directory: Option<PathBuf>,
    },
}

/// Runs `work` to its end.
fn to_its_end<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::failed(format_args!("no threads: {error}")))?;
    Ok(runtime.block_on(work))
}

/// Runs `work` to its end, or until the process is asked to stop.
fn until_stopped<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    to_its_end(async {
        let stopped =
            run::stop_signal().map_err(|error| Failure::failed(format_args!("no signals: {error}")))?;
        tokio::select! {
            done = work => Ok(done),
            () = stopped => Err(Failure::failed("Stopped before it was done: nothing was changed.")),
        }
    })?
}

impl Cli {
    /// Starts the log as the settings say, on standard error.
    pub fn start_log(&self) {
        let (filter, format) = Settings::logging(&Sources::of_process());
        // What a play prints is read by people: between its lines stand warnings at most.
        let quiet = matches!(self.command, Command::Demo { .. }) && filter == LogFilter::default();
        telemetry::start(&if quiet { LogFilter::warnings() } else { filter }, format);
    }

    /// Does what was asked for.
    pub fn execute(self) -> Result<(), Failure> {
        match self.command {
            Command::Run => run::run(),
            Command::Demo { play, port, keep } => demo::demo(play, port, keep.as_deref()),
            Command::Prompts { what: Prompts::Check { directory } } => prompts::check(directory.as_deref()),
            Command::Backup { file, replace } => backup::backup(&file, replace),
            Command::Restore { file, without_erased } => restore::restore(&file, without_erased),
            Command::Erase { user, guild } => erase::erase(user, guild),
            Command::Audit { since, guild, team } => audit::audit(since, guild, team),
            Command::Invite { application } => invite::invite(&Sources::of_process(), application),
        }
    }
}
