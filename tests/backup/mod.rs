//! Copies of the database: made beside a running bot, checked, and put back without a post made twice.

mod command;
mod restored;

use crate::support::{Database, Town};
use std::path::{Path, PathBuf};
use std::process::Output;

/// Runs the program on a database.
pub(crate) async fn aktor(url: &str, arguments: &[&str]) -> Output {
    let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
    let url = url.to_owned();
    tokio::task::spawn_blocking(move || {
        std::process::Command::new(env!("CARGO_BIN_EXE_aktor"))
            .args(arguments)
            .env_clear()
            .env("DATABASE_URL", url)
            .env("AKTOR_LOG", "off")
            .output()
            .unwrap()
    })
    .await
    .unwrap()
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

/// A database as it was at one moment.
pub(crate) enum Earlier {
    File(PathBuf),
    Named(String),
}

/// Copies the database of a town: beside the running bot, or as a server does.
pub(crate) async fn copied(town: &mut Town) -> Earlier {
    if let Database::Postgres { name, .. } = &town.database {
        let copy = format!("{name}_earlier");
        town.stop().await;
        town.database.copied_as(&copy).await;
        town.start().await;
        return Earlier::Named(copy);
    }
    let file = town.database.file().with_file_name("copy.db");
    let said = done(&aktor(&town.database.url(), &["backup", text(&file)]).await);
    assert!(said.contains("The copy was checked."), "{said}");
    Earlier::File(file)
}

/// Kills the bot and puts the database back to what it was.
pub(crate) async fn put_back(town: &mut Town, earlier: Earlier) {
    town.kill().await;
    match earlier {
        Earlier::Named(copy) => town.database.replaced_by(&copy).await,
        Earlier::File(file) => {
            let said = done(&aktor(&town.database.url(), &["restore", text(&file)]).await);
            assert!(said.contains("is kept as"), "{said}");
        }
    }
}
