//! Nominations of good examples, with the consents by which they are told.

use super::consents::{CONSENTS, GrantRow, put_consents};
use super::deliveries::{complete, enqueue};
use super::{Claim, NewDelivery, Store, StoreError, dialect, known, on_pool, transact};
use crate::domain::consent::{Grant, Reach, following};
use crate::domain::expectation::Expectation;
use crate::domain::ids::{ChannelId, GuildId, InteractionId, MessageId, NominationId, TeamId, UserId};
use crate::domain::nomination::{Nomination, NominationState, Nominee, Part, Value};
use crate::store::row::row;
use chrono::{DateTime, Utc};

macro_rules! select {
    ($($rest:tt)+) => {
        concat!(
            "SELECT id, team_id, guild_id, giver_id, giver_name, without_giver, whole_team, expectation, value, part, what,
                meant, version, state, given_at, asked_at, shared_at, channel_id, message_id FROM nominations ",
            $($rest)+
        )
    };
}

pub(super) const NOMINEES: &str =
    "SELECT user_id, name FROM nominees WHERE nomination_id = $1 ORDER BY user_id";

/// Reads a nomination from a pool or inside a transaction.
macro_rules! read {
    ($executor:expr, $id:expr) => {
        match sqlx::query_as::<_, NominationRow>(select!("WHERE id = $1"))
            .bind($id.0)
            .fetch_optional($executor)
            .await?
        {
            Some(row) => {
                let nominees: Vec<NomineeRow> =
                    sqlx::query_as(NOMINEES).bind($id.0).fetch_all($executor).await?;
                let consents: Vec<GrantRow> =
                    sqlx::query_as(CONSENTS).bind($id.0).fetch_all($executor).await?;
                Some(example(row, nominees, consents)?)
            }
            None => None,
        }
    };
}

pub(super) use {read, select};

row! {
    pub(super) struct NominationRow {
        id: i64,
        team_id: i64,
        guild_id: i64,
        giver_id: i64,
        giver_name: String,
        without_giver: bool,
        whole_team: bool,
        expectation: String,
        value: Option<String>,
        part: Option<String>,
        what: String,
        meant: String,
        version: i64,
        state: String,
        given_at: DateTime<Utc>,
        asked_at: DateTime<Utc>,
        shared_at: Option<DateTime<Utc>>,
        channel_id: Option<i64>,
        message_id: Option<i64>,
    }
}

row! {
    pub(super) struct NomineeRow {
        user_id: i64,
        name: String,
    }
}

/// A nomination with its consents, and where it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleRow {
    /// The nomination.
    pub nomination: Nomination,
    /// Everybody's consents to every reach.
    pub consents: Vec<Grant>,
    /// Its guild.
    pub guild: GuildId,
    /// When its words were put to those it names.
    pub asked_at: DateTime<Utc>,
    /// When it was first shared.
    pub shared_at: Option<DateTime<Utc>>,
    /// The message that shows it.
    pub shown: Option<(ChannelId, MessageId)>,
}

/// What is kept no longer of a nomination that nobody stands by.
pub(super) const NOBODYS: [&str; 2] =
    ["DELETE FROM nominees WHERE nomination_id = $1", "DELETE FROM consents WHERE nomination_id = $1"];

/// What became of a nomination that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// It is kept.
    Taken,
    /// It was kept before: the event came twice, or its giver told the same again because nobody answered them.
    Before,
    /// Its giver has given as many as one may.
    TooMany,
    /// Its giver has told of this message before.
    Told,
}

