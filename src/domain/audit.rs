//! What is noted of administrative acts: which there are, who did one, where, and what it touched. Ids and keys only: nothing in here
//! can hold what somebody typed.

use crate::domain::calendar::Calendar;
use crate::domain::dosing::Dosing;
use crate::domain::ids::{GuildId, LearningId, OccasionId, StepId, TeamId, UserId};
use crate::domain::keyed::keyed;
use crate::domain::organisation::{Matter, Organisation};
use crate::domain::settings::Setting;
use crate::domain::team::{Seat, Team};
use crate::domain::words::Word;
use chrono::{DateTime, NaiveDate, Utc};
use std::fmt;

/// For how many months an act is known.
pub const KEPT_MONTHS: u32 = 24;

/// An act that changes what others can do, see or are asked, or that copies or erases what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// A channel became a team, or one that was finished began again.
    TeamSetUp,
    /// Something that a team has set is different now; about which.
    TeamChanged,
    /// A team was finished, and what was kept stayed.
    TeamFinished,
    /// A team was finished, and all that was kept of it was erased.
    TeamErased,
    /// A coming prompt was swapped, left out or brought back; about its date.
    PlanChanged,
    /// A prompt was asked at once; about which.
    PromptSent,
    /// People were asked for seats in TRIO; about which seats.
    SeatsOffered,
    /// Somebody accepted a seat, and what it lets them do.
    SeatTaken,
    /// Somebody gave a seat back.
    SeatLeft,
    /// A monthly letter was approved; about its occasion.
    LetterApproved,
    /// A monthly letter was stopped.
    LetterStopped,
    /// A suggested prompt was taken in; about its number.
    SuggestionApproved,
    /// A suggested prompt was refused.
    SuggestionRefused,
    /// A prompt was hidden from a team; about its id.
    PromptHidden,
    /// A hidden prompt was brought back.
    PromptShown,
    /// A prompt was put into the team's own words.
    PromptReworded,
    /// A prompt got its original words back.
    PromptRestored,
    /// What a word means in the team was settled; about which word.
    WordSettled,
    /// What somebody left to TRIO to share was shared; about the learning.
    LearningShared,
    /// A next step that somebody else had written down was erased.
    StepErased,
    /// Something that is set for the organisation is different now; about which.
    OrganisationChanged,
    /// Somebody was erased by other hands than their own.
    PersonErased,
    /// The database was copied.
    CopyMade,
    /// A copy was put in the database's place.
    CopyRestored,
}

keyed! { Act {
    TeamSetUp = "team-set-up",
    TeamChanged = "team-changed",
    TeamFinished = "team-finished",
    TeamErased = "team-erased",
    PlanChanged = "plan-changed",
    PromptSent = "prompt-sent",
    SeatsOffered = "seats-offered",
    SeatTaken = "seat-taken",
    SeatLeft = "seat-left",
    LetterApproved = "letter-approved",
    LetterStopped = "letter-stopped",
    SuggestionApproved = "suggestion-approved",
    SuggestionRefused = "suggestion-refused",
    PromptHidden = "prompt-hidden",
    PromptShown = "prompt-shown",
    PromptReworded = "prompt-reworded",
    PromptRestored = "prompt-restored",
    WordSettled = "word-settled",
    LearningShared = "learning-shared",
    StepErased = "step-erased",
    OrganisationChanged = "organisation-changed",
    PersonErased = "person-erased",
    CopyMade = "copy-made",
    CopyRestored = "copy-restored",
} }

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Somebody on a server; 0: they were erased since.
    Person(UserId),
    /// Whoever runs the process, at its command line.
    Operator,
    /// The bot by itself.
    Bot,
}

impl Actor {
    /// The permanent key of its kind.
    pub fn key(self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Operator => "operator",
            Self::Bot => "bot",
        }
    }

    /// The person.
    pub fn user(self) -> Option<UserId> {
        if let Self::Person(user) = self { Some(user) } else { None }
    }

    /// The one of this kind.
    pub fn from_key(key: &str, user: Option<UserId>) -> Option<Self> {
        let found = user.map_or([Self::Operator, Self::Bot], |user| [Self::Person(user); 2]);
        found.into_iter().find(|actor| actor.key() == key)
    }
}

impl From<UserId> for Actor {
    fn from(user: UserId) -> Self {
        Self::Person(user)
    }
}

/// Where it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In all that this database holds.
    Everything,
    /// On one server.
    Guild(GuildId),
    /// In one team, and so on its server.
    Team(TeamId),
}

