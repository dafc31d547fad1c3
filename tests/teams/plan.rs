//! TRIO sees what is coming, changes it, and is told in time.

use crate::support::{Town, local, on_both_engines, shown};
use aktor::domain::dosing::Dosing;
use aktor::domain::ids::{ChannelId, GuildId, UserId};
use aktor::domain::prompt::{Courage, Theme};
use aktor::sandbox::world::Message;
use chrono::Duration;
use serde_json::json;

on_both_engines!(
    trio_swaps_lightens_and_skips_and_the_team_gets_what_stands,
    two_who_change_the_plan_at_once_do_not_undo_each_other,
    the_look_ahead_comes_once_three_working_days_before,
);

/// A team, with Mette as its leader, before its first prompt.
async fn town() -> Town {
    let town = Town::with_team().await;
    let leader = [("leder", json!(town.user("Mette").id.to_string()))];
    town.command("Karen", town.channel, "team trio", &leader).await;
    town.settled().await;
    town.click("Mette", town.letter_to("Mette").id, "Ja, det vil jeg gerne").await;
    town
}

/// Presses the `nth` button of a row, both counted from 0.
async fn press(town: &Town, who: &str, plan: &Message, row: usize, nth: usize) -> Message {
    let id = plan.components[row]["components"][nth]["custom_id"].as_str().unwrap();
    town.click(who, plan.id, id).await
}

/// Sets what the team sets beside its rhythm.
pub(crate) async fn dose(town: &Town, change: impl FnOnce(&mut Dosing)) {
    let core = town.core();
    let guild = GuildId(town.world.guild("Norddjurs").unwrap());
    let read = core.store.team_of_channel(guild, ChannelId(town.channel)).await.unwrap().unwrap();
    let mut team = read.clone();
    change(&mut team.dosing);
    let next = core.next_dates_of(&team, core.now());
    assert!(core.store.save_team(Some(&read), &team, UserId(1), next, &[], core.now()).await.unwrap());
}

async fn plan(town: &Town, who: &str) -> Message {
    town.command(who, town.channel, "team plan", &[]).await
}

/// What stands on the `nth` of the dates that a plan shows.
fn on(plan: &Message, nth: usize) -> String {
    let text = plan.embeds[0]["fields"][nth]["value"].as_str().unwrap();
    text.split_once('\n').map_or(text, |(_, question)| question).to_owned()
}

fn courage(town: &Town, question: &str) -> (Courage, u8) {
    let prompt = town.core().library.iter().find(|prompt| prompt.da.text.trim() == question).unwrap();
    (prompt.courage, prompt.minutes)
}

async fn trio_swaps_lightens_and_skips_and_the_team_gets_what_stands() {
    let town = town().await;
    let first = plan(&town, "Mette").await;
    assert_eq!(first.embeds[0]["fields"].as_array().unwrap().len(), 4);
    assert_eq!(first.embeds[0]["fields"][0]["name"], "Uge 45 · mandag den 2. november kl. 09.00");
    let stays = [1, 2, 3].map(|n| on(&first, n));
    let again = plan(&town, "Karen").await;
    assert_eq!([1, 2, 3].map(|n| on(&again, n)), stays, "what was shown stands");

    let swapped = town.click("Mette", first.id, "Byt 2/11").await;
    assert!(shown(&swapped).contains("Byttet. Det her får I mandag den 2. november."), "{}", shown(&swapped));
    assert_ne!(on(&swapped, 0), on(&first, 0));
    assert_eq!([1, 2, 3].map(|n| on(&swapped, n)), stays);

    let third = town.click("Mette", swapped.id, "Byt 2/11").await;
    assert!(
        on(&third, 0) != on(&first, 0) && on(&third, 0) != on(&swapped, 0),
        "what was swapped away stays away"
    );
    let lightest = press(&town, "Mette", &third, 0, 1).await;
    assert!([&first, &swapped, &third].iter().all(|plan| on(plan, 0) != on(&lightest, 0)));

    let rests = press(&town, "Mette", &lightest, 1, 2).await;
    assert!(shown(&rests).contains("Så hviler I mandag den 9. november."), "{}", shown(&rests));
    let status = town.status().await;
    assert!(!status.contains("mandag den 9. november"), "a date that rests is not promised: {status}");
    assert!(shown(&rests).contains("I har ladet den hvile"));
    let back = town.click("Mette", rests.id, "Tag 9/11 med igen").await;
    assert!(shown(&back).contains("Så er I med igen mandag den 9. november."), "{}", shown(&back));
    let rests = press(&town, "Mette", &back, 1, 2).await;

    let before = courage(&town, &on(&rests, 2));
    let lighter = press(&town, "Mette", &rests, 2, 1).await;
    assert_ne!(on(&lighter, 2), on(&rests, 2));
    assert!(courage(&town, &on(&lighter, 2)) <= before);

    town.travel(local(2026, 11, 23, 10, 0)).await;
    let asked: Vec<String> = town.prompts(town.channel).iter().map(shown).collect();
    assert_eq!(asked.len(), 3, "one date rested");
    for (question, nth) in asked.iter().zip([0, 2, 3]) {
        assert!(question.contains(&on(&lighter, nth)), "{question}\nis not\n{}", on(&lighter, nth));
    }
    assert!(town.status().await.contains("9. november 2026: TRIO lod datoen hvile."));
    // The first plan is still on the screen, its dates are gone.
    let late = town.click("Mette", first.id, "Byt 2/11").await;
    assert!(shown(&late).contains("Den dato er ikke med i planen længere."), "{}", shown(&late));
    town.end().await;
}

