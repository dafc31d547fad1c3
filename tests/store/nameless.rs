//! Answers without a name.

use super::{GUILD, Opened, TEAM, at, date, round, work};
use crate::support::on_both_engines;
use aktor::domain::ids::{ChannelId, NamelessId, OccasionId};
use aktor::domain::nameless::{Kind, Nameless, Stage, Voice};
use aktor::store::KeptNameless;

on_both_engines!(
    the_same_form_is_one_answer_and_the_same_words_stand_once_in_a_round,
    of_the_work_for_an_answer_nothing_stays,
    what_was_erased_while_it_was_on_its_way_is_told_to_whoever_posts_it,
    an_erased_answer_goes_with_its_post_and_one_that_was_never_shown_at_once,
    a_concern_is_looked_at_on_its_day_and_once,
    answers_go_with_their_posts_their_thread_and_their_time,
);

pub(super) fn nameless(id: i64, text: &str) -> Nameless {
    Nameless {
        id: NamelessId(id),
        round: OccasionId(10),
        team: TEAM,
        guild: GUILD,
        voice: Voice::Colleague,
        month: date(-1),
        text: text.to_owned(),
        print: format!("print of {text}"),
        receipt: format!("receipt {id}"),
        kind: None,
        ask_on: None,
        stage: Stage::Waiting,
    }
}

/// Keeps an answer and records that it stands.
async fn posted(store: &Opened, id: i64, text: &str) -> Nameless {
    store.keep_nameless(&nameless(id, text), &work(id, &format!("post {id}"), 0), at(0)).await.unwrap();
    let claim = store.claim_one(at(0)).await;
    assert!(store.record_nameless_posted(&claim, NamelessId(id)).await.unwrap());
    store.nameless(NamelessId(id)).await.unwrap().unwrap()
}

async fn the_same_form_is_one_answer_and_the_same_words_stand_once_in_a_round() {
    let store = Opened::with_round().await;
    let keep = async |answer: &Nameless, n| {
        store.keep_nameless(answer, &work(n, &format!("post {n}"), 900), at(0)).await.unwrap()
    };
    let first = nameless(70, "ét svar");
    assert_eq!(keep(&first, 2).await, KeptNameless::Now);
    assert_eq!(keep(&Nameless { id: NamelessId(71), ..first.clone() }, 3).await, KeptNameless::Before);
    let changed = Nameless { receipt: first.receipt.clone(), ..nameless(72, "andre ord") };
    assert_eq!(keep(&changed, 4).await, KeptNameless::OtherWords);
    assert_eq!(keep(&nameless(73, "ét svar"), 5).await, KeptNameless::SameWords);
    let hollow = Nameless { text: "to \0svar".to_owned(), ..nameless(74, "to svar") };
    assert_eq!(keep(&hollow, 6).await, KeptNameless::Now);

    let kept = store.nameless_of_round(OccasionId(10)).await.unwrap();
    assert_eq!(kept, [first.clone(), nameless(74, "to svar")]);
    assert_eq!(store.nameless_of_receipt(GUILD, "receipt 70").await.unwrap(), Some(first));
    let other = aktor::domain::ids::GuildId(8);
    assert_eq!(store.nameless_of_receipt(other, "receipt 70").await.unwrap(), None);
    let made = store.database.numbers("SELECT COUNT(*) FROM deliveries WHERE work_key LIKE 'post %'").await;
    assert_eq!(made, [2]);
}

async fn of_the_work_for_an_answer_nothing_stays() {
    let store = Opened::with_round().await;
    let before = store.database.numbers("SELECT COUNT(*) FROM deliveries").await;
    assert_eq!(posted(&store, 70, "ét svar").await.stage, Stage::Posted);
    assert_eq!(store.database.numbers("SELECT COUNT(*) FROM deliveries").await, before);

    store.keep_nameless(&nameless(71, "to svar"), &work(3, "post", 0), at(0)).await.unwrap();
    let claim = store.claim_one(at(0)).await;
    assert!(store.record_nameless_unshown(&claim, NamelessId(71)).await.unwrap());
    assert_eq!(store.nameless(NamelessId(71)).await.unwrap().unwrap().stage, Stage::Unshown);
    assert_eq!(store.database.numbers("SELECT COUNT(*) FROM deliveries").await, before);
}

