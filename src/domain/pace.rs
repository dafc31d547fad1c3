//! A member's own pace: how much the bot says to them by itself, in one team.

use crate::domain::keyed::keyed;

/// How much the bot says to a member privately.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Pace {
    /// A private word when the prompt has come, besides what needs their answer.
    Nudge,
    /// Only what needs their answer.
    #[default]
    Quiet,
    /// Nothing: what needs their answer waits until they use the bot.
    Pause,
}

keyed! { Pace {
    Nudge = "nudge",
    Quiet = "quiet",
    Pause = "pause",
} }
