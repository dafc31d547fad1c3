//! How a good example looks: to those it names, to its giver, to the team.

use super::{LONGEST_EXAMPLE, LONGEST_MEANING};
use crate::domain::consent::{shown_names, shown_text};
use crate::domain::escape;
use crate::domain::ids::{NominationId, UserId};
use crate::domain::language::Language;
use crate::domain::nomination::{Consent, Nomination};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::platform::{Card, Form, Input, Look, Post, Row};
use crate::service::posts::{WARM, button};
use crate::text::{list, names, nominations};

/// The key of *Hvad skete der?*.
pub const WHAT: &str = "what";
/// The key of *Hvad betød det?*.
pub const MEANT: &str = "meant";
/// The key of other words that a colleague suggests.
pub const SUGGESTION: &str = "suggestion";

/// The form in which an example is written.
pub(super) fn example_form(l: Language, action: Action) -> Form {
    let input = |key, label, hint, most, required| Input {
        key,
        label,
        hint,
        value: String::new(),
        most,
        required,
        tall: true,
    };
    Form {
        action,
        title: nominations::nominate_form_title(l),
        inputs: vec![
            input(
                WHAT,
                nominations::nominate_form_what_label(l),
                nominations::nominate_form_what_hint(l),
                LONGEST_EXAMPLE,
                true,
            ),
            input(
                MEANT,
                nominations::nominate_form_meant_label(l),
                nominations::nominate_form_meant_hint(l),
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
    let mut who: Vec<String> = shown_names(nomination).iter().map(|n| escape::name(n)).collect();
    who.extend(
        nomination
            .nominees
            .iter()
            .filter(|n| n.answer == Some(Consent::WithoutName))
            .map(|_| nominations::a_colleague(l)),
    );
    if nomination.whole_team {
        lines.push(nominations::example_team(l));
    }
    if !who.is_empty() {
        lines.push(capitalised(&nominations::example_who(l, &list(l, &who))));
    }
    lines.push(escape::words(&shown_text(l, nomination, &nomination.what)));
    if !nomination.meant.is_empty() {
        let meant = escape::words(&shown_text(l, nomination, &nomination.meant));
        lines.push(format!("**{}**\n{meant}", nominations::example_meant(l)));
    }
    let mut small = vec![if nomination.without_giver {
        nominations::example_from_nameless(l)
    } else {
        nominations::example_from(l, &nomination.giver_name)
    }];
    if let (Some(part), [one]) = (nomination.part, who.as_slice()) {
        small.push(nominations::example_part(l, one, &names::part(l, part)));
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

/// A line that may begin with *en kollega*.
fn capitalised(line: &str) -> String {
    let mut letters = line.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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

/// The private question to a named colleague: the exact text, and four answers.
pub(super) fn consent_question(team: &Team, nomination: &Nomination) -> Post {
    let l = team.language;
    let id = nomination.id;
    let version = nomination.version;
    let others = u32::try_from(nomination.nominees.len().saturating_sub(1)).unwrap_or(0);
    // They see the text as it reads with everybody's yes: it is that text they say yes to.
    let mut as_given = nomination.clone();
    for nominee in &mut as_given.nominees {
        nominee.answer = Some(Consent::Yes);
    }
    let mut text = vec![nominations::consent_text(l, others, &giver(l, nomination))];
    if version > 1 {
        text.push(nominations::consent_new_words(l));
    }
    text.push(nominations::consent_terms(l, &format!("<#{}>", team.channel)));
    text.push(nominations::consent_without_name_means(l));
    let answer = |label, look, consent| button(label, look, Action::Consent(id, version, consent));
    Post {
        cards: vec![
            Card {
                title: nominations::consent_title(l),
                text: text.join("\n\n"),
                colour: WARM,
                ..Card::default()
            },
            example_card(l, &as_given),
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
    let before = format!("**{}**\n{}", nominations::suggest_before(l), escape::words(&nomination.what));
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
