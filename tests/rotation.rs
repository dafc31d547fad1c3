//! Which prompt comes next: five rules, in order, for many teams over years.

use aktor::domain::expectation::Expectation;
use aktor::domain::prompt::{Audience, Courage, Form, Prompt, Theme, Wording};
use aktor::domain::rotation::{Choice, Coverage, Past, Rule, choose, coverage};
use aktor::service::library::Library;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

static NONE: BTreeSet<Theme> = BTreeSet::new();

pub(crate) const THEMES: [Theme; 22] = [
    Theme::Task,
    Theme::Context,
    Theme::LeadFollow,
    Theme::Others,
    Theme::Olfa,
    Theme::Direction,
    Theme::Coordination,
    Theme::Commitment,
    Theme::Trust,
    Theme::Decency,
    Theme::Growth,
    Theme::Community,
    Theme::Citizen,
    Theme::Digital,
    Theme::Workplace,
    Theme::Story,
    Theme::Safety,
    Theme::Learning,
    Theme::Celebration,
    Theme::Freedom,
    Theme::Across,
    Theme::OurWords,
];

pub(crate) fn prompt(n: usize, theme: Theme, courage: Courage, expectation: Option<Expectation>) -> Prompt {
    let words = Wording { title: n.to_string(), text: n.to_string(), help: String::new(), follow_up: None };
    Prompt {
        id: format!("p{n:03}"),
        theme,
        form: Form::Question,
        courage,
        minutes: 1,
        audience: Audience::Team,
        expectation,
        lens: None,
        value: None,
        corner: None,
        place: None,
        asked_by: None,
        da: words.clone(),
        en: words,
    }
}

/// A library as a real one is: in files by theme; the first four themes are the four expectations, the rest
/// serve one now and then; a fifth is bold.
pub(crate) fn library(size: usize) -> Vec<Prompt> {
    (0..size)
        .map(|n| {
            let theme = n * THEMES.len() / size;
            let expectation = if theme < 4 { Some(theme) } else { (n % 3 == 0).then_some(n / 3 % 4) };
            let courage = match n % 5 {
                0 | 3 => Courage::Light,
                1 | 4 => Courage::Medium,
                _ => Courage::Bold,
            };
            prompt(n, THEMES[theme], courage, expectation.map(|e| Expectation::ALL[e]))
        })
        .collect()
}

pub(crate) fn refs(library: &[Prompt]) -> Vec<&Prompt> {
    library.iter().collect()
}

fn play(library: &[Prompt], seed: u64, resting: &BTreeSet<Theme>, posts: usize) -> (Vec<Past>, Vec<Choice>) {
    let mut history = Vec::new();
    let mut choices = Vec::new();
    for _ in 0..posts {
        let choice = choose(&refs(library), &history, seed, resting).unwrap();
        history.push(Past::from(library.iter().find(|p| p.id == choice.prompt).unwrap()));
        choices.push(choice);
    }
    (history, choices)
}

/// The rules broken by the last post of `history`, judged anew (all but the repetition).
pub(crate) fn broken(history: &[Past]) -> Vec<Rule> {
    let (last, before) = history.split_last().unwrap();
    let mut rules = Vec::new();
    if last.courage == Courage::Bold
        && (before.len() < 4 || before.iter().rev().take(2).any(|p| p.courage == Courage::Bold))
    {
        rules.push(Rule::Bold);
    }
    if before.iter().rev().take(3).any(|p| p.theme == last.theme) {
        rules.push(Rule::Theme);
    }
    if history.len() >= 12 {
        let seen: BTreeSet<_> = history[history.len() - 12..].iter().filter_map(|p| p.expectation).collect();
        if seen.len() < 4 {
            rules.push(Rule::Expectation);
        }
    }
    rules
}

