//! A team's own words: everybody suggests, TRIO settles, and each quarter asks again.

use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::domain::ids::{SuggestionId, UserId};
use aktor::domain::words::{Word, quarter_of};
use aktor::sandbox::world::Message;
use chrono::{Duration, Months, NaiveDate};
use serde_json::json;
use std::collections::BTreeSet;

on_both_engines!(
    a_suggestion_is_settled_by_trio_and_stands_without_a_name,
    every_suggestion_is_shown_whole_and_only_those_shown_are_erased,
    two_of_trio_at_once_settle_once_and_nothing_typed_is_lost,
    ones_own_suggestion_can_be_taken_back,
);

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
    assert!(!settled.contains("at ingen står alene"), "the others have been read");
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

/// A suggestion of somebody's, made `n` seconds from now.
async fn keep(town: &Town, n: i64, meaning: &str) {
    let store = &town.core().store;
    let (team, later) =
        (store.teams(None).await.unwrap().remove(0).id, town.clock.now() + Duration::seconds(n));
    store.suggest_meaning(SuggestionId(n), team, Word::Agency, meaning, UserId(n), later).await.unwrap();
}

/// How many suggestions wait for the team's words.
async fn waiting(town: &Town) -> i64 {
    let store = &town.core().store;
    let team = store.teams(None).await.unwrap().remove(0).id;
    store.count_suggested_meanings(team).await.unwrap()
}

async fn every_suggestion_is_shown_whole_and_only_those_shown_are_erased() {
    let town = Town::with_team().await;
    // Each as long as can be when it is escaped, and different in its last letter alone.
    let long = |n: i64| format!("{}{}", "*".repeat(299), n % 10);
    for n in 1..=20 {
        keep(&town, n, &if n > 10 { format!("{}{}", "_".repeat(298), n) } else { long(n) }).await;
    }
    let first = look(&town, "Karen", "aktørskab").await;
    let mut seen = shown(&first);
    for _ in 2..=4 {
        seen += &shown(&town.click("Karen", first.id, "Flere forslag").await);
    }
    for n in 1..=10 {
        assert!(seen.contains(&format!("{n}. {}{}", "\\*".repeat(299), n % 10)), "{n} of {seen}");
    }
    for n in 11..=20 {
        assert!(seen.contains(&format!("{n}. {}{n}", "\\_".repeat(298))), "{n} of {seen}");
    }
    // The fourth page is on the screen: suggestions 19 and 20. One more arrives before TRIO sends its words.
    let form = town.user("Karen").click(first.id, "Skriv, hvad der skal stå").unwrap().modal().await.unwrap();
    keep(&town, 21, "at vi venter på hinanden").await;
    let sent = town.user("Karen").submit(&form, &[("meaning", "at vi hjælpes ad")]).unwrap();
    let settled = sent.message().await.unwrap();
    assert!(shown(&settled).contains("Så står det sådan."), "{}", shown(&settled));
    assert_eq!(waiting(&town).await, 19, "only what was shown is erased");
    let options = settled.components[1]["components"][0]["options"].clone();
    let one = options[2]["value"].as_str().unwrap();
    let used = town.user("Karen").choose(settled.id, "Brug et af forslagene", &[one]).unwrap();
    assert!(shown(&used.message().await.unwrap()).contains("Så står det sådan."));
    assert_eq!(waiting(&town).await, 13);
    town.end().await;
}

async fn two_of_trio_at_once_settle_once_and_nothing_typed_is_lost() {
    let town = Town::with_team().await;
    keep(&town, 1, "at vi spørger").await;
    let (karens, emilys) = (look(&town, "Karen", "aktørskab").await, look(&town, "Emily", "aktørskab").await);
    let open = async |who: &str, panel: &Message, label: &str| {
        town.user(who).click(panel.id, label).unwrap().modal().await.unwrap()
    };
    let late = open("Emily", &emilys, "Write what it should say").await;
    let form = open("Karen", &karens, "Skriv, hvad der skal stå").await;
    town.user("Karen").submit(&form, &[("meaning", "at vi hjælpes ad")]).unwrap().message().await.unwrap();
    keep(&town, 2, "at vi lytter").await;
    let said = town.user("Emily").submit(&late, &[("meaning", "something of mine")]).unwrap();
    let said = shown(&said.message().await.unwrap());
    assert!(said.starts_with("Somebody else has changed it"), "{said}");
    assert!(said.contains("something of mine"), "what was typed comes back: {said}");
    let stands = shown(&look(&town, "Asta", "aktørskab").await);
    assert!(stands.contains("at vi hjælpes ad"), "{stands}");
    assert_eq!(waiting(&town).await, 1, "what came since has not been read");
    // A suggestion chosen below words that stand no more is not used either.
    let panel = look(&town, "Karen", "aktørskab").await;
    let again = open("Emily", &look(&town, "Emily", "aktørskab").await, "Write what it should say").await;
    keep(&town, 3, "at vi griner").await;
    let other = look(&town, "Emily", "aktørskab").await;
    town.user("Emily").submit(&again, &[("meaning", "that we ask")]).unwrap().message().await.unwrap();
    let options = other.components[1]["components"][0]["options"].clone();
    let one = options[1]["value"].as_str().unwrap();
    let late = town.user("Emily").choose(other.id, "Use one of the suggestions", &[one]).unwrap();
    let late = shown(&late.message().await.unwrap());
    assert!(late.contains("Somebody else has changed it") && late.contains("that we ask"), "{late}");
    let options = panel.components[1]["components"][0]["options"].clone();
    let gone = options[0]["value"].as_str().unwrap();
    let gone = town.user("Karen").choose(panel.id, "Brug et af forslagene", &[gone]).unwrap();
    assert!(shown(&gone.message().await.unwrap()).contains("venter ikke længere"));
    town.end().await;
}

