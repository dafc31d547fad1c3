//! Which prompt a team is asked next: the same for the same team and history, whoever asks.
//!
//! Five rules in order of precedence; a lower one yields only when no prompt satisfies all. Decides from the
//! library and the team's history alone; it must not know what people answered.

use crate::domain::expectation::Expectation;
use crate::domain::prompt::{Audience, Courage, Prompt, Theme};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The first posts of a team, none of which is bold.
const GENTLE_START: usize = 4;
/// Lighter posts before a bold one.
const LIGHTER_BEFORE_BOLD: usize = 2;
/// Posts among which no theme comes twice.
const THEME_WINDOW: usize = 4;
/// Posts among which each expectation comes at least once.
const EXPECTATION_WINDOW: usize = 12;

/// A prompt that a team has been asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// Its id.
    pub prompt: String,
    /// What it was about.
    pub theme: Theme,
    /// The courage it took.
    pub courage: Courage,
    /// The expectation it served.
    pub expectation: Option<Expectation>,
}

impl From<&Prompt> for Past {
    fn from(prompt: &Prompt) -> Self {
        Self {
            prompt: prompt.id.clone(),
            theme: prompt.theme,
            courage: prompt.courage,
            expectation: prompt.expectation,
        }
    }
}

/// What the rules look at in a post.
#[derive(Debug, Clone, Copy)]
struct Traits {
    theme: Theme,
    courage: Courage,
    expectation: Option<Expectation>,
}

impl From<&Prompt> for Traits {
    fn from(prompt: &Prompt) -> Self {
        Self { theme: prompt.theme, courage: prompt.courage, expectation: prompt.expectation }
    }
}

impl From<&Past> for Traits {
    fn from(past: &Past) -> Self {
        Self { theme: past.theme, courage: past.courage, expectation: past.expectation }
    }
}

/// A rule that can yield; in order of precedence. That resting themes stay out never yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// No repeat until the team has been through the rest.
    Repeat,
    /// A bold prompt never among the first four, and only after two lighter ones.
    Bold,
    /// Never the same theme twice in four posts.
    Theme,
    /// Each of the four expectations at least once in any twelve posts.
    Expectation,
}

impl Rule {
    /// All, highest first.
    pub const ALL: [Self; 4] = [Self::Repeat, Self::Bold, Self::Theme, Self::Expectation];
}

/// The next prompt of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub prompt: String,
    /// The rules that had to yield for it, highest first.
    pub yielded: Vec<Rule>,
}

/// A place in a team's row of posts for which a prompt is sought.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gap<'a> {
    /// What stands before it, oldest first.
    pub before: &'a [Past],
    /// What has been promised for after it, soonest first.
    pub after: &'a [Past],
    /// The ids of prompts that are not wanted there.
    pub without: &'a [&'a str],
    /// The prompt than which a lighter one is wanted: less courage, or as much and fewer minutes. When there is
    /// none, one of the same weight will do. As long as there are prompts that the team has not been asked, it is one
    /// of them, or none.
    pub lighter_than: Option<&'a Prompt>,
}

/// Whether a team can be asked a prompt at all.
pub fn is_open(prompt: &Prompt, resting: &BTreeSet<Theme>) -> bool {
    prompt.audience == Audience::Team && !resting.contains(&prompt.theme)
}

/// Chooses the next prompt for a team from `library` (prompts for other audiences are passed over), given all
/// it has been asked, oldest first. [`None`] when every prompt rests.
pub fn choose(
    library: &[&Prompt],
    history: &[Past],
    team_seed: u64,
    resting: &BTreeSet<Theme>,
) -> Option<Choice> {
    fill(library, Gap { before: history, ..Gap::default() }, team_seed, resting)
}

