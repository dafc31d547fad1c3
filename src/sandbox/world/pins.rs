//! Pins: up to 250 in a channel, told by `CHANNEL_PINS_UPDATE` and a line of the platform's own.

use super::compose::Draft;
use super::event::intent;
use super::message::Reference;
use super::{Message, Refusal, State, permission, stamp};
use chrono::{DateTime, Utc};
use serde_json::json;

/// The most pins in a channel.
const MOST: usize = 250;

impl State {
    /// Pins a message or takes the pin out.
    pub(in crate::sandbox) fn pin(
        &mut self,
        actor: i64,
        channel: i64,
        id: i64,
        pinned: bool,
    ) -> Result<(), Refusal> {
        self.demand(actor, channel, permission::PIN_MESSAGES)?;
        self.demand_awake(channel)?;
        let found = self.message(channel, id).filter(|message| message.only_for.is_none());
        if found.ok_or_else(Refusal::unknown_message)?.pinned.is_some() == pinned {
            return Ok(());
        }
        if pinned && self.said_in(channel).filter(|message| message.pinned.is_some()).count() >= MOST {
            return Err(Refusal::too_many_pins());
        }
        let now = pinned.then(|| self.now());
        if let Some(message) = self.messages.get_mut(&channel).and_then(|all| all.get_mut(&id)) {
            message.pinned = now;
        }
        self.announce_update(channel, id);
        let newest = self.said_in(channel).filter_map(|message| message.pinned).max();
        if let Some(found) = self.channels.get_mut(&channel) {
            found.last_pin = newest;
        }
        let mut said = json!({"channel_id": channel.to_string(), "last_pin_timestamp": newest.map(stamp)});
        self.with_guild(channel, &mut said);
        let gates = (intent::GUILDS, intent::DIRECT_MESSAGES);
        self.emit_in(channel, "CHANNEL_PINS_UPDATE", said, gates, None);
        if pinned {
            let points_to = Some(Reference { channel, message: Some(id) });
            self.put_message(actor, channel, Draft { kind: Some(6), points_to, ..Draft::default() });
        }
        Ok(())
    }

    /// A channel's pins, newest first, pinned before `before`; nothing without `READ_MESSAGE_HISTORY`.
    pub(in crate::sandbox) fn pins(
        &self,
        actor: i64,
        channel: i64,
        before: Option<DateTime<Utc>>,
    ) -> Result<Vec<&Message>, Refusal> {
        self.demand(actor, channel, 0)?;
        let reads = self.permissions(actor, channel) & permission::READ_MESSAGE_HISTORY != 0;
        let wanted = |message: &&Message| {
            reads && message.pinned.is_some_and(|at| before.is_none_or(|before| at < before))
        };
        let mut found: Vec<&Message> = self.said_in(channel).filter(wanted).collect();
        found.sort_by_key(|message| std::cmp::Reverse((message.pinned, message.id)));
        Ok(found)
    }
}
