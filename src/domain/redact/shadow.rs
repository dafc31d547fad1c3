//! The shadow of a text: what the patterns see, with one form for each digit, dash and space, and without
//! what cannot be seen. Every place in it leads back to the place in the text.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

#[expect(clippy::unwrap_used, reason = "the patterns are constants, compiled by the tests")]
pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// A text in one form.
pub(super) struct Shadow {
    pub(super) text: String,
    /// For each byte of `text`: where its character begins and ends in the original.
    places: Vec<(usize, usize)>,
}

impl Shadow {
    pub(super) fn of(original: &str) -> Self {
        let mut shadow = Self { text: String::with_capacity(original.len()), places: Vec::new() };
        for (at, c) in original.char_indices() {
            let end = at + c.len_utf8();
            if c == '\u{30a}' && shadow.text.ends_with(['a', 'A']) {
                let composed = if shadow.text.pop() == Some('a') { 'å' } else { 'Å' };
                let start = shadow.places.pop().map_or(at, |(start, _)| start);
                shadow.push(composed, start, end);
            } else if c == '\u{301}' && shadow.text.ends_with(['e', 'E']) {
                shadow.text.pop();
                let start = shadow.places.pop().map_or(at, |(start, _)| start);
                shadow.push('é', start, end);
            } else if let Some(seen) = seen_as(c) {
                shadow.push(seen, at, end);
            }
        }
        shadow
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.text.push(c);
        self.places.resize(self.text.len(), (start, end));
    }

    /// Where a range of the shadow stands in the original.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |(start, _)| *start);
        let end =
            range.end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(start, |(_, end)| *end);
        start..end
    }
}

/// The character that stands for `c`; [`None`] when it cannot be seen.
fn seen_as(c: char) -> Option<char> {
    if c.is_ascii() {
        return match c {
            '\t' => Some(' '),
            '\n' => Some(c),
            _ if c.is_ascii_control() => None,
            _ => Some(c),
        };
    }
    Some(match c {
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{20e3}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{3164}'
        | '\u{ffa0}'
        | '\u{80}'..='\u{9f}'
        | '\u{e0000}'..='\u{e0fff}' => return None,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{2028}' | '\u{2029}' => '\n',
        '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{2e3a}'
        | '\u{2e3b}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{30fc}'
        | '\u{58a}'
        | '\u{1806}'
        | '\u{2500}'
        | '\u{b7}'
        | '\u{2022}'
        | '\u{2027}'
        | '\u{30fb}'
        | '\u{b1}'
        | '\u{223c}'
        | '\u{301c}'
        | '\u{2796}' => '-',
        '\u{2024}' | '\u{3002}' | '\u{fe52}' | '\u{ff61}' => '.',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{fe6b}' => '@',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => digit(c).unwrap_or(c),
    })
}

/// The ASCII digit of a digit of another script or style.
fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let value = match code {
        0x660..=0x669 => code - 0x660,
        0x6f0..=0x6f9 => code - 0x6f0,
        0x7c0..=0x7c9 => code - 0x7c0,
        0x966..=0x96f => code - 0x966,
        0x9e6..=0x9ef => code - 0x9e6,
        0xe50..=0xe59 => code - 0xe50,
        0xb2 | 0xb3 => code - 0xb0,
        0xb9 => 1,
        0x2070 | 0x2074..=0x2079 => code - 0x2070,
        0x2080..=0x2089 => code - 0x2080,
        0x2460..=0x2468 => code - 0x2460 + 1,
        0x24ea => 0,
        0x1_d7ce..=0x1_d7ff => (code - 0x1_d7ce) % 10,
        0x1_fbf0..=0x1_fbf9 => code - 0x1_fbf0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

static OBFUSCATED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)snabel|[(\[{<]\s*at\s*[)\]}>]"));

/// Whether `text` can hold personal data at all: a digit of any kind or a sign of an e-mail address.
pub(super) fn may_hold(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || c == '@' || (!c.is_ascii() && may_be_seen_as_sign(c));
    text.chars().any(sign) || OBFUSCATED.is_match(text)
}

fn may_be_seen_as_sign(c: char) -> bool {
    seen_as(c).is_some_and(|seen| seen.is_ascii_digit() || seen == '@')
}

static TOKENS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"<(?:@[!&]?|#|a?:\w{2,32}:)\d{15,20}>|<t:-?[1-9]\d{0,12}(?::[a-zA-Z])?>|</[^<>\n]{1,100}:\d{15,20}>",
    )
});

/// Mentions, custom emoji and timestamps of the platform: their digits are not what people typed.
pub(super) fn tokens(shadow: &str) -> Vec<Range<usize>> {
    TOKENS.find_iter(shadow).map(|found| found.range()).collect()
}
