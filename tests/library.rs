//! The library of prompts: whole, balanced, and strict with what a directory brings.

use aktor::domain::expectation::Expectation;
use aktor::domain::nomination::Value;
use aktor::domain::prompt::Theme;
use aktor::service::library::{Library, Row};
use std::path::Path;

fn written(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, source) in files {
        std::fs::write(directory.path().join(name), source).unwrap();
    }
    directory
}

fn loaded(directory: &Path) -> (Library, Vec<String>) {
    let (library, faults) = Library::load(Some(directory));
    let told = |path: String| path.replace(&format!("{}/", directory.display()), "");
    (library, faults.iter().map(|fault| told(fault.to_string())).collect())
}

fn prompt(id: &str, title: &str) -> String {
    format!(
        "[[prompt]]\nid = \"{id}\"\nform = \"question\"\ncourage = \"light\"\nminutes = 3\n\
         [prompt.da]\ntitle = \"{title}\"\ntext = \"Hvad så vi?\"\nhelp = \"Småt er godt.\"\n\
         [prompt.en]\ntitle = \"A title\"\ntext = \"What did we see?\"\nhelp = \"Small is good.\"\n"
    )
}

/// What the review says of `directory`'s prompts, on top of the built-in ones.
fn reviewed(directory: &Path) -> Vec<String> {
    let (library, faults) = Library::load(Some(directory));
    assert_eq!(faults, []);
    let told = |path: String| path.replace(&format!("{}/", directory.display()), "");
    library.review().iter().map(|fault| told(fault.to_string())).collect()
}

#[test]
fn the_built_in_library_has_no_faults_reads_well_and_holds_enough_of_everything() {
    let (library, faults) = Library::load(None);
    assert_eq!(faults, []);
    assert_eq!(library.review(), []);
    let missing: Vec<Row> = library.balance().into_iter().filter(|row| !row.holds()).collect();
    assert_eq!(missing, []);
}

#[test]
fn every_group_of_the_taxonomy_is_counted() {
    let rows = Library::load(None).0.balance();
    let counted = |group: &str| rows.iter().filter(|row| row.group == group).count();
    assert_eq!(counted("theme"), Theme::ALL.len());
    assert_eq!(counted("expectation"), Expectation::ALL.len());
    for (group, count) in [("OLFA", 4), ("KKC", 3), ("value", 4), ("form", 6), ("case from", 10)] {
        assert_eq!(counted(group), count, "{group}");
    }
    for (group, count) in [("courage", 3), ("minutes", 3), ("audience", 4), ("begins with", 1)] {
        assert_eq!(counted(group), count, "{group}");
    }
}

#[test]
fn a_library_that_lost_its_balance_says_of_what_there_is_too_little_and_too_much() {
    let (before, _) = Library::load(None);
    let growth = before.iter().filter(|prompt| prompt.value == Some(Value::Growth));
    let replaced: String = growth.map(|found| prompt(&found.id, "Et")).collect();
    let directory = written(&[("a.toml", &format!("theme = \"learning\"\n{replaced}"))]);
    let rows = Library::load(Some(directory.path())).0.balance();
    let off: Vec<_> = rows.iter().filter(|row| !row.holds()).map(|row| (row.group, &row.what[..])).collect();
    assert_eq!(off, [("OLFA", "employee"), ("value", "growth"), ("theme", "growth")]);

    let many: String = (10..30).map(|n| prompt(&format!("egen-{n}"), &n.to_string())).collect();
    let directory = written(&[("a.toml", &format!("theme = \"learning\"\n{many}"))]);
    let rows = Library::load(Some(directory.path())).0.balance();
    let off: Vec<_> = rows.iter().filter(|row| !row.holds()).map(|row| (row.group, &row.what[..])).collect();
    assert_eq!(off, [("begins with", "Hvad så")]);
}

