//! A town to test in: a stand-in for Discord, the real bot connected to it over HTTP and WebSocket, a clock
//! that can be moved, and people who can do what a client lets them do.

mod added;
mod database;
mod gate;

pub(crate) use added::added;
pub(crate) use database::{Database, Engine, on_both_engines};
pub(crate) use gate::Gate;

use aktor::app::App;
use aktor::clock::Clock;
use aktor::config::{Config, Sources};
use aktor::faults::Hook;
use aktor::sandbox::actor::Actor;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{GuildSpec, MemberSpec, Message, State, World, permission};
use aktor::sandbox::{Sandbox, SandboxOptions};
use aktor::service::core::Core;
use aktor::service::random::Random;
use aktor::telemetry::{self, Reason};
use chrono::{DateTime, Duration, NaiveDate, TimeZone as _, Utc};
use chrono_tz::Europe::Copenhagen;
use serde_json::{Value, json};
use std::time::Instant;
use tokio::runtime::Runtime;
use tracing::Dispatch;

/// How long any one thing may take.
pub(crate) const PATIENCE: std::time::Duration = std::time::Duration::from_mins(3);
pub(crate) const TOKEN: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.test.token";

/// A stand-in with a bot in it.
pub(crate) struct Town {
    pub(crate) sandbox: Sandbox,
    pub(crate) world: World,
    pub(crate) clock: Clock,
    pub(crate) database: Database,
    bot: Option<Bot>,
    /// Counts the bot's starts: each has randomness of its own.
    starts: u64,
    /// Whether it was killed before the next.
    killed: bool,
    /// Whether nothing is posted or collected before the go-live record is complete.
    pub(crate) go_live_required: bool,
    /// For how many days answers are kept.
    pub(crate) retention_days: u16,
    /// Where the bot's lines go, if a test reads them.
    log: Option<Dispatch>,
    /// What happens at the boundaries of the next bot that is started.
    pub(crate) hook: Hook,
    /// The address by which the bot reaches its database, when it is not the database's own.
    pub(crate) through: Option<String>,
    /// The channel most tests happen in.
    pub(crate) channel: i64,
}

/// The bot on threads of its own, so that it can be killed.
struct Bot {
    app: Option<App>,
    runtime: Option<Runtime>,
}

impl Drop for Bot {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// A moment on the clock of Norddjurs.
pub(crate) fn local(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    let naive = NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap();
    Copenhagen.from_local_datetime(&naive).unwrap().with_timezone(&Utc)
}

/// The first morning of every test: a Monday, an hour before the first prompt would come.
pub(crate) fn monday() -> DateTime<Utc> {
    local(2026, 11, 2, 8, 0)
}

impl Town {
    /// A town with its bot connected and no team yet.
    pub(crate) async fn new() -> Self {
        let mut town = Self::without_bot().await;
        town.start().await;
        town
    }

    /// The same with the team of the channel *hjemmepleje* set up: Mondays at 09:00.
    pub(crate) async fn with_team() -> Self {
        let town = Self::new().await;
        town.set_up(town.channel).await;
        town
    }

    /// The same on the Monday at 09:00, with the prompt posted and its thread open: town, prompt, thread.
    pub(crate) async fn with_prompt() -> (Self, Message, i64) {
        let town = Self::with_team().await;
        town.travel(local(2026, 11, 2, 9, 0)).await;
        let prompt = town.prompts(town.channel).pop().expect("a prompt");
        let thread = prompt.id;
        (town, prompt, thread)
    }

    /// With its bot connected, which can be held up, and no team yet.
    pub(crate) async fn with_gate() -> (Self, Gate) {
        let mut town = Self::without_bot().await;
        let (gate, hook) = Gate::new();
        town.hook = hook;
        town.start().await;
        (town, gate)
    }

    pub(crate) async fn without_bot() -> Self {
        Self::built(Vec::new(), RateLimits::off(), None).await
    }

