//! The client's process and the line to it.

use super::{Library, PATIENCE};
use aktor::sandbox::world::World;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::path::Path;
use std::process::{Child as Process, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// A client under way; it ends with this.
pub(super) struct Child {
    process: Process,
    /// `None` once the line is closed.
    orders: Option<ChildStdin>,
    lines: UnboundedReceiver<Value>,
    /// What it wrote for people to read.
    complaints: Arc<Mutex<String>>,
    /// What it saw and nobody has asked for yet.
    seen: VecDeque<Value>,
    world: World,
    last: u64,
}

/// Hands each line to `hear`, on a thread of its own, until there are no more.
fn read(from: impl Read + Send + 'static, mut hear: impl FnMut(String) + Send + 'static) {
    std::thread::spawn(move || BufReader::new(from).lines().map_while(Result::ok).for_each(&mut hear));
}

impl Child {
    pub(super) fn start(library: Library, installed: &str, told: &[(&str, String)], world: World) -> Self {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
        let (program, script) = match library {
            Library::JavaScript => ("node", "javascript/client.mjs"),
            Library::Python => (installed, "python/client.py"),
        };
        let mut command = Command::new(program);
        command.arg(sources.join(script)).env("PYTHONDONTWRITEBYTECODE", "1");
        command.envs(told.iter().map(|(key, value)| (*key, value.as_str())));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap_or_else(|error| panic!("{program}: {error}"));
        let (to, lines) = unbounded_channel();
        read(process.stdout.take().unwrap(), move |line| {
            let _ = to.send(serde_json::from_str(&line).unwrap_or(Value::String(line)));
        });
        let complaints = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&complaints);
        read(process.stderr.take().unwrap(), move |line| {
            let mut heard = heard.lock().unwrap();
            heard.push_str(&line);
            heard.push('\n');
        });
        let orders = process.stdin.take();
        Self { process, orders, lines, complaints, seen: VecDeque::new(), world, last: 0 }
    }

    async fn next(&mut self, wanted: &str) -> Value {
        let Ok(Some(line)) = tokio::time::timeout(PATIENCE, self.lines.recv()).await else {
            self.failed(&format!("waited in vain for {wanted}"))
        };
        if line["saw"] == "trouble" || line.is_string() {
            self.failed(&format!("trouble while waiting for {wanted}: {line:#}"))
        }
        line
    }

    fn failed(&self, why: &str) -> ! {
        let (said, seen) = (self.world.transcript().tail(40), &self.seen);
        panic!(
            "{why}\nseen: {seen:?}\nsaid:\n{said}\nthe client wrote:\n{}",
            self.complaints.lock().unwrap()
        );
    }

    async fn order(&mut self, deed: &str, how: Value) -> Value {
        self.last += 1;
        let order = json!({"id": self.last, "deed": deed, "how": how});
        writeln!(self.orders.as_mut().unwrap(), "{order}").unwrap();
        loop {
            let line = self.next(deed).await;
            if line["id"] == self.last {
                return line;
            }
            self.seen.push_back(line);
        }
    }

    pub(super) async fn done(&mut self, deed: &str, how: Value) -> Value {
        let line = self.order(deed, how).await;
        line.get("done").cloned().unwrap_or_else(|| self.failed(&format!("{deed}: {line:#}")))
    }

    pub(super) async fn refused(&mut self, deed: &str, how: Value) -> Value {
        let line = self.order(deed, how).await;
        line.get("refused")
            .cloned()
            .unwrap_or_else(|| self.failed(&format!("{deed} was not refused: {line:#}")))
    }

    /// The next thing of this kind, and of this id where one is named, that it tells it saw.
    pub(super) async fn saw(&mut self, kind: &str, id: Option<i64>) -> Value {
        let id = id.map(|id| Value::from(id.to_string()));
        let is = |line: &Value| line["saw"] == kind && id.as_ref().is_none_or(|id| line["what"]["id"] == *id);
        while !self.seen.iter().any(is) {
            let line = self.next(kind).await;
            self.seen.push_back(line);
        }
        let at = self.seen.iter().position(is).unwrap();
        self.seen.remove(at).unwrap()["what"].take()
    }

    /// Lets the client go, as it likes to.
    pub(super) async fn end(mut self) {
        self.orders = None;
        while let Ok(Some(line)) = tokio::time::timeout(PATIENCE, self.lines.recv()).await {
            assert!(line["saw"] != "trouble" && !line.is_string(), "trouble at the end: {line:#}");
        }
        let ended = self.process.try_wait().unwrap();
        assert!(ended.is_none_or(|ended| ended.success()), "{ended:?}: {}", self.complaints.lock().unwrap());
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
