//! Reactions: put and taken, by people and by the bot.

use super::event::intent;
use super::message::{Reaction, emoji_json};
use super::{Refusal, State, permission};
use serde_json::{Value, json};

const GATES: (u64, u64) = (intent::GUILD_MESSAGE_REACTIONS, intent::DIRECT_MESSAGE_REACTIONS);

/// The most different emoji below a message.
const MOST: usize = 20;

impl State {
    /// Puts a reaction; putting it twice is no fault.
    pub(in crate::sandbox) fn react(
        &mut self,
        actor: i64,
        channel: i64,
        id: i64,
        emoji: &str,
    ) -> Result<(), Refusal> {
        self.demand(actor, channel, permission::READ_MESSAGE_HISTORY)?;
        let message = self
            .message(channel, id)
            .filter(|m| m.only_for.is_none())
            .ok_or_else(Refusal::unknown_message)?;
        if emoji.is_empty()
            || emoji.is_ascii() && !emoji.contains(':') && !emoji.chars().all(|c| c.is_ascii_digit())
        {
            return Err(Refusal::unknown_emoji());
        }
        if !message.reactions.iter().any(|reaction| reaction.emoji == emoji) {
            self.demand(actor, channel, permission::ADD_REACTIONS)?;
            if message.reactions.len() >= MOST {
                return Err(Refusal::too_many_reactions());
            }
        }
        self.demand_awake(channel)?;
        let Some(message) = self.messages.get_mut(&channel).and_then(|all| all.get_mut(&id)) else {
            return Err(Refusal::unknown_message());
        };
        let at = message.reactions.iter().position(|reaction| reaction.emoji == emoji).unwrap_or_else(|| {
            message.reactions.push(Reaction { emoji: emoji.to_owned(), users: Vec::new() });
            message.reactions.len() - 1
        });
        let author = message.author;
        let Some(reaction) =
            message.reactions.get_mut(at).filter(|reaction| !reaction.users.contains(&actor))
        else {
            return Ok(());
        };
        reaction.users.push(actor);
        let mut said = self.reaction_event(actor, channel, id, emoji);
        said["message_author_id"] = json!(author.to_string());
        let home = self.channels.get(&channel).and_then(|found| found.guild);
        if let Some(member) = home.and_then(|guild| self.member_json(guild, actor)) {
            said["member"] = member;
        }
        self.emit_in(channel, "MESSAGE_REACTION_ADD", said, GATES, Some(actor));
        Ok(())
    }

    /// Takes a user's reaction away; another's needs `MANAGE_MESSAGES`.
    pub(in crate::sandbox) fn unreact(
        &mut self,
        actor: i64,
        user: i64,
        (channel, id): (i64, i64),
        emoji: &str,
    ) -> Result<(), Refusal> {
        self.demand(actor, channel, if actor == user { 0 } else { permission::MANAGE_MESSAGES })?;
        self.demand_awake(channel)?;
        let Some(message) = self.messages.get_mut(&channel).and_then(|all| all.get_mut(&id)) else {
            return Err(Refusal::unknown_message());
        };
        let Some(reaction) = message.reactions.iter_mut().find(|reaction| reaction.emoji == emoji) else {
            return Err(Refusal::unknown_emoji());
        };
        let before = reaction.users.len();
        reaction.users.retain(|one| *one != user);
        let taken = reaction.users.len() < before;
        message.reactions.retain(|reaction| !reaction.users.is_empty());
        if taken {
            let said = self.reaction_event(user, channel, id, emoji);
            self.emit_in(channel, "MESSAGE_REACTION_REMOVE", said, GATES, Some(user));
        }
        Ok(())
    }

    /// Takes everyone's reactions away, or those of one emoji.
    pub(in crate::sandbox) fn clear_reactions(
        &mut self,
        actor: i64,
        channel: i64,
        id: i64,
        emoji: Option<&str>,
    ) -> Result<(), Refusal> {
        self.demand(actor, channel, permission::MANAGE_MESSAGES)?;
        self.demand_awake(channel)?;
        let message = self.messages.get_mut(&channel).and_then(|all| all.get_mut(&id));
        let message = message.filter(|m| m.only_for.is_none()).ok_or_else(Refusal::unknown_message)?;
        let before = message.reactions.len();
        message.reactions.retain(|reaction| emoji.is_some_and(|emoji| reaction.emoji != emoji));
        if emoji.is_some() && message.reactions.len() == before {
            return Err(Refusal::unknown_emoji());
        }
        let mut said = json!({"channel_id": channel.to_string(), "message_id": id.to_string()});
        self.with_guild(channel, &mut said);
        let name = match emoji {
            Some(emoji) => {
                said["emoji"] = emoji_json(emoji);
                "MESSAGE_REACTION_REMOVE_EMOJI"
            }
            None => "MESSAGE_REACTION_REMOVE_ALL",
        };
        self.emit_in(channel, name, said, GATES, None);
        Ok(())
    }

    /// Who reacted with an emoji.
    pub(in crate::sandbox) fn reactors(
        &self,
        actor: i64,
        channel: i64,
        id: i64,
        emoji: &str,
    ) -> Result<Vec<i64>, Refusal> {
        self.demand(actor, channel, permission::READ_MESSAGE_HISTORY)?;
        let found = self.message(channel, id).filter(|message| message.only_for.is_none());
        let message = found.ok_or_else(Refusal::unknown_message)?;
        let reaction = message.reactions.iter().find(|reaction| reaction.emoji == emoji);
        Ok(reaction.map(|reaction| reaction.users.clone()).unwrap_or_default())
    }

    fn reaction_event(&self, user: i64, channel: i64, id: i64, emoji: &str) -> Value {
        let mut said = json!({
            "user_id": user.to_string(), "channel_id": channel.to_string(), "message_id": id.to_string(),
            "emoji": emoji_json(emoji), "burst": false, "type": 0, "burst_colors": [],
        });
        self.with_guild(channel, &mut said);
        said
    }
}
