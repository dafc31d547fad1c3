//! One named colleague's answer.

use super::{
    CANARY, NAMELESS, NO, NOT_SHARED, WORDS, YES, answer, at, end, example, examples, files_hold,
    files_hold_now, kept, nominate, told, two_weeks,
};
use crate::support::{Town, buttons, on_both_engines, shown};
use aktor::domain::ids::UserId;
use aktor::domain::language::Language::Danish;
use aktor::domain::nomination::Consent;

on_both_engines!(
    a_yes_shows_it_in_the_open_rounds_thread_with_the_givers_name,
    a_yes_without_a_name_makes_every_name_and_mention_a_colleague,
    an_answer_counts_once_and_only_from_whom_it_is_asked
);

async fn a_yes_shows_it_in_the_open_rounds_thread_with_the_givers_name() {
    let (town, _, thread) = Town::with_prompt().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    let said = answer(&town, "Mette", YES).await;
    assert!(said.contains("Nu er det delt"), "{said}");
    let shown = example(&town);
    assert!(
        shown.contains("Mette") && shown.contains("Mettes ro") && shown.contains("Fortalt af Asta"),
        "{shown}"
    );
    assert_eq!(examples(&town)[0].channel, thread);
    assert_eq!(buttons(&examples(&town)[0]), ["Tag mig ud"]);
    end(town).await;
}

#[tokio::test]
async fn without_an_open_round_it_is_shown_in_the_channel() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    answer(&town, "Mette", YES).await;
    assert_eq!(examples(&town)[0].channel, town.channel);
    end(town).await;
}

async fn a_yes_without_a_name_makes_every_name_and_mention_a_colleague() {
    let town = Town::with_team().await;
    let id = town.user("Mette").id;
    let words = format!("<@{id}> gik i gang. mette ringede, og METTES ro smittede. <@!{id}>s ide.");
    nominate(&town, "Asta", &["Mette"], &words).await;
    assert!(shown(&town.letter_to("Mette")).contains("Mette gik i gang."), "named as a yes would show it");
    let said = answer(&town, "Mette", NAMELESS).await;
    assert!(said.contains("Dit navn kommer ikke med"), "{said}");
    let shown = example(&town);
    assert!(
        shown.contains(
            "En kollega gik i gang. En kollega ringede, og en kollegas ro smittede. En kollegas ide."
        ),
        "{shown}"
    );
    assert!(!shown.to_lowercase().contains("mette") && !shown.contains(&id.to_string()), "{shown}");
    end(town).await;
}

#[tokio::test]
async fn a_no_erases_the_words_at_once_and_nobody_is_told() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    assert!(files_hold_now(&town, CANARY), "they were kept until then");
    let said = answer(&town, "Mette", NO).await;
    assert!(said.contains("er slettet, og ingen får noget at vide"), "{said}");
    assert!(!said.contains(CANARY), "the question is gone as well: {said}");
    assert!(!files_hold(&town, CANARY).await);
    assert_eq!(examples(&town).len(), 0);
    assert_eq!(told(&town, "Asta"), [""; 0]);
    end(town).await;
}

/// All that the giver can see of an example that was not shared, with the moments at which it was said.
async fn as_the_giver_sees_it(a_no: bool) -> Vec<(String, String)> {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    town.pass(chrono::Duration::days(1)).await;
    if a_no {
        answer(&town, "Mette", NO).await;
    }
    town.travel(at(16, 7)).await;
    assert_eq!(told(&town, "Asta"), [""; 0], "not before the fourteenth day");
    two_weeks(&town).await;
    let asta = town.user("Asta");
    let seen = town.with(|state| {
        let bot = state.bot();
        state
            .everything_said()
            .filter(|m| m.author == bot && m.only_for.is_none_or(|user| user == asta.id))
            .filter(|m| state.sees(asta.id, m.channel) && !shown(m).contains("spørgsmål"))
            .map(|m| (m.sent.to_rfc3339(), shown(m)))
            .collect()
    });
    assert!(!files_hold(&town, CANARY).await);
    end(town).await;
    seen
}

#[tokio::test]
async fn a_no_and_silence_look_the_same_to_the_giver() {
    let (no, silence) = tokio::join!(as_the_giver_sees_it(true), as_the_giver_sees_it(false));
    assert_eq!(no.iter().filter(|(_, said)| said == NOT_SHARED).count(), 1, "{no:#?}");
    let (times, words): (Vec<_>, Vec<_>) = no.into_iter().unzip();
    let (other_times, other_words): (Vec<_>, Vec<_>) = silence.into_iter().unzip();
    assert_eq!(words, other_words);
    let day = |times: Vec<String>| times.into_iter().map(|t| t[..16].to_owned()).collect::<Vec<_>>();
    assert_eq!(day(times), day(other_times));
}

async fn an_answer_counts_once_and_only_from_whom_it_is_asked() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette", "Bo"], WORDS).await;
    let question = town.letter_to("Mette");
    let mette = town.user("Mette");
    let yes = mette.click(question.id, YES).unwrap();
    let no = mette.click(question.id, NO).unwrap();
    yes.message().await.unwrap();
    no.answer().await.unwrap();
    town.settled().await;
    let row = kept(&town).await;
    let answered = row.nominees.iter().find(|n| n.user.0 == mette.id).unwrap();
    match answered.answer {
        Some(Consent::Yes) => assert_eq!(answered.name, "Mette"),
        Some(Consent::No) => assert_eq!((answered.name.as_str(), row.what.contains("Mette")), ("", false)),
        other => panic!("neither of the two clicks: {other:?}"),
    }
    let stranger = UserId(town.user("Jens").id);
    let refused = town.core().consent(Danish, stranger, row.id, 1, Consent::Yes).await.unwrap_err();
    assert_eq!(refused.say(Danish), "Den knap er til en anden, så der er ikke sket noget.");
    end(town).await;
}
