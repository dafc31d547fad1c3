//! The bot was down, or the clock was wrong.

use super::{assert_each_once, on};
use crate::support::{Town, local, on_both_engines, shown};
use aktor::telemetry::Reason;
use chrono::{DateTime, Utc};

on_both_engines!(
    up_in_the_evening_it_posts_the_next_morning_at_eight,
    after_three_weeks_the_older_ones_are_skipped_and_told,
    a_clock_set_back_two_hours_posts_nothing_twice
);

/// A team whose bot goes down on Monday at 08:30 and comes up at `back`.
async fn down_until(back: DateTime<Utc>) -> Town {
    let mut town = Town::with_team().await;
    town.travel(on(0, 8, 30)).await;
    town.stop().await;
    town.clock.set(back);
    town.start().await;
    town.settled().await;
    town
}

#[tokio::test]
async fn half_an_hour_late_is_on_time() {
    let town = down_until(on(0, 9, 30)).await;
    assert_each_once(&town, 1, "at once");
    town.travel(on(1, 9, 0)).await;
    assert_each_once(&town, 2, "the next date stands");
    town.end().await;
}

#[tokio::test]
async fn up_at_fourteen_it_posts_then() {
    let town = down_until(on(0, 14, 0)).await;
    assert_each_once(&town, 1, "within working hours");
    assert!(!town.status().await.contains("Sprunget over"));
    town.end().await;
}

async fn up_in_the_evening_it_posts_the_next_morning_at_eight() {
    let town = down_until(on(0, 20, 0)).await;
    town.travel(local(2026, 11, 3, 7, 59)).await;
    assert_each_once(&town, 0, "not at night");
    town.travel(local(2026, 11, 3, 8, 0)).await;
    assert_each_once(&town, 1, "in the morning");
    assert!(shown(&town.prompts(town.channel)[0]).contains("uge 45"));
    town.end().await;
}

#[tokio::test]
async fn an_evening_team_gets_its_prompt_in_the_evening() {
    let town = Town::new().await;
    town.command("Karen", town.channel, "opret-team", &[("klokkeslæt", serde_json::json!("21:00"))]).await;
    town.travel(on(0, 20, 59)).await;
    assert_each_once(&town, 0, "not before");
    town.travel(on(0, 21, 0)).await;
    assert_each_once(&town, 1, "on time, whatever the hour");
    town.end().await;
}

async fn after_three_weeks_the_older_ones_are_skipped_and_told() {
    let town = down_until(local(2026, 11, 24, 10, 0)).await;
    assert_each_once(&town, 1, "the newest is a day late");
    let status = town.status().await;
    for (date, skipped) in
        [("2. november", true), ("9. november", true), ("16. november", true), ("23. november", false)]
    {
        let line = status.lines().any(|line| line.contains(date) && line.contains("Jeg var ude af drift"));
        assert_eq!(line, skipped, "{date}: {status}");
    }
    town.travel(local(2026, 11, 30, 9, 0)).await;
    assert_each_once(&town, 2, "and on it goes");
    town.end().await;
}

async fn a_clock_set_back_two_hours_posts_nothing_twice() {
    let mut town = Town::with_team().await;
    town.travel(on(0, 10, 0)).await;
    assert_each_once(&town, 1, "before");
    town.clock.set(on(0, 8, 0));
    town.travel(on(0, 9, 30)).await;
    assert_each_once(&town, 1, "while running");
    town.stop().await;
    town.clock.set(on(0, 7, 59));
    town.start().await;
    town.travel(on(0, 12, 0)).await;
    assert_each_once(&town, 1, "across a restart");
    town.travel(on(1, 9, 0)).await;
    assert_each_once(&town, 2, "the next date stands");
    town.end().await;
}

#[tokio::test]
async fn while_the_clock_stands_more_than_an_hour_behind_nothing_is_posted() {
    let mut town = Town::with_team().await;
    town.travel(on(0, 12, 0)).await;
    town.stop().await;
    town.clock.set(on(0, 10, 0));
    town.start().await;
    town.command("Karen", town.channel, "team send-nu", &[]).await;
    town.clock.set(on(0, 10, 30));
    // Two turns of the scheduler, seen by the answers to two commands that ring its bell.
    for _ in 0..2 {
        town.command("Karen", town.channel, "team pause", &[]).await;
        town.command("Karen", town.channel, "team genoptag", &[]).await;
    }
    assert_each_once(&town, 1, "nothing while the clock stands behind");
    let told = |town: &Town| town.app().readiness().reasons().contains(&Reason::ClockBehind);
    town.wait("the clock to be told of", |town| told(town).then_some(())).await;
    town.clock.set(on(0, 12, 1));
    town.wait("the clock to be right", |town| (!told(town)).then_some(())).await;
    town.settled().await;
    assert_each_once(&town, 2, "then it is posted");
    town.end().await;
}
