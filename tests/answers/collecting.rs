//! What is an answer, and what is not.

use super::{expect_texts, kept, posted, send_answer, texts, tick};
use crate::support::{Town, local, on_both_engines};
use aktor::domain::ids::{ChannelId, MessageId};
use aktor::domain::reply::Via;
use aktor::sandbox::world::{Draft, File};
use chrono::Duration;

on_both_engines!(
    messages_in_the_thread_and_direct_replies_to_the_prompt_are_collected,
    edits_update_an_answer_and_only_the_newest_words_are_kept,
    an_edit_in_the_very_millisecond_of_writing_counts,
    deletions_one_by_one_and_many_at_once_erase,
    a_deleted_channel_takes_every_answer_with_it,
    a_round_closes_after_fourteen_days_and_what_it_keeps_can_still_be_changed_and_erased
);

async fn messages_in_the_thread_and_direct_replies_to_the_prompt_are_collected() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let first = town.user("Asta").say(thread, "Vi tog den sammen.").unwrap();
    town.user("Bo").reply(prompt.id, "Jeg ringede selv.").unwrap();
    // In the thread every message counts, a reply to a colleague too.
    town.user("Mette").reply(first, "Enig med Asta.").unwrap();
    expect_texts(&town, &["Vi tog den sammen.", "Jeg ringede selv.", "Enig med Asta."]).await;
    let kept = kept(&town).await;
    assert_eq!(kept.iter().map(|r| r.via).collect::<Vec<_>>(), [Via::Thread, Via::Channel, Via::Thread]);
    assert_eq!(kept[1].author.0, town.user("Bo").id);
    assert_eq!(kept[1].channel, ChannelId(town.channel));
    town.end().await;
}

#[tokio::test]
async fn other_talk_bots_and_system_messages_are_not_collected() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let talk = town.user("Asta").say(town.channel, "Er der kaffe?").unwrap();
    town.user("Bo").reply(talk, "Ja, i køkkenet.").unwrap();
    let guild = town.world.guild("Norddjurs").unwrap();
    let school = town.world.channel("skolen").unwrap();
    town.user("Jens").say(school, "Ikke vores kanal").unwrap();
    // Renaming a thread leaves a system message in it; so does opening one in the channel.
    town.world.owner(guild).unwrap().rename(thread, "Uge 45 · et nyt navn").unwrap();
    town.user("Asta").open_thread(talk, "Kaffe").unwrap();
    town.user("Asta").say(talk, "I en anden tråd").unwrap();
    // The bot's own post of an answer is not a second answer.
    send_answer(&town, "Mette", &prompt, "Fra formularen").await;
    let bot = town.world.user("Anden bot").id;
    town.sandbox.gateway().dispatch(
        "MESSAGE_CREATE",
        &serde_json::json!({
            "id": (thread + 77).to_string(), "type": 0, "channel_id": thread.to_string(), "guild_id": guild.to_string(),
            "author": {"id": bot.to_string(), "username": "botten", "discriminator": "1234", "bot": true, "avatar": null},
            "content": "Jeg er en anden bot", "timestamp": "2026-11-02T08:00:00.000000+00:00", "edited_timestamp": null,
            "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
            "embeds": [], "pinned": false,
        }),
    );
    town.user("Leif").say(thread, "Et rigtigt svar").unwrap();
    expect_texts(&town, &["Fra formularen", "Et rigtigt svar"]).await;
    town.end().await;
}

async fn edits_update_an_answer_and_only_the_newest_words_are_kept() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let written = town.user("Asta").say(thread, "Frste udgave").unwrap();
    let reply = town.user("Bo").reply(prompt.id, "Svar i kanalen").unwrap();
    expect_texts(&town, &["Frste udgave", "Svar i kanalen"]).await;
    tick(&town);
    town.user("Asta").edit(written, "Første udgave").unwrap();
    town.user("Bo").edit(reply, "Rettet i kanalen").unwrap();
    expect_texts(&town, &["Første udgave", "Rettet i kanalen"]).await;
    tick(&town);
    town.user("Asta").edit(written, "Anden udgave").unwrap();
    expect_texts(&town, &["Anden udgave", "Rettet i kanalen"]).await;
    assert!(kept(&town).await[0].edited_at.is_some());
    town.end().await;
}

async fn an_edit_in_the_very_millisecond_of_writing_counts() {
    let (town, _, thread) = Town::with_prompt().await;
    let written = town.user("Asta").say(thread, "For hurtigt").unwrap();
    expect_texts(&town, &["For hurtigt"]).await;
    town.user("Asta").edit(written, "Hurtigt rettet").unwrap();
    expect_texts(&town, &["Hurtigt rettet"]).await;
    town.end().await;
}

#[tokio::test]
async fn attachments_are_counted_and_not_stored() {
    let (town, _, thread) = Town::with_prompt().await;
    let file = |name: &str| File {
        filename: name.to_owned(),
        content_type: "text/plain".to_owned(),
        bytes: b"kanariefugl i en fil".to_vec(),
        ..File::default()
    };
    let mut draft = Draft::text("Se vores plan");
    draft.files = vec![file("plan.txt"), file("skema.txt")];
    town.user("Asta").send(thread, draft).unwrap();
    // A picture without words is an answer too.
    let mut picture = Draft::default();
    picture.files = vec![file("tavle.png")];
    town.user("Bo").send(thread, picture).unwrap();
    expect_texts(&town, &["Se vores plan", ""]).await;
    assert_eq!(kept(&town).await.iter().map(|r| r.attachments).collect::<Vec<_>>(), [2, 1]);
    for trace in ["kanariefugl", "plan.txt", "tavle.png"] {
        assert!(super::files_with(&town, trace).is_empty(), "{trace}");
    }
    town.end().await;
}

