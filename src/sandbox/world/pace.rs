//! Slow mode: how soon after their last message people may write again. Bots are not slowed down.

use super::{Refusal, State, permission};
use chrono::Duration;

impl State {
    /// Refuses whoever writes again too soon in a channel with slow mode (20016).
    pub(super) fn demand_pace(&self, actor: i64, channel: i64) -> Result<(), Refusal> {
        let seconds = self.channels.get(&channel).map_or(0, |found| found.slowmode);
        let bypasses = self.permissions(actor, channel) & permission::BYPASS_SLOWMODE != 0;
        if seconds == 0 || bypasses || self.users.get(&actor).is_none_or(|user| user.bot) {
            return Ok(());
        }
        let earliest = self.now() - Duration::seconds(i64::from(seconds));
        let last =
            self.said_in(channel).rev().find(|message| message.author == actor && message.webhook.is_none());
        match last {
            Some(last) if last.sent > earliest => Err(Refusal::slowed_down()),
            _ => Ok(()),
        }
    }
}
