//! Routes that answer interactions: the callback, and the messages that come after it. They need no
//! authorisation but the interaction's token.

use super::call::Call;
use super::routes::{Done, Outcome};
use super::{components, form, webhooks};
use crate::sandbox::world::{Form, Refusal, Reply, State, flag};
use serde_json::{Value, json};

pub(super) fn respond(state: &mut State, call: &mut Call) -> Outcome {
    let (id, token) = (call.id(0)?, call.word(1).to_owned());
    let asked = focused(&state.answerable(id, &token)?.data).cloned().unwrap_or_default();
    let uploads = std::mem::take(&mut call.uploads);
    let data = call.object()?["data"].clone();
    let reply = match call.body["type"].as_u64() {
        Some(4) => Reply::Message(form::draft(&data, uploads)?),
        Some(5) => Reply::Defer { ephemeral: data["flags"].as_u64().unwrap_or(0) & flag::EPHEMERAL != 0 },
        Some(6) => Reply::DeferUpdate,
        Some(7) => Reply::Update(form::change(&data, uploads)?),
        Some(8) => Reply::Choices(choices(&data, &asked)?),
        Some(9) => {
            components::modal(&data)?;
            Reply::Modal(data)
        }
        _ => {
            let mut form = Form::default();
            form.fault("type", "BASE_TYPE_CHOICES", "Value must be one of {1, 4, 5, 6, 7, 8, 9, 10, 12}.");
            form.done()?;
            return Err(Refusal::bad_json());
        }
    };
    state.respond(id, &token, reply)?;
    if call.wants("with_response") {
        return Ok(Done::Json(state.callback_json(id)));
    }
    Ok(Done::Nothing)
}

/// The option that is being typed.
fn focused(data: &Value) -> Option<&Value> {
    let mut options = data["options"].as_array()?.iter();
    options.find_map(|option| if option["focused"] == json!(true) { Some(option) } else { focused(option) })
}

/// The choices for the option that was `asked` about: 25 at most, named, with values of the option's type.
fn choices(data: &Value, asked: &Value) -> Result<Vec<Value>, Refusal> {
    let choices = data["choices"].as_array().cloned().unwrap_or_default();
    let mut form = Form::default();
    if !data["choices"].is_array() {
        form.required("data.choices");
    }
    if choices.len() > 25 {
        form.fault("data.choices", "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 25 in length.");
    }
    for (at, choice) in choices.iter().enumerate() {
        form.length(&format!("data.choices.{at}.name"), choice["name"].as_str().unwrap_or_default(), 1, 100);
        let path = format!("data.choices.{at}.value");
        match (asked["type"].as_u64(), &choice["value"]) {
            (Some(4), Value::Number(number)) if number.is_i64() => {}
            (Some(10), Value::Number(_)) => {}
            (Some(4), _) => form.fault(&path, "NUMBER_TYPE_COERCE", "Value is not int."),
            (Some(10), _) => form.fault(&path, "NUMBER_TYPE_COERCE", "Value is not float."),
            (_, Value::String(text)) => form.length(&path, text, 1, 100),
            (_, Value::Null) => form.required(&path),
            _ => form.fault(&path, "STRING_TYPE_CONVERT", "Could not interpret as string."),
        }
    }
    form.done().map(|()| choices)
}

pub(super) fn follow_up(state: &mut State, call: &mut Call) -> Outcome {
    if webhooks::meant(state, call)? {
        return webhooks::execute(state, call);
    }
    let uploads = std::mem::take(&mut call.uploads);
    let draft = form::draft(call.object()?, uploads)?;
    let message = state.follow_up(call.id(0)?, call.word(1), draft)?;
    Ok(Done::Json(state.message_json(&message, state.bot())))
}

fn which(call: &Call) -> &str {
    call.params.get(2).map_or("@original", String::as_str)
}

pub(super) fn show(state: &mut State, call: &mut Call) -> Outcome {
    if webhooks::meant(state, call)? {
        return webhooks::message(state, call);
    }
    let message = state.answered(call.id(0)?, call.word(1), which(call))?;
    Ok(Done::Json(state.message_json(message, state.bot())))
}

pub(super) fn edit(state: &mut State, call: &mut Call) -> Outcome {
    if webhooks::meant(state, call)? {
        return webhooks::edit(state, call);
    }
    let uploads = std::mem::take(&mut call.uploads);
    let change = form::change(call.object()?, uploads)?;
    let message = state.edit_answer(call.id(0)?, call.word(1), which(call), change)?;
    Ok(Done::Json(state.message_json(&message, state.bot())))
}

pub(super) fn delete(state: &mut State, call: &mut Call) -> Outcome {
    if webhooks::meant(state, call)? {
        return webhooks::delete(state, call);
    }
    state.delete_answer(call.id(0)?, call.word(1), which(call))?;
    Ok(Done::Nothing)
}

pub(super) fn gateway(address: &str) -> Value {
    json!({"url": address})
}
