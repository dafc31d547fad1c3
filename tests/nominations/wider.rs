//! Beyond the team: everybody concerned is asked once, for a year at a time, and nobody learns who said no.

use super::{
    LEAVE, NAMELESS, NO, SHOW, YES, answer, asker, end, examples, kept, leave_by_core, nominate, question_to,
    told,
};
use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::domain::consent::{self, Reach, Telling};
use aktor::domain::language::Language::Danish;
use aktor::domain::organisation::Organisation;
use aktor::sandbox::world::Message;

on_both_engines!(
    it_is_told_further_once_everybody_concerned_has_said_yes_and_until_one_takes_it_back,
    a_yes_ends_after_a_year_unless_whoever_gave_it_lets_it_go_on,
    whoever_leaves_or_is_erased_is_told_of_nowhere,
);

const OPEN: &str = "Må flere høre det?";
const LIST: &str = "Hvem må høre mine eksempler?";
const BOTH: &str = "Mette ringede, mens Bo kørte.";

/// Asta has told of these, who have said yes.
async fn shared_with(names: &[&str]) -> Town {
    let (town, _, _) = Town::with_prompt().await;
    nominate(&town, "Asta", names, BOTH).await;
    for name in names {
        answer(&town, name, YES).await;
    }
    town
}

/// The panel on who may hear the example, from the list in `/mine-data vis`.
async fn panel(town: &Town, who: &str) -> Message {
    let mine = town.command(who, town.channel, "mine-data vis", &[]).await;
    let list = town.click(who, mine.id, LIST).await;
    let id = list.components[0]["components"][0]["options"][0]["value"].as_str().unwrap().to_owned();
    let hint = "Vælg et eksempel, hvis du vil ændre det";
    town.user(who).choose(list.id, hint, &[&id]).unwrap().message().await.unwrap()
}

/// Presses a button in that panel; what is said.
async fn decide(town: &Town, who: &str, label: &str) -> String {
    let said = shown(&town.click(who, panel(town, who).await.id, label).await);
    town.settled().await;
    said
}

/// What of the one example may be told to whom.
async fn telling(town: &Town, reach: Reach) -> Option<Telling> {
    let row = town.core().store.nomination(kept(town).await.id).await.unwrap().unwrap();
    consent::told(Danish, &row.nomination, &row.consents, reach, town.clock.now())
}

/// The private questions whether it may be told further, or go on being told.
fn asked(town: &Town, who: &str, title: &str) -> usize {
    told(town, who).iter().filter(|said| said.contains(title)).count()
}

