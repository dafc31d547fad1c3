use super::Stage;
use aktor::sandbox::actor::InteractionHandle;
use aktor::sandbox::world::Answer;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

fn team() -> Value {
    json!([
        {"name": "team", "description": "Teamet", "options": [
            {"type": 1, "name": "status", "description": "Status", "options": [
                {"type": 3, "name": "sprog", "description": "Sprog", "required": true,
                 "choices": [{"name": "dansk", "value": "da"}, {"name": "english", "value": "en"}]},
                {"type": 6, "name": "kollega", "description": "En kollega"},
            ]},
        ]},
        {"name": "Fremhæv", "type": 3},
        {"name": "opret-team", "description": "Opret", "default_member_permissions": "32"},
    ])
}

impl Stage {
    async fn with_commands() -> Self {
        let stage = Self::set().await;
        let path = format!("/applications/{}/commands", stage.world.bot());
        let (status, answer) = stage.call(Method::PUT, &path, team()).await;
        assert_eq!(status, 200, "{answer}");
        stage
    }

    fn asked(&self) -> InteractionHandle {
        self.asta.command(self.channel, "team status", &[("sprog", json!("dansk"))]).unwrap()
    }

    async fn callback(&self, handle: &InteractionHandle, body: Value) -> (StatusCode, Value) {
        let token = self.token(handle);
        self.post(&format!("/interactions/{}/{token}/callback", handle.id), body).await
    }

    fn token(&self, handle: &InteractionHandle) -> String {
        self.world.state().interaction(handle.id).unwrap().token.clone()
    }

    fn webhook(&self, handle: &InteractionHandle) -> String {
        format!("/webhooks/{}/{}", self.world.bot(), self.token(handle))
    }
}

#[tokio::test]
async fn an_ephemeral_answer_is_seen_by_its_user_alone() {
    let stage = Stage::with_commands().await;
    let handle = stage.asked();
    let (status, _) =
        stage.callback(&handle, json!({"type": 4, "data": {"content": "kun dig", "flags": 64}})).await;
    assert_eq!(status, 204);
    assert_eq!(handle.message().await.unwrap().content, "kun dig");
    assert_eq!(stage.asta.reads(stage.channel).len(), 1);
    assert!(stage.world.user("Leif").reads(stage.channel).is_empty());
    assert_eq!(stage.get(&stage.messages()).await.1, json!([]));
    stage.end().await;
}

#[tokio::test]
async fn an_interaction_is_answered_once() {
    let stage = Stage::with_commands().await;
    let handle = stage.asked();
    let (status, answer) = stage.callback(&handle, json!({"type": 4, "data": {"content": ""}})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (400, &json!(50006)), "a refused answer consumes nothing");
    assert_eq!(stage.callback(&handle, json!({"type": 4, "data": {"content": "a"}})).await.0, 204);
    let (status, answer) = stage.callback(&handle, json!({"type": 4, "data": {"content": "b"}})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (400, &json!(40060)));
    let (status, answer) = stage.post("/interactions/5/x/callback", json!({"type": 5})).await;
    assert_eq!((status.as_u16(), &answer["code"]), (404, &json!(10062)));
    stage.end().await;
}

#[tokio::test]
async fn a_deferred_answer_is_filled_in_later_and_the_token_lives_fifteen_minutes() {
    let stage = Stage::with_commands().await;
    let handle = stage.asked();
    let early = stage.post(&stage.webhook(&handle), json!({"content": "x"})).await;
    assert_eq!((early.0.as_u16(), &early.1["code"]), (404, &json!(10015)));
    stage.callback(&handle, json!({"type": 5, "data": {"flags": 64}})).await;
    assert!(matches!(handle.acknowledged().await.unwrap(), Answer::Deferred));
    let original = format!("{}/messages/@original", stage.webhook(&handle));
    assert_eq!(stage.call(Method::PATCH, &original, json!({"content": "færdig"})).await.0, 200);
    let message = handle.message().await.unwrap();
    assert_eq!((message.content.as_str(), message.only_for), ("færdig", Some(stage.asta.id)));
    assert_eq!(stage.post(&stage.webhook(&handle), json!({"content": "mere"})).await.0, 200);
    assert_eq!(handle.followup(0).await.unwrap().content, "mere");
    stage.world.clock.advance(chrono::Duration::minutes(16));
    let (status, answer) = stage.get(&original).await;
    assert_eq!((status.as_u16(), &answer["code"]), (401, &json!(50027)));
    stage.end().await;
}

