//! The monthly letter: once, by TRIO's leave, and following what people decide about their own words.

use crate::support::{Gate, Town, buttons, local, on_both_engines, shown};
use aktor::domain::audit::Act;
use aktor::sandbox::faults::Fault;
use aktor::sandbox::world::Message;
use chrono::Duration;
use serde_json::json;

on_both_engines!(
    a_team_without_trio_gets_its_letter_on_the_first_working_day_at_ten,
    with_a_trio_nothing_is_posted_before_it_is_approved,
    who_leaves_a_letter_is_gone_from_it_by_an_edit,
    whoever_is_erased_while_the_rest_of_a_letter_is_on_its_way_does_not_stand_in_it,
    the_rest_of_a_letter_that_was_posted_unrecorded_is_found_whatever_it_tells_by_then,
    how_many_answers_there_were_is_told_once_by_the_letter_and_never_counted_anew,
);

/// A November in which four people answer twice and one good example is told; it is the last of the month.
async fn november() -> Town {
    let (town, _, thread) = Town::with_prompt().await;
    for (who, text) in [
        ("Asta", "Vi spurgte borgeren, før vi gik i gang."),
        ("Bo", "Jeg blev ved, til nøglen var fundet."),
        ("Jens", "Vi delte listen mellem os uden at spørge."),
    ] {
        town.user(who).say(thread, text).unwrap();
    }
    let id = thread;
    town.wait_kept("three answers", |core| async move {
        let round = core.open_rounds().await.unwrap().into_iter().find(|r| r.message.0 == id)?;
        (core.store.replies_of_round(round.occasion).await.unwrap().len() == 3).then_some(())
    })
    .await;
    town.nominate("Asta", "Mette", "Mette tog telefonen, da alle løb stærkt.").await;
    let question = town.letter_to("Mette");
    town.click("Mette", question.id, "Ja, gerne").await;
    town.settled().await;
    town
}

#[tokio::test]
async fn a_letter_goes_out_when_the_only_one_who_had_not_approved_is_erased() {
    let town = november().await;
    town.seat(&[("leder", "Ida"), ("tr", "Ole")]).await;
    town.travel(local(2026, 12, 1, 12, 0)).await;
    town.click("Ida", town.letter_to("Ida").id, "Godkend").await;
    town.settled().await;
    assert_eq!(letters(&town).len(), 0, "one of two is not enough");
    let asked = town.command("Ole", town.channel, "mine-data slet", &[]).await;
    town.click("Ole", asked.id, "Ja, slet alt om mig").await;
    town.settled().await;
    assert_eq!(letters(&town).len(), 1);
    town.end().await;
}

fn letters(town: &Town) -> Vec<Message> {
    town.posts(town.channel).into_iter().filter(|m| shown(m).contains("Månedsbrev ·")).collect()
}

