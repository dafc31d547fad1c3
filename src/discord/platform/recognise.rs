//! Whether a message that stands in a channel is the one that was to be sent. Its buttons' ids are sealed and
//! name the occasion, so they decide; a post without any is recognised by its words, as they were sent. One that an
//! earlier version sent may have had fewer buttons, or more: the first, and the order of those in both, are the same.

use super::wire::{Component, Message};
use crate::discord::encode::{TEXT, cut};
use crate::service::platform::Post;

pub(super) fn is(message: &Message, post: &Post, ids: &[String]) -> bool {
    if !ids.is_empty() {
        let mut seen: Vec<&str> = Vec::new();
        collect(&message.components, &mut seen);
        let sought: Vec<&str> = ids.iter().map(String::as_str).collect();
        return seen.first() == sought.first() && (is_within(&seen, &sought) || is_within(&sought, &seen));
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

/// Whether all of `some` stand in `all`, in their order.
fn is_within(some: &[&str], all: &[&str]) -> bool {
    let mut all = all.iter();
    some.iter().all(|one| all.any(|other| other == one))
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_post_is_known_by_its_first_button_whatever_an_earlier_version_put_beside_it() {
        let ids = ["answer-7", "nominate", "kept"].map(str::to_owned);
        let message = |ids: &[&str]| -> Message {
            let buttons: Vec<_> = ids.iter().map(|id| json!({ "type": 2, "custom_id": id })).collect();
            let rows = json!([{ "type": 1, "components": buttons }]);
            serde_json::from_value(
                json!({ "id": "1", "author": { "id": "2" }, "content": "", "components": rows }),
            )
            .unwrap()
        };
        let known = |there: &[&str]| is(&message(there), &Post::default(), &ids);
        assert!(
            known(&["answer-7", "nominate", "kept"]) && known(&["answer-7", "kept"]) && known(&["answer-7"])
        );
        assert!(known(&["answer-7", "nameless-7", "nominate", "kept"]));
        assert!(!known(&["answer-8", "nominate", "kept"]) && !known(&["kept"]) && !known(&[]));
        assert!(!known(&["answer-7", "kept", "nominate"]) && !known(&["answer-7", "letter"]));
    }
}
