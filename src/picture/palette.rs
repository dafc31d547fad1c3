//! The colours. Every text stands on its ground with at least 4.5:1 (WCAG AA); a test measures it.

use crate::domain::expectation::Expectation;

/// The month's card.
pub(super) const PAPER: &str = "#fffaf1";
/// Its edge, so that it ends where a white page begins.
pub(super) const EDGE: &str = "#ead9bf";
/// What is read first.
pub(super) const INK: &str = "#2c2733";
/// What is read second.
pub(super) const SOFT_INK: &str = "#645a63";
/// The sun behind the heading, and its glow.
pub(super) const SUN: &str = "#ffd98a";
/// Round the sun.
pub(super) const GLOW: &str = "#ffeecb";
/// The bed all four grow in.
pub(super) const EARTH: &str = "#f2e3c9";
/// Pills: the words said most, often, and once.
pub(super) const PILLS: [(&str, &str); 3] =
    [("#2f5d50", "#ffffff"), ("#cfe3d8", "#1f4238"), ("#f2e3c9", INK)];

/// A colour of its own for each expectation: stem and dark leaves, and the light leaves.
pub(super) fn expectation(expectation: Expectation) -> (&'static str, &'static str) {
    match expectation {
        Expectation::Task => ("#2f6f5e", "#7fb8a4"),
        Expectation::Context => ("#2c6a94", "#84b8da"),
        Expectation::LeadFollow => ("#8a4a7d", "#cf9ac4"),
        Expectation::Others => ("#b5492f", "#ee9f82"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("a hex colour");
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_on_its_ground() {
        let mut pairs =
            vec![(INK, PAPER), (INK, EARTH), (INK, SUN), (INK, GLOW), (SOFT_INK, PAPER), (SOFT_INK, GLOW)];
        pairs.extend(PILLS);
        pairs.extend(Expectation::ALL.map(|e| (expectation(e).0, PAPER)));
        for (one, other) in pairs {
            assert!(contrast(one, other) >= 4.5, "{one} on {other}: {:.2}", contrast(one, other));
        }
    }
}
