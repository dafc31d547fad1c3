//! What was said, edited and deleted while the bot was not listening: open rounds are read again, through the
//! same door as live events.

use crate::domain::ids::{ChannelId, GuildId, MessageId, first_message_at};
use crate::domain::nameless::Nameless;
use crate::domain::round::{DAYS_OPEN, Round};
use crate::domain::team::Parked;
use crate::service::collect::thread_of;
use crate::service::core::Core;
use crate::service::incoming::Incoming;
use crate::service::nameless::Standing;
use crate::service::platform::PlatformError;
use crate::service::refusal::Failure;
use chrono::{DateTime, Duration};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Messages on a page of a channel's history.
const PAGE: usize = 100;
/// The platform's code for a channel or thread that does not exist.
const UNKNOWN_CHANNEL: u32 = 10_003;

/// What a reading of rounds found.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Caught {
    /// Messages read.
    pub read: usize,
    /// Replies erased because their messages are gone.
    pub erased: usize,
    /// Rounds that could not be read to the end now: to be read again.
    pub unreadable: Vec<Round>,
}

/// Where something may have been missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Wherever the bot is.
    Everywhere,
    /// In a guild.
    Guild(GuildId),
    /// In a team's channel and its threads.
    Channel(GuildId, ChannelId),
}

/// For how long a gap lasts of which nothing else is known than that the bot was there before it.
pub const SHORT: Duration = Duration::days(1);

/// How far a channel or thread could be read.
enum Read {
    /// To its end; the ids of all that stands there, and the answers without a name among it.
    Whole(HashSet<MessageId>, Standing),
    /// Not now.
    Barred,
    /// It is not there.
    Gone,
}

impl Core {
    /// The rounds in which something may have been missed, and the parked teams there that can go on do. Of a guild
    /// that is `new` it is not known how long the bot was not there; other gaps are short.
    pub async fn rounds_missed(
        &self,
        scopes: &BTreeSet<Scope>,
        new: impl Fn(GuildId) -> bool,
    ) -> Result<Vec<Round>, Failure> {
        let everywhere = scopes.contains(&Scope::Everywhere);
        let whole = |guild: GuildId| everywhere || scopes.contains(&Scope::Guild(guild));
        self.unpark(self.now(), |team| {
            whole(team.guild) || scopes.contains(&Scope::Channel(team.guild, team.channel))
        })
        .await?;
        let mut teams = HashSet::new();
        for scope in scopes {
            if let Scope::Channel(guild, channel) = *scope {
                teams.extend(self.store.team_of_channel(guild, channel).await?.map(|team| team.id));
            }
        }
        let mut rounds = self.rounds_open_lately().await?;
        let closed_before = self.now() - SHORT - Duration::days(DAYS_OPEN);
        rounds.retain(|round| {
            let missed = whole(round.guild) || teams.contains(&round.team);
            missed && (new(round.guild) || round.opened_at >= closed_before)
        });
        Ok(rounds)
    }

    /// Reads these rounds again: what was written, edited and deleted. What cannot be read now is passed
    /// over, and told.
    pub async fn catch_up(&self, rounds: &[Round]) -> Result<Caught, Failure> {
        // A channel is read once, from its oldest prompt on, whatever number of rounds it has.
        let mut by_channel: BTreeMap<ChannelId, Vec<&Round>> = BTreeMap::new();
        for round in rounds {
            by_channel.entry(round.channel).or_default().push(round);
        }
        let mut caught = Caught::default();
        for (channel, mut rounds) in by_channel {
            rounds.sort_by_key(|round| round.message);
            if !self.catch_up_channel(channel, &rounds, &mut caught).await? {
                caught.unreadable.extend(rounds.into_iter().cloned());
                continue;
            }
            // A forum's prompt stands in its own thread, which has just been read.
            for round in rounds.into_iter().filter(|round| thread_of(round) != channel) {
                if !self.catch_up_thread(round, &mut caught).await? {
                    caught.unreadable.push(round.clone());
                }
            }
        }
        Ok(caught)
    }

    /// Reads a channel from its first prompt on; false: it could not be read.
    async fn catch_up_channel(
        &self,
        channel: ChannelId,
        rounds: &[&Round],
        caught: &mut Caught,
    ) -> Result<bool, Failure> {
        let Some(first) = rounds.first() else { return Ok(true) };
        // Asked for before the reading: what is written meanwhile is not missing.
        let kept = self.store.reply_messages_in(channel, first.message).await?;
        let from = MessageId(first.message.0 - 1);
        let nameless = self.nameless_standing(first).await?;
        match self.read_on(first, channel, from, caught).await? {
            Read::Whole(there, standing) if there.contains(&first.message) => {
                // A forum's prompt stands in its own thread.
                if thread_of(first) == channel
                    && !self.drop_nameless(first, &nameless, &standing, caught).await?
                {
                    return Ok(false);
                }
                self.erase_missing(first, channel, kept, &there, caught).await
            }
            // Without the right to read the history a channel looks empty.
            Read::Whole(there, _) => match self.platform.message(channel, first.message).await {
                Ok(_) | Err(PlatformError::MessageGone) => {
                    self.erase_missing(first, channel, kept, &there, caught).await
                }
                Err(error) => {
                    tracing::warn!(%channel, %error, "a channel's history could not be read");
                    Ok(false)
                }
            },
            Read::Barred => Ok(false),
            Read::Gone => {
                caught.erased += self.erase_channel(channel).await?;
                Ok(true)
            }
        }
    }

