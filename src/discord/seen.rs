//! A message as the library gives it, as the core sees it.

use crate::domain::escape;
use crate::domain::ids::{ChannelId, MessageId, UserId};
use crate::service::platform::SeenMessage;
use chrono::{DateTime, Utc};
use poise::serenity_prelude as serenity;
use serenity::{Message, MessageReferenceKind, MessageType};

/// Whether an account of no person wrote a message.
pub(super) fn is_by_bot(message: &Message) -> bool {
    message.author.bot || message.webhook_id.is_some()
}

/// Whether a person wrote a message: an ordinary one or a reply, not one that the platform writes for them.
pub(super) fn is_human(message: &Message) -> bool {
    !is_by_bot(message) && matches!(message.kind, MessageType::Regular | MessageType::InlineReply)
}

/// The message.
pub(super) fn seen(message: &Message) -> SeenMessage {
    let reply_to = message.message_reference.as_ref().filter(|_| message.kind == MessageType::InlineReply);
    let nick = message.member.as_ref().and_then(|member| member.nick.clone());
    SeenMessage {
        id: MessageId::from_unsigned(message.id.get()),
        channel: ChannelId::from_unsigned(message.channel_id.get()),
        author: UserId::from_unsigned(message.author.id.get()),
        author_name: escape::called([
            nick.as_deref().unwrap_or_default(),
            message.author.display_name(),
            &message.author.name,
        ]),
        human: is_human(message),
        text: message.content.clone(),
        reply_to: reply_to
            .filter(|reference| reference.kind == MessageReferenceKind::Default)
            .and_then(|reference| reference.message_id)
            .map(|id| MessageId::from_unsigned(id.get())),
        mentions: message.mentions.iter().map(|user| UserId::from_unsigned(user.id.get())).collect(),
        attachments: u16::try_from(message.attachments.len()).unwrap_or(u16::MAX),
        edited_at: message.edited_timestamp.map(time),
    }
}

/// A moment.
pub(super) fn time(at: serenity::Timestamp) -> DateTime<Utc> {
    *at
}
