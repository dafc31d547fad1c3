//! What people say, change and delete while the bot is not listening: nothing is lost, nothing doubled.

use super::{expect_texts, kept, send_answer, texts, tick};
use crate::support::{Town, local, on_both_engines};
use aktor::domain::ids::ChannelId;
use aktor::sandbox::faults::{Fault, Interruption};
use aktor::sandbox::world::permission;
use chrono::Duration;

on_both_engines!(
    answers_given_changed_and_deleted_while_the_bot_was_stopped_are_found,
    killed_and_started_again_the_bot_keeps_each_answer_once,
    once_nothing_is_left_to_do_after_a_start_all_that_was_said_before_is_kept,
    hundreds_of_messages_are_read_page_by_page_while_people_go_on_writing,
    a_thread_deleted_while_the_bot_was_away_takes_its_answers_with_it,
    an_answer_to_a_prompt_that_was_posted_but_not_recorded_is_collected,
    an_answer_to_a_prompt_that_was_recorded_late_is_collected_although_it_cannot_be_read_at_once
);

/// Waits for the bot's connection to be taken up again.
async fn reconnected(town: &Town, before: u64) {
    town.wait("the connection to be taken up", |town| {
        let tally = town.sandbox.gateway().tally();
        (tally.identified + tally.resumed > before).then_some(())
    })
    .await;
}

fn connections(town: &Town) -> u64 {
    let tally = town.sandbox.gateway().tally();
    tally.identified + tally.resumed
}

async fn answers_given_changed_and_deleted_while_the_bot_was_stopped_are_found() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    let say = |town: &Town, who: &str, text: &str| town.user(who).say(thread, text).unwrap();
    let changed = say(&town, "Asta", "bliver rettet");
    let deleted = say(&town, "Bo", "bliver slettet");
    let (bulk_one, bulk_two) = (say(&town, "Mette", "ryger med"), say(&town, "Jens", "ryger også med"));
    let in_channel = town.user("Leif").reply(prompt.id, "i kanalen").unwrap();
    send_answer(&town, "Ida", &prompt, "med knappen").await;
    expect_texts(
        &town,
        &["bliver rettet", "bliver slettet", "ryger med", "ryger også med", "i kanalen", "med knappen"],
    )
    .await;
    town.stop().await;
    town.clock.set(local(2026, 11, 4, 9, 0));
    town.user("Asta").edit(changed, "blev rettet").unwrap();
    town.user("Bo").delete(deleted).unwrap();
    let owner = town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap();
    owner.delete_bulk(thread, &[bulk_one, bulk_two]).unwrap();
    town.user("Leif").edit(in_channel, "i kanalen, rettet").unwrap();
    let fresh = say(&town, "Ole", "skrevet imens");
    tick(&town);
    town.user("Ole").edit(fresh, "skrevet og rettet imens").unwrap();
    town.user("Solvej").reply(prompt.id, "svaret imens").unwrap();
    let gone = say(&town, "Mette", "skrevet og slettet imens");
    town.user("Mette").delete(gone).unwrap();
    say(&town, "Karen", "to dage senere");
    town.start().await;
    expect_texts(
        &town,
        &[
            "blev rettet",
            "i kanalen, rettet",
            "med knappen",
            "skrevet og rettet imens",
            "svaret imens",
            "to dage senere",
        ],
    )
    .await;
    town.end().await;
}

async fn killed_and_started_again_the_bot_keeps_each_answer_once() {
    let (mut town, _, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "før").unwrap();
    expect_texts(&town, &["før"]).await;
    for n in 0..3 {
        let text = format!("lige før {n}");
        town.user("Bo").say(thread, &text).unwrap();
        town.kill().await;
        town.user("Mette").say(thread, &format!("imens {n}")).unwrap();
        town.start().await;
        town.user("Jens").say(thread, &format!("lige efter {n}")).unwrap();
    }
    let wanted: Vec<String> = std::iter::once("før".to_owned())
        .chain(
            (0..3).flat_map(|n| [format!("lige før {n}"), format!("imens {n}"), format!("lige efter {n}")]),
        )
        .collect();
    expect_texts(&town, &wanted.iter().map(String::as_str).collect::<Vec<_>>()).await;
    town.end().await;
}

async fn once_nothing_is_left_to_do_after_a_start_all_that_was_said_before_is_kept() {
    let (mut town, _, thread) = Town::with_prompt().await;
    town.kill().await;
    town.user("Mette").say(thread, "imens").unwrap();
    town.start().await;
    town.settled().await;
    assert_eq!(texts(&town).await, ["imens"]);
    town.end().await;
}

