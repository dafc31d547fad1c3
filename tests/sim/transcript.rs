//! What happened, line by line: the same for the same seed.

use base64::Engine as _;
use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest as _, Sha256};
use std::collections::VecDeque;

/// Lines that are kept to be shown.
const KEPT: usize = 400;

pub(crate) struct Transcript {
    aloud: bool,
    last: VecDeque<String>,
    all: Sha256,
    lines: u64,
}

impl Transcript {
    pub(crate) fn new(aloud: bool) -> Self {
        Self { aloud, last: VecDeque::new(), all: Sha256::new(), lines: 0 }
    }

    pub(crate) fn say(&mut self, at: DateTime<Utc>, line: impl FnOnce() -> String) {
        let line = format!("{} {}", at.to_rfc3339_opts(SecondsFormat::Millis, true), line());
        if self.aloud {
            println!("{line}");
        }
        self.all.update(line.as_bytes());
        self.all.update(b"\n");
        self.lines += 1;
        if self.last.len() == KEPT {
            self.last.pop_front();
        }
        self.last.push_back(line);
    }

    pub(crate) fn tail(&self, lines: usize) -> String {
        let from = self.last.len().saturating_sub(lines);
        self.last.range(from..).cloned().collect::<Vec<_>>().join("\n")
    }

    /// A print of everything that was said, and how many lines it was.
    pub(crate) fn print(&self) -> (String, u64) {
        let hash = self.all.clone().finalize();
        (base64::engine::general_purpose::STANDARD.encode(hash), self.lines)
    }
}