    /// A town with more servers, with limits, or with other privileged intents than usual; no bot yet.
    pub(crate) async fn built(more: Vec<GuildSpec>, limits: RateLimits, privileged: Option<u64>) -> Self {
        let clock = Clock::manual(monday());
        let mut guild = GuildSpec::new("Norddjurs")
            .role("Administrator", permission::MANAGE_GUILD)
            .channel("hjemmepleje")
            .channel("skolen")
            .channel("vej-og-park")
            .member_with(MemberSpec::new("Karen").role("Administrator"))
            .member_with(MemberSpec::new("Emily").role("Administrator").locale("en-GB"));
        for name in ["Asta", "Bo", "Mette", "Jens", "Leif", "Ida", "Ole", "Solvej"] {
            guild = guild.member(name);
        }
        let mut builder = World::builder().clock(clock.clone()).token(TOKEN).guild(guild);
        for guild in more {
            builder = builder.guild(guild);
        }
        if let Some(intents) = privileged {
            builder = builder.privileged(intents);
        }
        let world = builder.build();
        let mut options = SandboxOptions::new(world.clone());
        options.limits = limits;
        let sandbox = Sandbox::start(options).await.unwrap();
        let channel = world.channel("hjemmepleje").unwrap();
        Self {
            sandbox,
            world,
            clock,
            database: Database::new().await,
            bot: None,
            starts: 0,
            killed: false,
            go_live_required: false,
            retention_days: 90,
            log: None,
            through: None,
            hook: Hook::default(),
            channel,
        }
    }

    fn config(&self) -> Config {
        let settings = [
            ("DISCORD_TOKEN", TOKEN.to_owned()),
            ("DISCORD_API_URL", self.sandbox.base_url()),
            ("DATABASE_URL", self.through.clone().unwrap_or_else(|| self.database.url())),
            ("AKTOR_HTTP_ADDR", "127.0.0.1:0".to_owned()),
            ("AKTOR_REQUIRE_GO_LIVE", self.go_live_required.to_string()),
            ("AKTOR_RETENTION_DAYS", self.retention_days.to_string()),
        ];
        let settings = settings.each_ref().map(|(key, value)| (*key, value.as_str()));
        Config::from_sources(&Sources::variables(settings)).unwrap()
    }

