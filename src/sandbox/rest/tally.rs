//! How much clients asked for so far, and how they were treated: for who measures.

use super::super::faults::Fault;
use super::limits::Scope;

/// Requests so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All that came.
    pub requests: u64,
    /// Those whose client never got an answer.
    pub unanswered: u64,
    /// Those that had their effect and whose client never heard of it.
    pub unheard: u64,
    /// Those refused because one route was asked too often.
    pub slowed: u64,
    /// Those refused because too much was asked altogether.
    pub slowed_globally: u64,
}

impl Tally {
    pub(super) fn struck(&mut self, fault: &Fault) {
        match fault {
            Fault::Hang | Fault::LoseAnswerBefore => self.unanswered += 1,
            Fault::HangAfter | Fault::LoseAnswerAfter => {
                self.unanswered += 1;
                self.unheard += 1;
            }
            Fault::StatusAfter(..) => self.unheard += 1,
            _ => {}
        }
    }

    pub(super) fn refused(&mut self, scope: Scope) {
        match scope {
            Scope::Global => self.slowed_globally += 1,
            Scope::User | Scope::Shared => self.slowed += 1,
        }
    }
}
