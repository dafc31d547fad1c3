//! The pictures: the same bytes for the same value, small, and whole whatever people type.
//!
//! Each picture is also written to `target/pictures/`, for a person to look at.

use aktor::domain::expectation::Expectation;
use aktor::domain::language::Language;
use aktor::picture::chat::{Button, Card, ChatMessage, Look, Thread};
use aktor::picture::{ChatPicture, MonthPicture, alt_text, chat_picture, month_picture};
use resvg::tiny_skia::Pixmap;
use std::path::Path;

fn month(counts: [u32; 4], themes: &[(&str, u32)]) -> MonthPicture {
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

fn prompt() -> ChatMessage {
    ChatMessage {
        author: "Aktør".into(),
        badge: Some("APP".into()),
        time: "mandag kl. 09.00".into(),
        card: Some(Card {
            colour: 0x002f_6f5e,
            overline: "Ugens spørgsmål · uge 48".into(),
            title: "Da dagen blev lettere".into(),
            text: "*Færdiggør sætningen:*\nMin dag blev lettere i denne uge, da **en af os** …\n\n> Det må gerne være noget helt lille: en dør, der blev holdt, en vagt, der blev byttet.\n\nSvar i tråden eller på knappen. Det er fint at springe over.".into(),
            footer: "Svar gemmes i 90 dage og bruges kun her i teamet. /hjælp".into(),
        }),
        buttons: vec![
            Button { label: "Svar".into(), inviting: true },
            Button { label: "Fremhæv kollega".into(), inviting: false },
        ],
        thread: Some(Thread {
            name: "Uge 48 · Da dagen blev lettere".into(),
            count: "3 svar ›".into(),
            answers: vec![
                ("Asta".into(), "… Bo tog telefonen, så jeg kunne spise min mad i fred.".into()),
                ("Bo".into(), "… aftenholdet havde gjort rummet klar. Det tager dem fem minutter og sparer os en halv time om morgenen.".into()),
                ("Chano".into(), "… vi *lo* af det.".into()),
            ],
        }),
        ..ChatMessage::default()
    }
}

fn letter() -> ChatMessage {
    ChatMessage {
        author: "Aktør".into(),
        badge: Some("APP".into()),
        time: "i dag kl. 10.00".into(),
        text: "## Månedsbrev · november 2026\n**En historie fra måneden**\n> Der var hul i cykelstien ved skolen. Det var ikke vores opgave, men Dagny satte en kegle, ringede til vejholdet og tog billedet med hjem, så vi kunne tale om det.\n\n**De små ting**\n- Kaffen var sat over, før nathold gik hjem.\n- Vi spurgte borgeren, før vi spurgte skemaet.\n\n**Tag med til mødet**\n- Hvornår var det godt, at du lod en anden gå forrest?\n-# Svar gemmes i 90 dage. Ret teksten eller tag dig ud når som helst.".into(),
        month: Some(busy()),
        ..ChatMessage::default()
    }
}

#[test]
fn a_prompt_and_a_letter_look_as_in_a_chat() {
    for (look, name) in [(Look::Light, "light"), (Look::Dark, "dark")] {
        for (message, kind) in [(prompt(), "prompt"), (letter(), "letter")] {
            let chat = ChatPicture { look, channel: Some("vores-hverdag".into()), messages: vec![message] };
            let png = chat_picture(&chat).unwrap();
            assert_eq!(png, chat_picture(&chat).unwrap(), "the same bytes");
            assert_eq!(kept(&format!("{kind}-{look:?}"), &png).width(), 1520, "{kind} {name}");
        }
    }
}

#[test]
fn odd_messages_do_not_break_a_chat() {
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(30);
    let odd = ChatMessage {
        author: long.clone(),
        badge: Some("APP".into()),
        time: "nu".into(),
        text: format!("{long}\n\n**<b>&amp;** *\u{202e}צוות* 👩🏽‍🌾\n- {long}\n> "),
        card: Some(Card { colour: u32::MAX, title: long.clone(), ..Card::default() }),
        buttons: (0..7).map(|n| Button { label: format!("{n} {long}"), inviting: n == 2 }).collect(),
        thread: Some(Thread {
            name: long.clone(),
            count: "9 svar".into(),
            answers: vec![(long.clone(), long), (String::new(), String::new())],
        }),
        ..ChatMessage::default()
    };
    let messages = vec![
        odd,
        ChatMessage::default(),
        ChatMessage { author: "Bo".into(), time: "nu".into(), text: "Tak.".into(), ..ChatMessage::default() },
    ];
    let chat = ChatPicture { look: Look::Dark, channel: None, messages };
    assert_eq!(kept("chat-odd", &chat_picture(&chat).unwrap()).width(), 1520);
    let nothing = ChatPicture { look: Look::Light, channel: None, messages: Vec::new() };
    kept("chat-nothing", &chat_picture(&nothing).unwrap());
}
