//! A simulation at the port: everything random comes from one seed, and the same seed does the same again.

mod agenda;
mod bot;
mod chance;
mod check;
mod deeds;
mod gate;
mod happen;
mod ledger;
mod moves;
mod people;
mod plan;
mod react;
mod request;
mod run;
mod transcript;
mod world;

use chrono::Duration;
use run::{Options, Sim};
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// A number that the environment sets.
fn number<T: std::str::FromStr>(name: &str, otherwise: T) -> T {
    match std::env::var(name) {
        Ok(text) => text.parse().ok().unwrap_or_else(|| panic!("{name} must be a number")),
        Err(_) => otherwise,
    }
}

/// How many seeds are run by default.
const SEEDS: u64 = 200;

fn options(seed: u64) -> Options {
    Options {
        seed,
        weeks: number("AKTOR_SIM_WEEKS", 13),
        teams: number("AKTOR_SIM_TEAMS", 8),
        nonces: true,
        hides: Duration::zero(),
        aloud: false,
    }
}

/// How one simulation ended.
struct Report {
    print: (String, u64),
    wrong: Vec<String>,
    excused: usize,
    crashes: usize,
    acts: usize,
    posts: usize,
    tail: String,
}

/// Keeps this thread, and those that it starts, on one of the cores that it may use: every query goes to the database's
/// own thread and back, and waking a thread on another core takes longer than most of them.
fn stay_on_core(nth: usize) {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
    let allowed = sched_getaffinity(None).expect("the cores are known");
    let mut cores = (0..CpuSet::MAX_CPU).filter(|core| allowed.is_set(*core));
    let nth = nth % cores.clone().count();
    let mut one = CpuSet::new();
    one.set(cores.nth(nth).expect("within"));
    sched_setaffinity(None, &one).expect("a core that is allowed");
}

/// Simulates on one core.
fn run(options: Options, core: usize) -> Report {
    std::thread::scope(|scope| {
        let run = scope.spawn(|| {
            stay_on_core(core);
            simulate(options)
        });
        run.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn simulate(options: Options) -> Report {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut sim = Sim::new(options).await;
        sim.run().await;
        let wrong = sim.check().await;
        Report {
            print: sim.told.print(),
            wrong,
            excused: sim.world.excused,
            crashes: sim.crashes,
            acts: sim.ledger.acts,
            posts: sim.world.messages.values().filter(|message| message.post.is_some()).count(),
            tail: sim.told.tail(40),
        }
    })
}

/// Runs seeds on as many threads as there are cores, each seed on one, and hands each report to `heed`.
fn run_all(seeds: Range<u64>, heed: impl Fn(u64, Report) + Sync) {
    let next = AtomicU64::new(seeds.start);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = number("AKTOR_SIM_THREADS", cores);
    std::thread::scope(|scope| {
        for core in 0..threads {
            let (next, heed) = (&next, &heed);
            scope.spawn(move || {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    heed(seed, run(options(seed), core));
                }
            });
        }
    });
}

#[test]
fn whatever_goes_wrong_each_team_is_asked_once_and_nothing_said_is_lost() {
    if let Ok(seed) = std::env::var("AKTOR_SIM_SEED") {
        let seed = seed.parse().expect("AKTOR_SIM_SEED must be a number");
        let report = run(Options { aloud: true, ..options(seed) }, 0);
        assert!(report.wrong.is_empty(), "seed {seed}:\n{}", report.wrong.join("\n"));
        return;
    }
    let first = number("AKTOR_SIM_FIRST", 0);
    let seeds = first..first + number("AKTOR_SIM_SEEDS", SEEDS);
    let (began, wrong, sums) = (Instant::now(), Mutex::new(Vec::new()), Mutex::new([0; 4]));
    let count = seeds.end - seeds.start;
    run_all(seeds, |seed, report| {
        let mut sums = sums.lock().unwrap();
        for (sum, more) in sums.iter_mut().zip([1, report.posts, report.acts, report.crashes]) {
            *sum += more;
        }
        if sums[0] % 100 == 0 {
            println!("{} seeds, {} posts, {:.0} s", sums[0], sums[1], began.elapsed().as_secs_f64());
        }
        if !report.wrong.is_empty() {
            let told = format!("seed {seed}:\n  {}", report.wrong.join("\n  "));
            println!("{told}");
            wrong.lock().unwrap().push(told);
        }
    });
    let [_, posts, acts, crashes] = *sums.lock().unwrap();
    println!(
        "{count} seeds: {posts} posts, {acts} uses by people, {crashes} crashes in {:.0} s",
        began.elapsed().as_secs_f64()
    );
    let wrong = wrong.lock().unwrap();
    assert!(wrong.is_empty(), "{} of {count} seeds:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_same_seed_does_the_same_again() {
    for seed in 0..3 {
        let (one, other) = (run(options(seed), 0), run(options(seed), 1));
        assert_eq!(one.print, other.print, "seed {seed}:\n{}\n---\n{}", one.tail, other.tail);
        assert!(one.print.1 > 500, "{} lines", one.print.1);
    }
}

#[test]
fn a_platform_that_knows_no_nonce_is_found_out() {
    let wrong = (0..6).flat_map(|seed| run(Options { nonces: false, ..options(seed) }, 0).wrong);
    assert!(wrong.filter(|line| line.contains("posted again")).count() > 0);
}

#[test]
fn what_no_history_shows_may_come_twice_and_is_told_apart() {
    let mut excused = 0;
    for seed in 0..6 {
        let report = run(Options { hides: Duration::minutes(30), ..options(seed) }, 0);
        excused += report.excused;
        let twice: Vec<_> = report.wrong.iter().filter(|line| line.contains("posted again")).collect();
        assert!(twice.is_empty(), "seed {seed}: {twice:#?}");
    }
    assert!(excused > 0, "nothing came twice, so nothing was told apart");
}
