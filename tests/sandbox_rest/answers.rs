//! Answers to interactions: at once, late, put off, edited, seen by one or by all.

use super::{Stage, id};
use aktor::sandbox::actor::InteractionHandle;
use reqwest::Method;
use serde_json::{Value, json};

impl Stage {
    /// A command that was just used, with the routes of its answers.
    async fn used(&self) -> (InteractionHandle, String, String) {
        let path = format!("/applications/{}/commands", self.world.bot());
        self.call(Method::PUT, &path, json!([{"name": "ros", "description": "r"}])).await;
        self.routes(self.asta.command(self.channel, "ros", &[]).unwrap())
    }

    fn routes(&self, handle: InteractionHandle) -> (InteractionHandle, String, String) {
        let token = self.world.state().interaction(handle.id).unwrap().token.clone();
        let callback = format!("/interactions/{}/{token}/callback", handle.id);
        (handle, callback, format!("/webhooks/{}/{token}", self.world.bot()))
    }

    async fn button(&self) -> (i64, InteractionHandle, String, String) {
        let button = json!({"type": 2, "style": 1, "label": "Svar", "custom_id": "a"});
        let body = json!({"content": "?", "components": [{"type": 1, "components": [button]}]});
        let post = id(&self.post(&self.messages(), body).await.1);
        let (handle, callback, webhook) = self.routes(self.asta.click(post, "Svar").unwrap());
        (post, handle, callback, webhook)
    }
}

#[tokio::test]
async fn an_answer_after_three_seconds_comes_too_late() {
    let stage = Stage::set().await;
    let (_, callback, webhook) = stage.used().await;
    stage.world.answer_within(std::time::Duration::ZERO);
    let (status, late) = stage.post(&callback, json!({"type": 4, "data": {"content": "x"}})).await;
    assert_eq!((status.as_u16(), &late["code"]), (404, &json!(10062)));
    assert_eq!(stage.post(&webhook, json!({"content": "x"})).await.1["code"], 10015, "the token is gone too");
    stage.end().await;
}

#[tokio::test]
async fn with_response_tells_what_became_of_the_answer() {
    let stage = Stage::set().await;
    let (handle, callback, _) = stage.used().await;
    let body = json!({"type": 4, "data": {"content": "kun dig", "flags": 64}});
    let (status, told) = stage.post(&format!("{callback}?with_response=true"), body).await;
    assert_eq!((status.as_u16(), &told["interaction"]["id"]), (200, &json!(handle.id.to_string())));
    assert_eq!(told["interaction"]["response_message_ephemeral"], true);
    assert_eq!(told["resource"]["message"]["content"], "kun dig");
    let (_, callback, _) = stage.used().await;
    let (_, told) = stage.post(&format!("{callback}?with_response=true"), json!({"type": 5})).await;
    assert_eq!(told["interaction"]["response_message_loading"], true);
    assert!(told.get("resource").is_none(), "there is no message yet");
    stage.end().await;
}

#[tokio::test]
async fn the_first_message_after_thinking_replaces_it_and_stays_as_private_as_that_was() {
    let stage = Stage::set().await;
    let (handle, callback, webhook) = stage.used().await;
    assert_eq!(stage.post(&callback, json!({"type": 5, "data": {"flags": 64}})).await.0, 204);
    let (_, first) = stage.post(&webhook, json!({"content": "færdig"})).await;
    let original = stage.get(&format!("{webhook}/messages/@original")).await.1;
    assert_eq!((&first["id"], &original["content"]), (&original["id"], &json!("færdig")));
    assert_eq!(handle.message().await.unwrap().only_for, Some(stage.asta.id));
    let (_, second) = stage.post(&webhook, json!({"content": "for alle"})).await;
    assert_ne!(first["id"], second["id"]);
    let everyone = stage.world.user("Leif").reads(stage.channel);
    assert_eq!(everyone.iter().map(|m| m.content.as_str()).collect::<Vec<_>>(), ["for alle"]);
    stage.end().await;
}

