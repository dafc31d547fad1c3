//! On the day the bot asks how it went: once, on a working day, and not while the team pauses.

use super::{again, agree, id_of, with_button};
use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::sandbox::faults::Fault;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{GuildSpec, MemberSpec, Message, permission};
use chrono::Duration;
use serde_json::json;

on_both_engines!(
    on_the_day_the_team_is_asked_and_the_first_answer_stands,
    what_is_under_way_is_asked_about_again_on_the_day_they_choose,
    what_was_said_by_mistake_is_put_right,
    nobody_is_asked_in_a_break_or_a_pause_or_after_the_end,
    the_question_is_asked_once_whatever_becomes_of_its_answer,
);

/// The open questions in the town, oldest first.
fn questions(town: &Town) -> Vec<Message> {
    let bot = town.world.bot();
    town.with(|state| {
        let all = state.everything_said().filter(|m| m.author == bot && m.only_for.is_none());
        let mut all: Vec<_> = all.filter(|m| buttons(m).contains(&"I gang".to_owned())).cloned().collect();
        all.sort_by_key(|m| m.id);
        all
    })
}

async fn on_the_day_the_team_is_asked_and_the_first_answer_stands() {
    let (town, _, thread) = Town::with_prompt().await;
    agree(&town, "Asta", "Vi ringer, før vi kører", "12/11").await;
    let card = with_button(&town, thread, "Jeg er med").pop().unwrap();
    town.click("Bo", card.id, "Jeg går forrest").await;
    town.travel(local(2026, 11, 12, 10, 59)).await;
    assert!(questions(&town).is_empty());
    town.travel(local(2026, 11, 12, 11, 0)).await;
    let question = questions(&town).pop().unwrap();
    let newest = town.prompts(town.channel).pop().unwrap().id;
    assert_eq!(question.channel, newest, "in the thread where people talk now");
    assert_eq!(buttons(&question), ["Gjort", "I gang", "Gik anderledes", "Droppet"]);
    let text = shown(&question);
    assert!(
        text.starts_with("Hvordan gik det?\nI dag ville vi tale om det her:\n\n**Vi ringer, før vi kører**")
    );
    assert!(text.contains("Går forrest: Bo") && question.notified.is_empty(), "{text}");

    let done = shown(&town.click("Mette", question.id, "Gjort").await);
    assert_eq!(done, "Tak. Godt, at I fulgte det til dørs.");
    // Whoever pressed when the answer was lost, and whoever comes late.
    let late = town.user("Jens").press(question.id, &id_of(&question, "Droppet")).unwrap();
    let late = shown(&late.message().await.unwrap());
    assert!(
        late.starts_with("En anden har svaret. Sådan står det nu: Gjort torsdag den 12. november."),
        "{late}"
    );
    town.settled().await;
    for post in [&question, &card] {
        assert!(again(&town, post).contains("Gjort torsdag den 12. november."), "{}", again(&town, post));
        let stands = town.posts(post.channel).into_iter().find(|other| other.id == post.id).unwrap();
        assert_eq!(buttons(&stands), [""; 0]);
    }
    let closed = town.user("Jens").press(question.id, &id_of(&card, "Jeg er med")).unwrap();
    assert!(shown(&closed.message().await.unwrap()).starts_with("Det skridt er der sagt tak for."));
    town.pass(Duration::days(40)).await;
    assert!(questions(&town).is_empty(), "it is over");
    town.end().await;
}

async fn what_is_under_way_is_asked_about_again_on_the_day_they_choose() {
    let town = Town::with_team().await;
    agree(&town, "Asta", "Vi ringer, før vi kører", "6/11").await;
    town.travel(local(2026, 11, 6, 11, 0)).await;
    let first = questions(&town).pop().unwrap();
    let receipt = town.click("Mette", first.id, "I gang").await;
    assert_eq!(shown(&receipt), "Tak. Så spørger jeg igen fredag den 20. november.");
    town.settled().await;
    assert!(again(&town, &first).contains("Vi taler om det igen fredag den 20. november."));
    let moved = town.fill("Mette", receipt.id, "Vælg en anden dag", &[("when", "18/11")]).await;
    assert_eq!(shown(&moved), "Tak. Så spørger jeg igen onsdag den 18. november.");
    town.travel(local(2026, 11, 18, 11, 0)).await;
    assert_eq!(questions(&town).len(), 1);
    town.travel(local(2026, 11, 21, 12, 0)).await;
    let asked = questions(&town);
    assert_eq!(asked.len(), 1, "not on the day before they chose another as well");
    // The old form and the old button do nothing any more.
    let late = town.user("Bo").press(asked[0].id, &id_of(&first, "Droppet")).unwrap();
    let late = shown(&late.message().await.unwrap());
    assert!(late.starts_with("En anden har svaret. Sådan står det nu: Vi taler om det igen"), "{late}");
    let lesson = shown(&town.click("Bo", asked[0].id, "Gik anderledes").await);
    assert!(lesson.starts_with("Tak, fordi du siger det."), "{lesson}");
    town.end().await;
}

