//! Several named colleagues: each answers for themselves.

use super::{
    CANARY, NAMELESS, NO, NOT_SHARED, YES, answer, end, example, examples, files_hold, files_hold_now,
    nominate, told, two_weeks,
};
use crate::support::{Town, on_both_engines, shown};
use aktor::domain::ids::NominationId;
use chrono::Duration;

on_both_engines!(
    after_fourteen_days_it_is_shown_with_those_who_said_yes_and_the_silent_are_masked,
    a_no_and_a_yes_without_a_name_look_the_same_to_everybody
);

const BOTH: &str = "Mette ringede, mens Bo kørte. Zyxwelop.";

#[tokio::test]
async fn it_is_shown_when_all_have_answered_naming_those_who_said_yes() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette", "Bo"], BOTH).await;
    let said = answer(&town, "Mette", YES).await;
    assert!(said.contains("Det deles, når alle har svaret, dog senest mandag den 16. november"), "{said}");
    assert_eq!(examples(&town).len(), 0, "Bo has not answered");
    answer(&town, "Bo", NAMELESS).await;
    let shown = example(&town);
    assert!(shown.contains("Mette ringede, mens en kollega kørte."), "{shown}");
    assert!(!shown.contains("Bo"), "{shown}");
    two_weeks(&town).await;
    assert_eq!(told(&town, "Asta"), [""; 0]);
    end(town).await;
}

async fn after_fourteen_days_it_is_shown_with_those_who_said_yes_and_the_silent_are_masked() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette", "Bo"], BOTH).await;
    answer(&town, "Bo", YES).await;
    town.travel(super::at(16, 7)).await;
    assert_eq!(examples(&town).len(), 0);
    two_weeks(&town).await;
    let text = example(&town);
    assert!(text.contains("En kollega ringede, mens Bo kørte.") && !text.contains("Mette"), "{text}");
    let late = town.click("Mette", town.letter_to("Mette").id, YES).await;
    let said = town.user("Mette").reads(late.channel).iter().map(shown).collect::<String>();
    assert!(said.contains("Det eksempel er lukket"), "{said}");
    assert!(!example(&town).contains("Mette"));
    end(town).await;
}

#[tokio::test]
async fn a_no_erases_that_persons_part_at_once_and_leaves_the_others() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette", "Bo"], "Zyxwelopine ringede, mens Bo kørte.").await;
    let guild = town.world.guild("Norddjurs").unwrap();
    let _ = guild;
    nominate(&town, "Jens", &["Mette", "Bo"], BOTH).await;
    let said = answer(&town, "Mette", NO).await;
    assert!(said.contains("Dit navn er slettet") && said.contains("ingen får"), "{said}");
    assert!(!files_hold(&town, "Mette ringede").await);
    assert!(files_hold_now(&town, "ringede, mens Bo"), "the others' part stays");
    let question = shown(&town.letter_to("Bo"));
    assert!(question.contains("Mette"), "the message that Bo has is from before: {question}");
    end(town).await;
}

async fn a_no_and_a_yes_without_a_name_look_the_same_to_everybody() {
    let mut seen = Vec::new();
    for second in [NO, NAMELESS] {
        let town = Town::with_team().await;
        nominate(&town, "Asta", &["Mette", "Bo"], BOTH).await;
        answer(&town, "Mette", second).await;
        answer(&town, "Bo", YES).await;
        seen.push(example(&town));
        end(town).await;
    }
    assert_eq!(seen[0], seen[1], "nobody can tell who said no");
}

#[tokio::test]
async fn whatever_two_colleagues_answer_nobody_is_named_without_a_yes() {
    let answers = [None, Some(YES), Some(NAMELESS), Some(NO)];
    let pairs: Vec<_> = answers.iter().flat_map(|a| answers.iter().map(move |b| (*a, *b))).collect();
    let town = Town::with_team().await;
    let givers = ["Asta", "Jens", "Leif", "Ida"];
    let mut questions = Vec::new();
    for (n, _) in pairs.iter().enumerate() {
        let words = format!("Mette ringede, og Bo kørte. Zyxwelop{n:02}.");
        nominate(&town, givers[n / 4], &["Mette", "Bo"], &words).await;
        questions.push((town.letter_to("Mette").id, town.letter_to("Bo").id));
    }
    for (n, (mette, bo)) in pairs.iter().enumerate() {
        for (who, question, label) in [("Mette", questions[n].0, mette), ("Bo", questions[n].1, bo)] {
            if let Some(label) = label {
                town.click(who, question, label).await;
            }
        }
    }
    town.settled().await;
    two_weeks(&town).await;
    town.pass(Duration::days(1)).await;
    for (n, (mette, bo)) in pairs.iter().enumerate() {
        let mark = format!("Zyxwelop{n:02}");
        let mine: Vec<String> =
            examples(&town).iter().map(shown).filter(|text| text.contains(&mark)).collect();
        let says_yes = |answer: Option<&str>| matches!(answer, Some(YES | NAMELESS));
        if !says_yes(*mette) && !says_yes(*bo) {
            assert_eq!(mine, [""; 0], "{mette:?} {bo:?}: shown without a yes");
            assert!(!files_hold(&town, &mark).await, "{mette:?} {bo:?}: kept without a yes");
            continue;
        }
        assert_eq!(mine.len(), 1, "{mette:?} {bo:?}");
        for (name, answer) in [("Mette", mette), ("Bo", bo)] {
            assert_eq!(
                mine[0].contains(name),
                *answer == Some(YES),
                "{name} of {mette:?} {bo:?}: {}",
                mine[0]
            );
        }
    }
    let told: Vec<usize> = givers
        .iter()
        .map(|giver| told(&town, giver).iter().filter(|said| *said == NOT_SHARED).count())
        .collect();
    assert_eq!(told, [2, 0, 0, 2], "each giver hears of each that is not shared");
    end(town).await;
}

#[tokio::test]
async fn an_examples_words_are_in_no_work_that_is_kept() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], BOTH).await;
    let id: NominationId = super::kept(&town).await.id;
    assert!(town.core().store.nomination(id).await.unwrap().is_some());
    two_weeks(&town).await;
    assert!(town.core().store.nomination(id).await.unwrap().is_none(), "nothing is left of it");
    assert!(!files_hold(&town, CANARY).await);
    end(town).await;
}
