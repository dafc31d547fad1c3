//! A server full of teams, a database in which much is due within the next seconds, and the plan of what that
//! demands: made by the bot's own use cases and its store, then left to the program that is killed.

use crate::support::TOKEN;
use aktor::app::App;
use aktor::clock::Clock;
use aktor::config::{Config, Sources};
use aktor::domain::ids::{DeliveryId, GuildId, OccasionId, TeamId, UserId};
use aktor::domain::occasion::{Occasion, OccasionKind, OccasionState};
use aktor::domain::team::Team;
use aktor::sandbox::actor::Actor;
use aktor::sandbox::gateway::Settings;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{ChannelSpec, GuildSpec, MemberSpec, World, permission};
use aktor::sandbox::{Sandbox, SandboxOptions};
use aktor::service::job::Job;
use aktor::service::planning::first_of_month;
use aktor::service::random::Random;
use aktor::store::{LetterRow, NewDelivery, NextDates, Store};
use aktor::telemetry;
use chrono::{DateTime, Days, Duration, Months, NaiveDate, Utc};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Those who write.
pub(crate) const PEOPLE: [&str; 12] =
    ["Asta", "Bo", "Mette", "Jens", "Leif", "Ida", "Ole", "Solvej", "Rikke", "Svend", "Tove", "Frode"];
/// Who sets the teams up.
const LEADER: &str = "Karen";

/// What one team must have in the end.
#[derive(Debug, Clone)]
pub(super) struct Demand {
    pub(super) team: TeamId,
    /// Its text channel or forum.
    pub(super) channel: i64,
    /// The dates that have a prompt.
    pub(super) prompts: BTreeSet<NaiveDate>,
    /// The first days of the months after those of which there is a letter.
    pub(super) letters: BTreeSet<NaiveDate>,
}

/// How large a scene is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) text: usize,
    pub(crate) forums: usize,
    /// Prompts of each team, the one that the bot plans itself included.
    pub(crate) prompts: u64,
    /// Letters of each team.
    pub(crate) letters: u32,
    /// All of it is due within so many seconds.
    pub(crate) within: i64,
}

/// The world, its server, and the directory with the database.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) sandbox: Sandbox,
    pub(super) plan: Vec<Demand>,
    directory: TempDir,
}

impl Scene {
    /// A scene with teams that have introduced themselves, and nothing due yet.
    pub(crate) async fn new(size: Size, random: &Random) -> Self {
        let mut guild = GuildSpec::new("Norddjurs")
            .role("Administrator", permission::MANAGE_GUILD)
            .member_with(MemberSpec::new(LEADER).role("Administrator"));
        for name in PEOPLE {
            guild = guild.member(name);
        }
        for n in 0..size.text {
            guild = guild.channel(&format!("hold-{n}"));
        }
        for n in 0..size.forums {
            guild = guild.channel_with(ChannelSpec::forum(&format!("forum-{n}")));
        }
        let world = World::builder().token(TOKEN).guild(guild).build();
        let mut scene = Self::of(world, RateLimits::off()).await;
        scene.set_up(size, random).await;
        scene
    }

