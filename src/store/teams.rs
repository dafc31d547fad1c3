//! Teams.

use super::audit::note_act;
use super::deliveries::enqueue;
use super::{NewDelivery, Store, StoreError, dialect, known, on_pool, transact};
use crate::domain::audit::{self, Scope};
use crate::domain::cadence::Cadence;
use crate::domain::ids::{ChannelId, GuildId, TeamId, UserId};
use crate::domain::language::Language;
use crate::domain::team::{Home, Parked, Pause, Team};
use crate::store::row::row;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};

/// Reads teams; `also`: with these columns besides their own.
macro_rules! select {
    ($rest:literal) => {
        select!(also "", $rest)
    };
    (also $more:literal, $rest:literal) => {
        concat!(
            "SELECT id, guild_id, channel_id, channel_kind, name, language, zone, rhythm, weekday, at_time, anchor, cron,
                paused, paused_until, parked, k, dosing, created_at, ended_at",
            $more,
            " FROM teams ",
            $rest
        )
    };
}

row! {
    struct TeamRow {
        id: i64,
        guild_id: i64,
        channel_id: i64,
        channel_kind: String,
        name: String,
        language: String,
        zone: String,
        rhythm: String,
        weekday: Option<i64>,
        at_time: Option<String>,
        anchor: Option<NaiveDate>,
        cron: Option<String>,
        paused: bool,
        paused_until: Option<NaiveDate>,
        parked: Option<String>,
        k: i64,
        dosing: String,
        created_at: DateTime<Utc>,
        ended_at: Option<DateTime<Utc>>,
    }
}

impl TryFrom<TeamRow> for Team {
    type Error = StoreError;

    fn try_from(row: TeamRow) -> Result<Self, StoreError> {
        let weekday = || {
            row.weekday.and_then(|n| u8::try_from(n).ok()).and_then(|n| Weekday::try_from(n).ok()).ok_or_else(
                || StoreError::Unreadable { what: "weekday", value: format!("{:?}", row.weekday) },
            )
        };
        let at = || {
            let text = row.at_time.as_deref().unwrap_or_default();
            known("time", text, |t| NaiveTime::parse_from_str(t, "%H:%M").ok())
        };
        let cadence = match row.rhythm.as_str() {
            "weekly" => Cadence::Weekly { weekday: weekday()?, at: at()? },
            "biweekly" => Cadence::Biweekly { weekday: weekday()?, at: at()?, anchor: row.anchor },
            "monthly" => Cadence::Monthly { weekday: weekday()?, at: at()? },
            "cron" => Cadence::Cron(row.cron.clone().unwrap_or_default()),
            other => return Err(StoreError::Unreadable { what: "rhythm", value: other.to_owned() }),
        };
        Ok(Self {
            id: TeamId(row.id),
            guild: GuildId(row.guild_id),
            channel: ChannelId(row.channel_id),
            home: known("channel kind", &row.channel_kind, Home::from_key)?,
            language: known("language", &row.language, Language::from_code)?,
            zone: known("time zone", &row.zone, |z| z.parse().ok())?,
            cadence,
            paused: row.paused.then_some(Pause { until: row.paused_until }),
            parked: row.parked.as_deref().map(|p| known("parked", p, Parked::from_key)).transpose()?,
            k: u8::try_from(row.k).unwrap_or(u8::MAX),
            dosing: serde_json::from_str(&row.dosing).map_err(|error| StoreError::Unreadable {
                what: "settings of a team",
                value: format!("at line {}, column {}", error.line(), error.column()),
            })?,
            created_at: row.created_at,
            ended_at: row.ended_at,
            name: row.name,
        })
    }
}

