//! Rounds.

use super::deliveries::{complete, enqueue};
use super::{Claim, NewDelivery, Pool, Store, StoreError, dialect, on_pool, transact};
use crate::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, TeamId};
use crate::domain::round::Round;
use crate::store::replies::json_ids;
use crate::store::row::row;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT occasion_id, team_id, guild_id, channel_id, message_id, thread_id, prompt_id, wording, opened_at, closed_at FROM rounds ",
            $rest
        )
    };
}

row! {
    struct RoundRow {
        occasion_id: i64,
        team_id: i64,
        guild_id: i64,
        channel_id: i64,
        message_id: i64,
        thread_id: Option<i64>,
        prompt_id: String,
        wording: Option<i64>,
        opened_at: DateTime<Utc>,
        closed_at: Option<DateTime<Utc>>,
    }
}

impl From<RoundRow> for Round {
    fn from(row: RoundRow) -> Self {
        Self {
            occasion: OccasionId(row.occasion_id),
            team: TeamId(row.team_id),
            guild: GuildId(row.guild_id),
            channel: ChannelId(row.channel_id),
            message: MessageId(row.message_id),
            thread: row.thread_id.map(ChannelId),
            prompt: row.prompt_id,
            wording: row.wording.and_then(|print| u32::try_from(print).ok()),
            opened_at: row.opened_at,
            closed_at: row.closed_at,
        }
    }
}

impl Store {
    /// Records that a prompt stands in its channel: the round opens, the occasion is posted and the thread
    /// becomes work, all in the claim's transaction.
    pub async fn record_prompt_posted(
        &self,
        claim: &Claim,
        round: &Round,
        next: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "round.open", |tx| {
            complete!(tx, claim, now);
            sqlx::query(
                "INSERT INTO rounds (occasion_id, team_id, guild_id, channel_id, message_id, thread_id, prompt_id, opened_at,
                    wording)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (occasion_id) DO NOTHING",
            )
            .bind(round.occasion.0)
            .bind(round.team.0)
            .bind(round.guild.0)
            .bind(round.channel.0)
            .bind(round.message.0)
            .bind(round.thread.map(|t| t.0))
            .bind(&round.prompt)
            .bind(round.opened_at)
            .bind(round.wording.map(i64::from))
            .execute(&mut *tx)
            .await?;
            sqlx::query("UPDATE occasions SET state = 'posted' WHERE id = $1")
                .bind(round.occasion.0)
                .execute(&mut *tx)
                .await?;
            enqueue!(tx, next, now, |delivery| self.doubts(delivery.due_at));
        });
        Ok(())
    }

    /// Records a round's thread.
    pub async fn record_thread(
        &self,
        claim: &Claim,
        round: OccasionId,
        thread: ChannelId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "round.thread", |tx| {
            complete!(tx, claim, now);
            sqlx::query("UPDATE rounds SET thread_id = $2 WHERE occasion_id = $1")
                .bind(round.0)
                .bind(thread.0)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// A round.
    pub async fn round(&self, occasion: OccasionId) -> Result<Option<Round>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, RoundRow>(select!("WHERE occasion_id = $1"))
            .bind(occasion.0)
            .fetch_optional(pool)
            .await)?;
        Ok(row.map(Round::from))
    }

    /// The rounds opened after `after`, of one team or of all, oldest first.
    pub async fn rounds_since(
        &self,
        team: Option<TeamId>,
        after: DateTime<Utc>,
    ) -> Result<Vec<Round>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, RoundRow>(select!(
            "WHERE opened_at > $1 AND ($2 IS NULL OR team_id = $2) ORDER BY opened_at, occasion_id"
        ))
        .bind(after)
        .bind(team.map(|t| t.0))
        .fetch_all(pool)
        .await)?;
        Ok(rows.into_iter().map(Round::from).collect())
    }

    /// Those of the rounds opened after `after` whose prompt or thread one of these is: a thread made on a message has its id.
    pub async fn rounds_at(
        &self,
        places: &BTreeSet<MessageId>,
        after: DateTime<Utc>,
    ) -> Result<Vec<Round>, StoreError> {
        if places.is_empty() {
            return Ok(Vec::new());
        }
        let sql = match &self.pool {
            Pool::Sqlite(_) => dialect::ROUNDS_AT_SQLITE,
            Pool::Postgres(_) => dialect::ROUNDS_AT_POSTGRES,
        };
        let places = json_ids(places.iter().map(|id| id.0));
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, RoundRow>(sql)
            .bind(after)
            .bind(&places)
            .fetch_all(pool)
            .await)?;
        Ok(rows.into_iter().map(Round::from).collect())
    }

    /// The rounds in whose thread answers without a name stand, where `thread` is it.
    pub async fn rounds_with_nameless(&self, thread: ChannelId) -> Result<Vec<Round>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, RoundRow>(select!(
            "WHERE (thread_id = $1 OR message_id = $1) AND EXISTS (
                SELECT 1 FROM nameless n WHERE n.round_id = rounds.occasion_id AND n.stage = 'posted')"
        ))
        .bind(thread.0)
        .fetch_all(pool)
        .await)?;
        Ok(rows.into_iter().map(Round::from).collect())
    }

    /// A team's newest round.
    pub async fn latest_round(&self, team: TeamId) -> Result<Option<Round>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, RoundRow>(select!(
            "WHERE team_id = $1 ORDER BY opened_at DESC, occasion_id LIMIT 1"
        ))
        .bind(team.0)
        .fetch_optional(pool)
        .await)?;
        Ok(row.map(Round::from))
    }
}
