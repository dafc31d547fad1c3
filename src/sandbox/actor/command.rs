//! Commands as a client lets people use them: registered ones, with the options they declare.

use super::{Actor, Impossible, InteractionHandle, impossible};
use crate::sandbox::world::{Beginning, Command, InteractionKind, Member, State, permission};
use serde_json::{Map, Value, json};

impl Actor {
    /// Uses a slash command; `path` is its name with subcommands, such as `team status`. Users, channels and roles
    /// are given by id, choices by what they show or by their value.
    pub fn command(
        &self,
        channel: i64,
        path: &str,
        options: &[(&str, Value)],
    ) -> Result<InteractionHandle, Impossible> {
        let mut state = self.world.state();
        let (command, leaf, names) = self.offered(&state, channel, path)?;
        let mut resolved = Map::new();
        let filled = fill(&state, channel, &leaf, options, &mut resolved)?;
        let data = data(&state, channel, &command, &wrapped(&leaf, &names, filled), resolved);
        Ok(self.begun(&mut state, InteractionKind::Command, channel, data))
    }

    /// Types half an option and sees what is proposed.
    pub fn type_option(
        &self,
        channel: i64,
        path: &str,
        option: &str,
        typed: &str,
    ) -> Result<InteractionHandle, Impossible> {
        self.type_option_after(channel, path, &[], option, typed)
    }

    /// The same with other options filled in before.
    pub fn type_option_after(
        &self,
        channel: i64,
        path: &str,
        before: &[(&str, Value)],
        option: &str,
        typed: &str,
    ) -> Result<InteractionHandle, Impossible> {
        let mut state = self.world.state();
        let (command, leaf, names) = self.offered(&state, channel, path)?;
        let declared = declared(&leaf, option)?;
        if declared["autocomplete"] != json!(true) {
            return impossible(format!("option {option} proposes nothing"));
        }
        let half = json!({"name": option, "type": declared["type"], "value": typed, "focused": true});
        let mut options = Vec::new();
        for (name, value) in before {
            let option = self::declared(&leaf, name)?;
            // Half a command carries ids as they are, without what they stand for.
            let value = fitting(&state, channel, option, value, &mut Map::new())?;
            options.push(json!({"name": name, "type": option["type"], "value": value}));
        }
        options.push(half);
        let data = data(&state, channel, &command, &wrapped(&leaf, &names, options), Map::new());
        Ok(self.begun(&mut state, InteractionKind::Autocomplete, channel, data))
    }

    /// Uses a command from a message's menu.
    pub fn message_menu(&self, message: i64, name: &str) -> Result<InteractionHandle, Impossible> {
        let target = self.seen(message)?;
        let mut state = self.world.state();
        let command = self.registered(&state, target.channel, name, 3)?;
        let shown = state.message_json(&target, state.bot());
        let resolved = Map::from_iter([("messages".to_owned(), json!({message.to_string(): shown}))]);
        let mut data = data(&state, target.channel, &command, &[], resolved);
        data["target_id"] = json!(message.to_string());
        Ok(self.begun(&mut state, InteractionKind::Command, target.channel, data))
    }

    /// Uses a command from a person's menu.
    pub fn user_menu(&self, channel: i64, user: i64, name: &str) -> Result<InteractionHandle, Impossible> {
        let mut state = self.world.state();
        let command = self.registered(&state, channel, name, 2)?;
        let mut resolved = Map::new();
        resolve(&state, channel, 6, user, &mut resolved)?;
        let mut data = data(&state, channel, &command, &[], resolved);
        data["target_id"] = json!(user.to_string());
        Ok(self.begun(&mut state, InteractionKind::Command, channel, data))
    }

    /// The commands and menus that a client offers this person in a channel.
    pub fn commands(&self, channel: i64) -> Vec<Command> {
        let state = self.world.state();
        let guild = state.channel(channel).and_then(|place| place.guild);
        let known = state.commands_in(guild).cloned();
        known.filter(|one| self.registered(&state, channel, &one.name, one.kind).is_ok()).collect()
    }

    /// Sends a command with this very `data`, as something that is no client can: whether there is such a command, and
    /// whether it is offered here, nobody asks.
    pub fn use_command(&self, channel: i64, data: Value) -> InteractionHandle {
        self.begun(&mut self.world.state(), InteractionKind::Command, channel, data)
    }

