//! The stage: a stand-in for Discord with an invented team in it, the real bot connected to it over HTTP and
//! WebSocket, and a clock that is moved by hand.
//!
//! Knows how to let time pass and how to wait; knows nothing of the story.

use super::super::Failure;
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Sources};
use crate::domain::ids::{ChannelId, GuildId, ReplyId};
use crate::domain::reply::Reply;
use crate::domain::round::Round;
use crate::domain::team::Team;
use crate::sandbox::actor::Actor;
use crate::sandbox::world::{GuildSpec, MemberSpec, World, permission};
use crate::sandbox::{Sandbox, SandboxOptions};
use crate::service::random::Random;
use crate::telemetry;
use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Europe::Copenhagen;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long any one thing may take, in real time.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked whether something has been taken in.
pub(super) const LOOK: Duration = Duration::from_millis(3);
/// The stand-in's bot token: worth nothing anywhere else.
const TOKEN: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.demo.stand-in";
/// The bot's name.
pub(super) const BOT: &str = "Aktør";
/// The name of the team's channel.
pub(super) const CHANNEL: &str = "hjemmepleje";
/// Who may administer the server, and sets the team up.
pub(super) const ADMINISTRATOR: &str = "Ole";
/// The team. None of them exists.
pub(super) const TEAM: [&str; 8] = ["Asta", "Bo", "Ida", "Jens", "Karen", "Leif", "Mette", "Solvej"];
/// With this seed the rotation asks a team what its answers in `voices` were written for.
const SEED: u64 = 3819;

/// The home-care team alone, and who sets it up.
pub(super) fn home_care() -> GuildSpec {
    let mut guild = GuildSpec::new("Norddjurs")
        .role("Administrator", permission::MANAGE_GUILD)
        .channel(CHANNEL)
        .member_with(MemberSpec::new(ADMINISTRATOR).role("Administrator"));
    for name in TEAM {
        guild = guild.member(name);
    }
    guild
}

/// Stand-in, bot and clock, together.
pub(super) struct Stage {
    pub(super) sandbox: Sandbox,
    pub(super) world: World,
    pub(super) clock: Clock,
    pub(super) app: App,
    /// The team's channel.
    pub(super) channel: i64,
    database: PathBuf,
    kept: bool,
}

/// A moment on the wall clock of Denmark.
pub(super) fn local(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    let naive = NaiveDate::from_ymd_opt(year, month, day).and_then(|date| date.and_hms_opt(hour, minute, 0));
    let moment = naive.and_then(|naive| Copenhagen.from_local_datetime(&naive).earliest());
    moment.map_or(DateTime::UNIX_EPOCH, |moment| moment.with_timezone(&Utc))
}

impl Stage {
    /// Starts stand-in and bot at `begin`; the database is kept in `keep` when it is given.
    pub(super) async fn open(
        guild: GuildSpec,
        begin: DateTime<Utc>,
        keep: Option<&Path>,
    ) -> Result<Self, Failure> {
        let clock = Clock::manual(begin);
        let world = World::builder().clock(clock).token(TOKEN).bot_name(BOT).guild(guild).build();
        Self::start(world, database(keep)?, Random::seeded(SEED)).await
    }

    /// Starts stand-in and bot where they were left.
    pub(super) async fn resume(world: World, database: &Path) -> Result<Self, Failure> {
        // What was drawn before is not drawn again.
        Self::start(world, (database.to_owned(), true), Random::system()).await
    }

    async fn start(world: World, (database, kept): (PathBuf, bool), random: Random) -> Result<Self, Failure> {
        let clock = world.clock.clone();
        let channel =
            world.channel(CHANNEL).ok_or_else(|| Failure::failed("The demo's channel is missing."))?;
        let sandbox = Sandbox::start(SandboxOptions::new(world.clone())).await.map_err(|error| {
            Failure::failed(format_args!("The stand-in for Discord could not start: {error:#}"))
        })?;
        let app =
            App::start(&config(&sandbox, &database)?, clock.clone(), random, telemetry::install()).await?;
        let stage = Self { sandbox, world, clock, app, channel, database, kept };
        stage.within("the bot to be ready", stage.app.readiness().wait()).await?;
        stage.catch_up().await?;
        stage.settled().await?;
        Ok(stage)
    }

    /// If the demo was ended by force, the bot may have come further than the world that was written down: nobody's
    /// clock goes back.
    async fn catch_up(&self) -> Result<(), Failure> {
        let tick = self.app.last_tick().await;
        let tick = tick.map_err(|error| self.broken("looking at the clock", error))?;
        if let Some(tick) = tick.filter(|tick| *tick > self.clock.now()) {
            self.clock.set(tick);
        }
        Ok(())
    }

    /// Stops the bot, then the stand-in, and removes what need not be kept.
    pub(super) async fn close(self) -> Result<(), Failure> {
        self.app.stop().await;
        self.sandbox.stop().await;
        if !self.kept
            && let Some(directory) = self.database.parent()
        {
            std::fs::remove_dir_all(directory).map_err(|error| {
                Failure::failed(format_args!("{} could not be removed: {error}", directory.display()))
            })?;
        }
        Ok(())
    }

    /// A person of the team.
    pub(super) fn person(&self, name: &str) -> Actor {
        self.world.user(name)
    }

