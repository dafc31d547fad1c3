//! No word that a person wrote stands in any log, at any level, nor among the metrics.

use super::{files_with, second_connection, send_answer, tick};
use crate::support::{PATIENCE, Town};
use aktor::sandbox::faults::Fault;
use aktor::telemetry::{LogFormat, subscriber};
use chrono::Duration;
use serde_json::json;
use sqlx::Connection as _;
use std::io::Write;
use std::sync::{Arc, Mutex};

/// Messages that come in at once.
const MANY: i64 = 10_000;

/// What the bot has written.
#[derive(Clone, Default)]
pub(crate) struct Page(Arc<Mutex<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Page {
    /// A page, and what writes every line of the log on it, at every level.
    pub(super) fn of_everything() -> (Self, tracing::Dispatch) {
        Self::at("trace,serenity=trace,poise=trace,sqlx=trace,hyper=trace,reqwest=trace")
    }

    /// The same at these levels.
    pub(crate) fn at(levels: &str) -> (Self, tracing::Dispatch) {
        let page = Self::default();
        let writer = page.clone();
        let log = subscriber(&levels.parse().unwrap(), LogFormat::Text, false, move || writer.clone());
        (page, tracing::Dispatch::new(log))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

pub(crate) async fn metrics(town: &Town) -> String {
    let address = town.app().web();
    reqwest::get(format!("http://{address}/metrics")).await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn no_word_that_a_person_wrote_stands_in_a_log_or_metric() {
    let (page, log) = Page::of_everything();
    let mut town = Town::without_bot().await;
    town.read_log(log);
    town.start().await;
    town.set_up(town.channel).await;
    town.travel(crate::support::local(2026, 11, 2, 9, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    let thread = prompt.id;
    // Everything that goes well.
    let written = town.user("Asta").say(thread, "KANARI-besked").unwrap();
    town.user("Bo").reply(prompt.id, "KANARI-svar").unwrap();
    tick(&town);
    town.user("Asta").edit(written, "KANARI-rettelse 010190-1234").unwrap();
    let receipt = send_answer(&town, "Mette", &prompt, "KANARI-formular").await;
    tick(&town);
    town.fill("Mette", receipt.id, "Ret", &[("answer", "KANARI-omformuleret")]).await;
    town.nominate("Jens", "Bo", "KANARI-eksempel").await;
    town.settled().await;
    for n in 0..MANY {
        town.user("Bo").say(thread, &format!("KANARI-strøm {n}")).unwrap();
    }
    let began = std::time::Instant::now();
    while town.database.numbers("SELECT COUNT(*) FROM replies").await[0] < MANY {
        assert!(
            began.elapsed() < PATIENCE,
            "{:?}",
            town.database.numbers("SELECT COUNT(*) FROM replies").await
        );
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    // And what does not: refused forms, events nobody can read, requests that fail, a database that refuses.
    town.fill("Leif", prompt.id, "Svar", &[("answer", "KANARI-afvist 010190-1234")]).await;
    let bad = json!({"id": "KANARI-id", "content": "KANARI-uforstået", "channel_id": thread.to_string()});
    town.sandbox.gateway().dispatch("MESSAGE_CREATE", &bad);
    town.sandbox.gateway().dispatch("UNHEARD_OF", &json!({"content": "KANARI-ukendt"}));
    town.sandbox.gateway().send_text("{KANARI-ramme");
    town.world.faults().next("POST", &format!("/channels/{thread}/messages"), Fault::Status(400, 50_035));
    send_answer(&town, "Ida", &prompt, "KANARI-ikke-postet").await;
    town.world.faults().next("POST", &format!("/channels/{thread}/messages"), Fault::StatusAfter(502, 0));
    send_answer(&town, "Ole", &prompt, "KANARI-tabt").await;
    town.pass(Duration::seconds(10)).await;
    let mut other = second_connection(&town).await;
    for table in ["replies", "nominations"] {
        let refuse = format!(
            "CREATE TRIGGER refuse_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
        );
        sqlx::query(sqlx::AssertSqlSafe(refuse)).execute(&mut other).await.unwrap();
    }
    town.fill("Solvej", prompt.id, "Svar", &[("answer", "KANARI-databasefejl")]).await;
    town.nominate("Karen", "Bo", "KANARI-eksempelfejl").await;
    town.user("Jens").say(thread, "KANARI-venter").unwrap();
    for table in ["replies", "nominations"] {
        sqlx::query(sqlx::AssertSqlSafe(format!("DROP TRIGGER refuse_{table}")))
            .execute(&mut other)
            .await
            .unwrap();
    }
    other.close().await.unwrap();
    town.wait("what was written meanwhile", |town| {
        (!files_with(town, "KANARI-venter").is_empty()).then_some(())
    })
    .await;
    let numbers = metrics(&town).await;
    town.stop().await;
    let lines = page.text();
    assert!(lines.contains("transaction") && lines.contains("TRACE"), "the log was read at every level");
    for (what, text) in [("log", &lines), ("metrics", &numbers)] {
        for word in ["KANARI", "010190", "Mette", "token-of-interaction"] {
            let hits: Vec<&str> = text.lines().filter(|line| line.contains(word)).take(3).collect();
            assert!(hits.is_empty(), "{word} stands in the {what}: {hits:?}");
        }
    }
    println!("{} lines of log, {} of metrics", lines.lines().count(), numbers.lines().count());
}
