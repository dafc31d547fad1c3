//! Kills at random moments.

use super::bot::Bot;
use super::checker::{Verdict, check, left_to_do};
use super::people::{self, Answered, Ledger};
use super::scene::{Scene, Size};
use super::weather;
use aktor::service::random::Random;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

/// As many kills as fit beside the other tests.
const FEW: usize = 200;
/// Kills of one run, on one world and one database.
const A_RUN: usize = 100;
/// Runs side by side.
const LANES: usize = 2;
/// How long a bot may take to get connected before it is killed all the same.
const CONNECTS: Duration = Duration::from_secs(5);
/// How long what is left may take once nothing goes wrong any more: the longest wait between two attempts, twice.
const CALM: Duration = Duration::from_mins(10);

const SIZE: Size = Size { text: 16, forums: 4, prompts: 4, letters: 2, within: 30 };

/// What a run did and found.
#[derive(Debug, Default)]
struct Outcome {
    kills: usize,
    restarts: usize,
    requests: u64,
    lost: u64,
    verdict: Verdict,
}

impl Outcome {
    fn add(&mut self, other: Self) {
        self.kills += other.kills;
        self.restarts += other.restarts;
        self.requests += other.requests;
        self.lost += other.lost;
        self.verdict.occasions += other.verdict.occasions;
        self.verdict.replies += other.verdict.replies;
        self.verdict.duplicates += other.verdict.duplicates;
        self.verdict.missing += other.verdict.missing;
        self.verdict.given_up += other.verdict.given_up;
        self.verdict.findings.extend(other.verdict.findings);
    }

    fn line(&self, began: Instant, seed: u64) -> String {
        let (verdict, seconds) = (&self.verdict, began.elapsed().as_secs());
        format!(
            "kills {}, restarts {}, requests {}, lost answers {}, occasions {}, replies {}, duplicates {}, missing {}, \
             given up {}, other findings {}, seconds {seconds}, seed {seed}",
            self.kills,
            self.restarts,
            self.requests,
            self.lost,
            verdict.occasions,
            verdict.replies,
            verdict.duplicates,
            verdict.missing,
            verdict.given_up,
            verdict.findings.len() - verdict.duplicates - verdict.missing,
        )
    }
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok().filter(|text| !text.is_empty())?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}: {text:?} is no number")))
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_moments_the_bot_posts_and_keeps_everything_once() {
    let kills = number("AKTOR_KILLS").map_or(FEW, |n| usize::try_from(n).unwrap());
    let lanes = number("AKTOR_KILLS_LANES").map_or(LANES, |n| usize::try_from(n).unwrap());
    let seed = number("AKTOR_KILLS_SEED").unwrap_or_else(|| Random::system().id().cast_unsigned() >> 32);
    let began = Instant::now();
    let mut ahead = (0..kills.div_ceil(A_RUN)).map(|n| (seed + n as u64, A_RUN.min(kills - n * A_RUN)));
    let mut running = tokio::task::JoinSet::new();
    let mut all = Outcome::default();
    loop {
        while running.len() < lanes
            && let Some((seed, kills)) = ahead.next()
        {
            running.spawn(run(seed, kills));
        }
        let Some(done) = running.join_next().await else { break };
        all.add(done.unwrap());
        println!("so far: {}", all.line(began, seed));
    }
    assert!(all.verdict.findings.is_empty(), "{}\n{:#?}", all.line(began, seed), all.verdict.findings);
    assert_eq!(all.verdict.given_up, 0, "no work is to blame for kills at random: {}", all.line(began, seed));
}

/// One world and one database, from the plan to the verdict.
async fn run(seed: u64, kills: usize) -> Outcome {
    let mut random = StdRng::seed_from_u64(seed);
    let ours = Random::seeded(seed);
    let mut scene = Scene::new(SIZE, &ours).await;
    scene.make_due(SIZE, &ours).await;
    let ledger = Ledger::default();
    let over = CancellationToken::new();
    let (world, faults) = (scene.world.clone(), scene.world.faults().clone());
    let weather = tokio::spawn(over.clone().run_until_cancelled_owned(weather::bad(world.clone(), seed)));
    let busy =
        tokio::spawn(over.clone().run_until_cancelled_owned(people::busy(world, seed, Arc::clone(&ledger))));
    let mut outcome = Outcome::default();
    let mut usual = Duration::from_millis(500);
    while outcome.kills < kills {
        let bot = Bot::start(scene.path(), &scene.sandbox.base_url());
        outcome.restarts += 1;
        outcome.kills += usize::from(live(bot, &scene, &mut usual, &mut random).await);
    }
    over.cancel();
    weather.await.unwrap();
    busy.await.unwrap();
    faults.clear();
    outcome.verdict = calm(&scene, &ledger).await;
    let tally = scene.sandbox.tally();
    (outcome.requests, outcome.lost) = (tally.requests, tally.unheard + tally.unanswered);
    if outcome.verdict.findings.is_empty() {
        scene.sandbox.stop().await;
    } else {
        let findings = outcome.verdict.findings.join("\n  ");
        println!("seed {seed}: kept in {}\n  {findings}", scene.keep().display());
    }
    outcome
}

/// One life of the bot: killed while it starts, or so many milliseconds after it was connected. `usual` is how long
/// getting connected took the last time. True: it was killed, and had not ended by itself.
async fn live(mut bot: Bot, scene: &Scene, usual: &mut Duration, random: &mut StdRng) -> bool {
    if random.random_ratio(1, 5) {
        tokio::time::sleep(usual.mul_f64(random.random_range(0.0..1.0))).await;
        return bot.kill();
    }
    let (began, before) = (Instant::now(), scene.sandbox.gateway().tally().identified);
    while scene.sandbox.gateway().tally().identified == before && began.elapsed() < CONNECTS {
        if let Some(status) = bot.ended() {
            assert_ne!(status.code(), Some(78), "the bot refuses to start: see {}", scene.path().display());
            return false;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    *usual = began.elapsed().min(CONNECTS);
    tokio::time::sleep(Duration::from_millis(random.random_range(5..800))).await;
    bot.kill()
}

/// Nothing goes wrong any more: the bot does what is left, and is stopped. Then everything is looked at.
async fn calm(scene: &Scene, ledger: &Mutex<Vec<Answered>>) -> Verdict {
    let answered = ledger.lock().unwrap().clone();
    let looking = || check(&scene.world, scene.path(), &scene.plan, &answered);
    let bot = Bot::start(scene.path(), &scene.sandbox.base_url());
    let began = Instant::now();
    let mut left = left_to_do(scene.path()).await;
    let mut idle = Instant::now();
    // What was said in the meantime is read again as soon as the bot is connected.
    while (!left.is_empty() || !looking().await.findings.is_empty()) && began.elapsed() < CALM {
        tokio::time::sleep(Duration::from_millis(200)).await;
        left = left_to_do(scene.path()).await;
        if !left.is_empty() {
            idle = Instant::now();
        }
        // What had nothing left to do for so long and is still wrong will not mend itself.
        if idle.elapsed() > Duration::from_mins(1) {
            break;
        }
    }
    let stopped = bot.stop(Duration::from_secs(15)).await;
    let mut verdict = looking().await;
    verdict.findings.extend(left.into_iter().map(|work| format!("LEFT {work}")));
    if !stopped.is_some_and(|status| status.success()) {
        verdict.findings.push(format!("SIGTERM ended in {stopped:?}"));
    }
    verdict
}
