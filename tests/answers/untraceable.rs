//! P3: from a full copy of the database, the logs and the metrics nobody can tell who wrote which answer without a name.
//!
//! Two people each give one. Then everything that the bot leaves behind is searched for whatever could lead from an answer
//! to a person: ids of people, interactions and messages, moments, and the order in which things came.

use super::logs::{Page, metrics};
use super::nameless::{answer, kept};
use super::{files_with, posted};
use crate::support::{Database, Engine, Town, local, on_both_engines, shown};
use aktor::sandbox::actor::InteractionHandle;
use aktor::sandbox::faults::Fault;
use aktor::sandbox::world::Message;
use chrono::{DateTime, Duration, Utc};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use std::collections::BTreeMap;

on_both_engines!(nothing_that_is_left_behind_tells_whose_is_whose, not_even_when_all_goes_wrong);

const ASTA: &str = "Jeg ved ikke, om jeg gør det godt nok.";
const BO: &str = "Vi har aldrig tid til at spørge.";

/// When each of them answers: a moment that is easy to find again.
fn moments() -> [DateTime<Utc>; 2] {
    [
        local(2026, 11, 3, 10, 17) + Duration::milliseconds(23_457),
        local(2026, 11, 4, 11, 41) + Duration::milliseconds(7_123),
    ]
}

/// A town in which every line of the log is read.
async fn town() -> (Town, Page) {
    let (page, log) = Page::of_everything();
    let mut town = Town::without_bot().await;
    town.read_log(log);
    town.start().await;
    town.set_up(town.channel).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    (town, page)
}

/// What could lead to a person: each with what it is.
#[derive(Default)]
struct Traces {
    ids: BTreeMap<i64, String>,
    words: Vec<String>,
}

impl Traces {
    fn id(&mut self, what: &str, id: i64) {
        self.ids.insert(id, what.to_owned());
    }

    /// An interaction, its answer, and every key and id that is in it.
    async fn used(&mut self, what: &str, handle: &InteractionHandle) -> Message {
        self.id(&format!("the interaction of {what}"), handle.id);
        let message = handle.message().await.unwrap();
        self.id(&format!("the private answer to {what}"), message.id);
        let rows = message.components.iter().flat_map(|row| row["components"].as_array().unwrap());
        self.words.extend(rows.filter_map(|one| one["custom_id"].as_str()).map(str::to_owned));
        message
    }
}

/// One person's way from the button to the receipt, and to what kind of answer it is.
async fn give(town: &Town, traces: &mut Traces, who: &str, at: DateTime<Utc>, text: &str) -> Message {
    town.travel(at).await;
    traces.id(who, town.user(who).id);
    let prompt = town.prompts(town.channel).pop().unwrap();
    let click = town.user(who).click(prompt.id, "Svar uden navn").unwrap();
    traces.id(&format!("{who}'s click"), click.id);
    let form = click.modal().await.unwrap();
    let sent = town.user(who).submit(&form, &[("answer", text)]).unwrap();
    let receipt = traces.used(&format!("{who}'s form"), &sent).await;
    // Not on a full minute: what is written down of the moment can be told from everything else.
    town.clock.advance(Duration::milliseconds(1_111));
    let kind = "Hvad er det? Du bestemmer selv, om du vil vælge";
    let noted = town.user(who).choose(receipt.id, kind, &["Bekymring"]).unwrap();
    traces.used(&format!("{who}'s choice"), &noted).await;
    town.settled().await;
    receipt
}

/// Every row of every table with every column, as text; of PostgreSQL also what it notes of each row by itself.
async fn dump(town: &Town) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    match &town.database {
        Database::Sqlite(_) => {
            let mut other = SqliteConnection::connect(&town.database.url()).await.unwrap();
            let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '_sqlx_migrations'";
            let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut other).await.unwrap();
            for table in tables {
                let columns = format!("SELECT name FROM pragma_table_info('{table}')");
                let columns: Vec<String> =
                    sqlx::query_scalar(AssertSqlSafe(columns)).fetch_all(&mut other).await.unwrap();
                let parts: Vec<String> =
                    columns.iter().map(|c| format!("COALESCE(CAST({c} AS TEXT), 'null')")).collect();
                let rows = format!("SELECT {} FROM {table}", parts.join(" || ' | ' || "));
                all.insert(
                    table,
                    sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(&mut other).await.unwrap(),
                );
            }
        }
        Database::Postgres { .. } => {
            let mut other = sqlx::postgres::PgConnection::connect(&town.database.url()).await.unwrap();
            let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'";
            let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut other).await.unwrap();
            for table in tables {
                let rows = format!("SELECT t::text FROM {table} t");
                all.insert(
                    table,
                    sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(&mut other).await.unwrap(),
                );
            }
        }
    }
    all
}

