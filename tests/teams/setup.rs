//! `/opret-team`: a channel becomes a team.

use crate::support::{Town, local, on_both_engines, shown};
use aktor::sandbox::world::permission;
use serde_json::json;

on_both_engines!(
    a_channel_becomes_a_team_with_monday_at_nine_and_the_next_three_dates,
    running_it_again_changes_what_was_said_and_loses_nothing,
    all_options_are_taken
);

async fn a_channel_becomes_a_team_with_monday_at_nine_and_the_next_three_dates() {
    let town = Town::new().await;
    let answer = town.set_up(town.channel).await;
    assert_eq!(answer.only_for, Some(town.user("Karen").id), "the answer is private");
    let answer = shown(&answer);
    for expected in [
        "hjemmepleje".to_owned(),
        format!("<#{}>", town.channel),
        "hver mandag kl. 09.00".to_owned(),
        "2. november".to_owned(),
        "9. november".to_owned(),
        "16. november".to_owned(),
    ] {
        assert!(answer.contains(&expected), "{expected} in {answer}");
    }
    assert!(!answer.contains("23. november"), "{answer}");
    town.end().await;
}

#[tokio::test]
async fn the_channel_gets_one_introduction_before_anything_is_collected() {
    let town = Town::with_team().await;
    town.command("Karen", town.channel, "opret-team", &[("ugedag", json!("fredag"))]).await;
    town.command("Karen", town.channel, "opret-team", &[("ugedag", json!("mandag"))]).await;
    town.travel(local(2026, 11, 9, 9, 0)).await;
    let posts = town.posts(town.channel);
    let introductions: Vec<usize> = (0..posts.len())
        .filter(|at| posts.get(*at).is_some_and(|post| shown(post).contains("Goddag, jeg hedder Aktør")))
        .collect();
    assert_eq!(introductions, [0], "once, and first");
    for told in ["90 dage", "hver mandag kl. 09.00", "/hjælp", "aldrig"] {
        assert!(shown(&posts[0]).contains(told), "{told} in {}", shown(&posts[0]));
    }
    town.end().await;
}

#[tokio::test]
async fn nothing_is_asked_before_the_introduction_stands() {
    let town = Town::new().await;
    town.world.faults().times(
        3,
        "POST",
        "/channels/{}/messages",
        aktor::sandbox::faults::Fault::Status(500, 0),
    );
    town.command("Karen", town.channel, "opret-team", &[]).await;
    town.command("Karen", town.channel, "team send-nu", &[]).await;
    town.travel(local(2026, 11, 2, 8, 30)).await;
    let posts: Vec<String> = town.posts(town.channel).iter().map(shown).collect();
    assert_eq!(posts.len(), 2, "{posts:?}");
    assert!(posts[0].contains("Goddag"), "{posts:?}");
    assert!(posts[1].contains("Et spørgsmål til os"), "{posts:?}");
    town.end().await;
}

async fn all_options_are_taken() {
    let town = Town::new().await;
    let school = town.world.channel("skolen").unwrap();
    let options = [
        ("kanal", json!(school.to_string())),
        ("navn", json!("Skolen i Auning")),
        ("ugedag", json!("torsdag")),
        ("klokkeslæt", json!("13.30")),
        ("rytme", json!("hver 2. uge")),
        ("sprog", json!("english")),
    ];
    let answer = shown(&town.command("Karen", town.channel, "opret-team", &options).await);
    assert!(answer.contains("Skolen i Auning"), "{answer}");
    assert!(answer.contains("hver anden torsdag kl. 13.30"), "{answer}");
    for date in ["5. november", "19. november", "3. december"] {
        assert!(answer.contains(date), "{date} in {answer}");
    }
    town.travel(local(2026, 11, 5, 13, 30)).await;
    assert_eq!(town.posts(town.channel).len(), 0, "nothing in the channel where the command was used");
    let posts: Vec<String> = town.posts(school).iter().map(shown).collect();
    assert_eq!(posts.len(), 2, "{posts:?}");
    assert!(posts[0].contains("Hello"), "an English introduction: {}", posts[0]);
    assert!(posts[1].contains("week 45"), "an English prompt: {}", posts[1]);
    town.end().await;
}

#[tokio::test]
async fn times_are_proposed_while_one_is_typed() {
    let town = Town::new().await;
    let karen = town.user("Karen");
    let typed =
        |text: &'static str| karen.type_option(town.channel, "opret-team", "klokkeslæt", text).unwrap();
    let names = |choices: Vec<serde_json::Value>| -> Vec<String> {
        choices.iter().filter_map(|c| c["value"].as_str()).map(str::to_owned).collect()
    };
    assert_eq!(names(typed("9").choices().await.unwrap()), ["09:00", "09:30"]);
    assert_eq!(names(typed("13.").choices().await.unwrap()), ["13:00", "13:30"]);
    let all = names(typed("").choices().await.unwrap());
    assert!(all.contains(&"09:00".to_owned()) && all.len() <= 25, "{all:?}");
    assert_eq!(names(typed("nonsens").choices().await.unwrap()), [""; 0]);
    town.end().await;
}

