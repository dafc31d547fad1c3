//! Routes about webhooks, and the messages that webhooks wrote.

use super::call::Call;
use super::form;
use super::routes::{Done, Outcome};
use crate::sandbox::world::{Message, Refusal, State, flag, permission};

/// Whether the request is about a webhook; otherwise it is about the application's answers.
pub(super) fn meant(state: &State, call: &Call) -> Result<bool, Refusal> {
    Ok(call.id(0)? != state.bot())
}

pub(super) fn create(state: &mut State, call: &mut Call) -> Outcome {
    let name = call.object()?["name"].as_str().unwrap_or_default().trim().to_owned();
    Ok(Done::Json(state.make_webhook(state.bot(), call.id(0)?, &name)?))
}

pub(super) fn of_channel(state: &mut State, call: &mut Call) -> Outcome {
    let channel = call.id(0)?;
    state.demand(state.bot(), channel, permission::MANAGE_WEBHOOKS)?;
    Ok(Done::Json(state.webhooks_where(|webhook| webhook.channel == channel)))
}

pub(super) fn of_guild(state: &mut State, call: &mut Call) -> Outcome {
    let guild = call.id(0)?;
    if state.guild_permissions(state.bot(), guild) & permission::MANAGE_WEBHOOKS == 0 {
        return Err(Refusal::missing_permissions());
    }
    Ok(Done::Json(state.webhooks_where(|webhook| webhook.guild == Some(guild))))
}

/// The webhook of the path; whoever shows no token needs the permission.
fn allowed(state: &State, call: &Call) -> Result<i64, Refusal> {
    let token = call.params.get(1).map(String::as_str);
    let found = state.webhook(call.id(0)?, token)?;
    if token.is_none() {
        state.demand(state.bot(), found.channel, permission::MANAGE_WEBHOOKS)?;
    }
    Ok(found.id)
}

pub(super) fn show(state: &mut State, call: &mut Call) -> Outcome {
    let found = state.webhook(allowed(state, call)?, None)?;
    Ok(Done::Json(state.webhook_json(found, call.params.len() < 2)))
}

pub(super) fn remove(state: &mut State, call: &mut Call) -> Outcome {
    let id = allowed(state, call)?;
    state.remove_webhook(id);
    Ok(Done::Nothing)
}

pub(super) fn execute(state: &mut State, call: &mut Call) -> Outcome {
    let id = allowed(state, call)?;
    let uploads = std::mem::take(&mut call.uploads);
    let mut draft = form::draft(call.object()?, uploads)?;
    draft.flags &= !flag::EPHEMERAL;
    draft.signed = call.body["username"].as_str().map(str::to_owned);
    let (channel, message) = state.execute_webhook(id, call.word(1), call.asked("thread_id")?, draft)?;
    if !call.wants("wait") {
        return Ok(Done::Nothing);
    }
    let message = state.message(channel, message).ok_or_else(Refusal::unknown_message)?;
    Ok(Done::Json(state.message_json(message, state.bot())))
}

/// A message that this webhook wrote.
fn written<'a>(state: &'a State, call: &Call) -> Result<&'a Message, Refusal> {
    let webhook = allowed(state, call)?;
    let found = state.find_message(call.id(2)?).filter(|message| message.webhook == Some(webhook));
    found.ok_or_else(Refusal::unknown_message)
}

pub(super) fn message(state: &State, call: &Call) -> Outcome {
    Ok(Done::Json(state.message_json(written(state, call)?, state.bot())))
}

pub(super) fn edit(state: &mut State, call: &mut Call) -> Outcome {
    let (channel, id, author) = written(state, call).map(|found| (found.channel, found.id, found.author))?;
    let uploads = std::mem::take(&mut call.uploads);
    let change = form::change(call.object()?, uploads)?;
    state.demand_awake(channel)?;
    state.change(channel, id, change)?;
    let message = state.message(channel, id).filter(|found| found.author == author);
    Ok(Done::Json(state.message_json(message.ok_or_else(Refusal::unknown_message)?, state.bot())))
}

pub(super) fn delete(state: &mut State, call: &Call) -> Outcome {
    let (channel, id) = written(state, call).map(|found| (found.channel, found.id))?;
    state.take_out(channel, id);
    Ok(Done::Nothing)
}
