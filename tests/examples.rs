//! `/eksempler`: what is shared, newest first, page by page, and nothing that was withdrawn.

use crate::support::{Town, buttons, local, shown};
use aktor::domain::browse::Months;
use aktor::domain::ids::{ChannelId, GuildId, InteractionId, NominationId, UserId};
use aktor::domain::language::Language;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{GuildSpec, Message};
use aktor::service::action::{Browse, Turn};
use aktor::service::core::Asker;
use chrono::Duration;
use serde_json::{Value, json};

const TASK: &str = "Tag ansvar for opgaven";
const OTHERS: &str = "Bring andre i spil";
const OLDER: &str = "Ældre";
const NEWER: &str = "Nyere";

/// An example of the whole team's, shared at once.
async fn share(town: &Town, giver: &str, expectation: &str, words: &str) {
    let options =
        [("forventning", json!(expectation)), ("hele-teamet", json!(true)), ("eksempel", json!(words))];
    let said = shown(&town.command(giver, town.channel, "fremhæv", &options).await);
    assert!(said.contains("delt med hele teamet"), "{said}");
    town.settled().await;
    town.clock.advance(Duration::seconds(30));
}

async fn share_many(town: &Town, count: usize) {
    let givers = ["Asta", "Bo", "Mette", "Jens", "Leif", "Ida"];
    for n in 1..=count {
        share(town, givers[n % givers.len()], TASK, &format!("Eksempel nummer {n:02}.")).await;
    }
}

async fn look(town: &Town, who: &str, options: &[(&str, Value)]) -> Message {
    let said = town.command(who, town.channel, "eksempler", options).await;
    assert_eq!(said.only_for, Some(town.user(who).id));
    said
}

/// The numbers of the examples on a page, in the order in which they stand.
fn numbers(page: &Message) -> Vec<u32> {
    let text = shown(page);
    text.split("nummer ").skip(1).map(|rest| rest[..2].parse().unwrap()).collect()
}

#[tokio::test]
async fn the_newest_stand_first_and_pages_turn_both_ways_also_after_a_restart() {
    let mut town = Town::with_team().await;
    share_many(&town, 9).await;
    let page = look(&town, "Solvej", &[]).await;
    assert_eq!(numbers(&page), [9, 8, 7, 6]);
    assert_eq!(buttons(&page), [OLDER]);
    let page = town.click("Solvej", page.id, OLDER).await;
    assert_eq!(
        (numbers(&page), buttons(&page)),
        (vec![5, 4, 3, 2], vec![NEWER.to_owned(), OLDER.to_owned()])
    );
    town.kill().await;
    town.start().await;
    let page = town.click("Solvej", page.id, OLDER).await;
    assert_eq!((numbers(&page), buttons(&page)), (vec![1], vec![NEWER.to_owned()]));
    // One is shared while somebody looks: it is found on the way back, and no other is passed over.
    share(&town, "Solvej", TASK, "Eksempel nummer 10.").await;
    let mut back = Vec::new();
    let mut page = page;
    while buttons(&page).contains(&NEWER.to_owned()) {
        page = town.click("Solvej", page.id, NEWER).await;
        back.extend(numbers(&page));
    }
    back.sort_unstable();
    assert_eq!(back, [2, 3, 4, 5, 6, 7, 8, 9, 10]);
    town.end().await;
}

#[tokio::test]
async fn each_says_who_when_and_where_and_names_only_those_who_said_so() {
    let town = Town::with_team().await;
    town.nominate("Asta", "Mette", "Mette blev længere.").await;
    let asked = town.letter_to("Mette");
    assert_eq!(shown(&look(&town, "Bo", &[]).await).matches("Mette").count(), 0, "nobody said yes yet");
    town.click("Mette", asked.id, "Ja, uden mit navn").await;
    town.settled().await;
    let text = shown(&look(&town, "Bo", &[]).await);
    assert!(!text.contains("Mette") && text.contains("En kollega blev længere."), "{text}");
    assert!(text.contains("Fortalt af Asta") && text.contains("2. november 2026"), "{text}");
    assert!(text.contains("[Se det i kanalen](https://discord.com/channels/"), "{text}");
    town.end().await;
}

