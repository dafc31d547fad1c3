//! Interactions as the application answers them: once, within three seconds, and for fifteen minutes after.

use super::compose::numbered;
use super::edit::Change;
use super::interact::{Interaction, InteractionKind};
use super::message::{Message, Reference, flag};
use super::refusal::Form;
use super::{Draft, Refusal, State};
use chrono::Duration;
use serde_json::{Value, json};

const LATER_MINUTES: i64 = 15;

/// An answer whose form is checked.
#[derive(Clone, Debug)]
pub(in crate::sandbox) enum Reply {
    Message(Draft),
    Defer { ephemeral: bool },
    DeferUpdate,
    Update(Change),
    Choices(Vec<Value>),
    Modal(Value),
}

impl Reply {
    fn number(&self) -> u64 {
        match self {
            Reply::Message(_) => 4,
            Reply::Defer { .. } => 5,
            Reply::DeferUpdate => 6,
            Reply::Update(_) => 7,
            Reply::Choices(_) => 8,
            Reply::Modal(_) => 9,
        }
    }

    fn fits(&self, interaction: &Interaction) -> bool {
        let half = interaction.kind == InteractionKind::Autocomplete;
        match self {
            Reply::Choices(_) => half,
            _ if half => false,
            Reply::Modal(_) => interaction.kind != InteractionKind::Modal,
            Reply::DeferUpdate | Reply::Update(_) => interaction.source.is_some(),
            Reply::Message(_) | Reply::Defer { .. } => true,
        }
    }
}

impl State {
    /// The interaction that may be answered now: known, with this token, unanswered, within three seconds.
    pub(in crate::sandbox) fn answerable(&self, id: i64, token: &str) -> Result<&Interaction, Refusal> {
        let found = self.interactions.get(&id).filter(|interaction| interaction.token == token);
        let interaction = found.ok_or_else(Refusal::unknown_interaction)?;
        if interaction.acknowledged.is_some() {
            return Err(Refusal::already_acknowledged());
        }
        if interaction.began.elapsed() > self.answer_within {
            return Err(Refusal::unknown_interaction());
        }
        Ok(interaction)
    }

    /// Takes the application's answer to an interaction.
    pub(in crate::sandbox) fn respond(&mut self, id: i64, token: &str, reply: Reply) -> Result<(), Refusal> {
        let interaction = self.answerable(id, token)?.clone();
        if !reply.fits(&interaction) {
            let mut form = Form::default();
            form.fault("type", "BASE_TYPE_CHOICES", "This callback type does not fit the interaction.");
            return form.done();
        }
        let number = reply.number();
        let mut original = None;
        let (mut modal, mut choices) = (None, None);
        match reply {
            Reply::Message(draft) => original = Some(self.answer_with(&interaction, draft)?),
            Reply::Defer { ephemeral } => {
                let only_for = ephemeral.then_some(interaction.user);
                let draft = Draft { flags: flag::LOADING, only_for, ..Draft::default() };
                original = Some(self.place(&interaction, draft)?);
            }
            Reply::DeferUpdate => original = interaction.source,
            Reply::Update(change) => {
                let (channel, message) = interaction.source.ok_or_else(Refusal::unknown_message)?;
                self.change(channel, message, change)?;
                original = interaction.source;
            }
            Reply::Choices(list) => choices = Some(list),
            Reply::Modal(mut body) => {
                body["components"] =
                    numbered(body["components"].as_array().cloned().unwrap_or_default()).into();
                modal = Some(body);
            }
        }
        if let Some(interaction) = self.interactions.get_mut(&id) {
            interaction.acknowledged = Some(number);
            interaction.original = original;
            interaction.modal = modal;
            interaction.choices = choices;
        }
        self.stir();
        Ok(())
    }

    fn answer_with(&mut self, interaction: &Interaction, draft: Draft) -> Result<(i64, i64), Refusal> {
        if draft.is_empty() {
            return Err(Refusal::empty_message());
        }
        let mut draft = draft;
        draft.only_for = (draft.flags & flag::EPHEMERAL != 0).then_some(interaction.user);
        draft.nonce = None;
        self.place(interaction, draft)
    }

    /// Puts an answer where the interaction was. One that everyone sees wakes an archived thread, unless it is locked.
    fn place(&mut self, interaction: &Interaction, draft: Draft) -> Result<(i64, i64), Refusal> {
        let bot = self.application.id;
        if draft.only_for.is_none() && self.demand_awake(interaction.channel).is_err() {
            self.demand_unlocked(bot, interaction.channel)?;
            self.unarchive(interaction.channel)?;
        }
        let mut draft = draft;
        let menu = interaction.data["type"].as_u64().is_some_and(|kind| kind > 1);
        draft.kind = Some(match (interaction.kind, interaction.source) {
            (InteractionKind::Command, _) if menu => 23,
            (_, Some((channel, message))) => {
                draft.points_to = Some(Reference { channel, message: Some(message) });
                draft.allowed_mentions = Some(
                    draft
                        .allowed_mentions
                        .unwrap_or_else(|| json!({"parse": ["users", "roles", "everyone"]})),
                );
                19
            }
            _ => 20,
        });
        draft.interaction = Some(interaction.id);
        draft.webhook = Some(bot);
        Ok((interaction.channel, self.put_message(bot, interaction.channel, draft)))
    }

