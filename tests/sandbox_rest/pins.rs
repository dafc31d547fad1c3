//! Pins, by the routes of today and by the old ones.

use super::{Stage, id};
use aktor::sandbox::world::{Target, permission};
use reqwest::Method;
use serde_json::json;

impl Stage {
    fn let_the_bot_pin(&self) {
        let bot = Target::Member(self.world.bot());
        self.world.overwrite(self.channel, bot, permission::PIN_MESSAGES, 0);
    }

    async fn pin(&self, message: i64) -> (u16, serde_json::Value) {
        let path = format!("/channels/{}/messages/pins/{message}", self.channel);
        let (status, answer) = self.call(Method::PUT, &path, json!(null)).await;
        (status.as_u16(), answer["code"].clone())
    }
}

#[tokio::test]
async fn a_pin_needs_its_own_permission_and_is_told() {
    let mut stage = Stage::set().await;
    let said = stage.asta.say(stage.channel, "vigtigt").unwrap();
    assert_eq!(stage.pin(said).await, (403, json!(50013)));
    stage.let_the_bot_pin();
    stage.heard();
    assert_eq!(stage.pin(said).await.0, 204);
    assert_eq!(stage.pin(said).await.0, 204, "twice is no fault");
    assert_eq!(stage.heard(), vec!["MESSAGE_UPDATE", "CHANNEL_PINS_UPDATE", "MESSAGE_CREATE"]);
    let line = stage.asta.reads(stage.channel).pop().unwrap();
    assert_eq!((line.kind, line.reference.and_then(|reference| reference.message)), (6, Some(said)));
    let path = format!("/channels/{}", stage.channel);
    assert!(stage.get(&path).await.1["last_pin_timestamp"].is_string());
    assert_eq!(stage.call(Method::DELETE, &format!("{path}/pins/{said}"), json!(null)).await.0, 204);
    assert_eq!(stage.get(&path).await.1["last_pin_timestamp"], json!(null));
    assert_eq!(stage.pin(5).await, (404, json!(10008)));
    stage.end().await;
}

#[tokio::test]
async fn pins_come_page_by_page_newest_first_and_end_at_250() {
    let stage = Stage::set().await;
    stage.let_the_bot_pin();
    let mut said = Vec::new();
    for n in 0..251 {
        said.push(stage.asta.say(stage.channel, &format!("nr {n}")).unwrap());
        stage.world.clock.advance(chrono::Duration::seconds(1));
        assert_eq!(stage.pin(said[n]).await, if n < 250 { (204, json!(null)) } else { (400, json!(30003)) });
    }
    let path = format!("/channels/{}/messages/pins", stage.channel);
    let (_, first) = stage.get(&format!("{path}?limit=2")).await;
    assert_eq!((id(&first["items"][0]["message"]), &first["has_more"]), (said[249], &json!(true)));
    let before = first["items"][1]["pinned_at"].as_str().unwrap().replace('+', "%2B");
    let (_, second) = stage.get(&format!("{path}?before={before}")).await;
    assert_eq!(second["items"].as_array().unwrap().len(), 50);
    assert_eq!(id(&second["items"][0]["message"]), said[247]);
    assert_eq!(stage.get(&format!("/channels/{}/pins", stage.channel)).await.1.as_array().unwrap().len(), 50);
    stage.world.deny_bot(stage.channel, permission::READ_MESSAGE_HISTORY);
    assert_eq!(stage.get(&path).await.1, json!({"items": [], "has_more": false}));
    stage.end().await;
}
