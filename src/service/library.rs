//! The library of prompts: those that come with the program, and those that a directory adds or puts in
//! their place. Decides which prompts there are, never which one is asked.
//!
//! What would harm (a fault) keeps a prompt out; what only reads badly is told by [`review`](Library::review),
//! and asked all the same.

mod balance;
mod file;
mod review;
mod style;

pub use balance::Row;

use crate::domain::alike::Known;
use crate::domain::language::Language;
use crate::domain::prompt::{Audience, Prompt};
use include_dir::{Dir, include_dir};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/prompts");

/// The file that lists the ids of prompts that were taken out, one a line; `#` begins a remark.
const RETIRED: &str = "retired.txt";

/// Every prompt by its id; iterated in the order of the ids, whatever order the files were read in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    prompts: BTreeMap<String, Found>,
    /// The ids of prompts that were taken out.
    retired: BTreeSet<String>,
    /// What the texts are made of.
    known: Known,
}

/// A prompt and the file it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    file: String,
    prompt: Prompt,
}

/// Something wrong in a file of prompts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file's name, or its path in a directory.
    pub file: String,
    /// Where in it: the prompt's id (or its number in the file) and the key; empty for the file as a whole.
    pub key: String,
    /// What is wrong, and what is allowed.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key.as_str() {
            "" => write!(f, "{}: {}", self.file, self.reason),
            key => write!(f, "{}: {key}: {}", self.file, self.reason),
        }
    }
}

/// The faultless prompts of one file, and every fault that the others have.
pub fn read(name: &str, source: &str) -> (Vec<Prompt>, Vec<Fault>) {
    let mut faults = Vec::new();
    let prompts = file::read(name, source, &mut faults);
    (prompts, faults)
}

impl Library {
    /// The prompts that come with the program, then those of `directory`: a new id adds, a known id
    /// replaces. What has a fault is left out, so a faulty replacement keeps the built-in prompt; every
    /// fault of every file is told.
    pub fn load(directory: Option<&Path>) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let built_in = built_in(&mut faults);
        let mut library = Self { retired: built_in.retired, ..Self::default() };
        library.prompts.extend(unique(built_in.found, &library.retired, &mut faults));
        if let Some(directory) = directory {
            let own = from_directory(directory, &mut faults);
            library.retired.extend(own.retired);
            library.prompts.extend(unique(own.found, &library.retired, &mut faults));
        }
        let texts = library.iter().flat_map(|prompt| Language::ALL.map(|l| prompt.wording(l).text.as_str()));
        library.known = Known::of(texts);
        (library, faults)
    }

    /// The prompt with this id.
    pub fn get(&self, id: &str) -> Option<&Prompt> {
        self.prompts.get(id).map(|found| &found.prompt)
    }

    /// What the texts are made of, for telling how like them another is.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// Every prompt, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = &Prompt> {
        self.prompts.values().map(|found| &found.prompt)
    }

    /// The prompts for `audience`, in the order of the ids.
    pub fn for_audience(&self, audience: Audience) -> impl Iterator<Item = &Prompt> {
        self.iter().filter(move |prompt| prompt.audience == audience)
    }

    /// How many prompts there are.
    pub fn len(&self) -> usize {
        self.prompts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.prompts.is_empty()
    }
}

/// What a place holds: prompts, and the ids it has taken out.
#[derive(Default)]
struct Shelf {
    found: Vec<Found>,
    retired: BTreeSet<String>,
}

fn built_in(faults: &mut Vec<Fault>) -> Shelf {
    let mut shelf = Shelf::default();
    let mut files: Vec<_> = BUILT_IN.files().collect();
    files.sort_by_key(|file| file.path());
    for file in files {
        shelf.add(file.path(), file.contents(), faults);
    }
    shelf
}

fn from_directory(directory: &Path, faults: &mut Vec<Fault>) -> Shelf {
    let mut shelf = Shelf::default();
    let paths = std::fs::read_dir(directory).and_then(|entries| {
        entries.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<PathBuf>, _>>()
    });
    let mut paths = match paths {
        Ok(paths) => paths,
        Err(error) => {
            faults.push(unreadable(directory, &error));
            return shelf;
        }
    };
    paths.retain(|path| is_prompts(path) || is_retired(path));
    paths.sort();
    for path in paths {
        match std::fs::read(&path) {
            Ok(bytes) => shelf.add(&path, &bytes, faults),
            Err(error) => faults.push(unreadable(&path, &error)),
        }
    }
    shelf
}

impl Shelf {
    fn add(&mut self, path: &Path, bytes: &[u8], faults: &mut Vec<Fault>) {
        let file = path.display().to_string();
        let Ok(source) = std::str::from_utf8(bytes) else {
            let reason = "is not UTF-8; save it as UTF-8".to_owned();
            faults.push(Fault { file, key: String::new(), reason });
            return;
        };
        if is_prompts(path) {
            let prompts = file::read(&file, source, faults);
            self.found.extend(prompts.into_iter().map(|prompt| Found { file: file.clone(), prompt }));
        } else if is_retired(path) {
            let ids = source.lines().filter_map(|line| line.split('#').next()).map(str::trim);
            self.retired.extend(ids.filter(|id| !id.is_empty()).map(str::to_owned));
        }
    }
}

/// The prompts by id; one with a retired id, and the second with the same id, is a fault, and left out.
fn unique(found: Vec<Found>, retired: &BTreeSet<String>, faults: &mut Vec<Fault>) -> BTreeMap<String, Found> {
    let mut prompts: BTreeMap<String, Found> = BTreeMap::new();
    let mut fault = |found: Found, reason: String| {
        faults.push(Fault { file: found.file, key: format!("{} id", found.prompt.id), reason });
    };
    for found in found {
        match prompts.entry(found.prompt.id.clone()) {
            entry if retired.contains(entry.key()) => {
                fault(
                    found,
                    format!("this id stands in {RETIRED}, and is never used again: give it a new one"),
                );
            }
            Entry::Vacant(place) => {
                place.insert(found);
            }
            Entry::Occupied(taken) => fault(found, format!("this id stands already in {}", taken.get().file)),
        }
    }
    prompts
}

fn is_retired(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == RETIRED)
}

fn is_prompts(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml")
}

fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    Fault { file: path.display().to_string(), key: String::new(), reason: format!("cannot be read: {error}") }
}
