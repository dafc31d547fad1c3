use super::wire::{ALL, End, House, MOST, resume};
use aktor::sandbox::faults::Interruption;
use serde_json::json;

#[tokio::test]
async fn what_was_said_before_a_close_arrives_before_it() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    house.say("sidste ord");
    house.gateway.close_all(None);
    assert_eq!(client.hear_message().await, "sidste ord");
    assert_eq!(client.end().await, End::NoCode);
}

#[tokio::test]
async fn a_dropped_connection_ends_without_a_close_frame() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    house.gateway.drop_all();
    assert_eq!(client.end().await, End::Dropped);
}

#[tokio::test]
async fn a_close_that_ends_the_session_leaves_nothing_to_resume() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    house.gateway.close_all(4009);
    assert_eq!(client.end().await, End::Code(4009));
    assert!(house.gateway.sessions().is_empty());
}

#[tokio::test]
async fn reconnect_asks_and_does_not_cut() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    house.gateway.reconnect_all();
    assert_eq!(client.hear().await["op"], 7);
    house.say("endnu her");
    assert_eq!(client.hear_message().await, "endnu her");
}

#[tokio::test]
async fn an_invalidated_session_resumes_only_when_it_may() {
    let house = House::usual().await;
    let (mut client, ready) = house.identified(ALL).await;
    house.gateway.invalidate_sessions(true);
    house.say("imens");
    assert_eq!(client.hear().await["d"], true);
    client.say(&resume(&ready, 2)).await;
    assert_eq!(client.hear_message().await, "imens");
    client.hear_event("RESUMED").await;
    house.gateway.invalidate_sessions(false);
    assert_eq!(client.hear().await["d"], false);
    client.say(&resume(&ready, 4)).await;
    assert_eq!(client.hear().await["d"], false);
    assert!(house.gateway.sessions().is_empty());
}

#[tokio::test]
async fn a_zombie_connection_gets_no_acks() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    house.gateway.stop_acks(true);
    client.say(&json!({ "op": 1, "d": 2 })).await;
    assert!(house.gateway.until(MOST, |gateway| gateway.tally().heartbeats == 1).await);
    house.gateway.ask_heartbeats();
    assert_eq!(client.hear().await["op"], 1, "the server's own question is next, no answer before it");
    house.gateway.stop_acks(false);
    client.say(&json!({ "op": 1, "d": 2 })).await;
    assert_eq!(client.hear().await["op"], 11);
}

#[tokio::test]
async fn doubled_events_come_twice_with_numbers_of_their_own() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    house.gateway.double_next(1);
    house.say("ekko");
    house.say("slut");
    let (one, two) = (client.hear().await, client.hear().await);
    assert_eq!((&one["d"], one["s"].as_u64().map(|s| s + 1)), (&two["d"], two["s"].as_u64()));
    assert_eq!(client.hear_message().await, "slut");
}

#[tokio::test]
async fn held_events_come_in_order_once_released() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    house.gateway.hold();
    house.world.add_channel(house.guild, "a");
    house.world.add_channel(house.guild, "b");
    client.say(&json!({ "op": 1, "d": 2 })).await;
    assert_eq!(client.hear().await["op"], 11);
    house.gateway.release();
    for name in ["a", "b"] {
        assert_eq!(client.hear_event("CHANNEL_CREATE").await["d"]["name"], name);
    }
}

#[tokio::test]
async fn anything_may_be_said_to_clients() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    house.gateway.send_raw(&json!({ "op": 0, "t": "NOT_IN_ANY_BOOK", "s": 77, "d": [1] }));
    assert_eq!(client.hear().await["s"], 77);
    house.gateway.dispatch("MESSAGE_CREATE", &json!({ "id": false }));
    assert_eq!(client.hear_event("MESSAGE_CREATE").await["s"], 3);
}

#[tokio::test]
async fn interruptions_asked_of_the_world_strike() {
    let house = House::usual().await;
    let (mut client, _) = house.identified(ALL).await;
    house.world.faults().interrupt(Interruption::LoseNext);
    house.say("tabt");
    house.world.faults().interrupt(Interruption::DoubleNext);
    house.say("ekko");
    assert_eq!(client.hear().await["s"], 4, "number 3 was used up by the event that got lost");
    assert_eq!(client.hear().await["s"], 5);
    house.world.faults().interrupt(Interruption::Close(Some(4000)));
    assert_eq!(client.end().await, End::Code(4000));
}
