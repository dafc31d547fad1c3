//! Who may do what where: permission bits and how roles and overwrites add up.

use super::refusal::Refusal;
use super::{State, kind};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Everything, for owners and administrators.
pub const ALL: u64 = (1 << 53) - 1;
/// Removing members.
pub const KICK_MEMBERS: u64 = 1 << 1;
/// Everything is allowed, overwrites do not count.
pub const ADMINISTRATOR: u64 = 1 << 3;
/// Changing and deleting channels.
pub const MANAGE_CHANNELS: u64 = 1 << 4;
/// Changing the guild.
pub const MANAGE_GUILD: u64 = 1 << 5;
/// New reactions.
pub const ADD_REACTIONS: u64 = 1 << 6;
/// Seeing a channel at all.
pub const VIEW_CHANNEL: u64 = 1 << 10;
/// Writing in channels.
pub const SEND_MESSAGES: u64 = 1 << 11;
/// Deleting others' messages, and many at once.
pub const MANAGE_MESSAGES: u64 = 1 << 13;
/// Embeds.
pub const EMBED_LINKS: u64 = 1 << 14;
/// Files.
pub const ATTACH_FILES: u64 = 1 << 15;
/// Reading what was said before.
pub const READ_MESSAGE_HISTORY: u64 = 1 << 16;
/// Pinging everyone and every role.
pub const MENTION_EVERYONE: u64 = 1 << 17;
/// Making and using webhooks.
pub const MANAGE_WEBHOOKS: u64 = 1 << 29;
/// Using commands.
pub const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
/// Changing, locking and deleting threads.
pub const MANAGE_THREADS: u64 = 1 << 34;
/// Opening public threads.
pub const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
/// Opening private threads.
pub const CREATE_PRIVATE_THREADS: u64 = 1 << 36;
/// Writing in threads.
pub const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
/// Pinning.
pub const PIN_MESSAGES: u64 = 1 << 51;
/// Writing as fast as one likes where others are slowed down.
pub const BYPASS_SLOWMODE: u64 = 1 << 52;

/// What everyone may do in a new guild.
pub const EVERYONE: u64 = ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | SEND_MESSAGES_IN_THREADS;

/// What everyone may do in a private channel with the bot.
const PRIVATE: u64 = VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | ADD_REACTIONS
    | PIN_MESSAGES
    | USE_APPLICATION_COMMANDS;

/// What a timed-out member keeps.
const LOOKING_ON: u64 = VIEW_CHANNEL | READ_MESSAGE_HISTORY;

/// Whom an overwrite is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A role; the guild's id means everyone.
    Role(i64),
    /// One member.
    Member(i64),
}

/// What a channel allows and denies beyond the roles.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Overwrite {
    /// Whom it is about.
    pub target: Target,
    /// Bits allowed.
    pub allow: u64,
    /// Bits denied.
    pub deny: u64,
}

impl Overwrite {
    /// The overwrite object.
    pub fn json(&self) -> Value {
        let (id, kind) = match self.target {
            Target::Role(id) => (id, 0),
            Target::Member(id) => (id, 1),
        };
        json!({"id": id.to_string(), "type": kind, "allow": self.allow.to_string(), "deny": self.deny.to_string()})
    }
}

impl State {
    /// What a user may do in a guild as a whole; nothing when not a member.
    pub fn guild_permissions(&self, user: i64, guild: i64) -> u64 {
        let Some(guild) = self.guilds.get(&guild) else { return 0 };
        let Some(member) = guild.members.get(&user) else { return 0 };
        if guild.owner == user {
            return ALL;
        }
        let of_role = |id: &i64| guild.roles.get(id).map_or(0, |role| role.permissions);
        let sum = member.roles.iter().map(of_role).fold(of_role(&guild.id), |sum, bits| sum | bits);
        match member.timed_out {
            _ if sum & ADMINISTRATOR != 0 => ALL,
            Some(until) if until > self.now() => sum & LOOKING_ON,
            _ => sum,
        }
    }

    /// What a user may do in a channel, threads by their parent; nothing when it is unknown or not visible.
    pub fn permissions(&self, user: i64, channel: i64) -> u64 {
        let Some(found) = self.channels.get(&channel) else { return 0 };
        let Some(home) = found.guild else {
            return if found.recipients.contains(&user) { PRIVATE } else { 0 };
        };
        if let (Some(_), Some(parent)) = (&found.thread, found.parent) {
            let open = found.kind != kind::PRIVATE_THREAD;
            let bits = self.permissions(user, parent);
            let inside = found.thread.as_ref().is_some_and(|thread| thread.members.contains_key(&user));
            return if open || inside || bits & MANAGE_THREADS != 0 { bits } else { 0 };
        }
        let base = self.guild_permissions(user, home);
        if base & ADMINISTRATOR != 0 {
            return ALL;
        }
        let Some(member) = self.guilds.get(&home).and_then(|guild| guild.members.get(&user)) else {
            return 0;
        };
        let sum = |wanted: &dyn Fn(Target) -> bool| {
            let them = found.overwrites.iter().filter(|overwrite| wanted(overwrite.target));
            them.fold((0, 0), |(allow, deny), one| (allow | one.allow, deny | one.deny))
        };
        let steps = [
            sum(&|target| target == Target::Role(home)),
            sum(&|target| matches!(target, Target::Role(id) if id != home && member.roles.contains(&id))),
            sum(&|target| target == Target::Member(user)),
        ];
        let bits = steps.iter().fold(base, |bits, (allow, deny)| bits & !deny | allow);
        let left = if self.is_timed_out(home, user) { LOOKING_ON } else { ALL };
        if bits & VIEW_CHANNEL == 0 { 0 } else { bits & left }
    }

    /// Whether a user can see a channel.
    pub fn sees(&self, user: i64, channel: i64) -> bool {
        self.permissions(user, channel) & VIEW_CHANNEL != 0
    }

    /// Refuses unless the channel exists (10003), is visible (50001) and all `bits` are held (50013).
    pub fn demand(&self, user: i64, channel: i64, bits: u64) -> Result<(), Refusal> {
        if !self.channels.contains_key(&channel) {
            return Err(Refusal::unknown_channel());
        }
        let held = self.permissions(user, channel);
        if held & VIEW_CHANNEL == 0 {
            return Err(Refusal::missing_access());
        }
        if held & bits == bits { Ok(()) } else { Err(Refusal::missing_permissions()) }
    }
}
