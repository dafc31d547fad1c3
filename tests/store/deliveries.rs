//! Outgoing work: leases, fences, and what becomes of work that is given back.

use super::{KAREN, Opened, TEAM, at, work};
use crate::support::{Engine, on_both_engines};
use aktor::domain::ids::UserId;
use aktor::domain::team::Parked;
use aktor::faults::{Boundary, Hook, Side};
use aktor::store::{Claim, StoreError};
use chrono::Duration;
use futures_util::FutureExt as _;
use std::sync::{Arc, Mutex};

on_both_engines!(
    work_that_ended_long_ago_is_forgotten_and_what_is_open_is_not,
    work_is_claimed_once_and_in_the_order_in_which_it_is_due,
    a_stale_holder_changes_nothing,
    work_over_which_a_process_died_waits_for_calm_and_then_to_be_alone,
    work_given_back_keeps_what_is_uncertain_about_it,
    work_that_was_put_off_has_not_been_tried,
    work_is_hastened_also_while_it_is_in_hand,
    what_is_set_aside_is_told_newest_first,
    a_parked_teams_work_rests_but_people_are_told,
    leases_of_an_earlier_run_are_freed_only_where_nobody_else_can_hold_one,
    what_cannot_be_said_privately_waits,
    a_commit_is_passed_on_both_sides_and_a_process_that_dies_before_it_has_done_nothing,
);

async fn work_is_claimed_once_and_in_the_order_in_which_it_is_due() {
    let store = Opened::with_team().await;
    let all = [work(3, "later", 60), work(2, "second", 5), work(1, "first", 4)];
    store.enqueue(&all, at(0)).await.unwrap();
    store.enqueue(&[work(4, "first", 0)], at(0)).await.unwrap();
    assert_eq!(store.next_thing_at().await.unwrap(), Some(at(4)), "what exists under a key stays as it is");
    assert_eq!(store.open_deliveries(at(3)).await.unwrap(), 0);
    assert_eq!(store.claim("a", at(3), at(4), 10, true).await.unwrap(), []);

    let claims = store.claim("a", at(5), at(6), 10, true).await.unwrap();
    assert_eq!(claims.iter().map(|c| c.key.as_str()).collect::<Vec<_>>(), ["first", "second"]);
    for claim in &claims {
        assert_eq!((claim.fence, claim.attempts, claim.crashes, claim.fresh), (1, 1, 0, true));
        assert_eq!((claim.tried_at, claim.team, claim.guild), (at(5), Some(TEAM), super::GUILD));
    }
    assert_eq!(claims[0].job, "{\"job\":1}");
    assert_eq!(store.claim("b", at(5), at(6), 10, true).await.unwrap(), []);
    assert_eq!(store.open_deliveries(at(5)).await.unwrap(), 2);
    assert_eq!(store.next_thing_at().await.unwrap(), Some(at(60)));
    assert_eq!(store.claim("b", at(60), at(61), 1, true).await.unwrap().len(), 1, "no more than asked for");
}

async fn a_stale_holder_changes_nothing() {
    let store = Opened::with_team().await;
    store.enqueue(&[work(1, "one", 0)], at(0)).await.unwrap();
    let stale = store.claim("a", at(0), at(1), 1, true).await.unwrap().remove(0);
    assert!(store.renew(&stale, at(2)).await.unwrap());
    assert_eq!(store.claim("b", at(2), at(3), 1, true).await.unwrap(), [], "a lease holds until it is over");
    let fresh = store.claim("b", at(3), at(4), 1, true).await.unwrap().remove(0);
    assert_eq!((fresh.fence, fresh.attempts, fresh.crashes), (2, 2, 1));
    assert_eq!(
        (fresh.fresh, fresh.tried_at),
        (false, at(0)),
        "what became of the first attempt is not known"
    );

    assert!(!store.renew(&stale, at(9)).await.unwrap());
    store.release(&stale, at(9), true, "late").await.unwrap();
    store.set_aside(&stale, "late", at(3)).await.unwrap();
    let ended = store.complete(&stale, &[work(2, "next", 0)], at(3)).await;
    assert!(matches!(ended, Err(StoreError::Stale)), "{ended:?}");
    assert!(store.is_open("one").await.unwrap());
    assert!(!store.is_open("next").await.unwrap(), "what follows goes with what it follows");

    store.complete(&fresh, &[work(2, "next", 0)], at(3)).await.unwrap();
    assert!(!store.is_open("one").await.unwrap());
    assert!(store.is_open("next").await.unwrap());
    let twice = store.complete(&fresh, &[], at(3)).await;
    assert!(matches!(twice, Err(StoreError::Stale)), "{twice:?}");
}

