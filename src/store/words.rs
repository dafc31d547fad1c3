//! What a team has agreed that words mean to it, and what its members suggest.

use super::audit::note_act;
use super::{Store, StoreError, dialect, known, on_pool, transact};
use crate::domain::audit::{Act, Scope, Thing};
use crate::domain::ids::{SuggestionId, TeamId, UserId};
use crate::domain::words::Word;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// What somebody suggests that a word means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedMeaning {
    /// Its id.
    pub id: SuggestionId,
    /// Their words.
    pub meaning: String,
    /// Who; shown to nobody.
    pub author: UserId,
}

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
    ) -> Result<Vec<SuggestedMeaning>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, (i64, String, i64)>(
                "SELECT id, meaning, author_id FROM suggested_meanings WHERE team_id = $1 AND word = $2
                 ORDER BY suggested_at, id",
            )
            .bind(team.0)
            .bind(word.key())
            .fetch_all(pool)
            .await
        })?;
        let suggested = |(id, meaning, author)| SuggestedMeaning {
            id: SuggestionId(id),
            meaning,
            author: UserId(author),
        };
        Ok(rows.into_iter().map(suggested).collect())
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
        self.erased(expired);
        Ok(expired)
    }

    /// Erases a suggestion that its author takes back; false: it waits no longer.
    pub async fn withdraw_meaning(
        &self,
        team: TeamId,
        id: SuggestionId,
        author: UserId,
    ) -> Result<bool, StoreError> {
        let gone = transact!(self, "words.withdraw", |tx| {
            sqlx::query("DELETE FROM suggested_meanings WHERE team_id = $1 AND id = $2 AND author_id = $3")
                .bind(team.0)
                .bind(id.0)
                .bind(author.0)
                .execute(&mut *tx)
                .await?
                .rows_affected()
        });
        Ok(self.erased(gone))
    }

    /// Settles what a word means in a team, if what stands is `seen`, and erases the suggestions that were `shown`; those
    /// that nobody has read yet stay. False: something else stands by now.
    pub async fn settle_meaning(
        &self,
        (team, word): (TeamId, Word),
        seen: Option<&str>,
        meaning: &str,
        shown: &[SuggestionId],
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let unchanged = transact!(self, "words.settle", |tx| {
            let stands = sqlx::query_scalar::<_, String>(
                "SELECT meaning FROM meanings WHERE team_id = $1 AND word = $2",
            )
            .bind(team.0)
            .bind(word.key())
            .fetch_optional(&mut *tx)
            .await?;
            let unchanged = stands.as_deref() == seen;
            if unchanged {
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
                for id in shown {
                    sqlx::query(
                        "DELETE FROM suggested_meanings WHERE team_id = $1 AND word = $2 AND id = $3",
                    )
                    .bind(team.0)
                    .bind(word.key())
                    .bind(id.0)
                    .execute(&mut *tx)
                    .await?;
                }
                if seen != Some(dialect::text(meaning).as_ref()) {
                    note_act!(tx, by, Scope::Team(team), Act::WordSettled, Thing::from(word), now);
                }
            }
            unchanged
        });
        if unchanged {
            self.erased_something();
        }
        Ok(unchanged)
    }
}
