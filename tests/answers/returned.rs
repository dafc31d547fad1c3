//! What people say while the bot is connected and yet cannot hear them: sent away, shut out of the channel, or cut
//! off by an outage. It is read when the bot can see again.

use super::expect_texts;
use crate::support::{Town, local, on_both_engines};
use aktor::sandbox::faults::Interruption;
use aktor::sandbox::world::{Message, permission};

on_both_engines!(sent_away_and_invited_again_the_bot_reads_what_was_said_meanwhile);

/// A town with something said that is kept, and something that is deleted while the bot cannot hear.
async fn talking() -> (Town, Message, i64) {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "hørt").unwrap();
    town.user("Bo").say(thread, "hørt og slettet").unwrap();
    expect_texts(&town, &["hørt", "hørt og slettet"]).await;
    (town, prompt, thread)
}

/// What happens while the bot cannot hear.
fn go_on_talking(town: &Town, prompt: &Message, thread: i64) {
    let deleted =
        town.with(|state| state.said_in(thread).find(|m| m.content == "hørt og slettet").unwrap().id);
    town.user("Bo").delete(deleted).unwrap();
    town.user("Mette").say(thread, "uhørt").unwrap();
    town.user("Jens").reply(prompt.id, "uhørt i kanalen").unwrap();
}

const ALL: [&str; 3] = ["hørt", "uhørt", "uhørt i kanalen"];

async fn sent_away_and_invited_again_the_bot_reads_what_was_said_meanwhile() {
    let (town, prompt, thread) = talking().await;
    let guild = town.world.guild("Norddjurs").unwrap();
    town.world.kick_bot(guild);
    town.clock.set(local(2026, 11, 5, 9, 0));
    go_on_talking(&town, &prompt, thread);
    town.world.invite_bot(guild);
    expect_texts(&town, &ALL).await;
    town.end().await;
}

#[tokio::test]
async fn sent_away_and_invited_again_while_it_was_stopped_the_bot_reads_what_was_said_meanwhile() {
    let (mut town, prompt, thread) = talking().await;
    let guild = town.world.guild("Norddjurs").unwrap();
    town.stop().await;
    town.world.kick_bot(guild);
    go_on_talking(&town, &prompt, thread);
    town.start().await;
    expect_texts(&town, &["hørt", "hørt og slettet"]).await;
    town.stop().await;
    town.world.invite_bot(guild);
    town.start().await;
    expect_texts(&town, &ALL).await;
    town.end().await;
}

#[tokio::test]
async fn shut_out_of_the_channel_and_let_in_again_the_bot_reads_what_was_said_meanwhile() {
    let (town, prompt, thread) = talking().await;
    town.world.deny_bot(town.channel, permission::VIEW_CHANNEL);
    go_on_talking(&town, &prompt, thread);
    town.world.relieve_bot(town.channel);
    expect_texts(&town, &ALL).await;
    town.end().await;
}

#[tokio::test]
async fn in_a_channel_made_private_the_bot_reads_what_was_said_once_it_has_a_role_that_may() {
    let (town, prompt, thread) = talking().await;
    let guild = town.world.guild("Norddjurs").unwrap();
    // As *Private channel* in the settings: nobody sees it but those let in by name or role.
    for who in ["Bo", "Mette", "Jens"] {
        let member = permission::Target::Member(town.user(who).id);
        town.world.overwrite(town.channel, member, permission::VIEW_CHANNEL, 0);
    }
    town.world.overwrite(town.channel, permission::Target::Role(guild), 0, permission::VIEW_CHANNEL);
    go_on_talking(&town, &prompt, thread);
    let admins = town.world.add_role(guild, "Botter", permission::ADMINISTRATOR);
    town.world.give_role(guild, town.world.bot(), admins, true);
    expect_texts(&town, &ALL).await;
    town.end().await;
}

#[tokio::test]
async fn after_an_outage_of_the_server_the_bot_reads_what_was_said_meanwhile() {
    let (town, prompt, thread) = talking().await;
    let guild = town.world.guild("Norddjurs").unwrap();
    town.world.outage(guild, true);
    for _ in 0..3 {
        town.world.faults().interrupt(Interruption::LoseNext);
    }
    go_on_talking(&town, &prompt, thread);
    town.world.outage(guild, false);
    expect_texts(&town, &ALL).await;
    town.end().await;
}

#[tokio::test]
async fn a_channel_deleted_while_the_bot_was_stopped_takes_its_answers_with_it_and_nobody_elses() {
    let (mut town, _, _) = talking().await;
    let school = town.world.channel("skolen").unwrap();
    town.set_up(school).await;
    town.command("Karen", school, "team send-nu", &[]).await;
    town.pass(chrono::Duration::seconds(5)).await;
    let theirs = town.prompts(school).pop().unwrap();
    town.user("Ida").say(theirs.id, "i skolen").unwrap();
    expect_texts(&town, &["hørt", "hørt og slettet", "i skolen"]).await;
    town.stop().await;
    let owner = town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap();
    owner.delete_channel(town.channel).unwrap();
    town.user("Ole").say(theirs.id, "imens").unwrap();
    town.start().await;
    expect_texts(&town, &["i skolen", "imens"]).await;
    town.end().await;
}

#[tokio::test]
async fn a_thread_that_was_archived_and_locked_meanwhile_is_read_as_well() {
    let (mut town, prompt, thread) = talking().await;
    town.stop().await;
    go_on_talking(&town, &prompt, thread);
    let owner = town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap();
    owner.set_thread(thread, true, true).unwrap();
    town.start().await;
    expect_texts(&town, &ALL).await;
    town.end().await;
}
