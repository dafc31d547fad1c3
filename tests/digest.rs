//! What a letter tells is chosen fairly, the same every time, and never from what may not be told.

use aktor::domain::digest::{
    Answer, Chosen, Example, LEAST_WRITERS, Month, Piece, Question, SMALL_THINGS, STORY_WINDOW, choose,
};
use aktor::domain::expectation::Expectation;
use aktor::domain::ids::{NominationId, OccasionId, ReplyId, UserId};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn expectation() -> impl Strategy<Value = Expectation> {
    prop::sample::select(&Expectation::ALL[..])
}

fn person() -> impl Strategy<Value = UserId> {
    (1_i64..12).prop_map(UserId)
}

prop_compose! {
    fn month()(
        examples in vec((btree_set(person(), 0..4), expectation(), prop::bool::weighted(0.8)), 0..8),
        answers in vec((person(), 1_i64..5, prop::option::of(expectation()), prop::bool::weighted(0.8)), 0..40),
        questions in vec(any::<bool>(), 0..8),
        past_stories in vec(vec(person(), 0..4), 0..9),
        absent in btree_set(person(), 0..4),
    ) -> Month {
        Month {
            examples: (1..).zip(examples).map(|(id, (people, expectation, fits_in_full))| Example {
                id: NominationId(id), people: people.into_iter().collect(), expectation, fits_in_full,
            }).collect(),
            answers: (1..).zip(answers).map(|(id, (author, round, expectation, fits_in_a_line))| Answer {
                id: ReplyId(id), author, round: OccasionId(round), expectation, fits_in_a_line,
            }).collect(),
            questions: (1..).zip(questions).map(|(id, lens)| Question { prompt: format!("p-{id}"), lens }).collect(),
            past_stories,
            absent,
            ..Month::default()
        }
    }
}

fn told(chosen: &Chosen) -> Vec<Piece> {
    let story = chosen.story.map(Piece::Example);
    story
        .into_iter()
        .chain(chosen.small.iter().copied())
        .chain(chosen.expectations.iter().flatten().copied())
        .collect()
}

proptest! {
    #[test]
    fn the_same_month_gives_the_same_letter_in_whatever_order_it_was_read(month in month(), seed in any::<u64>()) {
        let mut turned = month.clone();
        turned.examples.reverse();
        turned.answers.reverse();
        turned.questions.reverse();
        prop_assert_eq!(choose(&month, seed), choose(&turned, seed));
    }

    #[test]
    fn a_choice_is_kept_and_read_back_as_it_was(month in month(), seed in any::<u64>()) {
        let chosen = choose(&month, seed);
        let kept = serde_json::to_string(&chosen).unwrap();
        prop_assert_eq!(serde_json::from_str::<Chosen>(&kept).unwrap(), chosen);
    }

    #[test]
    fn nothing_is_quoted_from_a_small_round_or_from_who_is_left_out(month in month(), seed in any::<u64>()) {
        let mut writers: BTreeMap<OccasionId, BTreeSet<UserId>> = BTreeMap::new();
        for answer in &month.answers {
            writers.entry(answer.round).or_default().insert(answer.author);
        }
        for piece in told(&choose(&month, seed)) {
            let Piece::Quote(id) = piece else { continue };
            let answer = month.answers.iter().find(|a| a.id == id).unwrap();
            prop_assert!(writers[&answer.round].len() >= LEAST_WRITERS);
            prop_assert!(!month.absent.contains(&answer.author));
            prop_assert!(answer.fits_in_a_line);
        }
    }

    #[test]
    fn everything_is_told_once_but_the_story_where_its_expectation_has_nothing_else(month in month(), seed in any::<u64>()) {
        let chosen = choose(&month, seed);
        let mut seen = BTreeSet::new();
        for piece in chosen.small.iter().chain(chosen.expectations.iter().flatten()) {
            prop_assert!(seen.insert(*piece), "{piece:?} stands twice");
        }
        for piece in &chosen.small {
            prop_assert_ne!(Some(*piece), chosen.story.map(Piece::Example));
        }
        prop_assert!(chosen.small.len() <= SMALL_THINGS.1);
        for (slot, expectation) in chosen.expectations.iter().zip(Expectation::ALL) {
            let of = match slot {
                Some(Piece::Example(id)) => month.examples.iter().find(|e| e.id == *id).map(|e| e.expectation),
                Some(Piece::Quote(id)) => month.answers.iter().find(|a| a.id == *id).and_then(|a| a.expectation),
                None => Some(expectation),
            };
            prop_assert_eq!(of, Some(expectation));
        }
    }

    #[test]
    fn the_story_fits_and_is_nobodys_of_the_last_four(month in month(), seed in any::<u64>()) {
        if let Some(story) = choose(&month, seed).story {
            let example = month.examples.iter().find(|e| e.id == story).unwrap();
            let recent: BTreeSet<_> = month.past_stories.iter().take(STORY_WINDOW - 1).flatten().collect();
            prop_assert!(example.fits_in_full);
            prop_assert!(example.people.iter().all(|user| !recent.contains(user)));
        }
    }

    #[test]
    fn two_questions_go_along_and_one_of_them_has_the_lens(month in month(), seed in any::<u64>()) {
        let chosen = choose(&month, seed).questions;
        let lens = |id: &String| month.questions.iter().any(|q| q.prompt == *id && q.lens);
        let (with, without) = (month.questions.iter().any(|q| q.lens), month.questions.iter().any(|q| !q.lens));
        prop_assert_eq!(chosen.iter().filter(|id| lens(id)).count(), usize::from(with));
        prop_assert_eq!(chosen.len(), usize::from(with) + usize::from(without));
    }

    #[test]
    fn what_is_withdrawn_after_the_preview_leaves_the_rest_of_the_small_things_as_they_were(
        writers in 8_i64..20, seed in any::<u64>(),
    ) {
        // Everybody writes in one round, without an expectation: only small things are told.
        let month = Month {
            answers: (1..=writers).map(|id| Answer {
                id: ReplyId(id), author: UserId(id), round: OccasionId(1), expectation: None, fits_in_a_line: true,
            }).collect(),
            ..Month::default()
        };
        let before = choose(&month, seed);
        let Some(Piece::Quote(gone)) = before.small.first().copied() else { return Ok(()) };
        let mut after = month.clone();
        after.answers.retain(|a| a.id != gone);
        let after: BTreeSet<Piece> = choose(&after, seed).small.into_iter().collect();
        let stayed = before.small.iter().skip(1).filter(|p| after.contains(p)).count();
        prop_assert_eq!(stayed, before.small.len() - 1);
    }
}

