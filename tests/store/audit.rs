//! P10: the audit log. A row comes with its act or not at all, and stays as it is.

use super::learnings::learning;
use super::{GUILD, KAREN, Opened, TEAM, at, date, team, work};
use crate::support::{Database, on_both_engines};
use aktor::domain::audit::{Act, Actor, Entry};
use aktor::domain::ids::{GuildId, TeamId, UserId};
use aktor::domain::learning::State;
use aktor::domain::plan::Promise;
use aktor::domain::team::{Pause, Seat, Team};
use aktor::faults::{Hook, Side};
use aktor::service::erasure::After;
use aktor::service::random::Random;
use aktor::store::{Leaver, NextDates, Store};
use chrono::{DateTime, Duration, Months, SecondsFormat, Utc};
use futures_util::FutureExt as _;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::Notify;

on_both_engines!(
    what_changes_is_noted_by_what_it_is_and_never_by_its_words,
    what_changes_nothing_or_is_ones_own_is_not_noted,
    an_act_and_its_row_are_both_there_or_neither,
    rows_are_neither_changed_nor_deleted_nor_replaced,
    after_24_months_rows_go_and_not_before,
    whoever_is_erased_leaves_the_act_behind_without_them,
    rows_are_found_by_day_server_and_team,
);

async fn acts(store: &Store) -> Vec<(Act, Option<String>)> {
    all(store).await.into_iter().map(|entry| (entry.act, entry.about)).collect()
}

async fn all(store: &Store) -> Vec<Entry> {
    store.audit(None, None, None).await.unwrap()
}

async fn save(store: &Store, read: &Team, changed: &Team, by: UserId, minutes: i64) {
    let next = NextDates::default();
    assert!(store.save_team(Some(read), changed, by, next, &[], at(minutes)).await.unwrap());
}

async fn what_changes_is_noted_by_what_it_is_and_never_by_its_words() {
    let store = Opened::with_team().await;
    let first = team(1);
    let mut second = Team { name: "KANARI".to_owned(), k: 7, ..first.clone() };
    second.dosing.core_task = Some("KANARI".to_owned());
    save(&store, &first, &second, UserId(5), 1).await;
    let paused = Team { paused: Some(Pause { until: None }), ..second.clone() };
    save(&store, &second, &paused, KAREN, 2).await;
    let resumed = Team { paused: None, ..paused.clone() };
    save(&store, &paused, &resumed, KAREN, 3).await;
    let entries = all(&store).await;
    let first = Entry {
        number: 1,
        at: at(0),
        by: Actor::Person(KAREN),
        guild: Some(GUILD),
        team: Some(TEAM),
        act: Act::TeamSetUp,
        about: None,
    };
    let changed = |number, minutes, by, about: &str| Entry {
        number,
        at: at(minutes),
        by: Actor::Person(by),
        act: Act::TeamChanged,
        about: Some(about.to_owned()),
        ..first.clone()
    };
    let expected = [
        first.clone(),
        changed(2, 1, UserId(5), "name,least-people,core-task"),
        changed(3, 2, KAREN, "paused"),
        changed(4, 3, KAREN, "resumed"),
    ];
    assert_eq!(entries, expected);
}

async fn what_changes_nothing_or_is_ones_own_is_not_noted() {
    let store = Opened::with_team().await;
    let stands = team(1);
    save(&store, &stands, &stands, KAREN, 1).await;
    let bo = UserId(7);
    store.seat_trio(TEAM, &[(Seat::Union, bo, work(1, "seat", 5))], KAREN, at(1)).await.unwrap();
    store.seat_trio(TEAM, &[(Seat::Union, bo, work(2, "again", 5))], KAREN, at(2)).await.unwrap();
    store.answer_seat(TEAM, Seat::Union, bo, false, at(3)).await.unwrap();
    store.answer_seat(TEAM, Seat::Union, bo, true, at(4)).await.unwrap();
    store.answer_seat(TEAM, Seat::Union, bo, true, at(5)).await.unwrap();
    store.answer_seat(TEAM, Seat::Union, bo, false, at(6)).await.unwrap();
    let (nothing, laid) = (BTreeMap::new(), BTreeMap::from([(date(7), Promise::Rest)]));
    assert!(store.promise(TEAM, &nothing, &laid, None).await.unwrap(), "what is only shown");
    assert!(store.promise(TEAM, &laid, &nothing, Some((KAREN, date(7), at(7)))).await.unwrap());
    store.hide_prompt(TEAM, "ansvar-01", false, KAREN, at(8)).await.unwrap();
    store.hide_prompt(TEAM, "ansvar-01", true, KAREN, at(8)).await.unwrap();
    store.hide_prompt(TEAM, "ansvar-01", true, KAREN, at(9)).await.unwrap();
    let (own, left) = (learning(1, "ét"), learning(2, "to"));
    for (source, learning, by) in [(1, &own, bo), (2, &left, KAREN)] {
        store.write_learning(source.into(), GUILD, learning).await.unwrap();
        let mut shared = learning.clone();
        (shared.state, shared.shared_at) = (State::Shared, Some(at(10)));
        assert!(store.change_learning(learning, &shared, &[], by, at(10)).await.unwrap());
    }
    let asta = UserId(8);
    for (user, by) in [(asta, Actor::Person(asta)), (bo, Actor::Bot)] {
        let leaver = Leaver { user, guild: Some(GUILD), at: at(11), by };
        store.set_instance(aktor::store::BUTTON_KEY, "a key").await.unwrap();
        store.erase_person(leaver, &After { random: &Random::seeded(1), now: at(11) }).await.unwrap();
    }
    let about = |about: &str| Some(about.to_owned());
    let expected = [
        (Act::TeamSetUp, None),
        (Act::SeatsOffered, about("union")),
        (Act::SeatTaken, about("union")),
        (Act::SeatLeft, about("union")),
        (Act::PlanChanged, about("2026-11-09")),
        (Act::PromptHidden, about("ansvar-01")),
        (Act::LearningShared, about("2")),
        (Act::PersonErased, None),
    ];
    assert_eq!(acts(&store).await, expected);
}

