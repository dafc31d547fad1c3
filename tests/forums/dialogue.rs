//! What is said in a forum's posts: answers, good examples, the monthly letter.

use super::{Forum, PLACE, on};
use crate::support::{Gate, buttons, local, shown};
use aktor::domain::ids::OccasionId;
use aktor::sandbox::world::{ChannelSpec, Message};
use chrono::Duration;

/// Waits until exactly these texts are kept as answers to the prompt.
async fn expect(forum: &Forum, prompt: &Message, wanted: &[&str]) {
    let (id, wanted) = (prompt.id, wanted.iter().map(|&text| text.to_owned()).collect::<Vec<_>>());
    let what = format!("{wanted:?} to be kept");
    forum
        .town
        .wait_kept(&what, |core| {
            let wanted = wanted.clone();
            async move {
                let round = core.open_rounds().await.unwrap().into_iter().find(|r| r.message.0 == id)?;
                let kept = core.store.replies_of_round(OccasionId(round.occasion.0)).await.unwrap();
                let texts: Vec<String> = kept.into_iter().map(|reply| reply.text).collect();
                (texts == wanted).then_some(())
            }
        })
        .await;
}

#[tokio::test]
async fn every_persons_message_in_the_post_is_kept_as_it_is_changed_and_deleted() {
    let (forum, prompt) = Forum::with_prompt().await;
    let town = &forum.town;
    let first = town.user("Asta").say(prompt.id, "Vi tog den sammn").unwrap();
    town.user("Bo").reply(prompt.id, "Jeg ringede selv").unwrap();
    let gone = town.user("Mette").say(prompt.id, "slettes").unwrap();
    expect(&forum, &prompt, &["Vi tog den sammn", "Jeg ringede selv", "slettes"]).await;
    town.clock.advance(Duration::seconds(1));
    town.user("Asta").edit(first, "Vi tog den sammen").unwrap();
    town.user("Mette").delete(gone).unwrap();
    expect(&forum, &prompt, &["Vi tog den sammen", "Jeg ringede selv"]).await;
    // A person's own post in the forum is their own business.
    town.user("Jens").open_post(forum.id, "Kaffe", "Er der mere kaffe?", &[]).unwrap();
    town.fill("Ida", prompt.id, "Svar", &[("answer", "Med knappen")]).await;
    town.settled().await;
    expect(&forum, &prompt, &["Vi tog den sammen", "Jeg ringede selv", "Med knappen"]).await;
    let last = town.posts(prompt.id).pop().unwrap();
    assert!(shown(&last).contains("Ida") && shown(&last).contains("Med knappen"), "{}", shown(&last));
    forum.town.end().await;
}

#[tokio::test]
async fn what_was_said_changed_and_deleted_while_the_bot_was_away_is_found() {
    let (mut forum, prompt) = Forum::with_prompt().await;
    let changed = forum.town.user("Asta").say(prompt.id, "bliver rettet").unwrap();
    let deleted = forum.town.user("Bo").say(prompt.id, "bliver slettet").unwrap();
    expect(&forum, &prompt, &["bliver rettet", "bliver slettet"]).await;
    forum.town.stop().await;
    forum.town.clock.set(local(2026, 11, 4, 9, 0));
    forum.town.user("Asta").edit(changed, "blev rettet").unwrap();
    forum.town.user("Bo").delete(deleted).unwrap();
    forum.town.user("Mette").say(prompt.id, "skrevet imens").unwrap();
    forum.town.start().await;
    expect(&forum, &prompt, &["blev rettet", "skrevet imens"]).await;
    forum.town.end().await;
}

/// A prompt stands there, and the database takes its time to record it.
#[tokio::test]
async fn what_was_said_while_the_prompt_was_still_being_recorded_is_kept() {
    let (gate, hook) = Gate::new();
    let forum = Forum::hooked(ChannelSpec::forum(PLACE), hook).await;
    let town = &forum.town;
    town.set_up(town.channel).await;
    town.travel(on(0, 8, 59)).await;
    gate.shut(&["round.open"]);
    town.clock.set(on(0, 9, 0));
    gate.waiting(town, 1).await;
    let prompt = forum.prompts().pop().expect("a prompt");
    town.user("Asta").say(prompt.id, "Jeg så det straks").unwrap();
    town.clock.advance(Duration::seconds(5));
    gate.shut(&[]);
    town.settled().await;
    // Whoever was slow once is read after everybody's prompts.
    town.pass(Duration::minutes(1)).await;
    expect(&forum, &prompt, &["Jeg så det straks"]).await;
    forum.town.end().await;
}

#[tokio::test]
async fn what_was_said_in_a_deleted_post_is_erased() {
    let (mut forum, prompt) = Forum::with_prompt().await;
    forum.town.user("Asta").say(prompt.id, "før").unwrap();
    expect(&forum, &prompt, &["før"]).await;
    forum.town.stop().await;
    let owner = forum.town.world.owner(forum.town.world.guild("Biblioteket").unwrap()).unwrap();
    owner.delete_channel(prompt.id).unwrap();
    forum.town.start().await;
    expect(&forum, &prompt, &[]).await;
    forum.town.end().await;
}

#[tokio::test]
async fn an_answer_by_button_wakes_a_post_that_sleeps() {
    let (forum, prompt) = Forum::with_prompt().await;
    let town = &forum.town;
    let owner = town.world.owner(town.world.guild("Biblioteket").unwrap()).unwrap();
    owner.set_thread(prompt.id, true, false).unwrap();
    let reflection = town.command("Asta", town.channel, "refleksion", &[]).await;
    town.fill("Asta", reflection.id, "Svar", &[("answer", "Lidt sent")]).await;
    town.settled().await;
    let last = town.posts(prompt.id).pop().unwrap();
    assert!(shown(&last).contains("Lidt sent"), "{}", shown(&last));
    forum.town.end().await;
}

