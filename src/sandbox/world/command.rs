//! Application commands: what may be registered, and what stands registered.

use super::refusal::Form;
use super::{Refusal, State};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::HashSet;

/// A registered command.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Command {
    /// The command's id; it stays when a command of the same name and type is registered again.
    pub id: i64,
    /// 1 chat, 2 user menu, 3 message menu.
    pub kind: u64,
    /// The base name.
    pub name: String,
    /// The body as it was registered.
    pub body: Value,
    version: i64,
}

impl State {
    /// The commands that hold in a guild: its own and the global ones.
    pub fn commands_in(&self, guild: Option<i64>) -> impl Iterator<Item = &Command> {
        let own = guild.and_then(|guild| self.commands.get(&Some(guild)));
        own.into_iter().chain(self.commands.get(&None)).flatten()
    }

    /// The commands of one scope as REST lists them.
    pub(in crate::sandbox) fn commands_json(&self, guild: Option<i64>) -> Value {
        let commands = self.commands.get(&guild).map(Vec::as_slice).unwrap_or_default();
        commands.iter().map(|command| self.command_json(command, guild)).collect()
    }

    fn command_json(&self, command: &Command, guild: Option<i64>) -> Value {
        let mut object = command.body.clone();
        if let Value::Object(fields) = &mut object {
            fields.retain(|_, value| !value.is_null());
        }
        if let Some(bits) = object["default_member_permissions"].as_u64() {
            object["default_member_permissions"] = json!(bits.to_string());
        }
        object["id"] = json!(command.id.to_string());
        object["application_id"] = json!(self.application.id.to_string());
        object["version"] = json!(command.version.to_string());
        object["type"] = json!(command.kind);
        for (key, standard) in [
            ("description", json!("")),
            ("default_member_permissions", Value::Null),
            ("nsfw", json!(false)),
            ("name_localizations", Value::Null),
            ("description_localizations", Value::Null),
        ] {
            if object[key].is_null() {
                object[key] = standard;
            }
        }
        if let Some(guild) = guild {
            object["guild_id"] = json!(guild.to_string());
        } else {
            for (key, standard) in
                [("contexts", Value::Null), ("integration_types", json!([0])), ("dm_permission", json!(true))]
            {
                if object.get(key).is_none() {
                    object[key] = standard;
                }
            }
        }
        object
    }

    /// Replaces all commands of one scope. Nothing changes when anything is at fault.
    pub(in crate::sandbox) fn register(
        &mut self,
        guild: Option<i64>,
        bodies: &[Value],
    ) -> Result<Value, Refusal> {
        checked(bodies)?;
        let old = self.commands.remove(&guild).unwrap_or_default();
        let fresh = bodies.iter().map(|body| self.made(&old, body)).collect();
        self.commands.insert(guild, fresh);
        self.stir();
        Ok(self.commands_json(guild))
    }

    /// A command as it stands after `body` was registered, given those registered before.
    fn made(&mut self, old: &[Command], body: &Value) -> Command {
        let mut body = body.clone();
        leave_out_unset(&mut body);
        let kind = body["type"].as_u64().unwrap_or(1);
        let name = body["name"].as_str().unwrap_or_default().to_owned();
        let known = old.iter().find(|command| command.kind == kind && command.name == name);
        let (id, version) = match known {
            Some(known) if known.body == body => (known.id, known.version),
            Some(known) => (known.id, self.fresh_id()),
            None => (self.fresh_id(), self.fresh_id()),
        };
        Command { id, kind, name, body, version }
    }

    /// Registers one command more; one of the same name and type is replaced. The command, and whether it is new.
    pub(in crate::sandbox) fn add_command(
        &mut self,
        guild: Option<i64>,
        body: &Value,
    ) -> Result<(Value, bool), Refusal> {
        let old = self.commands.get(&guild).cloned().unwrap_or_default();
        let fresh = self.made(&old, body);
        let new = !old.iter().any(|command| command.id == fresh.id);
        let mut all = old;
        all.retain(|command| command.id != fresh.id);
        let object = self.command_json(&fresh, guild);
        all.push(fresh);
        self.replace_commands(guild, all)?;
        Ok((object, new))
    }

