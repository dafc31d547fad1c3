//! `/team status`, pauses, `/team send-nu`, `/refleksion` and `/hjælp`.

use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::sandbox::faults::Interruption;
use serde_json::json;

on_both_engines!(
    status_shows_the_rhythm_the_dates_the_last_round_and_who_looks_after_it,
    a_pause_holds_until_its_date_and_nothing_is_made_up_for,
    send_now_asks_at_once_once_a_day_and_the_next_date_stands,
    a_command_whose_event_comes_twice_is_answered_once
);

async fn status_shows_the_rhythm_the_dates_the_last_round_and_who_looks_after_it() {
    let town = Town::with_team().await;
    let before = town.status().await;
    for expected in [
        "hver mandag kl. 09.00",
        "2. november",
        "Der er ikke stillet noget endnu",
        "Intet mangler",
        "Ingen er valgt endnu",
    ] {
        assert!(before.contains(expected), "{expected} in {before}");
    }
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    let after = town.status().await;
    assert!(after.contains(&format!("<#{}>", prompt.id)), "the thread of the last round: {after}");
    assert!(after.contains("9. november") && !after.contains("Sprunget over"), "{after}");
    town.end().await;
}

async fn a_pause_holds_until_its_date_and_nothing_is_made_up_for() {
    let town = Town::with_team().await;
    let paused = town.command("Karen", town.channel, "team pause", &[("til", json!("2026-11-16"))]).await;
    assert!(shown(&paused).contains("16. november"), "{}", shown(&paused));
    assert!(town.status().await.contains("holder pause og er i gang igen"), "{}", town.status().await);
    town.travel(local(2026, 11, 15, 12, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 0);
    town.travel(local(2026, 11, 16, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 1, "on the day itself, by itself");
    town.end().await;
}

#[tokio::test]
async fn a_pause_without_an_end_lasts_until_somebody_resumes() {
    let town = Town::with_team().await;
    town.command("Karen", town.channel, "team pause", &[]).await;
    let again = shown(&town.command("Karen", town.channel, "team pause", &[]).await);
    assert!(again.contains("allerede pause"), "{again}");
    let now = shown(&town.command("Karen", town.channel, "team send-nu", &[]).await);
    assert!(now.contains("Teamet holder pause"), "{now}");
    town.travel(local(2026, 11, 18, 12, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 0);
    let resumed = shown(&town.command("Karen", town.channel, "team genoptag", &[]).await);
    assert!(resumed.contains("23. november"), "{resumed}");
    let again = shown(&town.command("Karen", town.channel, "team genoptag", &[]).await);
    assert!(again.contains("holder ikke pause"), "{again}");
    town.travel(local(2026, 11, 23, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 1);
    town.end().await;
}

#[tokio::test]
async fn a_pause_takes_only_dates_that_come() {
    let town = Town::with_team().await;
    for (typed, expected) in [
        ("i morgen agtig", "Jeg forstår ikke datoen \"i morgen agtig\""),
        ("2026-02-30", "Jeg forstår ikke datoen"),
        ("2026-11-02", "er for tidligt"),
        ("2026-10-05", "er for tidligt"),
    ] {
        let answer =
            shown(&town.command("Karen", town.channel, "team pause", &[("til", json!(typed))]).await);
        assert!(answer.contains(expected), "{typed}: {answer}");
    }
    town.travel(local(2026, 11, 2, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 1, "no pause was made");
    town.end().await;
}

#[tokio::test]
async fn only_trio_and_administrators_change_a_team() {
    let town = Town::with_team().await;
    for command in ["team pause", "team genoptag", "team send-nu"] {
        let answer = shown(&town.command("Asta", town.channel, command, &[]).await);
        assert!(answer.contains("Det kan kun teamets TRIO"), "{command}: {answer}");
    }
    let bo = json!(town.user("Bo").id.to_string());
    let answer = shown(&town.command("Asta", town.channel, "team trio", &[("leder", bo)]).await);
    assert!(answer.contains("Det kan kun teamets TRIO"), "{answer}");
    town.travel(local(2026, 11, 2, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 1);
    assert_eq!(town.user("Bo").inbox().len(), 0);
    town.end().await;
}

async fn send_now_asks_at_once_once_a_day_and_the_next_date_stands() {
    let town = Town::with_team().await;
    let first = shown(&town.command("Karen", town.channel, "team send-nu", &[]).await);
    assert!(first.contains("2. november") && first.contains("på vej"), "{first}");
    town.settled().await;
    let second = shown(&town.command("Karen", town.channel, "team send-nu", &[]).await);
    assert!(second.contains("allerede"), "{second}");
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let prompts: Vec<String> = town.prompts(town.channel).iter().map(shown).collect();
    assert_eq!(prompts.len(), 2, "the extra one and the one of the date");
    assert!(prompts[0].contains("Et spørgsmål til os"), "{prompts:?}");
    assert!(prompts[1].contains("Ugens spørgsmål"), "{prompts:?}");
    assert_ne!(prompts[0].lines().nth(3), prompts[1].lines().nth(3), "it is used up");
    town.end().await;
}

async fn a_command_whose_event_comes_twice_is_answered_once() {
    let town = Town::with_team().await;
    town.world.faults().interrupt(Interruption::DoubleNext);
    let answer = town.command("Karen", town.channel, "team send-nu", &[]).await;
    town.settled().await;
    let stays = town.with(|state| state.message(answer.channel, answer.id).cloned()).unwrap();
    assert!(shown(&stays).contains("på vej"), "{}", shown(&stays));
    assert_eq!(town.prompts(town.channel).len(), 1);
    town.end().await;
}

#[tokio::test]
async fn reflection_shows_the_open_round_with_its_thread_and_buttons_in_channel_and_thread() {
    let town = Town::with_team().await;
    let none = shown(&town.command("Asta", town.channel, "refleksion", &[]).await);
    assert!(none.contains("ikke noget åbent spørgsmål") && none.contains("2. november"), "{none}");
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    for place in [town.channel, prompt.id] {
        let answer = town.command("Asta", place, "refleksion", &[]).await;
        assert!(shown(&answer).contains(&format!("<#{}>", prompt.id)), "{}", shown(&answer));
        assert!(shown(&answer).contains("Ugens spørgsmål · uge 45"), "{}", shown(&answer));
        assert_eq!(buttons(&answer), buttons(&prompt));
        assert_eq!(answer.only_for, Some(town.user("Asta").id));
    }
    town.command("Karen", town.channel, "team pause", &[]).await;
    town.travel(local(2026, 11, 16, 9, 1)).await;
    let closed = shown(&town.command("Asta", town.channel, "refleksion", &[]).await);
    assert!(closed.contains("har ikke fået en dato endnu"), "closed after 14 days, paused: {closed}");
    town.end().await;
}

#[tokio::test]
async fn help_tells_each_person_what_they_can_do() {
    let town = Town::with_team().await;
    let school = town.world.channel("skolen").unwrap();
    let member = shown(&town.command("Asta", town.channel, "hjælp", &[]).await);
    assert!(
        member.contains("/refleksion") && !member.contains("/team pause") && !member.contains("/opret-team"),
        "{member}"
    );
    assert!(member.contains("Personligt ansvar for opgaven"), "{member}");
    assert!(member.contains("artikel 6") && member.contains("90 dage"), "the information text: {member}");
    town.command("Karen", town.channel, "team trio", &[("tr", json!(town.user("Mette").id.to_string()))])
        .await;
    town.settled().await;
    let asked = shown(&town.command("Mette", town.channel, "hjælp", &[]).await);
    assert!(!asked.contains("/team pause"), "asked is not accepted: {asked}");
    town.click("Mette", town.letter_to("Mette").id, "Ja, det vil jeg gerne").await;
    let trio = shown(&town.command("Mette", town.channel, "hjælp", &[]).await);
    assert!(trio.contains("/team pause") && !trio.contains("/opret-team"), "{trio}");
    let administrator = shown(&town.command("Karen", town.channel, "hjælp", &[]).await);
    assert!(
        administrator.contains("/opret-team") && administrator.contains("/team pause"),
        "{administrator}"
    );
    let nowhere = shown(&town.command("Asta", school, "hjælp", &[]).await);
    assert!(nowhere.contains("ikke noget team endnu"), "{nowhere}");
    let english = shown(&town.command("Emily", town.channel, "hjælp", &[]).await);
    assert!(english.contains("What can you do here"), "{english}");
    town.end().await;
}

#[tokio::test]
async fn in_a_channel_without_a_team_it_is_said_where_there_is_one() {
    let town = Town::new().await;
    let school = town.world.channel("skolen").unwrap();
    let none = shown(&town.command("Asta", school, "refleksion", &[]).await);
    assert!(none.contains("Her er ikke noget team"), "{none}");
    town.set_up(town.channel).await;
    for command in ["refleksion", "team status", "team pause"] {
        let answer = shown(&town.command("Karen", school, command, &[]).await);
        assert!(answer.contains(&format!("<#{}>", town.channel)), "{command}: {answer}");
    }
    town.end().await;
}
