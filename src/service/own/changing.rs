//! `/spørgsmål skjul`: TRIO hides a prompt from the team, brings it back, or puts it into the team's own words.

use super::{LONGEST_CHOICE, MOST_CHOICES, Proposal, inputs, typed_words};
use crate::domain::escape;
use crate::domain::ids::TeamId;
use crate::domain::language::Language;
use crate::domain::own::{Held, TeamLibrary, Words};
use crate::domain::prompt::Prompt;
use crate::domain::rotation;
use crate::domain::team::Team;
use crate::service::action::{Action, PromptMove};
use crate::service::core::{Asker, Core};
use crate::service::look_ahead::few_left;
use crate::service::platform::{Card, Form, Look, Post, Row};
use crate::service::posts::{GREEN, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::text::{names, own as sentences};

impl Core {
    /// `/spørgsmål skjul`: the prompt that was named, and what can be done with it.
    pub async fn show_prompt(&self, asker: &Asker, named: &str) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        let library = self.library_of(team.id).await?;
        let unknown = || Refusal::Said(sentences::own_unknown_prompt(l, &escape::name(named)));
        Ok(prompt_post(l, &team, library.named(named).ok_or_else(unknown)?, String::new()))
    }

    /// What is proposed while one types: prompts in whose id, title or text the words stand.
    pub async fn prompts_with_words(&self, asker: &Asker, typed: &str) -> Result<Vec<Proposal>, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        let library = self.library_of(team.id).await?;
        let proposal = |prompt: &Prompt| {
            let name = format!("{} · {}", prompt.id, prompt.wording(l).title);
            (escape::cut(&name, LONGEST_CHOICE), prompt.id.clone())
        };
        Ok(library.with_words(typed, l).take(MOST_CHOICES).map(proposal).collect())
    }

    /// *Skjul*, *Tag frem igen* and *Brug de oprindelige ord*.
    pub async fn change_prompt(
        &self,
        asker: &Asker,
        id: TeamId,
        wish: PromptMove,
        prompt: &str,
    ) -> Result<Post, Failure> {
        let team = self.team_of_panel(asker, id).await?;
        let l = asker.language;
        let library = self.library_of(team.id).await?;
        held(l, &library, prompt)?;
        let said = match wish {
            PromptMove::Hide => {
                let others = library.asked();
                let mut others = others.iter().filter(|other| other.id != prompt);
                if !others.any(|other| rotation::is_open(other, &team.dosing.resting)) {
                    return Err(Refusal::Said(sentences::own_last(l)).into());
                }
                self.store.hide_prompt(team.id, prompt, true, asker.user, self.now()).await?;
                let few = few_left(l, self.coverage(&team).await?.unused);
                std::iter::once(sentences::own_hidden(l)).chain(few).collect::<Vec<_>>().join("\n")
            }
            PromptMove::Show => {
                self.store.hide_prompt(team.id, prompt, false, asker.user, self.now()).await?;
                sentences::own_shown_again(l)
            }
            PromptMove::Original => {
                let stands = self.own_words_of(team.id, prompt).await?;
                let (by, now) = (asker.user, self.now());
                if !self.store.reword_prompt(team.id, prompt, stands.as_ref(), None, by, now).await? {
                    return Err(Refusal::Said(sentences::own_changed_meanwhile(l)).into());
                }
                sentences::own_original(l)
            }
        };
        self.prompt_again(l, &team, prompt, said).await
    }

    /// *Skriv om*: the form with the words that stand.
    pub async fn reword_form(&self, asker: &Asker, id: TeamId, prompt: &str) -> Result<Form, Failure> {
        let team = self.team_of_panel(asker, id).await?;
        let l = asker.language;
        let library = self.library_of(team.id).await?;
        let held = held(l, &library, prompt)?;
        let stands = self.own_words_of(team.id, prompt).await?;
        let seen = print(stands.as_ref());
        // In the team's language: that is how it is asked.
        let words = stands.unwrap_or_else(|| Words::from_wording(held.prompt.wording(team.language)));
        Ok(Form {
            action: Action::RewordSent(team.id, seen, prompt.to_owned()),
            title: sentences::own_reword_form_title(l),
            inputs: inputs(l, words),
        })
    }

    /// The form, sent. `field` gives what was typed by its key.
    pub async fn reword_prompt(
        &self,
        asker: &Asker,
        id: TeamId,
        prompt: &str,
        seen: u32,
        field: impl Fn(&str) -> String,
    ) -> Result<Post, Failure> {
        let team = self.team_of_panel(asker, id).await?;
        self.may_collect(team.guild, team.id).await?;
        let l = asker.language;
        held(l, &self.library_of(team.id).await?, prompt)?;
        let words = typed_words(field)?;
        let stands = self.own_words_of(team.id, prompt).await?;
        let unchanged = print(stands.as_ref()) == seen;
        let (was, by, now) = (stands.as_ref(), asker.user, self.now());
        if !unchanged || !self.store.reword_prompt(team.id, prompt, was, Some(&words), by, now).await? {
            return Err(Refusal::Said(sentences::own_changed_meanwhile(l)).into());
        }
        self.prompt_again(l, &team, prompt, sentences::own_reworded(l)).await
    }

    async fn own_words_of(&self, team: TeamId, prompt: &str) -> Result<Option<Words>, Failure> {
        Ok(self.store.prompt_changes(team).await?.remove(prompt).and_then(|change| change.words))
    }

    async fn prompt_again(
        &self,
        l: Language,
        team: &Team,
        prompt: &str,
        said: String,
    ) -> Result<Post, Failure> {
        let library = self.library_of(team.id).await?;
        Ok(prompt_post(l, team, held(l, &library, prompt)?, said))
    }
}

