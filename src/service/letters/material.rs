//! What a letter is made from: the month's rows, and the choice that was settled from them.

use crate::domain::consent::{self, Reach, Telling};
use crate::domain::digest::{self, Answer, Chosen, Counts, Example, Month, Piece, Question};
use crate::domain::ids::{NominationId, OccasionId, ReplyId, StepId, UserId};
use crate::domain::learning::{Learning, tells_of_doubt};
use crate::domain::nomination::Nominee;
use crate::domain::prompt::{Audience, Form, Prompt, Theme};
use crate::domain::reply::Reply;
use crate::domain::step::{self, NextStep};
use crate::domain::team::Team;
use crate::service::core::Core;
use crate::service::refusal::Failure;
use crate::store::{ExampleRow, LetterRow};
use chrono::{Duration, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The longest story, and the longest quote, in characters.
const IN_FULL: usize = 1_000;
const IN_A_LINE: usize = 140;

/// A letter's choice with all that is needed to put it into words.
pub(super) struct Told {
    pub(super) chosen: Chosen,
    pub(super) examples: BTreeMap<NominationId, Telling>,
    pub(super) replies: BTreeMap<ReplyId, Reply>,
    pub(super) learning: Option<Learning>,
    pub(super) steps: BTreeMap<StepId, NextStep>,
    pub(super) questions: Vec<Prompt>,
    pub(super) numbers: Numbers,
}

/// What the picture shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// Examples by expectation; one at the most where fewer than k people stand behind all of them.
    pub(super) examples: [u32; 4],
    pub(super) counts: Counts,
}

/// Everything of one month.
pub(super) struct Gathered {
    pub(super) month: Month,
    /// Its examples by expectation, as in [`Numbers`].
    pub(super) examples: [u32; 4],
    /// Whether anything was asked at all.
    pub(super) asked: bool,
}

impl Core {
    /// What a month's letter tells: as settled when it was posted, else as it would be chosen now.
    pub(super) async fn letter_of(&self, team: &Team, month: NaiveDate) -> Result<Told, Failure> {
        let date = month + chrono::Months::new(1);
        let occasion =
            self.store.occasion_on(team.id, crate::domain::occasion::OccasionKind::Letter, date).await?;
        let settled = match &occasion {
            Some(occasion) => self.store.letter(occasion.id).await?,
            None => None,
        };
        if let Some(chosen) = settled.and_then(|letter| serde_json::from_str(&letter.chosen).ok()) {
            return self.told(team, month, chosen, occasion.map(|o| o.id)).await;
        }
        let gathered = self.gather(team, month, None).await?;
        let chosen = digest::choose(&gathered.month, seed(team, month));
        self.told(team, month, chosen, None).await
    }