#[test]
fn over_sixty_months_nobody_is_the_story_twice_in_five_letters_and_everybody_has_a_turn() {
    for seed in 0..50 {
        let mut past: Vec<Vec<UserId>> = Vec::new();
        let mut turns: BTreeMap<UserId, usize> = BTreeMap::new();
        for month in 0..60_i64 {
            let examples = (0..10).map(|n| Example {
                id: NominationId(1 + month * 100 + n),
                people: vec![UserId(n)],
                expectation: Expectation::ALL[usize::try_from(n % 4).unwrap()],
                fits_in_full: true,
            });
            let month =
                Month { examples: examples.collect(), past_stories: past.clone(), ..Month::default() };
            let story = choose(&month, seed ^ past.len() as u64).story.unwrap();
            let people = month.examples.iter().find(|e| e.id == story).unwrap().people.clone();
            for user in &people {
                assert!(!past.iter().take(STORY_WINDOW - 1).flatten().any(|before| before == user));
                *turns.entry(*user).or_default() += 1;
            }
            past.insert(0, people);
        }
        assert_eq!(turns.len(), 10, "seed {seed}: somebody never had a turn");
        assert!(turns.values().all(|n| *n == 6), "seed {seed}: {turns:?}");
    }
}

#[test]
fn everybody_who_writes_has_about_the_same_chance_of_being_quoted() {
    let mut quoted: BTreeMap<ReplyId, u32> = BTreeMap::new();
    for seed in 0..2_000 {
        let answers = (1..=24).map(|id| Answer {
            id: ReplyId(id),
            author: UserId(id),
            round: OccasionId(1),
            expectation: None,
            fits_in_a_line: true,
        });
        let month = Month { answers: answers.collect(), ..Month::default() };
        for piece in choose(&month, seed).small {
            if let Piece::Quote(id) = piece {
                *quoted.entry(id).or_default() += 1;
            }
        }
    }
    // 2,000 letters of six among 24: 500 each, give or take five standard deviations.
    assert_eq!(quoted.len(), 24);
    assert!(quoted.values().all(|n| (403..=597).contains(n)), "{quoted:?}");
}
