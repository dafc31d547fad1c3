//! What an operator can get wrong: one sentence that says what to change where, and an exit code that tells a
//! supervisor whether trying again makes sense (78: not before somebody has changed something).

use super::table::Table;
use crate::support::{TOKEN, Town};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A directory to run the program in, and what stands in its environment.
struct Desk {
    directory: TempDir,
    variables: Vec<(String, String)>,
}

impl Desk {
    fn new(variables: &[(&str, &str)]) -> Self {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self { directory: TempDir::new().unwrap(), variables: variables.iter().map(own).collect() }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, text: &[u8]) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aktor"));
        command.args(arguments).current_dir(self.directory.path()).env_clear();
        command.env("AKTOR_LOG", "off").envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    async fn run(&self, arguments: &[&str]) -> Output {
        let mut command = self.command(arguments);
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    }
}

/// The code and the sentences on standard error, none of them a programmer's.
fn ended(table: &mut Table, used: &str, fault: &str, output: &Output) -> (Option<i32>, String) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    let code = output.status.code();
    table.row(used, fault, &format!("{code:?}: {}", said.trim_end()));
    for internal in
        ["panicked", "RUST_BACKTRACE", "os error", "error returned from", "Custom {", "Some(", TOKEN]
    {
        assert!(!said.contains(internal), "{fault}: {internal} in {said}");
    }
    assert!(!said.trim().is_empty(), "{fault}: nothing is said");
    (code, said)
}

