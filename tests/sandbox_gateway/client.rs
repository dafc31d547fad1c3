use super::wire::{House, MOST, TOKEN};
use serenity::all::{Context, EventHandler, GatewayIntents, HttpBuilder, Message, Ready, ResumedEvent};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

/// Tells what it hears.
struct Ears(UnboundedSender<String>);

#[serenity::async_trait]
impl EventHandler for Ears {
    async fn ready(&self, _: Context, ready: Ready) {
        self.0.send(format!("ready with {} guild", ready.guilds.len())).unwrap();
    }

    async fn message(&self, _: Context, message: Message) {
        self.0.send(format!("message {}", message.content)).unwrap();
    }

    async fn resume(&self, _: Context, _: ResumedEvent) {
        self.0.send("resumed".to_owned()).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_client_library_connects_hears_and_survives_a_close_by_resuming() {
    let house = House::usual().await;
    let (to, mut heard) = unbounded_channel();
    let http =
        HttpBuilder::new(TOKEN).proxy(format!("http://{}", house.address)).ratelimiter_disabled(true).build();
    let intents = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::MESSAGE_CONTENT;
    let mut client =
        serenity::client::ClientBuilder::new_with_http(http, intents).event_handler(Ears(to)).await.unwrap();
    let running = tokio::spawn(async move { client.start().await });
    let mut next = async |wanted: &str| {
        tokio::time::timeout(MOST, heard.recv()).await.map_err(|_| wanted.to_owned()).unwrap().unwrap()
    };

    let say = |text: &str| {
        let mut message = house.message(42, text);
        message.payload.as_object_mut().unwrap().remove("poll");
        house.gateway.announce(&message);
    };
    assert_eq!(next("READY").await, "ready with 1 guild");
    say("hej");
    assert_eq!(next("MESSAGE_CREATE").await, "message hej");

    house.gateway.close_all(4000);
    say("imens du var væk");
    let mut rest = [next("the first after RESUME").await, next("the second after RESUME").await];
    // The library hands its handlers each event in a task of its own: their order is not kept.
    rest.sort();
    assert_eq!(rest, ["message imens du var væk", "resumed"]);
    assert_eq!((house.gateway.tally().identified, house.gateway.tally().resumed), (1, 1));
    assert_eq!(house.gateway.sessions()[0].identify["compress"], true);
    running.abort();
}
