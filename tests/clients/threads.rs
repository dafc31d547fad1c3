//! Threads and forums' posts as clients open, change, fill and find them.

use super::{Library, Setup, Stage, and, file, id, with_both};
use aktor::sandbox::world::{ChannelSpec, ThreadState, permission};
use chrono::Duration;
use serde_json::{Value, json};

with_both! {
    a_thread_grows_from_a_message
    a_thread_stands_on_its_own
    a_thread_is_archived_locked_and_woken
    people_come_into_a_thread_and_leave_it
    archived_threads_are_found_page_by_page
    a_post_opens_in_a_forum
    a_posts_tags_are_changed
}

impl Stage {
    fn thread(&self, id: i64) -> ThreadState {
        self.with(|state| state.channel(id).unwrap().thread.clone().unwrap())
    }

    /// A thread that the client opened on a message of Asta's.
    pub(super) async fn opened(&mut self, name: &str) -> i64 {
        let message = self.asta.say(self.channel, name).unwrap();
        let how = and(self.at(message), json!({"name": name}));
        id(&self.done("open_thread", how).await)
    }
}

/// An order about a thread.
fn about(thread: i64, more: Value) -> Value {
    and(json!({"id": thread.to_string()}), more)
}

fn in_there(thread: i64, content: &str) -> Value {
    json!({"channel": thread.to_string(), "content": content})
}

async fn a_thread_grows_from_a_message(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let message = stage.asta.say(stage.channel, "Ugens spørgsmål").unwrap();
    let how = and(stage.at(message), json!({"name": "Uge 48"}));
    let thread = stage.done("open_thread", how.clone()).await;
    let wanted = json!({
        "id": message.to_string(), "name": "Uge 48", "parent": stage.channel.to_string(), "type": 11,
        "owner": stage.world.bot().to_string(), "archived": false, "locked": false, "minutes": 1440, "tags": [],
    });
    assert_eq!(thread, wanted);
    assert_eq!(stage.saw("thread_created").await["name"], "Uge 48");
    assert_eq!(stage.done("read", stage.at(message)).await["thread"], message.to_string());
    assert_eq!(stage.refused("open_thread", how).await, (160_004, 400));
    let sent = stage.done("send", in_there(message, "Jeg begynder")).await;
    let said = stage.asta.say(message, "Og jeg svarer").unwrap();
    let said = stage.saw_of("message", said).await;
    assert_eq!((&said["channel"], &said["content"]), (&json!(message.to_string()), &json!("Og jeg svarer")));
    let found =
        stage.with(|state| state.said_in(message).map(|said| (said.kind, said.id)).collect::<Vec<_>>());
    assert_eq!((found.len(), found[0].0, found[1].1), (3, 21, id(&sent)));
    stage.world.user("Leif").delete_channel(message).unwrap();
    assert_eq!(stage.saw("thread_deleted").await["id"], message.to_string());
    let thread = stage.opened("Uge 49").await;
    let gone = json!({"channel": thread.to_string()});
    assert_eq!(stage.refused("drop", gone.clone()).await, (50013, 403));
    stage.world.allow_bot(stage.channel, permission::MANAGE_THREADS);
    stage.done("drop", gone).await;
    assert!(stage.with(|state| state.channel(thread).is_none()));
    stage.end().await;
}

async fn a_thread_stands_on_its_own(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let open = stage.done("open_bare", stage.here(json!({"name": "Åben"}))).await;
    assert_eq!((&open["type"], &open["name"]), (&json!(11), &json!("Åben")));
    let line = stage.with(|state| state.said_in(stage.channel).last().unwrap().clone());
    assert_eq!((line.kind, line.content.as_str()), (18, "Åben"));
    assert_eq!(line.reference.unwrap().channel, id(&open));
    let kept = stage.here(json!({"name": "Lukket", "kept": true}));
    assert_eq!(stage.refused("open_bare", kept.clone()).await, (50013, 403));
    stage.world.allow_bot(stage.channel, permission::CREATE_PRIVATE_THREADS);
    let kept = stage.done("open_bare", kept).await;
    assert_eq!(kept["type"], 12);
    assert!(stage.asta.say(id(&kept), "må jeg?").is_err());
    let active = stage.done("active", json!({"guild": stage.guild.to_string()})).await;
    assert_eq!(active.as_array().unwrap().len(), 2);
    stage.end().await;
}

