//! A database put back to an earlier state does not know what was posted since. The channels do.

use super::{copied, put_back};
use crate::answers::expect_texts;
use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::sandbox::world::Message;
use chrono::{DateTime, Duration, Utc};
use serde_json::json;

on_both_engines!(
    weeks_that_were_forgotten_are_not_posted_again_and_their_answers_are_collected,
    a_letter_that_was_forgotten_is_not_posted_again,
    an_example_that_was_forgotten_is_not_shown_again,
    a_copy_that_is_a_few_minutes_old_leads_to_no_second_prompt,
);

/// Nine o'clock on the `nth` Monday.
fn monday(nth: u32) -> DateTime<Utc> {
    local(2026, 11, 2, 9, 0) + Duration::days(7 * i64::from(nth))
}

/// What was asked in each round, and where.
async fn rounds(town: &Town) -> Vec<(String, i64, Option<i64>)> {
    let rounds = town.core().store.rounds_since(None, DateTime::UNIX_EPOCH).await.unwrap();
    rounds.into_iter().map(|round| (round.prompt, round.message.0, round.thread.map(|id| id.0))).collect()
}

fn ids(town: &Town) -> Vec<i64> {
    town.prompts(town.channel).iter().map(|prompt| prompt.id).collect()
}

async fn weeks_that_were_forgotten_are_not_posted_again_and_their_answers_are_collected() {
    let (mut town, _, first) = Town::with_prompt().await;
    town.database.execute("UPDATE teams SET dosing = '{\"reminder\":true}'").await;
    town.user("Asta").say(first, "før kopien").unwrap();
    expect_texts(&town, &["før kopien"]).await;
    let copy = copied(&town).await;
    town.user("Bo").say(first, "efter kopien").unwrap();
    for (nth, said) in [(1, "den anden uge"), (2, "den tredje uge")] {
        town.travel(monday(nth)).await;
        let thread = town.prompts(town.channel).pop().unwrap().id;
        town.user("Mette").say(thread, said).unwrap();
    }
    // Nobody answers this one, so it is called to mind; then they do.
    town.travel(monday(3) + Duration::days(4)).await;
    let last = town.prompts(town.channel).pop().unwrap();
    town.user("Jens").say(last.id, "den fjerde uge").unwrap();
    let wanted = ["før kopien", "efter kopien", "den anden uge", "den tredje uge", "den fjerde uge"];
    expect_texts(&town, &wanted).await;
    let (posted, known) = (ids(&town), rounds(&town).await);
    let reminded = town.posts(last.id).len();
    assert_eq!(posted.len(), 4);

    put_back(&mut town, &copy).await;
    town.clock.advance(Duration::days(2));
    town.start().await;
    town.settled().await;
    expect_texts(&town, &wanted).await;
    assert_eq!(ids(&town), posted, "nothing is posted twice:\n{}", town.world.transcript().tail(60));
    assert_eq!(rounds(&town).await, known, "each is known as what it asked, with its thread");
    assert_eq!(town.posts(last.id).len(), reminded, "nobody is reminded twice");
    assert!(!town.status().await.contains("Sprunget over"), "{}", town.status().await);
    // The buttons of a post that was forgotten work.
    town.fill("Ida", last.id, "Svar", &[("answer", "med knappen")]).await;
    expect_texts(&town, &[wanted.as_slice(), &["med knappen"]].concat()).await;
    town.travel(monday(4)).await;
    assert_eq!(ids(&town).len(), 5, "and on it goes");
    let asked: Vec<String> = rounds(&town).await.into_iter().map(|round| round.0).collect();
    assert!(!asked[..4].contains(&asked[4]), "what was forgotten is not asked again: {asked:?}");
    town.end().await;
}

async fn a_letter_that_was_forgotten_is_not_posted_again() {
    let (mut town, _, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "Vi spurgte borgeren, før vi gik i gang.").unwrap();
    expect_texts(&town, &["Vi spurgte borgeren, før vi gik i gang."]).await;
    town.travel(local(2026, 11, 27, 12, 0)).await;
    let copy = copied(&town).await;
    town.travel(local(2026, 12, 18, 12, 0)).await;
    let letters = |town: &Town| -> Vec<_> {
        let posts = town.posts(town.channel).into_iter();
        posts
            .filter(|post| shown(post).contains("Månedsbrev ·"))
            .map(|post| (post.id, buttons(&post)))
            .collect()
    };
    let before = letters(&town);
    assert_eq!(before.len(), 1);
    put_back(&mut town, &copy).await;
    town.start().await;
    town.settled().await;
    assert_eq!(letters(&town), before, "long after its last day it is still found");
    let known = town.database.numbers("SELECT message_id FROM letters").await;
    assert_eq!(known, [before[0].0], "so that who is in it can leave it");
    town.end().await;
}

async fn an_example_that_was_forgotten_is_not_shown_again() {
    let (mut town, _, _) = Town::with_prompt().await;
    let (mette, jens) = (town.user("Mette").id, town.user("Jens").id);
    let options = [
        ("forventning", json!("Tag ansvar for opgaven")),
        ("flere", json!(format!("<@{mette}> <@{jens}>"))),
        ("eksempel", json!("De tog telefonen, da alle løb stærkt.")),
    ];
    town.command("Asta", town.channel, "fremhæv", &options).await;
    town.settled().await;
    town.click("Mette", town.letter_to("Mette").id, "Ja, gerne").await;
    let copy = copied(&town).await;
    // Jens says nothing for fourteen days, so it is shown with Mette alone.
    town.travel(local(2026, 11, 18, 12, 0)).await;
    let examples = |town: &Town| -> Vec<i64> {
        let shows = |post: &&Message| buttons(post) == ["Tag mig ud"];
        town.with(|state| state.everything_said().filter(shows).map(|post| post.id).collect())
    };
    let before = examples(&town);
    assert_eq!(before.len(), 1);
    put_back(&mut town, &copy).await;
    town.start().await;
    town.pass(Duration::hours(1)).await;
    assert_eq!(examples(&town), before, "{}", town.world.transcript().tail(40));
    let known = town.database.numbers("SELECT message_id FROM nominations").await;
    assert_eq!(known, before, "so that who is in it can leave it");
    town.end().await;
}

async fn a_copy_that_is_a_few_minutes_old_leads_to_no_second_prompt() {
    for (before, after) in [(30, 20), (5, 50), (120, 1), (1, 300)] {
        let mut town = Town::with_team().await;
        town.travel(monday(0) - Duration::seconds(before)).await;
        let copy = copied(&town).await;
        town.travel(monday(0)).await;
        assert_eq!(ids(&town).len(), 1);
        put_back(&mut town, &copy).await;
        town.clock.advance(Duration::seconds(after));
        town.start().await;
        town.settled().await;
        assert_eq!(ids(&town).len(), 1, "copied {before} s before it, put back {after} s after");
        town.end().await;
    }
}
