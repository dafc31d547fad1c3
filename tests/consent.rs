//! To whom an example is told, and whose name stands in it: only that of somebody who said yes to it.

mod wider;

use aktor::domain::consent::{Reach, Telling, text_without, told, without};
use aktor::domain::expectation::Expectation;
use aktor::domain::ids::{NominationId, TeamId, UserId};
use aktor::domain::language::Language::{self, Danish, English};
use aktor::domain::nomination::{Consent, Nomination, NominationState, Nominee};
use chrono::DateTime;
use proptest::prelude::*;

const YES: Option<Consent> = Some(Consent::Yes);
const NAMELESS: Option<Consent> = Some(Consent::WithoutName);
const NO: Option<Consent> = Some(Consent::No);

/// An example of these colleagues; the first has the id 1, the second 2, and so on.
fn of(colleagues: &[(&str, Option<Consent>)]) -> Nomination {
    let nominees = (1..).zip(colleagues);
    Nomination {
        id: NominationId(1),
        team: TeamId(1),
        giver: UserId(99),
        giver_name: "Asta".to_owned(),
        without_giver: false,
        whole_team: false,
        expectation: Expectation::Task,
        value: None,
        part: None,
        what: String::new(),
        meant: String::new(),
        version: 1,
        state: NominationState::Shared,
        given_at: DateTime::UNIX_EPOCH,
        nominees: nominees
            .map(|(id, (name, answer))| Nominee {
                user: UserId(id),
                name: (*name).to_owned(),
                answer: *answer,
            })
            .collect(),
    }
}

/// The example as the team is told it, once somebody whom nothing is said of has said yes as well.
fn telling(l: Language, n: &Nomination) -> Telling {
    let mut n = n.clone();
    n.nominees.push(Nominee { user: UserId(98), name: String::new(), answer: NAMELESS });
    told(l, &n, &[], Reach::Team, DateTime::UNIX_EPOCH).unwrap()
}

fn shown_text(l: Language, n: &Nomination, text: &str) -> String {
    telling(l, &Nomination { what: text.to_owned(), ..n.clone() }).what
}

#[test]
fn without_a_yes_every_form_of_the_name_is_a_colleague() {
    for answer in [None, NAMELESS, NO] {
        let n = of(&[("Mette Holm", answer)]);
        for (given, shown) in [
            ("Mette Holm tog over.", "En kollega tog over."),
            ("Så tog mette over.", "Så tog en kollega over."),
            ("Det var METTES idé.", "Det var en kollegas idé."),
            ("Det var Mette's idé.", "Det var en kollegas idé."),
            ("Det var Mette Holms idé.", "Det var en kollegas idé."),
            ("Tak til <@1> og <@!1>s ro.", "Tak til en kollega og en kollegas ro."),
            ("Vi ringede. Mette kom.", "Vi ringede. En kollega kom."),
            ("Spørg @Mette Holm, ikke (Mette).", "Spørg en kollega, ikke (en kollega)."),
            ("Mette  Holm", "En kollega"),
            ("Tak, Mette!", "Tak, en kollega!"),
        ] {
            assert_eq!(shown_text(Danish, &n, given), shown, "{answer:?}: {given}");
        }
    }
    let n = of(&[("Mette Holm", NO)]);
    assert_eq!(
        shown_text(English, &n, "It was Mette's idea, said <@1>."),
        "It was a colleague's idea, said a colleague."
    );
}

#[test]
fn a_surname_that_was_written_behind_a_known_first_name_goes_with_it() {
    let n = of(&[("Mette", NO), ("Bo", YES)]);
    assert_eq!(shown_text(Danish, &n, "Vi så Mette Holm Hansen gå."), "Vi så en kollega gå.");
    assert_eq!(shown_text(Danish, &n, "Vi så Mette Bo gå."), "Vi så en kollega Bo gå.");
    assert_eq!(shown_text(Danish, &n, "Mette gik. Holm kom."), "En kollega gik. Holm kom.");
}

#[test]
fn other_words_are_left_alone() {
    let n = of(&[("Bo Ås", NO), ("Jens", NO), ("Per", None), ("Åse", NAMELESS)]);
    for text in [
        "Borgeren vil bo hjemme.",
        "Fire timer per dag.",
        "Jensen og Boel gik, og Åsens bus kørte.",
        "Kåse og åseblå",
    ] {
        assert_eq!(shown_text(Danish, &n, text), text);
    }
    assert_eq!(shown_text(Danish, &n, "Jens' plan og åses ord"), "En kollegas plan og en kollegas ord");
    assert_eq!(shown_text(Danish, &n, "Vi kalder det 'Jens'"), "Vi kalder det 'en kollega'");
}

#[test]
fn a_longer_name_does_not_hide_a_shorter_one() {
    let n = of(&[("Jens Ole", NO)]);
    assert_eq!(shown_text(Danish, &n, "Så kom Jens Olesen."), "Så kom en kollega.");
}

#[test]
fn who_said_yes_keeps_the_name_and_is_named_where_they_were_mentioned() {
    let n = of(&[("Mette Holm", YES), ("Bo", NO)]);
    assert_eq!(
        shown_text(Danish, &n, "<@1> og <@2> løste det. Mette ringede, Bo skrev."),
        "Mette Holm og en kollega løste det. Mette ringede, en kollega skrev."
    );
    assert_eq!(telling(Danish, &n).names, ["Mette Holm"]);
    assert_eq!(telling(Danish, &of(&[("Mette", NAMELESS), ("Bo", None)])).names, [""; 0]);
}

#[test]
fn a_first_name_of_two_is_hidden_when_one_of_them_did_not_say_yes() {
    let n = of(&[("Mette Holm", YES), ("Mette Dam", None)]);
    assert_eq!(
        shown_text(Danish, &n, "Mette Holm, Mette Dam og Mette."),
        "Mette Holm, en kollega og en kollega."
    );
}

#[test]
fn somebody_who_was_only_mentioned_is_not_named() {
    assert_eq!(shown_text(Danish, &of(&[("Bo", YES)]), "Bo og <@77>"), "Bo og en kollega");
}

#[test]
fn a_part_is_erased_for_good_and_the_others_stay() {
    let mut n = of(&[("Mette Holm", None), ("Bo", YES)]);
    n.what = "<@1> og <@2> og Mette".to_owned();
    n.meant = "Mettes ro og Bos mod".to_owned();
    let left = without(&n, UserId(1), "en kollega");
    assert_eq!(left.what, "En kollega og <@2> og en kollega");
    assert_eq!(left.meant, "En kollegas ro og Bos mod");
    assert_eq!(left.nominees[0].name, "");
    assert_eq!(left.nominees[1], n.nominees[1]);
    assert_eq!(text_without(&n, UserId(2), "Bo med Mette", "en kollega"), "En kollega med Mette");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_hidden_name_is_left_in_any_text(words in "[ .,a-zæøå]{0,30}", more in "[ .,a-zæøå]{0,30}") {
        let n = of(&[("Ærinde Ågaard", None)]);
        let text = format!("{words} Ærinde {more} <@1> {words} ærinde ågaards {more}");
        let shown = shown_text(Danish, &n, &text).to_lowercase();
        prop_assert!(!shown.contains(" ærinde ") && !shown.contains("<@"), "{}", shown);
    }

    #[test]
    fn any_name_can_be_looked_for(name in "\\PC{0,32}", text in "\\PC{0,80}") {
        let n = of(&[(name.as_str(), None)]);
        let _ = shown_text(Danish, &n, &text);
        let _ = without(&n, UserId(1), "en kollega");
    }
}
