//! The posts that the bot makes of its own accord, as values: the introduction, the prompt, a person's
//! answer. (Those of good examples and letters stand with their use cases.)

use crate::domain::escape;
use crate::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, UserId};
use crate::domain::language::Language;
use crate::domain::nameless::Voice;
use crate::domain::occasion::OccasionKind;
use crate::domain::organisation::Organisation;
use crate::domain::own::TeamLibrary;
use crate::domain::prompt::{Form, Prompt, Theme};
use crate::domain::team::{Seat, Team};
use crate::service::action::Action;
use crate::service::core::{Defaults, Hearing};
use crate::service::platform::{Button, Card, Does, Look, Post, Row};
use crate::service::words::Asked;
use crate::text::{answers, capitalised, commands, info, names, nominations, own, posts, steps};
use chrono::{Datelike as _, NaiveDate};

/// The bot's colour: a calm green that reads well on light and dark.
pub const GREEN: u32 = 0x2F_7D_5B;
/// The colour of what is told about a person or a month: a warm one.
pub const WARM: u32 = 0xC8_6B_2E;

/// The longest answer that is posted and kept, in characters.
pub const LONGEST_ANSWER: u16 = 1_800;

/// A button that comes back to the bot.
pub fn button(label: String, look: Look, action: Action) -> Button {
    Button { label, look, does: Does::Act(action) }
}

/// A link to a message.
pub fn link(guild: GuildId, channel: ChannelId, message: MessageId) -> String {
    format!("https://discord.com/channels/{guild}/{channel}/{message}")
}

/// A card with only text: the shape of most private answers.
pub fn note(text: impl Into<String>) -> Post {
    Post { text: text.into(), ..Post::default() }
}

/// A team's prompt: the first thing people see in a week.
pub fn prompt(
    team: &Team,
    occasion: OccasionId,
    kind: OccasionKind,
    date: NaiveDate,
    prompt: &Prompt,
    asked: Option<&Asked>,
    defaults: &Defaults,
) -> Post {
    let l = team.language;
    let wording = prompt.wording(l);
    let week = date.iso_week().week();
    let title = if kind == OccasionKind::ExtraPrompt {
        posts::prompt_extra_heading(l, week)
    } else {
        posts::prompt_heading(l, week)
    };
    let theme = names::theme(l, prompt.theme);
    let head = match prompt.form {
        Form::Question => theme,
        form => format!("{theme} · {}", names::form(l, form)),
    };
    let asked_by = prompt.asked_by.as_deref().map(|name| own::own_asked_by(l, &escape::name(name)));
    let mut parts = vec![format!("*{head}*"), format!("**{}**", wording.text.trim())];
    parts.extend(asked_by);
    parts.push(wording.help.trim().to_owned());
    parts.retain(|part| !part.is_empty());
    let text = parts.join("\n\n");
    let core_task = team.dosing.core_task.as_deref().filter(|_| is_olfa(prompt));
    let core_task = core_task
        .map(|line| format!("\n\n{}", posts::prompt_core_task(l, &escape::escape(line))))
        .unwrap_or_default();
    let how = match defaults.hearing {
        Hearing::Everything => posts::prompt_how(l),
        Hearing::Buttons => posts::prompt_how_by_button(l),
    };
    let take_part = format!("{how} {}", posts::prompt_minutes(l, u32::from(prompt.minutes)));
    Post {
        cards: vec![Card {
            title,
            text: format!("{text}{core_task}\n\n{take_part}"),
            footer: posts::prompt_kept(l, defaults.retention_days),
            colour: GREEN,
            fields: asked.iter().map(|asked| asked.field(l)).collect(),
        }],
        rows: vec![Row::Buttons(prompt_buttons(l, occasion))],
        ..Post::default()
    }
}

/// The prompt that a card with this text asks.
pub fn prompt_shown<'a>(l: Language, library: &'a TeamLibrary<'_>, card: &str) -> Option<&'a Prompt> {
    let question = |prompt: &Prompt| format!("**{}**", prompt.wording(l).text.trim());
    library.teams().find(|prompt| card.contains(&question(prompt)))
}

/// Whether a prompt asks what the core task is held against.
fn is_olfa(prompt: &Prompt) -> bool {
    prompt.form == Form::Olfa || prompt.theme == Theme::Olfa
}

