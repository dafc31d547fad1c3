//! The end of a team: what becomes of its work, its rounds and what people wrote.

use super::{NextDates, TeamRow};
use crate::domain::audit::{Act, Scope, Thing};
use crate::domain::cadence::Cadence;
use crate::domain::ids::{DeliveryId, TeamId, UserId};
use crate::domain::team::{Parked, Team};
use crate::store::audit::note_act;
use crate::store::own_prompts::empty;
use crate::store::{Store, StoreError, dialect, on_pool, transact};
use chrono::{DateTime, Utc};

/// What is erased of a team that ends: what nobody has agreed to yet.
const UNSETTLED: [&str; 8] = [
    "DELETE FROM nominees WHERE nomination_id IN (SELECT id FROM nominations WHERE team_id = $1
        AND (state = 'asking' OR (state = 'shared' AND message_id IS NULL)))",
    "DELETE FROM nominations WHERE team_id = $1 AND (state = 'asking' OR (state = 'shared' AND message_id IS NULL))",
    "DELETE FROM promises WHERE team_id = $1",
    "DELETE FROM declined WHERE team_id = $1",
    "DELETE FROM suggested_meanings WHERE team_id = $1",
    "DELETE FROM olfa_cards WHERE team_id = $1 AND message_id IS NULL",
    "DELETE FROM learnings WHERE team_id = $1 AND (state <> 'shared' OR message_id IS NULL)",
    empty!("team_id = $1 AND state <> 'approved'"),
];

/// What is erased besides when nothing is to be kept: all that people wrote, were named in or decided. Dates and ids of
/// posts stay, so that nothing is asked twice if the team starts again.
const EVERYTHING: [&str; 20] = [
    // Whoever begins anew is told anew.
    "UPDATE teams SET informed = 0 WHERE id = $1",
    "DELETE FROM left_posts WHERE team_id = $1",
    "DELETE FROM replies WHERE team_id = $1",
    "DELETE FROM nameless WHERE team_id = $1",
    "DELETE FROM nominees WHERE nomination_id IN (SELECT id FROM nominations WHERE team_id = $1)",
    "DELETE FROM nominations WHERE team_id = $1",
    "DELETE FROM letter_votes WHERE occasion_id IN (SELECT id FROM occasions WHERE team_id = $1)",
    "DELETE FROM letter_absent WHERE occasion_id IN (SELECT id FROM occasions WHERE team_id = $1)",
    "DELETE FROM letter_sources WHERE occasion_id IN (SELECT id FROM occasions WHERE team_id = $1)",
    "DELETE FROM letters WHERE team_id = $1",
    "DELETE FROM trio_seats WHERE team_id = $1",
    "DELETE FROM paces WHERE team_id = $1",
    "DELETE FROM meanings WHERE team_id = $1",
    "DELETE FROM step_people WHERE step_id IN (SELECT id FROM steps WHERE team_id = $1)",
    "DELETE FROM steps WHERE team_id = $1",
    "DELETE FROM learnings WHERE team_id = $1",
    "DELETE FROM olfa_cards WHERE team_id = $1",
    empty!("team_id = $1"),
    "DELETE FROM prompt_changes WHERE team_id = $1",
    "DELETE FROM deliveries WHERE team_id = $1 AND state NOT IN ('ready', 'leased')",
];

impl Store {
    /// The work of a team that is still to be done or in hand, with its job.
    pub async fn open_work_of(&self, team: TeamId) -> Result<Vec<(DeliveryId, String)>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, (i64, String)>(
            "SELECT id, job FROM deliveries WHERE team_id = $1 AND state IN ('ready', 'leased') ORDER BY id"
        )
        .bind(team.0)
        .fetch_all(pool)
        .await
        })?;
        Ok(rows.into_iter().map(|(id, job)| (DeliveryId(id), job)).collect())
    }

    /// Ends a team: keeps it as `ended` unless it has changed since it was read, without any next date; drops this
    /// work, lets planned occasions go, closes its rounds and erases what nobody has agreed to yet, or `everything`.
    /// Answers whether it was done.
    pub async fn end_team(
        &self,
        (seen, ended): (&Team, &Team),
        by: UserId,
        drop: &[DeliveryId],
        everything: bool,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = transact!(self, "team.end", |tx| {
            let unchanged = read!(tx, seen.id).as_ref() == Some(seen);
            if unchanged {
                put!(tx, ended, by, NextDates::default());
                for work in drop {
                    sqlx::query(
                        "UPDATE deliveries SET state = 'dropped', ended_at = $2, lease_until = NULL
                         WHERE id = $1 AND state IN ('ready', 'leased')",
                    )
                    .bind(work.0)
                    .bind(now)
                    .execute(&mut *tx)
                    .await?;
                }
                sqlx::query(
                    "UPDATE occasions SET state = 'skipped', skipped = 'ended' WHERE team_id = $1 AND state = 'planned'",
                )
                .bind(seen.id.0)
                .execute(&mut *tx)
                .await?;
                sqlx::query("UPDATE rounds SET closed_at = $2 WHERE team_id = $1 AND closed_at IS NULL")
                    .bind(seen.id.0)
                    .bind(now)
                    .execute(&mut *tx)
                    .await?;
                // Nobody asks about them any more.
                sqlx::query(
                    "UPDATE steps SET state = 'dropped', version = version + 1, settled_at = $2
                     WHERE team_id = $1 AND state = 'open'",
                )
                .bind(seen.id.0)
                .bind(now)
                .execute(&mut *tx)
                .await?;
                let all: &[&'static str] = if everything { &EVERYTHING } else { &[] };
                for erase in UNSETTLED.iter().chain(all) {
                    sqlx::query(*erase).bind(seen.id.0).execute(&mut *tx).await?;
                }
                let act = if everything { Act::TeamErased } else { Act::TeamFinished };
                note_act!(tx, by, Scope::Team(seen.id), act, None::<Thing>, now);
            }
            unchanged
        });
        if done {
            self.erased_something();
        }
        Ok(done)
    }
}
