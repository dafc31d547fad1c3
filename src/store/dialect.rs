//! All that differs between SQLite and PostgreSQL.

use super::{Pool, Store, StoreError, ledger, trouble};
use sqlx::Connection as _;
use sqlx::PgPool;
use sqlx::Row as _;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::borrow::Cow;
use std::fs::OpenOptions;
use std::path::Path;
use std::str::FromStr as _;
use std::time::Duration;

/// SQLite takes its write lock at once: a read that becomes a write could fail half-way.
pub(super) const BEGIN_WRITE_SQLITE: &str = "BEGIN IMMEDIATE";

/// The same on PostgreSQL, for every process that writes to this database: held until the transaction ends, also
/// when its process dies. The number is ours alone within the database; that of the migrations is another.
pub(super) const TAKE_TURN_POSTGRES: &str = "SELECT pg_advisory_xact_lock(4707230521)";

/// Work that may be claimed now, and does not rest with its team.
macro_rules! claimable {
    ($work:literal, $team:literal) => {
        concat!(
            "((",
            $work,
            ".state = 'ready' AND ",
            $work,
            ".due_at <= $3)
                OR (",
            $work,
            ".state = 'leased' AND ",
            $work,
            ".lease_until < $3))
             AND (",
            $team,
            ".parked IS NULL OR ",
            $work,
            ".work_key LIKE 'told:%')"
        )
    };
}

/// How often the process has died over a piece of work, the claim that is taken over included.
macro_rules! deaths {
    ($work:literal) => {
        concat!("(", $work, ".crashes + CASE WHEN ", $work, ".state = 'leased' THEN 1 ELSE 0 END)")
    };
}

/// Who kills a process at any moment kills it over work that is innocent; work that kills it does so whenever it is
/// begun. So what was in hand at two deaths is left until a process has lived for a while (`$5`), which no series of
/// kills outlasts, and what was in hand at four is done one piece at a time: then a fifth is its own doing.
macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "UPDATE deliveries SET state = 'leased', holder = $1, lease_until = $2, fence = fence + 1,
                    crashes = crashes + CASE WHEN state = 'leased' THEN 1 ELSE 0 END,
                    attempts = attempts + 1, tried_at = COALESCE(tried_at, $3)
             WHERE id IN (
                SELECT d.id FROM deliveries d LEFT JOIN teams t ON t.id = d.team_id
                WHERE ",
            claimable!("d", "t"),
            " AND (",
            deaths!("d"),
            " < 2 OR ($5 AND (",
            deaths!("d"),
            " < 4 OR d.id = (
                    SELECT s.id FROM deliveries s LEFT JOIN teams u ON u.id = s.team_id
                    WHERE ",
            claimable!("s", "u"),
            " AND ",
            deaths!("s"),
            " >= 4 AND NOT EXISTS (
                        SELECT 1 FROM deliveries h
                        WHERE h.state = 'leased' AND h.lease_until >= $3 AND h.crashes >= 4)
                    ORDER BY s.due_at, s.id LIMIT 1))))
                ORDER BY d.due_at, d.id LIMIT +$4",
            $lock,
            ") RETURNING id, guild_id, team_id, job, fence, attempts, crashes, tried_at,
                    (tried_at = $3 AND crashes = 0) AS fresh, due_at, work_key"
        )
    };
}

/// Claims due work. `$1` holder, `$2` end of the lease, `$3` now, `$4` the most rows, `$5` whether the process has
/// lived for a while. (`LIMIT +$4`: SQLite prepares a statement anew for each value of a bare `LIMIT $4`.)
pub(super) const CLAIM_SQLITE: &str = claim!("");
/// The same where several processes claim at once: rows that another is claiming are passed over.
pub(super) const CLAIM_POSTGRES: &str = claim!(" FOR UPDATE OF d SKIP LOCKED");