    /// Reads a round's thread; false: it could not be read.
    async fn catch_up_thread(&self, round: &Round, caught: &mut Caught) -> Result<bool, Failure> {
        let thread = thread_of(round);
        let kept = self.store.reply_messages_in(thread, MessageId(0)).await?;
        let from = first_message_at(round.message.made_at_ms());
        let nameless = self.nameless_standing(round).await?;
        match self.read_on(round, thread, from, caught).await? {
            Read::Whole(there, standing) => {
                if !self.drop_nameless(round, &nameless, &standing, caught).await? {
                    return Ok(false);
                }
                self.erase_missing(round, thread, kept, &there, caught).await
            }
            Read::Barred => Ok(false),
            // Not opened yet, as far as is known here: it may be by now, and what was said since then stands.
            Read::Gone if round.thread.is_none() => {
                self.erase_missing(round, thread, kept, &HashSet::new(), caught).await
            }
            // Deleted with all that was said in it.
            Read::Gone => {
                caught.erased += self.erase_channel(thread).await?;
                Ok(true)
            }
        }
    }

    /// Reads a channel or thread from `after` to its end and takes in what stands there.
    async fn read_on(
        &self,
        round: &Round,
        channel: ChannelId,
        mut after: MessageId,
        caught: &mut Caught,
    ) -> Result<Read, Failure> {
        let (mut there, mut standing) = (HashSet::new(), Standing::default());
        loop {
            let page = match self.platform.history(channel, after).await {
                Ok(page) => page,
                Err(error @ PlatformError::Unauthorised) => return Err(error.into()),
                Err(PlatformError::Gone(UNKNOWN_CHANNEL)) => return Ok(Read::Gone),
                Err(error) => {
                    tracing::warn!(%channel, %error, "a channel could not be read again");
                    return Ok(Read::Barred);
                }
            };
            let full = page.len() >= PAGE;
            caught.read += page.len();
            there.extend(page.iter().map(|m| m.id));
            for seen in &page {
                standing.see(seen, self.platform.me());
            }
            after = page.iter().map(|m| m.id).max().unwrap_or(after);
            let batch: Vec<Incoming> = page.into_iter().map(|m| Incoming::Written(m, round.guild)).collect();
            self.take_in(&batch).await?;
            if !full {
                return Ok(Read::Whole(there, standing));
            }
        }
    }

    /// Erases the replies whose messages are certainly gone; false: that could not be found out.
    async fn erase_missing(
        &self,
        round: &Round,
        channel: ChannelId,
        kept: Vec<MessageId>,
        there: &HashSet<MessageId>,
        caught: &mut Caught,
    ) -> Result<bool, Failure> {
        let (mut gone, mut whole) = (Vec::new(), true);
        for id in kept.into_iter().filter(|id| !there.contains(id)) {
            match self.platform.message(channel, id).await {
                Err(PlatformError::MessageGone) => gone.push(id),
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%channel, %error, "a message could not be looked for");
                    whole = false;
                    break;
                }
            }
        }
        caught.erased += gone.len();
        if !gone.is_empty() {
            self.take_in(&[Incoming::Erased { guild: round.guild, channel, ids: gone }]).await?;
        }
        Ok(whole)
    }

    /// Erases the answers without a name whose posts are certainly gone; false: that could not be found out.
    async fn drop_nameless(
        &self,
        round: &Round,
        answers: &[Nameless],
        standing: &Standing,
        caught: &mut Caught,
    ) -> Result<bool, Failure> {
        match self.drop_missing_nameless(round, answers, standing).await {
            Ok(dropped) => {
                caught.erased += dropped;
                Ok(true)
            }
            Err(error @ (Failure::Unseen(_) | Failure::Platform(_))) => {
                tracing::warn!(%error, "a thread's answers without a name could not be looked for");
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Erases all that was kept of a channel or thread that is gone; answers how many replies went.
    async fn erase_channel(&self, channel: ChannelId) -> Result<usize, Failure> {
        let messages = self.store.reply_messages_in(channel, MessageId(0)).await?;
        let work = self.letters_quoting(&self.store.replies_with_messages(&messages).await?).await?;
        let erased = self.store.erase_channel(channel, &work, self.now()).await?;
        let erased = erased + self.store.erase_nameless_in(channel).await?;
        self.ring();
        Ok(usize::try_from(erased).unwrap_or(usize::MAX))
    }

    /// What an event that is not about one message asks for.
    pub async fn heard(&self, event: &Incoming) -> Result<(), Failure> {
        match event {
            Incoming::ThreadGone { thread, .. } => {
                self.erase_channel(*thread).await?;
                self.watched.remove(*thread);
            }
            Incoming::ChannelGone { guild, channel } => {
                if let Some(team) = self.store.team_of_channel(*guild, *channel).await? {
                    self.park(team.id, Parked::ChannelGone).await?;
                    // Its threads are gone with it; nobody tells of each.
                    for round in self.store.rounds_since(Some(team.id), DateTime::UNIX_EPOCH).await? {
                        self.erase_channel(thread_of(&round)).await?;
                    }
                }
                self.erase_channel(*channel).await?;
                self.watched.remove(*channel);
            }
            Incoming::GuildGone { guild } => {
                for team in self.store.teams(Some(*guild)).await? {
                    self.park(team.id, Parked::GuildGone).await?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}