/// The prompt with this id, unless it has left the library.
fn held<'l, 'a>(l: Language, library: &'l TeamLibrary<'a>, id: &str) -> Result<&'l Held<'a>, Refusal> {
    library.held(id).ok_or_else(|| Refusal::Said(sentences::own_unknown_prompt(l, id)))
}

fn print(words: Option<&Words>) -> u32 {
    words.map_or(0, Words::print)
}

fn prompt_post(l: Language, team: &Team, held: &Held<'_>, said: String) -> Post {
    let (prompt, id) = (&held.prompt, team.id);
    let wording = prompt.wording(l);
    let mut state =
        vec![if held.hidden { sentences::own_prompt_hidden(l) } else { sentences::own_prompt_asked(l) }];
    state.extend(held.reworded.then(|| sentences::own_prompt_reworded(l)));
    let theme = format!("*{}*", names::theme(l, prompt.theme));
    let question = format!("**{}**", wording.text.trim());
    let mut parts = vec![theme, question, wording.help.trim().to_owned(), state.join(" ")];
    parts.retain(|part| !part.is_empty());
    let change = |label, look, wish| button(label, look, Action::ChangePrompt(id, wish, prompt.id.clone()));
    let mut buttons = vec![if held.hidden {
        change(sentences::button_own_show(l), Look::Primary, PromptMove::Show)
    } else {
        change(sentences::button_own_hide(l), Look::Primary, PromptMove::Hide)
    }];
    let reword = Action::RewordPrompt(id, prompt.id.clone());
    buttons.push(button(sentences::button_own_reword(l), Look::Secondary, reword));
    if held.reworded {
        buttons.push(change(sentences::button_own_original(l), Look::Secondary, PromptMove::Original));
    }
    Post {
        cards: vec![Card {
            title: escape::name(&wording.title),
            text: parts.join("\n\n"),
            footer: prompt.id.clone(),
            colour: GREEN,
            ..Card::default()
        }],
        rows: vec![Row::Buttons(buttons)],
        ..note(said)
    }
}
