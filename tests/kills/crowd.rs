//! A thousand teams due in the same minute, under Discord's rate limits, in real time.

use super::bot::Bot;
use super::checker::{check, left_to_do};
use super::fails::change;
use super::scene::{Demand, Scene};
use crate::support::TOKEN;
use aktor::clock::Clock;
use aktor::domain::cadence::Cadence;
use aktor::domain::dosing::Dosing;
use aktor::domain::ids::{ChannelId, GuildId, TeamId, UserId};
use aktor::domain::language::Language;
use aktor::domain::team::{Home, LEAST_K, Team};
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{ChannelSpec, GuildSpec, World};
use aktor::store::{NextDates, Store};
use chrono::{NaiveTime, Weekday};
use chrono_tz::Europe::Copenhagen;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

const TEAMS: usize = 1_000;
/// A server has room for 500 channels, and for 1,000 threads that are not asleep.
const SERVERS: usize = 4;
/// From the start of the bot to the minute in which all are due.
const AHEAD: chrono::Duration = chrono::Duration::seconds(3);

/// Whether the long runs are asked for: on the program as it is released, so that times mean something.
fn long() -> bool {
    std::env::var("AKTOR_CROWD").is_ok_and(|crowd| crowd == "all")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_teams_due_at_once_and_two_kills_in_the_middle_leave_one_prompt_each() {
    crowd(Home::Text, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_teams_due_at_once_are_served_as_fast_as_promised() {
    if !long() {
        return;
    }
    let text = crowd(Home::Text, 0).await;
    assert!(text <= Duration::from_secs(TEAMS as u64 / 20 + 2), "text channels took {text:?}");
    let forums = crowd(Home::Forum, 0).await;
    assert!(forums <= Duration::from_secs(TEAMS as u64 / 13 + 2), "forums took {forums:?}");
    crowd(Home::Forum, 2).await;
}

/// Every team's prompt, and how long it took from the minute in which all were due.
async fn crowd(home: Home, kills: usize) -> Duration {
    let mut scene = Scene::of(world(home), RateLimits::default()).await;
    let due = prepare(&mut scene, home).await;
    let mut bot = Bot::start(scene.path(), &scene.sandbox.base_url());
    let ahead = (due - Clock::system().now()).to_std().unwrap_or_default();
    tokio::time::sleep(ahead).await;
    let began = Instant::now();
    for nth in 1..=kills {
        until(&scene, TEAMS * nth / (kills + 1)).await;
        bot.kill();
        bot = Bot::start(scene.path(), &scene.sandbox.base_url());
    }
    until(&scene, TEAMS).await;
    let took = began.elapsed();
    while !left_to_do(scene.path()).await.is_empty() && began.elapsed() < Duration::from_mins(5) {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let stopped = bot.stop(Duration::from_secs(15)).await;
    let verdict = check(&scene.world, scene.path(), &scene.plan, &[]).await;
    let (tally, share) = (scene.sandbox.tally(), if home == Home::Text { 20 } else { 13 });
    println!(
        "{TEAMS} teams due at once ({}), killed {kills} times: {:.1} s, promised {} s; requests {}, duplicates {}, \
         missing {}, slowed {}, slowed globally {}",
        home.key(),
        took.as_secs_f64(),
        TEAMS / share + 2,
        tally.requests,
        verdict.duplicates,
        verdict.missing,
        tally.slowed,
        tally.slowed_globally
    );
    let kept = || scene.path().display().to_string();
    assert!(verdict.findings.is_empty(), "{}: {:#?}", kept(), verdict.findings);
    assert_eq!(tally.slowed_globally, 0, "asked for more than 50 in a second");
    assert!(stopped.is_some_and(|status| status.success()), "SIGTERM ended in {stopped:?}");
    scene.sandbox.stop().await;
    took
}

fn name(n: usize) -> String {
    format!("hold-{n}")
}

fn world(home: Home) -> World {
    let mut builder = World::builder().token(TOKEN);
    for server in 0..SERVERS {
        let mut guild = GuildSpec::new(&format!("Kommune {server}"));
        for n in (0..TEAMS).filter(|n| n % SERVERS == server) {
            guild = guild.channel_with(match home {
                Home::Text => ChannelSpec::text(&name(n)),
                Home::Forum => ChannelSpec::forum(&name(n)),
            });
        }
        builder = builder.guild(guild);
    }
    builder.build()
}

/// A database in which every team is due at the moment that comes back.
async fn prepare(scene: &mut Scene, home: Home) -> chrono::DateTime<chrono::Utc> {
    let store = Store::open(&scene.url()).await.unwrap();
    let (now, by) = (Clock::system().now(), UserId(1));
    let mut teams = Vec::new();
    for n in 0..TEAMS {
        let channel = scene.world.channel(&name(n)).unwrap();
        let guild = scene.world.state().channel(channel).and_then(|c| c.guild).unwrap();
        let team = Team {
            id: TeamId(i64::try_from(n + 1).unwrap()),
            guild: GuildId(guild),
            channel: ChannelId(channel),
            home,
            name: name(n),
            language: Language::Danish,
            zone: Copenhagen,
            cadence: Cadence::Weekly { weekday: Weekday::Mon, at: NaiveTime::MIN },
            paused: None,
            parked: None,
            k: LEAST_K,
            dosing: Dosing::default(),
            created_at: now,
            ended_at: None,
        };
        assert!(store.save_team(None, &team, by, NextDates::default(), &[], now).await.unwrap());
        teams.push(team);
    }
    let due = Clock::system().now() + AHEAD + chrono::Duration::seconds(2);
    let today = due.with_timezone(&Copenhagen).date_naive();
    let next = NextDates { prompt: Some((due, today)), ..NextDates::default() };
    for team in teams {
        assert!(store.save_team(Some(&team), &team, by, next, &[], now).await.unwrap());
        let (prompts, letters) = (BTreeSet::from([today]), BTreeSet::new());
        scene.plan.push(Demand { team: team.id, channel: team.channel.0, prompts, letters });
    }
    store.close().await;
    // They have been told what is kept.
    change(scene, "UPDATE teams SET informed = 32767").await;
    due
}

/// Waits until so many prompts have their thread.
async fn until(scene: &Scene, count: usize) {
    let began = Instant::now();
    let threads = || {
        let (bot, state) = (scene.world.bot(), scene.world.state());
        let ours = |m: &&aktor::sandbox::world::Message| {
            m.author == bot && state.channel(m.id).is_some_and(|c| c.thread.is_some())
        };
        state.everything_said().filter(ours).count()
    };
    while threads() < count {
        assert!(began.elapsed() < Duration::from_mins(8), "only {} threads", threads());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
