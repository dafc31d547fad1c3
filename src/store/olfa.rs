//! OLFA cards.

use super::deliveries::{complete, enqueue};
use super::posted::{erase_posted, expire, leave_posts};
use super::{Claim, NewDelivery, Store, StoreError, dialect, known, on_pool, transact};
use crate::domain::ids::{ChannelId, GuildId, InteractionId, MessageId, OlfaId, TeamId, UserId};
use crate::domain::olfa::{MOST_UNSHARED, Olfa, Verdict};
use crate::store::row::row;
use chrono::{DateTime, Utc};
use sqlx::Row as _;

/// A card as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OlfaRow {
    /// The card.
    pub olfa: Olfa,
    /// Its guild.
    pub guild: GuildId,
    /// Where it stands, once posted.
    pub shown: Option<(ChannelId, MessageId)>,
}

row! {
    struct Row {
        id: i64,
        team_id: i64,
        guild_id: i64,
        author_id: i64,
        author_name: Option<String>,
        idea: String,
        organisation: String,
        leadership: String,
        community: String,
        employee: String,
        verdict: Option<String>,
        written_at: DateTime<Utc>,
        shared_at: Option<DateTime<Utc>>,
        channel_id: Option<i64>,
        message_id: Option<i64>,
    }
}

impl TryFrom<Row> for OlfaRow {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let verdict = row.verdict.as_deref().map(|key| known("verdict", key, Verdict::from_key));
        Ok(Self {
            guild: GuildId(row.guild_id),
            shown: row.channel_id.map(ChannelId).zip(row.message_id.map(MessageId)),
            olfa: Olfa {
                id: OlfaId(row.id),
                team: TeamId(row.team_id),
                author: UserId(row.author_id),
                name: row.author_name,
                idea: row.idea,
                corners: [row.organisation, row.leadership, row.community, row.employee],
                verdict: verdict.transpose()?,
                written_at: row.written_at,
                shared_at: row.shared_at,
            },
        })
    }
}

