//! What was answered, as a table for people to read, and the list of all that people can use.

use aktor::discord::register::definitions;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

/// Rows of *what was used, what was wrong, what was answered*.
pub(super) struct Table {
    name: String,
    rows: String,
}

impl Table {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name: name.to_owned(), rows: "| used | fault | answer |\n| --- | --- | --- |\n".to_owned() }
    }

    /// The table of one place or kind among several.
    pub(super) fn of(name: &'static str, which: &str) -> Self {
        let mut table = Self::new(name);
        table.name = format!("{name}-{which}");
        table
    }

    pub(super) fn row(&mut self, used: &str, fault: &str, answer: &str) {
        let answer = answer.replace('|', "\\|").replace('\n', " ⏎ ");
        writeln!(self.rows, "| {used} | {fault} | {answer} |").unwrap();
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("errors");
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(directory.join(format!("{}.md", self.name)), &self.rows).unwrap();
    }
}

/// Every menu of a message or a person, as registered: its name and its kind on the wire.
pub(super) fn menus() -> Vec<(String, u64)> {
    let all = definitions(false);
    let menus = all.as_array().unwrap().iter().filter(|command| !is_typed(command));
    menus.map(|menu| (menu["name"].as_str().unwrap().to_owned(), menu["type"].as_u64().unwrap())).collect()
}

fn is_typed(command: &Value) -> bool {
    command["type"].as_u64().unwrap_or(1) == 1
}

/// The command that opens a form.
pub(super) const OPENS_A_FORM: &str = "svar-fra-mødet";

/// The commands that work in every channel of a server, with a team or without.
pub(super) const WORKS_EVERYWHERE: [&str; 6] = [
    "opret-team",
    "hjælp",
    "organisation indstillinger",
    "mine-data vis",
    "mine-data hent",
    "mine-data slet",
];

/// Every typed command with its subcommands, as registered.
pub(super) fn commands() -> Vec<String> {
    let mut all = Vec::new();
    for command in definitions(false).as_array().unwrap().iter().filter(|command| is_typed(command)) {
        leaves(command, "", &mut |path, _| all.push(path.to_owned()));
    }
    all
}

/// Calls `each` with the path and the definition of everything that can be used.
pub(super) fn leaves(command: &Value, before: &str, each: &mut impl FnMut(&str, &Value)) {
    let path = format!("{before}{}", command["name"].as_str().unwrap());
    let inner = command["options"].as_array().into_iter().flatten();
    let inner: Vec<&Value> = inner.filter(|option| matches!(option["type"].as_u64(), Some(1 | 2))).collect();
    let menu_or_typed = inner.is_empty();
    if menu_or_typed {
        return each(&path, command);
    }
    for one in inner {
        leaves(one, &format!("{path} "), each);
    }
}

/// Every act behind a button, a select or a form, by the name it has in `service::action`.
pub(super) fn actions() -> Vec<String> {
    let source = include_str!("../../src/service/action.rs");
    let body = source.split("pub enum Action {").nth(1).unwrap().split("\n}").next().unwrap();
    let names = body.lines().map(str::trim).filter(|line| line.starts_with(char::is_uppercase));
    names.map(|line| line.split(['(', ',', ' ', '{']).next().unwrap().to_owned()).collect()
}

#[test]
fn all_that_can_be_used_is_found() {
    let commands = commands();
    for known in ["opret-team", "team send-nu", "fremhæv", "månedsbrev forhåndsvis"] {
        assert!(commands.iter().any(|path| path == known), "{known} in {commands:?}");
    }
    assert!(menus().iter().any(|(name, kind)| name == "Fremhæv kollega" && *kind == 2), "{:?}", menus());
    let actions = actions();
    for known in ["Answer", "NominateWhat", "WhatIsKept"] {
        assert!(actions.iter().any(|name| name == known), "{known} in {actions:?}");
    }
}
