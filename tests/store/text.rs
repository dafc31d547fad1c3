//! Text and time come back as they went in, whatever people write.

use super::{GUILD, KAREN, Opened, TEAM, at, nomination, said, team, typed, work};
use crate::support::{Engine, on_both_engines};
use aktor::domain::ids::{InteractionId, NominationId, ReplyId, UserId};
use aktor::domain::team::Team;
use aktor::store::{Given, NextDates};
use chrono::{DateTime, Duration};
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;

on_both_engines!(
    whatever_people_write_comes_back_as_it_was,
    a_null_character_is_left_out_wherever_it_comes_in,
    times_come_back_to_the_microsecond_and_in_order,
    a_zone_of_the_servers_own_changes_nothing,
);

/// What has broken other programs.
fn awkward() -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        " \t\r\n ",
        "Æblegrød på Ærø, så’ det sagt – “citeret”",
        "👩🏽‍🚒👨‍👩‍👧‍👦🇩🇰 ✍️",
        "مرحبا بالعالم \u{202e}abc\u{202c} שלום",
        "e\u{301}\u{323} o\u{308}\u{fb00} \u{200b}\u{feff}",
        "\\ \\\\ \\u0000 \\x00 %s %00 $1 ?1 :x ${x} {{x}}",
        "'; DROP TABLE replies; -- \" ` ]] */ /*",
        "{\"a\": [1, null, \"\\u0000\"]}",
        "\u{1}\u{7}\u{8}\u{1b}[31m\u{7f}\u{85}\u{2028}",
        "\u{10ffff}\u{fffd}\u{e000}",
        "NULL",
        "1e999",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push("🦔".repeat(4_000));
    all.push("Så langt et svar. ".repeat(20_000));
    all
}

async fn whatever_people_write_comes_back_as_it_was() {
    let store = Opened::with_round().await;
    let texts = awkward();
    let batch = texts.iter().zip(100..).map(|(text, id)| {
        let mut new = said(id, text);
        new.reply.author_name.clone_from(text);
        new
    });
    let batch: Vec<_> = batch.collect();
    store.keep_replies(&batch, &[], at(0)).await.unwrap();
    for (text, id) in texts.iter().zip(100..) {
        let read = store.reply(ReplyId(id)).await.unwrap().unwrap();
        assert_eq!((&read.text, &read.author_name), (text, text));
        assert_eq!(store.known_replies(&[ReplyId(id)]).await.unwrap()[0].reply, read);

        store.keep_answer(&typed(id + 100, text), &work(id, &format!("a:{id}"), 0), at(0)).await.unwrap();
        assert_eq!(&store.reply(ReplyId(id + 100)).await.unwrap().unwrap().text, text);
        store
            .change_reply(ReplyId(id), UserId(id + 1_000), &format!("ret: {text}"), &[], at(9))
            .await
            .unwrap();
        assert_eq!(store.reply(ReplyId(id)).await.unwrap().unwrap().text, format!("ret: {text}"));

        let mut example = nomination(id, text);
        (example.giver, example.giver_name, example.meant) = (UserId(id), text.clone(), text.clone());
        example.nominees[0].name.clone_from(text);
        let kept = store.give((InteractionId(id), None), GUILD, &example, (5, at(0)), &[]).await.unwrap();
        assert_eq!(kept, Given::Taken);
        assert_eq!(store.nomination(example.id).await.unwrap().unwrap().nomination, example);
        store.set_suggestion(example.id, UserId(201), Some(text), &[], at(0)).await.unwrap();
        assert_eq!(store.suggestions(example.id).await.unwrap(), [(UserId(201), text.clone())]);

        let named = Team { name: text.clone(), ..team(1) };
        store
            .save_team(
                store.team(TEAM).await.unwrap().as_ref(),
                &named,
                KAREN,
                NextDates::default(),
                &[],
                at(0),
            )
            .await
            .unwrap();
        assert_eq!(&store.team(TEAM).await.unwrap().unwrap().name, text);
    }
}