async fn an_act_and_its_row_are_both_there_or_neither() {
    for (side, there) in [(Side::Before, false), (Side::After, true)] {
        let store = Opened::with_team().await;
        let died = Arc::new(Notify::new());
        let hook = {
            let died = Arc::clone(&died);
            Hook::new(move |boundary| {
                let died = Arc::clone(&died);
                async move {
                    if boundary.side == side && boundary.what == "team.save" {
                        died.notify_one();
                        std::future::pending::<()>().await;
                    }
                }
                .boxed()
            })
        };
        let doomed = store.store.clone().with_faults(hook);
        let (before, after) = (team(1), Team { k: 9, ..team(1) });
        let next = NextDates::default();
        tokio::select! {
            _ = doomed.save_team(Some(&before), &after, KAREN, next, &[], at(1)) => panic!("it goes on"),
            () = died.notified() => {}
        }
        store.close().await;
        let again = Store::open(&store.database.url()).await.unwrap();
        assert_eq!(again.team(TEAM).await.unwrap(), Some(if there { after } else { before }));
        assert_eq!(acts(&again).await.len(), if there { 2 } else { 1 });
        again.close().await;
    }
}

/// What a statement by any program comes to: how many rows, or why not.
async fn tried(database: &Database, statement: &str) -> Result<u64, String> {
    let statement = AssertSqlSafe(statement);
    match database {
        Database::Sqlite(_) => {
            let mut connection = SqliteConnection::connect(&database.url()).await.unwrap();
            connection.execute(statement).await.map(|done| done.rows_affected()).map_err(|e| e.to_string())
        }
        Database::Postgres { .. } => {
            let mut connection = PgConnection::connect(&database.url()).await.unwrap();
            connection.execute(statement).await.map(|done| done.rows_affected()).map_err(|e| e.to_string())
        }
    }
}

async fn rows_are_neither_changed_nor_deleted_nor_replaced() {
    let store = Opened::with_team().await;
    tick(&store, at(0)).await;
    let stood = all(&store).await;
    let columns = "number, done_at, actor, user_id, guild_id, team_id, act, about";
    let mut statements: Vec<String> = [
        "number = 7",
        "done_at = '2020-01-01T00:00:00+00:00'",
        "actor = 'bot', user_id = NULL",
        "user_id = 7",
        "guild_id = 7",
        "guild_id = NULL",
        "team_id = NULL",
        "act = 'team-erased'",
        "about = 'KANARI'",
        "user_id = 0, act = 'team-erased'",
        "user_id = NULL",
    ]
    .iter()
    .map(|set| format!("UPDATE audit SET {set}"))
    .collect();
    statements.push("DELETE FROM audit".to_owned());
    statements.push(format!("INSERT INTO audit ({columns}) SELECT {columns} FROM audit"));
    if matches!(store.database, Database::Sqlite(_)) {
        statements.push(format!(
            "INSERT OR REPLACE INTO audit ({columns}) SELECT 1, done_at, actor, user_id, guild_id, team_id, 'team-erased', about FROM audit"
        ));
        statements.push("UPDATE OR REPLACE audit SET act = 'team-erased'".to_owned());
    } else {
        statements.push("TRUNCATE audit".to_owned());
        statements.push(format!(
            "INSERT INTO audit ({columns}) SELECT {columns} FROM audit ON CONFLICT (number) DO UPDATE SET act = 'team-erased'"
        ));
    }
    for statement in statements {
        let refused = tried(&store.database, &statement).await;
        assert!(refused.is_err(), "{statement}: {refused:?}");
        assert_eq!(all(&store).await, stood, "{statement}");
    }
    // Nor by a program that has just opened it, as every start does.
    store.close().await;
    let again = Store::open(&store.database.url()).await.unwrap();
    let refused = tried(&store.database, "DELETE FROM audit").await.unwrap_err();
    assert!(refused.contains("the audit log can only be added to"), "{refused}");
    // Only this passes.
    assert_eq!(tried(&store.database, "UPDATE audit SET user_id = 0").await, Ok(1));
    assert_eq!(all(&again).await[0].by, Actor::Person(UserId(0)));
    again.close().await;
}

