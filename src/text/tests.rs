//! The sentences against their files: both languages, the same keys, the same arguments, and every one said.

use super::book::{self, Entry, said};
use super::labels::folded;
use super::{
    answers, capitalised, commands, consents, dates, demo, errors, finish, info, labels, learnings, letter,
    list, mine, nameless, names, nominations, olfa, organisation, own, picture, plan, posts, reminders,
    settings, steps, words,
};
use crate::domain::expectation::Expectation;
use crate::domain::language::Language;
use crate::domain::nameless::{Kind, Voice};
use crate::domain::nomination::{Part, Value};
use crate::domain::occasion::SkipReason;
use crate::domain::organisation::Step;
use crate::domain::prompt::{Form, Lens, Theme};
use crate::domain::team::{Parked, Seat};
use crate::domain::words::Word;
use chrono::{NaiveDate, TimeZone};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};

/// The areas that have typed sentences.
fn table() -> impl Iterator<Item = &'static Entry> {
    [
        answers::TABLE,
        commands::TABLE,
        consents::TABLE,
        demo::TABLE,
        errors::TABLE,
        finish::TABLE,
        info::TABLE,
        learnings::TABLE,
        letter::TABLE,
        mine::TABLE,
        olfa::TABLE,
        organisation::TABLE,
        own::TABLE,
        picture::TABLE,
        names::TABLE,
        nameless::TABLE,
        nominations::TABLE,
        plan::TABLE,
        posts::TABLE,
        reminders::TABLE,
        settings::TABLE,
        steps::TABLE,
        words::TABLE,
    ]
    .into_iter()
    .flatten()
}

/// The keys that `names` puts together from a value's key.
fn composed() -> Vec<String> {
    let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let skips = [
        SkipReason::TooLate,
        SkipReason::Paused,
        SkipReason::NoPrompt,
        SkipReason::QuietMonth,
        SkipReason::Stopped,
        SkipReason::Rested,
        SkipReason::TrioUnreachable,
        SkipReason::Lapsed,
        SkipReason::Ended,
        SkipReason::NotLive,
    ];
    Expectation::ALL
        .iter()
        .flat_map(|e| [format!("expectation-{}", e.key()), format!("expectation-term-{}", e.key())])
        .chain(Theme::ALL.iter().map(|t| format!("theme-{}", t.key())))
        .chain(Form::ALL.iter().map(|f| format!("form-{}", f.key())))
        .chain(Lens::ALL.iter().map(|l| format!("lens-{}", l.key())))
        .chain(Word::ALL.iter().map(|w| format!("word-{}", w.key())))
        .chain(Value::ALL.iter().map(|v| format!("value-{}", v.key())))
        .chain(Part::ALL.iter().map(|p| format!("part-{}", p.key())))
        .chain(Seat::ALL.iter().map(|s| format!("seat-{}", s.key())))
        .chain(Parked::ALL.iter().map(|p| format!("parked-{}", p.key())))
        .chain(skips.iter().map(|s| format!("skip-{}", s.key())))
        .chain(Voice::ALL.iter().map(|v| format!("voice-{}", v.key())))
        .chain(
            Kind::ALL
                .iter()
                .flat_map(|k| [format!("answer-kind-{}", k.key()), format!("answer-kind-means-{}", k.key())]),
        )
        .chain(Step::ALL.iter().map(|s| format!("step-{}", s.key())))
        .chain(Language::ALL.iter().map(|l| format!("language-{}", l.code())))
        .chain(weekdays.iter().map(|w| format!("weekday-{w}")))
        .chain((1..=12).map(|m| format!("month-{m}")))
        .collect()
}

