use super::wire::{ALL, Client, End, House, TOKEN, identify};
use aktor::sandbox::event::intent;
use aktor::sandbox::gateway::Settings;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn hello_ready_and_every_guild_come_in_order() {
    let house =
        House::open(Settings { heartbeat_interval: Duration::from_millis(1_500), ..Settings::default() })
            .await;
    let mut client = house.knock("?v=10").await;
    let hello = client.hear().await;
    assert_eq!(
        (&hello["op"], &hello["d"]["heartbeat_interval"], &hello["s"]),
        (&json!(10), &json!(1_500), &json!(null))
    );
    let mut asked = identify(ALL);
    asked["d"]["shard"] = json!([0, 1]);
    client.say(&asked).await;
    let ready = client.hear_event("READY").await;
    assert_eq!((&ready["op"], &ready["s"], &ready["d"]["v"]), (&json!(0), &json!(1), &json!(10)));
    assert_eq!(ready["d"]["guilds"], json!([{ "id": house.guild.to_string(), "unavailable": true }]));
    assert_eq!(ready["d"]["user"]["id"], json!(house.world.bot().to_string()));
    assert_eq!(ready["d"]["application"]["id"], json!(house.world.bot().to_string()));
    assert_eq!(ready["d"]["shard"], json!([0, 1]));
    assert_eq!(ready["d"]["resume_gateway_url"], json!(format!("ws://{}/gateway", house.address)));
    let guild = client.hear_event("GUILD_CREATE").await;
    assert_eq!((&guild["s"], &guild["d"]["id"]), (&json!(2), &json!(house.guild.to_string())));
    assert_eq!(
        guild["d"]["members"].as_array().unwrap().len(),
        1,
        "only the bot without the presence intent"
    );
    let sessions = house.gateway.sessions();
    assert_eq!((sessions.len(), sessions[0].intents, sessions[0].connected), (1, ALL, true));
}

#[tokio::test]
async fn guilds_are_not_told_without_their_intent() {
    let house = House::usual().await;
    let (mut client, ready) = house.identified(intent::GUILD_MESSAGES).await;
    assert_eq!(ready["d"]["guilds"].as_array().unwrap().len(), 1);
    house.say("først");
    client.hear_event("MESSAGE_CREATE").await;
}

#[tokio::test]
async fn a_heartbeat_is_acked_before_and_after_identify() {
    let house = House::usual().await;
    let mut client = house.knock("?v=10").await;
    client.hear().await;
    client.say(&json!({ "op": 1, "d": null })).await;
    assert_eq!(client.hear().await["op"], 11);
    client.say(&identify(0)).await;
    client.hear_event("READY").await;
    client.say(&json!({ "op": 1, "d": 1 })).await;
    assert_eq!(client.hear().await["op"], 11);
    assert_eq!(house.gateway.sessions()[0].heartbeats, 1);
}

async fn closed_for(house: &House, said: &[serde_json::Value]) -> End {
    let mut client = house.knock("?v=10").await;
    client.hear().await;
    for payload in said {
        client.say(payload).await;
    }
    client.end().await
}

#[tokio::test]
async fn each_mistake_closes_with_its_documented_code() {
    let house = House::usual().await;
    let with = |key: &str, value: serde_json::Value| {
        let mut asked = identify(1);
        asked["d"][key] = value;
        [asked]
    };
    assert_eq!(closed_for(&house, &with("token", json!("wrong"))).await, End::Code(4004));
    assert_eq!(closed_for(&house, &with("shard", json!([1, 1]))).await, End::Code(4010));
    assert_eq!(closed_for(&house, &with("intents", json!(1 << 18))).await, End::Code(4013));
    assert_eq!(closed_for(&house, &with("intents", json!(intent::GUILD_MEMBERS))).await, End::Code(4014));
    assert_eq!(closed_for(&house, &with("properties", json!(null))).await, End::Code(4002));
    assert_eq!(closed_for(&house, &[identify(1), identify(1)]).await, End::Code(4005));
    assert_eq!(closed_for(&house, &[json!({ "op": 3, "d": {} })]).await, End::Code(4003));
    assert_eq!(closed_for(&house, &[json!({ "op": 99, "d": {} })]).await, End::Code(4001));
    assert_eq!(closed_for(&house, &[json!({ "d": {} })]).await, End::Code(4002));
    assert_eq!(closed_for(&house, &[json!({ "op": 1, "d": "x".repeat(5_000) })]).await, End::Code(4002));
    let mut client = house.knock("?v=10").await;
    client.say_text("{no json").await;
    assert_eq!(client.end().await, End::Code(4002));
    assert_eq!(house.knock("?v=5").await.end().await, End::Code(4012));
}