#[tokio::test]
async fn a_setting_that_is_wrong_ends_with_78_and_says_what_to_write_where() {
    let mut table = Table::new("operator-settings");
    let token = ("DISCORD_TOKEN", "MTIzNDU2Nzg5MDEyMzQ1Njc4.x.y");
    for (fault, variables, parts) in [
        ("no token", vec![], vec!["DISCORD_TOKEN_FILE", "Reset Token"]),
        ("an empty token", vec![("DISCORD_TOKEN", " ")], vec!["token is missing"]),
        ("a token of two words", vec![("DISCORD_TOKEN", "a b")], vec!["DISCORD_TOKEN", "one word"]),
        ("no token file", vec![("DISCORD_TOKEN_FILE", "nowhere")], vec!["nowhere", "it is not there"]),
        ("a directory as token file", vec![("DISCORD_TOKEN_FILE", ".")], vec!["it is a directory"]),
        (
            "an unknown setting",
            vec![token, ("AKTOR_TIMEZON", "UTC")],
            vec!["AKTOR_TIMEZON:", "AKTOR_TIMEZONE"],
        ),
        ("a setting of nothing", vec![token, ("AKTOR_GREETING", "hi")], vec!["AKTOR_GREETING: unset it"]),
        ("a bad database", vec![token, ("DATABASE_URL", "aktor.db")], vec!["DATABASE_URL", "sqlite://"]),
        ("a bad time zone", vec![token, ("AKTOR_TIMEZONE", "Aarhus")], vec!["AKTOR_TIMEZONE", "IANA"]),
        ("a bad language", vec![token, ("AKTOR_LOCALE", "jysk")], vec!["AKTOR_LOCALE", "da or en"]),
        (
            "no such prompts",
            vec![token, ("AKTOR_PROMPTS_DIR", "nowhere")],
            vec!["AKTOR_PROMPTS_DIR", "nowhere"],
        ),
        ("a bad port", vec![token, ("AKTOR_HTTP_ADDR", "127.0.0.1:99999")], vec!["AKTOR_HTTP_ADDR"]),
        ("no settings file", vec![token, ("AKTOR_CONFIG", "nowhere.toml")], vec!["AKTOR_CONFIG"]),
    ] {
        let output = Desk::new(&variables).run(&["run"]).await;
        let (code, said) = ended(&mut table, "run", fault, &output);
        assert_eq!(code, Some(78), "{fault}: {said}");
        for part in parts {
            assert!(said.contains(part), "{fault}: {part} is not in {said}");
        }
        assert_eq!(said.lines().count(), 1, "{fault}: {said}");
    }
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once_wherever_it_stands() {
    let mut table = Table::new("operator-all-at-once");
    let desk = Desk::new(&[("AKTOR_LOCAL", "da"), ("DATABASE_URL", "mysql://db")]);
    desk.write(
        "aktor.toml",
        b"AKTOR_RETENTION_DAY = 30\nAKTOR_TIMEZONE = \"Grenaa\"\nAKTOR_GUILD_ID = [1]\n",
    );
    let (code, said) = ended(&mut table, "run", "six problems", &desk.run(&["run"]).await);
    assert_eq!(code, Some(78));
    for part in [
        "AKTOR_LOCAL: write AKTOR_LOCALE",
        "AKTOR_RETENTION_DAY: write it AKTOR_RETENTION_DAYS",
        "DATABASE_URL",
        "Grenaa",
        "AKTOR_GUILD_ID",
        "The bot's token is missing",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert_eq!(said.lines().count(), 6, "{said}");
    // A file that is no TOML.
    let desk = Desk::new(&[("DISCORD_TOKEN", "a.b.c")]);
    desk.write("aktor.toml", b"AKTOR_LOCALE = \"da\"\nAKTOR_TIMEZONE: Grenaa\n");
    let (code, said) = ended(&mut table, "run", "malformed aktor.toml", &desk.run(&["run"]).await);
    assert_eq!((code, said.contains("line 2")), (Some(78), true), "{said}");
    let desk = Desk::new(&[("DISCORD_TOKEN", "a.b.c")]);
    desk.write("aktor.toml", b"AKTOR_LOCALE = \"\xff\"\n");
    let (code, said) = ended(&mut table, "run", "aktor.toml in another encoding", &desk.run(&["run"]).await);
    assert_eq!((code, said.contains("aktor.toml")), (Some(78), true), "{said}");
}

async fn sqlite(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(path).create_if_missing(true).connect().await.unwrap()
}

/// Runs the bot against a stand-in with this database.
async fn run_on(desk: &Desk, town: &Town, url: &str) -> Output {
    let mut command = desk.command(&["run"]);
    command
        .env("DISCORD_TOKEN", TOKEN)
        .env("DISCORD_API_URL", town.sandbox.base_url())
        .env("DATABASE_URL", url)
        .env("AKTOR_HTTP_ADDR", "127.0.0.1:0");
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_be_used_is_named_with_what_to_do() {
    let town = Town::without_bot().await;
    let mut table = Table::new("operator-database");
    let desk = Desk::new(&[]);
    std::fs::create_dir(desk.path("data")).unwrap();
    desk.write("letter.db", b"Dear all, this is a letter and no database at all, whatever it is called.");
    desk.write("empty", b"");
    let store =
        aktor::store::Store::open(&format!("sqlite://{}", desk.path("good.db").display())).await.unwrap();
    store.close().await;
    std::fs::copy(desk.path("good.db"), desk.path("newer.db")).unwrap();
    let mut newer = sqlite(&desk.path("newer.db")).await;
    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 SELECT 9999, 'later', TRUE, checksum, 0 FROM _sqlx_migrations LIMIT 1";
    sqlx::query(later).execute(&mut newer).await.unwrap();
    newer.close().await.unwrap();
    // The head of a database, and what stood in its pages overwritten.
    let mut damaged = std::fs::read(desk.path("good.db")).unwrap();
    damaged[100..].fill(0x5a);
    desk.write("damaged.db", &damaged);
    for (fault, url, code, parts) in [
        ("a directory", "sqlite://data", 78, vec!["data is a directory", "sqlite://data/aktor.db"]),
        ("no such folder", "sqlite://nowhere/aktor.db", 78, vec!["nowhere/aktor.db", "DATABASE_URL"]),
        ("no database", "sqlite://letter.db", 78, vec!["letter.db is no SQLite database", "DATABASE_URL"]),
        ("a damaged database", "sqlite://damaged.db", 78, vec!["damaged.db", "backup"]),
        ("a read-only database", "sqlite://good.db?mode=ro", 78, vec!["good.db may not be written"]),
        ("a newer database", "sqlite://newer.db", 78, vec!["Update Aktør", "DATABASE_URL"]),
    ] {
        let (ended, said) = ended(&mut table, "run", fault, &run_on(&desk, &town, url).await);
        assert_eq!(ended, Some(code), "{fault}: {said}");
        for part in parts {
            assert!(said.contains(part), "{fault}: {part} is not in {said}");
        }
        assert_eq!(said.lines().count(), 1, "{fault}: {said}");
    }
    // Another program holds it: that may pass by itself.
    let mut other = sqlite(&desk.path("good.db")).await;
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    let (code, said) =
        ended(&mut table, "run", "a locked database", &run_on(&desk, &town, "sqlite://good.db").await);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("good.db is held by another program"), "{said}");
    other.close().await.unwrap();
    // Another bot runs on it.
    let url = format!("sqlite://{}", desk.path("good.db").display());
    let lock = aktor::store::RunLock::take(&url).await.unwrap();
    let (code, said) =
        ended(&mut table, "run", "another bot on it", &run_on(&desk, &town, "sqlite://good.db").await);
    assert_eq!(code, Some(78), "{said}");
    assert!(said.contains("another aktor is running"), "{said}");
    drop(lock);
    town.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_taken_is_named() {
    let town = Town::without_bot().await;
    let mut table = Table::new("operator-port");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let desk = Desk::new(&[
        ("DISCORD_TOKEN", TOKEN),
        ("DISCORD_API_URL", &town.sandbox.base_url()),
        ("AKTOR_HTTP_ADDR", &address),
    ]);
    let (code, said) = ended(&mut table, "run", "the port is taken", &desk.run(&["run"]).await);
    assert_eq!(code, Some(78), "{said}");
    assert!(
        said.contains(&taken.local_addr().unwrap().port().to_string()) && said.contains("AKTOR_HTTP_ADDR"),
        "{said}"
    );
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, said) =
        ended(&mut table, "demo", "the port is taken", &desk.run(&["demo", "--port", &port]).await);
    assert_eq!(code, Some(78), "{said}");
    assert!(said.contains(&port) && said.contains("--port"), "{said}");
    town.end().await;
}

#[tokio::test]
async fn other_commands_say_what_to_do_too() {
    let mut table = Table::new("operator-commands");
    let desk = Desk::new(&[]);
    std::fs::create_dir(desk.path("prompts")).unwrap();
    desk.write("prompts/own.toml", b"theme = \"no such\"\n[[prompt]]\nid = \"x\"\n");
    desk.write("prompts/latin.toml", b"theme = \"\xe6\"\n");
    std::fs::create_dir(desk.path("kept")).unwrap();
    for (arguments, fault, code, parts) in [
        (vec!["invite"], "no token", 78, vec!["DISCORD_TOKEN"]),
        (vec!["invite", "--application", "me"], "no number", 2, vec!["--application"]),
        (vec!["prompts", "check", "nowhere"], "no such directory", 1, vec!["left out for a fault: 1;"]),
        (vec!["prompts", "check", "prompts"], "faulty files", 1, vec!["prompts; left out for a fault: "]),
        (vec!["demo", "--play", "--keep", "kept"], "a directory to keep", 78, vec!["kept is there already"]),
        (vec!["demo", "--play", "--keep", "nowhere/x.db"], "no such folder", 78, vec!["nowhere/x.db"]),
        (vec!["audit"], "no database", 78, vec!["there is no database at"]),
        (vec!["audit", "--since", "yesterday"], "no day", 2, vec!["--since"]),
        (vec!["rnu"], "no such command", 2, vec!["--help"]),
    ] {
        let output = desk.run(&arguments).await;
        let used = arguments.join(" ");
        let (ended, said) = ended(&mut table, &used, fault, &output);
        table.row(&used, "(printed)", std::str::from_utf8(&output.stdout).unwrap());
        assert_eq!(ended, Some(code), "{used}: {said}");
        for part in parts {
            assert!(said.contains(part), "{used}: {part} is not in {said}");
        }
    }
    // A setting that is no text.
    let mut command = desk.command(&["run"]);
    command.env("AKTOR_LOCALE", std::ffi::OsStr::from_bytes(b"\xff"));
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let (code, said) = ended(&mut table, "run", "a setting that is no text", &output);
    assert_eq!(
        (code, said.contains("AKTOR_LOCALE in the environment is not UTF-8")),
        (Some(78), true),
        "{said}"
    );
}
