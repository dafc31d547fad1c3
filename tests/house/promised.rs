//! `docs/reliability.md` and `docs/privacy.md` name tests that exist, and at least one for each promise.

use regex::Regex;
use std::path::{Path, PathBuf};

/// Says what is *not* promised, so that nothing can prove it.
const SAID_ONLY: &str = "R3";

/// The tests named in each chapter: `R1` and its names, and for `P4, P5` those of both.
fn chapters(text: &str) -> Vec<(String, Vec<String>)> {
    let heading = Regex::new(r"(?m)^## (?:([RP]\d+(?:, [RP]\d+)*) · )?").unwrap();
    let name = Regex::new(r"`([a-z0-9_]+(?:::[a-z0-9_]+)+)`").unwrap();
    let starts: Vec<_> = heading.captures_iter(text).map(|found| found.get(0).unwrap().start()).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let chapter = |(start, end): (usize, usize)| {
        let part = &text[start..end];
        let names: Vec<String> = name.captures_iter(part).map(|found| found[1].to_owned()).collect();
        let promises =
            heading.captures(part).unwrap().get(1).map_or("", |promises| promises.as_str()).to_owned();
        promises.split(", ").map(|promise| (promise.to_owned(), names.clone())).collect::<Vec<_>>()
    };
    starts.iter().copied().zip(ends).flat_map(chapter).collect()
}

/// The file in which the test `name` would stand.
fn file_of(tests: &Path, name: &str) -> Option<(PathBuf, String)> {
    let mut path: Vec<&str> = name.split("::").collect();
    let test = path.pop()?;
    let stem = tests.join(path.join("/"));
    let files = [stem.with_extension("rs"), stem.join("mod.rs")];
    Some((files.into_iter().find(|file| file.is_file())?, test.to_owned()))
}

fn exists(tests: &Path, name: &str) -> bool {
    let Some((file, own)) = file_of(tests, name) else { return false };
    let text = std::fs::read_to_string(file).unwrap();
    let attribute =
        Regex::new(&format!(r"#\[(tokio::)?test[^\]]*\]\s+(#\[[^\]]*\]\s+)*(async )?fn {own}\(")).unwrap();
    let both = Regex::new(r"on_(?:both_engines|postgres)!\(([^)]*)\)").unwrap();
    attribute.is_match(&text)
        || both.captures_iter(&text).any(|all| all[1].split(',').any(|one| one.trim() == own))
}

/// What is wrong with a document that proves `R1` to `R15`, or another letter's.
fn faults(tests: &Path, text: &str, letter: char, last: u32) -> Vec<String> {
    let chapters = chapters(text);
    let mut faults = Vec::new();
    for (promise, names) in &chapters {
        if names.is_empty() && !promise.is_empty() && promise != SAID_ONLY {
            faults.push(format!("{promise} names no test"));
        }
        faults.extend(
            names.iter().filter(|name| !exists(tests, name)).map(|name| format!("{promise}: no test {name}")),
        );
    }
    for promise in (1..=last).map(|n| format!("{letter}{n}")) {
        let there = chapters.iter().filter(|chapter| chapter.0 == promise).count();
        if there != 1 {
            faults.push(format!("{promise} has {there} chapters, not one"));
        }
    }
    faults
}

#[test]
fn every_test_that_the_document_names_exists_and_every_promise_has_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(root.join("docs").join(name)).unwrap();
    let (text, tests) = (read("reliability.md"), root.join("tests"));
    let faults = |text: &str| faults(&tests, text, 'R', 15);
    assert_eq!(faults(&text), Vec::<String>::new());
    assert_eq!(self::faults(&tests, &read("privacy.md"), 'P', 10), Vec::<String>::new());
    assert!(text.lines().count() <= 250, "{} lines", text.lines().count());

    let own = "house::promised::every_test_that_the_document_names_exists_and_every_promise_has_one";
    assert!(
        exists(&tests, own)
            && exists(&tests, "posting::stopping::work_that_does_not_finish_in_time_is_given_back")
    );
    assert!(!exists(&tests, "house::promised::faults") && !exists(&tests, "posting::nowhere::at_all"));
    let without = text.replacen("every_fault_on_the_message", "no_fault_on_the_message", 1);
    assert_eq!(faults(&without).len(), 1);
    let empty = text.replace("## R5 · ", "## R5 · \n## R4 · ");
    assert_eq!(faults(&empty).len(), 2, "{:?}", faults(&empty));
}
