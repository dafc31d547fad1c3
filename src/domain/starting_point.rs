//! A message as the starting point of a good example: the tag that asks for one, the people it mentions, and
//! its words as they may stand in the form.

use crate::domain::escape;
use crate::domain::ids::UserId;
use crate::domain::redact;
use regex::{Captures, Regex};
use std::sync::LazyLock;

#[expect(clippy::unwrap_used, reason = "the patterns are constants, compiled by the tests")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)#godt-?eksempel"));
static MENTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"<@!?(\d{1,20})>"));

/// Whether `#godteksempel` (or `#godt-eksempel`) stands in a text, as a word of its own.
pub fn is_tagged(text: &str) -> bool {
    tags(text).next().is_some()
}

/// The people whom a text mentions, each once, in the order of the text.
pub fn mentioned(text: &str) -> Vec<UserId> {
    let mut people = Vec::new();
    for found in MENTION.captures_iter(text) {
        let user = user(&found);
        if !people.contains(&user) {
            people.push(user);
        }
    }
    people
}

/// The words of a message without the tag and without personal data, at most `most` characters. Those in `names`
/// are called by name, everybody else who is mentioned is `colleague`.
pub fn words(text: &str, names: &[(UserId, String)], colleague: &str, most: usize) -> String {
    let clean = redact::redact(text).text;
    let mut untagged = String::with_capacity(clean.len());
    let mut from = 0;
    for tag in tags(&clean) {
        untagged.push_str(clean[from..tag.start].trim_end_matches(' '));
        from = tag.end;
    }
    untagged.push_str(&clean[from..]);
    let called = MENTION.replace_all(&untagged, |found: &Captures<'_>| {
        let user = user(found);
        names.iter().find(|(one, _)| *one == user).map_or(colleague, |(_, name)| name.as_str()).to_owned()
    });
    escape::cut(called.trim(), most)
}

fn user(mention: &Captures<'_>) -> UserId {
    mention.get(1).and_then(|id| id.as_str().parse().ok()).map_or(UserId(0), UserId::from_unsigned)
}

/// Where the tag stands.
fn tags(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    TAG.find_iter(text).map(|found| found.range()).filter(move |at| {
        let before = text[..at.start].chars().next_back();
        let mut after = text[at.end..].chars();
        let goes_on = match after.next() {
            Some('-') => after.next().is_some_and(part_of_word),
            next => next.is_some_and(part_of_word),
        };
        !goes_on && !before.is_some_and(|c| part_of_word(c) || c == '#')
    })
}
