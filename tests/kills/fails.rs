//! The checker finds what it looks for: a scene that is as it should be, and one fault after the other.

use super::bot::{Bot, binary};
use super::checker::{Verdict, check, left_to_do};
use super::people::Answered;
use super::scene::{Scene, Size};
use aktor::sandbox::world::Draft;
use aktor::service::random::Random;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use std::time::Duration;

const SIZE: Size = Size { text: 1, forums: 1, prompts: 2, letters: 1, within: 0 };

async fn found(scene: &Scene) -> Verdict {
    check(&scene.world, scene.path(), &scene.plan, &[]).await
}

pub(super) async fn change(scene: &Scene, sql: &str) {
    let options = SqliteConnectOptions::new().filename(scene.path().join("aktor.db"));
    let mut database = options.connect().await.unwrap();
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_twice_or_is_missing_is_found() {
    let random = Random::seeded(1);
    let mut scene = Scene::new(SIZE, &random).await;
    scene.make_due(SIZE, &random).await;
    let bot = Bot::start(scene.path(), &scene.sandbox.base_url());
    while !left_to_do(scene.path()).await.is_empty() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(bot.stop(Duration::from_secs(15)).await.is_some_and(|status| status.success()));
    let verdict = found(&scene).await;
    assert_eq!((verdict.findings, verdict.occasions), (Vec::new(), 6));

    let (world, bot) = (scene.world.clone(), scene.world.bot());
    let channel = world.channel("hold-0").unwrap();
    let (prompt, copy) = {
        let state = world.state();
        let prompt = state.said_in(channel).find(|m| crate::support::shown(m).contains("Ugens spørgsmål"));
        let prompt = prompt.cloned().unwrap();
        let mut copy = Draft::text("");
        (copy.embeds, copy.components) = (prompt.embeds, prompt.components);
        (prompt.id, copy)
    };
    let twice = world.state().send(bot, channel, copy).unwrap().0;
    let verdict = found(&scene).await;
    assert_eq!((verdict.duplicates, verdict.missing), (1, 0), "{verdict:?}");
    let owner = world.owner(world.guild("Norddjurs").unwrap()).unwrap();
    owner.delete(twice).unwrap();
    assert_eq!(found(&scene).await.findings, [""; 0]);

    change(&scene, "UPDATE deliveries SET state = 'aside' WHERE work_key LIKE 'thread:%'").await;
    let verdict = found(&scene).await;
    assert_eq!(verdict.findings.len(), 2, "two threads of a text channel: {verdict:?}");
    change(&scene, "UPDATE deliveries SET state = 'done' WHERE state = 'aside'").await;

    // What the process died over is not demanded, but it stands no more than once.
    change(
        &scene,
        "UPDATE deliveries SET state = 'aside', last_error = 'the process died over it too often'
            WHERE work_key IN (SELECT 'letter:' || occasion_id FROM letters)",
    )
    .await;
    change(&scene, "UPDATE letters SET message_id = NULL").await;
    let verdict = found(&scene).await;
    assert_eq!((verdict.given_up, verdict.findings), (2, Vec::new()));
    let letter = {
        let state = world.state();
        let letter = state.said_in(channel).find(|m| crate::support::shown(m).contains("Månedsbrev ·"));
        let letter = letter.cloned().unwrap();
        let mut copy = Draft::text("");
        (copy.embeds, copy.components) = (letter.embeds, letter.components);
        copy
    };
    let twice = world.state().send(bot, channel, letter).unwrap().0;
    assert_eq!(found(&scene).await.duplicates, 1);
    owner.delete(twice).unwrap();

    // Said after the bot has stopped: nothing of it is kept.
    let said = world.user("Asta").say(prompt, "hørt af ingen").unwrap();
    let verdict = found(&scene).await;
    assert_eq!((verdict.duplicates, verdict.missing, verdict.replies), (0, 1, 1), "{verdict:?}");
    change(
        &scene,
        &format!(
            "INSERT INTO replies (id, round_id, team_id, guild_id, author_id, author_name, via, channel_id, message_id, body,
                written_at) SELECT {said}, occasion_id, team_id, guild_id, 1, '', 'thread', {prompt}, {said},
                'hørt af ingen', opened_at FROM rounds WHERE message_id = {prompt}"
        ),
    )
    .await;
    assert_eq!(found(&scene).await.findings, [""; 0]);
    world.user("Asta").edit(said, "rettet").unwrap();
    assert_eq!(found(&scene).await.findings.len(), 1, "kept with older words");
    world.user("Asta").delete(said).unwrap();
    assert_eq!(found(&scene).await.findings.len(), 1, "kept though it was deleted");
    change(&scene, "DELETE FROM replies").await;

    let answer = Answered { token: "svar1x".into(), texts: vec![], promised: true, deleted: None };
    let verdict = check(&world, scene.path(), &scene.plan, std::slice::from_ref(&answer)).await;
    assert_eq!((verdict.duplicates, verdict.missing), (0, 1), "{verdict:?}");
    for _ in 0..2 {
        world.state().send(bot, prompt, Draft::text("Asta: svar1x først")).unwrap();
    }
    let verdict = check(&world, scene.path(), &scene.plan, &[answer]).await;
    assert_eq!((verdict.duplicates, verdict.missing), (1, 0), "{verdict:?}");
    assert_eq!(found(&scene).await.duplicates, 2, "words of the bot's that belong to nothing");

    owner.delete_channel(prompt).unwrap();
    let verdict = found(&scene).await;
    assert_eq!((verdict.duplicates, verdict.missing), (0, 1), "its thread is missing: {verdict:?}");
    owner.delete(prompt).unwrap();
    let verdict = found(&scene).await;
    assert_eq!((verdict.duplicates, verdict.missing), (0, 1), "the prompt is missing: {verdict:?}");
    scene.sandbox.stop().await;
}

/// The program that the tests are built with has the hooks of `aktor::faults`; one that people run must not.
#[test]
fn a_release_has_no_fault_hooks() {
    let has_hooks = |program: &std::path::Path| {
        let (bytes, marker) = (std::fs::read(program).unwrap(), aktor::faults::MARKER.as_bytes());
        bytes.windows(marker.len()).any(|window| window == marker)
    };
    assert!(has_hooks(std::path::Path::new(env!("CARGO_BIN_EXE_aktor"))), "it is found where it stands");
    if std::env::var_os("AKTOR_TEST_BINARY").is_some_and(|path| !path.is_empty()) {
        assert!(!has_hooks(&binary()), "{} was built with the feature faults", binary().display());
    }
}
