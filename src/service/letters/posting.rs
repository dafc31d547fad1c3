//! A letter on its way: settled, posted once, its rest put into its thread, and kept up to date.

use super::material::{Gathered, Told, seed};
use super::render;
use crate::domain::absence::NONCE_SECONDS;
use crate::domain::digest::{self, Chosen};
use crate::domain::dosing::QuietMonth;
use crate::domain::ids::{ChannelId, MessageId, OccasionId};
use crate::domain::occasion::{OccasionState, SkipReason};
use crate::domain::team::Team;
use crate::service::core::Core;
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Place, PlatformError, Topic};
use crate::service::refusal::Failure;
use crate::store::{Claim, LetterRow};
use crate::text::{dates, letter};
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// So long after its moment a letter still counts as on time.
const ON_TIME: Duration = Duration::minutes(60);

/// How soon a correction of a letter that is on its way is tried again.
const ON_ITS_WAY: Duration = Duration::seconds(10);
/// How soon, while something keeps its team's posts from being sent.
const HELD_UP: Duration = Duration::minutes(10);

/// Whether a letter goes out now.
enum Leave {
    Now,
    At(DateTime<Utc>),
    /// TRIO has not approved it.
    Waits,
    Never(SkipReason),
}

impl Core {
    pub(in crate::service) async fn post_letter(
        &self,
        claim: &Claim,
        id: OccasionId,
    ) -> Result<Outcome, Failure> {
        let now = self.now();
        let planned = self.letter_occasion(id).await?.filter(|(o, ..)| o.state == OccasionState::Planned);
        let Some((_, team, month)) = planned else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        // What was settled by an earlier attempt may stand in the channel already.
        let settled = self.store.letter(id).await?;
        let looked = settled.is_none() && !claim.fresh;
        let forgotten = if looked { self.find_letter(claim, &team, id, month).await? } else { None };
        if settled.is_none() && forgotten.is_none() {
            if now >= team.letter_earliest(month) && self.is_silent(&team, month, id).await? {
                self.store.skip_occasion(claim, id, SkipReason::QuietMonth, now).await?;
                return Ok(Outcome::Done);
            }
            match self.leave(claim, &team, id, month, now).await? {
                Leave::Now => {}
                Leave::At(at) => return Ok(Outcome::Later(at)),
                // Until the approval asks for it earlier.
                Leave::Waits => return Ok(Outcome::Later(team.letter_lapses(month))),
                Leave::Never(reason) => {
                    self.store.skip_occasion(claim, id, reason, now).await?;
                    return Ok(Outcome::Done);
                }
            }
        }
        let Some(told) = self.settle(&team, id, month, settled, forgotten.is_some()).await? else {
            self.store.skip_occasion(claim, id, SkipReason::QuietMonth, now).await?;
            return Ok(Outcome::Done);
        };
        let written = render::letter(&team, id, month, &told, self.defaults);
        let shown = if let Some(found) = forgotten {
            found
        } else {
            let topic = self.letter_topic(&team, month).await?;
            let place = Place::of(team.channel, topic.as_ref());
            if looked {
                self.send_new(claim, place, &written.main).await?
            } else {
                self.send_once(claim, place, &written.main).await?
            }
        };
        let now = self.now();
        let mut next: Vec<_> = written
            .rest
            .iter()
            .map(|_| {
                let rest = Job::LetterRest { occasion: id };
                rest.at(&self.random, format!("letter-rest:{id}"), team.guild, Some(team.id), now)
            })
            .collect();
        if claim.attempts > 1 || forgotten.is_some() {
            // It may be the post of an earlier attempt, with earlier words.
            let key = format!("letter-refresh:{id}:{}", claim.id);
            let job = Job::RefreshLetter { occasion: id };
            next.push(job.at(&self.random, key, team.guild, Some(team.id), now));
        }
        self.store.record_letter_posted(claim, id, shown, &next, now).await?;
        self.ring();
        Ok(Outcome::Done)
    }