#[test]
fn the_review_tells_what_reads_badly_and_where() {
    let one = |n: u8, form: &str, title: &str, text: &str, english: &str| {
        format!(
            "[[prompt]]\nid = \"egen-{n:02}\"\nform = \"{form}\"\ncourage = \"light\"\nminutes = 3\n\
             [prompt.da]\ntitle = \"{title}\"\ntext = \"{text}\"\nhelp = \"Småt er godt.\"\n\
             [prompt.en]\ntitle = \"Title {n}\"\ntext = \"{english}\"\nhelp = \"Small is good.\"\n"
        )
    };
    let own = [
        one(1, "question", "Råb", "Hvem vandt ugens store kagekonkurrence?!", "Who won the bake-off?"),
        one(
            2,
            "sentence",
            "Prik",
            "Jeg plukker helst brombær, når...",
            "I prefer picking blackberries when …",
        ),
        one(3, "exercise", "Hul", "Syng en sang  om gulvspande , stille.", "Sing about buckets, quietly."),
        one(4, "question", "Navn", "Spurgte Mettes hund om vej?", "Did the dog of Søren ask its way?"),
        one(5, "hunt", "Ord", "Hvem implementerede ugens fokusområder?", "Whose synergies were leveraged?"),
        one(
            6,
            "question",
            "Faerdig",
            "Naar spiste vi baer? Beboerne troede på videoer og temaer fra dataejeren i Aarhus?",
            "When did we eat berries?",
        ),
        one(7, "case", "Sag", "Du ser en kæmpe edderkop i skuret.", "You see a huge spider in the shed."),
        one(8, "question", "Hvorfor regner det?", "Hvorfor regner det?", "Why does it rain?"),
        one(9, "question", "Ens", "Okay, pizza?", "Okay, pizza?"),
        one(10, "question", "Ens", "Hvem har set den blå trillebør?", "Who saw the blue wheelbarrow?"),
        one(12, "question", "To", "Hvem har mon set den blå trillebør?", "Which wheels are blue?"),
    ];
    let directory = written(&[("egne.toml", &format!("theme = \"task\"\n{}", own.concat()))]);
    insta::assert_snapshot!(reviewed(directory.path()).join("\n"));
}

#[test]
fn a_retired_id_is_never_used_again() {
    let own = format!("theme = \"task\"\n{}{}", prompt("egen-02", "Et"), prompt("egen-03", "To"));
    let retired = "# Ude\negen-01\n\negen-03 # for lang\n";
    let directory = written(&[("a.toml", &own), ("retired.txt", retired)]);
    let (library, faults) = loaded(directory.path());
    assert_eq!(
        faults,
        ["a.toml: egen-03 id: this id stands in retired.txt, and is never used again: give it a new one"]
    );
    assert!(library.get("egen-02").is_some() && library.get("egen-03").is_none());
    assert!(!library.review().iter().any(|fault| fault.key.ends_with(" id")), "egen-01 is accounted for");
}

#[test]
fn a_directory_cannot_retire_what_comes_with_the_program() {
    let directory = written(&[("retired.txt", "ansvar-01\n")]);
    let (library, faults) = loaded(directory.path());
    assert_eq!(faults, [""; 0]);
    assert!(library.get("ansvar-01").is_some());
}

#[test]
fn personal_data_and_broken_letters_keep_a_prompt_out() {
    let with = |help: &str| prompt("egen-01", "Titel").replace("Småt er godt.", help);
    for (help, reason) in [
        (
            "Ring til 010190-1234.",
            "holds something like a personal number (CPR); a prompt is no place for it",
        ),
        ("Ring til 86 12 34 56.", "holds something like a phone number; a prompt is no place for it"),
        ("Skriv til post@kommune.dk.", "holds something like an e-mail address; a prompt is no place for it"),
        ("SmÃ¥t er godt.", "has broken letters; save the file as UTF-8"),
        ("Sm?t er godt.", "has broken letters; save the file as UTF-8"),
        ("Sma\u{30A}t er godt.", "has letters in two pieces (å as a and a ring); type them anew"),
    ] {
        let directory = written(&[("a.toml", &format!("theme = \"task\"\n{}", with(help)))]);
        let (library, faults) = loaded(directory.path());
        assert_eq!(faults, [format!("a.toml: egen-01 da.help: {reason}")], "{help}");
        assert!(library.get("egen-01").is_none());
    }
}