pub(super) fn example(
    row: NominationRow,
    nominees: Vec<NomineeRow>,
    consents: Vec<GrantRow>,
) -> Result<ExampleRow, StoreError> {
    let consents = consents.into_iter().map(Grant::try_from).collect::<Result<Vec<_>, _>>()?;
    let version = u16::try_from(row.version).unwrap_or(u16::MAX);
    let answer = |user: UserId| {
        let own = consents.iter().find(|grant| grant.user == user && grant.reach == Reach::Team)?;
        own.answer(version)
    };
    let nominees = nominees
        .into_iter()
        .map(|one| {
            let user = UserId(one.user_id);
            Nominee { user, name: one.name, answer: answer(user) }
        })
        .collect();
    Ok(ExampleRow {
        guild: GuildId(row.guild_id),
        asked_at: row.asked_at,
        shared_at: row.shared_at,
        shown: row.channel_id.map(ChannelId).zip(row.message_id.map(MessageId)),
        nomination: Nomination {
            id: NominationId(row.id),
            team: TeamId(row.team_id),
            giver: UserId(row.giver_id),
            giver_name: row.giver_name,
            without_giver: row.without_giver,
            whole_team: row.whole_team,
            expectation: known("expectation", &row.expectation, Expectation::from_key)?,
            value: row.value.as_deref().map(|v| known("value", v, Value::from_key)).transpose()?,
            part: row.part.as_deref().map(|p| known("part", p, Part::from_key)).transpose()?,
            what: row.what,
            meant: row.meant,
            version,
            state: known("nomination state", &row.state, NominationState::from_key)?,
            given_at: row.given_at,
            nominees,
        },
        consents,
    })
}

