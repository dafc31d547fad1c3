//! What people type, as it may be kept: short enough, and without personal data.

use crate::domain::{escape, redact};
use crate::service::refusal::Refusal;

/// What was typed into one field, fit to be kept: at most `most` characters, the space around it left out. Text in which
/// there is nothing to see is none.
pub(super) fn fit(text: &str, most: u16) -> Result<String, Refusal> {
    let text = if escape::is_blank(text) { "" } else { text.trim() };
    short_enough(text, most.into())?;
    impersonal(text)?;
    Ok(text.to_owned())
}

/// The same for what is kept as one line.
pub(super) fn one_line(text: &str, most: u16) -> Result<String, Refusal> {
    fit(&text.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// Refuses text of more than `most` characters.
pub(super) fn short_enough(text: &str, most: usize) -> Result<(), Refusal> {
    let length = text.chars().count();
    let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    if length > most { Err(Refusal::TooLong(size(length), size(most))) } else { Ok(()) }
}

/// Refuses text with personal data in it.
pub(super) fn impersonal(text: &str) -> Result<(), Refusal> {
    redact::redact(text).found.first().map_or(Ok(()), |kind| Err(Refusal::Personal(*kind)))
}
