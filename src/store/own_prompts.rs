//! The prompts that a team's members suggest, and what a team changes in any prompt.

use super::audit::note_act;
use super::deliveries::enqueue;
use super::{NewDelivery, Store, StoreError, dialect, known, on_pool, transact};
use crate::domain::audit::{Act, Scope, Thing};
use crate::domain::ids::{TeamId, UserId};
use crate::domain::own::{Change, Own, State, Words};
use crate::domain::prompt::Theme;
use crate::store::row::row;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

row! {
    struct Row {
        number: i64,
        state: String,
        theme: String,
        title: String,
        body: String,
        help: String,
        reason: Option<String>,
        author_id: Option<i64>,
        author_name: Option<String>,
    }
}

impl TryFrom<Row> for Own {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            number: u32::try_from(row.number).unwrap_or_default(),
            state: known("state of a prompt", &row.state, State::from_key)?,
            theme: known("theme", &row.theme, Theme::from_key)?,
            words: Words { title: row.title, text: row.body, help: row.help },
            reason: row.reason,
            author: row.author_id.map(UserId),
            by: row.author_name,
        })
    }
}

/// What stands in `prompt_changes`: id, whether it is hidden, title, text, help.
type ChangeRow = (String, bool, Option<String>, Option<String>, Option<String>);

/// Empties the rows of which this holds: words and people go, the number stays.
macro_rules! empty {
    ($where:literal) => {
        concat!(
            "UPDATE own_prompts SET state = 'gone', title = '', body = '', help = '', reason = NULL, author_id = NULL,
                author_name = NULL WHERE ",
            $where
        )
    };
}
pub(super) use empty;