async fn deletions_one_by_one_and_many_at_once_erase() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let say = |who: &str, text: &str| town.user(who).say(thread, text).unwrap();
    let (one, two, three) = (say("Asta", "et"), say("Bo", "to"), say("Mette", "tre"));
    let four = town.user("Jens").reply(prompt.id, "fire").unwrap();
    say("Leif", "fem");
    expect_texts(&town, &["et", "to", "tre", "fire", "fem"]).await;
    town.user("Asta").delete(one).unwrap();
    town.user("Jens").delete(four).unwrap();
    expect_texts(&town, &["to", "tre", "fem"]).await;
    let owner = town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap();
    owner.delete_bulk(thread, &[two, three]).unwrap();
    expect_texts(&town, &["fem"]).await;
    town.end().await;
}

#[tokio::test]
async fn a_deleted_thread_takes_its_answers_with_it_and_leaves_the_others() {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "i tråden").unwrap();
    send_answer(&town, "Mette", &prompt, "med knappen").await;
    town.user("Bo").reply(prompt.id, "i kanalen").unwrap();
    expect_texts(&town, &["i tråden", "med knappen", "i kanalen"]).await;
    town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap().delete_channel(thread).unwrap();
    expect_texts(&town, &["i kanalen"]).await;
    town.end().await;
}

async fn a_deleted_channel_takes_every_answer_with_it() {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "i tråden").unwrap();
    town.user("Bo").reply(prompt.id, "i kanalen").unwrap();
    expect_texts(&town, &["i tråden", "i kanalen"]).await;
    let owner = town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap();
    owner.delete_channel(town.channel).unwrap();
    expect_texts(&town, &[]).await;
    town.end().await;
}

#[tokio::test]
async fn an_answer_posted_by_the_bot_and_deleted_by_a_moderator_is_erased() {
    let (town, prompt, thread) = Town::with_prompt().await;
    send_answer(&town, "Mette", &prompt, "med knappen").await;
    let post = posted(&town, thread).remove(0);
    town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap().delete(post.id).unwrap();
    expect_texts(&town, &[]).await;
    town.end().await;
}

#[tokio::test]
async fn an_event_that_comes_twice_is_kept_once() {
    let (town, _, thread) = Town::with_prompt().await;
    town.sandbox.gateway().double_next(3);
    let written = town.user("Asta").say(thread, "en gang").unwrap();
    tick(&town);
    town.user("Asta").edit(written, "stadig en gang").unwrap();
    town.user("Bo").say(thread, "også en gang").unwrap();
    town.user("Mette").say(thread, "til sidst").unwrap();
    expect_texts(&town, &["stadig en gang", "også en gang", "til sidst"]).await;
    town.sandbox.gateway().double_next(1);
    town.user("Asta").delete(written).unwrap();
    town.user("Jens").say(thread, "bagefter").unwrap();
    expect_texts(&town, &["også en gang", "til sidst", "bagefter"]).await;
    town.end().await;
}

#[tokio::test]
async fn an_answer_belongs_to_the_month_in_which_it_was_written() {
    let town = Town::with_team().await;
    town.travel(local(2026, 11, 30, 9, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    town.clock.set(local(2026, 11, 30, 23, 59));
    let late = town.user("Asta").say(prompt.id, "lige før midnat").unwrap();
    town.clock.set(local(2026, 12, 1, 0, 0));
    town.user("Bo").say(prompt.id, "lige efter midnat").unwrap();
    // Edited in December: it was written in November all the same.
    town.user("Asta").edit(late, "sent i november").unwrap();
    expect_texts(&town, &["sent i november", "lige efter midnat"]).await;
    let store = &town.core().store;
    let team = store.teams(None).await.unwrap()[0].id;
    let of = async |from, until| {
        let all = store.replies_between(team, from, until).await.unwrap();
        all.into_iter().map(|reply| reply.text).collect::<Vec<_>>()
    };
    let (november, december) = (local(2026, 11, 1, 0, 0), local(2026, 12, 1, 0, 0));
    assert_eq!(of(november, december).await, ["sent i november"]);
    assert_eq!(of(december, local(2027, 1, 1, 0, 0)).await, ["lige efter midnat"]);
    town.end().await;
}

async fn a_round_closes_after_fourteen_days_and_what_it_keeps_can_still_be_changed_and_erased() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let first = town.user("Asta").say(thread, "i tide").unwrap();
    let second = town.user("Bo").say(thread, "også i tide").unwrap();
    expect_texts(&town, &["i tide", "også i tide"]).await;
    town.clock.set(local(2026, 11, 16, 8, 59));
    town.user("Mette").say(thread, "i sidste øjeblik").unwrap();
    expect_texts(&town, &["i tide", "også i tide", "i sidste øjeblik"]).await;
    town.travel(local(2026, 11, 16, 9, 1)).await;
    town.user("Jens").say(thread, "for sent").unwrap();
    town.user("Jens").reply(prompt.id, "også for sent").unwrap();
    // Days later, when nobody listens for new answers there any more.
    town.pass(Duration::days(20)).await;
    assert!(town.user("Asta").edit(first, "x").is_err(), "the thread is archived");
    town.user("Asta").set_thread(thread, false, false).unwrap();
    town.user("Asta").edit(first, "i tide, rettet").unwrap();
    town.user("Bo").delete(second).unwrap();
    expect_texts(&town, &["i tide, rettet", "i sidste øjeblik"]).await;
    assert_eq!(texts(&town).await.len(), 2);
    let late = town.core().store.reply_messages_in(ChannelId(thread), MessageId(0)).await.unwrap();
    assert_eq!(late.len(), 2, "nothing that came too late is kept");
    town.end().await;
}
