//! Answers a client's request for the members of a guild with `GUILD_MEMBERS_CHUNK`, in chunks of a thousand.

use super::hub::Hub;
use crate::sandbox::event::intent;
use crate::sandbox::world::State;
use serde_json::{Value, json};

const CHUNK: usize = 1_000;
/// The most members that a query by name or ids may ask for.
const MOST: usize = 100;

impl Hub {
    /// Tells the members that were asked for. A request that the client may not make is not answered, which is
    /// what Discord does too: the whole list without the members intent, a guild that the bot is not in.
    pub(super) fn tell_members(&mut self, connection: u64, asked: &Value) {
        let Some(session) = self.held_by(connection) else { return };
        let id = session.id.clone();
        let may_list_all = session.ear.intents & intent::GUILD_MEMBERS != 0;
        let Some(guild) = snowflake(&asked["guild_id"]).filter(|guild| session.ear.holds(*guild)) else {
            return;
        };
        let Some((members, missing)) = chosen(&self.world.state(), guild, asked, may_list_all) else {
            return;
        };
        let count = members.len().div_ceil(CHUNK).max(1);
        for index in 0..count {
            let from = (index * CHUNK).min(members.len());
            let to = (from + CHUNK).min(members.len());
            let mut chunk = json!({
                "guild_id": guild.to_string(), "members": members.get(from..to), "chunk_index": index, "chunk_count": count,
            });
            if !missing.is_empty() {
                chunk["not_found"] = json!(missing);
            }
            if asked["presences"].as_bool() == Some(true) {
                chunk["presences"] = json!([]);
            }
            if let Some(nonce) = asked["nonce"].as_str().filter(|nonce| nonce.len() <= 32) {
                chunk["nonce"] = json!(nonce);
            }
            self.dispatch(&id, "GUILD_MEMBERS_CHUNK", &chunk.to_string());
        }
    }
}

/// The members asked for, and the ids of those who are none; `None` when the request may not be made.
fn chosen(state: &State, guild: i64, asked: &Value, may_list_all: bool) -> Option<(Vec<Value>, Vec<String>)> {
    let all = &state.guild(guild).filter(|_| state.bot_in(guild))?.members;
    if !asked["user_ids"].is_null() {
        let ids: Vec<i64> = match &asked["user_ids"] {
            Value::Array(ids) => ids.iter().filter_map(snowflake).take(MOST).collect(),
            id => snowflake(id).into_iter().collect(),
        };
        let missing = ids.iter().filter(|id| !all.contains_key(id)).map(i64::to_string).collect();
        return Some((ids.iter().filter_map(|id| state.member_json(guild, *id)).collect(), missing));
    }
    let start = asked["query"].as_str()?.to_lowercase();
    let limit = usize::try_from(asked["limit"].as_u64()?).ok()?;
    if start.is_empty() && limit == 0 {
        return may_list_all
            .then(|| (all.keys().filter_map(|id| state.member_json(guild, *id)).collect(), Vec::new()));
    }
    let named = all.values().filter(|member| {
        let username = state.user(member.user).map(|user| user.username.to_lowercase());
        let nick = member.nick.as_ref().map(|nick| nick.to_lowercase());
        username.into_iter().chain(nick).any(|name| name.starts_with(&start))
    });
    Some((named.filter_map(|m| state.member_json(guild, m.user)).take(limit.min(MOST)).collect(), Vec::new()))
}

fn snowflake(id: &Value) -> Option<i64> {
    id.as_i64().or_else(|| id.as_str()?.parse().ok())
}
