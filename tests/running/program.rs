//! `aktor run` as a supervisor starts it: a process of its own, connected to the stand-in.

use crate::support::{PATIENCE, TOKEN, Town};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The program's settings for a run at `server`.
pub(super) fn command(server: &str, database: &str, directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aktor"));
    command
        .arg("run")
        .current_dir(directory)
        .env_clear()
        .env("DISCORD_TOKEN", TOKEN)
        .env("DISCORD_API_URL", server)
        .env("DATABASE_URL", database)
        .env("AKTOR_HTTP_ADDR", "127.0.0.1:0")
        .env("AKTOR_LOG", "off");
    command
}

/// The program, running; it is ended by force when this is dropped.
pub(super) struct Program {
    process: Option<Child>,
    _directory: TempDir,
}

impl Program {
    /// Starts it on the town's database and waits until it is connected to the town.
    pub(super) async fn connected(town: &Town) -> Self {
        let program = Self::start(town, |command| command);
        town.wait("the program to be connected", |town| {
            town.sandbox.gateway().sessions().iter().any(|session| session.connected).then_some(())
        })
        .await;
        program
    }

    /// Starts it on the town's database with settings of its own.
    pub(super) fn start(town: &Town, more: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        let directory = TempDir::new().unwrap();
        let mut command = command(&town.sandbox.base_url(), &town.database.url(), directory.path());
        more(&mut command).stdout(Stdio::null()).stderr(Stdio::piped());
        Self { process: Some(command.spawn().unwrap()), _directory: directory }
    }

    /// Asks it to stop, as supervisors do.
    pub(super) fn terminate(&self) {
        let id = self.process.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits until it has ended; how long that took, and how it ended.
    pub(super) async fn ended(mut self) -> (Duration, Output) {
        let (began, mut process) = (Instant::now(), self.process.take().unwrap());
        loop {
            if process.try_wait().unwrap().is_some() {
                return (began.elapsed(), process.wait_with_output().unwrap());
            }
            if began.elapsed() > PATIENCE * 2 {
                let _ = process.kill();
                let output = process.wait_with_output().unwrap();
                panic!("it did not end: {}", String::from_utf8_lossy(&output.stderr));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// The code, and the one sentence on standard error.
pub(super) fn said(output: &Output) -> (Option<i32>, String) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 1, "one sentence: {said}");
    assert!(!said.contains("not-the-token") && !said.contains(TOKEN), "{said}");
    (output.status.code(), lines[0].to_owned())
}
