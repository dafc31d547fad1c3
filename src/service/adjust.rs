//! `/team tilpas`: how often, when, and which themes rest. The team doses the dialogue itself.

use crate::domain::cadence::{Cadence, parse_time};
use crate::domain::escape;
use crate::domain::ids::TeamId;
use crate::domain::language::Language;
use crate::domain::named::{self, Unknown};
use crate::domain::own::TeamLibrary;
use crate::domain::prompt::Theme;
use crate::domain::redact;
use crate::domain::rotation;
use crate::domain::team::Team;
use crate::service::action::{Action, Dose};
use crate::service::core::{Asker, Core};
use crate::service::platform::{Card, Count, Post, Row};
use crate::service::posts::GREEN;
use crate::service::refusal::{Failure, Refusal};
use crate::service::set_up::{Rhythm, Setup, chosen_cadence};
use crate::text::{capitalised, commands, dates, list, names, settings};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use std::collections::BTreeSet;

/// The longest value that the platform takes from a suggestion, in characters.
const LONGEST_SUGGESTION: usize = 100;
/// The most suggestions at a time.
const MOST_SUGGESTIONS: usize = 25;
/// The words that empty the list of resting themes.
const NOTHING: [&str; 2] = ["ingen", "none"];
/// The rhythms by their keys in the panel.
const RHYTHMS: [(&str, Rhythm); 3] =
    [("weekly", Rhythm::Weekly), ("biweekly", Rhythm::Biweekly), ("monthly", Rhythm::Monthly)];
/// The days, as a week begins.
const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// What `/team tilpas` was given; what is missing stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adjustment {
    /// How often.
    pub rhythm: Option<Rhythm>,
    /// On which day.
    pub weekday: Option<Weekday>,
    /// At what time, as typed.
    pub time: Option<String>,
    /// The themes that rest, as typed.
    pub themes: Option<String>,
}

