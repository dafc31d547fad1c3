//! `aktor run`, asked to stop: it ends with 0 within ten seconds, whatever does not answer; what it had in hand is
//! finished or given back, so that nothing is lost and nothing doubled.

use super::program::Program;
use crate::support::{PATIENCE, Town, shown};
use aktor::clock::Clock;
use aktor::domain::ids::{ChannelId, ReplyId, UserId};
use aktor::domain::reply::{Reply, Via};
use aktor::domain::round::Round;
use aktor::sandbox::faults::Fault;
use aktor::service::job::Job;
use aktor::service::random::Random;
use aktor::store::{NewReply, Store};
use std::collections::BTreeMap;
use std::process::Output;
use std::time::Duration;

const TEN_SECONDS: Duration = Duration::from_secs(10);
const SEND: &str = "/channels/{}/messages";

/// A town at the present moment with teams that have been asked something; the bot is stopped.
struct Scene {
    town: Town,
    rounds: Vec<Round>,
    store: Store,
}

impl Scene {
    /// So many teams: a channel takes five messages in five seconds.
    async fn new(teams: usize) -> Self {
        let mut town = Town::without_bot().await;
        town.clock.set(Clock::system().now());
        town.start().await;
        let guild = town.world.guild("Norddjurs").unwrap();
        for n in 0..teams {
            let channel = town.world.add_channel(guild, &format!("hold-{n}"));
            town.command("Karen", channel, "opret-team", &[]).await;
            town.command("Karen", channel, "team send-nu", &[]).await;
        }
        // Whatever waited for its team's introduction.
        town.pass(chrono::Duration::seconds(5)).await;
        let rounds = town.core().store.rounds_since(None, chrono::DateTime::UNIX_EPOCH).await.unwrap();
        assert_eq!(rounds.len(), teams);
        town.stop().await;
        let store = Store::open(&town.database.url()).await.unwrap();
        Self { town, rounds, store }
    }

    fn thread(&self) -> i64 {
        self.rounds[0].message.0
    }

    /// Answers given by button that are yet to be posted, to each round in turn.
    async fn answers(&self, count: i64) {
        let now = Clock::system().now();
        for (n, round) in (0..count).zip(self.rounds.iter().cycle()) {
            let id = ReplyId(1_000 + n);
            let reply = Reply {
                id,
                round: round.occasion,
                author: UserId(200 + n % 20),
                author_name: "Asta".to_owned(),
                via: Via::Button,
                channel: ChannelId(round.message.0),
                message: None,
                text: format!("svar nummer {n}"),
                attachments: 0,
                written_at: now,
                edited_at: None,
            };
            let post = Job::PostAnswer { reply: id, round: round.occasion };
            let post = post.at(&Random::system(), format!("answer:{id}"), round.guild, Some(round.team), now);
            let new = NewReply { reply, team: round.team, guild: round.guild };
            self.store.keep_answer(&new, &post, now).await.unwrap();
        }
    }

    /// How often each answer stands in its thread.
    fn posted(&self) -> BTreeMap<String, usize> {
        let mut posted = BTreeMap::new();
        for post in self.rounds.iter().flat_map(|round| self.town.posts(round.message.0)) {
            if post.content.contains("svar nummer") {
                *posted.entry(post.content).or_default() += 1;
            }
        }
        posted
    }