/// Karen's praise of Mette, with Mette's yes.
async fn example(forum: &Forum) {
    forum.town.nominate("Asta", "Mette", "Mette tog telefonen, da alle løb stærkt.").await;
    forum.town.click("Mette", forum.town.letter_to("Mette").id, "Ja, gerne").await;
    forum.town.settled().await;
}

#[tokio::test]
async fn an_example_stands_in_the_open_rounds_post() {
    let (forum, prompt) = Forum::with_prompt().await;
    example(&forum).await;
    let last = forum.town.posts(prompt.id).pop().unwrap();
    assert!(shown(&last).contains("Mette tog telefonen"), "{}", shown(&last));
    assert_eq!(forum.posts().len(), 2, "the introduction and the prompt");
    forum.town.end().await;
}

#[tokio::test]
async fn without_an_open_round_an_example_is_a_post_that_follows_its_people_also_when_it_sleeps() {
    let forum = Forum::with_team(ChannelSpec::forum(PLACE)).await;
    let town = &forum.town;
    example(&forum).await;
    let post = forum.posts().pop().unwrap();
    assert!(shown(&post).contains("Mette tog telefonen"), "{}", shown(&post));
    assert_eq!(forum.title(&post), "Et godt eksempel · Tag ansvar for opgaven");
    // Asta takes her name off it, and it has gone to sleep meanwhile.
    let owner = town.world.owner(town.world.guild("Biblioteket").unwrap()).unwrap();
    let leave = town.user("Asta").click(post.id, "Tag mig ud").unwrap();
    leave.message().await.unwrap();
    town.settled().await;
    let named = |forum: &Forum| shown(forum.posts().last().unwrap()).contains("Asta");
    assert!(!named(&forum), "{}", shown(forum.posts().last().unwrap()));
    let again = town.user("Mette").click(post.id, "Tag mig ud").unwrap();
    owner.set_thread(post.id, true, false).unwrap();
    again.message().await.unwrap();
    town.settled().await;
    let said = town.with(|state| {
        state
            .everything_said()
            .any(|m| shown(m).contains("Mette tog telefonen") && m.only_for.is_none() && m.channel == post.id)
    });
    assert!(!said, "nobody stands by it any more");
    forum.town.end().await;
}

#[tokio::test]
async fn a_letter_is_a_post_of_its_own_once_approved_and_is_corrected_by_an_edit() {
    let (forum, prompt) = Forum::with_prompt().await;
    let town = &forum.town;
    for (who, text) in [
        ("Asta", "Vi spurgte borgeren, før vi gik i gang."),
        ("Bo", "Jeg blev ved, til nøglen var fundet."),
        ("Jens", "Vi delte listen mellem os uden at spørge."),
    ] {
        town.user(who).say(prompt.id, text).unwrap();
    }
    expect(
        &forum,
        &prompt,
        &[
            "Vi spurgte borgeren, før vi gik i gang.",
            "Jeg blev ved, til nøglen var fundet.",
            "Vi delte listen mellem os uden at spørge.",
        ],
    )
    .await;
    example(&forum).await;
    town.seat(&[("leder", "Ida")]).await;
    town.travel(local(2026, 12, 1, 12, 0)).await;
    let letters = |forum: &Forum| {
        forum.posts().into_iter().filter(|m| shown(m).contains("Månedsbrev ·")).collect::<Vec<_>>()
    };
    assert_eq!(letters(&forum).len(), 0, "not before it is approved");
    town.click("Ida", town.letter_to("Ida").id, "Godkend").await;
    town.settled().await;
    let letter = letters(&forum).remove(0);
    assert_eq!(forum.title(&letter), "Månedsbrev · november 2026");
    assert!(shown(&letter).contains("Mette tog telefonen"), "{}", shown(&letter));
    assert_eq!(buttons(&letter), ["Ret teksten", "Tag mig ud"]);
    assert!(letter.attachments[0].bytes.starts_with(b"\x89PNG"));
    // The post has gone to sleep when Mette leaves the example in it.
    let owner = town.world.owner(town.world.guild("Biblioteket").unwrap()).unwrap();
    let example = town.posts(prompt.id).into_iter().find(|m| shown(m).contains("Mette tog")).unwrap();
    owner.set_thread(letter.id, true, false).unwrap();
    town.click("Mette", example.id, "Tag mig ud").await;
    town.settled().await;
    let after = letters(&forum);
    assert_eq!(after.len(), 1, "a correction is never a second post");
    assert!(!shown(&after[0]).contains("Mette"), "{}", shown(&after[0]));
    forum.town.end().await;
}

#[tokio::test]
async fn after_the_round_has_closed_nothing_is_kept() {
    let (forum, prompt) = Forum::with_prompt().await;
    let town = &forum.town;
    town.user("Asta").say(prompt.id, "i tide").unwrap();
    expect(&forum, &prompt, &["i tide"]).await;
    town.command("Karen", town.channel, "team pause", &[]).await;
    town.travel(on(2, 9, 1)).await;
    town.user("Bo").say(prompt.id, "for sent").unwrap();
    town.settled().await;
    let round = town.core().store.rounds_since(None, chrono::DateTime::UNIX_EPOCH).await.unwrap().remove(0);
    let kept = town.core().store.replies_of_round(round.occasion).await.unwrap();
    assert_eq!(kept.len(), 1);
    forum.town.end().await;
}
