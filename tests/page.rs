//! The page of the demo, without a browser: who may call it, and that nobody sees or does more than a person at a
//! client could.

mod browser;
mod kept;
mod process;
mod selects;

use aktor::sandbox::page::{Host, Leap, Page, Person, Spot, Step, Words};
use aktor::sandbox::world::{ChannelSpec, GuildSpec, MemberSpec, World, permission};
use async_trait::async_trait;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use std::sync::Arc;

/// Whoever shows the page and adds nothing: Asta and Bo can be chosen, time stands still.
struct Nobody(World);

fn words(text: &str) -> Words {
    Words { da: text.into(), en: text.into() }
}

#[async_trait]
impl Host for Nobody {
    fn people(&self) -> Vec<Person> {
        let home = self.0.channel("team").unwrap();
        ["Asta", "Bo"].map(|name| Person { id: self.0.user(name).id, job: words(name), home }).into()
    }

    fn tour(&self) -> Vec<Step> {
        Vec::new()
    }

    async fn taken(&self) -> Vec<bool> {
        Vec::new()
    }

    async fn acted(&self) {}

    async fn leap(&self, _: Leap, _: Spot, _: bool) -> Result<Words, Words> {
        Ok(words("passed"))
    }

    async fn fill(&self, _: Spot) -> Result<Words, Words> {
        Err(words("nobody"))
    }
}

struct Shown {
    world: World,
    page: Page,
    client: Client,
}

impl Shown {
    async fn new() -> Self {
        let secret = ChannelSpec::text("secret")
            .deny_everyone(permission::VIEW_CHANNEL)
            .allow_role("Board", permission::VIEW_CHANNEL);
        let guild = GuildSpec::new("Here")
            .role("Board", 0)
            .channel("team")
            .channel_with(secret)
            .member("Asta")
            .member_with(MemberSpec::new("Bo").role("Board"))
            .member("Carl");
        let world = World::builder().guild(guild).build();
        let page =
            Page::start(world.clone(), Arc::new(Nobody(world.clone())), Some(0), [7; 32]).await.unwrap();
        Self { world, page, client: Client::new() }
    }

    fn key(&self) -> &str {
        self.page.link().split_once('#').unwrap().1
    }

    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.page.address()))
    }

    fn keyed(&self, method: Method, path: &str) -> RequestBuilder {
        self.call(method, path).bearer_auth(self.key())
    }

    async fn act(&self, who: &str, deed: Value) -> (StatusCode, Value) {
        let mut body = json!({"me": self.world.user(who).id.to_string(), "locale": "da"});
        body.as_object_mut().unwrap().extend(deed.as_object().unwrap().clone());
        let answer = self.keyed(Method::POST, "/api/act").json(&body).send().await.unwrap();
        (answer.status(), answer.json().await.unwrap_or_default())
    }

    /// The first line of somebody's stream.
    async fn sees(&self, who: &str) -> Value {
        let path = format!("/api/stream?me={}", self.world.user(who).id);
        let mut answer = self.keyed(Method::GET, &path).send().await.unwrap();
        line(&mut answer).await
    }
}

async fn line(answer: &mut reqwest::Response) -> Value {
    let mut text = Vec::new();
    while !text.ends_with(b"\n") {
        text.extend_from_slice(&answer.chunk().await.unwrap().unwrap());
    }
    serde_json::from_slice(&text).unwrap()
}

#[tokio::test]
async fn only_a_caller_with_the_key_of_this_start_is_answered() {
    let shown = Shown::new().await;
    for (method, path) in [
        (Method::GET, "/api/start"),
        (Method::GET, "/api/stream?me=1"),
        (Method::GET, "/api/commands?me=1&channel=1"),
        (Method::GET, "/api/file/1/1?me=1"),
        (Method::POST, "/api/act"),
        (Method::POST, "/api/leap"),
        (Method::POST, "/api/fill"),
    ] {
        let without = shown.call(method.clone(), path).send().await.unwrap();
        assert_eq!(without.status(), StatusCode::UNAUTHORIZED, "{path} without a key");
        let wrong = shown.call(method, path).bearer_auth(shown.key().replace('B', "C")).send().await.unwrap();
        assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED, "{path} with another key");
    }
    let with = shown.keyed(Method::GET, "/api/start").send().await.unwrap();
    assert_eq!(with.status(), StatusCode::OK);
    shown.page.stop().await;
}

