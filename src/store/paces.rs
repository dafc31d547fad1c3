//! Members' own pace.

use super::{Store, StoreError, known, on_pool, transact};
use crate::domain::ids::{TeamId, UserId};
use crate::domain::pace::Pace;

impl Store {
    /// A member's pace in a team.
    pub async fn pace(&self, team: TeamId, user: UserId) -> Result<Pace, StoreError> {
        let key = on_pool!(self, |pool| sqlx::query_scalar::<_, String>(
            "SELECT pace FROM paces WHERE team_id = $1 AND user_id = $2"
        )
        .bind(team.0)
        .bind(user.0)
        .fetch_optional(pool)
        .await)?;
        key.map_or(Ok(Pace::default()), |key| known("pace", &key, Pace::from_key))
    }

    /// Sets a member's pace in a team; the usual one leaves no row behind.
    pub async fn set_pace(&self, team: TeamId, user: UserId, pace: Pace) -> Result<(), StoreError> {
        transact!(self, "pace.set", |tx| {
            sqlx::query("DELETE FROM paces WHERE team_id = $1 AND user_id = $2")
                .bind(team.0)
                .bind(user.0)
                .execute(&mut *tx)
                .await?;
            if pace != Pace::default() {
                sqlx::query("INSERT INTO paces (team_id, user_id, pace) VALUES ($1, $2, $3)")
                    .bind(team.0)
                    .bind(user.0)
                    .bind(pace.key())
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }

    /// Who wants to be told when a team's prompt has come.
    pub async fn to_nudge(&self, team: TeamId) -> Result<Vec<UserId>, StoreError> {
        let users = on_pool!(self, |pool| sqlx::query_scalar::<_, i64>(
            "SELECT user_id FROM paces WHERE team_id = $1 AND pace = 'nudge' ORDER BY user_id"
        )
        .bind(team.0)
        .fetch_all(pool)
        .await)?;
        Ok(users.into_iter().map(UserId).collect())
    }
}
