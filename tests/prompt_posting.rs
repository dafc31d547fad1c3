//! The weekly prompt: posted once, whatever happens.

use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::sandbox::faults::Fault;

on_both_engines!(a_lost_answer_does_not_post_twice);

#[tokio::test]
async fn a_team_gets_its_prompt_on_monday_at_nine_with_a_thread_and_buttons() {
    let town = Town::with_team().await;
    town.travel(local(2026, 11, 2, 8, 59)).await;
    assert_eq!(town.prompts(town.channel).len(), 0, "not before its time");
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let prompts = town.prompts(town.channel);
    assert_eq!(prompts.len(), 1);
    assert!(shown(&prompts[0]).contains("Ugens spørgsmål · uge 45"), "{}", shown(&prompts[0]));
    assert_eq!(
        buttons(&prompts[0]),
        ["Svar", "Svar uden navn", "Fremhæv kollega", "Næste skridt", "Hvad gemmes?"]
    );
    let thread = town.with(|state| state.channel(prompts[0].id).cloned()).expect("a thread");
    assert!(thread.name.starts_with("Uge 45 · "), "{}", thread.name);
    town.end().await;
}

async fn a_lost_answer_does_not_post_twice() {
    let town = Town::with_team().await;
    town.world.faults().next("POST", "/channels/{}/messages", Fault::LoseAnswerAfter);
    town.travel(local(2026, 11, 2, 9, 5)).await;
    assert_eq!(town.prompts(town.channel).len(), 1);
    town.end().await;
}

#[tokio::test]
async fn killed_between_post_and_record_does_not_post_twice() {
    let mut town = Town::with_team().await;
    town.world.faults().next("POST", "/channels/{}/messages", Fault::HangAfter);
    town.clock.set(local(2026, 11, 2, 9, 0));
    town.wait("the post to stand in the channel", |town| town.prompts(town.channel).pop()).await;
    town.kill().await;
    town.start().await;
    town.travel(local(2026, 11, 2, 9, 10)).await;
    let prompts = town.prompts(town.channel);
    assert_eq!(prompts.len(), 1);
    assert!(town.with(|state| state.channel(prompts[0].id).is_some()), "the thread is opened after all");
    town.end().await;
}
