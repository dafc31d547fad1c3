//! Setting a team up: which channels can be one, and what follows from it.

use crate::domain::cadence::{self, Cadence, CronError};
use crate::domain::dosing::Dosing;
use crate::domain::escape;
use crate::domain::ids::{ChannelId, GuildId, TeamId};
use crate::domain::language::Language;
use crate::domain::team::{Home, LEAST_K, Parked, Team};
use crate::service::core::{Asker, Core};
use crate::service::informing::introduction_key;
use crate::service::job::Job;
use crate::service::platform::{Card, ChannelInfo, ChannelKind, Permission, PlatformError, Post, Row};
use crate::service::posts::GREEN;
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::impersonal;
use crate::text::{commands, names, organisation};
use chrono::{NaiveTime, Weekday};

/// What `/opret-team` was given; what is missing stays as it is, or becomes the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Setup {
    /// The channel; else the one in which the command was used.
    pub channel: Option<ChannelId>,
    /// The team's name; else the channel's.
    pub name: Option<String>,
    /// The day; else Monday.
    pub weekday: Option<Weekday>,
    /// The time as typed; else 09:00.
    pub time: Option<String>,
    /// The rhythm; else weekly.
    pub rhythm: Option<Rhythm>,
    /// The language of the posts; else the operator's.
    pub language: Option<Language>,
    /// Five crontab fields instead of weekday and time.
    pub cron: Option<String>,
}

/// The rhythms that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// *Hver uge*.
    Weekly,
    /// *Hver 2. uge*.
    Biweekly,
    /// *Hver måned*.
    Monthly,
}

/// The longest name of a team, in characters.
const LONGEST_NAME: usize = 80;
/// How often a set-up is tried when others change the same team at that moment.
const TRIES: usize = 5;

impl Core {
    /// `/opret-team`: makes a channel a team, or changes one that is.
    pub async fn set_up_team(&self, asker: &Asker, setup: Setup) -> Result<Post, Failure> {
        for _ in 0..TRIES {
            match self.try_set_up(asker, &setup).await {
                // Somebody else has just made the same channel a team, or changed it: this is a change of that.
                Ok(None) => {}
                Err(Failure::Store(error)) if error.is_conflict() => {}
                Ok(Some(done)) => return Ok(done),
                Err(failure) => return Err(failure),
            }
        }
        Err(Refusal::Outdated.into())
    }

    /// [`None`] when somebody else has changed the team meanwhile.
    async fn try_set_up(&self, asker: &Asker, setup: &Setup) -> Result<Option<Post>, Failure> {
        if !asker.administrator {
            return Err(Refusal::OnlyAdministrator.into());
        }
        let (info, home) = self.home(asker.guild, setup.channel.unwrap_or(asker.channel)).await?;
        let channel = info.id;
        let known = self.store.team_of_channel(asker.guild, channel).await?;
        let cadence = chosen_cadence(setup, known.as_ref().map(|t| &t.cadence))?;
        let missing = self.missing_in(asker.guild, channel).await?;
        if !missing.is_empty() {
            return Err(Refusal::MissingPermissions(channel, missing).into());
        }
        let now = self.now();
        // Before the server has gone live its teams wait.
        let waits = !self.awaited(asker.guild).await?.is_empty();
        let parked = waits.then_some(Parked::GoLive);
        let before = known.clone();
        impersonal(setup.name.as_deref().unwrap_or_default())?;
        let name = setup.name.as_deref().map(|n| escape::plain(n, LONGEST_NAME)).filter(|n| !n.is_empty());
        let team = match known {
            Some(team) => Team {
                home,
                name: name.unwrap_or(team.name),
                language: setup.language.unwrap_or(team.language),
                // What is set up anew holds at once.
                dosing: Dosing {
                    earlier: team.dosing.earlier.filter(|_| cadence == team.cadence),
                    ..team.dosing
                },
                cadence,
                parked,
                // What was finished starts again with what was kept.
                paused: team.paused.filter(|_| team.ended_at.is_none()),
                ended_at: None,
                ..team
            },
            None => Team {
                id: TeamId(self.random.id()),
                guild: asker.guild,
                channel,
                home,
                name: name.unwrap_or_else(|| escape::cut(&info.name, LONGEST_NAME)),
                language: setup.language.unwrap_or(self.defaults.language),
                zone: self.defaults.zone,
                cadence,
                paused: None,
                parked,
                k: LEAST_K,
                dosing: Dosing::default(),
                created_at: now,
                ended_at: None,
            },
        };
        if !self.takes_posts(&team).await? {
            return Err(Refusal::NoTag(channel).into());
        }
        let work = Job::Introduce { team: team.id }.at(
            &self.random,
            introduction_key(team.id),
            team.guild,
            Some(team.id),
            now,
        );
        if before.as_ref() != Some(&team) {
            let mut next = self.next_dates_of(&team, self.after_today(&team).await?);
            if let Some(before) = &before {
                // A letter that is on its way keeps its date; so does the prompt if the rhythm is the same.
                let stands = self.store.next_dates(before.id).await?;
                next.letter = stands.letter.or(next.letter);
                if before.cadence == team.cadence && before.ended_at.is_none() {
                    next.prompt = stands.prompt;
                }
            }
            if !self.store.save_team(before.as_ref(), &team, asker.user, next, &[work], now).await? {
                return Ok(None);
            }
            self.watched.add(team.channel);
            if before.is_some() {
                self.inform_teams().await?;
            }
            self.ring();
        }
        let next = self.next_lines(asker.language, &team, 3).await?;
        Ok(Some(summary(asker.language, &team, before.as_ref(), &next)))
    }