async fn work_over_which_a_process_died_waits_for_calm_and_then_to_be_alone() {
    let store = Opened::with_team().await;
    let all: Vec<_> = (1..=4).map(|n| work(n, &format!("work-{n}"), 0)).collect();
    store.enqueue(&all, at(0)).await.unwrap();
    let claim = |death: i64, calm: bool| store.claim("dies", at(2 * death), at(2 * death + 1), 10, calm);
    let keys = |claims: &[Claim]| claims.iter().map(|claim| claim.key.clone()).collect::<Vec<_>>();
    // Each minute the process dies with everything in hand.
    for (death, at_once) in [(0, true), (1, true), (2, false), (3, false)] {
        assert_eq!(claim(death, false).await.unwrap().len(), if at_once { 4 } else { 0 }, "{death}");
        let claims = if at_once { vec![] } else { claim(death, true).await.unwrap() };
        assert_eq!(claims.len(), if at_once { 0 } else { 4 }, "{death}");
        assert!(claims.iter().all(|claim| claim.crashes == death));
    }
    // What is new does not wait; of the rest one piece is done at a time, and the one that kills is alone with it.
    store.enqueue(&[work(5, "work-5", 0)], at(8)).await.unwrap();
    assert_eq!(keys(&claim(4, false).await.unwrap()), ["work-5"]);
    let alone = claim(4, true).await.unwrap();
    assert_eq!((keys(&alone), alone[0].crashes), (vec!["work-1".to_owned()], 4));
    assert_eq!(claim(4, true).await.unwrap(), [], "one at a time");
    let claims = claim(5, true).await.unwrap();
    let first = claims.iter().find(|claim| claim.key == "work-1").unwrap();
    assert_eq!((claims.len(), first.crashes), (2, 5), "the new one was in hand at one death only");
    store.set_aside(first, "it kills", at(10)).await.unwrap();
    for next in ["work-2", "work-3", "work-4"] {
        let claims = store.claim("lives", at(10), at(11), 10, true).await.unwrap();
        assert_eq!(
            (keys(&claims), claims[0].crashes),
            (vec![next.to_owned()], 4),
            "the others are not to blame"
        );
        store.complete(&claims[0], &[], at(10)).await.unwrap();
    }
}

async fn work_given_back_keeps_what_is_uncertain_about_it() {
    let store = Opened::with_team().await;
    store.enqueue(&[work(1, "one", 0)], at(0)).await.unwrap();
    let first = store.claim_one(at(0)).await;
    store.release(&first, at(5), true, "it certainly failed").await.unwrap();
    assert_eq!(store.claim("a", at(4), at(5), 1, true).await.unwrap(), []);
    let second = store.claim_one(at(5)).await;
    assert_eq!((second.attempts, second.fresh, second.tried_at), (2, true, at(5)));
    store.release(&second, at(6), false, "no answer").await.unwrap();
    let third = store.claim_one(at(6)).await;
    assert_eq!((third.attempts, third.fresh, third.tried_at), (3, false, at(5)));
    // A failure that is certain does not make an earlier attempt certain.
    store.release(&third, at(7), true, "it certainly failed").await.unwrap();
    assert_eq!(store.claim_one(at(7)).await.tried_at, at(5));
}

async fn work_that_was_put_off_has_not_been_tried() {
    let store = Opened::with_team().await;
    store.enqueue(&[work(1, "one", 0)], at(0)).await.unwrap();
    for second in 0..20 {
        let claim = store.claim_one(at(second)).await;
        assert_eq!((claim.attempts, claim.fresh), (1, true), "a first attempt, however long it was put off");
        store.postpone(&claim, at(second + 1), "not yet").await.unwrap();
    }
    let uncertain = store.claim_one(at(20)).await;
    store.release(&uncertain, at(21), false, "no answer").await.unwrap();
    let second = store.claim_one(at(21)).await;
    store.postpone(&second, at(22), "not yet").await.unwrap();
    let second = store.claim_one(at(22)).await;
    assert_eq!((second.attempts, second.fresh, second.tried_at), (2, false, at(20)));
}

