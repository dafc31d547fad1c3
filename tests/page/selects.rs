//! A form with every kind of select, asked for by a bot that does nothing else, and filled in in a browser.

use super::Nobody;
use super::browser::played;
use aktor::sandbox::page::Page;
use aktor::sandbox::world::{GuildSpec, InteractionKind, World};
use aktor::sandbox::{Sandbox, SandboxOptions};
use reqwest::Client;
use serde_json::{Value, json};
use std::sync::Arc;

fn form() -> Value {
    let label = |text: &str, inner: Value| json!({"type": 18, "label": text, "component": inner});
    let options = ["Mandag", "Tirsdag", "Onsdag"].map(|day| json!({"label": day, "value": day}));
    json!({"custom_id": "form", "title": "Vagter", "components": [
        {"type": 10, "content": "Vælg, **hvem** og hvornår."},
        label("Hvem", json!({"type": 5, "custom_id": "who"})),
        label("Dage", json!({"type": 3, "custom_id": "days", "options": options, "min_values": 2, "max_values": 3})),
        label("Sted", json!({"type": 8, "custom_id": "where", "required": false, "min_values": 0})),
        label("Hvorfor", json!({"type": 4, "style": 2, "custom_id": "why"})),
    ]})
}

/// A client that says who it is, as the platform asks of bots.
fn client() -> Client {
    Client::builder().user_agent("DiscordBot (https://example.org, 1)").build().unwrap()
}

/// Waits until somebody does something of a kind, and answers it.
async fn answer(world: &World, base: &str, kind: InteractionKind, with: Value) -> Value {
    let asked = world.wait_for(crate::support::PATIENCE, |state| {
        state.interactions_of(kind).find(|one| one.acknowledged.is_none()).cloned()
    });
    let asked = asked.await.expect("nobody asked");
    let address = format!("{base}/api/v10/interactions/{}/{}/callback", asked.id, asked.token);
    let answered = client().post(address).json(&with).send().await.unwrap();
    assert!(answered.status().is_success(), "{}", answered.text().await.unwrap());
    asked.data
}

#[tokio::test(flavor = "multi_thread")]
async fn selects_inside_a_form_are_filled_in() {
    let guild = GuildSpec::new("Here").channel("team").member("Asta").member("Bo").member("Carl");
    let world = World::builder().token("tok").guild(guild).build();
    let sandbox = Sandbox::start(SandboxOptions::new(world.clone())).await.unwrap();
    let base = sandbox.base_url();
    let commands = format!("{base}/api/v10/applications/{}/commands", world.bot());
    let register = client().put(commands).header("authorization", "Bot tok");
    let register =
        register.json(&json!([{"name": "vagt", "description": "Byt en vagt"}])).send().await.unwrap();
    assert!(register.status().is_success(), "{}", register.text().await.unwrap());
    let host = Arc::new(Nobody(world.clone()));
    let page = Page::start(world.clone(), host, Some(0), [3; 32]).await.unwrap();

    let link = page.link().to_owned();
    let mut browser = tokio::task::spawn_blocking(move || played("selects.mjs", &link));
    let bot = async {
        answer(&world, &base, InteractionKind::Command, json!({"type": 9, "data": form()})).await;
        let thanks = json!({"type": 4, "data": {"content": "Byttet.", "flags": 64}});
        answer(&world, &base, InteractionKind::Modal, thanks).await
    };
    let sent = tokio::select! {
        sent = bot => sent,
        // Without a browser nobody asks.
        ran = &mut browser => return assert!(!ran.unwrap(), "the form was never sent"),
    };
    assert!(browser.await.unwrap());
    let values: Vec<Value> =
        sent["components"].as_array().unwrap().iter().map(|one| one["component"]["values"].clone()).collect();
    let bo = world.user("Bo").id.to_string();
    assert_eq!(values[..3], [json!([bo]), json!(["Mandag", "Onsdag"]), json!([])]);
    assert_eq!(sent["components"][3]["component"]["value"], "Bo har byttet med mig.");
    page.stop().await;
    sandbox.stop().await;
}