impl Store {
    /// Keeps a nomination with the work of asking (or sharing), unless it came before. `most` bounds how many its
    /// giver may give from `since` on; `about` is the message it begins with.
    pub async fn give(
        &self,
        (source, about): (InteractionId, Option<MessageId>),
        guild: GuildId,
        nomination: &Nomination,
        (most, since): (i64, DateTime<Utc>),
        work: &[NewDelivery],
    ) -> Result<Given, StoreError> {
        let n = nomination;
        let given = transact!(self, "nomination.give", |tx| {
            let told: i64 = sqlx::query_scalar(
                "SELECT COUNT(*) FROM nominations WHERE giver_id = $1 AND about_id = $2 AND source_id <> $3",
            )
            .bind(n.giver.0)
            .bind(about.map(|message| message.0))
            .bind(source.0)
            .fetch_one(&mut *tx)
            .await?;
            if told > 0 {
                return Ok(Given::Told);
            }
            let same: Vec<i64> = sqlx::query_scalar(
                "SELECT id FROM nominations WHERE team_id = $1 AND giver_id = $2 AND what = $3 AND expectation = $4
                    AND given_at >= $5 AND state <> 'closed'",
            )
            .bind(n.team.0)
            .bind(n.giver.0)
            .bind(dialect::text(&n.what))
            .bind(n.expectation.key())
            .bind(since)
            .fetch_all(&mut *tx)
            .await?;
            for id in same {
                let mut named: Vec<i64> =
                    sqlx::query_scalar("SELECT user_id FROM nominees WHERE nomination_id = $1")
                        .bind(id)
                        .fetch_all(&mut *tx)
                        .await?;
                let mut told: Vec<i64> = n.nominees.iter().map(|nominee| nominee.user.0).collect();
                named.sort_unstable();
                told.sort_unstable();
                if named == told {
                    return Ok(Given::Before);
                }
            }
            let before: i64 = sqlx::query_scalar(
                "SELECT COUNT(*) FROM nominations WHERE guild_id = $1 AND giver_id = $2 AND given_at >= $3 AND source_id <> $4",
            )
            .bind(guild.0)
            .bind(n.giver.0)
            .bind(since)
            .bind(source.0)
            .fetch_one(&mut *tx)
            .await?;
            if before >= most {
                return Ok(Given::TooMany);
            }
            let made = sqlx::query(
                "INSERT INTO nominations (id, source_id, team_id, guild_id, giver_id, giver_name, without_giver, whole_team,
                    expectation, value, part, what, meant, version, state, given_at, asked_at, shared_at, about_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16,
                    CASE WHEN $15 = 'shared' THEN $16 END, $17)
                 ON CONFLICT DO NOTHING",
            )
            .bind(n.id.0)
            .bind(source.0)
            .bind(n.team.0)
            .bind(guild.0)
            .bind(n.giver.0)
            .bind(dialect::text(&n.giver_name))
            .bind(n.without_giver)
            .bind(n.whole_team)
            .bind(n.expectation.key())
            .bind(n.value.map(Value::key))
            .bind(n.part.map(Part::key))
            .bind(dialect::text(&n.what))
            .bind(dialect::text(&n.meant))
            .bind(i64::from(n.version))
            .bind(n.state.key())
            .bind(n.given_at)
            .bind(about.map(|message| message.0))
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if made > 0 {
                for nominee in &n.nominees {
                    sqlx::query("INSERT INTO nominees (nomination_id, user_id, name) VALUES ($1, $2, $3)")
                        .bind(n.id.0)
                        .bind(nominee.user.0)
                        .bind(dialect::text(&nominee.name))
                        .execute(&mut *tx)
                        .await?;
                }
                enqueue!(tx, work, n.given_at);
            }
            if made > 0 { Given::Taken } else { Given::Before }
        });
        Ok(given)
    }

    /// Replaces a nomination's words, answers and standing by those of `changed`, provided that it still
    /// has the giver, words, answers, version and state with which it was read; makes the work that follows. What is no
    /// longer shared is no longer known to stand anywhere: taking it down is among that work. False: somebody
    /// else was faster, read again.
    pub async fn change_nomination(
        &self,
        read: &Nomination,
        changed: &Nomination,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = transact!(self, "nomination.change", |tx| {
            let matched = sqlx::query(
                "UPDATE nominations SET what = $4, meant = $5, version = $6, state = $7, without_giver = $8, giver_name = $9,
                    shared_at = CASE WHEN $7 = 'shared' THEN COALESCE(shared_at, $10) ELSE shared_at END,
                    asked_at = CASE WHEN $6 <> version THEN $10 ELSE asked_at END,
                    channel_id = CASE WHEN $7 = 'shared' THEN channel_id END,
                    message_id = CASE WHEN $7 = 'shared' THEN message_id END
                 WHERE id = $1 AND version = $2 AND state = $3 AND what = $11 AND meant = $12 AND giver_id = $13",
            )
            .bind(read.id.0)
            .bind(i64::from(read.version))
            .bind(read.state.key())
            .bind(dialect::text(&changed.what))
            .bind(dialect::text(&changed.meant))
            .bind(i64::from(changed.version))
            .bind(changed.state.key())
            .bind(changed.without_giver)
            .bind(dialect::text(&changed.giver_name))
            .bind(now)
            .bind(&read.what)
            .bind(&read.meant)
            .bind(read.giver.0)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if matched > 0 {
                let consents: Vec<GrantRow> =
                    sqlx::query_as(CONSENTS).bind(read.id.0).fetch_all(&mut *tx).await?;
                let consents =
                    consents.into_iter().map(Grant::try_from).collect::<Result<Vec<_>, StoreError>>()?;
                for before in &read.nominees {
                    // Whoever has not changed must not have been changed by somebody else either. A person's own
                    // suggestion goes with their answer.
                    let nominee = changed.nominees.iter().find(|n| n.user == before.user).unwrap_or(before);
                    let own = consents.iter().find(|g| g.user == before.user && g.reach == Reach::Team);
                    let same = sqlx::query(
                        "UPDATE nominees SET name = $3, suggestion = CASE WHEN $5 THEN suggestion END
                         WHERE nomination_id = $1 AND user_id = $2 AND name = $4",
                    )
                    .bind(changed.id.0)
                    .bind(nominee.user.0)
                    .bind(dialect::text(&nominee.name))
                    .bind(&before.name)
                    .bind(nominee.answer == before.answer)
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
                    if same == 0 || own.and_then(|own| own.answer(read.version)) != before.answer {
                        return Ok(false);
                    }
                }
                put_consents!(tx, changed.id, consents, following(read, changed, &consents, now));
                if changed.state == NominationState::Closed {
                    for erased in NOBODYS {
                        sqlx::query(erased).bind(changed.id.0).execute(&mut *tx).await?;
                    }
                }
                if changed.version != read.version || changed.state == NominationState::Closed {
                    sqlx::query("UPDATE nominees SET suggestion = NULL WHERE nomination_id = $1")
                        .bind(changed.id.0)
                        .execute(&mut *tx)
                        .await?;
                }
                enqueue!(tx, work, now, |_| self.doubts(read.given_at));
            }
            matched > 0
        });
        self.erased_something();
        Ok(done)
    }

    /// Keeps (or, with `None`, erases) the words that a named colleague suggests.
    pub async fn set_suggestion(
        &self,
        id: NominationId,
        user: UserId,
        words: Option<&str>,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = transact!(self, "nomination.suggest", |tx| {
            let matched =
                sqlx::query("UPDATE nominees SET suggestion = $3 WHERE nomination_id = $1 AND user_id = $2")
                    .bind(id.0)
                    .bind(user.0)
                    .bind(words.map(dialect::text))
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
            if matched > 0 {
                enqueue!(tx, work, now);
            }
            matched > 0
        });
        self.erased_something();
        Ok(done)
    }

    /// The words that named colleagues suggest, with who.
    pub async fn suggestions(&self, id: NominationId) -> Result<Vec<(UserId, String)>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, (i64, String)>(
            "SELECT user_id, suggestion FROM nominees WHERE nomination_id = $1 AND suggestion IS NOT NULL ORDER BY user_id"
        )
        .bind(id.0)
        .fetch_all(pool)
        .await
        })?;
        Ok(rows.into_iter().map(|(user, words)| (UserId(user), words)).collect())
    }

    /// A nomination.
    pub async fn nomination(&self, id: NominationId) -> Result<Option<ExampleRow>, StoreError> {
        let row = on_pool!(self, |pool| {
            sqlx::query_as::<_, NominationRow>(select!("WHERE id = $1")).bind(id.0).fetch_optional(pool).await
        })?;
        Ok(self.with_nominees(row.into_iter().collect()).await?.pop())
    }

    /// A team's shared examples, by when they were shared, oldest first.
    pub async fn shared_between(
        &self,
        team: TeamId,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<ExampleRow>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, NominationRow>(select!(
            "WHERE team_id = $1 AND state = 'shared' AND shared_at >= $2 AND shared_at < $3 ORDER BY shared_at, id"
        ))
        .bind(team.0)
        .bind(from)
        .bind(until)
        .fetch_all(pool)
        .await
        })?;
        self.with_nominees(rows).await
    }

    pub(super) async fn with_nominees(
        &self,
        rows: Vec<NominationRow>,
    ) -> Result<Vec<ExampleRow>, StoreError> {
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let (nominees, consents) = Box::pin(self.people_of(row.id)).await?;
            all.push(example(row, nominees, consents)?);
        }
        Ok(all)
    }

    async fn people_of(&self, id: i64) -> Result<(Vec<NomineeRow>, Vec<GrantRow>), StoreError> {
        Ok(on_pool!(self, |pool| (
            sqlx::query_as(NOMINEES).bind(id).fetch_all(pool).await?,
            sqlx::query_as(CONSENTS).bind(id).fetch_all(pool).await?,
        )))
    }

    /// Forgets a nomination that was not shared, or is not any more, and makes the work that follows.
    pub async fn forget_nomination(
        &self,
        claim: &Claim,
        id: NominationId,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "nomination.forget", |tx| {
            complete!(tx, claim, now);
            sqlx::query("DELETE FROM nominees WHERE nomination_id = $1").bind(id.0).execute(&mut *tx).await?;
            sqlx::query("DELETE FROM nominations WHERE id = $1").bind(id.0).execute(&mut *tx).await?;
            enqueue!(tx, work, now);
        });
        self.erased_something();
        Ok(())
    }

    /// Records the message that shows an example as it was read (`certain`), or as it may have been at an earlier
    /// attempt. What has changed since is shown by `refresh`; what is not to be shown any more is taken down by `remove`.
    pub async fn record_example_shown(
        &self,
        claim: &Claim,
        (read, certain): (&Nomination, bool),
        (channel, message): (ChannelId, MessageId),
        remove: &NewDelivery,
        refresh: &NewDelivery,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "nomination.shown", |tx| {
            complete!(tx, claim, now);
            let stands = read!(&mut *tx, read.id)
                .map(|row| row.nomination)
                .filter(|n| n.state == NominationState::Shared && n.version == read.version);
            if stands.is_some() {
                sqlx::query("UPDATE nominations SET channel_id = $2, message_id = $3 WHERE id = $1")
                    .bind(read.id.0)
                    .bind(channel.0)
                    .bind(message.0)
                    .execute(&mut *tx)
                    .await?;
            }
            let follows = match stands {
                None => std::slice::from_ref(remove),
                Some(stands) if certain && stands == *read => &[],
                Some(_) => std::slice::from_ref(refresh),
            };
            enqueue!(tx, follows, now);
        });
        Ok(())
    }
}
