//! A database of any earlier version, with what such a one holds, is brought up to date and used: nothing is lost.

use crate::support::{Database, Engine, TOKEN, Town, local, on_both_engines, shown};
use aktor::store::Store;
use futures_util::future::join_all;
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

on_both_engines!(
    from_every_earlier_version_nothing_is_lost_and_the_next_prompt_is_posted,
    a_database_from_a_newer_version_is_refused_and_left_alone,
);

/// The files in a folder of the repository, by their number.
fn numbered(folder: &str) -> BTreeMap<u32, (String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let sql = files.filter(|path| path.extension().is_some_and(|ending| ending == "sql"));
    sql.map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name[..4].parse().unwrap(), (name, std::fs::read_to_string(path).unwrap()))
    })
    .collect()
}

#[test]
fn every_migration_has_its_sample() {
    let (steps, samples) = (numbered("migrations"), numbered("tests/upgrade"));
    assert_eq!(
        steps.keys().collect::<Vec<_>>(),
        samples.keys().collect::<Vec<_>>(),
        "write tests/upgrade/NNNN.sql with what a database holds after the migration"
    );
}

/// `$body` on a connection of either engine.
macro_rules! on_connection {
    ($database:expr, |$connection:ident| $body:expr) => {
        match $database {
            Database::Sqlite(_) => {
                let options = SqliteConnectOptions::new().filename($database.file()).create_if_missing(true);
                let $connection = &mut options.connect().await.unwrap() as &mut SqliteConnection;
                $body
            }
            Database::Postgres { .. } => {
                let $connection = &mut PgConnection::connect(&$database.url()).await.unwrap();
                $body
            }
        }
    };
}

/// Brings a database to the schema of a version.
async fn to_version(database: &Database, version: u32) {
    let folder = TempDir::new().unwrap();
    for (name, sql) in numbered("migrations").into_iter().filter(|step| step.0 <= version).map(|step| step.1)
    {
        std::fs::write(folder.path().join(name), sql).unwrap();
    }
    let migrator = Migrator::new(folder.path()).await.unwrap();
    on_connection!(database, |connection| migrator.run(&mut *connection).await.unwrap());
}

/// What a later version keeps elsewhere: table and column.
const MOVED: [(&str, &str); 1] = [("nominees", "answer")];

/// Brings an empty database to a version, a step at a time, and fills it with what one held that was used all the while, in the
/// world of a town.
async fn fill(town: &Town, version: u32) {
    let mut names = BTreeMap::from([("guild".to_owned(), town.world.guild("Norddjurs").unwrap())]);
    for channel in ["hjemmepleje", "skolen", "vej-og-park"] {
        names.insert(channel.to_owned(), town.world.channel(channel).unwrap());
    }
    for who in ["Karen", "Emily", "Asta", "Bo", "Mette", "Jens", "Leif", "Ida", "Ole", "Solvej"] {
        names.insert(who.to_owned(), town.user(who).id);
    }
    for (step, (_, sample)) in numbered("tests/upgrade").into_iter().filter(|step| step.0 <= version) {
        to_version(&town.database, step).await;
        let filled = names
            .iter()
            .fold(sample, |text, (name, id)| text.replace(&format!("{{{name}}}"), &id.to_string()));
        on_connection!(&town.database, |connection| {
            connection.execute(AssertSqlSafe(filled.as_str())).await.unwrap();
        });
    }
}

/// Every row of every table, as text, with the columns that there are (or of the tables of `known`, with its columns).
async fn contents(
    database: &Database,
    known: Option<&BTreeMap<String, Vec<String>>>,
) -> (BTreeMap<String, Vec<String>>, BTreeMap<String, BTreeSet<String>>) {
    let tables = match database {
        Database::Sqlite(_) => {
            "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> '_sqlx_migrations' ORDER BY 1, 2"
        }
        Database::Postgres { .. } => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations' ORDER BY 1, 2"
        }
    };
    on_connection!(database, |connection| {
        let there: Vec<(String, String)> = sqlx::query_as(tables).fetch_all(&mut *connection).await.unwrap();
        let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (table, column) in there {
            columns.entry(table).or_default().push(column);
        }
        let columns = known.cloned().unwrap_or(columns);
        let mut rows = BTreeMap::new();
        for (table, columns) in &columns {
            let parts: Vec<_> =
                columns.iter().map(|c| format!("COALESCE(CAST({c} AS TEXT), 'null')")).collect();
            let query = format!("SELECT {} FROM {table}", parts.join(" || ' | ' || "));
            let all: Vec<String> =
                sqlx::query_scalar(AssertSqlSafe(query)).fetch_all(&mut *connection).await.unwrap();
            rows.insert(table.clone(), all.into_iter().collect());
        }
        (columns, rows)
    })
}

