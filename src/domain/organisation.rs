//! What an administrator sets for a whole server: who answers for the data, where the organisation is told, and the
//! record of what was settled before anything went live.

use crate::domain::cadence::{DateError, parse_date};
use crate::domain::ids::{ChannelId, RoleId};
use crate::domain::keyed::keyed;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The longest contact, controller or reference, in characters.
pub const LONGEST_LINE: usize = 200;
/// The longest purpose, in characters.
pub const LONGEST_PURPOSE: usize = 600;

/// An organisation's settings. What an older version did not know is as it is mostly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Organisation {
    /// The role whose holders see the organisation's overview (*HU*).
    pub reader_role: Option<RoleId>,
    /// Where the organisation's letter goes.
    pub channel: Option<ChannelId>,
    /// Whom people ask about their data.
    pub contact: Option<String>,
    /// Who answers for the data.
    pub controller: Option<String>,
    /// What it is for, in the organisation's own words.
    pub purpose: Option<String>,
    /// What was settled before anything went live.
    pub record: BTreeMap<Step, Settled>,
    /// When the record became complete.
    pub complete_since: Option<DateTime<Utc>>,
}

/// Something that is settled before anything goes live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// It was discussed in the MED committee.
    Med,
    /// The data protection impact assessment.
    Dpia,
    /// The assessment of the platform.
    Platform,
    /// The staff were told.
    Notice,
}

keyed! { Step {
    Med = "med",
    Dpia = "dpia",
    Platform = "platform",
    Notice = "notice",
} }

/// When a [`Step`] was settled, and where that can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The day.
    pub date: NaiveDate,
    /// Minutes, a case number, a document.
    pub reference: String,
}

/// Why a step of the record is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepError {
    /// A date without a reference, or the other way round.
    Half,
    /// No date.
    Date(String),
    /// A day that is yet to come.
    Future(NaiveDate),
}

/// A step as it was typed; [`None`] when both fields were left empty.
pub fn settled(date: &str, reference: &str, today: NaiveDate) -> Result<Option<Settled>, StepError> {
    let (date, reference) = (date.trim(), reference.trim());
    match (date.is_empty(), reference.is_empty()) {
        (true, true) => return Ok(None),
        (false, false) => {}
        _ => return Err(StepError::Half),
    }
    let on = parse_date(date, today).map_err(|_: DateError| StepError::Date(date.to_owned()))?;
    if on > today {
        return Err(StepError::Future(on));
    }
    Ok(Some(Settled { date: on, reference: reference.to_owned() }))
}

impl Organisation {
    /// What is yet to be settled, in order.
    pub fn missing(&self) -> Vec<Step> {
        Step::ALL.into_iter().filter(|step| !self.record.contains_key(step)).collect()
    }

    /// The same with what follows from its record at `now`: since when it is complete.
    #[must_use]
    pub fn noted(self, now: DateTime<Utc>) -> Self {
        let complete = self.missing().is_empty();
        Self { complete_since: complete.then(|| self.complete_since.unwrap_or(now)), ..self }
    }
}

/// Something that is set for an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// The role of its readers: chosen.
    ReaderRole,
    /// Its channel: chosen.
    Channel,
    /// The contact: typed.
    Contact,
    /// Controller and purpose: typed.
    Legal,
    /// The MED discussion: typed.
    Med,
    /// The impact assessment: typed.
    Dpia,
    /// The assessment of the platform: typed.
    Platform,
    /// The notice to the staff: typed.
    Notice,
}

keyed! { Matter {
    ReaderRole = "reader-role",
    Channel = "channel",
    Contact = "contact",
    Legal = "legal",
    Med = "med",
    Dpia = "dpia",
    Platform = "platform",
    Notice = "notice",
} }

impl Matter {
    /// Whether it is typed; the others are chosen.
    pub fn is_typed(self) -> bool {
        !matches!(self, Self::ReaderRole | Self::Channel)
    }

    /// The step of the record that it is.
    pub fn step(self) -> Option<Step> {
        match self {
            Self::Med => Some(Step::Med),
            Self::Dpia => Some(Step::Dpia),
            Self::Platform => Some(Step::Platform),
            Self::Notice => Some(Step::Notice),
            Self::ReaderRole | Self::Channel | Self::Contact | Self::Legal => None,
        }
    }
}
