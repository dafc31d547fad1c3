//! How many answers without a name each person has given in each round. In memory only, under a key that is in memory
//! only: a restart forgets both, and no copy of anything tells.

use crate::domain::ids::{OccasionId, UserId};
use crate::domain::nameless::MOST_PER_ROUND;
use crate::service::random::Random;
use chrono::{DateTime, Utc};
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A person or an answer, under the key.
type Mark = [u8; 32];

/// The count; clones share it.
#[derive(Clone)]
pub struct Tally {
    secret: [u8; 32],
    rounds: Arc<Mutex<HashMap<OccasionId, Counted>>>,
}

struct Counted {
    closes_at: DateTime<Utc>,
    given: HashMap<Mark, HashSet<Mark>>,
}

impl std::fmt::Debug for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tally")
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self { secret: Random::system().key(), rounds: Arc::default() }
    }
}

impl Tally {
    /// Counts the answer with this receipt for a person, unless they have given as many as one may in the round;
    /// then false. The same answer counts once.
    pub(super) fn take(
        &self,
        (round, closes_at): (OccasionId, DateTime<Utc>),
        user: UserId,
        receipt: &str,
        now: DateTime<Utc>,
    ) -> bool {
        let mut rounds = self.rounds();
        rounds.retain(|_, counted| counted.closes_at > now);
        let counted = rounds.entry(round).or_insert_with(|| Counted { closes_at, given: HashMap::new() });
        let given = counted.given.entry(self.mark(&user.0.to_be_bytes())).or_default();
        let answer = self.mark(receipt.as_bytes());
        given.contains(&answer) || given.len() < MOST_PER_ROUND && given.insert(answer)
    }

    /// No longer counts the answer with this receipt: it was not kept, or was erased.
    pub(super) fn give_back(&self, round: OccasionId, receipt: &str) {
        let answer = self.mark(receipt.as_bytes());
        if let Some(counted) = self.rounds().get_mut(&round) {
            for given in counted.given.values_mut() {
                given.remove(&answer);
            }
        }
    }

    fn rounds(&self) -> MutexGuard<'_, HashMap<OccasionId, Counted>> {
        self.rounds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn mark(&self, what: &[u8]) -> Mark {
        // A key shorter than the hash's block is filled up with zeros, by definition.
        let mut block = [0; 64];
        block[..self.secret.len()].copy_from_slice(&self.secret);
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
        mac.update(what);
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;
    use crate::domain::ids::{OccasionId, UserId};
    use chrono::{DateTime, Duration};

    #[test]
    fn three_are_counted_for_a_person_and_round_and_the_same_one_once() {
        let tally = Tally::default();
        let now = DateTime::UNIX_EPOCH;
        let closes = now + Duration::days(14);
        let take =
            |round, user, receipt, now| tally.take((OccasionId(round), closes), UserId(user), receipt, now);
        for receipt in ["a", "a", "b", "a", "c", "b"] {
            assert!(take(1, 1, receipt, now), "{receipt}");
        }
        assert!(!take(1, 1, "d", now));
        assert!(
            take(1, 2, "d", now) && take(2, 1, "e", now),
            "of others, and of other rounds, nothing is counted"
        );
        tally.give_back(OccasionId(1), "b");
        assert!(take(1, 1, "f", now) && !take(1, 1, "g", now));
        assert!(take(3, 9, "h", closes), "closed rounds are forgotten");
        assert_eq!(tally.rounds().len(), 1);
    }

    #[test]
    fn another_run_has_another_key() {
        assert_ne!(Tally::default().mark(b"a"), Tally::default().mark(b"a"));
        assert_eq!(format!("{:?}", Tally::default()), "Tally");
    }
}
