//! Interactions as they begin: somebody used a command, pressed a button, sent a modal.
//!
//! What the application answers is `respond`'s.

use super::event::Audience;
use super::message::Message;
use super::{State, User};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::time::Instant;

/// What kind of interaction it is, by Discord's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InteractionKind {
    /// A slash command or a menu.
    Command = 2,
    /// A button or a select.
    Component = 3,
    /// A half-typed option.
    Autocomplete = 4,
    /// A modal that was sent.
    Modal = 5,
}

/// What the application has answered so far.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A message, or the message that replaced *thinking…*.
    Message(Message),
    /// *Thinking…*: the message comes later.
    Deferred,
    /// The message that carried the component was changed.
    Updated(Message),
    /// Acknowledged without a visible effect.
    Acknowledged,
    /// A modal.
    Modal(Value),
    /// Choices for a half-typed option.
    Choices(Vec<Value>),
}

/// One interaction and what became of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Interaction {
    /// The interaction's id.
    pub id: i64,
    /// The token that answers it.
    pub token: String,
    /// What it is.
    pub kind: InteractionKind,
    /// Who did it.
    pub user: i64,
    /// Where.
    pub channel: i64,
    /// The guild; `None` in private channels.
    pub guild: Option<i64>,
    /// `data` of the event.
    pub data: Value,
    /// The message that carried the component, or that of the button which opened the modal.
    pub source: Option<(i64, i64)>,
    /// The callback type that was accepted.
    pub acknowledged: Option<u64>,
    /// The message that carried the component was changed after the answer had been put off.
    pub updated: bool,
    /// The original response: channel and message.
    pub original: Option<(i64, i64)>,
    /// Later messages: channel and message.
    pub followups: Vec<(i64, i64)>,
    /// The modal that was answered.
    pub modal: Option<Value>,
    /// The choices that were answered.
    pub choices: Option<Vec<Value>>,
    /// The interaction that opened the modal.
    pub opened_by: Option<i64>,
    /// The modal was sent; it cannot be sent twice.
    pub spent: bool,
    /// Not kept: whoever waited for an answer when the world was left waits no more.
    #[serde(skip, default = "Instant::now")]
    pub(super) began: Instant,
    pub(super) made: DateTime<Utc>,
}

/// What is needed to begin an interaction.
#[derive(Debug)]
pub(in crate::sandbox) struct Beginning {
    pub(in crate::sandbox) kind: InteractionKind,
    pub(in crate::sandbox) user: i64,
    pub(in crate::sandbox) channel: i64,
    pub(in crate::sandbox) data: Value,
    pub(in crate::sandbox) source: Option<(i64, i64)>,
    pub(in crate::sandbox) opened_by: Option<i64>,
}

impl Interaction {
    pub(super) fn metadata(&self, state: &State) -> Value {
        let mut object = json!({
            "id": self.id.to_string(), "type": self.kind as u64,
            "user": state.users.get(&self.user).map(User::json), "authorizing_integration_owners": owners(self.guild),
        });
        match self.kind {
            InteractionKind::Command => object["name"] = self.data["name"].clone(),
            InteractionKind::Component => {
                object["interacted_message_id"] = json!(self.source.map(|(_, id)| id.to_string()));
            }
            InteractionKind::Modal => {
                let opener = self.opened_by.and_then(|id| state.interactions.get(&id));
                object["triggering_interaction_metadata"] =
                    json!(opener.map(|opener| opener.metadata(state)));
            }
            InteractionKind::Autocomplete => {}
        }
        object
    }
}

fn owners(guild: Option<i64>) -> Value {
    match guild {
        Some(guild) => json!({"0": guild.to_string()}),
        None => json!({"0": "0"}),
    }
}

impl State {
    /// An interaction by id.
    pub fn interaction(&self, id: i64) -> Option<&Interaction> {
        self.interactions.get(&id)
    }

    /// The interactions of a kind, oldest first.
    pub fn interactions_of(&self, kind: InteractionKind) -> impl Iterator<Item = &Interaction> {
        self.interactions.values().filter(move |one| one.kind == kind)
    }

    /// Begins an interaction and tells the application. The caller has checked that a client could do it.
    pub(in crate::sandbox) fn begin(&mut self, beginning: Beginning) -> i64 {
        let id = self.fresh_id();
        let guild = self.channels.get(&beginning.channel).and_then(|channel| channel.guild);
        let interaction = Interaction {
            id,
            token: format!("token-of-interaction-{id}"),
            kind: beginning.kind,
            user: beginning.user,
            channel: beginning.channel,
            guild,
            data: beginning.data,
            source: beginning.source,
            acknowledged: None,
            updated: false,
            original: None,
            followups: Vec::new(),
            modal: None,
            choices: None,
            opened_by: beginning.opened_by,
            spent: false,
            began: Instant::now(),
            made: self.now(),
        };
        let said = self.interaction_event(&interaction);
        self.interactions.insert(id, interaction);
        self.emit("INTERACTION_CREATE", said, Audience::Application, Some(beginning.user));
        id
    }

    fn interaction_event(&self, interaction: &Interaction) -> Value {
        let Interaction { user, channel, guild, .. } = *interaction;
        let bot = self.application.id;
        let person = self.users.get(&user);
        let mut place = self.channel_json(channel).unwrap_or_default();
        place["permissions"] = json!(self.permissions(user, channel).to_string());
        let mut said = json!({
            "id": interaction.id.to_string(), "application_id": bot.to_string(), "type": interaction.kind as u64,
            "token": interaction.token, "version": 1, "data": interaction.data, "channel_id": channel.to_string(),
            "channel": place, "locale": person.map(|person| person.locale.clone()), "entitlements": [],
            "app_permissions": self.permissions(bot, channel).to_string(), "attachment_size_limit": 10_485_760,
            "authorizing_integration_owners": owners(guild), "context": u8::from(guild.is_none()),
        });
        if let Some(guild) = guild {
            let mut member = self.member_json(guild, user).unwrap_or_default();
            member["permissions"] = json!(self.permissions(user, channel).to_string());
            said["member"] = member;
            said["guild_id"] = json!(guild.to_string());
            said["guild_locale"] = json!("da");
            said["guild"] = json!({"id": guild.to_string(), "locale": "da", "features": []});
        } else {
            said["user"] = person.map(User::json).unwrap_or_default();
        }
        if let Some(message) = interaction.source.and_then(|(channel, id)| self.message(channel, id)) {
            said["message"] = self.message_json(message, bot);
        }
        said
    }

    /// What the application has answered to an interaction; `None` when nothing yet.
    pub fn answer(&self, id: i64) -> Option<Answer> {
        let interaction = self.interactions.get(&id)?;
        let original = || interaction.original.and_then(|(channel, id)| self.message(channel, id)).cloned();
        Some(match interaction.acknowledged? {
            9 => Answer::Modal(interaction.modal.clone().unwrap_or_default()),
            8 => Answer::Choices(interaction.choices.clone().unwrap_or_default()),
            7 => original().map_or(Answer::Acknowledged, Answer::Updated),
            6 if interaction.updated => original().map_or(Answer::Acknowledged, Answer::Updated),
            6 => Answer::Acknowledged,
            _ => match original() {
                Some(message) if message.flags & super::flag::LOADING != 0 => Answer::Deferred,
                Some(message) => Answer::Message(message),
                None => Answer::Acknowledged,
            },
        })
    }
}
