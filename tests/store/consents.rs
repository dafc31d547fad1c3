//! Consents: kept with what an example's people answer, changed only from what was read, gone with the example.

use super::{GUILD, Opened, at, nomination, work};
use crate::support::on_both_engines;
use aktor::domain::consent::{Grant, Reach, widened};
use aktor::domain::ids::{GuildId, InteractionId, UserId};
use aktor::domain::nomination::{Consent, Nomination, NominationState};
use aktor::store::ExampleRow;

on_both_engines!(
    what_a_colleague_answers_is_their_consent_for_the_team,
    consents_change_only_from_what_was_read,
    whoever_leaves_takes_every_consent_back_and_with_the_example_all_are_gone,
    everybody_finds_the_examples_they_have_part_in,
);

const GIVER: UserId = UserId(200);
const BO: UserId = UserId(201);
const METTE: UserId = UserId(202);

async fn row(store: &Opened, id: i64) -> ExampleRow {
    store.nomination(id.into()).await.unwrap().unwrap()
}

/// Changes a nomination and reads it again.
async fn change(store: &Opened, id: i64, minutes: i64, change: impl FnOnce(&mut Nomination)) -> ExampleRow {
    let read = row(store, id).await.nomination;
    let mut changed = read.clone();
    change(&mut changed);
    assert!(store.change_nomination(&read, &changed, &[], at(minutes)).await.unwrap());
    row(store, id).await
}

/// An example that is shared since then: Bo said yes, Mette yes without her name.
async fn shared(store: &Opened, id: i64, minutes: i64) -> ExampleRow {
    let given = nomination(id, &format!("Bo og Mette bar sofaen {id}"));
    store.give((InteractionId(id), None), GUILD, &given, (99, at(0)), &[]).await.unwrap();
    change(store, id, minutes, |n| {
        n.nominees[0].answer = Some(Consent::Yes);
        n.nominees[1].answer = Some(Consent::WithoutName);
        n.state = NominationState::Shared;
    })
    .await
}

/// Somebody's answer for the organisation.
async fn widen(store: &Opened, id: i64, user: UserId, answer: Consent, minutes: i64) -> ExampleRow {
    let read = row(store, id).await;
    let key = (user, Reach::Organisation);
    let (changed, _) = widened(&read.nomination, &read.consents, key, answer, at(minutes));
    assert!(store.change_consents(&read, &changed, &[], at(minutes)).await.unwrap());
    row(store, id).await
}

fn given(user: UserId, reach: Reach, named: bool, version: u16, minutes: i64) -> Grant {
    Grant { named, given_at: Some(at(minutes)), ..Grant::asked(user, reach, version) }
}

async fn what_a_colleague_answers_is_their_consent_for_the_team() {
    let store = Opened::with_team().await;
    let told = shared(&store, 1, 5).await;
    let [bo, mette] = [given(BO, Reach::Team, true, 1, 5), given(METTE, Reach::Team, false, 1, 5)];
    assert_eq!(told.consents, [bo, mette]);
    // Other words that Bo wants: his answer stands for them, Mette's does not.
    let asked = change(&store, 1, 6, |n| {
        (n.what, n.version, n.state) = ("Bo bar den".to_owned(), 2, NominationState::Asking);
        n.nominees[1].answer = None;
    })
    .await;
    assert_eq!(asked.consents, [given(BO, Reach::Team, true, 2, 6), mette]);
    assert_eq!(asked.nomination.nominees[1].answer, None);
    let no = change(&store, 1, 7, |n| n.nominees[1].answer = Some(Consent::No)).await;
    assert_eq!(no.consents[1].withdrawn_at, Some(at(7)));
    // A no holds for whatever words come.
    let reworded = change(&store, 1, 8, |n| n.version = 3).await;
    assert_eq!(reworded.nomination.nominees[1].answer, Some(Consent::No));
    assert_eq!(reworded.consents[1].withdrawn_at, Some(at(7)));
}