#[tokio::test]
async fn a_button_opens_a_modal_that_is_sent_once() {
    let stage = Stage::with_commands().await;
    let row = json!({"type": 1, "components": [
        {"type": 2, "style": 1, "label": "Svar", "custom_id": "answer"},
        {"type": 2, "style": 2, "label": "Lukket", "custom_id": "no", "disabled": true},
    ]});
    let (_, post) = stage.post(&stage.messages(), json!({"content": "?", "components": [row]})).await;
    let post = super::id(&post);
    assert!(stage.asta.click(post, "Lukket").is_err() && stage.asta.click(post, "Findes ikke").is_err());
    let clicked = stage.asta.click(post, "Svar").unwrap();
    let input = json!({"type": 4, "style": 2, "label": "Dit svar", "custom_id": "text", "max_length": 20});
    let modal =
        json!({"custom_id": "m", "title": "Svar", "components": [{"type": 1, "components": [input]}]});
    assert_eq!(stage.callback(&clicked, json!({"type": 9, "data": modal})).await.0, 204);
    let opened = clicked.modal().await.unwrap();
    assert!(stage.asta.submit(&opened, &[("text", &"x".repeat(21))]).is_err());
    assert!(stage.world.user("Leif").submit(&opened, &[("text", "x")]).is_err());
    let sent = stage.asta.submit(&opened, &[("Dit svar", "sammen")]).unwrap();
    assert!(stage.asta.submit(&opened, &[("text", "igen")]).is_err());
    let (status, _) = stage.callback(&sent, json!({"type": 9, "data": modal})).await;
    assert_eq!(status, 400, "a modal does not answer a modal");
    stage.callback(&sent, json!({"type": 7, "data": {"content": "ændret", "components": []}})).await;
    assert_eq!(sent.message().await.unwrap().id, post);
    stage.end().await;
}

#[tokio::test]
async fn a_person_chooses_people_in_a_select() {
    let mut stage = Stage::with_commands().await;
    let row = json!({"type": 1, "components": [{"type": 5, "custom_id": "who", "max_values": 2}]});
    let (_, post) = stage.post(&stage.messages(), json!({"content": "?", "components": [row]})).await;
    let leif = stage.world.user("Leif").id.to_string();
    let handle = stage.asta.choose(super::id(&post), "who", &[&leif]).unwrap();
    assert!(stage.asta.choose(super::id(&post), "who", &["1", "2", "3"]).is_err());
    let event = std::iter::from_fn(|| stage.events.try_recv().ok()).last().unwrap();
    assert_eq!(event.payload["data"]["resolved"]["members"][&leif]["nick"], "Leif L.");
    assert_eq!(event.payload["message"]["id"], post["id"]);
    assert_eq!(stage.callback(&handle, json!({"type": 6})).await.0, 204);
    stage.end().await;
}

#[tokio::test]
async fn only_registered_commands_with_fitting_options_can_be_used() {
    let mut stage = Stage::with_commands().await;
    let tried =
        |path: &str, options: &[(&str, Value)]| stage.asta.command(stage.channel, path, options).is_err();
    assert!(tried("ukendt", &[]) && tried("team", &[]) && tried("team status", &[]));
    assert!(tried("team status", &[("sprog", json!("svensk"))]));
    assert!(tried("team status", &[("sprog", json!("da")), ("kollega", json!("7"))]));
    assert!(tried("opret-team", &[]), "only for those who manage the server");
    stage.world.user("Leif").command(stage.channel, "opret-team", &[]).unwrap();
    let options = [("sprog", json!("english")), ("kollega", json!(stage.asta.id))];
    stage.asta.command(stage.channel, "team status", &options).unwrap();
    let event = std::iter::from_fn(|| stage.events.try_recv().ok()).last().unwrap();
    assert_eq!(event.payload["data"]["options"][0]["options"][0]["value"], "en");
    let said = stage.world.user("Leif").say(stage.channel, "godt gået").unwrap();
    stage.asta.message_menu(said, "Fremhæv").unwrap();
    stage.end().await;
}

#[tokio::test]
async fn commands_at_fault_change_nothing() {
    let stage = Stage::with_commands().await;
    let path = format!("/applications/{}/commands", stage.world.bot());
    let (_, before) = stage.get(&path).await;
    let (status, answer) =
        stage.call(Method::PUT, &path, json!([{"name": "Stort", "description": "x"}])).await;
    assert_eq!((status.as_u16(), &answer["code"]), (400, &json!(50035)));
    assert_eq!(stage.get(&path).await.1, before);
    let (_, again) = stage.call(Method::PUT, &path, team()).await;
    assert_eq!(again, before, "ids stay when a command is registered again");
}
