//! One person, erased from everything that is kept, in one transaction: so nobody who writes at the same time can leave
//! something of them behind. Which work follows is known by whoever knows the kinds of work.

mod parts;
mod whose;

use self::parts::{AnswerRow, Gone, NOBODY, answers, examples, exists, letters, sources, work};
pub(super) use self::whose::PEOPLE;
use self::whose::{
    Behind, HELPERS, LEFT_BEHIND, MENTIONED_IN, MENTIONED_SINCE, MENTIONING, MENTIONS, SIMPLE, SOURCES, TRIOS,
};
use super::audit::note_act;
use super::consents::{CONSENTS, GrantRow, put_consents};
use super::deliveries::enqueue;
use super::ledger::Hasher;
use super::letters::wake_letters;
use super::nominations::{ExampleRow, NOMINEES, NominationRow, NomineeRow, example, read, select};
use super::person::names_them;
use super::{NewDelivery, NewReply, Store, StoreError, dialect, known, on_pool, replies, transact};
use crate::domain::audit::{Act, Actor, Scope, Thing};
use crate::domain::consent::{following, text_without};
use crate::domain::digest::{Chosen, Piece, Source};
use crate::domain::ids::{
    ChannelId, GuildId, LearningId, MessageId, NominationId, OccasionId, StepId, TeamId, UserId,
};
use crate::domain::language::Language;
use crate::domain::nomination::{Nomination, NominationState};
use crate::domain::reply::{Reply, Via};
use crate::domain::round::DAYS_OPEN;
use chrono::{DateTime, Duration, SecondsFormat, SubsecRound as _, Utc};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Under which name the last erasure is kept that this database knows of.
const LAST: &str = "last-erasure";
/// Under which name the key is kept that seals buttons, and makes the hashes of people who were erased.
pub const BUTTON_KEY: &str = "button-key";

/// Who is erased, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaver {
    /// The person.
    pub user: UserId,
    /// In this guild; `None`: everywhere.
    pub guild: Option<GuildId>,
    /// What was written later is not theirs to lose.
    pub at: DateTime<Utc>,
    /// Who erases them; their own act is nobody else's to know.
    pub by: Actor,
}

/// What becomes of a piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It does not tell of the person.
    Stays,
    /// It is about nothing but them.
    Goes,
    /// It goes on without them.
    Becomes(String),
}

/// What follows when somebody is erased.
pub trait Aftermath: Sync {
    /// The work of removing a post.
    fn remove(&self, team: (GuildId, TeamId), post: (ChannelId, MessageId)) -> NewDelivery;
    /// The work of bringing a letter up to date.
    fn refresh_letter(&self, team: (GuildId, TeamId), letter: OccasionId) -> NewDelivery;
    /// The work of bringing a step's posts up to date.
    fn refresh_step(&self, team: (GuildId, TeamId), step: StepId) -> NewDelivery;
    /// What an answer given by button is posted by, and the print of its post.
    fn posted(&self, language: Language, reply: &Reply) -> (String, String);
    /// A nomination without the person (who has no part in it then), and the work that follows besides removing its post.
    fn without(&self, row: &ExampleRow, language: Language, user: UserId) -> (Nomination, Vec<NewDelivery>);
    /// What stands in a text in the person's place.
    fn somebody(&self, language: Language) -> String;
    /// What becomes of a piece of work.
    fn fate(&self, job: &str, user: UserId) -> Fate;
}

/// What was erased.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Erased {
    /// Rows that are gone, or hold the person no longer.
    pub rows: u64,
    /// Posts of the bot's that will be removed or changed: a letter or a step with its parts counts once.
    pub posts: usize,
}

/// Notes inside a transaction how far this database knows of erasures.
macro_rules! note_last {
    ($tx:expr, $at:expr) => {
        sqlx::query(
            "INSERT INTO instance (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET
                value = CASE WHEN instance.value < excluded.value THEN excluded.value ELSE instance.value END",
        )
        .bind(LAST)
        .bind($at.to_rfc3339_opts(SecondsFormat::Millis, true))
        .execute(&mut *$tx)
        .await?;
    };
}

/// What a deleted row tells: its id, team, guild, and where it stood.
type Stood = (i64, i64, i64, Option<i64>, Option<i64>, Option<i64>, Option<i64>);

