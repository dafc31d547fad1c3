//! `/læring`: what we tried, what happened, what we learned, what we try now. Kept by whoever wrote it until they publish it, or let
//! TRIO do so.

mod publishing;

use crate::domain::escape;
use crate::domain::ids::{LearningId, StepId};
use crate::domain::language::Language;
use crate::domain::learning::{LONGEST_PART, Learning, State, Words};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Button, Card, Form, Input, Look, Post, Row};
use crate::service::posts::{WARM, button};
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::fit;
use crate::store::LearningRow;
use crate::text::learnings;

/// The keys of the four parts, in their order.
pub const PARTS: [&str; 4] = ["tried", "happened", "learned", "next"];

/// The most that is shown of one part, in UTF-16 units: escaping makes words longer.
const MOST_SHOWN: usize = 900;

/// The form, beginning with what there is. No query: opening it is the acknowledgement.
pub fn learning_form(l: Language, action: Action, words: &Words) -> Form {
    let labels = [
        (learnings::learning_tried_label(l), learnings::learning_tried_hint(l)),
        (learnings::learning_happened_label(l), learnings::learning_happened_hint(l)),
        (learnings::learning_learned_label(l), learnings::learning_learned_hint(l)),
        (learnings::learning_next_label(l), learnings::learning_next_hint(l)),
    ];
    let parts = PARTS.into_iter().zip(words.parts()).zip(labels);
    Form {
        action,
        title: learnings::learning_form_title(l),
        inputs: parts
            .map(|((key, value), (label, hint))| Input {
                key,
                label,
                hint,
                value: value.to_owned(),
                most: LONGEST_PART,
                required: key != PARTS[3],
                tall: true,
            })
            .collect(),
    }
}

/// What was typed, fit to be kept: *we*, and nobody by name.
fn typed_words(l: Language, field: impl Fn(&str) -> String) -> Result<Words, Refusal> {
    let part = |nth: usize| fit(&field(PARTS[nth]), LONGEST_PART);
    let words = Words { tried: part(0)?, happened: part(1)?, learned: part(2)?, next: part(3)? };
    if words.parts()[..3].iter().any(|part| part.is_empty()) {
        return Err(Refusal::Said(learnings::learning_incomplete(l)));
    }
    if words.mention_somebody() {
        return Err(Refusal::Said(learnings::learning_mentions(l)));
    }
    Ok(words)
}

/// A learning as the team sees it; with a name only where its author has chosen so.
fn card(l: Language, learning: &Learning) -> Card {
    let headings = [
        learnings::learning_tried_label(l),
        learnings::learning_happened_label(l),
        learnings::learning_learned_label(l),
        learnings::learning_next_label(l),
    ];
    let parts = headings.into_iter().zip(learning.words.parts()).filter(|(_, part)| !part.is_empty());
    let parts: Vec<String> =
        parts.map(|(heading, part)| format!("**{heading}**\n{}", escape::quote(part, MOST_SHOWN))).collect();
    Card {
        title: learnings::learning_title(l),
        text: parts.join("\n\n"),
        footer: match &learning.name {
            Some(name) => learnings::learning_from(l, &escape::plain(name, 100)),
            None => learnings::learning_nameless(l),
        },
        colour: WARM,
        ..Card::default()
    }
}

/// The post that shows it to the team; recognised by its button.
fn shared_post(l: Language, learning: &Learning) -> Post {
    let too = button(learnings::button_learning_too(l), Look::Secondary, Action::Learn(learning.id));
    Post { cards: vec![card(l, learning)], rows: vec![Row::Buttons(vec![too])], ..Post::default() }
}

/// *Ret* and *Slet*.
fn own_buttons(l: Language, id: LearningId) -> [Button; 2] {
    [
        button(learnings::button_learning_edit(l), Look::Secondary, Action::EditLearning(id)),
        button(learnings::button_learning_erase(l), Look::Danger, Action::EraseLearning(id)),
    ]
}

/// How it looks to its author before anybody else sees it, and what they can do with it.
fn preview(l: Language, learning: &Learning, said: String) -> Post {
    let id = learning.id;
    let mut buttons = vec![
        button(learnings::button_learning_share(l), Look::Primary, Action::ShareLearning(id, false)),
        button(learnings::button_learning_share_named(l), Look::Secondary, Action::ShareLearning(id, true)),
    ];
    if learning.state == State::Draft {
        buttons.push(button(learnings::button_learning_offer(l), Look::Secondary, Action::OfferLearning(id)));
    }
    buttons.extend(own_buttons(l, id));
    Post { text: said, cards: vec![card(l, learning)], rows: vec![Row::Buttons(buttons)], ..Post::default() }
}

