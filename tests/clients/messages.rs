//! Messages as clients send, change, answer, find and delete them; reactions and pins below them.

use super::{Library, Stage, and, file, id, with_both};
use aktor::sandbox::world::permission;
use serde_json::{Value, json};

with_both! {
    a_message_carries_an_embed_and_files
    an_edit_changes_the_text_and_the_files
    messages_are_deleted_one_by_one_and_many_at_once
    a_reply_pings_those_it_means
    history_is_found_around_a_message
    the_same_nonce_makes_one_message
    reactions_come_and_go
    messages_are_pinned
}

async fn a_message_carries_an_embed_and_files(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let embed = json!({
        "title": "Brevet", "description": "Det, I fortalte", "url": "https://example.org/brev", "color": 0x002A_6F97,
        "author": {"name": "Aktør"}, "footer": {"text": "Uge 47"}, "image": {"url": "attachment://billede.png"},
        "fields": [{"name": "Svar", "value": "12", "inline": true}, {"name": "Hold", "value": "3", "inline": false}],
    });
    let files = [file("billede.png", b"\x89PNG\r\n\x1a\n"), file("æbler.txt", "æøå".as_bytes())];
    let how = stage.here(json!({"content": "Her er det", "embeds": [embed], "files": files}));
    let sent = stage.done("send", how).await;
    assert_eq!((&sent["content"], &sent["type"]), (&json!("Her er det"), &json!(0)));
    let got = &sent["embeds"][0];
    for key in ["title", "description", "url", "color", "fields"] {
        assert_eq!(got[key], embed[key], "{key}");
    }
    assert_eq!((&got["author"]["name"], &got["footer"]["text"]), (&json!("Aktør"), &json!("Uge 47")));
    assert!(got["image"]["url"].as_str().unwrap().starts_with(&stage.sandbox.base_url()));
    // What stands in an embed is no longer listed.
    let [listed] = &sent["files"].as_array().unwrap()[..] else { panic!("{sent:#}") };
    assert_eq!((&listed["name"], &listed["size"]), (&json!("æbler.txt"), &json!(6)));
    assert_eq!(
        (&listed["type"], &listed["description"]),
        (&json!("text/plain; charset=utf-8"), &files[1]["description"])
    );
    assert_eq!(listed["bytes"], files[1]["bytes"]);
    assert_eq!(stage.saw("message").await["id"], sent["id"]);
    assert_eq!(stage.done("read", stage.at(id(&sent))).await, sent);
    let kept = stage.with(|state| state.message(stage.channel, id(&sent)).unwrap().clone());
    let bytes: Vec<_> = kept.attachments.iter().map(|file| file.bytes.as_slice()).collect();
    assert_eq!(bytes, [b"\x89PNG\r\n\x1a\n".as_slice(), "æøå".as_bytes()]);
    assert_eq!(kept.attachments[0].content_type, "image/png");
    stage.end().await;
}

