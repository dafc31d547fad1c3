//! A stretch of time of which the database knows nothing: the bot was down, or the database was put back to what it
//! was earlier. Whether it posted something then is not in the database, so what fell due then is looked for before
//! it is done.

use chrono::{DateTime, Duration, SecondsFormat, Utc};

/// For how long a repetition with the same nonce is certain to be recognised by the platform: what was posted within
/// it need not be looked for.
pub const NONCE_SECONDS: i64 = 60;
/// Two absences that are no farther apart are taken for one: work of the first may still come up in the second.
const ONE: Duration = Duration::days(28);

/// A stretch of time of which the database knows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// The last moment at which something was written to the database.
    pub since: DateTime<Utc>,
    /// When the bot started again.
    pub until: DateTime<Utc>,
}

impl Absence {
    /// What is not known at a start at `now` of a database that was `last` written to then; `known` is what was not
    /// known at an earlier start.
    pub fn at_start(known: Option<Self>, last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<Self> {
        let Some(last) = last.filter(|last| now - *last > Duration::seconds(NONCE_SECONDS)) else {
            return known;
        };
        let since =
            known.filter(|known| last - known.until <= ONE).map_or(last, |known| known.since.min(last));
        Some(Self { since, until: now })
    }

    /// Of work that was due at `due`: since when it may have been done without the database's knowing.
    pub fn doubts(&self, due: DateTime<Utc>) -> Option<DateTime<Utc>> {
        (due <= self.until).then(|| due.max(self.since))
    }

    /// As it is kept.
    pub fn written(&self) -> String {
        let moment = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Millis, true);
        format!("{}/{}", moment(self.since), moment(self.until))
    }

    /// As it was kept.
    pub fn read(written: &str) -> Option<Self> {
        let (since, until) = written.split_once('/')?;
        Some(Self { since: since.parse().ok()?, until: until.parse().ok()? })
    }
}
