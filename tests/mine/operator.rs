//! `aktor erase --user ID` as a shell sees it.

use super::{CANARY, all_posts, busy, leave_no_byte};
use crate::answers::expect_texts;
use crate::backup::{aktor, done, refused};
use crate::support::Town;
use aktor::clock::Clock;
use chrono::Duration;

/// Runs the command for somebody; what it said.
pub(super) async fn erased(town: &Town, who: &str) -> String {
    let id = town.user(who).id.to_string();
    done(&aktor(&town.database.url(), &["erase", "--user", &id]).await)
}

#[tokio::test]
async fn the_operator_erases_somebody_beside_the_running_bot() {
    let (town, _) = busy().await;
    let id = town.user("Asta").id.to_string();
    let said = erased(&town, "Asta").await;
    assert!(said.starts_with(&format!("{id} is erased: ")) && said.contains("within a minute"), "{said}");
    // The command's clock is the machine's.
    town.travel(Clock::system().now() + Duration::minutes(1)).await;
    leave_no_byte(&town, &[CANARY, &id]).await;
    let posts = all_posts(&town);
    assert!(!posts.contains(CANARY) && posts.contains("Bo blev, til borgeren sov."), "{posts}");
    let again = erased(&town, "Asta").await;
    assert!(again.contains(": 0 rows. Nothing is posted"), "{again}");
    town.end().await;
}

#[tokio::test]
async fn the_operator_erases_somebody_while_no_bot_runs() {
    let (mut town, _) = busy().await;
    let id = town.user("Asta").id.to_string();
    town.stop().await;
    erased(&town, "Asta").await;
    leave_no_byte_now(&town, &[CANARY, &id]);
    town.start().await;
    town.travel(Clock::system().now() + Duration::minutes(1)).await;
    assert!(!all_posts(&town).contains(CANARY));
    expect_texts(&town, &["Vi delte vagten"]).await;
    town.end().await;
}

fn leave_no_byte_now(town: &Town, words: &[&str]) {
    for word in words {
        assert!(crate::answers::files_with(town, word).is_empty(), "{word}");
    }
}

#[tokio::test]
async fn what_cannot_be_erased_says_why() {
    let (town, _, _) = Town::with_prompt().await;
    let url = town.database.url();
    for wrong in ["0", "asta", "-5", "99999999999999999999"] {
        let output = aktor(&url, &["erase", &format!("--user={wrong}")]).await;
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("--user"), "{said}");
    }
    let nowhere = format!("{url}-not-there");
    let (code, said) = refused(&aktor(&nowhere, &["erase", "--user", "5"]).await);
    assert_eq!(code, Some(78));
    assert!(said.contains("there is no database at"), "{said}");
    assert!(!std::path::Path::new(nowhere.trim_start_matches("sqlite://")).exists(), "none is made");
    let ledger = town.database.file().with_file_name("aktor.db.erased");
    assert!(ledger.is_file(), "it is there from the first start");
    std::fs::remove_file(&ledger).unwrap();
    std::fs::create_dir(&ledger).unwrap();
    let asta = town.user("Asta").id.to_string();
    let (code, said) = refused(&aktor(&url, &["erase", "--user", &asta]).await);
    assert_eq!(code, Some(1));
    assert!(said.contains("the list of people who were erased cannot be used"), "{said}");
    std::fs::remove_dir(&ledger).unwrap();
    town.end().await;
}