/// Chooses a prompt for a gap, so that neither it nor what stands after it breaks more rules than it must.
/// [`None`] when no prompt is left to choose.
pub fn fill(library: &[&Prompt], gap: Gap<'_>, team_seed: u64, resting: &BTreeSet<Theme>) -> Option<Choice> {
    let open: Vec<&Prompt> = library.iter().copied().filter(|prompt| is_open(prompt, resting)).collect();
    let standing = Standing::of(&open, gap);
    let mut left: Vec<&Prompt> =
        open.iter().copied().filter(|prompt| !gap.without.contains(&prompt.id.as_str())).collect();
    if let Some(heavy) = gap.lighter_than {
        let new = |prompt: &&Prompt| standing.obeys(Rule::Repeat, prompt);
        if left.iter().any(new) {
            // A repeat says that the rest has been asked, so a wish alone must not make one.
            left.retain(new);
        }
        left = lighter(left, heavy);
    }
    let mut yielded = Vec::new();
    for rule in Rule::ALL {
        let broken: Vec<usize> = left.iter().map(|prompt| standing.broken(rule, prompt)).collect();
        let fewest = broken.iter().copied().min().unwrap_or_default();
        left = left.into_iter().zip(broken).filter(|(_, n)| *n == fewest).map(|(prompt, _)| prompt).collect();
        if left.iter().any(|prompt| !standing.obeys(rule, prompt)) {
            yielded.push(rule);
        }
    }
    // Among those that are allowed: what keeps the rules easy to obey later, then what was not asked lately. A
    // team's very first prompt is simply one that can be answered at once.
    if gap.before.is_empty() {
        keep_best(&mut left, |prompt| Reverse(weight(prompt)));
    } else {
        keep_best(&mut left, |prompt| standing.pressure(prompt));
        keep_best(&mut left, |prompt| standing.is_fresh(prompt));
    }
    let prompt = left.into_iter().max_by_key(|prompt| standing.luck(prompt, team_seed))?;
    // A rule that no prompt obeyed may still be met by the one taken for a higher rule's sake.
    yielded.retain(|rule| !standing.obeys(*rule, prompt));
    Some(Choice { prompt: prompt.id.clone(), yielded })
}

/// How far a team is through the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// How often it has been through.
    pub rounds: u64,
    /// The prompts it has not been asked in its present round.
    pub unused: usize,
}

/// How far a team is through the library.
pub fn coverage(library: &[&Prompt], history: &[Past], resting: &BTreeSet<Theme>) -> Coverage {
    let open: Vec<&Prompt> = library.iter().copied().filter(|prompt| is_open(prompt, resting)).collect();
    let standing = Standing::of(&open, Gap { before: history, ..Gap::default() });
    Coverage { rounds: standing.rounds, unused: standing.left }
}

/// Those that weigh less than `heavy`; when there is none, those that weigh no more.
fn lighter<'a>(among: Vec<&'a Prompt>, heavy: &Prompt) -> Vec<&'a Prompt> {
    let less: Vec<&Prompt> = among.iter().copied().filter(|p| weight(p) < weight(heavy)).collect();
    if less.is_empty() { among.into_iter().filter(|p| weight(p) <= weight(heavy)).collect() } else { less }
}

/// Keeps those that rank highest.
fn keep_best<K: Ord>(among: &mut Vec<&Prompt>, rank: impl Fn(&Prompt) -> K) {
    if let Some(best) = among.iter().map(|prompt| rank(prompt)).max() {
        among.retain(|prompt| rank(prompt) == best);
    }
}

/// How much a prompt asks of those who answer: courage first, then minutes.
fn weight(prompt: &Prompt) -> (Courage, u8) {
    (prompt.courage, prompt.minutes)
}

/// What a team's history means for the next choice.
struct Standing<'a> {
    history: &'a [Past],
    /// As much of the history's end as any rule looks at.
    recent: Vec<Traits>,
    /// What has been promised for afterwards.
    promised: &'a [Past],
    /// As much of it as the rules look at.
    after: Vec<Traits>,
    /// The prompts asked in the present round through the library.
    used: BTreeSet<&'a str>,
    /// How many rounds through the library are done.
    rounds: u64,
    /// Prompts left in the present round; by theme, by expectation, and the bold ones.
    left: usize,
    themes: BTreeMap<Theme, usize>,
    expectations: BTreeMap<Expectation, usize>,
    bold: usize,
}

