//! People at their clients: they do what a client lets them do, and nothing else.
//!
//! Whatever a client would not offer (a command that is not registered, a button that is not there, a modal that was
//! never opened) is an [`Impossible`], and so is what Discord refuses.

mod command;
mod component;
mod handle;
mod modal;
mod places;

pub use handle::{InteractionHandle, Opened};

use super::world::{Change, Draft, Message, Refusal, State, World};
use serde_json::json;

/// What a person could not do, and why.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Impossible(pub String);

impl From<Refusal> for Impossible {
    fn from(refusal: Refusal) -> Self {
        Self(format!(
            "refused with {} {}: {} {:?}",
            refusal.status, refusal.code, refusal.message, refusal.errors
        ))
    }
}

fn impossible<T>(why: impl Into<String>) -> Result<T, Impossible> {
    Err(Impossible(why.into()))
}

/// A person at their client.
#[derive(Clone, Debug)]
pub struct Actor {
    world: World,
    /// The user's id.
    pub id: i64,
}

impl World {
    /// The person of that name; new to the world when unknown, and then in no guild.
    pub fn user(&self, name: &str) -> Actor {
        Actor { world: self.clone(), id: self.state().person(name) }
    }

    /// The person with that id.
    pub fn person(&self, id: i64) -> Actor {
        Actor { world: self.clone(), id }
    }

    /// The owner of a guild, who may do everything there.
    pub fn owner(&self, guild: i64) -> Option<Actor> {
        let id = self.state().guild(guild)?.owner;
        Some(Actor { world: self.clone(), id })
    }
}

impl State {
    /// A message by its id alone.
    pub fn find_message(&self, id: i64) -> Option<&Message> {
        self.messages.values().find_map(|all| all.get(&id))
    }
}

impl Actor {
    /// Writes in a channel or thread; the message's id.
    pub fn say(&self, channel: i64, text: &str) -> Result<i64, Impossible> {
        self.send(channel, Draft::text(text))
    }

    /// Sends a message with whatever a client can put into one.
    pub fn send(&self, channel: i64, draft: Draft) -> Result<i64, Impossible> {
        if !(draft.embeds.is_empty() && draft.components.is_empty()) {
            return impossible("people send no embeds and no components");
        }
        Ok(self.world.state().send(self.id, channel, draft)?.0)
    }

    /// Replies to a message, with the ping that clients set by themselves.
    pub fn reply(&self, message: i64, text: &str) -> Result<i64, Impossible> {
        let channel = self.seen(message)?.channel;
        self.send(channel, Draft { reply_to: Some((message, true)), ..Draft::text(text) })
    }

    /// Replies without a ping.
    pub fn reply_quietly(&self, message: i64, text: &str) -> Result<i64, Impossible> {
        let channel = self.seen(message)?.channel;
        let allowed_mentions = Some(json!({"parse": ["users", "roles", "everyone"], "replied_user": false}));
        self.send(channel, Draft { reply_to: Some((message, true)), allowed_mentions, ..Draft::text(text) })
    }

    /// Changes one's own message.
    pub fn edit(&self, message: i64, text: &str) -> Result<(), Impossible> {
        let channel = self.seen(message)?.channel;
        let change = Change { content: Some(text.to_owned()), ..Change::default() };
        Ok(self.world.state().edit(self.id, channel, message, change)?)
    }

    /// Deletes a message: one's own, or as a moderator anyone's.
    pub fn delete(&self, message: i64) -> Result<(), Impossible> {
        let channel = self.seen(message)?.channel;
        Ok(self.world.state().delete(self.id, channel, message)?)
    }

    /// Deletes many messages at once, as moderators' tools do.
    pub fn delete_bulk(&self, channel: i64, messages: &[i64]) -> Result<(), Impossible> {
        Ok(self.world.state().delete_bulk(self.id, channel, messages)?)
    }

    /// Puts a reaction.
    pub fn react(&self, message: i64, emoji: &str) -> Result<(), Impossible> {
        let channel = self.seen(message)?.channel;
        Ok(self.world.state().react(self.id, channel, message, emoji)?)
    }

    /// Takes one's reaction away.
    pub fn unreact(&self, message: i64, emoji: &str) -> Result<(), Impossible> {
        let channel = self.seen(message)?.channel;
        Ok(self.world.state().unreact(self.id, self.id, (channel, message), emoji)?)
    }

    /// Opens a thread on a message; its id is the message's.
    pub fn open_thread(&self, message: i64, name: &str) -> Result<i64, Impossible> {
        let channel = self.seen(message)?.channel;
        self.world.state().open_thread(self.id, channel, message, &json!({"name": name}))?;
        Ok(message)
    }

