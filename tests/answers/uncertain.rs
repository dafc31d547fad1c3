//! Answers whose posts stand although nobody said so, changed or erased so late that the platform knows no repetition.

use super::{expect_texts, posted, the_post, tick};
use crate::support::{Town, on_both_engines};
use aktor::sandbox::faults::Fault;
use aktor::sandbox::world::Message;
use chrono::Duration;

on_both_engines!(
    an_answer_erased_long_after_its_post_was_uncertain_leaves_no_post,
    an_answer_changed_long_after_its_post_was_uncertain_stands_once_as_it_was_changed,
);

/// A post that stands unknown to the bot, two minutes ago: its receipt.
async fn uncertain(town: &Town, prompt: &Message, thread: i64) -> Message {
    let path = format!("/channels/{thread}/messages");
    town.world.faults().next("POST", &path, Fault::LoseAnswerAfter);
    town.world.faults().times(usize::MAX, "POST", &path, Fault::Status(503, 0));
    let receipt = town.fill("Asta", prompt.id, "Svar", &[("answer", "Mit svar")]).await;
    town.wait("the post", |town| posted(town, thread).pop()).await;
    town.pass(Duration::minutes(2)).await;
    receipt
}

async fn an_answer_erased_long_after_its_post_was_uncertain_leaves_no_post() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let receipt = uncertain(&town, &prompt, thread).await;
    town.click("Asta", receipt.id, "Slet").await;
    town.world.faults().clear();
    town.pass(Duration::minutes(10)).await;
    assert!(posted(&town, thread).is_empty(), "{:?}", posted(&town, thread));
    expect_texts(&town, &[]).await;
    town.end().await;
}

async fn an_answer_changed_long_after_its_post_was_uncertain_stands_once_as_it_was_changed() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let receipt = uncertain(&town, &prompt, thread).await;
    for words in ["Mit andet svar", "Mit tredje svar"] {
        tick(&town);
        town.fill("Asta", receipt.id, "Ret", &[("answer", words)]).await;
    }
    town.world.faults().clear();
    town.pass(Duration::minutes(10)).await;
    assert_eq!(the_post(&town, thread).await.content, "**Asta:** Mit tredje svar");
    expect_texts(&town, &["Mit tredje svar"]).await;
    town.end().await;
}
