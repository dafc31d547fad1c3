//! What a team makes of the prompts there are.

use crate::rotation::{library, prompt};
use aktor::domain::expectation::Expectation;
use aktor::domain::language::Language::{Danish, English};
use aktor::domain::nomination::Value;
use aktor::domain::own::{Change, LONGEST_TITLE, Own, State, TeamLibrary, Words, title_of};
use aktor::domain::plan::{Plan, Promise};
use aktor::domain::prompt::{Courage, Form, Prompt, Theme};
use aktor::service::library::Library;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn own(number: u32, state: State, text: &str) -> Own {
    Own {
        number,
        state,
        theme: Theme::Trust,
        words: Words::of(text.to_owned()),
        reason: None,
        author: None,
        by: Some("Asta".to_owned()),
    }
}

fn hidden(ids: &[&str]) -> BTreeMap<String, Change> {
    ids.iter().map(|id| ((*id).to_owned(), Change { hidden: true, words: None })).collect()
}

fn ids(prompts: &[&Prompt]) -> Vec<String> {
    prompts.iter().map(|prompt| prompt.id.clone()).collect()
}

#[test]
fn a_team_has_the_library_and_what_was_approved_without_what_it_has_hidden() {
    let all = library(3);
    let states = [State::Draft, State::Suggested, State::Approved, State::Refused, State::Approved];
    let own: Vec<Own> = (1..).zip(states).map(|(n, state)| own(n, state, "Hvad nu?")).collect();
    let team = TeamLibrary::of(&all, &own, &hidden(&["p001", "eget-5", "nedlagt"]));
    assert_eq!(ids(&team.asked()), ["eget-3", "p000", "p002"]);
    assert_eq!(team.get("p001").unwrap().id, "p001", "it may have been asked before");
    assert_eq!(team.get("eget-1"), None);
    assert!(team.held("eget-5").unwrap().hidden);
    let found = team.get("eget-3").unwrap();
    assert_eq!((found.value, found.expectation), (Some(Value::Trust), None));
    assert_eq!((found.form, found.courage), (Form::Question, Courage::Medium));
    assert_eq!(found.asked_by.as_deref(), Some("Asta"));
    let theme = |theme| Own { theme, ..own[2].clone() }.prompt().expectation;
    assert_eq!(theme(Theme::LeadFollow), Some(Expectation::LeadFollow));
    assert_eq!(
        Own { words: Words::of("Jeg lo, da …".into()), ..own[2].clone() }.prompt().form,
        Form::Sentence
    );
}

#[test]
fn a_teams_words_stand_in_both_languages_and_have_no_effect() {
    let (all, _) = Library::load(None);
    let with_more = all.iter().find(|prompt| prompt.da.follow_up.is_some()).unwrap();
    let words = Words {
        title: "**Ny** @everyone".to_owned(),
        text: "**Hvad** [nu](https://ond.example)?".to_owned(),
        help: String::new(),
    };
    let change = Change { hidden: false, words: Some(words.clone()) };
    let changes = BTreeMap::from([(with_more.id.clone(), change)]);
    let team = TeamLibrary::of(all.iter(), &[], &changes);
    let reworded = team.get(&with_more.id).unwrap();
    assert!(team.held(&with_more.id).unwrap().reworded);
    for l in [Danish, English] {
        let wording = reworded.wording(l);
        assert!(wording.text.contains("\\*\\*Hvad\\*\\*") && !wording.text.contains("](http"), "{wording:?}");
        assert!(!wording.title.contains("@everyone") && wording.help.is_empty(), "{wording:?}");
        assert_eq!(wording.follow_up, None, "it belonged to the old words");
        // Opened again, they are as they were typed.
        assert_eq!(Words::from_wording(wording).text, words.text);
    }
    assert_eq!(reworded.theme, with_more.theme);
    for (form, text, becomes) in [
        (Form::Sentence, "Hvad lo vi ad?", Form::Question),
        (Form::Exercise, "Jeg lo, da ...", Form::Sentence),
        (Form::Olfa, "Hvad nu?", Form::Question),
    ] {
        let one = all.iter().find(|prompt| prompt.form == form).unwrap();
        let words = Some(Words::of(text.to_owned()));
        let changes = BTreeMap::from([(one.id.clone(), Change { hidden: false, words })]);
        let team = TeamLibrary::of(all.iter(), &[], &changes);
        assert_eq!(team.get(&one.id).unwrap().form, becomes, "{text}");
    }
    assert_eq!(team.changed().count(), 1);
    assert_ne!(words.print(), Words { help: "x".into(), ..words.clone() }.print());
}

#[test]
fn what_others_have_rewritten_is_not_asked_in_its_authors_name() {
    let own = [own(1, State::Approved, "Hvad nu?")];
    let of = |changes: BTreeMap<String, Change>| {
        let team = TeamLibrary::of(&[], &own, &changes);
        (team.get("eget-1").unwrap().da.text.clone(), team.get("eget-1").unwrap().asked_by.clone())
    };
    assert_eq!(of(BTreeMap::new()), ("Hvad nu?".to_owned(), Some("Asta".to_owned())));
    let words = Some(Words::of("Hvad så?".to_owned()));
    let changes = BTreeMap::from([("eget-1".to_owned(), Change { hidden: false, words })]);
    assert_eq!(of(changes), ("Hvad så?".to_owned(), None));
}