    /// The channel that is to hold a team, and its kind. Commands for a forum are used in its posts, so a post
    /// counts for its forum.
    async fn home(&self, guild: GuildId, chosen: ChannelId) -> Result<(ChannelInfo, Home), Failure> {
        let mut info = self.channel_seen(guild, chosen).await?;
        if let (ChannelKind::Thread, Some(parent)) = (info.kind, info.parent) {
            info = self.channel_seen(guild, parent).await?;
            if !matches!(info.kind, ChannelKind::Forum | ChannelKind::Media) {
                return Err(Refusal::IsThread.into());
            }
        }
        match info.kind {
            ChannelKind::Text => Ok((info, Home::Text)),
            ChannelKind::Forum => Ok((info, Home::Forum)),
            ChannelKind::Thread => Err(Refusal::IsThread.into()),
            kind => Err(Refusal::ChannelKind(info.id, kind).into()),
        }
    }

    /// A channel of this guild; refused when it is gone or cannot be seen.
    pub(super) async fn channel_seen(
        &self,
        guild: GuildId,
        channel: ChannelId,
    ) -> Result<ChannelInfo, Failure> {
        let info = self.platform.channel(channel).await.map_err(|error| unseen(channel, error))?;
        // Not every platform tells of a channel where it is.
        if info.guild.0 != 0 && info.guild != guild {
            return Err(Refusal::CannotSee(channel).into());
        }
        Ok(info)
    }

    /// The permissions that are missing in a channel; refused when it is gone or cannot be seen.
    pub(super) async fn missing_in(
        &self,
        guild: GuildId,
        channel: ChannelId,
    ) -> Result<Vec<Permission>, Failure> {
        self.platform.missing_permissions(guild, channel).await.map_err(|error| unseen(channel, error))
    }
}

/// Why a channel cannot be looked at.
fn unseen(channel: ChannelId, error: PlatformError) -> Failure {
    match error {
        PlatformError::Forbidden(_) => Refusal::CannotSee(channel).into(),
        PlatformError::Gone(_) => Refusal::ChannelGone.into(),
        error => error.into(),
    }
}

/// The private answer to `/opret-team`.
fn summary(l: Language, team: &Team, before: Option<&Team>, next: &[String]) -> Post {
    let name = escape::name(&team.name);
    let title = match before {
        None => commands::setup_done(l, &name, &format!("<#{}>", team.channel)),
        Some(before) if before == team => commands::setup_unchanged(l, &name),
        Some(Team { ended_at: Some(_), .. }) => commands::setup_restarted(l, &name),
        Some(_) => commands::setup_changed(l, &name),
    };
    let mut hints =
        vec![commands::setup_trio(l), commands::setup_preview_hint(l), commands::setup_change_hint(l)];
    if team.parked == Some(Parked::GoLive) {
        hints.insert(0, organisation::setup_waits(l));
    }
    Post {
        cards: vec![Card {
            text: format!("{title}\n{}", commands::setup_rhythm(l, &names::cadence(l, &team.cadence))),
            fields: vec![(commands::setup_next(l), next.join("\n")), ("\u{200b}".into(), hints.join("\n"))],
            colour: GREEN,
            ..Card::default()
        }],
        rows: Vec::<Row>::new(),
        ..Post::default()
    }
}

/// The cadence that results from what was chosen and what stood before.
pub(super) fn chosen_cadence(setup: &Setup, before: Option<&Cadence>) -> Result<Cadence, Refusal> {
    if let Some(fields) = &setup.cron {
        return Cadence::cron(fields).map_err(|error| match error {
            CronError::OftenerThanDaily => Refusal::CronTooOften,
            error => Refusal::Cron(fields.clone(), error),
        });
    }
    let untouched = setup.weekday.is_none() && setup.time.is_none() && setup.rhythm.is_none();
    if let (Some(before), true) = (before, untouched) {
        return Ok(before.clone());
    }
    let (rhythm, weekday, at, anchor) = match before {
        Some(Cadence::Weekly { weekday, at }) => (Rhythm::Weekly, *weekday, *at, None),
        Some(Cadence::Biweekly { weekday, at, anchor }) => (Rhythm::Biweekly, *weekday, *at, *anchor),
        Some(Cadence::Monthly { weekday, at }) => (Rhythm::Monthly, *weekday, *at, None),
        Some(Cadence::Cron(_)) | None => {
            (Rhythm::Weekly, Weekday::Mon, NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default(), None)
        }
    };
    let weekday = setup.weekday.unwrap_or(weekday);
    let at = match &setup.time {
        Some(text) => cadence::parse_time(text).map_err(|_| Refusal::UnknownTime(text.clone()))?,
        None => at,
    };
    Ok(match setup.rhythm.unwrap_or(rhythm) {
        Rhythm::Weekly => Cadence::Weekly { weekday, at },
        Rhythm::Biweekly => Cadence::Biweekly { weekday, at, anchor },
        Rhythm::Monthly => Cadence::Monthly { weekday, at },
    })
}