impl Store {
    /// Erases a person, and makes the work that follows. It is noted beside the database in the same turn: should this be cut
    /// short then, the next start or erasure does it.
    pub async fn erase_person(&self, leaver: Leaver, after: &dyn Aftermath) -> Result<Erased, StoreError> {
        // As exactly as it is written down.
        let leaver = Leaver { at: leaver.at.trunc_subsecs(3), ..leaver };
        let hasher = self.hasher().await?;
        let mark = hasher.as_ref().map(|hasher| hasher.of(leaver.guild, leaver.user));
        loop {
            // Nobody who was noted and not erased may fall behind this one.
            self.erase_again(after).await?;
            if let Some(erased) = self.erase_in_turn(leaver, mark.as_deref(), after).await? {
                return Ok(erased);
            }
        }
    }

    /// Makes the file beside the database in which people who are erased are noted, unless it is there.
    pub async fn begin_ledger(&self) -> Result<(), StoreError> {
        if self.ledger.begin()? && self.instance(LAST).await?.is_some() {
            tracing::warn!(
                "the list of people who were erased is not beside the database any more: it is begun anew, and a copy that is put back brings back whoever was erased until now"
            );
        }
        Ok(())
    }

    /// Erases again whom the file beside the database says to be erased, and this database does not know of: it was put back to
    /// an earlier state, or an erasure was cut short. Answers how many people.
    pub async fn erase_again(&self, after: &dyn Aftermath) -> Result<usize, StoreError> {
        let marks = self.ledger.marks()?;
        let last = self.instance(LAST).await?.and_then(|last| last.parse::<DateTime<Utc>>().ok());
        let Some(hasher) = self.hasher().await? else { return Ok(0) };
        if !marks.values().any(|at| Some(*at) > last) {
            return Ok(0);
        }
        let mut erased = 0;
        for (guild, user) in self.everybody().await? {
            for guild in [None, Some(guild)] {
                let Some(at) = marks.get(&hasher.of(guild, user)).filter(|at| Some(**at) > last) else {
                    continue;
                };
                let done =
                    self.erase_in_turn(Leaver { user, guild, at: *at, by: Actor::Bot }, None, after).await?;
                erased += usize::from(done.is_some_and(|done| done.rows > 0));
            }
        }
        // Only when all of them are erased.
        if let Some(newest) = marks.values().max() {
            transact!(self, "erasure.seen", |tx| {
                note_last!(tx, *newest);
            });
        }
        Ok(erased)
    }

