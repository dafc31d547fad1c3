//! What can keep the bot from connecting, each as a sentence that says what to change and where.

use crate::service::platform::PlatformError;
use std::time::Duration;

/// Why the connection could not be made, or ended.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// The token is wrong or was reset (also close code 4004).
    #[error(
        "Discord does not accept the token. Copy it again: developer portal, your application, Bot, Reset Token; then set DISCORD_TOKEN or DISCORD_TOKEN_FILE"
    )]
    Token,
    /// The server could not be reached.
    #[error(
        "{base} cannot be reached ({reason}). Check DISCORD_API_URL and that this machine may open connections to it"
    )]
    Unreachable {
        /// The server's address.
        base: String,
        /// What happened.
        reason: String,
    },
    /// The server answered something that no Discord server would.
    #[error("{base} does not answer as Discord does: {problem}. Check DISCORD_API_URL")]
    Server {
        /// The server's address.
        base: String,
        /// What it answered.
        problem: PlatformError,
    },
    /// The privileged intent is off (also close code 4014).
    #[error(
        "Discord does not let the bot read messages any more. Switch on \"Message Content Intent\": developer portal, your application, Bot, Privileged Gateway Intents; then start again. Without it the bot works by its buttons alone"
    )]
    MessageContent,
    /// Close code 4013.
    #[error("Discord does not know the intents that were asked for (4013). Update Aktør")]
    Intents,
    /// Close codes 4010 and 4011.
    #[error(
        "Discord refuses one connection for so many servers ({0}). Aktør serves up to 2,500 servers with one bot: remove it from some, or run a second application"
    )]
    TooManyGuilds(u16),
    /// Close code 4012.
    #[error("Discord no longer takes the version of its interface that Aktør speaks (4012). Update Aktør")]
    Version,
    /// Nothing was heard for so long.
    #[error(
        "nothing was heard from Discord for {0:?}; the connection is given up so that it can be made anew"
    )]
    Silent(Duration),
    /// The connection was made anew so often that the rest of today's sessions is kept in reserve.
    #[error(
        "the connection was made anew too often: Discord allows few more today. Started again, the bot waits until there are more"
    )]
    FewSessions,
    /// The client library ended by itself.
    #[error("the connection to Discord ended: {0}")]
    Ended(String),
    /// The threads for the connection could not be started.
    #[error("the connection's threads could not be started: {0}")]
    Threads(#[from] std::io::Error),
}

impl GatewayError {
    /// Whether starting again would only fail again: somebody has to change something first (exit code 78).
    pub fn is_final(&self) -> bool {
        !matches!(
            self,
            Self::Unreachable { .. }
                | Self::Silent(_)
                | Self::FewSessions
                | Self::Ended(_)
                | Self::Threads(_)
        )
    }

    /// The process's exit code for it.
    pub fn exit_code(&self) -> u8 {
        if self.is_final() { 78 } else { 1 }
    }

    /// A refusal or silence of the server at `base` while starting.
    pub(super) fn at_start(base: &str, problem: PlatformError) -> Self {
        let base = base.to_owned();
        match problem {
            PlatformError::Unauthorised => Self::Token,
            PlatformError::Busy(_) => Self::Unreachable { base, reason: "no connection".into() },
            PlatformError::Unknown(reason) => Self::Unreachable { base, reason },
            problem => Self::Server { base, problem },
        }
    }

    /// What a close code means, if it means the end.
    pub(super) fn from_close(code: u16) -> Option<Self> {
        match code {
            4_004 => Some(Self::Token),
            4_010 | 4_011 => Some(Self::TooManyGuilds(code)),
            4_012 => Some(Self::Version),
            4_013 => Some(Self::Intents),
            4_014 => Some(Self::MessageContent),
            _ => None,
        }
    }
}
