//! How a team has dosed the dialogue: all that it sets beside its rhythm. Values only; the panel that sets
//! them is `service::settings`.

use crate::domain::cadence::Earlier;
use crate::domain::calendar::{Calendar, HolidayPolicy};
use crate::domain::ids::ChannelId;
use crate::domain::keyed::keyed;
use crate::domain::prompt::Theme;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The longest line that says what a team's core task is, in characters.
pub const LONGEST_CORE_TASK: usize = 200;

/// A team's settings. What an older version did not know is as it is mostly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dosing {
    /// The days on which the team does not work.
    pub calendar: Calendar,
    /// What happens to a post that is due on such a day.
    pub holidays: HolidayPolicy,
    /// The themes that are not asked about.
    pub resting: BTreeSet<Theme>,
    /// Whether a round that nobody has answered is called to mind, once.
    pub reminder: bool,
    /// Where TRIO sees what is coming.
    pub trio_channel: Option<ChannelId>,
    /// The team's core task (*kerneopgaven*) in one line, at most [`LONGEST_CORE_TASK`] characters.
    pub core_task: Option<String>,
    /// What becomes of a letter that has nothing to tell.
    pub quiet_month: QuietMonth,
    /// The rhythm that holds until the end of the week in which another was chosen.
    pub earlier: Option<Earlier>,
}

/// What becomes of a letter that has nothing to tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuietMonth {
    /// One warm line.
    #[default]
    Line,
    /// Nothing.
    Nothing,
}

keyed! { QuietMonth {
    Line = "line",
    Nothing = "nothing",
} }
