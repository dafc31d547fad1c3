//! `aktor audit`: what was done to teams, settings and data, one line each, also while the bot runs.

use super::Failure;
use crate::config::Settings;
use crate::domain::audit::{Actor, Entry};
use crate::domain::ids::{GuildId, TeamId};
use crate::store::{self, Store, StoreError};
use chrono::{NaiveDate, NaiveTime, SecondsFormat};
use std::io::{ErrorKind, Write as _};

/// Stands where there is nothing.
const NOTHING: &str = "-";

/// Prints what was done since a day, on one server or in one team if they are given.
pub(super) fn audit(since: Option<NaiveDate>, guild: Option<u64>, team: Option<i64>) -> Result<(), Failure> {
    let settings = Settings::load()?;
    let entries = super::to_its_end(async {
        let url = settings.database_url.expose();
        store::must_exist(url)?;
        let store = Store::open(url).await?;
        let since = since.map(|day| day.and_time(NaiveTime::MIN).and_utc());
        let entries = store.audit(since, guild.map(GuildId::from_unsigned), team.map(TeamId)).await?;
        store.close().await;
        Ok::<_, StoreError>(entries)
    })??;
    match std::io::stdout().write_all(table(&entries).as_bytes()) {
        // Whoever reads has read enough.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::failed(format_args!("The lines could not be printed: {error}")))
        }
        _ => Ok(()),
    }
}

/// The entries below what stands in each column, ready to be read and to be cut.
fn table(entries: &[Entry]) -> String {
    let head = ["number", "time", "who", "server", "team", "act", "about"].map(str::to_owned);
    let rows: Vec<[String; 7]> = std::iter::once(head).chain(entries.iter().map(row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or_default();
    let widths: [usize; 7] = std::array::from_fn(width);
    let line = |row: &[String; 7]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

fn row(entry: &Entry) -> [String; 7] {
    let Entry { number, at, by, guild, team, act, about } = entry;
    let id = |id: Option<i64>| id.map_or_else(|| NOTHING.to_owned(), |id| id.to_string());
    [
        number.to_string(),
        at.to_rfc3339_opts(SecondsFormat::Secs, true),
        match by {
            Actor::Person(user) if user.0 == 0 => "erased".to_owned(),
            Actor::Person(user) => user.to_string(),
            Actor::Operator | Actor::Bot => by.key().to_owned(),
        },
        id(guild.map(|guild| guild.0)),
        id(team.map(|team| team.0)),
        act.key().to_owned(),
        about.clone().unwrap_or_else(|| NOTHING.to_owned()),
    ]
}
