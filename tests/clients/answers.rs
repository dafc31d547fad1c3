//! Commands registered one by one and all at once, and what people get when they use them.

use super::{Library, Stage, file, id, with_both};
use aktor::sandbox::actor::InteractionHandle;
use aktor::sandbox::world::{Answer, Message};
use chrono::Duration;
use serde_json::{Value, json};

with_both! {
    commands_are_registered_changed_and_removed
    a_slash_command_gets_what_was_typed
    answers_are_private_or_late_and_have_more_after_them
    a_private_answer_is_filled_in_for_fifteen_minutes
    half_typed_words_are_completed
    menus_know_whom_and_what_they_are_about
    buttons_change_what_they_stand_on
    selects_tell_what_was_chosen
    a_form_of_rows_is_opened_and_sent
    a_form_of_labels_is_opened_and_sent
}

async fn commands_are_registered_changed_and_removed(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let names = |list: &Value| {
        let list = list.as_array().unwrap().iter();
        list.map(|command| command["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for scope in [json!({}), json!({"guild": stage.guild.to_string()})] {
        let registered = stage.done("register", scope.clone()).await;
        assert_eq!(registered.as_array().unwrap().len(), 12);
        assert!(names(&registered).contains(&"Hils".to_owned()));
        let new = stage.done("command_added", super::and(scope.clone(), json!({"name": "ny"}))).await;
        assert_eq!(
            (&new["name"], &new["description"], &new["guild"]),
            (&json!("ny"), &json!("Ny"), &scope["guild"])
        );
        let about = super::and(scope.clone(), json!({"id": id(&new).to_string()}));
        let change = super::and(about.clone(), json!({"description": "Rettet"}));
        assert_eq!(stage.done("command_changed", change).await["description"], "Rettet");
        assert_eq!(stage.done("command_read", about.clone()).await["description"], "Rettet");
        assert_eq!(names(&stage.done("commands", scope.clone()).await).len(), 13);
        stage.done("command_removed", about.clone()).await;
        assert_eq!(stage.refused("command_read", about).await, (10063, 404));
        assert!(!names(&stage.done("commands", scope.clone()).await).contains(&"ny".to_owned()));
        let again = stage.done("register", scope).await;
        assert_eq!(again, registered, "a command registered again keeps its id");
    }
    stage.end().await;
}

/// What a command said, and waits for it.
async fn said(handle: &InteractionHandle) -> Message {
    handle.message().await.unwrap()
}

async fn with_commands(library: Library) -> Option<Stage> {
    let mut stage = Stage::set(library).await?;
    let guild = stage.guild.to_string();
    stage.done("register", json!({"guild": guild})).await;
    Some(stage)
}

async fn a_slash_command_gets_what_was_typed(library: Library) {
    let Some(mut stage) = with_commands(library).await else { return };
    let leif = stage.world.user("Leif").id.to_string();
    let role = stage.role("aften");
    let options = [
        ("tekst", json!("hej <@1> æøå")),
        ("antal", json!(7)),
        ("tal", json!(2.5)),
        ("ja", json!(true)),
        ("valg", json!("Anden")),
        ("person", json!(leif)),
        ("rolle", json!(role.to_string())),
        ("kanal", json!(stage.channel.to_string())),
        ("enten", json!(leif)),
    ];
    let used = stage.asta.command(stage.channel, "svar", &options).unwrap();
    assert_eq!(said(&used).await.content, "Du skrev hej <@1> æøå");
    let saw = stage.saw("command").await;
    let got = json!({
        "tekst": "hej <@1> æøå", "antal": 7, "tal": 2.5, "ja": true, "valg": "b", "person": "Leif L.",
        "rolle": "aften", "kanal": "team-nord", "enten": "Leif L.",
    });
    assert_eq!(saw["got"], got);
    assert_eq!(
        (&saw["guild"], &saw["by"], &saw["locale"]),
        (&json!("Plejecenter"), &json!("Asta"), &json!("da"))
    );
    assert_eq!(saw["answer"], said(&used).await.id.to_string());
    let leif = stage.world.user("Leif");
    let used = leif.command(stage.channel, "hold plan ny", &[("navn", json!("Nord"))]).unwrap();
    assert_eq!(said(&used).await.content, "plan ny Nord");
    assert!(stage.asta.command(stage.channel, "hold plan ny", &[("navn", json!("Nord"))]).is_err());
    stage.end().await;
}

async fn answers_are_private_or_late_and_have_more_after_them(library: Library) {
    let Some(mut stage) = with_commands(library).await else { return };
    let used = stage.asta.command(stage.channel, "privat", &[]).unwrap();
    let answer = said(&used).await;
    assert_eq!((answer.content.as_str(), answer.only_for), ("Kun til dig", Some(stage.asta.id)));
    assert_eq!(stage.saw("original").await["content"], "Kun til dig");
    let used = stage.asta.command(stage.channel, "senere", &[]).unwrap();
    let saw = stage.saw("command").await;
    assert_eq!(said(&used).await.content, "Færdig");
    let more = used.followup(0).await.unwrap();
    assert_eq!((more.content.as_str(), saw["more"].as_str()), ("Mere, rettet", Some(&*more.id.to_string())));
    assert_eq!(used.followup(1).await.unwrap().only_for, Some(stage.asta.id));
    let used = stage.asta.command(stage.channel, "senere", &[("slet", json!(true))]).unwrap();
    stage.saw("command").await;
    let original = stage.with(|state| state.interaction(used.id).unwrap().original.unwrap());
    assert!(stage.with(|state| state.message(original.0, original.1).is_none()));
    stage.end().await;
}

async fn a_private_answer_is_filled_in_for_fifteen_minutes(library: Library) {
    let Some(mut stage) = with_commands(library).await else { return };
    let used = stage.asta.command(stage.channel, "husk", &[]).unwrap();
    stage.saw("remembered").await;
    assert!(matches!(used.acknowledged().await.unwrap(), Answer::Deferred));
    stage.world.clock.advance(Duration::minutes(14));
    let files = json!([file("svar.txt", b"et svar")]);
    let filled_in = stage.done("later", json!({"content": "Nu", "files": files})).await;
    assert_eq!(filled_in["files"][0]["bytes"], files[0]["bytes"], "one person's files are served too");
    let answer = said(&used).await;
    assert_eq!((answer.content.as_str(), answer.only_for), ("Nu", Some(stage.asta.id)));
    assert_eq!(answer.attachments[0].bytes.as_slice(), b"et svar");
    stage.done("more", json!({"content": "Og mere"})).await;
    assert_eq!(used.followup(0).await.unwrap().only_for, Some(stage.asta.id));
    stage.done("forget", json!({})).await;
    assert_eq!(stage.refused("later", json!({"content": "Væk"})).await, (10008, 404));
    assert!(stage.with(|state| state.message(stage.channel, answer.id).is_none()));
    stage.world.clock.advance(Duration::minutes(2));
    assert_eq!(stage.refused("more", json!({"content": "For sent"})).await, (50027, 401));
    stage.end().await;
}

async fn half_typed_words_are_completed(library: Library) {
    let Some(stage) = with_commands(library).await else { return };
    let typed = stage.asta.type_option(stage.channel, "find", "ord", "A").unwrap();
    let choices = typed.choices().await.unwrap();
    assert_eq!(choices.iter().map(|one| &one["name"]).collect::<Vec<_>>(), ["Aktør", "Aften"]);
    let used = stage.asta.command(stage.channel, "find", &[("ord", choices[0]["value"].clone())]).unwrap();
    assert_eq!(said(&used).await.content, "Fandt aktør");
    stage.end().await;
}

async fn menus_know_whom_and_what_they_are_about(library: Library) {
    let Some(mut stage) = with_commands(library).await else { return };
    let leif = stage.world.user("Leif");
    let used = stage.asta.user_menu(stage.channel, leif.id, "Hils").unwrap();
    assert_eq!(said(&used).await.content, "Hej Leif L.");
    assert_eq!(stage.saw("menu").await["user"], leif.id.to_string());
    let message = leif.say(stage.channel, "Godt klaret").unwrap();
    let used = stage.asta.message_menu(message, "Gem").unwrap();
    assert_eq!(said(&used).await.content, "Gemt: Godt klaret");
    let saw = stage.saw("menu").await;
    assert_eq!((&saw["message"], &saw["author"]), (&json!(message.to_string()), &json!(leif.id.to_string())));
    stage.end().await;
}

/// The message with buttons and selects.
async fn shown(stage: &Stage) -> i64 {
    said(&stage.asta.command(stage.channel, "vis", &[]).unwrap()).await.id
}

async fn buttons_change_what_they_stand_on(library: Library) {
    let Some(stage) = with_commands(library).await else { return };
    let message = shown(&stage).await;
    let pressed = stage.asta.click(message, "vent").unwrap();
    let changed = stage.world.wait_for(super::PATIENCE, |state| {
        state.find_message(message).filter(|message| message.content == "Rettet lidt efter").cloned()
    });
    assert!(changed.await.is_some());
    assert!(matches!(pressed.answer().await.unwrap(), Answer::Updated(_) | Answer::Acknowledged));
    assert!(stage.asta.click(message, "lukket").is_err() && stage.asta.click(message, "Læs").is_err());
    let pressed = stage.asta.click(message, "ret").unwrap();
    let changed = said(&pressed).await;
    assert_eq!((changed.id, changed.content.as_str(), changed.components.len()), (message, "Rettet", 0));
    stage.end().await;
}

async fn selects_tell_what_was_chosen(library: Library) {
    let Some(mut stage) = with_commands(library).await else { return };
    let message = shown(&stage).await;
    let leif = stage.world.user("Leif").id.to_string();
    let role = stage.role("aften");
    let (role, channel) = (role.to_string(), stage.channel.to_string());
    let cases: [(&str, &[&str], Value); 4] = [
        ("farve", &["Rød", "Blå"], json!(["r", "b"])),
        ("person", &[&leif], json!(["Leif L."])),
        ("rolle", &[&role], json!(["aften"])),
        ("kanal", &[&channel], json!(["team-nord"])),
    ];
    for (select, values, got) in cases {
        let chosen = stage.asta.choose(message, select, values).unwrap();
        assert_eq!(said(&chosen).await.only_for, Some(stage.asta.id));
        assert_eq!(stage.saw("chosen").await, json!({"of": select, "got": got}));
    }
    stage.end().await;
}

async fn a_form_of_rows_is_opened_and_sent(library: Library) {
    let Some(mut stage) = with_commands(library).await else { return };
    let form = stage.asta.command(stage.channel, "formular", &[]).unwrap().modal().await.unwrap();
    assert_eq!(form.body["title"], "Fortæl");
    let sent = stage.asta.submit(&form, &[("Navn", "Asta"), ("Historie", "To linjer\ni én")]).unwrap();
    let answer = said(&sent).await;
    assert_eq!((answer.content.as_str(), answer.only_for), ("Tak, Asta", Some(stage.asta.id)));
    let got = json!({"navn": "Asta", "historie": "To linjer\ni én"});
    assert_eq!(stage.saw("form").await, json!({"of": "formular", "got": got}));
    let message = shown(&stage).await;
    let form = stage.asta.click(message, "formular").unwrap().modal().await.unwrap();
    let sent = stage.asta.submit(&form, &[("Navn", "Bo")]).unwrap();
    assert_eq!((said(&sent).await.id, said(&sent).await.content.as_str()), (message, "Formularen er sendt"));
    assert_eq!(stage.saw("form").await["got"], json!({"navn": "Bo", "historie": ""}));
    stage.end().await;
}

async fn a_form_of_labels_is_opened_and_sent(library: Library) {
    let Some(mut stage) = with_commands(library).await else { return };
    let leif = stage.world.user("Leif").id.to_string();
    let role = stage.role("aften");
    let (role, channel) = (role.to_string(), stage.channel.to_string());
    let form = stage.asta.command(stage.channel, "skema", &[]).unwrap().modal().await.unwrap();
    let fields =
        [("Navn", "Asta"), ("Farve", "Grøn"), ("Person", &leif), ("Rolle", &role), ("Kanal", &channel)];
    let sent = stage.asta.submit(&form, &fields).unwrap();
    assert_eq!(said(&sent).await.content, "Tak, Asta");
    let got = json!({"navn": "Asta", "farve": ["g"], "person": ["Leif L."], "rolle": ["aften"], "kanal": ["team-nord"]});
    assert_eq!(stage.saw("form").await, json!({"of": "skema", "got": got}));
    stage.end().await;
}
