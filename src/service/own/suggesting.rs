//! `/spørgsmål foreslå`: what somebody suggests is held against what there is, and goes to TRIO.

use super::{LONGEST_CHOICE, Proposal, line, waiting};
use crate::domain::alike::{NEAR, Trigrams};
use crate::domain::escape;
use crate::domain::ids::{TeamId, UserId};
use crate::domain::language::Language;
use crate::domain::own::{LONGEST_TEXT, MOST_WAITING, Own, State, TeamLibrary, Words};
use crate::domain::prompt::{Prompt, Theme};
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Card, Look, Post, Row};
use crate::service::posts::{GREEN, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::fit;
use crate::text::own as sentences;

/// What one person has suggested that TRIO has not decided on, at most; what is not sent yet counts too.
const MOST_OF_ONE: usize = 5;
/// From so many words on it is told that what is being typed is there already; shorter, much begins like it.
const TELLING: usize = 4;

/// A prompt that somebody suggests.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// What is to be asked.
    pub text: String,
    /// What it is about.
    pub theme: Theme,
    /// Whether it is to be asked in their name.
    pub named: bool,
}

impl Core {
    /// `/spørgsmål foreslå`. Of one much like it the person is told, and may send it all the same.
    pub async fn suggest_prompt(&self, asker: &Asker, wish: Suggestion) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        self.may_collect(team.guild, team.id).await?;
        let l = asker.language;
        let text = fit(&wish.text, LONGEST_TEXT)?;
        if text.is_empty() {
            return Err(Refusal::Empty.into());
        }
        let own = self.store.own_prompts(team.id).await?;
        let library = self.library_with(team.id, &own).await?;
        // Chosen among what is proposed while one types.
        if let Some(prompt) = library.get(&text) {
            let text = &prompt.wording(l).text;
            return Ok(note(if is_hidden(&library, prompt) {
                sentences::own_exists_hidden(l, text)
            } else {
                sentences::own_exists(l, text)
            }));
        }
        // The same words again, because nobody answered the first time.
        let again = own.iter().find(|own| own.author == Some(asker.user) && own.words.text == text);
        match again {
            Some(own) if own.state == State::Suggested => return Ok(thanks(l, own.by.as_deref())),
            Some(own) if own.state == State::Draft => {}
            _ => has_room(l, &own, asker.user, true)?,
        }
        let alike = match library.nearest(&text, self.library.known()) {
            Some(prompt) => Some(resembles(l, &library, prompt)),
            None => waiting(&own)
                .any(|other| Trigrams::of(&other.words.text).likeness(&Trigrams::of(&text)) >= NEAR)
                .then(|| sentences::own_alike_waiting(l)),
        };
        let state = if alike.is_some() { State::Draft } else { State::Suggested };
        let by = wish.named.then_some(asker.name.as_str());
        let words = Words::of(text);
        let kept = (state, wish.theme, &words);
        let number = match again.filter(|own| own.state == State::Draft) {
            Some(own) => own.number,
            None => self.store.suggest_prompt(team.id, kept, asker.user, by, self.now()).await?,
        };
        Ok(match alike {
            Some(alike) => draft(l, team.id, number, &words, &alike),
            None => thanks(l, by),
        })
    }

    /// *Send alligevel*.
    pub async fn send_anyway(&self, asker: &Asker, team: TeamId, number: u32) -> Result<Post, Failure> {
        let l = asker.language;
        let team = self.store.team(team).await?;
        let team = team.filter(|team| team.guild == asker.guild && team.ended_at.is_none());
        let team = team.ok_or(Refusal::Outdated)?;
        let own = self.store.own_prompts(team.id).await?;
        let draft = own.iter().find(|own| own.number == number);
        let draft = draft.ok_or_else(|| Refusal::Said(sentences::own_draft_gone(l)))?;
        if draft.author != Some(asker.user) {
            return Err(Refusal::NotForYou.into());
        }
        if draft.state == State::Draft {
            has_room(l, &own, asker.user, false)?;
            self.store.send_draft(team.id, number, asker.user, self.now()).await?;
        }
        Ok(thanks(l, draft.by.as_deref()))
    }

    /// What is proposed while a prompt is being typed: itself, then those that there are already. Longer words than a
    /// proposal holds would be lost to whoever chooses one, so none is made for them.
    pub async fn similar_prompts(&self, asker: &Asker, typed: &str) -> Result<Vec<Proposal>, Failure> {
        let typed = typed.trim();
        if typed.is_empty() || typed.chars().count() > LONGEST_CHOICE {
            return Ok(Vec::new());
        }
        let team = self.team_here(asker).await?;
        let l = asker.language;
        let itself = (typed.to_owned(), typed.to_owned());
        let library = self.library_of(team.id).await?;
        let telling = typed.split_whitespace().count() >= TELLING;
        let similar = if telling { library.similar(typed, self.library.known()) } else { Vec::new() };
        let similar = similar.into_iter().map(|prompt| {
            let text = line(l, prompt);
            let name = if is_hidden(&library, prompt) {
                sentences::own_already_hidden(l, &text)
            } else {
                sentences::own_already(l, &text)
            };
            (escape::cut(&name, LONGEST_CHOICE), prompt.id.clone())
        });
        Ok(std::iter::once(itself).chain(similar).collect())
    }
}

/// Refuses one more when TRIO has many to decide on, and a new one when this person has many that wait or are not sent.
fn has_room(l: Language, own: &[Own], user: UserId, new: bool) -> Result<(), Refusal> {
    let open = |own: &&Own| matches!(own.state, State::Draft | State::Suggested);
    let mine = own.iter().filter(open).filter(|own| own.author == Some(user)).count();
    if new && mine >= MOST_OF_ONE {
        return Err(Refusal::Said(sentences::own_enough_of_yours(l)));
    }
    if waiting(own).count() < MOST_WAITING { Ok(()) } else { Err(Refusal::Said(sentences::own_too_many(l))) }
}

/// Of one much like it: what it says, and how it comes back if the team has hidden it.
fn resembles(l: Language, library: &TeamLibrary<'_>, prompt: &Prompt) -> String {
    let text = &prompt.wording(l).text;
    if is_hidden(library, prompt) {
        sentences::own_alike_hidden(l, text)
    } else {
        sentences::own_alike(l, text)
    }
}

fn is_hidden(library: &TeamLibrary<'_>, prompt: &Prompt) -> bool {
    library.held(&prompt.id).is_some_and(|held| held.hidden)
}

fn thanks(l: Language, by: Option<&str>) -> Post {
    note(match by {
        Some(name) => sentences::own_thanks_named(l, &escape::name(name)),
        None => sentences::own_thanks(l),
    })
}

/// What is like it, the suggestion itself, and the choice.
fn draft(l: Language, team: TeamId, number: u32, words: &Words, alike: &str) -> Post {
    let send = button(sentences::button_own_send(l), Look::Primary, Action::SendAnyway(team, number));
    Post {
        cards: vec![Card {
            text: alike.to_owned(),
            fields: vec![(sentences::own_draft_heading(l), escape::quote(&words.text, 1_000))],
            footer: sentences::own_draft_kept(l),
            colour: GREEN,
            ..Card::default()
        }],
        rows: vec![Row::Buttons(vec![send])],
        ..Post::default()
    }
}