    /// A letter that was posted without the database's knowing: found by its buttons, whatever it tells.
    async fn find_letter(
        &self,
        claim: &Claim,
        team: &Team,
        id: OccasionId,
        month: NaiveDate,
    ) -> Result<Option<(ChannelId, MessageId)>, Failure> {
        let told = self.told(team, month, Chosen::default(), Some(id)).await?;
        let any = render::letter(team, id, month, &told, self.defaults).main;
        let topic = self.letter_topic(team, month).await?;
        self.find_earlier(claim, Place::of(team.channel, topic.as_ref()), &any).await
    }

    async fn letter_topic(&self, team: &Team, month: NaiveDate) -> Result<Option<Topic>, Failure> {
        let title = letter::letter_thread_name(team.language, &dates::month_and_year(team.language, month));
        self.topic(team, title, None).await
    }

    async fn leave(
        &self,
        claim: &Claim,
        team: &Team,
        id: OccasionId,
        month: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Leave, Failure> {
        let earliest = team.letter_earliest(month);
        if now < earliest {
            return Ok(Leave::At(earliest));
        }
        let members = self.trio_members(team.id).await?;
        if !members.is_empty() && !self.is_approved(id, &members).await? {
            let lapsed = now >= team.letter_lapses(month);
            return Ok(if lapsed { Leave::Never(SkipReason::Lapsed) } else { Leave::Waits });
        }
        if members.is_empty() && now > team.letter_latest(month) {
            return Ok(Leave::Never(SkipReason::TooLate));
        }
        // Missed while the bot was away: made up for in working hours.
        let at = team.private_time(now);
        Ok(if now > claim.due_at + ON_TIME && at > now { Leave::At(at) } else { Leave::Now })
    }

    /// What the letter tells, settled once; `None`: nothing was asked in that month, and nothing told, unless it
    /// `stands` already.
    async fn settle(
        &self,
        team: &Team,
        id: OccasionId,
        month: NaiveDate,
        settled: Option<LetterRow>,
        stands: bool,
    ) -> Result<Option<Told>, Failure> {
        let chosen = if let Some(row) = settled {
            row.chosen
        } else {
            let gathered = self.gather(team, month, Some(id)).await?;
            let chosen = digest::choose(&gathered.month, seed(team, month));
            if !stands && silent(team, &gathered, &chosen) {
                return Ok(None);
            }
            let row = LetterRow {
                occasion: id,
                team: team.id,
                guild: team.guild,
                month,
                chosen: serde_json::to_string(&chosen).unwrap_or_default(),
                shown: None,
                rest: None,
                posted_at: None,
            };
            self.store.settle_letter(&row).await?
        };
        let chosen: Chosen = serde_json::from_str(&chosen).unwrap_or_default();
        Ok(Some(self.told(team, month, chosen, Some(id)).await?))
    }

    /// Whether a month has nothing to tell in a team that wants no letter then.
    pub(super) async fn is_silent(
        &self,
        team: &Team,
        month: NaiveDate,
        id: OccasionId,
    ) -> Result<bool, Failure> {
        let gathered = self.gather(team, month, Some(id)).await?;
        let chosen = digest::choose(&gathered.month, seed(team, month));
        Ok(silent(team, &gathered, &chosen))
    }

    /// Opens the thread of a posted letter and puts the rest of it there, once.
    pub(in crate::service) async fn post_letter_rest(
        &self,
        claim: &Claim,
        id: OccasionId,
    ) -> Result<Outcome, Failure> {
        let row = self.store.letter(id).await?;
        if let (Some(row), Some((_, team, month))) = (row, self.letter_occasion(id).await?)
            && let (Some((channel, message)), None) = (row.shown, row.rest)
        {
            let chosen = serde_json::from_str(&row.chosen).unwrap_or_default();
            let told = self.told(&team, month, chosen, Some(id)).await?;
            let l = team.language;
            let rest = render::letter(&team, id, month, &told, self.defaults).rest;
            if rest.is_some() || !claim.fresh {
                let name = letter::letter_thread_name(l, &dates::month_and_year(l, month));
                let thread = Place::Channel(self.thread_of_post(channel, message, &name).await?);
                // That of an earlier attempt may stand there, although nothing is left to tell by now.
                let shown = match &rest {
                    Some(rest) => Some(self.send_once(claim, thread, rest).await?),
                    None if self.is_recognised(claim, thread) => {
                        return Ok(Outcome::Later(claim.tried_at + Duration::seconds(NONCE_SECONDS)));
                    }
                    None => self.find_earlier(claim, thread, &render::rest(l, id, Vec::new())).await?,
                };
                if let Some(shown) = shown {
                    let now = self.now();
                    // It may be the post of an earlier attempt, with earlier words.
                    let refresh = (!claim.fresh).then(|| {
                        let key = format!("letter-refresh:{id}:{}", claim.id);
                        let job = Job::RefreshLetter { occasion: id };
                        job.at(&self.random, key, team.guild, Some(team.id), now)
                    });
                    self.store.record_letter_rest(claim, id, shown, refresh.as_slice(), now).await?;
                    self.ring();
                    return Ok(Outcome::Done);
                }
            }
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// Brings a posted letter up to date: a correction is an edit, never a second message.
    pub(in crate::service) async fn refresh_letter(
        &self,
        claim: &Claim,
        id: OccasionId,
    ) -> Result<Outcome, Failure> {
        let now = self.now();
        let (mut next, mut stands) = (Vec::new(), None);
        // Read again after each edit: somebody may have changed it since, and their edit have come first.
        while let (Some(row), Some((occasion, team, month))) =
            (self.store.letter(id).await?, self.letter_occasion(id).await?)
        {
            let Some((channel, message)) = row.shown else {
                // Settled, and on its way with what it told then: corrected as soon as it stands.
                if occasion.state == OccasionState::Planned {
                    return Ok(Outcome::Later(now + ON_ITS_WAY));
                }
                self.store.complete(claim, &[], now).await?;
                return Ok(Outcome::Done);
            };
            let chosen = serde_json::from_str(&row.chosen).unwrap_or_default();
            let told = self.told(&team, month, chosen, Some(id)).await?;
            let written = render::letter(&team, id, month, &told, self.defaults);
            let kept = Some((row.rest, written.main, written.rest));
            if kept == stands {
                break;
            }
            stands = kept;
            let Some((shown, main, rest)) = &stands else { break };
            next.clear();
            still_there(self.correct(channel, message, main).await)?;
            if let Some((channel, message)) = *shown {
                still_there(match rest {
                    Some(rest) => self.correct(channel, message, rest).await,
                    None => self.platform.delete(channel, message).await,
                })?;
                continue;
            }
            let rests = self.store.letter_rests(id).await?;
            if rests.open > 0 {
                // On its way with what it told then: corrected as soon as it stands.
                let wait = if team.parked.is_some() { HELD_UP } else { ON_ITS_WAY };
                return Ok(Outcome::Later(now + wait));
            }
            if rest.is_some() {
                let key = format!("letter-rest:{id}:{}", rests.made);
                let job = Job::LetterRest { occasion: id };
                next.push(job.at(&self.random, key, team.guild, Some(team.id), now));
            }
        }
        self.store.complete(claim, &next, self.now()).await?;
        Ok(Outcome::Done)
    }
}

/// Nothing to tell: of a month in which nothing was asked there is no letter; of a quiet one as the team has chosen.
fn silent(team: &Team, gathered: &Gathered, chosen: &Chosen) -> bool {
    chosen.is_empty() && (!gathered.asked || team.dosing.quiet_month == QuietMonth::Nothing)
}

/// What somebody has removed needs no correction.
fn still_there(done: Result<(), PlatformError>) -> Result<(), PlatformError> {
    match done {
        Err(PlatformError::MessageGone | PlatformError::Gone(_)) => Ok(()),
        done => done,
    }
}
