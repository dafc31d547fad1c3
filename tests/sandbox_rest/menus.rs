//! Menus, selects and half-typed options, and what they carry.

use super::{Stage, id};
use aktor::sandbox::world::{Target, permission};
use serde_json::{Value, json};
use std::sync::Arc;

impl Stage {
    async fn with(&self, commands: Value) {
        let path = format!("/applications/{}/commands", self.world.bot());
        let (status, answer) = self.call(reqwest::Method::PUT, &path, commands).await;
        assert_eq!(status, 200, "{answer}");
    }

    /// The newest interaction, as the bot hears it.
    fn question(&mut self) -> Value {
        let all: Vec<Arc<_>> = std::iter::from_fn(|| self.events.try_recv().ok()).collect();
        all.iter().rev().find(|event| event.name == "INTERACTION_CREATE").unwrap().payload.clone()
    }

    async fn select(&self, select: Value) -> (u16, Value) {
        let row = json!({"type": 1, "components": [select]});
        let (status, post) = self.post(&self.messages(), json!({"content": "?", "components": [row]})).await;
        (status.as_u16(), post)
    }
}

#[tokio::test]
async fn menus_carry_what_they_were_opened_on() {
    let mut stage = Stage::set().await;
    stage.with(json!([{"name": "Fremhæv", "type": 3}, {"name": "Ros", "type": 2}])).await;
    let leif = stage.world.user("Leif");
    let said = leif.say(stage.channel, "godt gået").unwrap();
    stage.asta.message_menu(said, "Fremhæv").unwrap();
    let asked = stage.question();
    assert_eq!((&asked["data"]["target_id"], &asked["data"]["type"]), (&json!(said.to_string()), &json!(3)));
    assert_eq!(asked["data"]["resolved"]["messages"][said.to_string()]["content"], "godt gået");
    stage.asta.user_menu(stage.channel, leif.id, "Ros").unwrap();
    let resolved = stage.question()["data"]["resolved"].clone();
    let key = leif.id.to_string();
    assert_eq!(resolved["users"][&key]["global_name"], "Leif");
    let member = &resolved["members"][&key];
    assert_eq!(member["nick"], "Leif L.");
    for missing in ["user", "deaf", "mute"] {
        assert!(member.get(missing).is_none(), "members are partial: {missing}");
    }
    let stranger = stage.world.user("Fremmed").id;
    stage.asta.user_menu(stage.channel, stranger, "Ros").unwrap();
    assert!(stage.question()["data"]["resolved"].get("members").is_none(), "who is no member has no member");
    stage.end().await;
}

#[tokio::test]
async fn a_select_takes_as_many_as_it_says_and_of_its_kind() {
    let mut stage = Stage::set().await;
    let role = stage.world.add_role(stage.guild, "vikar", 0);
    let options: Vec<Value> =
        (0..3).map(|n| json!({"label": format!("nr {n}"), "value": n.to_string()})).collect();
    let text = json!({"type": 3, "custom_id": "t", "options": options, "min_values": 2, "max_values": 3});
    let (_, post) = stage.select(text).await;
    assert!(stage.asta.choose(id(&post), "t", &["nr 0"]).is_err());
    assert!(stage.asta.choose(id(&post), "t", &["nr 0", "nr 7"]).is_err());
    stage.asta.choose(id(&post), "t", &["nr 0", "nr 2"]).unwrap();
    assert_eq!(stage.question()["data"]["values"], json!(["0", "2"]));

    let (_, post) = stage.select(json!({"type": 6, "custom_id": "r"})).await;
    stage.asta.choose(id(&post), "r", &[&role.to_string()]).unwrap();
    assert_eq!(stage.question()["data"]["resolved"]["roles"][role.to_string()]["name"], "vikar");
    assert!(stage.asta.choose(id(&post), "r", &[&stage.asta.id.to_string()]).is_err());

    let (_, post) = stage.select(json!({"type": 7, "custom_id": "m", "max_values": 2})).await;
    stage.asta.choose(id(&post), "m", &[&role.to_string(), &stage.asta.id.to_string()]).unwrap();
    let resolved = stage.question()["data"]["resolved"].clone();
    assert!(
        resolved["roles"].is_object() && resolved["users"].is_object() && resolved["members"].is_object()
    );

    let (_, post) = stage.select(json!({"type": 8, "custom_id": "c", "channel_types": [15]})).await;
    assert!(stage.asta.choose(id(&post), "c", &[&stage.channel.to_string()]).is_err(), "forums only");
    let (_, post) = stage.select(json!({"type": 8, "custom_id": "c", "channel_types": [0]})).await;
    stage.asta.choose(id(&post), "c", &[&stage.channel.to_string()]).unwrap();
    let channel = stage.question()["data"]["resolved"]["channels"][stage.channel.to_string()].clone();
    assert_eq!((&channel["name"], channel["permissions"].is_string()), (&json!("team-nord"), true));
    let (_, post) = stage.select(json!({"type": 5, "custom_id": "u", "disabled": true})).await;
    assert!(stage.asta.choose(id(&post), "u", &[&stage.asta.id.to_string()]).is_err());
    stage.end().await;
}

