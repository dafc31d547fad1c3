//! `/team afslut`: a team stops, and whoever stops it decides what becomes of what is kept.

use crate::answers::{expect_texts, files_with, tick};
use crate::support::{Engine, Town, buttons, local, on_both_engines, shown};
use aktor::domain::language::Language::{Danish, English};
use aktor::domain::team::Team;
use aktor::sandbox::world::Message;
use aktor::text::{commands, errors, finish, nominations};
use serde_json::json;
use std::time::Duration;

on_both_engines!(
    an_ended_team_posts_collects_and_asks_nothing_and_is_no_team,
    what_is_kept_is_there_when_the_team_starts_again,
    everything_is_erased_after_a_second_confirmation,
    a_question_on_its_way_is_not_asked_any_more
);

const KEEP: &str = "Stop, og behold til fristen";
const ERASE: &str = "Stop, og slet alt nu";

async fn asked(town: &Town) -> Message {
    town.command("Karen", town.channel, "team afslut", &[]).await
}

async fn stop(town: &Town) -> String {
    let question = asked(town).await;
    shown(&town.click("Karen", question.id, KEEP).await)
}

async fn team(town: &Town) -> Team {
    town.core().store.teams(None).await.unwrap().remove(0)
}

#[tokio::test]
async fn the_question_says_what_each_answer_means_and_can_be_left() {
    let town = Town::with_team().await;
    let question = asked(&town).await;
    assert_eq!(question.only_for, Some(town.user("Karen").id));
    assert_eq!(buttons(&question), [KEEP, ERASE, "Fortryd"]);
    let text = shown(&question);
    for told in ["Skal hjemmepleje afsluttes?", "90 dage gamle", "hører til kanalen og bliver stående"] {
        assert!(text.contains(told), "{told} in {text}");
    }
    let stays = shown(&town.click("Karen", question.id, "Fortryd").await);
    assert_eq!(stays, finish::finish_not(Danish, "hjemmepleje"));
    assert_eq!(team(&town).await.ended_at, None);
    let refused = shown(&town.command("Asta", town.channel, "team afslut", &[]).await);
    assert_eq!(refused, errors::error_only_trio(Danish));
    let english = shown(&town.command("Emily", town.channel, "team afslut", &[]).await);
    assert!(english.contains(&finish::finish_erase_means(English)), "{english}");
    town.end().await;
}

async fn an_ended_team_posts_collects_and_asks_nothing_and_is_no_team() {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "Vi spurgte borgeren først.").unwrap();
    expect_texts(&town, &["Vi spurgte borgeren først."]).await;
    town.nominate("Asta", "Mette", "Hun blev ved, til det lykkedes.").await;
    let question = town.letter_to("Mette");
    town.travel(local(2026, 11, 6, 15, 30)).await;
    let seats = [("leder", json!(town.user("Ida").id.to_string()))];
    town.command("Karen", town.channel, "team trio", &seats).await;
    let said = stop(&town).await;
    assert_eq!(said, finish::finish_kept(Danish, "hjemmepleje", 90));
    let posts = town.posts(town.channel).len() + town.posts(thread).len();
    town.user("Bo").say(thread, "Det her bliver ikke samlet.").unwrap();
    town.travel(local(2027, 1, 10, 12, 0)).await;
    assert_eq!(town.posts(town.channel).len() + town.posts(thread).len(), posts, "nothing is posted");
    assert_eq!(town.user("Ida").inbox().len(), 0, "nobody is asked");
    expect_texts(&town, &["Vi spurgte borgeren først."]).await;
    // What was open is closed, and erased.
    let late = shown(&town.click("Mette", question.id, "Ja, gerne").await);
    assert_eq!(late, nominations::consent_too_late(Danish));
    // No team here, for whoever uses whatever.
    let refused = errors::error_no_team_here(Danish);
    for path in [
        "team status",
        "team tilpas",
        "team indstillinger",
        "team afslut",
        "team send-nu",
        "refleksion",
        "eksempler",
    ] {
        let said = shown(&town.command("Karen", town.channel, path, &[]).await);
        assert_eq!(said, refused, "/{path}");
    }
    let form = town.user("Asta").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
    let said = town.user("Asta").submit(&form, &[("answer", "For sent.")]).unwrap().message().await.unwrap();
    assert!(shown(&said).starts_with(&refused) && shown(&said).contains("For sent."), "{}", shown(&said));
    town.end().await;
}

async fn what_is_kept_is_there_when_the_team_starts_again() {
    let mut town = Town::with_team().await;
    town.seat(&[("leder", "Ida")]).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let first = town.prompts(town.channel).pop().unwrap();
    let own = town.user("Asta").say(first.id, "Vi spurgte borgeren først.").unwrap();
    expect_texts(&town, &["Vi spurgte borgeren først."]).await;
    stop(&town).await;
    town.user("Bo").say(first.id, "Sagt, mens teamet var stoppet.").unwrap();
    town.travel(local(2026, 11, 4, 12, 0)).await;
    let again = shown(&town.set_up(town.channel).await);
    assert!(again.contains(&commands::setup_restarted(Danish, "hjemmepleje")), "{again}");
    assert!(again.contains("mandag den 9. november kl. 09.00"), "{again}");
    // Read once more from the history: what was said meanwhile is not collected.
    town.stop().await;
    town.start().await;
    town.user("Bo").say(first.id, "Og bagefter i den gamle tråd.").unwrap();
    town.travel(local(2026, 11, 9, 9, 0)).await;
    let prompts = town.prompts(town.channel);
    assert_eq!(prompts.len(), 2);
    assert_ne!(shown(&prompts[0]).lines().nth(3), shown(&prompts[1]).lines().nth(3), "it is not asked twice");
    expect_texts(&town, &["Vi spurgte borgeren først."]).await;
    let status = town.status().await;
    assert!(status.contains(&format!("Leder: <@{}>", town.user("Ida").id)), "{status}");
    let introductions = town.posts(town.channel).iter().filter(|m| shown(m).contains("Goddag")).count();
    assert_eq!(introductions, 1);
    // Its author can still erase what was written before.
    town.user("Asta").delete(own).unwrap();
    expect_texts(&town, &[]).await;
    town.end().await;
}

