//! A gateway with a world behind it, and a client that speaks the protocol by hand.

use aktor::clock::Clock;
use aktor::sandbox::event::{Audience, Event, intent};
use aktor::sandbox::gateway::{Gateway, Settings};
use aktor::sandbox::world::{GuildSpec, World};
use chrono::{TimeZone as _, Utc};
use flate2::{Decompress, FlushDecompress};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::{
    Error, Message, protocol::CloseFrame, protocol::frame::coding::CloseCode,
};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

pub(super) const TOKEN: &str = "sandbox-token";
/// Long enough for a busy machine; a test that waits so long has failed.
pub(super) const MOST: Duration = Duration::from_secs(20);
pub(super) const ALL: u64 =
    intent::GUILDS | intent::GUILD_MESSAGES | intent::MESSAGE_CONTENT | intent::DIRECT_MESSAGES;

/// A running gateway and its world: one guild, one channel, three members.
pub(super) struct House {
    pub(super) gateway: Gateway,
    pub(super) world: World,
    pub(super) guild: i64,
    pub(super) address: SocketAddr,
}

impl House {
    pub(super) async fn open(settings: Settings) -> Self {
        let clock = Clock::manual(Utc.with_ymd_and_hms(2027, 1, 4, 8, 0, 0).unwrap());
        let spec = GuildSpec::new("Plejen").channel("team").member("Mette").member("Jens");
        let world = World::builder().clock(clock).token(TOKEN).guild(spec).build();
        let guild = world.guild("Plejen").unwrap();
        let gateway = Gateway::new(&world, settings);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let url = json!({ "url": format!("ws://{address}/gateway") });
        let rest = axum::Router::new()
            .route("/api/v10/gateway", axum::routing::get(move || async move { axum::Json(url) }))
            .merge(gateway.router());
        tokio::spawn(async move { axum::serve(listener, rest).await });
        Self { gateway, world, guild, address }
    }

    pub(super) async fn usual() -> Self {
        Self::open(Settings::default()).await
    }

    pub(super) async fn knock(&self, query: &str) -> Client {
        let (socket, _) = connect_async(format!("ws://{}/gateway{query}", self.address)).await.unwrap();
        Client { socket, inflate: None }
    }

    /// A client that has said IDENTIFY and heard READY and its guild.
    pub(super) async fn identified(&self, intents: u64) -> (Client, Value) {
        let mut client = self.knock("?v=10&encoding=json").await;
        assert_eq!(client.hear().await["op"], 10);
        client.say(&identify(intents)).await;
        let ready = client.hear_event("READY").await;
        if intents & intent::GUILDS != 0 {
            client.hear_event("GUILD_CREATE").await;
        }
        (client, ready)
    }

    pub(super) fn message(&self, author: i64, text: &str) -> Event {
        Event {
            name: "MESSAGE_CREATE",
            payload: json!({
                "id": "77", "channel_id": "5", "guild_id": self.guild.to_string(), "type": 0, "content": text,
                "author": {"id": author.to_string(), "username": "mette", "discriminator": "0"}, "mentions": [],
                "timestamp": "2027-01-04T08:00:00+00:00", "edited_timestamp": null, "tts": false,
                "mention_everyone": false, "mention_roles": [], "attachments": [], "embeds": [{"title": text}],
                "components": [], "pinned": false, "poll": {"question": {"text": text}},
            }),
            audience: Audience::Guild { guild: self.guild, intent: intent::GUILD_MESSAGES },
            author: Some(author),
        }
    }

    pub(super) fn say(&self, text: &str) {
        self.gateway.announce(&self.message(42, text));
    }
}

pub(super) fn identify(intents: u64) -> Value {
    json!({ "op": 2, "d": { "token": format!("Bot {TOKEN}"), "intents": intents, "properties": {"os": "linux"} } })
}

pub(super) fn resume(ready: &Value, seq: u64) -> Value {
    json!({ "op": 6, "d": { "token": TOKEN, "session_id": ready["d"]["session_id"], "seq": seq } })
}

/// How a connection ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    Code(u16),
    NoCode,
    Dropped,
}

/// One connection.
pub(super) struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// Reads `compress=zlib-stream`.
    pub(super) inflate: Option<Decompress>,
}

impl Client {
    pub(super) async fn say(&mut self, payload: &Value) {
        self.say_text(&payload.to_string()).await;
    }

    pub(super) async fn say_text(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    pub(super) async fn next(&mut self) -> Option<Result<Message, Error>> {
        tokio::time::timeout(MOST, self.socket.next()).await.unwrap()
    }

    /// The next payload, whatever its frame.
    pub(super) async fn hear(&mut self) -> Value {
        match self.next().await {
            Some(Ok(Message::Text(text))) => serde_json::from_str(&text).unwrap(),
            Some(Ok(Message::Binary(bytes))) => {
                let mut once = Decompress::new(true);
                let mut read = Vec::with_capacity(1 << 20);
                let (stream, flush) = match &mut self.inflate {
                    Some(stream) => (stream, FlushDecompress::Sync),
                    None => (&mut once, FlushDecompress::Finish),
                };
                stream.decompress_vec(&bytes, &mut read, flush).unwrap();
                serde_json::from_slice(&read).unwrap()
            }
            other => panic!("expected a payload, got {other:?}"),
        }
    }

    pub(super) async fn hear_event(&mut self, name: &str) -> Value {
        let payload = self.hear().await;
        assert_eq!(payload["t"], name, "{payload}");
        payload
    }

    /// The content of the next message.
    pub(super) async fn hear_message(&mut self) -> String {
        self.hear_event("MESSAGE_CREATE").await["d"]["content"].as_str().unwrap().to_owned()
    }

    /// Reads on until the connection ends.
    pub(super) async fn end(&mut self) -> End {
        loop {
            match self.next().await {
                Some(Ok(Message::Close(Some(frame)))) => return End::Code(frame.code.into()),
                Some(Ok(Message::Close(None))) => return End::NoCode,
                Some(Ok(_)) => {}
                None | Some(Err(_)) => return End::Dropped,
            }
        }
    }

    /// Closes from this side and waits until the gateway has let go.
    pub(super) async fn leave(mut self, code: u16) {
        let frame = CloseFrame { code: CloseCode::from(code), reason: "".into() };
        self.socket.close(Some(frame)).await.unwrap();
        self.end().await;
    }
}
