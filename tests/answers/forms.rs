//! Answers given by button: the form, the post in the thread, the receipt, and text that is never lost.

use super::{expect_texts, files_with, kept, posted, second_connection, send_answer, texts, the_post, tick};
use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::domain::reply::Via;
use aktor::sandbox::faults::Fault;
use chrono::Duration;
use sqlx::Connection as _;

on_both_engines!(
    the_receipts_buttons_change_and_erase_the_answer_and_its_post,
    forms_and_receipts_work_after_a_restart,
    an_answer_erased_before_its_post_was_known_leaves_no_post
);

#[tokio::test]
async fn an_answer_by_button_stands_in_the_thread_under_its_name_and_pings_nobody() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let receipt = send_answer(&town, "Asta", &prompt, "Vi delte vagten på ny.").await;
    assert!(shown(&receipt).starts_with("Tak, fordi du delte det."), "{}", shown(&receipt));
    assert!(shown(&receipt).contains(&format!("<#{thread}>")), "{}", shown(&receipt));
    assert_eq!(receipt.only_for, Some(town.user("Asta").id));
    assert_eq!(buttons(&receipt), ["Ret", "Slet"]);
    let post = the_post(&town, thread).await;
    assert_eq!(post.content, "**Asta:** Vi delte vagten på ny.");
    assert!(post.notified.is_empty() && post.mentions.is_empty(), "{post:?}");
    let kept = kept(&town).await;
    assert_eq!((kept.len(), kept[0].via, kept[0].message.map(|m| m.0)), (1, Via::Button, Some(post.id)));
    town.end().await;
}

#[tokio::test]
async fn the_same_words_sent_again_are_the_same_answer() {
    let (town, prompt, thread) = Town::with_prompt().await;
    for _ in 0..2 {
        let receipt = send_answer(&town, "Asta", &prompt, "Vi delte vagten på ny.").await;
        assert!(shown(&receipt).starts_with("Tak, fordi du delte det."), "{}", shown(&receipt));
        town.settled().await;
        // The receipt is that of the one answer.
        let changed = [("answer", "Vi delte vagten på ny.")];
        town.fill("Asta", receipt.id, "Ret", &changed).await;
        town.settled().await;
    }
    the_post(&town, thread).await;
    assert_eq!(kept(&town).await.len(), 1);
    // Another's are another's.
    send_answer(&town, "Bo", &prompt, "Vi delte vagten på ny.").await;
    town.settled().await;
    let shown = town.posts(thread).into_iter().filter(|post| post.content.starts_with("**")).count();
    assert_eq!((kept(&town).await.len(), shown), (2, 2));
    town.end().await;
}

#[tokio::test]
async fn what_a_person_typed_has_no_effect_in_the_bots_post() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let bo = town.user("Bo").id;
    let nasty = format!(
        "@everyone @here <@{bo}> <@!{bo}> <@&{bo}> **fed** [klik](https://ond.example) discord.gg/abc \
         https://ond.example\n# stor\n||skjult|| `kode` <#{thread}> </team status:1> \u{202e}bagvendt"
    );
    send_answer(&town, "Asta", &prompt, &nasty).await;
    let post = the_post(&town, thread).await;
    assert!(post.notified.is_empty() && post.mentions.is_empty() && !post.mention_everyone, "{post:?}");
    let text = &post.content;
    for effect in [
        "@everyone",
        "@here",
        "<@",
        "<#",
        " **fed",
        "[klik](",
        "https://",
        "discord.gg",
        "\n#",
        " ||",
        "\u{202e}",
    ] {
        assert!(!text.contains(effect), "{effect:?} stands in {text}");
    }
    town.end().await;
}

#[tokio::test]
async fn the_longest_answer_of_nothing_but_markup_is_posted() {
    let (town, prompt, thread) = Town::with_prompt().await;
    send_answer(&town, "Asta", &prompt, &"*".repeat(1_800)).await;
    let post = the_post(&town, thread).await;
    assert!(post.content.chars().count() <= 2_000);
    assert_eq!(texts(&town).await[0].len(), 1_800, "kept is all of it");
    town.end().await;
}

