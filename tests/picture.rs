//! The pictures: the same bytes for the same value, small, and whole whatever people type.
//!
//! Each picture is also written to `target/pictures/`, for a person to look at.

use aktor::domain::expectation::Expectation;
use aktor::domain::language::Language;
use aktor::picture::{MonthPicture, alt_text, month_picture};
use resvg::tiny_skia::Pixmap;
use std::path::Path;

pub(crate) fn month(counts: [u32; 4], themes: &[(&str, u32)]) -> MonthPicture {
    let mut expectations = Expectation::ALL.map(|expectation| (expectation, 0));
    for (slot, count) in expectations.iter_mut().zip(counts) {
        slot.1 = count;
    }
    MonthPicture {
        team: "Hjemmeplejen Allingåbro".into(),
        month: "november 2026".into(),
        language: Language::Danish,
        expectations,
        themes: themes.iter().map(|(theme, weight)| ((*theme).to_owned(), *weight)).collect(),
        posts: Some(4),
        answers: None,
    }
}

fn busy() -> MonthPicture {
    let themes = [
        ("Tillid", 2),
        ("Blik for borgeren", 2),
        ("Psykologisk tryghed", 1),
        ("Frisættelse", 1),
        ("En stærk fortælling", 1),
        ("Koordinering", 1),
    ];
    MonthPicture { answers: Some(23), ..month([4, 2, 1, 6], &themes) }
}

/// Decodes a picture, checks its size, and leaves it for a person to look at.
fn kept(name: &str, png: &[u8]) -> Pixmap {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name).with_extension("png"), png).unwrap();
    Pixmap::decode_png(png).unwrap()
}

fn drawn(name: &str, picture: &MonthPicture) -> Pixmap {
    let pixels = kept(name, &month_picture(picture).unwrap());
    assert_eq!((pixels.width(), pixels.height()), (1200, 824), "{name}");
    let bytes = month_picture(picture).unwrap().len();
    assert!(bytes < 200_000, "{name}: {bytes} bytes");
    let described = alt_text(picture).chars().count();
    assert!((1..=1_024).contains(&described), "{name}: {described}");
    pixels
}

#[test]
fn the_same_month_gives_the_same_bytes() {
    let first = month_picture(&busy()).unwrap();
    assert_eq!(first, month_picture(&busy()).unwrap());
    let mut shuffled = busy();
    shuffled.themes.reverse();
    shuffled.expectations.reverse();
    assert_eq!(first, month_picture(&shuffled).unwrap(), "order in the value decides nothing");
}

#[test]
fn a_month_is_drawn_in_both_languages_on_its_own_ground() {
    let pixels = drawn("month-busy", &busy());
    assert_eq!(pixels.pixel(0, 0).unwrap().alpha(), 0, "the corners are round");
    assert_eq!(pixels.pixel(600, 20).unwrap().alpha(), 255, "the ground is its own");
    drawn(
        "month-english",
        &MonthPicture { language: Language::English, month: "November 2026".into(), ..busy() },
    );
}

#[test]
fn a_month_without_examples_invites_and_shows_no_zero() {
    let quiet = month([0; 4], &[("Kerneopgaven", 1), ("Læring", 1)]);
    drawn("month-quiet", &quiet);
    drawn("month-empty", &MonthPicture { posts: None, ..month([0; 4], &[]) });
    drawn("month-first", &MonthPicture { posts: Some(1), ..month([0, 1, 0, 0], &[("Små ting", 1)]) });
    let words = alt_text(&quiet);
    assert!(!words.contains('0') || words.replace("2026", "").find('0').is_none(), "{words}");
    assert!(words.contains("Hvem fik en anden i spil?"), "{words}");
}

#[test]
fn a_month_says_in_words_what_it_shows() {
    insta::assert_snapshot!(alt_text(&busy()), @"Billede af november 2026 hos Hjemmeplejen Allingåbro: fire planter i samme bed, et blad for hvert godt eksempel. 4 spørgsmål · 23 svar. Tag ansvar for opgaven: 4 gode eksempler. Påvirk helheden positivt: 2 gode eksempler. Led og følg, når opgaven kalder: 1 godt eksempel. Bring andre i spil: 6 gode eksempler. Det talte vi om: Blik for borgeren, Tillid, En stærk fortælling, Frisættelse, Koordinering, Psykologisk tryghed.");
}

#[test]
fn odd_names_and_many_themes_do_not_break_a_month() {
    let long = "Arbejdsfællesskabet for rengøring, køkken & vedligehold på <Djursland> \"Øst\" ".repeat(20);
    let themes: Vec<(String, u32)> =
        (0..60).map(|n| (format!("Tema nr. {n} om hverdagen"), 60 - n)).collect();
    drawn(
        "month-long",
        &MonthPicture {
            team: long.clone(),
            month: long.clone(),
            themes,
            answers: Some(u32::MAX),
            posts: Some(u32::MAX),
            ..month([u32::MAX, 9, 12, 40], &[])
        },
    );
    drawn(
        "month-long-theme",
        &MonthPicture {
            team: long.clone(),
            ..month([1, 2, 3, 0], &[(&long, 4), ("Trivsel", 1), (&long[..200], 1), ("x", 0), ("", 9)])
        },
    );
    drawn(
        "month-rtl",
        &MonthPicture {
            team: "צוות الفريق \u{202e}🌻👩🏽‍🌾 Æblehaven".into(),
            ..month([3, 0, 2, 1], &[("ثقة", 2), ("אמון", 1), ("Дoвіра", 1), ("信頼", 1), ("🌻", 1)])
        },
    );
    for name in ["", "   ", "🌻🌻", "\u{0}\u{1}\u{ffff}]]>", "&amp;<!--", "a\u{301}\u{301}\u{301}"] {
        drawn("month-odd", &MonthPicture { team: name.into(), month: name.into(), ..busy() });
    }
}
