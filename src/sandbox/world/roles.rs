//! Roles and members as administrators change them: roles made, changed and deleted, given and taken; members
//! renamed, timed out, gone. Whatever lets the bot see more tells it of the threads it can see from then on.

use super::event::{Audience, intent};
use super::{Member, Role, State, User, World, kind};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

impl World {
    /// Makes a role in a guild, above those of people and below the bot's; its id.
    pub fn add_role(&self, guild: i64, name: &str, permissions: u64) -> i64 {
        let mut state = self.state();
        let id = state.fresh_id();
        let role =
            Role { id, name: name.to_owned(), permissions, position: 1, managed: false, mentionable: false };
        if let Some(found) = state.guilds.get_mut(&guild) {
            found.roles.insert(id, role);
        }
        state.tell_role(guild, id, "GUILD_ROLE_CREATE");
        id
    }

    /// Changes what a role may do; that of @everyone has the guild's id.
    pub fn set_role(&self, guild: i64, role: i64, permissions: u64) {
        self.state().with_sight(guild, |state| {
            let found = state.guilds.get_mut(&guild).and_then(|found| found.roles.get_mut(&role));
            if let Some(found) = found {
                found.permissions = permissions;
            }
            state.tell_role(guild, role, "GUILD_ROLE_UPDATE");
        });
    }

    /// Deletes a role; those who held it lose it.
    pub fn remove_role(&self, guild: i64, role: i64) {
        self.state().with_sight(guild, |state| {
            let Some(found) = state.guilds.get_mut(&guild) else { return };
            found.roles.remove(&role);
            found.members.values_mut().for_each(|member| member.roles.retain(|held| *held != role));
            let said = json!({"guild_id": guild.to_string(), "role_id": role.to_string()});
            state.emit("GUILD_ROLE_DELETE", said, Audience::Guild { guild, intent: intent::GUILDS }, None);
        });
    }

    /// Gives a role to a member, or takes it.
    pub fn give_role(&self, guild: i64, user: i64, role: i64, held: bool) {
        self.change_member(guild, user, |member| {
            member.roles.retain(|known| *known != role);
            member.roles.extend(held.then_some(role));
        });
    }

    /// Times a member out until a moment, or lets them speak again.
    pub fn time_out(&self, guild: i64, user: i64, until: Option<DateTime<Utc>>) {
        self.change_member(guild, user, |member| member.timed_out = until);
    }

    /// Changes a member and says so: of itself the bot always hears, of others with the members intent.
    pub(in crate::sandbox) fn change_member(&self, guild: i64, user: i64, change: impl FnOnce(&mut Member)) {
        self.state().with_sight(guild, |state| {
            let Some(member) = state.guilds.get_mut(&guild).and_then(|found| found.members.get_mut(&user))
            else {
                return;
            };
            change(member);
            let own = user == state.application.id;
            let intent = if own { 0 } else { intent::GUILD_MEMBERS };
            state.tell_member(guild, user, "GUILD_MEMBER_UPDATE", intent);
        });
    }
}

impl State {
    fn tell_role(&mut self, guild: i64, role: i64, name: &'static str) {
        let Some(role) = self.guilds.get(&guild).and_then(|found| found.roles.get(&role)).map(Role::json)
        else {
            return;
        };
        let said = json!({"guild_id": guild.to_string(), "role": role});
        self.emit(name, said, Audience::Guild { guild, intent: intent::GUILDS }, None);
    }

    fn tell_member(&mut self, guild: i64, user: i64, name: &'static str, intent: u64) {
        let Some(mut said) = self.member_json(guild, user) else { return };
        said["guild_id"] = json!(guild.to_string());
        self.emit(name, said, Audience::Guild { guild, intent }, None);
    }

    /// Takes a person into a guild.
    pub(in crate::sandbox) fn take_in(&mut self, guild: i64, user: i64) {
        let joined = self.now();
        let Some(found) = self.guilds.get_mut(&guild) else { return };
        if found.members.contains_key(&user) {
            return;
        }
        let member = Member { user, nick: None, roles: Vec::new(), joined, timed_out: None };
        found.members.insert(user, member);
        self.tell_member(guild, user, "GUILD_MEMBER_ADD", intent::GUILD_MEMBERS);
    }

    /// A person leaves a guild, and its threads with it.
    pub(in crate::sandbox) fn part(&mut self, guild: i64, user: i64) {
        let gone = self.guilds.get_mut(&guild).and_then(|found| found.members.remove(&user));
        let Some(person) = gone.and_then(|_| self.user(user)).map(User::json) else { return };
        for channel in self.channels.values_mut().filter(|channel| channel.guild == Some(guild)) {
            if let Some(thread) = &mut channel.thread {
                thread.members.remove(&user);
            }
        }
        let said = json!({"guild_id": guild.to_string(), "user": person});
        self.emit(
            "GUILD_MEMBER_REMOVE",
            said,
            Audience::Guild { guild, intent: intent::GUILD_MEMBERS },
            None,
        );
    }

    /// Whether a member may only look on for now.
    pub(in crate::sandbox) fn is_timed_out(&self, guild: i64, user: i64) -> bool {
        let member = self.guilds.get(&guild).and_then(|found| found.members.get(&user));
        member.and_then(|member| member.timed_out).is_some_and(|until| until > self.now())
    }

    fn channels_in_sight(&self, guild: i64) -> Vec<i64> {
        let here = self.channels.values().filter(|channel| channel.guild == Some(guild));
        let seen = here
            .filter(|channel| !kind::is_thread(channel.kind) && self.sees(self.application.id, channel.id));
        seen.map(|channel| channel.id).collect()
    }

    /// Makes a change that may let the bot see more, and tells it of the active threads in the channels gained.
    pub(super) fn with_sight(&mut self, guild: i64, change: impl FnOnce(&mut Self)) {
        let before = self.channels_in_sight(guild);
        change(self);
        let mut gained = self.channels_in_sight(guild);
        gained.retain(|channel| !before.contains(channel));
        if gained.is_empty() {
            return;
        }
        let mut said = self.active_threads(guild);
        let parents: Vec<String> = gained.iter().map(i64::to_string).collect();
        let ours =
            |thread: &Value| thread["parent_id"].as_str().is_some_and(|id| parents.iter().any(|p| p == id));
        let threads: Vec<Value> =
            said["threads"].as_array().into_iter().flatten().filter(|t| ours(t)).cloned().collect();
        if let Value::Array(members) = &mut said["members"] {
            members.retain(|member| threads.iter().any(|thread| thread["id"] == member["id"]));
        }
        if let Value::Object(fields) = &mut said {
            fields.remove("has_more");
        }
        said["threads"] = json!(threads);
        said["channel_ids"] = json!(parents);
        said["guild_id"] = json!(guild.to_string());
        self.emit("THREAD_LIST_SYNC", said, Audience::Guild { guild, intent: intent::GUILDS }, None);
    }
}
