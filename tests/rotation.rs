//! Which prompt comes next: five rules, in order, for many teams over years.

use aktor::domain::expectation::Expectation;
use aktor::domain::prompt::{Audience, Courage, Form, Prompt, Theme, Wording};
use aktor::domain::rotation::{Choice, Past, Rule, choose};
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

#[test]
fn over_five_years_and_many_teams_lower_rules_hardly_ever_yield() {
    for size in [44, 132, 220] {
        let library = library(size);
        let mut yields: BTreeMap<Rule, usize> = BTreeMap::new();
        let (teams, posts) = (25, 260);
        let mut orders = BTreeSet::new();
        for team in 0..teams {
            let (history, choices) = play(&library, team, &NONE, posts);
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
            orders.insert(history.iter().map(|p| p.prompt.clone()).collect::<Vec<_>>());
        }
        let total = teams * posts as u64;
        println!("library of {size}: of {total} posts a rule yielded: {yields:?}");
        assert_eq!(orders.len() as u64, teams, "each team has its own order");
        assert_eq!(yields.get(&Rule::Bold), None);
        assert!(yields.values().sum::<usize>() as u64 * 100 <= total, "{yields:?}");
    }
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_rule_yields_only_when_no_prompt_satisfies_all(
        size in 1usize..60, seed: u64, rest in proptest::collection::btree_set(0usize..22, 0..21), posts in 1usize..90,
    ) {
        let library = library(size);
        let resting: BTreeSet<Theme> = rest.into_iter().map(|n| THEMES[n]).collect();
        let open: Vec<&Prompt> = library.iter().filter(|p| !resting.contains(&p.theme)).collect();
        prop_assume!(!open.is_empty());
        let (history, choices) = play(&library, seed, &resting, posts);
        let (again, _) = play(&library, seed, &resting, posts);
        prop_assert_eq!(&history, &again);
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for n in 0..posts {
            if used.len() == open.len() {
                used.clear();
            }
            let best = open.iter().filter(|p| !used.contains(p.id.as_str())).map(|p| {
                let mut with = history[..n].to_vec();
                with.push(Past::from(*p));
                broken(&with)
            });
            // Fewer and lower rules: compare as "which rules hold", highest first.
            let held = |rules: &[Rule]| Rule::ALL.map(|rule| !rules.contains(&rule));
            let best = best.map(|rules| held(&rules)).max().unwrap();
            prop_assert_eq!(held(&choices[n].yielded), best);
            prop_assert!(used.insert(library.iter().find(|p| p.id == choices[n].prompt).unwrap().id.as_str()));
        }
    }
}
