//! What people wrote: kept once, changed by the newest edit, and gone for good once it is erased.

use super::{GUILD, Opened, TEAM, at, removal, said, typed, work};
use crate::support::on_both_engines;
use aktor::domain::ids::{ChannelId, MessageId, OccasionId, ReplyId, UserId};
use chrono::{DateTime, Duration, Utc};

on_both_engines!(
    a_batch_is_kept_once_and_the_newest_edit_wins,
    what_was_erased_is_not_kept_again,
    what_an_answer_said_before_is_known_by_its_print_until_its_post_is_known,
    a_channel_that_is_gone_takes_its_answers,
    answers_are_found_by_round_by_time_and_by_message,
    an_answer_by_button_is_kept_once_with_the_work_of_posting_it,
    a_post_is_recorded_changed_or_taken_back_as_its_answer_stands,
    an_answer_is_changed_and_erased_by_its_author_alone,
    answers_are_erased_when_their_time_is_over,
);

/// `(text, edited minutes)` of every answer of the round.
async fn texts(store: &Opened) -> Vec<(String, Option<DateTime<Utc>>)> {
    let all = store.replies_of_round(OccasionId(10)).await.unwrap();
    all.into_iter().map(|reply| (reply.text, reply.edited_at)).collect()
}

async fn a_batch_is_kept_once_and_the_newest_edit_wins() {
    let store = Opened::with_round().await;
    let edited = |text: &str, by: i64| {
        let mut new = said(1, text);
        new.reply.edited_at = Some(at(by));
        new
    };
    assert_eq!(store.keep_replies(&[], &[], at(0)).await.unwrap(), 0);
    let batch = [said(1, "first"), said(2, "second")];
    assert_eq!(store.keep_replies(&batch, &[work(5, "follows", 0)], at(0)).await.unwrap(), 2);
    assert!(store.is_open("follows").await.unwrap());
    assert_eq!(store.keep_replies(&batch, &[], at(0)).await.unwrap(), 0, "the same again changes nothing");
    assert_eq!(store.keep_replies(&[edited("newest", 30)], &[], at(0)).await.unwrap(), 1);
    assert_eq!(store.keep_replies(&[edited("older", 29)], &[], at(0)).await.unwrap(), 0);
    assert_eq!(store.keep_replies(&[edited("equal", 30)], &[], at(0)).await.unwrap(), 0);
    assert_eq!(store.keep_replies(&[said(1, "first")], &[], at(0)).await.unwrap(), 0, "written long ago");
    assert_eq!(texts(&store).await, [("newest".to_owned(), Some(at(30))), ("second".to_owned(), None)]);
    let mut known = said(2, "second");
    assert_eq!(store.known_replies(&[ReplyId(2), ReplyId(3)]).await.unwrap(), [known.clone()]);
    assert_eq!(store.known_replies(&[]).await.unwrap(), []);
    known.reply.attachments = 3;
    known.reply.edited_at = Some(at(2) + Duration::microseconds(1));
    store.keep_replies(&[known.clone()], &[], at(0)).await.unwrap();
    assert_eq!(store.reply(ReplyId(2)).await.unwrap(), Some(known.reply), "to the microsecond");
}

async fn what_was_erased_is_not_kept_again() {
    let store = Opened::with_round().await;
    store.keep_replies(&[said(1, "first"), said(2, "second")], &[], at(0)).await.unwrap();
    assert_eq!(store.erase_messages(&[], &[], at(0)).await.unwrap(), 0);
    let gone = [MessageId(1), MessageId(3), MessageId(3)];
    assert_eq!(store.erase_messages(&gone, &[work(5, "amend", 0)], at(0)).await.unwrap(), 1);
    assert_eq!(store.erase_messages(&gone, &[], at(1)).await.unwrap(), 0);
    assert!(store.is_open("amend").await.unwrap());
    let mut late = said(1, "changed");
    late.reply.edited_at = Some(at(99));
    assert_eq!(store.keep_replies(&[late, said(3, "late"), said(4, "new")], &[], at(0)).await.unwrap(), 1);
    let kept: Vec<String> = texts(&store).await.into_iter().map(|(text, _)| text).collect();
    assert_eq!(kept, ["second", "new"]);
    let mut among = store.erased_among(&[1, 2, 3].map(MessageId)).await.unwrap();
    among.sort();
    assert_eq!(among, [MessageId(1), MessageId(3)]);
    assert_eq!(store.forget_erased(at(0)).await.unwrap(), 0);
    assert_eq!(store.forget_erased(at(1)).await.unwrap(), 2);
    assert_eq!(store.erased_among(&[MessageId(1)]).await.unwrap(), []);
}