async fn work_is_hastened_also_while_it_is_in_hand() {
    let store = Opened::with_team().await;
    store.enqueue(&[work(1, "one", 60)], at(0)).await.unwrap();
    store.hasten("one", at(5)).await.unwrap();
    assert_eq!(store.next_thing_at().await.unwrap(), Some(at(5)));
    store.hasten("one", at(9)).await.unwrap();
    let claim = store.claim_one(at(5)).await;
    store.hasten("one", at(6)).await.unwrap();
    store.release(&claim, at(50), true, "").await.unwrap();
    assert_eq!(store.next_thing_at().await.unwrap(), Some(at(6)));
    let claim = store.claim_one(at(6)).await;
    store.release(&claim, at(50), true, "").await.unwrap();
    assert_eq!(store.next_thing_at().await.unwrap(), Some(at(50)), "a haste counts once");
}

async fn what_is_set_aside_is_told_newest_first() {
    let store = Opened::with_team().await;
    for (id, key) in [(1, "one"), (2, "two")] {
        store.enqueue(&[work(id, key, id)], at(0)).await.unwrap();
        let claim = store.claim_one(at(id)).await;
        store.set_aside(&claim, "refused", at(id)).await.unwrap();
    }
    let aside = |key: &str| (key.to_owned(), "refused".to_owned());
    assert_eq!(store.set_aside_since(at(0)).await.unwrap(), [aside("two"), aside("one")]);
    assert_eq!(store.set_aside_since(at(2)).await.unwrap(), [aside("two")]);
    assert_eq!(store.claim("a", at(99), at(100), 9, true).await.unwrap(), []);
}

async fn a_parked_teams_work_rests_but_people_are_told() {
    let store = Opened::with_team().await;
    store.enqueue(&[work(1, "prompt:1", 0)], at(0)).await.unwrap();
    store.set_parked(TEAM, Some(Parked::Permission), &[work(2, "told:1", 1)], at(0)).await.unwrap();
    assert_eq!(store.team(TEAM).await.unwrap().unwrap().parked, Some(Parked::Permission));
    let parked = async |since, now| store.parked_teams(at(since), at(now)).await.unwrap().len();
    assert_eq!([parked(-1, 0).await, parked(0, 0).await, parked(0, 9).await], [0, 1, 1]);
    assert_eq!(parked(-9, -8).await, 1, "parked by a clock that was ahead");
    assert_eq!(store.next_thing_at().await.unwrap(), Some(at(1)));
    assert_eq!(store.claim_one(at(1)).await.key, "told:1");
    // People are told once in 24 hours.
    store.set_parked(TEAM, Some(Parked::ChannelGone), &[work(3, "told:2", 1)], at(60)).await.unwrap();
    assert!(!store.is_open("told:2").await.unwrap());
    let tomorrow = at(0) + Duration::hours(24);
    store.set_parked(TEAM, Some(Parked::ChannelGone), &[work(3, "told:2", 1)], tomorrow).await.unwrap();
    assert!(store.is_open("told:2").await.unwrap());
    // Told again by whoever has looked at it, while it is parked for that, once a day.
    let (why, later) = (Parked::ChannelGone, tomorrow + chrono::Duration::hours(24));
    store.tell_still_parked(TEAM, Parked::Permission, &[work(7, "told:other", 1)], later).await.unwrap();
    store
        .tell_still_parked(TEAM, why, &[work(8, "told:soon", 1)], later - chrono::Duration::hours(1))
        .await
        .unwrap();
    store.tell_still_parked(TEAM, why, &[work(9, "told:again", 1)], later).await.unwrap();
    let open = [
        store.is_open("told:other").await,
        store.is_open("told:soon").await,
        store.is_open("told:again").await,
    ];
    assert_eq!(open.map(Result::unwrap), [false, false, true]);
    store.set_parked(TEAM, None, &[work(4, "told:3", 1)], tomorrow).await.unwrap();
    store
        .tell_still_parked(TEAM, why, &[work(10, "told:late", 1)], later + chrono::Duration::days(2))
        .await
        .unwrap();
    assert!(!store.is_open("told:late").await.unwrap());
    assert_eq!(store.team(TEAM).await.unwrap().unwrap().parked, None, "it has gone on");
    assert!(!store.is_open("told:3").await.unwrap());
    assert_eq!(parked(1, 1).await, 0);
    let keys = store.claim("a", tomorrow, tomorrow, 9, true).await.unwrap();
    assert!(keys.iter().any(|claim| claim.key == "prompt:1"), "{keys:?}");
}

