//! `aktor prompts check`: every fault of every file of prompts, what a second reader would say, and whether the
//! library has enough of everything.

use super::Failure;
use crate::service::library::{Library, Row};
use std::io::Write as _;
use std::path::Path;

/// Checks the built-in prompts, and those of `directory` on top of them.
pub(super) fn check(directory: Option<&Path>) -> Result<(), Failure> {
    let (library, faults) = Library::load(directory);
    let remarks = library.review();
    let balance = library.balance();
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| writeln!(out, "{}", line.trim_end()).map_err(Failure::failed);
    for fault in &faults {
        say(format!("{fault} (left out)"))?;
    }
    for remark in &remarks {
        say(remark.to_string())?;
    }
    for row in &balance {
        say(line(row))?;
    }
    let out_of_balance = balance.iter().filter(|row| !row.holds()).count();
    if faults.is_empty() && remarks.is_empty() && out_of_balance == 0 {
        return say(format!("{} prompts, all in order", library.len()));
    }
    Err(Failure::failed(format_args!(
        "{} prompts; left out for a fault: {}; to be said better: {}; counts out of balance: {out_of_balance}",
        library.len(),
        faults.len(),
        remarks.len(),
    )))
}

fn line(row: &Row) -> String {
    let (least, most) = (*row.want.start(), *row.want.end());
    let want = match (least, most) {
        (least, usize::MAX) => format!("at least {least}"),
        (0, most) => format!("at most {most}"),
        (least, most) => format!("{least} to {most}"),
    };
    let verdict = match row.have {
        have if have < least => format!("{} missing", least - have),
        have if have > most => format!("{} too many", have - most),
        _ => "ok".to_owned(),
    };
    format!("{:<12} {:<16}{:>4}  {want:<13} {verdict}", row.group, row.what, row.have)
}
