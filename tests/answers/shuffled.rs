//! Events tripled and shuffled: each message is kept once, in its last state.

use super::kept;
use crate::support::{Town, on_both_engines};
use aktor::domain::ids::{ChannelId, GuildId, MessageId, UserId};
use aktor::service::incoming::Incoming;
use aktor::service::platform::SeenMessage;
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;

on_both_engines!(
    ten_thousand_answers_tripled_and_shuffled_are_ten_thousand_rows,
    edits_and_deletions_tripled_and_shuffled_leave_the_last_state_of_each_message
);

const MESSAGES: i64 = 10_000;
const BATCH: usize = 512;

/// A permutation that is the same at every run.
fn shuffle<T>(all: &mut [T]) {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for n in (1..all.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        all.swap(n, usize::try_from(state % (n as u64 + 1)).unwrap());
    }
}

fn tell(events: usize, took: std::time::Duration) {
    println!("{events} events in {took:.2?}: {} a second", events as u128 * 1_000 / took.as_millis().max(1));
}

struct Scene {
    guild: GuildId,
    thread: ChannelId,
    start: DateTime<Utc>,
}

impl Scene {
    fn id(&self, n: i64) -> MessageId {
        MessageId(self.thread.0 + (1 << 22) + n)
    }

    fn written(&self, n: i64) -> Incoming {
        let seen = SeenMessage {
            id: self.id(n),
            channel: self.thread,
            author: UserId(1_000 + n % 40),
            author_name: format!("Kollega {}", n % 40),
            human: true,
            text: format!("svar nummer {n}, først"),
            reply_to: None,
            mentions: Vec::new(),
            attachments: 0,
            edited_at: None,
        };
        Incoming::Written(seen, self.guild)
    }

    fn edited(&self, n: i64, version: i64) -> Incoming {
        Incoming::Edited {
            guild: self.guild,
            channel: self.thread,
            message: self.id(n),
            text: Some(format!("svar nummer {n}, rettet {version}")),
            attachments: Some(0),
            edited_at: Some(self.start + Duration::minutes(version)),
        }
    }
}

async fn ten_thousand_answers_tripled_and_shuffled_are_ten_thousand_rows() {
    let (town, _, thread) = Town::with_prompt().await;
    let guild = GuildId(town.world.guild("Norddjurs").unwrap());
    let scene = Scene { guild, thread: ChannelId(thread), start: town.clock.now() };
    let mut events: Vec<Incoming> = (0..MESSAGES).flat_map(|n| [n; 3]).map(|n| scene.written(n)).collect();
    shuffle(&mut events);
    let began = std::time::Instant::now();
    for batch in events.chunks(BATCH) {
        town.core().take_in(batch).await.unwrap();
    }
    tell(events.len(), began.elapsed());
    assert_eq!(kept(&town).await.len(), usize::try_from(MESSAGES).unwrap());
    town.end().await;
}

async fn edits_and_deletions_tripled_and_shuffled_leave_the_last_state_of_each_message() {
    const MANY: i64 = 3_000;
    let (town, _, thread) = Town::with_prompt().await;
    let guild = GuildId(town.world.guild("Norddjurs").unwrap());
    let scene = Scene { guild, thread: ChannelId(thread), start: town.clock.now() };
    // All were written; every second one was edited twice; every fifth was deleted.
    let written: Vec<Incoming> = (0..MANY).flat_map(|n| [n; 3]).map(|n| scene.written(n)).collect();
    let edits =
        (0..MANY).filter(|n| n % 2 == 0).flat_map(|n| [(n, 1), (n, 2), (n, 1), (n, 2), (n, 1), (n, 2)]);
    let deletions = (0..MANY).filter(|n| n % 5 == 0).flat_map(|n| [n; 3]);
    let mut events = written;
    events.extend(edits.map(|(n, version)| scene.edited(n, version)));
    events.extend(deletions.map(|n| Incoming::Erased {
        guild,
        channel: scene.thread,
        ids: vec![scene.id(n)],
    }));
    shuffle(&mut events);
    // An edit heard before its message is looked up where it stands: there it reads as it does in the end.
    // Here nothing stands anywhere, so each message is heard once before everything else.
    let first: Vec<Incoming> = (0..MANY).map(|n| scene.written(n)).collect();
    let began = std::time::Instant::now();
    for batch in first.chunks(BATCH).chain(events.chunks(BATCH)) {
        town.core().take_in(batch).await.unwrap();
    }
    tell(events.len(), began.elapsed());
    let kept: HashMap<i64, String> = kept(&town).await.into_iter().map(|r| (r.id.0, r.text)).collect();
    for n in 0..MANY {
        let there = kept.get(&scene.id(n).0).map(String::as_str);
        let right = match (n % 5, n % 2) {
            (0, _) => None,
            (_, 0) => Some(format!("svar nummer {n}, rettet 2")),
            _ => Some(format!("svar nummer {n}, først")),
        };
        assert_eq!(there, right.as_deref(), "{n}");
    }
    town.end().await;
}

#[tokio::test]
async fn in_one_batch_an_older_edit_does_not_win_over_a_newer_one() {
    let (town, _, thread) = Town::with_prompt().await;
    let guild = GuildId(town.world.guild("Norddjurs").unwrap());
    let scene = Scene { guild, thread: ChannelId(thread), start: town.clock.now() };
    let batch =
        [scene.edited(1, 2), scene.written(1), scene.edited(1, 2), scene.edited(1, 1), scene.written(1)];
    town.core().take_in(&batch).await.unwrap();
    assert_eq!(super::texts(&town).await, ["svar nummer 1, rettet 2"]);
    town.core().take_in(&[scene.edited(1, 1)]).await.unwrap();
    assert_eq!(super::texts(&town).await, ["svar nummer 1, rettet 2"]);
    town.end().await;
}