async fn what_an_answer_said_before_is_known_by_its_print_until_its_post_is_known() {
    let store = Opened::with_round().await;
    store.keep_answer(&typed(4, "first"), &work(5, "answer:4", 0), at(0)).await.unwrap();
    for print in ["one", "two", "one"] {
        store.keep_earlier_words(ReplyId(4), print, "answer:4", at(1)).await.unwrap();
    }
    assert_eq!(store.earlier_words(ReplyId(4)).await.unwrap(), ["one", "two"]);
    assert_eq!(store.earlier_words(ReplyId(5)).await.unwrap(), Vec::<String>::new());
    store.forget_erased(at(1)).await.unwrap();
    assert_eq!(store.earlier_words(ReplyId(4)).await.unwrap().len(), 2);
    let claim = store.claim_one(at(2)).await;
    let (here, follows) = ((ChannelId(11), MessageId(99)), work(6, "change", 0));
    store.record_answer_posted(&claim, ReplyId(4), here, None, &follows, &follows, at(2)).await.unwrap();
    assert_eq!(store.earlier_words(ReplyId(4)).await.unwrap(), Vec::<String>::new());
    // Nothing is kept of an answer whose post is known, and nothing longer than erased messages.
    store.keep_earlier_words(ReplyId(4), "three", "answer:4", at(3)).await.unwrap();
    assert_eq!(store.earlier_words(ReplyId(4)).await.unwrap(), Vec::<String>::new());
    store.keep_answer(&typed(7, "other"), &work(8, "answer:7", 0), at(3)).await.unwrap();
    store.keep_earlier_words(ReplyId(7), "one", "answer:7", at(3)).await.unwrap();
    store.forget_erased(at(4)).await.unwrap();
    assert_eq!(store.earlier_words(ReplyId(7)).await.unwrap(), Vec::<String>::new());
    store.keep_earlier_words(ReplyId(7), "one", "answer:7", at(5)).await.unwrap();
    store.forget_earlier_words(ReplyId(7)).await.unwrap();
    assert_eq!(store.earlier_words(ReplyId(7)).await.unwrap(), Vec::<String>::new());
}

async fn a_channel_that_is_gone_takes_its_answers() {
    let store = Opened::with_round().await;
    let mut elsewhere = said(3, "elsewhere");
    elsewhere.reply.channel = ChannelId(11);
    store.keep_replies(&[said(1, "a"), said(2, "b"), elsewhere], &[], at(0)).await.unwrap();
    store.keep_answer(&typed(4, "not posted yet"), &work(5, "answer:4", 0), at(0)).await.unwrap();
    assert_eq!(store.erase_channel(ChannelId(30), &[work(6, "amend", 0)], at(0)).await.unwrap(), 3);
    assert_eq!(store.erase_channel(ChannelId(30), &[], at(0)).await.unwrap(), 0);
    assert!(store.is_open("amend").await.unwrap());
    assert_eq!(texts(&store).await, [("elsewhere".to_owned(), None)]);
    assert_eq!(store.keep_replies(&[said(1, "a")], &[], at(0)).await.unwrap(), 0, "a late event");
}

async fn answers_are_found_by_round_by_time_and_by_message() {
    let store = Opened::with_round().await;
    // Written in another order than they were heard of.
    store.keep_replies(&[said(3, "c"), said(1, "a"), said(2, "b")], &[], at(0)).await.unwrap();
    let between = |from, until| {
        let store = &store;
        async move {
            let found = store.replies_between(TEAM, at(from), at(until)).await.unwrap();
            found.into_iter().map(|reply| reply.text).collect::<Vec<_>>()
        }
    };
    assert_eq!(between(0, 9).await, ["a", "b", "c"]);
    assert_eq!(between(1, 3).await, ["a", "b"], "from the first moment until before the last");
    let mut newer = store.reply_messages_in(ChannelId(30), MessageId(1)).await.unwrap();
    newer.sort();
    assert_eq!(newer, [MessageId(2), MessageId(3)]);
    let found = store.replies_with_messages(&[MessageId(2), MessageId(9)]).await.unwrap();
    assert_eq!(found, [(ReplyId(2), TEAM)]);
    assert_eq!(store.replies_with_messages(&[]).await.unwrap(), []);
    assert_eq!(store.reply(ReplyId(9)).await.unwrap(), None);
    let shown = store.answer_shown_by(GUILD, MessageId(2)).await.unwrap();
    assert_eq!(shown.map(|row| row.reply), Some(said(2, "b").reply));
    assert_eq!(store.answer_shown_by(GUILD, MessageId(9)).await.unwrap(), None);
    assert_eq!(store.answer_shown_by(8.into(), MessageId(2)).await.unwrap(), None, "another server's");
}

