//! The program as a shell sees it: what it prints, and with which exit code it ends.

use std::process::{Command, Output};
use tempfile::TempDir;

/// Runs the program in an empty directory with nothing but `variables` in its environment.
fn aktor(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let directory = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_aktor"));
    command.args(arguments).current_dir(directory.path()).env_clear().envs(variables.iter().copied());
    command.output().unwrap()
}

fn said(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn wrong_settings_are_sentences_on_standard_error_and_exit_code_78() {
    let output = aktor(&["run"], &[("AKTOR_LOCALE", "tlh"), ("RUST_BACKTRACE", "1")]);
    assert_eq!(output.status.code(), Some(78));
    assert_eq!(said(&output.stdout), "");
    insta::assert_snapshot!(said(&output.stderr), @r#"
    AKTOR_LOCALE: "tlh" is not a language of ours: write da or en.
    The bot's token is missing: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that holds it (Discord Developer Portal, your application, Bot, Reset Token).
    "#);
}

#[test]
fn the_token_is_never_printed() {
    let output =
        aktor(&["run"], &[("DISCORD_TOKEN", "canary"), ("AKTOR_LOG", "trace"), ("AKTOR_HTTP_ADDR", "x")]);
    assert_eq!(output.status.code(), Some(78));
    assert!(!said(&output.stderr).contains("canary"), "{}", said(&output.stderr));
}

#[test]
fn invite_prints_the_link_for_the_tokens_application() {
    let link = "https://discord.com/oauth2/authorize?client_id=123456789012345678&scope=bot%20applications.commands&permissions=309237763072\n";
    let by_token = aktor(&["invite"], &[("DISCORD_TOKEN", "MTIzNDU2Nzg5MDEyMzQ1Njc4.x.y")]);
    let by_hand = aktor(&["invite", "--application", "123456789012345678"], &[]);
    for output in [by_token, by_hand] {
        assert_eq!((output.status.code(), said(&output.stdout)), (Some(0), link));
    }
}

#[test]
fn invite_without_a_token_says_what_to_do() {
    let output = aktor(&["invite"], &[("DISCORD_TOKEN", "short")]);
    assert_eq!(output.status.code(), Some(78));
    assert!(said(&output.stderr).ends_with("give it with --application.\n"), "{}", said(&output.stderr));
}

#[test]
fn prompts_check_prints_the_balance_and_says_that_all_is_in_order() {
    let output = aktor(&["prompts", "check"], &[]);
    let table = said(&output.stdout);
    assert_eq!((output.status.code(), said(&output.stderr)), (Some(0), ""), "{table}");
    assert!(
        table.lines().any(|line| line.starts_with("expectation  task ") && line.ends_with(" ok")),
        "{table}"
    );
    assert!(table.ends_with(" prompts, all in order\n"), "{table}");
}

#[test]
fn prompts_check_names_what_is_wrong_with_a_directory_given_or_set() {
    let directory = TempDir::new().unwrap();
    std::fs::write(directory.path().join("egne.toml"), "theme = \"poetry\"").unwrap();
    let path = directory.path().to_str().unwrap();
    let given = aktor(&["prompts", "check", path], &[]);
    let set = aktor(&["prompts", "check"], &[("AKTOR_PROMPTS_DIR", path)]);
    let missing = aktor(&["prompts", "check", "/no/such/directory"], &[]);
    for (output, file) in [
        (&given, "egne.toml: theme: is"),
        (&set, "egne.toml: theme: is"),
        (&missing, "/no/such/directory: cannot be read"),
    ] {
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output.stdout).contains(file), "{}", said(&output.stdout));
    }
    assert!(said(&given.stderr).contains("prompts; left out for a fault: 2; to be said better: 0"));
}