async fn running_it_again_changes_what_was_said_and_loses_nothing() {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "Vi tog fat i det selv.").unwrap();
    town.command("Karen", town.channel, "team trio", &[("leder", json!(town.user("Mette").id.to_string()))])
        .await;
    let again = shown(&town.command("Karen", town.channel, "opret-team", &[]).await);
    assert!(again.contains("allerede"), "nothing to change: {again}");
    let changed = [("ugedag", json!("onsdag")), ("navn", json!("Hjemmeplejen Nord"))];
    let changed = shown(&town.command("Karen", town.channel, "opret-team", &changed).await);
    assert!(changed.contains("Hjemmeplejen Nord ændret"), "{changed}");
    assert!(changed.contains("hver onsdag kl. 09.00"), "the time stays: {changed}");
    let status = town.status().await;
    assert!(status.contains(&format!("<#{}>", prompt.id)), "the round stays: {status}");
    assert!(status.contains(&format!("<@{}>", town.user("Mette").id)), "TRIO stays: {status}");
    town.travel(local(2026, 11, 9, 12, 0)).await;
    let prompts = town.prompts(town.channel);
    assert_eq!(prompts.len(), 2, "one on Wednesday the 4th, none on the 9th");
    town.end().await;
}

#[tokio::test]
async fn an_administrator_reads_answers_in_their_language_and_the_team_its_own() {
    let town = Town::new().await;
    let answer = shown(&town.command("Emily", town.channel, "opret-team", &[]).await);
    assert!(answer.contains("Monday") && answer.contains("2 November"), "{answer}");
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let posts: Vec<String> = town.posts(town.channel).iter().map(shown).collect();
    assert!(posts[0].contains("Goddag") && posts[1].contains("Ugens spørgsmål"), "{posts:?}");
    let english = shown(&town.command("Emily", town.channel, "refleksion", &[]).await);
    assert!(english.contains("week 45"), "{english}");
    town.end().await;
}

#[tokio::test]
async fn only_an_administrator_sets_a_team_up_whatever_the_server_offers() {
    let town = Town::new().await;
    let refused = town.user("Asta").command(town.channel, "opret-team", &[]);
    assert!(refused.is_err(), "the command is not even offered");
    town.world.offer_to_everyone("opret-team");
    let answer = shown(&town.command("Asta", town.channel, "opret-team", &[]).await);
    assert!(answer.contains("Det kan kun en, der må administrere serveren"), "{answer}");
    town.travel(local(2026, 11, 2, 9, 0)).await;
    assert_eq!(town.posts(town.channel).len(), 0);
    town.end().await;
}

#[tokio::test]
async fn what_cannot_be_read_is_answered_with_what_to_write() {
    let town = Town::new().await;
    for (option, value, expected) in [
        ("klokkeslæt", "kvart i ni", "Jeg forstår ikke klokkeslættet \"kvart i ni\". Skriv det som 09:00."),
        ("klokkeslæt", "෦", "Jeg forstår ikke klokkeslættet"),
        ("klokkeslæt", "25:00", "Jeg forstår ikke klokkeslættet \"25:00\""),
        ("cron", "0 9 *", "Der skal stå fem felter, ikke 3."),
        ("cron", "0 9 * * frugt", "Felt nummer 5 kan ikke læses"),
        ("cron", "0 9 31 2 *", "Ingen dato passer"),
        ("cron", "0 9,15 * * 1", "Vælg ét klokkeslæt"),
        ("cron", "*/5 * * * *", "Vælg ét klokkeslæt"),
    ] {
        let answer =
            shown(&town.command("Karen", town.channel, "opret-team", &[(option, json!(value))]).await);
        assert!(answer.contains(expected), "{option} {value}: {answer}");
    }
    town.travel(local(2026, 11, 2, 9, 0)).await;
    assert_eq!(town.posts(town.channel).len(), 0, "nothing was set up");
    town.end().await;
}

#[tokio::test]
async fn crontab_fields_are_said_in_plain_words() {
    let town = Town::new().await;
    let cron = [("cron", json!("30 8 * * 2"))];
    let answer = shown(&town.command("Karen", town.channel, "opret-team", &cron).await);
    assert!(answer.contains("30 8 * * 2"), "{answer}");
    assert!(
        answer.contains("tirsdag") && answer.contains("3. november") && answer.contains("08.30"),
        "{answer}"
    );
    town.travel(local(2026, 11, 10, 8, 30)).await;
    assert_eq!(town.prompts(town.channel).len(), 2);
    town.end().await;
}

#[tokio::test]
async fn a_thread_is_no_place_for_a_team() {
    let (town, _, thread) = Town::with_prompt().await;
    let answer = shown(&town.command("Karen", thread, "opret-team", &[]).await);
    assert!(answer.contains("ikke i en tråd"), "{answer}");
    town.end().await;
}

#[tokio::test]
async fn missing_permissions_are_named_exactly_and_nothing_is_set_up() {
    let town = Town::new().await;
    town.world.deny_bot(town.channel, permission::EMBED_LINKS | permission::READ_MESSAGE_HISTORY);
    let answer = shown(&town.command("Karen", town.channel, "opret-team", &[]).await);
    assert!(answer.contains("Integrer links og Se meddelelseshistorik"), "{answer}");
    for held in ["Se kanaler", "Send beskeder", "Opret offentlige tråde", "Vedhæft filer"] {
        assert!(!answer.contains(held), "{held} is not missing: {answer}");
    }
    town.world.deny_bot(town.channel, permission::VIEW_CHANNEL);
    let answer = shown(&town.command("Karen", town.channel, "opret-team", &[]).await);
    assert!(answer.contains("Jeg kan ikke se"), "{answer}");
    town.world.relieve_bot(town.channel);
    let answer = shown(&town.set_up(town.channel).await);
    assert!(answer.contains("klar i"), "{answer}");
    town.end().await;
}
