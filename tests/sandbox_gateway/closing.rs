use super::wire::{ALL, Client, End, House, MOST, TOKEN, identify, resume};
use aktor::sandbox::event::intent;
use aktor::sandbox::gateway::Settings;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn each_close_code_leaves_a_session_to_resume_or_none() {
    let house = House::usual().await;
    for (code, resumes) in [
        (Some(1000), true),
        (None, true),
        (Some(4000), true),
        (Some(4001), true),
        (Some(4002), true),
        (Some(4003), true),
        (Some(4004), false),
        (Some(4005), true),
        (Some(4007), false),
        (Some(4008), true),
        (Some(4009), false),
        (Some(4010), false),
        (Some(4011), false),
        (Some(4012), false),
        (Some(4013), false),
        (Some(4014), false),
    ] {
        let (mut client, ready) = house.identified(ALL).await;
        house.gateway.close_all(code);
        assert_eq!(client.end().await, code.map_or(End::NoCode, End::Code));
        let mut again = house.knock("?v=10").await;
        again.hear().await;
        again.say(&resume(&ready, 2)).await;
        let answer = again.hear().await;
        assert_eq!(answer["t"] == "RESUMED", resumes, "{code:?} {answer}");
        assert_eq!(answer["op"], if resumes { 0 } else { 9 });
        again.leave(1000).await;
        assert!(house.gateway.until(MOST, |gateway| gateway.sessions().is_empty()).await);
    }
}

#[tokio::test]
async fn a_client_without_heartbeats_is_closed_and_its_session_gone() {
    let quick = Duration::from_millis(100);
    let house =
        House::open(Settings { heartbeat_interval: quick, grace: quick, ..Settings::default() }).await;
    let (mut client, _) = house.identified(ALL).await;
    assert_eq!(client.end().await, End::Code(4009));
    assert!(house.gateway.sessions().is_empty());
}

#[tokio::test]
async fn shards_of_different_keys_identify_at_once_and_of_one_key_in_turn() {
    let house =
        House::open(Settings { identify_limit: true, max_concurrency: 2, ..Settings::default() }).await;
    let mut answers = Vec::new();
    for shard in 0..3 {
        let mut client = house.knock("?v=10").await;
        client.hear().await;
        let mut asked = identify(0);
        asked["d"]["shard"] = json!([shard, 4]);
        client.say(&asked).await;
        answers.push(client.hear().await["op"].clone());
    }
    assert_eq!(answers, [json!(0), json!(0), json!(9)], "the third shares its key with the first");
}

#[tokio::test]
async fn a_new_token_closes_what_the_old_one_opened() {
    let house = House::usual().await;
    let (mut client, ready) = house.identified(ALL).await;
    house.world.change_token("another");
    assert_eq!(client.end().await, End::Code(4004));
    let mut again = house.knock("?v=10").await;
    again.hear().await;
    assert_ne!(TOKEN, "another");
    again.say(&resume(&ready, 2)).await;
    assert_eq!(again.end().await, End::Code(4004));
}

#[tokio::test]
async fn in_an_outage_a_guild_is_told_as_unavailable() {
    let house = House::usual().await;
    house.world.outage(house.guild, true);
    let mut client = house.knock("?v=10").await;
    client.hear().await;
    client.say(&identify(ALL)).await;
    client.hear_event("READY").await;
    let told = client.hear_event("GUILD_DELETE").await;
    assert_eq!(told["d"], json!({ "id": house.guild.to_string(), "unavailable": true }));
    house.world.outage(house.guild, false);
    client.hear_event("GUILD_CREATE").await;
}

#[tokio::test]
async fn reactions_members_and_pins_come_by_their_own_intents() {
    let house = House::usual().await;
    let channel = house.world.channel("team").unwrap();
    let intents = intent::GUILD_MESSAGES | intent::GUILD_MESSAGE_REACTIONS;
    let (mut client, _) = house.identified(intents).await;
    let mette = house.world.user("Mette");
    let said = mette.say(channel, "hej").unwrap();
    mette.react(said, "👍").unwrap();
    mette.call_oneself(house.guild, Some("M"));
    let owner = house.world.owner(house.guild).unwrap();
    owner.rename(channel, "andet").unwrap();
    mette.delete(said).unwrap();
    for name in ["MESSAGE_CREATE", "MESSAGE_REACTION_ADD", "MESSAGE_DELETE"] {
        client.hear_event(name).await;
    }
}

async fn heard_whole(client: &mut Client, length: usize) {
    let guild = client.hear_event("GUILD_CREATE").await;
    assert!(guild.to_string().len() > length, "{}", guild.to_string().len());
}

#[tokio::test]
async fn frames_larger_than_a_socket_takes_at_once_arrive_whole_plain_and_compressed() {
    let house = House::usual().await;
    for n in 0..900 {
        house.world.add_channel(house.guild, &format!("kanal-{n}"));
    }
    for compress in [false, true] {
        let mut client = house.knock("?v=10").await;
        client.hear().await;
        let mut asked = identify(intent::GUILDS);
        asked["d"]["compress"] = json!(compress);
        client.say(&asked).await;
        client.hear_event("READY").await;
        heard_whole(&mut client, 200_000).await;
    }
}
