//! The four expectations and possibilities (*fire forventninger og muligheder*).

use serde::{Deserialize, Serialize};

/// What a good example shows; the order is the order in which people read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expectation {
    /// *Personligt ansvar for opgaven*: owning the whole task until it succeeds.
    Task,
    /// *Positiv påvirkning af sammenhængen*: improving the whole one is part of.
    Context,
    /// *Fleksible autoritetsforhold*: leading and following as the task calls for it.
    LeadFollow,
    /// *Aktørskab for andre*: bringing others into play.
    Others,
}

impl Expectation {
    /// All four, in reading order.
    pub const ALL: [Self; 4] = [Self::Task, Self::Context, Self::LeadFollow, Self::Others];

    /// The permanent key, as it stands in prompt files, the database and buttons.
    pub fn key(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Context => "context",
            Self::LeadFollow => "lead-follow",
            Self::Others => "others",
        }
    }

    /// The expectation with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.key() == key)
    }
}
