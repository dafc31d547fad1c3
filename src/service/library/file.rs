//! One file of prompts: read key by key, so that every fault is named with its place, not just the first.

use super::Fault;
use crate::domain::expectation::Expectation;
use crate::domain::nomination::Value;
use crate::domain::own::PREFIX;
use crate::domain::prompt::{Audience, Corner, Courage, Form, Lens, MINUTES, Place, Prompt, Theme, Wording};
use crate::domain::redact::{Kind, redact};
use toml::{Table, Value as Toml};

/// The keys of a prompt.
const KEYS: [&str; 12] = [
    "id",
    "form",
    "courage",
    "minutes",
    "audience",
    "expectation",
    "lens",
    "value",
    "corner",
    "place",
    "da",
    "en",
];
const MOST_ID: usize = 40;
const MOST_TITLE: usize = 60;
const MOST_TEXT: usize = 600;
const MOST_HELP: usize = 200;
const MOST_FOLLOW_UP: usize = 200;

/// Traces of letters that were read in the wrong encoding, or taken apart.
const BROKEN: [&str; 4] = ["\u{FFFD}", "Ã", "Â", "â€"];

/// The faultless prompts of a file; every fault is added to `faults`.
pub(super) fn read(name: &str, source: &str, faults: &mut Vec<Fault>) -> Vec<Prompt> {
    let mut desk = Desk { file: name, place: String::new(), faults };
    // Some editors begin a file with a mark of its encoding.
    let source = source.trim_start_matches('\u{FEFF}');
    let table = match source.parse::<Table>() {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(1, |span| source[..span.start].lines().count().max(1));
            desk.fault("", format!("is not valid TOML (line {line}): {}", error.message()));
            return Vec::new();
        }
    };
    desk.only(&table, &["theme", "prompt"]);
    let theme = desk.choice(&table, "theme", &Theme::ALL, Theme::key);
    let prompts = match table.get("prompt") {
        Some(Toml::Array(prompts)) => prompts.as_slice(),
        Some(_) => {
            desk.fault("prompt", "must be written as [[prompt]]".to_owned());
            &[]
        }
        None => {
            desk.fault("prompt", "is missing: write at least one [[prompt]]".to_owned());
            &[]
        }
    };
    let mut read = Vec::new();
    for (index, prompt) in prompts.iter().enumerate() {
        let number = format!("prompt {}", index + 1);
        desk.place = prompt.get("id").and_then(Toml::as_str).map_or(number, str::to_owned);
        match prompt.as_table() {
            Some(prompt) => read.extend(desk.prompt(prompt, theme)),
            None => desk.fault("", "must be written as [[prompt]]".to_owned()),
        }
    }
    read
}

/// Where the reader is, and what it has found wrong.
struct Desk<'a> {
    file: &'a str,
    place: String,
    faults: &'a mut Vec<Fault>,
}

