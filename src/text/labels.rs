//! Names and descriptions of commands, options, menus and choices in both languages, found by their
//! Danish names, so that whoever registers commands can fill in every localisation in one pass.

use crate::domain::language::Language;
use crate::text::book::said;
use fluent_bundle::FluentArgs;

/// One text in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both {
    /// In Danish.
    pub danish: String,
    /// In English.
    pub english: String,
}

impl Both {
    /// The text in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Danish => &self.danish,
            Language::English => &self.english,
        }
    }
}

/// What a command or an option is called, and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Its name (at most 32 characters, lower case).
    pub name: Both,
    /// Its description (at most 100 characters).
    pub description: Both,
}

/// A command by its Danish path with spaces: `opret-team`, `team send-nu`, `månedsbrev forhåndsvis`, or a
/// group's name: `team`. Key `cmd-team-send-nu`. `None` when nothing is written for it.
pub fn command(path: &str) -> Option<Labels> {
    labels(&format!("cmd-{}", folded(path)))
}

/// An option by its command's Danish path and its own Danish name. Key `opt-team-pause-til`.
pub fn option(path: &str, name: &str) -> Option<Labels> {
    labels(&format!("opt-{}-{}", folded(path), folded(name)))
}

/// A context menu's entry by its Danish name: `Fremhæv kollega`. Key `menu-fremhaev-kollega`.
pub fn menu(name: &str) -> Option<Both> {
    both(&format!("menu-{}", folded(name)), None)
}

/// An option's choice by its Danish label: `hver 2. uge`. Key `choice-hver-2-uge`.
pub fn choice(label: &str) -> Option<Both> {
    both(&format!("choice-{}", folded(label)), None)
}

/// A Danish name as it stands in a key: lower case, `æ` → `ae`, `ø` → `oe`, `å` → `aa`, and one `-` for
/// everything that is no letter or digit.
pub fn folded(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.to_lowercase().chars() {
        match letter {
            'æ' => key.push_str("ae"),
            'ø' => key.push_str("oe"),
            'å' => key.push_str("aa"),
            'a'..='z' | '0'..='9' => key.push(letter),
            _ if key.ends_with('-') => {}
            _ => key.push('-'),
        }
    }
    key.trim_matches('-').to_owned()
}

/// The same where the option has a choice of its own by that name: `tema` and `Kurs`. Key `choice-tema-kurs`.
pub fn choice_of(option: &str, label: &str) -> Option<Both> {
    both(&format!("choice-{}-{}", folded(option), folded(label)), None).or_else(|| choice(label))
}

fn labels(key: &str) -> Option<Labels> {
    Some(Labels { name: both(key, Some("name"))?, description: both(key, Some("description"))? })
}

fn both(key: &str, attribute: Option<&str>) -> Option<Both> {
    let text = |language| said(language, key, attribute, &FluentArgs::new()).map(|(text, _)| text);
    Some(Both { danish: text(Language::Danish)?, english: text(Language::English)? })
}
