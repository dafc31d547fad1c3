//! What was said on both wires, in order: requests with their answers, and gateway events. Read by people when
//! a wait fails, so that the conversation explains itself.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

const KEPT: usize = 2_000;
const LONGEST: usize = 400;

/// The recent lines; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Transcript(Arc<Mutex<VecDeque<String>>>);

impl Transcript {
    /// Adds a line, cut to a readable length; the oldest lines are forgotten.
    pub fn note(&self, line: impl AsRef<str>) {
        let mut line: String = line.as_ref().chars().take(LONGEST + 1).collect();
        if line.chars().count() > LONGEST {
            line.pop();
            line.push('…');
        }
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == KEPT {
            lines.pop_front();
        }
        lines.push_back(line);
    }

    /// All lines kept, oldest first.
    pub fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// The last `count` lines as one text.
    pub fn tail(&self, count: usize) -> String {
        let lines = self.lines();
        let mut text = String::new();
        for line in lines.iter().skip(lines.len().saturating_sub(count)) {
            let _ = writeln!(text, "  {line}");
        }
        text
    }
}
