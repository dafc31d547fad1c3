//! The executor of the bot's own requests, and the port over it, against a small server that misbehaves on
//! purpose.

mod abandoned;

use crate::picture::month;
use aktor::discord::components::Codec;
use aktor::discord::encode::{Encoder, cut};
use aktor::discord::http::{Call, Executor, Lane};
use aktor::discord::platform::DiscordPlatform;
use aktor::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, UserId};
use aktor::service::action::Action;
use aktor::service::platform::{
    Button, Card, Does, Look, Permission, Picture, Place, Platform, PlatformError, Post, Row,
};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use chrono::DateTime;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const ME: UserId = UserId(900);

/// What the server answers next, and what it was asked.
#[derive(Clone, Default)]
struct Script(Arc<Mutex<Pages>>);

#[derive(Default)]
struct Pages {
    answers: VecDeque<Reply>,
    asked: Vec<Asked>,
}

struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

#[derive(Clone)]
struct Asked {
    line: String,
    body: String,
    token: String,
    at: Instant,
}

impl Script {
    fn answer(&self, status: u16, body: &Value) -> &Self {
        self.answer_with(status, body, &[])
    }

    fn answer_with(&self, status: u16, body: &Value, headers: &[(&'static str, &str)]) -> &Self {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.0.lock().unwrap().answers.push_back(Reply { status, headers, body: body.to_string() });
        self
    }

    fn asked(&self) -> Vec<Asked> {
        self.0.lock().unwrap().asked.clone()
    }

    fn lines(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.line).collect()
    }
}

async fn serve(
    State(script): State<Script>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut pages = script.0.lock().unwrap();
    pages.asked.push(Asked {
        line: format!("{method} {uri}"),
        body: String::from_utf8_lossy(&body).into_owned(),
        token: headers["authorization"].to_str().unwrap().to_owned(),
        at: Instant::now(),
    });
    let Some(reply) = pages.answers.pop_front() else {
        return (StatusCode::OK, r#"{"id":"1"}"#).into_response();
    };
    let mut response = (StatusCode::from_u16(reply.status).unwrap(), reply.body).into_response();
    for (name, value) in reply.headers {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

async fn server() -> (Script, Executor) {
    let script = Script::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let app = axum::Router::new().fallback(serve).with_state(script.clone());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    (script, Executor::new(&base, &SecretString::from("a.token")).unwrap())
}

fn platform(executor: &Executor) -> DiscordPlatform {
    DiscordPlatform::new(executor.clone(), encoder(), ME)
}

fn encoder() -> Encoder {
    Encoder::new(Codec::new(&[3; 32]))
}

fn prompt() -> Post {
    Post {
        text: "hej".into(),
        cards: vec![Card {
            title: "Ugens spørgsmål".into(),
            text: "Hvad lykkedes?".into(),
            ..Card::default()
        }],
        rows: vec![Row::Buttons(vec![Button {
            label: "Svar".into(),
            look: Look::Primary,
            does: Does::Act(Action::Answer(OccasionId(77))),
        }])],
        ..Post::default()
    }
}

fn refusal(code: u32) -> Value {
    json!({ "message": "no", "code": code })
}

async fn sent(status: u16, body: Value) -> PlatformError {
    let (script, executor) = server().await;
    script.answer(status, &body);
    platform(&executor).send(Place::Channel(ChannelId(5)), &prompt(), None).await.unwrap_err()
}

#[tokio::test]
async fn a_refusal_is_told_apart_from_an_unknown_outcome() {
    use PlatformError as E;
    assert!(matches!(sent(500, json!({})).await, E::Unknown(_)));
    assert!(matches!(sent(502, json!("bad gateway")).await, E::Unknown(_)));
    assert!(matches!(sent(401, refusal(0)).await, E::Unauthorised));
    assert!(matches!(sent(403, refusal(50_001)).await, E::Forbidden(50_001)));
    assert!(matches!(sent(403, refusal(50_013)).await, E::Forbidden(50_013)));
    assert!(matches!(sent(403, refusal(50_007)).await, E::Closed));
    assert!(matches!(sent(403, refusal(50_278)).await, E::Closed));
    assert!(matches!(sent(404, refusal(10_003)).await, E::Gone(10_003)));
    assert!(matches!(sent(404, refusal(10_004)).await, E::Gone(10_004)));
    assert!(matches!(sent(404, refusal(10_008)).await, E::MessageGone));
    assert!(matches!(sent(400, refusal(50_083)).await, E::Locked(50_083)));
    assert!(matches!(sent(400, refusal(160_005)).await, E::Locked(160_005)));
    assert!(matches!(sent(200, json!({ "nothing": 1 })).await, E::Unknown(_)));
}

#[tokio::test]
async fn a_refused_field_is_named_without_its_content() {
    let body = json!({ "message": "Invalid Form Body", "code": 50_035, "errors": { "embeds": { "0": { "title": {
        "_errors": [{ "code": "BASE_TYPE_MAX_LENGTH", "message": "hemmelig tekst" }] } } } } });
    let PlatformError::Rejected { status, code, reason } = sent(400, body).await else {
        panic!("not rejected")
    };
    assert_eq!((status, code, reason.as_str()), (400, 50_035, "embeds.0.title: BASE_TYPE_MAX_LENGTH"));
}

#[tokio::test]
async fn a_connection_that_was_never_made_can_be_tried_again() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let executor = Executor::new(&base, &SecretString::from("t")).unwrap();
    assert!(matches!(executor.send(Lane::Person, &Call::me()).await, Err(PlatformError::Busy(_))));
}

#[tokio::test]
async fn a_connection_lost_after_sending_leaves_the_outcome_unknown() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let mut head = [0; 64];
            socket.readable().await.unwrap();
            let _ = socket.try_read(&mut head);
        }
    });
    let executor = Executor::new(&base, &SecretString::from("t")).unwrap();
    let lost = platform(&executor).send(Place::Channel(ChannelId(5)), &prompt(), None).await;
    assert!(matches!(lost, Err(PlatformError::Unknown(_))), "{lost:?}");
}