/// Keeps the clock's tick, as a running bot does.
async fn tick(store: &Store, at: DateTime<Utc>) {
    store.set_instance("last-tick", &at.to_rfc3339_opts(SecondsFormat::Millis, true)).await.unwrap();
}

async fn after_24_months_rows_go_and_not_before() {
    let store = Opened::with_team().await;
    save(&store, &team(1), &Team { k: 9, ..team(1) }, KAREN, 60).await;
    let later = |minutes: i64| at(minutes) + Months::new(24);
    // No bot has looked at the clock on this database: nothing is known to be old.
    store.expire_audit(at(30)).await.unwrap_err();
    for now in [later(0) - Duration::minutes(1), later(0)] {
        tick(&store, now).await;
        assert_eq!(store.expire_audit(now - Months::new(24)).await.unwrap(), 0);
    }
    assert_eq!(store.expire_audit(at(30)).await.unwrap(), 1);
    assert_eq!(acts(&store).await.len(), 1, "what was an hour younger stays");
    tick(&store, later(59)).await;
    store.expire_audit(at(61)).await.unwrap_err();
    let many = "INSERT INTO audit (number, done_at, actor, act) VALUES";
    for part in 0..10 {
        let rows: Vec<String> = (0..1_000)
            .map(|n| {
                format!("({}, '2026-11-01T08:00:00+00:00', 'bot', 'person-erased')", 10 + part * 1_000 + n)
            })
            .collect();
        store.database.execute(&format!("{many} {}", rows.join(", "))).await;
    }
    tick(&store, later(61)).await;
    assert_eq!(store.expire_audit(at(61)).await.unwrap(), 10_001);
    assert_eq!(acts(&store).await, []);
}

async fn whoever_is_erased_leaves_the_act_behind_without_them() {
    let store = Opened::with_team().await;
    store.set_instance(aktor::store::BUTTON_KEY, "a key").await.unwrap();
    let elsewhere = Team { guild: GuildId(8), ..team(2) };
    store.save_team(None, &elsewhere, KAREN, NextDates::default(), &[], at(1)).await.unwrap();
    save(&store, &team(1), &Team { k: 9, ..team(1) }, UserId(5), 2).await;
    let leaver = Leaver { user: KAREN, guild: Some(GUILD), at: at(3), by: Actor::Operator };
    store.erase_person(leaver, &After { random: &Random::seeded(1), now: at(3) }).await.unwrap();
    let entries = all(&store).await;
    let who: Vec<_> = entries.iter().map(|entry| (entry.act, entry.guild, entry.by)).collect();
    let expected = [
        (Act::TeamSetUp, Some(GUILD), Actor::Person(UserId(0))),
        (Act::TeamSetUp, Some(GuildId(8)), Actor::Person(KAREN)),
        (Act::TeamChanged, Some(GUILD), Actor::Person(UserId(5))),
        (Act::PersonErased, Some(GUILD), Actor::Operator),
    ];
    assert_eq!(who, expected);
    assert_eq!(entries[0].about, None);
    assert!(!store.everybody().await.unwrap().contains(&(GUILD, KAREN)));
}

async fn rows_are_found_by_day_server_and_team() {
    let store = Opened::with_team().await;
    let elsewhere = Team { guild: GuildId(8), ..team(2) };
    store.save_team(None, &elsewhere, KAREN, NextDates::default(), &[], at(1)).await.unwrap();
    save(&store, &team(1), &Team { k: 9, ..team(1) }, KAREN, 2).await;
    let found = async |since, guild, team| {
        let found = store.audit(since, guild, team).await.unwrap();
        found.into_iter().map(|entry| entry.number).collect::<Vec<_>>()
    };
    assert_eq!(found(None, None, None).await, [1, 2, 3]);
    assert_eq!(found(Some(at(1)), None, None).await, [2, 3]);
    assert_eq!(found(None, Some(GUILD), None).await, [1, 3]);
    assert_eq!(found(None, None, Some(TeamId(2))).await, [2]);
    assert_eq!(found(Some(at(2)), Some(GuildId(8)), None).await, [0_i64; 0]);
}
