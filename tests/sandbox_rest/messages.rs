use super::{Stage, id};
use aktor::sandbox::world::permission;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::json;

#[tokio::test]
async fn the_same_enforced_nonce_makes_one_message() {
    let stage = Stage::set().await;
    let body = json!({"content": "hej", "nonce": "abc", "enforce_nonce": true});
    let (_, first) = stage.post(&stage.messages(), body.clone()).await;
    let (status, second) = stage.post(&stage.messages(), body.clone()).await;
    assert_eq!((status.as_u16(), &first["id"]), (200, &second["id"]));
    assert_eq!(stage.asta.reads(stage.channel).len(), 1);
    let path = format!("{}/{}", stage.messages(), id(&first));
    assert_eq!(stage.call(Method::DELETE, &path, json!(null)).await.0, 204);
    let (status, gone) = stage.post(&stage.messages(), body.clone()).await;
    assert_eq!((status.as_u16(), &gone["code"]), (404, &json!(10008)));
    stage.world.clock.advance(chrono::Duration::minutes(6));
    assert_eq!(stage.post(&stage.messages(), body).await.0, 200);
    stage.end().await;
}

#[tokio::test]
async fn what_is_too_long_is_refused_field_by_field() {
    let stage = Stage::set().await;
    let long = |n: usize| "x".repeat(n);
    let embeds = json!([{"title": long(257), "description": long(4000)}, {"description": long(2000)}]);
    let (status, answer) =
        stage.post(&stage.messages(), json!({"content": long(2001), "embeds": embeds})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (400, &json!(50035)));
    assert_eq!(answer["errors"]["content"]["_errors"][0]["code"], "BASE_TYPE_MAX_LENGTH");
    assert_eq!(answer["errors"]["embeds"]["0"]["title"]["_errors"][0]["code"], "BASE_TYPE_MAX_LENGTH");
    assert_eq!(answer["errors"]["embeds"]["_errors"][0]["code"], "MAX_EMBED_SIZE_EXCEEDED");
    let (status, answer) = stage.post(&stage.messages(), json!({"content": " "})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (400, &json!(50006)));
    assert!(stage.asta.reads(stage.channel).is_empty());
}

#[tokio::test]
async fn two_buttons_with_one_custom_id_are_refused() {
    let stage = Stage::set().await;
    let button = json!({"type": 2, "style": 1, "label": "Svar", "custom_id": "a"});
    let row = json!({"type": 1, "components": [button, button]});
    let (_, answer) = stage.post(&stage.messages(), json!({"content": "hej", "components": [row]})).await;
    let found =
        answer["errors"]["components"]["0"]["components"]["1"]["custom_id"]["_errors"][0]["code"].clone();
    assert_eq!(found, "COMPONENT_CUSTOM_ID_DUPLICATED");
    stage.end().await;
}

#[tokio::test]
async fn a_file_is_kept_and_stands_in_its_embed() {
    let stage = Stage::set().await;
    let payload = json!({
        "embeds": [{"title": "Brev", "image": {"url": "attachment://brev.png"}}],
        "attachments": [{"id": 0, "filename": "brev.png", "description": "Et billede"}],
    });
    let form = Form::new()
        .text("payload_json", payload.to_string())
        .part("files[0]", Part::bytes(b"png".to_vec()).file_name("brev.png").mime_str("image/png").unwrap());
    let sent = stage.request(Method::POST, &stage.messages()).multipart(form).send().await.unwrap();
    let message: serde_json::Value = sent.json().await.unwrap();
    let url = message["embeds"][0]["image"]["url"].as_str().unwrap();
    assert_eq!(stage.client.get(url).send().await.unwrap().text().await.unwrap(), "png");
    let kept = stage.asta.reads(stage.channel);
    assert_eq!(kept[0].attachments[0].description.as_deref(), Some("Et billede"));
    stage.end().await;
}

