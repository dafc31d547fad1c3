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

/// The colours of a chat.
#[derive(Debug)]
pub(super) struct ChatColours {
    /// Behind everything.
    pub(super) ground: &'static str,
    /// Round it.
    pub(super) edge: &'static str,
    /// Behind a card and a thread.
    pub(super) card: &'static str,
    /// Names and titles.
    pub(super) strong: &'static str,
    /// Text.
    pub(super) text: &'static str,
    /// Times, footers.
    pub(super) muted: &'static str,
    /// The line from a message to its thread.
    pub(super) spine: &'static str,
    /// A quiet button and its words.
    pub(super) button: (&'static str, &'static str),
    /// A thread's "12 answers".
    pub(super) link: &'static str,
}

/// The button that invites, its words, and the badge of an app.
pub(super) const INVITING: (&str, &str) = ("#4752c4", "#ffffff");

/// On white.
pub(super) const LIGHT: ChatColours = ChatColours {
    ground: "#ffffff",
    edge: "#dfe1e6",
    card: "#f4f5f7",
    strong: "#1b1d22",
    text: "#2e3138",
    muted: "#5c606b",
    spine: "#cdd0d7",
    button: ("#e2e4e9", "#2e3138"),
    link: "#2556c4",
};

/// On dark grey.
pub(super) const DARK: ChatColours = ChatColours {
    ground: "#313338",
    edge: "#44474f",
    card: "#2a2c31",
    strong: "#f4f5f7",
    text: "#dcdee3",
    muted: "#a9adb8",
    spine: "#555963",
    button: ("#4b4e57", "#ffffff"),
    link: "#8ab4ff",
};

/// Grounds for the initials in an avatar; white letters stand on each.
pub(super) const AVATARS: [&str; 6] = ["#2f6f5e", "#2c6a94", "#8a4a7d", "#b5492f", "#6a5a1f", "#4a4f8c"];

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
        let mut pairs = vec![
            (INK, PAPER),
            (INK, EARTH),
            (INK, SUN),
            (INK, GLOW),
            (SOFT_INK, PAPER),
            (SOFT_INK, GLOW),
            INVITING,
        ];
        pairs.extend(PILLS);
        pairs.extend(AVATARS.map(|ground| (ground, "#ffffff")));
        pairs.extend(Expectation::ALL.map(|e| (expectation(e).0, PAPER)));
        for look in [LIGHT, DARK] {
            pairs.push(look.button);
            for ink in [look.strong, look.text, look.muted, look.link] {
                pairs.extend([(ink, look.ground), (ink, look.card)]);
            }
        }
        for (one, other) in pairs {
            assert!(contrast(one, other) >= 4.5, "{one} on {other}: {:.2}", contrast(one, other));
        }
    }
}
