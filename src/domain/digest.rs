//! A month as a value: what a team's letter tells, and why.
//!
//! Fair, not by score: everything that may be told has the same chance, spread over people; the same month
//! with the same seed gives the same letter. It must not know any words, only who said what where.

use crate::domain::expectation::Expectation;
use crate::domain::ids::{LearningId, NominationId, OccasionId, ReplyId, StepId, UserId};
use crate::domain::prompt::Theme;
use crate::domain::step;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Letters in which nobody is the story twice.
pub const STORY_WINDOW: usize = 5;
/// Rounds with fewer writers are never quoted.
pub const LEAST_WRITERS: usize = 3;
/// The least and the most one-liners under *De små ting*.
pub const SMALL_THINGS: (usize, usize) = (3, 6);

/// A good example that was shared in the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Its id.
    pub id: NominationId,
    /// The colleagues it is about, those who said yes.
    pub people: Vec<UserId>,
    /// What it shows.
    pub expectation: Expectation,
    /// Whether it is short enough to be told in full.
    pub fits_in_full: bool,
}

/// An answer that was written in the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: ReplyId,
    /// Who wrote it.
    pub author: UserId,
    /// The round it was written in.
    pub round: OccasionId,
    /// The expectation that the round's prompt serves.
    pub expectation: Option<Expectation>,
    /// Whether it is short enough to be quoted in one line.
    pub fits_in_a_line: bool,
}

/// A question that can be taken along to a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The prompt's id.
    pub prompt: String,
    /// Whether it looks through the KKC lens.
    pub lens: bool,
}

/// All that a month's letter is chosen from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Month {
    /// The examples shared in it.
    pub examples: Vec<Example>,
    /// The answers written in it.
    pub answers: Vec<Answer>,
    /// The questions that can be taken along; those asked this month are left out before.
    pub questions: Vec<Question>,
    /// The people of the last stories, newest letter first.
    pub past_stories: Vec<Vec<UserId>>,
    /// Who is left out of quotes.
    pub absent: BTreeSet<UserId>,
    /// What was learned in it.
    pub learnings: Vec<LearningId>,
    /// The themes under which at least k people wrote of something that is hard.
    pub doubts: Vec<Theme>,
    /// The next steps to tell, in their order.
    pub steps: Vec<(StepId, step::Told)>,
    /// What it came to.
    pub counts: Counts,
}

/// What a month came to in numbers. Settled with the letter that is posted, and never counted anew: two counts, one taken after
/// somebody had written or was erased, would tell by their difference how much was theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Prompts asked.
    pub prompts: u32,
    /// Answers given; only in a letter that is posted, and only where at least k people gave them.
    pub answers: Option<u32>,
    /// Themes that were answered, and by how many prompts.
    pub themes: Vec<(Theme, u32)>,
}

/// One thing that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// A good example.
    Example(NominationId),
    /// A quote from an answer, without a name.
    Quote(ReplyId),
}

/// What is kept only for a while and told in a letter that stands longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// An answer that is quoted.
    Answer(ReplyId),
    /// A step.
    Step(StepId),
    /// A learning.
    Learning(LearningId),
}

impl Source {
    /// The permanent key of its kind, and its id.
    pub fn key(self) -> (&'static str, i64) {
        match self {
            Self::Answer(id) => ("answer", id.0),
            Self::Step(id) => ("step", id.0),
            Self::Learning(id) => ("learning", id.0),
        }
    }

    /// The one with this key and id.
    pub fn from_key(kind: &str, id: i64) -> Option<Self> {
        match kind {
            "answer" => Some(Self::Answer(ReplyId(id))),
            "step" => Some(Self::Step(StepId(id))),
            "learning" => Some(Self::Learning(LearningId(id))),
            _ => None,
        }
    }
}

