//! Routes about threads: who is in them, and those that are archived.

use super::call::Call;
use super::routes::{Done, Outcome};
use crate::sandbox::event::intent;
use crate::sandbox::world::{Refusal, State, kind, permission};
use serde_json::{Value, json};

pub(super) fn archived(state: &mut State, call: &mut Call) -> Outcome {
    listed(state, call, permission::READ_MESSAGE_HISTORY, |_, found| found == kind::PUBLIC_THREAD)
}

pub(super) fn archived_private(state: &mut State, call: &mut Call) -> Outcome {
    let bits = permission::READ_MESSAGE_HISTORY | permission::MANAGE_THREADS;
    listed(state, call, bits, |_, found| found == kind::PRIVATE_THREAD)
}

pub(super) fn archived_joined(state: &mut State, call: &mut Call) -> Outcome {
    let inside = |joined, found| joined && found == kind::PRIVATE_THREAD;
    listed(state, call, permission::READ_MESSAGE_HISTORY, inside)
}

fn listed(state: &State, call: &Call, bits: u64, wanted: impl Fn(bool, u8) -> bool) -> Outcome {
    let channel = call.id(0)?;
    state.demand(state.bot(), channel, bits)?;
    let before = call.query.get("before").and_then(|text| text.parse().ok());
    Ok(Done::Json(state.archived_threads(channel, before, call.limit(50, 1, 100)?, wanted)))
}

fn whom(state: &State, call: &Call) -> Result<i64, Refusal> {
    if call.params.len() < 2 || call.word(1) == "@me" { Ok(state.bot()) } else { call.id(1) }
}

pub(super) fn join(state: &mut State, call: &mut Call) -> Outcome {
    let user = whom(state, call)?;
    state.add_to_thread(state.bot(), call.id(0)?, user)?;
    Ok(Done::Nothing)
}

pub(super) fn leave(state: &mut State, call: &mut Call) -> Outcome {
    let user = whom(state, call)?;
    state.remove_from_thread(state.bot(), call.id(0)?, user)?;
    Ok(Done::Nothing)
}

fn shown(state: &State, call: &Call, thread: i64, user: i64) -> Option<Value> {
    let mut member = state.thread_member_json(thread, user)?;
    if call.query.get("with_member").is_some_and(|wanted| wanted == "true") {
        let home = state.channel(thread)?.guild?;
        member["member"] = state.member_json(home, user)?;
    }
    Some(member)
}

pub(super) fn member(state: &mut State, call: &mut Call) -> Outcome {
    let (thread, user) = (call.id(0)?, whom(state, call)?);
    state.demand(state.bot(), thread, 0)?;
    Ok(Done::Json(shown(state, call, thread, user).ok_or_else(Refusal::unknown_member)?))
}

/// Everyone in a thread, for whom the members intent is switched on.
pub(super) fn members(state: &mut State, call: &mut Call) -> Outcome {
    let thread = call.id(0)?;
    state.demand(state.bot(), thread, 0)?;
    if state.privileged() & intent::GUILD_MEMBERS == 0 {
        return Err(Refusal::missing_access());
    }
    let found = state.channel(thread).and_then(|found| found.thread.as_ref());
    let users = found.ok_or_else(Refusal::wrong_channel_kind)?.members.keys();
    Ok(Done::Json(users.filter_map(|user| shown(state, call, thread, *user)).collect::<Vec<_>>().into()))
}

/// Threads of a guild that are active and that the bot can see.
pub(super) fn active(state: &mut State, call: &mut Call) -> Outcome {
    let guild = call.id(0)?;
    if !state.bot_in(guild) {
        return Err(Refusal::unknown_guild());
    }
    Ok(Done::Json(json!(state.active_threads(guild))))
}
