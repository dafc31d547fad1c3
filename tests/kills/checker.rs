//! What the world saw, held against what the plan demanded. It reads the world and the database's file; the bot
//! itself is asked nothing.

use super::people::{Answered, numbers_told};
use super::scene::{Demand, PEOPLE};
use crate::support::shown;
use aktor::domain::redact;
use aktor::sandbox::world::{Message, World};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{ConnectOptions as _, Connection as _, Row as _};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::path::Path;

/// What was found; [`Verdict::findings`] is empty when everything is as it should be.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Verdict {
    /// Prompts and letters that the plan demanded.
    pub(super) occasions: usize,
    /// Messages and answers by button that people gave.
    pub(super) replies: usize,
    /// What stands twice, or though nobody asked for it.
    pub(super) duplicates: usize,
    /// What does not stand, or is not kept.
    pub(super) missing: usize,
    /// Pieces of work over which the process died so often that they were set aside, as R7 says: a kill from outside
    /// cannot be told from a fault of the work's own. What they were for is demanded no more, and still never twice.
    pub(super) given_up: usize,
    /// Each fault in words.
    pub(super) findings: Vec<String>,
}

impl Verdict {
    fn doubled(&mut self, what: impl Display) {
        self.duplicates += 1;
        self.findings.push(format!("DOUBLED {what}"));
    }

    fn missing(&mut self, what: impl Display) {
        self.missing += 1;
        self.findings.push(format!("MISSING {what}"));
    }

    fn wrong(&mut self, what: impl Display) {
        self.findings.push(format!("WRONG {what}"));
    }

    /// Exactly one of something; `found` tells how many there are.
    fn one(&mut self, found: usize, what: impl FnOnce() -> String) {
        match found {
            1 => {}
            0 => self.missing(what()),
            _ => self.doubled(what()),
        }
    }
}

/// What the database says was posted.
#[derive(Debug)]
struct Kept {
    id: i64,
    team_id: i64,
    kind: String,
    local_date: chrono::NaiveDate,
    state: String,
    message_id: Option<i64>,
    thread_id: Option<i64>,
}

#[derive(Debug)]
struct Reply {
    id: i64,
    via: String,
    message_id: Option<i64>,
    body: String,
}

impl From<&SqliteRow> for Kept {
    fn from(row: &SqliteRow) -> Self {
        Self {
            id: row.get("id"),
            team_id: row.get("team_id"),
            kind: row.get("kind"),
            local_date: row.get("local_date"),
            state: row.get("state"),
            message_id: row.get("message_id"),
            thread_id: row.get("thread_id"),
        }
    }
}

impl From<&SqliteRow> for Reply {
    fn from(row: &SqliteRow) -> Self {
        Self {
            id: row.get("id"),
            via: row.get("via"),
            message_id: row.get("message_id"),
            body: row.get("body"),
        }
    }
}

const KEPT: &str = "SELECT o.id, o.team_id, o.kind, o.local_date, o.state, COALESCE(r.message_id, l.message_id) AS message_id,
    r.thread_id FROM occasions o LEFT JOIN rounds r ON r.occasion_id = o.id LEFT JOIN letters l ON l.occasion_id = o.id";

/// Why work is set aside over which the process died too often.
const DIED: &str = "the process died over it too often";

/// The database in `directory`, read beside whoever works with it.
pub(super) async fn opened(directory: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(directory.join("aktor.db")).read_only(true).connect().await.unwrap()
}

/// Looks at everything.
pub(super) async fn check(world: &World, directory: &Path, plan: &[Demand], ledger: &[Answered]) -> Verdict {
    let mut verdict = Verdict::default();
    let mut database = opened(directory).await;
    let kept =
        sqlx::query(KEPT).map(|row: SqliteRow| Kept::from(&row)).fetch_all(&mut database).await.unwrap();
    let replies = sqlx::query("SELECT id, via, message_id, body FROM replies");
    let replies = replies.map(|row: SqliteRow| Reply::from(&row)).fetch_all(&mut database).await.unwrap();
    let aside: Vec<(String, Option<String>)> =
        sqlx::query_as("SELECT work_key, last_error FROM deliveries WHERE state = 'aside'")
            .fetch_all(&mut database)
            .await
            .unwrap();
    database.close().await.unwrap();
    let mut given_up = BTreeSet::new();
    for (key, error) in aside {
        if error.as_deref() == Some(DIED) {
            given_up.extend(key.split(':').filter_map(|part| part.parse::<i64>().ok()));
            verdict.given_up += 1;
        } else {
            verdict.wrong(format!("{key} was set aside: {}", error.unwrap_or_default()));
        }
    }
    for demand in plan {
        posts(world, demand, &kept, &given_up, &mut verdict);
    }
    let threads: BTreeSet<i64> =
        kept.iter().filter(|k| k.kind == "prompt").filter_map(|k| k.message_id).collect();
    written(world, &threads, &replies, &mut verdict);
    answered(world, (&threads, &given_up), &replies, ledger, &mut verdict);
    for name in PEOPLE {
        let person = world.user(name);
        let (told, (least, most)) = (person.inbox().len(), numbers_told(world, person.id));
        for _ in told..least {
            verdict.missing(format!("a private word to {name} about a number"));
        }
        for _ in most..told {
            verdict.doubled(format!("a private word to {name} about a number"));
        }
    }
    verdict
}

