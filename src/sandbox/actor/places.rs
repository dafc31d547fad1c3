//! What people do with places: they come to servers and leave them, open threads for a few, slow channels down.

use super::{Actor, Impossible, impossible};
use serde_json::json;

impl Actor {
    /// Comes to a guild.
    pub fn join(&self, guild: i64) {
        self.world.state().take_in(guild, self.id);
    }

    /// Leaves a guild.
    pub fn leave(&self, guild: i64) {
        self.world.part(guild, self.id);
    }

    /// Takes another name in a guild, or gives it up.
    pub fn call_oneself(&self, guild: i64, nick: Option<&str>) {
        self.world.change_member(guild, self.id, |member| member.nick = nick.map(str::to_owned));
    }

    /// Opens a thread that only those see who are added to it; its id.
    pub fn open_private_thread(&self, channel: i64, name: &str) -> Result<i64, Impossible> {
        let body = json!({"name": name, "type": 12});
        let thread = self.world.state().open_bare_thread(self.id, channel, &body)?;
        let id = thread["id"].as_str().and_then(|id| id.parse().ok());
        id.ok_or_else(|| Impossible("the thread has no id".to_owned()))
    }

    /// Adds someone to a thread, the bot too.
    pub fn add_to_thread(&self, thread: i64, user: i64) -> Result<(), Impossible> {
        Ok(self.world.state().add_to_thread(self.id, thread, user)?)
    }

    /// Takes someone out of a thread: oneself, or as a moderator others.
    pub fn remove_from_thread(&self, thread: i64, user: i64) -> Result<(), Impossible> {
        Ok(self.world.state().remove_from_thread(self.id, thread, user)?)
    }

    /// Lets people write in a channel or thread only every so many seconds; 0 lifts it.
    pub fn slow_down(&self, channel: i64, seconds: u32) -> Result<(), Impossible> {
        self.world.state().modify_channel(self.id, channel, &json!({"rate_limit_per_user": seconds}))?;
        Ok(())
    }

    /// What clients do before anything is pressed in an archived thread: they unarchive it, if they may.
    pub(super) fn open_up(&self, channel: i64) -> Result<(), Impossible> {
        let mut state = self.world.state();
        match state.demand_unlocked(self.id, channel) {
            Err(_) if state.demand_awake(channel).is_err() => impossible("the thread is archived and locked"),
            _ => Ok(state.unarchive(channel)?),
        }
    }
}