#[test]
fn prompts_come_in_the_same_order_however_they_are_filed() {
    let first = written(&[(
        "a.toml",
        &format!("theme = \"task\"\n{}{}", prompt("zz-1", "Et"), prompt("aa-1", "To")),
    )]);
    let second = written(&[
        ("x.toml", &format!("theme = \"task\"\n{}", prompt("zz-1", "Et"))),
        ("y.toml", &format!("theme = \"task\"\n{}", prompt("aa-1", "To"))),
    ]);
    let (library, _) = loaded(first.path());
    assert!(library.iter().eq(loaded(second.path()).0.iter()));
    assert!(library.iter().is_sorted_by_key(|prompt| prompt.id.clone()));
}

#[test]
fn a_directory_adds_prompts_and_replaces_them_by_id() {
    let (before, _) = Library::load(None);
    let own =
        format!("theme = \"growth\"\n{}{}", prompt("ansvar-01", "Vores egen"), prompt("vores-01", "Ny"));
    let directory = written(&[("egne.toml", &own), ("LÆSMIG.md", "ikke et spørgsmål")]);
    let (library, faults) = loaded(directory.path());
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(library.len(), before.len() + 1);
    assert_eq!(library.get("ansvar-01").unwrap().da.title, "Vores egen");
    assert_eq!(library.get("vores-01").unwrap().theme, Theme::Growth);
}

#[test]
fn a_broken_directory_tells_every_fault_at_once_and_keeps_the_built_in_prompts() {
    let bad = r#"theme = "task"
colour = "blue"

[[prompt]]
id = "ansvar-01"
form = "poem"
courage = "light"
minutes = 5
mood = "sunny"
[prompt.da]
title = "To\nlinjer"
text = "Ring til 010190-1234"
help = ""
[prompt.en]
title = "A title"
text = "BlÃ¥"
help = " Space"
tone = "warm"
"#;
    let long = prompt("egen-01", &"æ".repeat(61));
    let twice = format!("theme = \"tasks\"\n{}{}", long, prompt("Egen 02", "Titel"));
    let same = format!("theme = \"task\"\n{}{}", prompt("egen-03", "Titel"), prompt("egen-03", "Titel"));
    let directory = written(&[
        ("a.toml", bad),
        ("b.toml", &twice),
        ("c.toml", "theme = "),
        ("d.toml", &same),
        ("e.toml", ""),
    ]);
    std::fs::write(directory.path().join("f.toml"), [0xE6, 0xF8, 0xE5]).unwrap();

    let (before, _) = Library::load(None);
    let (library, faults) = loaded(directory.path());
    insta::assert_snapshot!(faults.join("\n"));
    assert_eq!(library.get("ansvar-01"), before.get("ansvar-01"));
    assert_eq!(library.len(), before.len() + 1, "only the first egen-03 is faultless");
}

#[test]
fn a_directory_that_is_not_there_is_a_fault_not_a_crash() {
    let (library, faults) = Library::load(Some(Path::new("/no/such/directory")));
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].file, "/no/such/directory");
    assert!(!library.is_empty());
}

#[test]
fn a_marked_file_that_is_not_toml_is_named_and_not_stumbled_over() {
    let directory = tempfile::TempDir::new().unwrap();
    std::fs::write(directory.path().join("egne.toml"), "\u{feff}å").unwrap();
    let (library, faults) = Library::load(Some(directory.path()));
    assert!(!library.is_empty());
    assert!(
        faults.iter().any(|fault| fault.to_string().contains("is not valid TOML (line 1)")),
        "{faults:?}"
    );
}
