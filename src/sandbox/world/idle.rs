//! Threads in which nobody writes: archived when their time is over, by the world's clock.

use super::{Channel, Refusal, State, snowflake};
use chrono::Duration;

/// How often is looked; the shortest time a thread may have is an hour.
const PAUSE: Duration = Duration::minutes(1);

impl State {
    /// Archives the threads whose time without activity is over and says so. Activity is a message, being
    /// unarchived, and a change of the time itself.
    pub(super) fn archive_idle(&mut self) {
        let now = self.now();
        if self.looked_for_idle.is_some_and(|before| before <= now && now < before + PAUSE) {
            return;
        }
        self.looked_for_idle = Some(now);
        let due = |channel: &&Channel| {
            channel.thread.as_ref().is_some_and(|thread| {
                let spoken = channel.last_message.map_or(thread.created, snowflake::made_at);
                let active = thread.archive_stamp.max(spoken);
                !thread.archived && active + Duration::minutes(i64::from(thread.auto_archive)) <= now
            })
        };
        let due: Vec<i64> = self.channels.values().filter(due).map(|channel| channel.id).collect();
        for id in due {
            if let Some(thread) = self.channels.get_mut(&id).and_then(|found| found.thread.as_mut()) {
                thread.archived = true;
                thread.archive_stamp = now;
            }
            self.announce_channel(id, "THREAD_UPDATE");
        }
    }

    /// Refuses when a guild has as many active threads as it may have (160006).
    pub(super) fn demand_room(&self, guild: Option<i64>) -> Result<(), Refusal> {
        let awake = |channel: &&Channel| channel.thread.as_ref().is_some_and(|thread| !thread.archived);
        let active = self.channels.values().filter(|channel| channel.guild == guild).filter(awake).count();
        if active < self.active_threads { Ok(()) } else { Err(Refusal::too_many_threads()) }
    }
}
