//! Something is in the way: it is told, not retried, and the team goes on by itself.

use super::{assert_each_once, on};
use crate::support::{Town, local, on_both_engines, shown};
use aktor::sandbox::world::permission;
use chrono::Duration;
use serde_json::json;

on_both_engines!(
    a_missing_permission_is_told_once_a_day_not_retried_and_the_team_goes_on_by_itself,
    a_team_hindered_for_weeks_skips_what_is_too_late_and_says_so,
    a_deleted_channel_is_told_once_and_hinders_nobody_else
);

/// How often the bot asked to post in a channel.
fn attempts(town: &Town) -> usize {
    let path = format!("REST POST /api/v10/channels/{}/messages ", town.channel);
    town.world.transcript().lines().iter().filter(|line| line.starts_with(&path)).count()
}

async fn a_missing_permission_is_told_once_a_day_not_retried_and_the_team_goes_on_by_itself() {
    let town = Town::with_team().await;
    town.world.deny_bot(town.channel, permission::SEND_MESSAGES);
    let before = attempts(&town);
    town.travel(on(0, 14, 0)).await;
    assert_eq!(attempts(&town), before + 1, "not retried");
    let inbox = town.user("Karen").inbox();
    assert_eq!(inbox.len(), 1, "the administrator who set it up is told");
    assert!(shown(&inbox[0]).contains("Send beskeder"), "{}", shown(&inbox[0]));
    assert!(town.status().await.contains("Send beskeder"), "{}", town.status().await);
    town.travel(local(2026, 11, 3, 12, 0)).await;
    town.wait("the next day's word", |town| (town.user("Karen").inbox().len() == 2).then_some(())).await;
    town.world.relieve_bot(town.channel);
    town.pass(Duration::minutes(11)).await;
    town.wait("the prompt", |town| town.prompts(town.channel).pop()).await;
    town.settled().await;
    assert_each_once(&town, 1, "a day late, by itself");
    assert!(town.status().await.contains("Intet mangler"), "{}", town.status().await);
    town.end().await;
}

#[tokio::test]
async fn trio_is_told_where_there_is_one() {
    let town = Town::with_team().await;
    let mette = json!(town.user("Mette").id.to_string());
    town.command("Karen", town.channel, "team trio", &[("leder", mette)]).await;
    town.settled().await;
    town.click("Mette", town.letter_to("Mette").id, "Ja, det vil jeg gerne").await;
    town.world.deny_bot(town.channel, permission::EMBED_LINKS | permission::SEND_MESSAGES);
    town.travel(on(0, 9, 30)).await;
    let told = shown(&town.letter_to("Mette"));
    assert!(told.contains("Send beskeder og Integrer links"), "{told}");
    assert_eq!(town.user("Karen").inbox().len(), 0);
    town.world.relieve_bot(town.channel);
    let now = shown(&town.command("Mette", town.channel, "team send-nu", &[]).await);
    assert!(now.contains("på vej"), "{now}");
    town.settled().await;
    assert_eq!(town.prompts(town.channel).len(), 2, "who has mended it need not wait: {now}");
    town.end().await;
}

async fn a_team_hindered_for_weeks_skips_what_is_too_late_and_says_so() {
    let town = Town::with_team().await;
    town.world.deny_bot(town.channel, permission::SEND_MESSAGES);
    town.travel(on(2, 12, 0)).await;
    town.world.relieve_bot(town.channel);
    town.pass(Duration::minutes(11)).await;
    town.wait("the prompt", |town| town.prompts(town.channel).pop()).await;
    town.settled().await;
    assert_each_once(&town, 1, "only the last");
    let status = town.status().await;
    let skipped: Vec<&str> = status.lines().filter(|line| line.contains("ude af drift")).collect();
    assert_eq!(skipped.len(), 2, "{status}");
    assert!(skipped[0].contains("9. november") && skipped[1].contains("2. november"), "{status}");
    town.end().await;
}

#[tokio::test]
async fn a_missing_permission_for_threads_holds_the_thread_back_and_no_prompt_comes_twice() {
    let town = Town::with_team().await;
    town.world.deny_bot(town.channel, permission::CREATE_PUBLIC_THREADS);
    town.travel(on(0, 9, 30)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    assert_eq!(town.thread_on(&prompt), None);
    town.world.relieve_bot(town.channel);
    town.pass(Duration::minutes(11)).await;
    town.wait("the thread", |town| town.thread_on(&prompt)).await;
    town.settled().await;
    assert_each_once(&town, 1, "the thread came after");
    town.end().await;
}

async fn a_deleted_channel_is_told_once_and_hinders_nobody_else() {
    let town = Town::with_team().await;
    let school = town.world.channel("skolen").unwrap();
    town.set_up(school).await;
    town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap().delete_channel(town.channel).unwrap();
    town.travel(on(1, 12, 0)).await;
    assert_eq!(town.prompts(school).len(), 2);
    let inbox = town.user("Karen").inbox();
    assert_eq!(inbox.len(), 1);
    assert!(shown(&inbox[0]).contains("Kanalen findes ikke længere"), "{}", shown(&inbox[0]));
    town.end().await;
}

#[tokio::test]
async fn removed_and_invited_again_the_bot_goes_on() {
    let town = Town::with_team().await;
    let guild = town.world.guild("Norddjurs").unwrap();
    town.world.kick_bot(guild);
    town.travel(on(1, 12, 0)).await;
    assert_eq!(town.posts(town.channel).len(), 1, "only the introduction");
    town.world.invite_bot(guild);
    town.pass(Duration::minutes(11)).await;
    town.wait("the prompt", |town| town.prompts(town.channel).pop()).await;
    town.travel(on(2, 9, 0)).await;
    assert_each_once(&town, 2, "the second Monday's, a little late, and the third's");
    town.end().await;
}