/// Writes a team as it is now, new or changed, inside a transaction.
macro_rules! put {
    ($tx:expr, $team:expr, $by:expr, $next:expr) => {{
        let (team, next): (&Team, NextDates) = ($team, $next);
        let (rhythm, weekday, at, anchor, cron) = match &team.cadence {
            Cadence::Weekly { weekday, at } => ("weekly", Some(*weekday), Some(*at), None, None),
            Cadence::Biweekly { weekday, at, anchor } => {
                ("biweekly", Some(*weekday), Some(*at), *anchor, None)
            }
            Cadence::Monthly { weekday, at } => ("monthly", Some(*weekday), Some(*at), None, None),
            Cadence::Cron(fields) => ("cron", None, None, None, Some(fields.as_str())),
        };
        let dosing = serde_json::json!(team.dosing).to_string();
        sqlx::query(
                "INSERT INTO teams (id, guild_id, channel_id, name, language, zone, rhythm, weekday, at_time, anchor,
                    cron, paused, paused_until, parked, k, created_by, created_at, next_prompt_at, next_prompt_date,
                    next_letter_at, next_letter_month, channel_kind, dosing, ended_at, next_preview_at, next_preview_date)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                    $23, $24, $25, $26)
                 ON CONFLICT (id) DO UPDATE SET channel_id = excluded.channel_id,
                    channel_kind = excluded.channel_kind, name = excluded.name,
                    language = excluded.language, zone = excluded.zone, rhythm = excluded.rhythm,
                    weekday = excluded.weekday, at_time = excluded.at_time, anchor = excluded.anchor,
                    cron = excluded.cron, paused = excluded.paused, paused_until = excluded.paused_until,
                    parked = excluded.parked, k = excluded.k, next_prompt_at = excluded.next_prompt_at,
                    next_prompt_date = excluded.next_prompt_date, next_letter_at = excluded.next_letter_at,
                    next_letter_month = excluded.next_letter_month, dosing = excluded.dosing,
                    ended_at = excluded.ended_at, next_preview_at = excluded.next_preview_at,
                    next_preview_date = excluded.next_preview_date",
            )
            .bind(team.id.0)
            .bind(team.guild.0)
            .bind(team.channel.0)
            .bind(dialect::text(&team.name))
            .bind(team.language.code())
            .bind(team.zone.name())
            .bind(rhythm)
            .bind(weekday.map(|w| i64::from(w.num_days_from_monday())))
            .bind(at.map(|t| t.format("%H:%M").to_string()))
            .bind(anchor)
            .bind(cron.map(dialect::text))
            .bind(team.paused.is_some())
            .bind(team.paused.and_then(|p| p.until))
            .bind(team.parked.map(Parked::key))
            .bind(i64::from(team.k))
            .bind($by.0)
            .bind(team.created_at)
            .bind(next.prompt.map(|p| p.0))
            .bind(next.prompt.map(|p| p.1))
            .bind(next.letter.map(|l| l.0))
            .bind(next.letter.map(|l| l.1))
            .bind(team.home.key())
            .bind(dosing.as_str())
            .bind(team.ended_at)
            .bind(next.preview.map(|p| p.0))
            .bind(next.preview.map(|p| p.1))
            .execute(&mut *$tx)
            .await?;
    }};
}

/// A team as a transaction sees it.
macro_rules! read {
    ($tx:expr, $id:expr) => {
        sqlx::query_as::<_, TeamRow>(select!("WHERE id = $1"))
            .bind($id.0)
            .fetch_optional(&mut *$tx)
            .await?
            .map(Team::try_from)
            .transpose()?
    };
}

mod due;
mod finished;
mod informed;

pub use due::{DueTeam, NextDates};

impl Store {
    /// Keeps a team, new (`read` is [`None`]) or in the place of the one that was read, with its next dates and the
    /// work that follows; not if somebody else has made or changed it since. Answers whether it was kept.
    pub async fn save_team(
        &self,
        read: Option<&Team>,
        team: &Team,
        by: UserId,
        next: NextDates,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let kept = transact!(self, "team.save", |tx| {
            let unchanged = read!(tx, team.id).as_ref() == read;
            if unchanged {
                put!(tx, team, by, next);
                enqueue!(tx, work, now);
                if read != Some(team) {
                    let (act, about) = audit::of_team(read, team);
                    note_act!(tx, by, Scope::Team(team.id), act, about, now);
                }
            }
            unchanged
        });
        // The line that says what the core task is may have been replaced.
        if kept && read.is_some_and(|read| read.dosing.core_task != team.dosing.core_task) {
            self.erased_something();
        }
        Ok(kept)
    }

