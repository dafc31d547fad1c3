//! Buttons and selects as a client lets people use them.

use super::command::resolve;
use super::{Actor, Impossible, InteractionHandle, impossible};
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

    pub(super) fn chosen(
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
            self.offers(select, id)?;
            resolve(&self.world.state(), channel, kind, id, &mut resolved)?;
            chosen.push((*value).to_owned());
        }
        Ok((chosen, resolved))
    }

    /// A select of channels may be for some kinds only.
    fn offers(&self, select: &Value, id: i64) -> Result<(), Impossible> {
        let kinds = select["channel_types"].as_array().filter(|kinds| !kinds.is_empty());
        let kind = self.world.state().channel(id).map(|channel| json!(channel.kind));
        match (kinds, kind) {
            (Some(kinds), Some(kind)) if !kinds.contains(&kind) => {
                impossible(format!("channel {id} is of no kind that this select offers"))
            }
            _ => Ok(()),
        }
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
}