impl Store {
    /// What a team's members have suggested and is still kept, in the order of the numbers.
    pub async fn own_prompts(&self, team: TeamId) -> Result<Vec<Own>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, Row>(
            "SELECT number, state, theme, title, body, help, reason, author_id, author_name FROM own_prompts
             WHERE team_id = $1 AND state <> 'gone' ORDER BY number"
        )
        .bind(team.0)
        .fetch_all(pool)
        .await
        })?;
        rows.into_iter().map(Own::try_from).collect()
    }

    /// Those of them that a team's TRIO has taken in: all that is asked, however much has been suggested.
    pub async fn approved_prompts(&self, team: TeamId) -> Result<Vec<Own>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, Row>(
            "SELECT number, state, theme, title, body, help, reason, author_id, author_name FROM own_prompts
             WHERE team_id = $1 AND state = 'approved' ORDER BY number"
        )
        .bind(team.0)
        .fetch_all(pool)
        .await
        })?;
        rows.into_iter().map(Own::try_from).collect()
    }

    /// One of them.
    pub async fn own_prompt(&self, team: TeamId, number: u32) -> Result<Option<Own>, StoreError> {
        let row = on_pool!(self, |pool| {
            sqlx::query_as::<_, Row>(
            "SELECT number, state, theme, title, body, help, reason, author_id, author_name FROM own_prompts
             WHERE team_id = $1 AND number = $2 AND state <> 'gone'"
        )
        .bind(team.0)
        .bind(i64::from(number))
        .fetch_optional(pool)
        .await
        })?;
        row.map(Own::try_from).transpose()
    }

    /// Keeps what somebody suggests, as `state`; answers its number.
    pub async fn suggest_prompt(
        &self,
        team: TeamId,
        (state, theme, words): (State, Theme, &Words),
        author: UserId,
        by: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<u32, StoreError> {
        let number = transact!(self, "prompts.suggest", |tx| {
            sqlx::query_scalar::<_, i64>(
                "INSERT INTO own_prompts (team_id, number, state, theme, title, body, help, author_id, author_name,
                    suggested_at)
                 SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9 FROM own_prompts
                 WHERE team_id = $1 RETURNING number",
            )
            .bind(team.0)
            .bind(state.key())
            .bind(theme.key())
            .bind(dialect::text(&words.title))
            .bind(dialect::text(&words.text))
            .bind(dialect::text(&words.help))
            .bind(author.0)
            .bind(by.map(dialect::text))
            .bind(now)
            .fetch_one(&mut *tx)
            .await?
        });
        Ok(u32::try_from(number).unwrap_or_default())
    }

    /// Sends a draft; false: it is none any more.
    pub async fn send_draft(
        &self,
        team: TeamId,
        number: u32,
        author: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let sent = transact!(self, "prompts.send", |tx| {
            sqlx::query(
                "UPDATE own_prompts SET state = 'suggested', suggested_at = $4
                 WHERE team_id = $1 AND number = $2 AND author_id = $3 AND state = 'draft'",
            )
            .bind(team.0)
            .bind(i64::from(number))
            .bind(author.0)
            .bind(now)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(sent > 0)
    }

    /// Erases what its author takes back; false: TRIO has decided on it, or it is not theirs.
    pub async fn withdraw_prompt(
        &self,
        team: TeamId,
        number: u32,
        author: UserId,
    ) -> Result<bool, StoreError> {
        let gone = transact!(self, "prompts.withdraw", |tx| {
            sqlx::query(empty!(
                "team_id = $1 AND number = $2 AND author_id = $3 AND state IN ('draft', 'suggested')"
            ))
            .bind(team.0)
            .bind(i64::from(number))
            .bind(author.0)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(self.erased(gone))
    }

    /// Takes its author's name off a prompt that is asked; false: there is none of theirs on it.
    pub async fn unname_prompt(&self, team: TeamId, number: u32, author: UserId) -> Result<bool, StoreError> {
        let gone = transact!(self, "prompts.unname", |tx| {
            sqlx::query(
                "UPDATE own_prompts SET author_name = NULL WHERE team_id = $1 AND number = $2 AND author_id = $3
                    AND state = 'approved' AND author_name IS NOT NULL",
            )
            .bind(team.0)
            .bind(i64::from(number))
            .bind(author.0)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(self.erased(gone))
    }

    /// Takes a suggestion in, with these words; false: somebody else has decided. A text that its author did not write
    /// does not have their name on it.
    pub async fn approve_prompt(
        &self,
        team: TeamId,
        number: u32,
        words: &Words,
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = transact!(self, "prompts.approve", |tx| {
            let done = sqlx::query(
                "UPDATE own_prompts SET state = 'approved', title = $3, body = $4, help = $5, decided_at = $6,
                    author_name = CASE WHEN body = $4 THEN author_name END
                 WHERE team_id = $1 AND number = $2 AND state = 'suggested'",
            )
            .bind(team.0)
            .bind(i64::from(number))
            .bind(dialect::text(&words.title))
            .bind(dialect::text(&words.text))
            .bind(dialect::text(&words.help))
            .bind(now)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if done > 0 {
                let about = Thing::suggestion(number);
                note_act!(tx, by, Scope::Team(team), Act::SuggestionApproved, about, now);
            }
            done
        });
        // Words may have been replaced.
        Ok(self.erased(done))
    }

    /// Lets a suggestion go for this reason and makes the work of saying so; false: somebody else has decided.
    pub async fn refuse_prompt(
        &self,
        team: TeamId,
        number: u32,
        reason: &str,
        work: &[NewDelivery],
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = transact!(self, "prompts.refuse", |tx| {
            let done = sqlx::query(
                "UPDATE own_prompts SET state = 'refused', reason = $3, author_name = NULL, decided_at = $4
                 WHERE team_id = $1 AND number = $2 AND state = 'suggested'",
            )
            .bind(team.0)
            .bind(i64::from(number))
            .bind(dialect::text(reason))
            .bind(now)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if done > 0 {
                enqueue!(tx, work, now);
                let about = Thing::suggestion(number);
                note_act!(tx, by, Scope::Team(team), Act::SuggestionRefused, about, now);
            }
            done
        });
        Ok(done > 0)
    }

    /// Erases drafts from before `drafts`, and what nobody has decided on, or was refused, from before `before`; of what
    /// was approved before then nobody knows any more who suggested it, unless their name stands with it.
    pub async fn expire_own_prompts(
        &self,
        drafts: DateTime<Utc>,
        before: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let expired = transact!(self, "prompts.expire", |tx| {
            let gone = sqlx::query(empty!(
                "(state = 'draft' AND suggested_at < $1) OR (state = 'suggested' AND suggested_at < $2)
                    OR (state = 'refused' AND decided_at < $2)"
            ))
            .bind(drafts)
            .bind(before)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            let forgotten = sqlx::query(
                "UPDATE own_prompts SET author_id = NULL WHERE state = 'approved' AND author_id IS NOT NULL
                    AND author_name IS NULL AND decided_at < $1",
            )
            .bind(before)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            gone + forgotten
        });
        self.erased(expired);
        Ok(expired)
    }

    /// What a team has changed in prompts, by their ids.
    pub async fn prompt_changes(&self, team: TeamId) -> Result<BTreeMap<String, Change>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, ChangeRow>(
            "SELECT prompt_id, hidden, title, body, help FROM prompt_changes WHERE team_id = $1"
        )
        .bind(team.0)
        .fetch_all(pool)
        .await)?;
        let change = |(id, hidden, title, body, help): ChangeRow| {
            let words = body.map(|text| Words {
                title: title.unwrap_or_default(),
                text,
                help: help.unwrap_or_default(),
            });
            (id, Change { hidden, words })
        };
        Ok(rows.into_iter().map(change).collect())
    }

    /// Hides a prompt from a team, or brings it back.
    pub async fn hide_prompt(
        &self,
        team: TeamId,
        prompt: &str,
        hidden: bool,
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "prompts.hide", |tx| {
            let changed = sqlx::query(
                "INSERT INTO prompt_changes (team_id, prompt_id, hidden) SELECT $1, $2, $3 WHERE $3
                    OR EXISTS (SELECT 1 FROM prompt_changes WHERE team_id = $1 AND prompt_id = $2)
                 ON CONFLICT (team_id, prompt_id) DO UPDATE SET hidden = excluded.hidden
                    WHERE prompt_changes.hidden <> excluded.hidden",
            )
            .bind(team.0)
            .bind(prompt)
            .bind(hidden)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if changed > 0 {
                let act = if hidden { Act::PromptHidden } else { Act::PromptShown };
                note_act!(tx, by, Scope::Team(team), act, Thing::prompt(prompt), now);
            }
        });
        Ok(())
    }

    /// Puts `words` in the place of a prompt's own for a team, or takes them away again, if what stands is `seen`; false:
    /// it is something else by now.
    pub async fn reword_prompt(
        &self,
        team: TeamId,
        prompt: &str,
        seen: Option<&Words>,
        words: Option<&Words>,
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = transact!(self, "prompts.reword", |tx| {
            let stands = sqlx::query_as::<_, (Option<String>, Option<String>, Option<String>)>(
                "SELECT title, body, help FROM prompt_changes WHERE team_id = $1 AND prompt_id = $2",
            )
            .bind(team.0)
            .bind(prompt)
            .fetch_optional(&mut *tx)
            .await?;
            let stands = stands.and_then(|(title, body, help)| {
                Some(Words { title: title?, text: body?, help: help.unwrap_or_default() })
            });
            let unchanged = stands.as_ref() == seen;
            if unchanged {
                sqlx::query(
                    "INSERT INTO prompt_changes (team_id, prompt_id, hidden, title, body, help)
                     VALUES ($1, $2, FALSE, $3, $4, $5) ON CONFLICT (team_id, prompt_id)
                     DO UPDATE SET title = excluded.title, body = excluded.body, help = excluded.help",
                )
                .bind(team.0)
                .bind(prompt)
                .bind(words.map(|words| dialect::text(&words.title)))
                .bind(words.map(|words| dialect::text(&words.text)))
                .bind(words.map(|words| dialect::text(&words.help)))
                .execute(&mut *tx)
                .await?;
                if words != seen {
                    let act = if words.is_some() { Act::PromptReworded } else { Act::PromptRestored };
                    note_act!(tx, by, Scope::Team(team), act, Thing::prompt(prompt), now);
                }
            }
            unchanged
        });
        if done {
            self.erased_something();
        }
        Ok(done)
    }
}
