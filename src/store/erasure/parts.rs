//! What a person told, is named in, or answered: taken out inside a transaction, with what follows from it.

use super::Aftermath;
use crate::domain::digest::Source;
use crate::domain::ids::{ChannelId, GuildId, MessageId, NominationId, TeamId, UserId};
use crate::store::NewDelivery;
use crate::store::replies::ReplyRow;
use crate::store::row::row;
use std::collections::BTreeSet;

/// What is gone so far, and what follows from it.
#[derive(Default)]
pub(super) struct Gone {
    pub(super) rows: u64,
    pub(super) work: Vec<NewDelivery>,
    /// Posts of the bot's to be removed or changed.
    pub(super) posts: usize,
    pub(super) examples: BTreeSet<NominationId>,
    pub(super) sources: BTreeSet<Source>,
}

impl Gone {
    /// Notes where something stood.
    pub(super) fn stood(
        &mut self,
        after: &dyn Aftermath,
        at: (GuildId, TeamId),
        channel: Option<i64>,
        message: Option<i64>,
    ) {
        if let (Some(channel), Some(message)) = (channel, message) {
            self.posts += 1;
            self.work.push(after.remove(at, (ChannelId(channel), MessageId(message))));
        }
    }
}

row! {
    /// An answer with its team and guild.
    pub(super) struct AnswerRow (pub(super) reply: ReplyRow) {
        pub(super) team_id: i64,
        pub(super) guild_id: i64,
    }
}

/// Nobody: who has told an example, set up a team or changed settings, and was erased.
pub(super) const NOBODY: UserId = UserId(0);

/// Takes a person out of every nomination that they told or are named in.
macro_rules! examples {
    ($tx:expr, $leaver:expr, $after:expr, $gone:expr) => {
        let ids: Vec<i64> = sqlx::query_scalar(
            "SELECT id FROM nominations WHERE guild_id = COALESCE($2, guild_id)
                AND (giver_id = $1 OR id IN (SELECT nomination_id FROM nominees WHERE user_id = $1)) ORDER BY id",
        )
        .bind($leaver.user.0)
        .bind($leaver.guild.map(|guild| guild.0))
        .fetch_all(&mut *$tx)
        .await?;
        for id in ids {
            let Some(row) = read!(&mut *$tx, NominationId(id)) else { continue };
            let n = &row.nomination;
            let language: String =
                sqlx::query_scalar("SELECT language FROM teams WHERE id = $1").bind(n.team.0).fetch_one(&mut *$tx).await?;
            let language = known("language", &language, Language::from_code)?;
            let (changed, work) = $after.without(&row, language, $leaver.user);
            let shared = changed.state == NominationState::Shared;
            if let Some((channel, message)) = row.shown.filter(|_| !shared) {
                $gone.stood($after, (row.guild, n.team), Some(channel.0), Some(message.0));
            }
            $gone.work.extend(work);
            $gone.posts += usize::from(shared && row.shown.is_some());
            $gone.examples.insert(n.id);
            $gone.rows += 1;
            let open = changed.state != NominationState::Closed;
            for theirs in [
                "DELETE FROM nominees WHERE nomination_id = $1 AND (user_id = $2 OR NOT $3)",
                "DELETE FROM consents WHERE nomination_id = $1 AND (user_id = $2 OR NOT $3)",
            ] {
                sqlx::query(theirs).bind(id).bind($leaver.user.0).bind(open).execute(&mut *$tx).await?;
            }
            if !open && changed.giver == NOBODY {
                sqlx::query("DELETE FROM nominations WHERE id = $1").bind(id).execute(&mut *$tx).await?;
                continue;
            }
            sqlx::query(
                "UPDATE nominations SET what = $2, meant = $3, state = $4, giver_id = $5, giver_name = $6, without_giver = $7,
                    about_id = CASE WHEN $5 = 0 THEN NULL ELSE about_id END,
                    shared_at = CASE WHEN $8 THEN COALESCE(shared_at, $9) ELSE shared_at END,
                    channel_id = CASE WHEN $8 THEN channel_id END, message_id = CASE WHEN $8 THEN message_id END
                 WHERE id = $1",
            )
            .bind(id)
            .bind(dialect::text(&changed.what))
            .bind(dialect::text(&changed.meant))
            .bind(changed.state.key())
            .bind(changed.giver.0)
            .bind(dialect::text(&changed.giver_name))
            .bind(changed.without_giver)
            .bind(shared)
            .bind($leaver.at)
            .execute(&mut *$tx)
            .await?;
            for one in changed.nominees.iter().filter(|_| open) {
                sqlx::query("UPDATE nominees SET name = $3 WHERE nomination_id = $1 AND user_id = $2")
                    .bind(id)
                    .bind(one.user.0)
                    .bind(dialect::text(&one.name))
                    .execute(&mut *$tx)
                    .await?;
            }
            if open {
                let mut others = row.consents.clone();
                others.retain(|grant| grant.user != $leaver.user);
                put_consents!($tx, n.id, others, following(n, &changed, &others, $leaver.at));
            }
            let suggested: Vec<(i64, String)> = sqlx::query_as(
                "SELECT user_id, suggestion FROM nominees WHERE nomination_id = $1 AND suggestion IS NOT NULL",
            )
            .bind(id)
            .fetch_all(&mut *$tx)
            .await?;
            for (by, words) in suggested {
                sqlx::query("UPDATE nominees SET suggestion = $3 WHERE nomination_id = $1 AND user_id = $2")
                    .bind(id)
                    .bind(by)
                    .bind(text_without(n, $leaver.user, &words, &$after.somebody(language)))
                    .execute(&mut *$tx)
                    .await?;
            }
        }
    };
}

