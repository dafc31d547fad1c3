use super::wire::{ALL, House};
use aktor::sandbox::event::{Audience, Event, intent};
use serde_json::json;

#[tokio::test]
async fn content_is_blanked_without_the_intent_and_whole_with_it() {
    let house = House::usual().await;
    let (mut blind, _) = house.identified(intent::GUILD_MESSAGES).await;
    let (mut reads, _) = house.identified(intent::GUILD_MESSAGES | intent::MESSAGE_CONTENT).await;
    house.say("en hemmelighed");
    let seen = blind.hear_event("MESSAGE_CREATE").await;
    assert!(!seen.to_string().contains("hemmelighed"), "{seen}");
    assert_eq!(
        (&seen["d"]["content"], &seen["d"]["embeds"], seen["d"].get("poll")),
        (&json!(""), &json!([]), None)
    );
    assert_eq!(seen["d"]["author"]["id"], "42");
    assert_eq!(reads.hear_message().await, "en hemmelighed");
}

#[tokio::test]
async fn own_messages_mentions_and_private_messages_keep_their_content() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(intent::GUILD_MESSAGES | intent::DIRECT_MESSAGES).await;
    let bot = house.world.bot();
    house.gateway.announce(&house.message(bot, "min egen"));
    assert_eq!(client.hear_message().await, "min egen");

    let mut mention = house.message(42, "hej bot");
    mention.payload["mentions"] = json!([{ "id": bot.to_string(), "username": "bot" }]);
    house.gateway.announce(&mention);
    assert_eq!(client.hear_message().await, "hej bot");

    let mut private = house.message(42, "privat");
    private.payload.as_object_mut().unwrap().remove("guild_id");
    private.audience = Audience::Private { intent: intent::DIRECT_MESSAGES };
    house.gateway.announce(&private);
    assert_eq!(client.hear_message().await, "privat");

    let mut reply = house.message(42, "mit svar");
    reply.payload["referenced_message"] = house.message(bot, "mit spørgsmål").payload;
    house.gateway.announce(&reply);
    let seen = client.hear_event("MESSAGE_CREATE").await;
    assert_eq!(
        (&seen["d"]["content"], &seen["d"]["referenced_message"]["content"]),
        (&json!(""), &json!("mit spørgsmål"))
    );
}

#[tokio::test]
async fn only_the_intents_asked_for_are_heard_and_interactions_always() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(intent::GUILDS).await;
    house.say("ikke for dig");
    house.gateway.announce(&Event {
        name: "INTERACTION_CREATE",
        payload: json!({ "id": "1", "guild_id": house.guild.to_string() }),
        audience: Audience::Application,
        author: None,
    });
    client.hear_event("INTERACTION_CREATE").await;
}

#[tokio::test]
async fn a_guild_is_heard_on_its_shard_and_private_messages_on_the_first() {
    let house = House::usual().await;
    let mut shards = Vec::new();
    for id in 0..2 {
        let mut client = house.knock("?v=10").await;
        client.hear().await;
        let mut asked = super::wire::identify(ALL);
        asked["d"]["shard"] = json!([id, 2]);
        client.say(&asked).await;
        let ready = client.hear_event("READY").await;
        let holds = (house.guild >> 22) % 2 == id;
        assert_eq!(ready["d"]["guilds"].as_array().unwrap().len(), usize::from(holds));
        if holds {
            client.hear_event("GUILD_CREATE").await;
        }
        shards.push((client, holds));
    }
    house.say("i teamet");
    let mut private = house.message(42, "privat");
    private.audience = Audience::Private { intent: intent::DIRECT_MESSAGES };
    house.gateway.announce(&private);
    for (id, (client, holds)) in shards.iter_mut().enumerate() {
        if *holds {
            assert_eq!(client.hear_message().await, "i teamet");
        }
        if id == 0 {
            assert_eq!(client.hear_message().await, "privat");
        }
        client.say(&json!({ "op": 1, "d": null })).await;
        assert_eq!(client.hear().await["op"], 11, "nothing else was said");
    }
}

#[tokio::test]
async fn what_happens_in_the_world_is_heard() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    house.world.add_channel(house.guild, "kaffe");
    assert_eq!(client.hear_event("CHANNEL_CREATE").await["d"]["name"], "kaffe");
}
