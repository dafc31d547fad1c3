//! Where settings come from: the environment's variables, and one file with the same keys.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// The file that is read when `AKTOR_CONFIG` names no other and it is there.
const FILE: &str = "aktor.toml";

/// How the names of the bot's own variables begin.
pub(super) const OURS: &str = "AKTOR_";

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
    /// The process's environment, and `aktor.toml` in its working directory. Variables that begin as the bot's own
    /// do are taken in whatever they are called, so that a typing error in one can be named.
    pub fn of_process() -> Self {
        let known = |name: &str| super::KEYS.contains(&name) || name == "CREDENTIALS_DIRECTORY";
        let environment = env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .filter(|(name, _)| known(name) || name.starts_with(OURS))
            .collect();
        Self { environment, usual_file: Some(PathBuf::from(FILE)) }
    }

    /// These variables and no file, unless `AKTOR_CONFIG` is among them.
    pub fn variables<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let environment =
            variables.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        Self { environment, usual_file: None }
    }
}