    /// A choice with its rows; what was withdrawn, erased or asked to be left out is no longer in it.
    pub(super) async fn told(
        &self,
        team: &Team,
        month: NaiveDate,
        mut chosen: Chosen,
        letter: Option<OccasionId>,
    ) -> Result<Told, Failure> {
        let absent = match letter {
            Some(letter) => self.store.absent_from_letter(letter).await?,
            None => Vec::new(),
        };
        let (mut examples, mut replies) = (BTreeMap::new(), BTreeMap::new());
        for piece in chosen.pieces() {
            match piece {
                Piece::Example(id) => {
                    let row = self.store.nomination(id).await?;
                    let telling = row.and_then(|row| self.told_to(team.language, &row, Reach::Team));
                    examples.extend(telling.map(|telling| (id, telling)));
                }
                Piece::Quote(id) => {
                    let reply = self.store.reply(id).await?;
                    let Some(reply) =
                        reply.filter(|r| fits_in_a_line(&r.text) && !absent.contains(&r.author))
                    else {
                        continue;
                    };
                    // Erasing may have made a round too small to quote from.
                    let all = self.store.replies_of_round(reply.round).await?;
                    let writers: BTreeSet<UserId> = all.iter().map(|r| r.author).collect();
                    if writers.len() >= digest::LEAST_WRITERS {
                        replies.insert(id, reply);
                    }
                }
            }
        }
        let stands = |piece: &Piece| match piece {
            Piece::Example(id) => examples.contains_key(id),
            Piece::Quote(id) => replies.contains_key(id),
        };
        chosen.story = chosen.story.filter(|id| examples.contains_key(id));
        chosen.small.retain(|piece| stands(piece));
        chosen.expectations = chosen.expectations.map(|piece| piece.filter(|p| stands(p)));
        let learning = match chosen.learning {
            Some(id) => self.store.learning(id).await?.map(|row| row.learning),
            None => None,
        };
        chosen.learning = learning.as_ref().map(|learning| learning.id);
        let mut steps = BTreeMap::new();
        for (id, _) in &chosen.steps {
            steps.extend(self.store.step(*id).await?.map(|row| (*id, row.step)));
        }
        chosen.steps.retain(|(id, _)| steps.contains_key(id));
        let library = self.library_of(team.id).await?;
        let questions = chosen.questions.iter().filter(|id| library.asks(id));
        let questions = questions.filter_map(|id| library.get(id).cloned()).collect();
        let gathered = self.gather(team, month, letter).await?;
        let counted_now = || Counts { answers: None, ..gathered.month.counts };
        let counts = chosen.counts.clone().unwrap_or_else(counted_now);
        let numbers = Numbers { examples: gathered.examples, counts };
        Ok(Told { chosen, examples, replies, learning, steps, questions, numbers })
    }

    /// Everything of a month that its letter may be chosen from.
    pub(super) async fn gather(
        &self,
        team: &Team,
        month: NaiveDate,
        letter: Option<OccasionId>,
    ) -> Result<Gathered, Failure> {
        let (from, until) = team.month_bounds(month);
        let rows = self.store.shared_between(team.id, from, until).await?;
        let replies = self.store.replies_between(team.id, from, until).await?;
        let since = from - Duration::days(crate::domain::round::DAYS_OPEN);
        let rounds = self.store.rounds_since(Some(team.id), since).await?;
        let library = self.library_of(team.id).await?;
        let prompt_of = |round: OccasionId| {
            rounds.iter().find(|r| r.occasion == round).and_then(|r| library.get(&r.prompt))
        };
        let asked: Vec<&Prompt> = rounds
            .iter()
            .filter(|r| (from..until).contains(&r.opened_at))
            .filter_map(|r| library.get(&r.prompt))
            .collect();
        let absent = match letter {
            Some(letter) => self.store.absent_from_letter(letter).await?.into_iter().collect(),
            None => BTreeSet::new(),
        };
        let writers: BTreeSet<UserId> = replies.iter().map(|r| r.author).collect();
        let k = usize::from(team.k);
        // While a month lasts, whoever looks twice would see what one person's answer has changed.
        let enough = |people: &BTreeSet<UserId>| people.len() >= k && self.now() >= until;
        // Nor is it counted for a preview: somebody may be erased before the letter.
        let answers = (letter.is_some() && enough(&writers)).then(|| count(replies.len()));
        let answered: BTreeSet<OccasionId> = replies.iter().map(|r| r.round).collect();
        let mut themes: BTreeMap<Theme, u32> = BTreeMap::new();
        for prompt in answered.iter().filter_map(|round| prompt_of(*round)) {
            *themes.entry(prompt.theme).or_default() += 1;
        }
        let themes = themes.into_iter().collect();
        let counts = Counts { prompts: count(asked.len()), answers, themes };
        let behind: BTreeSet<UserId> = rows
            .iter()
            .flat_map(|r| r.nomination.nominees.iter().map(|n| n.user).chain([r.nomination.giver]))
            .collect();
        let mut examples = [0; 4];
        for row in &rows {
            let slot = &mut examples[row.nomination.expectation as usize];
            *slot = if behind.len() >= k { *slot + 1 } else { 1 };
        }
        let known: BTreeSet<&str> = replies
            .iter()
            .map(|r| r.author_name.as_str())
            .chain(rows.iter().map(|r| r.nomination.giver_name.as_str()))
            .chain(rows.iter().flat_map(|r| r.nomination.nominees.iter().map(|n| n.name.as_str())))
            .collect();
        let mut doubts: BTreeMap<Theme, BTreeSet<UserId>> = BTreeMap::new();
        for reply in replies.iter().filter(|reply| tells_of_doubt(&reply.text)) {
            if let Some(prompt) = prompt_of(reply.round) {
                doubts.entry(prompt.theme).or_default().insert(reply.author);
            }
        }
        doubts.retain(|_, people| enough(people));
        let learnings = self.store.learnings_between(team.id, from, until).await?;
        let steps: Vec<_> = self.store.steps(team.id).await?.into_iter().map(|row| row.step).collect();
        let month = Month {
            examples: rows.iter().map(example).collect(),
            answers: replies
                .iter()
                .map(|r| Answer {
                    id: r.id,
                    author: r.author,
                    round: r.round,
                    expectation: prompt_of(r.round).and_then(|p| p.expectation),
                    fits_in_a_line: fits_in_a_line(&r.text)
                        && !consent::names_somebody(&r.text, known.iter().copied()),
                })
                .collect(),
            questions: library
                .asked()
                .into_iter()
                .filter(|p| p.audience == Audience::Team)
                .filter(|p| matches!(p.form, Form::Question | Form::Sentence))
                .filter(|p| asked.iter().all(|a| a.id != p.id))
                .map(|p| Question { prompt: p.id.clone(), lens: p.lens.is_some() })
                .collect(),
            past_stories: self.past_stories(team, from).await?,
            absent,
            learnings: learnings.iter().map(|row| row.learning.id).collect(),
            doubts: doubts.into_keys().collect(),
            steps: step::told(&steps, from, until),
            counts,
        };
        Ok(Gathered { month, examples, asked: !asked.is_empty() })
    }