#[tokio::test]
async fn it_is_filtered_by_expectation_and_period() {
    let town = Town::with_team().await;
    share(&town, "Asta", TASK, "Eksempel nummer 01.").await;
    share(&town, "Bo", OTHERS, "Eksempel nummer 02.").await;
    town.travel(local(2026, 12, 1, 11, 0)).await;
    share(&town, "Asta", TASK, "Eksempel nummer 03.").await;
    let period = |period: &str| vec![("periode", json!(period))];
    assert_eq!(numbers(&look(&town, "Ida", &period("denne måned")).await), [3]);
    assert_eq!(numbers(&look(&town, "Ida", &period("sidste måned")).await), [2, 1]);
    assert_eq!(numbers(&look(&town, "Ida", &period("i år")).await), [3, 2, 1]);
    assert_eq!(numbers(&look(&town, "Ida", &period("alle")).await), [3, 2, 1]);
    let both = [("forventning", json!(TASK)), ("periode", json!("sidste måned"))];
    let page = look(&town, "Ida", &both).await;
    assert_eq!(numbers(&page), [1]);
    assert!(shown(&page).contains("Gode eksempler · Tag ansvar for opgaven · november 2026"));
    let none = look(&town, "Ida", &[("forventning", json!("Påvirk helheden positivt"))]).await;
    assert!(shown(&none).contains("Påvirk helheden positivt") && shown(&none).contains("/fremhæv"));
    town.end().await;
}

#[tokio::test]
async fn what_was_withdrawn_while_somebody_looks_is_gone_from_the_next_page() {
    let town = Town::with_team().await;
    share_many(&town, 5).await;
    let page = look(&town, "Solvej", &[]).await;
    assert_eq!(numbers(&page), [5, 4, 3, 2]);
    let of = |number: &str| {
        let mut posts = town.posts(town.channel);
        posts.retain(|m| shown(m).contains(&format!("nummer {number}")));
        posts[0].id
    };
    town.click("Bo", of("01"), "Tag mig ud").await;
    town.click("Leif", of("04"), "Tag mig ud").await;
    town.settled().await;
    let page = town.click("Solvej", page.id, OLDER).await;
    assert_eq!(numbers(&page), [5, 3, 2], "there is nothing older any more: what is left is shown");
    assert_eq!(buttons(&page), [""; 0]);
    town.end().await;
}

#[tokio::test]
async fn with_nothing_shared_it_says_how_to_begin() {
    let town = Town::with_team().await;
    let text = shown(&look(&town, "Asta", &[]).await);
    assert!(text.contains("ingen gode eksempler endnu") && text.contains("/fremhæv"), "{text}");
    let school = town.world.channel("skolen").unwrap();
    let text = shown(&town.command("Asta", school, "eksempler", &[]).await);
    assert!(text.contains(&format!("Prøv i <#{}>", town.channel)), "{text}");
    let text = shown(&look(&town, "Emily", &[]).await);
    assert!(text.contains("no good examples here yet") && text.contains("/nominate"), "{text}");
    town.end().await;
}

#[tokio::test]
async fn the_longest_texts_fit_and_none_is_passed_over() {
    let town = Town::with_team().await;
    for (n, giver) in ["Asta", "Bo", "Mette"].into_iter().enumerate() {
        let what = format!("Eksempel nummer {:02}. {}", n + 1, "*_".repeat(480));
        let form = town
            .user(giver)
            .command(
                town.channel,
                "fremhæv",
                &[("forventning", json!("Led og følg, når opgaven kalder")), ("hele-teamet", json!(true))],
            )
            .unwrap()
            .modal()
            .await
            .unwrap();
        let fields = [("Hvad skete der?", what.as_str()), ("Hvad betød det?", &"~|".repeat(250))];
        town.user(giver).submit(&form, &fields).unwrap().message().await.unwrap();
        town.settled().await;
        town.clock.advance(Duration::seconds(30));
    }
    let mut page = look(&town, "Solvej", &[]).await;
    let mut seen = numbers(&page);
    while buttons(&page).contains(&OLDER.to_owned()) {
        page = town.click("Solvej", page.id, OLDER).await;
        seen.extend(numbers(&page));
        assert!(!shown(&page).contains('…'), "nothing is cut");
    }
    assert_eq!(seen, [3, 2, 1]);
    town.end().await;
}

#[tokio::test]
async fn another_server_sees_nothing_of_it_with_any_page() {
    let neighbour = GuildSpec::new("Syddjurs").channel("plejehjemmet").member("Otto");
    let mut town = Town::built(vec![neighbour], RateLimits::off(), None).await;
    town.start().await;
    town.set_up(town.channel).await;
    share_many(&town, 1).await;
    let asker = Asker {
        guild: GuildId(town.world.guild("Syddjurs").unwrap()),
        channel: ChannelId(town.world.channel("plejehjemmet").unwrap()),
        parent: None,
        user: UserId(town.user("Otto").id),
        name: "Otto".to_owned(),
        administrator: true,
        lacking: Vec::new(),
        language: Language::Danish,
        interaction: InteractionId(1),
    };
    let turn = Turn::Older(town.clock.now().timestamp_millis(), NominationId(0));
    let browse = Browse { expectation: None, months: Months::ALL, turn };
    for channel in [asker.channel, ChannelId(town.channel)] {
        let asker = Asker { channel, ..asker.clone() };
        assert!(town.core().turn_examples(&asker, browse).await.is_err());
    }
    town.end().await;
}
