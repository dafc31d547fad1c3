//! What people type has no effect when it is quoted, and is cut whole.

use aktor::domain::escape::{cut, escape, plain, quote, unescape};
use proptest::prelude::*;

#[test]
fn markup_is_shown_as_it_was_typed() {
    for (typed, quoted) in [
        ("**fed** _kursiv_ ~~væk~~", r"\*\*fed\*\* \_kursiv\_ \~\~væk\~\~"),
        ("# stor\n-# lille\n- punkt\n  + punkt", "\\# stor\n\\-\\# lille\n\\- punkt\n  \\+ punkt"),
        ("> citat\n>>> alt", "\\> citat\n\\>\\>\\> alt"),
        ("1. punkt\nden 1. maj", "1\\. punkt\nden 1. maj"),
        ("||hemmeligt|| `kode`", r"\|\|hemmeligt\|\| \`kode\`"),
        ("[her](https://x.dk)", r"\[her\]\(https\:\//x\.dk\)"),
        ("discord.gg/abc", r"discord\.gg/abc"),
        ("a-b 3.5 kl. 9:30 \\o/", r"a-b 3.5 kl. 9:30 \\o/"),
        ("<@123456789012345678> og <#1> <:smil:12> </hjælp:5>", "@… og \\#… :smil: /hjælp"),
        ("<@<@1>2> <@!9> <@&9>", "\\<@@…2\\> @… @…"),
        ("@everyone @HERE", "＠everyone ＠HERE"),
        ("skjult\u{202e}\u{200b}\u{feff} tegn\u{0}\r\nny", "skjult tegn\nny"),
        ("👩‍🏫 ❤️ a\u{200d}b", "👩‍🏫 ❤️ ab"),
    ] {
        assert_eq!(escape(typed), quoted, "{typed}");
    }
    assert_eq!(plain(" to\nlinjer @everyone ", 40), "to linjer ＠everyone");
}

#[test]
fn cutting_keeps_characters_and_escapes_whole() {
    assert_eq!(cut("kort", 4), "kort");
    assert_eq!(cut("længere tekst", 8), "længere…");
    assert_eq!(cut("👩‍🏫👩‍🏫", 6), "👩‍🏫…");
    assert_eq!(cut("👩‍🏫👩‍🏫", 5), "…");
    assert_eq!(cut("abc", 0), "");
    assert_eq!(quote("ab*cd", 5), r"ab\*…");
    assert_eq!(quote("ab*cd", 4), "ab…");
}

proptest! {
    #[test]
    fn a_quote_fits_and_has_no_effect(text in "[a-z *_~`|<>\\[\\]()#@:/.\\\\0-9\n\u{200b}\u{202e}-]{0,60}|\\PC{0,60}", most in 0usize..80) {
        let quoted = quote(&text, most);
        prop_assert!(quoted.encode_utf16().count() <= most);
        let mut chars = quoted.chars();
        while let Some(c) = chars.next() {
            if c == '\\' {
                prop_assert!(chars.next().is_some_and(|next| next.is_ascii_punctuation()));
            } else {
                let markup = "*_~`|<>[]()#".contains(c);
                prop_assert!(!markup, "{}", quoted);
                let hidden = matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                prop_assert!(!hidden, "{}", quoted);
            }
        }
        let live = quoted.contains("://") || quoted.to_lowercase().contains("@everyone");
        prop_assert!(!live, "{}", quoted);
    }

    #[test]
    fn a_cut_is_a_beginning_of_the_text(text in "\\PC{0,40}", most in 0usize..50) {
        let short = cut(&text, most);
        prop_assert!(short.encode_utf16().count() <= most);
        prop_assert!(short == text || text.starts_with(short.trim_end_matches('…')));
    }
}

#[test]
fn what_was_escaped_reads_as_it_was_typed() {
    for text in [r"**a** \ _b_ `c` [d](e) #f", "1. to\n- tre", "https://norddjurs.dk", "æøå 👩‍🚒 :) <3", r"\\"]
    {
        assert_eq!(unescape(&escape(text)), text);
    }
}