/// What a letter tells, by id: kept, so that every later edit tells the same less what was withdrawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// *En historie fra måneden*.
    pub story: Option<NominationId>,
    /// *De små ting*, in the order in which they stand.
    pub small: Vec<Piece>,
    /// *Fire forventninger*, in reading order; the story itself where there is nothing else.
    pub expectations: [Option<Piece>; 4],
    /// *Det lærte vi*.
    #[serde(default)]
    pub learning: Option<LearningId>,
    /// *Det er svært lige nu*.
    #[serde(default)]
    pub doubts: Vec<Theme>,
    /// *Aftalt og gjort*, in the order in which they stand.
    #[serde(default)]
    pub steps: Vec<(StepId, step::Told)>,
    /// *Tag med til mødet*: the ids of two prompts, the second through the KKC lens.
    pub questions: Vec<String>,
    /// What the month came to; [`None`] in letters from before it was settled with them.
    #[serde(default)]
    pub counts: Option<Counts>,
}

impl Chosen {
    /// Whether there is nothing to tell. That something is still open is no news.
    pub fn is_empty(&self) -> bool {
        self.story.is_none()
            && self.small.is_empty()
            && self.expectations.iter().all(Option::is_none)
            && self.learning.is_none()
            && self.doubts.is_empty()
            && self.steps.iter().all(|(_, told)| *told == step::Told::Open)
    }

    /// Leaves out what is gone. Answers whether there was any.
    pub fn leave_out(&mut self, gone: &BTreeSet<Source>) -> bool {
        let before = self.clone();
        let left = |piece: &Piece| !matches!(piece, Piece::Quote(id) if gone.contains(&Source::Answer(*id)));
        self.small.retain(left);
        for one in &mut self.expectations {
            *one = one.filter(left);
        }
        self.learning = self.learning.filter(|one| !gone.contains(&Source::Learning(*one)));
        self.steps.retain(|(one, _)| !gone.contains(&Source::Step(*one)));
        *self != before
    }

    /// The answers, steps and learnings that are told, each once.
    pub fn sources(&self) -> BTreeSet<Source> {
        let quotes = self.pieces().into_iter().filter_map(|piece| match piece {
            Piece::Quote(id) => Some(Source::Answer(id)),
            Piece::Example(_) => None,
        });
        let steps = self.steps.iter().map(|(id, _)| Source::Step(*id));
        quotes.chain(steps).chain(self.learning.map(Source::Learning)).collect()
    }

    /// Everything told, each thing once.
    pub fn pieces(&self) -> BTreeSet<Piece> {
        let story = self.story.map(Piece::Example);
        story
            .into_iter()
            .chain(self.small.iter().copied())
            .chain(self.expectations.iter().flatten().copied())
            .collect()
    }
}

/// Chooses what the letter of `month` tells.
pub fn choose(month: &Month, seed: u64) -> Chosen {
    let lot = Lot(seed);
    let story = story(month, lot);
    let mut left = Left::new(month, story, lot);
    let expectations = Expectation::ALL.map(|expectation| {
        left.take(|piece| piece.expectation == Some(expectation)).or_else(|| {
            let told = month.examples.iter().find(|e| Some(e.id) == story);
            told.filter(|e| e.expectation == expectation).map(|e| Piece::Example(e.id))
        })
    });
    let mut small = Vec::new();
    while small.len() < SMALL_THINGS.1
        && let Some(piece) = left.take(|_| true)
    {
        small.push(piece);
    }
    // More than one from the same person only where the section would be thin without.
    while small.len() < SMALL_THINGS.0
        && let Some(piece) = left.take_again()
    {
        small.push(piece);
    }
    // Drawn anew, so that the order does not tell examples from quotes.
    let order = Lot(lot.mixed(3));
    small.sort_by_key(|piece| order.of_piece(*piece));
    let questions = questions(&month.questions, lot);
    let taught = Lot(lot.mixed(4));
    let learning = month.learnings.iter().copied().min_by_key(|id| (taught.of(id.0), *id));
    let (doubts, steps) = (month.doubts.clone(), month.steps.clone());
    let counts = Some(month.counts.clone());
    Chosen { story, small, expectations, learning, doubts, steps, questions, counts }
}

/// The example told in full: one whose people have not been the story in the last letters; among them those
/// whose turn is longest ago.
fn story(month: &Month, lot: Lot) -> Option<NominationId> {
    let recent: BTreeSet<UserId> =
        month.past_stories.iter().take(STORY_WINDOW - 1).flatten().copied().collect();
    let last_turn = |example: &Example| {
        let letters_ago = |user: &UserId| month.past_stories.iter().position(|people| people.contains(user));
        example.people.iter().filter_map(letters_ago).min().unwrap_or(usize::MAX)
    };
    let mut candidates: Vec<&Example> = month
        .examples
        .iter()
        .filter(|e| e.fits_in_full && e.people.iter().all(|user| !recent.contains(user)))
        .collect();
    candidates.sort_by_key(|e| (std::cmp::Reverse(last_turn(e)), lot.of(e.id.0)));
    candidates.first().map(|e| e.id)
}

