//! The rules of the house, read from the sources. Each rule is also shown to fail on a sample that breaks it.

mod promised;
mod source;

use aktor::telemetry::METRICS;
use regex::Regex;
use source::Source;
use std::sync::LazyLock;

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| Source::all("src"));

/// Every room at the crate's root, and the rooms it may name besides itself.
const MAY_NAME: [(&str, &[&str]); 15] = [
    (
        "cli",
        &[
            "app",
            "clock",
            "config",
            "discord",
            "domain",
            "picture",
            "sandbox",
            "scheduler",
            "service",
            "store",
            "telemetry",
            "text",
            "web",
        ],
    ),
    (
        "app",
        &[
            "clock",
            "config",
            "discord",
            "domain",
            "faults",
            "picture",
            "scheduler",
            "service",
            "store",
            "telemetry",
            "text",
            "web",
        ],
    ),
    ("discord", &["clock", "config", "domain", "faults", "picture", "service", "store", "telemetry", "text"]),
    ("scheduler", &["clock", "config", "domain", "picture", "service", "store", "telemetry", "text"]),
    ("web", &["clock", "config", "domain", "service", "store", "telemetry", "text"]),
    // A world of its own: it knows nothing of the bot.
    ("sandbox", &["clock", "telemetry"]),
    ("service", &["clock", "config", "domain", "picture", "store", "telemetry", "text"]),
    ("store", &["clock", "domain", "faults", "telemetry"]),
    ("text", &["domain", "picture"]),
    ("picture", &["domain", "text"]),
    ("config", &["domain", "telemetry"]),
    ("clock", &[]),
    ("telemetry", &["clock"]),
    ("faults", &[]),
    ("domain", &[]),
];

/// The longest a file may be.
const MOST_LINES: usize = 500;

/// A rule says what is wrong with a file.
type Rule = fn(&Source) -> Vec<String>;

fn faults(rule: Rule, sources: &[Source]) -> Vec<String> {
    let told = |source: &Source| {
        rule(source).into_iter().map(|fault| format!("{}: {fault}", source.path)).collect::<Vec<_>>()
    };
    sources.iter().flat_map(told).collect()
}

/// Holds `rule` against the real sources, the `broken` samples and the `sound` ones.
#[track_caller]
fn hold(rule: Rule, broken: &[(&str, &str)], sound: &[(&str, &str)]) {
    for (path, text) in broken {
        assert!(
            !rule(&Source::new(path, text)).is_empty(),
            "the rule does not see what is wrong in {path}: {text}"
        );
    }
    for (path, text) in sound {
        assert_eq!(rule(&Source::new(path, text)), Vec::<String>::new(), "in {path}: {text}");
    }
    assert!(SOURCES.len() > 20, "the sources were not found");
    let faults = faults(rule, &SOURCES);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The lines of production code in which `pattern` is found.
fn found(source: &Source, pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).unwrap();
    let lines = source.code.lines().enumerate();
    lines
        .filter_map(|(number, line)| {
            pattern.find(line).map(|hit| format!("line {}: {}", number + 1, hit.as_str().trim()))
        })
        .collect()
}

fn serenity_and_poise_stay_in_discord(source: &Source) -> Vec<String> {
    if source.room() == "discord" { Vec::new() } else { found(source, r"\b(serenity|poise)\b") }
}

#[test]
fn only_discord_names_serenity_and_poise() {
    hold(
        serenity_and_poise_stay_in_discord,
        &[
            ("service/reply.rs", "use serenity::all::Message;"),
            ("sandbox/rest.rs", "fn f(x: poise::Context) {}"),
            ("app.rs", "let c = \"x\"; ::serenity::Client"),
        ],
        &[
            ("discord/http.rs", "use serenity::all::Message;"),
            (
                "service/reply.rs",
                "// serenity\n/* /* poise */ serenity */ let x = r#\"serenity::\"#; let y = '\"'; //! poise",
            ),
            ("service/reply.rs", "#[cfg(test)]\nmod tests {\n use poise::x;\n fn f() {}\n}\n"),
        ],
    );
}

fn sqlx_stays_in_store(source: &Source) -> Vec<String> {
    if source.room() == "store" { Vec::new() } else { found(source, r"\bsqlx\b") }
}