#[tokio::test]
async fn a_request_refused_for_its_pace_is_waited_out_and_sent_again() {
    let (script, executor) = server().await;
    script.answer_with(
        429,
        &json!({ "retry_after": 0.2, "global": false }),
        &[("x-ratelimit-scope", "user")],
    );
    let sent = platform(&executor).send(Place::Channel(ChannelId(5)), &prompt(), Some("n")).await;
    assert_eq!(sent.unwrap(), (ChannelId(5), MessageId(1)));
    let asked = script.asked();
    assert_eq!(asked.len(), 2);
    assert!(asked[1].at - asked[0].at >= Duration::from_millis(200));
}

#[tokio::test]
async fn a_global_refusal_holds_every_other_request_back() {
    let (script, executor) = server().await;
    script.answer_with(
        429,
        &json!({ "retry_after": 0.3, "global": true }),
        &[("x-ratelimit-global", "true")],
    );
    let me = Call::me();
    let first = executor.send(Lane::Person, &me);
    let second = async {
        while script.asked().is_empty() {
            tokio::task::yield_now().await;
        }
        // The refusal is under way; what asks after it has come must wait.
        let _ = executor.send(Lane::Person, &Call::channel(ChannelId(5))).await;
        let _ = executor.send(Lane::Person, &Call::channel(ChannelId(6))).await;
    };
    let (first, ()) = tokio::join!(first, second);
    first.unwrap();
    let asked = script.asked();
    assert!(asked.last().unwrap().at - asked[0].at >= Duration::from_millis(300));
}