impl Scope {
    /// The server or the team; a team's server is known with the team.
    pub fn ids(self) -> (Option<GuildId>, Option<TeamId>) {
        match self {
            Self::Everything => (None, None),
            Self::Guild(guild) => (Some(guild), None),
            Self::Team(team) => (None, Some(team)),
        }
    }
}

/// What it touched: an id, or keys of closed sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing(String);

impl Thing {
    /// Several keys; [`None`] without any.
    pub fn keys(keys: impl IntoIterator<Item = &'static str>) -> Option<Self> {
        let keys: Vec<_> = keys.into_iter().collect();
        (!keys.is_empty()).then(|| Self(keys.join(",")))
    }

    /// A prompt, by its id in the library.
    pub fn prompt(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// A team's own prompt.
    pub fn suggestion(number: u32) -> Self {
        Self(number.to_string())
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! things {
    ($($id:ty),+) => {$(
        impl From<$id> for Thing {
            fn from(id: $id) -> Self {
                Self(id.to_string())
            }
        }
    )+};
}

things!(OccasionId, LearningId, StepId, NaiveDate);

impl From<Seat> for Thing {
    fn from(seat: Seat) -> Self {
        Self(seat.key().to_owned())
    }
}

impl From<Word> for Thing {
    fn from(word: Word) -> Self {
        Self(word.key().to_owned())
    }
}

/// One act, as it was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number: they follow one another.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Actor,
    /// On which server, if it was on one.
    pub guild: Option<GuildId>,
    /// In which team, if it was in one.
    pub team: Option<TeamId>,
    /// What.
    pub act: Act,
    /// What it touched.
    pub about: Option<String>,
}

/// The act by which a team became `after`, and what of it is different.
pub fn of_team(before: Option<&Team>, after: &Team) -> (Act, Option<Thing>) {
    match before {
        Some(before) if before.ended_at.is_none() => {
            (Act::TeamChanged, Thing::keys(changed_in_team(before, after)))
        }
        _ => (Act::TeamSetUp, None),
    }
}

fn changed_in_team(before: &Team, after: &Team) -> Vec<&'static str> {
    // Every field is named, so that a new one is decided on. What the bot notes itself is nobody's act.
    let Team {
        id: _,
        guild: _,
        created_at: _,
        ended_at: _,
        parked: _,
        channel,
        home,
        name,
        language,
        zone,
        cadence,
        paused,
        k,
        dosing,
    } = before;
    let Dosing { calendar, holidays, resting, reminder, trio_channel, core_task, quiet_month, earlier: _ } =
        dosing;
    let Calendar { holidays: days_off, summer, christmas, weeks, closing_days } = calendar;
    let now = &after.dosing;
    let breaks =
        (&now.calendar.summer, now.calendar.christmas, &now.calendar.weeks, &now.calendar.closing_days);
    let all = [
        ("channel", (*channel, *home) != (after.channel, after.home)),
        ("name", *name != after.name),
        (Setting::Language.key(), *language != after.language),
        (Setting::Zone.key(), *zone != after.zone),
        ("rhythm", *cadence != after.cadence),
        (if after.paused.is_some() { "paused" } else { "resumed" }, *paused != after.paused),
        (Setting::LeastPeople.key(), *k != after.k),
        (Setting::DaysOff.key(), *days_off != now.calendar.holidays),
        (Setting::Breaks.key(), (summer, *christmas, weeks, closing_days) != breaks),
        (Setting::Policy.key(), *holidays != now.holidays),
        ("themes", *resting != now.resting),
        (Setting::Reminder.key(), *reminder != now.reminder),
        (Setting::TrioChannel.key(), *trio_channel != now.trio_channel),
        (Setting::CoreTask.key(), *core_task != now.core_task),
        (Setting::QuietMonth.key(), *quiet_month != now.quiet_month),
    ];
    all.into_iter().filter(|one| one.1).map(|one| one.0).collect()
}

/// What of an organisation's settings is different.
pub fn changed_in_organisation(before: &Organisation, after: &Organisation) -> Option<Thing> {
    let Organisation { reader_role, channel, contact, controller, purpose, record, complete_since: _ } =
        before;
    let differs = |matter: &Matter| match matter {
        Matter::ReaderRole => *reader_role != after.reader_role,
        Matter::Channel => *channel != after.channel,
        Matter::Contact => *contact != after.contact,
        Matter::Legal => (controller, purpose) != (&after.controller, &after.purpose),
        Matter::Med | Matter::Dpia | Matter::Platform | Matter::Notice => {
            matter.step().is_some_and(|step| record.get(&step) != after.record.get(&step))
        }
    };
    Thing::keys(Matter::ALL.iter().filter(|matter| differs(matter)).map(|matter| matter.key()))
}
