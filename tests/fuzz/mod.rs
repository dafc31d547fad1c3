//! Whatever bytes come in, the properties in `targets/` hold: on what is stored in `corpus/`, and on mutations of it.
//! The same properties can be fuzzed guided by coverage; `tests/fuzz/README.md` says how.

mod mutate;
mod targets {
    pub(super) mod custom_ids;
    pub(super) mod escaping;
    pub(super) mod gateway;
    pub(super) mod prompt_files;
    pub(super) mod redaction;
}

use mutate::Mutator;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

/// Seconds of mutations for each target.
const SECONDS: f64 = 2.0;

/// The stored inputs of a target, by name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let mut corpus: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    corpus.sort();
    corpus
}

fn fuzz(target: &str, holds: fn(&[u8])) {
    let stored = corpus(target);
    assert!(stored.len() >= 5, "{target} has a corpus of {}", stored.len());
    for (name, input) in &stored {
        assert!(catch_unwind(|| holds(input)).is_ok(), "corpus/{target}/{name}");
    }
    let seconds = std::env::var("AKTOR_FUZZ_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(SECONDS);
    let until = Instant::now() + Duration::from_secs_f64(seconds);
    let mut mutator = Mutator::new(stored.into_iter().map(|(_, input)| input).collect());
    let mut tried = 0_u64;
    while Instant::now() < until {
        let input = mutator.next();
        if catch_unwind(|| holds(&input)).is_err() {
            let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/found");
            std::fs::create_dir_all(&found).unwrap();
            let file = found.join(format!("{target}-{tried}"));
            std::fs::write(&file, &input).unwrap();
            panic!("{target}: attempt {tried} fails; its input is kept in {}", file.display());
        }
        tried += 1;
    }
    println!("{target}: {tried} mutations");
    assert!(tried > 100, "{target}: {tried} mutations in {seconds} s");
}

#[test]
fn redaction_leaves_nothing_personal_and_changes_nothing_else() {
    fuzz("redaction", targets::redaction::holds);
}

#[test]
fn quoted_text_has_no_effect_and_keeps_to_its_limits() {
    fuzz("escaping", targets::escaping::holds);
}

#[test]
fn only_ids_of_our_own_are_read() {
    fuzz("custom_ids", targets::custom_ids::holds);
}

#[test]
fn any_file_of_prompts_is_read_or_its_faults_are_named() {
    fuzz("prompt_files", targets::prompt_files::holds);
}

#[test]
fn any_frame_of_the_gateway_is_read_or_passed_over() {
    fuzz("gateway", targets::gateway::holds);
}