/// Five years of Mondays for many teams: every rule is held against every post.
fn five_years(size: usize, teams: u64) {
    const POSTS: usize = 260;
    let library = library(size);
    let mut yields: BTreeMap<Rule, usize> = BTreeMap::new();
    let mut orders = BTreeSet::new();
    for team in 0..teams {
        let (history, choices) = play(&library, team, &NONE, POSTS);
        for (n, choice) in choices.iter().enumerate() {
            assert_eq!(choice.yielded, broken(&history[..=n]), "said as it is");
            for rule in &choice.yielded {
                *yields.entry(*rule).or_default() += 1;
            }
        }
        for round in history.chunks(size) {
            let ids: BTreeSet<_> = round.iter().map(|p| &p.prompt).collect();
            assert_eq!(ids.len(), round.len(), "no repeat before the rest");
        }
        orders.insert(history.into_iter().map(|p| p.prompt).collect::<Vec<_>>());
    }
    let total = teams * POSTS as u64;
    println!("library of {size}: of {total} posts a rule yielded: {yields:?}");
    assert_eq!(orders.len() as u64, teams, "each team has its own order");
    assert_eq!(yields.get(&Rule::Bold), None);
    assert!(yields.values().sum::<usize>() as u64 * 1000 <= total, "{yields:?}");
}

#[test]
fn over_five_years_of_a_small_library_lower_rules_hardly_ever_yield() {
    five_years(44, 500);
}

#[test]
fn over_five_years_of_a_library_lower_rules_hardly_ever_yield() {
    five_years(132, 1_000);
}

#[test]
fn over_five_years_of_a_large_library_lower_rules_hardly_ever_yield() {
    five_years(220, 500);
}

#[test]
fn the_first_prompt_of_a_team_is_a_light_one_of_a_minute() {
    let (library, _) = Library::load(None);
    let prompts: Vec<&Prompt> = library.for_audience(Audience::Team).collect();
    let mut first = BTreeSet::new();
    for team in 0..1_000 {
        let choice = choose(&prompts, &[], team, &NONE).unwrap();
        let prompt = prompts.iter().find(|prompt| prompt.id == choice.prompt).unwrap();
        assert_eq!((prompt.courage, prompt.minutes), (Courage::Light, 1), "{}", prompt.id);
        first.insert(&prompt.id);
    }
    assert!(first.len() >= 5, "not the same for all: {first:?}");
}

#[test]
fn resting_themes_stay_out_whatever_else_yields() {
    let library = library(132);
    let resting = THEMES[1..].iter().copied().collect();
    let (history, choices) = play(&library, 7, &resting, 30);
    assert!(history.iter().all(|past| past.theme == THEMES[0]));
    assert!(choices[1..].iter().all(|choice| choice.yielded.contains(&Rule::Theme)));
    assert_eq!(choose(&refs(&library), &[], 7, &THEMES.into()), None);
    assert_eq!(choose(&[], &[], 7, &NONE), None);
}

#[test]
fn prompts_for_other_audiences_are_never_asked_of_a_team() {
    let mut library = library(44);
    for prompt in &mut library[..40] {
        prompt.audience = Audience::Med;
    }
    let (history, _) = play(&library, 1, &NONE, 20);
    let allowed: BTreeSet<_> = library[40..].iter().map(|p| p.id.clone()).collect();
    assert!(history.iter().all(|past| allowed.contains(&past.prompt)));
}

#[test]
fn when_only_bold_prompts_are_left_the_rule_on_repeats_is_the_stronger() {
    let mut library = library(8);
    for prompt in &mut library {
        prompt.courage = Courage::Bold;
    }
    let choice = choose(&refs(&library), &[], 1, &NONE).unwrap();
    assert_eq!(choice.yielded, [Rule::Bold]);
    let (history, _) = play(&library, 1, &NONE, 8);
    assert_eq!(history.iter().map(|p| &p.prompt).collect::<BTreeSet<_>>().len(), 8);
}

#[test]
fn a_higher_rule_is_kept_at_the_cost_of_a_lower_one() {
    let used = prompt(0, Theme::Task, Courage::Light, None);
    let same_theme = prompt(1, Theme::Trust, Courage::Light, None);
    let bold = prompt(2, Theme::Story, Courage::Bold, None);
    let library = [used.clone(), same_theme.clone(), bold];
    let history = [Past::from(&same_theme), Past::from(&used)].map(|mut past| {
        if past.prompt == same_theme.id {
            past.prompt = "gone".into();
        }
        past
    });
    let choice = choose(&refs(&library), &history, 3, &NONE).unwrap();
    assert_eq!(choice, Choice { prompt: same_theme.id, yielded: vec![Rule::Theme] });
}

#[test]
fn added_prompts_disturb_what_was_planned_only_where_they_themselves_come() {
    let old = library(132);
    let mut new = old.clone();
    new.push(prompt(900, Theme::Across, Courage::Medium, None));
    let mut kept = 0;
    for team in 0..200 {
        let (plan, _) = play(&old, team, &NONE, 4);
        let (after, _) = play(&new, team, &NONE, 4);
        kept += usize::from(plan == after);
    }
    assert!(kept >= 170, "only {kept} of 200 plans stood");
}

