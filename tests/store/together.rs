//! Several at once, in one process and in several: nobody gets another's work, nothing is done twice, and
//! what is erased stays erased.

use super::{GUILD, KAREN, Opened, TEAM, at, nomination, occasion, said, typed, work};
use crate::support::on_both_engines;
use aktor::domain::ids::{ChannelId, InteractionId, MessageId, NominationId, ReplyId};
use aktor::store::{Given, NewDelivery, Store};
use futures_util::future::join_all;
use std::collections::BTreeSet;

on_both_engines!(
    several_that_claim_at_once_share_the_work,
    the_same_work_made_by_many_in_any_order_exists_once,
    one_occasion_is_planned_once_by_many,
    the_limit_holds_for_those_who_give_at_once,
    a_post_that_is_erased_while_it_is_recorded_stays_erased,
    an_answer_that_is_erased_while_it_is_kept_stays_erased,
    of_two_changes_at_once_one_wins,
);

/// Stores of two processes on one database, each handed out several times.
async fn stores(opened: &Opened, many: usize) -> Vec<Store> {
    let other = Store::open(&opened.database.url()).await.unwrap();
    (0..many).map(|n| if n % 2 == 0 { opened.store.clone() } else { other.clone() }).collect()
}

async fn several_that_claim_at_once_share_the_work() {
    let opened = Opened::with_team().await;
    let all: Vec<NewDelivery> = (1..=200).map(|id| work(id, &format!("work:{id}"), 0)).collect();
    opened.enqueue(&all, at(0)).await.unwrap();
    let stores = stores(&opened, 8).await;
    let claimers = stores.iter().enumerate().map(async |(n, store)| {
        let mut mine = Vec::new();
        loop {
            let claims = store.claim(&format!("holder {n}"), at(0), at(1), 7, true).await.unwrap();
            // Where rows that another is claiming are passed over, there may be more in a moment.
            if claims.is_empty() && store.next_thing_at().await.unwrap().is_none() {
                return mine;
            }
            for claim in claims {
                store.complete(&claim, &[], at(0)).await.unwrap();
                mine.push(claim.id.0);
            }
        }
    });
    let mut done: Vec<i64> = join_all(claimers).await.concat();
    done.sort_unstable();
    assert_eq!(done, (1..=200).collect::<Vec<_>>());
    assert_eq!(opened.open_deliveries(at(9)).await.unwrap(), 0);
}

async fn the_same_work_made_by_many_in_any_order_exists_once() {
    let opened = Opened::with_team().await;
    let stores = stores(&opened, 12).await;
    let makers = stores.iter().zip(0..).map(async |(store, n)| {
        for turn in 0..5 {
            let mut all: Vec<NewDelivery> = (0..20)
                .map(|key| work(1_000 * n + 100 * turn + key, &format!("work:{turn}:{key}"), 0))
                .collect();
            if n % 2 == 0 {
                all.reverse();
            }
            store.enqueue(&all, at(0)).await.unwrap();
        }
    });
    join_all(makers).await;
    assert_eq!(opened.open_deliveries(at(0)).await.unwrap(), 100);
}

async fn one_occasion_is_planned_once_by_many() {
    let opened = Opened::with_team().await;
    let stores = stores(&opened, 10).await;
    let planners = stores.iter().zip(10..).map(async |(store, id)| {
        let planned = [(occasion(id, 0), vec![work(id, &format!("prompt:{id}"), 0)])];
        store.plan(KAREN, GUILD, &planned, at(0)).await.unwrap()
    });
    let new = join_all(planners).await.concat();
    assert_eq!(new.len(), 1, "{new:?}");
    assert_eq!(opened.recent_occasions(TEAM, 99).await.unwrap().len(), 1);
    assert_eq!(opened.claim_one(at(0)).await.key, format!("prompt:{}", new[0]));
}

async fn the_limit_holds_for_those_who_give_at_once() {
    let opened = Opened::with_team().await;
    let stores = stores(&opened, 12).await;
    let givers = stores.iter().zip(1..).map(async |(store, id)| {
        let given = store
            .give((InteractionId(id), None), GUILD, &nomination(id, &id.to_string()), (5, at(-60)), &[])
            .await;
        given.unwrap() == Given::Taken
    });
    let given = join_all(givers).await.into_iter().filter(|given| *given).count();
    assert_eq!(given, 5);
    assert_eq!(opened.database.numbers("SELECT COUNT(*) FROM nominations").await, [5]);
}

async fn a_post_that_is_erased_while_it_is_recorded_stays_erased() {
    let opened = Opened::with_round().await;
    let stores = stores(&opened, 2).await;
    for id in 100..140 {
        opened.keep_answer(&typed(id, "answer"), &work(id, &format!("answer:{id}"), 0), at(0)).await.unwrap();
        let claim = opened.claim_one(at(0)).await;
        let (remove, change) = (work(id + 1_000, "never", 999), work(id + 2_000, "nor this", 999));
        let post = (ChannelId(30), MessageId(id));
        let gone = [MessageId(id)];
        let (recorded, erased) = tokio::join!(
            stores[0].record_answer_posted(
                &claim,
                ReplyId(id),
                post,
                Some("answer"),
                &remove,
                &change,
                at(0)
            ),
            stores[1].erase_messages(&gone, &[], at(0)),
        );
        recorded.unwrap();
        erased.unwrap();
        assert_eq!(opened.reply(ReplyId(id)).await.unwrap(), None, "the {id}th came back");
    }
}

async fn an_answer_that_is_erased_while_it_is_kept_stays_erased() {
    let opened = Opened::with_round().await;
    let stores = stores(&opened, 2).await;
    for first in (1..40).map(|n| n * 100) {
        let batch: Vec<_> = (first..first + 20).map(|id| said(id, "answer")).collect();
        let gone: Vec<MessageId> = (first..first + 20).rev().map(MessageId).collect();
        let (kept, erased) = tokio::join!(
            stores[0].keep_replies(&batch, &[], at(0)),
            stores[1].erase_messages(&gone, &[], at(0))
        );
        kept.unwrap();
        erased.unwrap();
        assert_eq!(opened.replies_of_round(10.into()).await.unwrap(), []);
    }
}

async fn of_two_changes_at_once_one_wins() {
    let opened = Opened::with_team().await;
    let read = nomination(1, "words");
    opened.give((InteractionId(1), None), GUILD, &read, (5, at(-60)), &[]).await.unwrap();
    let stores = stores(&opened, 6).await;
    let changes = stores.iter().zip(2..).map(async |(store, version)| {
        let mut changed = read.clone();
        (changed.version, changed.what) = (version, format!("words {version}"));
        store.change_nomination(&read, &changed, &[], at(0)).await.unwrap().then_some(version)
    });
    let won: BTreeSet<u16> = join_all(changes).await.into_iter().flatten().collect();
    assert_eq!(won.len(), 1, "{won:?}");
    let kept = opened.nomination(NominationId(1)).await.unwrap().unwrap().nomination;
    assert!(won.contains(&kept.version) && kept.what == format!("words {}", kept.version));
}
