//! The four expectations and possibilities (*fire forventninger og muligheder*).

use crate::domain::keyed::keyed;
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

keyed! { Expectation {
    Task = "task",
    Context = "context",
    LeadFollow = "lead-follow",
    Others = "others",
} }