/// The buttons of a prompt; the occasion's id stands in the first.
pub fn prompt_buttons(language: Language, occasion: OccasionId) -> Vec<Button> {
    vec![
        button(posts::button_answer(language), Look::Primary, Action::Answer(occasion)),
        button(posts::button_nameless(language), Look::Secondary, Action::NamelessAnswer(occasion)),
        button(posts::button_nominate(language), Look::Secondary, Action::Nominate),
        button(steps::button_next_step(language), Look::Secondary, Action::AgreeStep),
        button(posts::button_what_is_kept(language), Look::Secondary, Action::WhatIsKept),
    ]
}

/// The name of a prompt's thread.
pub fn thread_name(language: Language, date: NaiveDate, prompt: &Prompt) -> String {
    posts::prompt_thread_name(language, date.iso_week().week(), prompt.wording(language).title.trim())
}

/// An answer given by button, in the person's name.
pub fn answer(language: Language, name: &str, text: &str) -> Post {
    let name = escape::name(name);
    // Nobody stands as *En kollega* by calling themselves so.
    let voices = Language::ALL.into_iter().flat_map(|l| Voice::ALL.map(|voice| names::voice(l, voice)));
    let name =
        if voices.into_iter().any(|voice| voice == name.trim()) { format!("»{name}«") } else { name };
    note(answers::answer_posted(language, &name, text))
}

/// An answer without a name.
pub fn nameless(language: Language, voice: Voice, text: &str) -> Post {
    note(answers::answer_posted(language, &names::voice(language, voice), text))
}

/// What a channel is told once, before anything is collected: who we are, and the whole information text.
pub fn introduction(team: &Team, defaults: &Defaults, organisation: &Organisation) -> Post {
    let l = team.language;
    let by_button = || (posts::introduction_by_button_title(l), posts::introduction_by_button(l));
    Post {
        cards: vec![
            Card {
                title: posts::introduction_title(l),
                text: posts::introduction_text(l, &names::cadence(l, &team.cadence)),
                fields: (defaults.hearing == Hearing::Buttons).then(by_button).into_iter().collect(),
                colour: GREEN,
                ..Card::default()
            },
            information(l, defaults, organisation),
        ],
        rows: vec![Row::Buttons(vec![button(
            posts::button_what_is_kept(l),
            Look::Secondary,
            Action::WhatIsKept,
        )])],
        ..Post::default()
    }
}

/// What a channel is told of a new information text. Without a button, so that it is not taken for the introduction.
pub fn news(language: Language, defaults: &Defaults, organisation: &Organisation) -> Post {
    Post {
        cards: vec![
            Card {
                title: info::information_news_title(language),
                text: info::information_news(language),
                colour: GREEN,
                ..Card::default()
            },
            information(language, defaults, organisation),
        ],
        ..Post::default()
    }
}

/// The information text: controller, purpose, basis, recipients, retention, rights.
pub fn information(language: Language, defaults: &Defaults, organisation: &Organisation) -> Card {
    let named = |line: &Option<String>, unnamed: String| line.as_deref().map_or(unnamed, escape::escape);
    Card {
        title: info::information_title(language),
        text: info::information_text(
            language,
            defaults.retention_days,
            &named(&organisation.controller, info::information_controller_unnamed(language)),
            &named(&organisation.contact, info::information_contact_unnamed(language)),
        ),
        fields: organisation
            .purpose
            .iter()
            .map(|purpose| (info::information_purpose(language), escape::escape(purpose)))
            .collect(),
        footer: info::information_version(language, u32::from(info::INFORMATION_VERSION)),
        colour: GREEN,
    }
}

/// The private question whether a person takes a seat in a team's TRIO.
pub fn seat_question(team: &Team, seat: Seat, asker: UserId) -> Post {
    let l = team.language;
    // Whoever proposed them may have been erased since.
    let asker = if asker.0 == 0 { capitalised(&nominations::a_colleague(l)) } else { format!("<@{asker}>") };
    let text = commands::trio_question(l, &asker, &names::seat_inside(l, seat), &escape::name(&team.name));
    Post {
        cards: vec![Card { title: commands::trio_question_title(l), text, colour: GREEN, ..Card::default() }],
        rows: vec![Row::Buttons(vec![
            button(commands::button_trio_yes(l), Look::Success, Action::TrioSeat(team.id, seat, true)),
            button(commands::button_trio_no(l), Look::Secondary, Action::TrioSeat(team.id, seat, false)),
        ])],
        ..Post::default()
    }
}
