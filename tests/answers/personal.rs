//! Personal data in what people write: never stored, and its author is told privately at once.

use super::{expect_texts, files_with, posted, tick};
use crate::support::{Town, local, shown};

/// The private messages that warn of something just written.
fn warnings(town: &Town, who: &str) -> Vec<String> {
    let all = town.user(who).inbox();
    all.iter().map(shown).filter(|text| text.starts_with("Det, du lige skrev i")).collect()
}

#[tokio::test]
async fn a_cpr_number_is_never_stored_and_its_author_is_warned_at_once_at_any_hour() {
    let (town, prompt, thread) = Town::with_prompt().await;
    // A Saturday night.
    town.clock.set(local(2026, 11, 7, 23, 30));
    town.user("Asta").say(thread, "Borgeren 010190-1234 fik hjælp").unwrap();
    town.user("Bo").reply(prompt.id, "Også 020280 4321 og ０３０３７０１１１１").unwrap();
    expect_texts(&town, &["Borgeren [cpr fjernet] fik hjælp", "Også [cpr fjernet] og [cpr fjernet]"]).await;
    town.settled().await;
    for who in ["Asta", "Bo"] {
        let told = warnings(&town, who);
        assert_eq!(told.len(), 1, "{who}: {told:?}");
        assert!(told[0].contains("CPR-nummer"), "{}", told[0]);
    }
    assert!(warnings(&town, "Asta")[0].contains(&format!("<#{thread}>")));
    assert!(warnings(&town, "Bo")[0].contains(&format!("<#{}>", town.channel)));
    for number in ["010190-1234", "020280 4321", "０３０３７０１１１１", "0303701111"] {
        assert!(files_with(&town, number).is_empty(), "{number}");
    }
    assert!(posted(&town, thread).is_empty(), "nothing in public hints at it");
    town.end().await;
}

#[tokio::test]
async fn the_warning_comes_once_however_often_the_message_is_heard_of() {
    let (mut town, _, thread) = Town::with_prompt().await;
    town.sandbox.gateway().double_next(1);
    town.user("Asta").say(thread, "Han hedder 010190-1234").unwrap();
    expect_texts(&town, &["Han hedder [cpr fjernet]"]).await;
    town.settled().await;
    town.kill().await;
    town.start().await;
    town.user("Bo").say(thread, "bagefter").unwrap();
    expect_texts(&town, &["Han hedder [cpr fjernet]", "bagefter"]).await;
    town.settled().await;
    assert_eq!(warnings(&town, "Asta").len(), 1);
    town.end().await;
}

#[tokio::test]
async fn with_closed_private_messages_a_neutral_line_stands_in_the_thread() {
    let (town, _, thread) = Town::with_prompt().await;
    town.user("Asta").close_dms();
    town.user("Asta").say(thread, "Borgeren 010190-1234 fik hjælp").unwrap();
    expect_texts(&town, &["Borgeren [cpr fjernet] fik hjælp"]).await;
    town.settled().await;
    let lines = posted(&town, thread);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(lines[0].content.starts_with("Husk, at vi ikke skriver personnumre"), "{}", lines[0].content);
    assert!(lines[0].notified.is_empty() && lines[0].mentions.is_empty());
    assert!(!lines[0].content.contains("Asta") && !lines[0].content.contains("<@"));
    assert!(lines[0].reference.is_none(), "it does not point to the message");
    town.end().await;
}

#[tokio::test]
async fn phone_e_mail_and_address_are_removed_and_named_for_what_they_are() {
    let (town, _, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "Ring 23 45 67 89").unwrap();
    town.user("Bo").say(thread, "Skriv til bo@norddjurs.example").unwrap();
    town.user("Mette").say(thread, "Vi mødes på Birkevej 12, 8500 Grenaa").unwrap();
    town.wait_kept("three answers", |core| async move {
        let rounds = core.store.rounds_since(None, chrono::DateTime::UNIX_EPOCH).await.unwrap();
        (core.store.replies_of_round(rounds[0].occasion).await.unwrap().len() == 3).then_some(())
    })
    .await;
    town.settled().await;
    for who in ["Asta", "Bo", "Mette"] {
        let told = warnings(&town, who);
        assert_eq!(told.len(), 1, "{who}");
        assert!(told[0].contains("telefon, mail eller adresse") && !told[0].contains("CPR"), "{}", told[0]);
    }
    for secret in ["23 45 67 89", "bo@norddjurs", "Birkevej 12"] {
        assert!(files_with(&town, secret).is_empty(), "{secret}");
    }
    town.end().await;
}

#[tokio::test]
async fn a_cpr_number_that_is_edited_in_later_is_not_stored_and_is_warned_of() {
    let (town, _, thread) = Town::with_prompt().await;
    let written = town.user("Asta").say(thread, "Ring 23 45 67 89").unwrap();
    expect_texts(&town, &["Ring [telefon fjernet]"]).await;
    town.settled().await;
    assert_eq!(warnings(&town, "Asta").len(), 1);
    tick(&town);
    town.user("Asta").edit(written, "Han hedder 010190-1234").unwrap();
    expect_texts(&town, &["Han hedder [cpr fjernet]"]).await;
    town.settled().await;
    let told = warnings(&town, "Asta");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].contains("CPR-nummer"));
    tick(&town);
    town.user("Asta").edit(written, "Han fik hjælp").unwrap();
    expect_texts(&town, &["Han fik hjælp"]).await;
    assert!(files_with(&town, "010190-1234").is_empty());
    town.end().await;
}

#[tokio::test]
async fn a_cpr_number_written_or_edited_in_while_the_bot_was_away_is_not_stored_either() {
    let (mut town, _, thread) = Town::with_prompt().await;
    let written = town.user("Asta").say(thread, "Helt uskyldigt").unwrap();
    expect_texts(&town, &["Helt uskyldigt"]).await;
    town.stop().await;
    tick(&town);
    town.user("Asta").edit(written, "Nu med 010190-1234").unwrap();
    town.user("Bo").say(thread, "Og 020280-4321").unwrap();
    town.start().await;
    expect_texts(&town, &["Nu med [cpr fjernet]", "Og [cpr fjernet]"]).await;
    town.settled().await;
    assert_eq!((warnings(&town, "Asta").len(), warnings(&town, "Bo").len()), (1, 1));
    for number in ["010190-1234", "020280-4321"] {
        assert!(files_with(&town, number).is_empty(), "{number}");
    }
    town.end().await;
}
