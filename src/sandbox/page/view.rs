//! What one person sees of the world, as a flat list of things that each have a key: guilds, channels, people,
//! messages. The stream sends what differs.

use super::host::Person;
use crate::sandbox::world::{Channel, Message, State, kind, permission};
use serde_json::{Value, json};

/// One thing that a person sees; it replaces what had the same key.
pub(super) type Thing = (String, Value);

/// All that `me` sees now, in the order in which it makes sense to hear of it.
pub(super) fn view(state: &State, me: i64, people: &[Person]) -> Vec<Thing> {
    let mut things = Vec::new();
    for guild in state.guilds.values().filter(|guild| guild.members.contains_key(&me)) {
        let (id, owner) = (guild.id.to_string(), guild.owner.to_string());
        things.push(thing("guild", &id, json!({"id": id, "name": guild.name, "owner": owner})));
        for member in guild.members.values() {
            let roles: Vec<&str> = member
                .roles
                .iter()
                .filter_map(|role| guild.roles.get(role))
                .filter(|role| !role.managed)
                .map(|role| role.name.as_str())
                .collect();
            let user = member.user.to_string();
            let key = format!("{id}:{user}");
            things.push(thing(
                "member",
                &key,
                json!({"guild": id, "user": user, "nick": member.nick, "roles": roles}),
            ));
        }
        for role in guild.roles.values() {
            let role_id = role.id.to_string();
            things.push(thing("role", &role_id, json!({"id": role_id, "guild": id, "name": role.name})));
        }
    }
    for user in state.users.values() {
        let id = user.id.to_string();
        let name = user.global_name.as_ref().unwrap_or(&user.username);
        things.push(thing(
            "user",
            &id,
            json!({"id": id, "name": name, "bot": user.bot, "closed": user.dms_closed}),
        ));
    }
    let seen: Vec<&Channel> = state.channels.values().filter(|channel| state.sees(me, channel.id)).collect();
    things.extend(seen.iter().filter_map(|channel| place(state, me, channel)));
    let mut messages: Vec<&Message> = seen
        .iter()
        .filter_map(|channel| state.messages.get(&channel.id))
        .flat_map(std::collections::BTreeMap::values)
        .filter(|message| message.only_for.is_none_or(|user| user == me))
        .collect();
    messages.sort_by_key(|message| message.id);
    things.extend(messages.iter().map(|message| said(state, me, message)));
    // Whom one can be, and since when something lies in their private conversation.
    for person in people {
        let id = person.id.to_string();
        things.push(thing("letter", &id, json!({"id": id, "newest": newest_letter(state, person.id)})));
    }
    things.push(thing("clock", "now", json!({"now": state.now().to_rfc3339()})));
    things
}

fn thing(kind: &str, id: &str, mut value: Value) -> Thing {
    let key = format!("{kind}:{id}");
    value["key"] = json!(key);
    (key, value)
}

fn place(state: &State, me: i64, channel: &Channel) -> Option<Thing> {
    let mut object = state.channel_json(channel.id)?;
    let held = state.permissions(me, channel.id);
    let may = |bit: u64| held & bit != 0;
    let thread = channel.thread.as_ref();
    let says =
        if thread.is_some() { permission::SEND_MESSAGES_IN_THREADS } else { permission::SEND_MESSAGES };
    object["may"] = json!({
        "say": may(says) && thread.is_none_or(|thread| !thread.locked || may(permission::MANAGE_THREADS)),
        "react": may(permission::ADD_REACTIONS), "thread": may(permission::CREATE_PUBLIC_THREADS),
        "command": may(permission::USE_APPLICATION_COMMANDS), "moderate": may(permission::MANAGE_MESSAGES),
    });
    if let Some(thread) = thread {
        object["joined"] = json!(thread.members.contains_key(&me));
    }
    // Who else is here, as the list of members tells; in a thread they are those of its channel.
    if let Some(guild) = channel.guild.filter(|_| thread.is_none()).and_then(|id| state.guild(id)) {
        let here = guild.members.keys().filter(|user| state.sees(**user, channel.id));
        object["readers"] = here.map(i64::to_string).collect();
    }
    if channel.kind == kind::PRIVATE {
        let other = channel.recipients.iter().find(|user| **user != me);
        object["with"] = json!(other.map(i64::to_string));
    }
    Some(thing("channel", &channel.id.to_string(), object))
}

fn said(state: &State, me: i64, message: &Message) -> Thing {
    let mut object = state.message_json(message, me);
    if let Some(asked) = message.interaction.and_then(|id| state.interaction(id)) {
        object["used"] = used(&asked.data);
    }
    object["only_me"] = json!(message.only_for.is_some());
    object["pings_me"] = json!(message.notified.contains(&me));
    // A picture inside an embed is no longer among the files, but what it shows is still told to those who listen.
    for card in object["embeds"].as_array_mut().into_iter().flatten() {
        let file = message.attachments.iter().find(|file| card["image"]["url"] == file.url.as_str());
        if let Some(description) = file.and_then(|file| file.description.as_ref()) {
            card["image"]["description"] = json!(description);
        }
    }
    thing("message", &message.id.to_string(), object)
}

/// A command with its subcommand, as it was used; nothing for what is no command.
fn used(data: &Value) -> Value {
    let inner = |at: &Value| at["options"][0].clone();
    let is_sub = |at: &Value| matches!(at["type"].as_u64(), Some(1 | 2));
    let mut at = data.clone();
    let Some(mut path) = at["name"].as_str().map(str::to_owned) else { return Value::Null };
    while is_sub(&inner(&at)) {
        at = inner(&at);
        path = format!("{path} {}", at["name"].as_str().unwrap_or_default());
    }
    json!(path)
}

/// The newest message that the bot wrote to somebody in private.
fn newest_letter(state: &State, user: i64) -> Option<String> {
    let bot = state.bot();
    let ours = |channel: &&Channel| {
        channel.kind == kind::PRIVATE
            && channel.recipients.contains(&user)
            && channel.recipients.contains(&bot)
    };
    let channel = state.channels.values().find(ours)?;
    let all = state.messages.get(&channel.id)?.values();
    all.rev()
        .find(|message| message.author == bot && message.only_for.is_none())
        .map(|message| message.id.to_string())
}
