use super::{Stage, id};
use aktor::sandbox::world::{ChannelSpec, permission};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

/// A stage with a forum: two tags for everyone, one for moderators.
async fn set() -> (Stage, i64, [Value; 3]) {
    let forum = ChannelSpec::forum("refleksion").tag("Ansvar").tag("Læring").moderated_tag("Officielt");
    let stage = Stage::set_with(forum).await;
    let forum = stage.world.channel("refleksion").unwrap();
    let (_, channel) = stage.get(&format!("/channels/{forum}")).await;
    assert_eq!((&channel["type"], &channel["flags"]), (&json!(15), &json!(0)));
    let tags = [0, 1, 2].map(|n| channel["available_tags"][n]["id"].clone());
    (stage, forum, tags)
}

fn threads(forum: i64) -> String {
    format!("/channels/{forum}/threads")
}

fn post(tags: &[&Value]) -> Value {
    json!({"name": "Uge 48 · Et lille skridt", "applied_tags": tags, "message": {"content": "Hvad lykkedes?", "nonce": "n"}})
}

#[tokio::test]
async fn a_forums_post_is_a_thread_with_its_first_message() {
    let (mut stage, forum, [tag, ..]) = set().await;
    stage.heard();
    let (status, thread) = stage.post(&threads(forum), post(&[&tag])).await;
    assert_eq!(status.as_u16(), 201, "{thread}");
    assert_eq!(thread["id"], thread["message"]["id"]);
    assert_eq!(thread["id"], thread["message"]["channel_id"]);
    assert_eq!(thread["parent_id"], json!(forum.to_string()));
    assert_eq!(thread["applied_tags"], json!([tag]));
    assert_eq!((&thread["message_count"], &thread["total_message_sent"]), (&json!(0), &json!(0)));
    assert_eq!(stage.heard(), ["THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "MESSAGE_CREATE"]);

    // A nonce makes nothing of two posts into one.
    let (_, again) = stage.post(&threads(forum), post(&[&tag])).await;
    assert_ne!(again["id"], thread["id"]);

    stage.asta.say(id(&thread), "At vi spurgte").unwrap();
    let (_, seen) = stage.get(&format!("/channels/{}", id(&thread))).await;
    assert_eq!((&seen["message_count"], &seen["total_message_sent"]), (&json!(1), &json!(1)));
    let (_, seen) = stage.get(&format!("/channels/{forum}")).await;
    assert_eq!(seen["last_message_id"], again["id"]);
    stage.end().await;
}

#[tokio::test]
async fn a_posts_file_stands_in_its_first_message() {
    let (stage, forum, _) = set().await;
    let body = json!({"name": "Månedsbrev", "message": {
        "embeds": [{"title": "November", "image": {"url": "attachment://billede.png"}}],
        "attachments": [{"id": "0", "description": "En blomst"}],
    }});
    let parts = Form::new()
        .part("payload_json", Part::text(body.to_string()).mime_str("application/json").unwrap())
        .part("files[0]", Part::bytes(vec![1, 2, 3]).file_name("billede.png").mime_str("image/png").unwrap());
    let answer = stage.request(Method::POST, &threads(forum)).multipart(parts).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 201);
    let thread: Value = answer.json().await.unwrap();
    let world = stage.world.state();
    let message = world.message(id(&thread), id(&thread)).unwrap();
    assert_eq!(message.attachments[0].description.as_deref(), Some("En blomst"));
    assert!(message.embeds[0]["image"]["url"].as_str().unwrap().ends_with("billede.png"));
}

#[tokio::test]
async fn tags_are_checked_as_discord_checks_them() {
    let (stage, forum, [tag, other, moderated]) = set().await;
    let refused = async |body: Value| {
        let (status, answer) = stage.post(&threads(forum), body).await;
        (status.as_u16(), answer["code"].as_u64().unwrap())
    };
    assert_eq!(refused(post(&[&json!("7")])).await, (404, 10087));
    assert_eq!(refused(post(&[&moderated])).await, (403, 50013));
    assert_eq!(refused(json!({"name": "x"})).await, (400, 50035));
    assert_eq!(refused(json!({"name": "x", "message": {"content": ""}})).await, (400, 50006));
    let leif = stage.world.user("Leif");
    leif.change_channel(forum, &json!({"flags": 16})).unwrap();
    assert_eq!(refused(post(&[])).await, (400, 40067));
    assert_eq!(stage.post(&threads(forum), post(&[&tag, &other])).await.0.as_u16(), 201);
    leif.open_post(forum, "Nyt", "fra os", &["Officielt"]).unwrap();
    leif.change_channel(
        forum,
        &json!({"available_tags": [{"id": moderated, "name": "Officielt", "moderated": true}]}),
    )
    .unwrap();
    assert_eq!(refused(post(&[])).await, (403, 40066));
    // Bodies that a description already tells are wrong were sent here on purpose.
    stage.sandbox.stop().await;
}

#[tokio::test]
async fn a_message_cannot_be_sent_to_a_forum_nor_a_post_without_permission() {
    let (stage, forum, _) = set().await;
    let (status, answer) =
        stage.post(&format!("/channels/{forum}/messages"), json!({"content": "hej"})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (400, &json!(50008)));
    stage.world.deny_bot(forum, permission::SEND_MESSAGES);
    let (status, answer) = stage.post(&threads(forum), post(&[])).await;
    assert_eq!((status.as_u16(), &answer["code"]), (403, &json!(50013)));
    stage.end().await;
}

#[tokio::test]
async fn posts_are_listed_while_active_and_once_archived() {
    let (stage, forum, _) = set().await;
    let first = stage.asta.open_post(forum, "Første", "hej", &[]).unwrap();
    let second = stage.asta.open_post(forum, "Anden", "hej", &["Læring"]).unwrap();
    stage.world.user("Leif").set_thread(first, true, false).unwrap();
    let ids = |list: &Value| list["threads"].as_array().unwrap().iter().map(id).collect::<Vec<_>>();
    let (_, active) = stage.get(&format!("/guilds/{}/threads/active", stage.guild)).await;
    assert_eq!(ids(&active), [second]);
    let (_, archived) = stage.get(&format!("/channels/{forum}/threads/archived/public")).await;
    assert_eq!((ids(&archived), &archived["has_more"]), (vec![first], &json!(false)));
    stage.end().await;
}

#[tokio::test]
async fn a_post_takes_what_the_forum_sets_for_posts() {
    let (stage, forum, [tag, ..]) = set().await;
    let leif = stage.world.user("Leif");
    leif.change_channel(forum, &json!({"default_reaction_emoji": {"emoji_id": null, "emoji_name": "🌱"}, "default_auto_archive_duration": 1440})).unwrap();
    let (_, thread) = stage.post(&threads(forum), post(&[&tag])).await;
    for place in [forum, id(&thread)] {
        assert_eq!(stage.get(&format!("/channels/{place}")).await.0, 200);
    }
    assert_eq!(thread["thread_metadata"]["auto_archive_duration"], 1440);
    stage.end().await;
}