    /// The team of a channel.
    pub async fn team_of_channel(
        &self,
        guild: GuildId,
        channel: ChannelId,
    ) -> Result<Option<Team>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, TeamRow>(select!(
            "WHERE guild_id = $1 AND channel_id = $2"
        ))
        .bind(guild.0)
        .bind(channel.0)
        .fetch_optional(pool)
        .await)?;
        row.map(Team::try_from).transpose()
    }

    /// The team with this id.
    pub async fn team(&self, id: TeamId) -> Result<Option<Team>, StoreError> {
        let row = on_pool!(self, |pool| sqlx::query_as::<_, TeamRow>(select!("WHERE id = $1"))
            .bind(id.0)
            .fetch_optional(pool)
            .await)?;
        row.map(Team::try_from).transpose()
    }

    /// The teams of a guild, or all.
    pub async fn teams(&self, guild: Option<GuildId>) -> Result<Vec<Team>, StoreError> {
        let rows = on_pool!(self, |pool| sqlx::query_as::<_, TeamRow>(select!(
            "WHERE ($1 IS NULL OR guild_id = $1) ORDER BY id"
        ))
        .bind(guild.map(|g| g.0))
        .fetch_all(pool)
        .await)?;
        rows.into_iter().map(Team::try_from).collect()
    }

    /// Tells people (`work`) that a team is still parked, at most once in 24 hours; nothing when it has gone on since.
    pub async fn tell_still_parked(
        &self,
        team: TeamId,
        parked: Parked,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "team.tell-parked", |tx| {
            let told = sqlx::query(
                "UPDATE teams SET parked_told_at = $3
                 WHERE id = $1 AND parked = $2 AND (parked_told_at IS NULL OR parked_told_at <= $4)",
            )
            .bind(team.0)
            .bind(parked.key())
            .bind(now)
            .bind(now - chrono::Duration::hours(24))
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if told > 0 {
                enqueue!(tx, work, now);
            }
        });
        Ok(())
    }

    /// Parks a team, or lets it go on. `work` tells people about it, at most once in 24 hours.
    pub async fn set_parked(
        &self,
        team: TeamId,
        parked: Option<Parked>,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "team.park", |tx| {
            let told: Option<DateTime<Utc>> =
                sqlx::query_scalar("SELECT parked_told_at FROM teams WHERE id = $1")
                    .bind(team.0)
                    .fetch_one(&mut *tx)
                    .await?;
            let tell = parked.is_some() && told.is_none_or(|t| now - t >= chrono::Duration::hours(24));
            sqlx::query(
                "UPDATE teams SET parked = $2, parked_at = CASE WHEN $2 IS NULL THEN NULL ELSE COALESCE(parked_at, $3) END,
                    parked_told_at = CASE WHEN $4 THEN $3 WHEN $2 IS NULL THEN NULL ELSE parked_told_at END WHERE id = $1",
            )
            .bind(team.0)
            .bind(parked.map(Parked::key))
            .bind(now)
            .bind(tell)
            .execute(&mut *tx)
            .await?;
            if tell {
                enqueue!(tx, work, now);
            }
        });
        Ok(())
    }

    /// The teams that are parked and were so by `since`, or by a clock that was ahead of `now`.
    pub async fn parked_teams(
        &self,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Team>, StoreError> {
        let rows = on_pool!(self, |pool| {
            sqlx::query_as::<_, TeamRow>(select!(
            "WHERE parked IS NOT NULL AND (parked_at IS NULL OR parked_at <= $1 OR parked_at > $2) ORDER BY id"
        ))
        .bind(since)
        .bind(now)
        .fetch_all(pool)
        .await
        })?;
        rows.into_iter().map(Team::try_from).collect()
    }

    /// Who set the team up: told about what only an administrator can mend.
    pub async fn team_creator(&self, team: TeamId) -> Result<Option<UserId>, StoreError> {
        Ok(on_pool!(self, |pool| sqlx::query_scalar::<_, i64>("SELECT created_by FROM teams WHERE id = $1")
            .bind(team.0)
            .fetch_optional(pool)
            .await)?
        // Whoever set it up may have been erased since.
        .filter(|id| *id != 0)
        .map(UserId))
    }
}
