//! Reads the sources setting by setting and gathers what is wrong.

use super::sources::OURS;
use super::{GoLive, KEYS, Problems, Settings, Sources};
use crate::domain::ids::GuildId;
use crate::domain::language::Language;
use crate::telemetry::{LogFilter, LogFormat};
use secrecy::SecretString;
use std::fs;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Answers for fewer days would be erased while their round is still open and re-read.
const RETENTION: std::ops::RangeInclusive<u16> = 14..=3650;
const RETENTION_DEFAULT: u16 = 90;
const HTTP_ADDR_DEFAULT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 9464);

/// One reading of the sources, with the problems found so far.
pub(super) struct Reading<'a> {
    sources: &'a Sources,
    file: Option<(PathBuf, toml::Table)>,
    problems: Vec<String>,
}

/// Where a value was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Environment,
    File,
}

/// How like a name must be to a setting's to be taken for it: 1 is the same.
const LIKE: f64 = 0.75;

impl<'a> Reading<'a> {
    /// Opens the settings file, if there is one, and names the keys in it that mean nothing.
    pub(super) fn of(sources: &'a Sources) -> Self {
        let mut reading = Self { sources, file: None, problems: Vec::new() };
        reading.name_unknown_variables();
        let named = reading.variable("AKTOR_CONFIG").map(PathBuf::from);
        let must_exist = named.is_some();
        if let Some(path) = named.or_else(|| sources.usual_file.clone())
            && let Some(table) = reading.open(&path, must_exist)
        {
            reading.name_unknown_keys(&path, &table);
            reading.file = Some((path, table));
        }
        reading
    }

    /// What was wrong.
    pub(super) fn finish(self) -> Problems {
        Problems(self.problems)
    }

    /// Every setting but the token; one that is wrong is reported and given its default.
    pub(super) fn settings(&mut self) -> Settings {
        Settings {
            api_url: self.address("DISCORD_API_URL").unwrap_or_default(),
            database_url: self.address("DATABASE_URL").unwrap_or_default(),
            http_addr: self.read("AKTOR_HTTP_ADDR", http_addr).unwrap_or(HTTP_ADDR_DEFAULT),
            prompts_dir: self.read("AKTOR_PROMPTS_DIR", directory),
            timezone: self.read("AKTOR_TIMEZONE", zone).unwrap_or(chrono_tz::Europe::Copenhagen),
            language: self.read("AKTOR_LOCALE", language).unwrap_or_default(),
            retention_days: self.read("AKTOR_RETENTION_DAYS", days).unwrap_or(RETENTION_DEFAULT),
            go_live: self.read("AKTOR_REQUIRE_GO_LIVE", go_live).unwrap_or_default(),
            guild: self.read("AKTOR_GUILD_ID", guild),
            log: self.read("AKTOR_LOG", log_filter).unwrap_or_default(),
            log_format: self.read("AKTOR_LOG_FORMAT", log_format).unwrap_or_default(),
        }
    }

    /// The token: from the environment, then the file, then systemd's credential.
    pub(super) fn token(&mut self) -> Option<SecretString> {
        for layer in [Layer::Environment, Layer::File] {
            let here = self.value_in(layer, "DISCORD_TOKEN");
            let named = self.value_in(layer, "DISCORD_TOKEN_FILE");
            match (here, named) {
                (Some(_), Some(_)) => {
                    return self
                        .wrong("DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: keep one of them.");
                }
                (Some(token), None) => return self.token_of("DISCORD_TOKEN", &token),
                (None, Some(path)) => return self.token_in("DISCORD_TOKEN_FILE", Path::new(&path)),
                (None, None) => {}
            }
        }
        if let Some(directory) = self.variable("CREDENTIALS_DIRECTORY") {
            let path = Path::new(&directory).join("discord_token");
            if path.exists() {
                return self.token_in("The credential discord_token", &path);
            }
        }
        self.wrong(
            "The bot's token is missing: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that holds it \
             (Discord Developer Portal, your application, Bot, Reset Token).",
        )
    }

    fn token_in(&mut self, name: &str, path: &Path) -> Option<SecretString> {
        match fs::read_to_string(path) {
            Ok(text) => self.token_of(name, &text),
            Err(error) => self.wrong(format!(
                "{name}: the file {} cannot be read ({}): give the path of a file that holds the token.",
                path.display(),
                reason(&error)
            )),
        }
    }

