use super::wire::{ALL, End, House, MOST, identify, resume};
use aktor::sandbox::gateway::Settings;
use serde_json::json;

#[tokio::test]
async fn resume_replays_in_order_what_was_missed() {
    let house = House::usual().await;
    let (mut client, ready) = house.identified(ALL).await;
    house.say("0");
    let heard = client.hear_event("MESSAGE_CREATE").await["s"].as_u64().unwrap();
    house.gateway.drop_all();
    assert_eq!(client.end().await, End::Dropped);
    for text in ["1", "2", "3"] {
        house.say(text);
    }
    let mut again = house.knock("?v=10").await;
    again.hear().await;
    again.say(&resume(&ready, heard)).await;
    for missed in 1..=3 {
        let event = again.hear_event("MESSAGE_CREATE").await;
        assert_eq!(
            (&event["d"]["content"], &event["s"]),
            (&json!(missed.to_string()), &json!(heard + missed))
        );
    }
    again.hear_event("RESUMED").await;
    house.say("4");
    assert_eq!(again.hear_message().await, "4");
    let sessions = house.gateway.sessions();
    assert_eq!((sessions.len(), sessions[0].resumes, house.gateway.tally().resumed), (1, 1, 1));
}

#[tokio::test]
async fn an_unknown_session_is_told_to_identify_anew() {
    let house = House::usual().await;
    let mut client = house.knock("?v=10").await;
    client.hear().await;
    client.say(&resume(&json!({ "d": { "session_id": "gone" } }), 3)).await;
    assert_eq!(client.hear().await, json!({ "op": 9, "d": false, "s": null, "t": null }));
    client.say(&identify(ALL)).await;
    client.hear_event("READY").await;
}

#[tokio::test]
async fn a_session_away_too_long_or_too_far_behind_is_told_to_identify_anew() {
    let house = House::open(Settings { kept: 2, ..Settings::default() }).await;
    let (mut client, ready) = house.identified(ALL).await;
    house.gateway.close_all(4000);
    assert_eq!(client.end().await, End::Code(4000));
    for text in ["1", "2", "3"] {
        house.say(text);
    }
    for seq in [2, 3] {
        let mut again = house.knock("?v=10").await;
        again.hear().await;
        again.say(&resume(&ready, seq)).await;
        let answer = again.hear().await;
        // Of the five dispatches the last two are kept: who has heard three misses nothing.
        assert_eq!(answer["op"], if seq == 2 { 9 } else { 0 }, "{answer}");
    }
    house.gateway.drop_all();
    house.world.clock.advance(chrono::Duration::minutes(4));
    let mut late = house.knock("?v=10").await;
    late.hear().await;
    late.say(&resume(&ready, 5)).await;
    assert_eq!(late.hear().await["op"], 9);
}

#[tokio::test]
async fn a_number_never_sent_closes_4007() {
    let house = House::usual().await;
    let (_client, ready) = house.identified(ALL).await;
    let mut again = house.knock("?v=10").await;
    again.hear().await;
    again.say(&resume(&ready, 1_000)).await;
    assert_eq!(again.end().await, End::Code(4007));
}

#[tokio::test]
async fn a_client_that_says_goodbye_ends_its_session_and_one_that_stumbles_keeps_it() {
    let house = House::usual().await;
    let (client, _) = house.identified(ALL).await;
    client.leave(4000).await;
    assert!(house.gateway.until(MOST, |g| g.sessions().iter().all(|s| !s.connected)).await);
    assert_eq!(house.gateway.sessions().len(), 1);
    let (client, _) = house.identified(ALL).await;
    client.leave(1000).await;
    assert!(house.gateway.until(MOST, |g| g.sessions().len() == 1).await);
}

#[tokio::test]
async fn a_resumed_session_leaves_its_old_connection() {
    let house = House::usual().await;
    let (mut old, ready) = house.identified(ALL).await;
    let mut new = house.knock("?v=10").await;
    new.hear().await;
    new.say(&resume(&ready, 2)).await;
    new.hear_event("RESUMED").await;
    assert_eq!(old.end().await, End::Dropped);
    house.say("her");
    assert_eq!(new.hear_message().await, "her");
}
