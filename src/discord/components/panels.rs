//! The ids of what stands in panels: a team's plan, settings, words and prompts, and the organisation's settings.

use super::rest::Rest;
use super::{Foreign, dialogue, place_of};
use crate::domain::ids::{SuggestionId, TeamId};
use crate::domain::organisation::Matter;
use crate::domain::pace::Pace;
use crate::domain::settings::Setting;
use crate::domain::words::{SHOWN_AT_ONCE, Word};
use crate::service::action::{Action, Dose, Fate, PlanMove, PromptMove, Replan};
use chrono::{Datelike as _, NaiveDate};

/// The longest id of a prompt, in bytes.
pub(super) const LONGEST_NAME: usize = 40;

/// Writes an action of a panel's.
pub(super) fn put(action: &Action, to: &mut Vec<u8>) {
    let id = |to: &mut Vec<u8>, kind: u8, id: i64| {
        to.push(kind);
        to.extend_from_slice(&id.to_be_bytes());
    };
    let placed = |to: &mut Vec<u8>, kind: u8, team: TeamId, place: u8| {
        id(to, kind, team.0);
        to.push(place);
    };
    let numbered = |to: &mut Vec<u8>, kind: u8, team: TeamId, number: u32| {
        id(to, kind, team.0);
        to.extend_from_slice(&number.to_be_bytes());
    };
    match action {
        Action::Replan(replan) => {
            id(to, 40, replan.team.0);
            to.extend_from_slice(&replan.date.num_days_from_ce().to_be_bytes());
            to.extend_from_slice(&replan.seen.to_be_bytes());
            to.push(place_of(&PlanMove::ALL, &replan.wish));
            to.push(u8::from(replan.alone));
        }
        Action::SetPace(team, pace) => placed(to, 41, *team, place_of(&Pace::ALL, pace)),
        Action::Adjust(team, dose) => placed(to, 30, *team, place_of(&Dose::ALL, dose)),
        Action::Settings(team) => id(to, 31, team.0),
        Action::Set(team, setting) => placed(to, 32, *team, place_of(&Setting::ALL, setting)),
        Action::Unset(team, setting) => placed(to, 33, *team, place_of(&Setting::ALL, setting)),
        Action::SetSent(team, setting) => placed(to, 34, *team, place_of(&Setting::ALL, setting)),
        Action::Finish(team, fate) => placed(to, 35, *team, place_of(&Fate::ALL, fate)),
        Action::Organisation => to.push(36),
        Action::OrganisationSet(matter) => to.extend([37, place_of(&Matter::ALL, matter)]),
        Action::OrganisationUnset(matter) => to.extend([38, place_of(&Matter::ALL, matter)]),
        Action::OrganisationSent(matter) => to.extend([39, place_of(&Matter::ALL, matter)]),
        Action::ShowWord => to.push(50),
        Action::SuggestMeaning(word) => to.extend([51, place_of(&Word::ALL, word)]),
        Action::MeaningSuggested(word) => to.extend([52, place_of(&Word::ALL, word)]),
        Action::SettleMeaning(word, shown) => {
            to.extend([53, place_of(&Word::ALL, word)]);
            put_suggestions(shown, to);
        }
        Action::MeaningSettled(word, seen, shown) => {
            to.extend([54, place_of(&Word::ALL, word)]);
            to.extend_from_slice(&seen.to_be_bytes());
            put_suggestions(shown, to);
        }
        Action::UseMeaning(word, seen, shown) => {
            to.extend([55, place_of(&Word::ALL, word)]);
            to.extend_from_slice(&seen.to_be_bytes());
            put_suggestions(shown, to);
        }
        Action::TurnMeanings(word, page) => {
            to.extend([56, place_of(&Word::ALL, word)]);
            to.extend_from_slice(&page.to_be_bytes());
        }
        Action::WithdrawMeaning(word) => to.extend([57, place_of(&Word::ALL, word)]),
        Action::SendAnyway(team, number) => numbered(to, 60, *team, *number),
        Action::TurnPrompts(page) => {
            to.push(61);
            to.extend_from_slice(&page.to_be_bytes());
        }
        Action::ShowSuggested => to.push(62),
        Action::TakeBack => to.push(71),
        Action::ApprovePrompt(team, number) => numbered(to, 63, *team, *number),
        Action::EditPrompt(team, number) => numbered(to, 64, *team, *number),
        Action::EditPromptSent(team, number) => numbered(to, 65, *team, *number),
        Action::RefusePrompt(team, number) => numbered(to, 66, *team, *number),
        Action::RefusePromptSent(team, number) => numbered(to, 67, *team, *number),
        Action::ChangePrompt(team, wish, prompt) => {
            placed(to, 68, *team, place_of(&PromptMove::ALL, wish));
            put_name(prompt, to);
        }
        Action::RewordPrompt(team, prompt) => {
            id(to, 69, team.0);
            put_name(prompt, to);
        }
        Action::RewordSent(team, seen, prompt) => {
            numbered(to, 70, *team, *seen);
            put_name(prompt, to);
        }
        _ => dialogue::put(action, to),
    }
}

