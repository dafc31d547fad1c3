//! What a team will be asked on its coming dates: what was promised stands, the rest is chosen around it.
//!
//! Decides from dates, promises, history and library alone; it must not know when the dates are due.

use crate::domain::prompt::{Prompt, Theme};
use crate::domain::rotation::{self, Coverage, Gap, Past};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What TRIO has been promised for a date, or has decided on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// This prompt is asked, by its id.
    Ask(String),
    /// Nothing is asked.
    Rest,
}

/// All that a plan is made from.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// The prompts there are.
    pub library: &'a [&'a Prompt],
    /// What the team has been asked, oldest first.
    pub history: &'a [Past],
    /// The team's own number.
    pub seed: u64,
    /// The themes that rest.
    pub resting: &'a BTreeSet<Theme>,
}

/// What TRIO asks for instead of a promised prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// *Byt*.
    Another,
    /// *Giv os en lettere*.
    Lighter,
}

impl Plan<'_> {
    /// What stands on each of `dates` (in order): what was promised for it, as long as that can be asked; what
    /// was promised for a day that is none any more (the rhythm changed, a holiday came), in the same order; and
    /// else what the rotation chooses between them. [`None`] where no prompt is left.
    pub fn lay(
        &self,
        dates: &[NaiveDate],
        promised: &BTreeMap<NaiveDate, Promise>,
    ) -> Vec<(NaiveDate, Option<Promise>)> {
        let mut row: Vec<(NaiveDate, Option<Promise>)> = dates
            .iter()
            .map(|date| (*date, promised.get(date).filter(|p| self.can_be(p)).cloned()))
            .collect();
        let Some(last) = dates.last() else { return row };
        let mut stray = promised
            .iter()
            .filter(|(date, promise)| {
                *date < last
                    && !dates.contains(date)
                    && matches!(promise, Promise::Ask(_))
                    && self.can_be(promise)
            })
            .map(|(_, promise)| promise.clone());
        for (_, promise) in row.iter_mut().filter(|(_, promise)| promise.is_none()) {
            *promise = stray.next();
        }
        drop(stray);
        for nth in 0..row.len() {
            if row[nth].1.is_none() {
                row[nth].1 = self.fill(&row, nth, &[], None).map(Promise::Ask);
            }
        }
        row
    }

    /// Another prompt for the date that is `nth` in a row that was [laid](Self::lay), and none that was `declined`
    /// there before as long as others are left; what stands around it stays. [`None`] when there is no other, or
    /// nothing to be asked on that date.
    pub fn instead(
        &self,
        row: &[(NaiveDate, Option<Promise>)],
        nth: usize,
        wish: Wish,
        declined: &[String],
    ) -> Option<String> {
        let (_, Some(Promise::Ask(id))) = row.get(nth)? else { return None };
        let prompt = self.prompt(id);
        let heavy = prompt.filter(|_| wish == Wish::Lighter);
        let without: Vec<&str> = declined.iter().chain([id]).map(String::as_str).collect();
        self.fill(row, nth, &without, heavy).or_else(|| self.fill(row, nth, &[id], heavy))
    }

    fn fill(
        &self,
        row: &[(NaiveDate, Option<Promise>)],
        nth: usize,
        without: &[&str],
        lighter_than: Option<&Prompt>,
    ) -> Option<String> {
        let (before, after) = row.split_at(nth);
        let mut history = self.history.to_vec();
        history.extend(self.asked(before));
        let after: Vec<Past> = self.asked(after.get(1..).unwrap_or_default()).collect();
        let gap = Gap { before: &history, after: &after, without, lighter_than };
        rotation::fill(self.library, gap, self.seed, self.resting).map(|choice| choice.prompt)
    }

    fn asked(&self, row: &[(NaiveDate, Option<Promise>)]) -> impl Iterator<Item = Past> {
        row.iter().filter_map(|(_, promise)| match promise {
            Some(Promise::Ask(id)) => self.prompt(id).map(Past::from),
            _ => None,
        })
    }

    fn can_be(&self, promise: &Promise) -> bool {
        match promise {
            Promise::Rest => true,
            Promise::Ask(id) => self.prompt(id).is_some_and(|prompt| rotation::is_open(prompt, self.resting)),
        }
    }

    fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.library.iter().copied().find(|prompt| prompt.id == id)
    }

    /// How far the team is through the library.
    pub fn coverage(&self) -> Coverage {
        rotation::coverage(self.library, self.history, self.resting)
    }
}
