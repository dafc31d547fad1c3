//! The colleagues whom nobody plays, going about their work: they answer what was asked, tell of each other, and say
//! yes or no to what the bot asks them.
//!
//! Decides what they do when they are let; when that is, `host` decides.

use super::super::Failure;
use super::general::{EXAMPLES, OPEN, general};
use super::town::{FIRST, NAMED, is_played};
use super::voices::{Voice, Way, answers};
use super::world::{PATIENCE, Stage};
use crate::domain::round::Round;
use crate::sandbox::actor::{Actor, Impossible, InteractionHandle};
use crate::sandbox::page::Spot;
use crate::sandbox::world::{Answer, InteractionKind, Message, State, kind};
use chrono::Duration;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The most answers that come at once.
const ANSWERS: usize = 4;

/// Lets the colleagues answer the question of `round` and one of them tell of another; how many answered.
pub(super) async fn at_work(stage: &Stage, round: &Round, spot: Spot) -> Result<usize, Failure> {
    let voices = voices(stage, round, spot);
    let count = voices.len();
    for (actor, voice) in voices {
        stage.pass(Duration::minutes(9)).await?;
        answer(stage, round, &actor, voice).await.map_err(|why| stage.broken("answering", why))?;
        stage.settled().await?;
    }
    if count > 0 {
        tell(stage, round, spot).await?;
    }
    Ok(count)
}

/// Who answers, and what: those written for the question, else what fits its theme, by whoever has not answered yet.
fn voices(stage: &Stage, round: &Round, spot: Spot) -> Vec<(Actor, Voice)> {
    let Some(theme) = stage.app.core().library.get(&round.prompt).map(|prompt| prompt.theme) else {
        return Vec::new();
    };
    let mut free = colleagues(stage, round.channel.0);
    let spoken = have_answered(stage, round);
    let heard = heard(stage, round.channel.0, 0);
    let is_new = |words: &str| !heard.contains(&letters(words));
    let first = stage.world.user(FIRST).id;
    free.retain(|(_, actor)| actor.id != spot.me && actor.id != first && !spoken.contains(&actor.id));
    let mut said = Vec::new();
    for voice in answers(&round.prompt, theme).into_iter().filter(|voice| is_new(voice.words)) {
        if let Some(at) = free.iter().position(|(name, _)| name == voice.who) {
            said.push((free.remove(at).1, voice));
        }
    }
    // Those whom one can be answer only with words of their own.
    free.retain(|(name, _)| !is_played(name));
    let ways = [Way::Thread, Way::Button, Way::Reply];
    let taken: Vec<&str> = said.iter().map(|(_, voice): &(Actor, Voice)| voice.words).collect();
    let more = general(theme).into_iter().chain(OPEN).filter(|words| is_new(words) && !taken.contains(words));
    let room = ANSWERS.saturating_sub(said.len());
    for ((words, way), (_, actor)) in more.zip(ways).zip(free).take(room) {
        said.push((actor, Voice::new(way, words)));
    }
    said
}

/// Letters and digits alone: markup and line breaks make no difference to what was said.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// A message's text, cards and buttons, as [`letters`].
pub(super) fn letters_of(message: &Message) -> String {
    let parts = message.embeds.iter().chain(&message.components).map(Value::to_string);
    letters(&message.content) + &parts.map(|part| letters(&part)).collect::<String>()
}

/// All that was said since the message `since` in a channel, its threads, and privately to those who see it.
fn heard(stage: &Stage, channel: i64, since: i64) -> String {
    let seen = stage.world.state();
    let here = |message: &&Message| {
        seen.channel(message.channel).is_some_and(|place| {
            let whose = |user: &i64| *user != seen.bot() && seen.sees(*user, channel);
            place.id == channel || place.parent == Some(channel) || place.recipients.iter().any(whose)
        })
    };
    let all = seen.everything_said().filter(|message| message.id >= since).filter(here);
    all.map(|message| letters_of(message) + "\n").collect()
}

/// The people who see a channel and hold a workplace's role, by name.
fn colleagues(stage: &Stage, channel: i64) -> Vec<(String, Actor)> {
    let seen = stage.world.state();
    let guild = seen.channel(channel).and_then(|channel| channel.guild).and_then(|id| seen.guild(id));
    let members = guild.into_iter().flat_map(|guild| guild.members.values());
    let here =
        members.filter(|one| one.user != seen.bot() && !one.roles.is_empty() && seen.sees(one.user, channel));
    let named = here.filter_map(|one| Some((seen.user(one.user)?.global_name.clone()?, one.user)));
    let ids: Vec<(String, i64)> = named.filter(|(name, _)| name != super::world::ADMINISTRATOR).collect();
    drop(seen);
    ids.into_iter().map(|(name, id)| (name, stage.world.person(id))).collect()
}

/// Whoever wrote in the thread or replied to the question, or sent the form of one of its buttons.
fn have_answered(stage: &Stage, round: &Round) -> BTreeSet<i64> {
    let seen = stage.world.state();
    let (question, channel) = (round.message.0, round.channel.0);
    let thread = round.thread.map_or(question, |thread| thread.0);
    let replied = seen.said_in(channel).filter(|message| {
        message.reference.is_some_and(|reference| reference.message == Some(question)) && message.kind != 21
    });
    let written = seen.said_in(thread).chain(replied).map(|message| message.author);
    let by_form =
        seen.interactions_of(InteractionKind::Modal).filter(|sent| sent.source == Some((channel, question)));
    written.chain(by_form.map(|sent| sent.user)).collect()
}