impl Core {
    /// The form for what a step that went differently taught us: what we tried stands there already.
    pub async fn learn_from_step_form(&self, asker: &Asker, id: StepId) -> Result<Form, Failure> {
        let row = self.store.step(id).await?.filter(|row| row.guild == asker.guild);
        let tried = row.map(|row| row.step.what).unwrap_or_default();
        let words = Words { tried, ..Words::default() };
        Ok(learning_form(asker.language, Action::LearningSent, &words))
    }

    /// Keeps a learning for its author, who sees how it looks and decides what becomes of it.
    pub async fn write_learning(
        &self,
        asker: &Asker,
        field: impl Fn(&str) -> String,
    ) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        self.may_collect(team.guild, team.id).await?;
        let l = asker.language;
        let learning = Learning {
            id: LearningId(self.random.id()),
            team: team.id,
            author: asker.user,
            name: None,
            words: typed_words(l, field)?,
            state: State::Draft,
            written_at: self.now(),
            shared_at: None,
        };
        let Some(id) = self.store.write_learning(asker.interaction, team.guild, &learning).await? else {
            return Err(Refusal::Said(learnings::learning_too_many(l)).into());
        };
        let (row, team) = self.own_learning(asker, id).await?;
        if row.learning.state == State::Shared {
            return self.told_learning_shared(asker, &team, id).await;
        }
        Ok(preview(l, &row.learning, learnings::learning_preview(l)))
    }

    /// A learning with its team, as far as it is still there.
    async fn kept_learning(&self, asker: &Asker, id: LearningId) -> Result<(LearningRow, Team), Failure> {
        let gone = || Failure::from(Refusal::Said(learnings::learning_gone(asker.language)));
        // TRIO may have been told of it privately, where there is no server around.
        let here = |row: &LearningRow| asker.guild.0 == 0 || row.guild == asker.guild;
        let row = self.store.learning(id).await?.filter(here).ok_or_else(gone)?;
        let team = self.store.team(row.learning.team).await?.ok_or_else(gone)?;
        Ok((row, team))
    }

    /// The same of a team that goes on.
    async fn living_learning(&self, asker: &Asker, id: LearningId) -> Result<(LearningRow, Team), Failure> {
        let (row, team) = self.kept_learning(asker, id).await?;
        match team.ended_at {
            None => Ok((row, team)),
            Some(_) => Err(Refusal::Said(learnings::learning_gone(asker.language)).into()),
        }
    }

    /// One's own.
    async fn own_learning(&self, asker: &Asker, id: LearningId) -> Result<(LearningRow, Team), Failure> {
        let (row, team) = self.living_learning(asker, id).await?;
        if row.learning.author == asker.user { Ok((row, team)) } else { Err(Refusal::NotForYou.into()) }
    }

    /// *Ret*: the form with one's own words.
    pub async fn edit_learning_form(&self, asker: &Asker, id: LearningId) -> Result<Form, Failure> {
        let (row, _) = self.own_learning(asker, id).await?;
        Ok(learning_form(asker.language, Action::LearningEdited(id), &row.learning.words))
    }

    /// Its words, changed: where it is published, there too.
    pub async fn edit_learning(
        &self,
        asker: &Asker,
        id: LearningId,
        field: impl Fn(&str) -> String,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        let words = typed_words(l, field)?;
        loop {
            let (row, team) = self.own_learning(asker, id).await?;
            let changed = Learning { words: words.clone(), ..row.learning.clone() };
            let shared = changed.state == State::Shared;
            let mut work = Vec::new();
            if shared {
                work.push(self.refreshing_learning(&team, id));
                work.extend(self.letters_teaching(team.id, id).await?);
            }
            if !self.store.change_learning(&row.learning, &changed, &work, asker.user, self.now()).await? {
                continue;
            }
            self.ring();
            if shared {
                return Ok(Post {
                    cards: vec![card(l, &changed)],
                    rows: vec![Row::Buttons(own_buttons(l, id).into())],
                    ..crate::service::posts::note(learnings::learning_edited(l))
                });
            }
            return Ok(preview(l, &changed, learnings::learning_preview(l)));
        }
    }
}
