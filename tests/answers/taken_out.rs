//! *Tag mit svar ud*: an answer leaves what is kept while its message stands, stays out whatever is heard of it,
//! and comes back when its writer says so.

use super::{expect_texts, files_with, posted, send_answer, the_post, tick};
use crate::support::{Town, buttons, local, shown};
use aktor::sandbox::faults::{Fault, Interruption};
use std::time::Duration;

const MENU: &str = "Tag mit svar ud";
const OUT: &str = "Dit svar er taget ud.";
const BACK: &str = "Så er dit svar med igen";

/// A use of the menu; its private answer.
async fn use_menu(town: &Town, who: &str, message: i64) -> String {
    let said = town.user(who).message_menu(message, MENU).unwrap().message().await.unwrap();
    assert_eq!(said.only_for, Some(town.user(who).id));
    town.settled().await;
    shown(&said)
}

#[track_caller]
fn says(said: &str, what: &str) {
    assert!(said.contains(what), "{said}");
}

/// Waits until a message written after everything else is kept: then all before it has been taken in.
async fn heard(town: &Town, thread: i64, others: &[&str]) {
    let last = town.user("Solvej").say(thread, "til sidst").unwrap();
    let mut wanted = others.to_vec();
    wanted.push("til sidst");
    expect_texts(town, &wanted).await;
    town.user("Solvej").delete(last).unwrap();
    expect_texts(town, others).await;
}

#[tokio::test]
async fn an_answer_taken_out_leaves_no_byte_and_stays_out_whatever_is_heard_of_it() {
    let (mut town, _, thread) = Town::with_prompt().await;
    let answer = town.user("Asta").say(thread, "ørnens fortrudte sang").unwrap();
    town.user("Bo").say(thread, "spurvens sang").unwrap();
    expect_texts(&town, &["ørnens fortrudte sang", "spurvens sang"]).await;
    let said = use_menu(&town, "Asta", answer).await;
    says(&said, OUT);
    expect_texts(&town, &["spurvens sang"]).await;
    let gone = async {
        while !files_with(&town, "fortrudte").is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::support::PATIENCE, gone).await.expect("its words leave the files");
    tick(&town);
    town.user("Asta").edit(answer, "ørnens rettede sang").unwrap();
    heard(&town, thread, &["spurvens sang"]).await;
    // Read again from the history, changed while nobody listened.
    town.kill().await;
    tick(&town);
    town.user("Asta").edit(answer, "ørnens tredje sang").unwrap();
    town.start().await;
    heard(&town, thread, &["spurvens sang"]).await;
    assert!(files_with(&town, "ørnens").is_empty(), "nothing of it was kept meanwhile");
    let message = town.with(|state| state.find_message(answer).cloned()).unwrap();
    assert_eq!(message.content, "ørnens tredje sang", "the message itself is its writer's");
    says(&use_menu(&town, "Asta", answer).await, BACK);
    expect_texts(&town, &["ørnens tredje sang", "spurvens sang"]).await;
    tick(&town);
    town.user("Asta").edit(answer, "ørnens sidste sang").unwrap();
    expect_texts(&town, &["ørnens sidste sang", "spurvens sang"]).await;
    town.user("Asta").delete(answer).unwrap();
    expect_texts(&town, &["spurvens sang"]).await;
    town.end().await;
}

#[tokio::test]
async fn what_is_not_ones_own_answer_is_refused_with_the_reason() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let bos = town.user("Bo").say(thread, "Bos svar").unwrap();
    let chat = town.user("Asta").say(town.channel, "Er der kage?").unwrap();
    let school = town.world.channel("skolen").unwrap();
    let elsewhere = town.user("Asta").say(school, "På skolen").unwrap();
    expect_texts(&town, &["Bos svar"]).await;
    says(&use_menu(&town, "Asta", bos).await, "Det er ikke dit svar.");
    says(&use_menu(&town, "Asta", prompt.id).await, "Det er ikke dit svar.");
    for message in [chat, elsewhere] {
        says(&use_menu(&town, "Asta", message).await, "ikke et svar på et spørgsmål");
    }
    expect_texts(&town, &["Bos svar"]).await;
    town.end().await;
}

