//! Whether the bot can do its work, part by part, with the reason where it cannot.

use std::fmt;
use std::sync::Arc;
use tokio::sync::watch;

/// A part without which the bot cannot do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The database answers, and takes what is written.
    Database,
    /// The gateway is connected.
    Gateway,
    /// The prompts are loaded.
    Prompts,
    /// The clock can be believed.
    Clock,
}

/// Why a part is not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The process has just started; the part has not been heard of yet.
    DatabaseStarting,
    /// The database does not answer.
    DatabaseSilent,
    /// The database answers but takes nothing: full disk, read-only.
    DatabaseRefusesWrites,
    /// The list of people who were erased cannot be read or written: nothing may be kept until it can.
    ErasedUnreadable,
    /// The gateway has not been reached yet.
    GatewayStarting,
    /// The connection to the gateway is lost, or nothing has come over it for two heartbeats.
    GatewayLost,
    /// So few new sessions are left today that the bot waits rather than spends the last ones.
    SessionsSpent,
    /// The prompts have not been read yet.
    PromptsStarting,
    /// The prompts have faults.
    PromptsFaulty,
    /// The clock stands far behind what it has shown before: nothing is posted.
    ClockBehind,
}

impl Reason {
    /// The part that it keeps from being ready.
    pub fn part(self) -> Part {
        match self {
            Self::DatabaseStarting
            | Self::DatabaseSilent
            | Self::DatabaseRefusesWrites
            | Self::ErasedUnreadable => Part::Database,
            Self::GatewayStarting | Self::GatewayLost | Self::SessionsSpent => Part::Gateway,
            Self::PromptsStarting | Self::PromptsFaulty => Part::Prompts,
            Self::ClockBehind => Part::Clock,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DatabaseStarting => "database: not opened yet",
            Self::DatabaseSilent => "database: does not answer",
            Self::DatabaseRefusesWrites => "database: takes no writes (full disk, or read-only?)",
            Self::ErasedUnreadable => {
                "database: the list of people who were erased cannot be used, so nothing is kept; the log names the file"
            }
            Self::GatewayStarting => "gateway: not connected yet",
            Self::GatewayLost => "gateway: connection lost",
            Self::SessionsSpent => "gateway: waiting, since nearly all of today's new sessions are spent",
            Self::PromptsStarting => "prompts: not loaded yet",
            Self::PromptsFaulty => "prompts: there are faults in the files; see `aktor prompts check`",
            Self::ClockBehind => {
                "clock: stands more than an hour behind what it has shown before, so nothing is posted; set it right"
            }
        })
    }
}

/// What is missing, shared by those who set it and those who show it; clones are the same value.
#[derive(Debug, Clone)]
pub struct Readiness(Arc<watch::Sender<[Option<Reason>; 4]>>);

impl Default for Readiness {
    fn default() -> Self {
        Self::starting()
    }
}

impl Readiness {
    /// Nothing is ready yet; of the clock no ill is known.
    pub fn starting() -> Self {
        let [database, gateway, prompts] =
            [Reason::DatabaseStarting, Reason::GatewayStarting, Reason::PromptsStarting].map(Some);
        Self(Arc::new(watch::Sender::new([database, gateway, prompts, None])))
    }

    /// `part` does its work from now on.
    pub fn ready(&self, part: Part) {
        self.put(part, None);
    }

    /// The part that `reason` belongs to does not do its work from now on.
    pub fn not_ready(&self, reason: Reason) {
        self.put(reason.part(), Some(reason));
    }

    /// Why the bot is not ready, one reason for each part; empty when it is.
    pub fn reasons(&self) -> Vec<Reason> {
        self.0.borrow().iter().flatten().copied().collect()
    }

    /// Waits until every part is ready.
    pub async fn wait(&self) {
        // The sender lives in `self`, so the channel stays open.
        let _ = self.0.subscribe().wait_for(|parts| parts.iter().all(Option::is_none)).await;
    }

    fn put(&self, part: Part, reason: Option<Reason>) {
        self.0.send_if_modified(|parts| {
            let place = &mut parts[part as usize];
            let changed = *place != reason;
            *place = reason;
            changed
        });
    }
}