#[tokio::test]
async fn each_date_is_shown_with_its_own_time() {
    let town = town().await;
    town.command("Karen", town.channel, "opret-team", &[("cron", json!("30 14 * * 3"))]).await;
    town.settled().await;
    let shown = plan(&town, "Mette").await;
    let heading = shown.embeds[0]["fields"][1]["name"].as_str().unwrap();
    assert!(heading.contains("onsdag den") && heading.ends_with("kl. 14.30"), "{heading}");
    town.end().await;
}

async fn two_who_change_the_plan_at_once_do_not_undo_each_other() {
    let town = town().await;
    let (mettes, karens) = (plan(&town, "Mette").await, plan(&town, "Karen").await);
    assert_eq!(on(&mettes, 0), on(&karens, 0));
    let swapped = town.click("Mette", mettes.id, "Byt 2/11").await;
    let seen = town.click("Karen", karens.id, "Byt 2/11").await;
    assert!(shown(&seen).contains("Planen er ændret i mellemtiden."), "{}", shown(&seen));
    assert_eq!(on(&seen, 0), on(&swapped, 0), "she sees what stands");
    let again = town.click("Karen", seen.id, "Byt 2/11").await;
    assert_ne!(on(&again, 0), on(&swapped, 0));
    town.end().await;
}

#[tokio::test]
async fn the_plan_is_for_trio_and_says_when_there_is_none() {
    let town = town().await;
    let refused = plan(&town, "Asta").await;
    assert!(shown(&refused).contains("TRIO"), "{}", shown(&refused));
    let mine = plan(&town, "Mette").await;
    town.command("Karen", town.channel, "team pause", &[]).await;
    let none = plan(&town, "Mette").await;
    assert!(shown(&none).contains("/team genoptag"), "{}", shown(&none));
    let late = town.click("Mette", mine.id, "Byt 2/11").await;
    assert!(shown(&late).contains("ikke med i planen længere"), "{}", shown(&late));
    let elsewhere = town.command("Mette", town.world.channel("skolen").unwrap(), "team plan", &[]).await;
    assert!(shown(&elsewhere).contains("intet team") || shown(&elsewhere).contains("ikke noget team"));
    town.end().await;
}

#[tokio::test]
async fn what_posting_now_uses_up_is_the_next_in_the_plan() {
    let town = town().await;
    let shown_before = plan(&town, "Mette").await;
    town.command("Mette", town.channel, "team send-nu", &[]).await;
    town.settled().await;
    let extra = town.prompts(town.channel).pop().unwrap();
    assert!(shown(&extra).contains(&on(&shown_before, 0)));
    let after = plan(&town, "Mette").await;
    assert_ne!(on(&after, 0), on(&shown_before, 0), "another one for the next date");
    assert_eq!([1, 2, 3].map(|n| on(&after, n)), [1, 2, 3].map(|n| on(&shown_before, n)));
    town.end().await;
}

