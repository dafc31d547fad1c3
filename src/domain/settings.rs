//! What a team sets in its panel: which things there are, and what a choice or typed words make of them.

use crate::domain::cadence::parse_date;
use crate::domain::calendar::{Calendar, HolidayPolicy};
use crate::domain::dosing::QuietMonth;
use crate::domain::keyed::keyed;
use crate::domain::language::Language;
use crate::domain::named;
use crate::domain::team::Team;
use chrono::NaiveDate;
use chrono_tz::{TZ_VARIANTS, Tz};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The most people that may have to stand behind a number.
pub const MOST_K: u8 = 30;
/// The most closing days that are kept at a time.
pub const MOST_CLOSING_DAYS: usize = 60;
/// The keys of a choice between two.
pub const ON_OR_OFF: [&str; 2] = ["on", "off"];

/// Something that a team sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Whether public holidays are days off.
    DaysOff,
    /// What becomes of a post on a day off.
    Policy,
    /// The summer break, Christmas, other weeks and closing days: typed.
    Breaks,
    /// The reminder.
    Reminder,
    /// A month with nothing to tell.
    QuietMonth,
    /// Where TRIO sees what is coming.
    TrioChannel,
    /// The core task in one line: typed.
    CoreTask,
    /// How many people must stand behind a number.
    LeastPeople,
    /// The language of the posts.
    Language,
    /// The zone of the wall clock: typed.
    Zone,
}

keyed! { Setting {
    DaysOff = "days-off",
    Policy = "policy",
    Breaks = "breaks",
    Reminder = "reminder",
    QuietMonth = "quiet-month",
    TrioChannel = "trio-channel",
    CoreTask = "core-task",
    LeastPeople = "least-people",
    Language = "language",
    Zone = "zone",
} }

impl Setting {
    /// Those that the panel offers; the policy is set beside the days off.
    pub fn offered() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|setting| *setting != Self::Policy)
    }

    /// Whether it is typed; the others are chosen.
    pub fn is_typed(self) -> bool {
        matches!(self, Self::Breaks | Self::CoreTask | Self::Zone)
    }

    /// The keys to choose from, as far as they do not lie outside this program.
    pub fn keys(self, team: &Team) -> Vec<String> {
        let owned = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        match self {
            Self::DaysOff | Self::Reminder => owned(&ON_OR_OFF),
            Self::Policy => owned(&HolidayPolicy::ALL.map(HolidayPolicy::key)),
            Self::QuietMonth => owned(&QuietMonth::ALL.map(QuietMonth::key)),
            Self::Language => owned(&Language::ALL.map(Language::code)),
            Self::LeastPeople => {
                (team.k..=MOST_K.min(team.k.saturating_add(10)).max(team.k)).map(|k| k.to_string()).collect()
            }
            Self::Breaks | Self::TrioChannel | Self::CoreTask | Self::Zone => Vec::new(),
        }
    }

    /// The key of what stands.
    pub fn stands(self, team: &Team) -> Option<String> {
        let on = |on: bool| if on { "on" } else { "off" };
        let key = match self {
            Self::DaysOff => on(team.dosing.calendar.holidays),
            Self::Reminder => on(team.dosing.reminder),
            Self::Policy => team.dosing.holidays.key(),
            Self::QuietMonth => team.dosing.quiet_month.key(),
            Self::Language => team.language.code(),
            Self::LeastPeople => return Some(team.k.to_string()),
            Self::TrioChannel => return team.dosing.trio_channel.map(|channel| channel.to_string()),
            Self::Breaks | Self::CoreTask | Self::Zone => return None,
        };
        Some(key.to_owned())
    }

    /// The team with `key` chosen; [`None`] when that is not offered, or not any more.
    pub fn choose(self, team: &Team, key: &str) -> Option<Team> {
        if !self.keys(team).iter().any(|offered| offered == key) {
            return None;
        }
        let mut team = team.clone();
        match self {
            Self::DaysOff => team.dosing.calendar.holidays = key == "on",
            Self::Reminder => team.dosing.reminder = key == "on",
            Self::Policy => team.dosing.holidays = HolidayPolicy::from_key(key)?,
            Self::QuietMonth => team.dosing.quiet_month = QuietMonth::from_key(key)?,
            Self::Language => team.language = Language::from_code(key)?,
            // It can be raised, not lowered: what was shown before and after must not be subtracted.
            Self::LeastPeople => team.k = key.parse().ok()?,
            Self::Breaks | Self::TrioChannel | Self::CoreTask | Self::Zone => return None,
        }
        Some(team)
    }
}