#[tokio::test]
async fn a_name_that_points_at_this_machine_is_not_ours() {
    let shown = Shown::new().await;
    let port = shown.page.address().port();
    for host in [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        &format!("evil.example:{port}"),
        &format!("127.0.0.1.evil.example:{port}"),
    ] {
        for path in ["/", "/api/start"] {
            let answer = shown.keyed(Method::GET, path).header("host", host).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::MISDIRECTED_REQUEST, "{host} {path}");
        }
    }
    let ours = shown
        .keyed(Method::GET, "/api/start")
        .header("host", format!("localhost:{port}"))
        .send()
        .await
        .unwrap();
    assert_eq!(ours.status(), StatusCode::OK);
    shown.page.stop().await;
}

#[tokio::test]
async fn another_page_of_the_same_browser_is_refused_even_with_the_key() {
    let shown = Shown::new().await;
    let port = shown.page.address().port();
    for (name, value) in [
        ("origin", "https://evil.example".to_owned()),
        ("origin", "null".to_owned()),
        ("origin", format!("http://127.0.0.1:{}", port.wrapping_add(1))),
        ("origin", format!("https://127.0.0.1:{port}")),
        ("sec-fetch-site", "cross-site".to_owned()),
        ("sec-fetch-site", "same-site".to_owned()),
    ] {
        let answer = shown.keyed(Method::GET, "/api/start").header(name, &value).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
    let asked = shown
        .call(Method::OPTIONS, "/api/act")
        .header("origin", "https://evil.example")
        .send()
        .await
        .unwrap();
    assert!(!asked.status().is_success());
    assert!(asked.headers().keys().all(|name| !name.as_str().starts_with("access-control")));
    let own = shown.keyed(Method::GET, "/api/start").header("origin", format!("http://127.0.0.1:{port}"));
    let own = own.header("sec-fetch-site", "same-origin").send().await.unwrap();
    assert_eq!(own.status(), StatusCode::OK);
    shown.page.stop().await;
}

#[tokio::test]
async fn the_page_loads_nothing_from_elsewhere_and_lets_nobody_frame_it() {
    let shown = Shown::new().await;
    let answer = shown.call(Method::GET, "/").send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    for needed in [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(needed), "{policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers()["referrer-policy"], "no-referrer");
    let page = answer.text().await.unwrap();
    assert!(!page.contains(shown.key()), "the key stands in the page");
    // The page names no other address.
    let ours =
        |part: &&str| part.rsplit_once('.').is_some_and(|(_, kind)| ["js", "css", "svg"].contains(&kind));
    for part in page.split('"').filter(ours) {
        assert!(!part.contains("//"), "{part}");
        let answer = shown.call(Method::GET, &format!("/{part}")).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{part}");
    }
    for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/nothing.js"] {
        assert_eq!(
            shown.call(Method::GET, path).send().await.unwrap().status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    shown.page.stop().await;
}

#[tokio::test]
async fn nobody_sees_what_their_client_would_not_show() {
    let shown = Shown::new().await;
    let (team, secret) = (shown.world.channel("team").unwrap(), shown.world.channel("secret").unwrap());
    shown.world.user("Bo").say(secret, "only for the board").unwrap();
    let heard = shown.world.user("Carl").say(team, "for everyone").unwrap();
    let keys = |seen: &Value| -> Vec<String> {
        seen["put"]
            .as_array()
            .unwrap()
            .iter()
            .map(|thing| thing["key"].as_str().unwrap().to_owned())
            .collect()
    };
    let asta = shown.sees("Asta").await;
    assert!(keys(&asta).contains(&format!("message:{heard}")));
    assert!(!keys(&asta).contains(&format!("channel:{secret}")));
    assert!(!asta.to_string().contains("only for the board"));
    assert!(shown.sees("Bo").await.to_string().contains("only for the board"));
    // Carl is in the world, but nobody whom one can be.
    let path = format!("/api/stream?me={}", shown.world.user("Carl").id);
    assert_eq!(shown.keyed(Method::GET, &path).send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(
        shown.act("Carl", json!({"do": "say", "channel": team.to_string(), "text": "x"})).await.0,
        StatusCode::FORBIDDEN
    );
    shown.page.stop().await;
}

#[tokio::test]
async fn nobody_does_what_their_client_would_not_offer() {
    let shown = Shown::new().await;
    let (team, secret) = (shown.world.channel("team").unwrap(), shown.world.channel("secret").unwrap());
    let bos = shown.world.user("Bo").say(team, "mine").unwrap();
    for deed in [
        json!({"do": "say", "channel": secret.to_string(), "text": "let me in"}),
        json!({"do": "say", "channel": team.to_string(), "text": "x".repeat(2001)}),
        json!({"do": "say", "channel": team.to_string(), "text": "   "}),
        json!({"do": "edit", "message": bos.to_string(), "text": "not mine"}),
        json!({"do": "delete", "message": bos.to_string()}),
        json!({"do": "click", "message": bos.to_string(), "button": "made-up"}),
        json!({"do": "choose", "message": bos.to_string(), "select": "made-up", "values": []}),
        json!({"do": "submit", "interaction": "1", "fields": []}),
        json!({"do": "command", "channel": team.to_string(), "path": "made-up", "options": []}),
        json!({"do": "user_menu", "channel": team.to_string(), "user": "1", "name": "made-up"}),
        json!({"do": "press", "message": bos.to_string(), "custom_id": "made-up"}),
        json!({"do": "command", "channel": team.to_string()}),
    ] {
        let (status, _) = shown.act("Asta", deed.clone()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{deed}");
    }
    assert!(
        shown
            .world
            .user("Asta")
            .reads(team)
            .iter()
            .all(|message| message.author != shown.world.user("Asta").id)
    );
    shown.page.stop().await;
}

#[tokio::test]
async fn a_private_conversation_is_told_of_as_soon_as_it_is_opened() {
    let shown = Shown::new().await;
    let path = format!("/api/stream?me={}", shown.world.user("Asta").id);
    let mut stream = shown.keyed(Method::GET, &path).send().await.unwrap();
    line(&mut stream).await;
    let (_, came) = shown.act("Asta", json!({"do": "private"})).await;
    let key = format!("channel:{}", came["made"].as_str().unwrap());
    until(&mut stream, |told| told["put"].to_string().contains(&key)).await;
    shown.page.stop().await;
}

#[tokio::test]
async fn what_happens_is_streamed_as_it_happens() {
    let shown = Shown::new().await;
    let team = shown.world.channel("team").unwrap();
    let path = format!("/api/stream?me={}", shown.world.user("Asta").id);
    let mut stream = shown.keyed(Method::GET, &path).send().await.unwrap();
    line(&mut stream).await;

    let (status, came) =
        shown.act("Bo", json!({"do": "say", "channel": team.to_string(), "text": "first"})).await;
    assert_eq!(status, StatusCode::OK);
    let id = came["made"].as_str().unwrap().to_owned();
    let told = until(&mut stream, |told| told["put"].to_string().contains("first")).await;
    assert!(told["put"].to_string().contains(&id));

    shown.act("Bo", json!({"do": "edit", "message": id, "text": "second"})).await;
    until(&mut stream, |told| told["put"].to_string().contains("second")).await;
    shown.act("Asta", json!({"do": "react", "message": id, "emoji": "👍"})).await;
    until(&mut stream, |told| told["put"].to_string().contains("\"me\":true")).await;
    shown.act("Bo", json!({"do": "delete", "message": id})).await;
    until(&mut stream, |told| told["gone"].to_string().contains(&id)).await;
    shown.page.stop().await;
}

/// Reads on until a line fits.
async fn until(stream: &mut reqwest::Response, fits: impl Fn(&Value) -> bool) -> Value {
    let reading = async {
        loop {
            let told = line(stream).await;
            if fits(&told) {
                return told;
            }
        }
    };
    tokio::time::timeout(crate::support::PATIENCE, reading).await.expect("it was never streamed")
}

#[tokio::test]
async fn a_port_that_is_taken_is_said_and_the_usual_one_gives_way() {
    let shown = Shown::new().await;
    let port = shown.page.address().port();
    let again =
        Page::start(shown.world.clone(), Arc::new(Nobody(shown.world.clone())), Some(port), [1; 32]).await;
    assert_eq!(again.unwrap_err().kind(), std::io::ErrorKind::AddrInUse);
    let one =
        Page::start(shown.world.clone(), Arc::new(Nobody(shown.world.clone())), None, [1; 32]).await.unwrap();
    let other =
        Page::start(shown.world.clone(), Arc::new(Nobody(shown.world.clone())), None, [2; 32]).await.unwrap();
    assert_ne!(one.address().port(), other.address().port());
    assert!(one.address().ip().is_loopback() && other.address().ip().is_loopback());
    for page in [one, other, shown.page] {
        page.stop().await;
    }
}

/// It is fast because it is small: all of it, as it is sent.
#[test]
fn the_whole_page_is_smaller_than_a_photograph() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/sandbox/page/web");
    let sizes = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().metadata().unwrap().len());
    let all: u64 = sizes.sum();
    assert!(all < 200_000, "{all} bytes");
}

/// A file that was written and not taken in would be missing only in the browser.
#[test]
fn every_file_of_the_page_is_in_the_program() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/sandbox/page");
    let program = std::fs::read_to_string(format!("{folder}/mod.rs")).unwrap();
    for file in std::fs::read_dir(format!("{folder}/web")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(program.contains(&format!("\"{name}\"")), "{name} is not in files!");
    }
}
