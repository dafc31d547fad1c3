//! People: written to in private, found in their guild, coming, changing and leaving.

use super::{Library, Stage, with_both};
use serde_json::json;

with_both! {
    a_person_is_written_to_in_private
    members_are_found_and_come_and_go
}

async fn a_person_is_written_to_in_private(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let user = stage.asta.id.to_string();
    let sent = stage.done("whisper", json!({"user": user, "content": "Hej Asta"})).await;
    let inbox = stage.asta.inbox();
    assert_eq!(
        (inbox[0].id.to_string(), inbox[0].content.as_str()),
        (super::id(&sent).to_string(), "Hej Asta")
    );
    let place = stage.asta.private_channel().unwrap();
    let said = stage.asta.say(place, "Hej selv").unwrap();
    assert_eq!(stage.saw_of("message", said).await["channel"], place.to_string());
    let whispered = stage.done("whispered", json!({"user": user})).await;
    assert_eq!(whispered, json!(["Hej selv", "Hej Asta"]));
    stage.asta.close_dms();
    let how = json!({"user": user, "content": "Er du der?"});
    assert_eq!(stage.refused("whisper", how.clone()).await, (50007, 403));
    stage.asta.open_dms();
    stage.done("whisper", how).await;
    assert_eq!(stage.asta.inbox().len(), 2);
    assert_eq!(stage.done("user", json!({"id": user})).await, "Asta");
    assert_eq!(stage.refused("user", json!({"id": "5"})).await, (10013, 404));
    stage.end().await;
}

async fn members_are_found_and_come_and_go(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let (guild, leif) = (stage.guild.to_string(), stage.world.user("Leif"));
    let member = |user: i64| json!({"guild": guild, "user": user.to_string()});
    let found = stage.done("member", member(leif.id)).await;
    assert_eq!(found, json!({"name": "Leif L.", "roles": ["@everyone", "leder"]}));
    assert_eq!(stage.refused("member", member(5)).await, (10007, 404));
    let all = json!(["Asta", "Leif L.", "Owner of Plejecenter", "klient"]);
    assert_eq!(stage.done("members", json!({"guild": guild})).await, all);
    let mut both: Vec<i64> = Vec::new();
    for _ in 0..2 {
        let after = both.iter().max().copied().unwrap_or_default().to_string();
        let how = json!({"guild": guild, "limit": 3, "after": after});
        let page = stage.done("members_listed", how).await;
        both.extend(page.as_array().unwrap().iter().map(|id| id.as_str().unwrap().parse::<i64>().unwrap()));
    }
    // One of the two hands out each page backwards.
    both.sort_unstable();
    let known: Vec<i64> =
        stage.with(|state| state.guild(stage.guild).unwrap().members.keys().copied().collect());
    assert_eq!(both, known);
    assert_eq!(stage.done("search", json!({"guild": guild, "query": "lei"})).await, json!(["Leif L."]));
    let role = stage.role("aften");
    stage.world.give_role(stage.guild, stage.asta.id, role, true);
    let changed = stage.saw("member_changed").await;
    assert_eq!((&changed["name"], &changed["roles"]), (&json!("Asta"), &json!(["@everyone", "aften"])));
    let bo = stage.world.user("Bo");
    bo.join(stage.guild);
    assert_eq!(stage.saw("member_came").await["id"], bo.id.to_string());
    leif.leave(stage.guild);
    assert_eq!(stage.saw("member_left").await["id"], leif.id.to_string());
    assert_eq!(stage.refused("member", member(leif.id)).await, (10007, 404));
    stage.end().await;
}
