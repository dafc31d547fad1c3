//! Names in the words of an example: those that may stand, and those that become *en kollega*.
//!
//! Knows whose names they are by what it is told. It does not know how an example is laid out, and it does not escape anything.

use crate::domain::ids::UserId;
use crate::domain::language::Language;
use crate::domain::nomination::{Nomination, Nominee};
use regex::Regex;

/// First names that are ordinary Danish words: in small letters they are the word (*tre per dag*, *bo hjemme*).
const WORDS: [&str; 26] = [
    "ask", "bent", "bo", "bjørn", "bror", "dan", "dag", "eg", "else", "falk", "finn", "gry", "kim", "lærke",
    "liv", "mark", "my", "per", "pil", "rose", "sol", "sten", "storm", "tom", "vibe", "ulv",
];

/// Who stands behind a name or a mention in the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Somebody whose name may stand.
    Named,
    /// Somebody whose name may not.
    Hidden,
}

/// A form in which somebody's name is written.
struct Form {
    /// As it is compared: in small letters.
    folded: String,
    /// The full name, or the first name alone.
    whose: Whose,
}

/// `text` as it reads where those are named of whom `named` says so, and its giver if `giver` does: mentions of a named
/// colleague are their name; mentions and known names of everybody else are *en kollega*.
pub(super) fn shown(
    language: Language,
    nomination: &Nomination,
    (named, giver): (impl Fn(&Nominee) -> bool, bool),
    text: &str,
) -> String {
    let mention = |user: UserId| {
        nomination
            .nominees
            .iter()
            .find(|n| n.user == user && named(n) && !n.name.is_empty())
            .map_or(Mention::Hidden, |n| Mention::Name(n.name.clone()))
    };
    let whose = |named: bool| if named { Whose::Named } else { Whose::Hidden };
    let colleagues = nomination.nominees.iter().map(|n| (n.name.as_str(), whose(named(n))));
    let giver = (!giver).then_some((nomination.giver_name.as_str(), Whose::Hidden));
    masked(text, &forms(colleagues.chain(giver)), mention, a_colleague(language))
}

/// The nomination without `user`'s part, for good: what names or mentions them in the words becomes
/// `replacement`, and their name is not kept. Their answer is the caller's to set.
pub fn without(nomination: &Nomination, user: UserId, replacement: &str) -> Nomination {
    let mut changed = nomination.clone();
    for text in [&mut changed.what, &mut changed.meant] {
        *text = text_without(nomination, user, text, replacement);
    }
    for nominee in changed.nominees.iter_mut().filter(|n| n.user == user) {
        nominee.name.clear();
    }
    changed
}

/// Any text about the nomination, such as other words that were suggested, without `user`.
pub fn text_without(nomination: &Nomination, user: UserId, text: &str, replacement: &str) -> String {
    let mention = |who: UserId| if who == user { Mention::Hidden } else { Mention::Left };
    let whose = |n: &Nominee| if n.user == user { Whose::Hidden } else { Whose::Named };
    masked(
        text,
        &forms(nomination.nominees.iter().map(|n| (n.name.as_str(), whose(n)))),
        mention,
        replacement,
    )
}

/// Whether `text` names or mentions anybody: one of `names` (in full or by the first name), or a mention.
pub fn names_somebody<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> bool {
    if text.contains("<@") {
        return true;
    }
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    names.into_iter().flat_map(str::split_whitespace).filter(|name| name.chars().count() > 1).any(|name| {
        let name = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        words.iter().any(|word| {
            let folded = word.to_lowercase();
            let bare = folded.strip_suffix('s').filter(|bare| *bare == name);
            // In small letters a name that is an ordinary word is the word.
            (folded == name || bare.is_some()) && !(WORDS.contains(&name.as_str()) && folded == *word)
        })
    })
}

fn a_colleague(language: Language) -> &'static str {
    match language {
        Language::Danish => "en kollega",
        Language::English => "a colleague",
    }
}

/// What becomes of a mention.
enum Mention {
    Name(String),
    Hidden,
    Left,
}

/// Every form of every name, longest first. A form that two share is hidden when either is.
fn forms<'a>(people: impl Iterator<Item = (&'a str, Whose)>) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    for (name, whose) in people {
        let full = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = full.split(' ').next().unwrap_or_default();
        let first = first.trim_matches(|c: char| !c.is_alphanumeric());
        for name in [full.as_str(), first] {
            // One letter is no name by itself.
            if name.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
                continue;
            }
            let folded = name.to_lowercase();
            match forms.iter_mut().find(|form| form.folded == folded) {
                Some(form) if whose == Whose::Hidden => form.whose = whose,
                Some(_) => {}
                None => forms.push(Form { folded, whose }),
            }
        }
    }
    forms.sort_by_key(|form| std::cmp::Reverse(form.folded.chars().count()));
    forms
}