impl Core {
    /// `/team tilpas`: without an option, the panel.
    pub async fn adjust(&self, asker: &Asker, wish: &Adjustment) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        if *wish == Adjustment::default() {
            return self.adjust_panel(l, &team, settings::adjust_panel_text(l)).await;
        }
        let resting = wish.themes.as_deref().map(|typed| themes(l, typed)).transpose()?;
        if let Some(time) = &wish.time {
            parse_time(time).map_err(|_| Refusal::UnknownTime(redact::redact(time).text))?;
        }
        let library;
        let rests = match &resting {
            Some(resting) => {
                library = self.library_of(team.id).await?;
                Some((&library, resting))
            }
            None => None,
        };
        let (before, after) =
            self.change_team(asker, team.id, |team| self.adjusted(l, team, wish, rests)).await?;
        let now = self.now();
        Ok(Post {
            cards: vec![Card {
                title: settings::adjust_title(l, &escape::name(&after.name)),
                text: said(l, &before, &after, now),
                fields: vec![
                    (settings::resting_heading(l), resting_line(l, &after.dosing.resting)),
                    self.dates_field(l, &after).await?,
                ],
                colour: GREEN,
                ..Card::default()
            }],
            ..Post::default()
        })
    }

    /// Something chosen in the panel.
    pub async fn adjust_by_choice(
        &self,
        asker: &Asker,
        id: TeamId,
        dose: Dose,
        keys: &[String],
    ) -> Result<Post, Failure> {
        let l = asker.language;
        let mut wish = Adjustment::default();
        let mut resting = None;
        let key = keys.first().map(String::as_str).unwrap_or_default();
        match dose {
            Dose::Rhythm => wish.rhythm = RHYTHMS.iter().find(|(name, _)| *name == key).map(|one| one.1),
            Dose::Weekday => wish.weekday = key.parse::<u8>().ok().and_then(|n| Weekday::try_from(n).ok()),
            Dose::Time => wish.time = Some(key.to_owned()),
            Dose::Themes => resting = Some(keys.iter().filter_map(|key| Theme::from_key(key)).collect()),
        }
        let library;
        let rests = match &resting {
            Some(resting) => {
                library = self.library_of(id).await?;
                Some((&library, resting))
            }
            None => None,
        };
        let (before, after) =
            self.change_team(asker, id, |team| self.adjusted(l, team, &wish, rests)).await?;
        self.adjust_panel(l, &after, said(l, &before, &after, self.now())).await
    }

    /// A team as the wish makes it.
    fn adjusted(
        &self,
        l: Language,
        team: &Team,
        wish: &Adjustment,
        resting: Option<(&TeamLibrary<'_>, &BTreeSet<Theme>)>,
    ) -> Result<Team, Refusal> {
        let mut team = team.clone();
        if let Some((library, resting)) = resting {
            if !leaves_something(library, resting) {
                return Err(Refusal::Said(settings::resting_everything(l)));
            }
            team.dosing.resting.clone_from(resting);
        }
        if wish.rhythm.is_some() || wish.weekday.is_some() || wish.time.is_some() {
            let setup = Setup {
                rhythm: wish.rhythm,
                weekday: wish.weekday,
                time: wish.time.clone(),
                ..Setup::default()
            };
            let chosen = chosen_cadence(&setup, Some(&team.cadence))?;
            if chosen != team.cadence {
                let change = team.tempo().change(chosen.clone(), self.now());
                let (cadence, earlier) = change.map_err(|error| Refusal::Cron(String::new(), error))?;
                team.cadence = cadence;
                team.dosing.earlier = earlier;
            }
        }
        Ok(team)
    }

    async fn adjust_panel(&self, l: Language, team: &Team, text: String) -> Result<Post, Failure> {
        let today = self.today(team.zone);
        let one = |action, hint, options, chosen: Option<String>| Row::Choice {
            action: Action::Adjust(team.id, action),
            hint,
            options,
            count: Count::One,
            chosen: chosen.into_iter().collect(),
        };
        let option = |key: &str, label: String| (key.to_owned(), label, String::new());
        let (rhythm, weekday, at) = match &team.cadence {
            Cadence::Weekly { weekday, at } => (Some("weekly"), Some(*weekday), Some(*at)),
            Cadence::Biweekly { weekday, at, .. } => (Some("biweekly"), Some(*weekday), Some(*at)),
            Cadence::Monthly { weekday, at } => (Some("monthly"), Some(*weekday), Some(*at)),
            Cadence::Cron(_) => (None, None, None),
        };
        let rhythms = RHYTHMS.map(|(key, _)| {
            option(
                key,
                capitalised(&match key {
                    "weekly" => names::rhythm_weekly(l),
                    "biweekly" => names::rhythm_biweekly(l),
                    _ => names::rhythm_monthly(l),
                }),
            )
        });
        let day = |day: Weekday| day.num_days_from_monday().to_string();
        let days = DAYS.map(|one| option(&day(one), capitalised(&names::weekday(l, one))));
        let times = times(at);
        let time = |at: NaiveTime| at.format("%H:%M").to_string();
        let times = times.into_iter().map(|at| option(&time(at), settings::at_time(l, &dates::time(l, at))));
        let themes = Theme::ALL.map(|theme| option(theme.key(), names::theme(l, theme)));
        let resting = Row::Choice {
            action: Action::Adjust(team.id, Dose::Themes),
            hint: settings::choose_themes_hint(l),
            options: themes.into(),
            count: Count::Any,
            chosen: team.dosing.resting.iter().map(|theme| theme.key().to_owned()).collect(),
        };
        Ok(Post {
            cards: vec![Card {
                title: settings::adjust_title(l, &escape::name(&team.name)),
                text,
                fields: vec![
                    (commands::status_rhythm(l), rhythm_line(l, team, today)),
                    (settings::resting_heading(l), resting_line(l, &team.dosing.resting)),
                    self.dates_field(l, team).await?,
                ],
                colour: GREEN,
                ..Card::default()
            }],
            rows: vec![
                one(Dose::Rhythm, settings::choose_rhythm_hint(l), rhythms.into(), rhythm.map(str::to_owned)),
                one(Dose::Weekday, settings::choose_weekday_hint(l), days.into(), weekday.map(day)),
                one(Dose::Time, settings::choose_time_hint(l), times.collect(), at.map(time)),
                resting,
            ],
            ..Post::default()
        })
    }
}

/// Half hours of a working day, and the time that stands.
fn times(stands: Option<NaiveTime>) -> BTreeSet<NaiveTime> {
    let half_hours = (14..36).filter_map(|half| NaiveTime::from_hms_opt(half / 2, half % 2 * 30, 0));
    half_hours.chain(stands).collect()
}

/// Whether anything is left to ask a team when these themes rest.
fn leaves_something(library: &TeamLibrary<'_>, resting: &BTreeSet<Theme>) -> bool {
    library.asked().into_iter().any(|prompt| rotation::is_open(prompt, resting))
}