#[test]
fn only_store_names_sqlx() {
    hold(
        sqlx_stays_in_store,
        &[("service/errors.rs", "enum E { Db(#[from] sqlx::Error) }"), ("app.rs", "use ::sqlx as db;")],
        &[("store/mod.rs", "use sqlx::SqlitePool;"), ("telemetry/log.rs", "let quiet = \"sqlx=warn\";")],
    );
}

fn domain_is_pure(source: &Source) -> Vec<String> {
    let impure = r"\b(async|await|tokio|reqwest|axum|tracing|metrics)\b|\bstd::(fs|net|env|process|thread|io)\b|\b(Utc|Local|SystemTime|Instant)::now\b|\brand::(rng|random)\b";
    if source.room() == "domain" { found(source, impure) } else { Vec::new() }
}

#[test]
fn domain_has_no_async_no_io_and_no_clock() {
    hold(
        domain_is_pure,
        &[
            ("domain/round.rs", "pub async fn f() {}"),
            ("domain/round.rs", "use tokio::sync::Mutex;"),
            ("domain/mod.rs", "let x = std::fs::read(p);"),
            ("domain/x/y.rs", "let now = chrono::Utc::now();"),
        ],
        &[
            ("domain/round.rs", "/// Never async.\npub fn f(now: DateTime<Utc>) {}"),
            ("store/x.rs", "pub async fn f() {}"),
        ],
    );
}

