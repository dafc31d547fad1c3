//! What some tests need besides a toolchain: a database server, clients of others, a browser. `scripts/test` adds
//! it and says in a variable where it is.

use std::io::Write as _;

/// What stands in `variable`. Not set: the test says that it was not run and returns; under CI it fails.
pub(crate) fn added(variable: &str) -> Option<String> {
    if let Some(value) = std::env::var(variable).ok().filter(|value| !value.is_empty()) {
        return Some(value);
    }
    let thread = std::thread::current();
    let not_run = format!(
        "{} was not run: {variable} is not set (scripts/test sets it)",
        thread.name().unwrap_or("a test")
    );
    assert!(std::env::var_os("CI").is_none(), "{not_run}");
    // Not by a macro: what those print is only shown when a test fails.
    let mut console = std::io::stderr();
    writeln!(console, "{not_run}").unwrap();
    None
}
