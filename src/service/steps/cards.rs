//! How a step looks: where it is shown, where the team is asked how it went, and in a line.

use crate::domain::escape;
use crate::domain::language::Language;
use crate::domain::step::{Hand, NextStep, State, Verdict, asked_on};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::platform::{Button, Card, Look, Post, Row};
use crate::service::posts::{GREEN, WARM, button};
use crate::text::{dates, list, steps};
use chrono::DateTime;

/// The most names that are shown of those who go first or join in.
const MOST_NAMES: usize = 15;

/// The day on which the team is asked about a step, in words.
pub(super) fn asked_again(l: Language, team: &Team, step: &NextStep) -> String {
    dates::day(l, asked_on(team.calendar(), step.due))
}

/// How a step stands, in a sentence.
pub(super) fn state_line(l: Language, team: &Team, step: &NextStep) -> String {
    let settled = |at: DateTime<chrono::Utc>| dates::day(l, at.with_timezone(&team.zone).date_naive());
    match step.state {
        State::Open => steps::next_step_again(l, &asked_again(l, team, step)),
        State::Done => steps::next_step_done(l, &step.settled_at.map(settled).unwrap_or_default()),
        State::Differently => steps::next_step_differently(l),
        State::Dropped => steps::next_step_dropped(l),
    }
}

/// A step in one line of at most `most` characters and how it stands.
pub(super) fn line(l: Language, team: &Team, step: &NextStep, most: usize) -> String {
    let day = match step.settled_at {
        Some(at) => at.with_timezone(&team.zone).date_naive(),
        None => asked_on(team.calendar(), step.due),
    };
    steps::next_step_line(l, &dates::short_day(l, day), &escape::quote(&step.what, most))
}

/// What the team will do, inside which frame, and who goes first.
fn words(l: Language, step: &NextStep) -> Vec<String> {
    let mut lines = vec![format!("**{}**", escape::words(&step.what))];
    if !step.frame.is_empty() {
        lines.push(steps::next_step_frame(l, &escape::words(&step.frame)));
    }
    let named = |hand: Hand| {
        let helpers = step.helpers.iter().filter(|helper| helper.hand == hand);
        let mut names: Vec<String> = helpers.map(|helper| escape::name(&helper.name)).collect();
        if names.len() > MOST_NAMES {
            names.truncate(MOST_NAMES);
            names.push(steps::next_step_others(l));
        }
        list(l, &names)
    };
    let (leads, joins) = (named(Hand::Leads), named(Hand::Joins));
    let people = [
        (!leads.is_empty()).then(|| steps::next_step_leads(l, &leads)),
        (!joins.is_empty()).then(|| steps::next_step_joins(l, &joins)),
    ];
    let people: Vec<String> = people.into_iter().flatten().collect();
    if !people.is_empty() {
        lines.push(people.join("\n"));
    }
    lines
}

/// A step as the team sees it.
pub(super) fn step_card(l: Language, team: &Team, step: &NextStep) -> Card {
    let mut lines = words(l, step);
    lines.insert(1, state_line(l, team, step));
    Card {
        title: steps::next_step_title(l),
        text: lines.join("\n\n"),
        colour: if step.state == State::Open { GREEN } else { WARM },
        ..Card::default()
    }
}

/// The post that shows a step. Its buttons stand at first whatever has become of the step since: it is recognised by them.
pub(super) fn step_post(team: &Team, step: &NextStep) -> Post {
    let l = team.language;
    Post {
        cards: vec![step_card(l, team, step)],
        rows: vec![Row::Buttons(hand_buttons(l, step))],
        ..Post::default()
    }
}

fn hand_buttons(l: Language, step: &NextStep) -> Vec<Button> {
    vec![
        button(steps::button_step_leads(l), Look::Primary, Action::LendHand(step.id, Hand::Leads)),
        button(steps::button_step_joins(l), Look::Secondary, Action::LendHand(step.id, Hand::Joins)),
    ]
}

/// The four things that can be said of a step.
pub(super) fn step_buttons(l: Language, step: &NextStep) -> Vec<Button> {
    let said = |verdict| Action::StepVerdict(step.id, step.version, verdict);
    vec![
        button(steps::button_step_done(l), Look::Success, said(Verdict::Done)),
        button(steps::button_step_under_way(l), Look::Primary, said(Verdict::UnderWay)),
        button(steps::button_step_differently(l), Look::Secondary, said(Verdict::Differently)),
        button(steps::button_step_dropped(l), Look::Secondary, said(Verdict::Dropped)),
    ]
}

/// The question how it went with a step.
pub(super) fn question(team: &Team, step: &NextStep) -> Post {
    let l = team.language;
    let mut lines = vec![steps::next_step_ask(l)];
    lines.extend(words(l, step));
    Post {
        cards: vec![Card {
            title: steps::next_step_ask_title(l),
            text: lines.join("\n\n"),
            footer: steps::next_step_ask_footer(l),
            colour: GREEN,
            ..Card::default()
        }],
        rows: vec![Row::Buttons(step_buttons(l, step))],
        ..Post::default()
    }
}

/// The post that shows a step, as it is after something has changed.
pub(super) fn changed_post(team: &Team, step: &NextStep) -> Post {
    let mut post = step_post(team, step);
    if step.state != State::Open {
        post.rows.clear();
    }
    post
}

/// The question that was put in version `asked`, as it is after something has changed.
pub(super) fn changed_question(team: &Team, step: &NextStep, asked: u16) -> Post {
    if step.version == asked {
        return question(team, step);
    }
    let mut post = Post { cards: vec![step_card(team.language, team, step)], ..Post::default() };
    for card in &mut post.cards {
        card.title = steps::next_step_answered_title(team.language);
    }
    post
}
