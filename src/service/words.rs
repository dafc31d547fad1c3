//! *Hos os betyder aktørskab …*: a team's own words for what it works with. Everybody suggests, TRIO settles, and once
//! a quarter the team is asked whether the words still fit.

use crate::domain::escape;
use crate::domain::ids::SuggestionId;
use crate::domain::language::Language;
use crate::domain::team::Team;
use crate::domain::words::{LONGEST_MEANING, MOST_SUGGESTIONS, Word, quarter_of};
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Card, Count, Form, Input, Look, Post, Row};
use crate::service::posts::{GREEN, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::fit;
use crate::text::{names, words};
use chrono::NaiveDate;

/// The key of the form's only input.
pub const MEANING: &str = "meaning";
/// Suggestions that TRIO is shown at once; the newest wait until these are settled.
const SHOWN: usize = 10;

/// What a prompt asks besides, once a quarter: a word, and what it means as yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The word.
    pub word: Word,
    /// What the team has settled.
    pub meaning: Option<String>,
}

impl Core {
    /// `/hos-os`: one word, or all of them.
    pub async fn our_words(&self, asker: &Asker, word: Option<Word>) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        self.words_post(asker, &team, word, None).await
    }

    async fn words_post(
        &self,
        asker: &Asker,
        team: &Team,
        word: Option<Word>,
        said: Option<String>,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        let meanings = self.store.meanings(team.id).await?;
        let shown: Vec<Word> = word.map_or_else(|| Word::ALL.to_vec(), |word| vec![word]);
        let fields = shown
            .iter()
            .map(|word| {
                let meaning = meanings.get(word).map(|meaning| escape::words(meaning));
                (
                    words::words_heading(l, &names::word(l, *word)),
                    meaning.unwrap_or_else(|| words::words_not_yet(l)),
                )
            })
            .collect();
        let mut card = Card {
            title: words::words_title(l, &escape::name(&team.name)),
            text: words::words_intro(l),
            fields,
            footer: words::words_footer(l),
            colour: GREEN,
        };
        let mut rows = Vec::new();
        match word {
            None => rows.push(Row::Choice {
                action: Action::ShowWord,
                hint: words::words_choose_hint(l),
                count: Count::One,
                chosen: Vec::new(),
                options: Word::ALL
                    .into_iter()
                    .map(|word| (word.key().to_owned(), names::word(l, word), String::new()))
                    .collect(),
            }),
            Some(word) => {
                let mut buttons =
                    vec![button(words::button_words_suggest(l), Look::Primary, Action::SuggestMeaning(word))];
                if self.may_change(asker, team.id).await.is_ok() {
                    buttons.push(button(
                        words::button_words_settle(l),
                        Look::Secondary,
                        Action::SettleMeaning(word),
                    ));
                    let mut waiting = self.store.suggested_meanings(team.id, word).await?;
                    waiting.truncate(SHOWN);
                    if !waiting.is_empty() {
                        let lines: Vec<String> = (1..)
                            .zip(&waiting)
                            .map(|(n, (_, meaning))| format!("{n}. {}", escape::words(meaning)))
                            .collect();
                        // A heading and at most ten suggestions of 300 characters: cut, they are whole in the select.
                        card.fields.push((words::words_suggested(l), escape::cut(&lines.join("\n"), 1_024)));
                        rows.push(Row::Choice {
                            action: Action::UseMeaning(word),
                            hint: words::words_use_hint(l),
                            count: Count::One,
                            chosen: Vec::new(),
                            options: (1..)
                                .zip(&waiting)
                                .map(|(n, (id, meaning))| {
                                    let start = escape::plain(meaning, 100);
                                    (id.to_string(), words::words_suggestion(l, n), start)
                                })
                                .collect(),
                        });
                    }
                }
                rows.insert(0, Row::Buttons(buttons));
            }
        }
        Ok(Post { cards: vec![card], rows, ..note(said.unwrap_or_default()) })
    }

    /// One word of those that were shown.
    pub async fn show_word(&self, asker: &Asker, key: Option<&str>) -> Result<Post, Failure> {
        let word = key.and_then(Word::from_key).ok_or(Refusal::Outdated)?;
        self.our_words(asker, Some(word)).await
    }

    /// The form for a meaning, with what stands in it. Settling is TRIO's.
    pub async fn meaning_form(&self, asker: &Asker, word: Word, settle: bool) -> Result<Form, Failure> {
        let team = self.team_here(asker).await?;
        if settle {
            self.may_change(asker, team.id).await?;
        }
        let l = asker.language;
        let stands = self.store.meanings(team.id).await?.remove(&word).unwrap_or_default();
        Ok(Form {
            action: if settle { Action::MeaningSettled(word) } else { Action::MeaningSuggested(word) },
            title: words::words_form_title(l),
            inputs: vec![Input {
                key: MEANING,
                label: words::words_heading(l, &names::word(l, word)),
                hint: words::words_form_hint(l),
                value: stands,
                most: LONGEST_MEANING,
                required: true,
                tall: true,
            }],
        })
    }

    /// A member's suggestion, sent.
    pub async fn suggest_meaning(&self, asker: &Asker, word: Word, text: &str) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        let l = asker.language;
        let meaning = meaning_of(text)?;
        if self.store.suggested_meanings(team.id, word).await?.len() >= MOST_SUGGESTIONS {
            return Err(Refusal::Said(words::words_too_many(l)).into());
        }
        let id = SuggestionId(self.random.id());
        self.store.suggest_meaning(id, team.id, word, &meaning, asker.user, self.now()).await?;
        Ok(note(words::words_thanks(l)))
    }

    /// TRIO's own words, sent.
    pub async fn settle_meaning(&self, asker: &Asker, word: Word, text: &str) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let meaning = meaning_of(text)?;
        self.store.settle_meaning(team.id, word, &meaning, self.now()).await?;
        self.words_post(asker, &team, Some(word), Some(words::words_settled(asker.language))).await
    }

    /// A member's suggestion, taken by TRIO.
    pub async fn use_meaning(
        &self,
        asker: &Asker,
        word: Word,
        chosen: Option<&str>,
    ) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let id = chosen.and_then(|key| key.parse().ok()).map(SuggestionId);
        let waiting = self.store.suggested_meanings(team.id, word).await?;
        // Somebody else in TRIO may have settled it meanwhile.
        let Some((_, meaning)) = waiting.into_iter().find(|(one, _)| Some(*one) == id) else {
            let gone = words::words_suggestion_gone(asker.language);
            return self.words_post(asker, &team, Some(word), Some(gone)).await;
        };
        self.store.settle_meaning(team.id, word, &meaning, self.now()).await?;
        self.words_post(asker, &team, Some(word), Some(words::words_settled(asker.language))).await
    }

    /// The word that a team's prompt of `date` asks about besides: the first prompt of each quarter does.
    pub(super) async fn word_of_quarter(
        &self,
        team: &Team,
        date: NaiveDate,
    ) -> Result<Option<Asked>, Failure> {
        if self.store.asked_between(team.id, quarter_of(date), date).await? {
            return Ok(None);
        }
        let word = Word::of_quarter(date);
        let meaning = self.store.meanings(team.id).await?.remove(&word);
        Ok(Some(Asked { word, meaning }))
    }

    /// A line for TRIO about the suggestions that wait for it.
    pub(super) async fn waiting_words(&self, l: Language, team: &Team) -> Result<Option<String>, Failure> {
        let count = self.store.count_suggested_meanings(team.id).await?;
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Ok((count > 0).then(|| words::words_waiting(l, count)))
    }
}

impl Asked {
    /// The heading and the text of the part that stands in the prompt's card.
    pub fn field(&self, l: Language) -> (String, String) {
        let word = names::word(l, self.word);
        let text = match &self.meaning {
            Some(meaning) => words::words_asked_again(l, &escape::words(meaning)),
            None => words::words_asked(l),
        };
        (words::words_heading(l, &word), text)
    }
}

/// A meaning as it may be kept: one line.
fn meaning_of(text: &str) -> Result<String, Refusal> {
    let line = fit(&text.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST_MEANING)?;
    if line.is_empty() { Err(Refusal::Empty) } else { Ok(line) }
}