    /// Opens a post in a forum, with tags by their names; its id is its thread's and its first message's.
    pub fn open_post(&self, forum: i64, title: &str, text: &str, tags: &[&str]) -> Result<i64, Impossible> {
        let mut state = self.world.state();
        let found = state.forum(forum).ok_or_else(|| Impossible(format!("{forum} is no forum")))?;
        let mut ids = Vec::new();
        for name in tags {
            let tag = found.tags.iter().find(|tag| tag.name == *name);
            let tag = tag.ok_or_else(|| Impossible(format!("no tag is called {name}")))?;
            ids.push(tag.id.to_string());
        }
        let body = json!({"name": title, "applied_tags": ids});
        let thread = state.open_post(self.id, forum, &body, Draft::text(text))?;
        let id = thread["id"].as_str().and_then(|id| id.parse().ok());
        id.ok_or_else(|| Impossible("the post has no id".into()))
    }

    /// Changes a channel's settings, such as a forum's tags: the fields of a PATCH.
    pub fn change_channel(&self, channel: i64, changes: &serde_json::Value) -> Result<(), Impossible> {
        self.world.state().modify_channel(self.id, channel, changes)?;
        Ok(())
    }

    /// Archives or wakes a thread, locks or unlocks it.
    pub fn set_thread(&self, thread: i64, archived: bool, locked: bool) -> Result<(), Impossible> {
        let mut state = self.world.state();
        let was = state.channel(thread).and_then(|found| found.thread.as_ref()).map(|thread| thread.locked);
        let mut body = json!({"archived": archived});
        if was != Some(locked) {
            body["locked"] = json!(locked);
        }
        state.modify_channel(self.id, thread, &body)?;
        Ok(())
    }

    /// Renames a channel or thread.
    pub fn rename(&self, channel: i64, name: &str) -> Result<(), Impossible> {
        self.world.state().modify_channel(self.id, channel, &json!({"name": name}))?;
        Ok(())
    }

    /// Deletes a channel or thread.
    pub fn delete_channel(&self, channel: i64) -> Result<(), Impossible> {
        self.world.state().delete_channel(self.id, channel)?;
        Ok(())
    }

    /// The private channel with the bot, opened when there is none.
    pub fn private_channel(&self) -> Result<i64, Impossible> {
        let bot = self.world.bot();
        Ok(self.world.state().private_channel(self.id, bot)?)
    }

    /// Refuses private messages from now on.
    pub fn close_dms(&self) {
        self.set_dms(true);
    }

    /// Takes private messages again.
    pub fn open_dms(&self) {
        self.set_dms(false);
    }

    /// Sets the name by which a guild knows this person.
    pub fn nickname(&self, guild: i64, nick: &str) {
        let mut state = self.world.state();
        if let Some(member) = state.guilds.get_mut(&guild).and_then(|found| found.members.get_mut(&self.id)) {
            member.nick = Some(nick.to_owned());
        }
    }

    fn set_dms(&self, closed: bool) {
        if let Some(user) = self.world.state().users.get_mut(&self.id) {
            user.dms_closed = closed;
        }
    }

    /// Sets the language of this person's client.
    pub fn speaks(&self, locale: &str) {
        if let Some(user) = self.world.state().users.get_mut(&self.id) {
            locale.clone_into(&mut user.locale);
        }
    }

    /// The messages of a channel that this person sees now, oldest first, private answers included.
    pub fn reads(&self, channel: i64) -> Vec<Message> {
        let state = self.world.state();
        if !state.sees(self.id, channel) {
            return Vec::new();
        }
        let all = state.messages.get(&channel).into_iter().flat_map(std::collections::BTreeMap::values);
        all.filter(|message| message.only_for.is_none_or(|user| user == self.id)).cloned().collect()
    }

    /// The private messages from the bot, oldest first.
    pub fn inbox(&self) -> Vec<Message> {
        let bot = self.world.bot();
        let channel = {
            let state = self.world.state();
            let ours = |recipients: &[i64]| recipients.contains(&bot) && recipients.contains(&self.id);
            state
                .channels
                .values()
                .find(|channel| channel.guild.is_none() && ours(&channel.recipients))
                .map(|c| c.id)
        };
        let all = channel.map(|channel| self.reads(channel)).unwrap_or_default();
        all.into_iter().filter(|message| message.author == bot).collect()
    }

    /// The message, if this person can see it.
    fn seen(&self, message: i64) -> Result<Message, Impossible> {
        let state = self.world.state();
        let found = state.find_message(message).filter(|message| {
            state.sees(self.id, message.channel) && message.only_for.is_none_or(|user| user == self.id)
        });
        found.cloned().ok_or_else(|| Impossible(format!("user {} sees no message {message}", self.id)))
    }
}
