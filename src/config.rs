//! Typed settings from the environment and `aktor.toml`.
//!
//! Decides what each setting may be and what it is when it is not set; reports every problem at once,
//! each in one sentence that says what to change. Never shows a secret, and opens nothing but the files
//! that settings name.

mod read;
mod sources;
mod values;

pub use sources::Sources;
pub use values::{ApiUrl, DatabaseUrl};

use crate::domain::ids::GuildId;
use crate::domain::language::Language;
use crate::telemetry::{LogFilter, LogFormat};
use chrono_tz::Tz;
use secrecy::SecretString;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Every setting: a name in the environment, or the same key in `aktor.toml`.
pub const KEYS: [&str; 13] = [
    "DISCORD_TOKEN",
    "DISCORD_TOKEN_FILE",
    "DISCORD_API_URL",
    "DATABASE_URL",
    "AKTOR_HTTP_ADDR",
    "AKTOR_PROMPTS_DIR",
    "AKTOR_TIMEZONE",
    "AKTOR_LOCALE",
    "AKTOR_RETENTION_DAYS",
    "AKTOR_REQUIRE_GO_LIVE",
    "AKTOR_GUILD_ID",
    "AKTOR_LOG",
    "AKTOR_LOG_FORMAT",
];

/// Everything `run` needs.
#[derive(Debug, Clone)]
pub struct Config {
    /// The bot's token, without the word `Bot`.
    pub token: SecretString,
    /// Everything else.
    pub settings: Settings,
}

/// Every setting except the token: enough for the subcommands that do not talk to Discord.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The server that speaks Discord's protocol.
    pub api_url: ApiUrl,
    /// The database.
    pub database_url: DatabaseUrl,
    /// Where `/healthz`, `/readyz` and `/metrics` are answered.
    pub http_addr: SocketAddr,
    /// A directory whose prompts are added to the built-in ones or replace them by id.
    pub prompts_dir: Option<PathBuf>,
    /// The zone of teams that have not chosen one.
    pub timezone: Tz,
    /// The language of teams that have not chosen one.
    pub language: Language,
    /// How many days answers are kept.
    pub retention_days: u16,
    /// Whether anything is posted or collected before the go-live record is complete.
    pub go_live: GoLive,
    /// The only guild that gets the commands; without it they are registered globally.
    pub guild: Option<GuildId>,
    /// Which log lines are written.
    pub log: LogFilter,
    /// Their shape.
    pub log_format: LogFormat,
}

/// What the go-live record (MED discussion, DPIA, platform assessment, notice to staff) is needed for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GoLive {
    /// It is shown, and nothing waits for it.
    #[default]
    Optional,
    /// Nothing is posted or collected before it is complete.
    Required,
}

impl Config {
    /// Reads the process's environment and the settings file, for `run`.
    pub fn load() -> Result<Self, Problems> {
        Self::from_sources(&Sources::of_process())
    }

    /// Reads `sources`.
    pub fn from_sources(sources: &Sources) -> Result<Self, Problems> {
        let mut reading = read::Reading::of(sources);
        let settings = reading.settings();
        let token = reading.token();
        let problems = reading.finish();
        match (token, problems.is_empty()) {
            (Some(token), true) => Ok(Self { token, settings }),
            _ => Err(problems),
        }
    }
}

impl Settings {
    /// Reads the process's environment and the settings file; no token is asked for.
    pub fn load() -> Result<Self, Problems> {
        Self::from_sources(&Sources::of_process())
    }

    /// Reads `sources`.
    pub fn from_sources(sources: &Sources) -> Result<Self, Problems> {
        let mut reading = read::Reading::of(sources);
        let settings = reading.settings();
        let problems = reading.finish();
        if problems.is_empty() { Ok(settings) } else { Err(problems) }
    }

    /// How to log, as far as it can be read: for before the settings are known to be right. A fault in
    /// it is reported when they are loaded.
    pub fn logging(sources: &Sources) -> (LogFilter, LogFormat) {
        let settings = read::Reading::of(sources).settings();
        (settings.log, settings.log_format)
    }
}

/// The bot's token alone, for a subcommand that needs nothing else.
pub fn token(sources: &Sources) -> Result<SecretString, Problems> {
    let mut reading = read::Reading::of(sources);
    let token = reading.token();
    token.ok_or_else(|| reading.finish())
}

/// What is wrong with the settings: one sentence each, every one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<String>);

impl Problems {
    /// The sentences.
    pub fn sentences(&self) -> &[String] {
        &self.0
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Problems {}
