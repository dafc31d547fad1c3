//! Good examples: given once, changed only as they were read, and forgotten whole.

use super::{GUILD, Opened, TEAM, at, nomination, work};
use crate::support::on_both_engines;
use aktor::domain::expectation::Expectation;
use aktor::domain::ids::{ChannelId, InteractionId, MessageId, NominationId, UserId};
use aktor::domain::nomination::{Consent, Nomination, NominationState, Part, Value};
use aktor::store::{Given, StoreError};

on_both_engines!(
    an_example_is_given_once_and_only_so_often_in_a_day,
    a_message_is_told_of_once_by_each,
    an_example_is_read_as_it_was_given,
    an_example_changes_only_from_what_was_read,
    a_suggestion_goes_with_the_words_it_was_made_to,
    an_example_is_recorded_as_shown_with_the_work_that_what_changed_since_asks_for,
    an_example_is_forgotten_whole,
    examples_nobody_says_yes_to_go_with_their_time,
);

const BO: UserId = UserId(201);

/// Gives an example, and expects it to be kept.
async fn given(store: &Opened, nomination: &Nomination) {
    let source = InteractionId(nomination.id.0 + 500);
    let kept = store.give((source, None), GUILD, nomination, (5, at(-60)), &[]).await.unwrap();
    assert_eq!(kept, Given::Taken);
}

async fn an_example_is_given_once_and_only_so_often_in_a_day() {
    let store = Opened::with_team().await;
    let asks = [work(1, "ask:1", 0)];
    let give = async |source: i64, id: i64, since: i64| {
        store
            .give(
                (InteractionId(source), None),
                GUILD,
                &nomination(id, &id.to_string()),
                (2, at(since)),
                &asks,
            )
            .await
            .unwrap()
    };
    assert_eq!(give(1, 1, -60).await, Given::Taken);
    assert!(store.is_open("ask:1").await.unwrap());
    assert_eq!(give(1, 2, -60).await, Given::Before, "the event came twice");
    assert_eq!(store.nomination(NominationId(2)).await.unwrap(), None);
    assert_eq!(give(4, 1, -60).await, Given::Before, "its giver told the same again");
    assert_eq!(give(2, 2, -60).await, Given::Taken);
    assert_eq!(give(2, 3, -60).await, Given::Before, "also when there is no more room");
    assert_eq!(give(3, 3, -60).await, Given::TooMany);
    assert_eq!(give(3, 3, 1).await, Given::Taken, "the earlier ones were given before that day");
}

async fn a_message_is_told_of_once_by_each() {
    let store = Opened::with_team().await;
    let give = async |id: i64, giver: i64| {
        let mut mine = nomination(id, "what");
        mine.giver = UserId(giver);
        let source = (InteractionId(id), Some(MessageId(70)));
        store.give(source, GUILD, &mine, (5, at(-60)), &[]).await.unwrap()
    };
    assert_eq!(give(1, 200).await, Given::Taken);
    assert_eq!(give(1, 200).await, Given::Before, "the event came twice");
    assert_eq!(give(2, 200).await, Given::Told);
    assert_eq!(give(3, 201).await, Given::Taken, "somebody else tells of it too");
}

async fn an_example_is_read_as_it_was_given() {
    let store = Opened::with_team().await;
    let mut all = nomination(1, "Bo blev ved, til nøglen var fundet.");
    all.expectation = Expectation::LeadFollow;
    all.value = Some(Value::Trust);
    all.part = Some(Part::Followed);
    "Det gav ro.".clone_into(&mut all.meant);
    all.without_giver = true;
    given(&store, &all).await;
    let kept = store.nomination(all.id).await.unwrap().unwrap();
    assert_eq!(
        (kept.nomination, kept.guild, kept.asked_at, kept.shared_at, kept.shown),
        (all, GUILD, at(0), None, None)
    );

    let mut team = nomination(2, "Vi løste det sammen.");
    (team.whole_team, team.state, team.given_at) = (true, NominationState::Shared, at(5));
    team.nominees.clear();
    given(&store, &team).await;
    let shared = store.shared_between(TEAM, at(5), at(6)).await.unwrap();
    assert_eq!(
        shared.iter().map(|s| (&s.nomination, s.shared_at)).collect::<Vec<_>>(),
        [(&team, Some(at(5)))]
    );
    assert_eq!(store.shared_between(TEAM, at(4), at(5)).await.unwrap(), []);
}