async fn hundreds_of_messages_are_read_page_by_page_while_people_go_on_writing() {
    let (mut town, _, thread) = Town::with_prompt().await;
    town.stop().await;
    let people = ["Asta", "Bo", "Mette", "Jens"];
    let mut wanted = Vec::new();
    let say = |town: &Town, n: usize| {
        let text = format!("besked nummer {n}");
        town.user(people[n % 4]).say(thread, &text).unwrap();
        text
    };
    wanted.extend((0..350).map(|n| say(&town, n)));
    // Slow pages, so that people write while they are read.
    let slow = Fault::Latency(std::time::Duration::from_millis(60));
    town.world.faults().times(4, "GET", &format!("/channels/{thread}/messages"), slow);
    town.start().await;
    for n in 350..420 {
        wanted.push(say(&town, n));
        tokio::task::yield_now().await;
    }
    expect_texts(&town, &wanted.iter().map(String::as_str).collect::<Vec<_>>()).await;
    assert_eq!(kept(&town).await.len(), 420);
    town.end().await;
}

#[tokio::test]
async fn a_history_that_may_not_be_read_erases_nothing_and_is_read_once_it_may() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    let asta = town.user("Asta").say(thread, "før").unwrap();
    town.user("Bo").reply(prompt.id, "i kanalen").unwrap();
    expect_texts(&town, &["før", "i kanalen"]).await;
    town.stop().await;
    town.user("Mette").say(thread, "imens").unwrap();
    town.user("Asta").delete(asta).unwrap();
    town.world.deny_bot(town.channel, permission::READ_MESSAGE_HISTORY);
    town.start().await;
    town.user("Jens").say(thread, "efter").unwrap();
    expect_texts(&town, &["før", "i kanalen", "efter"]).await;
    town.world.relieve_bot(town.channel);
    expect_texts(&town, &["i kanalen", "imens", "efter"]).await;
    town.end().await;
}

#[tokio::test]
async fn a_history_that_cannot_be_read_now_is_read_a_moment_later() {
    let (mut town, _, thread) = Town::with_prompt().await;
    town.stop().await;
    town.user("Asta").say(thread, "imens").unwrap();
    town.world.faults().times(3, "GET", "/channels/{}/messages", Fault::Status(500, 0));
    town.start().await;
    expect_texts(&town, &["imens"]).await;
    town.end().await;
}

async fn a_thread_deleted_while_the_bot_was_away_takes_its_answers_with_it() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "i tråden").unwrap();
    town.user("Bo").reply(prompt.id, "i kanalen").unwrap();
    expect_texts(&town, &["i tråden", "i kanalen"]).await;
    town.stop().await;
    town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap().delete_channel(thread).unwrap();
    town.start().await;
    expect_texts(&town, &["i kanalen"]).await;
    town.end().await;
}

#[tokio::test]
async fn answers_to_a_round_that_closed_while_the_bot_was_away_are_collected() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    town.clock.set(local(2026, 11, 14, 9, 0));
    town.stop().await;
    town.user("Asta").say(thread, "på trettendedagen").unwrap();
    town.user("Bo").reply(prompt.id, "også i tide").unwrap();
    town.clock.set(local(2026, 11, 16, 9, 30));
    town.user("Mette").say(thread, "for sent").unwrap();
    town.start().await;
    expect_texts(&town, &["på trettendedagen", "også i tide"]).await;
    town.end().await;
}

async fn an_answer_to_a_prompt_that_was_posted_but_not_recorded_is_collected() {
    let mut town = Town::with_team().await;
    town.world.faults().next("POST", "/channels/{}/messages", Fault::HangAfter);
    town.clock.set(local(2026, 11, 2, 9, 0));
    let prompt = town.wait("the prompt", |town| town.prompts(town.channel).pop()).await;
    town.kill().await;
    town.user("Asta").reply(prompt.id, "hurtig på aftrækkeren").unwrap();
    town.start().await;
    town.settled().await;
    expect_texts(&town, &["hurtig på aftrækkeren"]).await;
    town.end().await;
}

async fn an_answer_to_a_prompt_that_was_recorded_late_is_collected_although_it_cannot_be_read_at_once() {
    let town = Town::with_team().await;
    town.world.faults().next("POST", "/channels/{}/messages", Fault::LoseAnswerAfter);
    town.clock.set(local(2026, 11, 2, 9, 0));
    let prompt = town.wait("the prompt", |town| town.prompts(town.channel).pop()).await;
    town.user("Asta").reply(prompt.id, "hurtig på aftrækkeren").unwrap();
    town.world.faults().next("GET", "/channels/{}/messages", Fault::LoseAnswerBefore);
    town.travel(local(2026, 11, 2, 9, 10)).await;
    expect_texts(&town, &["hurtig på aftrækkeren"]).await;
    town.end().await;
}

