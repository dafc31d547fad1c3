//! Settings: what they may be, which source wins, and that every problem is told at once.

use aktor::config::{Config, GoLive, KEYS, Settings, Sources};
use aktor::domain::ids::GuildId;
use aktor::domain::language::Language;
use aktor::telemetry::LogFormat;
use secrecy::ExposeSecret;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const TOKEN: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4.canary.secret";

fn config(variables: &[(&str, &str)]) -> Result<Config, Vec<String>> {
    let sources = Sources::variables(variables.iter().copied());
    Config::from_sources(&sources).map_err(|problems| problems.sentences().to_vec())
}

fn with_token(variables: &[(&str, &str)]) -> Config {
    config(&[&[("DISCORD_TOKEN", TOKEN)], variables].concat()).unwrap()
}

/// The one problem that `variables` have.
fn problem(variables: &[(&str, &str)]) -> String {
    let problems = config(&[&[("DISCORD_TOKEN", TOKEN)], variables].concat()).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems[0].clone()
}

fn file(name: &str, text: &str) -> (TempDir, String) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (directory, path)
}

#[test]
fn a_token_alone_is_enough() {
    let Config { token, settings } = with_token(&[]);
    assert_eq!(token.expose_secret(), TOKEN);
    assert_eq!(settings.api_url.as_str(), "https://discord.com");
    assert_eq!(settings.database_url.expose(), "sqlite://aktor.db");
    assert_eq!(settings.http_addr.to_string(), "127.0.0.1:9464");
    assert_eq!(settings.prompts_dir, None);
    assert_eq!(settings.timezone, chrono_tz::Europe::Copenhagen);
    assert_eq!(settings.language, Language::Danish);
    assert_eq!(settings.retention_days, 90);
    assert_eq!(settings.go_live, GoLive::Optional);
    assert_eq!(settings.guild, None);
    assert_eq!(settings.log.to_string(), "info");
    assert_eq!(settings.log_format, LogFormat::Text);
}

#[test]
fn every_setting_can_be_set() {
    let prompts = tempfile::tempdir().unwrap();
    let Config { settings, .. } = with_token(&[
        ("DISCORD_API_URL", "http://127.0.0.1:3001/"),
        ("DATABASE_URL", "postgres://aktor:word@db.example/aktor"),
        ("AKTOR_HTTP_ADDR", "localhost:0"),
        ("AKTOR_PROMPTS_DIR", prompts.path().to_str().unwrap()),
        ("AKTOR_TIMEZONE", "America/Nuuk"),
        ("AKTOR_LOCALE", "en-GB"),
        ("AKTOR_RETENTION_DAYS", "30"),
        ("AKTOR_REQUIRE_GO_LIVE", "True"),
        ("AKTOR_GUILD_ID", "1234567890"),
        ("AKTOR_LOG", "warn,aktor::store=debug"),
        ("AKTOR_LOG_FORMAT", "json"),
    ]);
    assert_eq!(settings.api_url.as_str(), "http://127.0.0.1:3001");
    assert_eq!(settings.database_url.expose(), "postgres://aktor:word@db.example/aktor");
    assert_eq!(settings.http_addr.to_string(), "127.0.0.1:0");
    assert_eq!(settings.prompts_dir, Some(PathBuf::from(prompts.path())));
    assert_eq!(settings.timezone, chrono_tz::America::Nuuk);
    assert_eq!(settings.language, Language::English);
    assert_eq!(settings.retention_days, 30);
    assert_eq!(settings.go_live, GoLive::Required);
    assert_eq!(settings.guild, Some(GuildId(1_234_567_890)));
    assert_eq!(settings.log.to_string(), "warn,aktor::store=debug");
    assert_eq!(settings.log_format, LogFormat::Json);
}