async fn the_look_ahead_comes_once_three_working_days_before() {
    let mut town = town().await;
    let room = town.world.channel("vej-og-park").unwrap();
    dose(&town, |dosing| dosing.trio_channel = Some(ChannelId(room))).await;
    // Monday's prompt is shown on the Wednesday before.
    town.travel(local(2026, 11, 4, 7, 0)).await;
    assert_eq!(town.posts(room).len(), 0);
    town.travel(local(2026, 11, 4, 9, 0)).await;
    let ahead = town.posts(room);
    assert_eq!(ahead.len(), 1);
    assert!(shown(&ahead[0]).contains("Om tre arbejdsdage, mandag den 9. november"), "{}", shown(&ahead[0]));
    let swapped = town.click("Mette", ahead[0].id, "Byt 9/11").await;
    assert_eq!(swapped.id, ahead[0].id, "it is the post that changes");
    assert_ne!(on(&swapped, 0), on(&ahead[0], 0));
    // Whoever is in the channel without being in TRIO changes nothing.
    let refused = town.click("Asta", ahead[0].id, "Byt 9/11").await;
    assert!(shown(&refused).contains("TRIO"), "{}", shown(&refused));
    town.kill().await;
    town.start().await;
    town.travel(local(2026, 11, 9, 10, 0)).await;
    assert!(shown(&town.prompts(town.channel).pop().unwrap()).contains(&on(&swapped, 0)));
    assert_eq!(town.posts(room).len(), 1, "the next one is on the eleventh");
    town.travel(local(2026, 11, 11, 9, 0)).await;
    assert_eq!(town.posts(room).len(), 2);
    town.end().await;
}

#[tokio::test]
async fn a_channel_of_trios_that_is_gone_is_told_and_hinders_nothing() {
    let town = town().await;
    let room = town.world.channel("vej-og-park").unwrap();
    dose(&town, |dosing| dosing.trio_channel = Some(ChannelId(room))).await;
    town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap().delete_channel(room).unwrap();
    town.travel(local(2026, 11, 9, 10, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 2);
    let status = town.status().await;
    assert!(status.contains("den kanal, TRIO har valgt"), "{status}");
    assert!(status.contains("Intet mangler"), "the team's own channel is as it was: {status}");
    town.end().await;
}

#[tokio::test]
async fn before_a_bold_prompt_each_of_trio_is_invited_once_and_before_no_other() {
    let town = town().await;
    let mut bold = 0;
    for week in 0..14 {
        town.travel(local(2026, 11, 2, 10, 0) + Duration::weeks(week)).await;
        let Some(prompt) = town.prompts(town.channel).pop() else { continue };
        let prompt = town.core().library.iter().find(|p| shown(&prompt).contains(p.da.text.trim())).unwrap();
        let asked = prompt.da.text.trim();
        let invited = town.user("Mette").inbox().iter().filter(|m| shown(m).contains(asked)).count();
        let expected = usize::from(prompt.courage == Courage::Bold);
        assert_eq!(invited, expected, "{asked}");
        bold += expected;
    }
    assert!(bold > 0, "fourteen weeks hold one");
    assert_eq!(town.user("Asta").inbox().len(), 0);
    town.end().await;
}

#[tokio::test]
async fn when_few_are_left_it_is_told_once_and_stands_in_the_status() {
    let town = town().await;
    assert!(!town.status().await.contains("Snart forfra"));
    dose(&town, |dosing| dosing.resting = Theme::ALL.into_iter().filter(|t| *t != Theme::Trust).collect())
        .await;
    let status = town.status().await;
    assert!(status.contains("Der er 5 spørgsmål tilbage, som teamet ikke har fået."), "{status}");
    town.travel(local(2026, 11, 25, 12, 0)).await;
    let told = town.user("Mette").inbox().iter().filter(|m| shown(m).contains("tilbage, som teamet")).count();
    assert_eq!(told, 1, "not every week");
    town.end().await;
}
