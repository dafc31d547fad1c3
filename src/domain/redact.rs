//! Personal data that never belongs in an answer: CPR numbers, phone numbers, e-mail and street addresses.
//!
//! Decides on the text alone, before anything is stored, logged or quoted. When in doubt a CPR number is
//! removed (a real one must never slip through); the other kinds are removed when their form is clear.

mod address;
mod cpr;
mod email;
mod phone;
mod shadow;

use shadow::Shadow;
use std::ops::Range;

/// A kind of personal data; in order of how grave it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A civil registration number.
    Cpr,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A street address.
    Address,
}

impl Kind {
    /// What stands in its place. Danish in every language: it is what the answer was written in.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Cpr => "[cpr fjernet]",
            Self::Email => "[e-mail fjernet]",
            Self::Phone => "[telefon fjernet]",
            Self::Address => "[adresse fjernet]",
        }
    }
}

/// A text without personal data, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    /// The text with a mark in the place of each thing found; else exactly as it was.
    pub text: String,
    /// What was found, in the order of the text; what stood behind something else comes after all that.
    pub found: Vec<Kind>,
}

impl Redacted {
    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.found.is_empty()
    }
}

/// Something found, by its place in the shadow.
type Found = (Range<usize>, Kind);

/// Replaces every CPR number, phone number, e-mail and street address by a mark. A number is found with
/// dashes, dots, spaces or invisible characters in it and in full-width digits; all else stays as written.
pub fn redact(text: &str) -> Redacted {
    let mut redacted = redact_once(text);
    // A number may hide behind another, and stand alone when that one is gone.
    while !redacted.is_clean() {
        let again = redact_once(&redacted.text);
        if again.is_clean() {
            break;
        }
        redacted.text = again.text;
        redacted.found.extend(again.found);
    }
    redacted
}

fn redact_once(text: &str) -> Redacted {
    if !shadow::may_hold(text) {
        return Redacted { text: text.to_owned(), found: Vec::new() };
    }
    let shadow = Shadow::of(text);
    let mut all: Vec<Found> = Vec::new();
    all.extend(cpr::find(&shadow.text).map(|range| (range, Kind::Cpr)));
    all.extend(email::find(&shadow.text).map(|range| (range, Kind::Email)));
    all.extend(phone::find(&shadow.text).map(|range| (range, Kind::Phone)));
    all.extend(address::find(&shadow.text).map(|range| (range, Kind::Address)));
    let protected = shadow::tokens(&shadow.text);
    all.retain(|(range, _)| {
        !protected.iter().any(|token| token.start <= range.start && range.end <= token.end)
    });
    all.sort_by_key(|(range, kind)| (range.start, *kind));
    let mut merged: Vec<Found> = Vec::new();
    for (range, kind) in all {
        match merged.last_mut() {
            // What overlaps goes together, as the graver kind.
            Some((last, graver)) if range.start < last.end => {
                last.end = last.end.max(range.end);
                *graver = kind.min(*graver);
            }
            _ => merged.push((range, kind)),
        }
    }
    let mut redacted = Redacted { text: String::with_capacity(text.len()), found: Vec::new() };
    let mut done = 0;
    for (range, kind) in merged {
        let place = shadow.original(&range);
        redacted.text.push_str(&text[done..place.start]);
        redacted.text.push_str(kind.mark());
        redacted.found.push(kind);
        done = place.end;
    }
    redacted.text.push_str(&text[done..]);
    redacted
}