    /// The people of the team's last stories, newest letter first.
    async fn past_stories(
        &self,
        team: &Team,
        before: chrono::DateTime<chrono::Utc>,
    ) -> Result<Vec<Vec<UserId>>, Failure> {
        let mut past = Vec::new();
        for LetterRow { chosen, month, .. } in self.store.letters(team.id, 12).await? {
            if team.month_bounds(month).0 >= before {
                continue;
            }
            let chosen: Chosen = serde_json::from_str(&chosen).unwrap_or_default();
            let row = match chosen.story {
                Some(story) => self.store.nomination(story).await?,
                None => None,
            };
            past.push(row.map_or_else(Vec::new, |r| people(&r)));
        }
        Ok(past)
    }
}

fn people(row: &ExampleRow) -> Vec<UserId> {
    row.nomination.nominees.iter().filter(|n| Nominee::says_yes(n)).map(|n| n.user).collect()
}

fn example(row: &ExampleRow) -> Example {
    let n = &row.nomination;
    Example {
        id: n.id,
        people: people(row),
        expectation: n.expectation,
        fits_in_full: n.what.chars().count() + n.meant.chars().count() <= IN_FULL,
    }
}

/// Whether an answer can be quoted as it stands: one line, nothing taken out of it, not a mere greeting.
fn fits_in_a_line(text: &str) -> bool {
    let text = text.trim();
    let length = text.chars().count();
    (8..=IN_A_LINE).contains(&length) && !text.contains('\n') && !text.contains("fjernet]")
}

/// The same for the same team and month.
pub(super) fn seed(team: &Team, month: NaiveDate) -> u64 {
    team.id.0.cast_unsigned()
        ^ u64::from(chrono::Datelike::num_days_from_ce(&month).cast_unsigned()).rotate_left(32)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