/// Searches everything that is left behind.
async fn search(town: &Town, page: &Page, traces: &Traces) {
    let tables = dump(town).await;
    let (log, metrics) = (page.text(), metrics(town).await);
    assert!(log.contains("planned"), "the log was not read: {log}");
    let nameless = kept(town).await;
    let mut needles: Vec<(String, String)> =
        traces.ids.iter().map(|(id, what)| (what.clone(), id.to_string())).collect();
    needles.extend(traces.words.iter().map(|word| ("an id in a receipt".to_owned(), word.clone())));
    // A moment, as either engine writes it: to the second, in UTC.
    for at in moments() {
        for second in 0..3 {
            let at = at + Duration::seconds(second);
            for shape in ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"] {
                needles.push(("a moment".to_owned(), at.format(shape).to_string()));
            }
            needles.push(("a moment".to_owned(), at.timestamp().to_string()));
        }
    }
    for (what, needle) in &needles {
        for (table, rows) in &tables {
            let row = rows.iter().find(|row| row.contains(needle));
            assert!(row.is_none(), "{what} ({needle}) stands in {table}: {row:?}");
        }
        assert!(!metrics.contains(needle), "{what} ({needle}) stands in the metrics");
        let line = log.lines().find(|line| line.contains(needle));
        // What the log says has a moment of its own, and says nothing that an answer could be told by: see below.
        assert!(line.is_none(), "{what} ({needle}) stands in the log: {line:?}");
    }
    // In the log and elsewhere in the database nothing leads to an answer.
    for one in &nameless {
        for (what, needle) in [
            ("its id", one.id.to_string()),
            ("its words", one.text.clone()),
            ("its print", one.print.clone()),
            ("its receipt", one.receipt.clone()),
        ] {
            assert!(!log.contains(&needle), "{what} ({needle}) stands in the log");
            assert!(!metrics.contains(&needle), "{what} ({needle}) stands in the metrics");
            for (table, rows) in tables.iter().filter(|(table, _)| *table != "nameless") {
                let row = rows.iter().find(|row| row.contains(&needle));
                assert!(row.is_none(), "{what} ({needle}) stands in {table}: {row:?}");
            }
        }
    }
    raw(town, traces).await;
}

/// The files and what the engines keep by themselves: no id in its bytes, no order of the rows.
async fn raw(town: &Town, traces: &Traces) {
    if Engine::of_this_test() == Engine::Postgres {
        // The number of the transaction that wrote a row would tell the order: it is the same for all.
        let written = "SELECT COUNT(DISTINCT xmin::text)::bigint FROM nameless";
        assert_eq!(
            town.database.numbers(written).await,
            [1],
            "the rows can be told apart by their transactions"
        );
        return;
    }
    let hidden = "SELECT COUNT(*) FROM nameless WHERE rowid <> id";
    assert_eq!(town.database.numbers(hidden).await, [0], "a hidden number counts the rows");
    let directory = town.database.file().parent().unwrap().to_owned();
    let log_of_writes = town.database.file().with_extension("db-wal");
    // Written one after the other, the log would tell the order until it is emptied: half a minute at most.
    let emptied = async {
        while std::fs::metadata(&log_of_writes).is_ok_and(|file| file.len() > 0) {
            town.core().store.scrub().await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::support::PATIENCE, emptied).await.expect("the log is emptied");
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for (id, what) in &traces.ids {
            for needle in [id.to_be_bytes().to_vec(), id.to_le_bytes().to_vec(), id.to_string().into_bytes()]
            {
                let found = bytes.windows(needle.len()).any(|window| window == needle);
                assert!(!found, "{what} ({id}) stands in {}", path.display());
            }
        }
    }
}

