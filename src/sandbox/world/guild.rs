//! Guilds, roles and members, and the way Discord writes them.

use super::{State, User, kind, stamp};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A role with its permissions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Role {
    /// The role's id; that of @everyone is the guild's.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its permission bits.
    pub permissions: u64,
    /// Its place in the order.
    pub position: i64,
    /// Belongs to the bot and cannot be given to people.
    pub managed: bool,
    /// May be mentioned by everyone.
    pub mentionable: bool,
}

impl Role {
    /// The role object.
    pub fn json(&self) -> Value {
        json!({
            "id": self.id.to_string(), "name": self.name, "permissions": self.permissions.to_string(),
            "position": self.position, "managed": self.managed, "mentionable": self.mentionable, "color": 0,
            "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null}, "hoist": false,
            "icon": null, "unicode_emoji": null, "flags": 0, "description": null,
        })
    }
}

/// A user's place in a guild.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Member {
    /// The user.
    pub user: i64,
    /// The name shown in this guild.
    pub nick: Option<String>,
    /// The roles held, without @everyone.
    pub roles: Vec<i64>,
    /// Since when.
    pub joined: DateTime<Utc>,
    /// Until when the member may only look on.
    pub timed_out: Option<DateTime<Utc>>,
}

impl Member {
    /// The member object, without its user.
    pub fn json(&self) -> Value {
        json!({
            "nick": self.nick, "roles": self.roles.iter().map(i64::to_string).collect::<Vec<_>>(),
            "joined_at": stamp(self.joined), "premium_since": null, "avatar": null, "banner": null, "deaf": false,
            "mute": false, "flags": 0, "pending": false, "communication_disabled_until": self.timed_out.map(stamp),
        })
    }
}

/// A server.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Guild {
    /// The guild's id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Who may do everything.
    pub owner: i64,
    /// Roles by id.
    pub roles: BTreeMap<i64, Role>,
    /// Members by user.
    pub members: BTreeMap<i64, Member>,
    /// An outage: the guild is there, but cannot be reached.
    pub unavailable: bool,
}

impl State {
    /// A guild by id, as it is.
    pub fn guild(&self, id: i64) -> Option<&Guild> {
        self.guilds.get(&id)
    }

    /// A user by id.
    pub fn user(&self, id: i64) -> Option<&User> {
        self.users.get(&id)
    }

    pub(in crate::sandbox) fn member_json(&self, guild: i64, user: i64) -> Option<Value> {
        let mut member = self.guilds.get(&guild)?.members.get(&user)?.json();
        member["user"] = self.users.get(&user)?.json();
        Some(member)
    }

    /// The guild object of REST.
    pub(in crate::sandbox) fn guild_json(&self, id: i64) -> Option<Value> {
        let guild = self.guilds.get(&id)?;
        Some(json!({
            "id": guild.id.to_string(), "name": guild.name, "icon": null, "splash": null, "discovery_splash": null,
            "home_header": null, "banner": null,
            "owner_id": guild.owner.to_string(), "afk_channel_id": null, "afk_timeout": 300, "verification_level": 0,
            "default_message_notifications": 1, "explicit_content_filter": 0, "features": [], "emojis": [],
            "stickers": [], "roles": guild.roles.values().map(Role::json).collect::<Vec<_>>(), "mfa_level": 0,
            "application_id": null, "system_channel_id": null, "system_channel_flags": 0, "rules_channel_id": null,
            "description": null, "premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": "da",
            "public_updates_channel_id": null, "safety_alerts_channel_id": null, "nsfw_level": 0, "nsfw": false,
            "premium_progress_bar_enabled": false, "vanity_url_code": null, "max_members": 500_000,
            "max_presences": null, "max_video_channel_users": 25, "max_stage_video_channel_users": 50,
            "region": "rotterdam", "widget_enabled": false, "widget_channel_id": null, "incidents_data": null,
        }))
    }

    pub(super) fn guild_create(&self, id: i64) -> Value {
        let bot = self.application.id;
        let (Some(mut guild), Some(found)) = (self.guild_json(id), self.guilds.get(&id)) else {
            return Value::Null;
        };
        let seen = |thread: bool| -> Vec<Value> {
            let all = self.channels.values().filter(|channel| channel.guild == Some(id));
            let here = all.filter(|channel| channel.thread.is_some() == thread);
            here.filter(|channel| {
                !thread || channel.thread.as_ref().is_some_and(|t| !t.archived) && self.sees(bot, channel.id)
            })
            .filter_map(|channel| self.channel_json(channel.id))
            .collect()
        };
        guild["joined_at"] = json!(found.members.get(&bot).map(|member| stamp(member.joined)));
        guild["large"] = json!(found.members.len() > 250);
        guild["unavailable"] = json!(false);
        guild["member_count"] = json!(found.members.len());
        guild["members"] = json!([self.member_json(id, bot)]);
        guild["channels"] = json!(seen(false));
        guild["threads"] = json!(seen(true));
        for empty in
            ["presences", "voice_states", "stage_instances", "guild_scheduled_events", "soundboard_sounds"]
        {
            guild[empty] = json!([]);
        }
        guild
    }

    /// The guild's channels without threads, as REST lists them.
    pub(in crate::sandbox) fn guild_channels(&self, guild: i64) -> Vec<Value> {
        let all = self.channels.values().filter(|channel| channel.guild == Some(guild));
        all.filter(|channel| !kind::is_thread(channel.kind))
            .filter_map(|channel| self.channel_json(channel.id))
            .collect()
    }

    /// Whether the bot is in a guild.
    pub fn bot_in(&self, guild: i64) -> bool {
        self.guilds.get(&guild).is_some_and(|found| found.members.contains_key(&self.application.id))
    }
}