/// Each key of a language's files, with the arguments it uses.
fn written(files: &[(&str, &str)]) -> BTreeMap<String, BTreeSet<String>> {
    let argument = Regex::new(r"\$([a-zA-Z][a-zA-Z0-9_-]*)").unwrap();
    let head = Regex::new(r"^([a-zA-Z][a-zA-Z0-9_-]*) *=").unwrap();
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, source) in files {
        let mut current = None;
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some(found) = head.captures(line) {
                let key = found[1].to_owned();
                assert!(keys.insert(key.clone(), BTreeSet::new()).is_none(), "{name}: {key} stands twice");
                current = Some(key);
            }
            if let Some(arguments) = current.as_ref().and_then(|key| keys.get_mut(key)) {
                arguments.extend(argument.captures_iter(line).map(|found| found[1].to_owned()));
            }
        }
    }
    keys
}

fn is_label(key: &str) -> bool {
    ["cmd-", "opt-", "menu-", "choice-"].iter().any(|prefix| key.starts_with(prefix))
}

#[test]
fn every_file_of_sentences_is_well_formed() {
    for (name, source) in book::DANISH.iter().chain(book::ENGLISH) {
        if let Err((_, faults)) = FluentResource::try_new((*source).to_owned()) {
            panic!("{name}: {faults:?}");
        }
        assert!(!source.contains('\u{FFFD}') && !source.contains("Ã"), "{name}: broken letters");
        assert!(!source.contains('!'), "{name}: no exclamation marks");
    }
}

#[test]
fn every_sentence_stands_in_both_languages_with_its_arguments_and_none_is_unused() {
    let mut promised: BTreeMap<String, BTreeSet<String>> =
        composed().into_iter().map(|key| (key, BTreeSet::new())).collect();
    for (name, arguments) in table() {
        let arguments = arguments.iter().map(|(argument, _)| (*argument).to_owned()).collect();
        assert!(promised.insert(name.replace('_', "-"), arguments).is_none(), "{name} stands twice in Rust");
    }
    for (language, files) in [("Danish", book::DANISH), ("English", book::ENGLISH)] {
        let written: BTreeMap<_, _> = written(files).into_iter().filter(|(key, _)| !is_label(key)).collect();
        let missing: Vec<_> = promised.keys().filter(|key| !written.contains_key(*key)).collect();
        let unused: Vec<_> = written.keys().filter(|key| !promised.contains_key(*key)).collect();
        assert!(
            missing.is_empty() && unused.is_empty(),
            "{language}: missing {missing:?}, unused {unused:?}"
        );
        for (key, arguments) in &promised {
            assert_eq!(arguments, &written[key], "{language}: the arguments of {key}");
        }
    }
}

#[test]
fn every_sentence_can_be_said_and_fits_where_it_is_shown() {
    let composed = composed();
    let typed = table().map(|(name, arguments)| (name.replace('_', "-"), *arguments));
    let all = typed.chain(composed.into_iter().map(|key| (key, &[] as &[_])));
    for (key, arguments) in all {
        for (language, count) in Language::ALL.into_iter().flat_map(|l| [0, 1, 2, 90].map(|count| (l, count)))
        {
            let samples: FluentArgs<'_> = arguments
                .iter()
                .map(|(name, kind)| {
                    let text = kind.contains("str") || kind.contains("String");
                    (*name, if text { FluentValue::from("prøve") } else { FluentValue::from(count) })
                })
                .collect();
            let (text, faults) = said(language, &key, None, &samples).unwrap();
            assert_eq!(faults, 0, "{language:?} {key}: {text}");
            assert!(!text.is_empty() && text == text.trim(), "{language:?} {key}: {text:?}");
            assert!(!text.contains('{') && !text.contains('\u{2068}'), "{language:?} {key}: {text}");
            let most = match key.as_str() {
                key if key.starts_with("button-") => 80,
                key if key.ends_with("-form-title") || key.ends_with("-label") => 45,
                key if key.ends_with("-hint") => 100,
                "information-text" | "introduction-text" => 3_500,
                _ => 600,
            };
            assert!(text.chars().count() <= most, "{language:?} {key} is longer than {most}: {text}");
        }
    }
}

