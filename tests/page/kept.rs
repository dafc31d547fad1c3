//! What is kept of a place, and that one goes on in it.

use super::line;
use super::process::Demo;
use aktor::sandbox::world::{ChannelSpec, Draft, File, GuildSpec, MemberSpec, Unreadable, World, permission};
use reqwest::{Client, Response};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn a_world_written_down_and_read_is_the_same_world() {
    let forum = ChannelSpec::forum("forum").tag("Vagter");
    let secret = ChannelSpec::text("secret").deny_everyone(permission::VIEW_CHANNEL);
    let guild = GuildSpec::new("Here")
        .role("Board", 0)
        .channel("team")
        .channel_with(forum)
        .channel_with(secret)
        .member_with(MemberSpec::new("Asta").role("Board"))
        .member("Bo");
    let world = World::builder().guild(guild).build();
    let (team, place) = (world.channel("team").unwrap(), world.channel("forum").unwrap());
    let (asta, bo) = (world.user("Asta"), world.user("Bo"));
    let first = asta.say(team, "først").unwrap();
    bo.reply(first, "svar").unwrap();
    bo.react(first, "👍").unwrap();
    asta.edit(first, "først, rettet").unwrap();
    asta.open_thread(first, "tråd").unwrap();
    bo.say(first, "i tråden").unwrap();
    bo.open_post(place, "opslag", "tekst", &["Vagter"]).unwrap();
    asta.private_channel().unwrap();
    let file = File { filename: "a.png".into(), bytes: vec![0, 159, 146, 150], ..File::default() };
    let mut draft = Draft::text("fil");
    draft.files = vec![file];
    let sent = bo.send(team, draft).unwrap();

    let written = world.written().unwrap();
    let read = World::read(&written).unwrap();
    let [before, after]: [Value; 2] =
        [written, read.written().unwrap()].map(|bytes| serde_json::from_slice(&bytes).unwrap());
    assert_eq!(after, before);

    // One goes on where one was.
    let state = read.state();
    assert_eq!(state.message(team, sent).unwrap().attachments[0].bytes.as_slice(), [0, 159, 146, 150]);
    drop(state);
    let more = read.user("Asta").say(first, "mere").unwrap();
    assert!(more > sent, "ids go on");
    assert!(read.user("Bo").say(read.channel("secret").unwrap(), "x").is_err(), "permissions hold");
}

#[test]
fn what_is_no_world_is_told_from_a_world_of_another_version() {
    let world = World::builder().build();
    let mut written: Value = serde_json::from_slice(&world.written().unwrap()).unwrap();
    written["version"] = json!(99);
    assert!(matches!(World::read(written.to_string().as_bytes()), Err(Unreadable::Version)));
    let half = world.written().unwrap();
    assert!(matches!(World::read(&half[..half.len() / 2]), Err(Unreadable::Damaged(_))));
}

/// Somebody at the page of a running demo.
struct Visitor {
    client: Client,
    base: String,
    key: String,
    start: Value,
}

impl Visitor {
    async fn at(demo: &Demo) -> Self {
        let (base, key) = demo.link.split_once("/#").unwrap();
        let client = Client::new();
        let asked = client.get(format!("{base}/api/start")).bearer_auth(key).send();
        let start = asked.await.unwrap().json().await.unwrap();
        Self { client, base: base.into(), key: key.into(), start }
    }

    /// The first of those whom one can be.
    fn me(&self) -> &str {
        self.start["people"][0]["id"].as_str().unwrap()
    }

    fn home(&self) -> &str {
        self.start["people"][0]["home"].as_str().unwrap()
    }

    async fn sees(&self) -> Value {
        line(&mut self.stream().await).await
    }

    async fn stream(&self) -> Response {
        let address = format!("{}/api/stream?me={}", self.base, self.me());
        self.client.get(address).bearer_auth(&self.key).send().await.unwrap()
    }

    async fn does(&self, path: &str, mut what: Value) -> Value {
        what["me"] = json!(self.me());
        what["locale"] = json!("da");
        let asked = self.client.post(format!("{}/api/{path}", self.base)).bearer_auth(&self.key).json(&what);
        let answer = asked.send().await.unwrap();
        assert!(answer.status().is_success(), "{path} {what}: {}", answer.status());
        answer.json().await.unwrap()
    }
}

fn things(seen: &Value) -> &Vec<Value> {
    seen["put"].as_array().unwrap()
}

fn one<'a>(seen: &'a Value, key: &str) -> &'a Value {
    things(seen).iter().find(|thing| thing["key"] == key).unwrap()
}