impl Store {
    /// Keeps a card for its author, unless it is kept already: from the same interaction, or by the same person with the same words.
    /// Answers its id; `None`: they have as many unshared as they may have.
    pub async fn write_olfa(
        &self,
        source: InteractionId,
        guild: GuildId,
        olfa: &Olfa,
    ) -> Result<Option<OlfaId>, StoreError> {
        let kept = transact!(self, "olfa.write", |tx| {
            let mut same = sqlx::query_scalar::<_, Option<i64>>(
                "SELECT MIN(id) FROM olfa_cards WHERE source_id = $1 OR (team_id = $2 AND author_id = $3 AND idea = $4
                    AND organisation = $5 AND leadership = $6 AND community = $7 AND employee = $8)",
            )
            .bind(source.0)
            .bind(olfa.team.0)
            .bind(olfa.author.0)
            .bind(dialect::text(&olfa.idea));
            for corner in &olfa.corners {
                same = same.bind(dialect::text(corner));
            }
            if let Some(before) = same.fetch_one(&mut *tx).await? {
                return Ok(Some(OlfaId(before)));
            }
            let unshared: i64 = sqlx::query_scalar(
                "SELECT COUNT(*) FROM olfa_cards WHERE team_id = $1 AND author_id = $2 AND shared_at IS NULL",
            )
            .bind(olfa.team.0)
            .bind(olfa.author.0)
            .fetch_one(&mut *tx)
            .await?;
            if usize::try_from(unshared).is_ok_and(|unshared| unshared >= MOST_UNSHARED) {
                return Ok(None);
            }
            let mut insert = sqlx::query(
                "INSERT INTO olfa_cards (id, source_id, team_id, guild_id, author_id, written_at, idea, organisation, leadership,
                    community, employee) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(olfa.id.0)
            .bind(source.0)
            .bind(olfa.team.0)
            .bind(guild.0)
            .bind(olfa.author.0)
            .bind(olfa.written_at)
            .bind(dialect::text(&olfa.idea));
            for corner in &olfa.corners {
                insert = insert.bind(dialect::text(corner));
            }
            insert.execute(&mut *tx).await?;
            Some(olfa.id)
        });
        Ok(kept)
    }

    /// A card.
    pub async fn olfa(&self, id: OlfaId) -> Result<Option<OlfaRow>, StoreError> {
        let row = on_pool!(self, |pool| {
            sqlx::query_as::<_, Row>(
                "SELECT id, team_id, guild_id, author_id, author_name, idea, organisation, leadership, community, employee,
                    verdict, written_at, shared_at, channel_id, message_id FROM olfa_cards WHERE id = $1",
            )
            .bind(id.0)
            .fetch_optional(pool)
            .await
        })?;
        row.map(OlfaRow::try_from).transpose()
    }

    /// Keeps what its author decides of a card that is not shared. False: it is shared or gone.
    pub async fn decide_olfa(&self, id: OlfaId, verdict: Verdict) -> Result<bool, StoreError> {
        let done = transact!(self, "olfa.decide", |tx| {
            sqlx::query("UPDATE olfa_cards SET verdict = $2 WHERE id = $1 AND shared_at IS NULL")
                .bind(id.0)
                .bind(verdict.key())
                .execute(&mut *tx)
                .await?
                .rows_affected()
        });
        Ok(done > 0)
    }

    /// Shares a card on which something was decided, under its author's name, with the work that follows. False: it is shared or gone,
    /// or nothing was decided.
    pub async fn share_olfa(
        &self,
        id: OlfaId,
        name: &str,
        work: &NewDelivery,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = transact!(self, "olfa.share", |tx| {
            let done = sqlx::query(
                "UPDATE olfa_cards SET author_name = $2, shared_at = $3
                 WHERE id = $1 AND shared_at IS NULL AND verdict IS NOT NULL",
            )
            .bind(id.0)
            .bind(dialect::text(name))
            .bind(now)
            .execute(&mut *tx)
            .await?
            .rows_affected();
            if done > 0 {
                enqueue!(tx, std::slice::from_ref(work), now);
            }
            done
        });
        Ok(done > 0)
    }

    /// Records where a card stands; one that was erased meanwhile is taken down by `remove`.
    pub async fn record_olfa_shown(
        &self,
        claim: &Claim,
        id: OlfaId,
        (channel, message): (ChannelId, MessageId),
        remove: &NewDelivery,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        transact!(self, "olfa.posted", |tx| {
            complete!(tx, claim, now);
            let stands = sqlx::query("UPDATE olfa_cards SET channel_id = $2, message_id = $3 WHERE id = $1")
                .bind(id.0)
                .bind(channel.0)
                .bind(message.0)
                .execute(&mut *tx)
                .await?
                .rows_affected();
            if stands == 0 {
                enqueue!(tx, std::slice::from_ref(remove), now);
            }
        });
        Ok(())
    }

    /// Erases a card, and makes the work that follows. False: it was gone.
    pub async fn erase_olfa(
        &self,
        id: OlfaId,
        remove: impl Fn(ChannelId, MessageId) -> NewDelivery,
        work: &[NewDelivery],
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let gone = transact!(self, "olfa.erase", |tx| {
            let delete = "DELETE FROM olfa_cards WHERE id = $1 RETURNING channel_id, message_id";
            erase_posted!(tx, sqlx::query(delete).bind(id.0), remove, work, now)
        });
        self.erased_something();
        Ok(gone)
    }

    /// Erases what was written before `drafts` and never shared, and what was shared before `before`. Answers how many went.
    pub async fn expire_olfa(&self, drafts: DateTime<Utc>, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let old = "DELETE FROM olfa_cards WHERE (shared_at IS NULL AND written_at < $1) OR shared_at < $2";
        let leave = leave_posts!(
            "SELECT guild_id, team_id, author_id, channel_id, message_id FROM olfa_cards WHERE message_id IS NOT NULL
                AND ((shared_at IS NULL AND written_at < $1) OR shared_at < $2)"
        );
        expire!(self, "olfa.expire", [leave], old, drafts, before)
    }
}
