//! *Aftalt og gjort* in the monthly letter.

use super::agree;
use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::sandbox::world::Message;

on_both_engines!(the_letter_tells_what_was_agreed_and_done_and_forgets_what_is_erased,);

/// All that the letter says, in its thread too.
fn letter(town: &Town) -> String {
    let main = town.posts(town.channel).into_iter().rfind(|post| post.attachments.len() == 1).unwrap();
    let rest: Vec<String> = town.posts(main.id).iter().map(shown).collect();
    format!("{}\n{}", shown(&main), rest.join("\n"))
}

/// Says how it went, on the open question of this step.
async fn say(town: &Town, who: &str, what: &str, label: &str) {
    let bot = town.world.bot();
    let asks =
        |m: &&Message| m.author == bot && buttons(m).contains(&label.to_owned()) && shown(m).contains(what);
    let question = town.with(|state| state.everything_said().filter(asks).last().cloned().unwrap());
    town.click(who, question.id, label).await;
    town.settled().await;
}

async fn the_letter_tells_what_was_agreed_and_done_and_forgets_what_is_erased() {
    let town = Town::with_team().await;
    agree(&town, "Asta", "Vi ringer, før vi kører", "12/11").await;
    let receipt = agree(&town, "Bo", "Vi skriver nøglerne op", "11/12").await;
    agree(&town, "Mette", "Vi holder op med skemaet", "13/11").await;
    town.travel(local(2026, 11, 13, 11, 0)).await;
    say(&town, "Jens", "Vi ringer", "Gjort").await;
    say(&town, "Jens", "skemaet", "Droppet").await;
    town.travel(local(2026, 12, 1, 10, 0)).await;
    let text = letter(&town);
    let told = "**Aftalt og gjort**\n• **Gjort**: Vi ringer, før vi kører\n• **Aftalt**: Vi skriver nøglerne op (vi taler om det fre. 11. dec.)";
    assert!(text.contains(told), "{text}");
    assert!(!text.contains("skemaet"), "what was dropped is nobody's news: {text}");
    town.click("Bo", receipt.id, "Slet skridtet").await;
    town.settled().await;
    let text = letter(&town);
    assert!(text.contains("• **Gjort**: Vi ringer, før vi kører") && !text.contains("nøglerne"), "{text}");
    town.end().await;
}
