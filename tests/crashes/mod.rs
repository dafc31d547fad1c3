//! R1: the process dies at every boundary there is, before and after each commit and each request, with each of the
//! platform's faults on top, and everything is there once.
//!
//! A cycle (a week, a month) is played once to learn its boundaries; then it is played again for each of them, with
//! the death set there. What was posted is read from the world, never from the bot.

mod month;
mod starting;
pub(crate) mod trap;

use crate::support::{Town, buttons, shown};
use aktor::sandbox::world::Message;
use std::collections::BTreeMap;
use std::time::Duration;
use trap::Trap;

/// A town whose bot can be made to die.
struct Doomed {
    town: Town,
    trap: Trap,
    /// How often it has died.
    deaths: usize,
    /// How long a request may take, where that is not as long as always.
    patience: Option<Duration>,
}

impl Doomed {
    fn new(town: Town, trap: Trap) -> Self {
        Self { town, trap, deaths: 0, patience: None }
    }

    /// Does something, again and again until the bot has survived it. `act` looks first whether it is done already,
    /// as a person does who was not answered.
    async fn go(&mut self, act: impl AsyncFn(&Town)) {
        loop {
            tokio::select! {
                biased;
                () = self.trap.struck() => {}
                () = act(&self.town) => return,
            }
            self.die().await;
            self.town.start().await;
        }
    }

    /// The dead bot's place is taken by a new one, which has its own hook.
    async fn die(&mut self) {
        self.deaths += 1;
        self.town.kill().await;
        let hook = self.trap.hook();
        self.town.hook = match self.patience {
            Some(patience) => hook.with_patience(patience),
            None => hook,
        };
    }

    /// Everything that the bot said since `since` and that others see: where, with which buttons, in which words.
    fn said_since(&self, since: i64) -> BTreeMap<(i64, Vec<String>, String), Vec<i64>> {
        let bot = self.town.world.bot();
        let mut said: BTreeMap<_, Vec<i64>> = BTreeMap::new();
        self.town.with(|state| {
            let all = state.everything_said();
            for message in all.filter(|m| m.author == bot && m.only_for.is_none() && m.id > since) {
                said.entry((message.channel, buttons(message), shown(message))).or_default().push(message.id);
            }
        });
        said
    }

    /// Nothing was said twice since `since`.
    fn assert_no_doubles(&self, since: i64, what: &str) {
        for ((channel, _, text), ids) in self.said_since(since) {
            assert_eq!(ids.len(), 1, "{what}: said twice in {channel}: {text}\n{}", self.tail());
        }
    }

    /// The newest message's id: what comes later is larger.
    fn newest(&self) -> i64 {
        self.town.with(|state| state.everything_said().map(|m| m.id).max().unwrap_or(0))
    }

    fn tail(&self) -> String {
        let tail = self.town.world.transcript().tail(40);
        tail.lines().map(|line| line.chars().take(160).chain(['\n']).collect::<String>()).collect()
    }
}

/// Those of the messages that carry this button.
fn with_button<'m>(messages: &'m [Message], label: &str) -> Vec<&'m Message> {
    messages.iter().filter(|m| buttons(m).iter().any(|one| one == label)).collect()
}