async fn a_thread_is_archived_locked_and_woken(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let thread = stage.opened("Uge 48").await;
    let sent = stage.done("send", in_there(thread, "først")).await;
    stage.world.clock.advance(Duration::seconds(1));
    let asleep = stage.done("change_thread", about(thread, json!({"archived": true}))).await;
    assert_eq!((&asleep["archived"], &asleep["locked"]), (&json!(true), &json!(false)));
    assert_eq!(stage.saw("thread_updated").await["archived"], true);
    assert!(stage.thread(thread).archived);
    let there = json!({"channel": thread.to_string(), "message": sent["id"], "emoji": "👍"});
    assert_eq!(stage.refused("react", there.clone()).await, (50083, 400));
    stage.done("send", in_there(thread, "vågn")).await;
    assert_eq!(stage.saw("thread_updated").await["archived"], false);
    stage.done("react", there).await;
    let locked = about(thread, json!({"locked": true}));
    assert_eq!(stage.refused("change_thread", locked.clone()).await, (50013, 403));
    let leif = stage.world.user("Leif");
    leif.set_thread(thread, false, true).unwrap();
    assert_eq!(stage.saw("thread_updated").await["locked"], true);
    assert_eq!(stage.refused("send", in_there(thread, "låst")).await, (160_005, 400));
    leif.set_thread(thread, true, true).unwrap();
    assert_eq!(stage.saw("thread_updated").await["archived"], true);
    assert_eq!(stage.refused("send", in_there(thread, "lukket")).await, (50083, 400));
    stage.world.allow_bot(stage.channel, permission::MANAGE_THREADS);
    let awake = stage.done("change_thread", about(thread, json!({"archived": false, "locked": false}))).await;
    assert_eq!((&awake["archived"], &awake["locked"]), (&json!(false), &json!(false)));
    assert_eq!(stage.done("thread", about(thread, json!({}))).await, awake);
    let named = stage.done("change_thread", about(thread, json!({"name": "Uge 49"}))).await;
    assert_eq!(named["name"], "Uge 49");
    assert_eq!(stage.with(|state| state.channel(thread).unwrap().name.clone()), "Uge 49");
    stage.end().await;
}

async fn people_come_into_a_thread_and_leave_it(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let message = stage.asta.say(stage.channel, "kom").unwrap();
    let thread = stage.asta.open_thread(message, "Kom").unwrap();
    stage.saw("thread_created").await;
    let (asta, bot) = (stage.asta.id.to_string(), stage.world.bot().to_string());
    assert_eq!(stage.done("crowd", about(thread, json!({}))).await, json!([asta]));
    stage.done("join", about(thread, json!({}))).await;
    let mut crowd = stage.done("crowd", about(thread, json!({}))).await;
    crowd.as_array_mut().unwrap().sort_by_key(Value::to_string);
    let mut wanted = [asta.clone(), bot];
    wanted.sort();
    assert_eq!(crowd, json!(wanted));
    assert!(stage.thread(thread).members.contains_key(&stage.world.bot()));
    let leif = stage.world.user("Leif").id;
    stage.done("bring", about(thread, json!({"user": leif.to_string()}))).await;
    assert!(stage.thread(thread).members.contains_key(&leif));
    let away = about(thread, json!({"user": leif.to_string()}));
    assert_eq!(stage.refused("send_away", away.clone()).await, (50013, 403));
    stage.world.allow_bot(stage.channel, permission::MANAGE_THREADS);
    stage.done("send_away", away).await;
    stage.done("leave", about(thread, json!({}))).await;
    assert_eq!(stage.done("crowd", about(thread, json!({}))).await, json!([asta]));
    stage.end().await;
}

async fn archived_threads_are_found_page_by_page(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    stage.world.allow_bot(stage.channel, permission::CREATE_PRIVATE_THREADS);
    let mut ids = Vec::new();
    for (number, kept) in [(0, false), (1, true), (2, false), (3, true), (4, false), (5, true)] {
        stage.world.clock.advance(Duration::seconds(1));
        let how = stage.here(json!({"name": format!("nr {number}"), "kept": kept}));
        let thread = id(&stage.done("open_bare", how).await);
        stage.done("change_thread", about(thread, json!({"archived": true}))).await;
        ids.push(thread.to_string());
    }
    let open = stage.here(json!({"limit": 2}));
    assert_eq!(stage.done("archived", open).await, json!([ids[4], ids[2]]));
    let mine = json!({"kept": true, "limit": 2});
    assert_eq!(stage.done("archived", stage.here(mine.clone())).await, json!([ids[5], ids[3]]));
    let older = and(mine, json!({"before": ids[3]}));
    assert_eq!(stage.done("archived", stage.here(older)).await, json!([ids[1]]));
    let active = stage.done("active", json!({"guild": stage.guild.to_string()})).await;
    assert_eq!(active, json!([]));
    stage.end().await;
}

