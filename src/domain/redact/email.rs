//! E-mail addresses, also those written around the sign: `navn (at) kommune.dk`, `navn snabel-a kommune.dk`.

use super::shadow::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?:"[^"\n@]{1,60}"|[\p{L}\p{N}_+%-][\p{L}\p{N}._+%&'’-]*)@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}"#,
    )
});

/// Spaces around the sign or words for it: only before a well-known end of a domain.
static AROUND: LazyLock<Regex> = LazyLock::new(|| {
    let at = r"(?:\s*[(\[{<]\s*(?:at|@|snabel-?\s?a|krøllet a)\s*[)\]}>]\s*|\s+snabel-?\s?a\s+|\s?@\s?)";
    let dot = r"(?:\s?\.\s?|\s*[(\[{<]\s*(?:dot|punktum|prik|\.)\s*[)\]}>]\s*|\s+(?:dot|punktum|prik)\s+)";
    let word = r"[\p{L}\p{N}_+%-]+";
    let inner = r"(?:\.|\s*[(\[{<]\s*(?:dot|punktum|prik|\.)\s*[)\]}>]\s*|\s+(?:dot|punktum)\s+)";
    pattern(&format!(
        r"(?i){word}(?:{inner}{word})*{at}[\p{{L}}\p{{N}}-]+(?:{inner}[\p{{L}}\p{{N}}-]+)*?{dot}(?:dk|com|net|org|eu|nu|se|no|de|info|io|edu|gov|me|uk|gl|fo)\b"
    ))
});

/// Where e-mail addresses stand in a shadow.
pub(super) fn find(shadow: &str) -> impl Iterator<Item = Range<usize>> {
    let plain = PLAIN.find_iter(shadow).map(|found| found.range());
    plain.chain(AROUND.find_iter(shadow).map(|found| found.range()))
}
