//! Without the intent for the content of messages: answers come by button, the posts say so, it is noticed and told, and
//! nothing empty is kept.

use super::logs::Page;
use super::nameless::answer;
use super::{expect_texts, posted, send_answer, texts, tick};
use crate::support::{Town, local, shown};
use aktor::sandbox::event::intent;
use aktor::sandbox::rest::RateLimits;
use aktor::telemetry::{LogFormat, subscriber};
use chrono::Duration;

/// A town whose bot may not read messages; on the Monday of its first prompt.
async fn town() -> (Town, Page) {
    let page = Page::default();
    let writer = page.clone();
    let log = subscriber(&"info".parse().unwrap(), LogFormat::Text, false, move || writer.clone());
    let mut town = Town::built(Vec::new(), RateLimits::off(), Some(0)).await;
    town.read_log(tracing::Dispatch::new(log));
    town.start().await;
    town.set_up(town.channel).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    (town, page)
}

#[tokio::test]
async fn answers_come_by_button_and_every_post_says_so() {
    let (town, page) = town().await;
    assert!(page.text().contains("Message Content Intent"), "{}", page.text());
    let all: Vec<String> = town.posts(town.channel).iter().map(shown).collect();
    assert!(all[0].contains("Her kan jeg ikke læse det, I skriver i trådene."), "{}", all[0]);
    assert!(all[1].contains("Svar med en af knapperne.") && !all[1].contains("Svar i tråden"), "{}", all[1]);
    assert!(town.status().await.contains("svar kommer kun ind med knapperne"), "{}", town.status().await);
    let reflection = shown(&town.command("Asta", town.channel, "refleksion", &[]).await);
    assert!(reflection.contains("Svar med en af knapperne."), "{reflection}");

    let prompt = town.prompts(town.channel).pop().unwrap();
    let written = town.user("Bo").say(prompt.id, "Det her kan botten ikke læse").unwrap();
    town.user("Mette").reply(prompt.id, "Heller ikke det her").unwrap();
    let receipt = send_answer(&town, "Asta", &prompt, "med knap").await;
    answer(&town, "Ida", &prompt, "uden navn").await;
    tick(&town);
    town.user("Bo").edit(written, "Og ikke det her").unwrap();
    tick(&town);
    town.fill("Asta", receipt.id, "Ret", &[("answer", "rettet med knap")]).await;
    town.settled().await;
    let contents: Vec<String> = posted(&town, prompt.id).into_iter().map(|m| m.content).collect();
    assert_eq!(contents, ["**Asta:** rettet med knap", "**En kollega:** uden navn"]);
    // Taken out and back, by what the bot itself wrote.
    let own = posted(&town, prompt.id).remove(0).id;
    for said in ["Dit svar er taget ud.", "Så er dit svar med igen"] {
        let used = town.user("Asta").message_menu(own, "Tag mit svar ud").unwrap().message().await.unwrap();
        assert!(shown(&used).contains(said), "{}", shown(&used));
    }
    let used = town.user("Bo").message_menu(written, "Tag mit svar ud").unwrap().message().await.unwrap();
    assert!(shown(&used).contains("så jeg har ikke gemt noget fra den"), "{}", shown(&used));
    expect_texts(&town, &["rettet med knap"]).await;
    // What somebody deletes is heard of all the same.
    let owner = town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap();
    owner.delete(own).unwrap();
    expect_texts(&town, &[]).await;
    town.end().await;
}

#[tokio::test]
async fn what_was_kept_before_stays_as_it_was_and_what_was_written_meanwhile_is_not_collected_afterwards() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    let before = town.user("Asta").say(thread, "skrevet før").unwrap();
    expect_texts(&town, &["skrevet før"]).await;
    town.stop().await;
    town.world.switch_privileged(0);
    town.clock.advance(Duration::minutes(1));
    town.start().await;
    town.user("Bo").say(thread, "skrevet imens").unwrap();
    tick(&town);
    town.user("Asta").edit(before, "rettet imens").unwrap();
    send_answer(&town, "Mette", &prompt, "med knap").await;
    assert_eq!(texts(&town).await, ["skrevet før", "med knap"], "nothing is empty");
    town.stop().await;
    town.world.switch_privileged(intent::MESSAGE_CONTENT);
    town.clock.advance(Duration::minutes(1));
    town.start().await;
    town.user("Bo").say(thread, "skrevet bagefter").unwrap();
    let kept = |core: aktor::service::core::Core| async move {
        let round = core.open_rounds().await.unwrap().pop()?;
        let all = core.store.replies_of_round(round.occasion).await.unwrap();
        (all.len() == 3).then_some(all)
    };
    town.wait_kept("what was written afterwards", kept).await;
    // What was kept before is followed again.
    expect_texts(&town, &["rettet imens", "med knap", "skrevet bagefter"]).await;
    town.end().await;
}