#[test]
fn what_says_nearly_the_same_is_found_and_what_does_not_is_not() {
    let (all, _) = Library::load(None);
    let team = TeamLibrary::of(all.iter(), &[], &BTreeMap::new());
    let twice =
        team.nearest("Hvad er lykkedes for os på det seneste, og som vi glemte at fejre?", all.known());
    assert_eq!(twice.unwrap().id, "fejring-01");
    assert_eq!(team.nearest("Hvilken nøgle mangler der altid i skabet?", all.known()), None);
    let typed = team.similar("hvad er lykkedes for os", all.known());
    assert_eq!(typed[0].id, "fejring-01");
    assert!(typed.len() <= 10);
    assert_eq!(ids(&team.similar("zzz qqq", all.known())), [""; 0]);
    let named = |typed| team.named(typed).map(|held| held.prompt.id.clone());
    assert_eq!(named(" Fejring-01 ").as_deref(), Some("fejring-01"));
    let title = all.get("fejring-01").unwrap().da.title.to_uppercase();
    assert_eq!(named(&title).as_deref(), Some("fejring-01"));
    assert_eq!(named("fejring"), None);
    let med = all.iter().find(|prompt| prompt.id.starts_with("kurs") && prompt.da.text.contains("MED"));
    assert!(med.is_none_or(|prompt| named(&prompt.id).is_none()), "it is not the team's");
    assert!(team.with_words("GLEMTE fejre", Danish).any(|prompt| prompt.id == "fejring-01"));
}

#[test]
fn a_title_is_the_first_sentence_or_what_fits_of_it() {
    for (text, title) in [
        ("Hvad nu?", "Hvad nu?"),
        ("Listen siger bad. Hvad gør du?", "Listen siger bad"),
        ("Hvad gør vi f.eks. når bussen er væk?", "Hvad gør vi f.eks. når bussen er væk?"),
        ("Klokken er 7.30. Hvad gør du?", "Klokken er 7.30"),
        ("Klokken er 7.30.", "Klokken er 7.30"),
        ("Jeg griner, når ... Og så går jeg hjem.", "Jeg griner, når …"),
        ("Det bedste ved mandag er.....", "Det bedste ved mandag er…"),
        (
            "Hvad sker der kl. 14.50 i bl.a. køkkenet? Og hvem ser det?",
            "Hvad sker der kl. 14.50 i bl.a. køkkenet?",
        ),
        ("Ja. Og hvad så med resten af os her på holdet?", "Ja. Og hvad så med resten af os her på holdet?"),
        (
            "Hvornår var det sidst, at en af os sagde noget, som alle andre gik og tænkte på?",
            "Hvornår var det sidst, at en af os sagde noget, som alle…",
        ),
    ] {
        assert_eq!(title_of(text), title);
    }
}

#[test]
fn three_dots_are_a_sentence_to_be_finished() {
    let typed = Own { words: Words::of("Jeg lo, da ...".into()), ..own(1, State::Approved, "") };
    assert_eq!((typed.prompt().form, &*typed.prompt().da.text), (Form::Sentence, "Jeg lo, da …"));
    let ellipsis = Own { words: Words::of("Jeg lo, da …".into()), ..typed.clone() };
    assert_eq!(typed.prompt(), ellipsis.prompt());
    let two = Own { words: Words::of("Hvad.. mon?".into()), ..typed };
    assert_eq!((two.prompt().form, &*two.prompt().da.text), (Form::Question, "Hvad.. mon?"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_title_always_fits(text in "(.{1,100}|[a-zA-Zæ .?!…]{1,200})") {
        prop_assume!(!text.trim().is_empty());
        let title = title_of(&text);
        prop_assert!(!title.is_empty() && title.chars().count() <= usize::from(LONGEST_TITLE), "{title}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_hidden_prompt_is_replaced_on_its_date_alone_and_an_approved_one_changes_nothing(
        size in 20usize..70, seed: u64, nth in 0usize..4,
    ) {
        let all = library(size);
        let first = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let dates: Vec<NaiveDate> = (0..4).map(|week| first + Days::new(7 * week)).collect();
        let lay = |team: &TeamLibrary<'_>, promised: &BTreeMap<NaiveDate, Promise>| {
            let asked = team.asked();
            Plan { library: &asked, history: &[], seed, resting: &BTreeSet::new() }.lay(&dates, promised)
        };
        let before = lay(&TeamLibrary::of(&all, &[], &BTreeMap::new()), &BTreeMap::new());
        let promised: BTreeMap<NaiveDate, Promise> =
            before.iter().map(|(date, promise)| (*date, promise.clone().unwrap())).collect();
        let Some(Promise::Ask(gone)) = before[nth].1.clone() else { panic!("{before:?}") };
        let approved = [own(1, State::Approved, "Hvad nu?")];
        let team = TeamLibrary::of(&all, &approved, &hidden(&[&gone]));
        let after = lay(&team, &promised);
        for (n, (was, is)) in before.iter().zip(&after).enumerate() {
            prop_assert_eq!(was == is, n != nth, "{} of {:?} and {:?}", n, before, after);
        }
        prop_assert!(after[nth].1.is_some());
        let same = lay(&TeamLibrary::of(&all, &approved, &BTreeMap::new()), &promised);
        prop_assert_eq!(before, same);
    }
}

#[test]
fn a_teams_own_prompt_is_asked_like_any_other() {
    let all = [prompt(1, Theme::Task, Courage::Light, None)];
    let own = [own(1, State::Approved, "Hvad nu?")];
    let team = TeamLibrary::of(&all, &own, &hidden(&["p001"]));
    assert_eq!(ids(&team.asked()), ["eget-1"]);
    let choice = aktor::domain::rotation::choose(&team.asked(), &[], 1, &BTreeSet::new());
    assert_eq!(choice.unwrap().prompt, "eget-1");
}
