//! How a letter reads: sections in their order, the main message within its limit, the rest for the thread.

use super::material::{Numbers, Told};
use crate::domain::consent::Telling;
use crate::domain::digest::Piece;
use crate::domain::escape;
use crate::domain::expectation::Expectation;
use crate::domain::ids::{NominationId, OccasionId};
use crate::domain::language::Language;
use crate::domain::step;
use crate::domain::team::Team;
use crate::picture::{MonthPicture, alt_text};
use crate::service::action::Action;
use crate::service::core::Defaults;
use crate::service::platform::{Button, Card, Look, Picture, Post, Row};
use crate::service::posts::{WARM, button};
use crate::text::{capitalised, dates, letter, list, names, nominations};
use chrono::{Datelike as _, NaiveDate};

/// The most characters of the main message's sections; its heading and footer come on top and stay below
/// 2,500 with them.
const MAIN: usize = 2_100;
/// The most characters of one card in the thread.
const CARD: usize = 4_000;
/// The longest line of *De små ting* and *Fire forventninger*.
const LINE: usize = 200;
/// The most of what was tried, and of what was learned.
const TAUGHT: usize = 300;

/// A posted letter: the main message, and what goes into its thread.
pub(super) struct Letter {
    pub(super) main: Post,
    pub(super) rest: Option<Post>,
}

/// The letter as it is posted.
pub(super) fn letter(
    team: &Team,
    occasion: OccasionId,
    month: NaiveDate,
    told: &Told,
    defaults: Defaults,
) -> Letter {
    let l = team.language;
    let mut main = String::new();
    let mut rest: Vec<String> = Vec::new();
    for section in sections(team, told) {
        let length = main.chars().count() + section.chars().count() + 2;
        if rest.is_empty() && length <= MAIN {
            main.push_str(if main.is_empty() { "" } else { "\n\n" });
            main.push_str(&section);
        } else {
            rest.push(section);
        }
    }
    if main.is_empty() && rest.is_empty() {
        main = letter::letter_quiet(l, &dates::month(l, month));
    }
    if !rest.is_empty() {
        main.push_str("\n\n");
        main.push_str(&letter::letter_rest_in_thread(l));
    }
    let title = letter::letter_title(l, &dates::month_and_year(l, month));
    let main = Post {
        cards: vec![Card {
            title,
            text: main,
            footer: letter::letter_footer(l, defaults.retention_days),
            colour: WARM,
            ..Card::default()
        }],
        rows: vec![Row::Buttons(buttons(l, occasion))],
        picture: Some(picture(team, month, &told.numbers)),
        ..Post::default()
    };
    Letter { main, rest: (!rest.is_empty()).then(|| self::rest(l, occasion, rest)) }
}

/// The rest of a letter, for its thread. Its buttons come in another order than the letter's: a post is known by its first.
pub(super) fn rest(l: Language, occasion: OccasionId, sections: Vec<String>) -> Post {
    let mut buttons = buttons(l, occasion);
    buttons.reverse();
    Post { cards: packed(sections), rows: vec![Row::Buttons(buttons)], ..Post::default() }
}

fn buttons(l: Language, occasion: OccasionId) -> Vec<Button> {
    vec![
        button(letter::button_correct_letter(l), Look::Secondary, Action::CorrectLetter(occasion)),
        button(letter::button_leave_letter(l), Look::Secondary, Action::LeaveLetter(occasion)),
    ]
}

/// The letter in one private message, for a preview.
pub(super) fn whole(team: &Team, month: NaiveDate, told: &Told) -> Post {
    let l = team.language;
    let mut cards = packed(sections(team, told));
    if let Some(first) = cards.first_mut() {
        first.title = letter::letter_title(l, &dates::month_and_year(l, month));
    } else {
        let text = letter::letter_quiet(l, &dates::month(l, month));
        cards.push(Card { text, colour: WARM, ..Card::default() });
    }
    Post { cards, picture: Some(picture(team, month, &told.numbers)), ..Post::default() }
}

/// Why each thing was chosen, below a preview.
pub(super) fn add_reasons(l: Language, post: &mut Post, told: &Told) {
    let mut reasons = Vec::new();
    if told.chosen.story.is_some() {
        reasons.push(letter::letter_why_story(l));
    }
    reasons.push(letter::letter_why_chance(l));
    post.cards.push(Card {
        title: letter::letter_preview_why(l),
        text: reasons.join("\n"),
        colour: WARM,
        ..Card::default()
    });
}

/// Sections packed into as few cards as hold them.
fn packed(sections: Vec<String>) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::new();
    for section in sections {
        match cards.last_mut() {
            Some(card) if card.text.chars().count() + section.chars().count() + 2 <= CARD => {
                card.text.push_str("\n\n");
                card.text.push_str(&section);
            }
            _ => cards.push(Card { text: section, colour: WARM, ..Card::default() }),
        }
    }
    cards
}

