//! `aktor prompts check`: every fault of every file of prompts, and how many there are of each theme.

use super::Failure;
use crate::domain::prompt::Theme;
use crate::service::library::Library;
use std::io::Write as _;
use std::path::Path;

/// Checks the built-in prompts, and those of `directory` on top of them.
pub(super) fn check(directory: Option<&Path>) -> Result<(), Failure> {
    let (library, faults) = Library::load(directory);
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| writeln!(out, "{line}").map_err(Failure::failed);
    for fault in &faults {
        say(fault.to_string())?;
    }
    for theme in Theme::ALL {
        let count = library.iter().filter(|prompt| prompt.theme == theme).count();
        say(format!("{:<14}{count:>4}", theme.key()))?;
    }
    say(format!("{:<14}{:>4}", "all", library.len()))?;
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Failure::failed(format_args!("{} faults in the prompts", faults.len())))
    }
}