    /// Erases a person in one transaction, and notes it under `mark`; `None`: somebody else is noted of whom this database does
    /// not know yet.
    async fn erase_in_turn(
        &self,
        leaver: Leaver,
        mark: Option<&str>,
        after: &dyn Aftermath,
    ) -> Result<Option<Erased>, StoreError> {
        let (user, guild) = (leaver.user.0, leaver.guild.map(|guild| guild.0));
        let id = format!("<@{user}>");
        let old_id = format!("<@!{user}>");
        let [danish, english] = [Language::Danish, Language::English].map(|l| after.somebody(l));
        // What is long and has ended is looked through before anybody has to wait.
        let since = leaver.at - Duration::hours(1);
        let ended = self.ended_work_about(leaver, since).await?;
        let mentioning = self.answers_mentioning(leaver.guild, &id, &old_id).await?;
        let gone = transact!(self, "erasure.person", |tx| {
            let last: Option<String> = sqlx::query_scalar("SELECT value FROM instance WHERE name = $1")
                .bind(LAST)
                .fetch_optional(&mut *tx)
                .await?;
            let last = last.and_then(|last| last.parse::<DateTime<Utc>>().ok());
            if mark.is_some() && self.ledger.marks()?.values().any(|at| Some(*at) > last) {
                return Ok(None);
            }
            let mut gone = Gone::default();
            examples!(tx, leaver, after, gone);
            answers!(tx, leaver, after, gone);
            sqlx::query(HELPERS).bind(user).bind(guild).execute(&mut *tx).await?;
            for (behind, delete) in LEFT_BEHIND {
                let rows: Vec<Stood> =
                    sqlx::query_as(delete).bind(user).bind(guild).fetch_all(&mut *tx).await?;
                for (id, team, server, channel, message, asked_in, question) in rows {
                    let at = (GuildId(server), TeamId(team));
                    gone.rows += 1;
                    match behind {
                        Behind::Hand => {
                            gone.posts += 1;
                            gone.work.push(after.refresh_step(at, StepId(id)));
                        }
                        Behind::Step => drop(gone.sources.insert(Source::Step(StepId(id)))),
                        Behind::Learning => drop(gone.sources.insert(Source::Learning(LearningId(id)))),
                        Behind::Posts => {}
                    }
                    gone.stood(after, at, channel, message);
                    gone.stood(after, at, asked_in, question);
                }
            }
            let trios: Vec<i64> =
                sqlx::query_scalar(TRIOS).bind(user).bind(guild).fetch_all(&mut *tx).await?;
            for team in trios {
                wake_letters!(tx, team, leaver.at);
            }
            for statement in SIMPLE {
                gone.rows +=
                    sqlx::query(statement).bind(user).bind(guild).execute(&mut *tx).await?.rows_affected();
            }
            let mentioned = |statement: &'static str| {
                sqlx::query(statement).bind(&id).bind(&old_id).bind(guild).bind(&danish).bind(&english)
            };
            for statement in MENTIONS {
                gone.rows += mentioned(statement).execute(&mut *tx).await?.rows_affected();
            }
            for answer in &mentioning {
                gone.rows += mentioned(MENTIONED_IN).bind(answer).execute(&mut *tx).await?.rows_affected();
            }
            gone.rows += mentioned(MENTIONED_SINCE)
                .bind(since - Duration::days(DAYS_OPEN))
                .execute(&mut *tx)
                .await?
                .rows_affected();
            work!(tx, leaver, after, gone, (&ended, since));
            letters!(tx, leaver, after, gone);
            enqueue!(tx, &gone.work, leaver.at);
            // Erased again, as after a copy was put back, only where there was something to erase.
            if leaver.by != Actor::Person(leaver.user) && (mark.is_some() || gone.rows > 0) {
                let scope = leaver.guild.map_or(Scope::Everything, Scope::Guild);
                note_act!(tx, leaver.by, scope, Act::PersonErased, None::<Thing>, leaver.at);
            }
            if let Some(mark) = mark {
                // Later than all that this database knows of, so that it is seen to be missing if it is.
                let at = last.map_or(leaver.at, |last| leaver.at.max(last + Duration::milliseconds(1)));
                self.ledger.note(mark, at)?;
                note_last!(tx, at);
            }
            Some(Erased { rows: gone.rows, posts: gone.posts })
        });
        self.erased_something();
        Ok(gone)
    }

    /// Work that is about a person and had ended before `since`.
    async fn ended_work_about(&self, leaver: Leaver, since: DateTime<Utc>) -> Result<Vec<i64>, StoreError> {
        Ok(on_pool!(self, |pool| {
            sqlx::query_scalar(concat!(
                "SELECT id FROM deliveries WHERE state NOT IN ('ready', 'leased') AND (ended_at < $3 OR ended_at IS NULL)
                    AND guild_id = COALESCE($2, guild_id) AND ",
                names_them!("job")
            ))
            .bind(leaver.user.0)
            .bind(leaver.guild.map(|guild| guild.0))
            .bind(since)
            .fetch_all(pool)
            .await
        })?)
    }

    /// The answers that mention a person, by either form of their id.
    async fn answers_mentioning(
        &self,
        guild: Option<GuildId>,
        id: &str,
        old_id: &str,
    ) -> Result<Vec<i64>, StoreError> {
        Ok(on_pool!(self, |pool| {
            sqlx::query_scalar(MENTIONING)
                .bind(id)
                .bind(old_id)
                .bind(guild.map(|g| g.0))
                .fetch_all(pool)
                .await
        })?)
    }

    /// Those of these answers whose writers have not been erased since.
    pub(super) fn spared<'a>(
        &self,
        hasher: Option<&Hasher>,
        replies: &'a [NewReply],
    ) -> Result<Cow<'a, [NewReply]>, StoreError> {
        let Some(hasher) = hasher else { return Ok(Cow::Borrowed(replies)) };
        if self.ledger.is_empty()? {
            return Ok(Cow::Borrowed(replies));
        }
        let marks = self.ledger.marks()?;
        let erased = |new: &NewReply| {
            let since = |guild| marks.get(&hasher.of(guild, new.reply.author));
            let since = since(None).max(since(Some(new.guild)));
            since.is_some_and(|at| new.reply.written_at <= *at)
        };
        Ok(replies.iter().filter(|new| !erased(new)).cloned().collect())
    }

    /// What makes the hashes of people who were erased; `None`: no bot has run on this database yet.
    pub(super) async fn hasher(&self) -> Result<Option<Hasher>, StoreError> {
        if let Some(hasher) = self.hasher.get() {
            return Ok(Some(hasher.clone()));
        }
        let Some(key) = self.instance(BUTTON_KEY).await? else { return Ok(None) };
        Ok(Hasher::new(&key).map(|hasher| self.hasher.get_or_init(|| hasher).clone()))
    }
}
