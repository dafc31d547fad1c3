//! Registering the commands: poise knows their shape, Fluent what they are called.

use crate::discord::commands;
use crate::discord::http::{Call, Executor, Lane};
use crate::domain::ids::GuildId;
use crate::service::platform::PlatformError;
use crate::text::labels::{self, Both, Labels};
use serde_json::{Map, Value, json};

/// A group's subcommand, as the platform numbers kinds of options.
const SUBCOMMAND: u64 = 1;
/// A command that is typed, as the platform numbers kinds of commands; menus have no description.
const TYPED: u64 = 1;

/// Registers all commands: in one guild (at once), or everywhere.
pub async fn register(
    executor: &Executor,
    application: u64,
    guild: Option<GuildId>,
) -> Result<(), PlatformError> {
    let call = Call::register(application, guild, definitions(guild.is_some()));
    executor.send(Lane::Person, &call).await.map(drop)
}

/// The commands as the platform takes them. A guild's own commands have no contexts.
pub fn definitions(in_guild: bool) -> Value {
    let builders = poise::builtins::create_application_commands(&commands::all());
    let mut all = serde_json::to_value(builders).unwrap_or_default();
    for command in all.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        let name = text(command, "name");
        if command.get("type").and_then(Value::as_u64).unwrap_or(TYPED) == TYPED {
            label(command, labels::command(&name));
            label_options(command, &name);
        } else {
            localise(command, "name", labels::menu(&name).as_ref());
            command.remove("description");
        }
        command.remove("contexts");
        command.remove("integration_types");
        command.remove("dm_permission");
        if !in_guild {
            command.insert("contexts".into(), json!([0]));
            command.insert("integration_types".into(), json!([0]));
        }
    }
    all
}

fn label_options(parent: &mut Map<String, Value>, path: &str) {
    let options = parent.get_mut("options").and_then(Value::as_array_mut);
    for option in options.into_iter().flatten().filter_map(Value::as_object_mut) {
        let name = text(option, "name");
        if option.get("type").and_then(Value::as_u64) == Some(SUBCOMMAND) {
            let path = format!("{path} {name}");
            label(option, labels::command(&path));
            label_options(option, &path);
            continue;
        }
        label(option, labels::option(path, &name));
        let choices = option.get_mut("choices").and_then(Value::as_array_mut);
        for choice in choices.into_iter().flatten().filter_map(Value::as_object_mut) {
            let label = text(choice, "name");
            localise(choice, "name", labels::choice_of(&name, &label).as_ref());
        }
    }
}

fn text(map: &Map<String, Value>, key: &str) -> String {
    map.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn label(map: &mut Map<String, Value>, labels: Option<Labels>) {
    let Some(labels) = labels else { return };
    map.insert("description".into(), json!(labels.description.danish));
    localise(map, "name", Some(&labels.name));
    localise(map, "description", Some(&labels.description));
}

fn localise(map: &mut Map<String, Value>, key: &str, both: Option<&Both>) {
    let Some(both) = both else { return };
    let words = json!({ "da": both.danish, "en-GB": both.english, "en-US": both.english });
    map.insert(format!("{key}_localizations"), words);
}
