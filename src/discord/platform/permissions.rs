//! What the bot may do in a channel, from the guild's roles and the channel's exceptions, as the platform
//! documents it: everyone's role, the bot's roles together, then the exceptions for everyone, for its roles
//! together, and for itself.

use super::wire::{Channel, Id, Overwrite, Role};
use crate::domain::ids::{GuildId, UserId};
use crate::service::platform::{ChannelKind, Permission};

const ADMINISTRATOR: u64 = 1 << 3;
const VIEW_CHANNEL: u64 = 1 << 10;
const MANAGE_THREADS: u64 = 1 << 34;

/// All that is needed, in the order in which it is named to people.
const NEEDED: [(Permission, u64); 7] = [
    (Permission::ViewChannel, VIEW_CHANNEL),
    (Permission::SendMessages, 1 << 11),
    (Permission::SendMessagesInThreads, 1 << 38),
    (Permission::CreatePublicThreads, 1 << 35),
    (Permission::EmbedLinks, 1 << 14),
    (Permission::AttachFiles, 1 << 15),
    (Permission::ReadMessageHistory, 1 << 16),
];

/// The same in a forum: there one permission makes posts with their threads, and the names are others.
const NEEDED_IN_FORUM: [(Permission, u64); 6] = [
    (Permission::ViewChannel, VIEW_CHANNEL),
    (Permission::CreatePosts, 1 << 11),
    (Permission::SendMessagesInPosts, 1 << 38),
    (Permission::EmbedLinks, 1 << 14),
    (Permission::AttachFiles, 1 << 15),
    (Permission::ReadMessageHistory, 1 << 16),
];

/// What is needed and not held, of what the platform tells with an interaction: there it has worked out the sum.
pub(in crate::discord) fn lacking(held: u64) -> Vec<Permission> {
    if held & ADMINISTRATOR != 0 { Vec::new() } else { not_among(held, &NEEDED) }
}

pub(super) fn missing(
    guild: GuildId,
    me: UserId,
    roles: &[Role],
    mine: &[Id],
    channel: &Channel,
) -> Vec<Permission> {
    let held = held(guild, me, roles, mine, &channel.permission_overwrites);
    let needed: &[_] = if channel.kind() == ChannelKind::Forum { &NEEDED_IN_FORUM } else { &NEEDED };
    not_among(held, needed)
}

fn not_among(held: u64, needed: &[(Permission, u64)]) -> Vec<Permission> {
    needed.iter().filter(|(_, bit)| held & bit == 0).map(|(permission, _)| *permission).collect()
}

/// Whether the bot may use what is for moderators of threads and posts.
pub(super) fn may_moderate(
    guild: GuildId,
    me: UserId,
    roles: &[Role],
    mine: &[Id],
    overwrites: &[Overwrite],
) -> bool {
    held(guild, me, roles, mine, overwrites) & MANAGE_THREADS != 0
}

fn held(guild: GuildId, me: UserId, roles: &[Role], mine: &[Id], overwrites: &[Overwrite]) -> u64 {
    let everyone = Id(guild.unsigned());
    let is_mine = |id: &Id| mine.contains(id);
    let base = roles
        .iter()
        .filter(|role| role.id == everyone || is_mine(&role.id))
        .fold(0, |bits, role| bits | role.permissions.0);
    if base & ADMINISTRATOR != 0 {
        return u64::MAX;
    }
    let apply = |bits: u64, which: &dyn Fn(&Id) -> bool| {
        let (allow, deny) = overwrites
            .iter()
            .filter(|one| which(&one.id))
            .fold((0, 0), |(allow, deny), one| (allow | one.allow.0, deny | one.deny.0));
        (bits & !deny) | allow
    };
    let bits = apply(base, &|id| *id == everyone);
    let bits = apply(bits, &|id| *id != everyone && is_mine(id));
    let bits = apply(bits, &|id| id.0 == me.unsigned());
    // Who cannot see a channel can do nothing in it; what else is missing is named all the same.
    bits
}
