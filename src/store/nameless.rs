//! Answers without a name. What is written here is written so that neither the rows nor what the engines note beside
//! them (row numbers, the numbers of transactions) tells in which order they came: every write to an answer writes
//! all of its round anew, the outgoing work is erased with its end, and the log is emptied soon after.

use super::deliveries::{complete, enqueue};
use super::posted::{PART, expire, in_parts};
use super::{Claim, NewDelivery, Store, StoreError, dialect, known, on_pool, transact};
use crate::domain::ids::{ChannelId, GuildId, NamelessId, OccasionId, TeamId};
use crate::domain::nameless::{Kind, Nameless, Stage, Voice};
use crate::store::row::row;
use chrono::{DateTime, NaiveDate, Utc};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT CAST(id AS BIGINT) AS id, round_id, team_id, guild_id, voice, month, body, print, receipt, kind, ask_on, stage
             FROM nameless ",
            $rest
        )
    };
}

row! {
    struct Row {
        id: i64,
        round_id: i64,
        team_id: i64,
        guild_id: i64,
        voice: String,
        month: NaiveDate,
        body: String,
        print: String,
        receipt: String,
        kind: Option<String>,
        ask_on: Option<NaiveDate>,
        stage: String,
    }
}

impl TryFrom<Row> for Nameless {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let kind = row.kind.map(|kind| known("kind of an answer", &kind, Kind::from_key)).transpose()?;
        Ok(Self {
            id: NamelessId(row.id),
            round: OccasionId(row.round_id),
            team: TeamId(row.team_id),
            guild: GuildId(row.guild_id),
            voice: known("voice of an answer", &row.voice, Voice::from_key)?,
            month: row.month,
            text: row.body,
            print: row.print,
            receipt: row.receipt,
            kind,
            ask_on: row.ask_on,
            stage: known("stage of an answer", &row.stage, Stage::from_key)?,
        })
    }
}

/// What came of keeping an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptNameless {
    /// It is kept, and will be posted.
    Now,
    /// It was kept before: the same form was sent again.
    Before,
    /// Other words were kept when the same form was sent before; these are not.
    OtherWords,
    /// The same words stand in the round already.
    SameWords,
}

/// Writes all answers of a round anew, so that none is the newest.
macro_rules! shuffle {
    ($tx:expr, $round:expr) => {
        sqlx::query("UPDATE nameless SET body = body WHERE round_id = $1")
            .bind($round.0)
            .execute(&mut *$tx)
            .await?;
    };
}

/// Erases a claim inside a transaction, or rolls everything back if the lease has passed on: of work for an answer
/// without a name nothing stays.
macro_rules! forget {
    ($tx:expr, $claim:expr) => {
        let ended = sqlx::query("DELETE FROM deliveries WHERE id = $1 AND fence = $2 AND state = 'leased'")
            .bind($claim.id.0)
            .bind($claim.fence)
            .execute(&mut *$tx)
            .await?
            .rows_affected();
        if ended == 0 {
            return Err(StoreError::Stale);
        }
    };
}

impl Store {
    /// Keeps an answer together with the work of posting it. `day`: what is noted as the moment of that work.
    pub async fn keep_nameless(
        &self,
        new: &Nameless,
        post: &NewDelivery,
        day: DateTime<Utc>,
    ) -> Result<KeptNameless, StoreError> {
        let kept = transact!(self, "nameless.keep", |tx| {
            let before: Option<String> = sqlx::query_scalar("SELECT print FROM nameless WHERE receipt = $1")
                .bind(&new.receipt)
                .fetch_optional(&mut *tx)
                .await?;
            if let Some(before) = before {
                let same = before == new.print;
                return Ok(if same { KeptNameless::Before } else { KeptNameless::OtherWords });
            }
            let made = sqlx::query(
                "INSERT INTO nameless (id, round_id, team_id, guild_id, voice, month, body, print, receipt, stage)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (round_id, print) DO NOTHING",
            )
            .bind(new.id.0)
            .bind(new.round.0)
            .bind(new.team.0)
            .bind(new.guild.0)
            .bind(new.voice.key())
            .bind(new.month)
            .bind(dialect::text(&new.text))
            .bind(&new.print)
            .bind(&new.receipt)
            .bind(Stage::Waiting.key())
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if made == 0 {
                return Ok(KeptNameless::SameWords);
            }
            enqueue!(tx, std::slice::from_ref(post), day);
            shuffle!(tx, new.round);
            KeptNameless::Now
        });
        self.erased_something();
        Ok(kept)
    }

