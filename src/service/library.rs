//! The library of prompts: those that come with the program, and those that a directory adds or puts in
//! their place. Decides which prompts there are, never which one is asked.

mod file;

use crate::domain::prompt::{Audience, Prompt};
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::path::{Path, PathBuf};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/prompts");

/// Every prompt by its id; iterated in the order of the ids, whatever order the files were read in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    prompts: BTreeMap<String, Prompt>,
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

impl Library {
    /// The prompts that come with the program, then those of `directory`: a new id adds, a known id
    /// replaces. What has a fault is left out, so a faulty replacement keeps the built-in prompt; every
    /// fault of every file is told.
    pub fn load(directory: Option<&Path>) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut library = Self { prompts: unique(built_in(&mut faults), &mut faults) };
        if let Some(directory) = directory {
            let own = unique(from_directory(directory, &mut faults), &mut faults);
            library.prompts.extend(own);
        }
        (library, faults)
    }

    /// The prompt with this id.
    pub fn get(&self, id: &str) -> Option<&Prompt> {
        self.prompts.get(id)
    }

    /// Every prompt, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = &Prompt> {
        self.prompts.values()
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

/// A prompt and the file it stands in.
type Found = (String, Prompt);

fn built_in(faults: &mut Vec<Fault>) -> Vec<Found> {
    let mut files: Vec<_> = BUILT_IN.files().filter(|file| is_prompts(file.path())).collect();
    files.sort_by_key(|file| file.path());
    let read = |file: &include_dir::File<'_>| {
        from_bytes(&file.path().display().to_string(), file.contents(), faults)
    };
    files.into_iter().flat_map(read).collect()
}

fn from_directory(directory: &Path, faults: &mut Vec<Fault>) -> Vec<Found> {
    let paths = std::fs::read_dir(directory).and_then(|entries| {
        entries.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<PathBuf>, _>>()
    });
    let mut paths = match paths {
        Ok(paths) => paths,
        Err(error) => {
            faults.push(unreadable(directory, &error));
            return Vec::new();
        }
    };
    paths.retain(|path| is_prompts(path));
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        match std::fs::read(&path) {
            Ok(bytes) => found.extend(from_bytes(&path.display().to_string(), &bytes, faults)),
            Err(error) => faults.push(unreadable(&path, &error)),
        }
    }
    found
}

fn from_bytes(name: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Vec<Found> {
    let Ok(source) = std::str::from_utf8(bytes) else {
        let reason = "is not UTF-8; save it as UTF-8".to_owned();
        faults.push(Fault { file: name.to_owned(), key: String::new(), reason });
        return Vec::new();
    };
    let prompts = file::read(name, source, faults);
    prompts.into_iter().map(|prompt| (name.to_owned(), prompt)).collect()
}

/// The prompts by id; the second with the same id is a fault, and left out.
fn unique(found: Vec<Found>, faults: &mut Vec<Fault>) -> BTreeMap<String, Prompt> {
    let mut prompts: BTreeMap<String, Found> = BTreeMap::new();
    for (file, prompt) in found {
        match prompts.entry(prompt.id.clone()) {
            Entry::Vacant(place) => {
                place.insert((file, prompt));
            }
            Entry::Occupied(taken) => {
                let reason = format!("this id stands already in {}", taken.get().0);
                faults.push(Fault { file, key: format!("{} id", prompt.id), reason });
            }
        }
    }
    prompts.into_iter().map(|(id, (_, prompt))| (id, prompt)).collect()
}

fn is_prompts(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml")
}

fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    Fault { file: path.display().to_string(), key: String::new(), reason: format!("cannot be read: {error}") }
}