#[test]
fn every_problem_is_told_at_once() {
    let problems = config(&[
        ("DISCORD_API_URL", "discord.com"),
        ("DATABASE_URL", "mysql://root:hunter2@db"),
        ("AKTOR_HTTP_ADDR", "9464"),
        ("AKTOR_PROMPTS_DIR", "/nowhere/at/all"),
        ("AKTOR_TIMEZONE", "Denmark/Djursland"),
        ("AKTOR_LOCALE", "dansk"),
        ("AKTOR_RETENTION_DAYS", "3"),
        ("AKTOR_REQUIRE_GO_LIVE", "maybe"),
        ("AKTOR_GUILD_ID", "-4"),
        ("AKTOR_LOG", "verbose"),
        ("AKTOR_LOG_FORMAT", "xml"),
    ])
    .unwrap_err();
    insta::assert_snapshot!(problems.join("\n"), @r#"
    DISCORD_API_URL: the address is not a web address such as https://discord.com.
    DATABASE_URL: the address must start with sqlite:// or postgres://.
    AKTOR_HTTP_ADDR: "9464" is not an address and a port, such as 127.0.0.1:9464.
    AKTOR_PROMPTS_DIR: "/nowhere/at/all" is not a directory that can be read: correct the path.
    AKTOR_TIMEZONE: "Denmark/Djursland" is not a time zone: write its IANA name, such as Europe/Copenhagen.
    AKTOR_LOCALE: "dansk" is not a language of ours: write da or en.
    AKTOR_RETENTION_DAYS: "3" is not a number of days that can be kept: write a whole number from 14 to 3650.
    AKTOR_REQUIRE_GO_LIVE: "maybe" is neither true nor false: write one of them.
    AKTOR_GUILD_ID: "-4" is not a server's id: in Discord, right-click the server and choose Copy Server ID.
    AKTOR_LOG: "verbose" is neither a level nor target=level: write error, warn, info, debug, trace or off.
    AKTOR_LOG_FORMAT: "xml" is neither text nor json: write one of them.
    The bot's token is missing: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that holds it (Discord Developer Portal, your application, Bot, Reset Token).
    "#);
}

#[test]
fn the_environment_wins_over_the_file() {
    let (_directory, path) = file(
        "aktor.toml",
        "AKTOR_RETENTION_DAYS = 30\nAKTOR_GUILD_ID = 77\nAKTOR_REQUIRE_GO_LIVE = true\nDISCORD_TOKEN = \"from-file\"\n",
    );
    let Config { token, settings } =
        config(&[("AKTOR_CONFIG", &path), ("AKTOR_RETENTION_DAYS", "60")]).unwrap();
    assert_eq!(settings.retention_days, 60);
    assert_eq!(settings.guild, Some(GuildId(77)));
    assert_eq!(settings.go_live, GoLive::Required);
    assert_eq!(token.expose_secret(), "from-file");

    let Config { token, .. } =
        config(&[("AKTOR_CONFIG", &path), ("DISCORD_TOKEN", "from-environment")]).unwrap();
    assert_eq!(token.expose_secret(), "from-environment");
}

#[test]
fn an_empty_variable_counts_as_not_set() {
    let (_directory, path) = file("aktor.toml", "AKTOR_LOCALE = \"en\"\n");
    let Config { settings, .. } =
        with_token(&[("AKTOR_CONFIG", &path), ("AKTOR_LOCALE", " "), ("AKTOR_GUILD_ID", "")]);
    assert_eq!(settings.language, Language::English);
    assert_eq!(settings.guild, None);
}

#[test]
fn unknown_keys_of_the_file_are_named() {
    let (_directory, path) = file(
        "aktor.toml",
        "AKTOR_TIMEZON = \"UTC\"\naktor_locale = \"da\"\nAKTOR_CONFIG = \"x\"\n[discord]\ntoken = \"x\"\n",
    );
    let problems = config(&[("DISCORD_TOKEN", TOKEN), ("AKTOR_CONFIG", &path)]).unwrap_err();
    let said: Vec<_> = problems.iter().map(|problem| problem.replace(&path, "aktor.toml")).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    aktor.toml has the unknown key AKTOR_CONFIG: it names this file, so set it in the environment.
    aktor.toml has the unknown key AKTOR_TIMEZON: write it AKTOR_TIMEZONE.
    aktor.toml has the unknown key aktor_locale: write it AKTOR_LOCALE.
    aktor.toml has the unknown key discord: remove it.
    ");
}

#[test]
fn a_file_that_is_not_toml_is_told_with_its_line_and_without_its_secrets() {
    let (_directory, path) = file("aktor.toml", "AKTOR_LOCALE = \"da\"\nDISCORD_TOKEN = canary-secret\n");
    let said = problem(&[("AKTOR_CONFIG", &path)]);
    assert!(said.contains("line 2") && !said.contains("canary"), "{said}");
}

#[test]
fn a_named_file_must_be_there() {
    let said = problem(&[("AKTOR_CONFIG", "/nowhere/aktor.toml")]);
    assert_eq!(
        said,
        "The settings file /nowhere/aktor.toml cannot be read (it is not there): set AKTOR_CONFIG to the right path, or unset it."
    );
}

#[test]
fn the_token_is_read_from_a_file_or_a_credential_and_trimmed() {
    let (directory, path) = file("discord_token", &format!("Bot {TOKEN}\n"));
    let from_file = config(&[("DISCORD_TOKEN_FILE", &path)]).unwrap();
    assert_eq!(from_file.token.expose_secret(), TOKEN);
    let from_credential = config(&[("CREDENTIALS_DIRECTORY", directory.path().to_str().unwrap())]).unwrap();
    assert_eq!(from_credential.token.expose_secret(), TOKEN);
}

#[test]
fn a_token_that_cannot_be_used_is_told_without_showing_it() {
    let (_directory, empty) = file("token", "\n");
    for (variables, part) in [
        (vec![], "The bot's token is missing: set DISCORD_TOKEN"),
        (vec![("DISCORD_TOKEN", "canary one two")], "DISCORD_TOKEN does not hold a token alone"),
        (vec![("DISCORD_TOKEN", "canary"), ("DISCORD_TOKEN_FILE", "/etc/token")], "both set: keep one"),
        (
            vec![("DISCORD_TOKEN_FILE", "/nowhere/token")],
            "the file /nowhere/token cannot be read (it is not there)",
        ),
        (vec![("DISCORD_TOKEN_FILE", empty.as_str())], "DISCORD_TOKEN_FILE holds no token"),
    ] {
        let problems = config(&variables).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].contains(part) && !problems[0].contains("canary"), "{problems:?}");
    }
}

