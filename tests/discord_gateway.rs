//! The connection on which the platform tells what happens, against a small server that closes, forgets and
//! falls silent on purpose.

use aktor::discord::forums::Forums;
use aktor::discord::gateway::{Gateway, GatewayError, Parts, check_token};
use aktor::discord::http::Executor;
use aktor::domain::ids::{ChannelId, GuildId, MessageId};
use aktor::service::core::Hearing;
use aktor::service::incoming::{Heard, Incoming, Watched, queue};
use axum::Json;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use poise::serenity_prelude as serenity;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// What the server is told to do with the connection that stands.
enum Do {
    Say(&'static str, Value),
    Raw(String),
    Close(u16),
    CloseNextIdentify(u16),
}

#[derive(Clone)]
struct Server {
    base: String,
    orders: mpsc::UnboundedSender<Do>,
    inner: Arc<Mutex<Inner>>,
}

struct Inner {
    orders: Option<mpsc::UnboundedReceiver<Do>>,
    refuse: Option<u16>,
    me: (u16, Value),
    flags: Value,
    remaining: u64,
    reset_after: u64,
    port: u16,
    identified: Vec<Value>,
    heartbeat: u64,
    /// The watchdog's patience; the server's heartbeat is quicker.
    patience: Duration,
}

/// A framework that does nothing.
struct Nothing;

#[serenity::async_trait]
impl serenity::Framework for Nothing {
    async fn dispatch(&self, _: serenity::Context, _: serenity::FullEvent) {}
}

/// A framework that counts changes of what is pinned: all that was told before has passed the ear by then.
struct Counting(watch::Sender<usize>);

#[serenity::async_trait]
impl serenity::Framework for Counting {
    async fn dispatch(&self, _: serenity::Context, event: serenity::FullEvent) {
        if matches!(event, serenity::FullEvent::ChannelPinsUpdate { .. }) {
            self.0.send_modify(|count| *count += 1);
        }
    }
}

impl Server {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (orders, receiver) = mpsc::unbounded_channel();
        let inner = Inner {
            orders: Some(receiver),
            refuse: None,
            me: (200, json!({ "id": "900", "username": "aktør", "bot": true })),
            flags: json!(1 << 19),
            remaining: 1_000,
            reset_after: 60_000,
            port,
            identified: Vec::new(),
            heartbeat: 200,
            patience: Parts::HEARTBEAT,
        };
        let server =
            Self { base: format!("http://127.0.0.1:{port}"), orders, inner: Arc::new(Mutex::new(inner)) };
        let app = axum::Router::new()
            .route("/api/v10/{*path}", get(rest))
            .route("/", any(upgrade))
            .with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        server
    }

    fn executor(&self) -> Executor {
        Executor::new(&self.base, &SecretString::from("a.token")).unwrap()
    }

    fn tell(&self, order: Do) {
        self.orders.send(order).unwrap();
    }

    fn change(&self, how: impl FnOnce(&mut Inner)) {
        how(&mut self.inner.lock().unwrap());
    }

    async fn connect(&self, watched: &[i64], room: usize) -> (Gateway, Heard) {
        self.connect_with(watched, room, Nothing).await
    }

    async fn connect_with(
        &self,
        watched: &[i64],
        room: usize,
        framework: impl serenity::Framework + 'static,
    ) -> (Gateway, Heard) {
        let (teller, heard) = queue(room);
        let set = Watched::new();
        set.replace(0, watched.iter().map(|id| ChannelId(*id)));
        let heartbeat = self.inner.lock().unwrap().patience;
        let parts = Parts {
            executor: self.executor(),
            application: 900,
            hearing: Hearing::Everything,
            watched: set,
            forums: Forums::default(),
            teller,
            heartbeat,
        };
        (Gateway::start(parts, framework).await.unwrap(), heard)
    }
}