async fn the_receipts_buttons_change_and_erase_the_answer_and_its_post() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let receipt = send_answer(&town, "Asta", &prompt, "Første tanke").await;
    let form = town.user("Asta").click(receipt.id, "Ret").unwrap().modal().await.unwrap();
    assert!(form.body.to_string().contains("Første tanke"), "one's own words stand in the form");
    tick(&town);
    let said = town.user("Asta").submit(&form, &[("answer", "Bedre *tanke*")]).unwrap();
    assert_eq!(shown(&said.message().await.unwrap()), "Så er dit svar rettet.");
    assert_eq!(the_post(&town, thread).await.content, "**Asta:** Bedre \\*tanke\\*");
    expect_texts(&town, &["Bedre *tanke*"]).await;
    let gone = town.click("Asta", receipt.id, "Slet").await;
    assert!(shown(&gone).starts_with("Så er dit svar slettet"), "{}", shown(&gone));
    town.settled().await;
    assert!(posted(&town, thread).is_empty());
    expect_texts(&town, &[]).await;
    // Again: nothing more happens.
    assert_eq!(shown(&town.click("Asta", receipt.id, "Slet").await), "Det svar er allerede slettet.");
    assert_eq!(shown(&town.click("Asta", receipt.id, "Ret").await), "Det svar er allerede slettet.");
    town.end().await;
}

async fn forms_and_receipts_work_after_a_restart() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    let form = town.user("Asta").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
    town.stop().await;
    town.start().await;
    let receipt = town.user("Asta").submit(&form, &[("answer", "Sendt efter genstart")]).unwrap();
    let receipt = receipt.message().await.unwrap();
    assert_eq!(the_post(&town, thread).await.content, "**Asta:** Sendt efter genstart");
    town.kill().await;
    town.start().await;
    tick(&town);
    let said = town.fill("Asta", receipt.id, "Ret", &[("answer", "Rettet efter genstart")]).await;
    assert_eq!(shown(&said), "Så er dit svar rettet.");
    assert_eq!(the_post(&town, thread).await.content, "**Asta:** Rettet efter genstart");
    town.kill().await;
    town.start().await;
    town.click("Asta", receipt.id, "Slet").await;
    town.settled().await;
    assert!(posted(&town, thread).is_empty());
    expect_texts(&town, &[]).await;
    town.end().await;
}

#[tokio::test]
async fn text_comes_back_when_the_round_has_closed_meanwhile() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let form = town.user("Asta").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
    town.clock.set(local(2026, 11, 16, 9, 0));
    let said = town.user("Asta").submit(&form, &[("answer", "Det tog mig to uger\nat skrive")]).unwrap();
    let said = shown(&said.message().await.unwrap());
    assert!(said.starts_with("Spørgsmålet er lukket"), "{said}");
    assert!(said.contains("```\nDet tog mig to uger\nat skrive\n```"), "{said}");
    assert!(posted(&town, thread).is_empty());
    assert!(texts(&town).await.is_empty());
    town.end().await;
}

#[tokio::test]
async fn text_comes_back_when_the_database_refuses_and_can_be_sent_again() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let mut other = second_connection(&town).await;
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON replies BEGIN SELECT RAISE(ABORT, 'disk full'); END";
    sqlx::query(refuse).execute(&mut other).await.unwrap();
    let said = shown(&town.fill("Asta", prompt.id, "Svar", &[("answer", "Mit lange svar")]).await);
    assert!(said.starts_with("Det gik galt hos mig, ikke hos dig."), "{said}");
    assert!(said.contains("```\nMit lange svar\n```"), "{said}");
    // What people write themselves is not lost either: it is kept as soon as the database takes it.
    town.user("Bo").say(thread, "Imens skrev jeg").unwrap();
    sqlx::query("DROP TRIGGER refuse").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    expect_texts(&town, &["Imens skrev jeg"]).await;
    send_answer(&town, "Asta", &prompt, "Mit lange svar").await;
    assert_eq!(the_post(&town, thread).await.content, "**Asta:** Mit lange svar");
    town.end().await;
}

#[tokio::test]
async fn empty_and_too_long_answers_are_refused_with_the_reason() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let said = shown(&town.fill("Asta", prompt.id, "Svar", &[("answer", " \n  ")]).await);
    assert_eq!(said, "Der stod ikke noget i feltet, så jeg har ikke sendt noget. Én linje er nok.");
    // No client lets anyone type more than the form takes; something that is no client may send it.
    let form = town.user("Asta").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
    let long = "å".repeat(3_900);
    let said = town.user("Asta").submit_unchecked(&form, &[("answer", &long)]).unwrap();
    let said = shown(&said.message().await.unwrap());
    assert!(said.contains("3.900") || said.contains("3900"), "{said}");
    assert!(said.contains(&"å".repeat(1_000)) && said.chars().count() <= 2_000, "{said}");
    assert!(posted(&town, thread).is_empty());
    assert!(texts(&town).await.is_empty());
    town.end().await;
}

