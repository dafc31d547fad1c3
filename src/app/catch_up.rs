//! The reading of open rounds after every gap: what was said while the bot was not there, or could not see.

use crate::domain::ids::GuildId;
use crate::domain::round::Round;
use crate::service::backfill::{SHORT, Scope};
use crate::service::core::Core;
use crate::service::incoming::Incoming;
use chrono::{DateTime, Utc};
use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// How long to wait before something that failed is read again.
const AGAIN: Duration = Duration::from_secs(1);
/// The longest wait before a channel that could not be read is tried again.
const AGAIN_AT_MOST: Duration = Duration::from_mins(5);
/// How long the guilds of a new session may take to be told of one by one, until which they are not read.
const SEEN_WITHIN: Duration = Duration::from_secs(5);

/// The gaps that are yet to be filled.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    open: Mutex<Open>,
    bell: Notify,
}

#[derive(Debug, Default)]
struct Open {
    missed: BTreeSet<Scope>,
    /// Guilds of a new session that have not been told of.
    expected: BTreeSet<GuildId>,
    /// When they are read all the same.
    until: Option<Instant>,
    /// Guilds that the bot is no longer in: of these it is not known how long it will be away.
    left: HashSet<GuildId>,
    /// When something was last told.
    heard_at: Option<DateTime<Utc>>,
    /// Of no guild it is known how long nothing was heard of it: the machine may have slept for days.
    long: bool,
    /// A first session has been told of.
    connected: bool,
    /// What was missed is being read.
    reading: bool,
}

impl Gaps {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what `event`, told at `now`, says of something missed.
    pub(super) fn hear(&self, event: &Incoming, now: DateTime<Utc>) {
        let mut open = self.open();
        let before = open.heard_at.replace(now);
        if let Incoming::Connected { .. } = event {
            open.long |= before.is_none_or(|before| now - before >= SHORT / 2);
        }
        open.connected |= matches!(event, Incoming::Connected { .. });
        match event {
            Incoming::Connected { resumed: false, guilds } => {
                open.expected.extend(guilds);
                open.until = Some(Instant::now() + SEEN_WITHIN);
            }
            Incoming::Connected { resumed: true, .. } | Incoming::Missed | Incoming::Unparsed { .. } => {
                open.missed.insert(Scope::Everywhere);
            }
            Incoming::GuildSeen { guild } => {
                open.expected.remove(guild);
                open.missed.insert(Scope::Guild(*guild));
            }
            Incoming::AccessChanged { guild, channel } => {
                let channel = channel.map(|channel| Scope::Channel(*guild, channel));
                open.missed.insert(channel.unwrap_or(Scope::Guild(*guild)));
            }
            Incoming::GuildGone { guild } => {
                open.left.insert(*guild);
                return;
            }
            _ => return,
        }
        drop(open);
        self.bell.notify_one();
    }

    /// When the guilds that are expected are read, told of or not.
    fn until(&self) -> Option<Instant> {
        self.open().until
    }

    /// Whether everything that was missed has been read, or tried once at least.
    pub(super) fn are_filled(&self) -> bool {
        let open = self.open();
        open.connected && open.missed.is_empty() && open.expected.is_empty() && !open.reading
    }

    /// What was missed has been read, or will be tried again.
    fn tried(&self) {
        self.open().reading = false;
    }

    /// What was missed, and the guilds that were left meanwhile; they are `known` no longer.
    fn take(&self, known: &mut HashSet<GuildId>) -> (BTreeSet<Scope>, HashSet<GuildId>) {
        let mut open = self.open();
        if open.until.is_some_and(|until| until <= Instant::now()) {
            open.until = None;
            let expected = std::mem::take(&mut open.expected);
            open.missed.extend(expected.into_iter().map(Scope::Guild));
        }
        open.reading = true;
        if std::mem::take(&mut open.long) {
            known.clear();
        }
        known.retain(|guild| !open.left.contains(guild));
        (std::mem::take(&mut open.missed), std::mem::take(&mut open.left))
    }
}

/// Fills gaps as they open, and reads what could not be read again and again until it can be.
pub(super) async fn catch_up(core: Core, gaps: Arc<Gaps>, stop: CancellationToken) {
    // Guilds that were read since they were seen.
    let mut known: HashSet<GuildId> = HashSet::new();
    let mut missed: BTreeSet<Scope> = BTreeSet::new();
    let mut unreadable: Vec<Round> = Vec::new();
    let mut again = AGAIN;
    loop {
        let until = gaps.until();
        tokio::select! {
            () = stop.cancelled() => return,
            () = gaps.bell.notified() => again = AGAIN,
            () = tokio::time::sleep_until(until.unwrap_or_else(Instant::now)), if until.is_some() => {}
            () = tokio::time::sleep(again), if !missed.is_empty() || !unreadable.is_empty() => {}
        }
        let began = Instant::now();
        let (more, left) = gaps.take(&mut known);
        missed.extend(more);
        unreadable.retain(|round| !left.contains(&round.guild));
        match fill(&core, &missed, &known, &unreadable).await {
            Ok(barred) => {
                known.extend(missed.iter().filter_map(|scope| match scope {
                    Scope::Guild(guild) => Some(*guild),
                    _ => None,
                }));
                missed.clear();
                unreadable = barred;
            }
            Err(error) => tracing::error!(%error, "rounds could not be read again yet"),
        }
        gaps.tried();
        again = (again * 2).min(AGAIN_AT_MOST);
        // Others have requests to make as well, however many gaps there are.
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(began.elapsed().min(AGAIN_AT_MOST)) => {}
        }
    }
}

/// Reads the rounds in which something was missed, and those that could not be read before; which of them cannot
/// be read now.
async fn fill(
    core: &Core,
    missed: &BTreeSet<Scope>,
    known: &HashSet<GuildId>,
    unreadable: &[Round],
) -> Result<Vec<Round>, crate::service::refusal::Failure> {
    let mut rounds = if missed.is_empty() {
        Vec::new()
    } else {
        core.rounds_missed(missed, |guild| !known.contains(&guild)).await?
    };
    let among: HashSet<_> = rounds.iter().map(|round| round.occasion).collect();
    rounds.extend(unreadable.iter().filter(|round| !among.contains(&round.occasion)).cloned());
    if rounds.is_empty() {
        return Ok(rounds);
    }
    let caught = core.catch_up(&rounds).await?;
    let unreadable = caught.unreadable.len();
    tracing::info!(read = caught.read, erased = caught.erased, unreadable, "rounds were read again");
    Ok(caught.unreadable)
}
