//! Bodies about messages, read and checked: what is sent, what is changed.

use super::call::Upload;
use super::{components, embeds};
use crate::sandbox::world::{Change, Draft, File, Form, Refusal, flag};
use serde_json::Value;

const FILE_BYTES: usize = 10 * 1024 * 1024;

fn list(body: &Value, key: &str) -> Vec<Value> {
    body[key].as_array().cloned().unwrap_or_default()
}

fn check(body: &Value, uploads: &[Upload], flags: u64) -> Result<(), Refusal> {
    let v2 = flags & flag::COMPONENTS_V2 != 0;
    let mut form = Form::default();
    match &body["content"] {
        Value::String(content) => form.length("content", content, 0, 2000),
        Value::Null | Value::Number(_) => {}
        _ => form.fault("content", "STRING_TYPE_CONVERT", "Could not interpret as string."),
    }
    let embedded = list(body, "embeds");
    embeds::check(&mut form, &embedded);
    components::check(&mut form, &list(body, "components"), v2);
    if v2 && (!embedded.is_empty() || body["content"].as_str().is_some_and(|content| !content.is_empty())) {
        form.fault(
            "content",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
        );
    }
    if let Some(nonce) = body["nonce"].as_str() {
        form.length("nonce", nonce, 0, 25);
    }
    check_mentions(&mut form, &body["allowed_mentions"]);
    for (at, described) in body["attachments"].as_array().into_iter().flatten().enumerate() {
        if let Some(text) = described["description"].as_str() {
            form.length(&format!("attachments.{at}.description"), text, 0, 1024);
        }
    }
    if uploads.len() > 10 {
        form.fault("files", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
    }
    form.done()?;
    if uploads.iter().any(|upload| upload.bytes.len() > FILE_BYTES) {
        return Err(Refusal::too_large());
    }
    Ok(())
}

fn check_mentions(form: &mut Form, allowed: &Value) {
    for key in ["users", "roles"] {
        let some = allowed[key].as_array().is_some_and(|ids| !ids.is_empty());
        let parsed = allowed["parse"].as_array().is_some_and(|parse| parse.iter().any(|one| one == key));
        if some && parsed {
            let text = format!("parse:[\"{key}\"] and {key}: [ids...] are mutually exclusive.");
            form.fault("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", text);
        }
        if allowed[key].as_array().is_some_and(|ids| ids.len() > 100) {
            form.fault(
                &format!("allowed_mentions.{key}"),
                "BASE_TYPE_MAX_LENGTH",
                "Must be 100 or fewer in length.",
            );
        }
    }
}

/// An id, written as text or as a number.
pub(super) fn id_of(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn files(body: &Value, uploads: Vec<Upload>) -> Vec<File> {
    let described = body["attachments"].as_array().map(Vec::as_slice).unwrap_or_default();
    let file = |upload: Upload| {
        let about =
            described.iter().find(|one| upload.number.is_some() && id_of(&one["id"]) == upload.number);
        let text = |key: &str| about.and_then(|about| about[key].as_str()).map(str::to_owned);
        File {
            filename: text("filename").unwrap_or(upload.filename),
            description: text("description"),
            content_type: upload.content_type,
            bytes: upload.bytes,
        }
    };
    uploads.into_iter().map(file).collect()
}

fn given(value: &Value) -> Option<Value> {
    (!value.is_null()).then(|| value.clone())
}

fn content(body: &Value) -> Option<String> {
    match &body["content"] {
        Value::String(content) => Some(content.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A message to send that stands in a field of its body; its faults are told there.
pub(super) fn nested_draft(body: &Value, field: &str, uploads: Vec<Upload>) -> Result<Draft, Refusal> {
    if !body[field].is_object() {
        let mut form = Form::default();
        form.required(field);
        form.done()?;
    }
    draft(&body[field], uploads).map_err(|mut refusal| {
        refusal.errors = refusal.errors.map(|errors| serde_json::json!({ field: errors }));
        refusal
    })
}

/// A message to send.
pub(super) fn draft(body: &Value, uploads: Vec<Upload>) -> Result<Draft, Refusal> {
    let flags = body["flags"].as_u64().unwrap_or(0);
    check(body, &uploads, flags)?;
    let reference = &body["message_reference"];
    let strict = reference["fail_if_not_exists"].as_bool().unwrap_or(true);
    Ok(Draft {
        content: content(body).unwrap_or_default().trim().to_owned(),
        embeds: list(body, "embeds"),
        components: list(body, "components"),
        files: files(body, uploads),
        nonce: given(&body["nonce"]),
        enforce_nonce: body["enforce_nonce"].as_bool().unwrap_or(false),
        reply_to: id_of(&reference["message_id"]).map(|id| (id, strict)),
        allowed_mentions: given(&body["allowed_mentions"]),
        flags: flags & (flag::SUPPRESS_EMBEDS | flag::EPHEMERAL | flag::SILENT | flag::COMPONENTS_V2),
        ..Draft::default()
    })
}

/// A change to a message: a field that is absent stays, null empties it.
pub(super) fn change(body: &Value, uploads: Vec<Upload>) -> Result<Change, Refusal> {
    let flags = body["flags"].as_u64();
    check(body, &uploads, flags.unwrap_or(0))?;
    let present = |key: &str| body.get(key).is_some();
    let kept = |files: &Vec<Value>| files.iter().filter_map(|file| id_of(&file["id"])).collect();
    Ok(Change {
        content: present("content").then(|| content(body).unwrap_or_default().trim().to_owned()),
        embeds: present("embeds").then(|| list(body, "embeds")),
        components: present("components").then(|| list(body, "components")),
        keep: present("attachments").then(|| body["attachments"].as_array().map(kept).unwrap_or_default()),
        files: files(body, uploads),
        allowed_mentions: given(&body["allowed_mentions"]),
        flags,
    })
}
