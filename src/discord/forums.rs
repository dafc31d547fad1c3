//! What forums ask of a post, remembered so that a weekly post costs one request: until the platform tells
//! that a channel has changed, refuses a tag, or begins a session anew.

use crate::domain::forum::Forum;
use crate::domain::ids::ChannelId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Forums that are remembered at once.
const REMEMBERED: usize = 2_000;

/// The forums that are known; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Forums(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    by_channel: HashMap<ChannelId, Forum>,
    /// Counts what was forgotten.
    changes: u64,
}

impl Forums {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is remembered of a forum.
    pub fn recall(&self, channel: ChannelId) -> Option<Forum> {
        self.known().by_channel.get(&channel).cloned()
    }

    /// How often something was forgotten: to be asked before a forum is looked up.
    pub fn changes(&self) -> u64 {
        self.known().changes
    }

    /// Remembers a forum that was looked up after `changes`, unless something has changed since.
    pub fn remember(&self, changes: u64, channel: ChannelId, forum: &Forum) {
        let mut known = self.known();
        if known.changes != changes {
            return;
        }
        if known.by_channel.len() >= REMEMBERED {
            known.by_channel.clear();
        }
        known.by_channel.insert(channel, forum.clone());
    }

    /// A channel has changed.
    pub fn forget(&self, channel: ChannelId) {
        let mut known = self.known();
        known.changes += 1;
        known.by_channel.remove(&channel);
    }

    /// Changes may have been missed.
    pub fn forget_all(&self) {
        let mut known = self.known();
        known.changes += 1;
        known.by_channel.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_up_before_a_change_is_not_remembered() {
        let (forums, channel, forum) = (Forums::default(), ChannelId(1), Forum::default());
        let before = forums.changes();
        forums.remember(before, channel, &forum);
        assert_eq!(forums.recall(channel), Some(forum.clone()));
        forums.forget(channel);
        forums.remember(before, channel, &forum);
        assert_eq!(forums.recall(channel), None);
        forums.remember(forums.changes(), channel, &forum);
        forums.forget_all();
        assert_eq!(forums.recall(channel), None);
    }
}
