use super::Stage;
use aktor::sandbox::faults::Fault;
use aktor::sandbox::openapi::OpenApi;
use aktor::sandbox::rest::RateLimits;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

const SEND: &str = "/channels/{channel}/messages";

#[tokio::test]
async fn an_answer_lost_after_the_effect_leaves_the_message_behind() {
    let stage = Stage::set().await;
    stage.world.faults().next("POST", SEND, Fault::LoseAnswerAfter);
    let lost = stage.request(Method::POST, &stage.messages()).json(&json!({"content": "hej"})).send().await;
    assert!(lost.is_err(), "{lost:?}");
    assert_eq!(stage.asta.reads(stage.channel).len(), 1);
    assert_eq!(stage.post(&stage.messages(), json!({"content": "igen"})).await.0, 200);
    stage.end().await;
}

#[tokio::test]
async fn an_answer_lost_before_the_effect_leaves_nothing() {
    let stage = Stage::set().await;
    stage.world.faults().next("POST", SEND, Fault::LoseAnswerBefore);
    let lost = stage.request(Method::POST, &stage.messages()).json(&json!({"content": "hej"})).send().await;
    assert!(lost.is_err() && stage.asta.reads(stage.channel).is_empty());
    stage.end().await;
}

#[tokio::test]
async fn a_fault_strikes_as_often_as_asked_and_only_where_asked() {
    let stage = Stage::set().await;
    stage.world.faults().times(2, "POST", SEND, Fault::Status(502, 0));
    stage.world.faults().next("GET", "*", Fault::TooMany(Duration::from_millis(1500), true));
    let body = json!({"content": "hej"});
    assert_eq!(stage.post(&stage.messages(), body.clone()).await.0, 502);
    assert_eq!(stage.post(&stage.messages(), body.clone()).await.0, 502);
    assert_eq!(stage.post(&stage.messages(), body).await.0, 200);
    let soon = stage.request(Method::GET, "/users/@me").send().await.unwrap();
    assert_eq!((soon.status().as_u16(), soon.headers()["retry-after"].to_str().unwrap()), (429, "2"));
    assert_eq!(soon.headers()["x-ratelimit-scope"], "global");
    assert_eq!(stage.world.faults().waiting(), 0);
    stage.end().await;
}

#[tokio::test]
async fn a_request_that_hangs_ends_with_the_clients_patience() {
    let stage = Stage::set().await;
    stage.world.faults().next("POST", SEND, Fault::HangAfter);
    let asked = stage.request(Method::POST, &stage.messages()).json(&json!({"content": "hej"}));
    let hung = asked.timeout(Duration::from_millis(300)).send().await;
    assert!(hung.is_err_and(|error| error.is_timeout()));
    assert_eq!(stage.asta.reads(stage.channel).len(), 1);
    stage.end().await;
}

#[tokio::test]
async fn the_sixth_message_within_five_seconds_is_too_many() {
    let stage = Stage::set().await;
    stage.sandbox.limit(RateLimits::default());
    for left in (0..5).rev() {
        let sent = stage
            .request(Method::POST, &stage.messages())
            .json(&json!({"content": "hej"}))
            .send()
            .await
            .unwrap();
        assert_eq!(sent.headers()["x-ratelimit-remaining"].to_str().unwrap(), left.to_string());
        assert!(sent.headers().contains_key("x-ratelimit-bucket"));
    }
    let (status, answer) = stage.post(&stage.messages(), json!({"content": "hej"})).await;
    assert_eq!((status.as_u16(), &answer["global"]), (429, &json!(false)));
    assert!(answer["retry_after"].as_f64().is_some_and(|wait| wait > 0.0 && wait <= 5.0));
    stage.end().await;
}

#[tokio::test]
async fn a_body_against_the_official_description_is_a_violation() {
    if std::env::var_os("DISCORD_OPENAPI").is_none_or(|path| path.is_empty()) {
        return;
    }
    let stage = Stage::set().await;
    stage.post(&stage.messages(), json!({"content": "hej", "nonce": "x".repeat(26)})).await;
    assert_eq!(stage.world.violations().len(), 1, "{:?}", stage.world.violations());
    for (query, faults) in [("limit=5&before=5", 0), ("limit=101", 1), ("limit=alle", 1), ("page=2", 1)] {
        let before = stage.world.violations().len();
        stage.get(&format!("{}?{query}", stage.messages())).await;
        assert_eq!(stage.world.violations().len() - before, faults, "{query}");
    }
}

#[test]
fn an_answer_is_held_against_the_official_description() {
    let Some(path) = std::env::var_os("DISCORD_OPENAPI").filter(|path| !path.is_empty()) else { return };
    let openapi = OpenApi::read(path.as_ref()).unwrap();
    let faults = |status: u16, body: Option<Value>| {
        openapi.response_faults("GET", "/gateway", status, body.as_ref()).len()
    };
    assert_eq!(faults(200, Some(json!({"url": "ws://127.0.0.1/"}))), 0);
    assert_eq!(faults(200, Some(json!({"address": "ws://127.0.0.1/"}))), 1);
    assert_eq!(faults(200, None), 1);
    assert_eq!(faults(302, None), 1);
    assert_eq!(faults(404, Some(json!({"message": "404: Not Found", "code": 0}))), 0);
    assert_eq!(faults(404, Some(json!({"error": "404: Not Found"}))), 2);
    assert_eq!(faults(502, None), 0);
    assert_eq!(openapi.response_faults("GET", "/no/such/route", 200, None).len(), 0);
}