/// What a team has been asked in its present round, read off its history anew: the posts since the last that repeated
/// one of its own round; none when that is all there is.
fn used<'a>(open: &[&Prompt], history: &'a [Past]) -> BTreeSet<&'a str> {
    let mut first = 0;
    for (n, next) in history.iter().enumerate() {
        if history[first..n].iter().any(|past| past.prompt == next.prompt) {
            first = n;
        }
    }
    let used: BTreeSet<&str> = history[first..].iter().map(|past| past.prompt.as_str()).collect();
    if open.iter().all(|prompt| used.contains(prompt.id.as_str())) { BTreeSet::new() } else { used }
}

/// A library that changes while a team is asked from it, and the rounds counted as they happen, by somebody who sees
/// what there is at every post.
struct Changing {
    all: Vec<Prompt>,
    away: BTreeSet<String>,
    resting: BTreeSet<Theme>,
    history: Vec<Past>,
    round: BTreeSet<String>,
    rounds: u64,
}

impl Changing {
    fn new(size: usize) -> Self {
        Self {
            all: library(size),
            away: BTreeSet::new(),
            resting: BTreeSet::new(),
            history: Vec::new(),
            round: BTreeSet::new(),
            rounds: 0,
        }
    }

    /// What is not hidden.
    fn asked(&self) -> Vec<&Prompt> {
        self.all.iter().filter(|prompt| !self.away.contains(&prompt.id)).collect()
    }

    fn open(&self) -> Vec<&Prompt> {
        self.asked().into_iter().filter(|prompt| !self.resting.contains(&prompt.theme)).collect()
    }

    /// Those that the present round has left.
    fn left(&self) -> usize {
        self.open().iter().filter(|prompt| !self.round.contains(&prompt.id)).count()
    }

    /// Asks the next one: a repeat only once nothing is left, and the coverage says what is so.
    fn ask(&mut self, seed: u64) {
        let open = self.open();
        if open.is_empty() {
            return;
        }
        if self.left() == 0 {
            self.round.clear();
            self.rounds += 1;
        }
        let coverage = coverage(&self.asked(), &self.history, &self.resting);
        assert_eq!(coverage, Coverage { rounds: self.rounds, unused: self.left() }, "{:?}", self.history);
        let choice = choose(&self.asked(), &self.history, seed, &self.resting).unwrap();
        let past = Past::from(*self.open().iter().find(|prompt| prompt.id == choice.prompt).unwrap());
        self.history.push(past);
        assert!(self.round.insert(choice.prompt), "a repeat before the rest: {:?}", self.history);
        assert!(!choice.yielded.contains(&Rule::Repeat));
    }
}

#[test]
fn a_prompt_that_is_new_or_brought_back_joins_the_present_round() {
    for seed in 0..50 {
        let mut team = Changing::new(20);
        team.away.insert("p007".to_owned());
        for _ in 0..19 + 5 {
            team.ask(seed);
        }
        assert_eq!((team.rounds, team.left()), (1, 14), "five into the second round");
        team.all.push(prompt(900, Theme::Across, Courage::Medium, None));
        team.away.clear();
        assert_eq!(
            coverage(&team.asked(), &team.history, &NONE),
            Coverage { rounds: 1, unused: 16 },
            "two more are left, and nothing else has changed"
        );
        for _ in 0..40 {
            team.ask(seed);
        }
    }
    // It is one among those that are left, not the next for everybody.
    let next = |seed| {
        let mut team = Changing::new(20);
        (0..25).for_each(|_| team.ask(seed));
        team.all.push(prompt(900, Theme::Across, Courage::Medium, None));
        team.ask(seed);
        team.history.pop().unwrap().prompt
    };
    assert!((0..50).filter(|seed| next(*seed) == "p900").count() < 25);
}

