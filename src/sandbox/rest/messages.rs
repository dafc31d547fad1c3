//! Routes about messages and reactions.

use super::call::Call;
use super::form;
use super::routes::{Done, Outcome};
use crate::sandbox::world::{Message, Part, Refusal, State, User, permission, stamp};
use serde_json::{Value, json};

fn shown(state: &State, channel: i64, id: i64) -> Outcome {
    let message = state.message(channel, id).ok_or_else(Refusal::unknown_message)?;
    Ok(Done::Json(state.message_for_bot(message)))
}

pub(super) fn send(state: &mut State, call: &mut Call) -> Outcome {
    let (bot, channel) = (state.bot(), call.id(0)?);
    state.demand(bot, channel, 0)?;
    let uploads = std::mem::take(&mut call.uploads);
    let draft = form::draft(call.object()?, uploads)?;
    let nonce = draft.nonce.clone();
    let mut draft = draft;
    draft.flags &= !crate::sandbox::world::flag::EPHEMERAL;
    let (id, place) = state.send(bot, channel, draft)?;
    let Done::Json(mut message) = shown(state, place, id)? else { return Err(Refusal::unknown_message()) };
    if let Some(nonce) = nonce {
        message["nonce"] = nonce;
    }
    Ok(Done::Json(message))
}

pub(super) fn list(state: &mut State, call: &mut Call) -> Outcome {
    let bot = state.bot();
    let limit = call.limit(50, 1, 100)?;
    let part = match (call.asked("around")?, call.asked("before")?, call.asked("after")?) {
        (Some(id), _, _) => Part::Around(id),
        (_, Some(id), _) => Part::Before(id),
        (_, _, Some(id)) => Part::After(id),
        _ => Part::Newest,
    };
    let found = state.history(bot, call.id(0)?, part, limit)?;
    Ok(Done::Json(found.into_iter().map(|message| state.message_for_bot(message)).collect()))
}

pub(super) fn one(state: &mut State, call: &mut Call) -> Outcome {
    let (channel, id) = (call.id(0)?, call.id(1)?);
    state.demand(state.bot(), channel, permission::READ_MESSAGE_HISTORY)?;
    let found = state.message(channel, id).filter(|message| message.only_for.is_none());
    Ok(Done::Json(state.message_for_bot(found.ok_or_else(Refusal::unknown_message)?)))
}

pub(super) fn edit(state: &mut State, call: &mut Call) -> Outcome {
    let (bot, channel, id) = (state.bot(), call.id(0)?, call.id(1)?);
    let uploads = std::mem::take(&mut call.uploads);
    let change = form::change(call.object()?, uploads)?;
    state.edit(bot, channel, id, change)?;
    shown(state, channel, id)
}

pub(super) fn delete(state: &mut State, call: &mut Call) -> Outcome {
    state.delete(state.bot(), call.id(0)?, call.id(1)?)?;
    Ok(Done::Nothing)
}

pub(super) fn delete_bulk(state: &mut State, call: &mut Call) -> Outcome {
    let ids: Vec<i64> =
        call.object()?["messages"].as_array().into_iter().flatten().filter_map(form::id_of).collect();
    state.delete_bulk(state.bot(), call.id(0)?, &ids)?;
    Ok(Done::Nothing)
}

pub(super) fn react(state: &mut State, call: &mut Call) -> Outcome {
    state.react(state.bot(), call.id(0)?, call.id(1)?, call.word(2))?;
    Ok(Done::Nothing)
}

pub(super) fn unreact(state: &mut State, call: &mut Call) -> Outcome {
    let bot = state.bot();
    state.unreact(bot, bot, (call.id(0)?, call.id(1)?), call.word(2))?;
    Ok(Done::Nothing)
}

pub(super) fn unreact_other(state: &mut State, call: &mut Call) -> Outcome {
    state.unreact(state.bot(), call.id(3)?, (call.id(0)?, call.id(1)?), call.word(2))?;
    Ok(Done::Nothing)
}

pub(super) fn clear_reactions(state: &mut State, call: &mut Call) -> Outcome {
    state.clear_reactions(state.bot(), call.id(0)?, call.id(1)?, None)?;
    Ok(Done::Nothing)
}

pub(super) fn clear_reaction(state: &mut State, call: &mut Call) -> Outcome {
    state.clear_reactions(state.bot(), call.id(0)?, call.id(1)?, Some(call.word(2)))?;
    Ok(Done::Nothing)
}