async fn from_every_earlier_version_nothing_is_lost_and_the_next_prompt_is_posted() {
    for version in numbered("migrations").into_keys() {
        let mut town = Town::without_bot().await;
        fill(&town, version).await;
        let (mut columns, _) = contents(&town.database, None).await;
        for (table, column) in MOVED {
            columns.get_mut(table).unwrap().retain(|one| one != column);
        }
        let (_, before) = contents(&town.database, Some(&columns)).await;
        for (table, rows) in &before {
            assert!(!rows.is_empty(), "version {version}: the samples leave {table} empty");
        }
        // Several at once on a server; a file has one that brings it up to date, since only one bot runs on it.
        let url = town.database.url();
        let at_once = if Engine::of_this_test() == Engine::Postgres { 4 } else { 1 };
        for store in join_all((0..at_once).map(|_| Store::open(&url))).await {
            store.unwrap().close().await;
        }
        let (_, after) = contents(&town.database, Some(&columns)).await;
        for (table, rows) in &before {
            let lost: Vec<_> = rows.difference(&after[table]).collect();
            assert!(lost.is_empty(), "version {version}: {table} has lost {lost:#?}");
        }
        let yes = "SELECT version FROM consents WHERE reach = 'team' AND NOT named AND given_at IS NOT NULL";
        assert_eq!(town.database.numbers(yes).await, [2], "version {version}: what Jens said of himself");
        town.start().await;
        // First the team is told what is kept.
        town.settled().await;
        town.travel(local(2026, 11, 2, 9, 0)).await;
        let prompts = town.prompts(town.channel);
        assert_eq!(prompts.len(), 1, "version {version}");
        assert!(shown(&prompts[0]).contains("uge 45"), "version {version}");
        let receipt = town.fill("Asta", prompts[0].id, "Svar", &[("answer", "stadig her")]).await;
        assert!(shown(&receipt).contains("Tak"), "{}", shown(&receipt));
        assert!(town.status().await.contains("mandag"), "{}", town.status().await);
        let kept = town.database.numbers("SELECT COUNT(*) FROM replies WHERE taken_out_at IS NULL").await;
        assert_eq!(kept, [if version < 3 { 3 } else { 4 }], "version {version}");
        town.end().await;
    }
}

async fn a_database_from_a_newer_version_is_refused_and_left_alone() {
    let town = Town::without_bot().await;
    fill(&town, u32::MAX).await;
    let checksum = if Engine::of_this_test() == Engine::Sqlite { "x'00'" } else { "'00'" };
    town.database
        .execute(&format!(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'later', TRUE, {checksum}, 1)"
        ))
        .await;
    let (_, before) = contents(&town.database, None).await;
    let (url, api, folder) = (town.database.url(), town.sandbox.base_url(), TempDir::new().unwrap());
    let output = tokio::task::spawn_blocking(move || {
        Command::new(env!("CARGO_BIN_EXE_aktor"))
            .arg("run")
            .current_dir(folder.path())
            .env_clear()
            .env("DISCORD_TOKEN", TOKEN)
            .env("DISCORD_API_URL", api)
            .env("DATABASE_URL", url)
            .env("AKTOR_HTTP_ADDR", "127.0.0.1:0")
            .env("AKTOR_LOG", "off")
            .output()
            .unwrap()
    });
    let output = output.await.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(78), "{said}");
    assert!(
        said.contains("step 9999") && said.contains("Update Aktør") && said.lines().count() == 1,
        "{said}"
    );
    assert_eq!(contents(&town.database, None).await.1, before);
    town.end().await;
}

/// A second bot is refused; what does not run the bot works beside one that does.
#[tokio::test(flavor = "multi_thread")]
async fn beside_a_running_bot_a_second_is_refused_and_the_other_commands_work() {
    let (town, _, _) = Town::with_prompt().await;
    let folder = TempDir::new().unwrap();
    let run = async |arguments: &[&str]| {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        let (url, api, here) = (town.database.url(), town.sandbox.base_url(), folder.path().to_owned());
        let running = tokio::task::spawn_blocking(move || {
            Command::new(env!("CARGO_BIN_EXE_aktor"))
                .args(arguments)
                .current_dir(here)
                .env_clear()
                .env("DISCORD_TOKEN", TOKEN)
                .env("DISCORD_API_URL", api)
                .env("DATABASE_URL", url)
                .env("AKTOR_HTTP_ADDR", "127.0.0.1:0")
                .env("AKTOR_LOG", "off")
                .output()
                .unwrap()
        });
        let output = running.await.unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code(), said)
    };
    let (code, said) = run(&["run"]).await;
    assert_eq!(code, Some(78), "{said}");
    assert!(said.contains("another aktor is running on") && said.contains("Stop it first"), "{said}");
    for arguments in [vec!["prompts", "check"], vec!["invite"], vec!["backup", "copy.db"]] {
        let (code, said) = run(&arguments).await;
        assert_eq!(code, Some(0), "{arguments:?}: {said}");
    }
    town.travel(local(2026, 11, 9, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 2, "it was not disturbed");
    town.end().await;
}
