use super::{Stage, id};
use aktor::sandbox::world::permission;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_thread_has_its_messages_id_and_comes_once() {
    let mut stage = Stage::set().await;
    let (_, post) = stage.post(&stage.messages(), json!({"content": "Ugens spørgsmål"})).await;
    let path = format!("{}/{}/threads", stage.messages(), id(&post));
    let (status, thread) = stage.post(&path, json!({"name": "Uge 48", "auto_archive_duration": 10080})).await;
    assert_eq!((status.as_u16(), &thread["id"]), (201, &post["id"]));
    let (status, again) = stage.post(&path, json!({"name": "Uge 48"})).await;
    assert_eq!((status.as_u16(), &again["code"]), (400, &json!(160_004)));
    let told =
        ["MESSAGE_CREATE", "THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "MESSAGE_UPDATE", "MESSAGE_CREATE"];
    assert_eq!(stage.heard(), told);
    let (_, seen) = stage.get(&format!("{}/{}", stage.messages(), id(&post))).await;
    assert_eq!(seen["thread"]["name"], "Uge 48");
    stage.end().await;
}

#[tokio::test]
async fn writing_wakes_an_archived_thread_unless_it_is_locked() {
    let stage = Stage::set().await;
    let leif = stage.world.user("Leif");
    let thread = leif.open_thread(stage.asta.say(stage.channel, "emne").unwrap(), "tråd").unwrap();
    leif.set_thread(thread, true, false).unwrap();
    let sent = format!("/channels/{thread}/messages");
    let archived = leif.say(thread, "vågn").unwrap();
    assert!(!stage.world.state().channel(thread).unwrap().thread.as_ref().unwrap().archived);
    leif.set_thread(thread, true, true).unwrap();
    let (status, answer) = stage.post(&sent, json!({"content": "hej"})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (400, &json!(50083)));
    assert!(leif.react(archived, "👍").is_err(), "in an archived thread only deletions");
    stage.end().await;
}

#[tokio::test]
async fn a_missing_permission_is_told_as_discord_tells_it() {
    let stage = Stage::set().await;
    stage.world.deny_bot(stage.channel, permission::SEND_MESSAGES);
    let (status, answer) = stage.post(&stage.messages(), json!({"content": "hej"})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (403, &json!(50013)));
    stage.world.deny_bot(stage.channel, permission::VIEW_CHANNEL);
    let (status, answer) = stage.post(&stage.messages(), json!({"content": "hej"})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (403, &json!(50001)));
    stage.world.relieve_bot(stage.channel);
    assert_eq!(stage.post(&stage.messages(), json!({"content": "hej"})).await.0, 200);
    let (status, answer) = stage.post("/channels/77/messages", json!({"content": "hej"})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (404, &json!(10003)));
    stage.end().await;
}

#[tokio::test]
async fn without_permission_to_read_history_it_is_empty() {
    let stage = Stage::set().await;
    stage.asta.say(stage.channel, "hej").unwrap();
    stage.world.deny_bot(stage.channel, permission::READ_MESSAGE_HISTORY);
    let (status, list) = stage.get(&stage.messages()).await;
    assert_eq!((status.as_u16(), list), (200, json!([])));
    stage.end().await;
}

#[tokio::test]
async fn closed_private_messages_are_refused() {
    let stage = Stage::set().await;
    let (_, private) =
        stage.post("/users/@me/channels", json!({"recipient_id": stage.asta.id.to_string()})).await;
    let path = format!("/channels/{}/messages", id(&private));
    assert_eq!(stage.post(&path, json!({"content": "hej"})).await.0, 200);
    assert_eq!(stage.asta.inbox().len(), 1);
    stage.asta.close_dms();
    let (status, answer) = stage.post(&path, json!({"content": "hej"})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (403, &json!(50007)));
    stage.asta.open_dms();
    stage.asta.leave(stage.guild);
    let (status, answer) = stage.post(&path, json!({"content": "hej"})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (403, &json!(50278)), "no guild in common");
    stage.end().await;
}

#[tokio::test]
async fn whoever_does_not_say_what_it_is_gets_nowhere() {
    let stage = Stage::set().await;
    for name in [None, Some(""), Some("Mozilla/5.0 (X11; Linux x86_64)")] {
        let mut client = reqwest::Client::builder();
        if let Some(name) = name {
            client = client.user_agent(name);
        }
        let url = format!("{}/api/v10/users/@me", stage.sandbox.base_url());
        let asked = client.build().unwrap().get(url).header("authorization", "Bot tok");
        let answer = asked.send().await.unwrap();
        assert_eq!(answer.status(), 403, "{name:?}");
        assert_eq!(answer.json::<serde_json::Value>().await.unwrap()["code"], 40333);
    }
    assert_eq!(stage.get("/users/@me").await.0, 200);
    stage.end().await;
}

#[tokio::test]
async fn a_guild_without_the_bot_is_unknown_to_it() {
    let mut stage = Stage::set().await;
    let path = format!("/guilds/{}", stage.guild);
    assert_eq!(stage.get(&path).await.0, 200);
    stage.world.kick_bot(stage.guild);
    assert_eq!(stage.get(&path).await.1["code"], 10004);
    assert_eq!(stage.get(&stage.messages()).await.1["code"], 50001);
    assert_eq!(stage.heard(), vec!["GUILD_DELETE"]);
    stage.end().await;
}

#[tokio::test]
async fn members_are_found_by_the_beginning_of_their_name() {
    let stage = Stage::set().await;
    let (_, found) = stage.get(&format!("/guilds/{}/members/search?query=as&limit=5", stage.guild)).await;
    assert_eq!(found[0]["user"]["id"], stage.asta.id.to_string());
    stage.end().await;
}

#[tokio::test]
async fn an_unknown_route_is_loud() {
    let stage = Stage::set().await;
    assert_eq!(stage.get("/no/such/route").await.0, 404);
    assert_eq!(stage.world.violations(), vec!["unknown route GET /api/v10/no/such/route".to_owned()]);
}

#[tokio::test]
async fn another_token_is_refused() {
    let stage = Stage::set().await;
    stage.world.change_token("new");
    let (status, answer) = stage.call(Method::GET, "/users/@me", json!(null)).await;
    assert_eq!((status.as_u16(), &answer["code"]), (401, &json!(0)));
    stage.end().await;
}

#[tokio::test]
async fn a_gateway_on_the_same_address_tells_what_happens() {
    use futures_util::{SinkExt, StreamExt};
    use tokio_tungstenite::tungstenite::Message;
    let stage = Stage::set().await;
    let (_, gateway) = stage.get("/gateway").await;
    let url = format!("{}?v=10", gateway["url"].as_str().unwrap());
    let (mut socket, _) = tokio_tungstenite::connect_async(url).await.unwrap();
    let identify = json!({"op": 2, "d": {"token": "tok", "intents": 1 | 1 << 9 | 1 << 15, "properties": {}}});
    let mut names = Vec::new();
    while let Some(Ok(frame)) = socket.next().await {
        let Message::Text(text) = frame else { continue };
        let payload: serde_json::Value = serde_json::from_str(&text).unwrap();
        if payload["op"] == 10 {
            socket.send(Message::text(identify.to_string())).await.unwrap();
        }
        names.extend(payload["t"].as_str().map(str::to_owned));
        if payload["t"] == "GUILD_CREATE" {
            stage.asta.say(stage.channel, "hej").unwrap();
        }
        if payload["t"] == "MESSAGE_CREATE" {
            assert_eq!(payload["d"]["content"], "hej");
            break;
        }
    }
    assert_eq!(names, ["READY", "GUILD_CREATE", "MESSAGE_CREATE"]);
    stage.end().await;
}
