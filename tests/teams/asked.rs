//! What a team changes in a prompt while it stands, or is about to.

use super::plan::dose;
use crate::support::{Town, local, on_both_engines, shown};
use aktor::domain::ids::{ChannelId, GuildId, TeamId, UserId};
use aktor::domain::prompt::{Audience, Theme};
use aktor::sandbox::world::permission;
use chrono::Duration;
use serde_json::json;

on_both_engines!(
    what_was_hidden_before_it_could_be_posted_is_not_asked,
    an_open_round_has_the_words_it_was_asked_in,
);

/// It has a question for later in the week.
const ASKED: &str = "ansvar-03";

async fn team(town: &Town) -> TeamId {
    let guild = GuildId(town.world.guild("Norddjurs").unwrap());
    town.core().store.team_of_channel(guild, ChannelId(town.channel)).await.unwrap().unwrap().id
}

async fn what_was_hidden_before_it_could_be_posted_is_not_asked() {
    let town = Town::with_team().await;
    let (core, id) = (town.core(), team(&town).await);
    town.world.deny_bot(town.channel, permission::SEND_MESSAGES);
    town.travel(local(2026, 11, 2, 9, 30)).await;
    let settled = core.store.prompt_history(id).await.unwrap();
    let (occasion, prompt) = settled.last().unwrap().clone();
    core.store.hide_prompt(id, &prompt, true, UserId(1), core.now()).await.unwrap();
    town.world.relieve_bot(town.channel);
    town.pass(Duration::minutes(11)).await;
    let asked = town.wait("the prompt", |town| town.prompts(town.channel).pop()).await;
    town.settled().await;
    let hidden = core.library.get(&prompt).unwrap();
    assert!(!shown(&asked).contains(hidden.da.text.trim()), "{}", shown(&asked));
    let round = core.store.round(occasion).await.unwrap().unwrap();
    let stands = core.library.get(&round.prompt).unwrap();
    assert!(shown(&asked).contains(stands.da.text.trim()), "{}", shown(&asked));
    assert!(town.thread_on(&asked).unwrap().ends_with(&stands.da.title));
    assert_eq!(core.store.prompt_history(id).await.unwrap(), [(occasion, round.prompt)]);
    town.end().await;
}

async fn an_open_round_has_the_words_it_was_asked_in() {
    let town = Town::with_team().await;
    let (core, id) = (town.core(), team(&town).await);
    // In the evening nobody is written to: the word that it has come waits for the morning.
    town.command("Karen", town.channel, "team tilpas", &[("klokkeslæt", json!("20:00"))]).await;
    let nudge = town.command("Asta", town.channel, "mine-data påmindelser", &[]).await;
    town.click("Asta", nudge.id, "Prik mig").await;
    dose(&town, |dosing| {
        dosing.reminder = true;
        dosing.resting = Theme::ALL.into_iter().filter(|theme| *theme != Theme::Task).collect();
    })
    .await;
    let others =
        core.library.for_audience(Audience::Team).filter(|p| p.theme == Theme::Task && p.id != ASKED);
    for prompt in others {
        core.store.hide_prompt(id, &prompt.id, true, UserId(1), core.now()).await.unwrap();
    }
    let prompt = core.library.get(ASKED).unwrap();
    let (was, later) = (prompt.da.text.trim(), prompt.da.follow_up.as_deref().unwrap().trim());
    town.travel(local(2026, 11, 9, 20, 30)).await;
    let asked = town.prompts(town.channel).pop().unwrap();
    assert!(shown(&asked).contains(was), "{}", shown(&asked));
    let mine = shown(&town.command("Bo", town.channel, "refleksion", &[]).await);
    assert!(mine.contains(was), "{mine}");

    let panel = town.command("Karen", town.channel, "spørgsmål skjul", &[("spørgsmål", json!(ASKED))]).await;
    town.fill("Karen", panel.id, "Skriv om", &[("text", "Hvem låser?"), ("title", ""), ("help", "")]).await;
    let mine = shown(&town.command("Bo", town.channel, "refleksion", &[]).await);
    assert!(mine.contains("læse det og svare her") && !mine.contains("Hvem låser?"), "{mine}");
    town.travel(local(2026, 11, 15, 12, 0)).await;
    let told = shown(&town.letter_to("Asta"));
    assert!(told.contains("er kommet. Læs det her") && told.contains(&asked.id.to_string()), "{told}");
    assert!(!told.contains("Hvem låser?"), "{told}");
    let bot = town.world.bot();
    let reminded: Vec<String> = town.with(|state| {
        state.everything_said().filter(|m| m.author == bot && m.channel == asked.id).map(shown).collect()
    });
    assert!(reminded.iter().any(|said| said.contains("Ugens spørgsmål er åbent til")), "{reminded:?}");
    assert!(reminded.iter().all(|said| !said.contains(later)), "{reminded:?}");
    // Asked again, it is in the new words, and a question of its own.
    town.travel(local(2026, 11, 16, 20, 30)).await;
    let again = town.prompts(town.channel).pop().unwrap();
    assert!(shown(&again).contains("Hvem låser?"), "{}", shown(&again));
    let mine = shown(&town.command("Bo", town.channel, "refleksion", &[]).await);
    assert!(mine.contains("Hvem låser?"), "{mine}");
    town.end().await;
}
