//! What happens in a world from outside: the bot is removed, a permission is taken away, a server has an outage.

use super::build::GuildSpec;
use super::event::{Audience, intent};
use super::permission::{Overwrite, Target};
use super::{Channel, State, World};
use crate::sandbox::faults::Interruption;
use serde_json::json;

impl World {
    /// The guild of that name.
    pub fn guild(&self, name: &str) -> Option<i64> {
        self.state().guilds.values().find(|guild| guild.name == name).map(|guild| guild.id)
    }

    /// The first channel or thread of that name, in whichever guild.
    pub fn channel(&self, name: &str) -> Option<i64> {
        self.state().channels.values().find(|channel| channel.name == name).map(|channel| channel.id)
    }

    /// Founds another guild; the bot hears of it when it is in it.
    pub fn found(&self, spec: GuildSpec) -> i64 {
        let mut state = self.state();
        let id = state.found(spec);
        state.tell_guild(id, true);
        id
    }

    /// Opens another channel in a guild.
    pub fn add_channel(&self, guild: i64, name: &str) -> i64 {
        let mut state = self.state();
        let id = state.fresh_id();
        state.channels.insert(id, Channel::new(id, super::kind::TEXT, Some(guild), name));
        state.announce_channel(id, "CHANNEL_CREATE");
        id
    }

    /// How long an interaction may wait for its first answer, in real time; Discord waits three seconds.
    pub fn answer_within(&self, most: std::time::Duration) {
        self.state().answer_within = most;
    }

    /// Lets each guild have so many active threads; the next is refused with 160006.
    pub fn allow_threads(&self, most: usize) {
        self.state().active_threads = most;
    }

    /// Switches the application's privileged intents on and off, as its owner does in the portal.
    pub fn switch_privileged(&self, intents: u64) {
        self.state().application.privileged = intents;
    }

    /// Sets what one target may and may not do in a channel, beyond the roles.
    pub fn overwrite(&self, channel: i64, target: Target, allow: u64, deny: u64) {
        let mut state = self.state();
        let Some(home) = state.channel(channel).and_then(|found| found.guild) else { return };
        state.with_sight(home, |state| {
            if let Some(found) = state.channels.get_mut(&channel) {
                found.overwrites.retain(|overwrite| overwrite.target != target);
                found.overwrites.push(Overwrite { target, allow, deny });
            }
            state.announce_channel(channel, "CHANNEL_UPDATE");
        });
    }

    /// Takes these permissions from the bot in a channel.
    pub fn deny_bot(&self, channel: i64, bits: u64) {
        let bot = self.bot();
        self.overwrite(channel, Target::Member(bot), 0, bits);
    }

    /// Allows the bot these bits in a channel, whatever its role may.
    pub fn allow_bot(&self, channel: i64, bits: u64) {
        let bot = self.bot();
        self.overwrite(channel, Target::Member(bot), bits, 0);
    }

    /// Gives the bot back what a channel denied it.
    pub fn relieve_bot(&self, channel: i64) {
        let bot = self.bot();
        self.overwrite(channel, Target::Member(bot), 0, 0);
    }

    /// Lets everyone use a command, as a server's integration settings can, whatever the command asks for.
    pub fn offer_to_everyone(&self, command: &str) {
        for one in self.state().commands.values_mut().flatten().filter(|one| one.name == command) {
            one.body["default_member_permissions"] = serde_json::Value::Null;
        }
    }

    /// A person leaves a guild.
    pub fn part(&self, guild: i64, user: i64) {
        self.state().part(guild, user);
    }

    /// Removes the bot from a guild.
    pub fn kick_bot(&self, guild: i64) {
        self.state().remove_bot(guild);
    }

    /// Invites the bot to a guild (again), with the role it is commonly given.
    pub fn invite_bot(&self, guild: i64) {
        let mut state = self.state();
        state.invite_bot(guild);
        state.tell_guild(guild, true);
    }

    /// A guild can (not) be reached: `GUILD_DELETE` with `unavailable`, later `GUILD_CREATE`.
    pub fn outage(&self, guild: i64, unavailable: bool) {
        let mut state = self.state();
        if let Some(found) = state.guilds.get_mut(&guild) {
            found.unavailable = unavailable;
        }
        if unavailable {
            let said = json!({"id": guild.to_string(), "unavailable": true});
            state.emit("GUILD_DELETE", said, Audience::Guild { guild, intent: intent::GUILDS }, None);
        } else {
            state.tell_guild(guild, false);
        }
    }

    /// Replaces the application's token: the old one is refused from now on, and the gateway closes with 4004.
    pub fn change_token(&self, token: &str) {
        token.clone_into(&mut self.state().application.token);
        self.faults().interrupt(Interruption::Close(Some(4004)));
    }
}

impl State {
    /// Tells of a guild that is there now. Of one just `joined` nothing is said about whether it can be reached: by that
    /// clients tell it from one that is back after an outage.
    fn tell_guild(&mut self, guild: i64, joined: bool) {
        if self.bot_in(guild) {
            let mut said = self.guild_create(guild);
            if let Some(said) = said.as_object_mut().filter(|_| joined) {
                said.remove("unavailable");
            }
            self.emit("GUILD_CREATE", said, Audience::Guild { guild, intent: intent::GUILDS }, None);
        }
    }

    /// Says that the bot is no longer in a guild.
    pub(in crate::sandbox) fn leave(&mut self, guild: i64) {
        let said = json!({"id": guild.to_string()});
        self.emit("GUILD_DELETE", said, Audience::Guild { guild, intent: intent::GUILDS }, None);
    }
}

impl State {
    /// The bot's user id.
    pub fn bot(&self) -> i64 {
        self.application.id
    }

    /// The guilds the bot is in.
    pub(in crate::sandbox) fn guilds_of_bot(&self) -> Vec<i64> {
        self.guilds.keys().copied().filter(|guild| self.bot_in(*guild)).collect()
    }

    /// Takes the bot out of a guild, with its commands there.
    pub(in crate::sandbox) fn remove_bot(&mut self, guild: i64) {
        let bot = self.application.id;
        if let Some(found) = self.guilds.get_mut(&guild) {
            let own = found.members.remove(&bot).map(|member| member.roles).unwrap_or_default();
            found.roles.retain(|id, role| !(role.managed && own.contains(id)));
        }
        for channel in self.channels.values_mut().filter(|channel| channel.guild == Some(guild)) {
            if let Some(thread) = &mut channel.thread {
                thread.members.remove(&bot);
            }
        }
        self.commands.remove(&Some(guild));
        self.leave(guild);
    }
}
