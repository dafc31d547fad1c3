//! The settings that are typed: breaks and closing days, the core task, the time zone.

use super::checked;
use crate::domain::dosing::LONGEST_CORE_TASK;
use crate::domain::escape;
use crate::domain::ids::TeamId;
use crate::domain::language::Language;
use crate::domain::redact;
use crate::domain::settings::{self as domain, BreakError, Setting, TypedBreaks};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Form, Input, Post};
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::{impersonal, short_enough};
use crate::text::{dates, list, settings};

/// The keys of the inputs.
pub const SUMMER: &str = "summer";
/// As [`SUMMER`].
pub const CHRISTMAS: &str = "christmas";
/// As [`SUMMER`].
pub const WEEKS: &str = "weeks";
/// As [`SUMMER`].
pub const CLOSING_DAYS: &str = "closing-days";
/// As [`SUMMER`].
pub const CORE_TASK: &str = "core-task";
/// As [`SUMMER`].
pub const ZONE: &str = "zone";

/// The longest list of weeks or days that is typed, in characters.
const LONGEST_LIST: u16 = 1_500;

impl Core {
    /// The form for a setting that is typed, with what stands.
    pub async fn setting_form(&self, asker: &Asker, id: TeamId, setting: Setting) -> Result<Form, Failure> {
        let team = self.team_of_panel(asker, id).await?;
        let l = asker.language;
        let (title, inputs) = match setting {
            Setting::Breaks => (settings::breaks_form_title(l), break_inputs(l, &team)),
            Setting::CoreTask => (settings::core_task_form_title(l), vec![core_task_input(l, &team)]),
            Setting::Zone => (settings::zone_form_title(l), vec![zone_input(l, &team)]),
            _ => return Err(Refusal::Outdated.into()),
        };
        Ok(Form { action: Action::SetSent(team.id, setting), title, inputs })
    }

    /// A form for a setting, sent; the panel follows, with what has changed. `field` gives what was typed by its key.
    pub async fn set_typed(
        &self,
        asker: &Asker,
        id: TeamId,
        setting: Setting,
        field: impl Fn(&str) -> String,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        let (before, after) = self
            .change_team(asker, id, |team| match setting {
                Setting::Breaks => checked(self, self.with_breaks(l, team, &field)?.0),
                Setting::CoreTask => with_core_task(team, &field(CORE_TASK)),
                Setting::Zone => with_zone(l, team, &field(ZONE)),
                _ => Err(Refusal::Outdated),
            })
            .await?;
        let mut more = Vec::new();
        if setting == Setting::Breaks {
            let past = self.with_breaks(l, &before, &field)?.1;
            if !past.is_empty() {
                more.push(settings::breaks_past(l, &list(l, &past)));
            }
        }
        self.settings_said(l, &before, &after, &[setting], more).await
    }

    /// The team with these breaks, and the closing days that have passed and are left out.
    fn with_breaks(
        &self,
        l: Language,
        team: &Team,
        field: &impl Fn(&str) -> String,
    ) -> Result<(Team, Vec<String>), Refusal> {
        let [summer, christmas, weeks, closing_days] = [SUMMER, CHRISTMAS, WEEKS, CLOSING_DAYS].map(field);
        let typed = TypedBreaks {
            summer: &summer,
            christmas: &christmas,
            weeks: &weeks,
            closing_days: &closing_days,
        };
        let quoted = |text: &str| escape::name(&redact::redact(text).text);
        let (calendar, past) =
            domain::breaks(team.calendar(), typed, self.today(team.zone)).map_err(|error| match error {
                BreakError::Weeks(text) => Refusal::Said(settings::breaks_unknown_weeks(l, &quoted(&text))),
                BreakError::YesOrNo(text) => {
                    Refusal::Said(settings::breaks_unknown_christmas(l, &quoted(&text)))
                }
                BreakError::Date(text) => Refusal::UnknownDate(redact::redact(&text).text),
                BreakError::TooManyDays => {
                    Refusal::Said(settings::breaks_too_many(l, domain::MOST_CLOSING_DAYS))
                }
            })?;
        let mut team = team.clone();
        team.dosing.calendar = calendar;
        Ok((team, past.into_iter().map(|date| dates::full_date(l, date)).collect()))
    }
}

fn with_core_task(team: &Team, typed: &str) -> Result<Team, Refusal> {
    impersonal(typed)?;
    let words: Vec<&str> = typed.split_whitespace().collect();
    short_enough(&words.join(" "), LONGEST_CORE_TASK)?;
    let line = escape::plain(typed, LONGEST_CORE_TASK);
    let mut team = team.clone();
    team.dosing.core_task = Some(line).filter(|line| !line.is_empty());
    Ok(team)
}

fn with_zone(l: Language, team: &Team, typed: &str) -> Result<Team, Refusal> {
    let zone = domain::zone(typed).map_err(|closest| {
        Refusal::Said(settings::zone_unknown(l, &escape::name(&redact::redact(typed).text), closest))
    })?;
    Ok(Team { zone, ..team.clone() })
}

fn input(key: &'static str, label: String, hint: String, value: String) -> Input {
    Input { key, label, hint, value, most: 40, required: false, tall: false }
}

fn break_inputs(l: Language, team: &Team) -> Vec<Input> {
    let calendar = team.calendar();
    let summer = calendar.summer.map_or(String::new(), |(first, last)| format!("{first}-{last}"));
    let christmas = if calendar.christmas { settings::yes(l) } else { settings::no(l) };
    let weeks: Vec<String> = calendar.weeks.iter().map(ToString::to_string).collect();
    let days: Vec<String> = calendar.closing_days.iter().map(ToString::to_string).collect();
    vec![
        input(SUMMER, settings::breaks_summer_label(l), settings::breaks_summer_hint(l), summer),
        input(CHRISTMAS, settings::breaks_christmas_label(l), settings::breaks_christmas_hint(l), christmas),
        Input {
            most: 200,
            ..input(WEEKS, settings::breaks_weeks_label(l), settings::breaks_weeks_hint(l), weeks.join(", "))
        },
        Input {
            most: LONGEST_LIST,
            tall: true,
            ..input(
                CLOSING_DAYS,
                settings::breaks_days_label(l),
                settings::breaks_days_hint(l),
                days.join(", "),
            )
        },
    ]
}

fn core_task_input(l: Language, team: &Team) -> Input {
    Input {
        most: u16::try_from(LONGEST_CORE_TASK).unwrap_or(u16::MAX),
        ..input(
            CORE_TASK,
            settings::core_task_label(l),
            settings::core_task_hint(l),
            team.dosing.core_task.clone().unwrap_or_default(),
        )
    }
}

fn zone_input(l: Language, team: &Team) -> Input {
    Input {
        required: true,
        ..input(ZONE, settings::zone_label(l), settings::zone_hint(l), team.zone.name().to_owned())
    }
}