async fn an_example_changes_only_from_what_was_read() {
    let store = Opened::with_team().await;
    let read = nomination(1, "first words");
    given(&store, &read).await;
    let answered = |n: &Nomination, who: usize, answer| {
        let mut changed = n.clone();
        changed.nominees[who].answer = Some(answer);
        changed
    };
    let yes = answered(&read, 0, Consent::Yes);
    assert!(store.change_nomination(&read, &yes, &[work(1, "one", 0)], at(1)).await.unwrap());
    // Somebody who read it before that is too late, with everything they wanted.
    let stale = answered(&read, 0, Consent::No);
    let anothers = Nomination { giver: UserId(299), ..yes.clone() };
    assert!(
        !store.change_nomination(&anothers, &yes, &[], at(1)).await.unwrap(),
        "its giver has been erased"
    );
    assert!(!store.change_nomination(&read, &stale, &[work(2, "two", 0)], at(1)).await.unwrap());
    assert!(!store.is_open("two").await.unwrap());
    assert_eq!(store.nomination(read.id).await.unwrap().unwrap().nomination, yes);

    let mut shared = answered(&yes, 1, Consent::WithoutName);
    shared.state = NominationState::Shared;
    assert!(store.change_nomination(&yes, &shared, &[], at(2)).await.unwrap());
    let row = store.nomination(read.id).await.unwrap().unwrap();
    assert_eq!((row.shared_at, row.asked_at, &row.nomination), (Some(at(2)), at(0), &shared));

    let mut reworded = shared.clone();
    (reworded.what, reworded.version, reworded.state) =
        ("other words".to_owned(), 2, NominationState::Asking);
    assert!(store.change_nomination(&shared, &reworded, &[], at(3)).await.unwrap());
    let row = store.nomination(read.id).await.unwrap().unwrap();
    assert_eq!(
        (row.asked_at, row.shared_at, row.shown),
        (at(3), Some(at(2)), None),
        "their time begins anew"
    );

    let mut closed = reworded.clone();
    (closed.state, closed.what) = (NominationState::Closed, String::new());
    assert!(store.change_nomination(&reworded, &closed, &[], at(4)).await.unwrap());
    let row = store.nomination(read.id).await.unwrap().unwrap().nomination;
    assert_eq!((row.what.as_str(), row.nominees.len()), ("", 0), "nobody is named by what is closed");
}

async fn a_suggestion_goes_with_the_words_it_was_made_to() {
    let store = Opened::with_team().await;
    let read = nomination(1, "first words");
    given(&store, &read).await;
    let asks = [work(1, "suggest:1", 0)];
    assert!(store.set_suggestion(read.id, BO, Some("my words"), &asks, at(1)).await.unwrap());
    assert!(!store.set_suggestion(read.id, UserId(5), Some("not mine"), &[], at(1)).await.unwrap());
    assert!(store.is_open("suggest:1").await.unwrap());
    assert_eq!(store.suggestions(read.id).await.unwrap(), [(BO, "my words".to_owned())]);
    let mut changed = read.clone();
    (changed.what, changed.version) = ("other words".to_owned(), 2);
    assert!(store.change_nomination(&read, &changed, &[], at(2)).await.unwrap());
    assert_eq!(store.suggestions(read.id).await.unwrap(), []);
    assert!(store.set_suggestion(read.id, BO, Some("again"), &[], at(3)).await.unwrap());
    assert!(store.set_suggestion(read.id, BO, None, &[], at(3)).await.unwrap());
    assert_eq!(store.suggestions(read.id).await.unwrap(), []);
}