pub(super) fn reactors(state: &mut State, call: &mut Call) -> Outcome {
    let (limit, after) = (call.limit(25, 1, 100)?, call.asked("after")?.unwrap_or_default());
    let mut found = state.reactors(state.bot(), call.id(0)?, call.id(1)?, call.word(2))?;
    found.retain(|user| *user > after);
    found.sort_unstable();
    let users = found.into_iter().take(limit).filter_map(|user| state.user(user));
    Ok(Done::Json(users.map(User::json).collect()))
}

pub(super) fn pin(state: &mut State, call: &mut Call) -> Outcome {
    state.pin(state.bot(), call.id(0)?, call.id(1)?, true)?;
    Ok(Done::Nothing)
}

pub(super) fn unpin(state: &mut State, call: &mut Call) -> Outcome {
    state.pin(state.bot(), call.id(0)?, call.id(1)?, false)?;
    Ok(Done::Nothing)
}

pub(super) fn pins(state: &mut State, call: &mut Call) -> Outcome {
    let found = state.pins(state.bot(), call.id(0)?, None)?;
    let first = found.into_iter().take(50);
    Ok(Done::Json(first.map(|message| state.message_for_bot(message)).collect::<Vec<Value>>().into()))
}

/// Pins page by page, each with the time it was pinned.
pub(super) fn pin_page(state: &mut State, call: &mut Call) -> Outcome {
    let limit = call.limit(50, 1, 50)?;
    let before = call.query.get("before").and_then(|text| text.parse().ok());
    let found = state.pins(state.bot(), call.id(0)?, before)?;
    let item = |message: &&Message| json!({"pinned_at": message.pinned.map(stamp), "message": state.message_for_bot(message)});
    let items: Vec<Value> = found.iter().take(limit).map(item).collect();
    Ok(Done::Json(json!({"items": items, "has_more": found.len() > limit})))
}

pub(super) fn typing(state: &mut State, call: &mut Call) -> Outcome {
    state.demand(state.bot(), call.id(0)?, permission::SEND_MESSAGES)?;
    Ok(Done::Nothing)
}

pub(super) fn open_thread(state: &mut State, call: &mut Call) -> Outcome {
    let bot = state.bot();
    Ok(Done::Created(state.open_thread(bot, call.id(0)?, call.id(1)?, call.object()?)?))
}

pub(super) fn open_bare_thread(state: &mut State, call: &mut Call) -> Outcome {
    let bot = state.bot();
    if state.forum(call.id(0)?).is_some() {
        return open_post(state, call);
    }
    Ok(Done::Created(state.open_bare_thread(bot, call.id(0)?, call.object()?)?))
}

/// A forum's post: its first message stands inside the body, its files beside it.
fn open_post(state: &mut State, call: &mut Call) -> Outcome {
    let (bot, forum) = (state.bot(), call.id(0)?);
    state.demand(bot, forum, 0)?;
    let uploads = std::mem::take(&mut call.uploads);
    let draft = form::nested_draft(call.object()?, "message", uploads)?;
    let mut thread = state.open_post(bot, forum, call.object()?, draft)?;
    let id = thread["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default();
    let Done::Json(message) = shown(state, id, id)? else { return Err(Refusal::unknown_message()) };
    thread["message"] = message;
    Ok(Done::Created(thread))
}

pub(super) fn channel(state: &mut State, call: &mut Call) -> Outcome {
    let id = call.id(0)?;
    state.demand(state.bot(), id, 0)?;
    Ok(Done::Json(state.channel_json(id).unwrap_or_default()))
}

pub(super) fn modify(state: &mut State, call: &mut Call) -> Outcome {
    Ok(Done::Json(state.modify_channel(state.bot(), call.id(0)?, call.object()?)?))
}

pub(super) fn remove(state: &mut State, call: &mut Call) -> Outcome {
    Ok(Done::Json(state.delete_channel(state.bot(), call.id(0)?)?))
}

pub(super) fn open_private(state: &mut State, call: &mut Call) -> Outcome {
    let bot = state.bot();
    let other = form::id_of(&call.object()?["recipient_id"]);
    let id = state.private_channel(bot, other.unwrap_or_default())?;
    Ok(Done::Json(state.channel_json(id).unwrap_or(json!(null))))
}
