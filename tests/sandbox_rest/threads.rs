//! Threads: archived and unarchived, locked, private, and who is in them.

use super::{Stage, id};
use aktor::sandbox::actor::Actor;
use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};

impl Stage {
    /// A thread that the bot opened on a message of its own.
    async fn thread(&mut self) -> i64 {
        let (_, post) = self.post(&self.messages(), json!({"content": "Ugens spørgsmål"})).await;
        let path = format!("{}/{}/threads", self.messages(), id(&post));
        let (_, thread) = self.post(&path, json!({"name": "Uge 48", "auto_archive_duration": 60})).await;
        self.heard();
        id(&thread)
    }

    fn leif(&self) -> Actor {
        self.world.user("Leif")
    }

    fn archived(&self, thread: i64) -> bool {
        self.world.state().channel(thread).unwrap().thread.as_ref().unwrap().archived
    }

    async fn refused(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let (status, answer) = self.call(method, path, body).await;
        (status.as_u16(), answer["code"].clone())
    }
}

#[tokio::test]
async fn a_thread_archives_when_nobody_writes_for_its_time() {
    let mut stage = Stage::set().await;
    let thread = stage.thread().await;
    stage.world.clock.advance(Duration::minutes(59));
    stage.asta.say(thread, "jeg er her").unwrap();
    stage.world.clock.advance(Duration::minutes(59));
    assert!(!stage.archived(thread), "a message is activity");
    stage.heard();
    stage.world.clock.advance(Duration::minutes(1));
    assert!(stage.archived(thread));
    assert_eq!(stage.heard(), vec!["THREAD_UPDATE"]);
    let list = stage.get(&format!("/channels/{}/threads/archived/public", stage.channel)).await.1;
    assert_eq!((id(&list["threads"][0]), &list["has_more"]), (thread, &json!(false)));
    assert_eq!(stage.get(&format!("/guilds/{}/threads/active", stage.guild)).await.1["threads"], json!([]));
    stage.end().await;
}

#[tokio::test]
async fn whoever_writes_wakes_a_thread_first_and_joins_it() {
    let mut stage = Stage::set().await;
    let thread = stage.thread().await;
    stage.world.clock.advance(Duration::hours(2));
    stage.asta.say(thread, "vågn").unwrap();
    assert_eq!(
        stage.heard(),
        vec!["THREAD_UPDATE", "THREAD_UPDATE", "THREAD_MEMBERS_UPDATE", "MESSAGE_CREATE"]
    );
    assert!(!stage.archived(thread));
    stage.end().await;
}

#[tokio::test]
async fn in_an_archived_thread_messages_are_only_deleted() {
    let mut stage = Stage::set().await;
    let thread = stage.thread().await;
    let (_, own) = stage.post(&format!("/channels/{thread}/messages"), json!({"content": "hej"})).await;
    stage.leif().set_thread(thread, true, false).unwrap();
    let path = format!("/channels/{thread}/messages/{}", id(&own));
    let archived = (400, json!(50083));
    assert_eq!(stage.refused(Method::PATCH, &path, json!({"content": "x"})).await, archived);
    assert_eq!(stage.refused(Method::PUT, &format!("{path}/reactions/👍/@me"), json!(null)).await, archived);
    let members = format!("/channels/{thread}/thread-members/{}", stage.asta.id);
    assert_eq!(stage.refused(Method::PUT, &members, json!(null)).await, archived);
    let channel = format!("/channels/{thread}");
    assert_eq!(stage.refused(Method::PATCH, &channel, json!({"name": "ny"})).await, archived);
    assert_eq!(stage.call(Method::DELETE, &path, json!(null)).await.0, 204);
    assert!(stage.archived(thread), "a deletion wakes nobody");
    assert_eq!(stage.call(Method::PATCH, &channel, json!({"archived": false, "name": "ny"})).await.0, 200);
    stage.end().await;
}

#[tokio::test]
async fn a_locked_thread_takes_new_and_changed_messages_from_moderators_only() {
    let mut stage = Stage::set().await;
    let thread = stage.thread().await;
    let messages = format!("/channels/{thread}/messages");
    let (_, own) = stage.post(&messages, json!({"content": "hej"})).await;
    let said = stage.asta.say(thread, "mit").unwrap();
    stage.leif().set_thread(thread, false, true).unwrap();
    let locked = (400, json!(160_005));
    assert_eq!(stage.refused(Method::POST, &messages, json!({"content": "x"})).await, locked);
    let path = format!("{messages}/{}", id(&own));
    assert_eq!(stage.refused(Method::PATCH, &path, json!({"content": "x"})).await, locked);
    let channel = format!("/channels/{thread}");
    assert_eq!(stage.refused(Method::PATCH, &channel, json!({"name": "x"})).await, (403, json!(50013)));
    stage.asta.react(said, "👍").unwrap();
    stage.asta.delete(said).unwrap();
    stage.leif().say(thread, "moderator").unwrap();
    stage.leif().set_thread(thread, true, true).unwrap();
    assert_eq!(stage.refused(Method::DELETE, &path, json!(null)).await, (400, json!(50083)));
    assert_eq!(stage.refused(Method::PATCH, &channel, json!({"archived": false})).await, (403, json!(50013)));
    stage.end().await;
}