macro_rules! keep_replies {
    ($source:literal, $where:literal) => {
        concat!(
            "INSERT INTO replies (id, round_id, team_id, guild_id, author_id, author_name, via, channel_id,
                    message_id, body, attachments, written_at, edited_at)
             SELECT r.id, r.round_id, r.team_id, r.guild_id, r.author_id, r.author_name, r.via, r.channel_id,
                    r.message_id, r.body, r.attachments, r.written_at, r.edited_at FROM (",
            $source,
            ") r WHERE NOT EXISTS (SELECT 1 FROM erased_messages e WHERE e.message_id = r.message_id)",
            $where,
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body, attachments = excluded.attachments,
                    edited_at = excluded.edited_at
              WHERE excluded.edited_at IS NOT NULL AND replies.taken_out_at IS NULL
                AND (replies.edited_at IS NULL OR excluded.edited_at > replies.edited_at)"
        )
    };
}

/// Keeps a batch of replies given as one JSON array, newest edit winning; `$1` is the array.
pub(super) const KEEP_REPLIES_SQLITE: &str = keep_replies!(
    "SELECT value ->> 'id' AS id, value ->> 'round_id' AS round_id, value ->> 'team_id' AS team_id,
        value ->> 'guild_id' AS guild_id, value ->> 'author_id' AS author_id, value ->> 'author_name' AS author_name,
        value ->> 'via' AS via, value ->> 'channel_id' AS channel_id, value ->> 'message_id' AS message_id,
        value ->> 'body' AS body, value ->> 'attachments' AS attachments, value ->> 'written_at' AS written_at,
        value ->> 'edited_at' AS edited_at FROM json_each($1)",
    ""
);
/// The same for PostgreSQL.
pub(super) const KEEP_REPLIES_POSTGRES: &str = keep_replies!(
    "SELECT * FROM json_to_recordset($1::json) AS x (id bigint, round_id bigint, team_id bigint, guild_id bigint,
        author_id bigint, author_name text, via text, channel_id bigint, message_id bigint, body text,
        attachments bigint, written_at timestamptz, edited_at timestamptz)",
    ""
);