async fn it_is_told_further_once_everybody_concerned_has_said_yes_and_until_one_takes_it_back() {
    let (town, _, _) = Town::with_prompt().await;
    nominate(&town, "Asta", &["Mette", "Bo"], BOTH).await;
    answer(&town, "Mette", YES).await;
    let receipt = town.click("Bo", question_to(&town, "Bo").id, YES).await;
    town.settled().await;
    assert_eq!(buttons(&receipt), [OPEN]);
    let first = town.click("Bo", receipt.id, OPEN).await;
    let text = shown(&first);
    for line in [
        "Teamet: siden den 2. november 2026, med dit navn.",
        "Andre i organisationen: ikke endnu.",
        "Folk uden for organisationen: ikke endnu.",
        BOTH,
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let choices = ["I organisationen: Ja, gerne", "I organisationen: Ja, uden mit navn"];
    let outside = ["Udenfor: Ja, gerne", "Udenfor: Ja, uden mit navn"];
    assert_eq!(buttons(&first), [choices, outside].concat());
    let said = shown(&town.click("Bo", first.id, choices[0]).await);
    assert!(said.contains("først til andre i organisationen") && said.contains("2. november 2027"), "{said}");
    town.settled().await;
    assert_eq!([asked(&town, "Asta", OPEN), asked(&town, "Mette", OPEN)], [1, 1]);
    let question = question_to(&town, "Mette");
    assert_eq!(buttons(&question), [YES, NAMELESS, "Nej, kun i teamet"]);
    assert!(shown(&question).contains(BOTH) && !shown(&question).contains("Bo vil"), "{}", shown(&question));
    assert_eq!(telling(&town, Reach::Organisation).await, None, "silence is a no");
    answer(&town, "Mette", NAMELESS).await;
    let said = answer(&town, "Asta", YES).await;
    assert!(said.contains("så nu må andre i organisationen høre det"), "{said}");
    let it = telling(&town, Reach::Organisation).await.unwrap();
    assert_eq!((it.what.as_str(), it.names), ("En kollega ringede, mens Bo kørte.", vec!["Bo".to_owned()]));
    assert_eq!(telling(&town, Reach::Outside).await, None, "that was not asked");
    // What stands, and how to change it.
    let text = shown(&panel(&town, "Mette").await);
    let line = "Andre i organisationen: ja fra den 2. november 2026, uden dit navn, til den 2. november 2027. Det må fortælles nu.";
    assert!(text.contains(line), "{text}");
    let before = [told(&town, "Asta"), told(&town, "Bo")];
    let said = decide(&town, "Mette", "I organisationen: Nej, kun i teamet").await;
    assert!(said.starts_with("Helt i orden. Det bliver i teamet"), "{said}");
    assert_eq!(telling(&town, Reach::Organisation).await, None);
    assert_eq!([told(&town, "Asta"), told(&town, "Bo")], before, "nobody hears of it");
    // It can be given again; whoever said yes to it is not asked again.
    decide(&town, "Mette", choices[0]).await;
    assert_eq!(telling(&town, Reach::Organisation).await.unwrap().what, BOTH);
    assert_eq!(
        [asked(&town, "Asta", OPEN), asked(&town, "Bo", OPEN)],
        [0, 0],
        "their questions are answered"
    );
    assert!(super::example(&town).contains(BOTH), "in the team nothing has changed");
    end(town).await;
}

/// All that Bo and Asta see of what they have said yes to, when Mette answers so.
async fn as_the_others_see_it(answered: Option<&str>) -> Vec<String> {
    let town = shared_with(&["Mette", "Bo"]).await;
    decide(&town, "Bo", "Udenfor: Ja, gerne").await;
    answer(&town, "Asta", YES).await;
    if let Some(label) = answered {
        answer(&town, "Mette", label).await;
    }
    assert_eq!(telling(&town, Reach::Outside).await, None);
    let mut seen = vec![shown(&panel(&town, "Bo").await), shown(&panel(&town, "Asta").await)];
    seen.extend(told(&town, "Bo"));
    seen.extend(told(&town, "Asta"));
    end(town).await;
    seen
}

#[tokio::test]
async fn a_no_and_silence_look_the_same_to_the_others() {
    let (no, silence) =
        tokio::join!(as_the_others_see_it(Some("Nej, kun i teamet")), as_the_others_see_it(None));
    assert_eq!(no, silence);
    assert!(no[0].contains("Det bliver først fortalt, når alle"), "{no:#?}");
}

#[tokio::test]
async fn the_organisation_is_called_by_its_name() {
    let town = shared_with(&["Mette"]).await;
    let store = &town.core().store;
    let asked = asker(&town, "Karen");
    let named = Organisation { controller: Some("Norddjurs Kommune".to_owned()), ..Organisation::default() };
    let before = store.organisation(asked.guild).await.unwrap();
    assert!(
        store
            .change_organisation(asked.guild, (&before, &named), asked.user, town.clock.now())
            .await
            .unwrap()
    );
    let text = shown(&panel(&town, "Mette").await);
    assert!(
        text.contains("Andre i Norddjurs Kommune: ikke endnu.\nFolk uden for Norddjurs Kommune: ikke endnu."),
        "{text}"
    );
    end(town).await;
}

async fn a_yes_ends_after_a_year_unless_whoever_gave_it_lets_it_go_on() {
    let town = shared_with(&["Mette"]).await;
    town.command("Karen", town.channel, "team pause", &[]).await;
    decide(&town, "Mette", "Udenfor: Ja, gerne").await;
    answer(&town, "Asta", YES).await;
    assert!(telling(&town, Reach::Outside).await.is_some());
    let again = "Må det fortælles et år mere?";
    // Thirty days before is a Sunday.
    town.travel(local(2027, 10, 4, 7, 0)).await;
    assert_eq!([asked(&town, "Mette", again), asked(&town, "Asta", again)], [0, 0]);
    town.travel(local(2027, 10, 5, 9, 0)).await;
    assert_eq!([asked(&town, "Mette", again), asked(&town, "Asta", again)], [1, 1]);
    let question = shown(&question_to(&town, "Mette"));
    assert!(
        question.contains("Dit ja gælder til den 2. november 2027") && question.contains(BOTH),
        "{question}"
    );
    let said = answer(&town, "Mette", YES).await;
    assert!(said.contains("Dit ja gælder til den 5. oktober 2028"), "{said}");
    town.travel(local(2027, 11, 2, 8, 0)).await;
    assert!(telling(&town, Reach::Outside).await.is_some(), "until the last moment");
    town.travel(local(2027, 11, 3, 9, 0)).await;
    assert_eq!(telling(&town, Reach::Outside).await, None, "Asta has not answered");
    assert_eq!(asked(&town, "Asta", again), 1, "and is not asked again");
    let text = shown(&panel(&town, "Asta").await);
    assert!(text.contains("Folk uden for organisationen: Dit ja løb ud den 2. november 2027."), "{text}");
    decide(&town, "Asta", "Udenfor: Ja, gerne").await;
    assert!(telling(&town, Reach::Outside).await.is_some());
    assert_eq!(asked(&town, "Mette", OPEN), 0, "her own still holds");
    end(town).await;
}

#[tokio::test]
async fn other_words_ask_again() {
    let town = shared_with(&["Mette"]).await;
    decide(&town, "Mette", "I organisationen: Ja, gerne").await;
    let old = question_to(&town, "Asta");
    let id = kept(&town).await.id;
    town.core().correct_example(&asker(&town, "Asta"), id, "Mette ringede hjem.").await.unwrap();
    town.settled().await;
    answer(&town, "Mette", YES).await;
    let said = shown(&town.click("Asta", old.id, YES).await);
    assert!(said.starts_with("Ordene er ændret siden"), "{said}");
    let text = shown(&panel(&town, "Mette").await);
    assert!(
        text.contains("Andre i organisationen: ikke endnu.") && text.contains("Mette ringede hjem."),
        "{text}"
    );
    decide(&town, "Asta", "I organisationen: Ja, gerne").await;
    assert_eq!(telling(&town, Reach::Organisation).await, None);
    answer(&town, "Mette", YES).await;
    assert_eq!(telling(&town, Reach::Organisation).await.unwrap().what, "Mette ringede hjem.");
    end(town).await;
}

async fn whoever_leaves_or_is_erased_is_told_of_nowhere() {
    let town = shared_with(&["Mette", "Bo"]).await;
    decide(&town, "Bo", "I organisationen: Ja, gerne").await;
    answer(&town, "Mette", YES).await;
    answer(&town, "Asta", YES).await;
    assert_eq!(telling(&town, Reach::Organisation).await.unwrap().what, BOTH);
    town.click("Mette", examples(&town)[0].id, LEAVE).await;
    town.settled().await;
    let it = telling(&town, Reach::Organisation).await.unwrap();
    assert_eq!(it.what, "En kollega ringede, mens Bo kørte.", "the others have said yes to it");
    let mine = town.command("Mette", town.channel, "mine-data vis", &[]).await;
    assert_eq!(buttons(&mine), [""; 0]);
    let asked = town.command("Asta", town.channel, "mine-data slet", &[]).await;
    town.click("Asta", asked.id, "Ja, slet alt om mig").await;
    town.settled().await;
    assert_eq!(telling(&town, Reach::Organisation).await, None);
    assert!(super::example(&town).contains("mens Bo kørte"), "in the team it stands without her");
    let last = shown(&panel(&town, "Bo").await);
    assert!(last.contains("Det bliver i teamet"), "{last}");
    leave_by_core(&town, "Bo").await;
    assert_eq!(town.database.numbers("SELECT COUNT(*) FROM consents").await, [0], "gone with the example");
    end(town).await;
}

#[tokio::test]
async fn it_is_asked_in_working_hours_and_waits_where_private_messages_are_closed() {
    let town = shared_with(&["Mette", "Bo"]).await;
    town.user("Bo").close_dms();
    town.travel(local(2026, 11, 7, 12, 0)).await;
    decide(&town, "Asta", "I organisationen: Ja, gerne").await;
    town.travel(local(2026, 11, 9, 7, 0)).await;
    assert_eq!(asked(&town, "Mette", OPEN), 0, "it is Saturday");
    town.travel(local(2026, 11, 9, 8, 30)).await;
    assert_eq!(asked(&town, "Mette", OPEN), 1);
    let used = town.user("Bo").command(town.channel, "hjælp", &[]).unwrap();
    let hint = used.followup(0).await.unwrap();
    let question = town.click("Bo", hint.id, SHOW).await;
    assert!(shown(&question).contains(OPEN), "{}", shown(&question));
    town.click("Bo", question.id, YES).await;
    answer(&town, "Mette", YES).await;
    assert!(telling(&town, Reach::Organisation).await.is_some());
    end(town).await;
}

#[tokio::test]
async fn who_is_nameless_in_the_team_is_offered_nothing_else_and_who_said_no_nothing_at_all() {
    let (town, _, _) = Town::with_prompt().await;
    nominate(&town, "Asta", &["Mette", "Bo"], BOTH).await;
    answer(&town, "Bo", NO).await;
    let question = question_to(&town, "Mette");
    town.click("Mette", question.id, NAMELESS).await;
    town.settled().await;
    let text = panel(&town, "Mette").await;
    assert_eq!(buttons(&text), ["I organisationen: Ja, uden mit navn", "Udenfor: Ja, uden mit navn"]);
    assert!(shown(&text).contains("uden dit navn"), "{}", shown(&text));
    let mine = town.command("Bo", town.channel, "mine-data vis", &[]).await;
    assert_eq!(buttons(&mine), [""; 0]);
    end(town).await;
}
