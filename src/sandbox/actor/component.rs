//! Buttons, selects and modals as a client lets people use them.

use super::command::resolve;
use super::{Actor, Impossible, InteractionHandle, Opened, impossible};
use crate::sandbox::world::{Beginning, InteractionKind, Message};
use serde_json::{Map, Value, json};

fn walk<'a>(components: &'a [Value], into: &mut Vec<&'a Value>) {
    for component in components {
        into.push(component);
        if let Some(inner) = component["components"].as_array() {
            walk(inner, into);
        }
        for one in ["accessory", "component"] {
            if component[one].is_object() {
                into.push(&component[one]);
            }
        }
    }
}

fn all(components: &[Value]) -> Vec<&Value> {
    let mut found = Vec::new();
    walk(components, &mut found);
    found
}

impl Actor {
    /// Presses a button, named by its label or its custom id.
    pub fn click(&self, message: i64, button: &str) -> Result<InteractionHandle, Impossible> {
        let message = self.seen(message)?;
        let buttons: Vec<&Value> =
            all(&message.components).into_iter().filter(|one| one["type"] == json!(2)).collect();
        let called = |one: &&&Value| one["label"] == button || one["custom_id"] == button;
        let Some(found) = buttons.iter().find(called) else {
            let labels: Vec<&Value> = buttons.iter().map(|one| &one["label"]).collect();
            return impossible(format!(
                "no button {button:?} on message {}; there are {labels:?}",
                message.id
            ));
        };
        if found["disabled"] == json!(true) || found["custom_id"].is_null() {
            return impossible(format!("button {button:?} cannot be pressed"));
        }
        let data = json!({"custom_id": found["custom_id"], "component_type": 2, "id": found["id"]});
        self.pressed(&message, data)
    }

    /// Chooses values in a select, named by its custom id or placeholder. Options are named by label or value, people,
    /// roles and channels by id.
    pub fn choose(
        &self,
        message: i64,
        select: &str,
        values: &[&str],
    ) -> Result<InteractionHandle, Impossible> {
        let message = self.seen(message)?;
        let selects = all(&message.components)
            .into_iter()
            .filter(|one| matches!(one["type"].as_u64(), Some(3 | 5..=8)));
        let mut named = selects.filter(|one| one["custom_id"] == select || one["placeholder"] == select);
        let Some(found) = named.next() else {
            return impossible(format!("no select {select:?} on message {}", message.id));
        };
        let (chosen, resolved) = self.chosen(found, message.channel, values)?;
        let kind = &found["type"];
        let mut data = json!({"custom_id": found["custom_id"], "component_type": kind, "id": found["id"], "values": chosen});
        if !resolved.is_empty() {
            data["resolved"] = Value::Object(resolved);
        }
        self.pressed(&message, data)
    }

    fn chosen(
        &self,
        select: &Value,
        channel: i64,
        values: &[&str],
    ) -> Result<(Vec<String>, Map<String, Value>), Impossible> {
        let count = values.len() as u64;
        let least = select["min_values"].as_u64().unwrap_or(1);
        let most = select["max_values"].as_u64().unwrap_or(1);
        if select["disabled"] == json!(true) || count < least || count > most {
            return impossible(format!("this select takes {least} to {most} values, not {values:?}"));
        }
        let mut resolved = Map::new();
        let mut chosen = Vec::new();
        for value in values {
            let kind = match select["type"].as_u64() {
                Some(5) => 6,
                Some(6) => 8,
                Some(7) => 9,
                Some(8) => 7,
                _ => {
                    let options = select["options"].as_array().into_iter().flatten();
                    let mut called =
                        options.filter(|option| option["label"] == *value || option["value"] == *value);
                    let option = called.next().and_then(|option| option["value"].as_str());
                    chosen.push(option.ok_or_else(|| Impossible(format!("no option {value:?}")))?.to_owned());
                    continue;
                }
            };
            let id = value.parse().map_err(|_| Impossible(format!("{value:?} is no id")))?;
            resolve(&self.world.state(), channel, kind, id, &mut resolved)?;
            chosen.push((*value).to_owned());
        }
        Ok((chosen, resolved))
    }

    /// Sends a press of a button with this very id, as something that is no client can: whether the message has such
    /// a button nobody asks.
    pub fn press(&self, message: i64, custom_id: &str) -> Result<InteractionHandle, Impossible> {
        let message = self.seen(message)?;
        self.pressed(&message, json!({"custom_id": custom_id, "component_type": 2, "id": 1}))
    }

    fn pressed(&self, message: &Message, data: Value) -> Result<InteractionHandle, Impossible> {
        self.open_up(message.channel)?;
        let home = self.world.state().channel(message.channel).and_then(|place| place.guild);
        if home.is_some_and(|guild| self.world.state().is_timed_out(guild, self.id)) {
            return impossible("whoever is timed out presses nothing");
        }
        let id = self.world.state().begin(Beginning {
            kind: InteractionKind::Component,
            user: self.id,
            channel: message.channel,
            data,
            source: Some((message.channel, message.id)),
            opened_by: None,
        });
        Ok(InteractionHandle { world: self.world.clone(), id })
    }

    /// Fills in and sends a modal that was opened for this person. Fields are named by custom id or label; those not
    /// named keep what the modal put into them. A modal can be sent once.
    pub fn submit(&self, modal: &Opened, fields: &[(&str, &str)]) -> Result<InteractionHandle, Impossible> {
        self.send_modal(modal, fields, check_text)
    }

    /// As [`Actor::submit`] by something that is no client: how much a field takes is not looked at.
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
        let parts = body["components"].as_array().cloned().unwrap_or_default();
        let mut named: Vec<&str> = Vec::new();
        let mut sent = Vec::new();
        for part in &parts {
            let labelled = part["type"] == json!(18);
            let input = if labelled { &part["component"] } else { &part["components"][0] };
            if input["type"] != json!(4) {
                continue;
            }
            let label = if labelled { &part["label"] } else { &input["label"] };
            let field = fields.iter().find(|(name, _)| input["custom_id"] == *name || *label == *name);
            named.extend(field.map(|(name, _)| *name));
            let text = field.map_or(input["value"].as_str().unwrap_or_default(), |(_, text)| *text);
            check(input, label, text)?;
            let value = json!({"type": 4, "id": input["id"], "custom_id": input["custom_id"], "value": text});
            sent.push(if labelled {
                json!({"type": 18, "component": value})
            } else {
                json!({"type": 1, "components": [value]})
            });
        }
        if let Some((name, _)) = fields.iter().find(|(name, _)| !named.contains(name)) {
            return impossible(format!("the modal has no field {name:?}"));
        }
        let mut state = self.world.state();
        if let Some(opener) = state.interactions.get_mut(&modal.interaction) {
            opener.spent = true;
        }
        let id = state.begin(Beginning {
            kind: InteractionKind::Modal,
            user: self.id,
            channel: opener.channel,
            data: json!({"custom_id": body["custom_id"], "components": sent}),
            source: opener.source,
            opened_by: Some(opener.id),
        });
        Ok(InteractionHandle { world: self.world.clone(), id })
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
