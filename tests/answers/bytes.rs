//! What was deleted or changed leaves no byte in any file of the database.

use super::{expect_texts, files_with, posted, send_answer, tick};
use crate::support::Town;
use std::time::Duration;

/// Waits until the words stand in no file any more, with the bot running.
async fn leave_no_byte(town: &Town, words: &[&str]) {
    let looking = async {
        while words.iter().any(|word| !files_with(town, word).is_empty()) {
            town.settled().await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    if tokio::time::timeout(crate::support::PATIENCE, looking).await.is_err() {
        for word in words {
            println!("{word}: {:?}", files_with(town, word));
        }
        panic!("something of what was erased is left");
    }
}

#[tokio::test]
async fn a_deleted_or_changed_answer_leaves_no_byte() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let say = |who: &str, text: &str| town.user(who).say(thread, text).unwrap();
    let single = say("Asta", "solsortens enkelte sang");
    let bulk = [say("Bo", "gravandens samlede sang"), say("Mette", "lærkens samlede sang")];
    let edited = say("Jens", "nattergalens gamle sang");
    let staying = say("Leif", "gråspurvens blivende sang");
    let receipt = send_answer(&town, "Ida", &prompt, "stærens tastede sang").await;
    let moderated = send_answer(&town, "Ole", &prompt, "musvitternes tastede sang").await;
    let changed = send_answer(&town, "Solvej", &prompt, "rødhalsens tastede sang").await;
    assert_eq!(moderated.only_for, Some(town.user("Ole").id));
    town.wait("the answers in the files", |town| (!files_with(town, "gråspurvens").is_empty()).then_some(()))
        .await;
    assert!(!files_with(&town, "solsortens").is_empty(), "the test looks where the words stand");
    let owner = town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap();
    tick(&town);
    town.user("Asta").delete(single).unwrap();
    owner.delete_bulk(thread, &bulk).unwrap();
    town.user("Jens").edit(edited, "nattergalens nye sang").unwrap();
    town.click("Ida", receipt.id, "Slet").await;
    let ole = posted(&town, thread).into_iter().find(|m| m.content.contains("musvitternes")).unwrap();
    owner.delete(ole.id).unwrap();
    town.fill("Solvej", changed.id, "Ret", &[("answer", "rødhalsens nye sang")]).await;
    expect_texts(&town, &["nattergalens nye sang", "gråspurvens blivende sang", "rødhalsens nye sang"]).await;
    leave_no_byte(
        &town,
        &[
            "solsortens",
            "gravandens",
            "lærkens",
            "nattergalens gamle",
            "stærens",
            "musvitternes",
            "rødhalsens tastede",
        ],
    )
    .await;
    assert!(!files_with(&town, "gråspurvens").is_empty());
    town.user("Leif").delete(staying).unwrap();
    leave_no_byte(&town, &["gråspurvens"]).await;
    town.end().await;
}

#[tokio::test]
async fn what_was_erased_just_before_a_kill_is_gone_after_the_restart() {
    let (mut town, _, thread) = Town::with_prompt().await;
    let ids: Vec<i64> = ["Asta", "Bo"]
        .into_iter()
        .map(|who| town.user(who).say(thread, "hejrens flygtige sang").unwrap())
        .collect();
    town.user("Mette").say(thread, "tranens blivende sang").unwrap();
    expect_texts(&town, &["hejrens flygtige sang", "hejrens flygtige sang", "tranens blivende sang"]).await;
    town.user("Asta").delete(ids[0]).unwrap();
    town.user("Bo").delete(ids[1]).unwrap();
    expect_texts(&town, &["tranens blivende sang"]).await;
    town.kill().await;
    town.start().await;
    leave_no_byte(&town, &["hejrens"]).await;
    expect_texts(&town, &["tranens blivende sang"]).await;
    town.end().await;
}

#[tokio::test]
async fn an_answer_deleted_while_the_bot_was_away_leaves_no_byte_after_its_start() {
    let (mut town, _, thread) = Town::with_prompt().await;
    let gone = town.user("Asta").say(thread, "uglens flygtige sang").unwrap();
    expect_texts(&town, &["uglens flygtige sang"]).await;
    town.kill().await;
    town.user("Asta").delete(gone).unwrap();
    town.start().await;
    expect_texts(&town, &[]).await;
    leave_no_byte(&town, &["uglens"]).await;
    town.end().await;
}
#[tokio::test]
async fn hundreds_of_long_answers_deleted_and_changed_leave_no_byte() {
    let (town, _, thread) = Town::with_prompt().await;
    let long = |mark: &str, n: usize| format!("{mark} {n} {}", "og så videre ".repeat(n % 120));
    let mut ids = Vec::new();
    for n in 0..300 {
        ids.push(town.user("Asta").say(thread, &long("viben", n)).unwrap());
    }
    town.wait_kept("all answers", |core| async move {
        let rounds = core.store.rounds_since(None, chrono::DateTime::UNIX_EPOCH).await.unwrap();
        (core.store.replies_of_round(rounds[0].occasion).await.unwrap().len() == 300).then_some(())
    })
    .await;
    tick(&town);
    for (n, id) in ids.iter().enumerate() {
        match n % 3 {
            0 => town.user("Asta").delete(*id).unwrap(),
            1 => town.user("Asta").edit(*id, &long("storken", 300 - n)).unwrap(),
            _ => {}
        }
    }
    tick(&town);
    for (n, id) in ids.iter().enumerate().filter(|(n, _)| n % 3 == 2) {
        town.user("Asta").edit(*id, &long("ravnen", n / 2)).unwrap();
    }
    leave_no_byte(&town, &["viben"]).await;
    assert!(!files_with(&town, "storken").is_empty() && !files_with(&town, "ravnen").is_empty());
    town.end().await;
}

#[tokio::test]
async fn an_answer_is_kept_ninety_days_and_then_leaves_no_byte() {
    let (town, _, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "svanens gamle sang").unwrap();
    expect_texts(&town, &["svanens gamle sang"]).await;
    town.pass(chrono::Duration::days(89)).await;
    assert!(!files_with(&town, "svanens").is_empty(), "kept too short");
    town.pass(chrono::Duration::days(2)).await;
    leave_no_byte(&town, &["svanens"]).await;
    town.end().await;
}
