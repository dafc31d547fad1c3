//! The page the play is printed on: days, people, the bot's cards and buttons, threads indented.
//!
//! Decides how things look in a terminal, with colours or without; knows nothing of what is played.

mod words;

use super::super::Failure;
use crate::domain::language::Language;
use crate::sandbox::world::{Message, State, flag};
use crate::text::dates;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use chrono_tz::Europe::Copenhagen;
use chrono_tz::Tz;
use serde_json::Value;
use std::io::{self, Write};
use words::{Words, breadth};

/// How many columns a line takes at most.
const WIDTH: usize = 90;
/// Where the words of a message begin: after the time and two blanks.
const HANG: usize = 7;

/// Whether the page has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// For a terminal.
    Coloured,
    /// For a file, a pipe, or who asked for none.
    Plain,
}

impl Paint {
    /// Coloured when standard output is a terminal and `NO_COLOR` is not set.
    pub fn of_stdout() -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        if wanted && io::IsTerminal::is_terminal(&io::stdout()) { Self::Coloured } else { Self::Plain }
    }
}

/// Where something is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// The team's channel.
    Channel,
    /// A thread of it, by its name.
    Thread(String),
    /// Seen by one person alone, by name; in a thread or not.
    Private(String),
}

/// A style that a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Heading,
    Person,
    Bot,
    Quiet,
    Card,
    Warm,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Heading => "1;36",
            Self::Person => "1",
            Self::Bot => "1;32",
            Self::Quiet => "2",
            Self::Card => "32",
            Self::Warm => "33",
        }
    }
}

/// The page.
pub(super) struct Page<'a> {
    out: &'a mut (dyn Write + Send),
    paint: Paint,
    day: Option<NaiveDate>,
    /// Where the last thing was said; nothing since the last heading.
    spot: Option<Spot>,
}

impl<'a> Page<'a> {
    pub(super) fn new(out: &'a mut (dyn Write + Send), paint: Paint) -> Self {
        Self { out, paint, day: None, spot: None }
    }