macro_rules! known_replies {
    ($ids:literal) => {
        concat!(
            "SELECT id, round_id, team_id, guild_id, author_id, author_name, via, channel_id, message_id, body,
                    attachments, written_at, edited_at FROM replies WHERE taken_out_at IS NULL AND id IN (",
            $ids,
            ")"
        )
    };
}

/// The replies whose ids are given as one JSON array.
pub(super) const KNOWN_REPLIES_SQLITE: &str = known_replies!("SELECT value FROM json_each($1)");
/// The same for PostgreSQL.
pub(super) const KNOWN_REPLIES_POSTGRES: &str =
    known_replies!("SELECT value::bigint FROM json_array_elements_text($1::json)");

macro_rules! rounds_at {
    ($ids:literal) => {
        concat!(
            "SELECT occasion_id, team_id, guild_id, channel_id, message_id, thread_id, prompt_id, wording, opened_at, closed_at
             FROM rounds WHERE opened_at > $1 AND (message_id IN (",
            $ids,
            ") OR thread_id IN (",
            $ids,
            "))"
        )
    };
}

/// The rounds opened after `$1` whose prompt or thread is given in `$2`, one JSON array.
pub(super) const ROUNDS_AT_SQLITE: &str = rounds_at!("SELECT value FROM json_each($2)");
/// The same for PostgreSQL.
pub(super) const ROUNDS_AT_POSTGRES: &str =
    rounds_at!("SELECT value::bigint FROM json_array_elements_text($2::json)");

macro_rules! erased_among {
    ($ids:literal) => {
        concat!(
            "SELECT message_id FROM erased_messages WHERE message_id IN (",
            $ids,
            ") UNION SELECT message_id FROM replies WHERE taken_out_at IS NOT NULL AND message_id IN (",
            $ids,
            ")"
        )
    };
}

/// Those of the messages given as one JSON array that were erased, or taken out.
pub(super) const ERASED_AMONG_SQLITE: &str = erased_among!("SELECT value FROM json_each($1)");
/// The same for PostgreSQL.
pub(super) const ERASED_AMONG_POSTGRES: &str =
    erased_among!("SELECT value::bigint FROM json_array_elements_text($1::json)");

/// The replies, and their teams, of the messages given as one JSON array.
pub(super) const REPLIES_WITH_MESSAGES_SQLITE: &str =
    "SELECT id, team_id FROM replies WHERE message_id IN (SELECT value FROM json_each($1))";
/// The same for PostgreSQL.
pub(super) const REPLIES_WITH_MESSAGES_POSTGRES: &str = "SELECT id, team_id FROM replies
    WHERE message_id IN (SELECT value::bigint FROM json_array_elements_text($1::json))";

macro_rules! erase_messages {
    ($ids:literal) => {
        (
            concat!(
                "INSERT INTO erased_messages (message_id, erased_at) SELECT DISTINCT CAST(value AS BIGINT), $2 FROM ",
                $ids,
                " WHERE TRUE ON CONFLICT (message_id) DO NOTHING"
            ),
            concat!("DELETE FROM replies WHERE message_id IN (SELECT CAST(value AS BIGINT) FROM ", $ids, ")"),
        )
    };
}

/// Remembers messages given as one JSON array as erased (`$2`: when), and erases their replies.
pub(super) const ERASE_MESSAGES_SQLITE: (&str, &str) = erase_messages!("json_each($1)");
/// The same for PostgreSQL.
pub(super) const ERASE_MESSAGES_POSTGRES: (&str, &str) =
    erase_messages!("json_array_elements_text($1::json)");

/// Frees what is gone from every table that holds what people wrote, what they are called, or who they are; and from that of
/// the work for answers without a name.
const VACUUM_POSTGRES: &str =
    "VACUUM replies, earlier_words, nominations, nominees, teams, organisations, meanings,
    suggested_meanings, own_prompts, prompt_changes, nameless, deliveries, steps, step_people, learnings, olfa_cards, paces,
    trio_seats, letter_votes, letter_absent, letter_sources, waiting, departures,
    left_posts, audit";

/// Keeps the rows of the audit log as they were written. Only this passes: somebody who is erased becomes 0, and what is older than
/// 24 months by the clock's last tick goes.
const GUARD_SQLITE: [&str; 3] = [
    // A row could be replaced without being deleted.
    "CREATE TRIGGER IF NOT EXISTS audit_added BEFORE INSERT ON audit
     WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
     BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END",
    "CREATE TRIGGER IF NOT EXISTS audit_unchanged BEFORE UPDATE ON audit
     WHEN NOT (NEW.user_id IS 0 AND NEW.number IS OLD.number AND NEW.done_at IS OLD.done_at AND NEW.actor IS OLD.actor
        AND NEW.guild_id IS OLD.guild_id AND NEW.team_id IS OLD.team_id AND NEW.act IS OLD.act AND NEW.about IS OLD.about)
     BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END",
    "CREATE TRIGGER IF NOT EXISTS audit_kept BEFORE DELETE ON audit
     WHEN COALESCE(julianday(OLD.done_at) >
        (SELECT julianday(value, '-24 months') FROM instance WHERE name = 'last-tick'), TRUE)
     BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END",
];
/// The same for PostgreSQL, made once by whoever comes first.
const GUARD_POSTGRES: &str = "DO $do$ BEGIN
    PERFORM pg_advisory_xact_lock(4707230521);
    IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = 'audit'::regclass AND tgname = 'audit_kept') THEN RETURN; END IF;
    CREATE OR REPLACE FUNCTION audit_kept() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        IF TG_OP = 'DELETE' AND OLD.done_at <= (SELECT (value::timestamptz AT TIME ZONE 'UTC' - INTERVAL '24 months')
            AT TIME ZONE 'UTC' FROM instance WHERE name = 'last-tick') THEN
            RETURN OLD;
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.user_id = 0
            AND (NEW.number, NEW.done_at, NEW.actor, NEW.guild_id, NEW.team_id, NEW.act, NEW.about) IS NOT DISTINCT FROM
                (OLD.number, OLD.done_at, OLD.actor, OLD.guild_id, OLD.team_id, OLD.act, OLD.about) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the audit log can only be added to';
    END $body$;
    CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_kept();
    CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_kept();
END $do$";

/// Makes what keeps the rows of the audit log as they were written, unless it is there.
pub(super) async fn guard_audit(store: &Store) -> Result<(), StoreError> {
    match &store.pool {
        Pool::Sqlite(pool) => {
            for trigger in GUARD_SQLITE {
                sqlx::query(trigger).execute(pool).await?;
            }
        }
        Pool::Postgres(pool) => {
            sqlx::query(GUARD_POSTGRES).execute(pool).await?;
        }
    }
    Ok(())
}

/// Text that somebody wrote, as it can be kept: PostgreSQL takes no U+0000, and SQLite's functions end there.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { Cow::Borrowed(text) }
}

/// How long a database server may take to answer at start.
const REACHED_WITHIN: Duration = Duration::from_secs(5);

/// Nobody waits for ever for a lock, nor for a process that stopped in the middle of a transaction.
const SETTINGS_POSTGRES: [(&str, &str); 2] =
    [("lock_timeout", "15s"), ("idle_in_transaction_session_timeout", "30s")];
/// What a server says that only somebody can mend: a wrong user or password, a right that is missing, no such
/// database.
const REFUSALS_POSTGRES: [&str; 4] = ["28000", "28P01", "42501", "3D000"];

/// Opens a pool for `url`.
pub(super) async fn open(url: &str) -> Result<Pool, StoreError> {
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return open_postgres(url).await.map(Pool::Postgres);
    }
    if !url.starts_with("sqlite:") {
        return Err(unusable(url));
    }
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|_| unusable(url))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // A post that the world has seen must not be forgotten by a power cut.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        // What is deleted is overwritten, and never stands in a temporary file.
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY");
    if trouble::file_of(url).is_some() {
        begin(options.get_filename());
    }
    let pool = SqlitePoolOptions::new()
        .max_connections(4)
        .acquire_timeout(Duration::from_secs(15))
        // When a disk is full or fails, SQLite ends the transaction by itself, and the driver goes on counting it:
        // such a connection could never begin another, so it is let go.
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
        // A file's connection cannot be lost as one over a network can.
        .test_before_acquire(false)
        .connect_with(options)
        .await?;
    Ok(Pool::Sqlite(pool))
}