#[tokio::test]
async fn what_one_person_sees_is_reached_by_the_token_alone() {
    let stage = Stage::set().await;
    let (_, callback, webhook) = stage.used().await;
    stage.post(&callback, json!({"type": 4, "data": {"content": "kun dig", "flags": 64}})).await;
    let private = stage.get(&format!("{webhook}/messages/@original")).await.1;
    let path = format!("{}/{}", stage.messages(), id(&private));
    for (method, body) in
        [(Method::GET, json!(null)), (Method::PATCH, json!({"content": "x"})), (Method::DELETE, json!(null))]
    {
        assert_eq!(stage.call(method, &path, body).await.1["code"], 10008);
    }
    assert_eq!(
        stage.call(Method::PUT, &format!("{path}/reactions/👍/@me"), json!(null)).await.1["code"],
        10008
    );
    let by_token = format!("{webhook}/messages/{}", id(&private));
    assert_eq!(
        stage.call(Method::PATCH, &by_token, json!({"content": "rettet"})).await.1["content"],
        "rettet"
    );
    assert_eq!(stage.call(Method::DELETE, &by_token, json!(null)).await.0, 204);
    assert!(stage.asta.reads(stage.channel).is_empty());
    assert_eq!(stage.get(&by_token).await.1["code"], 10008);
    stage.end().await;
}

#[tokio::test]
async fn a_pressed_button_can_change_its_message_now_or_later() {
    let mut stage = Stage::set().await;
    let (post, _, callback, webhook) = stage.button().await;
    assert_eq!(stage.post(&callback, json!({"type": 6})).await.0, 204);
    stage.heard();
    let original = format!("{webhook}/messages/@original");
    let (_, changed) = stage.call(Method::PATCH, &original, json!({"content": "senere"})).await;
    assert_eq!((id(&changed), stage.heard()), (post, vec!["MESSAGE_UPDATE"]));
    let (_, again) = stage.post(&webhook, json!({"content": "bagefter"})).await;
    assert_eq!(
        (&again["type"], &again["message_reference"]["message_id"]),
        (&json!(19), &json!(post.to_string()))
    );
    assert_eq!(stage.post(&callback, json!({"type": 6})).await.1["code"], 40060);

    let (post, _, callback, _) = stage.button().await;
    let now = json!({"type": 7, "data": {"content": "nu", "components": []}});
    assert_eq!(stage.post(&callback, now).await.0, 204);
    let (_, seen) = stage.get(&format!("{}/{post}", stage.messages())).await;
    assert_eq!((&seen["content"], &seen["components"]), (&json!("nu"), &json!([])));
    let (_, callback, _) = stage.used().await;
    let (_, refused) = stage.post(&callback, json!({"type": 7, "data": {"content": "x"}})).await;
    assert_eq!(refused["code"], 50035, "a command has no message to change");
    stage.end().await;
}

#[tokio::test]
async fn fifteen_minutes_after_everything_about_an_answer_is_refused() {
    let stage = Stage::set().await;
    let (_, callback, webhook) = stage.used().await;
    stage.post(&callback, json!({"type": 4, "data": {"content": "hej"}})).await;
    stage.world.clock.advance(chrono::Duration::minutes(15) + chrono::Duration::seconds(1));
    let original = format!("{webhook}/messages/@original");
    let tries: [(Method, &str, Value); 4] = [
        (Method::POST, &webhook, json!({"content": "x"})),
        (Method::GET, &original, json!(null)),
        (Method::PATCH, &original, json!({"content": "x"})),
        (Method::DELETE, &original, json!(null)),
    ];
    for (method, path, body) in tries {
        let (status, answer) = stage.call(method, path, body).await;
        assert_eq!((status.as_u16(), &answer["code"]), (401, &json!(50027)));
    }
    stage.end().await;
}
