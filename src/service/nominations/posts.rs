//! How a good example looks: to those it names, to its giver, to the team.

use super::consent::{last_day, others};
use super::{LONGEST_EXAMPLE, LONGEST_MEANING};
use crate::domain::consent::{shown_names, shown_text};
use crate::domain::escape;
use crate::domain::ids::{NominationId, UserId};
use crate::domain::language::Language;
use crate::domain::nomination::{Consent, Nomination};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::platform::{Card, Form, Input, Look, Post, Row};
use crate::service::posts::{WARM, button, note};
use crate::store::ExampleRow;
use crate::text::{dates, list, names, nominations};

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

/// Whose example it is, as the others read it.
fn giver(l: Language, nomination: &Nomination) -> String {
    if nomination.without_giver {
        nominations::giver_nameless(l)
    } else {
        escape::name(&nomination.giver_name)
    }
}

/// An example as the team sees it. Names stand in it only of those who said yes to their name.
pub(super) fn example_card(l: Language, nomination: &Nomination) -> Card {
    let mut lines = Vec::new();
    // A yes without a name is not told from a no: who is not named is not counted either.
    let named = shown_names(nomination);
    if nomination.whole_team {
        lines.push(nominations::example_team(l));
    }
    if !named.is_empty() {
        let who: Vec<String> = named.iter().map(|n| escape::name(n)).collect();
        lines.push(nominations::example_who(l, &list(l, &who)));
    } else if !nomination.whole_team {
        lines.push(nominations::giver_nameless(l));
    }
    lines.push(escape::words(&shown_text(l, nomination, &nomination.what)));
    if !nomination.meant.is_empty() {
        let meant = escape::words(&shown_text(l, nomination, &nomination.meant));
        lines.push(format!("**{}**\n{meant}", nominations::example_meant(l)));
    }
    let mut small = vec![if nomination.without_giver {
        nominations::example_from_nameless(l)
    } else {
        nominations::example_from(l, &escape::plain(&nomination.giver_name, 100))
    }];
    if let (Some(part), [_]) = (nomination.part, nomination.nominees.as_slice()) {
        let who = named.first().map_or_else(|| nominations::giver_nameless(l), |n| escape::plain(n, 100));
        small.push(nominations::example_part(l, &who, &names::part(l, part)));
    }
    if let Some(value) = nomination.value {
        small.push(nominations::example_value(l, &names::value(l, value)));
    }
    Card {
        title: nominations::example_heading(l, &names::expectation(l, nomination.expectation)),
        text: lines.join("\n\n"),
        footer: small.join(" · "),
        colour: WARM,
        ..Card::default()
    }
}

/// The title of an example's own post in a forum: it names nobody, since it outlives the example's words.
pub(super) fn example_title(l: Language, nomination: &Nomination) -> String {
    nominations::example_heading(l, &names::expectation(l, nomination.expectation))
}

/// The post that shows an example.
pub(super) fn example_post(l: Language, nomination: &Nomination) -> Post {
    let leave =
        button(nominations::button_leave_example(l), Look::Secondary, Action::LeaveExample(nomination.id));
    Post {
        cards: vec![example_card(l, nomination)],
        rows: vec![Row::Buttons(vec![leave])],
        ..Post::default()
    }
}

/// The example as it reads with the yes of everybody who has not answered yet.
fn as_given(nomination: &Nomination) -> Nomination {
    let mut given = nomination.clone();
    for nominee in given.nominees.iter_mut().filter(|n| n.answer.is_none()) {
        nominee.answer = Some(Consent::Yes);
    }
    given
}

/// What the giver is told of an example to which nobody said yes, in whatever way they did not.
pub fn not_shared(l: Language) -> Post {
    note(nominations::example_not_shared(l))
}

/// The private question to a named colleague: the exact text, and four answers. `kept`: they suggested other
/// words, and the giver kept these.
pub(super) fn consent_question(team: &Team, row: &ExampleRow, kept: bool) -> Post {
    let l = team.language;
    let nomination = &row.nomination;
    let (id, version, others) = (nomination.id, nomination.version, others(nomination));
    let mut text = vec![nominations::consent_text(l, others, &giver(l, nomination))];
    if kept {
        text.push(nominations::suggest_declined(l));
    } else if version > 1 {
        text.push(nominations::consent_new_words(l));
    }
    let until = dates::day(l, last_day(row, team.zone));
    text.push(nominations::consent_terms(l, others, &format!("<#{}>", team.channel), &until));
    text.push(nominations::consent_without_name_means(l));
    text.push(nominations::consent_afterwards(l));
    let answer = |label, look, consent| button(label, look, Action::Consent(id, version, consent));
    Post {
        cards: vec![
            Card {
                title: nominations::consent_title(l),
                text: text.join("\n\n"),
                colour: WARM,
                ..Card::default()
            },
            // It is the text with everybody's yes that they say yes to.
            example_card(l, &as_given(nomination)),
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

/// The private question to the giver: other words that a colleague suggests.
pub(super) fn suggestion_question(
    l: Language,
    nomination: &Nomination,
    name: &str,
    words: &str,
    by: UserId,
) -> Post {
    let before = format!(
        "**{}**\n{}",
        nominations::suggest_before(l),
        escape::words(&shown_text(l, &as_given(nomination), &nomination.what))
    );
    let after = format!("**{}**\n{}", nominations::suggest_after(l), escape::words(words));
    let verdict = |label, look, used| {
        button(label, look, Action::SuggestionVerdict(nomination.id, nomination.version, by, used))
    };
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
