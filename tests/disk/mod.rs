//! The bot's process on a disk that fails: full, read-only, or failing to keep what it took.

mod faults;
mod held;

use crate::support::TOKEN;
use aktor::clock::Clock;
use aktor::sandbox::actor::Impossible;
use aktor::sandbox::world::{GuildSpec, MemberSpec, Message, World, permission};
use aktor::sandbox::{Sandbox, SandboxOptions};
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(40);
const PEOPLE: [&str; 8] = ["Asta", "Bo", "Mette", "Jens", "Leif", "Ida", "Ole", "Solvej"];

/// The library that lets the disk fail, compiled once.
static SHIM: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let shim = folder.path().join("shim.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/disk/shim.c");
    let mut compiler = Command::new("cc");
    compiler.args(["-Wall", "-Werror", "-shared", "-fPIC", "-O1", "-o"]).arg(&shim).args([source, "-ldl"]);
    assert!(compiler.status().expect("a C compiler is needed to build the bot").success());
    (folder, shim)
});

/// An address that stays free until the bot takes it, also when it is started again: the system gives ports of this
/// range to nobody who does not ask for them.
fn free_address() -> String {
    static NEXT: AtomicU16 = AtomicU16::new(10_000);
    loop {
        let address = format!("127.0.0.1:{}", NEXT.fetch_add(1, Ordering::Relaxed));
        if TcpListener::bind(&address).is_ok() {
            return address;
        }
    }
}

/// A server, a disk, and the bot as a process of its own.
struct House {
    world: World,
    sandbox: Sandbox,
    channel: i64,
    folder: TempDir,
    web: String,
    bot: Option<Child>,
    log: Arc<Mutex<String>>,
}

impl Drop for House {
    fn drop(&mut self) {
        self.kill();
    }
}

impl House {
    /// With a bot that runs and a team in the channel.
    async fn new() -> Self {
        let mut guild = GuildSpec::new("Norddjurs")
            .role("Administrator", permission::MANAGE_GUILD)
            .channel("hjemmepleje")
            .member_with(MemberSpec::new("Karen").role("Administrator"));
        for name in PEOPLE {
            guild = guild.member(name);
        }
        let world = World::builder().clock(Clock::system()).token(TOKEN).guild(guild).build();
        let sandbox = Sandbox::start(SandboxOptions::new(world.clone())).await.unwrap();
        let channel = world.channel("hjemmepleje").unwrap();
        let mut house = Self {
            world,
            sandbox,
            channel,
            folder: TempDir::new().unwrap(),
            web: free_address(),
            bot: None,
            log: Arc::default(),
        };
        house.start().await;
        house.command("opret-team").await;
        house.command("team send-nu").await;
        let thread = |house: &Self| {
            let prompt = house.prompts().first()?.id;
            house.world.state().channel(prompt).map(drop)
        };
        house.wait("the first prompt and its thread", thread).await;
        house
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("aktor.db")
    }

    /// Lets the disk fail from now on, or work again.
    fn disk(&self, fails: &str) {
        std::fs::write(self.folder.path().join("fails"), fails).unwrap();
    }

