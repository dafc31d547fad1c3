//! *Tag mig ud* of an example that is shown.

use super::{
    LEAVE, NAMELESS, WORDS, YES, answer, end, example, examples, files_hold, nominate, told, two_weeks,
};
use crate::support::{Town, on_both_engines, shown};

on_both_engines!(two_clicks_at_once_leave_once, the_giver_takes_their_own_name_off_and_the_example_stays);

const BOTH: &str = "Mette ringede, mens Bo kørte. Zyxwelop.";

async fn shown_with_both(second: &str) -> Town {
    let (town, _, _) = Town::with_prompt().await;
    nominate(&town, "Asta", &["Mette", "Bo"], BOTH).await;
    answer(&town, "Mette", YES).await;
    answer(&town, "Bo", second).await;
    town
}

async fn leave(town: &Town, who: &str) -> String {
    let said = shown(&town.click(who, examples(town)[0].id, LEAVE).await);
    town.settled().await;
    said
}

#[tokio::test]
async fn one_of_two_leaves_and_the_other_stays() {
    let town = shown_with_both(YES).await;
    let said = leave(&town, "Mette").await;
    assert!(said.contains("Så er du ude af eksemplet"), "{said}");
    let text = example(&town);
    assert!(text.contains("En kollega ringede, mens Bo kørte.") && !text.contains("Mette"), "{text}");
    assert!(!files_hold(&town, "Mette ringede").await);
    let again = leave(&town, "Mette").await;
    assert!(again.contains("Du står ikke i det eksempel"), "{again}");
    end(town).await;
}

#[tokio::test]
async fn the_last_who_leaves_takes_it_down_and_its_words_are_erased() {
    let town = shown_with_both(NAMELESS).await;
    leave(&town, "Bo").await;
    assert_eq!(examples(&town).len(), 1);
    let said = leave(&town, "Mette").await;
    assert!(said.contains("taget ned, og teksten er slettet"), "{said}");
    assert_eq!(examples(&town).len(), 0);
    assert!(!files_hold(&town, "Zyxwelop").await);
    two_weeks(&town).await;
    assert_eq!(told(&town, "Asta"), [""; 0], "it was shared: nobody says that it was not");
    end(town).await;
}

async fn the_giver_takes_their_own_name_off_and_the_example_stays() {
    let town = shown_with_both(YES).await;
    leave(&town, "Asta").await;
    let text = example(&town);
    assert!(
        text.contains("Fortalt af en kollega") && text.contains("Mette") && !text.contains("Asta"),
        "{text}"
    );
    end(town).await;
}

#[tokio::test]
async fn somebody_who_is_not_in_it_is_refused() {
    let town = shown_with_both(YES).await;
    let said = leave(&town, "Jens").await;
    assert!(said.contains("Du står ikke i det eksempel"), "{said}");
    assert!(example(&town).contains("Mette"));
    end(town).await;
}

async fn two_clicks_at_once_leave_once() {
    let town = shown_with_both(YES).await;
    let id = examples(&town)[0].id;
    let mette = town.user("Mette");
    let (one, other) = (mette.click(id, LEAVE).unwrap(), mette.click(id, LEAVE).unwrap());
    one.message().await.unwrap();
    other.message().await.unwrap();
    town.settled().await;
    let text = example(&town);
    assert!(text.contains("Bo") && !text.contains("Mette"), "{text}");
    end(town).await;
}

#[tokio::test]
async fn leaving_works_in_a_thread_that_is_archived() {
    let town = shown_with_both(YES).await;
    let thread = examples(&town)[0].channel;
    town.world
        .owner(town.world.guild("Norddjurs").unwrap())
        .unwrap()
        .set_thread(thread, true, false)
        .unwrap();
    // In an archived thread no button can be pressed; the letter's button and /mine-data lead here.
    super::leave_by_core(&town, "Mette").await;
    let text = example(&town);
    assert!(text.contains("Bo") && !text.contains("Mette"), "{text}");
    end(town).await;
}

/// Waits until so many pieces of work are as a condition says.
async fn work_is(town: &Town, condition: &str, count: i64) {
    let query = format!("SELECT COUNT(*) FROM deliveries WHERE {condition}");
    let query = query.as_str();
    town.wait_kept(condition, move |_| async move {
        (town.database.numbers(query).await == [count]).then_some(())
    })
    .await;
}

/// An example stands, Mette has left it, and the bot died before it heard that it stands.
async fn left_on_its_way() -> Town {
    let mut town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette", "Bo"], BOTH).await;
    answer(&town, "Mette", YES).await;
    town.world.faults().next("POST", "/channels/{}/messages", aktor::sandbox::faults::Fault::HangAfter);
    town.click("Bo", town.letter_to("Bo").id, YES).await;
    let post = town.wait("the example", |town| examples(town).pop()).await;
    let said = shown(&town.click("Mette", post.id, LEAVE).await);
    assert!(said.contains("Så er du ude af eksemplet"), "{said}");
    work_is(&town, "work_key LIKE 'refresh:%' AND state = 'done'", 1).await;
    town.kill().await;
    town
}

#[tokio::test]
async fn somebody_who_leaves_before_it_is_recorded_as_shown_is_out_of_it() {
    let mut town = left_on_its_way().await;
    town.start().await;
    town.pass(chrono::Duration::minutes(10)).await;
    let text = example(&town);
    assert!(text.contains("Bo") && !text.contains("Mette"), "{text}");
    end(town).await;
}

#[tokio::test]
async fn it_is_not_recorded_as_shown_without_the_work_of_taking_out_who_left() {
    let mut town = left_on_its_way().await;
    let refused = "CREATE TRIGGER refused BEFORE INSERT ON deliveries WHEN NEW.work_key LIKE 'refresh:%'
        BEGIN SELECT RAISE(ABORT, 'refused'); END";
    town.database.execute(refused).await;
    town.start().await;
    work_is(&town, "work_key LIKE 'example:%' AND attempts >= 2 AND state <> 'leased'", 1).await;
    town.database.execute("DROP TRIGGER refused").await;
    town.pass(chrono::Duration::minutes(10)).await;
    let text = example(&town);
    assert!(text.contains("Bo") && !text.contains("Mette"), "{text}");
    end(town).await;
}

#[tokio::test]
async fn an_example_of_one_is_taken_down_by_that_one() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    answer(&town, "Mette", NAMELESS).await;
    let said = leave(&town, "Mette").await;
    assert!(said.contains("taget ned"), "{said}");
    assert_eq!(examples(&town).len(), 0);
    end(town).await;
}
