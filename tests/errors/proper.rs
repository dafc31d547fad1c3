//! What makes an answer a proper one, whatever it says: it is for that person alone, in their language, in words.

use crate::support::{Town, shown};
use aktor::sandbox::world::Message;
use regex::Regex;
use std::sync::LazyLock;

/// What only programs say.
static INTERNAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)sqlx|sqlite|serenity|poise|panick|\bstore\b|\bnull\b|\bNone\b|Some\(|Err\(|Ok\(|\bcode\b|\bstatus \d|\b[45]0\d\b|\b[15]0\d{3}\b|error[-_ ]|\{ ?\$|\w::\w|\bjson\b|custom_id|interaction|webhook|snowflake|\bid \d").unwrap()
});
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(the|and|you|your|please|failed|invalid|unknown|not|with|this|that|try|again|cannot|went|wrong|choose|write)\b").unwrap()
});
static DANISH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[æøåÆØÅ]|(?i)\b(ikke|og|det|jeg|du|eller|prøv|vælg|skriv|en|et|af|til|er)\b").unwrap()
});
/// Commands are named as they are; what people typed stands between quotes or in blocks; names of channels.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?s)```.*?```|`[^`]*`|\"[^\"]*\"|<[#@][^>]*>|https?://\\S+|vej-og-park").unwrap()
});

/// The words of ours in an answer.
fn our_words(text: &str) -> String {
    QUOTED.replace_all(text, "…").into_owned()
}

/// Holds that `answer` is proper; its text.
#[track_caller]
pub(super) fn proper(town: &Town, who: &str, answer: &Message, english: bool, what: &str) -> String {
    let text = shown(answer);
    let private = answer.only_for == Some(town.user(who).id)
        || town.with(|state| state.channel(answer.channel).is_some_and(|channel| channel.guild.is_none()));
    assert!(private, "{what}: everybody sees it: {text}");
    assert!(answer.notified.is_empty(), "{what}: somebody is notified: {text}");
    in_words(&text, english, what);
    text
}

/// Holds that `text` is in words, and in the right language.
#[track_caller]
pub(super) fn in_words(text: &str, english: bool, what: &str) {
    assert!(!text.trim().is_empty(), "{what}: nothing is said");
    let ours = our_words(text);
    let found = INTERNAL.find(&ours).map(|m| m.as_str());
    assert_eq!(found, None, "{what}: internal words in {text}");
    let other = if english { &DANISH } else { &ENGLISH };
    let found = other.find(&ours).map(|m| m.as_str());
    assert_eq!(found, None, "{what}: the other language in {text}");
}