impl Desk<'_> {
    fn fault(&mut self, key: &str, reason: String) {
        let key = [self.place.as_str(), key].join(" ").trim().to_owned();
        self.faults.push(Fault { file: self.file.to_owned(), key, reason });
    }

    fn only(&mut self, table: &Table, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            self.fault(key, format!("is not a known key; known are {}", known.join(", ")));
        }
    }

    /// The prompt, if nothing is wrong with it.
    fn prompt(&mut self, table: &Table, theme: Option<Theme>) -> Option<Prompt> {
        let before = self.faults.len();
        self.only(table, &KEYS);
        let id = self.id(table);
        let form = self.choice(table, "form", &Form::ALL, Form::key);
        let courage = self.choice(table, "courage", &Courage::ALL, Courage::key);
        let minutes = self.minutes(table);
        let audience = self.maybe(table, "audience", &Audience::ALL, Audience::key).unwrap_or_default();
        let expectation = self.maybe(table, "expectation", &Expectation::ALL, Expectation::key);
        let lens = self.maybe(table, "lens", &Lens::ALL, Lens::key);
        let value = self.maybe(table, "value", &Value::ALL, Value::key);
        let corner = self.maybe(table, "corner", &Corner::ALL, Corner::key);
        let place = self.maybe(table, "place", &Place::ALL, Place::key);
        let da = self.wording(table, "da");
        let en = self.wording(table, "en");
        if let (Some(da), Some(en)) = (&da, &en)
            && da.follow_up.is_some() != en.follow_up.is_some()
        {
            let without = if da.follow_up.is_none() { "da.follow_up" } else { "en.follow_up" };
            self.fault(without, "is missing: it stands in the other language".to_owned());
        }
        if self.faults.len() > before {
            return None;
        }
        let (theme, id, form, courage, minutes) = (theme?, id?, form?, courage?, minutes?);
        let (da, en) = (da?, en?);
        Some(Prompt {
            id,
            theme,
            form,
            courage,
            minutes,
            audience,
            expectation,
            lens,
            value,
            corner,
            place,
            asked_by: None,
            da,
            en,
        })
    }

    fn id(&mut self, table: &Table) -> Option<String> {
        let id = self.text(table, "id", "id", MOST_ID)?;
        let parts = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if !id.split('-').all(parts) {
            self.fault("id", "holds only a-z, 0-9 and single dashes, such as ansvar-01".to_owned());
        }
        if id.starts_with(PREFIX) {
            self.fault("id", format!("begins with {PREFIX}: such ids are for what teams suggest themselves"));
        }
        Some(id)
    }

    fn minutes(&mut self, table: &Table) -> Option<u8> {
        let minutes = table.get("minutes").and_then(Toml::as_integer).and_then(|n| u8::try_from(n).ok());
        let allowed = minutes.filter(|minutes| MINUTES.contains(minutes));
        if allowed.is_none() {
            self.fault("minutes", "must be 1, 3 or 10".to_owned());
        }
        allowed
    }

    /// A value that must be one of `all`.
    fn choice<T: Copy>(
        &mut self,
        table: &Table,
        key: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        if !table.contains_key(key) {
            let names: Vec<_> = all.iter().map(|value| name(*value)).collect();
            self.fault(key, format!("is missing; it is one of {}", names.join(", ")));
        }
        self.maybe(table, key, all, name)
    }

    /// A value that may be left out, and else is one of `all`.
    fn maybe<T: Copy>(
        &mut self,
        table: &Table,
        key: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let value = table.get(key)?;
        let found = all.iter().copied().find(|one| value.as_str() == Some(name(*one)));
        if found.is_none() {
            let names: Vec<_> = all.iter().map(|value| name(*value)).collect();
            self.fault(key, format!("is {value}; it must be one of {}", names.join(", ")));
        }
        found
    }

    fn wording(&mut self, table: &Table, language: &str) -> Option<Wording> {
        let words = match table.get(language) {
            Some(Toml::Table(words)) => words,
            Some(_) => {
                self.fault(language, format!("must be written as [prompt.{language}]"));
                return None;
            }
            None => {
                self.fault(language, format!("is missing: write [prompt.{language}]"));
                return None;
            }
        };
        for key in words.keys().filter(|key| !["title", "text", "help", "follow_up"].contains(&key.as_str()))
        {
            self.fault(
                &format!("{language}.{key}"),
                "is not a known key; known are title, text, help, follow_up".to_owned(),
            );
        }
        let title = self.text(words, "title", &format!("{language}.title"), MOST_TITLE);
        if title.as_ref().is_some_and(|title| title.chars().any(char::is_control)) {
            self.fault(&format!("{language}.title"), "has a line break; it must be one line".to_owned());
        }
        let text = self.text(words, "text", &format!("{language}.text"), MOST_TEXT);
        let help = self.text(words, "help", &format!("{language}.help"), MOST_HELP);
        let follow_up = if words.contains_key("follow_up") {
            self.text(words, "follow_up", &format!("{language}.follow_up"), MOST_FOLLOW_UP)
        } else {
            None
        };
        Some(Wording { title: title?, text: text?, help: help?, follow_up })
    }

    /// A text of at most `most` characters, whole and harmless; `place` is how its key is told.
    fn text(&mut self, table: &Table, key: &str, place: &str, most: usize) -> Option<String> {
        let text = match table.get(key) {
            Some(Toml::String(text)) => text,
            Some(_) => {
                self.fault(place, "must be a text in quotes".to_owned());
                return None;
            }
            None => {
                self.fault(place, "is missing".to_owned());
                return None;
            }
        };
        let length = text.chars().count();
        if text.trim().is_empty() {
            self.fault(place, "is empty".to_owned());
        } else if text.trim() != text {
            self.fault(place, "begins or ends with a space or line break".to_owned());
        }
        if length > most {
            self.fault(place, format!("has {length} characters; at most {most} fit"));
        }
        for kind in redact(text).found {
            let what = match kind {
                Kind::Cpr => "a personal number (CPR)",
                Kind::Email => "an e-mail address",
                Kind::Phone => "a phone number",
                // "You have 25 minutes" looks like one.
                Kind::Address => continue,
            };
            self.fault(place, format!("holds something like {what}; a prompt is no place for it"));
        }
        if BROKEN.iter().any(|trace| text.contains(trace)) || has_lost_letter(text) {
            self.fault(place, "has broken letters; save the file as UTF-8".to_owned());
        }
        if text.chars().any(|letter| ('\u{300}'..='\u{36F}').contains(&letter)) {
            self.fault(place, "has letters in two pieces (å as a and a ring); type them anew".to_owned());
        }
        Some(text.clone())
    }
}

/// Whether a question mark stands inside a word: what some programs put for a letter they do not know.
fn has_lost_letter(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters
        .windows(3)
        .any(|three| matches!(three, [before, '?', after] if before.is_alphabetic() && after.is_alphabetic()))
}
