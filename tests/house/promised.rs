//! `docs/reliability.md` names tests that exist, and at least one for each promise.

use regex::Regex;
use std::path::{Path, PathBuf};

/// Says what is *not* promised, so that nothing can prove it.
const SAID_ONLY: &str = "R3";

/// The tests named in each chapter: `R1` and its names.
fn chapters(text: &str) -> Vec<(String, Vec<String>)> {
    let heading = Regex::new(r"(?m)^## (R\d+) · ").unwrap();
    let name = Regex::new(r"`([a-z0-9_]+(?:::[a-z0-9_]+)+)`").unwrap();
    let starts: Vec<_> = heading.captures_iter(text).map(|found| found.get(0).unwrap().start()).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let chapter = |(start, end): (usize, usize)| {
        let part = &text[start..end];
        let names = name.captures_iter(part).map(|found| found[1].to_owned()).collect();
        (heading.captures(part).unwrap()[1].to_owned(), names)
    };
    starts.iter().copied().zip(ends).map(chapter).collect()
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

fn faults(tests: &Path, text: &str) -> Vec<String> {
    let chapters = chapters(text);
    let mut faults = Vec::new();
    for (promise, names) in &chapters {
        if names.is_empty() && promise != SAID_ONLY {
            faults.push(format!("{promise} names no test"));
        }
        faults.extend(
            names.iter().filter(|name| !exists(tests, name)).map(|name| format!("{promise}: no test {name}")),
        );
    }
    for promise in (1..=15).map(|n| format!("R{n}")) {
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
    let text = std::fs::read_to_string(root.join("docs/reliability.md")).unwrap();
    let tests = root.join("tests");
    assert_eq!(faults(&tests, &text), Vec::<String>::new());
    assert!(text.lines().count() <= 250, "{} lines", text.lines().count());

    let own = "house::promised::every_test_that_the_document_names_exists_and_every_promise_has_one";
    assert!(
        exists(&tests, own)
            && exists(&tests, "posting::stopping::work_that_does_not_finish_in_time_is_given_back")
    );
    assert!(!exists(&tests, "house::promised::faults") && !exists(&tests, "posting::nowhere::at_all"));
    let without = text.replacen("every_fault_on_the_message", "no_fault_on_the_message", 1);
    assert_eq!(faults(&tests, &without).len(), 1);
    let empty = text.replace("## R5 · ", "## R5 · \n## R4 · ");
    assert_eq!(faults(&tests, &empty).len(), 2, "{:?}", faults(&tests, &empty));
}