    /// A line of its own, as it stands.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        let written = writeln!(self.out, "{text}").and_then(|()| self.out.flush());
        written.map_err(|error| Failure::failed(format_args!("The page could not be written: {error}.")))
    }

    /// A heading over the whole width.
    pub(super) fn heading(&mut self, left: &str, right: &str) -> Result<(), Failure> {
        let taken = breadth(left) + breadth(right) + 8;
        let rule = "─".repeat(WIDTH.saturating_sub(taken).max(2));
        let left = self.painted(Style::Heading, left);
        self.spot = None;
        if right.is_empty() {
            let rule = "─".repeat(WIDTH.saturating_sub(taken - 3).max(2));
            return self.line(&format!("\n─── {left} {rule}\n"));
        }
        self.line(&format!("\n─── {left} {rule} {right} ─\n"))
    }

    /// A paragraph of who tells the story.
    pub(super) fn tell(&mut self, text: &str) -> Result<(), Failure> {
        for line in Words::plain(text).wrapped(WIDTH) {
            let line = self.painted(Style::Quiet, line.text().trim_end());
            self.line(&line)?;
        }
        Ok(())
    }

    /// A text of several paragraphs, as a client shows it.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.words("", WIDTH, text)
    }

    /// What a message says, in one text: the words, the cards, nothing to click.
    pub(super) fn read_out(state: &State, message: &Message) -> String {
        let text = |value: &Value| state.readable(value.as_str().unwrap_or_default());
        let mut parts = vec![state.readable(&message.content)];
        for card in &message.embeds {
            parts.push(text(&card["title"]));
            parts.push(text(&card["description"]));
            for field in card["fields"].as_array().into_iter().flatten() {
                parts.push(format!("**{}**\n{}", text(&field["name"]), text(&field["value"])));
            }
            parts.push(text(&card["footer"]["text"]));
        }
        parts.retain(|part| !part.trim().is_empty());
        parts.join("\n\n")
    }

    /// The day of `at`, told once.
    fn day(&mut self, at: DateTime<Tz>) -> Result<(), Failure> {
        let date = at.date_naive();
        if self.day == Some(date) {
            return Ok(());
        }
        self.day = Some(date);
        let mut day = dates::day(Language::Danish, date);
        if let Some(first) = day.get(..1) {
            let first = first.to_uppercase();
            day.replace_range(..1, &first);
        }
        self.heading(&format!("{day} {}", date.year()), &format!("uge {}", date.iso_week().week()))
    }

    /// What a person does that is no message: a command, a click.
    pub(super) fn act(
        &mut self,
        at: DateTime<Utc>,
        spot: &Spot,
        who: &str,
        what: &str,
    ) -> Result<(), Failure> {
        let at = at.with_timezone(&Copenhagen);
        self.go(at, spot)?;
        let time = self.painted(Style::Quiet, &at.format("%H.%M").to_string());
        let name = self.painted(Style::Person, who);
        let margin = self.margin(spot);
        let room = WIDTH - margin_width(spot) - HANG;
        let mut lines = Words::marked(&format!("{who} {what}")).wrapped(room).into_iter();
        if let Some(first) = lines.next() {
            let first = self.glyphs(&first);
            let first = first.strip_prefix(who).map_or(first.clone(), |rest| format!("{name}{rest}"));
            self.line(format!("{margin}{time}  {first}").trim_end())?;
        }
        for line in lines {
            let line = self.glyphs(&line);
            self.line(format!("{margin}{}{line}", " ".repeat(HANG)).trim_end())?;
        }
        Ok(())
    }

    /// A message, as it stands in the world now.
    pub(super) fn message(&mut self, state: &State, message: &Message, spot: &Spot) -> Result<(), Failure> {
        let at = message.sent.with_timezone(&Copenhagen);
        self.go(at, spot)?;
        let bot = message.author == state.bot_user();
        let name = state.name_of(message.author);
        let margin = self.margin(spot);
        let time = self.painted(Style::Quiet, &at.format("%H.%M").to_string());
        let head = if bot {
            format!("{} {}", self.painted(Style::Bot, &name), self.painted(Style::Quiet, "(bot)"))
        } else {
            self.painted(Style::Person, &name)
        };
        let answers =
            answered(state, message).map(|whom| self.painted(Style::Quiet, &format!(" svarer {whom}")));
        let alone = match spot {
            Spot::Private(whom) => self.painted(Style::Quiet, &format!(" privat til {whom}")),
            _ => String::new(),
        };
        let head = format!("{head}{}{alone}", answers.unwrap_or_default());
        self.line(&format!("{margin}{time}  {head}"))?;
        self.body(state, message, spot)?;
        if message.flags & flag::HAS_THREAD != 0
            && let Some(thread) = state.channel(message.id)
        {
            let label = self.painted(Style::Quiet, &format!("└ Tråd: {}", thread.name));
            self.line(&format!("{margin}{}{label}", " ".repeat(HANG)))?;
        }
        Ok(())
    }

    /// A private answer to `whom`.
    pub(super) fn whisper(&mut self, state: &State, message: &Message, whom: &str) -> Result<(), Failure> {
        let spot = Spot::Private(whom.to_owned());
        let margin = self.margin(&spot);
        let label = self.painted(Style::Quiet, &format!("Kun {whom} kan se det her:"));
        self.line(&format!("{margin}{label}"))?;
        self.body(state, message, &spot)
    }

    /// The message before went to `whom` too.
    pub(super) fn likewise(&mut self, spot: &Spot, whom: &str) -> Result<(), Failure> {
        let label = self.painted(Style::Quiet, &format!("Det samme privat til {whom}."));
        self.line(&format!("{}{label}", self.margin(spot)))
    }

    /// The words, cards, files and buttons of a message.
    pub(super) fn body(&mut self, state: &State, message: &Message, spot: &Spot) -> Result<(), Failure> {
        let hang = if matches!(spot, Spot::Private(_)) { 0 } else { HANG };
        let margin = format!("{}{}", self.margin(spot), " ".repeat(hang));
        let room = WIDTH - margin_width(spot) - hang;
        self.words(&margin, room, &state.readable(&message.content))?;
        for (nth, card) in message.embeds.iter().enumerate() {
            if nth > 0 {
                self.line(margin.trim_end())?;
            }
            self.card(&margin, room, state, card)?;
        }
        for file in &message.attachments {
            let alt = file.description.clone().unwrap_or_default();
            self.words(&margin, room, &format!("[billede: {}]", file.filename))?;
            self.words(&margin, room, &alt)?;
        }
        for row in &message.components {
            let parts = row["components"].as_array().into_iter().flatten();
            let shown: Vec<String> = parts.filter_map(component).collect();
            if !shown.is_empty() {
                self.line(&format!("{margin}{}", shown.join("  ")))?;
            }
        }
        Ok(())
    }

    fn card(&mut self, margin: &str, room: usize, state: &State, card: &Value) -> Result<(), Failure> {
        let warm = card["color"].as_u64().is_some_and(|colour| colour >> 16 > 0x80);
        let bar = self.painted(if warm { Style::Warm } else { Style::Card }, "▌");
        let margin = format!("{margin}{bar} ");
        let room = room - 2;
        let text = |value: &Value| state.readable(value.as_str().unwrap_or_default());
        let mut parts = Vec::new();
        if card["title"].is_string() {
            parts.push(format!("**{}**", text(&card["title"])));
        }
        parts.push(text(&card["description"]));
        for field in card["fields"].as_array().into_iter().flatten() {
            let (name, value) = (text(&field["name"]), text(&field["value"]));
            let name = name.trim_matches(['\u{200b}', ' ']);
            parts.push(if name.is_empty() { value } else { format!("**{name}**\n{value}") });
        }
        parts.push(text(&card["footer"]["text"]));
        parts.retain(|part| !part.trim().is_empty());
        for (nth, part) in parts.iter().enumerate() {
            if nth > 0 {
                self.line(margin.trim_end())?;
            }
            self.words(&margin, room, part)?;
        }
        Ok(())
    }

    fn words(&mut self, margin: &str, room: usize, text: &str) -> Result<(), Failure> {
        if text.trim().is_empty() {
            return Ok(());
        }
        for line in Words::marked(text).wrapped(room) {
            let line = self.glyphs(&line);
            self.line(format!("{margin}{line}").trim_end())?;
        }
        Ok(())
    }

    /// Comes to the place where the next thing is said.
    fn go(&mut self, at: DateTime<Tz>, spot: &Spot) -> Result<(), Failure> {
        self.day(at)?;
        let stays = self.spot.as_ref() == Some(spot);
        match (spot, stays) {
            (Spot::Channel, true) => self.line("")?,
            (_, true) => self.line(self.margin(spot).trim_end())?,
            (_, false) if self.spot.is_some() => self.line("")?,
            (_, false) => {}
        }
        if let (Spot::Thread(name), false) = (spot, stays) {
            let label = self.painted(Style::Quiet, &format!("    ┌ {name}"));
            self.line(&label)?;
        }
        self.spot = Some(spot.clone());
        Ok(())
    }

    fn margin(&self, spot: &Spot) -> String {
        match spot {
            Spot::Channel => String::new(),
            Spot::Thread(_) => self.painted(Style::Quiet, "    │ "),
            Spot::Private(_) => self.painted(Style::Quiet, "       ┊ "),
        }
    }

    fn glyphs(&self, line: &Words) -> String {
        if self.paint == Paint::Coloured { line.coloured() } else { line.text() }
    }

    fn painted(&self, style: Style, text: &str) -> String {
        match self.paint {
            Paint::Coloured => format!("\u{1b}[{}m{text}\u{1b}[0m", style.code()),
            Paint::Plain => text.to_owned(),
        }
    }
}

