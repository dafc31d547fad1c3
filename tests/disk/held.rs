//! A database that another program holds, a copy that does not fit, a server that is gone for a while.

use super::SHIM;
use crate::answers::expect_texts;
use crate::support::{Engine, Town, local, shown};
use aktor::service::core::Core;
use aktor::store::Store;
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};

/// What `/readyz` goes by.
fn is_ready(town: &Town) -> bool {
    town.app().readiness().reasons().is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn another_program_that_holds_the_database_for_half_a_minute_loses_nothing() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let mut other = SqliteConnection::connect(&town.database.url()).await.unwrap();
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    let began = Instant::now();
    let until = began + Duration::from_secs(30);
    town.user("Asta").say(thread, "i tråden imens").unwrap();
    town.clock.set(local(2026, 11, 9, 9, 0));
    town.wait("it to be told", |town| (!is_ready(town)).then_some(())).await;
    assert!(began.elapsed() < Duration::from_secs(5), "after {:?}", began.elapsed());
    let form = town.user("Bo").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
    let sent = town.user("Bo").submit(&form, &[("answer", "imens")]).unwrap();
    let told = format!("{:?}", sent.answer_within(Duration::from_secs(28)).await.unwrap());
    assert!(told.contains("Det gik galt hos mig") && told.contains("imens"), "{told}");
    tokio::time::sleep_until(until.into()).await;
    assert!(!is_ready(&town));
    assert_eq!(town.prompts(town.channel).len(), 1, "what cannot be recorded is not posted");
    sqlx::query("COMMIT").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    town.wait("it to be well", |town| is_ready(town).then_some(())).await;
    town.wait("the prompt that was due", |town| (town.prompts(town.channel).len() == 2).then_some(())).await;
    expect_texts(&town, &["i tråden imens"]).await;
    town.end().await;
}

#[tokio::test]
async fn of_a_copy_that_does_not_fit_on_its_disk_nothing_remains() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    let url = format!("sqlite://{}", path("aktor.db").display());
    Store::open(&url).await.unwrap().close().await;
    std::fs::write(path("fails"), "full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_aktor"))
        .args(["backup", path("copy.db").to_str().unwrap()])
        .env_clear()
        .env("DATABASE_URL", &url)
        .env("DISK_OF", path("copy.db"))
        .env("DISK_FAILS", path("fails"))
        .env("LD_PRELOAD", &SHIM.1)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("there is no room for") && said.lines().count() == 1, "{said}");
    let left = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.map(|name| name.into_string().unwrap()).all(|name| !name.starts_with("copy.db")));
}

/// The way to the database server; it can be cut.
struct Wire {
    address: std::net::SocketAddr,
    cut: Arc<AtomicBool>,
}

impl Wire {
    async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, cut) = (listener.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
        let is_cut = Arc::clone(&cut);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (server, is_cut) = (server.clone(), Arc::clone(&is_cut));
                tokio::spawn(async move {
                    if is_cut.load(Ordering::SeqCst) {
                        return;
                    }
                    let mut far = TcpStream::connect(server).await.unwrap();
                    let cut = async {
                        while !is_cut.load(Ordering::SeqCst) {
                            tokio::time::sleep(Duration::from_millis(5)).await;
                        }
                    };
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                        () = cut => {}
                    }
                });
            }
        });
        Self { address, cut }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_stopped_and_started_again_loses_nothing() {
    Engine::Postgres.run(a_server_goes_and_comes_back()).await;
}

async fn a_server_goes_and_comes_back() {
    let mut town = Town::without_bot().await;
    let url = town.database.url();
    let (account, place) = url.rsplit_once('@').unwrap();
    let (server, name) = place.split_once('/').unwrap();
    let wire = Wire::to(server.to_owned()).await;
    town.through = Some(format!("{account}@{}/{name}", wire.address));
    town.start().await;
    town.set_up(town.channel).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    town.user("Asta").say(prompt.id, "før").unwrap();
    expect_texts(&town, &["før"]).await;

    wire.cut.store(true, Ordering::SeqCst);
    let began = Instant::now();
    town.wait("it to be told", |town| (!is_ready(town)).then_some(())).await;
    assert!(began.elapsed() < Duration::from_secs(5), "after {:?}", began.elapsed());
    town.user("Mette").say(prompt.id, "i tråden imens").unwrap();
    town.clock.set(local(2026, 11, 9, 9, 0));
    let form = town.user("Bo").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
    let sent = town.user("Bo").submit(&form, &[("answer", "imens")]).unwrap();
    let told = format!("{:?}", sent.answer_within(Duration::from_secs(30)).await.unwrap());
    assert!(told.contains("Det gik galt hos mig") && told.contains("imens"), "{told}");
    assert_eq!(town.prompts(town.channel).len(), 1, "what cannot be recorded is not posted");

    wire.cut.store(false, Ordering::SeqCst);
    town.wait("it to be well", |town| is_ready(town).then_some(())).await;
    let core: &Core = town.core();
    core.ring();
    town.wait("the prompt that was due", |town| (town.prompts(town.channel).len() == 2).then_some(())).await;
    expect_texts(&town, &["før", "i tråden imens"]).await;
    assert!(shown(&town.prompts(town.channel)[1]).contains("uge 46"));
    town.end().await;
}