async fn an_answer_by_button_is_kept_once_with_the_work_of_posting_it() {
    let store = Opened::with_round().await;
    let answer = typed(1, "mit svar");
    // The event comes twice; then the person sends the same words again.
    let mut again = typed(1_001, "mit svar");
    again.reply.author = answer.reply.author;
    for (sent, n) in [(&answer, 5), (&answer, 6), (&again, 7)] {
        let key = if n == 5 { "answer:1" } else { "answer:1:again" };
        assert_eq!(store.keep_answer(sent, &work(n, key, 0), at(0)).await.unwrap(), ReplyId(1));
    }
    assert!(store.is_open("answer:1").await.unwrap() && !store.is_open("answer:1:again").await.unwrap());
    assert_eq!(store.reply(ReplyId(1)).await.unwrap(), Some(answer.reply));
}

async fn a_post_is_recorded_changed_or_taken_back_as_its_answer_stands() {
    let store = Opened::with_round().await;
    // As it was posted; changed meanwhile; erased meanwhile; its post deleted before it was known.
    for (id, then) in [(1, "same"), (2, "changed"), (3, "erased"), (4, "deleted")] {
        let author = UserId(id + 1_000);
        store
            .keep_answer(&typed(id, "posted"), &work(id + 50, &format!("answer:{id}"), id), at(0))
            .await
            .unwrap();
        let claim = store.claim_one(at(id)).await;
        match then {
            "changed" => assert!(store.change_reply(ReplyId(id), author, "new", &[], at(id)).await.unwrap()),
            "erased" => assert!(store.erase_reply(ReplyId(id), author, removal, &[], at(id)).await.unwrap()),
            "deleted" => {
                store.erase_messages(&[MessageId(id)], &[], at(id)).await.unwrap();
            }
            _ => {}
        }
        let (remove, change) =
            (work(id + 10, &format!("remove:{id}"), 999), work(id + 20, &format!("change:{id}"), 999));
        let post = (ChannelId(30), MessageId(id));
        store
            .record_answer_posted(&claim, ReplyId(id), post, Some("posted"), &remove, &change, at(id))
            .await
            .unwrap();
        let follows = (store.is_open(&remove.key).await.unwrap(), store.is_open(&change.key).await.unwrap());
        let kept = store.reply(ReplyId(id)).await.unwrap().map(|reply| (reply.text, reply.message));
        let expected = match then {
            "same" => ((false, false), Some(("posted".to_owned(), Some(MessageId(id))))),
            "changed" => ((false, true), Some(("new".to_owned(), Some(MessageId(id))))),
            _ => ((true, false), None),
        };
        assert_eq!((follows, kept), expected, "{then}");
    }
}

async fn an_answer_is_changed_and_erased_by_its_author_alone() {
    let store = Opened::with_round().await;
    store.keep_replies(&[said(1, "first")], &[], at(0)).await.unwrap();
    let (author, other) = (UserId(1_001), UserId(5));
    let follows = [work(5, "follows", 0)];
    assert!(!store.change_reply(ReplyId(1), other, "not mine", &follows, at(9)).await.unwrap());
    assert!(!store.erase_reply(ReplyId(1), other, removal, &follows, at(9)).await.unwrap());
    assert!(!store.is_open("follows").await.unwrap() && !store.is_open("remove:1").await.unwrap());
    assert!(store.change_reply(ReplyId(1), author, "second", &follows, at(9)).await.unwrap());
    assert!(store.is_open("follows").await.unwrap());
    assert_eq!(texts(&store).await, [("second".to_owned(), Some(at(9)))]);
    // Its message is the one that is known when it is erased.
    assert!(store.erase_reply(ReplyId(1), author, removal, &[], at(9)).await.unwrap());
    assert!(store.is_open("remove:1").await.unwrap());
    assert!(!store.erase_reply(ReplyId(1), author, removal, &[], at(9)).await.unwrap());
    assert_eq!(texts(&store).await, []);
}

async fn answers_are_erased_when_their_time_is_over() {
    let store = Opened::with_round().await;
    store.keep_replies(&[said(1, "a"), said(2, "b")], &[], at(0)).await.unwrap();
    assert_eq!(store.expire_replies(at(1)).await.unwrap(), 0);
    assert_eq!(store.expire_replies(at(2)).await.unwrap(), 1);
    assert_eq!(texts(&store).await, [("b".to_owned(), None)]);
    // A whole season at once.
    let many: Vec<_> = (100..10_100).map(|id| said(id, "en lang sætning om arbejdet")).collect();
    for batch in many.chunks(2_000) {
        store.keep_replies(batch, &[], at(0)).await.unwrap();
    }
    assert_eq!(store.expire_replies(at(20_000)).await.unwrap(), 10_001);
    assert_eq!(texts(&store).await, []);
}
