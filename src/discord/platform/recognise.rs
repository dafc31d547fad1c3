//! Whether a message that stands in a channel is the one that was to be sent. Its buttons' ids are sealed and
//! name the occasion, so they decide; a post without any is recognised by its words, as they were sent.

use super::wire::{Component, Message};
use crate::discord::encode::{TEXT, cut};
use crate::service::platform::Post;

pub(super) fn is(message: &Message, post: &Post, ids: &[String]) -> bool {
    if !ids.is_empty() {
        let mut seen = Vec::new();
        collect(&message.components, &mut seen);
        return seen == ids;
    }
    same(&message.content, &cut(&post.text, TEXT)) && {
        let there = message.embeds.first().map(|embed| {
            let text = |part: &Option<String>| part.clone().unwrap_or_default();
            (text(&embed.title), text(&embed.description))
        });
        match (there, post.cards.first()) {
            (None, None) => true,
            (Some((title, text)), Some(card)) => {
                same(&title, &cut(&card.title, 256)) && same(&text, &cut(&card.text, 4_096))
            }
            // A picture alone makes a card of its own.
            (Some((title, text)), None) => post.picture.is_some() && title.is_empty() && text.is_empty(),
            (None, Some(_)) => false,
        }
    }
}

fn collect<'a>(components: &'a [Component], ids: &mut Vec<&'a str>) {
    for component in components {
        if let Some(id) = &component.custom_id {
            ids.push(id);
        }
        collect(&component.components, ids);
    }
}

/// The platform trims what it is sent.
fn same(one: &str, other: &str) -> bool {
    one.trim() == other.trim()
}
