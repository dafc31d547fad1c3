//! What changes, as it changes: lines of JSON, first all that a person sees, then what differs.

use super::Shared;
use super::view::view;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Changes that come closer together than this are sent together.
const TOGETHER: Duration = Duration::from_millis(12);
/// How long nothing may be sent; an empty line then shows that the connection stands.
const SILENCE: Duration = Duration::from_secs(20);

struct Watching {
    shared: Arc<Shared>,
    me: i64,
    sent: HashMap<String, u64>,
    moved: watch::Receiver<u64>,
    poked: watch::Receiver<u64>,
    fresh: bool,
}

/// The stream for one person, until the page stops or the browser goes away.
pub(super) fn stream_for(shared: Arc<Shared>, me: i64) -> Response {
    let (moved, poked) = (shared.world.moved(), shared.poke.subscribe());
    let watching = Watching { shared, me, sent: HashMap::new(), moved, poked, fresh: true };
    let lines = stream::unfold(watching, |mut watching| async move {
        let line = watching.next().await?;
        Some((Ok::<_, Infallible>(Bytes::from(line)), watching))
    });
    ([(header::CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(lines)).into_response()
}

impl Watching {
    /// The next line; `None` when the page stops.
    async fn next(&mut self) -> Option<String> {
        if std::mem::take(&mut self.fresh) {
            return self.difference().or_else(|| Some("\n".to_owned()));
        }
        loop {
            tokio::select! {
                () = self.shared.stop.cancelled() => return None,
                changed = self.moved.changed() => changed.ok()?,
                changed = self.poked.changed() => changed.ok()?,
                () = tokio::time::sleep(SILENCE) => return Some("\n".to_owned()),
            }
            tokio::time::sleep(TOGETHER).await;
            if let Some(line) = self.difference() {
                return Some(line);
            }
        }
    }

    /// What differs from what was sent; `None` when nothing does.
    fn difference(&mut self) -> Option<String> {
        self.moved.borrow_and_update();
        self.poked.borrow_and_update();
        let mut things = view(&self.shared.world.state(), self.me, &self.shared.people);
        let taken = self.shared.taken.borrow().clone();
        things.push(("tour:taken".into(), json!({"key": "tour:taken", "taken": taken})));
        let mut seen = HashMap::with_capacity(things.len());
        let mut put: Vec<Value> = Vec::new();
        for (key, thing) in things {
            let print = fingerprint(&thing);
            if self.sent.get(&key) != Some(&print) {
                put.push(thing);
            }
            seen.insert(key, print);
        }
        let gone: Vec<&String> = self.sent.keys().filter(|key| !seen.contains_key(*key)).collect();
        let line =
            (!put.is_empty() || !gone.is_empty()).then(|| format!("{}\n", json!({"put": put, "gone": gone})));
        self.sent = seen;
        line
    }
}

fn fingerprint(thing: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.to_string().hash(&mut hasher);
    hasher.finish()
}