/// Makes a new database's file its owner's alone: what people wrote stands in it, and SQLite gives the files that it
/// keeps beside it the same rights. One that is there keeps what its owner gave it; what cannot be made, SQLite explains.
fn begin(file: &Path) {
    let _ = ledger::private(OpenOptions::new().write(true).create_new(true)).open(file);
}

async fn open_postgres(url: &str) -> Result<PgPool, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(|_| unusable(url))?.options(SETTINGS_POSTGRES);
    let host = || options.get_host().to_owned();
    // The pool would try in silence until its time is up; one connection says at once what is wrong.
    let connected = tokio::time::timeout(REACHED_WITHIN, PgConnection::connect_with(&options)).await;
    let mut first = match connected {
        Ok(Ok(connection)) => connection,
        Ok(Err(error)) => {
            let code = error.as_database_error().and_then(|error| error.code().map(Cow::into_owned));
            let reason = error.to_string();
            return Err(match code.as_deref() {
                Some(code) if REFUSALS_POSTGRES.contains(&code) => {
                    StoreError::Refused { host: host(), reason }
                }
                _ => StoreError::Unreachable { host: host(), reason },
            });
        }
        Err(_) => return Err(StoreError::Unreachable { host: host(), reason: "no answer".to_owned() }),
    };
    let encoding: String = sqlx::query_scalar("SHOW server_encoding").fetch_one(&mut first).await?;
    first.close().await?;
    if encoding != "UTF8" {
        return Err(StoreError::Address(format!(
            "the database in DATABASE_URL keeps text as {encoding}, which has no room for every letter and emoji: create one with ENCODING 'UTF8'"
        )));
    }
    let pool = PgPoolOptions::new()
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(15))
        .connect_with(options);
    Ok(pool.await?)
}

