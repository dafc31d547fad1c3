//! A message as the starting point of a good example: its tag, the people in it, its words.

use aktor::domain::ids::UserId;
use aktor::domain::starting_point::{is_tagged, mentioned, words};

#[test]
fn the_tag_is_a_word_of_its_own_in_any_case() {
    for text in [
        "#godteksempel",
        "#godt-eksempel",
        "Se her: #GodtEksempel.",
        "#GODT-EKSEMPEL, <@1>",
        "(#godteksempel)",
        "Det var\n#godteksempel\n<@1>",
        "#godteksempel#andet",
        "#godteksempel - <@1>",
    ] {
        assert!(is_tagged(text), "{text}");
    }
    for text in [
        "godteksempel",
        "#godteksempler",
        "#godteksempel2",
        "##godteksempel",
        "a#godteksempel",
        "#godt eksempel",
        "#godt-eksempel-på-noget",
        "#godt_eksempel",
        "#godteksempel_x",
        "",
    ] {
        assert!(!is_tagged(text), "{text}");
    }
}

#[test]
fn everybody_mentioned_is_found_once_in_order() {
    assert_eq!(mentioned("<@2> og <@!1>, <@2> <#3> <@&4> <@x>"), [UserId(2), UserId(1)]);
    assert_eq!(mentioned("ingen"), []);
}

#[test]
fn words_lose_the_tag_name_the_known_and_nobody_else() {
    let names = [(UserId(1), "Mette".to_owned())];
    let said = |text: &str| words(text, &names, "en kollega", 1_000);
    assert_eq!(said("#godteksempel <@1> og <@!2> blev. #godt-eksempel"), "Mette og en kollega blev.");
    assert_eq!(said("Tak <@1> #godteksempel, fordi du blev."), "Tak Mette, fordi du blev.");
    assert_eq!(said("Ring 22 33 44 55"), "Ring [telefon fjernet]");
    assert_eq!(said(" #godteksempel "), "");
    let cut = words(&"å".repeat(1_200), &names, "en kollega", 1_000);
    assert!(cut.ends_with('…') && cut.chars().count() == 1_000);
}
