//! Copies of the database: made beside a running bot, checked, and put back without a post made twice.

mod command;
mod restored;

use crate::support::{Database, Town};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// Runs the program on a database.
pub(crate) async fn aktor(url: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aktor"));
    command.args(arguments).env_clear().env("DATABASE_URL", url).env("AKTOR_LOG", "off");
    ended(command).await
}

/// Runs one of the server's own tools.
async fn run(tool: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(tool);
    command.args(arguments);
    ended(command).await
}

async fn ended(mut command: Command) -> Output {
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

/// What it printed, when it did what it was asked to.
#[track_caller]
pub(crate) fn done(output: &Output) -> String {
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaint.is_empty(), "{complaint}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The exit code and the one sentence, when it did not.
#[track_caller]
pub(crate) fn refused(output: &Output) -> (Option<i32>, String) {
    let complaint = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(complaint.lines().count(), 1, "one sentence: {complaint}");
    assert!(output.stdout.is_empty(), "{complaint}");
    (output.status.code(), complaint)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A database as it was at one moment: a copy of a file's, or a dump of a server's.
pub(crate) struct Earlier {
    directory: TempDir,
}

impl Earlier {
    fn path(&self) -> PathBuf {
        self.directory.path().join("copy")
    }
}

/// Copies the database of a town beside the running bot: by the program itself, or by the server's own tools.
pub(crate) async fn copied(town: &Town) -> Earlier {
    let copy = Earlier { directory: TempDir::new().unwrap() };
    let (file, url) = (copy.path(), town.database.url());
    match town.database {
        Database::Sqlite(_) => {
            let said = done(&aktor(&url, &["backup", text(&file)]).await);
            assert!(said.contains("The copy was checked."), "{said}");
        }
        Database::Postgres { .. } => {
            let file = format!("--file={}", text(&file));
            done(&run("pg_dump", &["--format=custom", &file, &url]).await);
        }
    }
    copy
}

/// Kills the bot and puts the database back to what it was.
pub(crate) async fn put_back(town: &mut Town, earlier: &Earlier) {
    town.kill().await;
    let (file, url) = (earlier.path(), town.database.url());
    match town.database {
        Database::Sqlite(_) => {
            let said = done(&aktor(&url, &["restore", text(&file)]).await);
            assert!(said.contains("is kept as"), "{said}");
        }
        Database::Postgres { .. } => {
            let into = format!("--dbname={url}");
            done(&run("pg_restore", &["--clean", "--if-exists", &into, text(&file)]).await);
        }
    }
}
