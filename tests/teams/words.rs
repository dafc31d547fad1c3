//! A team's own words: everybody suggests, TRIO settles, and each quarter asks again.

use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::domain::words::{Word, quarter_of};
use aktor::sandbox::world::Message;
use chrono::{Duration, Months, NaiveDate};
use serde_json::json;
use std::collections::BTreeSet;

on_both_engines!(a_suggestion_is_settled_by_trio_and_stands_without_a_name);

async fn look(town: &Town, who: &str, word: &str) -> Message {
    town.command(who, town.channel, "hos-os", &[("ord", json!(word))]).await
}

async fn suggest(town: &Town, who: &str, words: &str) -> String {
    let panel = look(town, who, "aktørskab").await;
    shown(&town.fill(who, panel.id, "Foreslå", &[("meaning", words)]).await)
}

async fn a_suggestion_is_settled_by_trio_and_stands_without_a_name() {
    let town = Town::with_team().await;
    let empty = look(&town, "Asta", "aktørskab").await;
    assert!(shown(&empty).contains("Hos os betyder aktørskab …\n*Det har vi ikke sat ord på endnu.*"));
    assert_eq!(buttons(&empty), ["Foreslå"], "settling is TRIO's");
    assert!(suggest(&town, "Asta", "at vi spørger, før vi retter").await.starts_with("Tak."));
    suggest(&town, "Bo", "at vi spørger, før vi retter").await;
    suggest(&town, "Bo", "at ingen står alene med det svære").await;

    let trio = look(&town, "Karen", "aktørskab").await;
    let text = shown(&trio);
    assert!(text.contains("1. at vi spørger, før vi retter\n2. at ingen står alene"), "once each: {text}");
    assert!(!text.contains("Asta") && !text.contains("Bo"), "{text}");
    let plan = shown(&town.command("Karen", town.channel, "team plan", &[]).await);
    assert!(plan.contains("Der venter 2 forslag til jeres ord."), "{plan}");

    let options = trio.components[1]["components"][0]["options"].clone();
    let first = options[0]["value"].as_str().unwrap();
    let chosen = town.user("Karen").choose(trio.id, "Brug et af forslagene", &[first]).unwrap();
    let settled = shown(&chosen.message().await.unwrap());
    assert!(settled.contains("Så står det sådan."), "{settled}");
    assert!(settled.contains("Hos os betyder aktørskab …\nat vi spørger, før vi retter"), "{settled}");
    assert!(!settled.contains("Foreslået"), "the others have been read");
    // Chosen again on another screen, it is gone, and nothing is lost.
    let again = town.user("Karen").choose(trio.id, "Brug et af forslagene", &[first]);
    if let Ok(again) = again {
        assert!(shown(&again.message().await.unwrap()).contains("venter ikke længere"));
    }
    let all = shown(&town.command("Asta", town.channel, "hos-os", &[]).await);
    assert!(all.contains("at vi spørger, før vi retter") && all.contains("Hos os betyder kurs"), "{all}");
    let help = shown(&town.command("Asta", town.channel, "hjælp", &[]).await);
    assert!(help.contains("**aktørskab**: at vi spørger, før vi retter"), "{help}");
    town.end().await;
}

#[tokio::test]
async fn trio_writes_the_words_itself_and_others_do_not() {
    let town = Town::with_team().await;
    let panel = look(&town, "Karen", "kurs").await;
    let settled = town
        .fill("Karen", panel.id, "Skriv, hvad der skal stå", &[("meaning", "at vi ved, hvor vi skal hen")])
        .await;
    assert!(shown(&settled).contains("at vi ved, hvor vi skal hen"), "{}", shown(&settled));
    // The form begins with what stands.
    let form = town.user("Asta").click(look(&town, "Asta", "kurs").await.id, "Foreslå").unwrap();
    assert!(form.modal().await.unwrap().body.to_string().contains("at vi ved, hvor vi skal hen"));
    let settle = panel.components[0]["components"][1]["custom_id"].as_str().unwrap();
    let introduction = town.posts(town.channel).remove(0);
    let refused = town.user("Asta").press(introduction.id, settle).unwrap().message().await.unwrap();
    assert!(shown(&refused).contains("TRIO"), "{}", shown(&refused));
    town.end().await;
}

#[tokio::test]
async fn what_may_not_be_kept_comes_back() {
    let town = Town::with_team().await;
    let personal = suggest(&town, "Asta", "at ringe til 010190-1234 først").await;
    assert!(personal.contains("CPR-nummer") && !personal.contains("010190-1234"), "{personal}");
    let empty = suggest(&town, "Asta", "   ").await;
    assert!(!empty.starts_with("Tak."), "{empty}");
    let nothing = shown(&look(&town, "Karen", "aktørskab").await);
    assert!(!nothing.contains("Foreslået"), "{nothing}");
    for n in 0..20 {
        suggest(&town, "Asta", &format!("forslag {n}")).await;
        town.pass(Duration::minutes(1)).await;
    }
    let many = suggest(&town, "Asta", "ét forslag til").await;
    assert!(many.contains("Der venter mange forslag") && many.contains("ét forslag til"), "{many}");
    town.end().await;
}

#[tokio::test]
async fn the_first_prompt_of_a_quarter_asks_what_a_word_means() {
    let town = Town::with_team().await;
    town.travel(local(2026, 11, 9, 10, 0)).await;
    let prompts = town.prompts(town.channel);
    let asks: Vec<bool> = prompts.iter().map(|m| shown(m).contains("Hos os betyder")).collect();
    assert_eq!(asks, [true, false]);
    town.travel(local(2027, 1, 4, 8, 0)).await;
    let word = Word::of_quarter(NaiveDate::from_ymd_opt(2027, 1, 4).unwrap());
    let names = ["aktørskab", "frisættelse", "kurs", "koordinering", "commitment"];
    let name = names[Word::ALL.iter().position(|one| *one == word).unwrap()];
    let panel = look(&town, "Karen", name).await;
    town.fill("Karen", panel.id, "Skriv, hvad der skal stå", &[("meaning", "at vi hjælpes ad")]).await;
    town.travel(local(2027, 1, 11, 10, 0)).await;
    let prompts = town.prompts(town.channel);
    let asks: Vec<&Message> = prompts.iter().filter(|m| shown(m).contains("Hos os betyder")).collect();
    assert_eq!(asks.len(), 2, "once a quarter");
    let text = shown(asks[1]);
    assert!(
        text.contains(&format!("Hos os betyder {name} …\nat vi hjælpes ad\nPasser det stadig?")),
        "{text}"
    );
    town.end().await;
}

#[test]
fn every_word_has_its_quarter() {
    let first = NaiveDate::from_ymd_opt(2026, 2, 14).unwrap();
    let asked: Vec<Word> = (0..5).map(|n| Word::of_quarter(first + Months::new(3 * n))).collect();
    assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), 5, "{asked:?}");
    assert_eq!(Word::of_quarter(first + Months::new(15)), asked[0]);
    assert_eq!(quarter_of(first), NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
    let last = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    assert_eq!(quarter_of(last), NaiveDate::from_ymd_opt(2026, 10, 1).unwrap());
}