#[test]
fn names_of_commands_fit_the_platform_and_their_own_keys() {
    let shape = Regex::new(r"^[-_\p{L}\p{N}]{1,32}$").unwrap();
    let danish = written(book::DANISH);
    let english = written(book::ENGLISH);
    let keys = |all: &BTreeMap<String, BTreeSet<String>>| {
        all.keys().filter(|k| is_label(k)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(keys(&danish), keys(&english));
    for key in keys(&danish) {
        for language in Language::ALL {
            let text = |attribute| said(language, &key, attribute, &FluentArgs::new());
            let (name, faults) = if key.starts_with("cmd-") || key.starts_with("opt-") {
                let (name, faults) = text(Some("name")).unwrap();
                let (description, more) = text(Some("description")).unwrap();
                assert!(shape.is_match(&name) && name == name.to_lowercase(), "{key}: {name}");
                assert!((1..=100).contains(&description.chars().count()), "{key}: {description}");
                (name, faults + more)
            } else {
                text(None).unwrap()
            };
            assert_eq!(faults, 0, "{key}");
            assert!(
                name.chars().count() <= if key.starts_with("choice-") { 100 } else { 32 },
                "{key}: {name}"
            );
            if language == Language::Danish {
                assert!(
                    key.ends_with(&format!("-{}", folded(&name))),
                    "{key} should end as {name} is folded"
                );
            }
        }
    }
}

#[test]
fn labels_are_found_by_their_danish_names() {
    let preview = labels::command("månedsbrev forhåndsvis").unwrap();
    assert_eq!((preview.name.danish.as_str(), preview.name.english.as_str()), ("forhåndsvis", "preview"));
    assert_eq!(labels::option("opret-team", "klokkeslæt").unwrap().name.english, "time");
    assert_eq!(labels::menu("Fremhæv kollega").unwrap().english, "Nominate colleague");
    assert_eq!(labels::choice("hver 2. uge").unwrap().english, "every 2nd week");
    assert_eq!(labels::command("findes ikke"), None);
    for expectation in Expectation::ALL {
        let label = names::expectation(Language::Danish, expectation);
        assert_eq!(
            labels::choice(&label).unwrap().english,
            names::expectation(Language::English, expectation)
        );
    }
}

#[test]
fn a_missing_sentence_is_said_by_its_key() {
    assert_eq!(book::sentence(Language::English, "no-such-sentence", []), "no-such-sentence");
}

#[test]
fn dates_are_written_as_people_write_them() {
    let moment = chrono_tz::Europe::Copenhagen.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap();
    let date = moment.date_naive();
    assert_eq!(dates::moment(Language::Danish, &moment), "mandag den 23. november kl. 09.00");
    assert_eq!(dates::moment(Language::English, &moment), "Monday 23 November at 09:00");
    assert_eq!(dates::short_moment(Language::Danish, &moment), "man. 23. nov. kl. 09.00");
    assert_eq!(dates::short_day(Language::English, date), "Mon 23 Nov");
    assert_eq!(
        dates::short_day(Language::Danish, NaiveDate::from_ymd_opt(2026, 5, 2).unwrap()),
        "lør. 2. maj"
    );
    assert_eq!(dates::full_date(Language::Danish, date), "23. november 2026");
    assert_eq!(dates::month_and_year(Language::English, date), "November 2026");
}

#[test]
fn several_names_are_joined_as_people_say_them() {
    assert_eq!(list(Language::Danish, &["Mette", "Ali", "Jens"]), "Mette, Ali og Jens");
    assert_eq!(list(Language::English, &["Mette", "Ali"]), "Mette and Ali");
    assert_eq!(list(Language::Danish, &["Mette"]), "Mette");
    assert_eq!(list::<&str>(Language::Danish, &[]), "");
    assert_eq!(capitalised("øst for æblerne"), "Øst for æblerne");
}