    /// One answer, erased ones included.
    pub async fn nameless(&self, id: NamelessId) -> Result<Option<Nameless>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!("WHERE id = $1"))
            .bind(id.0)
            .fetch_optional(pool)
            .await)?;
        row.map(Nameless::try_from).transpose()
    }

    /// The answer of this guild to which a receipt belongs, unless it was erased.
    pub async fn nameless_of_receipt(
        &self,
        guild: GuildId,
        receipt: &str,
    ) -> Result<Option<Nameless>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!(
            "WHERE guild_id = $1 AND receipt = $2 AND stage <> 'erased'"
        ))
        .bind(guild.0)
        .bind(receipt)
        .fetch_optional(pool)
        .await)?;
        row.map(Nameless::try_from).transpose()
    }

    /// The answers of a round, in no order that means anything; none that was erased.
    pub async fn nameless_of_round(&self, round: OccasionId) -> Result<Vec<Nameless>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, Row>(select!(
            "WHERE round_id = $1 AND stage <> 'erased' ORDER BY id"
        ))
        .bind(round.0)
        .fetch_all(pool)
        .await)?;
        rows.into_iter().map(Nameless::try_from).collect()
    }

    /// Records that an answer stands in its thread, and forgets the work. False: it was erased meanwhile, so its post
    /// has to go; nothing is recorded then.
    pub async fn record_nameless_posted(&self, claim: &Claim, id: NamelessId) -> Result<bool, StoreError> {
        self.settle_nameless(claim, id, Stage::Posted).await
    }

    /// Keeps an answer that cannot be shown, and forgets the work. False: it was erased meanwhile; nothing is
    /// recorded then.
    pub async fn record_nameless_unshown(&self, claim: &Claim, id: NamelessId) -> Result<bool, StoreError> {
        self.settle_nameless(claim, id, Stage::Unshown).await
    }

    async fn settle_nameless(&self, claim: &Claim, id: NamelessId, stage: Stage) -> Result<bool, StoreError> {
        let stands = transact!(self, "nameless.settle", |tx| {
            let round: Option<i64> = sqlx::query_scalar(
                "UPDATE nameless SET stage = $2 WHERE id = $1 AND stage = 'waiting' RETURNING round_id",
            )
            .bind(id.0)
            .bind(stage.key())
            .fetch_optional(&mut *tx)
            .await?;
            if let Some(round) = round {
                forget!(tx, claim);
                shuffle!(tx, OccasionId(round));
            }
            round.is_some()
        });
        self.erased_something();
        Ok(stands)
    }

    /// Forgets work for an answer, and the answer with it.
    pub async fn forget_nameless(&self, claim: &Claim, id: NamelessId) -> Result<(), StoreError> {
        transact!(self, "nameless.forget", |tx| {
            forget!(tx, claim);
            sqlx::query("DELETE FROM nameless WHERE id = $1").bind(id.0).execute(&mut *tx).await?;
        });
        self.erased_something();
        Ok(())
    }

    /// Erases the words of the answer to which a receipt belongs, and makes the work that follows: `remove` where
    /// its post stands, `letters` always. What was never shown goes at once. False: there is none.
    pub async fn erase_nameless(
        &self,
        answer: &Nameless,
        remove: &NewDelivery,
        letters: &[NewDelivery],
        day: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let erased = transact!(self, "nameless.erase", |tx| {
            let stage: Option<String> =
                sqlx::query_scalar("SELECT stage FROM nameless WHERE id = $1 AND receipt = $2")
                    .bind(answer.id.0)
                    .bind(&answer.receipt)
                    .fetch_optional(&mut *tx)
                    .await?;
            let stage = stage.as_deref().and_then(Stage::from_key);
            let erase = match stage {
                None | Some(Stage::Erased) => return Ok(false),
                Some(Stage::Unshown) => "DELETE FROM nameless WHERE id = $1",
                Some(Stage::Waiting | Stage::Posted) => {
                    "UPDATE nameless SET body = '', kind = NULL, ask_on = NULL, stage = 'erased' WHERE id = $1"
                }
            };
            sqlx::query(erase).bind(answer.id.0).execute(&mut *tx).await?;
            if stage == Some(Stage::Posted) {
                enqueue!(tx, std::slice::from_ref(remove), day);
            }
            enqueue!(tx, letters, day);
            shuffle!(tx, answer.round);
            true
        });
        self.erased_something();
        Ok(erased)
    }

    /// Erases answers whose posts are gone.
    pub async fn drop_nameless(
        &self,
        round: OccasionId,
        gone: &[NamelessId],
        letters: &[NewDelivery],
        day: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "nameless.drop", |tx| {
            for id in gone {
                sqlx::query("DELETE FROM nameless WHERE id = $1 AND round_id = $2 AND stage = 'posted'")
                    .bind(id.0)
                    .bind(round.0)
                    .execute(&mut *tx)
                    .await?;
            }
            enqueue!(tx, letters, day);
            shuffle!(tx, round);
        });
        self.erased_something();
        Ok(())
    }

    /// Erases every answer that was given in a thread that is gone. Answers how many went.
    pub async fn erase_nameless_in(&self, thread: ChannelId) -> Result<u64, StoreError> {
        let gone = transact!(self, "nameless.erase-thread", |tx| {
            sqlx::query(
                "DELETE FROM nameless WHERE round_id IN (
                    SELECT occasion_id FROM rounds WHERE thread_id = $1 OR message_id = $1 OR channel_id = $1)",
            )
            .bind(thread.0)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        self.erased(gone);
        Ok(gone)
    }

    /// Notes what an answer's writer says it is, and from which day on it is pointed out if nobody answers it.
    pub async fn set_nameless_kind(
        &self,
        answer: &Nameless,
        kind: Option<Kind>,
        ask_on: Option<NaiveDate>,
    ) -> Result<bool, StoreError> {
        let set = transact!(self, "nameless.kind", |tx| {
            let set = sqlx::query(
                "UPDATE nameless SET kind = $3, ask_on = $4 WHERE id = $1 AND receipt = $2 AND stage <> 'erased'",
            )
            .bind(answer.id.0)
            .bind(&answer.receipt)
            .bind(kind.map(Kind::key))
            .bind(ask_on)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            shuffle!(tx, answer.round);
            set
        });
        self.erased_something();
        Ok(set > 0)
    }

    /// The concerns to be looked at on `day` or before, that are not being looked at.
    pub async fn concerns_due(&self, day: NaiveDate) -> Result<Vec<Nameless>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, Row>(select!(
            "WHERE ask_on <= $1 AND stage = 'posted' AND NOT EXISTS (
                SELECT 1 FROM deliveries d WHERE d.work_key = 'concern:' || CAST(nameless.id AS TEXT)) ORDER BY id"
        ))
        .bind(day)
        .fetch_all(pool)
        .await
        })?;
        rows.into_iter().map(Nameless::try_from).collect()
    }

    /// Records that a concern was looked at, and makes the work that follows.
    pub async fn record_concern(
        &self,
        claim: &Claim,
        answer: &Nameless,
        tell: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "nameless.concern", |tx| {
            complete!(tx, claim, now);
            sqlx::query("UPDATE nameless SET ask_on = NULL WHERE id = $1")
                .bind(answer.id.0)
                .execute(&mut *tx)
                .await?;
            enqueue!(tx, tell, now);
            shuffle!(tx, answer.round);
        });
        self.erased_something();
        Ok(())
    }

    /// Erases every answer of the rounds that opened before `before`. Answers how many went.
    pub async fn expire_nameless(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        in_parts!(self.expire_some_nameless(before))
    }

    async fn expire_some_nameless(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let old = "DELETE FROM nameless WHERE id IN (SELECT n.id FROM nameless n JOIN rounds r ON r.occasion_id = n.round_id
            WHERE r.opened_at < $1 ORDER BY n.id LIMIT $2)";
        expire!(self, "nameless.expire", [], old, before, PART)
    }
}
