//! Webhooks that a client hangs up, writes through and takes down.

use super::{Library, Stage, and, id, with_both};
use aktor::sandbox::world::permission;
use serde_json::json;

with_both! {
    a_webhook_is_hung_up_written_through_and_taken_down
}

async fn a_webhook_is_hung_up_written_through_and_taken_down(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let how = stage.here(json!({"name": "Vagtplan"}));
    assert_eq!(stage.refused("hang", how.clone()).await, (50013, 403));
    stage.world.allow_bot(stage.channel, permission::MANAGE_WEBHOOKS);
    let hook = stage.done("hang", how).await;
    assert_eq!(stage.done("hung", stage.here(json!({}))).await, json!([hook]));
    let through = |more| and(json!({"hook": hook}), more);
    let said = stage.done("through", through(json!({"content": "Ny vagt"}))).await;
    assert_eq!(
        (&said["content"], &said["author"], &said["name"]),
        (&json!("Ny vagt"), &hook, &json!("Vagtplan"))
    );
    assert_eq!(stage.saw("message").await["id"], said["id"]);
    let renamed = stage.done("through", through(json!({"content": "Nyt", "name": "Nattevagten"}))).await;
    assert_eq!((&renamed["author"], &renamed["name"]), (&hook, &json!("Nattevagten")));
    assert_eq!(stage.saw("message").await["author"], "Nattevagten");
    let thread = stage.opened("Vagter").await;
    let inside =
        stage.done("through", through(json!({"content": "Byt?", "thread": thread.to_string()}))).await;
    assert!(stage.with(|state| state.message(thread, id(&inside)).unwrap().webhook.is_some()));
    let change = through(json!({"message": said["id"], "content": "Rettet vagt"}));
    assert_eq!(stage.done("through_edit", change.clone()).await["content"], "Rettet vagt");
    let gone = through(json!({"message": said["id"]}));
    stage.done("through_delete", gone).await;
    assert!(stage.with(|state| state.message(stage.channel, id(&said)).is_none()));
    assert_eq!(stage.refused("through_edit", change).await, (10008, 404));
    stage.done("unhang", through(json!({}))).await;
    assert_eq!(stage.refused("through", through(json!({"content": "Er der nogen?"}))).await, (10015, 404));
    stage.end().await;
}