    fn begun(
        &self,
        state: &mut State,
        kind: InteractionKind,
        channel: i64,
        data: Value,
    ) -> InteractionHandle {
        let id = state.begin(Beginning { kind, user: self.id, channel, data, source: None, opened_by: None });
        InteractionHandle { world: self.world.clone(), id }
    }

    /// The command that a client offers here.
    fn registered(&self, state: &State, channel: i64, name: &str, kind: u64) -> Result<Command, Impossible> {
        state.demand(self.id, channel, permission::USE_APPLICATION_COMMANDS)?;
        let place = state.channel(channel).ok_or_else(|| Impossible(format!("no channel {channel}")))?;
        if place.thread.as_ref().is_some_and(|thread| thread.archived) {
            return impossible("no commands in an archived thread");
        }
        if place.guild.is_some_and(|guild| !state.bot_in(guild)) {
            return impossible("the bot is not here");
        }
        let found =
            state.commands_in(place.guild).find(|command| command.name == name && command.kind == kind);
        let Some(command) = found.cloned() else {
            let known: Vec<&str> =
                state.commands_in(place.guild).map(|command| command.name.as_str()).collect();
            return impossible(format!(
                "no command {name:?} of type {kind} is registered here; there are {known:?}"
            ));
        };
        let context = json!(u8::from(place.guild.is_none()));
        let elsewhere =
            command.body["contexts"].as_array().is_some_and(|contexts| !contexts.contains(&context));
        if elsewhere || place.guild.is_none() && command.body["dm_permission"] == json!(false) {
            return impossible(format!("command {name:?} is not offered here"));
        }
        let asked = &command.body["default_member_permissions"];
        let asked = asked.as_str().and_then(|bits| bits.parse::<u64>().ok()).or_else(|| asked.as_u64());
        let held = state.permissions(self.id, channel);
        let short = asked
            .is_some_and(|asked| if asked == 0 { held != permission::ALL } else { held & asked != asked });
        if place.guild.is_some() && short {
            return impossible(format!("command {name:?} is not offered to user {}", self.id));
        }
        Ok(command)
    }

    fn offered(
        &self,
        state: &State,
        channel: i64,
        path: &str,
    ) -> Result<(Command, Value, Vec<String>), Impossible> {
        let mut words = path.trim_start_matches('/').split(' ').filter(|word| !word.is_empty());
        let command = self.registered(state, channel, words.next().unwrap_or_default(), 1)?;
        let mut leaf = command.body.clone();
        let mut names = Vec::new();
        for word in words {
            let inner = leaf["options"].as_array().into_iter().flatten();
            let found = inner
                .clone()
                .find(|option| option["name"] == word && matches!(option["type"].as_u64(), Some(1 | 2)));
            let Some(found) = found.cloned() else {
                return impossible(format!("/{path}: no subcommand {word:?}"));
            };
            names.push(word.to_owned());
            leaf = found;
        }
        let unfinished = leaf["options"].as_array().is_some_and(|options| {
            options.iter().any(|option| matches!(option["type"].as_u64(), Some(1 | 2)))
        });
        if unfinished {
            impossible(format!("/{path} wants a subcommand"))
        } else {
            Ok((command, leaf, names))
        }
    }
}

fn data(
    state: &State,
    channel: i64,
    command: &Command,
    options: &[Value],
    resolved: Map<String, Value>,
) -> Value {
    let mut data = json!({"id": command.id.to_string(), "name": command.name, "type": command.kind});
    if command.kind == 1 {
        data["options"] = json!(options);
    }
    if !resolved.is_empty() {
        data["resolved"] = Value::Object(resolved);
    }
    let guild = state.channel(channel).and_then(|place| place.guild);
    let own = guild.filter(|guild| {
        state.commands.get(&Some(*guild)).is_some_and(|all| all.iter().any(|c| c.id == command.id))
    });
    if let Some(guild) = own {
        data["guild_id"] = json!(guild.to_string());
    }
    data
}

/// Options inside the subcommands that lead to them.
fn wrapped(leaf: &Value, names: &[String], filled: Vec<Value>) -> Vec<Value> {
    let mut inner = filled;
    for (depth, name) in names.iter().enumerate().rev() {
        let kind = if depth + 1 == names.len() { leaf["type"].as_u64().unwrap_or(1) } else { 2 };
        inner = vec![json!({"name": name, "type": kind, "options": inner})];
    }
    inner
}

