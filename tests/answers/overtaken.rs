//! Two changes of one post, of which the earlier is on its way for longer.

use crate::support::{Gate, Town, local, shown};
use serde_json::json;

const EDIT: &str = "PATCH /channels/{}/messages/{}";

/// A town whose bot can be held up, with the first prompt posted.
async fn town() -> (Town, Gate, i64) {
    let (town, gate) = Town::with_gate().await;
    town.set_up(town.channel).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let thread = town.prompts(town.channel).pop().expect("a prompt").id;
    // How many changes may be on their way at once is known after the first.
    let receipt = town.fill("Ida", thread, "Svar", &[("answer", "Goddag")]).await;
    town.fill("Ida", receipt.id, "Ret", &[("answer", "Godmorgen")]).await;
    town.settled().await;
    (town, gate, thread)
}

#[tokio::test]
async fn an_answer_that_is_changed_twice_at_once_stands_as_it_was_changed_last() {
    let (town, gate, thread) = town().await;
    let receipt = town.fill("Asta", thread, "Svar", &[("answer", "Først")]).await;
    town.settled().await;
    gate.shut(&[EDIT]);
    town.fill("Asta", receipt.id, "Ret", &[("answer", "Derefter")]).await;
    gate.waiting(&town, 1).await;
    gate.pass_by();
    town.fill("Asta", receipt.id, "Ret", &[("answer", "Til sidst")]).await;
    let stands = |town: &Town, words: &str| town.posts(thread).iter().any(|post| shown(post).contains(words));
    town.wait("the second change", |town| stands(town, "Til sidst").then_some(())).await;
    gate.release();
    town.settled().await;
    assert_eq!([stands(&town, "Derefter"), stands(&town, "Til sidst")], [false, true]);
    town.end().await;
}

#[tokio::test]
async fn who_takes_themselves_out_while_the_example_is_being_changed_is_named_no_more() {
    let (town, gate, thread) = town().await;
    let options = [
        ("forventning", json!("Tag ansvar for opgaven")),
        ("kollega", json!(town.user("Mette").id.to_string())),
        ("flere", json!(format!("<@{}>", town.user("Bo").id))),
        ("eksempel", json!("De blev ved, til nøglen var fundet.")),
    ];
    town.command("Leif", town.channel, "fremhæv", &options).await;
    town.settled().await;
    for who in ["Mette", "Bo"] {
        town.click(who, town.letter_to(who).id, "Ja, gerne").await;
        town.settled().await;
    }
    let example = |town: &Town| {
        town.posts(thread).into_iter().find(|post| shown(post).contains("nøglen")).expect("the example")
    };
    let names = |town: &Town, who: &str| {
        let (text, id) = (shown(&example(town)), format!("<@{}>", town.user(who).id));
        text.contains(who) || text.contains(&id)
    };
    for who in ["Leif", "Mette", "Bo"] {
        assert!(names(&town, who), "{who} is named: {}", shown(&example(&town)));
    }
    gate.shut(&[EDIT]);
    town.click("Leif", example(&town).id, "Tag mig ud").await;
    gate.waiting(&town, 1).await;
    gate.pass_by();
    town.click("Bo", example(&town).id, "Tag mig ud").await;
    town.wait("the second change", |town| (!names(town, "Bo")).then_some(())).await;
    gate.release();
    town.settled().await;
    assert_eq!(["Leif", "Mette", "Bo"].map(|who| names(&town, who)), [false, true, false]);
    town.end().await;
}
