//! What a person does on the page: exactly what [`Actor`] can, which is what a client lets people do.

use crate::sandbox::actor::{Actor, Impossible, InteractionHandle, Opened};
use crate::sandbox::world::Answer;
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// A client says *the application did not respond* after this.
const PATIENCE: Duration = Duration::from_secs(3);

/// An id, which travels as text: it is longer than a number of JavaScript's can be.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Id(pub(super) i64);

impl TryFrom<String> for Id {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

/// What is done.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(super) enum Deed {
    Say { channel: Id, text: String, reply_to: Option<Id>, ping: Option<bool> },
    Edit { message: Id, text: String },
    Delete { message: Id },
    React { message: Id, emoji: String },
    Unreact { message: Id, emoji: String },
    Thread { message: Id, name: String },
    Post { forum: Id, title: String, text: String, tags: Vec<String> },
    Private,
    Command { channel: Id, path: String, options: Vec<(String, Value)> },
    Type { channel: Id, path: String, option: String, typed: String },
    MessageMenu { message: Id, name: String },
    UserMenu { channel: Id, user: Id, name: String },
    Click { message: Id, button: String },
    Choose { message: Id, select: String, values: Vec<String> },
    Submit { interaction: Id, fields: Vec<(String, String)> },
}

impl Deed {
    /// Whether it leaves a trace: half-typed options do not.
    pub(super) fn counts(&self) -> bool {
        !matches!(self, Self::Type { .. } | Self::Private)
    }

    /// Does it, and says what came of it.
    pub(super) async fn done(self, actor: &Actor) -> Result<Value, Impossible> {
        let asked = match self {
            Self::Say { channel, text, reply_to: None, .. } => return made(actor.say(channel.0, &text)),
            Self::Say { text, reply_to: Some(Id(to)), ping: Some(false), .. } => {
                return made(actor.reply_quietly(to, &text));
            }
            Self::Say { text, reply_to: Some(Id(to)), .. } => return made(actor.reply(to, &text)),
            Self::Thread { message, name } => return made(actor.open_thread(message.0, &name)),
            Self::Post { forum, title, text, tags } => {
                let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
                return made(actor.open_post(forum.0, &title, &text, &tags));
            }
            Self::Private => return made(actor.private_channel()),
            Self::Edit { message, text } => return nothing(actor.edit(message.0, &text)),
            Self::Delete { message } => return nothing(actor.delete(message.0)),
            Self::React { message, emoji } => return nothing(actor.react(message.0, &emoji)),
            Self::Unreact { message, emoji } => return nothing(actor.unreact(message.0, &emoji)),
            Self::Command { channel, path, options } => {
                let options: Vec<(&str, Value)> =
                    options.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
                actor.command(channel.0, &path, &options)?
            }
            Self::Type { channel, path, option, typed } => {
                actor.type_option(channel.0, &path, &option, &typed)?
            }
            Self::MessageMenu { message, name } => actor.message_menu(message.0, &name)?,
            Self::UserMenu { channel, user, name } => actor.user_menu(channel.0, user.0, &name)?,
            Self::Click { message, button } => actor.click(message.0, &button)?,
            Self::Choose { message, select, values } => {
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                actor.choose(message.0, &select, &values)?
            }
            Self::Submit { interaction, fields } => {
                let fields: Vec<(&str, &str)> =
                    fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
                actor.submit(&Opened { interaction: interaction.0, body: Value::Null }, &fields)?
            }
        };
        Ok(answered(&asked).await)
    }
}

fn made(id: Result<i64, Impossible>) -> Result<Value, Impossible> {
    Ok(json!({"made": id?.to_string()}))
}

fn nothing(done: Result<(), Impossible>) -> Result<Value, Impossible> {
    done.map(|()| json!({}))
}

/// What the application answered first, or that it did not.
async fn answered(asked: &InteractionHandle) -> Value {
    let id = asked.id.to_string();
    match tokio::time::timeout(PATIENCE, asked.acknowledged()).await {
        Ok(Ok(Answer::Modal(body))) => json!({"interaction": id, "modal": body}),
        Ok(Ok(Answer::Choices(choices))) => json!({"interaction": id, "choices": choices}),
        Ok(Ok(Answer::Message(message) | Answer::Updated(message))) => {
            json!({"interaction": id, "message": message.id.to_string()})
        }
        Ok(Ok(Answer::Deferred | Answer::Acknowledged)) => json!({"interaction": id}),
        Ok(Err(_)) | Err(_) => json!({"interaction": id, "silent": true}),
    }
}