/// Of two answers all is equal but their words, and what is random or made of the words.
async fn alike(town: &Town) {
    let both = kept(town).await;
    let [one, other] = &both[..] else { panic!("{both:#?}") };
    let mut as_if = other.clone();
    as_if.text.clone_from(&one.text);
    as_if.print.clone_from(&one.print);
    as_if.receipt.clone_from(&one.receipt);
    as_if.id = one.id;
    // The day on which a concern is looked at again is needed, and says on which day it was chosen.
    as_if.ask_on = one.ask_on;
    assert_eq!(*one, as_if);
    assert_eq!(one.month.to_string(), "2026-11-01", "no more than the month is kept of when it was written");
    let work = "SELECT COUNT(*) FROM deliveries WHERE job LIKE '%nameless%' OR work_key LIKE 'nameless%'";
    assert_eq!(town.database.numbers(work).await, [0], "of the work nothing stays");
}

async fn nothing_that_is_left_behind_tells_whose_is_whose() {
    let (town, page) = town().await;
    let mut traces = Traces::default();
    for (who, at, text) in [("Asta", moments()[0], ASTA), ("Bo", moments()[1], BO)] {
        give(&town, &mut traces, who, at, text).await;
    }
    let thread = town.prompts(town.channel).pop().unwrap().id;
    let posts = posted(&town, thread);
    assert_eq!(posts.len(), 2);
    for post in posts {
        traces.id("a post", post.id);
    }
    // The clock's last tick is kept, and goes on.
    town.pass(Duration::minutes(5)).await;
    town.wait_kept("the clock to go on", |core| async move {
        let tick = core.store.instance("last-tick").await.unwrap()?;
        (tick.parse::<DateTime<Utc>>().unwrap() > moments()[1] + Duration::minutes(2)).then_some(())
    })
    .await;
    alike(&town).await;
    search(&town, &page, &traces).await;
    town.end().await;
}

async fn not_even_when_all_goes_wrong() {
    let (mut town, page) = town().await;
    let mut traces = Traces::default();
    let thread = town.prompts(town.channel).pop().unwrap().id;
    let path = format!("/channels/{thread}/messages");
    // The answers of Discord get lost, the database refuses, the process dies, the same form comes again.
    town.world.faults().next("POST", &path, Fault::StatusAfter(502, 0));
    give(&town, &mut traces, "Asta", moments()[0], ASTA).await;
    town.world.faults().next("POST", "/interactions/{}/{}/callback", Fault::LoseAnswerAfter);
    town.travel(moments()[1] - Duration::minutes(1)).await;
    traces.id("Bo", town.user("Bo").id);
    let prompt = town.prompts(town.channel).pop().unwrap();
    let form = town.user("Bo").click(prompt.id, "Svar uden navn").unwrap().modal().await.unwrap();
    town.database.execute("ALTER TABLE nameless RENAME TO away").await;
    let refused = town.user("Bo").submit(&form, &[("answer", BO)]).unwrap();
    assert!(shown(&traces.used("Bo's refused form", &refused).await).contains(BO));
    town.database.execute("ALTER TABLE away RENAME TO nameless").await;
    town.world.faults().next("POST", &path, Fault::HangAfter);
    let form = town.user("Bo").click(prompt.id, "Svar uden navn").unwrap().modal().await.unwrap();
    let sent = town.user("Bo").submit(&form, &[("answer", BO)]).unwrap();
    traces.used("Bo's form", &sent).await;
    town.wait("the request to be struck", |town| (town.world.faults().waiting() == 0).then_some(())).await;
    town.kill().await;
    town.clock.set(moments()[1] + Duration::minutes(10));
    town.start().await;
    // A third, erased before anybody looked.
    let receipt = answer(&town, "Mette", &prompt, "Det her fortryder jeg.").await;
    traces.id("Mette", town.user("Mette").id);
    town.click("Mette", receipt.id, "Slet mit svar").await;
    town.pass(Duration::minutes(20)).await;
    let posts = posted(&town, thread);
    assert_eq!(posts.len(), 2, "{posts:#?}");
    for post in posts {
        traces.id("a post", post.id);
    }
    // What the database said when it refused has been said in the log.
    assert!(page.text().contains("a use case failed"));
    search(&town, &page, &traces).await;
    if Engine::of_this_test() == Engine::Sqlite {
        assert!(files_with(&town, "fortryder").is_empty());
    }
    town.end().await;
}