    /// Lets time pass until `to`, with all that is due on the way.
    pub(super) async fn travel(&self, to: DateTime<Utc>) -> Result<(), Failure> {
        self.within("what is due to be done", self.app.travel_to(to))
            .await?
            .map_err(|error| self.broken("letting time pass", error))
    }

    /// Lets `by` pass.
    pub(super) async fn pass(&self, by: TimeDelta) -> Result<(), Failure> {
        self.travel(self.clock.now() + by).await
    }

    /// The same hour on the wall clock in so many days.
    pub(super) fn same_hour_in(&self, days: i64) -> DateTime<Utc> {
        let now = self.clock.now().with_timezone(&Copenhagen).naive_local();
        let then = Copenhagen.from_local_datetime(&(now + TimeDelta::days(days))).earliest();
        then.map_or_else(|| self.clock.now() + TimeDelta::days(days), |then| then.with_timezone(&Utc))
    }

    /// When the next thing is due.
    pub(super) async fn next_thing(&self) -> Result<Option<DateTime<Utc>>, Failure> {
        let next = self.app.core().store.next_thing_at().await;
        next.map_err(|error| self.broken("looking ahead", error))
    }

    /// Waits until all that is due now is done.
    pub(super) async fn settled(&self) -> Result<(), Failure> {
        self.within("what is due to be done", self.app.settled())
            .await?
            .map_err(|error| self.broken("doing what is due", error))
    }

    /// Waits until the bot has taken in a message as `fits` wants it (`None`: it keeps nothing of it).
    pub(super) async fn taken_in(
        &self,
        message: i64,
        fits: impl Fn(Option<&Reply>) -> bool,
    ) -> Result<(), Failure> {
        let looking = async {
            loop {
                match self.app.core().store.reply(ReplyId(message)).await {
                    Ok(reply) if fits(reply.as_ref()) => return Ok(()),
                    Ok(_) => tokio::time::sleep(LOOK).await,
                    Err(error) => return Err(self.broken("reading the answers", error)),
                }
            }
        };
        self.within("an answer to be taken in", looking).await?
    }

    /// The team.
    pub(super) async fn team(&self) -> Result<Team, Failure> {
        let guild = self.world.state().channel(self.channel).and_then(|channel| channel.guild);
        let store = &self.app.core().store;
        let found = store.team_of_channel(GuildId(guild.unwrap_or_default()), ChannelId(self.channel)).await;
        found
            .map_err(|error| self.broken("looking for the team", error))?
            .ok_or_else(|| self.broken("looking for the team", "it was not set up"))
    }

    /// The question asked last.
    pub(super) async fn round(&self) -> Result<Round, Failure> {
        let team = self.team().await?;
        let round = self.app.core().store.latest_round(team.id).await;
        round
            .map_err(|error| self.broken("looking for the question", error))?
            .ok_or_else(|| self.broken("looking for the question", "none has been asked"))
    }

    /// Work that was set aside because it failed again and again.
    pub(super) async fn left_over(&self) -> Result<usize, Failure> {
        let aside = self.app.core().store.set_aside_since(DateTime::UNIX_EPOCH).await;
        Ok(aside.map_err(|error| self.broken("looking for work left over", error))?.len())
    }

    /// Waits for something, but not for ever.
    pub(super) async fn within<T>(&self, what: &str, work: impl Future<Output = T>) -> Result<T, Failure> {
        tokio::time::timeout(PATIENCE, work)
            .await
            .map_err(|_| self.broken(&format!("waiting for {what}"), "nothing happened in twenty seconds"))
    }

    /// One sentence: when it went wrong, what was being done, and why it could not be.
    pub(super) fn broken(&self, doing: &str, why: impl fmt::Display) -> Failure {
        let now = self.clock.now().with_timezone(&Copenhagen).format("%Y-%m-%d %H:%M");
        let why = why.to_string();
        let why = why.lines().next().unwrap_or_default().trim_end_matches([':', ';', ' ']);
        Failure::failed(format_args!("The demo stopped at {now} (its own clock) while {doing}: {why}."))
    }
}

/// The file of the database, and whether it stays: a new one of `keep`, else in a new temporary directory.
fn database(keep: Option<&Path>) -> Result<(PathBuf, bool), Failure> {
    if let Some(file) = keep {
        if file.exists() {
            return Err(Failure::misconfigured(format_args!(
                "{} is there already: name a file that does not exist yet, since the demo begins with an empty database.",
                file.display()
            )));
        }
        return Ok((file.to_owned(), true));
    }
    let directory = std::env::temp_dir().join(format!("aktor-demo-{:016x}", Random::system().id()));
    std::fs::create_dir_all(&directory).map_err(|error| {
        Failure::failed(format_args!("{} could not be made: {error}", directory.display()))
    })?;
    Ok((directory.join("aktor.db"), false))
}

fn config(sandbox: &Sandbox, database: &Path) -> Result<Config, Failure> {
    let settings = [
        ("DISCORD_TOKEN", TOKEN.to_owned()),
        ("DISCORD_API_URL", sandbox.base_url()),
        ("DATABASE_URL", format!("sqlite://{}", database.display())),
        ("AKTOR_HTTP_ADDR", "127.0.0.1:0".to_owned()),
    ];
    let settings = settings.each_ref().map(|(key, value)| (*key, value.as_str()));
    Ok(Config::from_sources(&Sources::variables(settings))?)
}