/// `text` with hidden names and mentions replaced.
fn masked(text: &str, forms: &[Form], mention: impl Fn(UserId) -> Mention, replacement: &str) -> String {
    if !text.contains("<@") && forms.iter().all(|form| form.whose == Whose::Named) {
        return text.to_owned();
    }
    let names: Vec<String> =
        forms.iter().map(|f| regex::escape(&f.folded).replace(' ', r"[\s\u{a0}]+")).collect();
    let names = if names.is_empty() { "[^\\s\\S]".to_owned() } else { names.join("|") };
    // A word of its own; the genitive may follow it.
    let end = r"(?:s\b{end-half}|\b{end-half})";
    let pattern = format!(r"<@!?(?P<id>\d{{1,20}})>|(?i:\b{{start-half}}@?(?P<name>{names}){end})");
    // A name that is too long to be looked for cannot be left standing either: nothing is shown then.
    let Ok(pattern) = Regex::new(&pattern) else { return String::new() };
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = pattern.captures_at(text, at) {
        let (Some(whole), id, name) = (found.get(0), found.name("id"), found.name("name")) else { break };
        let before = &text[..whole.start()];
        let (end, hide, instead) = if let Some(id) = id {
            let user = id.as_str().parse().map_or(UserId(0), UserId::from_unsigned);
            match mention(user) {
                Mention::Hidden => (whole.end(), true, None),
                Mention::Name(name) => (whole.end(), false, Some(name)),
                Mention::Left => (whole.end(), false, None),
            }
        } else {
            let (end, name) = name.map_or((whole.end(), whole.as_str()), |n| (n.end(), n.as_str()));
            let rest = &text[end..];
            if is_a_word(name) {
                // Not this name: go on behind it.
                shown.push_str(&text[at..end]);
                at = end;
                continue;
            }
            let folded = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let hide = forms.iter().any(|f| f.folded == folded && f.whose == Whose::Hidden);
            (end + if hide { surname(rest, forms) } else { 0 }, hide, None)
        };
        shown.push_str(&text[at..whole.start()]);
        at = end;
        if hide {
            let rest = &text[end..];
            let genitive = genitive(before, rest);
            at += genitive;
            put(&mut shown, replacement, genitive > 0);
        } else {
            shown.push_str(instead.as_deref().unwrap_or(&text[whole.start()..end]));
        }
    }
    shown.push_str(&text[at..]);
    shown
}

/// Writes the replacement as the sentence needs it: with a capital at its beginning, in the genitive.
fn put(shown: &mut String, replacement: &str, genitive: bool) {
    let so_far = shown.trim_end_matches([' ', '"', '»', '“', '”', '*', '_', '(', '-']);
    let begins = so_far.is_empty() || so_far.ends_with(['.', '!', '?', '\n', ':', '…']);
    let mut letters = replacement.chars();
    match letters.next() {
        Some(first) if begins && !so_far.ends_with(':') => {
            shown.extend(first.to_uppercase());
            shown.push_str(letters.as_str());
        }
        _ => shown.push_str(replacement),
    }
    if genitive {
        shown.push_str(if replacement.starts_with("a ") { "'s" } else { "s" });
    }
}

/// How many bytes of `rest` are the genitive of what was found before it: *-s*, *-'s*, and *-'* alone.
fn genitive(before: &str, rest: &str) -> usize {
    let free = |rest: &str| !rest.chars().next().is_some_and(char::is_alphanumeric);
    for ending in ["s", "S", "'s", "’s", "´s", "'S", "’S"] {
        if rest.strip_prefix(ending).is_some_and(free) {
            return ending.len();
        }
    }
    let quoted = before.ends_with(['\'', '’', '‘']);
    let apostrophe = ['\'', '’'].into_iter().find(|c| rest.starts_with(*c));
    match apostrophe {
        Some(mark) if !quoted && free(&rest[mark.len_utf8()..]) => mark.len_utf8(),
        _ => 0,
    }
}

/// How many bytes of `rest` go on with the name: *Mette* is known, *Mette Holm* was written.
fn surname(rest: &str, forms: &[Form]) -> usize {
    let mut taken = 0;
    for _ in 0..2 {
        let Some(next) = rest[taken..].strip_prefix(' ') else { break };
        let length = next.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(next.len());
        let word = &next[..length];
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let small = letters.next().is_some_and(char::is_lowercase);
        let bare = word.to_lowercase();
        let another = forms.iter().any(|f| {
            f.whose == Whose::Named && (f.folded == bare || bare.strip_suffix('s') == Some(&f.folded))
        });
        if !capital || !small || another {
            break;
        }
        // The genitive's ending is the sentence's.
        let ends = next[length..].chars().next();
        let keeps = word.ends_with('s') && !matches!(ends, Some('\'' | '’'));
        taken += 1 + length - usize::from(keeps && word.len() > 3 && !word.ends_with("ss"));
        if keeps {
            break;
        }
    }
    taken
}

/// Whether what was found is an ordinary word in small letters.
fn is_a_word(found: &str) -> bool {
    WORDS.contains(&found)
}