/// The sections that have something to say, in their order.
fn sections(team: &Team, told: &Told) -> Vec<String> {
    let l = team.language;
    if told.chosen.is_empty() {
        return Vec::new();
    }
    let mut sections = Vec::new();
    let mut add = |heading: String, body: String| {
        if !body.is_empty() {
            sections.push(format!("**{heading}**\n{body}"));
        }
    };
    if let Some(example) = told.chosen.story.and_then(|id| told.examples.get(&id)) {
        add(letter::letter_story(l), story(l, example));
    }
    let small: Vec<String> =
        told.chosen.small.iter().filter_map(|p| line(l, told, *p)).map(|s| format!("• {s}")).collect();
    add(letter::letter_small_things(l), small.join("\n"));
    add(letter::letter_expectations(l), expectations(l, told));
    add(letter::letter_learning(l), learning(l, told));
    add(letter::letter_steps(l), steps(team, told));
    let questions: Vec<String> = told
        .questions
        .iter()
        .map(|prompt| format!("• {}", prompt.wording(l).text.trim().replace('\n', " ")))
        .collect();
    add(letter::letter_take_along(l), questions.join("\n"));
    sections
}

/// One learning with thanks for the courage, and what many find hard.
fn learning(l: Language, told: &Told) -> String {
    let mut lines = Vec::new();
    if let Some(learning) = &told.learning {
        let part = |text: &str| escape::quote(&text.split_whitespace().collect::<Vec<_>>().join(" "), TAUGHT);
        let words = &learning.words;
        lines.push(letter::letter_learning_told(l, &part(&words.tried), &part(&words.learned)));
        lines.push(letter::letter_learning_thanks(l));
    }
    if !told.chosen.doubts.is_empty() {
        let themes: Vec<String> = told.chosen.doubts.iter().map(|theme| names::theme(l, *theme)).collect();
        lines.push(letter::letter_doubts(l, &list(l, &themes)));
    }
    lines.join("\n")
}

/// What was agreed, what was done, and what is still open.
fn steps(team: &Team, told: &Told) -> String {
    let l = team.language;
    let lines = told.chosen.steps.iter().filter_map(|(id, kind)| {
        let step = told.steps.get(id)?;
        let what = escape::quote(&step.what, LINE);
        Some(match kind {
            step::Told::Done => letter::letter_step_done(l, &what),
            step::Told::Agreed => {
                let day = step::asked_on(team.calendar(), step.due);
                letter::letter_step_agreed(l, &what, &dates::short_day(l, day))
            }
            step::Told::Open => letter::letter_step_open(l, &what),
        })
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn expectations(l: Language, told: &Told) -> String {
    let lines = Expectation::ALL.into_iter().zip(told.chosen.expectations).map(|(expectation, piece)| {
        let said = match piece {
            Some(Piece::Example(id)) if told.chosen.story == Some(id) => {
                Some(letter::letter_expectation_story(l))
            }
            Some(piece) => line(l, told, piece),
            None => None,
        };
        let said = said.unwrap_or_else(|| crate::text::picture::invitation(l, expectation));
        format!("*{}*: {said}", names::expectation(l, expectation))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// One example in full.
fn story(l: Language, example: &Telling) -> String {
    let mut parts = Vec::new();
    let what = escape::words(&example.what);
    let who = who(l, example);
    parts.push(if begins_with(&what, &who) { what } else { format!("**{who}**\n{what}") });
    if !example.meant.is_empty() {
        parts.push(format!("*{}*\n{}", nominations::example_meant(l), escape::words(&example.meant)));
    }
    parts.push(format!(
        "*{}*",
        match &example.giver {
            None => nominations::example_from_nameless(l),
            Some(giver) => nominations::example_from(l, &escape::name(giver)),
        }
    ));
    parts.join("\n")
}

/// Whom an example is about, as far as they said so.
fn who(l: Language, example: &Telling) -> String {
    let mut who: Vec<String> = example.names.iter().map(|name| escape::name(name)).collect();
    who.extend((0..example.nameless).map(|_| nominations::a_colleague(l)));
    if example.whole_team {
        who.insert(0, nominations::example_team(l));
    }
    capitalised(&list(l, &who))
}

/// One thing in one line.
fn line(l: Language, told: &Told, piece: Piece) -> Option<String> {
    match piece {
        Piece::Example(id) => example_line(l, told, id),
        Piece::Quote(id) => {
            let reply = told.replies.get(&id)?;
            Some(letter::letter_quote(l, &escape::quote(reply.text.trim(), LINE)))
        }
    }
}

fn example_line(l: Language, told: &Told, id: NominationId) -> Option<String> {
    let example = told.examples.get(&id)?;
    let text = example.what.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = escape::quote(&text, LINE);
    let who = who(l, example);
    Some(if begins_with(&text, &who) { text } else { format!("**{who}**: {text}") })
}

/// Whether a text says itself, first of all, whom it is about.
fn begins_with(text: &str, who: &str) -> bool {
    text.to_lowercase().starts_with(&who.to_lowercase())
}

/// The month's picture.
fn picture(team: &Team, month: NaiveDate, numbers: &Numbers) -> Picture {
    let l = team.language;
    let mut expectations = Expectation::ALL.map(|e| (e, 0));
    for (slot, count) in expectations.iter_mut().zip(numbers.examples) {
        slot.1 = count;
    }
    let shows = MonthPicture {
        team: team.name.clone(),
        month: dates::month_and_year(l, month),
        language: l,
        expectations,
        themes: numbers.counts.themes.iter().map(|(theme, n)| (names::theme(l, *theme), *n)).collect(),
        posts: Some(numbers.counts.prompts).filter(|n| *n > 0),
        answers: numbers.counts.answers,
    };
    let name = format!("aktor-{}-{:02}.png", month.year(), month.month());
    let alt = alt_text(&shows);
    Picture { name, shows, alt }
}
