//! What every use case works with, and who asks for it where.

use crate::clock::Clock;
use crate::domain::ids::{ChannelId, GuildId, InteractionId, TeamId, UserId};
use crate::domain::language::Language;
use crate::domain::team::{Seat, Team};
use crate::service::incoming::Watched;
use crate::service::library::Library;
use crate::service::nameless::Tally;
use crate::service::platform::{ChannelInfo, Permission, Platform};
use crate::service::random::Random;
use crate::service::refusal::{Failure, Refusal};
use crate::store::Store;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use std::sync::Arc;
use tokio::sync::Notify;

/// The parts that the use cases are made of; clones share them.
#[derive(Clone)]
pub struct Core {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// The messaging platform.
    pub platform: Arc<dyn Platform>,
    /// The prompts.
    pub library: Arc<Library>,
    /// The channels and threads that are listened to.
    pub watched: Watched,
    /// How many answers without a name each person has given; in memory only.
    pub tally: Tally,
    /// The scheduler's bell: new work was made.
    pub bell: Arc<Notify>,
    /// What new teams begin with, and what is said of the data.
    pub defaults: Defaults,
}

/// What the operator has set.
#[derive(Debug, Clone, Copy)]
pub struct Defaults {
    /// The zone of a new team's wall clock.
    pub zone: Tz,
    /// The language of a new team.
    pub language: Language,
    /// Days for which answers are kept.
    pub retention_days: u32,
    /// Whether nothing is posted or collected before a server's go-live record is complete.
    pub go_live_required: bool,
    /// How answers reach the bot.
    pub hearing: Hearing,
    /// When it could read again what people write, if it could not before: they were told that what came earlier is not
    /// collected.
    pub heard_from: Option<DateTime<Utc>>,
}

/// How answers reach the bot: what people write by themselves it may read only when the platform's intent for the
/// content of messages is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// By what people write, and by button.
    Everything,
    /// By button alone: of messages nothing is collected, not even that they are empty.
    Buttons,
}

/// Who asks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// The guild.
    pub guild: GuildId,
    /// The channel or thread in which the command was used.
    pub channel: ChannelId,
    /// The channel that the thread belongs to, when it is a thread.
    pub parent: Option<ChannelId>,
    /// The person.
    pub user: UserId,
    /// Their display name in the guild.
    pub name: String,
    /// The permission *Manage Server*, as the platform tells it with each interaction.
    pub administrator: bool,
    /// What the bot needs and lacks in that channel, as the platform tells it with each interaction.
    pub lacking: Vec<Permission>,
    /// The language of their client.
    pub language: Language,
    /// The interaction: unique, so that an event that came twice does nothing the second time.
    pub interaction: InteractionId,
}

impl Asker {
    /// The channel that can be a team's: a thread counts for the channel it belongs to.
    pub fn team_channel(&self) -> ChannelId {
        self.parent.unwrap_or(self.channel)
    }
}

impl Core {
    /// The present moment.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Today in a team's zone.
    pub fn today(&self, zone: Tz) -> NaiveDate {
        self.now().with_timezone(&zone).date_naive()
    }

    /// The team of the channel in which somebody asks.
    pub async fn team_here(&self, asker: &Asker) -> Result<Team, Failure> {
        if let Some(team) = self.living_team_of(asker.guild, asker.team_channel()).await? {
            return Ok(team);
        }
        // Not every platform tells with an interaction which channel its thread belongs to.
        if asker.parent.is_none()
            && let Ok(ChannelInfo { parent: Some(parent), .. }) = self.platform.channel(asker.channel).await
            && let Some(team) = self.living_team_of(asker.guild, parent).await?
        {
            return Ok(team);
        }
        let teams = self.store.teams(Some(asker.guild)).await?;
        let living = teams.iter().filter(|team| team.ended_at.is_none());
        Err(Refusal::NoTeamHere(living.take(5).map(|t| t.channel).collect()).into())
    }

    /// The team of a channel, unless it was finished.
    async fn living_team_of(&self, guild: GuildId, channel: ChannelId) -> Result<Option<Team>, Failure> {
        Ok(self.store.team_of_channel(guild, channel).await?.filter(|team| team.ended_at.is_none()))
    }

    /// The team here, for somebody who may change it: its TRIO, or an administrator.
    pub async fn own_team_here(&self, asker: &Asker) -> Result<Team, Failure> {
        let team = self.team_here(asker).await?;
        self.may_change(asker, team.id).await?;
        Ok(team)
    }

    /// Refuses whoever is neither in the team's TRIO nor an administrator.
    pub async fn may_change(&self, asker: &Asker, team: TeamId) -> Result<(), Failure> {
        if asker.administrator || self.seats_of(team, asker.user).await?.next().is_some() {
            Ok(())
        } else {
            Err(Refusal::OnlyTrio.into())
        }
    }

    /// The seats in a team's TRIO that a person has accepted.
    pub async fn seats_of(&self, team: TeamId, user: UserId) -> Result<impl Iterator<Item = Seat>, Failure> {
        let seats = self.store.trio(team).await?;
        Ok(seats
            .into_iter()
            .filter(move |(_, who, accepted)| *who == user && *accepted == Some(true))
            .map(|s| s.0))
    }

    /// Who speaks for a team's TRIO: the members who accepted; a deputy where the member has not.
    pub async fn trio_members(&self, team: TeamId) -> Result<Vec<UserId>, Failure> {
        let seats = self.store.trio(team).await?;
        let holder = |seat: Seat| seats.iter().find(|s| s.0 == seat && s.2 == Some(true)).map(|s| s.1);
        let mut members: Vec<UserId> = [
            (Seat::Leader, Seat::DeputyLeader),
            (Seat::Environment, Seat::DeputyEnvironment),
            (Seat::Union, Seat::DeputyUnion),
        ]
        .into_iter()
        .filter_map(|(seat, deputy)| holder(seat).or_else(|| holder(deputy)))
        .collect();
        members.sort_unstable();
        members.dedup();
        Ok(members)
    }

    /// Tells the scheduler that there is new work.
    pub fn ring(&self) {
        self.bell.notify_one();
    }
}