/// What kind of post a message of the bot's is, by what it shows.
fn kind_of(message: &Message) -> &'static str {
    let text = shown(message);
    let known = [
        ("introduction", "Goddag, jeg hedder Aktør"),
        ("prompt", "Ugens spørgsmål · uge"),
        ("letter", "Månedsbrev ·"),
    ];
    known.iter().find(|(_, begins)| text.contains(begins)).map_or("stray", |(kind, _)| kind)
}

/// The bot's posts in a text channel or a forum, by their kinds.
fn posts_in(world: &World, channel: i64) -> BTreeMap<&'static str, Vec<i64>> {
    let (bot, state) = (world.bot(), world.state());
    let mut found: BTreeMap<&'static str, Vec<i64>> = BTreeMap::new();
    for message in state.everything_said().filter(|m| m.author == bot && m.kind == 0 && m.only_for.is_none())
    {
        let post = message.id == message.channel
            && state.channel(message.id).and_then(|c| c.parent) == Some(channel);
        if message.channel == channel || post {
            found.entry(kind_of(message)).or_default().push(message.id);
        }
    }
    found
}

/// One introduction, one prompt for each date with its thread, one letter for each month, and nothing else.
fn posts(world: &World, demand: &Demand, kept: &[Kept], given_up: &BTreeSet<i64>, verdict: &mut Verdict) {
    let channel = world.state().channel(demand.channel).map(|c| c.name.clone()).unwrap_or_default();
    let mut stand = posts_in(world, demand.channel);
    let introductions = stand.remove("introduction").unwrap_or_default().len();
    if introductions > 1 {
        verdict.doubled(format!("introduction in {channel}"));
    }
    for (kind, dates) in [("prompt", &demand.prompts), ("letter", &demand.letters)] {
        let mut posts: BTreeSet<i64> = stand.remove(kind).unwrap_or_default().into_iter().collect();
        verdict.occasions += dates.len();
        for date in dates {
            let what = || format!("{kind} of {date} in {channel}");
            let mut rows =
                kept.iter().filter(|k| k.team_id == demand.team.0 && k.kind == kind && k.local_date == *date);
            let (Some(row), None) = (rows.next(), rows.next()) else {
                verdict.missing(format!("{} among the occasions", what()));
                continue;
            };
            if given_up.contains(&row.id) {
                // It may stand there, once.
                let unknown = |id: &i64| kept.iter().all(|k| k.message_id != Some(*id));
                let stands = row.message_id.or_else(|| posts.iter().copied().find(unknown));
                stands.map(|id| posts.remove(&id));
                continue;
            }
            let Some(message) = row.message_id.filter(|id| row.state == "posted" && posts.remove(id)) else {
                verdict.missing(format!("{}: it is {}", what(), row.state));
                continue;
            };
            if kind == "prompt" {
                let thread = world.state().channel(message).is_some_and(|c| c.thread.is_some());
                if !thread || row.thread_id != Some(message) {
                    verdict.missing(format!("the thread on the {}", what()));
                }
            }
        }
        for post in posts {
            verdict.doubled(format!("{kind} in {channel}: message {post} belongs to no date"));
        }
        let more = kept.iter().filter(|k| k.team_id == demand.team.0 && k.kind == kind);
        for row in more.filter(|k| !dates.contains(&k.local_date)) {
            verdict.doubled(format!("{kind} of {} in {channel} was never demanded", row.local_date));
        }
    }
    for (kind, posts) in stand {
        verdict.doubled(format!("{kind} in {channel}: messages {posts:?}"));
    }
}