#[tokio::test]
async fn what_a_select_begins_with_must_fit_it() {
    let stage = Stage::set().await;
    let one = |kind: &str| json!({"id": stage.asta.id.to_string(), "type": kind});
    let select = |given: Value| json!({"type": 5, "custom_id": "u", "default_values": given});
    assert_eq!(stage.select(select(json!([one("user")]))).await.0, 200);
    let (status, answer) = stage.select(select(json!([one("user"), one("user")]))).await;
    assert_eq!((status, &answer["code"]), (400, &json!(50035)));
    assert_eq!(stage.select(json!({"type": 3, "custom_id": "t", "options": []})).await.0, 400);
}

#[tokio::test]
async fn half_a_command_carries_what_is_typed_and_gets_choices_of_its_kind() {
    let mut stage = Stage::set().await;
    let options = json!([
        {"type": 6, "name": "kollega", "description": "k", "required": true},
        {"type": 4, "name": "uge", "description": "u", "autocomplete": true},
    ]);
    stage.with(json!([{"name": "find", "description": "f", "options": options}])).await;
    let leif = json!(stage.world.user("Leif").id);
    let typed = stage
        .asta
        .type_option_after(stage.channel, "find", &[("kollega", leif.clone())], "uge", "4")
        .unwrap();
    let asked = stage.question();
    assert_eq!(asked["type"], 4);
    assert_eq!(asked["data"]["options"][1], json!({"name": "uge", "type": 4, "value": "4", "focused": true}));
    assert!(asked["data"].get("resolved").is_none());
    let answer = |choices: Value| json!({"type": 8, "data": {"choices": choices}});
    let path = format!("/interactions/{}/{}/callback", typed.id, asked["token"].as_str().unwrap());
    let many: Vec<Value> = (0..26).map(|n| json!({"name": format!("{n}"), "value": n})).collect();
    for wrong in [json!(many), json!([{"name": "", "value": 1}]), json!([{"name": "48", "value": "tekst"}])] {
        assert_eq!(stage.post(&path, answer(wrong)).await.1["code"], 50035);
    }
    let (status, refused) = stage.post(&path, json!({"type": 4, "data": {"content": "x"}})).await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (400, &json!(50035)),
        "only choices answer half a command"
    );
    assert_eq!(stage.post(&path, answer(json!(many[..25]))).await.0, 204);
    assert_eq!(typed.choices().await.unwrap().len(), 25);
    assert!(stage.asta.type_option(stage.channel, "find", "kollega", "x").is_err(), "it proposes nothing");
    let late = stage.asta.type_option(stage.channel, "find", "uge", "4").unwrap();
    let path = format!("/interactions/{}/{}/callback", late.id, stage.question()["token"].as_str().unwrap());
    stage.world.answer_within(std::time::Duration::ZERO);
    assert_eq!(stage.post(&path, answer(json!([]))).await.1["code"], 10062, "too late");
}

#[tokio::test]
async fn a_modal_may_hold_selects_beside_texts() {
    let mut stage = Stage::set().await;
    stage.with(json!([{"name": "ros", "description": "r"}])).await;
    let asking = stage.asta.command(stage.channel, "ros", &[]).unwrap();
    let token = stage.question()["token"].as_str().unwrap().to_owned();
    let modal = json!({"custom_id": "m", "title": "Ros", "components": [
        {"type": 18, "label": "Hvem", "component": {"type": 5, "custom_id": "who"}},
        {"type": 18, "label": "Hvorfor", "component": {"type": 4, "style": 2, "custom_id": "why", "required": false}},
    ]});
    let path = format!("/interactions/{}/{token}/callback", asking.id);
    assert_eq!(stage.post(&path, json!({"type": 9, "data": modal})).await.0, 204);
    let opened = asking.modal().await.unwrap();
    assert!(stage.asta.submit(&opened, &[("why", "derfor")]).is_err(), "whom is required");
    let leif = stage.world.user("Leif").id.to_string();
    stage.asta.submit(&opened, &[("Hvem", &leif), ("why", "derfor")]).unwrap();
    let data = stage.question()["data"].clone();
    assert_eq!(data["components"][0]["component"]["values"], json!([leif]));
    assert_eq!(data["components"][1]["component"]["value"], "derfor");
    assert_eq!(data["resolved"]["members"][&leif]["nick"], "Leif L.");
    stage.end().await;
}

#[tokio::test]
async fn commands_work_in_threads_and_not_in_archived_ones() {
    let stage = Stage::set().await;
    stage.with(json!([{"name": "ros", "description": "r"}])).await;
    let leif = stage.world.user("Leif");
    let thread = leif.open_thread(stage.asta.say(stage.channel, "emne").unwrap(), "tråd").unwrap();
    stage.asta.command(thread, "ros", &[]).unwrap();
    leif.set_thread(thread, true, false).unwrap();
    assert!(stage.asta.command(thread, "ros", &[]).is_err());
    let asta = Target::Member(stage.asta.id);
    stage.world.overwrite(stage.channel, asta, 0, permission::USE_APPLICATION_COMMANDS);
    assert!(stage.asta.command(stage.channel, "ros", &[]).is_err());
    stage.end().await;
}