    fn token_of(&mut self, name: &str, text: &str) -> Option<SecretString> {
        let text = text.trim();
        let token = text.strip_prefix("Bot ").unwrap_or(text).trim_start();
        if token.is_empty() {
            return self.wrong(format!("{name} holds no token: put the bot's token there."));
        }
        // It becomes part of an HTTP header.
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return self.wrong(format!(
                "{name} does not hold a token alone: one word, without spaces or line breaks in it."
            ));
        }
        Some(token.into())
    }

    /// An address may hold a password, so it is not repeated in the sentence.
    fn address<T: FromStr<Err = &'static str>>(&mut self, key: &str) -> Option<T> {
        self.read(key, |text| text.parse().map_err(|why: &str| format!("the address {why}")))
    }

    /// The value of `key` as `parse` understands it; what it says instead becomes a problem.
    fn read<T>(&mut self, key: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let text = self.value_in(Layer::Environment, key).or_else(|| self.value_in(Layer::File, key))?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(why) => self.wrong(format!("{key}: {why}.")),
        }
    }

    /// The text of `key` in one layer. Empty counts as not set.
    fn value_in(&mut self, layer: Layer, key: &str) -> Option<String> {
        let text = match layer {
            Layer::Environment => self.variable(key)?,
            Layer::File => match self.file.as_ref()?.1.get(key)? {
                toml::Value::String(text) => text.clone(),
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Boolean(truth) => truth.to_string(),
                _ => {
                    let path = self.file.as_ref()?.0.display().to_string();
                    return self.wrong(format!(
                        "{key} in {path} must be a text in quotes, a whole number, true or false."
                    ));
                }
            },
        };
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn variable(&mut self, name: &str) -> Option<String> {
        let value = self.sources.environment.get(name)?;
        match value.to_str() {
            Some(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            None => self
                .wrong(format!("{name} in the environment is not UTF-8: write it with ordinary characters.")),
        }
    }

    fn open(&mut self, path: &Path, must_exist: bool) -> Option<toml::Table> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound && !must_exist => return None,
            Err(error) => {
                return self.wrong(format!(
                    "The settings file {} cannot be read ({}): set AKTOR_CONFIG to the right path, or unset it.",
                    path.display(),
                    reason(&error)
                ));
            }
        };
        match text.parse::<toml::Table>() {
            Ok(table) => Some(table),
            // Neither the line itself nor the parser's words are shown: a secret may stand there.
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start.min(text.len()));
                let line = text.match_indices('\n').take_while(|(byte, _)| *byte < at).count() + 1;
                self.wrong(format!(
                    "{} is not valid TOML in line {line}: write KEY = \"value\", one setting a line.",
                    path.display()
                ))
            }
        }
    }

    fn name_unknown_variables(&mut self) {
        let known = |name: &str| KEYS.contains(&name) || name == "AKTOR_CONFIG";
        for name in self.sources.environment.keys().filter(|name| name.starts_with(OURS) && !known(name)) {
            let advice = nearest(name)
                .map_or_else(|| "unset it".to_owned(), |key| format!("write {key}, or unset it"));
            self.problems.push(format!("The environment has the unknown setting {name}: {advice}."));
        }
    }

    fn name_unknown_keys(&mut self, path: &Path, table: &toml::Table) {
        for key in table.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            let advice = match nearest(key) {
                Some(known) => format!("write it {known}"),
                None if key == "AKTOR_CONFIG" => {
                    "it names this file, so set it in the environment".to_owned()
                }
                None => "remove it".to_owned(),
            };
            self.problems.push(format!("{} has the unknown key {key}: {advice}.", path.display()));
        }
    }

    fn wrong<T>(&mut self, sentence: impl Into<String>) -> Option<T> {
        let sentence = sentence.into();
        if !self.problems.contains(&sentence) {
            self.problems.push(sentence);
        }
        None
    }
}

/// The setting that a wrong name was probably meant to be.
fn nearest(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_uppercase();
    let likeness = |key: &&str| strsim::normalized_damerau_levenshtein(&name, key);
    let best = KEYS.into_iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(&best) > LIKE && name != "AKTOR_CONFIG").then_some(best)
}

/// What the system says, without its error number.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "it is not there".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a directory".to_owned(),
        ErrorKind::InvalidData => "it is not a text".to_owned(),
        kind => kind.to_string(),
    }
}

fn http_addr(text: &str) -> Result<SocketAddr, String> {
    let address = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
    address
        .as_deref()
        .unwrap_or(text)
        .parse()
        .map_err(|_| format!("{text:?} is not an address and a port, such as 127.0.0.1:9464"))
}

fn directory(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    if path.is_dir() {
        Ok(path)
    } else {
        Err(format!("{text:?} is not a directory that can be read: correct the path"))
    }
}

fn zone(text: &str) -> Result<chrono_tz::Tz, String> {
    text.parse()
        .map_err(|_| format!("{text:?} is not a time zone: write its IANA name, such as Europe/Copenhagen"))
}

fn language(text: &str) -> Result<Language, String> {
    let known = text.len() == 2 || matches!(text.as_bytes().get(2), Some(b'-' | b'_' | b'.'));
    Language::from_code(text)
        .filter(|_| known)
        .ok_or_else(|| format!("{text:?} is not a language of ours: write da or en"))
}

fn days(text: &str) -> Result<u16, String> {
    text.parse().ok().filter(|days| RETENTION.contains(days)).ok_or_else(|| {
        format!(
            "{text:?} is not a number of days that can be kept: write a whole number from {} to {}",
            RETENTION.start(),
            RETENTION.end()
        )
    })
}

fn go_live(text: &str) -> Result<GoLive, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Ok(GoLive::Required),
        "false" => Ok(GoLive::Optional),
        _ => Err(format!("{text:?} is neither true nor false: write one of them")),
    }
}

fn guild(text: &str) -> Result<GuildId, String> {
    text.parse::<i64>().ok().filter(|id| *id > 0).map(GuildId).ok_or_else(|| {
        format!("{text:?} is not a server's id: in Discord, right-click the server and choose Copy Server ID")
    })
}

fn log_filter(text: &str) -> Result<LogFilter, String> {
    text.parse().map_err(|error| format!("{error}"))
}

fn log_format(text: &str) -> Result<LogFormat, String> {
    match text.to_ascii_lowercase().as_str() {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(format!("{text:?} is neither text nor json: write one of them")),
    }
}