#[test]
fn the_token_is_never_sent_in_the_clear_beyond_this_machine() {
    for right in [
        "https://discord.com",
        "https://chat.example/discord/",
        "http://localhost:3001",
        "http://127.8.9.1",
        "http://[::1]:8080/",
    ] {
        let settings = with_token(&[("DISCORD_API_URL", right)]).settings;
        assert_eq!(settings.api_url.as_str(), right.trim_end_matches('/'));
    }
    for wrong in [
        "http://discord.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://0.0.0.0:1",
        "http://user@127.0.0.1",
        "https://discord.com/api/v10",
        "https://discord.com/?x=1",
        "ws://127.0.0.1",
        "file:///etc",
    ] {
        assert!(problem(&[("DISCORD_API_URL", wrong)]).starts_with("DISCORD_API_URL: "), "{wrong}");
    }
}

#[test]
fn a_database_address_names_a_file_or_a_host() {
    for right in ["sqlite://aktor.db", "sqlite:///var/lib/aktor/aktor.db?mode=rwc", "postgresql://db/aktor"] {
        assert_eq!(with_token(&[("DATABASE_URL", right)]).settings.database_url.expose(), right);
    }
    for wrong in [
        "aktor.db",
        "sqlite://",
        "sqlite://:memory:",
        "sqlite::memory:",
        "postgres://",
        "postgres://u:p@:x/db",
    ] {
        let said = problem(&[("DATABASE_URL", wrong)]);
        assert!(said.starts_with("DATABASE_URL: the address "), "{said}");
    }
}

#[test]
fn nothing_prints_a_secret() {
    let variables = [
        ("DISCORD_TOKEN", TOKEN),
        ("DATABASE_URL", "postgres://aktor:canary@db.example/aktor?password=canary"),
    ];
    let sources = Sources::variables(variables);
    let config = Config::from_sources(&sources).unwrap();
    for shown in [
        format!("{config:?}"),
        format!("{config:#?}"),
        format!("{sources:?}"),
        config.settings.database_url.to_string(),
    ] {
        assert!(!shown.contains("canary"), "{shown}");
    }
    assert_eq!(config.settings.database_url.to_string(), "postgres://db.example/aktor");

    let wrong =
        [("DATABASE_URL", "mysql://root:canary@db"), ("DISCORD_API_URL", "https://bot:canary@chat.example")];
    let problems = self::config(&wrong).unwrap_err();
    assert!(!problems.join("\n").contains("canary"), "{problems:?}");
}

#[test]
fn settings_can_be_read_without_a_token() {
    assert!(Settings::from_sources(&Sources::variables([])).is_ok());
}

#[test]
fn logging_is_known_even_when_a_setting_is_wrong() {
    let sources =
        Sources::variables([("AKTOR_LOG", "debug"), ("AKTOR_LOG_FORMAT", "json"), ("AKTOR_LOCALE", "tlh")]);
    let (filter, format) = Settings::logging(&sources);
    assert_eq!((filter.to_string().as_str(), format), ("debug", LogFormat::Json));
}

#[test]
fn no_key_is_listed_twice() {
    let mut keys = KEYS.to_vec();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), KEYS.len());
}
