//! Two holders of one piece of work, one stale: whatever the stale one would record changes nothing.

use super::nameless::nameless;
use super::{GUILD, KAREN, Opened, TEAM, at, nomination, round, typed, work};
use crate::support::{Engine, on_both_engines};
use aktor::domain::ids::{ChannelId, MessageId, NominationId, OccasionId, OlfaId, ReplyId};
use aktor::domain::occasion::SkipReason;
use aktor::store::{Claim, StepPost, StepRow, StoreError};
use regex::Regex;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

on_both_engines!(every_way_to_end_a_claim_refuses_a_stale_one_and_changes_nothing);

/// Tells whether anything in the database was changed, as another program sees it.
enum Witness {
    Sqlite(SqliteConnection),
    Postgres,
}

impl Witness {
    async fn of(store: &Opened) -> Self {
        match Engine::of_this_test() {
            Engine::Sqlite => Self::Sqlite(SqliteConnection::connect(&store.database.url()).await.unwrap()),
            Engine::Postgres => Self::Postgres,
        }
    }

    async fn look(&mut self, store: &Opened) -> i64 {
        match self {
            // Counts the commits of others that changed something.
            Self::Sqlite(connection) => {
                sqlx::query_scalar(AssertSqlSafe("PRAGMA data_version")).fetch_one(connection).await.unwrap()
            }
            Self::Postgres => {
                let all = "SELECT hashtext(schema_to_xml('public', true, false, '')::text)::bigint";
                store.database.numbers(all).await[0]
            }
        }
    }
}

/// A claim that has passed on to somebody else, who holds it now.
async fn passed_on(store: &Opened) -> (Claim, Claim) {
    store.enqueue(&[work(2, "held", 0)], at(0)).await.unwrap();
    let stale = store.claim_one(at(0)).await;
    let now = store.claim_one(at(2)).await;
    assert_eq!((stale.id, stale.fence + 1), (now.id, now.fence));
    (stale, now)
}

async fn every_way_to_end_a_claim_refuses_a_stale_one_and_changes_nothing() {
    let store = Opened::with_round().await;
    store.keep_answer(&typed(70, "svar"), &work(3, "later", 900), at(0)).await.unwrap();
    let given = nomination(80, "en god dag");
    let unnamed = nameless(7, "uden navn");
    store.keep_nameless(&unnamed, &work(7, "nameless", 900), at(0)).await.unwrap();
    let (s, held) = passed_on(&store).await;
    let (s, now, next) = (&s, at(3), [work(4, "next", 0)]);
    let here = (ChannelId(11), MessageId(99));
    let (remove, change) = (work(5, "remove", 0), work(6, "change", 0));
    let asked = OccasionId(10);
    let step = StepRow { step: super::steps::step(1, "et skridt"), guild: GUILD, shown: None, asked: None };
    let learning = super::learnings::learning(1, "vi spørger");

    let mut witness = Witness::of(&store).await;
    let before = witness.look(&store).await;
    let refused = [
        ("begin", store.begin(s, now, at(4)).await),
        ("complete", store.complete(s, &next, now).await),
        ("record_prompt_posted", store.record_prompt_posted(s, &round(12), &next, now).await),
        ("record_thread", store.record_thread(s, asked, ChannelId(98), now).await),
        (
            "record_answer_posted",
            store.record_answer_posted(s, ReplyId(70), here, Some("svar"), &remove, &change, now).await,
        ),
        ("record_letter_posted", store.record_letter_posted(s, asked, here, &next, now).await),
        ("record_letter_rest", store.record_letter_rest(s, asked, here, &next, now).await),
        ("record_informed", store.record_informed(s, TEAM, 9, &next, now).await),
        ("leave_waiting", store.leave_waiting(s, KAREN, now).await),
        ("skip_occasion", store.skip_occasion(s, asked, SkipReason::TooLate, now).await),
        ("end_occasion", store.end_occasion(s, asked, &next, now).await),
        ("forget_nomination", store.forget_nomination(s, NominationId(80), &next, now).await),
        ("record_nameless_posted", store.record_nameless_posted(s, unnamed.id).await.map(drop)),
        ("record_nameless_unshown", store.record_nameless_unshown(s, unnamed.id).await.map(drop)),
        ("forget_nameless", store.forget_nameless(s, unnamed.id).await),
        ("record_concern", store.record_concern(s, &unnamed, &next, now).await),
        (
            "record_example_shown",
            store.record_example_shown(s, (&given, true), here, &remove, &change, now).await,
        ),
        (
            "record_step_post",
            store.record_step_post(s, StepPost::Card, &step, here, (&remove, &change), now).await,
        ),
        (
            "record_learning_shown",
            store.record_learning_shown(s, &learning, here, (&remove, &change), now).await,
        ),
        ("record_olfa_shown", store.record_olfa_shown(s, OlfaId(1), here, &remove, now).await),
    ];
    for (method, result) in &refused {
        assert!(matches!(result, Err(StoreError::Stale)), "{method}: {result:?}");
    }
    // These say nothing, and do nothing.
    assert!(!store.renew(s, at(9)).await.unwrap());
    store.release(s, at(9), true, "late").await.unwrap();
    store.postpone(s, at(9), "late").await.unwrap();
    store.set_aside(s, "late", now).await.unwrap();
    assert_eq!(witness.look(&store).await, before, "something was changed under a stale claim");

    // None is left out.
    let mut tried: Vec<&str> = refused.iter().map(|(method, _)| *method).collect();
    tried.extend(["renew", "release", "postpone", "set_aside"]);
    for method in methods_that_take_a_claim() {
        assert!(tried.contains(&method.as_str()), "Store::{method} is not tried with a stale claim");
    }

    assert_eq!(held.team, Some(TEAM));
    store.complete(&held, &next, now).await.unwrap();
    assert!(store.is_open("next").await.unwrap());
    assert_ne!(witness.look(&store).await, before, "the witness sees a change");
}

fn methods_that_take_a_claim() -> Vec<String> {
    let method = Regex::new(r"pub async fn (\w+)\(\s*&self,\s*claim: &Claim").unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = std::fs::read_to_string(path).unwrap();
            found.extend(method.captures_iter(&text).map(|one| one[1].to_owned()));
        }
    }
    assert!(found.len() >= 15, "{found:?}");
    found
}
