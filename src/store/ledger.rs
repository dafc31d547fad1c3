//! Who has been erased, and when: keyed hashes in a file beside the database and outside its copies. A copy that is put
//! back brings people back; by this file they are known again. The key stands in the database, so neither tells anything
//! without the other.

use super::{StoreError, trouble};
use crate::domain::ids::{GuildId, UserId};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, SecondsFormat, Utc};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The ending of the file's name, after the database's.
pub(super) const ENDING: &str = ".erased";

/// What stands above the lines.
const HEAD: &str =
    "# People who were erased, as keyed hashes. Keep this file beside the database and out of its copies.\n";

/// The marks of the people who were erased, by hash: when, the last time.
type Marks = BTreeMap<String, DateTime<Utc>>;

/// The file with what was read of it; in memory alone where there is no file beside the database.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    file: Option<PathBuf>,
    known: Mutex<(u64, Marks)>,
}

/// What makes hashes: one database's key.
#[derive(Clone)]
pub(super) struct Hasher(Hmac<Sha256>);

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hasher")
    }
}

impl Hasher {
    /// Of the key that is kept in the database.
    pub(super) fn new(key: &str) -> Option<Self> {
        let mut hasher = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
        // Elsewhere the same key makes other seals.
        hasher.update(b"aktor erased");
        Some(Self(hasher))
    }

    /// A person in one guild, or (`None`) everywhere.
    pub(super) fn of(&self, guild: Option<GuildId>, user: UserId) -> String {
        let mut hasher = self.0.clone();
        hasher.update(&guild.map_or(0, |guild| guild.0).to_be_bytes());
        hasher.update(&user.0.to_be_bytes());
        URL_SAFE_NO_PAD.encode(&hasher.finalize().into_bytes()[..18])
    }
}

impl Ledger {
    /// The one of the database at `url`.
    pub(super) fn beside(url: &str) -> Self {
        let file = trouble::file_of(url).map(|path| PathBuf::from(format!("{path}{ENDING}")));
        Self { file, known: Mutex::default() }
    }

    /// Makes the file if there is none: from then on its absence means that it was lost.
    /// Answers whether it was made.
    pub(super) fn begin(&self) -> Result<bool, StoreError> {
        let Some(file) = &self.file else { return Ok(false) };
        match private(OpenOptions::new().write(true).create_new(true)).open(file) {
            Ok(mut made) => made
                .write_all(HEAD.as_bytes())
                .and_then(|()| made.sync_all())
                .map(|()| true)
                .map_err(|error| unusable(file, &error)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(unusable(file, &error)),
        }
    }

    /// Notes that somebody was erased, for good: in the turn in which it is done, so that nothing can come between.
    pub(super) fn note(&self, hash: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
        if let Some(file) = &self.file {
            self.begin()?;
            append(file, &format!("{hash} {}\n", at.to_rfc3339_opts(SecondsFormat::Millis, true)))
                .map_err(|error| unusable(file, &error))?;
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        mark(&mut known.1, hash.to_owned(), at);
        Ok(())
    }

    /// Everybody's marks, as the file has them by now: another program may have erased somebody.
    pub(super) fn marks(&self) -> Result<Marks, StoreError> {
        self.look(Marks::clone)
    }

    /// Whether the file can be read: one that could a moment ago may have lost its rights since.
    pub(super) fn must_be_readable(&self) -> Result<(), StoreError> {
        let Some(file) = &self.file else { return Ok(()) };
        match File::open(file).and_then(|mut file| file.read(&mut [0; 1])) {
            Ok(_) => Ok(()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(unusable(file, &error)),
        }
    }

    /// Whether nobody was ever erased.
    pub(super) fn is_empty(&self) -> Result<bool, StoreError> {
        self.look(Marks::is_empty)
    }

    fn look<T>(&self, look: impl FnOnce(&Marks) -> T) -> Result<T, StoreError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = &self.file {
            let length = match fs::metadata(file) {
                Ok(file) => file.len(),
                Err(error) if error.kind() == ErrorKind::NotFound => 0,
                Err(error) => return Err(unusable(file, &error)),
            };
            if length != known.0 {
                let text = fs::read_to_string(file).map_err(|error| unusable(file, &error))?;
                for (hash, at) in text.lines().filter_map(read) {
                    mark(&mut known.1, hash.to_owned(), at);
                }
                known.0 = length;
            }
        }
        Ok(look(&known.1))
    }
}

/// Whether anybody was ever erased from the database at `url`, as far as the file beside it tells.
pub fn has_erased(url: &str) -> Result<bool, StoreError> {
    Ok(!Ledger::beside(url).is_empty()?)
}

/// Of two marks of one person the later counts.
fn mark(marks: &mut Marks, hash: String, at: DateTime<Utc>) {
    let kept = marks.entry(hash).or_insert(at);
    *kept = at.max(*kept);
}

/// A line of the file; what is none, such as one that was cut off half-way, is passed over.
fn read(line: &str) -> Option<(&str, DateTime<Utc>)> {
    let (hash, at) = line.split_once(' ')?;
    Some((hash, at.parse().ok()?))
}

/// Adds a line, on a line of its own, all the way to the disk.
fn append(path: &Path, line: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).open(path)?;
    let mut last = [b'\n'];
    if file.metadata()?.len() > 0 {
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
    }
    let whole = if last == [b'\n'] { line.to_owned() } else { format!("\n{line}") };
    file.write_all(whole.as_bytes())?;
    file.sync_all()?;
    File::open(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))?
        .sync_all()
}

/// A new file is its owner's alone.
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn unusable(file: &Path, error: &io::Error) -> StoreError {
    StoreError::Ledger(format!("{} ({error})", file.display()))
}
