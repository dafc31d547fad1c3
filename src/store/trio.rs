//! The seats of a team's TRIO.

use super::audit::note_act;
use super::deliveries::enqueue;
use super::letters::wake_letters;
use super::{NewDelivery, Store, StoreError, known, on_pool, transact};
use crate::domain::audit::{Act, Scope, Thing};
use crate::domain::ids::{TeamId, UserId};
use crate::domain::team::Seat;
use chrono::{DateTime, Utc};

impl Store {
    /// Gives seats to people, who are asked; a person who has the seat already is not asked again.
    /// `work` asks them; only the entries of seats that changed are used.
    pub async fn seat_trio(
        &self,
        team: TeamId,
        seats: &[(Seat, UserId, NewDelivery)],
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<Vec<Seat>, StoreError> {
        let asked = transact!(self, "trio.seat", |tx| {
            let mut asked = Vec::new();
            for (seat, user, work) in seats {
                let changed = sqlx::query(
                    "INSERT INTO trio_seats (team_id, seat, user_id, asked_at) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (team_id, seat) DO UPDATE SET user_id = excluded.user_id, asked_at = excluded.asked_at,
                        accepted = NULL
                     WHERE trio_seats.user_id <> excluded.user_id OR trio_seats.accepted = FALSE",
                )
                .bind(team.0)
                .bind(seat.key())
                .bind(user.0)
                .bind(now)
                .execute(&mut *tx)
                .await?
                .rows_affected();
                if changed > 0 {
                    enqueue!(tx, std::slice::from_ref(work), now);
                    asked.push(*seat);
                }
            }
            if !asked.is_empty() {
                wake_letters!(tx, team.0, now);
                let about = Thing::keys(asked.iter().map(|seat: &Seat| seat.key()));
                note_act!(tx, by, Scope::Team(team), Act::SeatsOffered, about, now);
            }
            asked
        });
        Ok(asked)
    }

    /// Records a person's answer to a seat; false: the seat is not theirs.
    pub async fn answer_seat(
        &self,
        team: TeamId,
        seat: Seat,
        user: UserId,
        accepted: bool,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let changed = transact!(self, "trio.answer", |tx| {
            let held = sqlx::query_scalar::<_, Option<bool>>(
                "SELECT accepted FROM trio_seats WHERE team_id = $1 AND seat = $2 AND user_id = $3",
            )
            .bind(team.0)
            .bind(seat.key())
            .bind(user.0)
            .fetch_optional(&mut *tx)
            .await?;
            // A no to a question is the person's own; what they may do changes with a yes, and with a seat given back.
            if held.is_some_and(|held| held.unwrap_or(false) != accepted) {
                let act = if accepted { Act::SeatTaken } else { Act::SeatLeft };
                note_act!(tx, user, Scope::Team(team), act, Thing::from(seat), now);
            }
            sqlx::query(
                "UPDATE trio_seats SET accepted = $4 WHERE team_id = $1 AND seat = $2 AND user_id = $3",
            )
            .bind(team.0)
            .bind(seat.key())
            .bind(user.0)
            .bind(accepted)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(changed > 0)
    }

    /// Every seat given: the seat, the person, and the answer if there is one.
    pub async fn trio(&self, team: TeamId) -> Result<Vec<(Seat, UserId, Option<bool>)>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, (String, i64, Option<bool>)>(
            "SELECT seat, user_id, accepted FROM trio_seats WHERE team_id = $1"
        )
        .bind(team.0)
        .fetch_all(pool)
        .await)?;
        let mut seats = rows
            .into_iter()
            .map(|(seat, user, accepted)| Ok((known("seat", &seat, Seat::from_key)?, UserId(user), accepted)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        seats.sort_by_key(|s| s.0);
        Ok(seats)
    }
}
