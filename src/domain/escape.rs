//! What a person typed, made safe to quote: no formatting, link, invite, mention or hidden character of it has
//! any effect, and it is cut to a limit without cutting a character.
//!
//! Decides on text alone; it must not know where the text is shown. Personal data is not its business.

use regex::Regex;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// Combining marks that one letter may carry.
const MOST_MARKS: usize = 4;

#[expect(clippy::unwrap_used, reason = "the patterns are constants, compiled by the tests")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// What a person typed as text that may stand in a message or an embed, at most `most` UTF-16 units (and so
/// at most as many characters).
pub fn quote(text: &str, most: usize) -> String {
    cut_units(&escape(text), most, true)
}

/// A name, or a few words that were typed, as they may stand in a sentence of ours.
pub fn name(text: &str) -> String {
    quote(text, 100)
}

/// An answer or example as it may stand in a message of its own.
pub fn words(text: &str) -> String {
    quote(text, 1_950)
}

/// What a person typed as one line without markup: for places that show no formatting, such as titles.
pub fn plain(text: &str, most: usize) -> String {
    let visible = defuse(&visible(text));
    let words: Vec<&str> = visible.split_whitespace().collect();
    cut(&words.join(" "), most)
}

/// The first of these names in which there is something to see; people may call themselves by nothing but invisible
/// characters.
pub fn called<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().find(|name| !is_blank(name)).unwrap_or_default().to_owned()
}

/// Whether there is nothing to see in `text`: invisible characters and space alone.
pub fn is_blank(text: &str) -> bool {
    visible(text).chars().all(|c| c.is_whitespace() || matches!(c, '\u{2800}' | '\u{fe0f}' | '\u{200d}'))
}

/// `text` in parts of at most `first` UTF-16 units for the first and `most` for each other, cut between two characters
/// as people see them; nothing is left out.
pub fn pages(text: &str, first: usize, most: usize) -> Vec<String> {
    let mut pages = vec![String::new()];
    let mut room = first;
    for grapheme in text.graphemes(true) {
        let size = grapheme.encode_utf16().count();
        if size > room {
            pages.push(String::new());
            room = most;
        }
        room = room.saturating_sub(size);
        if let Some(page) = pages.last_mut() {
            page.push_str(grapheme);
        }
    }
    pages
}

/// Cuts `text` to at most `most` UTF-16 units, between two characters as people see them, with an ellipsis.
pub fn cut(text: &str, most: usize) -> String {
    cut_units(text, most, false)
}

fn cut_units(text: &str, most: usize, escaped: bool) -> String {
    let size = |part: &str| part.encode_utf16().count();
    if size(text) <= most {
        return text.to_owned();
    }
    let Some(room) = most.checked_sub(1) else { return String::new() };
    let (mut end, mut used) = (0, 0);
    let mut graphemes = text.grapheme_indices(true).peekable();
    while let Some((at, grapheme)) = graphemes.next() {
        let mut next = at + grapheme.len();
        // A backslash goes with what it escapes.
        if escaped
            && grapheme == "\\"
            && let Some((after, what)) = graphemes.next()
        {
            next = after + what.len();
        }
        used += size(&text[at..next]);
        if used > room {
            break;
        }
        end = next;
    }
    format!("{}…", text[..end].trim_end())
}

/// Escapes everything in `text` that the platform would read as markup, and removes what cannot be seen.
pub fn escape(text: &str) -> String {
    let text = defuse(&visible(text));
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut line_start = true;
    let mut number = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let markup = match c {
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' | '(' | ')' | '#' => true,
            // Lists, and small print (`-#`).
            '-' | '+' => line_start,
            // Numbered lists, and the dot of a domain: an invite works without a scheme.
            '.' => number || next.is_some_and(char::is_alphabetic),
            // The beginning of a link.
            ':' | '/' => next == Some('/'),
            _ => false,
        };
        if markup {
            escaped.push('\\');
        }
        escaped.push(c);
        number = c.is_ascii_digit() && (line_start || number);
        line_start = c == '\n' || line_start && (c.is_whitespace() || c == '>');
    }
    escaped
}

/// The text that [`escape`] was given, but for what it removed for good: hidden characters and mentions' ids.
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        plain.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    plain
}

static MENTIONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"<(?P<sign>@)[!&]?\d+>|<(?P<channel>#)\d+>|<a?(?P<emoji>:\w+:)\d+>|<(?P<command>/[^<>\n]+?):\d+>",
    )
});
static EVERYBODY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)@(everyone|here)"));

/// Takes the effect out of mentions: the id goes, its sign stays.
fn defuse(text: &str) -> String {
    let mut text = text.to_owned();
    // What is left may make a new one: `<@<@1>2>`.
    while MENTIONS.is_match(&text) {
        let named = |parts: &regex::Captures<'_>| {
            let part = |name| parts.name(name).map(|found| found.as_str());
            match part("emoji").or(part("command")) {
                Some(name) => name.to_owned(),
                None => format!("{}…", part("sign").or(part("channel")).unwrap_or_default()),
            }
        };
        text = MENTIONS.replace_all(&text, named).into_owned();
    }
    EVERYBODY.replace_all(&text, "＠$1").into_owned()
}

/// `text` without control, bidirectional and zero-width characters, and with few combining marks. Joiners stay
/// inside emoji.
fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut marks = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let keep = match c {
            '\n' => true,
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    seen.push('\n');
                }
                false
            }
            '\t' | '\u{2028}' | '\u{2029}' => {
                seen.push(if c == '\t' { ' ' } else { '\n' });
                false
            }
            '\u{200d}' => {
                seen.chars().next_back().is_some_and(is_emoji) && chars.peek().copied().is_some_and(is_emoji)
            }
            '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0e}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}' => false,
            _ => !c.is_control(),
        };
        let mark = matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}');
        // What is removed stands between no two marks.
        match c {
            _ if mark => marks += 1,
            '\t' | '\r' | '\u{2028}' | '\u{2029}' => marks = 0,
            _ if keep => marks = 0,
            _ => {}
        }
        if keep && marks <= MOST_MARKS {
            seen.push(c);
        }
    }
    seen
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{fe0f}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}