#[tokio::test]
async fn only_members_unarchive_and_only_the_opener_and_moderators_rename() {
    let mut stage = Stage::set().await;
    let thread = stage.thread().await;
    assert!(stage.asta.rename(thread, "mit").is_err());
    stage.leif().set_thread(thread, true, false).unwrap();
    assert!(stage.asta.set_thread(thread, false, false).is_err());
    stage.asta.say(thread, "nu er jeg med").unwrap();
    stage.leif().set_thread(thread, true, false).unwrap();
    stage.asta.set_thread(thread, false, false).unwrap();
    stage.heard();
    let renamed = stage.call(Method::PATCH, &format!("/channels/{thread}"), json!({"name": "Ny"})).await.1;
    assert_eq!(renamed["name"], "Ny");
    assert_eq!(stage.heard(), vec!["THREAD_UPDATE", "MESSAGE_CREATE"]);
    assert_eq!(
        stage.asta.reads(thread).last().map(|last| (last.kind, last.content.clone())),
        Some((4, "Ny".into()))
    );
    stage.end().await;
}

#[tokio::test]
async fn a_guild_has_so_many_active_threads_and_no_more() {
    let mut stage = Stage::set().await;
    let thread = stage.thread().await;
    stage.world.allow_threads(1);
    let (_, post) = stage.post(&stage.messages(), json!({"content": "igen"})).await;
    let path = format!("{}/{}/threads", stage.messages(), id(&post));
    assert_eq!(stage.refused(Method::POST, &path, json!({"name": "to"})).await, (400, json!(160_006)));
    stage.leif().set_thread(thread, true, false).unwrap();
    assert_eq!(stage.post(&path, json!({"name": "to"})).await.0, 201);
    let messages = format!("/channels/{thread}/messages");
    assert_eq!(stage.refused(Method::POST, &messages, json!({"content": "x"})).await, (400, json!(160_006)));
    stage.end().await;
}

#[tokio::test]
async fn a_private_thread_is_nothing_to_the_bot_until_it_is_added() {
    let mut stage = Stage::set().await;
    let thread = stage.leif().open_private_thread(stage.channel, "ledelse").unwrap();
    let path = format!("/channels/{thread}");
    assert_eq!(stage.refused(Method::GET, &path, json!(null)).await, (403, json!(50001)));
    assert!(stage.asta.say(thread, "hej").is_err());
    assert!(stage.heard().is_empty());
    stage.leif().add_to_thread(thread, stage.world.bot()).unwrap();
    let events: Vec<_> = std::iter::from_fn(|| stage.events.try_recv().ok()).collect();
    let names: Vec<_> = events.iter().map(|event| event.name).collect();
    assert_eq!(names, ["THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "MESSAGE_CREATE"]);
    let bot = stage.world.bot().to_string();
    assert_eq!(events[0].payload["member"]["user_id"], bot);
    assert_eq!(events[1].payload["added_members"][0]["user_id"], bot);
    assert_eq!(events[2].payload["type"], 1, "a system message says who was added");
    assert_eq!(stage.get(&path).await.1["type"], 12);
    stage.leif().remove_from_thread(thread, stage.world.bot()).unwrap();
    assert_eq!(stage.heard(), vec!["THREAD_MEMBERS_UPDATE"]);
    assert_eq!(stage.get(&path).await.0, 403);
    stage.end().await;
}

#[tokio::test]
async fn a_deleted_thread_is_told_by_its_ids_alone() {
    let mut stage = Stage::set().await;
    let thread = stage.thread().await;
    assert!(stage.asta.delete_channel(thread).is_err());
    stage.leif().delete_channel(thread).unwrap();
    let gone = stage.events.try_recv().unwrap();
    let fields: Vec<&str> = gone.payload.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!((gone.name, fields), ("THREAD_DELETE", vec!["guild_id", "id", "parent_id", "type"]));
    assert_eq!(
        stage.refused(Method::GET, &format!("/channels/{thread}"), json!(null)).await,
        (404, json!(10003))
    );
    stage.end().await;
}

#[tokio::test]
async fn a_button_in_an_archived_thread_wakes_it_and_a_locked_one_stays_shut() {
    let mut stage = Stage::set().await;
    let thread = stage.thread().await;
    let button = json!({"type": 2, "style": 1, "label": "Svar", "custom_id": "a"});
    let body = json!({"content": "?", "components": [{"type": 1, "components": [button]}]});
    let (_, post) = stage.post(&format!("/channels/{thread}/messages"), body).await;
    stage.leif().set_thread(thread, true, false).unwrap();
    stage.asta.click(id(&post), "Svar").unwrap();
    assert!(!stage.archived(thread));
    stage.leif().set_thread(thread, true, true).unwrap();
    assert!(stage.asta.click(id(&post), "Svar").is_err());
    stage.end().await;
}

#[tokio::test]
async fn slow_mode_holds_people_back_and_no_bots() {
    let stage = Stage::set().await;
    stage.leif().slow_down(stage.channel, 30).unwrap();
    stage.asta.say(stage.channel, "en").unwrap();
    assert!(stage.asta.say(stage.channel, "to").is_err_and(|why| why.0.contains("20016")));
    stage.leif().say(stage.channel, "en").unwrap();
    stage.leif().say(stage.channel, "to: administratorer må").unwrap();
    for _ in 0..2 {
        assert_eq!(stage.post(&stage.messages(), json!({"content": "hej"})).await.0, 200);
    }
    stage.world.clock.advance(Duration::seconds(30));
    stage.asta.say(stage.channel, "tre").unwrap();
    stage.end().await;
}
