//! What a team has agreed that words mean to it, and what its members suggest.

use super::{Store, StoreError, dialect, known, on_pool, transact};
use crate::domain::ids::{SuggestionId, TeamId, UserId};
use crate::domain::words::Word;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

impl Store {
    /// The meanings a team has settled.
    pub async fn meanings(&self, team: TeamId) -> Result<BTreeMap<Word, String>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, (String, String)>(
            "SELECT word, meaning FROM meanings WHERE team_id = $1"
        )
        .bind(team.0)
        .fetch_all(pool)
        .await)?;
        rows.into_iter().map(|(word, meaning)| Ok((known("word", &word, Word::from_key)?, meaning))).collect()
    }

    /// What is suggested for a word of a team's, oldest first.
    pub async fn suggested_meanings(
        &self,
        team: TeamId,
        word: Word,
    ) -> Result<Vec<(SuggestionId, String)>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, (i64, String)>(
            "SELECT id, meaning FROM suggested_meanings WHERE team_id = $1 AND word = $2 ORDER BY suggested_at, id"
        )
        .bind(team.0)
        .bind(word.key())
        .fetch_all(pool)
        .await
        })?;
        Ok(rows.into_iter().map(|(id, meaning)| (SuggestionId(id), meaning)).collect())
    }

    /// How many suggestions wait for a team's TRIO.
    pub async fn count_suggested_meanings(&self, team: TeamId) -> Result<i64, StoreError> {
        Ok(on_pool!(self, |pool| sqlx::query_scalar::<_, i64>(
            "SELECT COUNT(*) FROM suggested_meanings WHERE team_id = $1"
        )
        .bind(team.0)
        .fetch_one(pool)
        .await)?)
    }

    /// Keeps a suggestion. The same words for the same word are kept once, whoever wrote them.
    pub async fn suggest_meaning(
        &self,
        id: SuggestionId,
        team: TeamId,
        word: Word,
        meaning: &str,
        author: UserId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "words.suggest", |tx| {
            sqlx::query(
                "INSERT INTO suggested_meanings (id, team_id, word, meaning, author_id, suggested_at)
                 SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS
                    (SELECT 1 FROM suggested_meanings WHERE team_id = $2 AND word = $3 AND meaning = $4)",
            )
            .bind(id.0)
            .bind(team.0)
            .bind(word.key())
            .bind(dialect::text(meaning))
            .bind(author.0)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// Erases suggestions made before `before` that nobody has settled. Answers how many went.
    pub async fn expire_suggested_meanings(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let expired = transact!(self, "words.expire", |tx| {
            sqlx::query("DELETE FROM suggested_meanings WHERE suggested_at < $1")
                .bind(before)
                .execute(&mut *tx)
                .await?
                .rows_affected()
        });
        if expired > 0 {
            self.erased_something();
        }
        Ok(expired)
    }

    /// Settles what a word means in a team. What was suggested for it has been read by then, and is erased.
    pub async fn settle_meaning(
        &self,
        team: TeamId,
        word: Word,
        meaning: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "words.settle", |tx| {
            sqlx::query(
                "INSERT INTO meanings (team_id, word, meaning, settled_at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (team_id, word) DO UPDATE SET meaning = excluded.meaning, settled_at = excluded.settled_at",
            )
            .bind(team.0)
            .bind(word.key())
            .bind(dialect::text(meaning))
            .bind(now)
            .execute(&mut *tx)
            .await?;
            sqlx::query("DELETE FROM suggested_meanings WHERE team_id = $1 AND word = $2")
                .bind(team.0)
                .bind(word.key())
                .execute(&mut *tx)
                .await?;
        });
        self.erased_something();
        Ok(())
    }
}