/// Never repeats the address: it may hold a password.
fn unusable(_url: &str) -> StoreError {
    StoreError::Address(
        "DATABASE_URL cannot be used: give sqlite://path/to/aktor.db or postgres://user:password@host/database"
            .to_owned(),
    )
}

/// Writes SQLite's file anew, folds the log into it and empties that; false: a reader was in the way.
/// `secure_delete` overwrites what is deleted, but not the copies that remain when SQLite moves rows between
/// pages; only a file written anew is free of them. PostgreSQL: the rows that are gone leave the tables that hold what
/// people wrote; their bytes may stand in free space, the log and backups until those are written over.
pub(super) async fn scrub(store: &Store) -> Result<bool, StoreError> {
    match &store.pool {
        Pool::Sqlite(pool) => {
            let _turn = store.writer.lock().await;
            let written = sqlx::query("VACUUM").execute(pool).await;
            // Also when there was no room to write it: the log must not keep what is left of the disk.
            let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(pool).await?;
            written?;
            Ok(row.try_get::<i64, _>(0)? == 0)
        }
        Pool::Postgres(pool) => {
            sqlx::query(VACUUM_POSTGRES).execute(pool).await?;
            Ok(true)
        }
    }
}

/// Writes one row in one page, all the way to the disk. It is another each time: SQLite does not write what stands
/// there already.
const PROBE: &str = "INSERT INTO instance (name, value) VALUES ('probe', '0')
    ON CONFLICT (name) DO UPDATE SET value = CASE instance.value WHEN '0' THEN '1' ELSE '0' END";

/// Whether the database takes what is written. Not while it is written anew as a whole, which is a write in itself.
pub(super) async fn probe(store: &Store) -> Result<(), StoreError> {
    match &store.pool {
        Pool::Sqlite(pool) => {
            if store.scrub_after.try_lock().is_err() {
                sqlx::query("SELECT 1").execute(pool).await?;
                return Ok(());
            }
            let _turn = store.writer.lock().await;
            let mut transaction = pool.begin_with(BEGIN_WRITE_SQLITE).await?;
            sqlx::query(PROBE).execute(&mut *transaction).await?;
            transaction.commit().await?;
        }
        Pool::Postgres(pool) => {
            sqlx::query(PROBE).execute(pool).await?;
        }
    }
    Ok(())
}

/// SQLite's primary result codes for a disk that is read-only, fails or is full; PostgreSQL's for a full disk, a
/// failing one, and a server that only reads.
const REFUSED_SQLITE: [i32; 3] = [8, 10, 13];
const REFUSED_POSTGRES: [&str; 3] = ["53100", "58030", "25006"];

/// Whether the database answers, and does not take what is written.
pub(super) fn refuses_writes(error: &sqlx::Error) -> bool {
    let Some(error) = error.as_database_error() else { return false };
    let Some(code) = error.code() else { return false };
    if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        code.parse::<i32>().is_ok_and(|code| REFUSED_SQLITE.contains(&(code & 0xff)))
    } else {
        REFUSED_POSTGRES.contains(&code.as_ref())
    }
}

/// Leases that a dead process of this installation held, freed at start. On SQLite nobody else can hold
/// one (the file's lock says so); on PostgreSQL another process may, so they run out by themselves.
pub(super) fn frees_leases_at_start(store: &Store) -> bool {
    matches!(store.pool, Pool::Sqlite(_))
}