/// The form of a team's breaks, as it was filled in.
#[derive(Debug, Clone, Copy, Default)]
pub struct TypedBreaks<'a> {
    /// The weeks of the summer break: `28-31`.
    pub summer: &'a str,
    /// Whether Christmas rests: yes or no.
    pub christmas: &'a str,
    /// Other weeks: `7, 42`.
    pub weeks: &'a str,
    /// Closing days.
    pub closing_days: &'a str,
}

/// Why breaks are not understood: the words in question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BreakError {
    /// No weeks.
    Weeks(String),
    /// Neither yes nor no.
    YesOrNo(String),
    /// No date.
    Date(String),
    /// More closing days than are kept.
    TooManyDays,
}

#[expect(clippy::unwrap_used, reason = "the pattern is a constant, compiled by the tests")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

static WEEKS: LazyLock<Regex> = LazyLock::new(|| {
    let (week, to) = (r"(?:(?:uge(?:r(?:ne)?)?|weeks?)\s*)?(\d{1,2})", r"\s*(?:-|–|til|to)\s*");
    pattern(&format!("^{week}(?:{to}{week})?$"))
});

/// The first and the last of some weeks, as typed.
fn weeks(text: &str) -> Result<(u8, u8), BreakError> {
    let wrong = || BreakError::Weeks(text.to_owned());
    let lower = text.to_lowercase();
    let parts = WEEKS.captures(&lower).ok_or_else(wrong)?;
    let number = |nth: usize| parts.get(nth).and_then(|digits| digits.as_str().parse::<u8>().ok());
    let first = number(1).ok_or_else(wrong)?;
    let last = number(2).unwrap_or(first);
    if [first, last].iter().all(|week| (1..=53).contains(week)) { Ok((first, last)) } else { Err(wrong()) }
}

fn is_nothing(text: &str) -> bool {
    matches!(named::folded(text).as_str(), "" | "ingen" | "none" | "nej" | "no")
}

/// The calendar that the form makes of the one that stands, and the closing days in it that have passed: those are
/// left out.
pub fn breaks(
    before: &Calendar,
    typed: TypedBreaks<'_>,
    today: NaiveDate,
) -> Result<(Calendar, Vec<NaiveDate>), BreakError> {
    let parts = |text: &'_ str| -> Vec<String> {
        let parts = text.split([',', ';', '\n']).map(str::trim);
        parts.filter(|part| !is_nothing(part)).map(str::to_owned).collect()
    };
    let summer = match typed.summer.trim() {
        text if is_nothing(text) => None,
        text => Some(weeks(text)?),
    };
    let christmas = match named::folded(typed.christmas).as_str() {
        "ja" | "j" | "yes" | "y" => true,
        "nej" | "n" | "no" | "" => false,
        _ => return Err(BreakError::YesOrNo(typed.christmas.trim().to_owned())),
    };
    let mut others = BTreeSet::new();
    for part in parts(typed.weeks) {
        let (first, last) = weeks(&part)?;
        if first > last {
            return Err(BreakError::Weeks(part));
        }
        others.extend(first..=last);
    }
    let (mut days, mut past) = (BTreeSet::new(), Vec::new());
    for part in parts(typed.closing_days) {
        match parse_date(&part, today) {
            Ok(date) if date < today => past.push(date),
            Ok(date) => drop(days.insert(date)),
            Err(_) => return Err(BreakError::Date(part)),
        }
    }
    if days.len() > MOST_CLOSING_DAYS {
        return Err(BreakError::TooManyDays);
    }
    Ok((Calendar { summer, christmas, weeks: others, closing_days: days, ..before.clone() }, past))
}

/// The zone of this name, or of a city in it; else the name that is most like it.
pub fn zone(typed: &str) -> Result<Tz, &'static str> {
    let city = |zone: &Tz| zone.name().rsplit('/').next().unwrap_or_default();
    let name = named::folded(typed);
    let is = |other: &str| named::folded(other) == name;
    TZ_VARIANTS
        .iter()
        .find(|zone| is(zone.name()))
        .or_else(|| TZ_VARIANTS.iter().find(|zone| is(city(zone))))
        .copied()
        .ok_or_else(|| {
            // As people say it: the city alone, or all of it.
            let alike =
                |zone: &Tz| named::likeness(typed, zone.name()).max(named::likeness(typed, city(zone)));
            let closest = TZ_VARIANTS.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
            closest.map_or("Europe/Copenhagen", |zone| zone.name())
        })
}
