//! Answers taken out and put back, offered to become examples; examples page by page.

use super::{GUILD, Opened, TEAM, at, nomination, said, typed, work};
use crate::support::on_both_engines;
use aktor::domain::expectation::Expectation;
use aktor::domain::ids::{InteractionId, MessageId, NominationId, OccasionId, ReplyId, UserId};
use aktor::domain::nomination::NominationState;
use aktor::store::{ExampleRow, NewReply, Shelf};

on_both_engines!(
    an_answer_taken_out_is_kept_by_no_reading_until_it_is_put_back,
    an_answer_is_kept_out_before_and_after_it_is_heard_of,
    an_answer_is_offered_once_to_its_author,
    examples_are_read_both_ways_and_none_is_passed_over,
);

async fn an_answer_taken_out_is_kept_by_no_reading_until_it_is_put_back() {
    let store = Opened::with_round().await;
    let (written, clicked) = (said(1, "skrevet"), typed(2, "tastet"));
    let author = written.reply.author;
    store.keep_replies(&[written.clone(), said(3, "anden")], &[], at(0)).await.unwrap();
    store.keep_answer(&clicked, &work(5, "answer:2", 0), at(0)).await.unwrap();
    assert!(!store.take_out(ReplyId(1), UserId(999), &[], at(1)).await.unwrap(), "somebody else's");
    assert!(store.take_out(ReplyId(1), author, &[work(6, "follows", 0)], at(1)).await.unwrap());
    assert!(!store.take_out(ReplyId(1), author, &[], at(1)).await.unwrap(), "it is out already");
    assert!(store.is_open("follows").await.unwrap());
    let out = store.answer_row(GUILD, ReplyId(1)).await.unwrap().unwrap();
    assert!(out.taken_out && out.team == TEAM && out.guild == GUILD);
    assert_eq!((out.reply.text.as_str(), out.reply.author_name.as_str()), ("", ""));
    assert_eq!(store.answer_shown_by(GUILD, MessageId(1)).await.unwrap().unwrap(), out);
    assert_eq!(store.answer_row(8.into(), ReplyId(1)).await.unwrap(), None, "another server's");
    let mut edited = written.clone();
    edited.reply.edited_at = Some(at(30));
    for reading in [edited, written.clone()] {
        assert_eq!(store.keep_replies(&[reading], &[], at(2)).await.unwrap(), 0);
    }
    assert_eq!(store.reply(ReplyId(1)).await.unwrap(), None);
    assert_eq!(store.known_replies(&[ReplyId(1)]).await.unwrap(), []);
    assert_eq!(store.erased_among(&[MessageId(1), MessageId(3)]).await.unwrap(), [MessageId(1)]);
    assert!(!store.change_reply(ReplyId(1), author, "rettet", &[], at(3)).await.unwrap());
    let texts = async |store: &Opened| {
        let all = store.replies_of_round(OccasionId(10)).await.unwrap();
        all.into_iter().map(|reply| reply.text).collect::<Vec<_>>()
    };
    assert!(!texts(&store).await.contains(&String::new()));
    store.forget_taken_out(ReplyId(3), said(3, "anden").reply.author).await.unwrap();
    assert!(store.reply(ReplyId(3)).await.unwrap().is_some(), "it was not out");
    store.forget_taken_out(ReplyId(1), author).await.unwrap();
    assert_eq!(store.keep_replies(std::slice::from_ref(&written), &[], at(4)).await.unwrap(), 1);
    assert_eq!(store.reply(ReplyId(1)).await.unwrap(), Some(written.reply));

    let author = clicked.reply.author;
    store.put_back(ReplyId(2), author, ("X", "ikke ude")).await.unwrap();
    assert_eq!(store.reply(ReplyId(2)).await.unwrap().unwrap().text, "tastet");
    assert!(store.take_out(ReplyId(2), author, &[], at(5)).await.unwrap());
    store.put_back(ReplyId(2), UserId(999), ("X", "en andens")).await.unwrap();
    assert_eq!(store.reply(ReplyId(2)).await.unwrap(), None);
    store.put_back(ReplyId(2), author, ("Asta", "igen")).await.unwrap();
    let back = store.reply(ReplyId(2)).await.unwrap().unwrap();
    assert_eq!((back.text.as_str(), back.author_name.as_str()), ("igen", "Asta"));
}

