//! What came of an attempt is not known, and there is no nonce: the bot looks for its own post before any other.

use super::{Forum, PLACE, POST, on};
use crate::support::shown;
use aktor::sandbox::faults::Fault;
use aktor::sandbox::world::{ChannelSpec, permission};
use chrono::Duration;

const SHORT: std::time::Duration = std::time::Duration::from_millis(50);

#[tokio::test]
async fn every_fault_on_a_post_leaves_one_prompt() {
    let forum = Forum::with_team(ChannelSpec::forum(PLACE)).await;
    let town = &forum.town;
    let faults = [
        Fault::Status(500, 0),
        Fault::StatusAfter(502, 0),
        Fault::LoseAnswerBefore,
        Fault::LoseAnswerAfter,
        Fault::TooMany(SHORT, false),
        Fault::TooMany(SHORT, true),
        Fault::Latency(SHORT),
    ];
    for (nth, fault) in (0..).zip(faults) {
        // A prompt a day, by command.
        town.travel(on(0, 8, 0) + Duration::days(nth)).await;
        town.world.faults().next("POST", POST, fault.clone());
        forum.wake();
        town.command("Karen", town.channel, "team send-nu", &[]).await;
        town.pass(Duration::minutes(10)).await;
        assert_eq!(town.world.faults().waiting(), 0, "{fault:?} struck");
        let extra = forum.prompts().iter().filter(|m| shown(m).contains("Et spørgsmål til os")).count();
        assert_eq!(
            extra,
            usize::try_from(nth).unwrap() + 1,
            "{fault:?}\n{}",
            town.world.transcript().tail(60)
        );
    }
    forum.town.end().await;
}

#[tokio::test]
async fn a_row_of_faults_leaves_one_prompt() {
    let forum = Forum::with_team(ChannelSpec::forum(PLACE)).await;
    let town = &forum.town;
    town.travel(on(0, 8, 59)).await;
    for fault in [
        Fault::Status(502, 0),
        Fault::TooMany(SHORT, false),
        Fault::LoseAnswerBefore,
        Fault::StatusAfter(502, 0),
    ] {
        town.world.faults().next("POST", POST, fault);
    }
    town.travel(on(0, 9, 30)).await;
    assert_eq!(town.world.faults().waiting(), 0);
    forum.assert_each_once(1, "a row of faults");
    forum.town.end().await;
}

/// Killed while the request hangs, with or without its effect, and started again after a while; `archived`:
/// somebody has put the post to sleep meanwhile.
async fn killed_over(fault: Fault, minutes: i64, archived: bool) {
    let mut forum = Forum::with_team(ChannelSpec::forum(PLACE)).await;
    forum.town.travel(on(0, 8, 59)).await;
    forum.town.world.faults().next("POST", POST, fault.clone());
    forum.town.clock.set(on(0, 9, 0));
    forum.town.wait("the request", |town| (town.world.faults().waiting() == 0).then_some(())).await;
    if fault == Fault::HangAfter {
        forum.town.wait("its effect", |_| forum.prompts().pop()).await;
    }
    forum.town.kill().await;
    if archived {
        let owner = forum.town.world.owner(forum.town.world.guild("Biblioteket").unwrap()).unwrap();
        owner.set_thread(forum.prompts()[0].id, true, false).unwrap();
    }
    forum.town.clock.advance(Duration::minutes(minutes));
    forum.town.start().await;
    forum.town.pass(Duration::minutes(10)).await;
    forum.assert_each_once(1, &format!("killed over {fault:?}, back after {minutes} minutes"));
    let link = format!("<#{}>", forum.prompts()[0].id);
    assert!(forum.town.status().await.contains(&link), "adopted or made, it is the round's");
    forum.town.end().await;
}

#[tokio::test]
async fn killed_before_the_request_it_posts_once() {
    killed_over(Fault::Hang, 0, false).await;
    killed_over(Fault::Hang, 50, false).await;
}

#[tokio::test]
async fn killed_after_the_post_it_finds_it_among_the_active_ones() {
    killed_over(Fault::HangAfter, 0, false).await;
    killed_over(Fault::HangAfter, 26 * 60, false).await;
}

#[tokio::test]
async fn killed_after_the_post_it_finds_it_among_the_archived_ones() {
    killed_over(Fault::HangAfter, 0, true).await;
    killed_over(Fault::HangAfter, 26 * 60, true).await;
}

#[tokio::test]
async fn a_post_that_cannot_be_looked_for_parks_the_team_and_nothing_is_posted_blind() {
    let mut forum = Forum::with_team(ChannelSpec::forum(PLACE)).await;
    forum.town.travel(on(0, 8, 59)).await;
    forum.town.world.faults().next("POST", POST, Fault::HangAfter);
    forum.town.clock.set(on(0, 9, 0));
    forum.town.wait("the post", |_| forum.prompts().pop()).await;
    forum.town.kill().await;
    forum.town.world.deny_bot(forum.id, permission::READ_MESSAGE_HISTORY);
    forum.town.clock.set(on(0, 9, 30));
    forum.town.start().await;
    forum.town.travel(on(0, 11, 0)).await;
    forum.assert_each_once(1, "nothing is posted blind");
    let told = shown(&forum.town.letter_to("Karen"));
    assert!(told.contains("Se meddelelseshistorik"), "{told}");
    assert_eq!(forum.attempts(), 2, "the introduction, and the one whose outcome is not known");
    forum.town.world.relieve_bot(forum.id);
    forum.town.pass(Duration::minutes(11)).await;
    let link = format!("<#{}>", forum.prompts()[0].id);
    forum
        .town
        .wait_kept("the round", |core| async move {
            (!core.open_rounds().await.unwrap().is_empty()).then_some(())
        })
        .await;
    assert!(forum.town.status().await.contains(&link), "adopted once it could be seen");
    forum.assert_each_once(1, "adopted");
    forum.town.end().await;
}

#[tokio::test]
async fn others_posts_and_the_bots_own_other_posts_are_not_taken_for_it() {
    let (forum, first) = Forum::with_prompt().await;
    let town = &forum.town;
    town.travel(on(1, 8, 59)).await;
    town.user("Asta").open_post(forum.id, &forum.title(&first), "det samme", &[]).unwrap();
    town.world.faults().next("POST", POST, Fault::LoseAnswerBefore);
    town.travel(on(1, 9, 10)).await;
    forum.assert_each_once(2, "nothing had come of it, so it was made");
    forum.town.end().await;
}