fn margin_width(spot: &Spot) -> usize {
    match spot {
        Spot::Channel => 0,
        Spot::Thread(_) => 6,
        Spot::Private(_) => 9,
    }
}

/// A button or a select, as it looks.
fn component(part: &Value) -> Option<String> {
    match part["type"].as_u64()? {
        2 => Some(format!("[ {} ]", part["label"].as_str()?)),
        3 | 5..=8 => Some(format!("[ {} ▾ ]", part["placeholder"].as_str().unwrap_or("…"))),
        _ => None,
    }
}

/// What a reply answers.
fn answered(state: &State, message: &Message) -> Option<String> {
    let reference = message.reference.filter(|_| message.kind == 19)?;
    let found = state.message(reference.channel, reference.message?)?;
    let author = if found.author == state.bot_user() {
        "på spørgsmålet".to_owned()
    } else {
        state.name_of(found.author)
    };
    Some(author)
}

/// What is read off the world for the page.
trait Reading {
    fn bot_user(&self) -> i64;
    fn name_of(&self, user: i64) -> String;
    /// Mentions and links as a client shows them.
    fn readable(&self, text: &str) -> String;
}

impl Reading for State {
    fn bot_user(&self) -> i64 {
        self.bot()
    }

    fn name_of(&self, user: i64) -> String {
        let found = self.user(user);
        found.map_or_else(
            || "en ukendt".to_owned(),
            |user| user.global_name.clone().unwrap_or_else(|| user.username.clone()),
        )
    }

    fn readable(&self, text: &str) -> String {
        words::with_names(
            text,
            |user| format!("@{}", self.name_of(user)),
            |channel| {
                let found = self.channel(channel);
                found.map_or_else(|| "#ukendt".to_owned(), |channel| format!("#{}", channel.name))
            },
        )
    }
}
