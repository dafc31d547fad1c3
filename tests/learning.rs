//! What a learning may say, and when an answer tells of something hard.

use aktor::domain::learning::{Words, mentions_somebody, tells_of_doubt};
use proptest::prelude::*;

#[test]
fn a_learning_that_calls_somebody_is_found() {
    for text in ["@Mette", "Vi og @bo", "(@Åse)", "<@77>", "<@&7> og", "@everyone", "＠Mette", "spørg@ @Ole"]
    {
        assert!(mentions_somebody(text), "{text}");
    }
    for text in ["Vi spurgte", "to @ 3 kroner", "asta@norddjurs", "", "@", "kl. 9 @ 12"] {
        assert!(!mentions_somebody(text), "{text}");
    }
    let words = Words { next: "Vi spørger @Mette".to_owned(), ..Words::default() };
    assert!(words.mention_somebody() && !Words::default().mention_somebody());
}

#[test]
fn what_is_hard_is_told_by_its_words() {
    for text in [
        "Det er SVÆRT at nå",
        "Jeg er i tvivl om listen",
        "Vi er usikre på det",
        "frustrerende",
        "Vi er pressede",
        "I am worried",
        "It is hard to say",
    ] {
        assert!(tells_of_doubt(text), "{text}");
    }
    for text in ["Vi nåede det hele", "hardware", "Tværtimod", ""] {
        assert!(!tells_of_doubt(text), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_odd_to_be_looked_at(text in ".{0,200}") {
        let _ = (mentions_somebody(&text), tells_of_doubt(&text));
        let at = format!("{text} @Bo");
        prop_assert!(mentions_somebody(&at));
    }
}
