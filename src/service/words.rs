//! *Hos os betyder aktørskab …*: a team's own words for what it works with. Everybody suggests, TRIO settles, and once
//! a quarter the team is asked whether the words still fit.

use crate::domain::escape;
use crate::domain::ids::SuggestionId;
use crate::domain::language::Language;
use crate::domain::print;
use crate::domain::team::Team;
use crate::domain::words::{LONGEST_MEANING, MOST_OF_ONE, MOST_SUGGESTIONS, SHOWN_AT_ONCE, Word, quarter_of};
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Card, Count, Form, Input, Look, Post, Row};
use crate::service::posts::{GREEN, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::one_line;
use crate::store::SuggestedMeaning;
use crate::text::{names, words};
use chrono::{Days, NaiveDate};

/// The key of the form's only input.
pub const MEANING: &str = "meaning";

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
        match word {
            Some(word) => self.word_post(asker, &team, word, 0, None).await,
            None => self.words_post(asker, &team).await,
        }
    }

    async fn words_post(&self, asker: &Asker, team: &Team) -> Result<Post, Failure> {
        let l = asker.language;
        let meanings = self.store.meanings(team.id).await?;
        let fields = Word::ALL.iter().map(|word| field(l, *word, meanings.get(word))).collect();
        let options = Word::ALL.into_iter().map(|word| {
            let key = word.key().to_owned();
            (key, names::word(l, word), String::new())
        });
        let row = choice(Action::ShowWord, words::words_choose_hint(l), options.collect());
        Ok(Post { cards: vec![card(l, team, fields)], rows: vec![row], ..note("") })
    }

    /// One word: what stands, one's own suggestions to take back, and for TRIO a page of all that wait.
    async fn word_post(
        &self,
        asker: &Asker,
        team: &Team,
        word: Word,
        page: u16,
        said: Option<String>,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        let stands = self.store.meanings(team.id).await?.remove(&word);
        let waiting = self.store.suggested_meanings(team.id, word).await?;
        let mut cards = vec![card(l, team, vec![field(l, word, stands.as_ref())])];
        let mut buttons =
            vec![button(words::button_words_suggest(l), Look::Primary, Action::SuggestMeaning(word))];
        let mut choices = Vec::new();
        if self.may_change(asker, team.id).await.is_ok() {
            let all: Vec<(u32, &SuggestedMeaning)> = (1..).zip(&waiting).collect();
            let mut pages = all.chunks(SHOWN_AT_ONCE);
            let count = pages.len();
            // What stood on the last page may be gone since.
            let page = usize::from(page).min(count.saturating_sub(1));
            let here = pages.nth(page).unwrap_or_default();
            let ids: Vec<SuggestionId> = here.iter().map(|(_, one)| one.id).collect();
            let settle = Action::SettleMeaning(word, ids.clone());
            buttons.push(button(words::button_words_settle(l), Look::Secondary, settle));
            if count > 1 {
                let next = u16::try_from((page + 1) % count).unwrap_or_default();
                let turn = Action::TurnMeanings(word, next);
                buttons.push(button(words::button_words_more(l), Look::Secondary, turn));
            }
            if !here.is_empty() {
                // Each is whole: six of 300 characters, of which each may be escaped, are less than 4,096.
                let lines = here.iter().map(|(n, one)| format!("{n}. {}", escape::words(&one.meaning)));
                cards.push(Card {
                    title: words::words_suggested(l),
                    text: lines.collect::<Vec<_>>().join("\n"),
                    colour: GREEN,
                    ..Card::default()
                });
                let action = Action::UseMeaning(word, print_of(stands.as_ref()), ids);
                let options = here.iter().map(|(n, one)| option(one, words::words_suggestion(l, *n)));
                choices.push(choice(action, words::words_use_hint(l), options.collect()));
            }
        }
        let mine: Vec<_> = (1..)
            .zip(waiting.iter().filter(|one| one.author == asker.user))
            .map(|(n, one)| option(one, words::words_mine(l, n)))
            .collect();
        if !mine.is_empty() {
            choices.push(choice(Action::WithdrawMeaning(word), words::words_withdraw_hint(l), mine));
        }
        let rows = std::iter::once(Row::Buttons(buttons)).chain(choices).collect();
        Ok(Post { cards, rows, ..note(said.unwrap_or_default()) })
    }

    /// One word of those that were shown.
    pub async fn show_word(&self, asker: &Asker, key: Option<&str>) -> Result<Post, Failure> {
        let word = key.and_then(Word::from_key).ok_or(Refusal::Outdated)?;
        self.our_words(asker, Some(word)).await
    }

    /// A page of the suggestions for a word.
    pub async fn turn_meanings(&self, asker: &Asker, word: Word, page: u16) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        self.word_post(asker, &team, word, page, None).await
    }

    /// The form for a meaning, with what stands in it. Settling is TRIO's, who may have been shown suggestions.
    pub async fn meaning_form(
        &self,
        asker: &Asker,
        word: Word,
        settle: Option<Vec<SuggestionId>>,
    ) -> Result<Form, Failure> {
        let team = self.team_here(asker).await?;
        if settle.is_some() {
            self.may_change(asker, team.id).await?;
        }
        let l = asker.language;
        let stands = self.store.meanings(team.id).await?.remove(&word);
        Ok(Form {
            action: match settle {
                Some(shown) => Action::MeaningSettled(word, print_of(stands.as_ref()), shown),
                None => Action::MeaningSuggested(word),
            },
            title: words::words_form_title(l),
            inputs: vec![Input {
                key: MEANING,
                label: words::words_heading(l, &names::word(l, word)),
                hint: words::words_form_hint(l),
                value: stands.unwrap_or_default(),
                most: LONGEST_MEANING,
                required: true,
                tall: true,
            }],
        })
    }

    /// A member's suggestion, sent.
    pub async fn suggest_meaning(&self, asker: &Asker, word: Word, text: &str) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        self.may_collect(team.guild, team.id).await?;
        let l = asker.language;
        let meaning = meaning_of(text)?;
        let waiting = self.store.suggested_meanings(team.id, word).await?;
        if waiting.iter().filter(|one| one.author == asker.user).count() >= MOST_OF_ONE {
            return Err(Refusal::Said(words::words_enough_of_yours(l)).into());
        }
        if waiting.len() >= MOST_SUGGESTIONS {
            return Err(Refusal::Said(words::words_too_many(l)).into());
        }
        let id = SuggestionId(self.random.id());
        self.store.suggest_meaning(id, team.id, word, &meaning, asker.user, self.now()).await?;
        Ok(note(words::words_thanks(l)))
    }

    /// One's own suggestion, taken back: it is erased at once.
    pub async fn withdraw_meaning(
        &self,
        asker: &Asker,
        word: Word,
        chosen: Option<&str>,
    ) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        let l = asker.language;
        let id = chosen.and_then(|key| key.parse().ok()).map(SuggestionId).ok_or(Refusal::Outdated)?;
        let said = if self.store.withdraw_meaning(team.id, id, asker.user).await? {
            words::words_withdrawn(l)
        } else {
            words::words_suggestion_gone(l)
        };
        self.word_post(asker, &team, word, 0, Some(said)).await
    }

    /// TRIO's own words, sent; with what they had before them: a print of what stood, and the suggestions.
    pub async fn settle_meaning(
        &self,
        asker: &Asker,
        word: Word,
        seen: (u32, &[SuggestionId]),
        text: &str,
    ) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        self.may_collect(team.guild, team.id).await?;
        let l = asker.language;
        let meaning = meaning_of(text)?;
        if !self.settle_word(asker, &team, word, seen, &meaning).await? {
            return Err(Refusal::Said(words::words_changed_meanwhile(l)).into());
        }
        self.word_post(asker, &team, word, 0, Some(words::words_settled(l))).await
    }

    /// A member's suggestion, taken by TRIO.
    pub async fn use_meaning(
        &self,
        asker: &Asker,
        word: Word,
        seen: (u32, &[SuggestionId]),
        chosen: Option<&str>,
    ) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        let id = chosen.and_then(|key| key.parse().ok()).map(SuggestionId);
        let waiting = self.store.suggested_meanings(team.id, word).await?;
        // Somebody else in TRIO may have settled it meanwhile, or its author taken it back.
        let said = match waiting.into_iter().find(|one| Some(one.id) == id) {
            None => words::words_suggestion_gone(l),
            Some(one) if self.settle_word(asker, &team, word, seen, &one.meaning).await? => {
                words::words_settled(l)
            }
            Some(_) => words::words_changed_meanwhile(l),
        };
        self.word_post(asker, &team, word, 0, Some(said)).await
    }

    /// Whether it was settled: not when somebody else has done so since.
    async fn settle_word(
        &self,
        asker: &Asker,
        team: &Team,
        word: Word,
        (seen, shown): (u32, &[SuggestionId]),
        meaning: &str,
    ) -> Result<bool, Failure> {
        let stands = self.store.meanings(team.id).await?.remove(&word);
        if print_of(stands.as_ref()) != seen {
            return Ok(false);
        }
        let place = (team.id, word);
        Ok(self
            .store
            .settle_meaning(place, stands.as_deref(), meaning, shown, asker.user, self.now())
            .await?)
    }

    /// The word that a team's prompt of `date` asks about besides: the first prompt of each quarter does, but not the
    /// first of all.
    pub(super) async fn word_of_quarter(
        &self,
        team: &Team,
        date: NaiveDate,
    ) -> Result<Option<Asked>, Failure> {
        let began = team.created_at.date_naive() - Days::new(1);
        let asked = async |first| self.store.asked_between(team.id, first, date).await;
        if asked(quarter_of(date)).await? || !asked(began).await? {
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

fn card(l: Language, team: &Team, fields: Vec<(String, String)>) -> Card {
    Card {
        title: words::words_title(l, &escape::name(&team.name)),
        text: words::words_intro(l),
        fields,
        footer: words::words_footer(l),
        colour: GREEN,
    }
}

/// A word, and what it means here.
fn field(l: Language, word: Word, meaning: Option<&String>) -> (String, String) {
    let text = meaning.map_or_else(|| words::words_not_yet(l), |meaning| escape::words(meaning));
    (words::words_heading(l, &names::word(l, word)), text)
}

fn choice(action: Action, hint: String, options: Vec<(String, String, String)>) -> Row {
    Row::Choice { action, hint, options, count: Count::One, chosen: Vec::new() }
}

/// A suggestion to choose, by how it begins.
fn option(suggested: &SuggestedMeaning, label: String) -> (String, String, String) {
    (suggested.id.to_string(), label, escape::plain(&suggested.meaning, 100))
}

fn print_of(meaning: Option<&String>) -> u32 {
    meaning.map_or(0, |meaning| print::print([meaning.as_str()]))
}

/// A meaning as it may be kept: one line.
fn meaning_of(text: &str) -> Result<String, Refusal> {
    let line = one_line(text, LONGEST_MEANING)?;
    if line.is_empty() { Err(Refusal::Empty) } else { Ok(line) }
}