async fn an_example_is_recorded_as_shown_with_the_work_that_what_changed_since_asks_for() {
    let store = Opened::with_team().await;
    let mut shared = nomination(1, "words");
    shared.state = NominationState::Shared;
    given(&store, &shared).await;
    let mut left = shared.clone();
    (left.nominees[0].answer, left.nominees[0].name) = (Some(Consent::No), String::new());
    let mut reworded = shared.clone();
    reworded.version = 2;
    for (id, read, certain, follows) in [
        (1, &shared, true, [false, false]),
        (2, &shared, false, [false, true]),
        (3, &left, true, [false, true]),
        (4, &reworded, true, [true, false]),
    ] {
        store.enqueue(&[work(id, &format!("show:{id}"), id)], at(0)).await.unwrap();
        let claim = store.claim_one(at(id)).await;
        let down = work(id + 10, &format!("down:{id}"), 999);
        let anew = work(id + 20, &format!("anew:{id}"), 999);
        let post = (ChannelId(30), MessageId(70 + id));
        let record = || store.record_example_shown(&claim, (read, certain), post, &down, &anew, at(id));
        record().await.unwrap();
        let open = [store.is_open(&down.key).await.unwrap(), store.is_open(&anew.key).await.unwrap()];
        assert_eq!(open, follows, "{id}");
        assert!(matches!(record().await, Err(StoreError::Stale)));
    }
    assert_eq!(
        store.nomination(shared.id).await.unwrap().unwrap().shown,
        Some((ChannelId(30), MessageId(73)))
    );
}

async fn an_example_is_forgotten_whole() {
    let store = Opened::with_team().await;
    given(&store, &nomination(1, "words")).await;
    store.enqueue(&[work(1, "lapse:1", 0)], at(0)).await.unwrap();
    let claim = store.claim_one(at(0)).await;
    store.forget_nomination(&claim, NominationId(1), &[work(2, "follows", 0)], at(0)).await.unwrap();
    assert_eq!(store.nomination(NominationId(1)).await.unwrap(), None);
    assert_eq!(store.database.numbers("SELECT user_id FROM nominees").await, [0; 0]);
    assert!(store.is_open("follows").await.unwrap());
}

async fn examples_nobody_says_yes_to_go_with_their_time() {
    let store = Opened::with_team().await;
    for (id, answer) in
        [(1, None), (2, Some(Consent::No)), (3, Some(Consent::Yes)), (4, Some(Consent::WithoutName))]
    {
        let read = nomination(id, &format!("Hun blev {id}"));
        given(&store, &read).await;
        let mut changed = read.clone();
        changed.nominees[0].answer = answer;
        assert!(store.change_nomination(&read, &changed, &[], at(0)).await.unwrap());
    }
    // Whoever told the second has been erased since.
    store.database.execute("UPDATE nominations SET giver_id = 0 WHERE id = 2").await;
    let tell = |id: NominationId, giver: UserId, team, guild| {
        assert_eq!((giver, team, guild), (UserId(200), TEAM, GUILD));
        work(900 + id.0, &format!("not-shared:{id}"), 1)
    };
    assert_eq!(store.expire_nominations(at(0), tell, at(1)).await.unwrap(), 0, "their time is not over");
    assert_eq!(store.expire_nominations(at(1), tell, at(1)).await.unwrap(), 2);
    assert!(store.is_open("not-shared:1").await.unwrap() && !store.is_open("not-shared:2").await.unwrap());
    for (id, stands) in [(1, false), (2, false), (3, true), (4, true)] {
        assert_eq!(store.nomination(NominationId(id)).await.unwrap().is_some(), stands, "{id}");
    }
    assert_eq!(store.database.numbers("SELECT COUNT(*) FROM nominees").await, [4]);
}