    /// Starts the bot and waits until it hears what happens.
    pub(crate) async fn start(&mut self) {
        assert!(self.bot.is_none(), "the bot runs already");
        let runtime = self.runtime();
        if self.killed && Engine::of_this_test() == Engine::Postgres {
            // Another process might hold its leases there, so they have to run out.
            self.clock.advance(Duration::seconds(61));
        }
        self.killed = false;
        self.starts += 1;
        let (config, clock, random) = (self.config(), self.clock.clone(), Random::seeded(7 + self.starts));
        let hook = self.hook.clone();
        let started = runtime
            .spawn(async move { App::start_with(&config, clock, random, telemetry::install(), hook).await });
        // Here already, so that it can be killed while it starts.
        let bot = self.bot.insert(Bot { app: None, runtime: Some(runtime) });
        let app = bot.app.insert(started.await.unwrap().unwrap());
        let (readiness, began) = (app.readiness(), Instant::now());
        // Tests set clocks wrong.
        while readiness.reasons().iter().any(|why| *why != Reason::ClockBehind) {
            assert!(began.elapsed() < PATIENCE, "not ready: {:?}", readiness.reasons());
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    /// Lets a subscriber read every line that the bot writes from its next start on.
    pub(crate) fn read_log(&mut self, log: Dispatch) {
        self.log = Some(log);
    }

    fn runtime(&self) -> Runtime {
        let mut threads = tokio::runtime::Builder::new_multi_thread();
        threads.enable_all();
        if let Some(log) = self.log.clone() {
            // For as long as the thread lives: its guard is never dropped.
            threads.on_thread_start(move || std::mem::forget(tracing::dispatcher::set_default(&log)));
        }
        threads.build().unwrap()
    }

    /// Ends the bot as SIGKILL would: nothing is finished, nothing is closed.
    pub(crate) async fn kill(&mut self) {
        drop(self.bot.take().expect("the bot runs"));
        self.killed = true;
        self.wait("the dead bot's connection to be gone", |town| {
            town.sandbox.gateway().sessions().iter().all(|s| !s.connected).then_some(())
        })
        .await;
    }

    /// Ends the bot as SIGTERM would.
    pub(crate) async fn stop(&mut self) {
        let mut bot = self.bot.take().expect("the bot runs");
        let app = bot.app.take().unwrap();
        bot.runtime.as_ref().unwrap().spawn(app.stop()).await.unwrap();
    }

    pub(crate) fn core(&self) -> &Core {
        self.app().core()
    }

    pub(crate) fn app(&self) -> &App {
        self.bot.as_ref().and_then(|bot| bot.app.as_ref()).expect("the bot runs")
    }

    pub(crate) fn user(&self, name: &str) -> Actor {
        self.world.user(name)
    }

    /// Lets time pass until `to`, with all that is due on the way.
    pub(crate) async fn travel(&self, to: DateTime<Utc>) {
        let travelled = tokio::time::timeout(PATIENCE * 2, self.app().travel_to(to)).await;
        let Ok(travelled) = travelled else {
            panic!("time did not pass until {to}:\n{}", self.world.transcript().tail(60));
        };
        travelled.unwrap();
    }

    /// Lets a time pass.
    pub(crate) async fn pass(&self, by: Duration) {
        self.travel(self.clock.now() + by).await;
    }

    /// Waits until all that is due now is done.
    pub(crate) async fn settled(&self) {
        let Ok(settled) = tokio::time::timeout(PATIENCE * 2, self.app().settled()).await else {
            panic!("work is left over:\n{}", self.world.transcript().tail(60));
        };
        settled.unwrap();
    }

    /// Waits until something is true.
    pub(crate) async fn wait<T>(&self, what: &str, mut found: impl FnMut(&Self) -> Option<T>) -> T {
        let looking = async {
            loop {
                if let Some(it) = found(self) {
                    return it;
                }
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        let Ok(it) = tokio::time::timeout(PATIENCE, looking).await else {
            panic!("waited in vain for {what}:\n{}", self.world.transcript().tail(60));
        };
        it
    }

    /// Waits until something is true in the database.
    pub(crate) async fn wait_kept<T, F: Future<Output = Option<T>>>(
        &self,
        what: &str,
        mut found: impl FnMut(Core) -> F,
    ) -> T {
        let looking = async {
            loop {
                if let Some(it) = found(self.core().clone()).await {
                    return it;
                }
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        let Ok(it) = tokio::time::timeout(PATIENCE, looking).await else {
            panic!("waited in vain for {what}:\n{}", self.world.transcript().tail(60));
        };
        it
    }

    /// `/opret-team` as Karen, with what is default; the answer.
    pub(crate) async fn set_up(&self, channel: i64) -> Message {
        let answer = self.command("Karen", channel, "opret-team", &[]).await;
        self.settled().await;
        answer
    }

    /// A command and its private answer.
    pub(crate) async fn command(
        &self,
        who: &str,
        channel: i64,
        path: &str,
        options: &[(&str, Value)],
    ) -> Message {
        self.user(who).command(channel, path, options).unwrap().message().await.unwrap()
    }

    /// Karen gives people seats in TRIO, each by the name of its option, and they accept.
    pub(crate) async fn seat(&self, seats: &[(&str, &str)]) {
        let options: Vec<_> =
            seats.iter().map(|(seat, who)| (*seat, json!(self.user(who).id.to_string()))).collect();
        self.command("Karen", self.channel, "team trio", &options).await;
        self.settled().await;
        for (_, who) in seats {
            self.click(who, self.letter_to(who).id, "Ja, det vil jeg gerne").await;
        }
        self.settled().await;
    }

    /// A click and its answer.
    pub(crate) async fn click(&self, who: &str, message: i64, label: &str) -> Message {
        self.user(who).click(message, label).unwrap().message().await.unwrap()
    }

    /// Opens the form behind a button, fills it in and sends it; the private answer.
    pub(crate) async fn fill(
        &self,
        who: &str,
        message: i64,
        label: &str,
        fields: &[(&str, &str)],
    ) -> Message {
        let form = self.user(who).click(message, label).unwrap().modal().await.unwrap();
        self.user(who).submit(&form, fields).unwrap().message().await.unwrap()
    }

    /// `/fremhæv` of one colleague in the team's channel, with its words; the private answer.
    pub(crate) async fn nominate(&self, giver: &str, colleague: &str, words: &str) -> Message {
        let options = [
            ("forventning", json!("Tag ansvar for opgaven")),
            ("kollega", json!(self.user(colleague).id.to_string())),
            ("eksempel", json!(words)),
        ];
        let answer = self.command(giver, self.channel, "fremhæv", &options).await;
        self.settled().await;
        answer
    }

    /// The last private message to a person.
    pub(crate) fn letter_to(&self, who: &str) -> Message {
        self.user(who).inbox().pop().unwrap_or_else(|| panic!("{who} has no private message"))
    }

    /// `/team status` as Asta, as text.
    pub(crate) async fn status(&self) -> String {
        shown(&self.command("Asta", self.channel, "team status", &[]).await)
    }

    /// The thread on a message, if there is one.
    pub(crate) fn thread_on(&self, message: &Message) -> Option<String> {
        self.with(|state| state.channel(message.id).map(|thread| thread.name.clone()))
    }

    /// The bot's messages in a channel, oldest first.
    pub(crate) fn posts(&self, channel: i64) -> Vec<Message> {
        let bot = self.world.bot();
        self.with(|state| {
            state.said_in(channel).filter(|m| m.author == bot && m.only_for.is_none()).cloned().collect()
        })
    }

    /// The prompts among them.
    pub(crate) fn prompts(&self, channel: i64) -> Vec<Message> {
        let all = self.posts(channel);
        all.into_iter()
            .filter(|m| shown(m).contains("spørgsmål · uge") || shown(m).contains("Et spørgsmål til os"))
            .collect()
    }

    pub(crate) fn with<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.world.state())
    }

    /// Ends the test: the bot is stopped as it should be, nothing is left over, and nobody broke the
    /// platform's rules.
    pub(crate) async fn end(mut self) {
        if self.bot.is_some() {
            self.settled().await;
            let aside = self.core().store.set_aside_since(DateTime::UNIX_EPOCH).await.unwrap();
            assert_eq!(aside, [], "work was set aside");
            self.stop().await;
        }
        let violations = self.world.violations();
        assert!(violations.is_empty(), "{violations:#?}");
        self.sandbox.stop().await;
    }
}

/// Everything a message shows, in one text.
pub(crate) fn shown(message: &Message) -> String {
    let mut all = vec![message.content.clone()];
    for embed in &message.embeds {
        for key in ["title", "description"] {
            all.extend(embed[key].as_str().map(str::to_owned));
        }
        for field in embed["fields"].as_array().into_iter().flatten() {
            all.extend([&field["name"], &field["value"]].map(|v| v.as_str().unwrap_or_default().to_owned()));
        }
        all.extend(embed["footer"]["text"].as_str().map(str::to_owned));
    }
    all.retain(|part| !part.is_empty());
    all.join("\n")
}

/// The labels of a message's buttons.
pub(crate) fn buttons(message: &Message) -> Vec<String> {
    let rows = message.components.iter().flat_map(|row| row["components"].as_array().into_iter().flatten());
    rows.filter_map(|one| one["label"].as_str()).map(str::to_owned).collect()
}