/// Erases a person's answers. One that is on its way to being posted is found by its print.
macro_rules! answers {
    ($tx:expr, $leaver:expr, $after:expr, $gone:expr) => {
        let own: Vec<AnswerRow> = sqlx::query_as(replies::select!(
            "team_id, guild_id,",
            "WHERE author_id = $1 AND guild_id = COALESCE($2, guild_id) ORDER BY id"
        ))
        .bind($leaver.user.0)
        .bind($leaver.guild.map(|guild| guild.0))
        .fetch_all(&mut *$tx)
        .await?;
        for row in own {
            let at = (GuildId(row.guild_id), TeamId(row.team_id));
            let reply = Reply::try_from(row.reply)?;
            $gone.sources.insert(Source::Answer(reply.id));
            $gone.rows += 1;
            match (reply.via, reply.message) {
                (Via::Button, Some(message)) => {
                    $gone.stood($after, at, Some(reply.channel.0), Some(message.0));
                }
                (Via::Button, None) => {
                    let language: String = sqlx::query_scalar("SELECT language FROM teams WHERE id = $1")
                        .bind(at.1.0)
                        .fetch_one(&mut *$tx)
                        .await?;
                    let (work, print) = $after.posted(known("language", &language, Language::from_code)?, &reply);
                    sqlx::query(
                        "INSERT INTO earlier_words (reply_id, print, kept_at) SELECT $1, $2, $3
                         WHERE EXISTS (SELECT 1 FROM deliveries WHERE work_key = $4 AND state IN ('ready', 'leased'))
                         ON CONFLICT DO NOTHING",
                    )
                    .bind(reply.id.0)
                    .bind(print)
                    .bind($leaver.at)
                    .bind(work)
                    .execute(&mut *$tx)
                    .await?;
                }
                // What they wrote by themselves stands where it was written, and is not taken in again.
                (_, Some(message)) => {
                    sqlx::query(
                        "INSERT INTO erased_messages (message_id, erased_at) VALUES ($1, $2) ON CONFLICT (message_id) DO NOTHING",
                    )
                    .bind(message.0)
                    .bind($leaver.at)
                    .execute(&mut *$tx)
                    .await?;
                }
                (_, None) => {}
            }
            sqlx::query("DELETE FROM replies WHERE id = $1").bind(reply.id.0).execute(&mut *$tx).await?;
        }
    };
}

/// Drops work that is about the person, done or not, and what waits for others because of them. `$ended` are the ids of such
/// work that had ended before `$since`.
macro_rules! work {
    ($tx:expr, $leaver:expr, $after:expr, $gone:expr, ($ended:expr, $since:expr)) => {
        let mut jobs: Vec<(i64, String)> = sqlx::query_as(concat!(
            "SELECT id, job FROM deliveries WHERE state IN ('ready', 'leased') AND guild_id = COALESCE($2, guild_id) AND ",
            names_them!("job"),
            " UNION ALL SELECT id, job FROM deliveries WHERE state NOT IN ('ready', 'leased') AND ended_at >= $3
                AND guild_id = COALESCE($2, guild_id) AND ",
            names_them!("job")
        ))
        .bind($leaver.user.0)
        .bind($leaver.guild.map(|guild| guild.0))
        .bind($since)
        .fetch_all(&mut *$tx)
        .await?;
        for id in $ended {
            let job: Option<(i64, String)> = sqlx::query_as("SELECT id, job FROM deliveries WHERE id = $1")
                .bind(id)
                .fetch_optional(&mut *$tx)
                .await?;
            jobs.extend(job);
        }
        for (id, job) in jobs {
            let done = match $after.fate(&job, $leaver.user) {
                Fate::Stays => continue,
                Fate::Goes => sqlx::query("DELETE FROM deliveries WHERE id = $1").bind(id).execute(&mut *$tx),
                Fate::Becomes(job) => sqlx::query("UPDATE deliveries SET job = $2 WHERE id = $1")
                    .bind(id)
                    .bind(job)
                    .execute(&mut *$tx),
            };
            $gone.rows += done.await?.rows_affected();
        }
        let waiting: Vec<(i64, String, String)> = sqlx::query_as(concat!(
            "SELECT user_id, work_key, job FROM waiting WHERE guild_id = COALESCE($2, guild_id) AND ",
            names_them!("job")
        ))
        .bind($leaver.user.0)
        .bind($leaver.guild.map(|guild| guild.0))
        .fetch_all(&mut *$tx)
        .await?;
        for (whose, key, job) in waiting {
            let done = match $after.fate(&job, $leaver.user) {
                Fate::Stays => continue,
                Fate::Goes => sqlx::query("DELETE FROM waiting WHERE user_id = $1 AND work_key = $2")
                    .bind(whose)
                    .bind(key)
                    .execute(&mut *$tx),
                Fate::Becomes(job) => {
                    sqlx::query("UPDATE waiting SET job = $3 WHERE user_id = $1 AND work_key = $2")
                        .bind(whose)
                        .bind(key)
                        .bind(job)
                        .execute(&mut *$tx)
                }
            };
            $gone.rows += done.await?.rows_affected();
        }
    };
}

