//! Connecting, and staying connected: compression, drops, invalid sessions, shards.

use super::{Library, Setup, Stage, with_both};
use aktor::sandbox::world::GuildSpec;
use chrono::Duration;
use serde_json::json;

with_both! {
    it_connects_and_knows_its_guild
    it_reads_compressed_payloads
    it_resumes_after_a_drop_and_misses_nothing
    it_reconnects_when_asked
    it_begins_anew_when_its_session_is_not_valid
    it_comes_with_two_shards
    it_hears_of_places_that_come_change_and_go
}

async fn it_connects_and_knows_its_guild(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let guild = stage.done("guild", json!({"id": stage.guild.to_string()})).await;
    assert_eq!(guild["name"], "Plejecenter");
    assert_eq!(guild["members"], 4);
    assert_eq!(guild["roles"], json!(["@everyone", "aften", "klient", "leder"]));
    assert_eq!(guild["channels"], json!(["team-nord", "team-syd"]));
    let how = json!({"id": stage.guild.to_string()});
    assert_eq!(stage.done("guild_fetched", how).await, "Plejecenter");
    let how = json!({"guild": stage.guild.to_string()});
    assert_eq!(stage.done("channels", how.clone()).await, json!(["team-nord", "team-syd"]));
    assert_eq!(stage.done("roles", how).await, json!(["@everyone", "aften", "klient", "leder"]));
    assert_eq!(stage.done("application", json!({})).await, stage.world.bot().to_string());
    let [session] = &stage.sandbox.gateway().sessions()[..] else { panic!("not one session") };
    assert_eq!(session.shard, (0, 1));
    stage.end().await;
}

/// Payload by payload, or as one stream of either kind: as each client can.
async fn it_reads_compressed_payloads(library: Library) {
    let kinds: &[_] = match library {
        Library::JavaScript => &[None],
        Library::Python => &[Some("zlib-stream"), Some("zstd-stream")],
    };
    for kind in kinds {
        let setup = Setup { compress: kind.unwrap_or("yes"), ..Setup::default() };
        let Some(mut stage) = Stage::built(library, setup).await else { return };
        it_reads(&mut stage).await;
        stage.sandbox.gateway().drop_all();
        stage.saw("resumed").await;
        it_reads(&mut stage).await;
        let [session] = &stage.sandbox.gateway().sessions()[..] else { panic!("not one session") };
        assert_eq!((session.compress.as_deref(), &session.identify["compress"]), (*kind, &json!(true)));
        stage.end().await;
    }
}

async fn it_reads(stage: &mut Stage) {
    for number in 0..20 {
        stage.asta.say(stage.channel, &format!("{number} æøå {}", "lang ".repeat(300))).unwrap();
    }
    // One that inflates each payload by itself, beside others, may be done with a later one first.
    let mut left: Vec<String> = (0..20).map(|number| format!("{number} æøå lang")).collect();
    for _ in 0..20 {
        let message = stage.saw("message").await;
        let content = message["content"].as_str().unwrap();
        left.retain(|begin| !content.starts_with(begin));
    }
    assert!(left.is_empty(), "{left:?}");
}

async fn it_resumes_after_a_drop_and_misses_nothing(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    stage.asta.say(stage.channel, "før").unwrap();
    assert_eq!(stage.saw("message").await["content"], "før");
    stage.sandbox.gateway().drop_all();
    for text in ["imens", "stadig"] {
        stage.asta.say(stage.channel, text).unwrap();
    }
    for text in ["imens", "stadig"] {
        assert_eq!(stage.saw("message").await["content"], text);
    }
    stage.saw("resumed").await;
    let tally = stage.sandbox.gateway().tally();
    assert_eq!((tally.identified, tally.resumed), (1, 1));
    stage.end().await;
}

async fn it_reconnects_when_asked(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    stage.sandbox.gateway().reconnect_all();
    stage.saw("resumed").await;
    stage.asta.say(stage.channel, "igen").unwrap();
    assert_eq!(stage.saw("message").await["content"], "igen");
    assert_eq!(stage.sandbox.gateway().tally().identified, 1);
    stage.end().await;
}

async fn it_begins_anew_when_its_session_is_not_valid(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    stage.sandbox.gateway().invalidate_sessions(false);
    assert!(stage.sandbox.gateway().until(super::PATIENCE, |gateway| gateway.tally().identified == 2).await);
    stage.asta.say(stage.channel, "på ny").unwrap();
    assert_eq!(stage.saw("message").await["content"], "på ny");
    stage.end().await;
}

async fn it_comes_with_two_shards(library: Library) {
    let Some(mut stage) = Stage::built(library, Setup { shards: 2, ..Setup::default() }).await else {
        return;
    };
    let mut told = [stage.saw("shard").await, stage.saw("shard").await].map(|shard| shard["id"].as_u64());
    told.sort_unstable();
    assert_eq!(told, [Some(0), Some(1)]);
    for number in 0..4 {
        // The shard hangs on the millisecond in which a guild was founded.
        stage.world.clock.advance(Duration::milliseconds(1));
        let (house, room) = (format!("Hus {number}"), format!("rum-{number}"));
        let guild = stage.world.found(GuildSpec::new(&house).channel(&room).member("Asta"));
        assert_eq!(stage.saw("guild_joined").await["name"], house);
        let shard = stage.done("guild_shard", json!({"id": guild.to_string()})).await;
        assert_eq!(shard, (guild >> 22) % 2);
        let place = stage.world.channel(&room).unwrap();
        stage.asta.say(place, "hej fra huset").unwrap();
        assert_eq!(stage.saw("message").await["channel"], place.to_string());
    }
    let mut shards: Vec<_> = stage.sandbox.gateway().sessions().iter().map(|one| one.shard).collect();
    shards.sort_unstable();
    assert_eq!(shards, [(0, 2), (1, 2)]);
    stage.end().await;
}

async fn it_hears_of_places_that_come_change_and_go(library: Library) {
    let Some(mut stage) = Stage::set(library).await else { return };
    let place = stage.world.add_channel(stage.guild, "team-vest");
    assert_eq!(stage.saw("channel_created").await, json!({"id": place.to_string(), "name": "team-vest"}));
    stage.done("type", json!({"channel": place.to_string()})).await;
    let leif = stage.world.user("Leif");
    leif.rename(place, "team-øst").unwrap();
    assert_eq!(stage.saw("channel_updated").await, json!({"id": place.to_string(), "name": "team-øst"}));
    leif.delete_channel(place).unwrap();
    assert_eq!(stage.saw("channel_deleted").await["id"], place.to_string());
    stage.world.kick_bot(stage.guild);
    assert_eq!(stage.saw("guild_left").await["id"], stage.guild.to_string());
    assert_eq!(stage.refused("guild_fetched", json!({"id": stage.guild.to_string()})).await, (10004, 404));
    stage.end().await;
}