async fn answer(stage: &Stage, round: &Round, actor: &Actor, voice: Voice) -> Result<(), Impossible> {
    let question = round.message.0;
    match voice.way {
        Way::Thread => actor.say(round.thread.map_or(question, |thread| thread.0), voice.words).map(drop),
        Way::Reply => actor.reply_quietly(question, voice.words).map(drop),
        Way::Button => {
            let Some(button) = first_button(stage, round.channel.0, question) else { return Ok(()) };
            let form = actor.click(question, &button)?.modal().await?;
            let field = form.body["components"][0]["components"][0]["custom_id"].as_str().unwrap_or_default();
            answered(stage, &actor.submit(&form, &[(field, voice.words)])?).await
        }
    }
}

/// Waits for the answer that stays: nobody's clock may move before, since answers are taken for a quarter of an hour.
pub(super) async fn answered(stage: &Stage, asked: &InteractionHandle) -> Result<(), Impossible> {
    let stands = |state: &State| {
        let said = matches!(state.answer(asked.id)?, Answer::Message(_) | Answer::Updated(_));
        (said || !state.interaction(asked.id)?.followups.is_empty()).then_some(())
    };
    let found = stage.world.wait_for(PATIENCE, stands).await;
    found.ok_or_else(|| Impossible(format!("interaction {} was not answered", asked.id)))
}

fn first_button(stage: &Stage, channel: i64, message: i64) -> Option<String> {
    let seen = stage.world.state();
    let message = seen.message(channel, message)?;
    message.components[0]["components"][0]["custom_id"].as_str().map(str::to_owned)
}

/// One colleague tells of another, once a question; those whom one can be are neither.
async fn tell(stage: &Stage, round: &Round, spot: Spot) -> Result<(), Failure> {
    let mut free = colleagues(stage, round.channel.0);
    free.retain(|(name, actor)| !is_played(name) && actor.id != spot.me);
    let turn = usize::try_from(round.opened_at.timestamp() / 86_400 / 7).unwrap_or_default();
    let count = free.len();
    if count < 2 {
        return Ok(());
    }
    let ((_, giver), (_, named)) = (&free[turn % count], &free[(turn + 1) % count]);
    let lately = heard(stage, round.channel.0, round.message.0);
    if EXAMPLES.iter().any(|(_, words)| lately.contains(&letters(words))) {
        return Ok(());
    }
    let before = heard(stage, round.channel.0, 0);
    let Some((expectation, words)) = EXAMPLES.iter().find(|(_, words)| !before.contains(&letters(words)))
    else {
        return Ok(());
    };
    let options: [(&str, Value); 3] = [
        ("forventning", json!(expectation)),
        ("kollega", json!(named.id.to_string())),
        ("eksempel", json!(words)),
    ];
    stage.pass(Duration::minutes(14)).await?;
    let told = giver.command(round.channel.0, "fremhæv", &options);
    let told = told.map_err(|why| stage.broken("telling of a colleague", why))?;
    answered(stage, &told).await.map_err(|why| stage.broken("telling of a colleague", why))?;
    stage.settled().await?;
    decide(stage, spot).await
}

/// Everybody whom nobody plays presses the first button of what the bot asked them and they have not settled: *yes* to
/// an example, *approve* to a letter. Of the TRIO the leader does so too, so that two are enough.
pub(super) async fn decide(stage: &Stage, spot: Spot) -> Result<(), Failure> {
    for (actor, message) in asked(stage, spot) {
        let Some(button) = first_button(stage, message.channel, message.id) else { continue };
        stage.pass(Duration::minutes(6)).await?;
        let pressed =
            actor.click(message.id, &button).map_err(|why| stage.broken("answering in private", why))?;
        answered(stage, &pressed).await.map_err(|why| stage.broken("answering in private", why))?;
        stage.settled().await?;
    }
    Ok(())
}

/// Private questions of the bot that stand open, with those they are put to.
fn asked(stage: &Stage, spot: Spot) -> Vec<(Actor, Message)> {
    let seen = stage.world.state();
    let (bot, named) = (seen.bot(), super::town::LEADER);
    let mut open = Vec::new();
    for message in
        seen.everything_said().filter(|message| message.author == bot && !message.components.is_empty())
    {
        let Some(channel) = seen.channel(message.channel).filter(|channel| channel.kind == kind::PRIVATE)
        else {
            continue;
        };
        let Some(user) = channel.recipients.iter().find(|user| **user != bot && **user != spot.me) else {
            continue;
        };
        let name = seen.user(*user).and_then(|user| user.global_name.clone()).unwrap_or_default();
        let pressed = seen
            .interactions_of(InteractionKind::Component)
            .any(|one| one.user == *user && one.source == Some((message.channel, message.id)));
        if !pressed && name != NAMED && (!is_played(&name) || name == named) {
            open.push((*user, message.clone()));
        }
    }
    drop(seen);
    open.into_iter().map(|(user, message)| (stage.world.person(user), message)).collect()
}