/// Leaves what was the person's out of the letters of the guild, and brings those up to date that told it. Of what is kept no
/// longer it is noted whose it was; of a letter older than such notes nobody knows any more: that leaves it, too.
macro_rules! letters {
    ($tx:expr, $leaver:expr, $after:expr, $gone:expr) => {
        let (user, guild) = ($leaver.user.0, $leaver.guild.map(|guild| guild.0));
        let theirs: Vec<(i64, String, i64)> =
            sqlx::query_as(SOURCES).bind(user).bind(guild).fetch_all(&mut *$tx).await?;
        $gone.rows += u64::try_from(theirs.len()).unwrap_or_default();
        let theirs = sources(theirs);
        let others: Vec<(i64, String, i64)> = sqlx::query_as(
            "SELECT s.occasion_id, s.kind, s.source_id FROM letter_sources s JOIN letters l ON l.occasion_id = s.occasion_id
             WHERE l.guild_id = COALESCE($1, l.guild_id)",
        )
        .bind(guild)
        .fetch_all(&mut *$tx)
        .await?;
        let others = sources(others);
        let letters: Vec<(i64, i64, i64, String)> = sqlx::query_as(
            "SELECT occasion_id, team_id, guild_id, chosen FROM letters WHERE guild_id = COALESCE($1, guild_id) ORDER BY occasion_id",
        )
        .bind(guild)
        .fetch_all(&mut *$tx)
        .await?;
        for (letter, team, guild, chosen) in letters {
            let Ok(mut told) = serde_json::from_str::<Chosen>(&chosen) else { continue };
            let mut out = BTreeSet::new();
            for source in told.sources() {
                let known = others.contains(&(letter, source));
                let theirs = theirs.contains(&(letter, source)) || $gone.sources.contains(&source);
                if theirs || !known && !exists!($tx, source) {
                    out.insert(source);
                }
            }
            let changed = told.pieces().iter().any(
                |piece| matches!(piece, Piece::Example(example) if $gone.examples.contains(example)),
            );
            let left = told.leave_out(&out);
            if left {
                sqlx::query("UPDATE letters SET chosen = $2 WHERE occasion_id = $1")
                    .bind(letter)
                    .bind(serde_json::to_string(&told).unwrap_or(chosen))
                    .execute(&mut *$tx)
                    .await?;
            }
            if left || changed {
                $gone.posts += 1;
                $gone.work.push($after.refresh_letter((GuildId(guild), TeamId(team)), OccasionId(letter)));
            }
        }
    };
}

/// Whether what a letter tells is still kept.
macro_rules! exists {
    ($tx:expr, $source:expr) => {{
        let count = match $source {
            Source::Answer(_) => "SELECT COUNT(*) FROM replies WHERE id = $1",
            Source::Step(_) => "SELECT COUNT(*) FROM steps WHERE id = $1",
            Source::Learning(_) => "SELECT COUNT(*) FROM learnings WHERE id = $1",
        };
        sqlx::query_scalar::<_, i64>(count).bind($source.key().1).fetch_one(&mut *$tx).await? > 0
    }};
}

/// What stands in letters: each with its letter.
pub(super) fn sources(rows: Vec<(i64, String, i64)>) -> BTreeSet<(i64, Source)> {
    let read = |(letter, kind, id): (i64, String, i64)| Some((letter, Source::from_key(&kind, id)?));
    rows.into_iter().filter_map(read).collect()
}

pub(super) use {answers, examples, exists, letters, work};
