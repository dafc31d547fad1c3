//! What was said, edited and deleted while the bot was not listening: open rounds are read again, through the
//! same door as live events.

use crate::domain::ids::{ChannelId, MessageId, first_message_at};
use crate::domain::round::Round;
use crate::domain::team::Parked;
use crate::service::core::Core;
use crate::service::incoming::Incoming;
use crate::service::platform::PlatformError;
use crate::service::refusal::Failure;
use std::collections::HashSet;

/// What a reading of all open rounds found.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Caught {
    /// Messages read.
    pub read: usize,
    /// Replies erased because their messages are gone.
    pub erased: usize,
    /// Channels that could not be read.
    pub unreadable: usize,
}

impl Core {
    /// Reads every open round again. A channel that cannot be read now is passed over and counted.
    pub async fn catch_up(&self) -> Result<Caught, Failure> {
        let mut caught = Caught::default();
        let rounds = self.open_rounds().await?;
        for round in &rounds {
            if let Some(thread) = round.thread {
                self.catch_up_on(round, thread, first_message_at(round.message.made_at_ms()), &mut caught)
                    .await?;
            }
        }
        // A channel is read once, from its oldest open prompt on, whatever number of rounds it has.
        let mut seen = HashSet::new();
        for round in &rounds {
            if seen.insert(round.channel) {
                self.catch_up_on(round, round.channel, round.message, &mut caught).await?;
            }
        }
        Ok(caught)
    }

    async fn catch_up_on(
        &self,
        round: &Round,
        channel: ChannelId,
        from: MessageId,
        caught: &mut Caught,
    ) -> Result<(), Failure> {
        // Asked for before the reading: what is written meanwhile is not missing.
        let kept = self.store.reply_messages_in(channel, from).await?;
        let mut there = HashSet::new();
        let mut after = from;
        loop {
            let page = match self.platform.history(channel, after).await {
                Ok(page) => page,
                Err(error @ PlatformError::Unauthorised) => return Err(error.into()),
                Err(error) => {
                    tracing::warn!(%channel, %error, "a channel could not be read again");
                    caught.unreadable += 1;
                    return Ok(());
                }
            };
            let full = page.len() >= 100;
            caught.read += page.len();
            there.extend(page.iter().map(|m| m.id));
            after = page.iter().map(|m| m.id).max().unwrap_or(after);
            let batch: Vec<Incoming> = page.into_iter().map(|m| Incoming::Written(m, round.guild)).collect();
            self.take_in(&batch).await?;
            if !full {
                break;
            }
        }
        let mut gone = Vec::new();
        for id in kept.into_iter().filter(|id| !there.contains(id)) {
            // Without the right to read the history a channel looks empty: only a message that is certainly
            // gone is erased.
            match self.platform.message(channel, id).await {
                Err(PlatformError::MessageGone) => gone.push(id),
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%channel, %error, "a message could not be looked for");
                    caught.unreadable += 1;
                    break;
                }
            }
        }
        caught.erased += gone.len();
        if !gone.is_empty() {
            self.take_in(&[Incoming::Erased { guild: round.guild, channel, ids: gone }]).await?;
        }
        Ok(())
    }

    /// What an event that is not about one message asks for.
    pub async fn heard(&self, event: &Incoming) -> Result<(), Failure> {
        let now = self.now();
        match event {
            Incoming::ThreadGone { thread, .. } => {
                let messages = self.store.reply_messages_in(*thread, MessageId(0)).await?;
                self.store.erase_messages(&messages, now).await?;
                self.watched.remove(*thread);
            }
            Incoming::ChannelGone { guild, channel } => {
                if let Some(team) = self.store.team_of_channel(*guild, *channel).await? {
                    self.park(team.id, Parked::ChannelGone).await?;
                }
                self.watched.remove(*channel);
            }
            Incoming::GuildGone { guild } => {
                for team in self.store.teams(Some(*guild)).await? {
                    self.park(team.id, Parked::GuildGone).await?;
                }
            }
            Incoming::GuildSeen { .. } | Incoming::Connected { .. } => self.unpark_what_can_be().await?,
            _ => {}
        }
        Ok(())
    }
}
