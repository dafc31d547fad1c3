//! Routes about the application's commands: all of a scope at once, or one by one.

use super::call::Call;
use super::routes::{Done, Outcome};
use crate::sandbox::world::{Refusal, State};

/// The guild whose commands are meant; `None` for the global ones. The path names the application first, then a guild,
/// then, on routes to one command, that: `after` is what comes after the scope.
fn scope(state: &State, call: &Call, after: usize) -> Result<Option<i64>, Refusal> {
    if call.id(0)? != state.bot() {
        return Err(Refusal::missing_access());
    }
    let guild = if call.params.len() - after > 1 { Some(call.id(1)?) } else { None };
    match guild {
        Some(guild) if !state.bot_in(guild) => Err(Refusal::missing_access()),
        guild => Ok(guild),
    }
}

/// The scope and the command that the path names.
fn one(state: &State, call: &Call) -> Result<(Option<i64>, i64), Refusal> {
    Ok((scope(state, call, 1)?, call.id(call.params.len() - 1)?))
}

pub(super) fn list(state: &mut State, call: &mut Call) -> Outcome {
    Ok(Done::Json(state.commands_json(scope(state, call, 0)?)))
}

pub(super) fn register(state: &mut State, call: &mut Call) -> Outcome {
    let scope = scope(state, call, 0)?;
    let bodies = call.body.as_array().ok_or_else(Refusal::bad_json)?;
    Ok(Done::Json(state.register(scope, bodies)?))
}

pub(super) fn create(state: &mut State, call: &mut Call) -> Outcome {
    let scope = scope(state, call, 0)?;
    let (command, new) = state.add_command(scope, call.object()?)?;
    Ok(if new { Done::Created(command) } else { Done::Json(command) })
}

pub(super) fn show(state: &mut State, call: &mut Call) -> Outcome {
    let (scope, id) = one(state, call)?;
    Ok(Done::Json(state.one_command(scope, id)?))
}

pub(super) fn modify(state: &mut State, call: &mut Call) -> Outcome {
    let (scope, id) = one(state, call)?;
    Ok(Done::Json(state.change_command(scope, id, call.object()?)?))
}

pub(super) fn remove(state: &mut State, call: &mut Call) -> Outcome {
    let (scope, id) = one(state, call)?;
    state.remove_command(scope, id)?;
    Ok(Done::Nothing)
}