fn imports_run_one_way(source: &Source) -> Vec<String> {
    if matches!(source.room(), "main" | "lib") {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_NAME.iter().find(|(room, _)| *room == source.room()) else {
        return vec!["a room that tests/house.rs gives no place in the import rule".to_owned()];
    };
    let is_room = |name: &String| name == "*" || MAY_NAME.iter().any(|(room, _)| room == name);
    let named = source.names_at_root().into_iter().filter(is_room);
    named
        .filter(|name| name != source.room() && !allowed.contains(&name.as_str()))
        .map(|name| format!("names {name}, which {} may not", source.room()))
        .collect()
}

#[test]
fn imports_run_one_way_through_the_layers() {
    hold(
        imports_run_one_way,
        &[
            ("domain/reply.rs", "use crate::store::Store;"),
            ("store/reply.rs", "use crate::{domain::ids::{TeamId, UserId}, service::x};"),
            ("store/mod.rs", "fn f() -> crate::text::Text {}"),
            ("service/reply.rs", "use crate::discord::http;"),
            ("service/reply.rs", "use super::super::scheduler::Worker;"),
            ("service/mod.rs", "use super::app::App;"),
            ("discord/http.rs", "pub use crate :: web::Web;"),
            ("scheduler/mod.rs", "use crate::discord::platform;"),
            ("text/mod.rs", "use crate::config::Settings;"),
            ("picture/chart.rs", "use crate::service::platform::Picture;"),
            ("sandbox/world.rs", "use crate::service::action::Action;"),
            ("sandbox/world.rs", "use aktor::domain::ids::GuildId;"),
            ("web/mod.rs", "use crate::scheduler::Worker;"),
            ("app.rs", "use crate::cli::Failure;"),
            ("app.rs", "use crate::sandbox::World;"),
            ("clock.rs", "use super::config;"),
            ("config.rs", "use crate::clock::Clock;"),
            ("discord/http.rs", "use crate::*;"),
            ("cellar/mod.rs", "fn f() {}"),
        ],
        &[
            ("cli/demo.rs", "use crate::{app::App, sandbox::World};"),
            ("discord/http.rs", "use crate::{clock::Clock, service::platform, discord::errors};"),
            ("discord/commands/help.rs", "use super::super::render; use super::store_free;"),
            ("service/reply.rs", "use crate::store::{Store, reply}; // crate::web"),
            ("store/reply.rs", "crate::on_pool!(self, |pool| x)"),
            ("text/mod.rs", "use crate::domain::{language::Language, team::{Team, Trio}};"),
        ],
    );
}

#[test]
fn every_room_has_its_place_in_the_import_rule() {
    let library = SOURCES.iter().find(|source| source.path == "lib.rs").unwrap();
    let declared = Regex::new(r"(?m)^\s*(?:pub )?mod (\w+)").unwrap();
    let mut declared: Vec<_> = declared.captures_iter(&library.code).map(|name| name[1].to_owned()).collect();
    let mut placed: Vec<_> = MAY_NAME.iter().map(|(room, _)| (*room).to_owned()).collect();
    declared.sort();
    placed.sort();
    assert_eq!(declared, placed);
}

fn sandbox_is_named_by_demo_only(source: &Source) -> Vec<String> {
    let at_home =
        source.room() == "sandbox" || source.path == "lib.rs" || source.path.starts_with("cli/demo");
    if at_home || !source.names_at_root().iter().any(|name| name == "sandbox") {
        return Vec::new();
    }
    vec!["names the sandbox; only cli::demo and the tests may".to_owned()]
}

#[test]
fn only_the_demo_names_the_sandbox() {
    hold(
        sandbox_is_named_by_demo_only,
        &[("cli/run.rs", "use crate::sandbox::World;"), ("main.rs", "aktor::sandbox::start();")],
        &[("cli/demo.rs", "use crate::sandbox::World;"), ("cli/demo/play.rs", "use crate::sandbox::World;")],
    );
}

/// A constant pattern is compiled once and shown right by the tests that use it; the lint still wants
/// its `#[expect(…, reason = …)]`.
fn nothing_panics_by_choice(source: &Source) -> Vec<String> {
    let constant = Regex::new(r"\bRegex::new\(\s*\w*\s*\)\.unwrap\(\)").unwrap();
    let rest = Source { code: constant.replace_all(&source.code, "").into_owned(), ..source.clone() };
    found(&rest, r"\.\s*(unwrap|unwrap_err|expect|expect_err)\s*\(|\b(todo|unimplemented|dbg)!")
}

#[test]
fn production_code_does_not_unwrap() {
    hold(
        nothing_panics_by_choice,
        &[
            ("store/x.rs", "let x = y.unwrap();"),
            ("store/x.rs", "let x = y\n    .expect(\"always\");"),
            ("cli/x.rs", "todo!()"),
            ("cli/x.rs", "let found = Regex::new(&typed.pattern).unwrap();"),
            ("cli/x.rs", "Regex::new(text).unwrap().captures(line).unwrap();"),
            ("cli/x.rs", "#[cfg(test)]\nmod tests { fn f() { '{'; \"{\"; } }\nfn g() { x.unwrap() }"),
        ],
        &[
            (
                "store/x.rs",
                "/// x.unwrap()\n#[expect(clippy::x, reason = \"\")]\nlet x = y.unwrap_or_default();",
            ),
            (
                "store/x.rs",
                "#[cfg(test)]\n#[expect(x)]\nmod tests { fn f<'a>(x: &'a str) { y.unwrap(); let c = '}'; } }",
            ),
        ],
    );
}

fn production_code_has_no_test_branches(source: &Source) -> Vec<String> {
    found(source, r"\bcfg(_attr)?!?\s*\([^\n]*\btest\b")
}

#[test]
fn production_code_does_not_know_that_it_is_tested() {
    hold(
        production_code_has_no_test_branches,
        &[
            ("store/x.rs", "if cfg!(test) { f() }"),
            ("store/x.rs", "#[cfg(not(test))]\nfn f() {}"),
            ("store/x.rs", "#[cfg(test)]\npub fn hook() {}"),
            ("store/x.rs", "#[cfg_attr(test, derive(Debug))]\nstruct X;"),
        ],
        &[
            ("store/x.rs", "#[cfg(test)]\nmod tests {}"),
            ("store/x.rs", "#[cfg(feature = \"fault-injection\")]\nfn f() {}"),
        ],
    );
}

fn lints_are_expected_and_never_allowed(source: &Source) -> Vec<String> {
    found(source, r"#!?\[\s*(cfg_attr\([^\]]*)?allow\s*\(")
}

#[test]
fn no_lint_is_allowed_away() {
    hold(
        lints_are_expected_and_never_allowed,
        &[
            ("store/x.rs", "#[allow(dead_code)]"),
            ("store/x.rs", "#![allow(missing_docs)]"),
            ("store/x.rs", "#[cfg_attr(unix, allow(dead_code))]"),
        ],
        &[("store/x.rs", "#[expect(dead_code, reason = \"x\")] // #[allow(x)]")],
    );
}

/// Where the words of an example are read as they are kept, because nobody else is shown them: forms for those whose they are,
/// the length of a story, what is erased.
const READ_AS_KEPT: [&str; 4] = [
    "service/erasure.rs",
    "service/letters/corrections.rs",
    "service/letters/material.rs",
    "service/nominations/consent.rs",
];

/// What shows examples, besides the rooms that only say and draw.
const SHOWS_EXAMPLES: [&str; 2] = ["service/letters/render.rs", "service/nominations/posts.rs"];

fn examples_are_told_by_consent_alone(source: &Source) -> Vec<String> {
    if matches!(source.room(), "domain" | "store") {
        return Vec::new();
    }
    let path = source.path.as_str();
    let mut faults = Vec::new();
    if SHOWS_EXAMPLES.contains(&path) || matches!(source.room(), "discord" | "text" | "picture") {
        faults.extend(found(source, r"\b(Nomination|ExampleRow)\b"));
    }
    if !READ_AS_KEPT.contains(&path) {
        faults.extend(found(source, r"\b(n|nomination)\s*\.\s*(what|meant|giver_name)\b"));
    }
    if path != "service/nominations/consent.rs" {
        faults.extend(found(source, r"\bas_put\s*\("));
    }
    faults
}

/// What may be told is a value that only `domain::consent` makes: this holds what shows it to that value.
#[test]
fn nothing_of_an_example_is_shown_past_consent() {
    hold(
        examples_are_told_by_consent_alone,
        &[
            ("service/nominations/posts.rs", "fn card(n: &Nomination) -> Card {}"),
            ("service/letters/render.rs", "use crate::store::ExampleRow;"),
            ("discord/commands/x.rs", "use crate::domain::nomination::{Nomination, Value};"),
            ("service/nominations/browsing.rs", "let text = row.nomination.what.clone();"),
            ("service/letters/posting.rs", "let n = &row.nomination; say(&n.meant)"),
            ("service/nominations/widening.rs", "example_card(l, &consent::as_put(l, n))"),
        ],
        &[
            ("service/nominations/posts.rs", "fn card(example: &Telling) -> Card { words(&example.what) }"),
            ("service/nominations/consent.rs", "form(n.what)"),
            ("service/nominations/browsing.rs", "fn mark(row: &ExampleRow, id: NominationId) {}"),
        ],
    );
}

fn files_say_what_they_are(source: &Source) -> Vec<String> {
    let first = source.text.lines().next().unwrap_or_default();
    if first.strip_prefix("//! ").is_some_and(|words| !words.trim().is_empty()) {
        Vec::new()
    } else {
        vec!["does not begin with a line //! that says what it decides".to_owned()]
    }
}

#[test]
fn every_file_begins_with_what_it_decides() {
    hold(
        files_say_what_they_are,
        &[("store/x.rs", "use std::fmt;"), ("store/x.rs", "//!\nuse x;"), ("store/x.rs", "")],
        &[("store/x.rs", "//! Replies: one row each, keyed by message.\n")],
    );
}

fn files_hold_one_idea(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    if lines > MOST_LINES { vec![format!("has {lines} lines, more than {MOST_LINES}")] } else { Vec::new() }
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let long = "x\n".repeat(MOST_LINES + 1);
    hold(files_hold_one_idea, &[("store/x.rs", &long)], &[("store/x.rs", &long[2..])]);
    let faults = faults(files_hold_one_idea, &Source::all("tests"));
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn metrics_are_listed(source: &Source) -> Vec<String> {
    let recorded = Regex::new(r#"\b(?:counter|gauge|histogram)!\(\s*"([^"]+)""#).unwrap();
    let names = recorded.captures_iter(&source.text).map(|found| found[1].to_owned());
    names
        .filter(|name| METRICS.iter().all(|metric| metric.name != name))
        .map(|name| format!("records {name}, which telemetry::METRICS does not describe"))
        .collect()
}

#[test]
fn every_metric_is_described() {
    hold(
        metrics_are_listed,
        &[("store/x.rs", "metrics::counter!(\"aktor_surprises_total\", \"kind\" => k).increment(1);")],
        &[("store/x.rs", "metrics::counter!(\n  \"aktor_replies_stored_total\").increment(1);")],
    );
}