/// Reads what [`put`] has written, after its kind.
pub(super) fn take(kind: u8, from: &mut Rest<'_>) -> Result<Action, Foreign> {
    Ok(match kind {
        40 => Action::Replan(Replan {
            team: TeamId(from.id()?),
            date: NaiveDate::from_num_days_from_ce_opt(from.bytes().map(i32::from_be_bytes)?)
                .ok_or(Foreign)?,
            seen: from.number()?,
            wish: from.one_of(&PlanMove::ALL)?,
            alone: from.flag()?,
        }),
        41 => Action::SetPace(TeamId(from.id()?), from.one_of(&Pace::ALL)?),
        30 => Action::Adjust(TeamId(from.id()?), from.one_of(&Dose::ALL)?),
        31 => Action::Settings(TeamId(from.id()?)),
        32 => Action::Set(TeamId(from.id()?), from.one_of(&Setting::ALL)?),
        33 => Action::Unset(TeamId(from.id()?), from.one_of(&Setting::ALL)?),
        34 => Action::SetSent(TeamId(from.id()?), from.one_of(&Setting::ALL)?),
        35 => Action::Finish(TeamId(from.id()?), from.one_of(&Fate::ALL)?),
        36 => Action::Organisation,
        37 => Action::OrganisationSet(from.one_of(&Matter::ALL)?),
        38 => Action::OrganisationUnset(from.one_of(&Matter::ALL)?),
        39 => Action::OrganisationSent(from.one_of(&Matter::ALL)?),
        50 => Action::ShowWord,
        51 => Action::SuggestMeaning(from.one_of(&Word::ALL)?),
        52 => Action::MeaningSuggested(from.one_of(&Word::ALL)?),
        53 => Action::SettleMeaning(from.one_of(&Word::ALL)?, from.suggestions()?),
        54 => Action::MeaningSettled(from.one_of(&Word::ALL)?, from.number()?, from.suggestions()?),
        55 => Action::UseMeaning(from.one_of(&Word::ALL)?, from.number()?, from.suggestions()?),
        56 => Action::TurnMeanings(from.one_of(&Word::ALL)?, from.short()?),
        57 => Action::WithdrawMeaning(from.one_of(&Word::ALL)?),
        60 => Action::SendAnyway(TeamId(from.id()?), from.number()?),
        61 => Action::TurnPrompts(from.short()?),
        62 => Action::ShowSuggested,
        71 => Action::TakeBack,
        63 => Action::ApprovePrompt(TeamId(from.id()?), from.number()?),
        64 => Action::EditPrompt(TeamId(from.id()?), from.number()?),
        65 => Action::EditPromptSent(TeamId(from.id()?), from.number()?),
        66 => Action::RefusePrompt(TeamId(from.id()?), from.number()?),
        67 => Action::RefusePromptSent(TeamId(from.id()?), from.number()?),
        68 => Action::ChangePrompt(TeamId(from.id()?), from.one_of(&PromptMove::ALL)?, from.name()?),
        69 => Action::RewordPrompt(TeamId(from.id()?), from.name()?),
        70 => Action::RewordSent(TeamId(from.id()?), from.number()?, from.name()?),
        kind => dialogue::take(kind, from)?,
    })
}

/// Suggestions that were shown, which end the form; more than are shown at once do not fit.
fn put_suggestions(shown: &[SuggestionId], to: &mut Vec<u8>) {
    for suggestion in shown.iter().take(SHOWN_AT_ONCE) {
        to.extend_from_slice(&suggestion.0.to_be_bytes());
    }
}

/// A prompt's id, which ends the form; a longer one than a library may hold is left out.
fn put_name(name: &str, to: &mut Vec<u8>) {
    if name.len() <= LONGEST_NAME {
        to.extend_from_slice(name.as_bytes());
    }
}
