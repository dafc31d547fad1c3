//! The page in a real browser: `aktor demo` as it is started, and Chromium driven by Playwright (`browser/*.mjs`), which
//! waits for what it looks for by itself and knows touch, themes and printing. `scripts/test` adds both.

use super::process::Demo;
use crate::support::added;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Where the pictures of the page go, to be looked at.
fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures/page");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Plays a scenario against a demo of its own.
fn scenario(name: &str) {
    let demo = Demo::start(&[]);
    played(name, &demo.link);
}

/// Plays a scenario at a page; whether there was a browser to play it in.
pub(super) fn played(name: &str, link: &str) -> bool {
    let (Some(chromium), Some(modules)) = (added("AKTOR_TEST_CHROMIUM"), added("AKTOR_TEST_PLAYWRIGHT"))
    else {
        return false;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page/browser").join(name);
    let mut node = Command::new("node");
    node.arg(script).env("AKTOR_TEST_CHROMIUM", chromium).env("AKTOR_TEST_PLAYWRIGHT", modules);
    node.env("AKTOR_LINK", link).env("AKTOR_PICTURES", pictures());
    let Output { status, stdout, stderr } = node.output().unwrap();
    let [said, complained] = [stdout, stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(status.success(), "{name}: {status}\n{said}\n{complained}");
    true
}

#[test]
fn a_team_is_created_answers_highlights_agrees_reads_its_letter_and_withdraws() {
    scenario("story.mjs");
}

#[test]
fn who_is_here_for_the_first_time_finds_nothing_dead_false_or_said_twice() {
    scenario("fresh.mjs");
}

#[test]
fn a_forum_is_read_and_written_and_a_team_lives_in_it() {
    scenario("forum.mjs");
}

#[test]
fn another_page_of_the_same_browser_stays_outside() {
    scenario("walls.mjs");
}

#[test]
fn everybody_can_use_every_main_state_in_every_look_and_width() {
    scenario("everybody.mjs");
}

#[test]
fn everything_is_done_by_the_keyboard_alone() {
    scenario("keyboard.mjs");
}

#[test]
fn the_readme_shows_the_page_as_it_is() {
    scenario("readme.mjs");
}