    fn by_token(&self, application: i64, token: &str) -> Result<&Interaction, Refusal> {
        let found = self.interactions.values().rev().find(|interaction| interaction.token == token);
        let interaction =
            found.filter(|_| application == self.application.id).ok_or_else(Refusal::unknown_webhook)?;
        if self.now() - interaction.made > Duration::minutes(LATER_MINUTES) {
            return Err(Refusal::invalid_token());
        }
        if interaction.acknowledged.is_none() {
            return Err(Refusal::unknown_webhook());
        }
        Ok(interaction)
    }

    /// A message after the first answer. The first one after *thinking…* replaces that.
    pub(in crate::sandbox) fn follow_up(
        &mut self,
        application: i64,
        token: &str,
        draft: Draft,
    ) -> Result<Message, Refusal> {
        let interaction = self.by_token(application, token)?.clone();
        let waits = interaction.original.filter(|(channel, id)| {
            self.message(*channel, *id).is_some_and(|message| message.flags & flag::LOADING != 0)
        });
        let (channel, id) = if let Some((channel, id)) = waits {
            let change = Change {
                content: Some(draft.content),
                embeds: Some(draft.embeds),
                components: Some(draft.components),
                files: draft.files,
                allowed_mentions: draft.allowed_mentions,
                ..Change::default()
            };
            self.change(channel, id, change)?;
            (channel, id)
        } else {
            let place = self.answer_with(&interaction, draft)?;
            if let Some(interaction) = self.interactions.get_mut(&interaction.id) {
                interaction.followups.push(place);
            }
            place
        };
        self.stir();
        self.message(channel, id).cloned().ok_or_else(Refusal::unknown_message)
    }

    /// The message that `which` (`@original` or an id) means for this token.
    pub(in crate::sandbox) fn answered(
        &self,
        application: i64,
        token: &str,
        which: &str,
    ) -> Result<&Message, Refusal> {
        let interaction = self.by_token(application, token)?;
        let id = which.parse::<i64>().ok();
        let mut places = interaction.original.iter().chain(&interaction.followups);
        let place = match id {
            None => interaction.original.as_ref(),
            Some(id) => places.find(|(_, message)| *message == id),
        };
        let found = place.and_then(|(channel, id)| self.message(*channel, *id));
        found.ok_or_else(Refusal::unknown_message)
    }

    /// Edits an answer.
    pub(in crate::sandbox) fn edit_answer(
        &mut self,
        application: i64,
        token: &str,
        which: &str,
        change: Change,
    ) -> Result<Message, Refusal> {
        let (channel, id) =
            self.answered(application, token, which).map(|message| (message.channel, message.id))?;
        let interaction = self.by_token(application, token)?;
        let (interaction, original) = (interaction.id, interaction.original == Some((channel, id)));
        self.change(channel, id, change)?;
        if let Some(interaction) = self.interactions.get_mut(&interaction).filter(|_| original) {
            interaction.updated = true;
        }
        self.stir();
        self.message(channel, id).cloned().ok_or_else(Refusal::unknown_message)
    }

    /// Deletes an answer.
    pub(in crate::sandbox) fn delete_answer(
        &mut self,
        application: i64,
        token: &str,
        which: &str,
    ) -> Result<(), Refusal> {
        let (channel, id) =
            self.answered(application, token, which).map(|message| (message.channel, message.id))?;
        self.take_out(channel, id);
        Ok(())
    }

    /// The answer to `with_response=true`.
    pub(in crate::sandbox) fn callback_json(&self, id: i64) -> Value {
        let Some(interaction) = self.interactions.get(&id) else { return Value::Null };
        let mut object = json!({"interaction": {
            "id": id.to_string(), "type": interaction.kind as u64,
            "response_message_loading": interaction.acknowledged == Some(5),
        }});
        if let Some(message) = interaction.original.and_then(|(channel, id)| self.message(channel, id)) {
            object["interaction"]["response_message_id"] = json!(message.id.to_string());
            object["interaction"]["response_message_ephemeral"] = json!(message.only_for.is_some());
            if let Some(number @ (4 | 7)) = interaction.acknowledged {
                let message = self.message_json(message, self.application.id);
                object["resource"] = json!({"type": number, "message": message});
            }
        }
        object
    }
}
