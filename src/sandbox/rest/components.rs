//! What components a message and a modal may carry: kinds, counts, lengths, and ids that are theirs alone.

use crate::sandbox::world::{Form, Refusal};
use serde_json::{Value, json};
use std::collections::HashSet;

/// Checks the components of a message; `v2` says that it is made of components only.
pub(super) fn check(form: &mut Form, components: &[Value], v2: bool) {
    if !v2 && components.len() > 5 {
        form.fault("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
    }
    let mut ids = HashSet::new();
    let mut count = 0;
    for (at, component) in components.iter().enumerate() {
        let path = format!("components.{at}");
        if !v2 && component["type"] != json!(1) {
            form.fault(
                &format!("{path}.type"),
                "UNION_TYPE_CHOICES",
                "Value of field \"type\" must be one of (1,).",
            );
            continue;
        }
        walk(form, &path, component, &mut ids, &mut count);
    }
    if count > 40 {
        form.fault(
            "components",
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            "The total number of components cannot exceed 40",
        );
    }
}

fn walk(form: &mut Form, path: &str, component: &Value, ids: &mut HashSet<String>, count: &mut usize) {
    *count += 1;
    match component["type"].as_u64() {
        Some(1) => row(form, path, component),
        Some(2) => button(form, path, component),
        Some(3 | 5..=8) => select(form, path, component),
        Some(10) => match component["content"].as_str() {
            Some(text) => form.length(&format!("{path}.content"), text, 1, 4000),
            None => form.required(&format!("{path}.content")),
        },
        Some(9 | 11..=14 | 17) => {}
        _ => form.fault(&format!("{path}.type"), "UNION_TYPE_CHOICES", "This component is not allowed here."),
    }
    if let Some(id) = component["custom_id"].as_str()
        && !ids.insert(id.to_owned())
    {
        form.fault(
            &format!("{path}.custom_id"),
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            "Component custom id cannot be duplicated",
        );
    }
    for (at, inner) in component["components"].as_array().into_iter().flatten().enumerate() {
        walk(form, &format!("{path}.components.{at}"), inner, ids, count);
    }
    if component["accessory"].is_object() {
        walk(form, &format!("{path}.accessory"), &component["accessory"], ids, count);
    }
}

fn row(form: &mut Form, path: &str, row: &Value) {
    let inner = row["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let selects = inner.iter().filter(|one| matches!(one["type"].as_u64(), Some(3 | 5..=8))).count();
    if inner.is_empty() || inner.len() > 5 {
        form.fault(
            &format!("{path}.components"),
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        );
    } else if selects > 0 && inner.len() > 1 {
        form.fault(
            path,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
        );
    }
}

fn custom_id(form: &mut Form, path: &str, component: &Value) {
    match component["custom_id"].as_str() {
        Some(id) => form.length(&format!("{path}.custom_id"), id, 1, 100),
        None => form.required(&format!("{path}.custom_id")),
    }
}

fn button(form: &mut Form, path: &str, button: &Value) {
    if let Some(label) = button["label"].as_str() {
        form.length(&format!("{path}.label"), label, 0, 80);
    } else if button["emoji"].is_null() && button["style"] != json!(6) {
        form.fault(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button must have a label or emoji");
    }
    match button["style"].as_u64() {
        Some(1..=4) => {
            custom_id(form, path, button);
            if !button["url"].is_null() {
                form.fault(
                    path,
                    "BUTTON_COMPONENT_CUSTOM_ID_AND_URL",
                    "A custom id and url cannot both be specified",
                );
            }
        }
        Some(5) if button["url"].is_null() || !button["custom_id"].is_null() => {
            form.fault(
                &format!("{path}.url"),
                "BASE_TYPE_REQUIRED",
                "A url button must have a url and no custom id",
            );
        }
        Some(5 | 6) => {}
        _ => form.fault(
            &format!("{path}.style"),
            "BASE_TYPE_CHOICES",
            "Value must be one of {1, 2, 3, 4, 5, 6}.",
        ),
    }
}

fn select(form: &mut Form, path: &str, select: &Value) {
    custom_id(form, path, select);
    if let Some(text) = select["placeholder"].as_str() {
        form.length(&format!("{path}.placeholder"), text, 0, 150);
    }
    let least = select["min_values"].as_u64().unwrap_or(1);
    let most = select["max_values"].as_u64().unwrap_or(1);
    if least > 25 || most == 0 || most > 25 || least > most {
        form.fault(
            &format!("{path}.max_values"),
            "NUMBER_TYPE_MAX",
            "int value should be between min_values and 25.",
        );
    }
    if select["type"] != json!(3) {
        return defaults(form, path, select, (least, most));
    }
    let options = select["options"].as_array().map(Vec::as_slice).unwrap_or_default();
    if options.is_empty() || options.len() > 25 {
        form.fault(&format!("{path}.options"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.");
    }
    if most > options.len() as u64 {
        form.fault(
            &format!("{path}.max_values"),
            "NUMBER_TYPE_MAX",
            "max_values exceeds the number of options.",
        );
    }
    let mut values = HashSet::new();
    for (at, option) in options.iter().enumerate() {
        let here = format!("{path}.options.{at}");
        for key in ["label", "value"] {
            match option[key].as_str() {
                Some(text) => form.length(&format!("{here}.{key}"), text, 1, 100),
                None => form.required(&format!("{here}.{key}")),
            }
        }
        if let Some(text) = option["description"].as_str() {
            form.length(&format!("{here}.description"), text, 0, 100);
        }
        if !values.insert(option["value"].as_str().unwrap_or_default()) {
            form.fault(
                &format!("{here}.value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            );
        }
    }
}

/// What a select of people, roles or channels begins with: as many as it takes, each of its kind.
fn defaults(form: &mut Form, path: &str, select: &Value, (least, most): (u64, u64)) {
    let Some(given) = select["default_values"].as_array().filter(|given| !given.is_empty()) else { return };
    let path = format!("{path}.default_values");
    if !(least..=most).contains(&(given.len() as u64)) {
        form.fault(&path, "BASE_TYPE_BAD_LENGTH", format!("Must be between {least} and {most} in length."));
    }
    let kinds: &[&str] = match select["type"].as_u64() {
        Some(5) => &["user"],
        Some(6) => &["role"],
        Some(8) => &["channel"],
        _ => &["user", "role"],
    };
    for (at, one) in given.iter().enumerate() {
        if !one["type"].as_str().is_some_and(|kind| kinds.contains(&kind)) {
            form.fault(
                &format!("{path}.{at}.type"),
                "BASE_TYPE_CHOICES",
                format!("Value must be one of {kinds:?}."),
            );
        }
    }
}

/// Checks a modal: a title, one to five texts (in rows or labels), selects in labels.
pub(super) fn modal(data: &Value) -> Result<(), Refusal> {
    let mut form = Form::default();
    custom_id(&mut form, "data", data);
    match data["title"].as_str() {
        Some(title) => form.length("data.title", title, 1, 45),
        None => form.required("data.title"),
    }
    let parts = data["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    if parts.is_empty() || parts.len() > 5 {
        form.fault("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
    }
    let mut ids = HashSet::new();
    for (at, part) in parts.iter().enumerate() {
        let path = format!("data.components.{at}");
        let label = part["type"] == json!(18);
        let input = if label { &part["component"] } else { &part["components"][0] };
        match (part["type"].as_u64(), input["type"].as_u64()) {
            (Some(1 | 18), Some(4)) => text_input(&mut form, &path, input, label),
            (Some(18), Some(3 | 5..=8)) => select(&mut form, &format!("{path}.component"), input),
            (Some(18), Some(19 | 21..=23)) | (Some(10), _) => {}
            _ => form.fault(
                &format!("{path}.type"),
                "UNION_TYPE_CHOICES",
                "This component is not allowed in a modal.",
            ),
        }
        if label {
            match part["label"].as_str() {
                Some(text) => form.length(&format!("{path}.label"), text, 1, 45),
                None => form.required(&format!("{path}.label")),
            }
            if let Some(text) = part["description"].as_str() {
                form.length(&format!("{path}.description"), text, 0, 100);
            }
        }
        if let Some(id) = input["custom_id"].as_str()
            && !ids.insert(id)
        {
            form.fault(&path, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }
    form.done()
}

fn text_input(form: &mut Form, path: &str, input: &Value, labelled: bool) {
    custom_id(form, path, input);
    if !labelled {
        match input["label"].as_str() {
            Some(label) => form.length(&format!("{path}.label"), label, 1, 45),
            None => form.required(&format!("{path}.label")),
        }
    }
    if !matches!(input["style"].as_u64(), Some(1 | 2)) {
        form.fault(&format!("{path}.style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.");
    }
    for (key, most) in [("placeholder", 100), ("value", 4000)] {
        if let Some(text) = input[key].as_str() {
            form.length(&format!("{path}.{key}"), text, 0, most);
        }
    }
    let least = input["min_length"].as_u64().unwrap_or(0);
    let most = input["max_length"].as_u64().unwrap_or(4000);
    if most == 0 || most > 4000 || least > most {
        form.fault(
            &format!("{path}.max_length"),
            "NUMBER_TYPE_MAX",
            "int value should be between 1 and 4000.",
        );
    }
}
