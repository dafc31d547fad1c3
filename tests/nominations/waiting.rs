//! Closed private messages: *Der ligger noget til dig* at the person's next use of the bot, and nothing public.

use super::{
    NO, NOT_SHARED, OTHER, SHOW, WORDS, YES, answer, end, example, examples, nominate, told, two_weeks,
};
use crate::support::{Town, buttons, on_both_engines, shown};
use serde_json::json;

on_both_engines!(
    it_is_told_at_the_next_command_shown_privately_and_its_buttons_work,
    several_things_that_wait_are_all_shown
);

const HINT: &str = "Der ligger noget til dig";

async fn it_is_told_at_the_next_command_shown_privately_and_its_buttons_work() {
    let town = Town::with_team().await;
    town.user("Mette").close_dms();
    let before = town.posts(town.channel).len();
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    assert_eq!(told(&town, "Mette"), [""; 0]);
    assert_eq!(town.posts(town.channel).len(), before, "nothing public hints at it");
    let bystander = town.user("Bo").command(town.channel, "hjælp", &[]).unwrap();
    assert!(!shown(&bystander.message().await.unwrap()).contains(HINT));
    let handle = town.user("Mette").command(town.channel, "hjælp", &[]).unwrap();
    let hint = handle.followup(0).await.unwrap();
    assert!(shown(&hint).contains(HINT), "{}", shown(&hint));
    assert_eq!(hint.only_for, Some(town.user("Mette").id));
    let question = town.click("Mette", hint.id, SHOW).await;
    assert_eq!(question.only_for, Some(town.user("Mette").id));
    assert_eq!(buttons(&question), [YES, "Ja, uden mit navn", OTHER, NO]);
    let said = shown(&town.click("Mette", question.id, YES).await);
    town.settled().await;
    assert!(said.contains("Nu er det delt"), "{said}");
    assert!(example(&town).contains("Mettes ro"));
    let again = town.user("Mette").command(town.channel, "hjælp", &[]).unwrap();
    again.message().await.unwrap();
    town.settled().await;
    assert_eq!(town.with(|s| s.interaction(again.id).unwrap().followups.len()), 0, "shown once");
    end(town).await;
}

#[tokio::test]
async fn it_is_told_at_the_next_click_as_well() {
    for label in ["Hvad gemmes?", "Fremhæv kollega"] {
        let (town, prompt, _) = Town::with_prompt().await;
        town.user("Mette").close_dms();
        nominate(&town, "Asta", &["Mette"], WORDS).await;
        let handle = town.user("Mette").click(prompt.id, label).unwrap();
        let hint = handle.followup(0).await.unwrap();
        assert!(shown(&hint).contains(HINT), "{}", shown(&hint));
        end(town).await;
    }
}

async fn several_things_that_wait_are_all_shown() {
    let town = Town::with_team().await;
    town.user("Mette").close_dms();
    nominate(&town, "Asta", &["Mette"], "Den første.").await;
    nominate(&town, "Bo", &["Mette"], "Den anden.").await;
    let handle = town.user("Mette").command(town.channel, "hjælp", &[]).unwrap();
    let hint = handle.followup(0).await.unwrap();
    let all = town.user("Mette").click(hint.id, SHOW).unwrap();
    let both = [all.message().await.unwrap(), all.followup(0).await.unwrap()];
    assert_eq!(both.iter().filter(|m| shown(m).contains("Den første.")).count(), 1);
    let second = both.iter().find(|m| shown(m).contains("Den anden.")).unwrap();
    town.click("Mette", second.id, YES).await;
    town.settled().await;
    assert!(example(&town).contains("Den anden."));
    end(town).await;
}

#[tokio::test]
async fn what_no_longer_holds_is_not_hinted_at() {
    let town = Town::with_team().await;
    town.user("Mette").close_dms();
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    two_weeks(&town).await;
    let handle = town.user("Mette").command(town.channel, "hjælp", &[]).unwrap();
    handle.message().await.unwrap();
    // Whatever would be added is added before the next answer begins.
    town.command("Mette", town.channel, "hjælp", &[]).await;
    assert_eq!(town.with(|s| s.interaction(handle.id).unwrap().followups.len()), 0);
    end(town).await;
}

#[tokio::test]
async fn the_giver_with_closed_messages_still_hears_and_still_decides() {
    let town = Town::with_team().await;
    town.user("Asta").close_dms();
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    let fields = [("Sådan vil jeg hellere sige det", "Andre ord.")];
    town.fill("Mette", town.letter_to("Mette").id, OTHER, &fields).await;
    town.settled().await;
    let next = async |town: &Town| {
        let handle = town.user("Asta").command(town.channel, "hjælp", &[]).unwrap();
        let hint = handle.followup(0).await.unwrap();
        town.click("Asta", hint.id, SHOW).await
    };
    let asked = next(&town).await;
    assert_eq!(buttons(&asked), ["Brug dem", "Behold mine"]);
    town.click("Asta", asked.id, "Brug dem").await;
    town.settled().await;
    answer(&town, "Mette", NO).await;
    two_weeks(&town).await;
    assert_eq!(shown(&next(&town).await), NOT_SHARED);
    assert_eq!(examples(&town).len(), 0);
    end(town).await;
}

#[tokio::test]
async fn a_team_goes_on_when_somebody_cannot_be_written_to() {
    let town = Town::with_team().await;
    town.user("Mette").close_dms();
    nominate(&town, "Asta", &["Mette", "Bo"], WORDS).await;
    answer(&town, "Bo", YES).await;
    town.pass(chrono::Duration::hours(7 * 24 + 2)).await;
    assert_eq!(town.prompts(town.channel).len(), 2, "its prompts come as before");
    let options = [
        ("forventning", json!("Bring andre i spil")),
        ("hele-teamet", json!(true)),
        ("eksempel", json!("Vi.")),
    ];
    super::command(&town, "Asta", &options).await;
    assert_eq!(examples(&town).len(), 1);
    end(town).await;
}
