//! P10: the audit log as its operator reads it, and what the operator and the bot do by themselves.

use crate::backup::{aktor, done, refused};
use crate::support::{Town, local, on_both_engines};
use aktor::domain::audit::{Act, Actor};
use aktor::domain::ids::UserId;
use aktor::store::Store;
use chrono::{Duration, Months};
use serde_json::json;

on_both_engines!(
    the_operator_reads_what_was_done_beside_the_running_bot,
    what_was_done_24_months_ago_is_forgotten_by_itself,
);

/// The words of each line.
fn lines(said: &str) -> Vec<Vec<&str>> {
    said.lines().map(|line| line.split_whitespace().collect()).collect()
}

async fn the_operator_reads_what_was_done_beside_the_running_bot() {
    let (town, _, _) = Town::with_prompt().await;
    let url = town.database.url();
    town.travel(local(2026, 11, 3, 10, 0)).await;
    town.command("Karen", town.channel, "team pause", &[]).await;
    let road = town.world.channel("vej-og-park").unwrap();
    town.command("Emily", road, "opret-team", &[("navn", json!("Kanarierne"))]).await;
    town.settled().await;
    let id = |who: &str| town.user(who).id.to_string();
    let guild = town.world.guild("Norddjurs").unwrap().to_string();
    let teams = town.core().store.teams(None).await.unwrap();
    let team = |channel: i64| {
        teams.iter().find(|team| team.channel.0 == channel).map(|team| team.id.to_string()).unwrap()
    };
    let (first, second, karen, emily) = (team(town.channel), team(road), id("Karen"), id("Emily"));
    let said = done(&aktor(&url, &["audit"]).await);
    let head = ["number", "time", "who", "server", "team", "act", "about"];
    let set_up = ["1", "2026-11-02T07:00:00Z", &karen, &guild, &first, "team-set-up", "-"];
    let paused = ["2", "2026-11-03T09:00:00Z", &karen, &guild, &first, "team-changed", "paused"];
    let other = ["3", "2026-11-03T09:00:00Z", &emily, &guild, &second, "team-set-up", "-"];
    assert_eq!(lines(&said), [head, set_up, paused, other]);
    let noted = async |arguments: &[&str]| {
        let said = done(&aktor(&url, &[&["audit"], arguments].concat()).await);
        lines(&said).iter().skip(1).map(|line| line[0].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(noted(&["--since", "2026-11-03"]).await, ["2", "3"]);
    assert_eq!(noted(&["--team", &second]).await, ["3"]);
    assert_eq!(noted(&["--guild", &guild, "--since", "2026-11-04"]).await, [""; 0]);
    assert_eq!(noted(&["--guild", "5"]).await, [""; 0]);
    // Who is erased by hand leaves the acts behind; that somebody was erased is one itself.
    done(&aktor(&url, &["erase", "--user", &karen]).await);
    let said = done(&aktor(&url, &["audit"]).await);
    assert!(!said.contains(&karen), "{said}");
    let lines = lines(&said);
    assert_eq!([lines[1][2], lines[2][2], lines[3][2]], ["erased", "erased", &emily]);
    assert_eq!(lines[4][2..], ["operator", "-", "-", "person-erased", "-"]);
    town.end().await;
}

#[tokio::test]
async fn what_cannot_be_read_says_why() {
    let town = Town::with_team().await;
    let url = town.database.url();
    for wrong in [["--since", "igår"], ["--team", "vores"], ["--guild", "0"]] {
        let output = aktor(&url, &[&["audit"], &wrong[..]].concat()).await;
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(wrong[0]), "{said}");
    }
    let (code, said) = refused(&aktor(&format!("{url}-not-there"), &["audit"]).await);
    assert_eq!(code, Some(78));
    assert!(said.contains("there is no database at"), "{said}");
    town.end().await;
}

#[tokio::test]
async fn a_copy_made_and_put_back_is_noted_in_what_stands_there_then() {
    let mut town = Town::with_team().await;
    let url = town.database.url();
    let copy = town.database.file().with_file_name("copy.db");
    let copy = copy.to_str().unwrap();
    done(&aktor(&url, &["backup", copy]).await);
    town.command("Karen", town.channel, "team pause", &[]).await;
    let acts = async |url: &str| {
        let store = Store::open(url).await.unwrap();
        let entries = store.audit(None, None, None).await.unwrap();
        store.close().await;
        entries.into_iter().map(|entry| (entry.act, entry.by == Actor::Operator)).collect::<Vec<_>>()
    };
    let (set_up, made) = ((Act::TeamSetUp, false), (Act::CopyMade, true));
    assert_eq!(acts(&url).await, [set_up, made, (Act::TeamChanged, false)]);
    town.stop().await;
    done(&aktor(&url, &["restore", copy]).await);
    assert_eq!(acts(&url).await, [set_up, made, (Act::CopyRestored, true)]);
    assert_eq!(acts(&format!("sqlite://{copy}")).await, [set_up, made], "the copy itself is as it was");
    town.start().await;
    town.end().await;
}

async fn what_was_done_24_months_ago_is_forgotten_by_itself() {
    let town = Town::with_team().await;
    let karen = UserId(town.user("Karen").id);
    town.command("Karen", town.channel, "team pause", &[]).await;
    let paused = town.clock.now();
    town.travel(paused + Months::new(24) - Duration::hours(2)).await;
    assert_eq!(town.core().store.audit(None, None, None).await.unwrap().len(), 2);
    town.travel(paused + Months::new(24) + Duration::hours(2)).await;
    town.wait_kept("old acts to be forgotten", |core| async move {
        core.ring();
        core.store.audit(None, None, None).await.unwrap().is_empty().then_some(())
    })
    .await;
    assert!(
        town.core().store.everybody().await.unwrap().iter().any(|one| one.1 == karen),
        "as the team's maker"
    );
    town.end().await;
}
