//! `/team trio`: people are asked privately, and a role counts once accepted.

use crate::support::{Town, buttons, local, on_both_engines, shown};
use serde_json::json;

on_both_engines!(
    a_seat_counts_once_it_is_accepted_and_a_no_is_not_shown,
    a_seat_given_to_somebody_else_cannot_be_taken_with_the_old_button,
    with_closed_private_messages_it_is_shown_at_the_next_use
);

fn person(town: &Town, name: &str) -> serde_json::Value {
    json!(town.user(name).id.to_string())
}

async fn a_seat_counts_once_it_is_accepted_and_a_no_is_not_shown() {
    let town = Town::with_team().await;
    let chosen =
        [("leder", person(&town, "Mette")), ("amr", person(&town, "Jens")), ("tr", person(&town, "Ida"))];
    let asked = shown(&town.command("Karen", town.channel, "team trio", &chosen).await);
    for name in ["Mette", "Jens", "Ida"] {
        assert!(asked.contains(name), "{asked}");
    }
    town.settled().await;
    for name in ["Mette", "Jens", "Ida"] {
        let letter = town.letter_to(name);
        assert!(shown(&letter).contains("Vil du være med i TRIO?"), "{}", shown(&letter));
        assert_eq!(buttons(&letter), ["Ja, det vil jeg gerne", "Nej tak"]);
    }
    let refused = shown(&town.command("Mette", town.channel, "team pause", &[]).await);
    assert!(refused.contains("Det kan kun teamets TRIO"), "not before she has accepted: {refused}");
    town.click("Mette", town.letter_to("Mette").id, "Ja, det vil jeg gerne").await;
    town.click("Jens", town.letter_to("Jens").id, "Nej tak").await;
    let status = town.status().await;
    assert!(status.contains(&format!("<@{}>", town.user("Mette").id)), "{status}");
    assert!(!status.contains(&format!("<@{}>", town.user("Jens").id)), "{status}");
    assert!(status.contains(&format!("<@{}> er spurgt", town.user("Ida").id)), "{status}");
    let paused = shown(&town.command("Mette", town.channel, "team pause", &[]).await);
    assert!(paused.contains("Så holder vi pause"), "{paused}");
    assert_eq!(town.posts(town.channel).len(), 1, "nothing of it is public");
    town.end().await;
}

#[tokio::test]
async fn people_are_asked_on_weekdays_between_eight_and_fifteen() {
    let mut town = Town::with_team().await;
    let chosen = [("leder", person(&town, "Mette"))];
    town.travel(local(2026, 11, 6, 15, 30)).await;
    town.command("Karen", town.channel, "team trio", &chosen).await;
    town.travel(local(2026, 11, 8, 23, 0)).await;
    assert_eq!(town.user("Mette").inbox().len(), 0, "not on a Friday afternoon, not at the weekend");
    town.travel(local(2026, 11, 9, 8, 0)).await;
    assert_eq!(town.user("Mette").inbox().len(), 1);
    // Asked in time, but the bot goes down before it is done and comes up again at night.
    town.travel(local(2026, 11, 9, 14, 59)).await;
    town.world.faults().next("POST", "/channels/{}/messages", aktor::sandbox::faults::Fault::Hang);
    town.command("Karen", town.channel, "team trio", &[("amr", person(&town, "Jens"))]).await;
    town.wait("the question to be on its way", |town| (town.world.faults().waiting() == 0).then_some(()))
        .await;
    town.kill().await;
    town.clock.set(local(2026, 11, 9, 23, 0));
    town.start().await;
    town.travel(local(2026, 11, 10, 7, 59)).await;
    assert_eq!(town.user("Jens").inbox().len(), 0, "not at night");
    town.travel(local(2026, 11, 10, 8, 0)).await;
    assert_eq!(town.user("Jens").inbox().len(), 1);
    town.end().await;
}

#[tokio::test]
async fn bots_and_nobody_are_refused_and_nobody_is_asked_twice() {
    let town = Town::with_team().await;
    let bot = [("leder", json!(town.world.bot().to_string()))];
    let answer = shown(&town.command("Karen", town.channel, "team trio", &bot).await);
    assert!(answer.contains("er en bot"), "{answer}");
    let answer = shown(&town.command("Karen", town.channel, "team trio", &[]).await);
    assert!(answer.contains("Vælg mindst én"), "{answer}");
    let mette = [("leder", person(&town, "Mette"))];
    town.command("Karen", town.channel, "team trio", &mette).await;
    let answer = shown(&town.command("Karen", town.channel, "team trio", &mette).await);
    assert!(answer.contains("har allerede pladsen"), "{answer}");
    town.settled().await;
    assert_eq!(town.user("Mette").inbox().len(), 1);
    // After a no one may be asked again.
    town.click("Mette", town.letter_to("Mette").id, "Nej tak").await;
    town.command("Karen", town.channel, "team trio", &mette).await;
    town.settled().await;
    assert_eq!(town.user("Mette").inbox().len(), 2);
    town.end().await;
}

async fn a_seat_given_to_somebody_else_cannot_be_taken_with_the_old_button() {
    let town = Town::with_team().await;
    town.command("Karen", town.channel, "team trio", &[("leder", person(&town, "Mette"))]).await;
    town.settled().await;
    town.command("Karen", town.channel, "team trio", &[("leder", person(&town, "Ida"))]).await;
    town.settled().await;
    let late = town.click("Mette", town.letter_to("Mette").id, "Ja, det vil jeg gerne").await;
    assert!(shown(&late).contains("Pladsen er givet til en anden"), "{}", shown(&late));
    let status = town.status().await;
    assert!(!status.contains(&format!("<@{}>", town.user("Mette").id)), "{status}");
    town.end().await;
}

async fn with_closed_private_messages_it_is_shown_at_the_next_use() {
    let town = Town::with_team().await;
    town.user("Mette").close_dms();
    town.command("Karen", town.channel, "team trio", &[("leder", person(&town, "Mette"))]).await;
    town.settled().await;
    assert_eq!(town.posts(town.channel).len(), 1, "nothing public hints at it");
    let handle = town.user("Mette").command(town.channel, "refleksion", &[]).unwrap();
    let hint = handle.followup(0).await.unwrap();
    assert!(shown(&hint).contains("Der ligger noget til dig"), "{}", shown(&hint));
    assert_eq!(hint.only_for, Some(town.user("Mette").id));
    let question = town.click("Mette", hint.id, "Vis mig det").await;
    assert!(shown(&question).contains("Vil du være med i TRIO?"), "{}", shown(&question));
    let yes = town.click("Mette", question.id, "Ja, det vil jeg gerne").await;
    assert!(shown(&yes).contains("Du er nu"), "{}", shown(&yes));
    let status = town.status().await;
    assert!(
        status.contains(&format!("<@{}>", town.user("Mette").id)) && !status.contains("er spurgt"),
        "{status}"
    );
    let quiet = town.user("Mette").command(town.channel, "refleksion", &[]).unwrap();
    quiet.message().await.unwrap();
    town.settled().await;
    assert!(town.with(|state| state.interaction(quiet.id).is_some_and(|i| i.followups.is_empty())), "once");
    town.end().await;
}
