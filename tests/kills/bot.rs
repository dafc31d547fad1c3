//! The real program as a process of its own, with the system's clock, to be killed.

use crate::support::TOKEN;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// The program under test: the one that `AKTOR_TEST_BINARY` names, or the one built with the tests.
pub(crate) fn binary() -> PathBuf {
    let named = std::env::var_os("AKTOR_TEST_BINARY").filter(|path| !path.is_empty());
    named.map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_aktor")), PathBuf::from)
}

/// `aktor run`; killed when this is dropped.
pub(crate) struct Bot(Child);

impl Bot {
    /// Starts it with the database `aktor.db` in `directory`; what it logs is added to `bot.log` there.
    pub(crate) fn start(directory: &Path, server: &str) -> Self {
        let log = || File::options().create(true).append(true).open(directory.join("bot.log")).unwrap();
        let child = Command::new(std::path::absolute(binary()).unwrap())
            .arg("run")
            .current_dir(directory)
            .env_clear()
            .env("DISCORD_TOKEN", TOKEN)
            .env("DISCORD_API_URL", server)
            .env("DATABASE_URL", format!("sqlite://{}", directory.join("aktor.db").display()))
            .env("AKTOR_HTTP_ADDR", "127.0.0.1:0")
            .env("AKTOR_LOG", "info")
            .stdin(Stdio::null())
            .stdout(log())
            .stderr(log())
            .spawn()
            .unwrap();
        Self(child)
    }

    /// SIGKILL; true: it was alive until then.
    pub(crate) fn kill(mut self) -> bool {
        let alive = self.0.try_wait().unwrap().is_none();
        self.0.kill().unwrap();
        self.0.wait().unwrap();
        alive
    }

    /// Whether it has ended by itself.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().unwrap()
    }

    /// SIGTERM; how it ended, if it did within `most`.
    pub(crate) async fn stop(mut self, most: Duration) -> Option<ExitStatus> {
        let sent = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let ending = async {
            loop {
                if let Some(status) = self.ended() {
                    return status;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(most, ending).await.ok()
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
