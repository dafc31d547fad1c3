//! How often one person may send something: a form sent by mistake again and again, or on purpose, stops
//! here. In memory only.

use crate::domain::ids::UserId;
use chrono::{DateTime, Duration, Utc};
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Submissions a minute and person.
const MOST: usize = 5;
/// People that are remembered at once.
const PEOPLE: usize = 10_000;

/// Counts what people send.
#[derive(Debug, Default)]
pub struct Pace(Mutex<HashMap<UserId, VecDeque<DateTime<Utc>>>>);

impl Pace {
    /// Counts one submission of `user` at `now`; whether it is one too many.
    pub fn is_too_fast(&self, user: UserId, now: DateTime<Utc>) -> bool {
        let mut people = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if people.len() >= PEOPLE {
            people.retain(|_, sent| sent.back().is_some_and(|at| now - *at < Duration::minutes(1)));
        }
        let sent = people.entry(user).or_default();
        while sent.front().is_some_and(|at| now - *at >= Duration::minutes(1) || *at > now) {
            sent.pop_front();
        }
        if sent.len() >= MOST {
            return true;
        }
        sent.push_back(now);
        false
    }
}
