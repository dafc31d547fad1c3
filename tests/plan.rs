//! What TRIO is shown of the coming weeks stands, and can be changed without breaking the rules.

use crate::rotation::{THEMES, broken, library, prompt, refs};
use aktor::domain::plan::{Plan, Promise, Wish};
use aktor::domain::prompt::{Courage, Prompt, Theme};
use aktor::domain::rotation::{Past, Rule};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Row = Vec<(NaiveDate, Option<Promise>)>;

fn mondays(n: u64) -> Vec<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    (0..n).map(|week| first + Days::new(7 * week)).collect()
}

fn promised(row: &Row) -> BTreeMap<NaiveDate, Promise> {
    row.iter().filter_map(|(date, promise)| Some((*date, promise.clone()?))).collect()
}

fn asked(row: &Row) -> Vec<&str> {
    row.iter()
        .filter_map(|(_, promise)| match promise {
            Some(Promise::Ask(id)) => Some(id.as_str()),
            _ => None,
        })
        .collect()
}

fn past(library: &[Prompt], id: &str) -> Past {
    Past::from(library.iter().find(|prompt| prompt.id == id).unwrap())
}

/// How often each rule is broken from the first post after `history` on.
fn faults(library: &[Prompt], history: &[Past], row: &Row) -> BTreeMap<Rule, usize> {
    let mut all = history.to_vec();
    let mut faults = BTreeMap::new();
    for id in asked(row) {
        all.push(past(library, id));
        for rule in broken(&all) {
            *faults.entry(rule).or_default() += 1;
        }
    }
    faults
}

/// A plan of `library` after a history that its own rotation made.
struct Scene {
    library: Vec<Prompt>,
    history: Vec<Past>,
    resting: BTreeSet<Theme>,
    seed: u64,
}

impl Scene {
    fn new(size: usize, seed: u64, posts: u64) -> Self {
        let mut scene = Self { library: library(size), history: Vec::new(), resting: BTreeSet::new(), seed };
        for _ in 0..posts {
            let row = scene.lay(&mondays(1), &BTreeMap::new());
            let id = asked(&row)[0];
            scene.history.push(past(&scene.library, id));
        }
        scene
    }

