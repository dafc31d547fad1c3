//! An example is shown exactly once, whatever happens on the way.

use super::{LEAVE, WORDS, YES, answer, end, examples, nominate};
use crate::support::{Town, on_both_engines};
use aktor::domain::audit::Actor;
use aktor::domain::ids::UserId;
use aktor::sandbox::faults::Fault;
use aktor::service::erasure::erase;
use aktor::service::random::Random;
use aktor::store::{Leaver, Store};
use chrono::Duration;
use serde_json::json;

on_both_engines!(a_lost_answer_does_not_show_it_twice, it_is_taken_down_although_the_platform_fails_at_first);

async fn a_lost_answer_does_not_show_it_twice() {
    for fault in
        [Fault::LoseAnswerAfter, Fault::LoseAnswerBefore, Fault::StatusAfter(502, 0), Fault::Status(500, 0)]
    {
        let town = Town::with_team().await;
        nominate(&town, "Asta", &["Mette"], WORDS).await;
        town.world.faults().next("POST", "/channels/{}/messages", fault);
        town.click("Mette", town.letter_to("Mette").id, YES).await;
        town.pass(Duration::minutes(10)).await;
        assert_eq!(examples(&town).len(), 1);
        end(town).await;
    }
}

#[tokio::test]
async fn killed_between_post_and_record_does_not_show_it_twice() {
    for later in [Duration::seconds(5), Duration::minutes(10)] {
        let mut town = Town::with_team().await;
        nominate(&town, "Asta", &["Mette"], WORDS).await;
        town.world.faults().next("POST", "/channels/{}/messages", Fault::HangAfter);
        town.click("Mette", town.letter_to("Mette").id, YES).await;
        town.wait("the example", |town| examples(town).pop()).await;
        town.kill().await;
        town.clock.set(town.clock.now() + later);
        town.start().await;
        town.pass(Duration::minutes(10)).await;
        assert_eq!(examples(&town).len(), 1);
        end(town).await;
    }
}

#[tokio::test]
async fn what_was_shown_by_an_attempt_that_nobody_recorded_is_taken_down_when_its_giver_is_erased() {
    for later in [Duration::seconds(5), Duration::minutes(10)] {
        let mut town = Town::with_team().await;
        town.world.faults().next("POST", "/channels/{}/messages", Fault::HangAfter);
        let whole = [
            ("forventning", json!("Tag ansvar for opgaven")),
            ("hele-teamet", json!(true)),
            ("eksempel", json!(WORDS)),
        ];
        town.command("Asta", town.channel, "fremhæv", &whole).await;
        town.wait("the example", |town| examples(town).pop()).await;
        town.kill().await;
        town.clock.set(town.clock.now() + later);
        let store = Store::open(&town.database.url()).await.unwrap();
        let leaver = Leaver {
            user: UserId(town.user("Asta").id),
            guild: None,
            at: town.clock.now(),
            by: Actor::Operator,
        };
        erase(&store, &Random::seeded(1), leaver).await.unwrap();
        store.close().await;
        town.start().await;
        town.pass(Duration::minutes(10)).await;
        assert_eq!(examples(&town).len(), 0);
        end(town).await;
    }
}

#[tokio::test]
async fn a_question_whose_answer_is_lost_is_asked_once() {
    let town = Town::with_team().await;
    town.world.faults().next("POST", "/channels/{}/messages", Fault::LoseAnswerAfter);
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    town.pass(Duration::minutes(10)).await;
    assert_eq!(super::told(&town, "Mette").len(), 1);
    end(town).await;
}

async fn it_is_taken_down_although_the_platform_fails_at_first() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    answer(&town, "Mette", YES).await;
    town.world.faults().times(2, "DELETE", "/channels/{}/messages/{}", Fault::Status(500, 0));
    town.click("Mette", examples(&town)[0].id, LEAVE).await;
    town.pass(Duration::minutes(1)).await;
    assert_eq!(examples(&town).len(), 0, "within a minute");
    end(town).await;
}
