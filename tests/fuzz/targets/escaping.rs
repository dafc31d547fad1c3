//! What a person typed has no effect where it is quoted, keeps to its limit, and is cut between characters.

use aktor::domain::escape::{called, cut, is_blank, name, pages, plain, quote, unescape};

pub(crate) fn holds(data: &[u8]) {
    let (limit, rest) = data.split_first().map_or((0, data), |(first, rest)| (usize::from(*first), rest));
    let text = String::from_utf8_lossy(rest);
    for quoted in [quote(&text, limit), quote(&text, 2_000), name(&text)] {
        without_effect(&quoted);
    }
    assert!(units(&quote(&text, limit)) <= limit);
    let line = plain(&text, limit);
    assert!(units(&line) <= limit && !line.contains('\n'), "{line:?}");
    no_mention(&line);
    assert!(!line.chars().any(hidden), "{line:?}");
    let short = cut(&text, limit);
    assert!(units(&short) <= limit);
    assert!(*short == *text || text.starts_with(short.trim_end_matches('…')), "{short:?} of {text:?}");
    let all = pages(&text, limit, 300);
    assert_eq!(all.concat(), text, "nothing is left out");
    // What cannot be escaped away is not doubled by being escaped and read again.
    let read = unescape(&quote(&text, usize::MAX));
    assert_eq!(quote(&read, usize::MAX), quote(&text, usize::MAX), "{text:?}");
    assert_eq!(called([&*text]).is_empty(), is_blank(&text) || text.is_empty());
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn without_effect(quoted: &str) {
    let mut chars = quoted.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            assert!(
                chars.next().is_some_and(|next| next.is_ascii_punctuation()),
                "half an escape: {quoted:?}"
            );
            continue;
        }
        assert!(!"*_~`|<>[]()#".contains(c), "live markup: {quoted:?}");
        assert!(!hidden(c), "{c:?} cannot be seen: {quoted:?}");
    }
    for line in quoted.lines() {
        assert!(!line.trim_start().starts_with(['-', '+']), "a list: {quoted:?}");
    }
    assert!(!quoted.contains("://"), "a link: {quoted:?}");
    no_mention(quoted);
}

fn no_mention(text: &str) {
    let lower = text.to_lowercase();
    assert!(!lower.contains("@everyone") && !lower.contains("@here"), "a mention of all: {text:?}");
    let mention = |at: usize| {
        let rest = &text[at + 1..];
        let id = ["@!", "@&", "@", "#"].iter().find_map(|sign| rest.strip_prefix(sign));
        let digits = id.map_or(0, |id| id.chars().take_while(char::is_ascii_digit).count());
        digits > 0 && id.is_some_and(|id| id[digits..].starts_with('>'))
    };
    assert!(!text.match_indices('<').any(|(at, _)| mention(at)), "a mention: {text:?}");
}

/// Turns the direction of writing, or stands between letters unseen.
fn hidden(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && c != '\n')
}