    fn with<T>(&self, look: impl FnOnce(Plan<'_>) -> T) -> T {
        look(Plan {
            library: &refs(&self.library),
            history: &self.history,
            seed: self.seed,
            resting: &self.resting,
        })
    }

    fn lay(&self, dates: &[NaiveDate], promised: &BTreeMap<NaiveDate, Promise>) -> Row {
        self.with(|plan| plan.lay(dates, promised))
    }
}

#[test]
fn what_was_shown_is_what_is_asked_however_the_library_grows() {
    for seed in 0..50 {
        let mut scene = Scene::new(132, seed, seed % 30);
        let shown = scene.lay(&mondays(4), &BTreeMap::new());
        let promises = promised(&shown);
        for n in 0..20 {
            scene.library.push(prompt(900 + n, THEMES[n % THEMES.len()], Courage::Light, None));
        }
        assert_eq!(scene.lay(&mondays(4), &promises), shown);
        // Looked at farther ahead, the first four are the same.
        assert_eq!(scene.lay(&mondays(8), &promises)[..4], shown[..]);
    }
}

#[test]
fn what_was_promised_for_a_day_that_is_none_any_more_comes_on_the_next_in_order() {
    let scene = Scene::new(132, 5, 9);
    let shown = scene.lay(&mondays(3), &BTreeMap::new());
    let thursdays: Vec<_> = mondays(4).iter().map(|date| *date + Days::new(3)).collect();
    let moved = scene.lay(&thursdays, &promised(&shown));
    assert_eq!(asked(&moved)[..3], asked(&shown)[..]);
}

#[test]
fn a_date_that_rests_stays_so_and_what_rests_or_is_gone_is_not_asked() {
    let mut scene = Scene::new(132, 8, 3);
    let dates = mondays(4);
    let mut promises = promised(&scene.lay(&dates, &BTreeMap::new()));
    promises.insert(dates[1], Promise::Rest);
    promises.insert(dates[2], Promise::Ask("gone".into()));
    let Some(Promise::Ask(first)) = promises.get(&dates[0]).cloned() else { panic!("{promises:?}") };
    scene.resting.insert(past(&scene.library, &first).theme);
    let row = scene.lay(&dates, &promises);
    assert_eq!(row[1].1, Some(Promise::Rest));
    assert_eq!(asked(&row).len(), 3);
    assert!(!asked(&row).contains(&first.as_str()) && !asked(&row).contains(&"gone"));
    assert_eq!(row[3].1, promises.get(&dates[3]).cloned(), "the rest stands");
    // When everything rests there is nothing to promise.
    scene.resting.extend(THEMES);
    assert!(scene.lay(&dates, &BTreeMap::new()).iter().all(|(_, promise)| promise.is_none()));
}

#[test]
fn the_last_prompt_has_no_other_in_its_place() {
    let scene = Scene::new(1, 1, 0);
    let row = scene.lay(&mondays(1), &BTreeMap::new());
    for wish in [Wish::Another, Wish::Lighter] {
        assert_eq!(scene.with(|plan| plan.instead(&row, 0, wish, &[])), None);
        assert_eq!(scene.with(|plan| plan.instead(&row, 1, wish, &[])), None, "no such date");
    }
}

#[test]
fn who_swaps_again_and_again_is_shown_every_prompt_before_one_comes_back() {
    let scene = Scene::new(40, 8, 3);
    let mut row = scene.lay(&mondays(4), &BTreeMap::new());
    let mut declined = Vec::new();
    // Three were asked before, three stand on the other dates, one is shown: 33 are left.
    for _ in 0..33 {
        let was = asked(&row)[1].to_owned();
        let other = scene.with(|plan| plan.instead(&row, 1, Wish::Another, &declined)).unwrap();
        declined.push(was);
        assert!(!declined.contains(&other), "{other} after {declined:?}");
        row[1].1 = Some(Promise::Ask(other));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_swap_keeps_the_rules_as_well_as_any_prompt_could(
        size in 20usize..70, seed: u64, posts in 0u64..14, ahead in 2u64..6, nth in 0usize..6, lighter: bool,
    ) {
        let scene = Scene::new(size, seed, posts);
        let row = scene.lay(&mondays(ahead), &BTreeMap::new());
        let nth = nth % row.len();
        let wish = if lighter { Wish::Lighter } else { Wish::Another };
        let was = asked(&row)[nth];
        let weight = |id: &str| scene.library.iter().find(|p| p.id == id).map(|p| (p.courage, p.minutes)).unwrap();
        let used: BTreeSet<&str> =
            scene.history.iter().map(|p| p.prompt.as_str()).chain(asked(&row)).collect();
        let new: Vec<&Prompt> = scene.library.iter().filter(|p| !used.contains(p.id.as_str())).collect();
        let Some(other) = scene.with(|plan| plan.instead(&row, nth, wish, &[])) else {
            prop_assert!(lighter && !new.is_empty(), "there is always another one here");
            prop_assert!(new.iter().all(|p| weight(&p.id) > weight(was)), "and none of those left is as light");
            return Ok(());
        };
        prop_assert_ne!(&other, was);
        prop_assert!(!asked(&row).contains(&other.as_str()), "not one that is promised already");
        prop_assert!(new.is_empty() || !used.contains(other.as_str()), "no repeat before the rest");
        if lighter {
            prop_assert!(weight(&other) <= weight(was));
        }
        let put = |id: &str| {
            let mut swapped = row.clone();
            swapped[nth].1 = Some(Promise::Ask(id.to_owned()));
            faults(&scene.library, &scene.history, &swapped)
        };
        // No prompt that is new to the team here breaks fewer of the highest rule that this one breaks.
        let score = |faults: &BTreeMap<Rule, usize>| {
            [Rule::Bold, Rule::Theme, Rule::Expectation].map(|rule| faults.get(&rule).copied().unwrap_or(0))
        };
        let got = score(&put(&other));
        if !used.contains(other.as_str()) {
            for candidate in new {
                let allowed = !lighter || (candidate.courage, candidate.minutes) < weight(was);
                if allowed {
                    prop_assert!(got <= score(&put(&candidate.id)), "{} breaks less than {}", candidate.id, other);
                }
            }
        }
        // And it stays: the plan that has it is laid as it is.
        let mut swapped = row.clone();
        swapped[nth].1 = Some(Promise::Ask(other));
        prop_assert_eq!(scene.lay(&mondays(ahead), &promised(&swapped)), swapped);
    }
}
