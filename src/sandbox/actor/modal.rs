//! Modals as a client lets people fill them in and send them.

use super::{Actor, Impossible, InteractionHandle, Opened, impossible};
use crate::sandbox::world::{Beginning, InteractionKind};
use serde_json::{Map, Value, json};

impl Actor {
    /// Fills in and sends a modal that was opened for this person. Fields are named by custom id or label, a select's
    /// once for each value; those not named keep what the modal put into them. A modal can be sent once.
    pub fn submit(&self, modal: &Opened, fields: &[(&str, &str)]) -> Result<InteractionHandle, Impossible> {
        self.send_modal(modal, fields, check_text)
    }

    /// As [`Actor::submit`] by something that is no client: how much a text takes is not looked at.
    pub fn submit_unchecked(
        &self,
        modal: &Opened,
        fields: &[(&str, &str)],
    ) -> Result<InteractionHandle, Impossible> {
        self.send_modal(modal, fields, |_, _, _| Ok(()))
    }

    fn send_modal(
        &self,
        modal: &Opened,
        fields: &[(&str, &str)],
        check: impl Fn(&Value, &Value, &str) -> Result<(), Impossible>,
    ) -> Result<InteractionHandle, Impossible> {
        let opener = self.world.state().interaction(modal.interaction).cloned();
        let Some(opener) = opener.filter(|one| one.user == self.id && one.modal.is_some() && !one.spent)
        else {
            return impossible("no such modal stands open for this person");
        };
        let body = opener.modal.clone().unwrap_or_default();
        let mut named: Vec<&str> = Vec::new();
        let (mut sent, mut resolved) = (Vec::new(), Map::new());
        for part in body["components"].as_array().into_iter().flatten() {
            let labelled = part["type"] == json!(18);
            let input = if labelled { &part["component"] } else { &part["components"][0] };
            let label = if labelled { &part["label"] } else { &input["label"] };
            let meant = |name: &str| input["custom_id"] == name || *label == name;
            let given: Vec<&str> =
                fields.iter().filter(|(name, _)| meant(name)).map(|(_, value)| *value).collect();
            named.extend(fields.iter().map(|(name, _)| *name).filter(|name| meant(name)));
            let mut value =
                json!({"type": input["type"], "id": input["id"], "custom_id": input["custom_id"]});
            match input["type"].as_u64() {
                Some(4) => {
                    let text = given.first().copied().or(input["value"].as_str()).unwrap_or_default();
                    check(input, label, text)?;
                    value["value"] = json!(text);
                }
                Some(3 | 5..=8) => {
                    value["values"] = json!(self.picked(input, opener.channel, &given, &mut resolved)?);
                }
                _ => continue,
            }
            sent.push(if labelled {
                json!({"type": 18, "id": part["id"], "component": value})
            } else {
                json!({"type": 1, "id": part["id"], "components": [value]})
            });
        }
        if let Some((name, _)) = fields.iter().find(|(name, _)| !named.contains(name)) {
            return impossible(format!("the modal has no field {name:?}"));
        }
        let mut data = json!({"custom_id": body["custom_id"], "components": sent});
        if !resolved.is_empty() {
            data["resolved"] = Value::Object(resolved);
        }
        let mut state = self.world.state();
        if let Some(opener) = state.interactions.get_mut(&modal.interaction) {
            opener.spent = true;
        }
        let id = state.begin(Beginning {
            kind: InteractionKind::Modal,
            user: self.id,
            channel: opener.channel,
            data,
            source: opener.source,
            opened_by: Some(opener.id),
        });
        Ok(InteractionHandle { world: self.world.clone(), id })
    }

    /// What a select is sent with: what was chosen, else what it began with; nothing where it may be left out.
    fn picked(
        &self,
        select: &Value,
        channel: i64,
        given: &[&str],
        resolved: &mut Map<String, Value>,
    ) -> Result<Vec<String>, Impossible> {
        let options = select["options"].as_array().into_iter().flatten();
        let preset = options.filter(|option| option["default"] == json!(true)).map(|option| &option["value"]);
        let ids = select["default_values"].as_array().into_iter().flatten().map(|one| &one["id"]);
        let begun: Vec<&str> = preset.chain(ids).filter_map(Value::as_str).collect();
        let values = if given.is_empty() { begun.as_slice() } else { given };
        if values.is_empty() && select["required"] == json!(false) {
            return Ok(Vec::new());
        }
        let (values, found) = self.chosen(select, channel, values)?;
        for (list, entries) in found {
            for (id, entry) in entries.as_object().into_iter().flatten() {
                resolved.entry(&list).or_insert_with(|| json!({}))[id] = entry.clone();
            }
        }
        Ok(values)
    }
}

fn check_text(input: &Value, label: &Value, text: &str) -> Result<(), Impossible> {
    let count = text.chars().count() as u64;
    let required = input["required"].as_bool().unwrap_or(true);
    let least = input["min_length"].as_u64().unwrap_or(0);
    let most = input["max_length"].as_u64().unwrap_or(4000);
    if count == 0 && required || count > 0 && count < least || count > most {
        return impossible(format!("field {label} does not take {count} characters"));
    }
    Ok(())
}
