//! Every sentence a user reads, in Danish and English, and typed access to them.
//!
//! Decides how things are said, never when or to whom. Knows `domain` only.
//!
//! # To add a sentence
//!
//! 1. Write it in `da/AREA.ftl` and `en/AREA.ftl`: `round-closed = Spørgsmålet er lukket til { $day }.`
//! 2. Name it in `AREA.rs`, with the same words and `_` for `-`: `round_closed(day: &str);`
//!
//! Then call `text::answers::round_closed(language, "fredag")`. The tests in `tests.rs` check that it stands in both
//! languages with exactly these arguments, that nothing is left unused, and what fits where it is shown:
//! keys beginning `button-` hold 80 characters, those ending `-form-title` or `-label` 45, `-hint` 100.
//!
//! * Arguments are `&str`, `String` or an integer that is counted (plurals: see `prompt-minutes`). Ids go in as text
//!   (`<#…>`), dates through [`dates`], several names through [`list`].
//! * What a person typed is escaped before it is passed in.
//! * In a `.ftl` file a continued line may not begin with `*`, `[` or `.`: write bold as `{"**"}word{"**"}`.
//! * Commands, options, menus and choices need no line in Rust: [`labels`] finds them by their Danish names.

macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $kind:ty),* $(,)?);)+) => {
        $(
            #[doc = concat!("The sentence with the key `", stringify!($name), "` (`-` for `_`).")]
            $(#[$doc])*
            pub fn $name(language: $crate::domain::language::Language, $($argument: $kind),*) -> String {
                let arguments = [$((stringify!($argument), fluent_bundle::FluentValue::from($argument))),*];
                $crate::text::book::sentence(language, &stringify!($name).replace('_', "-"), arguments)
            }
        )+

        /// Every sentence of this area: its name, and the names and kinds of its arguments.
        pub const TABLE: &[$crate::text::Entry] = &[$(
            (stringify!($name), &[$((stringify!($argument), stringify!($kind))),*]),
        )+];
    };
}

pub mod answers;
mod book;
pub mod commands;
pub mod consents;
pub mod dates;
pub mod demo;
pub mod errors;
pub mod finish;
pub mod info;
pub mod labels;
pub mod learnings;
pub mod letter;
pub mod mine;
pub mod nameless;
pub mod names;
pub mod nominations;
pub mod olfa;
pub mod organisation;
pub mod own;
pub mod picture;
pub mod plan;
pub mod posts;
pub mod reminders;
pub mod settings;
pub mod steps;
#[cfg(test)]
mod tests;
pub mod words;

pub use book::Entry;

use crate::domain::language::Language;

/// Several things in a row: *Mette*, *Mette og Ali*, *Mette, Ali og Jens*.
pub fn list<S: AsRef<str>>(language: Language, items: &[S]) -> String {
    let and = match language {
        Language::Danish => "og",
        Language::English => "and",
    };
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {and} {}", first.join(", "), last.as_ref())
        }
    }
}

/// The text with a capital first letter: *mandag* to *Mandag*.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