async fn what_was_erased_while_it_was_on_its_way_is_told_to_whoever_posts_it() {
    let store = Opened::with_round().await;
    let answer = nameless(70, "ét svar");
    store.keep_nameless(&answer, &work(2, "post", 0), at(0)).await.unwrap();
    let claim = store.claim_one(at(0)).await;
    let (remove, letter) = (work(3, "remove", 0), work(4, "letter", 900));
    assert!(store.erase_nameless(&answer, &remove, &[letter], at(0)).await.unwrap());
    assert!(!store.is_open("remove").await.unwrap(), "whoever posts it removes it");
    assert!(store.is_open("letter").await.unwrap());
    assert!(!store.record_nameless_posted(&claim, answer.id).await.unwrap());
    assert!(!store.record_nameless_unshown(&claim, answer.id).await.unwrap());
    assert!(store.is_open("post").await.unwrap(), "nothing is recorded");
    store.forget_nameless(&claim, answer.id).await.unwrap();
    assert!(!store.is_open("post").await.unwrap());
    assert_eq!(store.nameless(answer.id).await.unwrap(), None);
}

async fn an_erased_answer_goes_with_its_post_and_one_that_was_never_shown_at_once() {
    let store = Opened::with_round().await;
    let answer = posted(&store, 70, "ét svar").await;
    let remove = work(3, "remove", 0);
    let wrong = Nameless { receipt: "another".to_owned(), ..answer.clone() };
    assert!(!store.erase_nameless(&wrong, &remove, &[], at(0)).await.unwrap());
    assert!(store.erase_nameless(&answer, &remove, &[], at(0)).await.unwrap());
    assert!(!store.erase_nameless(&answer, &remove, &[], at(0)).await.unwrap(), "once");
    let erased = store.nameless(answer.id).await.unwrap().unwrap();
    assert_eq!((erased.text.as_str(), erased.stage), ("", Stage::Erased));
    assert_eq!(store.nameless_of_receipt(GUILD, &answer.receipt).await.unwrap(), None);
    assert!(store.nameless_of_round(OccasionId(10)).await.unwrap().is_empty());
    let claim = store.claim_one(at(0)).await;
    store.forget_nameless(&claim, answer.id).await.unwrap();
    assert_eq!(store.nameless(answer.id).await.unwrap(), None);

    let unshown = nameless(71, "to svar");
    store.keep_nameless(&unshown, &work(4, "post", 0), at(0)).await.unwrap();
    store.record_nameless_unshown(&store.claim_one(at(0)).await, unshown.id).await.unwrap();
    assert!(store.erase_nameless(&unshown, &work(5, "never", 0), &[], at(0)).await.unwrap());
    assert_eq!(store.nameless(unshown.id).await.unwrap(), None);
    assert!(!store.is_open("never").await.unwrap());
}

async fn a_concern_is_looked_at_on_its_day_and_once() {
    let store = Opened::with_round().await;
    let answer = posted(&store, 70, "ét svar").await;
    assert!(store.set_nameless_kind(&answer, Some(Kind::Concern), Some(date(4))).await.unwrap());
    let wrong = Nameless { receipt: "another".to_owned(), ..answer.clone() };
    assert!(!store.set_nameless_kind(&wrong, Some(Kind::Idea), None).await.unwrap());
    assert_eq!(store.concerns_due(date(3)).await.unwrap(), []);
    let due = store.concerns_due(date(4)).await.unwrap();
    assert_eq!(
        due.iter().map(|one| (one.id, one.kind)).collect::<Vec<_>>(),
        [(answer.id, Some(Kind::Concern))]
    );
    store.enqueue(&[work(5, "concern:70", 0)], at(0)).await.unwrap();
    assert_eq!(store.concerns_due(date(9)).await.unwrap(), [], "it is being looked at");
    let claim = store.claim_one(at(0)).await;
    store.record_concern(&claim, &due[0], &[work(6, "tell", 900)], at(0)).await.unwrap();
    assert!(store.is_open("tell").await.unwrap());
    assert_eq!(store.nameless(answer.id).await.unwrap().unwrap().ask_on, None);
}

async fn answers_go_with_their_posts_their_thread_and_their_time() {
    let store = Opened::with_round().await;
    let gone = posted(&store, 70, "ét svar").await;
    let stays = posted(&store, 71, "to svar").await;
    assert_eq!(store.rounds_with_nameless(ChannelId(29)).await.unwrap(), []);
    assert_eq!(store.rounds_with_nameless(ChannelId(30)).await.unwrap(), [round(10)]);
    store.drop_nameless(OccasionId(10), &[gone.id], &[work(5, "letter", 900)], at(0)).await.unwrap();
    assert!(store.is_open("letter").await.unwrap());
    assert_eq!(store.nameless_of_round(OccasionId(10)).await.unwrap(), [stays]);
    assert_eq!(store.erase_nameless_in(ChannelId(29)).await.unwrap(), 0);
    assert_eq!(store.erase_nameless_in(ChannelId(30)).await.unwrap(), 1);

    posted(&store, 72, "tre svar").await;
    assert_eq!(store.expire_nameless(at(0)).await.unwrap(), 0);
    assert_eq!(store.expire_nameless(at(1)).await.unwrap(), 1);
    assert_eq!(store.rounds_with_nameless(ChannelId(30)).await.unwrap(), []);
}
