//! How a good example looks: to those it names, to its giver, to the team. What of it may be told is decided elsewhere.

use super::{LONGEST_EXAMPLE, LONGEST_MEANING};
use crate::domain::consent::Telling;
use crate::domain::escape;
use crate::domain::expectation::Expectation;
use crate::domain::ids::{NominationId, UserId};
use crate::domain::language::Language;
use crate::domain::nomination::Consent;
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::platform::{Card, Form, Input, Look, Post, Row};
use crate::service::posts::{WARM, button, note};
use crate::text::{dates, list, names, nominations};
use chrono::NaiveDate;

/// The key of *Hvad skete der?*.
pub const WHAT: &str = "what";
/// The key of *Hvad betød det?*.
pub const MEANT: &str = "meant";
/// The key of other words that a colleague suggests.
pub const SUGGESTION: &str = "suggestion";

/// The form in which an example is written, beginning with `words`; `hint` stands where there are none.
pub(super) fn example_form(l: Language, action: Action, words: String, hint: String) -> Form {
    let input = |key, label, hint, value, most, required| Input {
        key,
        label,
        hint,
        value,
        most,
        required,
        tall: true,
    };
    Form {
        action,
        title: nominations::nominate_form_title(l),
        inputs: vec![
            input(WHAT, nominations::nominate_form_what_label(l), hint, words, LONGEST_EXAMPLE, true),
            input(
                MEANT,
                nominations::nominate_form_meant_label(l),
                nominations::nominate_form_meant_hint(l),
                String::new(),
                LONGEST_MEANING,
                false,
            ),
        ],
    }
}

/// The form in which a named colleague suggests other words, beginning with those that stand.
pub(super) fn suggestion_form(l: Language, id: NominationId, version: u16, words: &str) -> Form {
    Form {
        action: Action::SuggestSent(id, version),
        title: nominations::suggest_form_title(l),
        inputs: vec![Input {
            key: SUGGESTION,
            label: nominations::suggest_form_label(l),
            hint: String::new(),
            value: words.to_owned(),
            most: LONGEST_EXAMPLE,
            required: true,
            tall: true,
        }],
    }
}

/// An example as it may be told.
pub(super) fn example_card(l: Language, example: &Telling) -> Card {
    let mut lines = Vec::new();
    // A yes without a name is not told from a no: who is not named is not counted either.
    if example.whole_team {
        lines.push(nominations::example_team(l));
    }
    if !example.names.is_empty() {
        let who: Vec<String> = example.names.iter().map(|n| escape::name(n)).collect();
        lines.push(nominations::example_who(l, &list(l, &who)));
    } else if !example.whole_team {
        lines.push(nominations::giver_nameless(l));
    }
    lines.push(escape::words(&example.what));
    if !example.meant.is_empty() {
        lines.push(format!("**{}**\n{}", nominations::example_meant(l), escape::words(&example.meant)));
    }
    let mut small = vec![match &example.giver {
        None => nominations::example_from_nameless(l),
        Some(giver) => nominations::example_from(l, &escape::plain(giver, 100)),
    }];
    if let Some(part) = example.part {
        let named = example.names.first();
        let who = named.map_or_else(|| nominations::giver_nameless(l), |n| escape::plain(n, 100));
        small.push(nominations::example_part(l, &who, &names::part(l, part)));
    }
    if let Some(value) = example.value {
        small.push(nominations::example_value(l, &names::value(l, value)));
    }
    Card {
        title: example_title(l, example.expectation),
        text: lines.join("\n\n"),
        footer: small.join(" · "),
        colour: WARM,
        ..Card::default()
    }
}

/// The title of an example, which in a forum is that of a post of its own: it names nobody, since it outlives the example's
/// words.
pub(super) fn example_title(l: Language, expectation: Expectation) -> String {
    nominations::example_heading(l, &names::expectation(l, expectation))
}

/// The post that shows an example to the team.
pub(super) fn example_post(l: Language, example: &Telling) -> Post {
    Post { cards: vec![example_card(l, example)], ..example_like(l, example.id) }
}

/// What a post that shows an example is known by.
pub(super) fn example_like(l: Language, id: NominationId) -> Post {
    let leave = button(nominations::button_leave_example(l), Look::Secondary, Action::LeaveExample(id));
    Post { rows: vec![Row::Buttons(vec![leave])], ..Post::default() }
}

/// What the giver is told of an example to which nobody said yes, in whatever way they did not.
pub fn not_shared(l: Language) -> Post {
    note(nominations::example_not_shared(l))
}

/// What a named colleague is asked about, besides the text itself.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    /// The version of the words.
    pub(super) version: u16,
    /// How many others are named.
    pub(super) others: u32,
    /// The last day to answer.
    pub(super) until: NaiveDate,
    /// They suggested other words, and the giver kept these.
    pub(super) kept: bool,
}

/// The private question to a named colleague: the exact text, and four answers.
pub(super) fn consent_question(team: &Team, example: &Telling, asked: Asked) -> Post {
    let l = team.language;
    let Asked { version, others, until, kept } = asked;
    let giver = example.giver.as_ref().map_or_else(|| nominations::giver_nameless(l), |g| escape::name(g));
    let mut text = vec![nominations::consent_text(l, others, &giver)];
    if kept {
        text.push(nominations::suggest_declined(l));
    } else if version > 1 {
        text.push(nominations::consent_new_words(l));
    }
    let until = dates::day(l, until);
    text.push(nominations::consent_terms(l, others, &format!("<#{}>", team.channel), &until));
    text.push(nominations::consent_without_name_means(l));
    text.push(nominations::consent_afterwards(l));
    let id = example.id;
    let answer = |label, look, consent| button(label, look, Action::Consent(id, version, consent));
    Post {
        cards: vec![
            Card {
                title: nominations::consent_title(l),
                text: text.join("\n\n"),
                colour: WARM,
                ..Card::default()
            },
            example_card(l, example),
        ],
        rows: vec![Row::Buttons(vec![
            answer(nominations::button_consent_yes(l), Look::Success, Consent::Yes),
            answer(nominations::button_consent_without_name(l), Look::Secondary, Consent::WithoutName),
            button(nominations::button_consent_other_words(l), Look::Secondary, Action::Suggest(id, version)),
            answer(nominations::button_consent_no(l), Look::Secondary, Consent::No),
        ])],
        ..Post::default()
    }
}

/// The private question to the giver: other words that a colleague suggests for those in this version.
pub(super) fn suggestion_question(
    l: Language,
    (example, version): (&Telling, u16),
    name: &str,
    words: &str,
    by: UserId,
) -> Post {
    let before = format!("**{}**\n{}", nominations::suggest_before(l), escape::words(&example.what));
    let after = format!("**{}**\n{}", nominations::suggest_after(l), escape::words(words));
    let verdict =
        |label, look, used| button(label, look, Action::SuggestionVerdict(example.id, version, by, used));
    Post {
        cards: vec![Card {
            text: format!("{}\n\n{before}\n\n{after}", nominations::suggest_asked(l, &escape::name(name))),
            colour: WARM,
            ..Card::default()
        }],
        rows: vec![Row::Buttons(vec![
            verdict(nominations::button_suggest_use(l), Look::Success, true),
            verdict(nominations::button_suggest_keep(l), Look::Secondary, false),
        ])],
        ..Post::default()
    }
}