async fn ones_own_suggestion_can_be_taken_back() {
    let town = Town::with_team().await;
    suggest(&town, "Asta", "at vi spørger").await;
    suggest(&town, "Bo", "at vi lytter").await;
    let mine = look(&town, "Asta", "aktørskab").await;
    let options = mine.components[1]["components"][0]["options"].as_array().unwrap().clone();
    assert_eq!(options.len(), 1, "one's own alone: {options:?}");
    assert_eq!(options[0]["description"], "at vi spørger");
    let one = options[0]["value"].as_str().unwrap();
    let panel = look(&town, "Asta", "aktørskab").await;
    let gone = town.user("Asta").choose(mine.id, "Dine egne forslag", &[one]).unwrap();
    let gone = gone.message().await.unwrap();
    assert!(shown(&gone).starts_with("Så er dit forslag slettet."), "{}", shown(&gone));
    assert_eq!(buttons(&gone), ["Foreslå"]);
    assert_eq!(gone.components.len(), 1, "there is nothing left to take back");
    let again = town.user("Asta").choose(panel.id, "Dine egne forslag", &[one]).unwrap();
    assert!(shown(&again.message().await.unwrap()).contains("venter ikke længere"));
    let trio = shown(&look(&town, "Karen", "aktørskab").await);
    assert!(trio.contains("1. at vi lytter") && !trio.contains("spørger"), "{trio}");
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
    let invisible = suggest(&town, "Asta", "\u{200b}\u{2060} \u{2800}").await;
    assert!(invisible.starts_with("Der stod ikke noget i feltet"), "{invisible}");
    // One person's three are enough, and so are the twenty of all.
    for n in 0..3 {
        town.pass(Duration::minutes(1)).await;
        assert!(suggest(&town, "Asta", &format!("forslag {n}")).await.starts_with("Tak."));
    }
    let fourth = suggest(&town, "Asta", "et fjerde").await;
    assert!(fourth.starts_with("Du har tre forslag til det ord") && fourth.contains("et fjerde"), "{fourth}");
    for n in 3..20 {
        keep(&town, n, &format!("forslag {n}")).await;
    }
    let many = suggest(&town, "Bo", "ét forslag til").await;
    assert!(many.contains("Der venter mange forslag") && many.contains("ét forslag til"), "{many}");
    town.end().await;
}

#[tokio::test]
async fn the_first_prompt_of_a_quarter_asks_what_a_word_means() {
    let town = Town::with_team().await;
    town.travel(local(2026, 11, 9, 10, 0)).await;
    let prompts = town.prompts(town.channel);
    let asks: Vec<bool> = prompts.iter().map(|m| shown(m).contains("Hos os betyder")).collect();
    assert_eq!(
        asks,
        [false, false],
        "a team's first prompt has enough in it, and the second is none of a quarter's first"
    );
    town.travel(local(2027, 1, 4, 8, 0)).await;
    let word = Word::of_quarter(NaiveDate::from_ymd_opt(2027, 1, 4).unwrap());
    let names = ["aktørskab", "frisættelse", "kurs", "koordinering", "commitment"];
    let name = names[Word::ALL.iter().position(|one| *one == word).unwrap()];
    let panel = look(&town, "Karen", name).await;
    town.fill("Karen", panel.id, "Skriv, hvad der skal stå", &[("meaning", "at vi hjælpes ad")]).await;
    town.travel(local(2027, 1, 11, 10, 0)).await;
    let prompts = town.prompts(town.channel);
    let asks: Vec<&Message> = prompts.iter().filter(|m| shown(m).contains("Hos os betyder")).collect();
    assert_eq!(asks.len(), 1, "once a quarter");
    let text = shown(asks[0]);
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
