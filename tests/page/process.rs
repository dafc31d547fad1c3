//! `aktor demo` as people start it: a process of its own.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

/// `aktor demo`, running; it is ended by force when this is dropped.
pub(super) struct Demo {
    process: Child,
    /// The link that it printed.
    pub(super) link: String,
    /// What it says after the link: it is not to be told that nobody listens.
    _rest: BufReader<ChildStdout>,
}

impl Demo {
    /// Starts it, and waits for its link.
    pub(super) fn start(more: &[&str]) -> Self {
        let mut demo = Command::new(env!("CARGO_BIN_EXE_aktor"));
        demo.args(["demo", "--port", "0"]).args(more).env_remove("DISCORD_TOKEN").stdout(Stdio::piped());
        let mut process = demo.spawn().unwrap();
        let mut rest = BufReader::new(process.stdout.take().unwrap());
        let lines = rest.by_ref().lines().map_while(Result::ok);
        let link =
            lines.map(|line| line.trim().to_owned()).find(|line| line.starts_with("http://127.0.0.1:"));
        Self { process, link: link.expect("the demo printed no link"), _rest: rest }
    }

    /// Ends it as Ctrl-C does, and waits until it has ended.
    pub(super) fn stop(mut self) -> ExitStatus {
        let sent = Command::new("kill").args(["-INT", &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
        self.process.wait().unwrap()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