#[tokio::test]
async fn only_those_who_may_be_mentioned_are_notified() {
    let stage = Stage::set().await;
    let text = format!("<@{}> @everyone", stage.asta.id);
    stage.post(&stage.messages(), json!({"content": text, "allowed_mentions": {"parse": []}})).await;
    stage.post(&stage.messages(), json!({"content": text})).await;
    let said = stage.asta.reads(stage.channel);
    assert!(said[0].notified.is_empty() && said[0].mentions.is_empty());
    assert_eq!(said[1].notified, vec![stage.asta.id]);
    assert!(!said[1].mention_everyone, "the bot may not ping everyone");
    stage.end().await;
}

#[tokio::test]
async fn history_comes_newest_first_and_its_bounds_are_exclusive() {
    let stage = Stage::set().await;
    let ids: Vec<i64> = (0..5).map(|n| stage.asta.say(stage.channel, &format!("nr {n}")).unwrap()).collect();
    let part = |query: String| format!("{}?{query}", stage.messages());
    let listed = |found: &serde_json::Value| found.as_array().unwrap().iter().map(id).collect::<Vec<_>>();
    let (_, after) = stage.get(&part(format!("after={}&limit=2", ids[1]))).await;
    assert_eq!(listed(&after), vec![ids[3], ids[2]]);
    let (_, before) = stage.get(&part(format!("&before={}", ids[2]))).await;
    assert_eq!(listed(&before), vec![ids[1], ids[0]]);
    let (_, around) = stage.get(&part(format!("around={}&limit=3", ids[2]))).await;
    assert_eq!(listed(&around), vec![ids[3], ids[2], ids[1]]);
    assert_eq!(stage.world.violations(), Vec::<String>::new());
    assert_eq!(stage.get(&part("limit=101".into())).await.0, 400);
    stage.sandbox.stop().await;
}

#[tokio::test]
async fn a_reply_pings_and_points_at_its_message() {
    let stage = Stage::set().await;
    let (_, post) = stage.post(&stage.messages(), json!({"content": "Ugens spørgsmål"})).await;
    let reply = stage.asta.reply(id(&post), "mit svar").unwrap();
    let (_, seen) = stage.get(&format!("{}/{reply}", stage.messages())).await;
    assert_eq!((&seen["type"], &seen["referenced_message"]["id"]), (&json!(19), &post["id"]));
    assert_eq!(seen["mentions"][0]["id"], stage.world.bot().to_string());
    let (_, refused) = stage
        .post(&stage.messages(), json!({"content": "x", "message_reference": {"message_id": "5"}}))
        .await;
    assert_eq!(refused["errors"]["message_reference"]["_errors"][0]["code"], "REPLIES_UNKNOWN_MESSAGE");
    stage.end().await;
}

#[tokio::test]
async fn many_messages_are_deleted_at_once_only_by_moderators_and_only_young_ones() {
    let mut stage = Stage::set().await;
    let ids: Vec<i64> = (0..3).map(|_| stage.asta.say(stage.channel, "hej").unwrap()).collect();
    assert!(stage.asta.delete_bulk(stage.channel, &ids).is_err());
    let leif = stage.world.user("Leif");
    assert!(leif.delete_bulk(stage.channel, &ids[..1]).is_err());
    leif.delete_bulk(stage.channel, &ids[..2]).unwrap();
    assert_eq!(stage.heard().last(), Some(&"MESSAGE_DELETE_BULK"));
    let rest = [ids[2], stage.asta.say(stage.channel, "hej").unwrap()];
    stage.world.clock.advance(chrono::Duration::days(15));
    assert!(leif.delete_bulk(stage.channel, &rest).is_err());
    stage.end().await;
}

#[tokio::test]
async fn only_the_author_edits_a_message() {
    let mut stage = Stage::set().await;
    let theirs = stage.asta.say(stage.channel, "mit").unwrap();
    let path = format!("{}/{theirs}", stage.messages());
    let (status, answer) = stage.call(Method::PATCH, &path, json!({"content": "dit"})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (403, &json!(50005)));
    stage.asta.edit(theirs, "rettet").unwrap();
    assert_eq!(stage.heard(), vec!["MESSAGE_CREATE", "MESSAGE_UPDATE"]);
    assert!(stage.asta.reads(stage.channel)[0].edited.is_some());
    stage.end().await;
}