    /// A command of one scope.
    pub(in crate::sandbox) fn one_command(&self, guild: Option<i64>, id: i64) -> Result<Value, Refusal> {
        let found = self.commands.get(&guild).into_iter().flatten().find(|command| command.id == id);
        found.map(|command| self.command_json(command, guild)).ok_or_else(Refusal::unknown_command)
    }

    /// Changes the fields of a command that `change` names.
    pub(in crate::sandbox) fn change_command(
        &mut self,
        guild: Option<i64>,
        id: i64,
        change: &Value,
    ) -> Result<Value, Refusal> {
        let mut all = self.commands.get(&guild).cloned().unwrap_or_default();
        let version = self.fresh_id();
        let command = all.iter_mut().find(|command| command.id == id).ok_or_else(Refusal::unknown_command)?;
        for (key, value) in change.as_object().into_iter().flatten().filter(|(key, _)| *key != "type") {
            command.body[key] = value.clone();
        }
        command.version = version;
        command.name = command.body["name"].as_str().unwrap_or_default().to_owned();
        self.replace_commands(guild, all)?;
        self.one_command(guild, id)
    }

    /// Takes a command out.
    pub(in crate::sandbox) fn remove_command(&mut self, guild: Option<i64>, id: i64) -> Result<(), Refusal> {
        self.one_command(guild, id)?;
        self.commands.entry(guild).or_default().retain(|command| command.id != id);
        self.stir();
        Ok(())
    }

    /// Puts commands in the place of a scope's, unless they may not stand together.
    fn replace_commands(&mut self, guild: Option<i64>, all: Vec<Command>) -> Result<(), Refusal> {
        checked(&all.iter().map(|command| command.body.clone()).collect::<Vec<_>>())?;
        self.commands.insert(guild, all);
        self.stir();
        Ok(())
    }
}

/// Options come back without the bounds that were sent as null.
fn leave_out_unset(holder: &mut Value) {
    let options = holder.get_mut("options").and_then(Value::as_array_mut);
    for option in options.into_iter().flatten() {
        if let Some(fields) = option.as_object_mut() {
            fields.retain(|key, value| !value.is_null() || key.ends_with("_localizations"));
        }
        leave_out_unset(option);
    }
}

/// Whether these commands may stand together in one scope.
fn checked(bodies: &[Value]) -> Result<(), Refusal> {
    let mut form = Form::default();
    let mut names = HashSet::new();
    let mut counts = [0_usize; 4];
    for (at, body) in bodies.iter().enumerate() {
        let kind = body["type"].as_u64().unwrap_or(1);
        let name = body["name"].as_str().unwrap_or_default();
        check(&mut form, &at.to_string(), body, kind);
        if !names.insert((kind, name.to_owned())) {
            form.fault(
                &at.to_string(),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            );
        }
        if let Some(count) = usize::try_from(kind).ok().and_then(|kind| counts.get_mut(kind)) {
            *count += 1;
        }
    }
    form.done()?;
    let [_, chat, user, message] = counts;
    if chat > 100 || user > 15 || message > 15 {
        return Err(Refusal::new(400, 30032, "Maximum number of application commands reached (100)."));
    }
    Ok(())
}

fn is_chat_name(name: &str) -> bool {
    let fits = |c: char| (c.is_alphanumeric() || matches!(c, '-' | '_' | '\'')) && c.to_lowercase().eq([c]);
    (1..=32).contains(&name.chars().count()) && name.chars().all(fits)
}

