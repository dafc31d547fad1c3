//! No personal number, phone number or address of a person is left, and nothing else is changed.

use aktor::domain::redact::redact;

/// The longest mark, and no more than one for each two bytes.
const MARK: usize = 20;

pub(crate) fn holds(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let once = redact(&text);
    if once.is_clean() {
        assert_eq!(once.text, text, "nothing was found, and something was changed");
    }
    assert!(once.text.len() <= text.len() + once.found.len() * MARK, "{text:?} grew to {:?}", once.text);
    assert!(once.found.len() <= text.len(), "more was found than there is");
    let marks: usize = once.found.iter().map(|kind| kind.mark().len()).sum();
    assert!(once.text.len() >= marks, "a mark was cut: {:?}", once.text);
    let twice = redact(&once.text);
    assert!(twice.is_clean(), "{text:?} leaves {:?}, in which {:?} is found", once.text, twice.found);
    if let Some(number) = personal_number(&once.text) {
        panic!("{text:?} leaves {number}");
    }
}

/// A date, a dash and four digits with nothing about them that could be part of another number: found without the
/// bot's own patterns.
fn personal_number(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let apart = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|b| matches!(b, b' ' | b'\n'));
    (0..bytes.len()).find_map(|at| {
        let shape = (0..11).all(|n| if n == 6 { bytes.get(at + 6) == Some(&b'-') } else { digit(at + n) });
        if !shape || !apart(at.checked_sub(1)) || !apart(Some(at + 11)) {
            return None;
        }
        let found = text.get(at..at + 11)?;
        let (day, month): (u8, u8) = (found[..2].parse().ok()?, found[2..4].parse().ok()?);
        // The 31st of a shorter month is no date; the first 28 days are dates of every month.
        ((1..=28).contains(&day) && (1..=12).contains(&month)).then_some(found)
    })
}