async fn what_was_said_by_mistake_is_put_right() {
    let town = Town::with_team().await;
    agree(&town, "Asta", "Vi ringer, før vi kører", "6/11").await;
    town.travel(local(2026, 11, 6, 11, 0)).await;
    let question = questions(&town).pop().unwrap();
    town.click("Mette", question.id, "Droppet").await;
    let panel = town.command("Mette", town.channel, "næste-skridt status", &[]).await;
    let key = panel.components[0]["components"][0]["options"][0]["value"].as_str().unwrap().to_owned();
    let one = town.user("Mette").choose(panel.id, "Vælg et skridt", &[&key]).unwrap();
    let one = one.message().await.unwrap();
    assert!(shown(&one).contains("Vi lod det ligge."), "{}", shown(&one));
    assert_eq!(shown(&town.click("Mette", one.id, "Gjort").await), "Tak. Godt, at I fulgte det til dørs.");
    town.settled().await;
    assert!(again(&town, &question).contains("Gjort fredag den 6. november."), "{}", again(&town, &question));
    town.pass(Duration::days(15)).await;
    let late = shown(&town.command("Mette", town.channel, "næste-skridt status", &[]).await);
    assert!(late.starts_with("I har ikke aftalt noget skridt lige nu."), "{late}");
    town.end().await;
}

async fn nobody_is_asked_in_a_break_or_a_pause_or_after_the_end() {
    let town = Town::with_team().await;
    let christmas = agree(&town, "Asta", "Vi pynter op", "24/12").await;
    assert!(shown(&christmas).contains("mandag den 4. januar"), "{}", shown(&christmas));
    agree(&town, "Bo", "Vi holder fri sammen", "20/11").await;
    agree(&town, "Mette", "Vi ses i februar", "1. februar").await;
    town.command("Karen", town.channel, "team pause", &[]).await;
    town.travel(local(2026, 11, 27, 12, 0)).await;
    assert!(questions(&town).is_empty(), "the team pauses");
    town.command("Karen", town.channel, "team genoptag", &[]).await;
    town.travel(local(2026, 11, 30, 11, 0)).await;
    assert_eq!(questions(&town).len(), 1);
    // A pause with an end: asked on its first day.
    town.command("Karen", town.channel, "team pause", &[("til", json!("2027-01-06"))]).await;
    town.travel(local(2027, 1, 6, 10, 59)).await;
    assert_eq!(questions(&town).len(), 1);
    town.travel(local(2027, 1, 6, 11, 0)).await;
    assert_eq!(questions(&town).len(), 2);
    let finish = town.command("Karen", town.channel, "team afslut", &[]).await;
    town.click("Karen", finish.id, "Stop, og behold til fristen").await;
    town.travel(local(2027, 2, 3, 12, 0)).await;
    assert_eq!(questions(&town).len(), 2, "nobody asks for a team that has ended");
    let said = shown(&town.click("Asta", questions(&town)[0].id, "Gjort").await);
    assert!(said.starts_with("Det skridt findes ikke længere"), "{said}");
    town.end().await;
}

async fn the_question_is_asked_once_whatever_becomes_of_its_answer() {
    for fault in [Fault::LoseAnswerAfter, Fault::Status(500, 0)] {
        let town = Town::with_team().await;
        town.world.faults().next("POST", "/channels/{}/messages", fault.clone());
        agree(&town, "Asta", "Vi ringer, før vi kører", "6/11").await;
        town.pass(Duration::minutes(10)).await;
        assert_eq!(with_button(&town, town.channel, "Jeg er med").len(), 1, "{fault:?}");
        town.travel(local(2026, 11, 6, 10, 59)).await;
        town.world.faults().next("POST", "/channels/{}/messages", fault.clone());
        town.travel(local(2026, 11, 6, 11, 20)).await;
        assert_eq!(questions(&town).len(), 1, "{fault:?}");
        town.end().await;
    }
}

#[tokio::test]
async fn another_servers_people_see_and_change_nothing() {
    let neighbour = GuildSpec::new("Syddjurs")
        .role("Administrator", permission::MANAGE_GUILD)
        .channel("plejehjemmet")
        .member_with(MemberSpec::new("Nanna").role("Administrator"));
    let mut town = Town::built(vec![neighbour], RateLimits::off(), None).await;
    town.start().await;
    town.set_up(town.channel).await;
    let home = town.world.channel("plejehjemmet").unwrap();
    town.command("Nanna", home, "opret-team", &[]).await;
    town.settled().await;
    let receipt = agree(&town, "Asta", "solsortens skridt", "6/11").await;
    let card = with_button(&town, town.channel, "Jeg er med").pop().unwrap();
    town.travel(local(2026, 11, 6, 11, 0)).await;
    let question = questions(&town).pop().unwrap();
    let theirs = town.posts(home).pop().unwrap();
    for (message, label) in [
        (&card, "Jeg går forrest"),
        (&card, "Jeg er med"),
        (&question, "Gjort"),
        (&question, "I gang"),
        (&receipt, "Slet skridtet"),
    ] {
        let said = town.user("Nanna").press(theirs.id, &id_of(message, label)).unwrap();
        let said = shown(&said.message().await.unwrap());
        assert!(said.starts_with("Det skridt findes ikke længere"), "{label}: {said}");
    }
    for path in ["næste-skridt liste", "næste-skridt status"] {
        let said = shown(&town.command("Nanna", home, path, &[]).await);
        assert!(!said.contains("solsortens"), "{said}");
    }
    town.settled().await;
    assert_eq!(again(&town, &question), shown(&question));
    town.end().await;
}