#[test]
fn over_five_years_with_the_prompts_that_there_are_no_team_hears_one_twice_before_the_rest() {
    const TEAMS: u64 = 200;
    const POSTS: usize = 260;
    let (library, _) = Library::load(None);
    let prompts: Vec<&Prompt> = library.for_audience(Audience::Team).collect();
    let by_id: BTreeMap<&str, &Prompt> = prompts.iter().map(|p| (p.id.as_str(), *p)).collect();
    let mut yields: BTreeMap<Rule, usize> = BTreeMap::new();
    let mut orders = BTreeSet::new();
    for team in 0..TEAMS {
        let mut history = Vec::new();
        for _ in 0..POSTS {
            let choice = choose(&prompts, &history, team, &NONE).unwrap();
            history.push(Past::from(by_id[choice.prompt.as_str()]));
            assert_eq!(choice.yielded, broken(&history), "said as it is");
            for rule in choice.yielded {
                *yields.entry(rule).or_default() += 1;
            }
        }
        for round in history.chunks(prompts.len()) {
            let ids: BTreeSet<_> = round.iter().map(|past| &past.prompt).collect();
            assert_eq!(ids.len(), round.len(), "no repeat before the rest");
        }
        orders.insert(history.into_iter().map(|past| past.prompt).collect::<Vec<_>>());
    }
    assert_eq!(orders.len() as u64, TEAMS, "each team has its own order");
    assert_eq!(yields.get(&Rule::Bold), None);
    let total = TEAMS * POSTS as u64;
    assert!(yields.values().sum::<usize>() as u64 * 1000 <= total, "of {total} posts: {yields:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Five years in which prompts are suggested, hidden, brought back and replaced, and themes rest: whoever sees
    /// all that counts the same rounds as the rotation, which sees the history alone.
    #[test]
    fn a_library_that_grows_and_shrinks_repeats_nothing_before_the_rest(
        size in 1usize..50,
        seed: u64,
        changes in proptest::collection::btree_map(0usize..260, (0usize..4, 0usize..70), 0..60),
    ) {
        let mut team = Changing::new(size);
        for week in 0..260 {
            match changes.get(&week) {
                Some((0, n)) => {
                    let new = prompt(100 + team.all.len(), THEMES[n % 22], [Courage::Light, Courage::Bold][n % 2], None);
                    team.all.push(new);
                }
                Some((1, n)) => {
                    let id = team.all[n % team.all.len()].id.clone();
                    team.away.insert(id);
                }
                Some((2, n)) => {
                    let back = team.away.iter().nth(n % team.away.len().max(1)).cloned();
                    team.away.retain(|id| Some(id) != back.as_ref());
                }
                Some((_, n)) => {
                    let theme = THEMES[n % 22];
                    if !team.resting.remove(&theme) {
                        team.resting.insert(theme);
                    }
                }
                None => {}
            }
            team.ask(seed);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Whatever a team was asked (by rotation, by hand, from a library that has changed since): among the prompts it
    /// has left, none would break fewer of the higher rules than the one chosen.
    #[test]
    fn a_rule_yields_only_when_no_prompt_satisfies_all(
        size in 1usize..60,
        seed: u64,
        rest in proptest::collection::btree_set(0usize..22, 0..21),
        asked in proptest::collection::vec(0usize..70, 0..90),
    ) {
        let known = library(70);
        let library = library(size);
        let resting: BTreeSet<Theme> = rest.into_iter().map(|n| THEMES[n]).collect();
        let open: Vec<&Prompt> = library.iter().filter(|p| !resting.contains(&p.theme)).collect();
        prop_assume!(!open.is_empty());
        let history: Vec<Past> = asked.iter().map(|n| Past::from(library.get(*n).unwrap_or(&known[*n]))).collect();
        let choice = choose(&refs(&library), &history, seed, &resting).unwrap();
        prop_assert_eq!(&choose(&refs(&library), &history, seed, &resting).unwrap(), &choice);
        let used = used(&open, &history);
        prop_assert!(!used.contains(choice.prompt.as_str()), "no repeat before the rest");
        // Fewer and lower rules: compare as "which rules hold", highest first.
        let held = |prompt: &Prompt| {
            let mut with = history[history.len().saturating_sub(12)..].to_vec();
            with.push(Past::from(prompt));
            let rules = broken(&with);
            Rule::ALL.map(|rule| !rules.contains(&rule))
        };
        let best = open.iter().filter(|p| !used.contains(p.id.as_str())).map(|p| held(p)).max().unwrap();
        prop_assert_eq!(Rule::ALL.map(|rule| !choice.yielded.contains(&rule)), best);
        let chosen = open.iter().find(|p| p.id == choice.prompt).unwrap();
        prop_assert_eq!(held(chosen), best);
    }
}