struct Candidate {
    piece: Piece,
    people: Vec<UserId>,
    expectation: Option<Expectation>,
}

/// What has not been told yet, in the order of the lot.
struct Left {
    candidates: Vec<Candidate>,
    told: BTreeSet<UserId>,
}

impl Left {
    fn new(month: &Month, story: Option<NominationId>, lot: Lot) -> Self {
        let mut writers: BTreeMap<OccasionId, BTreeSet<UserId>> = BTreeMap::new();
        for answer in &month.answers {
            writers.entry(answer.round).or_default().insert(answer.author);
        }
        let examples = month.examples.iter().filter(|e| Some(e.id) != story).map(|e| Candidate {
            piece: Piece::Example(e.id),
            people: e.people.clone(),
            expectation: Some(e.expectation),
        });
        let quotes = month
            .answers
            .iter()
            .filter(|a| a.fits_in_a_line && !month.absent.contains(&a.author))
            .filter(|a| writers.get(&a.round).is_some_and(|w| w.len() >= LEAST_WRITERS))
            .map(|a| Candidate {
                piece: Piece::Quote(a.id),
                people: vec![a.author],
                expectation: a.expectation,
            });
        let mut candidates: Vec<Candidate> = examples.chain(quotes).collect();
        // An example says more than a quote.
        candidates.sort_by_key(|c| (matches!(c.piece, Piece::Quote(_)), lot.of_piece(c.piece)));
        let told =
            month.examples.iter().filter(|e| Some(e.id) == story).flat_map(|e| e.people.clone()).collect();
        Self { candidates, told }
    }

    /// The next thing that fits, of people nothing has been told of yet.
    fn take(&mut self, fits: impl Fn(&Candidate) -> bool) -> Option<Piece> {
        let next = self
            .candidates
            .iter()
            .position(|c| fits(c) && c.people.iter().all(|user| !self.told.contains(user)))?;
        Some(self.tell(next))
    }

    /// The next thing, whoever it is of.
    fn take_again(&mut self) -> Option<Piece> {
        (!self.candidates.is_empty()).then(|| self.tell(0))
    }

    fn tell(&mut self, index: usize) -> Piece {
        let candidate = self.candidates.remove(index);
        self.told.extend(candidate.people);
        candidate.piece
    }
}

/// Two questions: an open one, and one through the lens.
fn questions(all: &[Question], lot: Lot) -> Vec<String> {
    let pick = |lens: bool| {
        let some = all.iter().filter(|q| q.lens == lens);
        some.min_by_key(|q| (lot.of_word(&q.prompt), &q.prompt)).map(|q| q.prompt.clone())
    };
    [pick(false), pick(true)].into_iter().flatten().collect()
}

/// A lot that a seed repeats: each thing draws its own number, so that what is withdrawn between a preview and
/// the post leaves every other thing where it was (the mixer of `SplitMix64`, Steele, Lea and Flood 2014).
#[derive(Clone, Copy)]
struct Lot(u64);

impl Lot {
    /// The number that the thing with this id draws.
    fn of(self, id: i64) -> u64 {
        self.mixed(id.cast_unsigned())
    }

    /// The number that a piece draws; an example and a quote with the same id draw differently.
    fn of_piece(self, piece: Piece) -> u64 {
        match piece {
            Piece::Example(id) => Self(self.mixed(1)).of(id.0),
            Piece::Quote(id) => Self(self.mixed(2)).of(id.0),
        }
    }

    /// The number that a word draws.
    fn of_word(self, word: &str) -> u64 {
        word.bytes().fold(self.0, |lot, byte| Self(lot).mixed(u64::from(byte)))
    }

    fn mixed(self, with: u64) -> u64 {
        let z = (self.0 ^ with.wrapping_mul(0xD605_1A3B_7C8F_2E95)).wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}