struct Kept {
    folder: PathBuf,
}

impl Kept {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("aktor-kept-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    fn database(&self) -> String {
        self.folder.join("demo.db").display().to_string()
    }

    fn world(&self) -> PathBuf {
        self.folder.join("demo.db.world.json")
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Says something, lets a week pass, and ends the demo as `end` does; then goes on there.
async fn goes_on(name: &str, end: impl FnOnce(Demo, &Path, &str)) {
    let kept = Kept::new(name);
    let demo = Demo::start(&["--keep", &kept.database()]);
    let visitor = Visitor::at(&demo).await;
    let before = visitor.sees().await;
    let question =
        prompts(&before).find(|thing| thing["channel_id"] == visitor.home()).unwrap()["id"].clone();
    let said = visitor
        .does(
            "act",
            json!({"do": "say", "channel": visitor.home(), "text": "Her var jeg.", "reply_to": question}),
        )
        .await;
    visitor.does("leap", json!({"channel": visitor.home(), "leap": "week", "company": true})).await;
    let seen = visitor.sees().await;
    let now = one(&seen, "clock:now")["now"].clone();
    let questions = asked(&seen);
    assert!(questions > 1, "a week later there is another question");
    let is_message = |thing: &&Value| thing["key"].as_str().unwrap().starts_with("message:");
    let newest = things(&seen).iter().rfind(is_message).unwrap();
    end(demo, &kept.world(), newest["id"].as_str().unwrap());

    let demo = Demo::start(&["--keep", &kept.database()]);
    let again = Visitor::at(&demo).await;
    assert_ne!(again.key, visitor.key, "every start has a key of its own");
    let seen = again.sees().await;
    let message = one(&seen, &format!("message:{}", said["made"].as_str().unwrap()));
    assert_eq!(message["content"], "Her var jeg.");
    assert_eq!(asked(&seen), questions, "nothing is posted twice");
    assert!(one(&seen, "clock:now")["now"].as_str() >= now.as_str(), "the clock does not go back");
    assert_eq!(one(&seen, "tour:taken")["taken"][0], true, "what was done is still done");

    // The bot knows its team, and goes on.
    let answer = again
        .does("act", json!({"do": "command", "channel": again.home(), "path": "team status", "options": []}));
    let answer = answer.await;
    assert!(answer["silent"].is_null(), "{answer}");
    again.does("leap", json!({"channel": again.home(), "leap": "question", "company": true})).await;
    assert_eq!(asked(&again.sees().await), questions + 1);
    assert!(demo.stop().success());
}

/// How many questions stand in the channel.
/// The weekly prompts that one sees.
fn prompts(seen: &Value) -> impl Iterator<Item = &Value> {
    let title = |thing: &&Value| {
        thing["embeds"][0]["title"].as_str().is_some_and(|title| title.contains("Ugens spørgsmål"))
    };
    things(seen).iter().filter(title).filter(|thing| thing["type"] == 0)
}

fn asked(seen: &Value) -> usize {
    prompts(seen).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_is_kept_goes_on_where_it_was_left() {
    goes_on("left", |demo, _, _| assert!(demo.stop().success())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_is_kept_goes_on_after_an_end_by_force() {
    goes_on("killed", |demo, world, newest| {
        // All that happened is written down a moment later.
        let settled = || std::fs::read_to_string(world).is_ok_and(|text| text.contains(newest));
        let began = std::time::Instant::now();
        while !settled() && began.elapsed().as_secs() < 10 {
            std::thread::yield_now();
        }
        drop(demo);
    })
    .await;
}

#[test]
fn half_a_place_is_refused_with_what_to_do() {
    let kept = Kept::new("half");
    let refused = || {
        let ran = Command::new(env!("CARGO_BIN_EXE_aktor"))
            .args(["demo", "--port", "0", "--keep", &kept.database()])
            .output();
        let ran = ran.unwrap();
        (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
    };
    std::fs::write(kept.database(), "").unwrap();
    let (code, why) = refused();
    assert_eq!(code, Some(78), "{why}");
    assert!(why.contains("name a file that does not exist yet"), "{why}");

    std::fs::write(kept.world(), "{}").unwrap();
    let (code, why) = refused();
    assert_eq!(code, Some(78), "{why}");
    assert!(why.contains("is damaged"), "{why}");

    std::fs::remove_file(kept.database()).unwrap();
    let (code, why) = refused();
    assert_eq!(code, Some(78), "{why}");
    assert!(why.contains("is not: remove the one to begin anew"), "{why}");
}