async fn with_forums(library: Library) -> Option<Stage> {
    let free = ChannelSpec::forum("historier").tag("ros").tag("spørgsmål").moderated_tag("udvalgt");
    let places = vec![free, ChannelSpec::forum("krav").tag("uge").requires_tag()];
    Stage::built(library, Setup { places, ..Setup::default() }).await
}

impl Stage {
    fn tag(&self, forum: &str, name: &str) -> String {
        let forum = self.world.channel(forum).unwrap();
        self.with(|state| state.forum(forum).unwrap().tags.iter().find(|tag| tag.name == name).unwrap().id)
            .to_string()
    }
}

async fn a_post_opens_in_a_forum(library: Library) {
    let Some(mut stage) = with_forums(library).await else { return };
    let forum = stage.world.channel("historier").unwrap();
    let how = json!({
        "forum": forum.to_string(), "name": "Et møde", "content": "Sådan gik det", "tag": "ros",
        "file": file("note.txt", b"en note"),
    });
    let post = stage.done("post", how.clone()).await;
    let ros = stage.tag("historier", "ros");
    assert_eq!(
        (&post["type"], &post["tags"], &post["parent"]),
        (&json!(11), &json!([ros]), &json!(forum.to_string()))
    );
    let heard = stage.saw("thread_created").await;
    assert_eq!((&heard["id"], &heard["tags"]), (&post["id"], &json!([ros])));
    let first = stage.done("read", json!({"channel": post["id"], "message": post["id"]})).await;
    assert_eq!(
        (&first["content"], &first["files"][0]["bytes"]),
        (&json!("Sådan gik det"), &file("", b"en note")["bytes"])
    );
    let kept = stage.with(|state| state.message(id(&post), id(&post)).unwrap().clone());
    assert_eq!(
        (kept.author, kept.attachments[0].bytes.as_slice()),
        (stage.world.bot(), b"en note".as_slice())
    );
    let moderated = and(how, json!({"tag": "udvalgt"}));
    assert_eq!(stage.refused("post", moderated).await, (50013, 403));
    let strict = stage.world.channel("krav").unwrap().to_string();
    let bare = json!({"forum": strict, "name": "Uden", "content": "Uden mærke"});
    assert_eq!(stage.refused("post", bare.clone()).await, (40067, 400));
    stage.done("post", and(bare, json!({"tag": "uge"}))).await;
    stage.end().await;
}

async fn a_posts_tags_are_changed(library: Library) {
    let Some(mut stage) = with_forums(library).await else { return };
    let forum = stage.world.channel("historier").unwrap().to_string();
    let post = stage.done("post", json!({"forum": forum, "name": "Et", "content": "opslag"})).await;
    let thread = id(&post);
    let both = [stage.tag("historier", "ros"), stage.tag("historier", "spørgsmål")];
    let changed = stage.done("change_thread", about(thread, json!({"tags": ["ros", "spørgsmål"]}))).await;
    assert_eq!(changed["tags"], json!(both));
    assert_eq!(stage.saw("thread_updated").await["tags"], json!(both));
    let refused = about(thread, json!({"tags": ["udvalgt"]}));
    assert_eq!(stage.refused("change_thread", refused).await, (50013, 403));
    stage.done("change_thread", about(thread, json!({"archived": true}))).await;
    let none = about(thread, json!({"tags": []}));
    assert_eq!(stage.refused("change_thread", none.clone()).await, (50083, 400));
    let listed = json!({"channel": forum, "limit": 5});
    assert_eq!(stage.done("archived", listed).await, json!([thread.to_string()]));
    stage.done("send", in_there(thread, "Det lever endnu")).await;
    assert_eq!(stage.done("change_thread", none).await["tags"], json!([]));
    assert!(stage.thread(thread).tags.is_empty());
    stage.end().await;
}