#[tokio::test]
async fn an_answer_in_a_thread_that_was_opened_but_not_recorded_is_collected() {
    let mut town = Town::with_team().await;
    town.world.faults().next("POST", "/channels/{}/messages/{}/threads", Fault::HangAfter);
    town.clock.set(local(2026, 11, 2, 9, 0));
    let prompt = town.wait("the prompt", |town| town.prompts(town.channel).pop()).await;
    town.wait("the thread", |town| town.with(|state| state.channel(prompt.id).map(|_| ()))).await;
    town.user("Asta").say(prompt.id, "før tråden var noteret").unwrap();
    expect_texts(&town, &["før tråden var noteret"]).await;
    town.kill().await;
    town.user("Bo").say(prompt.id, "mens botten var væk").unwrap();
    town.start().await;
    expect_texts(&town, &["før tråden var noteret", "mens botten var væk"]).await;
    town.end().await;
}

#[tokio::test]
async fn a_connection_that_is_dropped_closed_or_invalidated_loses_nothing() {
    let (town, _, thread) = Town::with_prompt().await;
    let ways = [
        Interruption::Drop,
        Interruption::Close(Some(4_000)),
        Interruption::Reconnect,
        Interruption::InvalidSession(true),
        Interruption::InvalidSession(false),
        Interruption::Close(Some(4_009)),
    ];
    let mut wanted = Vec::new();
    for (n, way) in ways.into_iter().enumerate() {
        let before = connections(&town);
        let mut say = |text: String| {
            town.user("Asta").say(thread, &text).unwrap();
            wanted.push(text);
        };
        say(format!("før afbrydelse {n}"));
        town.world.faults().interrupt(way);
        say(format!("under afbrydelse {n}"));
        reconnected(&town, before).await;
        let text = format!("efter afbrydelse {n}");
        town.user("Bo").say(thread, &text).unwrap();
        wanted.push(text);
    }
    expect_texts(&town, &wanted.iter().map(String::as_str).collect::<Vec<_>>()).await;
    town.end().await;
}

#[tokio::test]
async fn events_that_were_lost_on_the_way_are_found_at_the_next_resume() {
    let (town, _, thread) = Town::with_prompt().await;
    let first = town.user("Asta").say(thread, "bliver slettet uhørt").unwrap();
    let second = town.user("Bo").say(thread, "bliver rettet uhørt").unwrap();
    expect_texts(&town, &["bliver slettet uhørt", "bliver rettet uhørt"]).await;
    tick(&town);
    for _ in 0..3 {
        town.world.faults().interrupt(Interruption::LoseNext);
    }
    town.user("Mette").say(thread, "blev aldrig hørt").unwrap();
    town.user("Asta").delete(first).unwrap();
    town.user("Bo").edit(second, "blev rettet uhørt").unwrap();
    town.user("Jens").say(thread, "blev hørt").unwrap();
    expect_texts(&town, &["bliver slettet uhørt", "bliver rettet uhørt", "blev hørt"]).await;
    town.sandbox.gateway().drop_all();
    expect_texts(&town, &["blev rettet uhørt", "blev aldrig hørt", "blev hørt"]).await;
    town.end().await;
}

#[tokio::test]
async fn an_event_that_nobody_can_read_makes_the_bot_read_the_threads_again() {
    let (town, _, thread) = Town::with_prompt().await;
    town.world.faults().interrupt(Interruption::LoseNext);
    town.user("Mette").say(thread, "gik tabt").unwrap();
    town.sandbox.gateway().dispatch("MESSAGE_CREATE", &serde_json::json!({"id": "not a message"}));
    expect_texts(&town, &["gik tabt"]).await;
    assert_eq!(texts(&town).await.len(), 1);
    town.end().await;
}

/// As it is for a process that was not there when the round was opened.
#[tokio::test]
async fn what_was_said_in_a_round_that_another_process_opened_is_read() {
    let (town, _, thread) = Town::with_prompt().await;
    for channel in [town.channel, thread] {
        town.core().watched.remove(ChannelId(channel));
    }
    town.user("Asta").say(thread, "Hørt af den anden").unwrap();
    town.pass(Duration::minutes(21)).await;
    expect_texts(&town, &["Hørt af den anden"]).await;
    town.end().await;
}

/// A machine that sleeps is no process that starts.
#[tokio::test]
async fn what_was_said_in_the_last_days_of_a_round_while_the_machine_slept_is_found_when_it_wakes() {
    let (town, _, thread) = Town::with_prompt().await;
    town.travel(local(2026, 11, 12, 12, 0)).await;
    let before = connections(&town);
    town.world.faults().interrupt(Interruption::LoseNext);
    town.user("Mette").say(thread, "sagt, mens maskinen sov").unwrap();
    town.clock.set(local(2026, 11, 18, 12, 0));
    town.world.faults().interrupt(Interruption::InvalidSession(false));
    town.user("Bo").say(thread, "for sent").unwrap();
    reconnected(&town, before).await;
    expect_texts(&town, &["sagt, mens maskinen sov"]).await;
    town.end().await;
}
