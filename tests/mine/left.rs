//! People who leave the server.

use super::CANARY;
use crate::answers::expect_texts;
use crate::support::{Town, local, on_both_engines};
use aktor::domain::audit::{Act, Actor};
use aktor::domain::ids::{GuildId, UserId};
use aktor::sandbox::faults::Fault;
use chrono::{DateTime, Duration, Utc};

on_both_engines!(
    whoever_leaves_the_server_is_erased_after_fourteen_days_unless_they_come_back,
    of_a_server_without_the_bot_nobody_is_said_to_have_left,
);

/// Three o'clock in the `nth` night.
fn night(nth: i64) -> DateTime<Utc> {
    local(2026, 11, 3, 3, 0) + Duration::days(nth)
}

/// Lets a night come, and everybody be asked for in it.
async fn pass_night(town: &Town, nth: i64) {
    town.travel(night(nth)).await;
    let day = local(2026, 11, 3, 3, 0) + Duration::days(nth);
    let day = day.with_timezone(&chrono_tz::Europe::Copenhagen).date_naive().to_string();
    town.wait_kept("everybody to be asked for", |core| {
        let day = day.clone();
        async move {
            core.ring();
            (core.store.instance("members-asked").await.unwrap() == Some(day)).then_some(())
        }
    })
    .await;
    town.settled().await;
}

async fn gone(town: &Town) -> Vec<UserId> {
    let mut gone: Vec<UserId> =
        town.core().store.departures().await.unwrap().into_iter().map(|((_, user), _)| user).collect();
    gone.sort_unstable();
    gone
}

async fn whoever_leaves_the_server_is_erased_after_fourteen_days_unless_they_come_back() {
    let (town, _, thread) = Town::with_prompt().await;
    let guild = town.world.guild("Norddjurs").unwrap();
    let [asta, bo] = ["Asta", "Bo"].map(|name| UserId(town.user(name).id));
    town.user("Asta").say(thread, &format!("sagt af Asta {CANARY}")).unwrap();
    town.user("Bo").say(thread, "sagt af Bo").unwrap();
    town.user("Mette").say(thread, "sagt af Mette").unwrap();
    let all = [format!("sagt af Asta {CANARY}"), "sagt af Bo".to_owned(), "sagt af Mette".to_owned()];
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    expect_texts(&town, &all).await;
    pass_night(&town, 0).await;
    assert_eq!(gone(&town).await, []);
    town.user("Asta").leave(guild);
    town.user("Bo").leave(guild);
    // A server that does not answer says nothing about who is there.
    town.world.faults().next("GET", &format!("/guilds/{guild}/members/{}", bo.0), Fault::Status(500, 0));
    pass_night(&town, 1).await;
    assert_eq!(gone(&town).await, [asta, bo]);
    for nth in 2..15 {
        pass_night(&town, nth).await;
        if nth == 9 {
            town.user("Bo").join(guild);
        }
    }
    assert_eq!(gone(&town).await, [asta], "Bo is back");
    expect_texts(&town, &all).await;
    pass_night(&town, 15).await;
    expect_texts(&town, &["sagt af Bo", "sagt af Mette"]).await;
    assert_eq!(gone(&town).await, []);
    let cells = town.database.cells().await;
    let id = asta.to_string();
    let holding = |word: &str| cells.values().flatten().any(|value| value.contains(word));
    assert!(!holding(CANARY) && !holding(&id), "nothing of her is left");
    let noted = town.core().store.audit(None, None, None).await.unwrap();
    let by_itself: Vec<_> = noted.iter().filter(|entry| entry.by == Actor::Bot).collect();
    assert_eq!(by_itself.len(), 1, "{by_itself:?}");
    assert_eq!((by_itself[0].act, by_itself[0].guild), (Act::PersonErased, Some(GuildId(guild))));
    town.end().await;
}

async fn of_a_server_without_the_bot_nobody_is_said_to_have_left() {
    let (town, _, thread) = Town::with_prompt().await;
    let guild = town.world.guild("Norddjurs").unwrap();
    town.user("Asta").say(thread, "sagt af Asta").unwrap();
    expect_texts(&town, &["sagt af Asta"]).await;
    let store = &town.core().store;
    assert!(store.everybody().await.unwrap().contains(&(GuildId(guild), UserId(town.user("Asta").id))));
    town.world.kick_bot(guild);
    pass_night(&town, 1).await;
    assert_eq!(gone(&town).await, []);
    expect_texts(&town, &["sagt af Asta"]).await;
}
