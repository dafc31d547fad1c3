//! Phone numbers: Danish ones in the groupings people use, and those that begin with a country's code.

use super::shadow::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// With a country's code there is no doubt: any grouping goes.
static WITH_CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\(\s?(?:\+|00)\s?45\s?\)|(?:\+|00)\s?45|\(45\))(?:[ .\-/]|\s-\s)?(?:\(0\))?(?:\d[ .\-/]{0,2}){7}\d|(?:\+|\b00)[1-9]\d{0,2}(?:[ \-]?\(?\d{1,5}\)?){2,6}",
    )
});

/// Eight digits in a common grouping; the separator is judged afterwards.
static GROUPED: LazyLock<Regex> = LazyLock::new(|| {
    let g = r"[ .\-/]|\s-\s";
    pattern(&format!(
        r"(?:45(?:{g}))?\d\d(?:{g})\d\d(?:{g})\d\d(?:{g})\d\d|\d{{4}}(?:{g})\d{{4}}|\d\d(?:{g})\d{{3}}(?:{g})\d{{3}}|\d{{3}}(?:{g})\d\d(?:{g})\d{{3}}|\d{{3}}(?:{g})\d{{3}}(?:{g})\d\d|\d\d(?:{g})\d\d(?:{g})\d{{4}}|\d{{4}}(?:{g})\d\d(?:{g})\d\d|\d\d(?:{g})\d{{6}}|\d(?: \d){{7}}|\d{{8}}"
    ))
});

/// Words before a number that say it is a phone number.
static PHONE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:tlf|tel|telefon|mob|mobil|fastnet|sms|ring|ringe|ringer|ringes|kald|call|phone|fax|vagttelefon|direkte|hotline|whatsapp|mobilepay|telefonnummer|mobilnummer|telefonnr|mobilnr|tlfnr)\w{0,8})\b[^\d\n]{0,24}$",
    )
});

/// Words before a number that say it is something else.
static OTHER_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(?:cvr|ean|gln|se-?nr|p-?nr|p-?nummer|sag|sagen|sager|sags|journal|ordre|ordren|faktura|fakturaen|bilag|konto|kontoen|reg|ref|reference|id|isbn|issn|serie|vare|kunde|medlem|medlems|billet|booking|matrikel|lokale|rum|stue|side|siderne|sider|s|uge|uger|kl|klokken|port|version|build|ip|ticket|incident|inc|nummerplade|dok|dokument|afsnit|budget|beløb|beløbet|kr|dkk|eur|usd|år|årene|perioden|i|stelnr|model|måler|postnr|målernr|ejendomsnr|bfe|varenr|løbenr)|\p{L}{3,}(?:-?nr|nummer|nummeret|-id|kode))\b[.:#]{0,2}(?:\s*(?:nr|nummer|er|var)\b[.:]?)?[\s#:(]{0,3}$|[€$£#§]\s?$",
    )
});

/// Words after a number that say it is an amount, a measure or a count.
static OTHER_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s?(?:,-|,\d|%|€|°|²|(?:kr|kroner|dkk|euro|eur|usd|mio|mia|km|m2|m3|kwh|mwh|kg|ton|tons|liter|stk|styk|personer|borgere|indbyggere|mennesker|visninger|besøg|medarbejdere|ansatte|timer|minutter|sekunder|gange|sider|elever|træer|skridt|bytes|kb|mb)\b)",
    )
});

static URL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:https?://|www\.)\S+"));

/// Where phone numbers stand in a shadow.
pub(super) fn find(shadow: &str) -> impl Iterator<Item = Range<usize>> {
    let urls: Vec<Range<usize>> = URL.find_iter(shadow).map(|found| found.range()).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for hit in WITH_CODE.find_iter(shadow) {
        let digits = hit.as_str().bytes().filter(u8::is_ascii_digit).count();
        if (9..=16).contains(&digits) && alone(shadow, &hit.range()) && !amount_after(shadow, hit.end()) {
            found.push(hit.range());
        }
    }
    let mut from = 0;
    while let Some(hit) = GROUPED.find_at(shadow, from) {
        let range = hit.range();
        let inside = |other: &Range<usize>| other.start < range.end && range.start < other.end;
        if !found.iter().any(inside) && !urls.iter().any(inside) && is_phone(shadow, &range) {
            from = range.end;
            found.push(range);
        } else {
            // Start again after this group of digits, not inside it.
            let rest = &shadow.as_bytes()[range.start..];
            from = range.start + rest.iter().take_while(|byte| byte.is_ascii_digit()).count().max(1);
        }
    }
    found.into_iter()
}