fn check_name(form: &mut Form, path: &str, name: &str, chat: bool) {
    if chat && !is_chat_name(name) {
        form.fault(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    } else {
        form.length(path, name, 1, 32);
    }
}

fn check(form: &mut Form, path: &str, body: &Value, kind: u64) {
    let chat = kind == 1;
    let description = body["description"].as_str().unwrap_or_default();
    check_name(form, &format!("{path}.name"), body["name"].as_str().unwrap_or_default(), chat);
    if chat {
        form.length(&format!("{path}.description"), description, 1, 100);
    } else if !description.is_empty() {
        form.fault(
            &format!("{path}.description"),
            "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID",
            "Context menu commands cannot have description",
        );
    }
    if !chat && body["options"].as_array().is_some_and(|options| !options.is_empty()) {
        form.fault(
            &format!("{path}.options"),
            "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID",
            "Context menu commands cannot have options",
        );
    }
    check_localisations(form, path, body, chat);
    if chat {
        check_options(form, path, body, 0);
    }
    if weight(body) > 8000 {
        form.fault(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
    }
}

fn check_localisations(form: &mut Form, path: &str, body: &Value, chat: bool) {
    for (locale, name) in body["name_localizations"].as_object().into_iter().flatten() {
        let at = format!("{path}.name_localizations.{locale}");
        check_name(form, &at, name.as_str().unwrap_or_default(), chat);
        check_locale(form, &at, locale);
    }
    for (locale, text) in body["description_localizations"].as_object().into_iter().flatten() {
        let at = format!("{path}.description_localizations.{locale}");
        form.length(&at, text.as_str().unwrap_or_default(), 1, 100);
        check_locale(form, &at, locale);
    }
}

fn check_locale(form: &mut Form, path: &str, locale: &str) {
    const LOCALES: &str = "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko";
    if !LOCALES.split(' ').any(|known| known == locale) {
        form.fault(path, "BASE_TYPE_CHOICES", "Value must be a known locale.");
    }
}

fn check_options(form: &mut Form, path: &str, body: &Value, depth: usize) {
    let Some(options) = body["options"].as_array() else { return };
    if options.len() > 25 {
        form.fault(&format!("{path}.options"), "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 25 in length.");
    }
    let mut names = HashSet::new();
    let mut optional = false;
    for (at, option) in options.iter().enumerate() {
        let here = format!("{path}.options.{at}");
        let kind = option["type"].as_u64().unwrap_or(0);
        let name = option["name"].as_str().unwrap_or_default();
        check_name(form, &format!("{here}.name"), name, true);
        form.length(
            &format!("{here}.description"),
            option["description"].as_str().unwrap_or_default(),
            1,
            100,
        );
        check_localisations(form, &here, option, true);
        if !names.insert(name.to_owned()) {
            form.fault(
                &here,
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                "Option name already exists",
            );
        }
        let nested = matches!(kind, 1 | 2);
        if !(1..=11).contains(&kind) || kind == 2 && depth > 0 || nested && depth > 1 {
            form.fault(
                &format!("{here}.type"),
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                "Sub-command and sub-command group option types are mutually exclusive to all option types",
            );
        }
        let required = option["required"].as_bool().unwrap_or(false);
        if required && optional {
            form.fault(
                &here,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            );
        }
        optional |= !required;
        check_choices(form, &here, option, kind);
        if nested {
            check_options(form, &here, option, depth + 1);
        }
    }
}

fn check_choices(form: &mut Form, path: &str, option: &Value, kind: u64) {
    let Some(choices) = option["choices"].as_array().filter(|choices| !choices.is_empty()) else { return };
    let path = format!("{path}.choices");
    if choices.len() > 25 {
        form.fault(&path, "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 25 in length.");
    }
    if !matches!(kind, 3 | 4 | 10) || option["autocomplete"] == json!(true) {
        form.fault(&path, "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "Choices are not allowed here");
    }
    for (at, choice) in choices.iter().enumerate() {
        form.length(&format!("{path}.{at}.name"), choice["name"].as_str().unwrap_or_default(), 1, 100);
        if let Some(value) = choice["value"].as_str() {
            form.length(&format!("{path}.{at}.value"), value, 1, 100);
        }
    }
}

/// Characters that count towards a command's 8000: names, descriptions and values, the longest localisation of each.
fn weight(body: &Value) -> usize {
    let longest = |key: &str| {
        let own = body[key].as_str().map_or(0, |text| text.chars().count());
        let others = body[format!("{key}_localizations")].as_object().into_iter().flatten();
        others.filter_map(|(_, text)| text.as_str()).map(|text| text.chars().count()).fold(own, usize::max)
    };
    let value = body["value"].as_str().map_or(0, |text| text.chars().count());
    let inner = ["options", "choices"].into_iter().filter_map(|key| body[key].as_array()).flatten();
    longest("name") + longest("description") + value + inner.map(weight).sum::<usize>()
}