/// What has become of the rhythm and the themes, in plain words.
fn said(l: Language, before: &Team, after: &Team, now: DateTime<Utc>) -> String {
    let mut lines = Vec::new();
    let tempos = |team: &Team| (team.cadence.clone(), team.dosing.earlier.clone());
    if tempos(before) != tempos(after) {
        let today = now.with_timezone(&after.zone).date_naive();
        lines.push(settings::adjust_rhythm(l, &rhythm_line(l, after, today)));
    }
    if before.dosing.resting != after.dosing.resting {
        lines.push(settings::adjust_themes(l));
    }
    if lines.is_empty() {
        lines.push(settings::adjust_unchanged(l));
    }
    lines.join("\n")
}

/// When a team's prompts come, and from when on if that is not yet so.
pub(super) fn rhythm_line(l: Language, team: &Team, today: NaiveDate) -> String {
    let rhythm = names::cadence(l, &team.cadence);
    match team.dosing.earlier.as_ref().filter(|earlier| today < earlier.until) {
        None => rhythm,
        Some(earlier) => settings::rhythm_from(
            l,
            &rhythm,
            &dates::day(l, earlier.until),
            &names::cadence(l, &earlier.cadence),
        ),
    }
}

/// The resting themes by their names.
fn resting_line(l: Language, resting: &BTreeSet<Theme>) -> String {
    if resting.is_empty() {
        return settings::resting_none(l);
    }
    let names: Vec<String> = resting.iter().map(|theme| names::theme(l, *theme)).collect();
    list(l, &names)
}

/// Every theme by its names in both languages, those of `l` first, and by its key.
fn theme_names(l: Language) -> Vec<(Theme, String)> {
    let of = |l: Language| Theme::ALL.into_iter().map(move |theme| (theme, names::theme(l, theme)));
    let other = Language::ALL.into_iter().filter(move |other| *other != l).flat_map(of);
    of(l).chain(other).chain(Theme::ALL.into_iter().map(|theme| (theme, theme.key().to_owned()))).collect()
}

/// The themes that a typed list names.
fn themes(l: Language, typed: &str) -> Result<BTreeSet<Theme>, Refusal> {
    if NOTHING.contains(&named::folded(typed).as_str()) {
        return Ok(BTreeSet::new());
    }
    let all = theme_names(l);
    match named::list(typed, &all) {
        Ok(themes) if themes.is_empty() => Err(Refusal::Said(settings::resting_empty(l))),
        Ok(themes) => Ok(themes),
        Err(Unknown { typed, closest }) => {
            // In the reader's language, whichever they typed in.
            let closest = names::theme(l, closest);
            let typed = escape::name(&redact::redact(&typed).text);
            Err(Refusal::Said(settings::resting_unknown(l, &typed, &closest)))
        }
    }
}

/// Suggestions while `temaer` is typed: the last item of the list completed, by names that begin so before those that
/// hold it; what stands in the list already is not suggested again.
pub fn complete_themes(l: Language, typed: &str) -> Vec<String> {
    let (before, last) =
        typed.rsplit_once(',').map_or(("", typed), |(before, last)| (before.trim_end(), last));
    let all = theme_names(l);
    let taken: Vec<Theme> = before.split(',').filter_map(|name| named::find(name, &all)).collect();
    let last = named::folded(last);
    let fits = |begins: bool| {
        let (all, taken, last) = (&all, &taken, &last);
        Theme::ALL.into_iter().filter(move |theme| {
            let mut names = all.iter().filter(|(one, _)| one == theme).map(|(_, name)| named::folded(name));
            let found = |name: &String| name.starts_with(last.as_str());
            !taken.contains(theme)
                && if begins {
                    names.any(|name| found(&name))
                } else {
                    let names: Vec<String> = names.collect();
                    !names.iter().any(found) && names.iter().any(|name| name.contains(last.as_str()))
                }
        })
    };
    let nothing = NOTHING[usize::from(l == Language::English)];
    let nothing = (before.is_empty() && nothing.starts_with(&last)).then(|| nothing.to_owned());
    let whole = |theme: Theme| {
        let name = names::theme(l, theme);
        if before.is_empty() { name } else { format!("{before}, {name}") }
    };
    nothing
        .into_iter()
        .chain(fits(true).chain(fits(false)).map(whole))
        .filter(|whole| whole.chars().count() <= LONGEST_SUGGESTION)
        .take(MOST_SUGGESTIONS)
        .collect()
}
