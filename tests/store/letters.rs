//! The monthly letters.

use super::{GUILD, KAREN, Opened, TEAM, at, date, occasion, work};
use crate::support::on_both_engines;
use aktor::domain::digest::{Chosen, Piece};
use aktor::domain::ids::{ChannelId, MessageId, OccasionId, UserId};
use aktor::domain::occasion::{OccasionKind, OccasionState};
use aktor::store::{LetterRests, LetterRow, StoreError};

on_both_engines!(
    a_letter_is_settled_once_posted_once_and_found_again,
    the_rest_of_a_letter_is_known_to_be_on_its_way,
    a_later_vote_replaces_the_earlier,
    who_leaves_a_letter_is_left_out_once,
    it_is_known_for_a_while_whose_it_was_that_a_letter_tells,
);

fn letter(id: i64, chosen: &str) -> LetterRow {
    LetterRow {
        occasion: OccasionId(id),
        team: TEAM,
        guild: GUILD,
        month: date(id),
        chosen: chosen.to_owned(),
        shown: None,
        rest: None,
        posted_at: None,
    }
}

/// A store with two letters planned: occasions 10 and 11.
async fn planned() -> Opened {
    let store = Opened::with_team().await;
    for id in [10, 11] {
        let mut planned = occasion(id, id);
        planned.kind = OccasionKind::Letter;
        store
            .plan(KAREN, GUILD, &[(planned, vec![work(id, &format!("letter:{id}"), id)])], at(0))
            .await
            .unwrap();
    }
    store
}

async fn a_letter_is_settled_once_posted_once_and_found_again() {
    let store = planned().await;
    assert_eq!(store.settle_letter(&letter(10, "[1]")).await.unwrap(), "[1]");
    assert_eq!(store.settle_letter(&letter(10, "[2]")).await.unwrap(), "[1]");
    store.settle_letter(&letter(11, "[3]")).await.unwrap();
    assert_eq!(store.letter(OccasionId(12)).await.unwrap(), None);
    assert_eq!(store.letters(TEAM, 9).await.unwrap(), []);
    let settled = store.settled_letters(TEAM).await.unwrap();
    assert_eq!(settled, [letter(11, "[3]"), letter(10, "[1]")], "newest first");

    let claim = store.claim_one(at(10)).await;
    let (post, rest) = ((ChannelId(11), MessageId(70)), (ChannelId(70), MessageId(71)));
    let next = [work(20, "rest:10", 10)];
    store.record_letter_posted(&claim, OccasionId(10), post, &next, at(10)).await.unwrap();
    let twice = store.record_letter_posted(&claim, OccasionId(10), post, &next, at(10)).await;
    assert!(matches!(twice, Err(StoreError::Stale)), "{twice:?}");
    assert_eq!(store.occasion(OccasionId(10)).await.unwrap().unwrap().state, OccasionState::Posted);
    let claim = store.claim_one(at(10)).await;
    store.record_letter_rest(&claim, OccasionId(10), rest, &[], at(10)).await.unwrap();
    let posted =
        LetterRow { shown: Some(post), rest: Some(rest), posted_at: Some(at(10)), ..letter(10, "[1]") };
    assert_eq!(store.letter(OccasionId(10)).await.unwrap(), Some(posted.clone()));
    assert_eq!(store.letters(TEAM, 9).await.unwrap(), [posted]);
}

async fn the_rest_of_a_letter_is_known_to_be_on_its_way() {
    let store = planned().await;
    let rests = async |id| store.letter_rests(OccasionId(id)).await.unwrap();
    assert_eq!(rests(1).await, LetterRests { made: 0, open: 0 });
    let keys = ["letter-rest:1", "letter-rest:1:1", "letter-rest:10", "letter-refresh:1:1"];
    let all: Vec<_> = keys.into_iter().zip(20..).map(|(key, id)| work(id, key, id - 20)).collect();
    store.enqueue(&all, at(0)).await.unwrap();
    assert_eq!(rests(1).await, LetterRests { made: 2, open: 2 });
    let claim = store.claim_one(at(0)).await;
    assert_eq!(rests(1).await.open, 2, "in hand it is not done");
    store.complete(&claim, &[], at(0)).await.unwrap();
    assert_eq!(rests(1).await, LetterRests { made: 2, open: 1 });
    assert_eq!(rests(10).await, LetterRests { made: 1, open: 1 });
}

async fn a_later_vote_replaces_the_earlier() {
    let store = planned().await;
    let (asta, bo) = (UserId(201), UserId(202));
    for (user, approved) in [(bo, true), (asta, true), (bo, false)] {
        store.vote(OccasionId(10), user, approved, at(0)).await.unwrap();
    }
    assert_eq!(store.votes(OccasionId(10)).await.unwrap(), [(asta, true), (bo, false)]);
    assert_eq!(store.votes(OccasionId(11)).await.unwrap(), []);
}

async fn who_leaves_a_letter_is_left_out_once() {
    let store = planned().await;
    for id in [31, 32] {
        let amend = [work(id, &format!("amend:{id}"), 0)];
        store.leave_letter(OccasionId(10), UserId(201), &amend, at(0)).await.unwrap();
        assert!(store.is_open(&amend[0].key).await.unwrap());
    }
    assert_eq!(store.absent_from_letter(OccasionId(10)).await.unwrap(), [UserId(201)]);
    assert_eq!(store.absent_from_letter(OccasionId(11)).await.unwrap(), []);
}

async fn it_is_known_for_a_while_whose_it_was_that_a_letter_tells() {
    let store = Opened::with_round().await;
    store.keep_replies(&[super::said(70, "ord")], &[], at(1)).await.unwrap();
    let told = Chosen { small: vec![Piece::Quote(70.into()), Piece::Quote(71.into())], ..Chosen::default() };
    let told = serde_json::to_string(&told).unwrap();
    let whose =
        "SELECT user_id FROM letter_sources WHERE occasion_id = 10 AND kind = 'answer' AND source_id = 70";
    for _ in 0..2 {
        store.settle_letter(&letter(10, &told)).await.unwrap();
        assert_eq!(store.database.numbers(whose).await, [1_070]);
    }
    assert_eq!(store.expire_letter_sources(date(10)).await.unwrap(), 0);
    assert_eq!(store.expire_letter_sources(date(11)).await.unwrap(), 1, "of 71 nothing was kept");
    assert!(store.database.numbers(whose).await.is_empty());
}