fn declared<'a>(leaf: &'a Value, name: &str) -> Result<&'a Value, Impossible> {
    let all = leaf["options"].as_array().into_iter().flatten();
    all.clone().find(|option| option["name"] == name).ok_or_else(|| {
        let known: Vec<_> = all.filter_map(|option| option["name"].as_str()).collect();
        Impossible(format!("no option {name:?}; there are {known:?}"))
    })
}

fn fill(
    state: &State,
    channel: i64,
    leaf: &Value,
    given: &[(&str, Value)],
    resolved: &mut Map<String, Value>,
) -> Result<Vec<Value>, Impossible> {
    for option in leaf["options"].as_array().into_iter().flatten() {
        let name = option["name"].as_str().unwrap_or_default();
        if option["required"] == json!(true) && !given.iter().any(|(one, _)| *one == name) {
            return impossible(format!("option {name:?} is required"));
        }
    }
    let mut filled = Vec::new();
    for (name, value) in given {
        let option = declared(leaf, name)?;
        let value = fitting(state, channel, option, value, resolved)?;
        filled.push(json!({"name": name, "type": option["type"], "value": value}));
    }
    Ok(filled)
}

/// The value as the client would send it, or why it would not take it.
fn fitting(
    state: &State,
    channel: i64,
    option: &Value,
    value: &Value,
    resolved: &mut Map<String, Value>,
) -> Result<Value, Impossible> {
    let name = &option["name"];
    if let Some(choices) = option["choices"].as_array().filter(|choices| !choices.is_empty()) {
        let chosen = choices.iter().find(|choice| choice["value"] == *value || choice["name"] == *value);
        return chosen.map_or_else(
            || impossible(format!("{value} is no choice of {name}")),
            |c| Ok(c["value"].clone()),
        );
    }
    let kind = option["type"].as_u64().unwrap_or_default();
    let fits = match kind {
        3 => value.as_str().is_some_and(|text| {
            let count = text.chars().count() as u64;
            count >= option["min_length"].as_u64().unwrap_or(1).max(1)
                && count <= option["max_length"].as_u64().unwrap_or(6000)
        }),
        4 => value.is_i64(),
        5 => value.is_boolean(),
        10 => value.is_number(),
        _ => true,
    };
    let low = option["min_value"].as_f64().zip(value.as_f64()).is_some_and(|(least, value)| value < least);
    let high = option["max_value"].as_f64().zip(value.as_f64()).is_some_and(|(most, value)| value > most);
    if !fits || low || high {
        return impossible(format!("{value} does not fit option {name}"));
    }
    if !matches!(kind, 6..=9) {
        return Ok(value.clone());
    }
    let id = value.as_i64().or_else(|| value.as_str()?.parse().ok());
    let id = id.ok_or_else(|| Impossible(format!("{value} is no id for option {name}")))?;
    resolve(state, channel, kind, id, resolved)?;
    Ok(json!(id.to_string()))
}

/// Adds what an id stands for, as interactions carry it. `kind` is an option's type: 6 user … 9 mentionable.
pub(super) fn resolve(
    state: &State,
    channel: i64,
    kind: u64,
    id: i64,
    resolved: &mut Map<String, Value>,
) -> Result<(), Impossible> {
    let guild = state.channel(channel).and_then(|place| place.guild);
    let key = id.to_string();
    let mut put = |list: &str, value: Value| {
        resolved.entry(list).or_insert_with(|| json!({}))[&key] = value;
    };
    let role = guild.and_then(|guild| state.guild(guild)?.roles.get(&id));
    match (kind, state.user(id), role, state.channel(id)) {
        (6 | 9, Some(user), _, _) => {
            put("users", user.json());
            if let Some(mut member) =
                guild.and_then(|guild| state.guild(guild)?.members.get(&id)).map(Member::json)
            {
                if let Value::Object(fields) = &mut member {
                    fields.remove("deaf");
                    fields.remove("mute");
                }
                member["permissions"] = json!(state.permissions(id, channel).to_string());
                put("members", member);
            }
        }
        (8 | 9, _, Some(role), _) => put("roles", role.json()),
        (7, _, _, Some(place)) if place.guild == guild => {
            let mut object = state.channel_json(id).unwrap_or_default();
            object["permissions"] = json!(state.permissions(state.bot(), id).to_string());
            put("channels", object);
        }
        _ => return impossible(format!("{id} is nothing that can be chosen here")),
    }
    Ok(())
}
