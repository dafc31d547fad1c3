//! The stand-in for Discord, driven by a plain HTTP client and by people: it keeps Discord's rules.

mod answers;
mod faults;
mod forums;
mod interactions;
mod limits;
mod menus;
mod messages;
mod permissions;
mod pins;
mod places;
mod threads;
mod webhooks;

use aktor::clock::Clock;
use aktor::sandbox::actor::Actor;
use aktor::sandbox::event::Event;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{ChannelSpec, GuildSpec, MemberSpec, World, permission};
use aktor::sandbox::{Sandbox, SandboxOptions};
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedReceiver;

/// A stand-in with one guild, one channel and two people, and a client with the bot's token.
struct Stage {
    sandbox: Sandbox,
    world: World,
    client: Client,
    channel: i64,
    guild: i64,
    asta: Actor,
    events: UnboundedReceiver<Arc<Event>>,
}

impl Stage {
    async fn set() -> Self {
        Self::set_with(ChannelSpec::text("skolen")).await
    }

    /// The same with one more channel.
    async fn set_with(channel: ChannelSpec) -> Self {
        let start = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let guild = GuildSpec::new("Plejecenter")
            .role("leder", permission::ADMINISTRATOR)
            .channel("team-nord")
            .channel_with(channel)
            .member("Asta")
            .member_with(MemberSpec::new("Leif").role("leder").nick("Leif L."));
        let world = World::builder().clock(Clock::manual(start)).token("tok").guild(guild).build();
        let options = SandboxOptions { limits: RateLimits::off(), ..SandboxOptions::new(world.clone()) };
        let sandbox = Sandbox::start(options).await.unwrap();
        let channel = world.channel("team-nord").unwrap();
        let guild = world.guild("Plejecenter").unwrap();
        let asta = world.user("Asta");
        let events = world.events();
        let client = Client::builder().user_agent("DiscordBot (https://example.org, 1)").build().unwrap();
        Self { sandbox, world, client, channel, guild, asta, events }
    }

    async fn call(&self, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
        let answer = self.request(method, path).json(&body).send().await.unwrap();
        let status = answer.status();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}/api/v10{path}", self.sandbox.base_url());
        self.client.request(method, url).header("authorization", "Bot tok")
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        self.call(Method::POST, path, body).await
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        let answer = self.request(Method::GET, path).send().await.unwrap();
        (answer.status(), answer.json().await.unwrap_or(Value::Null))
    }

    fn messages(&self) -> String {
        format!("/channels/{}/messages", self.channel)
    }

    /// The names of the events so far.
    fn heard(&mut self) -> Vec<&'static str> {
        std::iter::from_fn(|| self.events.try_recv().ok()).map(|event| event.name).collect()
    }

    async fn end(self) {
        assert_eq!(self.world.violations(), Vec::<String>::new());
        self.sandbox.stop().await;
    }
}

fn id(object: &Value) -> i64 {
    object["id"].as_str().unwrap().parse().unwrap()
}