async fn leases_of_an_earlier_run_are_freed_only_where_nobody_else_can_hold_one() {
    let store = Opened::with_team().await;
    store.enqueue(&[work(1, "one", 0)], at(0)).await.unwrap();
    store.claim_one(at(0)).await;
    let freed = store.recover_leases(at(0)).await.unwrap();
    let again = store.claim("b", at(0), at(1), 1, true).await.unwrap();
    match Engine::of_this_test() {
        Engine::Sqlite => assert_eq!((freed, again.len(), again[0].crashes), (1, 1, 1)),
        Engine::Postgres => assert_eq!((freed, again.len()), (0, 0)),
    }
}

async fn what_cannot_be_said_privately_waits() {
    let store = Opened::with_team().await;
    let asta = UserId(200);
    for (id, key) in [(1, "ask:1"), (2, "ask:2")] {
        store.enqueue(&[work(id, key, id)], at(0)).await.unwrap();
        let claim = store.claim_one(at(id)).await;
        store.leave_waiting(&claim, asta, at(id)).await.unwrap();
        assert!(matches!(store.leave_waiting(&claim, asta, at(id)).await, Err(StoreError::Stale)));
    }
    let waits = |id: i64| (format!("ask:{id}"), format!("{{\"job\":{id}}}"));
    assert_eq!(store.waiting_for(Some(super::GUILD), asta).await.unwrap(), [waits(1), waits(2)]);
    assert_eq!(store.waiting_for(None, asta).await.unwrap(), [waits(1), waits(2)]);
    assert_eq!(store.waiting_for(Some(8.into()), asta).await.unwrap(), []);
    assert_eq!(store.waiting_for(None, KAREN).await.unwrap(), []);
    store.shown_waiting(asta, "ask:1").await.unwrap();
    assert_eq!(store.waiting_for(None, asta).await.unwrap(), [waits(2)]);
    assert_eq!(store.expire_waiting(at(2)).await.unwrap(), 0);
    assert_eq!(store.expire_waiting(at(3)).await.unwrap(), 1);
    assert_eq!(store.waiting_for(None, asta).await.unwrap(), []);
}

async fn a_commit_is_passed_on_both_sides_and_a_process_that_dies_before_it_has_done_nothing() {
    let store = Opened::with_team().await;
    for (deadly, done) in [(Side::Before, false), (Side::After, true)] {
        let passed = Arc::new(Mutex::new(Vec::new()));
        let hook = Hook::new({
            let passed = Arc::clone(&passed);
            move |boundary| {
                let dies = boundary.side == deadly;
                passed.lock().unwrap().push(boundary);
                if dies { std::future::pending().boxed() } else { std::future::ready(()).boxed() }
            }
        });
        let key = format!("{deadly:?}");
        let (doomed, all) = (store.store.clone().with_faults(hook), [work(1 + i64::from(done), &key, 0)]);
        let dying = doomed.enqueue(&all, at(0));
        assert!(tokio::time::timeout(std::time::Duration::from_secs(1), dying).await.is_err(), "{key}");
        let at_commit = |side| Boundary { what: "delivery.enqueue".to_owned(), side };
        let sides = if done { vec![Side::Before, Side::After] } else { vec![Side::Before] };
        assert_eq!(*passed.lock().unwrap(), sides.into_iter().map(at_commit).collect::<Vec<_>>());
        assert_eq!(store.is_open(&key).await.unwrap(), done, "{key}");
    }
}

async fn work_that_ended_long_ago_is_forgotten_and_what_is_open_is_not() {
    let store = Opened::with_team().await;
    let keys = ["nudge:1:100", "introduce:1", "told:1", "lately", "open"];
    let all: Vec<_> = keys.iter().zip(1..).map(|(key, id)| work(id, key, 0)).collect();
    store.enqueue(&all, at(0)).await.unwrap();
    for claim in store.claim("a", at(1), at(2), 9, true).await.unwrap() {
        match claim.key.as_str() {
            "open" => {}
            "told:1" => store.set_aside(&claim, "no", at(1)).await.unwrap(),
            "lately" => store.complete(&claim, &[], at(50)).await.unwrap(),
            _ => store.complete(&claim, &[], at(1)).await.unwrap(),
        }
    }
    assert_eq!(store.expire_work(at(50)).await.unwrap(), 2);
    let mut left = store.database.cells().await.remove("deliveries.work_key").unwrap();
    left.sort_unstable();
    assert_eq!(left, ["introduce:1", "lately", "open"], "a channel is told once who we are");
    assert_eq!(store.expire_work(at(50)).await.unwrap(), 0);
}
