//! The subcommands, one file each: read the arguments and settings, call one function, print.
//!
//! Decides nothing about the bot's work. What goes wrong comes back as a [`Failure`]: one clear sentence
//! and an exit code.

pub mod demo;
mod failure;
mod invite;
mod prompts;
mod run;

pub use failure::Failure;

use crate::config::{Settings, Sources};
use crate::telemetry::{self, LogFilter};
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
            Command::Invite { application } => invite::invite(&Sources::of_process(), application),
        }
    }
}