impl<'a> Standing<'a> {
    /// Which prompts there were at a post is not kept, and need not be: none is repeated before all that there were
    /// had been asked, so a repeat begins a round, and so does the next post when all that there are now have been
    /// asked. A prompt that is new or has come back is one more that the present round has left.
    fn of(open: &[&'a Prompt], gap: Gap<'a>) -> Self {
        let Gap { before: history, after, .. } = gap;
        let mut used: BTreeSet<&str> = BTreeSet::new();
        let mut rounds = 0;
        for past in history {
            if !used.insert(&past.prompt) {
                rounds += 1;
                used = BTreeSet::from([past.prompt.as_str()]);
            }
        }
        if !open.is_empty() && open.iter().all(|prompt| used.contains(prompt.id.as_str())) {
            rounds += 1;
            used.clear();
        }
        // What is promised is as good as asked.
        used.extend(after.iter().map(|past| past.prompt.as_str()));
        let mut standing = Self {
            history,
            recent: history[history.len().saturating_sub(EXPECTATION_WINDOW)..]
                .iter()
                .map(Traits::from)
                .collect(),
            promised: after,
            after: after.iter().map(Traits::from).collect(),
            used,
            rounds,
            left: 0,
            themes: BTreeMap::new(),
            expectations: BTreeMap::new(),
            bold: 0,
        };
        for prompt in open.iter().filter(|prompt| !standing.used.contains(prompt.id.as_str())) {
            standing.left += 1;
            *standing.themes.entry(prompt.theme).or_default() += 1;
            if let Some(expectation) = prompt.expectation {
                *standing.expectations.entry(expectation).or_default() += 1;
            }
            standing.bold += usize::from(prompt.courage == Courage::Bold);
        }
        standing
    }

    fn obeys(&self, rule: Rule, prompt: &Prompt) -> bool {
        match rule {
            Rule::Repeat => !self.used.contains(prompt.id.as_str()),
            rule => fits(rule, &self.recent, prompt.into()),
        }
    }

    /// How many posts, from this gap on, would break a rule with this prompt in it.
    fn broken(&self, rule: Rule, prompt: &Prompt) -> usize {
        let here = usize::from(!self.obeys(rule, prompt));
        if rule == Rule::Repeat {
            return here + self.promised.iter().filter(|later| later.prompt == prompt.id).count();
        }
        if self.after.is_empty() {
            return here;
        }
        let mut row = self.recent.clone();
        row.push(prompt.into());
        let mut broken = here;
        for &later in &self.after {
            broken += usize::from(!fits(rule, &row, later));
            row.push(later);
        }
        broken
    }

    /// Whether a prompt was not asked lately: within half as many posts as the round has left.
    fn is_fresh(&self, prompt: &Prompt) -> bool {
        let lately = self.history.len().min(self.left / 2);
        self.history[self.history.len() - lately..].iter().all(|past| past.prompt != prompt.id)
    }

    /// A number for a prompt that is the same whenever this team is in this round.
    fn luck(&self, prompt: &Prompt, team_seed: u64) -> u64 {
        mix(team_seed ^ mix(self.rounds.wrapping_add(hash(&prompt.id))))
    }

    /// How good it would be to ask this now, so that no rule has to yield later: the more urgent, the more.
    fn pressure(&self, prompt: &Prompt) -> i64 {
        let expectation = prompt.expectation.map_or(0, |expectation| {
            let since = self.since(expectation);
            // Those that must come too before this one's window closes, and two posts to spare.
            let before = Expectation::ALL.into_iter().filter(|e| self.since(*e) >= since).count() + 1;
            let left = self.expectations.get(&expectation).copied().unwrap_or_default();
            // Tenths of the distance at which an even spread of what is left of it would let it come.
            match since * left * 10 / self.left.max(1) {
                // Its window is about to close.
                _ if since + before >= EXPECTATION_WINDOW => 100 + 10 * i64::try_from(since).unwrap_or(0),
                0..10 => -20,
                10..13 => 4,
                _ => 20,
            }
        });
        // A theme with much left must come as often as its window lets it, and so must bold prompts.
        let theme = self.themes.get(&prompt.theme).copied().unwrap_or_default() * THEME_WINDOW;
        let theme = match theme {
            crowded if crowded > self.left + 2 => 1000,
            crowded if crowded * 2 >= self.left => 8,
            crowded if crowded * 4 >= self.left => 2,
            _ => 0,
        };
        let bold = match self.bold * (LIGHTER_BEFORE_BOLD + 1) {
            _ if prompt.courage != Courage::Bold => 0,
            crowded if crowded > self.left + 1 => 2000,
            crowded if crowded * 3 >= self.left * 2 => 6,
            _ => 0,
        };
        expectation + theme + bold
    }

    /// How many posts ago, counting the coming one, an expectation last came; never more than its window.
    fn since(&self, expectation: Expectation) -> usize {
        let ago = self.recent.iter().rev().position(|past| past.expectation == Some(expectation));
        (ago.unwrap_or(self.recent.len()) + 1).min(EXPECTATION_WINDOW)
    }
}

/// Whether `post` may follow on `before` by a rule that looks at the row of posts; repeats are another matter.
fn fits(rule: Rule, before: &[Traits], post: Traits) -> bool {
    let last = |n: usize| &before[before.len().saturating_sub(n)..];
    match rule {
        Rule::Repeat => true,
        Rule::Bold => {
            post.courage != Courage::Bold
                || before.len() >= GENTLE_START
                    && last(LIGHTER_BEFORE_BOLD).iter().all(|past| past.courage != Courage::Bold)
        }
        Rule::Theme => last(THEME_WINDOW - 1).iter().all(|past| past.theme != post.theme),
        Rule::Expectation => {
            let window = last(EXPECTATION_WINDOW - 1);
            window.len() < EXPECTATION_WINDOW - 1
                || Expectation::ALL.into_iter().all(|expectation| {
                    post.expectation == Some(expectation)
                        || window.iter().any(|past| past.expectation == Some(expectation))
                })
        }
    }
}

/// FNV-1a: the same on every machine and in every release.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finaliser of `SplitMix64`.
fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