async fn consents_change_only_from_what_was_read() {
    let store = Opened::with_team().await;
    let read = shared(&store, 1, 5).await;
    let key = (BO, Reach::Outside);
    let (changed, asked) = widened(&read.nomination, &read.consents, key, Consent::Yes, at(6));
    assert_eq!(asked, [GIVER, METTE]);
    assert!(store.change_consents(&read, &changed, &[work(1, "ask:1", 0)], at(6)).await.unwrap());
    let now = row(&store, 1).await;
    let asked = |user| Grant::asked(user, Reach::Outside, 1);
    let team = &read.consents;
    let mut all = vec![asked(GIVER), given(BO, Reach::Outside, true, 1, 6), team[0], asked(METTE), team[1]];
    all.sort_by_key(|grant| (grant.user, grant.reach.key()));
    assert_eq!(now.consents, all);
    // Whoever read it before that is too late, with everything they wanted; so is who read other words.
    assert!(!store.change_consents(&read, &changed, &[work(2, "ask:2", 0)], at(7)).await.unwrap());
    let reworded = change(&store, 1, 7, |n| n.version = 2).await;
    assert!(!store.change_consents(&now, &changed, &[], at(8)).await.unwrap());
    assert!(store.is_open("ask:1").await.unwrap() && !store.is_open("ask:2").await.unwrap());
    assert_eq!(row(&store, 1).await, reworded);
}

async fn whoever_leaves_takes_every_consent_back_and_with_the_example_all_are_gone() {
    let store = Opened::with_team().await;
    shared(&store, 1, 5).await;
    widen(&store, 1, BO, Consent::Yes, 6).await;
    widen(&store, 1, METTE, Consent::WithoutName, 7).await;
    let left = change(&store, 1, 8, |n| n.nominees[0].answer = Some(Consent::No)).await;
    let of = |user: UserId| left.consents.iter().filter(move |grant| grant.user == user);
    assert!(of(BO).all(|grant| grant.withdrawn_at == Some(at(8))), "{left:?}");
    assert!(of(METTE).chain(of(GIVER)).all(|grant| grant.withdrawn_at.is_none()), "{left:?}");
    assert_eq!(of(BO).count(), 2, "what was withdrawn is known for as long as the example stands");
    let closed = change(&store, 1, 9, |n| (n.state, n.what) = (NominationState::Closed, String::new())).await;
    assert_eq!(closed.consents, []);
    shared(&store, 2, 5).await;
    store.enqueue(&[work(1, "lapse:2", 0)], at(9)).await.unwrap();
    let claim = store.claim_one(at(9)).await;
    store.forget_nomination(&claim, 2.into(), &[], at(9)).await.unwrap();
    assert_eq!(store.database.numbers("SELECT COUNT(*) FROM consents").await, [0]);
}

async fn everybody_finds_the_examples_they_have_part_in() {
    let store = Opened::with_team().await;
    for id in 1..=4 {
        shared(&store, id, id).await;
    }
    change(&store, 2, 9, |n| n.nominees[1].answer = Some(Consent::No)).await;
    change(&store, 3, 9, |n| (n.version, n.nominees[1].answer) = (2, None)).await;
    change(&store, 4, 9, |n| n.state = NominationState::Asking).await;
    let found = async |guild: GuildId, user: UserId, among: (i64, i64)| {
        let rows = store.examples_with(guild, user, among).await.unwrap();
        rows.iter().map(|row| row.nomination.id.0).collect::<Vec<_>>()
    };
    assert_eq!(found(GUILD, GIVER, (0, 9)).await, [3, 2, 1]);
    assert_eq!(found(GUILD, BO, (0, 9)).await, [3, 2, 1]);
    assert_eq!(found(GUILD, METTE, (0, 9)).await, [1], "with a yes to the words as they are");
    assert_eq!(found(GUILD, BO, (1, 1)).await, [2]);
    assert_eq!(found(GUILD, UserId(5), (0, 9)).await, [0; 0]);
    assert_eq!(found(GuildId(77), BO, (0, 9)).await, [0; 0]);
}
