//! Where settings come from: the environment's variables, and one file with the same keys.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// The file that is read when `AKTOR_CONFIG` names no other and it is there.
const FILE: &str = "aktor.toml";

/// The variables and the file that settings are read from.
#[derive(Clone, Default)]
pub struct Sources {
    pub(super) environment: BTreeMap<String, OsString>,
    pub(super) usual_file: Option<PathBuf>,
}

// Variables may hold secrets.
impl std::fmt::Debug for Sources {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<_> = self.environment.keys().collect();
        f.debug_struct("Sources").field("variables", &names).field("file", &self.usual_file).finish()
    }
}

impl Sources {
    /// The process's environment, and `aktor.toml` in its working directory.
    pub fn of_process() -> Self {
        let mut sources = Self { usual_file: Some(PathBuf::from(FILE)), ..Self::default() };
        for name in super::KEYS.into_iter().chain(["AKTOR_CONFIG", "CREDENTIALS_DIRECTORY"]) {
            if let Some(value) = env::var_os(name) {
                sources.environment.insert(name.to_owned(), value);
            }
        }
        sources
    }

    /// These variables and no file, unless `AKTOR_CONFIG` is among them.
    pub fn variables<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let environment =
            variables.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        Self { environment, usual_file: None }
    }
}
