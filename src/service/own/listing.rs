//! `/spørgsmål liste`: what the team has found itself, hidden or put into its own words, page by page. What waits for
//! TRIO is TRIO's to read, and one's own.

use super::{MOST_CHOICES, waiting};
use crate::domain::escape;
use crate::domain::ids::UserId;
use crate::domain::language::Language;
use crate::domain::own::{Held, Own, PREFIX, State, TeamLibrary};
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Button, Card, Count, Look, Post, Row};
use crate::service::posts::{GREEN, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::text::{names, own as sentences};

/// Prompts on one page.
const ON_A_PAGE: usize = 8;
/// What is taken back, in a choice's key: a suggestion, before its number.
const SUGGESTION: &str = "suggestion";
/// The same for a name.
const NAME: &str = "name";
/// Characters of a prompt that are shown in the list.
const START: usize = 300;

impl Core {
    /// `/spørgsmål liste`, and a page of it.
    pub async fn list_prompts(&self, asker: &Asker, page: u16) -> Result<Post, Failure> {
        self.list_after(asker, page, String::new()).await
    }

    /// One's own suggestion, taken back: it is erased at once. Or one's name, taken off a prompt that is asked.
    pub async fn take_back(&self, asker: &Asker, key: Option<&str>) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        let l = asker.language;
        let (what, number) = key.and_then(|key| key.split_once(':')).ok_or(Refusal::Outdated)?;
        let number = number.parse().map_err(|_| Refusal::Outdated)?;
        let said = match what {
            SUGGESTION if self.store.withdraw_prompt(team.id, number, asker.user).await? => {
                sentences::own_withdrawn(l)
            }
            NAME if self.store.unname_prompt(team.id, number, asker.user).await? => sentences::own_unnamed(l),
            _ => sentences::own_not_taken_back(l),
        };
        self.list_after(asker, 0, said).await
    }

    async fn list_after(&self, asker: &Asker, page: u16, said: String) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        let l = asker.language;
        let own = self.store.own_prompts(team.id).await?;
        let library = self.library_with(team.id, &own).await?;
        let mut entries = mine(l, &own, asker.user);
        entries.extend(approved(l, &own, &library));
        let of_the_library = library.changed().filter(|held| !held.prompt.id.starts_with(PREFIX));
        entries.extend(of_the_library.map(|held| entry(l, held)));
        let pages = entries.len().div_ceil(ON_A_PAGE).max(1);
        // What stood on the last page may be gone since.
        let page = usize::from(page).min(pages - 1);
        let mut lines =
            vec![if entries.is_empty() { sentences::own_list_none(l) } else { sentences::own_list_intro(l) }];
        let count = u32::try_from(waiting(&own).count()).unwrap_or(u32::MAX);
        if count > 0 {
            lines.push(sentences::own_list_waiting(l, count));
        }
        let mut rows = Vec::new();
        if count > 0 && self.may_change(asker, team.id).await.is_ok() {
            rows.push(choice(l, &own));
        }
        rows.extend(to_take_back(l, &own, asker.user));
        rows.push(Row::Buttons(turns(l, page, pages)));
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Post {
            cards: vec![Card {
                title: sentences::own_list_title(l, &escape::name(&team.name)),
                text: lines.join("\n"),
                fields: entries.into_iter().skip(page * ON_A_PAGE).take(ON_A_PAGE).collect(),
                footer: match pages {
                    1 => String::new(),
                    _ => sentences::own_list_page(l, number(page + 1), number(pages)),
                },
                colour: GREEN,
            }],
            rows,
            ..note(said)
        })
    }

    /// One of those that wait, chosen in the list.
    pub async fn show_chosen_suggestion(&self, asker: &Asker, key: Option<&str>) -> Result<Post, Failure> {
        self.own_team_here(asker).await?;
        self.show_suggested_prompt(asker, Some(key.ok_or(Refusal::Outdated)?)).await
    }
}

/// What its author may take back: what TRIO has not decided on, and their name where it stands.
fn to_take_back(l: Language, own: &[Own], user: UserId) -> Option<Row> {
    let mine = own.iter().filter(|own| own.author == Some(user));
    let option = |own: &Own| {
        let (what, label) = match own.state {
            State::Draft | State::Suggested => (SUGGESTION, sentences::own_take_back(l)),
            State::Approved if own.by.is_some() => (NAME, sentences::own_take_name(l)),
            State::Approved | State::Refused => return None,
        };
        Some((format!("{what}:{}", own.number), label, escape::plain(&own.words.text, 100)))
    };
    // Those that wait first: there are few of them.
    let mut options: Vec<_> = mine.filter_map(option).collect();
    options.sort_by_key(|(key, ..)| key.starts_with(NAME));
    options.truncate(MOST_CHOICES);
    (!options.is_empty()).then(|| Row::Choice {
        action: Action::TakeBack,
        hint: sentences::own_take_back_hint(l),
        options,
        count: Count::One,
        chosen: Vec::new(),
    })
}

/// What somebody has suggested and TRIO has not taken in.
fn mine(l: Language, own: &[Own], user: UserId) -> Vec<(String, String)> {
    let mine = own.iter().filter(|own| own.author == Some(user));
    mine.filter_map(|own| {
        let text = escape::quote(&own.words.text, START);
        match own.state {
            State::Suggested => Some((sentences::own_mine_waiting(l), text)),
            State::Refused => {
                let reason = escape::words(own.reason.as_deref().unwrap_or_default());
                let body = format!("{text}\n{}", sentences::own_refused_because(l, &reason));
                Some((sentences::own_mine_refused(l), body))
            }
            State::Draft => Some((sentences::own_mine_draft(l), text)),
            State::Approved => None,
        }
    })
    .collect()
}

/// The team's own prompts, as they stand.
fn approved(l: Language, own: &[Own], library: &TeamLibrary<'_>) -> Vec<(String, String)> {
    let approved = own.iter().filter(|own| own.state == State::Approved);
    approved.filter_map(|own| Some(entry(l, library.held(&own.id())?))).collect()
}

/// A prompt in the list: its theme, its id and what the team has made of it; how it begins, and who asks it.
fn entry(l: Language, held: &Held<'_>) -> (String, String) {
    let mut heading = vec![names::theme(l, held.prompt.theme), held.prompt.id.clone()];
    heading.extend(held.reworded.then(|| sentences::own_entry_reworded(l)));
    heading.extend(held.hidden.then(|| sentences::own_entry_hidden(l)));
    let text = escape::unescape(&held.prompt.wording(l).text);
    let mut body = vec![escape::quote(&text, START)];
    body.extend(held.prompt.asked_by.as_ref().map(|name| sentences::own_asked_by(l, &escape::name(name))));
    (heading.join(" · "), body.join("\n"))
}

fn choice(l: Language, own: &[Own]) -> Row {
    let option =
        |own: &Own| (own.number.to_string(), escape::plain(&own.words.text, 100), names::theme(l, own.theme));
    Row::Choice {
        action: Action::ShowSuggested,
        hint: sentences::own_choose_hint(l),
        options: waiting(own).map(option).collect(),
        count: Count::One,
        chosen: Vec::new(),
    }
}

fn turns(l: Language, page: usize, pages: usize) -> Vec<Button> {
    let turn = |label, page: usize| {
        button(label, Look::Secondary, Action::TurnPrompts(u16::try_from(page).unwrap_or(u16::MAX)))
    };
    let back = page.checked_sub(1).map(|before| turn(sentences::button_own_back(l), before));
    let on = (page + 1 < pages).then(|| turn(sentences::button_own_on(l), page + 1));
    back.into_iter().chain(on).collect()
}
