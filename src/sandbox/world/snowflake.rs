//! Ids that carry the moment they were made and never repeat, even when the clock is set back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

const EPOCH_MS: i64 = 1_420_070_400_000;

/// Makes ids, strictly increasing.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Snowflakes(i64);

impl Snowflakes {
    pub(super) fn next(&mut self, now: DateTime<Utc>) -> i64 {
        self.0 = ((now.timestamp_millis() - EPOCH_MS).max(1) << 22).max(self.0 + 1);
        self.0
    }
}

/// When an id was made.
pub(super) fn made_at(id: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis((id >> 22) + EPOCH_MS).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_increase_though_the_clock_goes_back() {
        let mut ids = Snowflakes::default();
        let now = DateTime::from_timestamp_millis(1_800_000_000_000).unwrap_or_default();
        let first = ids.next(now);
        let second = ids.next(now);
        let third = ids.next(now - chrono::Duration::days(1));
        assert!(first < second && second < third);
        assert_eq!((first >> 22) + EPOCH_MS, now.timestamp_millis());
    }
}