fn is_phone(shadow: &str, range: &Range<usize>) -> bool {
    let text = &shadow[range.clone()];
    let before = last_of_line(&shadow[..range.start]);
    if !alone(shadow, range) || amount_after(shadow, range.end) {
        return false;
    }
    let said = PHONE_BEFORE.is_match(before);
    if OTHER_BEFORE.is_match(before) && !said || said && before.trim_end().ends_with("kl.") {
        return false;
    }
    let groups: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let gaps: Vec<&str> = text.split(|c: char| c.is_ascii_digit()).filter(|gap| !gap.is_empty()).collect();
    let uniform = gaps.windows(2).all(|pair| pair[0] == pair[1]);
    let gap = gaps.first().copied().unwrap_or_default();
    if said {
        return uniform || groups.len() >= 3;
    }
    if joined_before(shadow, range.start) || !uniform || in_row(shadow, range, gap) || text.starts_with('0') {
        return false;
    }
    let year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let number = |group: &str| group.parse::<u32>().unwrap_or(0);
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    match lengths[..] {
        [8] => !is_date(text),
        [4, 4] if gap == " " => {
            let rounded = groups.iter().all(|group| group.ends_with("00"));
            !(rounded || groups.iter().all(|group| year(group)))
        }
        [4, 4] => gap.trim() == "-" && !year(groups[0]) && !groups.iter().all(|group| group.ends_with('0')),
        [2, 2, 2, 2] | [2, 2, 2, 2, 2] => {
            let step = number(groups[1]).saturating_sub(number(groups[0]));
            // `23 45 67 89` climbs as well, and is what people make up for a number.
            let climbs = (1..=10).contains(&step)
                && groups.windows(2).all(|pair| number(pair[1]) == number(pair[0]) + step);
            let octets = gap == "." && text.starts_with("10.");
            let hours = gap == "-" && groups.iter().all(|group| number(group) <= 24);
            !climbs && !octets && !hours
        }
        [2, 2, 4] => gap == " " && !(number(groups[0]) <= 31 && number(groups[1]) <= 12 && year(groups[2])),
        [4, 2, 2] => gap == " " && !(year(groups[0]) && number(groups[1]) <= 12),
        [3, 2, 3] | [3, 3, 2] | [1, 1, 1, 1, 1, 1, 1, 1] => gap == " ",
        // Thousands are grouped so too: only when a word says it is a phone number.
        _ => false,
    }
}

/// Whether no letter or digit stands right beside it, and no decimal after it.
fn alone(shadow: &str, range: &Range<usize>) -> bool {
    let before = shadow[..range.start].chars().next_back();
    let mut after = shadow[range.end..].chars();
    let next = after.next();
    let clear = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let decimal = matches!(next, Some('.' | ',' | ':')) && after.next().is_some_and(|c| c.is_ascii_digit());
    clear(before) && clear(next) && !decimal
}

/// Whether it hangs on to a word or a longer number: `sag-12345678`, `2024/12345678`, `F#12345678`.
fn joined_before(shadow: &str, start: usize) -> bool {
    let mut before = shadow[..start].chars().rev();
    match before.next() {
        Some('-' | '.' | ',' | '/' | ':') => before.next().is_some_and(char::is_alphanumeric),
        Some('_' | '#' | '=' | '&' | '§' | '@' | '~' | '^' | '\\') => true,
        _ => false,
    }
}

/// Whether the same separator goes on to more digits on either side: a row of numbers.
fn in_row(shadow: &str, range: &Range<usize>, gap: &str) -> bool {
    if gap.is_empty() {
        return false;
    }
    let before = shadow[..range.start].strip_suffix(gap).and_then(|rest| rest.chars().next_back());
    let after = shadow[range.end..].strip_prefix(gap).and_then(|rest| rest.chars().next());
    [before, after].into_iter().flatten().any(|c| c.is_ascii_digit())
}

fn amount_after(shadow: &str, end: usize) -> bool {
    OTHER_AFTER.is_match(&shadow[end..])
}

/// At most the last 60 bytes of the line, from a character's beginning.
fn last_of_line(text: &str) -> &str {
    let line = text.rsplit('\n').next().unwrap_or(text);
    let from =
        (line.len().saturating_sub(60)..=line.len()).find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    &line[from..]
}

/// `20261224` and `24122026`.
fn is_date(digits: &str) -> bool {
    let number =
        |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let fits = |year: u32, month: u32, day: u32| {
        (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    fits(number(0..4), number(4..6), number(6..8)) || fits(number(4..8), number(2..4), number(0..2))
}
