//! Next steps: agreed with a date, taken up, asked about when the day comes, and told in the letter.

mod asked;
mod told;

use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::sandbox::world::Message;
use chrono::Duration;
use serde_json::json;

on_both_engines!(
    a_step_is_agreed_in_a_form_and_stands_where_the_team_talks,
    who_goes_first_or_joins_in_stands_at_the_step_until_they_withdraw,
    a_step_is_erased_by_its_writer_with_all_that_shows_it,
);

/// Agrees a step in the team's channel; what only this person sees.
async fn agree(town: &Town, who: &str, what: &str, when: &str) -> Message {
    let options = [("hvad", json!(what)), ("hvornår", json!(when))];
    let receipt = town.command(who, town.channel, "næste-skridt aftal", &options).await;
    town.settled().await;
    receipt
}

/// The posts in a channel or thread with this button, or all the bot's posts where it stood.
fn with_button(town: &Town, channel: i64, label: &str) -> Vec<Message> {
    town.posts(channel).into_iter().filter(|post| buttons(post).contains(&label.to_owned())).collect()
}

/// A post as it reads now.
fn again(town: &Town, post: &Message) -> String {
    let posts = town.posts(post.channel);
    posts.iter().find(|other| other.id == post.id).map(shown).unwrap_or_default()
}

/// The id of a button by its label.
fn id_of(message: &Message, label: &str) -> String {
    let rows = message.components.iter().flat_map(|row| row["components"].as_array().into_iter().flatten());
    let found = rows.into_iter().find(|one| one["label"] == label).unwrap();
    found["custom_id"].as_str().unwrap().to_owned()
}

async fn a_step_is_agreed_in_a_form_and_stands_where_the_team_talks() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let form = town.user("Asta").click(prompt.id, "Næste skridt").unwrap().modal().await.unwrap();
    assert!(form.body.to_string().contains("16. november 2026"), "two weeks on: {form:?}");
    let fields = [("step", "Vi ringer,\nfør vi kører"), ("frame", "Inden for to vagter"), ("when", "fredag")];
    let receipt = town.user("Asta").submit(&form, &fields).unwrap().message().await.unwrap();
    let said = format!(
        "Så er det aftalt. Skridtet står i <#{thread}>, og jeg spørger til det fredag den 6. november."
    );
    assert_eq!(shown(&receipt), said);
    town.settled().await;
    let card = with_button(&town, thread, "Jeg går forrest").pop().unwrap();
    assert_eq!(
        shown(&card),
        "Næste skridt\n**Vi ringer, før vi kører**\n\nVi taler om det igen fredag den 6. november.\n\nRammen: Inden for to vagter"
    );
    assert_eq!(buttons(&card), ["Jeg går forrest", "Jeg er med"]);
    assert!(!shown(&card).contains("Asta"), "it is the team's");
    // The same words again are the same step.
    agree(&town, "Asta", "Vi ringer, før vi kører", "6/11").await;
    assert_eq!(with_button(&town, thread, "Jeg går forrest").len(), 1);
    let list = shown(&town.command("Bo", town.channel, "næste-skridt liste", &[]).await);
    assert!(list.contains("• fre. 6. nov.: Vi ringer, før vi kører"), "{list}");
    // What was half typed opens the form.
    let half = town.user("Bo").command(town.channel, "næste-skridt aftal", &[("hvad", json!("Vi spørger"))]);
    let half = half.unwrap().modal().await.unwrap();
    assert!(half.body.to_string().contains("Vi spørger"), "{half:?}");
    let refused = town.user("Bo").submit(&half, &[("frame", "en uge"), ("when", "snart")]).unwrap();
    let refused = shown(&refused.message().await.unwrap());
    assert!(refused.contains("```\nVi spørger\n\nen uge\n\nsnart\n```"), "nothing typed is lost: {refused}");
    town.end().await;
}

async fn who_goes_first_or_joins_in_stands_at_the_step_until_they_withdraw() {
    let town = Town::with_team().await;
    agree(&town, "Asta", "Vi ringer, før vi kører", "2/12").await;
    let card = with_button(&town, town.channel, "Jeg er med").pop().unwrap();
    let leads = town.click("Bo", card.id, "Jeg går forrest").await;
    assert!(shown(&leads).starts_with("Godt. Du går forrest"), "{}", shown(&leads));
    town.click("Mette", card.id, "Jeg er med").await;
    town.click("Mette", card.id, "Jeg er med").await;
    town.click("Jens", card.id, "Jeg er med").await;
    town.settled().await;
    assert!(
        again(&town, &card).ends_with("Går forrest: Bo\nEr med: Mette og Jens"),
        "{}",
        again(&town, &card)
    );
    // Whoever changes their mind says so with the other button.
    town.click("Jens", card.id, "Jeg går forrest").await;
    town.click("Bo", leads.id, "Træk mig tilbage").await;
    town.settled().await;
    assert!(again(&town, &card).ends_with("Går forrest: Jens\nEr med: Mette"), "{}", again(&town, &card));
    let gone = town.user("Bo").press(card.id, &id_of(&leads, "Træk mig tilbage")).unwrap();
    assert_eq!(shown(&gone.message().await.unwrap()), "Dit navn står ikke ved det skridt.");
    let notified: Vec<_> = town.posts(town.channel).into_iter().flat_map(|post| post.notified).collect();
    assert!(notified.is_empty(), "nobody is called: {notified:?}");
    town.end().await;
}

async fn a_step_is_erased_by_its_writer_with_all_that_shows_it() {
    let (town, _, _) = Town::with_prompt().await;
    let receipt = agree(&town, "Asta", "solsortens skridt", "13/11").await;
    town.travel(local(2026, 11, 13, 11, 0)).await;
    let posts = |town: &Town| {
        let bot = town.world.bot();
        town.with(|state| {
            let all = state.everything_said().filter(|m| m.author == bot && m.only_for.is_none());
            all.filter(|m| shown(m).contains("solsortens")).count()
        })
    };
    assert_eq!(posts(&town), 2, "the step and the question");
    let panel = town.command("Bo", town.channel, "næste-skridt status", &[]).await;
    let key = panel.components[0]["components"][0]["options"][0]["value"].as_str().unwrap().to_owned();
    let other = town.user("Bo").choose(panel.id, "Vælg et skridt", &[&key]).unwrap().message().await.unwrap();
    assert!(!buttons(&other).contains(&"Slet skridtet".to_owned()), "it is not Bo's");
    assert_eq!(shown(&town.click("Asta", receipt.id, "Slet skridtet").await), "Skridtet er slettet.");
    town.settled().await;
    assert_eq!(posts(&town), 0);
    let kept = town.database.numbers("SELECT COUNT(*) FROM steps").await;
    assert_eq!(kept, [0]);
    let said = shown(&town.click("Bo", other.id, "Gjort").await);
    assert!(said.starts_with("Det skridt findes ikke længere"), "{said}");
    town.pass(Duration::days(10)).await;
    town.end().await;
}
