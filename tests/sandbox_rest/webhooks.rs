//! Webhooks: other programs that write where people write.

use super::{Stage, id};
use aktor::sandbox::world::{Target, permission};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn what_a_webhook_says_is_marked_as_its_own() {
    let mut stage = Stage::set().await;
    let said = stage.world.webhook_says(stage.channel, "Vagtplan", "Ny vagt");
    let event = std::iter::from_fn(|| stage.events.try_recv().ok()).last().unwrap();
    assert_eq!(event.payload["webhook_id"], event.payload["author"]["id"]);
    assert_eq!((event.payload.get("member"), event.payload.get("application_id")), (None, None));
    let (_, seen) = stage.get(&format!("{}/{said}", stage.messages())).await;
    assert_eq!((&seen["content"], &seen["author"]["bot"]), (&json!("Ny vagt"), &json!(true)));
    stage.world.webhook_says(stage.channel, "Vagtplan", "Endnu en");
    assert_eq!(stage.heard(), vec!["MESSAGE_CREATE"], "the webhook is there already");
    stage.end().await;
}

#[tokio::test]
async fn a_webhook_is_made_used_and_taken_away() {
    let stage = Stage::set().await;
    let path = format!("/channels/{}/webhooks", stage.channel);
    assert_eq!(stage.post(&path, json!({"name": "Vagtplan"})).await.1["code"], 50013);
    let bot = Target::Member(stage.world.bot());
    stage.world.overwrite(stage.channel, bot, permission::MANAGE_WEBHOOKS, 0);
    assert_eq!(stage.post(&path, json!({"name": "Discord-nyt"})).await.1["code"], 50035);
    let (_, made) = stage.post(&path, json!({"name": "Vagtplan"})).await;
    let (number, token) = (id(&made), made["token"].as_str().unwrap().to_owned());
    let own = format!("/webhooks/{number}/{token}");
    let url = format!("{}/api/v10{own}", stage.sandbox.base_url());
    let quiet = stage.client.post(&url).json(&json!({"content": "hej"})).send().await.unwrap();
    assert_eq!(quiet.status(), 204, "no other authorisation, and no answer unless asked");
    let (_, said) = stage.post(&format!("{own}?wait=true"), json!({"content": "hej igen"})).await;
    assert_eq!(said["webhook_id"], made["id"]);
    let signed = json!({"content": "hej", "username": "Nattevagten"});
    let (_, said_as) = stage.post(&format!("{own}?wait=true"), signed).await;
    assert_eq!(
        (&said_as["author"]["username"], &said_as["author"]["id"]),
        (&json!("Nattevagten"), &made["id"])
    );
    let posing = json!({"content": "hej", "username": "Discord"});
    assert_eq!(stage.post(&own, posing).await.1["code"], 50035);
    let message = format!("{own}/messages/{}", id(&said));
    assert_eq!(
        stage.call(Method::PATCH, &message, json!({"content": "rettet"})).await.1["content"],
        "rettet"
    );
    assert_eq!(stage.get(&message).await.0, 200);
    assert_eq!(stage.call(Method::DELETE, &message, json!(null)).await.0, 204);
    assert_eq!(stage.get(&message).await.1["code"], 10008);
    assert_eq!(
        stage.post(&format!("/webhooks/{number}/wrong"), json!({"content": "x"})).await.1["code"],
        50027
    );
    assert_eq!(stage.get(&path).await.1.as_array().unwrap().len(), 1);
    for n in 2..=15 {
        assert_eq!(stage.post(&path, json!({"name": format!("nr {n}")})).await.0, 200);
    }
    assert_eq!(stage.post(&path, json!({"name": "nr 16"})).await.1["code"], 30007);
    assert_eq!(stage.call(Method::DELETE, &format!("/webhooks/{number}"), json!(null)).await.0, 204);
    assert_eq!(stage.post(&own, json!({"content": "x"})).await.1["code"], 10015);
    stage.end().await;
}