#[tokio::test]
async fn too_many_guilds_for_a_shard_close_4011() {
    let house = House::open(Settings { guilds_per_shard: 0, ..Settings::default() }).await;
    assert_eq!(closed_for(&house, &[identify(1)]).await, End::Code(4011));
}

#[tokio::test]
async fn the_121st_payload_in_a_minute_closes_4008() {
    let house = House::usual().await;
    let beats: Vec<_> = (0..121).map(|_| json!({ "op": 1, "d": null })).collect();
    assert_eq!(closed_for(&house, &beats).await, End::Code(4008));
}

#[tokio::test]
async fn a_second_identify_within_five_seconds_is_turned_away_where_the_limit_is_on() {
    let house = House::open(Settings { identify_limit: true, ..Settings::default() }).await;
    let _first = house.identified(1).await;
    let mut second = house.knock("?v=10").await;
    second.hear().await;
    second.say(&identify(1)).await;
    assert_eq!(second.hear().await, json!({ "op": 9, "d": false, "s": null, "t": null }));
    assert_eq!(house.gateway.tally().turned_away, 1);
}

#[tokio::test]
async fn session_starts_are_counted_and_the_day_after_they_are_back() {
    let house = House::open(Settings { session_starts: 2, ..Settings::default() }).await;
    let left = || house.gateway.bot_answer("ws://here")["session_start_limit"]["remaining"].clone();
    let (mut first, _) = house.identified(1).await;
    assert_eq!(left(), json!(1));
    house.gateway.leave_session_starts(0);
    assert_eq!(closed_for(&house, &[identify(1)]).await, End::Code(4004));
    assert_eq!(first.end().await, End::Code(4004), "all sessions end with it");
    house.world.clock.advance(chrono::Duration::days(1));
    assert_eq!(left(), json!(2));
}

async fn compressed(client: &mut Client, asked: &serde_json::Value) {
    assert_eq!(client.hear().await["op"], 10);
    client.say(asked).await;
    client.hear_event("READY").await;
    client.hear_event("GUILD_CREATE").await;
    client.say(&json!({ "op": 1, "d": 2 })).await;
    assert_eq!(client.hear().await["op"], 11);
}

#[tokio::test]
async fn compressed_frames_inflate() {
    let house = House::usual().await;
    let mut each = house.knock("?v=10").await;
    let mut asked = identify(1);
    asked["d"]["compress"] = json!(true);
    compressed(&mut each, &asked).await;

    let mut stream = house.knock("?v=10&encoding=json&compress=zlib-stream").await;
    stream.inflate = Some(flate2::Decompress::new(true));
    compressed(&mut stream, &asked).await;
}

#[tokio::test]
async fn members_come_in_a_chunk_to_whom_may_ask() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    let ask = |d: serde_json::Value| json!({ "op": 8, "d": d });
    let guild = house.guild.to_string();
    // Not answered: the whole list needs the members intent.
    client.say(&ask(json!({ "guild_id": guild, "query": "", "limit": 0 }))).await;
    client.say(&ask(json!({ "guild_id": guild, "query": "met", "limit": 5, "nonce": "n" }))).await;
    let chunk = client.hear_event("GUILD_MEMBERS_CHUNK").await["d"].clone();
    assert_eq!((&chunk["nonce"], &chunk["chunk_count"]), (&json!("n"), &json!(1)));
    assert_eq!(chunk["members"][0]["user"]["global_name"], "Mette");
    client.say(&ask(json!({ "guild_id": guild, "user_ids": ["5"] }))).await;
    assert_eq!(client.hear_event("GUILD_MEMBERS_CHUNK").await["d"]["not_found"], json!(["5"]));
    // The others that a session may send are taken without a word.
    client
        .say(&json!({ "op": 3, "d": { "status": "online", "afk": false, "activities": [], "since": null } }))
        .await;
    client.say(&json!({ "op": 4, "d": { "guild_id": guild, "channel_id": null } })).await;
    client.say(&json!({ "op": 1, "d": 3 })).await;
    assert_eq!(client.hear().await["op"], 11);
    assert_eq!(house.gateway.sessions()[0].identify["token"], format!("Bot {TOKEN}"));
}