#[tokio::test]
async fn an_empty_bucket_is_waited_for_and_other_channels_go_on() {
    let (script, executor) = server().await;
    let empty = [
        ("x-ratelimit-bucket", "b"),
        ("x-ratelimit-limit", "1"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset-after", "0.4"),
    ];
    script.answer_with(200, &json!({ "id": "1" }), &empty);
    let start = Instant::now();
    executor.send(Lane::Background, &Call::send(ChannelId(1), json!({}))).await.unwrap();
    executor.send(Lane::Background, &Call::send(ChannelId(2), json!({}))).await.unwrap();
    assert!(start.elapsed() < Duration::from_millis(350));
    executor.send(Lane::Background, &Call::send(ChannelId(1), json!({}))).await.unwrap();
    assert!(start.elapsed() >= Duration::from_millis(400));
    assert_eq!(script.asked().len(), 3);
}

#[tokio::test]
async fn work_by_the_calendar_leaves_room_for_people() {
    let (script, executor) = server().await;
    let background = (0..60).map(|n| {
        let executor = executor.clone();
        tokio::spawn(async move {
            executor.send(Lane::Background, &Call::channel(ChannelId(n))).await.map(|_| ())
        })
    });
    let background: Vec<_> = background.collect();
    while script.asked().len() < 40 {
        tokio::task::yield_now().await;
    }
    executor.send(Lane::Person, &Call::me()).await.unwrap();
    let waited = script.asked().len() - 40;
    assert!(waited <= 5, "a person waited for {waited} requests that nobody was waiting for");
    for one in background {
        one.await.unwrap().unwrap();
    }
    assert_eq!(script.asked().len(), 61);
}

#[tokio::test]
async fn too_many_invalid_requests_stop_work_by_the_calendar_but_not_people() {
    let (script, executor) = server().await;
    for _ in 0..500 {
        script.answer(403, &refusal(50_001));
    }
    // The pace would take ten seconds for this; the pace itself is tested above.
    let mut told = 0;
    for n in 0..500 {
        let lane = if n % 5 == 4 { Lane::Person } else { Lane::Background };
        match executor.send(lane, &Call::channel(ChannelId(n))).await {
            Err(PlatformError::Forbidden(_)) => told += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(told, 500);
    assert!(executor.is_held_back());
    let held = executor.send(Lane::Background, &Call::me()).await;
    assert!(matches!(held, Err(PlatformError::Busy(time)) if time > Duration::from_secs(500)), "{held:?}");
    executor.send(Lane::Person, &Call::me()).await.unwrap();
}

#[tokio::test]
async fn a_post_notifies_only_those_it_names_and_carries_its_nonce() {
    let (script, executor) = server().await;
    let post = Post { text: "@everyone <@5>".into(), mentions: vec![UserId(5)], ..prompt() };
    platform(&executor).send(Place::Channel(ChannelId(8)), &post, Some("nonce")).await.unwrap();
    let body: Value = serde_json::from_str(&script.asked()[0].body).unwrap();
    assert_eq!(body["allowed_mentions"]["users"], json!(["5"]));
    assert_eq!(body["allowed_mentions"]["parse"], json!([]));
    assert_eq!((&body["nonce"], &body["enforce_nonce"]), (&json!("nonce"), &json!(true)));
    platform(&executor).send(Place::Channel(ChannelId(8)), &prompt(), None).await.unwrap();
    let body: Value = serde_json::from_str(&script.asked()[1].body).unwrap();
    assert_eq!(body["allowed_mentions"]["users"], json!([]));
    assert_eq!(script.asked()[0].token, "Bot a.token");
}

#[tokio::test]
async fn a_picture_is_attached_with_its_words_and_shown_in_the_first_card() {
    let (script, executor) = server().await;
    let picture =
        Picture { name: "maaned.png".into(), shows: month([1, 0, 2, 0], &[]), alt: "Måneden".into() };
    let post = Post { picture: Some(picture), ..prompt() };
    platform(&executor).send(Place::Channel(ChannelId(8)), &post, None).await.unwrap();
    let body = &script.asked()[0].body;
    assert!(body.contains(r#""url":"attachment://maaned.png""#), "{body}");
    assert!(body.contains(r#""description":"Måneden""#) && body.contains(r#"name="files[0]""#), "{body}");
    assert!(body.contains(r#"name="payload_json""#), "{body}");
}

#[test]
fn what_is_too_long_is_cut_between_characters() {
    assert_eq!(cut("kort", 10), "kort");
    assert_eq!(cut("æøå-æøå", 4), "æøå…");
    assert_eq!(cut("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 8), "👩‍👩‍👧‍👦…");
    let huge = "x".repeat(5_000);
    let card = Card {
        title: huge.clone(),
        text: huge.clone(),
        fields: vec![(huge.clone(), huge.clone()); 30],
        footer: huge.clone(),
        colour: 1,
    };
    let post = Post { text: huge, cards: vec![card; 12], ..Post::default() };
    let body = serde_json::to_value(encoder().message(&post, None)).unwrap();
    assert_eq!(body["content"].as_str().unwrap().chars().count(), 2_000);
    let mut cards = 0;
    for embed in body["embeds"].as_array().unwrap() {
        let length = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
        cards += length(&embed["title"]) + length(&embed["description"]) + length(&embed["footer"]["text"]);
        for field in embed["fields"].as_array().into_iter().flatten() {
            cards += length(&field["name"]) + length(&field["value"]);
        }
    }
    assert!(cards <= 6_000, "{cards}");
}

#[tokio::test]
async fn a_private_conversation_is_opened_once() {
    let (script, executor) = server().await;
    script
        .answer(200, &json!({ "id": "55" }))
        .answer(200, &json!({ "id": "1" }))
        .answer(200, &json!({ "id": "2" }));
    let port = platform(&executor);
    assert_eq!(
        port.send(Place::Person(UserId(4)), &prompt(), None).await.unwrap(),
        (ChannelId(55), MessageId(1))
    );
    assert_eq!(
        port.send(Place::Person(UserId(4)), &prompt(), None).await.unwrap(),
        (ChannelId(55), MessageId(2))
    );
    let lines = script.lines();
    assert_eq!(lines[0], "POST /api/v10/users/@me/channels");
    assert_eq!(lines[1..], ["POST /api/v10/channels/55/messages", "POST /api/v10/channels/55/messages"]);
}

#[tokio::test]
async fn a_thread_that_is_there_already_is_success() {
    let (script, executor) = server().await;
    script.answer(400, &refusal(160_004));
    assert_eq!(
        platform(&executor).open_thread(ChannelId(5), MessageId(9), "Uge 48").await.unwrap(),
        ChannelId(9)
    );
    let body: Value = serde_json::from_str(&script.asked()[0].body).unwrap();
    assert_eq!(body["auto_archive_duration"], 10_080);
}

#[tokio::test]
async fn deleting_what_is_gone_is_success() {
    let (script, executor) = server().await;
    script.answer(404, &refusal(10_008));
    platform(&executor).delete(ChannelId(5), MessageId(9)).await.unwrap();
}

#[tokio::test]
async fn the_bots_own_post_is_found_by_its_buttons_or_by_its_words() {
    let (script, executor) = server().await;
    let ids = encoder().ids(&prompt());
    let row = json!([{ "type": 1, "components": [{ "type": 2, "custom_id": ids[0] }] }]);
    let message = |id: &str, author: i64, components: &Value| json!({ "id": id, "author": { "id": author.to_string(), "bot": author == ME.0 }, "content": "x", "components": components });
    let none = json!([]);
    script.answer(200, &json!([message("3", ME.0, &row), message("2", ME.0, &none), message("1", 5, &row)]));
    let since = DateTime::from_timestamp(1_764_000_000, 0).unwrap();
    let port = platform(&executor);
    let place = Place::Channel(ChannelId(5));
    assert_eq!(port.find_own(place, &prompt(), since).await.unwrap(), Some((ChannelId(5), MessageId(3))));

    let words = Post { rows: Vec::new(), ..prompt() };
    let embeds = json!([{ "title": "Ugens spørgsmål", "description": "Hvad lykkedes?" }]);
    script.answer(
        200,
        &json!([
            { "id": "8", "author": { "id": "900" }, "content": "hej", "embeds": embeds },
            { "id": "7", "author": { "id": "900" }, "content": "hej", "embeds": [] },
        ]),
    );
    assert_eq!(port.find_own(place, &words, since).await.unwrap(), Some((ChannelId(5), MessageId(8))));

    script.answer(200, &json!([]));
    assert_eq!(port.find_own(place, &prompt(), since).await.unwrap(), None);
    script.answer(403, &refusal(50_001));
    assert!(port.find_own(place, &prompt(), since).await.is_err());
}

#[tokio::test]
async fn history_comes_oldest_first_and_tells_people_from_bots() {
    let (script, executor) = server().await;
    script.answer(200, &json!([
        { "id": "30", "type": 19, "author": { "id": "1", "username": "asta", "global_name": "Asta" }, "content": "ja",
          "message_reference": { "message_id": "20" }, "attachments": [{ "id": "1" }], "mentions": [{ "id": "4" }] },
        { "id": "20", "type": 0, "author": { "id": "2", "bot": true } },
        { "id": "10", "type": 18, "author": { "id": "3" } },
    ]));
    let page = platform(&executor).history(ChannelId(5), MessageId(1)).await.unwrap();
    assert_eq!(
        page.iter().map(|m| (m.id.0, m.human)).collect::<Vec<_>>(),
        [(10, false), (20, false), (30, true)]
    );
    let last = &page[2];
    assert_eq!(
        (last.author_name.as_str(), last.reply_to, last.attachments),
        ("Asta", Some(MessageId(20)), 1)
    );
    assert_eq!(last.mentions, [UserId(4)]);
    assert_eq!(script.lines(), ["GET /api/v10/channels/5/messages?after=1&limit=100"]);
}

#[tokio::test]
async fn missing_permissions_are_named_exactly_also_for_a_thread() {
    let (script, executor) = server().await;
    let all = 309_237_763_072_u64;
    let history = 1_u64 << 16;
    let attach = 1_u64 << 15;
    script
        .answer(200, &json!({ "id": "9", "type": 11, "parent_id": "5", "guild_id": "1" }))
        .answer(
            200,
            &json!({ "id": "5", "type": 0, "guild_id": "1", "permission_overwrites": [
            { "id": "1", "type": 0, "allow": "0", "deny": (history | attach).to_string() },
            { "id": "70", "type": 0, "allow": attach.to_string(), "deny": "0" },
            { "id": "71", "type": 0, "allow": history.to_string(), "deny": "0" },
        ] }),
        )
        .answer(
            200,
            &json!([{ "id": "1", "permissions": all.to_string() }, { "id": "70", "permissions": "0" }]),
        )
        .answer(200, &json!({ "user": { "id": "900" }, "roles": ["70"] }));
    let missing = platform(&executor).missing_permissions(GuildId(1), ChannelId(9)).await.unwrap();
    assert_eq!(missing, [Permission::ReadMessageHistory]);
}

#[tokio::test]
async fn who_has_left_is_no_member() {
    let (script, executor) = server().await;
    script.answer(404, &refusal(10_007));
    script.answer(
        200,
        &json!({ "nick": "Asta fra køkkenet", "user": { "id": "4", "username": "asta" }, "roles": ["70"] }),
    );
    let port = platform(&executor);
    assert_eq!(port.member(GuildId(1), UserId(4)).await.unwrap(), None);
    assert_eq!(port.member(GuildId(1), UserId(4)).await.unwrap().unwrap().name, "Asta fra køkkenet");
}

#[test]
fn a_token_or_address_that_cannot_be_used_is_told_in_a_sentence() {
    let token = SecretString::from("two words");
    assert!(Executor::new("https://discord.com", &token).unwrap_err().to_string().contains("DISCORD_TOKEN"));
    let token = SecretString::from("token");
    assert!(Executor::new("discord", &token).unwrap_err().to_string().contains("DISCORD_API_URL"));
    assert!(!format!("{:?}", Executor::new("http://[::1]:1", &token).unwrap()).contains("token"));
}