#[tokio::test]
async fn the_sixth_submission_in_a_minute_waits_and_its_text_comes_back() {
    let (town, prompt, thread) = Town::with_prompt().await;
    for n in 1..=5 {
        send_answer(&town, "Asta", &prompt, &format!("svar {n}")).await;
    }
    let said = shown(&send_answer(&town, "Asta", &prompt, "det sjette svar").await);
    assert!(said.contains("```\ndet sjette svar\n```"), "{said}");
    assert_eq!(posted(&town, thread).len(), 5);
    // Somebody else is not held up, and a minute later nobody is.
    send_answer(&town, "Bo", &prompt, "Bos svar").await;
    town.pass(Duration::seconds(61)).await;
    send_answer(&town, "Asta", &prompt, "det sjette svar").await;
    assert_eq!(posted(&town, thread).len(), 7);
    town.end().await;
}

#[tokio::test]
async fn personal_data_in_a_form_is_refused_with_the_reason_and_comes_back_masked() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let cases = [
        ("Borgeren 010190-1234 ringede", "010190-1234", "ligner et CPR-nummer", "[cpr fjernet]"),
        ("Ring til mig på 23 45 67 89", "23 45 67 89", "ligner et telefonnummer", "[telefon fjernet]"),
        (
            "Skriv til asta@norddjurs.example",
            "asta@norddjurs.example",
            "ligner en mailadresse",
            "[e-mail fjernet]",
        ),
        ("Hun bor på Birkevej 12, 8500 Grenaa", "Birkevej 12", "ligner en adresse", "[adresse fjernet]"),
    ];
    for (text, secret, reason, mask) in cases {
        let said = shown(&town.fill("Asta", prompt.id, "Svar", &[("answer", text)]).await);
        assert!(said.contains(reason) && said.contains(mask), "{said}");
        assert!(!said.contains(secret), "{said}");
        assert!(files_with(&town, secret).is_empty(), "{secret}");
    }
    // An answer is not changed into one that holds it, either.
    let receipt = send_answer(&town, "Bo", &prompt, "Helt uskyldigt").await;
    tick(&town);
    let said = shown(&town.fill("Bo", receipt.id, "Ret", &[("answer", "Det var 0101901234")]).await);
    assert!(said.contains("ligner et CPR-nummer") && !said.contains("0101901234"), "{said}");
    assert_eq!(the_post(&town, thread).await.content, "**Bo:** Helt uskyldigt");
    expect_texts(&town, &["Helt uskyldigt"]).await;
    assert!(files_with(&town, "0101901234").is_empty());
    town.end().await;
}

#[tokio::test]
async fn an_answer_whose_post_got_no_answer_is_posted_once_and_changes_reach_it() {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.world.faults().next("POST", &format!("/channels/{thread}/messages"), Fault::LoseAnswerAfter);
    let receipt = town.fill("Asta", prompt.id, "Svar", &[("answer", "Mit svar")]).await;
    town.wait("the post", |town| posted(town, thread).pop()).await;
    tick(&town);
    town.fill("Asta", receipt.id, "Ret", &[("answer", "Mit rettede svar")]).await;
    town.pass(Duration::seconds(30)).await;
    assert_eq!(the_post(&town, thread).await.content, "**Asta:** Mit rettede svar");
    town.end().await;
}

#[tokio::test]
async fn an_answer_to_a_deleted_thread_does_not_stop_the_team() {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap().delete_channel(thread).unwrap();
    send_answer(&town, "Asta", &prompt, "Hvor blev tråden af?").await;
    let parked = town.core().store.parked_teams(town.clock.now(), town.clock.now()).await.unwrap();
    assert_eq!(parked.len(), 0);
    town.travel(local(2026, 11, 9, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 2);
    town.end().await;
}
async fn an_answer_erased_before_its_post_was_known_leaves_no_post() {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.world.faults().next("POST", &format!("/channels/{thread}/messages"), Fault::LoseAnswerAfter);
    let receipt = town.fill("Asta", prompt.id, "Svar", &[("answer", "Fortrudt svar")]).await;
    town.wait("the post", |town| posted(town, thread).pop()).await;
    town.click("Asta", receipt.id, "Slet").await;
    town.pass(Duration::seconds(45)).await;
    assert!(posted(&town, thread).is_empty(), "{:?}", posted(&town, thread));
    expect_texts(&town, &[]).await;
    town.end().await;
}
