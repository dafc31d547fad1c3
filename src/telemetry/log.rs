//! Log lines: which are written, and in which shape.
//!
//! Whatever the filter says, nobody else's crate gets below a warning, and the client library not below
//! an error: its warnings quote whole payloads (a frame it cannot read) and addresses that carry the
//! tokens of interactions.

use std::fmt;
use std::io::{IsTerminal, stderr};
use std::str::FromStr;
use tracing::level_filters::LevelFilter;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::filter::{EnvFilter, FilterExt, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, Registry};

/// Crates whose warnings carry message text or tokens.
const TELLTALES: [&str; 2] = ["serenity", "poise"];

/// Which lines are written: a level, or `target=level` parts between commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFilter(String);

/// Says which part of a log filter cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither a level nor target=level: write error, warn, info, debug, trace or off")]
pub struct NotAFilter(String);

impl Default for LogFilter {
    fn default() -> Self {
        Self("info".to_owned())
    }
}

impl LogFilter {
    /// Warnings and errors only.
    pub fn warnings() -> Self {
        Self("warn".to_owned())
    }
}

impl FromStr for LogFilter {
    type Err = NotAFilter;

    fn from_str(text: &str) -> Result<Self, NotAFilter> {
        for part in text.split(',').map(str::trim) {
            // A lone word would be read as the name of a target: a mistyped level would silence everything.
            let lone_word = !part.contains(['=', '[']);
            if part.is_empty()
                || (lone_word && LevelFilter::from_str(part).is_err())
                || EnvFilter::try_new(part).is_err()
            {
                return Err(NotAFilter(part.to_owned()));
            }
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for LogFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The shape of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Writes lines to standard error from now on. In a process that has a subscriber already (tests), that
/// one stays.
pub fn start(filter: &LogFilter, format: LogFormat) {
    let colours = stderr().is_terminal();
    let _ = tracing::subscriber::set_global_default(subscriber(filter, format, colours, stderr));
}

/// The subscriber that [`start`] installs, writing to `writer`.
pub fn subscriber<W>(
    filter: &LogFilter,
    format: LogFormat,
    colours: bool,
    writer: W,
) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(colours);
    let lines: Box<dyn Layer<Registry> + Send + Sync> = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    let wanted = EnvFilter::new(&filter.0);
    tracing_subscriber::registry().with(lines.with_filter(wanted.and(filter_fn(may_be_written))))
}

/// The cap that no setting lifts.
fn may_be_written(line: &Metadata<'_>) -> bool {
    let krate = line.target().split("::").next().unwrap_or_default();
    let most = match krate {
        "aktor" => LevelFilter::TRACE,
        name if TELLTALES.contains(&name) => LevelFilter::ERROR,
        _ => LevelFilter::WARN,
    };
    *line.level() <= most
}

#[cfg(test)]
mod tests {
    use super::{LogFilter, LogFormat, subscriber};
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl Write for Page {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn written(filter: &str, format: LogFormat) -> String {
        let page = Page::default();
        let writer = page.clone();
        let subscriber = subscriber(&filter.parse().unwrap(), format, false, move || writer.clone());
        tracing::subscriber::with_default(subscriber, || {
            tracing::trace!(target: "aktor::scheduler", "ours");
            tracing::warn!(target: "serenity::gateway::ws", "payload");
            tracing::warn!(target: "poise::dispatch", "address");
            tracing::error!(target: "serenity::client", "loud");
            tracing::info!(target: "h2::codec", "frame");
            tracing::info!(target: "sqlx::query", "statement");
            tracing::debug!(target: "hyper_util::client", "request");
            tracing::warn!(target: "sqlx::pool", "slow");
        });
        let bytes = page.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn no_setting_makes_another_crate_chatty() {
        for filter in ["trace", "serenity=trace,poise=trace,h2=trace,sqlx=trace,hyper_util=trace,aktor=trace"]
        {
            let text = written(filter, LogFormat::Text);
            for word in ["ours", "loud", "slow"] {
                assert!(text.contains(word), "{word} is missing from {text}");
            }
            for word in ["payload", "address", "frame", "statement", "request"] {
                assert!(!text.contains(word), "{word} stands in {text}");
            }
        }
    }

    #[test]
    fn a_stricter_setting_is_kept() {
        assert_eq!(written("off", LogFormat::Text), "");
        assert!(!written("warn", LogFormat::Text).contains("ours"));
    }

    #[test]
    fn json_is_one_object_a_line() {
        let text = written("trace", LogFormat::Json);
        assert_eq!(text.lines().count(), 3);
        for line in text.lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(value["level"].is_string() && value["message"].is_string(), "{line}");
        }
    }

    #[test]
    fn a_mistyped_level_is_told_and_not_taken_for_a_target() {
        for wrong in ["verbose", "aktor=loud", "info,warm", ""] {
            assert!(wrong.parse::<LogFilter>().is_err(), "{wrong:?}");
        }
        for right in ["info", "WARN", "off", "info,aktor::store=debug", "aktor=trace, warn"] {
            assert!(right.parse::<LogFilter>().is_ok(), "{right:?}");
        }
    }
}
