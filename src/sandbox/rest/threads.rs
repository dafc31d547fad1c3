//! Routes about threads: who is in them, and those that are archived.

use super::call::Call;
use super::routes::{Done, Outcome};
use crate::sandbox::event::intent;
use crate::sandbox::world::{Channel, Refusal, State, ThreadState, kind, permission};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

pub(super) fn archived(state: &mut State, call: &mut Call) -> Outcome {
    by_time(state, call, permission::READ_MESSAGE_HISTORY, kind::PUBLIC_THREAD)
}

pub(super) fn archived_private(state: &mut State, call: &mut Call) -> Outcome {
    let bits = permission::READ_MESSAGE_HISTORY | permission::MANAGE_THREADS;
    by_time(state, call, bits, kind::PRIVATE_THREAD)
}

/// Those of a kind, by the time of their archiving; `before` is a time.
fn by_time(state: &State, call: &Call, bits: u64, wanted: u8) -> Outcome {
    let before = call.query.get("before").and_then(|text| text.parse::<DateTime<Utc>>().ok());
    listed(state, call, bits, |found, thread| {
        let older = found.kind == wanted && before.is_none_or(|before| thread.archive_stamp < before);
        older.then(|| thread.archive_stamp.timestamp_micros())
    })
}

/// Private ones that the bot is in, by their ids; `before` is an id.
pub(super) fn archived_joined(state: &mut State, call: &mut Call) -> Outcome {
    let (bot, before) = (state.bot(), call.asked("before")?);
    listed(state, call, permission::READ_MESSAGE_HISTORY, |found, thread| {
        let inside = found.kind == kind::PRIVATE_THREAD && thread.members.contains_key(&bot);
        (inside && before.is_none_or(|before| found.id < before)).then_some(found.id)
    })
}

fn listed(
    state: &State,
    call: &Call,
    bits: u64,
    rank: impl Fn(&Channel, &ThreadState) -> Option<i64>,
) -> Outcome {
    let channel = call.id(0)?;
    state.demand(state.bot(), channel, bits)?;
    Ok(Done::Json(state.archived_threads(channel, call.limit(50, 2, 100)?, rank)))
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
    if call.wants("with_member") {
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