#[tokio::test]
async fn a_reaction_is_counted_once_a_person() {
    let mut stage = Stage::set().await;
    let said = stage.asta.say(stage.channel, "tak").unwrap();
    stage.asta.react(said, "👍").unwrap();
    stage.asta.react(said, "👍").unwrap();
    let own = format!("{}/{said}/reactions/%F0%9F%91%8D/@me", stage.messages());
    assert_eq!(stage.call(Method::PUT, &own, json!(null)).await.0, 204);
    let (_, seen) = stage.get(&format!("{}/{said}", stage.messages())).await;
    assert_eq!((&seen["reactions"][0]["count"], &seen["reactions"][0]["me"]), (&json!(2), &json!(true)));
    stage.asta.unreact(said, "👍").unwrap();
    assert_eq!(stage.heard().last(), Some(&"MESSAGE_REACTION_REMOVE"));
    stage.end().await;
}

#[tokio::test]
async fn a_moderator_clears_the_reactions_of_an_emoji_or_all() {
    let mut stage = Stage::set().await;
    let said = stage.asta.say(stage.channel, "tak").unwrap();
    for emoji in ["👍", "🎉", "❤️"] {
        stage.asta.react(said, emoji).unwrap();
    }
    let all = format!("{}/{said}/reactions", stage.messages());
    let one = format!("{all}/🎉");
    let cleared = async |path: &str| stage.call(Method::DELETE, path, json!(null)).await;
    assert_eq!(cleared(&one).await.1["code"], 50013);
    stage.world.allow_bot(stage.channel, permission::MANAGE_MESSAGES);
    assert_eq!(cleared(&one).await.0, 204);
    assert_eq!(cleared(&one).await.1["code"], 10014, "it is not there any more");
    assert_eq!(cleared(&all).await.0, 204);
    let left = stage.asta.reads(stage.channel)[0].reactions.len();
    assert_eq!(left, 0);
    assert!(stage.heard().ends_with(&["MESSAGE_REACTION_REMOVE_EMOJI", "MESSAGE_REACTION_REMOVE_ALL"]));
    stage.end().await;
}

#[tokio::test]
async fn a_message_takes_twenty_different_reactions() {
    let stage = Stage::set().await;
    let said = stage.asta.say(stage.channel, "tak").unwrap();
    for number in 0..20 {
        stage.asta.react(said, &char::from_u32(0x1F600 + number).unwrap().to_string()).unwrap();
    }
    let (_, full) =
        stage.call(Method::PUT, &format!("{}/{said}/reactions/🎉/@me", stage.messages()), json!(null)).await;
    assert_eq!(full["code"], 30010);
    stage.asta.react(said, "\u{1F600}").unwrap();
    stage.end().await;
}

#[tokio::test]
async fn ids_are_taken_as_numbers_too() {
    let stage = Stage::set().await;
    let ids = [1, 2].map(|_| stage.asta.say(stage.channel, "hej").unwrap());
    let text = format!("<@{}>", stage.asta.id);
    let body = json!({"content": text, "allowed_mentions": {"users": [stage.asta.id]}});
    stage.post(&stage.messages(), body).await;
    assert_eq!(stage.asta.reads(stage.channel)[2].mentions, [stage.asta.id]);
    stage.world.allow_bot(stage.channel, permission::MANAGE_MESSAGES);
    let gone = stage.post(&format!("{}/bulk-delete", stage.messages()), json!({"messages": ids})).await;
    assert_eq!((gone.0.as_u16(), stage.asta.reads(stage.channel).len()), (204, 1));
    let (_, private) = stage.post("/users/@me/channels", json!({"recipient_id": stage.asta.id})).await;
    assert_eq!(id(&private), stage.asta.private_channel().unwrap());
    stage.end().await;
}