/// PostgreSQL cannot keep it: one such message must not hold up everything that is heard after it.
async fn a_null_character_is_left_out_wherever_it_comes_in() {
    let store = Opened::with_round().await;
    let mut new = said(100, "før\0efter\0");
    "\0Bo".clone_into(&mut new.reply.author_name);
    store.keep_replies(&[new, said(101, "den næste")], &[], at(0)).await.unwrap();
    let read = store.reply(ReplyId(100)).await.unwrap().unwrap();
    assert_eq!((read.text.as_str(), read.author_name.as_str()), ("førefter", "Bo"));
    assert_eq!(store.reply(ReplyId(101)).await.unwrap().unwrap().text, "den næste");

    let mut answer = typed(102, "sva\0r");
    "A\0sta".clone_into(&mut answer.reply.author_name);
    store.keep_answer(&answer, &work(5, "answer", 0), at(0)).await.unwrap();
    let read = store.reply(ReplyId(102)).await.unwrap().unwrap();
    assert_eq!((read.text.as_str(), read.author_name.as_str()), ("svar", "Asta"));
    // What was posted is what is kept: nothing has to be changed.
    let claim = store.claim_one(at(0)).await;
    let (remove, change) = (work(6, "remove", 0), work(7, "change", 0));
    let post = (30.into(), 99.into());
    store
        .record_answer_posted(&claim, ReplyId(102), post, Some("sva\0r"), &remove, &change, at(0))
        .await
        .unwrap();
    assert!(!store.is_open("remove").await.unwrap() && !store.is_open("change").await.unwrap());
    store.change_reply(ReplyId(102), UserId(1_102), "ret\0tet", &[], at(9)).await.unwrap();
    assert_eq!(store.reply(ReplyId(102)).await.unwrap().unwrap().text, "rettet");

    let mut example = nomination(1, "hvad\0");
    (example.giver_name, example.meant) = ("\0Asta".to_owned(), "be\0tød".to_owned());
    "Met\0te".clone_into(&mut example.nominees[1].name);
    store.give((InteractionId(1), None), GUILD, &example, (5, at(0)), &[]).await.unwrap();
    let read = store.nomination(NominationId(1)).await.unwrap().unwrap().nomination;
    assert_eq!(
        [&*read.what, &*read.meant, &*read.giver_name, &*read.nominees[1].name],
        ["hvad", "betød", "Asta", "Mette"]
    );
    let mut changed = read.clone();
    (changed.what, changed.nominees[0].name) = ("an\0det".to_owned(), "B\0o".to_owned());
    assert!(store.change_nomination(&read, &changed, &[], at(0)).await.unwrap());
    store.set_suggestion(NominationId(1), UserId(201), Some("for\0slag"), &[], at(0)).await.unwrap();
    assert_eq!(store.suggestions(NominationId(1)).await.unwrap()[0].1, "forslag");

    let named = Team { name: "Hjem\0met".to_owned(), ..team(1) };
    store
        .save_team(store.team(TEAM).await.unwrap().as_ref(), &named, KAREN, NextDates::default(), &[], at(0))
        .await
        .unwrap();
    assert_eq!(store.team(TEAM).await.unwrap().unwrap().name, "Hjemmet");
    store.enqueue(&[work(8, "fails", 0)], at(0)).await.unwrap();
    let claim = store.claim_one(at(0)).await;
    store.set_aside(&claim, "ned\0e", at(0)).await.unwrap();
    assert_eq!(store.set_aside_since(at(0)).await.unwrap()[0].1, "nede");
}

async fn times_come_back_to_the_microsecond_and_in_order() {
    let store = Opened::with_round().await;
    let base = at(0);
    let steps = [0, 1, 999, 1_000, 1_001, 500_000, 999_999, 1_000_000, 60_000_000];
    let mut times: Vec<_> = steps.iter().map(|&step| base + Duration::microseconds(step)).collect();
    times.push(DateTime::UNIX_EPOCH);
    times.push("2037-10-25T00:30:00Z".parse().unwrap());
    times.push("2026-10-25T01:30:00.123456Z".parse().unwrap());
    let batch = times.iter().zip(100..).map(|(&time, id)| {
        let mut new = said(id, "x");
        (new.reply.written_at, new.reply.edited_at) = (time, Some(time));
        new
    });
    let batch: Vec<_> = batch.collect();
    store.keep_replies(&batch, &[], at(0)).await.unwrap();
    times.sort();
    let read = store.replies_of_round(10.into()).await.unwrap();
    assert_eq!(read.iter().map(|reply| reply.written_at).collect::<Vec<_>>(), times);
    assert_eq!(read.iter().filter_map(|reply| reply.edited_at).collect::<Vec<_>>(), times);
    for pair in times.windows(2) {
        let between = store.replies_between(TEAM, pair[0], pair[1]).await.unwrap();
        assert_eq!(between.iter().map(|reply| reply.written_at).collect::<Vec<_>>(), [pair[0]]);
    }
    // A row of a batch compares with one of another statement.
    store
        .change_reply(ReplyId(100), UserId(1_100), "own", &[], base + Duration::microseconds(1))
        .await
        .unwrap();
    let mut older = said(100, "older");
    older.reply.edited_at = Some(base);
    assert_eq!(store.keep_replies(&[older.clone()], &[], at(0)).await.unwrap(), 0);
    older.reply.edited_at = Some(base + Duration::microseconds(2));
    assert_eq!(store.keep_replies(&[older], &[], at(0)).await.unwrap(), 1);
}

async fn a_zone_of_the_servers_own_changes_nothing() {
    let store = Opened::with_team().await;
    let millis = match Engine::of_this_test() {
        Engine::Sqlite => "SELECT CAST(strftime('%s', created_at) AS BIGINT) FROM teams",
        Engine::Postgres => "SELECT CAST(EXTRACT(EPOCH FROM created_at) AS BIGINT) FROM teams",
    };
    assert_eq!(store.database.numbers(millis).await, [at(0).timestamp()]);
    assert_eq!(store.team(TEAM).await.unwrap().unwrap().created_at, at(0));
}

/// The bundled SQLite, never the system's: 3.51.3 is the first without a known fault of its log.
#[tokio::test]
async fn sqlite_is_the_one_that_was_built_in() {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    let version: String =
        sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&mut connection).await.unwrap();
    let parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
    assert!(parts >= vec![3, 51, 3], "{version}");
}
