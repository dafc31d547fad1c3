//! The library of prompts: whole, balanced, and strict with what a directory brings.

use aktor::domain::expectation::Expectation;
use aktor::domain::language::Language;
use aktor::domain::prompt::{Audience, Courage, Form, Theme};
use aktor::service::library::Library;
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

#[test]
fn the_built_in_prompts_have_no_faults_and_cover_every_theme() {
    let (library, faults) = Library::load(None);
    assert_eq!(faults, []);
    assert!(library.len() >= 66, "{} prompts", library.len());
    for theme in Theme::ALL {
        let count = library.for_audience(Audience::Team).filter(|prompt| prompt.theme == theme).count();
        assert!(count >= 3, "{theme:?} has {count}");
    }
    for expectation in Expectation::ALL {
        let count = library.iter().filter(|prompt| prompt.expectation == Some(expectation)).count();
        assert!(count >= 5, "{expectation:?} has {count}");
    }
    assert!(library.iter().filter(|prompt| prompt.form == Form::Case).count() >= 14);
    let light = library.iter().filter(|prompt| prompt.courage == Courage::Light).count();
    let bold = library.iter().filter(|prompt| prompt.courage == Courage::Bold).count();
    assert!(light * 5 >= library.len() * 2 && bold * 10 >= library.len(), "{light} light, {bold} bold");
}

#[test]
fn no_prompt_praises_itself_or_asks_the_same_as_another() {
    let (library, _) = Library::load(None);
    let mut titles = std::collections::BTreeSet::new();
    for prompt in library.iter() {
        for language in Language::ALL {
            let words = prompt.wording(language);
            assert!(!format!("{}{}{}", words.title, words.text, words.help).contains('!'), "{}", prompt.id);
            assert_ne!(words.title, words.text, "{}", prompt.id);
            assert!(titles.insert(words.title.clone()), "{}: {} stands twice", prompt.id, words.title);
        }
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
    assert_eq!(loaded(first.path()), loaded(second.path()));
    let (library, _) = loaded(first.path());
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
