//! Shared examples, page by page.

use super::nominations::{ExampleRow, NominationRow, select};
use super::{Store, StoreError, on_pool};
use crate::domain::expectation::Expectation;
use crate::domain::ids::{NominationId, TeamId};
use chrono::{DateTime, Utc};

/// Which of a team's shared examples are looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shelf {
    /// The team.
    pub team: TeamId,
    /// What they show; `None`: anything.
    pub expectation: Option<Expectation>,
    /// Shared from here on …
    pub from: DateTime<Utc>,
    /// … until before this.
    pub until: DateTime<Utc>,
}

/// A place among them: when the example that stands there was shared, and which it is.
pub type Mark = (DateTime<Utc>, NominationId);

/// One page among a team's shared examples, beside a mark: on which side, and in which order from there.
macro_rules! page {
    ($store:expr, $among:expr, $mark:expr, $most:expr, $side:literal, $order:literal) => {{
        let rows = on_pool!($store, |pool| sqlx::query_as::<_, NominationRow>(select!(
            "WHERE team_id = $1 AND state = 'shared' AND shared_at >= $2 AND shared_at < $3
               AND expectation = COALESCE($4, expectation) AND (shared_at ",
            $side,
            " $5 OR (shared_at = $5 AND id ",
            $side,
            " $6)) ORDER BY ",
            $order,
            " LIMIT $7"
        ))
        .bind($among.team.0)
        .bind($among.from)
        .bind($among.until)
        .bind($among.expectation.map(Expectation::key))
        .bind($mark.0)
        .bind($mark.1.0)
        .bind($most)
        .fetch_all(pool)
        .await)?;
        $store.with_nominees(rows).await
    }};
}

impl Store {
    /// Up to `most` examples shared before the one at `mark`, newest first.
    pub async fn examples_before(
        &self,
        among: &Shelf,
        mark: Mark,
        most: i64,
    ) -> Result<Vec<ExampleRow>, StoreError> {
        page!(self, among, mark, most, "<", "shared_at DESC, id DESC")
    }

    /// Up to `most` examples shared after the one at `mark`, oldest first.
    pub async fn examples_after(
        &self,
        among: &Shelf,
        mark: Mark,
        most: i64,
    ) -> Result<Vec<ExampleRow>, StoreError> {
        page!(self, among, mark, most, ">", "shared_at, id")
    }
}