    async fn start(&mut self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aktor"));
        command
            .arg("run")
            .current_dir(self.folder.path())
            .env_clear()
            .env("DISCORD_TOKEN", TOKEN)
            .env("DISCORD_API_URL", self.sandbox.base_url())
            .env("DATABASE_URL", format!("sqlite://{}", self.database().display()))
            .env("AKTOR_HTTP_ADDR", &self.web)
            .env("DISK_OF", self.database())
            .env("DISK_FAILS", self.folder.path().join("fails"))
            .env("LD_PRELOAD", &SHIM.1)
            .stderr(Stdio::piped())
            .stdout(Stdio::piped());
        let mut bot = command.spawn().unwrap();
        for pipe in [
            Box::new(bot.stderr.take().unwrap()) as Box<dyn std::io::Read + Send>,
            Box::new(bot.stdout.take().unwrap()),
        ] {
            let log = Arc::clone(&self.log);
            std::thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    let mut log = log.lock().unwrap();
                    log.push_str(&line);
                    log.push('\n');
                }
            });
        }
        self.bot = Some(bot);
        self.wait("the bot to be ready", |house| (house.readiness()?.0 == 200).then_some(())).await;
    }

    /// Ends the bot with SIGKILL.
    fn kill(&mut self) {
        if let Some(mut bot) = self.bot.take() {
            bot.kill().unwrap();
            bot.wait().unwrap();
        }
    }

    /// What `/readyz` says.
    fn readiness(&self) -> Option<(u16, String)> {
        let mut line = TcpStream::connect(&self.web).ok()?;
        line.write_all(b"GET /readyz HTTP/1.0\r\n\r\n").ok()?;
        let mut answer = String::new();
        line.read_to_string(&mut answer).ok()?;
        let code = answer.split(' ').nth(1)?.parse().ok()?;
        Some((code, answer.split_once("\r\n\r\n")?.1.trim().to_owned()))
    }

    /// Waits until `/readyz` has changed; how long that took, and what it says.
    async fn readiness_is(&self, code: u16) -> (Duration, String) {
        let began = Instant::now();
        let said = self.wait("/readyz to change", |house| house.readiness().filter(|r| r.0 == code)).await.1;
        (began.elapsed(), said)
    }

    async fn wait<T>(&self, what: &str, mut found: impl FnMut(&Self) -> Option<T>) -> T {
        let looking = async {
            loop {
                if let Some(it) = found(self) {
                    return it;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let Ok(it) = tokio::time::timeout(PATIENCE, looking).await else {
            let (said, log) = (self.world.transcript().tail(30), self.log.lock().unwrap());
            panic!("waited in vain for {what}:\n{said}\n{log}");
        };
        it
    }

    /// Waits for a line in the bot's log.
    async fn logged(&self, line: &str) {
        self.wait(line, |house| house.log.lock().unwrap().contains(line).then_some(())).await;
    }

    fn prompts(&self) -> Vec<Message> {
        let bot = self.world.bot();
        let state = self.world.state();
        let posts = state.said_in(self.channel).filter(|post| post.author == bot && post.only_for.is_none());
        posts.filter(|post| crate::support::buttons(post).contains(&"Svar".to_owned())).cloned().collect()
    }

    async fn command(&self, path: &str) -> String {
        let answer = self.world.user("Karen").command(self.channel, path, &[]).unwrap();
        crate::support::shown(&answer.message().await.unwrap())
    }

    /// Answers the first prompt by its button; what the person is told.
    async fn answer(&self, who: &str, text: &str) -> Result<String, Impossible> {
        let prompt = self.prompts()[0].id;
        let person = self.world.user(who);
        let form = person.click(prompt, "Svar")?.modal().await?;
        let sent = person.submit(&form, &[("answer", text)])?;
        sent.answer_within(PATIENCE).await.map(|answer| format!("{answer:?}"))
    }

    /// What is kept, as another program sees it.
    async fn kept(&self) -> Vec<String> {
        let url = format!("sqlite://{}", self.database().display());
        let mut connection = SqliteConnection::connect(&url).await.unwrap();
        sqlx::query_scalar("SELECT body FROM replies ORDER BY body").fetch_all(&mut connection).await.unwrap()
    }

    async fn execute(&self, statement: &'static str) {
        let url = format!("sqlite://{}", self.database().display());
        let mut connection = SqliteConnection::connect(&url).await.unwrap();
        sqlx::query(statement).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// Waits until all of these are kept, and nothing else.
    async fn keeps(&self, wanted: &[String]) {
        let mut wanted = wanted.to_vec();
        wanted.sort();
        let looking = async {
            while self.kept().await != wanted {
                tokio::time::sleep(Duration::from_millis(30)).await;
            }
        };
        let found = tokio::time::timeout(PATIENCE, looking).await;
        let kept = self.kept().await;
        assert!(found.is_ok(), "kept are {kept:?}, not {wanted:?}\n{}", self.log.lock().unwrap());
    }
}