    /// A world with nothing done in it yet.
    pub(super) async fn of(world: World, limits: RateLimits) -> Self {
        let sandbox = started(&world, limits).await;
        Self { world, sandbox, plan: Vec::new(), directory: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite://{}", self.path().join("aktor.db").display())
    }

    /// Keeps the directory for whoever looks into a failure; where it is.
    pub(super) fn keep(self) -> PathBuf {
        let _ = std::fs::write(self.path().join("transcript.txt"), self.world.transcript().tail(2_000));
        self.directory.keep()
    }

    /// Every channel becomes a team by `/opret-team`, and the bot stops when all have been introduced.
    async fn set_up(&mut self, size: Size, random: &Random) {
        let settings = [
            ("DISCORD_TOKEN", TOKEN.to_owned()),
            ("DISCORD_API_URL", self.sandbox.base_url()),
            ("DATABASE_URL", self.url()),
            ("AKTOR_HTTP_ADDR", "127.0.0.1:0".to_owned()),
        ];
        let settings = settings.each_ref().map(|(key, value)| (*key, value.as_str()));
        let config = Config::from_sources(&Sources::variables(settings)).unwrap();
        let app = App::start(&config, Clock::system(), random.clone(), telemetry::install()).await.unwrap();
        app.readiness().wait().await;
        let karen = self.world.user(LEADER);
        for n in 0..size.text {
            let channel = self.world.channel(&format!("hold-{n}")).unwrap();
            found(&karen, channel).await;
        }
        for n in 0..size.forums {
            let forum = self.world.channel(&format!("forum-{n}")).unwrap();
            let post = karen.open_post(forum, "Velkommen", "Her bor vi", &[]).unwrap();
            found(&karen, post).await;
        }
        app.settled().await.unwrap();
        app.stop().await;
        self.sandbox.limit(RateLimits::default());
    }

    /// Makes everything due, from now on.
    pub(crate) async fn make_due(&mut self, size: Size, random: &Random) {
        let store = Store::open(&self.url()).await.unwrap();
        let leader = UserId(self.world.user(LEADER).id);
        for team in store.teams(None).await.unwrap() {
            let demand = due(&store, &team, leader, size, random).await;
            self.plan.push(demand);
        }
        store.close().await;
    }
}

/// A stand-in on which the same bot may start again and again.
async fn started(world: &World, limits: RateLimits) -> Sandbox {
    let mut options = SandboxOptions::new(world.clone());
    options.limits = limits;
    // Bodies are held against the description in every other test.
    options.openapi = None;
    options.gateway = Settings { session_starts: 1_000_000, identify_limit: false, ..Settings::default() };
    Sandbox::start(options).await.unwrap()
}

/// Makes a team's posts due, and tells what that demands.
async fn due(store: &Store, team: &Team, leader: UserId, size: Size, random: &Random) -> Demand {
    let now = Clock::system().now();
    let today = now.with_timezone(&team.zone).date_naive();
    let soon = || now + Duration::milliseconds(scaled(random, size.within * 1_000));
    let mut demand =
        Demand { team: team.id, channel: team.channel.0, prompts: BTreeSet::new(), letters: BTreeSet::new() };
    let (mut planned, mut letters) = (Vec::new(), Vec::new());
    for days in 1..size.prompts {
        let date = today - Days::new(days);
        demand.prompts.insert(date);
        planned.push(planned_prompt(team, date, soon(), random));
    }
    for months in 0..size.letters {
        let date = first_of_month(today) - Months::new(months);
        demand.letters.insert(date);
        let letter = occasion(team, OccasionKind::Letter, date, soon(), random);
        letters.push(LetterRow {
            occasion: letter.id,
            team: team.id,
            guild: team.guild,
            month: date - Months::new(1),
            chosen: String::new(),
            shown: None,
            rest: None,
            posted_at: None,
        });
        let job = Job::PostLetter { occasion: letter.id };
        let work = work(job, format!("letter:{}", letter.id), team.guild, team.id, letter.due_at, random);
        planned.push((letter, vec![work]));
    }
    store.plan(leader, team.guild, &planned, now).await.unwrap();
    // What they tell is settled: nothing but the posting is left.
    for letter in letters {
        store.settle_letter(&letter).await.unwrap();
    }
    // Today's is planned by the bot itself.
    demand.prompts.insert(today);
    let stands = store.next_dates(team.id).await.unwrap();
    let next = NextDates { prompt: Some((soon(), today)), ..stands };
    assert!(store.save_team(Some(team), team, leader, next, &[], now).await.unwrap());
    demand
}

/// A number from 0 to `most`.
pub(super) fn scaled(random: &Random, most: i64) -> i64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "small numbers")]
    let drawn = (random.fraction() * most as f64) as i64;
    drawn
}

fn occasion(
    team: &Team,
    kind: OccasionKind,
    date: NaiveDate,
    due_at: DateTime<Utc>,
    random: &Random,
) -> Occasion {
    let (id, state) = (OccasionId(random.id()), OccasionState::Planned);
    Occasion { id, team: team.id, kind, date, due_at, state, skipped: None, prompt: None }
}

fn planned_prompt(
    team: &Team,
    date: NaiveDate,
    due_at: DateTime<Utc>,
    random: &Random,
) -> (Occasion, Vec<NewDelivery>) {
    let prompt = occasion(team, OccasionKind::Prompt, date, due_at, random);
    let job = Job::PostPrompt { occasion: prompt.id };
    let work = work(job, format!("prompt:{}", prompt.id), team.guild, team.id, due_at, random);
    (prompt, vec![work])
}

fn work(
    job: Job,
    key: String,
    guild: GuildId,
    team: TeamId,
    due_at: DateTime<Utc>,
    random: &Random,
) -> NewDelivery {
    NewDelivery { id: DeliveryId(random.id()), ..job.at(random, key, guild, Some(team), due_at) }
}

/// Founds a team where it is said. A machine that is busy with the other worlds may be slow to answer.
async fn found(who: &Actor, channel: i64) {
    for _ in 0..4 {
        if who.command(channel, "opret-team", &[]).unwrap().message().await.is_ok() {
            return;
        }
    }
    who.command(channel, "opret-team", &[]).unwrap().message().await.unwrap();
}
