//! A round is called to mind once, if nobody has answered; and each member is told as much as they want to be.

use super::plan::dose;
use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::sandbox::world::Message;

on_both_engines!(
    a_round_that_nobody_answered_is_called_to_mind_once_in_its_thread,
    whoever_pauses_finds_what_needs_an_answer_at_the_next_use,
);

const OPEN: &str = "Ugens spørgsmål er åbent til mandag den 16. november.";

fn reminders(town: &Town) -> Vec<Message> {
    let bot = town.world.bot();
    town.with(|state| {
        state.everything_said().filter(|m| m.author == bot && shown(m).contains(OPEN)).cloned().collect()
    })
}

async fn asked(reminder: bool) -> Town {
    let town = Town::with_team().await;
    dose(&town, |dosing| dosing.reminder = reminder).await;
    town.travel(local(2026, 11, 2, 10, 0)).await;
    town
}

async fn a_round_that_nobody_answered_is_called_to_mind_once_in_its_thread() {
    let mut town = asked(true).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    town.travel(local(2026, 11, 5, 8, 59)).await;
    assert_eq!(reminders(&town).len(), 0);
    town.travel(local(2026, 11, 5, 9, 1)).await;
    let reminded = reminders(&town);
    assert_eq!(reminded.len(), 1);
    assert_eq!(reminded[0].channel, prompt.id, "in the thread");
    assert!(!reminded[0].content.contains('@'), "naming nobody");
    let round = town.core().library.iter().find(|p| shown(&prompt).contains(p.da.text.trim())).unwrap();
    if let Some(later) = &round.da.follow_up {
        assert!(shown(&reminded[0]).contains(later.trim()), "{}", shown(&reminded[0]));
    }
    town.kill().await;
    town.start().await;
    town.travel(local(2026, 11, 8, 9, 0)).await;
    assert_eq!(reminders(&town).len(), 1);
    town.end().await;
}

#[tokio::test]
async fn a_round_with_an_answer_or_without_the_wish_is_left_alone() {
    for wish in [true, false] {
        let town = asked(wish).await;
        if wish {
            let prompt = town.prompts(town.channel).pop().unwrap();
            town.user("Asta").say(prompt.id, "Min dag blev lettere, da Bo tog telefonen").unwrap();
            town.settled().await;
        }
        town.travel(local(2026, 11, 8, 9, 0)).await;
        assert_eq!(reminders(&town).len(), 0, "wished for: {wish}");
        town.end().await;
    }
}

#[tokio::test]
async fn a_wish_taken_back_in_time_a_pause_and_a_thread_that_is_gone_keep_it_quiet() {
    for what in ["wish", "pause", "thread", "locked"] {
        let town = asked(true).await;
        let prompt = town.prompts(town.channel).pop().unwrap();
        let owner = town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap();
        match what {
            "wish" => dose(&town, |dosing| dosing.reminder = false).await,
            "pause" => drop(town.command("Karen", town.channel, "team pause", &[]).await),
            "thread" => owner.delete_channel(prompt.id).unwrap(),
            _ => owner.set_thread(prompt.id, true, true).unwrap(),
        }
        town.travel(local(2026, 11, 8, 9, 0)).await;
        assert_eq!(reminders(&town).len(), 0, "{what}");
        town.end().await;
    }
}

/// `/mine-data påmindelser`, and the button with this label.
async fn choose(town: &Town, who: &str, label: &str) -> String {
    let panel = town.command(who, town.channel, "mine-data påmindelser", &[]).await;
    assert!(buttons(&panel).iter().any(|b| b == label), "{:?}", buttons(&panel));
    shown(&town.click(who, panel.id, label).await)
}

#[tokio::test]
async fn whoever_asks_for_it_gets_a_private_word_when_the_prompt_has_come() {
    let town = Town::with_team().await;
    let said = choose(&town, "Asta", "Prik mig").await;
    assert!(
        said.contains("Så gør jeg det sådan.") && said.contains("når ugens spørgsmål er kommet"),
        "{said}"
    );
    choose(&town, "Bo", "Prik mig").await;
    choose(&town, "Bo", "Kun når det gælder mig").await;
    town.travel(local(2026, 11, 2, 10, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    let nudge = shown(&town.letter_to("Asta"));
    assert!(nudge.contains("Ugens spørgsmål i hjemmepleje er kommet"), "{nudge}");
    assert!(nudge.contains(&format!("/{}", prompt.id)), "a link: {nudge}");
    assert_eq!(town.user("Bo").inbox().len(), 0);
    // Whoever has left is not written to, and neither is whoever has had enough.
    town.user("Asta").leave(town.world.guild("Norddjurs").unwrap());
    town.travel(local(2026, 11, 9, 10, 0)).await;
    assert_eq!(town.user("Asta").inbox().len(), 1);
    town.end().await;
}

async fn whoever_pauses_finds_what_needs_an_answer_at_the_next_use() {
    let town = Town::with_team().await;
    choose(&town, "Bo", "Hold pause").await;
    town.travel(local(2026, 11, 2, 10, 0)).await;
    town.nominate("Asta", "Bo", "Bo blev og hjalp en ny kollega på plads").await;
    assert_eq!(town.user("Bo").inbox().len(), 0);
    let helped = town.user("Bo").command(town.channel, "hjælp", &[]).unwrap();
    helped.message().await.unwrap();
    let hint = town
        .wait("the hint that something waits", |town| {
            let seen = town.user("Bo").reads(town.channel);
            seen.into_iter().find(|m| shown(m).contains("Der ligger noget til dig"))
        })
        .await;
    let waiting = town.click("Bo", hint.id, &buttons(&hint)[0]).await;
    assert!(shown(&waiting).contains("Bo blev og hjalp"), "{}", shown(&waiting));
    town.end().await;
}

#[tokio::test]
async fn without_a_team_it_says_where_it_works() {
    let town = Town::with_team().await;
    let answer =
        town.command("Asta", town.world.channel("skolen").unwrap(), "mine-data påmindelser", &[]).await;
    assert!(shown(&answer).contains(&format!("<#{}>", town.channel)), "{}", shown(&answer));
    town.end().await;
}
