//! The Fluent files, loaded once, and the one door to a sentence in them. A sentence that is missing is
//! said in Danish, and if it is missing there too, by its key: a reader is never met by a crash.

use crate::domain::language::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;

/// A sentence's name in Rust, and the names and kinds of its arguments; what the tests hold against the files.
pub type Entry = (&'static str, &'static [(&'static str, &'static str)]);

macro_rules! files {
    ($($area:literal)+) => {
        /// The Danish files, by name.
        pub(in crate::text) const DANISH: &[(&str, &str)] =
            &[$((concat!("da/", $area, ".ftl"), include_str!(concat!("da/", $area, ".ftl")))),+];
        /// The English files, by name.
        pub(in crate::text) const ENGLISH: &[(&str, &str)] =
            &[$((concat!("en/", $area, ".ftl"), include_str!(concat!("en/", $area, ".ftl")))),+];
    };
}

files! {
    "answers" "commands" "consents" "demo" "errors" "finish" "info" "learnings" "letter" "mine" "nameless" "names" "nominations" "olfa" "organisation" "own" "picture" "plan" "posts" "reminders"
    "settings" "steps" "words"
}

static DANISH_BOOK: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| opened(Language::Danish, DANISH));
static ENGLISH_BOOK: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| opened(Language::English, ENGLISH));

fn opened(language: Language, files: &[(&str, &str)]) -> FluentBundle<FluentResource> {
    let mut book = FluentBundle::new_concurrent(vec![language.code().parse().unwrap_or_default()]);
    // Discord shows the invisible marks that would set off each argument as boxes on some phones.
    book.set_use_isolating(false);
    for (name, source) in files {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, faults)| {
            tracing::error!(file = name, faults = faults.len(), "a file of sentences has faults");
            resource
        });
        if let Err(faults) = book.add_resource(resource) {
            tracing::error!(file = name, faults = faults.len(), "a file of sentences repeats keys");
        }
    }
    book
}

/// The sentence `key` with `arguments`; in Danish if it is missing in `language`, else the key itself.
pub(in crate::text) fn sentence<'a, const N: usize>(
    language: Language,
    key: &str,
    arguments: [(&'a str, FluentValue<'a>); N],
) -> String {
    let arguments = FluentArgs::from_iter(arguments);
    said(language, key, None, &arguments).map_or_else(
        || {
            tracing::error!(key, "a sentence is missing");
            said(Language::Danish, key, None, &arguments).map_or_else(|| key.to_owned(), |(text, _)| text)
        },
        |(text, _)| text,
    )
}

/// The text under `key`, or under its `attribute`, and how many faults there were in saying it; `None`
/// when it is missing in `language`.
pub(in crate::text) fn said(
    language: Language,
    key: &str,
    attribute: Option<&str>,
    arguments: &FluentArgs<'_>,
) -> Option<(String, usize)> {
    let book = match language {
        Language::Danish => &*DANISH_BOOK,
        Language::English => &*ENGLISH_BOOK,
    };
    let message = book.get_message(key)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    let mut faults = Vec::new();
    let text = book.format_pattern(pattern, Some(arguments), &mut faults).into_owned();
    Some((text, faults.len()))
}