    async fn posted_at_least(&self, count: usize) {
        let most = PATIENCE;
        let looking = async {
            while self.posted().len() < count {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        assert!(tokio::time::timeout(most, looking).await.is_ok(), "{} of {count}", self.posted().len());
    }
}

/// Asks it to stop and expects that it does as it should.
async fn stops(program: Program) -> Output {
    program.terminate();
    let (took, output) = program.ended().await;
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(took < TEN_SECONDS, "{took:?}");
    output
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_again_and_again_under_a_thousand_pieces_of_work_none_is_lost_or_doubled() {
    const PIECES: usize = 1_000;
    let scene = Scene::new(40).await;
    scene.answers(i64::try_from(PIECES).unwrap()).await;
    for stop in 1..=4 {
        let program = Program::connected(&scene.town).await;
        // People go on writing while it works and while it ends.
        scene.town.user("Bo").say(scene.thread(), &format!("skrevet ved stop {stop}")).unwrap();
        scene.posted_at_least(PIECES * stop / 5).await;
        stops(program).await;
        scene.town.user("Mette").say(scene.thread(), &format!("skrevet efter stop {stop}")).unwrap();
        assert!(scene.posted().len() < PIECES, "it was stopped in the middle");
        assert_eq!(
            scene.town.database.numbers("SELECT COUNT(*) FROM deliveries WHERE state = 'leased'").await,
            [0]
        );
    }
    let program = Program::connected(&scene.town).await;
    scene.posted_at_least(PIECES).await;
    let posted = scene.posted();
    assert_eq!(posted.len(), PIECES);
    assert!(posted.values().all(|count| *count == 1), "doubled: {posted:?}");
    let written = "SELECT COUNT(*) FROM replies WHERE body LIKE 'skrevet%'";
    let kept = async {
        while scene.town.database.numbers(written).await != [8] {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, kept).await.expect("what people wrote is kept");
    stops(program).await;
    let left = "SELECT COUNT(*) FROM deliveries WHERE state NOT IN ('done') AND work_key LIKE 'answer:%'";
    assert_eq!(scene.town.database.numbers(left).await, [0]);
    scene.town.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_discord_answers_nothing_it_stops_within_ten_seconds() {
    let scene = Scene::new(20).await;
    scene.answers(40).await;
    let faults = scene.town.world.faults();
    faults.times(usize::MAX, "POST", SEND, Fault::HangAfter);
    scene.town.sandbox.gateway().stop_acks(true);
    let program = Program::connected(&scene.town).await;
    scene.posted_at_least(1).await;
    stops(program).await;
    faults.clear();
    scene.town.sandbox.gateway().stop_acks(false);
    let program = Program::connected(&scene.town).await;
    scene.posted_at_least(40).await;
    let done = "SELECT COUNT(*) FROM deliveries WHERE state = 'done' AND work_key LIKE 'answer:%'";
    let all = async {
        while scene.town.database.numbers(done).await != [40] {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), all).await.expect("all are recorded");
    stops(program).await;
    assert!(scene.posted().values().all(|count| *count == 1), "{:?}", scene.posted());
    scene.town.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_takes_nothing_it_stops_within_ten_seconds() {
    let scene = Scene::new(1).await;
    let program = Program::connected(&scene.town).await;
    scene.town.user("Asta").say(scene.thread(), "før").unwrap();
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(scene.town.database.file());
    let mut other = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&options).await.unwrap();
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    scene.town.user("Asta").say(scene.thread(), "imens").unwrap();
    let status = scene.town.user("Karen").command(scene.rounds[0].channel.0, "team status", &[]).unwrap();
    status.acknowledged().await.unwrap();
    stops(program).await;
    sqlx::Connection::close(other).await.unwrap();
    let mut town = scene.town;
    town.start().await;
    crate::answers::expect_texts(&town, &["før", "imens"]).await;
    town.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_being_answered_when_it_is_stopped_hears_the_answer() {
    let scene = Scene::new(1).await;
    let town = &scene.town;
    let program = Program::connected(town).await;
    let prompt = town.prompts(scene.rounds[0].channel.0).pop().unwrap();
    let form = town.user("Asta").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
    town.world.faults().next("GET", "/channels/{}", Fault::Latency(Duration::from_millis(1_500)));
    let sent = town.user("Asta").submit(&form, &[("answer", "sendt i sidste øjeblik")]).unwrap();
    sent.acknowledged().await.unwrap();
    stops(program).await;
    assert!(shown(&sent.message().await.unwrap()).starts_with("Tak,"));
    assert_eq!(
        town.database.numbers("SELECT COUNT(*) FROM replies WHERE body LIKE 'sendt i sidste%'").await,
        [1]
    );
    scene.town.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_before_it_is_connected_it_ends_as_well() {
    let town = Town::without_bot().await;
    town.world.faults().times(usize::MAX, "GET", "*", Fault::Hang);
    let program = Program::start(&town, |command| command);
    town.wait("its first request", |town| {
        let transcript = town.world.transcript();
        transcript.lines().iter().any(|line| line.contains("GET /api/v10/users/@me")).then_some(())
    })
    .await;
    stops(program).await;
    town.world.faults().clear();
    town.end().await;
}