async fn a_team_without_trio_gets_its_letter_on_the_first_working_day_at_ten() {
    let town = november().await;
    town.travel(local(2026, 12, 1, 9, 59)).await;
    assert_eq!(letters(&town).len(), 0);
    town.travel(local(2026, 12, 1, 10, 0)).await;
    let all = letters(&town);
    assert_eq!(all.len(), 1);
    let text = shown(&all[0]);
    for part in [
        "november 2026",
        "En historie fra måneden",
        "Mette tog telefonen",
        "Fire forventninger",
        "Tag med til mødet",
    ] {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
    assert!(text.chars().count() <= 2_500, "{}", text.chars().count());
    assert_eq!(buttons(&all[0]), ["Ret teksten", "Tag mig ud"]);
    let picture = &all[0].attachments[0];
    assert!(
        picture.filename.ends_with("-11.png") && picture.bytes.starts_with(b"\x89PNG"),
        "{}",
        picture.filename
    );
    town.end().await;
}

#[tokio::test]
async fn quotes_carry_no_name() {
    let town = november().await;
    town.travel(local(2026, 12, 1, 10, 0)).await;
    let text = shown(&letters(&town)[0]);
    assert!(
        text.contains("Jeg blev ved") || text.contains("Vi delte listen") || text.contains("Vi spurgte"),
        "{text}"
    );
    assert!(!text.contains("Bo") && !text.contains("Jens"), "{text}");
    town.end().await;
}

async fn with_a_trio_nothing_is_posted_before_it_is_approved() {
    let town = november().await;
    town.seat(&[("leder", "Ida"), ("tr", "Ole")]).await;
    town.travel(local(2026, 12, 1, 12, 0)).await;
    assert_eq!(letters(&town).len(), 0);
    assert!(
        shown(&town.letter_to("Ida")).contains("I skal begge godkende"),
        "{}",
        shown(&town.letter_to("Ida"))
    );
    town.click("Ida", town.letter_to("Ida").id, "Godkend").await;
    town.settled().await;
    assert_eq!(letters(&town).len(), 0, "one of two is not enough");
    town.click("Ole", town.letter_to("Ole").id, "Godkend").await;
    town.settled().await;
    assert_eq!(letters(&town).len(), 1);
    town.end().await;
}

#[tokio::test]
async fn approved_before_ten_it_is_posted_once_at_ten() {
    let town = november().await;
    town.seat(&[("tr", "Ole")]).await;
    town.travel(local(2026, 12, 1, 8, 30)).await;
    town.click("Ole", town.letter_to("Ole").id, "Godkend").await;
    town.travel(local(2026, 12, 1, 9, 59)).await;
    assert_eq!(letters(&town).len(), 0);
    town.travel(local(2026, 12, 4, 12, 0)).await;
    assert_eq!(letters(&town).len(), 1);
    town.end().await;
}

#[tokio::test]
async fn any_one_of_the_trio_can_stop_a_letter() {
    let town = november().await;
    town.seat(&[("amr", "Ida")]).await;
    town.travel(local(2026, 12, 1, 8, 30)).await;
    let answer = town.click("Ida", town.letter_to("Ida").id, "Stop").await;
    let noted = town.core().store.audit(None, None, None).await.unwrap();
    assert_eq!(noted.last().map(|entry| entry.act), Some(Act::LetterStopped));
    assert!(shown(&answer).contains("stoppet"), "{}", shown(&answer));
    town.travel(local(2026, 12, 3, 12, 0)).await;
    assert_eq!(letters(&town).len(), 0);
    town.end().await;
}

async fn who_leaves_a_letter_is_gone_from_it_by_an_edit() {
    let town = november().await;
    town.travel(local(2026, 12, 1, 10, 0)).await;
    let letter = letters(&town).remove(0);
    assert!(shown(&letter).contains("Mette"));
    town.click("Mette", letter.id, "Tag mig ud").await;
    town.settled().await;
    let after = letters(&town);
    assert_eq!(after.len(), 1, "a correction is never a second message");
    assert_eq!(after[0].id, letter.id);
    assert!(!shown(&after[0]).contains("Mette"), "{}", shown(&after[0]));
    town.end().await;
}

/// A word that nobody but Asta writes.
const CANARY: &str = "KANARI";
const POST: &str = "POST /channels/{}/messages";
const OPEN_THREAD: &str = "POST /channels/{}/messages/{}/threads";

/// A November so full that its letter has a rest, in which a learning of Asta's is told; its bot can be held up.
async fn full_november() -> (Town, Gate) {
    let (town, gate) = Town::with_gate().await;
    town.set_up(town.channel).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let thread = town.prompts(town.channel).pop().expect("a prompt").id;
    let words = "Vi spurgte borgeren, før vi gik i gang, og så gik det lettere. ".repeat(2);
    for (who, n) in [("Bo", 1), ("Jens", 2), ("Leif", 3), ("Bo", 4), ("Jens", 5), ("Leif", 6)] {
        town.user(who).say(thread, &format!("{n}: {words}")).unwrap();
    }
    town.wait_kept("six answers", |core| async move {
        let round = core.open_rounds().await.unwrap().into_iter().find(|r| r.message.0 == thread)?;
        (core.store.replies_of_round(round.occasion).await.unwrap().len() == 6).then_some(())
    })
    .await;
    let story = "Hun blev, til borgeren sov. ".repeat(35);
    for giver in ["Leif", "Ida"] {
        town.nominate(giver, "Mette", &format!("{giver} så det: {story}")).await;
        town.click("Mette", town.letter_to("Mette").id, "Ja, gerne").await;
    }
    for n in 1..4 {
        let what = format!("{n}: {}", "Vi ringer til hinanden, før vi kører. ".repeat(4));
        let step = [("hvad", json!(what.trim())), ("hvornår", json!("10/12"))];
        town.command("Leif", town.channel, "næste-skridt aftal", &step).await;
    }
    let line = format!("{} {CANARY}", "Ingen sagde noget, og alle tænkte det samme. ".repeat(5));
    let form = town.user("Asta").command(town.channel, "læring", &[]).unwrap().modal().await.unwrap();
    let fields = [("tried", line.as_str()), ("happened", "Ingen kom"), ("learned", &line), ("next", "")];
    let own = town.user("Asta").submit(&form, &fields).unwrap().message().await.unwrap();
    town.click("Asta", own.id, "Del med mit navn").await;
    town.travel(local(2026, 12, 1, 9, 59)).await;
    (town, gate)
}

/// All that the bot shows in a letter's thread.
fn rest_of(town: &Town) -> Vec<Message> {
    let thread = letters(town).pop().expect("a letter").id;
    town.posts(thread).into_iter().filter(|m| m.kind == 0).collect()
}

async fn erase_asta(town: &Town) {
    let asked = town.command("Asta", town.channel, "mine-data slet", &[]).await;
    let done = shown(&town.click("Asta", asked.id, "Ja, slet alt om mig").await);
    assert!(done.starts_with("Så er alt om dig slettet"), "{done}");
}

async fn whoever_is_erased_while_the_rest_of_a_letter_is_on_its_way_does_not_stand_in_it() {
    let (town, gate) = full_november().await;
    gate.shut(&[OPEN_THREAD]);
    town.clock.set(local(2026, 12, 1, 10, 0));
    gate.waiting(&town, 1).await;
    // Its words are settled, and it stays on its way while Asta is erased.
    gate.shut(&[POST]);
    gate.waiting(&town, 1).await;
    erase_asta(&town).await;
    let edited = |town: &Town| letters(town).pop().is_some_and(|letter| letter.edited.is_some());
    town.wait("the letter to be brought up to date", |town| edited(town).then_some(())).await;
    gate.shut(&[]);
    town.wait("the rest", |town| (rest_of(town).len() == 1).then_some(())).await;
    let rest = shown(&rest_of(&town)[0]);
    assert!(rest.contains(CANARY), "on its way with what it told then: {rest}");
    town.pass(Duration::seconds(30)).await;
    let rest = rest_of(&town);
    assert_eq!(rest.len(), 1);
    assert!(!shown(&rest[0]).contains(CANARY) && !shown(&rest[0]).contains("Asta"), "{}", shown(&rest[0]));
    assert!(shown(&rest[0]).contains("Tag med til mødet"), "{}", shown(&rest[0]));
    assert_eq!(buttons(&rest[0]), ["Tag mig ud", "Ret teksten"]);
    town.end().await;
}

async fn the_rest_of_a_letter_that_was_posted_unrecorded_is_found_whatever_it_tells_by_then() {
    let (mut town, gate) = full_november().await;
    gate.shut(&[OPEN_THREAD]);
    town.clock.set(local(2026, 12, 1, 10, 0));
    gate.waiting(&town, 1).await;
    town.world.faults().next("POST", "/channels/{}/messages", Fault::LoseAnswerAfter);
    gate.shut(&[]);
    town.wait("the rest", |town| (rest_of(town).len() == 1).then_some(())).await;
    let rest = shown(&rest_of(&town)[0]);
    assert!(rest.contains(CANARY), "{} and {rest}", shown(&letters(&town)[0]));
    erase_asta(&town).await;
    town.kill().await;
    // Long enough for the platform not to know it again.
    town.clock.advance(Duration::minutes(5));
    town.start().await;
    town.pass(Duration::minutes(1)).await;
    let rest = rest_of(&town);
    assert_eq!(rest.len(), 1, "{rest:#?}");
    assert!(!shown(&rest[0]).contains(CANARY), "{}", shown(&rest[0]));
    town.end().await;
}

/// The numbers that go with a message's picture.
fn numbers(message: &Message) -> String {
    let alt = message.attachments.first().and_then(|picture| picture.description.clone()).unwrap_or_default();
    alt.split(['\n', '.']).filter(|part| part.contains('·') && part.contains(" svar")).collect()
}

async fn how_many_answers_there_were_is_told_once_by_the_letter_and_never_counted_anew() {
    let town = november().await;
    let id = town.prompts(town.channel).pop().expect("a prompt").id;
    let kept = async |count: usize| {
        town.wait_kept("the answers", move |core| async move {
            let round = core.open_rounds().await.unwrap().into_iter().find(|r| r.message.0 == id)?;
            (core.store.replies_of_round(round.occasion).await.unwrap().len() == count).then_some(())
        })
        .await;
    };
    for (who, n) in [("Leif", 1), ("Leif", 2), ("Ole", 3), ("Ida", 4)] {
        town.user(who).say(id, &format!("Vi hjalp hinanden, {n}.")).unwrap();
    }
    kept(7).await;
    let preview = async || numbers(&town.command("Karen", town.channel, "månedsbrev forhåndsvis", &[]).await);
    assert_eq!(preview().await, "", "six people wrote, and the month is not over");
    town.travel(local(2026, 12, 1, 9, 0)).await;
    let november = [("måned", json!("november"))];
    let before = town.command("Karen", town.channel, "månedsbrev forhåndsvis", &november).await;
    assert_eq!(numbers(&before), "", "nor before the letter: who is erased by then would be the difference");
    town.travel(local(2026, 12, 1, 10, 0)).await;
    let told = numbers(&letters(&town)[0]);
    assert!(told.contains("7 svar"), "{told}");
    let asked = town.command("Leif", town.channel, "mine-data slet", &[]).await;
    town.click("Leif", asked.id, "Ja, slet alt om mig").await;
    town.click("Mette", letters(&town)[0].id, "Tag mig ud").await;
    town.settled().await;
    let after = letters(&town).remove(0);
    assert!(after.edited.is_some() && !shown(&after).contains("Mette"), "{}", shown(&after));
    assert_eq!(numbers(&after), told, "what two of them were is nobody's business");
    let later = town.command("Karen", town.channel, "månedsbrev forhåndsvis", &november).await;
    assert_eq!(numbers(&later), told);
    town.end().await;
}