/// Every message in a prompt's thread, and every reply to a prompt in its channel, is kept once with its newest
/// words; and nothing else is.
fn written(world: &World, threads: &BTreeSet<i64>, replies: &[Reply], verdict: &mut Verdict) {
    let mut kept: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
    for reply in replies.iter().filter(|reply| reply.via != "button") {
        kept.entry(reply.message_id.unwrap_or_default()).or_default().push(&reply.body);
    }
    let (bot, state) = (world.bot(), world.state());
    let answers = |m: &&Message| {
        let prompt = m.reference.as_ref().and_then(|reference| reference.message);
        m.author != bot
            && m.only_for.is_none()
            && (threads.contains(&m.channel) || prompt.is_some_and(|prompt| threads.contains(&prompt)))
    };
    for message in state.everything_said().filter(answers) {
        verdict.replies += 1;
        let text = redact::redact(&message.content).text;
        let found = kept.remove(&message.id).unwrap_or_default();
        verdict.one(found.len(), || format!("message {} ({text})", message.id));
        if found.first().is_some_and(|found| *found != text) {
            verdict.wrong(format!("message {} says {text:?}, kept is {found:?}", message.id));
        }
    }
    for (message, bodies) in kept {
        verdict.wrong(format!("message {message} is gone, and {bodies:?} is still kept"));
    }
}

/// Every answer by button that is kept has one post with its words; one that was promised is kept, one that was
/// deleted is not; and the bot has said nothing else in the threads.
fn answered(
    world: &World,
    (threads, given_up): (&BTreeSet<i64>, &BTreeSet<i64>),
    replies: &[Reply],
    ledger: &[Answered],
    verdict: &mut Verdict,
) {
    let bot = world.bot();
    let mut posts: Vec<(i64, String)> = {
        let state = world.state();
        let ours = |m: &&Message| {
            m.author == bot && m.kind == 0 && m.only_for.is_none() && threads.contains(&m.channel)
        };
        let said = state.everything_said().filter(ours).filter(|m| m.id != m.channel);
        said.map(|m| (m.id, shown(m))).collect()
    };
    for given in ledger {
        let token = &given.token;
        let rows: Vec<&Reply> = replies.iter().filter(|r| r.body.contains(token.as_str())).collect();
        let ours: Vec<(i64, String)> = posts.extract_if(.., |post| post.1.contains(token.as_str())).collect();
        verdict.replies += usize::from(given.promised);
        if rows.len() <= 1 && ours.len() <= 1 && rows.iter().any(|row| given_up.contains(&row.id)) {
            continue;
        }
        if rows.len() > 1 || ours.len() > 1 {
            verdict.doubled(format!("answer {token}: {rows:?}, posts {ours:?}"));
        } else if given.deleted == Some(true) {
            if !rows.is_empty() || !ours.is_empty() {
                verdict.wrong(format!("answer {token} was deleted: {rows:?}, posts {ours:?}"));
            }
        } else if rows.len() != ours.len() || (rows.is_empty() && given.promised && given.deleted.is_none()) {
            verdict.missing(format!("answer {token} ({given:?}): {rows:?}, posts {ours:?}"));
        } else if let (Some(row), Some((id, text))) = (rows.first(), ours.first())
            && (row.message_id != Some(*id) || !text.contains(&row.body) || !given.texts.contains(&row.body))
        {
            verdict.wrong(format!("answer {token} ({given:?}): kept is {row:?}, its post says {text:?}"));
        }
    }
    for (id, text) in posts {
        verdict.doubled(format!("message {id} in a thread belongs to no answer: {text:?}"));
    }
}

/// What is still to be done within the next minutes, or in hand; none: the bot has nothing left to do.
pub(super) async fn left_to_do(directory: &Path) -> Vec<String> {
    let mut database = opened(directory).await;
    let soon = aktor::clock::Clock::system().now() + chrono::Duration::minutes(20);
    let left = sqlx::query_scalar(
        "SELECT work_key || ' ' || state || ', attempts ' || attempts || ', due ' || due_at || ' ' || COALESCE(last_error, '')
         FROM deliveries WHERE state = 'leased' OR (state = 'ready' AND due_at <= $1)
         UNION ALL SELECT 'team ' || id FROM teams WHERE next_prompt_at <= $1",
    )
    .bind(soon)
    .fetch_all(&mut database)
    .await
    .unwrap();
    database.close().await.unwrap();
    left
}