#[tokio::test]
async fn an_answer_given_by_button_is_taken_out_at_the_bots_post_by_its_writer_alone() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    let words = r"Vi delte **vagten** på ny: a_b #1 \ (godt)";
    let receipt = send_answer(&town, "Asta", &prompt, words).await;
    let post = the_post(&town, thread).await;
    says(&use_menu(&town, "Bo", post.id).await, "Det er ikke dit svar.");
    expect_texts(&town, &[words]).await;
    says(&use_menu(&town, "Asta", post.id).await, OUT);
    expect_texts(&town, &[]).await;
    assert_eq!(the_post(&town, thread).await.content, post.content, "the post stands");
    says(&shown(&town.click("Asta", receipt.id, "Ret").await), "Det svar har du taget ud.");
    town.kill().await;
    town.start().await;
    says(&use_menu(&town, "Asta", post.id).await, BACK);
    expect_texts(&town, &[words]).await;
    town.fill("Asta", receipt.id, "Ret", &[("answer", "Rettet")]).await;
    town.settled().await;
    expect_texts(&town, &["Rettet"]).await;
    let out = town.user("Asta").message_menu(post.id, MENU).unwrap().message().await.unwrap();
    assert_eq!(buttons(&out), ["Slet"]);
    says(
        &shown(&town.click("Asta", out.id, "Slet").await),
        "slettet hos mig, og det forsvinder også fra tråden",
    );
    town.settled().await;
    assert_eq!(posted(&town, thread).len(), 0);
    expect_texts(&town, &[]).await;
    town.end().await;
}

#[tokio::test]
async fn after_the_round_closed_it_can_be_taken_out_but_not_put_back() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let answer = town.user("Asta").say(thread, "Mit svar").unwrap();
    let direct = town.user("Bo").reply(prompt.id, "Direkte svar").unwrap();
    expect_texts(&town, &["Mit svar", "Direkte svar"]).await;
    says(&use_menu(&town, "Bo", direct).await, OUT);
    expect_texts(&town, &["Mit svar"]).await;
    town.travel(local(2026, 11, 16, 10, 0)).await;
    // The thread is archived by now, and has no menus until somebody writes in it again.
    town.user("Solvej").say(thread, "Er I her endnu?").unwrap();
    says(&use_menu(&town, "Asta", answer).await, OUT);
    expect_texts(&town, &[]).await;
    for (who, message) in [("Asta", answer), ("Bo", direct)] {
        says(&use_menu(&town, who, message).await, "Spørgsmålet er lukket");
    }
    expect_texts(&town, &[]).await;
    town.end().await;
}

#[tokio::test]
async fn an_answer_not_heard_of_yet_is_kept_out_when_it_is() {
    let (mut town, _, thread) = Town::with_prompt().await;
    town.world.faults().interrupt(Interruption::LoseNext);
    let answer = town.user("Asta").say(thread, "Fortrudt").unwrap();
    says(&use_menu(&town, "Asta", answer).await, OUT);
    town.kill().await;
    town.start().await;
    heard(&town, thread, &[]).await;
    says(&use_menu(&town, "Asta", answer).await, BACK);
    expect_texts(&town, &["Fortrudt"]).await;
    town.end().await;
}

#[tokio::test]
async fn a_message_deleted_while_it_was_out_does_not_come_back() {
    let (mut town, _, thread) = Town::with_prompt().await;
    let answer = town.user("Asta").say(thread, "Fortrudt").unwrap();
    expect_texts(&town, &["Fortrudt"]).await;
    use_menu(&town, "Asta", answer).await;
    town.kill().await;
    town.user("Asta").delete(answer).unwrap();
    town.start().await;
    heard(&town, thread, &[]).await;
    town.end().await;
}

#[tokio::test]
async fn one_event_that_comes_twice_takes_out_and_does_not_put_back() {
    let (town, _, thread) = Town::with_prompt().await;
    let answer = town.user("Asta").say(thread, "Fortrudt").unwrap();
    expect_texts(&town, &["Fortrudt"]).await;
    town.sandbox.gateway().double_next(1);
    says(&use_menu(&town, "Asta", answer).await, OUT);
    heard(&town, thread, &[]).await;
    town.end().await;
}

#[tokio::test]
async fn where_the_message_cannot_be_read_it_comes_back_as_it_was_shown() {
    let (town, _, thread) = Town::with_prompt().await;
    let answer = town.user("Asta").say(thread, "Med igen").unwrap();
    expect_texts(&town, &["Med igen"]).await;
    says(&use_menu(&town, "Asta", answer).await, OUT);
    town.world.faults().next("GET", "/channels/{c}/messages/{m}", Fault::Status(500, 0));
    says(&use_menu(&town, "Asta", answer).await, BACK);
    expect_texts(&town, &["Med igen"]).await;
    town.end().await;
}
