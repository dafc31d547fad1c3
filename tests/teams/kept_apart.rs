//! Two servers, and two teams on one server, never see each other's data.

use crate::support::{Town, local, on_both_engines, shown};
use aktor::discord::http::Lane;
use aktor::faults::Hook;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{GuildSpec, MemberSpec, permission};
use serde_json::json;
use std::sync::{Arc, Mutex};

on_both_engines!(two_servers_never_see_each_others_teams);

async fn two_servers_never_see_each_others_teams() {
    let neighbour = GuildSpec::new("Syddjurs")
        .role("Administrator", permission::MANAGE_GUILD)
        .channel("plejehjemmet")
        .channel("kantinen")
        .member_with(MemberSpec::new("Nanna").role("Administrator"))
        .member("Otto");
    let mut town = Town::built(vec![neighbour], RateLimits::off(), None).await;
    town.start().await;
    town.set_up(town.channel).await;
    let (home, canteen) =
        (town.world.channel("plejehjemmet").unwrap(), town.world.channel("kantinen").unwrap());
    let nowhere = shown(&town.command("Otto", canteen, "refleksion", &[]).await);
    assert!(!nowhere.contains(&town.channel.to_string()), "{nowhere}");
    town.command("Nanna", home, "opret-team", &[("navn", json!("Plejehjemmet"))]).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    assert_eq!((town.prompts(town.channel).len(), town.prompts(home).len()), (1, 1));
    let (ours, theirs) = (town.prompts(town.channel).pop().unwrap(), town.prompts(home).pop().unwrap());
    let suggest = async |text: &str| {
        let options = [("tekst", json!(text)), ("tema", json!("Tillid")), ("navn", json!(true))];
        town.command("Asta", town.channel, "spørgsmål foreslå", &options).await;
    };
    suggest("Bedste madpakke i ugens løb?").await;
    let panel = town.command("Karen", town.channel, "spørgsmål godkend", &[]).await;
    town.click("Karen", panel.id, "Godkend").await;
    suggest("Hvilken nøgle mangler der altid i skabet?").await;
    let hide = [("spørgsmål", json!("tillid-01"))];
    let panel = town.command("Karen", town.channel, "spørgsmål skjul", &hide).await;
    town.click("Karen", panel.id, "Skjul").await;
    let panel = town.command("Karen", town.channel, "hos-os", &[("ord", json!("kurs"))]).await;
    town.fill("Karen", panel.id, "Skriv, hvad der skal stå", &[("meaning", "at vi hjælpes ad")]).await;
    town.fill("Asta", ours.id, "Svar", &[("answer", "Vi delte vagten.")]).await;
    for command in [
        "team status",
        "refleksion",
        "hjælp",
        "hos-os",
        "mine-data vis",
        "mine-data slet",
        "spørgsmål liste",
        "spørgsmål godkend",
        "team plan",
        "team pause",
        "team genoptag",
        "team send-nu",
    ] {
        let answer = shown(&town.command("Nanna", home, command, &[]).await);
        let written = ["hjemmepleje", "madpakke", "nøgle", "tillid-01", "hjælpes ad", "Asta", "vagten"];
        let ids = [town.channel.to_string(), ours.id.to_string()];
        for foreign in ids.into_iter().chain(written.map(str::to_owned)) {
            assert!(!answer.contains(&foreign), "{command} shows {foreign}: {answer}");
        }
        let elsewhere = shown(&town.command("Nanna", canteen, command, &[]).await);
        assert!(!elsewhere.contains(&town.channel.to_string()), "{command}: {elsewhere}");
        let back = shown(&town.command("Karen", town.channel, command, &[]).await);
        for foreign in [home.to_string(), theirs.id.to_string(), "Plejehjemmet".to_owned()] {
            assert!(!back.contains(&foreign), "{command} shows {foreign}: {back}");
        }
    }
    town.end().await;
}

#[tokio::test]
async fn two_teams_due_at_once_both_get_theirs() {
    let town = Town::with_team().await;
    let school = town.world.channel("skolen").unwrap();
    town.set_up(school).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    for channel in [town.channel, school] {
        let prompts = town.prompts(channel);
        assert_eq!(prompts.len(), 1);
        assert!(town.thread_on(&prompts[0]).is_some_and(|name| name.starts_with("Uge 45 · ")));
    }
    town.end().await;
}

#[tokio::test]
async fn twenty_teams_in_the_same_minute_never_meet_the_global_limit() {
    let mut more = GuildSpec::new("Stor kommune").role("Administrator", permission::MANAGE_GUILD);
    more = more.member_with(MemberSpec::new("Birgit").role("Administrator"));
    for nr in 1..=20 {
        more = more.channel(&format!("enhed-{nr:02}"));
    }
    let mut town = Town::built(vec![more], RateLimits::off(), None).await;
    town.start().await;
    let channels: Vec<i64> =
        (1..=20).map(|nr| town.world.channel(&format!("enhed-{nr:02}")).unwrap()).collect();
    for channel in &channels {
        town.command("Birgit", *channel, "opret-team", &[]).await;
    }
    town.settled().await;
    town.sandbox.limit(RateLimits::default());
    town.travel(local(2026, 11, 2, 9, 0)).await;
    for channel in &channels {
        let prompts = town.prompts(*channel);
        assert_eq!(prompts.len(), 1);
        assert!(town.thread_on(&prompts[0]).is_some());
    }
    let refused: Vec<String> =
        town.world.transcript().lines().into_iter().filter(|line| line.contains("-> 429")).collect();
    assert_eq!(refused, [""; 0]);
    town.end().await;
}

/// What the calendar may not use up is there for people: their requests go in a lane of their own.
#[tokio::test]
async fn what_people_use_does_not_wait_behind_the_calendar() {
    let mut town = Town::without_bot().await;
    let sent = Arc::new(Mutex::new(Vec::new()));
    town.hook = Hook::new({
        let sent = sent.clone();
        move |boundary| {
            if boundary.what.contains(" /") {
                sent.lock().unwrap().push((boundary.what, Lane::of_this_task()));
            }
            Box::pin(async {})
        }
    });
    town.start().await;
    sent.lock().unwrap().clear();
    town.command("Karen", town.channel, "opret-team", &[]).await;
    let looked = |lane| {
        let sent = sent.lock().unwrap();
        sent.iter().any(|(what, of)| what.starts_with("GET ") && *of == lane)
    };
    assert!(looked(Lane::Person), "{:?}", sent.lock().unwrap());
    town.settled().await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let posts: Vec<_> = sent
        .lock()
        .unwrap()
        .iter()
        .filter(|(what, _)| what == "POST /channels/{}/messages")
        .cloned()
        .collect();
    assert!(!posts.is_empty() && posts.iter().all(|(_, lane)| *lane == Lane::Background), "{posts:?}");
    town.end().await;
}
