//! `/mine-data slet`: what goes, what stays, and what comes after.

use super::{CANARY, all_posts, busy, leave_no_byte};
use crate::answers::expect_texts;
use crate::backup::{copied, put_back};
use crate::support::{Town, shown};

/// Says yes to being erased.
async fn erase(town: &Town, who: &str) {
    let asked = town.command(who, town.channel, "mine-data slet", &[]).await;
    let done = shown(&town.click(who, asked.id, "Ja, slet alt om mig").await);
    assert!(done.starts_with("Så er alt om dig slettet"), "{done}");
    town.settled().await;
}

#[tokio::test]
async fn whoever_erases_themselves_leaves_no_byte_and_no_post() {
    let (mut town, thread) = busy().await;
    let id = town.user("Asta").id.to_string();
    assert!(all_posts(&town).contains(CANARY) && all_posts(&town).contains("Asta"));
    let asked = town.command("Asta", town.channel, "mine-data slet", &[]).await;
    let text = shown(&asked);
    for said in
        ["Dine svar: 2", "bliver stående uden dig", "ved ikke, hvem der har skrevet dem", "sikkerhedskopier"]
    {
        assert!(text.to_lowercase().contains(&said.to_lowercase()), "{said}: {text}");
    }
    let kept = shown(&town.click("Asta", asked.id, "Fortryd").await);
    assert!(kept.starts_with("Alt er, som det var"), "{kept}");
    assert!(shown(&town.command("Asta", town.channel, "mine-data vis", &[]).await).contains("Dine svar: 2"));

    let before = town.clock.now();
    erase(&town, "Asta").await;
    leave_no_byte(&town, &[CANARY, &id, "Asta"]).await;
    let posts = all_posts(&town);
    assert!(!posts.contains(CANARY) && !posts.contains("Asta"), "{posts}");
    assert!(posts.contains("Bo blev, til borgeren sov."), "what Bo said yes to stays: {posts}");
    assert!(town.clock.now() - before < chrono::Duration::minutes(1));
    let told = shown(&town.command("Asta", town.channel, "mine-data vis", &[]).await);
    assert!(told.contains("Jeg har ikke gemt noget om dig"), "{told}");
    expect_texts(&town, &["Vi delte vagten"]).await;

    // What she wrote stands in the thread; it is not read again, not even after a restart.
    town.kill().await;
    town.start().await;
    town.settled().await;
    expect_texts(&town, &["Vi delte vagten"]).await;
    // She is welcome to write again.
    crate::answers::tick(&town);
    town.user("Asta").say(thread, "Her er jeg igen").unwrap();
    expect_texts(&town, &["Vi delte vagten", "Her er jeg igen"]).await;
    town.kill().await;
    town.start().await;
    expect_texts(&town, &["Vi delte vagten", "Her er jeg igen"]).await;
    town.end().await;
}

#[tokio::test]
async fn what_somebody_wrote_while_the_bot_was_away_is_not_read_after_they_are_erased() {
    let (mut town, _, thread) = Town::with_prompt().await;
    town.user("Bo").say(thread, "før").unwrap();
    expect_texts(&town, &["før"]).await;
    town.kill().await;
    town.user("Asta").say(thread, &format!("imens {CANARY}")).unwrap();
    town.user("Bo").say(thread, "imens").unwrap();
    super::operator::erased(&town, "Asta").await;
    town.start().await;
    expect_texts(&town, &["før", "imens"]).await;
    leave_no_byte(&town, &[CANARY]).await;
    town.end().await;
}

#[tokio::test]
async fn whoever_is_erased_is_not_told_again_of_a_number_that_still_stands_in_the_thread() {
    let (mut town, _, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "Det er 010203-1234").unwrap();
    expect_texts(&town, &["Det er [cpr fjernet]"]).await;
    town.settled().await;
    assert_eq!(town.user("Asta").inbox().len(), 1);
    erase(&town, "Asta").await;
    town.kill().await;
    town.user("Bo").say(thread, "imens").unwrap();
    town.start().await;
    expect_texts(&town, &["imens"]).await;
    town.settled().await;
    assert_eq!(town.user("Asta").inbox().len(), 1);
    town.end().await;
}

#[tokio::test]
async fn a_copy_that_is_put_back_does_not_bring_back_who_was_erased() {
    let (mut town, _) = busy().await;
    let id = town.user("Asta").id.to_string();
    let copy = copied(&town).await;
    town.clock.advance(chrono::Duration::hours(1));
    erase(&town, "Asta").await;
    leave_no_byte(&town, &[CANARY, &id]).await;
    put_back(&mut town, &copy).await;
    leave_no_byte_on_disk(&town, &id);
    town.start().await;
    town.settled().await;
    leave_no_byte(&town, &[CANARY, &id]).await;
    expect_texts(&town, &["Vi delte vagten"]).await;
    let posts = all_posts(&town);
    assert!(!posts.contains(CANARY) && posts.contains("Bo blev, til borgeren sov."), "{posts}");
    town.end().await;
}

/// Before any bot has started on it.
fn leave_no_byte_on_disk(town: &Town, id: &str) {
    let file = town.database.file();
    let log = file.with_file_name("aktor.db-wal");
    for path in [file, log] {
        let bytes = std::fs::read(&path).unwrap_or_default();
        for word in [CANARY, id] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} stands in {}", path.display());
        }
    }
}