async fn an_answer_is_kept_out_before_and_after_it_is_heard_of() {
    let store = Opened::with_round().await;
    let (early, late) = (said(1, "ikke hørt"), said(2, "hørt imens"));
    store.keep_out(&early, at(0)).await.unwrap();
    store.keep_replies(std::slice::from_ref(&late), &[], at(0)).await.unwrap();
    store.keep_out(&late, at(0)).await.unwrap();
    store.keep_replies(&[early, late], &[], at(1)).await.unwrap();
    assert_eq!(store.replies_of_round(OccasionId(10)).await.unwrap(), []);
    for id in [1, 2] {
        let row = store.answer_row(GUILD, ReplyId(id)).await.unwrap().unwrap();
        assert!(row.taken_out && row.reply.text.is_empty(), "{row:?}");
    }
    store.erase_messages(&[MessageId(1)], &[], at(2)).await.unwrap();
    assert_eq!(store.answer_row(GUILD, ReplyId(1)).await.unwrap(), None, "its message was deleted");
}

async fn an_answer_is_offered_once_to_its_author() {
    let store = Opened::with_round().await;
    let author = UserId(300);
    let theirs = |mut new: NewReply| {
        new.reply.author = author;
        new
    };
    let written = [said(1, "#GodtEksempel <@7>"), said(2, "uden mærke"), said(3, "#godt-eksempel <@7>")];
    store.keep_replies(&written.map(theirs), &[], at(0)).await.unwrap();
    let clicked = theirs(typed(4, "#godteksempel <@7>"));
    store.keep_answer(&clicked, &work(5, "answer:4", 0), at(0)).await.unwrap();
    let due = async |store: &Opened, guild, author| {
        let all = store.answers_to_offer(guild, author).await.unwrap();
        all.into_iter().map(|reply| reply.id.0).collect::<Vec<_>>()
    };
    assert_eq!(due(&store, GUILD, author).await, [1, 3]);
    assert_eq!(due(&store, GUILD, UserId(999)).await, [0; 0]);
    assert_eq!(due(&store, 8.into(), author).await, [0; 0]);
    assert!(store.begin_offer(ReplyId(1), author, at(1)).await.unwrap());
    assert!(!store.begin_offer(ReplyId(1), author, at(1)).await.unwrap());
    assert!(!store.begin_offer(ReplyId(3), UserId(999), at(1)).await.unwrap());
    assert_eq!(due(&store, GUILD, author).await, [3]);
    store.undo_offer(ReplyId(1), author).await.unwrap();
    store.take_out(ReplyId(3), author, &[], at(2)).await.unwrap();
    assert_eq!(due(&store, GUILD, author).await, [1]);
}

async fn examples_are_read_both_ways_and_none_is_passed_over() {
    let store = Opened::with_team().await;
    // Two at a time are shared in the same moment.
    for id in 1..=6 {
        let mut example = nomination(id, "what");
        example.nominees.clear();
        example.state = if id == 6 { NominationState::Asking } else { NominationState::Shared };
        example.given_at = at(id / 2);
        example.giver = UserId(1_000 + id);
        if id == 5 {
            example.expectation = Expectation::Others;
        }
        store.give((InteractionId(id), None), GUILD, &example, (5, at(-60)), &[]).await.unwrap();
    }
    let shelf = Shelf { team: TEAM, expectation: None, from: at(-10), until: at(60) };
    let ids = |rows: Vec<ExampleRow>| rows.iter().map(|row| row.nomination.id.0).collect::<Vec<_>>();
    let before = async |shelf: &Shelf, minutes, id, most| {
        ids(store.examples_before(shelf, (at(minutes), NominationId(id)), most).await.unwrap())
    };
    let after = async |shelf: &Shelf, minutes, id, most| {
        ids(store.examples_after(shelf, (at(minutes), NominationId(id)), most).await.unwrap())
    };
    assert_eq!(before(&shelf, 50, 0, 9).await, [5, 4, 3, 2, 1]);
    assert_eq!(before(&shelf, 50, 0, 2).await, [5, 4]);
    assert_eq!(before(&shelf, 2, 5, 2).await, [4, 3]);
    assert_eq!(after(&shelf, 1, 2, 9).await, [3, 4, 5]);
    assert_eq!(after(&shelf, 2, 5, 9).await, [0; 0]);
    let others = Shelf { expectation: Some(Expectation::Others), ..shelf };
    assert_eq!(before(&others, 50, 0, 9).await, [5]);
    let short = Shelf { from: at(1), until: at(2), ..shelf };
    assert_eq!(before(&short, 50, 0, 9).await, [3, 2]);
    assert_eq!(before(&Shelf { team: 77.into(), ..shelf }, 50, 0, 9).await, [0; 0]);
}
