//! Every setting in plain words.

use crate::domain::calendar::{Calendar, HolidayPolicy};
use crate::domain::dosing::QuietMonth;
use crate::domain::escape;
use crate::domain::language::Language;
use crate::domain::settings::Setting;
use crate::domain::team::Team;
use crate::text::{capitalised, dates, list, names, settings};

/// The most closing days that are named one by one.
const NAMED_DAYS: usize = 10;

/// What a setting is called.
pub(super) fn heading(l: Language, setting: Setting) -> String {
    match setting {
        Setting::DaysOff => settings::heading_days_off(l),
        Setting::Policy => settings::heading_policy(l),
        Setting::Breaks => settings::heading_breaks(l),
        Setting::Reminder => settings::heading_reminder(l),
        Setting::QuietMonth => settings::heading_quiet_month(l),
        Setting::TrioChannel => settings::heading_trio_channel(l),
        Setting::CoreTask => settings::heading_core_task(l),
        Setting::LeastPeople => settings::heading_least_people(l),
        Setting::Language => settings::heading_language(l),
        Setting::Zone => settings::heading_zone(l),
    }
}

/// A setting's heading and what stands. The panel shows the days off and what becomes of a post on one together.
pub(super) fn field(l: Language, team: &Team, setting: Setting) -> (String, String) {
    let chosen = |setting: Setting| option(l, setting, &setting.stands(team).unwrap_or_default());
    let stands = match setting {
        Setting::DaysOff => format!("{}\n{}", chosen(setting), chosen(Setting::Policy)),
        Setting::Breaks => breaks(l, team.calendar()),
        Setting::TrioChannel => match team.dosing.trio_channel {
            Some(channel) => format!("<#{channel}>"),
            None => settings::trio_channel_none(l),
        },
        Setting::CoreTask => match &team.dosing.core_task {
            Some(line) => escape::escape(line),
            None => settings::core_task_none(l),
        },
        Setting::LeastPeople => settings::least_people(l, u32::from(team.k)),
        Setting::Zone => team.zone.name().to_owned(),
        setting => chosen(setting),
    };
    (heading(l, setting), stands)
}

/// What a key of a choice means.
pub(super) fn option(l: Language, setting: Setting, key: &str) -> String {
    match (setting, key) {
        (Setting::DaysOff, "on") => settings::days_off_on(l),
        (Setting::DaysOff, _) => settings::days_off_off(l),
        (Setting::Reminder, "on") => settings::reminder_on(l),
        (Setting::Reminder, _) => settings::reminder_off(l),
        (Setting::Policy, key) => match HolidayPolicy::from_key(key) {
            Some(HolidayPolicy::Previous) => settings::policy_previous(l),
            Some(HolidayPolicy::Skip) => settings::policy_skip(l),
            Some(HolidayPolicy::Next) | None => settings::policy_next(l),
        },
        (Setting::QuietMonth, key) => match QuietMonth::from_key(key) {
            Some(QuietMonth::Nothing) => settings::quiet_month_nothing(l),
            Some(QuietMonth::Line) | None => settings::quiet_month_line(l),
        },
        (Setting::Language, key) => {
            capitalised(&names::language(Language::from_code(key).unwrap_or_default()))
        }
        (Setting::LeastPeople, key) => settings::least_people_option(l, key),
        (_, key) => key.to_owned(),
    }
}

/// What stands in the empty select.
pub(super) fn hint(l: Language, setting: Setting) -> String {
    match setting {
        Setting::TrioChannel => settings::choose_channel_hint(l),
        _ => heading(l, setting),
    }
}

/// What is good to know before one chooses.
pub(super) fn help(l: Language, setting: Setting) -> String {
    match setting {
        Setting::Reminder => settings::help_reminder(l),
        Setting::QuietMonth => settings::help_quiet_month(l),
        Setting::TrioChannel => settings::help_trio_channel(l),
        Setting::LeastPeople => settings::help_least_people(l),
        Setting::Language => settings::help_language(l),
        _ => settings::help_days_off(l),
    }
}

fn breaks(l: Language, calendar: &Calendar) -> String {
    let mut lines = vec![match calendar.summer {
        None => settings::summer_none(l),
        Some((first, last)) if first == last => settings::summer_week(l, &first.to_string()),
        Some((first, last)) => settings::summer_weeks(l, &first.to_string(), &last.to_string()),
    }];
    lines.push(if calendar.christmas { settings::christmas_on(l) } else { settings::christmas_off(l) });
    if !calendar.weeks.is_empty() {
        let weeks: Vec<String> = calendar.weeks.iter().map(ToString::to_string).collect();
        lines.push(settings::weeks_rest(l, &list(l, &weeks), weeks.len()));
    }
    let mut days: Vec<String> =
        calendar.closing_days.iter().take(NAMED_DAYS).map(|date| dates::full_date(l, *date)).collect();
    let more = calendar.closing_days.len().saturating_sub(NAMED_DAYS);
    if more > 0 {
        days.push(settings::closing_days_more(l, more));
    }
    if !days.is_empty() {
        lines.push(settings::closing_days(l, &list(l, &days)));
    }
    lines.join("\n")
}
