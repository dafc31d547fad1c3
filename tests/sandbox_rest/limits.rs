//! Limits of every scope, and the pages of the proxy that stands before Discord.

use super::Stage;
use aktor::sandbox::faults::Fault;
use aktor::sandbox::rest::RateLimits;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use std::time::Duration;

impl Stage {
    async fn asked_for_itself(&self) -> Response {
        self.request(Method::GET, "/users/@me").send().await.unwrap()
    }
}

fn head<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[tokio::test]
async fn each_scope_of_a_429_is_told_in_its_own_way() {
    let stage = Stage::set().await;
    let wait = Duration::from_millis(1_250);
    for (fault, scope, message) in [
        (Fault::TooMany(wait, false), "user", "You are being rate limited."),
        (Fault::TooMany(wait, true), "global", "You are being rate limited."),
        (Fault::TooManyShared(wait), "shared", "The resource is being rate limited."),
    ] {
        stage.world.faults().next("GET", "/users/@me", fault);
        let answer = stage.asked_for_itself().await;
        assert_eq!((answer.status().as_u16(), head(&answer, "retry-after")), (429, "2"));
        assert_eq!((head(&answer, "x-ratelimit-scope"), head(&answer, "via")), (scope, "1.1 google"));
        assert_eq!(head(&answer, "x-ratelimit-global") == "true", scope == "global");
        let body: Value = answer.json().await.unwrap();
        assert_eq!(
            body,
            json!({"message": message, "retry_after": 1.25, "global": scope == "global", "code": 0})
        );
    }
    stage.end().await;
}

#[tokio::test]
async fn a_bucket_is_named_by_its_route_and_counted_by_its_channel() {
    let stage = Stage::set().await;
    let other = stage.world.add_channel(stage.guild, "team-syd");
    stage.sandbox.limit(RateLimits { messages: (1, Duration::from_mins(1)), ..RateLimits::default() });
    let send = async |channel: i64| {
        let path = format!("/channels/{channel}/messages");
        stage.request(Method::POST, &path).json(&json!({"content": "hej"})).send().await.unwrap()
    };
    let (one, two, again) = (send(stage.channel).await, send(other).await, send(stage.channel).await);
    assert_eq!((one.status().as_u16(), two.status().as_u16(), again.status().as_u16()), (200, 200, 429));
    assert_eq!(head(&one, "x-ratelimit-bucket"), head(&two, "x-ratelimit-bucket"));
    assert_ne!(head(&one, "x-ratelimit-bucket"), head(&stage.asked_for_itself().await, "x-ratelimit-bucket"));
    assert_eq!((head(&one, "x-ratelimit-limit"), head(&one, "x-ratelimit-remaining")), ("1", "0"));
    let after = head(&one, "x-ratelimit-reset-after");
    assert!(
        after.parse::<f64>().unwrap() <= 60.0 && after.split_once('.').is_some_and(|(_, ms)| ms.len() == 3)
    );
    assert!(head(&one, "x-ratelimit-reset").split_once('.').is_some_and(|(_, ms)| ms.len() == 3));
    assert_eq!(head(&again, "x-ratelimit-scope"), "user");
    stage.end().await;
}

#[tokio::test]
async fn the_global_limit_binds_everything_but_answers_to_interactions() {
    let stage = Stage::set().await;
    stage.sandbox.limit(RateLimits { global: 1, ..RateLimits::default() });
    let mut answers = Vec::new();
    for _ in 0..5 {
        answers.push(stage.asked_for_itself().await);
    }
    let global = answers.iter().find(|answer| answer.status() == 429).unwrap();
    assert_eq!(head(global, "x-ratelimit-scope"), "global");
    for _ in 0..5 {
        let (status, _) = stage.post("/interactions/5/x/callback", json!({"type": 5})).await;
        assert_eq!(status, 404, "known or not, it is not held back");
    }
    stage.end().await;
}

#[tokio::test]
async fn too_many_invalid_requests_shut_the_address_out() {
    let stage = Stage::set().await;
    stage.sandbox.limit(RateLimits { invalid: 3, ..RateLimits::off() });
    stage.world.faults().next("GET", "*", Fault::TooManyShared(Duration::from_secs(1)));
    stage.world.faults().next("GET", "*", Fault::Status(404, 10003));
    for _ in 0..2 {
        stage.asked_for_itself().await;
    }
    for status in [401, 403, 429] {
        assert_eq!(stage.asked_for_itself().await.status(), 200, "neither shared limits nor 404 count");
        stage.world.faults().next("GET", "*", Fault::Status(status, 0));
        assert_eq!(stage.asked_for_itself().await.status().as_u16(), status);
    }
    let answer = stage.asked_for_itself().await;
    assert_eq!((answer.status().as_u16(), head(&answer, "content-type")), (429, "text/html; charset=UTF-8"));
    assert!(head(&answer, "retry-after").parse::<u64>().unwrap() > 590 && head(&answer, "via").is_empty());
    assert!(answer.text().await.unwrap().contains("1015"));
    stage.end().await;
}

#[tokio::test]
async fn the_proxy_answers_in_html_and_nothing_happens() {
    let stage = Stage::set().await;
    for status in [429, 502, 503, 520] {
        stage.world.faults().next("POST", "/channels/{channel}/messages", Fault::Html(status));
        let asked = stage.request(Method::POST, &stage.messages()).json(&json!({"content": "hej"}));
        let answer = asked.send().await.unwrap();
        let told = (head(&answer, "x-ratelimit-limit"), head(&answer, "via"));
        assert_eq!((answer.status().as_u16(), told), (status, ("", "")));
        assert!(answer.text().await.unwrap().starts_with("<!DOCTYPE html>"));
    }
    assert!(stage.asta.reads(stage.channel).is_empty());
    stage.end().await;
}

#[tokio::test]
async fn a_body_that_is_too_large_or_no_json_is_told_so() {
    let stage = Stage::set().await;
    let large = reqwest::multipart::Part::bytes(vec![0; 11 * 1024 * 1024]).file_name("stor.bin");
    let form = reqwest::multipart::Form::new().text("payload_json", "{}").part("files[0]", large);
    let answer = stage.request(Method::POST, &stage.messages()).multipart(form).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap()["code"].clone()),
        (413, json!(40005))
    );
    let torn = stage
        .request(Method::POST, &stage.messages())
        .header("content-type", "application/json")
        .body("{\"content\":");
    let answer = torn.send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap()["code"].clone()),
        (400, json!(50109))
    );
    stage.end().await;
}