async fn an_edit_changes_the_text_and_the_files(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let how = json!({"content": "før", "files": [file("a.txt", b"a"), file("b.txt", b"b")]});
    let sent = stage.done("send", stage.here(how)).await;
    let names = |message: &Value| {
        let files = message["files"].as_array().unwrap().iter();
        files.map(|file| file["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let at = stage.at(id(&sent));
    stage.world.clock.advance(chrono::Duration::seconds(1));
    let changed = stage.done("edit", and(at.clone(), json!({"content": "efter"}))).await;
    assert_eq!((&changed["content"], &changed["edited"]), (&json!("efter"), &json!(true)));
    assert_eq!(names(&changed), ["a.txt", "b.txt"]);
    let edited = stage.saw("edited").await;
    assert_eq!((&edited["id"], &edited["content"]), (&sent["id"], &json!("efter")));
    let replaced = json!({"keep": [sent["files"][1]["id"]], "files": [file("c.txt", b"c")]});
    assert_eq!(names(&stage.done("edit", and(at.clone(), replaced)).await), ["b.txt", "c.txt"]);
    let bare =
        stage.done("edit", and(at.clone(), json!({"keep": [], "embeds": [{"title": "Kun mig"}]}))).await;
    assert_eq!((names(&bare).len(), &bare["embeds"][0]["title"]), (0, &json!("Kun mig")));
    let (content, files) = stage.with(|state| {
        let message = state.message(stage.channel, id(&sent)).unwrap();
        (message.content.clone(), message.attachments.len())
    });
    assert_eq!((content.as_str(), files), ("efter", 0));
    // Nothing may be left of nothing, and nobody edits what others wrote.
    assert_eq!(stage.refused("edit", and(at, json!({"content": "", "embeds": []}))).await, (50006, 400));
    let theirs = stage.asta.say(stage.channel, "mit").unwrap();
    assert_eq!(stage.refused("edit", and(stage.at(theirs), json!({"content": "dit"}))).await, (50005, 403));
    stage.end().await;
}

async fn messages_are_deleted_one_by_one_and_many_at_once(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let own = id(&stage.done("send", stage.here(json!({"content": "mit"}))).await);
    stage.done("delete", stage.at(own)).await;
    assert_eq!(stage.saw("deleted").await["id"], own.to_string());
    assert_eq!(stage.refused("delete", stage.at(own)).await, (10008, 404));
    let theirs: Vec<i64> = (0..4).map(|_| stage.asta.say(stage.channel, "ditto").unwrap()).collect();
    assert_eq!(stage.refused("delete", stage.at(theirs[0])).await, (50013, 403));
    let ids: Vec<String> = theirs[1..].iter().map(i64::to_string).collect();
    assert_eq!(stage.refused("delete_bulk", stage.here(json!({"messages": ids}))).await, (50013, 403));
    stage.world.allow_bot(stage.channel, permission::MANAGE_MESSAGES);
    stage.done("delete", stage.at(theirs[0])).await;
    stage.done("delete_bulk", stage.here(json!({"messages": ids}))).await;
    let mut gone = stage.saw("bulk_deleted").await["ids"].clone();
    gone.as_array_mut().unwrap().sort_by_key(Value::to_string);
    assert_eq!(gone, json!(ids));
    assert_eq!(stage.with(|state| state.said_in(stage.channel).count()), 0);
    stage.end().await;
}

async fn a_reply_pings_those_it_means(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let (asta, leif) = (stage.asta.id, stage.world.user("Leif").id);
    let asked = stage.asta.say(stage.channel, "Hvad synes du?").unwrap();
    let answer =
        stage.done("send", stage.here(json!({"content": "Godt", "reply_to": asked.to_string()}))).await;
    assert_eq!((&answer["type"], &answer["replies_to"]), (&json!(19), &json!(asked.to_string())));
    let text = format!("<@{asta}> <@{leif}> @everyone");
    let how = json!({"content": text, "reply_to": asked.to_string(), "pings": [leif.to_string()]});
    let quiet = stage.done("send", stage.here(how)).await;
    let notified = |message: &Value| {
        stage.with(|state| state.message(stage.channel, id(message)).unwrap().notified.clone())
    };
    assert_eq!((notified(&answer), notified(&quiet)), (vec![asta], vec![leif]));
    let heard = stage.saw_of("message", id(&answer)).await;
    assert_eq!(heard["replies_to"], asked.to_string());
    assert_eq!(stage.saw_of("message", id(&quiet)).await["mentions"], json!([leif.to_string()]));
    stage.asta.delete(asked).unwrap();
    let late = stage.here(json!({"content": "For sent", "reply_to": asked.to_string()}));
    assert_eq!(stage.refused("send", late).await, (50035, 400));
    stage.end().await;
}

async fn history_is_found_around_a_message(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let ids: Vec<i64> = (0..9).map(|n| stage.asta.say(stage.channel, &format!("nr {n}")).unwrap()).collect();
    let middle = ids[4].to_string();
    for (part, wanted) in [
        (json!({"limit": 3}), &ids[6..]),
        (json!({"limit": 2, "before": middle}), &ids[2..4]),
        (json!({"limit": 2, "after": middle}), &ids[5..7]),
        (json!({"limit": 3, "around": middle}), &ids[3..6]),
        (json!({"limit": 100}), &ids[..]),
    ] {
        let found = stage.done("history", stage.here(part.clone())).await;
        let mut found: Vec<i64> =
            found.as_array().unwrap().iter().map(|id| id.as_str().unwrap().parse().unwrap()).collect();
        found.sort_unstable();
        assert_eq!(found, wanted, "{part}");
    }
    assert_eq!(stage.done("read", stage.at(ids[2])).await["content"], "nr 2");
    stage.world.deny_bot(stage.channel, permission::READ_MESSAGE_HISTORY);
    assert_eq!(stage.done("history", stage.here(json!({"limit": 5}))).await, json!([]));
    assert_eq!(stage.refused("read", stage.at(ids[2])).await, (50013, 403));
    stage.end().await;
}

async fn the_same_nonce_makes_one_message(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let how = stage.here(json!({"content": "én gang", "nonce": "opslag-1"}));
    let first = stage.done("send", how.clone()).await;
    assert_eq!(stage.done("send", how.clone()).await["id"], first["id"]);
    assert_eq!(stage.with(|state| state.said_in(stage.channel).count()), 1);
    stage.done("delete", stage.at(id(&first))).await;
    assert_eq!(stage.refused("send", how).await, (10008, 404));
    stage.end().await;
}

async fn reactions_come_and_go(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let message = stage.asta.say(stage.channel, "tak").unwrap();
    let at = stage.at(message);
    let emoji = |one: &str| and(at.clone(), json!({"emoji": one}));
    let (thumb, heart) = (emoji("👍"), emoji("❤️"));
    stage.asta.react(message, "👍").unwrap();
    stage.asta.react(message, "❤️").unwrap();
    assert_eq!(stage.saw("reacted").await["user"], stage.asta.id.to_string());
    assert_eq!(stage.saw("reacted").await["emoji"], "❤️");
    stage.done("react", thumb.clone()).await;
    let bot = stage.world.bot().to_string();
    assert_eq!(stage.saw("reacted").await["user"], bot);
    let seen = stage.done("read", stage.at(message)).await;
    let wanted = json!([{"emoji": "👍", "count": 2, "me": true}, {"emoji": "❤️", "count": 1, "me": false}]);
    assert_eq!(seen["reactions"], wanted);
    let mut reactors = stage.done("reactors", thumb.clone()).await;
    reactors.as_array_mut().unwrap().sort_by_key(Value::to_string);
    assert_eq!(reactors, json!([bot, stage.asta.id.to_string()]));
    stage.done("unreact", thumb.clone()).await;
    assert_eq!(stage.saw("unreacted").await["user"], bot);
    let another = and(thumb.clone(), json!({"user": stage.asta.id.to_string()}));
    assert_eq!(stage.refused("unreact", another.clone()).await, (50013, 403));
    assert_eq!(stage.refused("clear", thumb.clone()).await, (50013, 403));
    stage.world.allow_bot(stage.channel, permission::MANAGE_MESSAGES);
    stage.done("unreact", another).await;
    assert_eq!(stage.saw("unreacted").await["user"], stage.asta.id.to_string());
    stage.asta.react(message, "👍").unwrap();
    stage.done("clear", thumb).await;
    assert_eq!(stage.saw("emoji_cleared").await["emoji"], "👍");
    stage.done("react", heart).await;
    stage.done("clear", stage.at(message)).await;
    assert_eq!(stage.saw("cleared").await["message"], message.to_string());
    assert!(stage.with(|state| state.message(stage.channel, message).unwrap().reactions.is_empty()));
    assert_eq!(stage.refused("react", emoji("nej")).await, (10014, 400));
    stage.end().await;
}

async fn messages_are_pinned(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let ids: Vec<i64> = (0..2).map(|n| stage.asta.say(stage.channel, &format!("nr {n}")).unwrap()).collect();
    assert_eq!(stage.refused("pin", stage.at(ids[0])).await, (50013, 403));
    stage.world.allow_bot(stage.channel, permission::PIN_MESSAGES);
    for id in &ids {
        stage.world.clock.advance(chrono::Duration::seconds(1));
        stage.done("pin", stage.at(*id)).await;
        assert_eq!(stage.saw("pins").await["channel"], stage.channel.to_string());
    }
    let newest_first = json!([ids[1].to_string(), ids[0].to_string()]);
    assert_eq!(stage.done("pins", stage.here(json!({}))).await, newest_first);
    assert_eq!(stage.done("read", stage.at(ids[0])).await["pinned"], true);
    stage.done("unpin", stage.at(ids[0])).await;
    assert_eq!(stage.done("pins", stage.here(json!({}))).await, json!([ids[1].to_string()]));
    let lines = stage.with(|state| state.said_in(stage.channel).filter(|said| said.kind == 6).count());
    assert_eq!(lines, 2, "one line of the platform's own for each pin");
    stage.end().await;
}
