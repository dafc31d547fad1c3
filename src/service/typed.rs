//! What people type, as it may be kept: short enough, and without personal data.

use crate::domain::redact;
use crate::service::refusal::Refusal;

/// What was typed into one field, fit to be kept: at most `most` characters, the space around it left out.
pub(super) fn fit(text: &str, most: u16) -> Result<String, Refusal> {
    let text = text.trim();
    short_enough(text, most.into())?;
    impersonal(text)?;
    Ok(text.to_owned())
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
