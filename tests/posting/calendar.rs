//! Dates: holidays, breaks, daylight saving, fortnights and months.

use crate::support::{Town, local, on_both_engines, shown};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Copenhagen;
use serde_json::{Value, json};

on_both_engines!(
    nine_o_clock_stays_nine_o_clock_when_the_clocks_change,
    every_other_week_counts_from_the_first_post,
    a_new_time_on_the_same_day_does_not_ask_twice
);

/// When the prompts of a town's channel were posted, on the wall clock of Norddjurs.
fn posted(town: &Town) -> Vec<String> {
    let at = |id: i64| {
        let millis = (id >> 22) + 1_420_070_400_000;
        let at: DateTime<Utc> = DateTime::from_timestamp_millis(millis).unwrap();
        at.with_timezone(&Copenhagen).format("%F %H:%M").to_string()
    };
    town.prompts(town.channel).iter().map(|prompt| at(prompt.id)).collect()
}

/// A team set up at `from` with `options`, and when its prompts came until `to`.
async fn rhythm(from: DateTime<Utc>, options: &[(&str, Value)], to: DateTime<Utc>) -> Vec<String> {
    let mut town = Town::without_bot().await;
    town.clock.set(from);
    town.start().await;
    town.command("Karen", town.channel, "opret-team", options).await;
    town.travel(to).await;
    let all = posted(&town);
    town.end().await;
    all
}

#[tokio::test]
async fn a_holiday_moves_the_prompt_to_the_next_working_day() {
    // Easter Monday 2027 is 29 March.
    let came = rhythm(local(2027, 3, 20, 8, 0), &[], local(2027, 4, 6, 0, 0)).await;
    assert_eq!(came, ["2027-03-22 09:00", "2027-03-30 09:00", "2027-04-05 09:00"]);
}

#[tokio::test]
async fn christmas_and_the_summer_rest() {
    let came = rhythm(local(2026, 12, 20, 8, 0), &[], local(2027, 1, 5, 0, 0)).await;
    assert_eq!(came, ["2026-12-21 09:00", "2027-01-04 09:00"]);
    let came = rhythm(local(2027, 7, 1, 8, 0), &[], local(2027, 8, 10, 0, 0)).await;
    assert_eq!(came, ["2027-07-05 09:00", "2027-08-09 09:00"]);
}

async fn nine_o_clock_stays_nine_o_clock_when_the_clocks_change() {
    let sunday = [("ugedag", json!("søndag"))];
    let came = rhythm(local(2027, 10, 23, 8, 0), &sunday, local(2027, 11, 8, 0, 0)).await;
    assert_eq!(came, ["2027-10-24 09:00", "2027-10-31 09:00", "2027-11-07 09:00"]);
    let monday = rhythm(local(2027, 10, 24, 8, 0), &[], local(2027, 11, 2, 0, 0)).await;
    assert_eq!(monday, ["2027-10-25 09:00", "2027-11-01 09:00"]);
    // 28 March 2027 is Easter Sunday: it moves past Easter. 02:30 comes twice on 31 October 2027.
    let night = [("ugedag", json!("søndag")), ("klokkeslæt", json!("02:30"))];
    let came = rhythm(local(2027, 3, 20, 8, 0), &night, local(2027, 4, 5, 0, 0)).await;
    assert_eq!(came, ["2027-03-21 02:30", "2027-03-30 02:30", "2027-04-04 02:30"]);
    let came = rhythm(local(2027, 10, 29, 8, 0), &night, local(2027, 11, 1, 0, 0)).await;
    assert_eq!(came, ["2027-10-31 02:30"]);
}

async fn every_other_week_counts_from_the_first_post() {
    let fortnight = [("rytme", json!("hver 2. uge"))];
    let came = rhythm(local(2026, 11, 2, 8, 0), &fortnight, local(2026, 12, 8, 0, 0)).await;
    assert_eq!(came, ["2026-11-02 09:00", "2026-11-16 09:00", "2026-11-30 09:00"]);
}

#[tokio::test]
async fn a_first_post_moved_by_a_holiday_does_not_shift_the_fortnight() {
    // The Friday is Good Friday; its prompt comes on the Tuesday of the next week.
    let fortnight = [("rytme", json!("hver 2. uge")), ("ugedag", json!("fredag"))];
    let came = rhythm(local(2027, 3, 22, 8, 0), &fortnight, local(2027, 4, 24, 0, 0)).await;
    assert_eq!(came, ["2027-03-30 09:00", "2027-04-09 09:00", "2027-04-23 09:00"]);
}

#[tokio::test]
async fn an_extra_prompt_does_not_shift_the_fortnight() {
    let town = Town::new().await;
    let fortnight = [("rytme", json!("hver 2. uge")), ("ugedag", json!("torsdag"))];
    town.travel(local(2026, 11, 6, 10, 0)).await;
    let promised = shown(&town.command("Karen", town.channel, "opret-team", &fortnight).await);
    assert!(promised.contains("12. november") && promised.contains("26. november"), "{promised}");
    town.command("Karen", town.channel, "team send-nu", &[]).await;
    town.travel(local(2026, 11, 27, 0, 0)).await;
    assert_eq!(posted(&town), ["2026-11-06 10:00", "2026-11-12 09:00", "2026-11-26 09:00"]);
    town.end().await;
}

#[tokio::test]
async fn a_month_has_its_prompt_on_the_first_such_weekday() {
    let monthly = [("rytme", json!("hver måned")), ("ugedag", json!("onsdag"))];
    let came = rhythm(local(2026, 11, 2, 8, 0), &monthly, local(2027, 2, 10, 0, 0)).await;
    assert_eq!(came, ["2026-11-04 09:00", "2026-12-02 09:00", "2027-01-06 09:00", "2027-02-03 09:00"]);
}

async fn a_new_time_on_the_same_day_does_not_ask_twice() {
    let (town, _, _) = Town::with_prompt().await;
    let later = [("klokkeslæt", json!("11:00"))];
    let answer = shown(&town.command("Karen", town.channel, "opret-team", &later).await);
    assert!(!answer.contains(" 2. november"), "today has had its prompt: {answer}");
    town.travel(local(2026, 11, 9, 10, 59)).await;
    assert_eq!(town.prompts(town.channel).len(), 1);
    town.travel(local(2026, 11, 9, 11, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 2);
    town.end().await;
}