async fn rest(State(server): State<Server>, Path(path): Path<String>) -> Response {
    let inner = server.inner.lock().unwrap();
    let url = format!("ws://127.0.0.1:{}", inner.port);
    match path.as_str() {
        "users/@me" => (StatusCode::from_u16(inner.me.0).unwrap(), Json(inner.me.1.clone())).into_response(),
        "applications/@me" => Json(json!({ "id": "901", "flags": inner.flags })).into_response(),
        "gateway" => Json(json!({ "url": url })).into_response(),
        "gateway/bot" => {
            let limit = json!({ "total": 1_000, "remaining": inner.remaining, "reset_after": inner.reset_after, "max_concurrency": 1 });
            Json(json!({ "url": url, "shards": 1, "session_start_limit": limit })).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn upgrade(State(server): State<Server>, socket: WebSocketUpgrade) -> Response {
    socket.on_upgrade(move |socket| talk(server, socket))
}

async fn say(socket: &mut WebSocket, value: &Value) {
    let _ = socket.send(Message::text(value.to_string())).await;
}

async fn close(socket: &mut WebSocket, code: u16) {
    let _ = socket.send(Message::Close(Some(CloseFrame { code, reason: "".into() }))).await;
}

async fn talk(server: Server, mut socket: WebSocket) {
    let (heartbeat, mut orders) = {
        let mut inner = server.inner.lock().unwrap();
        (inner.heartbeat, inner.orders.take().unwrap_or_else(|| mpsc::unbounded_channel().1))
    };
    say(&mut socket, &json!({ "op": 10, "d": { "heartbeat_interval": heartbeat } })).await;
    let mut seq = 0_u64;
    loop {
        tokio::select! {
            message = socket.recv() => {
                let Some(Ok(message)) = message else { break };
                let Message::Text(text) = message else { continue };
                let frame: Value = serde_json::from_str(&text).unwrap();
                match frame["op"].as_u64() {
                    Some(1) => say(&mut socket, &json!({ "op": 11 })).await,
                    Some(2) => {
                        let refuse = {
                            let mut inner = server.inner.lock().unwrap();
                            inner.identified.push(frame["d"].clone());
                            inner.refuse
                        };
                        if let Some(code) = refuse {
                            close(&mut socket, code).await;
                            continue;
                        }
                        seq += 1;
                        let ready = json!({ "v": 10, "user": { "id": "900", "username": "aktør" },
                            "guilds": [{ "id": "1", "unavailable": true }], "session_id": "s",
                            "resume_gateway_url": "ws://x", "application": { "id": "901", "flags": 0 } });
                        say(&mut socket, &json!({ "op": 0, "s": seq, "t": "READY", "d": ready })).await;
                    }
                    Some(6) => {
                        seq += 1;
                        say(&mut socket, &json!({ "op": 0, "s": seq, "t": "RESUMED", "d": {} })).await;
                    }
                    _ => {}
                }
            }
            Some(order) = orders.recv() => match order {
                Do::Say(name, payload) => {
                    seq += 1;
                    say(&mut socket, &json!({ "op": 0, "s": seq, "t": name, "d": payload })).await;
                }
                Do::Raw(text) => { let _ = socket.send(Message::text(text)).await; }
                Do::Close(code) => {
                    // The next connection takes the orders from here.
                    let rest = std::mem::replace(&mut orders, mpsc::unbounded_channel().1);
                    server.inner.lock().unwrap().orders = Some(rest);
                    close(&mut socket, code).await;
                }
                Do::CloseNextIdentify(code) => {
                    server.inner.lock().unwrap().refuse = Some(code);
                }
            },
        }
    }
}

fn message(id: i64, channel: i64, text: &str) -> Value {
    json!({ "id": id.to_string(), "channel_id": channel.to_string(), "guild_id": "1", "content": text,
        "author": { "id": "5", "username": "asta", "global_name": "Asta" }, "timestamp": "2026-11-20T10:00:00Z",
        "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
        "embeds": [], "pinned": false, "type": 0 })
}

async fn next(heard: &mut Heard) -> Incoming {
    tokio::time::timeout(Duration::from_secs(20), heard.next())
        .await
        .unwrap_or_else(|_| panic!("nothing was heard in 20 s"))
        .unwrap()
}

async fn connected(heard: &mut Heard) {
    assert_eq!(next(heard).await, Incoming::Connected { resumed: false, guilds: vec![GuildId(1)] });
}

async fn ended(gateway: &mut Gateway) -> GatewayError {
    tokio::time::timeout(Duration::from_secs(20), gateway.join())
        .await
        .unwrap_or_else(|_| panic!("still there after 20 s"))
        .unwrap_err()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_in_watched_channels_is_heard_in_its_order() {
    let server = Server::start().await;
    // A machine with much else to do may be late for a quick heartbeat; that is another test's matter.
    server.inner.lock().unwrap().heartbeat = 41_000;
    let (gateway, mut heard) = server.connect(&[7], 5_000).await;
    connected(&mut heard).await;
    for n in 0..1_000 {
        server.tell(Do::Say("MESSAGE_CREATE", message(1_000 + n, if n % 10 == 0 { 8 } else { 7 }, "hej")));
    }
    for n in (0..1_000).filter(|n| n % 10 != 0) {
        let next = next(&mut heard).await;
        let Incoming::Written(seen, guild) = next else { panic!("not a message, but {next:?}") };
        assert_eq!((seen.id, guild, seen.author_name.as_str()), (MessageId(1_000 + n), GuildId(1), "Asta"));
    }
    assert!(gateway.link().borrow().is_ready() || gateway.link().changed().await.is_ok());
    gateway.shutdown().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_deletions_and_departures_are_told_and_an_outage_is_not() {
    let server = Server::start().await;
    let (gateway, mut heard) = server.connect(&[7], 100).await;
    connected(&mut heard).await;
    let mut edited = message(10, 7, "rettet");
    edited["edited_timestamp"] = json!("2026-11-20T11:00:00Z");
    server.tell(Do::Say("MESSAGE_UPDATE", edited));
    server.tell(Do::Say("MESSAGE_DELETE", json!({ "id": "10", "channel_id": "7", "guild_id": "1" })));
    server.tell(Do::Say(
        "MESSAGE_DELETE_BULK",
        json!({ "ids": ["11", "12"], "channel_id": "7", "guild_id": "1" }),
    ));
    server.tell(Do::Say("GUILD_DELETE", json!({ "id": "1", "unavailable": true })));
    server.tell(Do::Say("GUILD_CREATE", json!({ "id": "1", "unavailable": true })));
    server
        .tell(Do::Say("THREAD_DELETE", json!({ "id": "7", "guild_id": "1", "parent_id": "6", "type": 11 })));
    server.tell(Do::Say("GUILD_DELETE", json!({ "id": "1" })));
    let Incoming::Edited { message, text, edited_at, .. } = next(&mut heard).await else {
        panic!("not an edit")
    };
    assert_eq!((message, text.as_deref(), edited_at.is_some()), (MessageId(10), Some("rettet"), true));
    let erased = |ids: &[i64]| Incoming::Erased {
        guild: GuildId(1),
        channel: ChannelId(7),
        ids: ids.iter().map(|id| MessageId(*id)).collect(),
    };
    assert_eq!(next(&mut heard).await, erased(&[10]));
    assert_eq!(next(&mut heard).await, erased(&[11, 12]));
    let gone = Incoming::ThreadGone { guild: GuildId(1), parent: ChannelId(6), thread: ChannelId(7) };
    assert_eq!(next(&mut heard).await, gone);
    assert_eq!(next(&mut heard).await, Incoming::GuildGone { guild: GuildId(1) });
    gateway.shutdown().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bots_and_webhooks_and_the_platforms_own_lines_are_not_heard() {
    let server = Server::start().await;
    let (gateway, mut heard) = server.connect(&[7], 100).await;
    connected(&mut heard).await;
    let mut bot = message(1, 7, "x");
    bot["author"]["bot"] = json!(true);
    let mut webhook = message(2, 7, "x");
    webhook["webhook_id"] = json!("44");
    let mut pinned = message(3, 7, "");
    pinned["type"] = json!(6);
    for one in [bot, webhook, pinned, message(4, 7, "y")] {
        server.tell(Do::Say("MESSAGE_CREATE", one));
    }
    let Incoming::Written(seen, _) = next(&mut heard).await else { panic!("not a message") };
    assert_eq!(seen.id, MessageId(4));
    gateway.shutdown().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_that_cannot_be_read_is_told_by_its_kind() {
    let server = Server::start().await;
    let (gateway, mut heard) = server.connect(&[7], 100).await;
    connected(&mut heard).await;
    server.tell(Do::Say("MESSAGE_CREATE", json!({ "id": "1", "content": "half a message" })));
    assert_eq!(next(&mut heard).await, Incoming::Unparsed { kind: "MESSAGE_CREATE".into() });
    server.tell(Do::Raw("{ no json".into()));
    assert_eq!(next(&mut heard).await, Incoming::Missed);
    gateway.shutdown().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_connection_is_resumed_and_the_ear_stays() {
    let server = Server::start().await;
    let (gateway, mut heard) = server.connect(&[7], 100).await;
    connected(&mut heard).await;
    server.tell(Do::Close(4_000));
    assert_eq!(next(&mut heard).await, Incoming::Connected { resumed: true, guilds: Vec::new() });
    server.tell(Do::Say("MESSAGE_CREATE", message(9, 7, "efter")));
    assert!(matches!(next(&mut heard).await, Incoming::Written(seen, _) if seen.id == MessageId(9)));
    gateway.shutdown().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_leaves_a_gap_that_is_told_and_nothing_newer_gets_past_it() {
    let server = Server::start().await;
    let (count, mut seen) = watch::channel(0);
    let (gateway, mut heard) = server.connect_with(&[7], 4, Counting(count)).await;
    connected(&mut heard).await;
    for n in 0..50 {
        server.tell(Do::Say("MESSAGE_CREATE", message(100 + n, 7, "hej")));
    }
    let pinned = json!({ "guild_id": "1", "channel_id": "7", "last_pin_timestamp": null });
    server.tell(Do::Say("CHANNEL_PINS_UPDATE", pinned));
    // Nothing is taken in until all fifty have been heard and most have found no room.
    let all = seen.wait_for(|count| *count >= 1);
    tokio::time::timeout(Duration::from_secs(20), all).await.unwrap().unwrap();
    let mut last = 99;
    loop {
        match next(&mut heard).await {
            Incoming::Written(seen, _) => {
                assert_eq!(seen.id, MessageId(last + 1), "something newer came before the gap was told");
                last += 1;
            }
            Incoming::Missed => break,
            other => panic!("{other:?}"),
        }
    }
    assert!(last < 149);
    server.tell(Do::Say("MESSAGE_CREATE", message(500, 7, "igen")));
    assert!(matches!(next(&mut heard).await, Incoming::Written(seen, _) if seen.id == MessageId(500)));
    gateway.shutdown().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn being_turned_away_for_good_ends_with_what_to_change() {
    for (code, word) in [
        (4_004, "token"),
        (4_010, "4010"),
        (4_011, "2,500"),
        (4_013, "4013"),
        (4_014, "Message Content Intent"),
    ] {
        let server = Server::start().await;
        server.change(|inner| {
            inner.refuse = Some(code);
            inner.heartbeat = 41_000;
        });
        let (mut gateway, _heard) = server.connect(&[], 10).await;
        let error = ended(&mut gateway).await;
        assert!(error.is_final() && error.exit_code() == 78, "{code}: {error}");
        assert!(error.to_string().contains(word), "{code}: {error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_bot_that_is_turned_away_ends_as_well() {
    let server = Server::start().await;
    let (mut gateway, mut heard) = server.connect(&[], 10).await;
    connected(&mut heard).await;
    server.tell(Do::CloseNextIdentify(4_014));
    server.tell(Do::Close(4_009));
    assert!(matches!(ended(&mut gateway).await, GatewayError::MessageContent));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silence_is_shown_and_then_ends_the_connection() {
    let server = Server::start().await;
    server.change(|inner| {
        inner.heartbeat = 41_000;
        inner.patience = Duration::from_millis(500);
    });
    let (mut gateway, mut heard) = server.connect(&[], 10).await;
    connected(&mut heard).await;
    let mut link = gateway.link();
    tokio::time::timeout(crate::support::PATIENCE, link.wait_for(|link| link.is_ready()))
        .await
        .unwrap()
        .unwrap();
    let silent = tokio::time::timeout(crate::support::PATIENCE, link.wait_for(|link| !link.is_ready())).await;
    silent.unwrap().unwrap();
    let error = ended(&mut gateway).await;
    assert!(matches!(error, GatewayError::Silent(_)) && !error.is_final(), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn few_sessions_left_today_are_not_used() {
    let server = Server::start().await;
    server.change(|inner| inner.remaining = 100);
    let (gateway, _heard) = server.connect(&[], 10).await;
    let mut link = gateway.link();
    link.wait_for(|link| matches!(link, aktor::discord::gateway::Link::Reserved(_))).await.unwrap();
    gateway.shutdown().await.unwrap();
    assert!(server.inner.lock().unwrap().identified.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_goes_on_by_itself_when_there_are_more_sessions() {
    let server = Server::start().await;
    server.change(|inner| (inner.remaining, inner.reset_after) = (100, 700));
    let began = std::time::Instant::now();
    let (gateway, mut heard) = server.connect(&[], 10).await;
    connected(&mut heard).await;
    assert!(began.elapsed() >= Duration::from_millis(700), "waited for: {:?}", began.elapsed());
    gateway.shutdown().await.unwrap();
}

#[tokio::test]
async fn a_wrong_token_missing_intent_or_unreachable_server_is_told_at_the_start() {
    let server = Server::start().await;
    let who = check_token(&server.executor()).await.unwrap();
    assert_eq!((who.me.0, who.application), (900, 901));
    server.change(|inner| inner.flags = Value::Null);
    assert_eq!(check_token(&server.executor()).await.unwrap().hearing, Hearing::Everything);
    server.change(|inner| inner.flags = json!(0));
    assert_eq!(check_token(&server.executor()).await.unwrap().hearing, Hearing::Buttons);
    server.change(|inner| inner.me = (401, json!({ "message": "401: Unauthorized", "code": 0 })));
    let error = check_token(&server.executor()).await.unwrap_err();
    assert!(matches!(error, GatewayError::Token) && error.to_string().contains("DISCORD_TOKEN"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let executor = Executor::new(&base, &SecretString::from("t")).unwrap();
    let error = check_token(&executor).await.unwrap_err();
    assert!(error.to_string().contains("DISCORD_API_URL") && !error.is_final(), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sessions_that_the_library_begins_by_itself_do_not_use_the_last_tenth_either() {
    let server = Server::start().await;
    let (mut gateway, mut heard) = server.connect(&[], 10).await;
    connected(&mut heard).await;
    server.change(|inner| inner.remaining = 100);
    server.tell(Do::Raw(json!({ "op": 9, "d": false }).to_string()));
    let error = ended(&mut gateway).await;
    assert!(matches!(error, GatewayError::FewSessions) && error.exit_code() == 1, "{error}");
    assert_eq!(server.inner.lock().unwrap().identified.len(), 2);
}
