//! An OLFA card: private until its author shares it, with the team's core task in it.

use crate::support::{Town, buttons, on_both_engines, shown};
use aktor::sandbox::world::Message;
use chrono::Duration;
use serde_json::json;

on_both_engines!(
    a_card_is_weighed_in_private_and_shared_under_its_authors_name,
    a_card_that_is_not_shared_is_gone_the_day_after,
    every_corner_is_asked_for_and_no_word_is_lost,
);

const CORNERS: [(&str, &str); 4] = [
    ("organisation", "Ja, vi kommer hurtigere ud"),
    ("leadership", "Ja, det koster ikke noget"),
    ("community", "Ja, ingen leder mere"),
    ("employee", "Jeg spørger Ida i morgen"),
];

/// `/olfa` with an idea; what only this person sees.
async fn weigh(town: &Town, who: &str, idea: &str) -> Message {
    let options = [("idé", json!(idea))];
    let form = town.user(who).command(town.channel, "olfa", &options).unwrap().modal().await.unwrap();
    town.user(who).submit(&form, &CORNERS).unwrap().message().await.unwrap()
}

/// The bot's public posts with these words.
fn posts(town: &Town, words: &str) -> Vec<Message> {
    let bot = town.world.bot();
    town.with(|state| {
        let all = state.everything_said().filter(|m| m.author == bot && m.only_for.is_none());
        all.filter(|m| shown(m).contains(words)).cloned().collect()
    })
}

async fn a_card_is_weighed_in_private_and_shared_under_its_authors_name() {
    let (town, _, thread) = Town::with_prompt().await;
    let panel = town.command("Karen", town.channel, "team indstillinger", &[]).await;
    let form = town.user("Karen").choose(panel.id, "Hvad vil du ændre?", &["Kerneopgaven"]).unwrap();
    let form = form.modal().await.unwrap();
    let task = [("core-task", "Borgerne får hjælp til tiden")];
    town.user("Karen").submit(&form, &task).unwrap().message().await.unwrap();

    let asked = town.user("Asta").command(town.channel, "olfa", &[]).unwrap().modal().await.unwrap();
    let asked = asked.body.to_string();
    assert!(asked.contains("Kerneopgaven: Borgerne får hjælp til tiden"), "{asked}");
    for corner in ["Organisation: ", "Ledelse: ", "Fællesskab: ", "Ansat: "] {
        assert!(asked.contains(corner), "{corner}: {asked}");
    }
    let card = weigh(&town, "Asta", "Én fælles nøgletavle").await;
    let text = shown(&card);
    assert!(text.starts_with("Sådan ser din idé ud. Kun du kan se den. Hvad gør du?"), "{text}");
    assert!(
        text.contains("**Én fælles nøgletavle**\n\nKerneopgaven: Borgerne får hjælp til tiden"),
        "{text}"
    );
    assert_eq!(buttons(&card), ["Jeg går i gang", "Vi taler om det først", "Jeg venter", "Slet"]);
    let decided = town.click("Asta", card.id, "Jeg venter").await;
    assert!(shown(&decided).starts_with("Din beslutning: Jeg venter."), "{}", shown(&decided));
    let decided = town.click("Asta", decided.id, "Vi taler om det først").await;
    assert!(shown(&decided).starts_with("Din beslutning: Vi taler om det først."));
    town.settled().await;
    assert!(posts(&town, "nøgletavle").is_empty(), "it is Asta's alone");
    let told = town.click("Asta", decided.id, "Del med teamet").await;
    assert_eq!(shown(&told), format!("Så er det delt. Det står i <#{thread}>."));
    town.settled().await;
    let post = posts(&town, "nøgletavle").pop().unwrap();
    assert!(shown(&post).ends_with("Asta vil gerne tale med jer om det først."), "{}", shown(&post));
    assert_eq!((post.channel, buttons(&post)), (thread, vec!["Vej en idé selv".to_owned()]));
    let other = town.user("Bo").click(post.id, "Vej en idé selv").unwrap().modal().await.unwrap();
    assert!(!other.body.to_string().contains("nøgletavle"), "an empty form");
    // The same words again are the same card.
    let again = weigh(&town, "Asta", "Én fælles nøgletavle").await;
    assert!(shown(&again).starts_with("Så er det delt."), "{}", shown(&again));
    town.settled().await;
    assert_eq!(posts(&town, "nøgletavle").len(), 1);
    town.click("Asta", told.id, "Slet").await;
    town.settled().await;
    assert!(posts(&town, "nøgletavle").is_empty());
    assert_eq!(town.database.numbers("SELECT COUNT(*) FROM olfa_cards").await, [0]);
    town.end().await;
}

async fn a_card_that_is_not_shared_is_gone_the_day_after() {
    let town = Town::with_team().await;
    let card = weigh(&town, "Asta", "Én fælles nøgletavle").await;
    town.pass(Duration::hours(25)).await;
    let gone = |_| async {
        let left = town.database.numbers("SELECT COUNT(*) FROM olfa_cards").await;
        (left == [0]).then_some(())
    };
    town.wait_kept("the card to be erased", gone).await;
    let said = shown(&town.click("Asta", card.id, "Jeg venter").await);
    assert!(said.ends_with("Det kort findes ikke længere."), "{said}");
    town.end().await;
}

async fn every_corner_is_asked_for_and_no_word_is_lost() {
    let town = Town::with_team().await;
    for (key, text, why) in [
        ("community", " \u{a0} ", "Idéen og alle fire hjørner skal med."),
        ("employee", "Jeg ringer til 010190-1234", "Det ligner et CPR-nummer"),
    ] {
        let options = [("idé", json!("Én fælles nøgletavle"))];
        let form = town.user("Asta").command(town.channel, "olfa", &options).unwrap().modal().await.unwrap();
        let words = CORNERS.map(|(name, said)| (name, if name == key { text } else { said }));
        let refused = town.user("Asta").submit_unchecked(&form, &words).unwrap().message().await.unwrap();
        let refused = shown(&refused);
        assert!(refused.starts_with(why) && refused.contains("Én fælles nøgletavle"), "{refused}");
        for (_, said) in words.into_iter().filter(|(name, _)| *name != key) {
            assert!(refused.contains(said), "{said} is lost: {refused}");
        }
    }
    assert_eq!(town.database.numbers("SELECT COUNT(*) FROM olfa_cards").await, [0]);
    town.end().await;
}
