//! People who have left their server: asked for once a day, one by one, and erased when they have been gone for a while.
//! The platform tells of nobody's leaving by itself without the members intent.

use crate::domain::audit::Actor;
use crate::domain::ids::{GuildId, UserId};
use crate::service::core::Core;
use crate::service::erasure::erase;
use crate::service::platform::PlatformError;
use crate::service::refusal::Failure;
use crate::store::Leaver;
use chrono::{DateTime, Duration, NaiveDate, Timelike as _, Utc};
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

/// Under which name the day is kept on which everybody was last asked for.
const ASKED: &str = "members-asked";
/// At night, when nobody waits for the same requests: the hours on the clock of new teams.
const HOURS: Range<u32> = 2..5;
/// How many are asked for before something else has its turn.
const AT_ONCE: usize = 50;
/// For how long somebody who has left can come back to what is kept.
const GONE_FOR: Duration = Duration::days(14);

/// Who is still to be asked for tonight.
#[derive(Debug, Default)]
pub struct Roll {
    night: Option<NaiveDate>,
    left: VecDeque<(GuildId, UserId)>,
    gone: BTreeMap<(GuildId, UserId), DateTime<Utc>>,
}

impl Core {
    /// Asks for the next few, if it is night and they have not been asked for.
    pub async fn call_the_roll(&self, roll: &mut Roll) -> Result<(), Failure> {
        let now = self.now();
        let local = now.with_timezone(&self.defaults.zone);
        if !HOURS.contains(&local.hour()) {
            return Ok(());
        }
        let night = local.date_naive();
        if roll.night != Some(night) {
            let asked = self.store.instance(ASKED).await?;
            let done = asked.is_some_and(|asked| asked == night.to_string());
            let everybody = if done { Vec::new() } else { self.store.everybody().await? };
            let gone = self.store.departures().await?.into_iter().collect();
            *roll = Roll { night: Some(night), left: everybody.into(), gone };
            if done {
                return Ok(());
            }
        } else if roll.left.is_empty() {
            return Ok(());
        }
        for _ in 0..AT_ONCE {
            let Some((guild, user)) = roll.left.front().copied() else { break };
            match self.platform.member(guild, user).await {
                Ok(found) => {
                    let since = roll.gone.get(&(guild, user)).copied();
                    self.note_member(guild, user, found.is_some(), since).await?;
                }
                // The bot is not there itself: of nobody there it knows anything.
                Err(PlatformError::Gone(_) | PlatformError::Forbidden(_)) => {
                    roll.left.retain(|one| one.0 != guild);
                    continue;
                }
                // Asked again in a moment, after the others.
                Err(error) => {
                    roll.left.rotate_left(1);
                    return Err(error.into());
                }
            }
            roll.left.pop_front();
        }
        if roll.left.is_empty() {
            self.store.set_instance(ASKED, &night.to_string()).await?;
        }
        Ok(())
    }

    async fn note_member(
        &self,
        guild: GuildId,
        user: UserId,
        there: bool,
        gone_since: Option<DateTime<Utc>>,
    ) -> Result<(), Failure> {
        let now = self.now();
        match (there, gone_since) {
            (true, None) => {}
            (true, Some(_)) => self.store.note_return(guild, user).await?,
            (false, None) => self.store.note_departure(guild, user, now).await?,
            (false, Some(since)) if now - since < GONE_FOR => {}
            (false, Some(_)) => {
                let leaver = Leaver { user, guild: Some(guild), at: now, by: Actor::Bot };
                erase(&self.store, &self.random, leaver).await?;
                self.ring();
            }
        }
        Ok(())
    }
}