async fn everything_is_erased_after_a_second_confirmation() {
    let (town, _, thread) = Town::with_prompt().await;
    town.user("Asta").say(thread, "solsortens sang").unwrap();
    expect_texts(&town, &["solsortens sang"]).await;
    town.nominate("Asta", "Mette", "gravandens sang hele vejen").await;
    town.click("Mette", town.letter_to("Mette").id, "Ja, gerne").await;
    town.settled().await;
    town.nominate("Asta", "Jens", "lærkens sang hele vejen").await;
    let karen = town.user("Karen");
    let panel = town.command("Karen", town.channel, "team indstillinger", &[]).await;
    let form =
        karen.choose(panel.id, "Hvad vil du ændre?", &["Kerneopgaven"]).unwrap().modal().await.unwrap();
    karen.submit(&form, &[("core-task", "stærens sang hver dag")]).unwrap().message().await.unwrap();
    let words = ["solsortens", "gravandens", "lærkens", "stærens"];
    let sqlite = Engine::of_this_test() == Engine::Sqlite;
    if sqlite {
        assert!(
            words.iter().all(|word| !files_with(&town, word).is_empty()),
            "the test looks where the words stand"
        );
    }
    tick(&town);
    let sure = town.click("Karen", asked(&town).await.id, ERASE).await;
    assert_eq!(buttons(&sure), ["Ja, slet alt nu", "Fortryd"]);
    assert!(shown(&sure).contains("Det kan ikke gøres om."), "{}", shown(&sure));
    assert_eq!(team(&town).await.ended_at, None, "not before it is confirmed");
    let done = shown(&town.click("Karen", sure.id, "Ja, slet alt nu").await);
    assert_eq!(done, finish::finish_erased(Danish, "hjemmepleje"));
    town.settled().await;
    expect_texts(&town, &[]).await;
    let ended = team(&town).await;
    assert!(ended.ended_at.is_some() && ended.dosing.core_task.is_none());
    if sqlite {
        let looking = async {
            while words.iter().any(|word| !files_with(&town, word).is_empty()) {
                town.settled().await;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let left = || words.map(|word| (word, files_with(&town, word)));
        assert!(tokio::time::timeout(crate::support::PATIENCE, looking).await.is_ok(), "left: {:?}", left());
    }
    // What stands in the channel is the channel's.
    assert!(town.posts(thread).iter().any(|m| shown(m).contains("gravandens")));
    let again = shown(&town.set_up(town.channel).await);
    assert!(again.contains("i gang igen"), "{again}");
    let introductions = town.posts(town.channel).iter().filter(|m| shown(m).contains("Goddag")).count();
    assert_eq!(introductions, 2, "whoever begins anew is told anew");
    town.travel(local(2026, 11, 9, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 2);
    town.end().await;
}

async fn a_question_on_its_way_is_not_asked_any_more() {
    let town = Town::with_team().await;
    let wait = aktor::sandbox::faults::Fault::Status(500, 0);
    town.world.faults().times(3, "POST", "/channels/{}/messages", wait);
    town.command("Karen", town.channel, "team send-nu", &[]).await;
    stop(&town).await;
    town.travel(local(2026, 11, 3, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 0);
    town.set_up(town.channel).await;
    town.travel(local(2026, 11, 3, 12, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 0, "what was dropped stays dropped");
    let status = town.status().await;
    assert!(status.contains("Teamet blev afsluttet."), "{status}");
    town.end().await;
}

#[tokio::test]
async fn two_who_stop_it_at_once_stop_it_once() {
    let town = Town::with_team().await;
    let mine = asked(&town).await;
    let yours = town.command("Emily", town.channel, "team afslut", &[]).await;
    let both = [
        town.user("Karen").click(mine.id, KEEP).unwrap(),
        town.user("Emily").click(yours.id, &finish::button_finish_keep(English)).unwrap(),
    ];
    let mut said = Vec::new();
    for one in both {
        said.push(shown(&one.message().await.unwrap()));
    }
    let done =
        [finish::finish_kept(Danish, "hjemmepleje", 90), finish::finish_kept(English, "hjemmepleje", 90)];
    let late = [errors::error_button_outdated(Danish), errors::error_button_outdated(English)];
    assert!(said.iter().any(|text| done.contains(text)), "{said:?}");
    assert!(said.iter().all(|text| done.contains(text) || late.contains(text)), "{said:?}");
    assert!(team(&town).await.ended_at.is_some());
    town.end().await;
}
