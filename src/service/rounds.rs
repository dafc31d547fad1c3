//! A round from its prompt to its thread, and what `/refleksion` shows of it.

use crate::domain::cadence;
use crate::domain::ids::{ChannelId, MessageId, OccasionId};
use crate::domain::occasion::{Occasion, OccasionKind, OccasionState, SkipReason};
use crate::domain::own::TeamLibrary;
use crate::domain::prompt::Prompt;
use crate::domain::round::{DAYS_OPEN, Round};
use crate::domain::team::Team;
use crate::service::collect::thread_of;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::hindrance::LOOK;
use crate::service::job::Job;
use crate::service::platform::{Place, PlatformError, Post, Row, Topic};
use crate::service::posts::{self, link, note};
use crate::service::refusal::{Failure, Refusal};
use crate::service::topics::is_own_thread;
use crate::store::Claim;
use crate::text::{answers, dates};
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// Nobody answers a prompt sooner than this after it came.
const SOON: Duration = Duration::seconds(1);

/// How long the reading of a round waits that was opened slowly: so is much else then, and all of it goes first.
const AFTER_THE_CROWD: Duration = Duration::minutes(1);

/// How long a round that cannot be read is left alone.
const UNREADABLE: Duration = Duration::seconds(30);

impl Core {
    /// Posts a prompt, once, and records its round together with the work of opening its thread.
    pub(super) async fn post_prompt(&self, claim: &Claim, id: OccasionId) -> Result<Outcome, Failure> {
        let now = self.now();
        let (Some(occasion), Some(team)) = (self.store.occasion(id).await?, self.team_of(claim).await?)
        else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        if occasion.state != OccasionState::Planned {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        }
        // Nothing is asked, so nothing is collected, before the channel has been told what is kept.
        if let Some(at) = self.asked_after(team.id).await? {
            return Ok(Outcome::Later(at));
        }
        let asked = match occasion.kind {
            OccasionKind::Prompt => self.word_of_quarter(&team, occasion.date).await?,
            _ => None,
        };
        let post = |prompt: &Prompt| {
            posts::prompt(&team, id, occasion.kind, occasion.date, prompt, asked.as_ref(), &self.defaults)
        };
        // An earlier attempt may stand in the channel already, however late it is now. It is found by its buttons,
        // whichever prompt it asks: what was settled may have been forgotten.
        let library = self.library_of(team.id).await?;
        let settled = occasion.prompt.as_deref().and_then(|prompt| library.get(prompt));
        let settled = settled.or_else(|| library.any().filter(|_| !claim.fresh));
        let mut topic = match settled {
            Some(prompt) => self.prompt_topic(&team, occasion.date, prompt).await?,
            None => None,
        };
        let place = Place::of(team.channel, topic.as_ref());
        let earlier = match settled {
            Some(prompt) => self.find_earlier(claim, place, &post(prompt)).await?,
            None => None,
        };
        // One of which nobody knows yet is sent again and recognised, not weighed anew.
        let stands = earlier.is_some() || self.is_recognised(claim, place) && occasion.prompt.is_some();
        if !stands {
            match cadence::lateness(occasion.due_at, now, team.zone, team.calendar()) {
                cadence::Late::CatchUpAt(at) if at > now => return Ok(Outcome::Later(at)),
                cadence::Late::OnTime | cadence::Late::CatchUpAt(_) => {}
                cadence::Late::TooLate => {
                    // The record was completed only after it was due.
                    let waited = self.went_live_after(team.guild, occasion.due_at).await?;
                    let reason = if waited { SkipReason::NotLive } else { SkipReason::TooLate };
                    self.store.skip_occasion(claim, id, reason, now).await?;
                    return Ok(Outcome::Done);
                }
            }
            if team.paused.is_some_and(|p| p.until.is_none_or(|until| occasion.date < until)) {
                self.store.skip_occasion(claim, id, SkipReason::Paused, now).await?;
                return Ok(Outcome::Done);
            }
        }
        let asked_there = match earlier {
            Some((channel, message)) => {
                let text = self.platform.card(channel, message).await?;
                posts::prompt_shown(team.language, &library, &text)
            }
            None => None,
        };
        let asked = match &occasion.prompt {
            _ if let Some(there) = asked_there => {
                Some(self.store.settle_prompt(id, &there.id, occasion.prompt.as_deref()).await?)
            }
            Some(prompt) if stands || library.asks(prompt) => Some(prompt.clone()),
            // None yet, or one that was hidden while it could not be posted.
            _ => {
                topic = None;
                self.settle_on(&team, &library, &occasion).await?
            }
        };
        let Some(prompt) = asked.as_deref().and_then(|id| library.get(id)) else {
            self.store.skip_occasion(claim, id, SkipReason::NoPrompt, now).await?;
            return Ok(Outcome::Done);
        };
        let asked_at = self.now();
        let (channel, message) = if let Some(found) = earlier {
            found
        } else {
            if topic.is_none() {
                topic = self.prompt_topic(&team, occasion.date, prompt).await?;
            }
            self.send_new(claim, Place::of(team.channel, topic.as_ref()), &post(prompt)).await?
        };
        let asked_at = earlier.is_none().then_some(asked_at);
        self.open_round_of(claim, &team, id, prompt, (channel, message), asked_at).await?;
        Ok(Outcome::Done)
    }

    /// Records the round of a prompt that stands in its channel, with what follows; `asked_at`: when its post was asked
    /// for, [`None`] when it was found there.
    async fn open_round_of(
        &self,
        claim: &Claim,
        team: &Team,
        id: OccasionId,
        prompt: &Prompt,
        (channel, message): (ChannelId, MessageId),
        asked_at: Option<DateTime<Utc>>,
    ) -> Result<(), Failure> {
        let round = Round {
            occasion: id,
            team: team.id,
            guild: team.guild,
            channel,
            message,
            // A forum's prompt has its thread from the beginning.
            thread: is_own_thread(channel, message).then_some(channel),
            wording: Some(prompt.print()),
            prompt: prompt.id.clone(),
            // By the platform's clock: ours may have been moved since it was asked for.
            opened_at: self.posted_at(message),
            closed_at: None,
        };
        // It may have stood there for a while, and people may have answered.
        let read = || {
            let now = self.now();
            let wait = match asked_at {
                Some(at) if claim.attempts == 1 && (now - at).abs() <= SOON => return None,
                Some(_) if claim.attempts == 1 => AFTER_THE_CROWD,
                _ => Duration::zero(),
            };
            let read = Job::ReadRound { round: id };
            Some(read.at(&self.random, format!("read:{id}"), team.guild, Some(team.id), now + wait))
        };
        let mut next = Vec::from_iter(read());
        let is_read = !next.is_empty();
        if round.thread.is_none() {
            let thread = Job::OpenThread { round: id };
            let key = format!("thread:{id}");
            next.push(thread.at(&self.random, key, team.guild, Some(team.id), self.now()));
        }
        next.extend(self.calls_to_mind(team, &round).await?);
        let listen =
            || [channel, thread_of(&round)].into_iter().for_each(|channel| self.watched.add(channel));
        // Before it is recorded, since people answer at once; and after, since whoever looked up meanwhile what is
        // listened to did not find it.
        listen();
        self.store.record_prompt_posted(claim, &round, &next, self.now()).await?;
        listen();
        if !is_read && let Some(read) = read() {
            // Recording it took long.
            self.store.enqueue(&[read], self.now()).await?;
        }
        self.ring();
        Ok(())
    }

    /// Reads what was answered before a prompt was recorded, again and again until it could be read, or the round is over.
    pub(super) async fn read_round(&self, claim: &Claim, id: OccasionId) -> Result<Outcome, Failure> {
        if let Some(round) = self.store.round(id).await?
            && let Some(round) = self.catch_up(&[round]).await?.unreadable.first()
        {
            self.must_see(claim, round.channel).await?;
            if self.now() - round.opened_at <= Duration::days(DAYS_OPEN) {
                return Ok(Outcome::Later(self.now() + UNREADABLE));
            }
            return Err(PlatformError::Unknown("not all of a round could be read".to_owned()).into());
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// When a message was posted, as the platform tells it by its id.
    fn posted_at(&self, message: MessageId) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(message.made_at_ms()).unwrap_or_else(|| self.now())
    }

    /// Settles what an occasion asks, or what it asks instead. None when there is nothing to ask.
    async fn settle_on(
        &self,
        team: &Team,
        library: &TeamLibrary<'_>,
        occasion: &Occasion,
    ) -> Result<Option<String>, Failure> {
        match self.next_prompt(team, library, Some(occasion.date), Some(occasion.id)).await? {
            Some(next) => {
                let was = occasion.prompt.as_deref();
                Ok(Some(self.store.settle_prompt(occasion.id, &next, was).await?))
            }
            None => Ok(None),
        }
    }

    async fn prompt_topic(
        &self,
        team: &Team,
        date: NaiveDate,
        prompt: &Prompt,
    ) -> Result<Option<Topic>, Failure> {
        let title = posts::thread_name(team.language, date, prompt);
        self.topic(team, title, Some(prompt.theme)).await
    }

    /// Opens the thread of a posted prompt; one that is there already is success.
    pub(super) async fn open_thread(&self, claim: &Claim, id: OccasionId) -> Result<Outcome, Failure> {
        let now = self.now();
        let (Some(round), Some(team), Some(occasion)) =
            (self.store.round(id).await?, self.team_of(claim).await?, self.store.occasion(id).await?)
        else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let library = self.library_of(team.id).await?;
        let Some(prompt) = library.get(&round.prompt) else {
            self.store.complete(claim, &[], now).await?;
            return Ok(Outcome::Done);
        };
        let name = posts::thread_name(team.language, occasion.date, prompt);
        let thread = match self.platform.open_thread(round.channel, round.message, &name).await {
            Ok(thread) => thread,
            // Somebody took the prompt away: there is nothing left to talk under.
            Err(PlatformError::MessageGone) => {
                self.store.complete(claim, &[], now).await?;
                return Ok(Outcome::Done);
            }
            Err(error) => return Err(error.into()),
        };
        self.store.record_thread(claim, id, thread, self.now()).await?;
        self.rounds_changed().await?;
        Ok(Outcome::Done)
    }

    /// `/refleksion`: this week's prompt with a link to its thread and the same buttons.
    pub async fn reflection(&self, asker: &Asker) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        let l = asker.language;
        let now = self.now();
        let open = self.store.latest_round(team.id).await?.filter(|r| r.accepts(now));
        let place = match &open {
            Some(round) => self.place_of(round).await,
            None => None,
        };
        let (Some(round), Some(place)) = (open, place) else {
            let next = team.next_prompts(now, 1);
            return Ok(note(match next.first() {
                Some((at, _)) => answers::round_none(l, &dates::moment(l, &at.with_timezone(&team.zone))),
                None => answers::round_none_planned(l),
            }));
        };
        let rows = vec![Row::Buttons(posts::prompt_buttons(l, round.occasion))];
        let library = self.library_of(team.id).await?;
        let (Some(prompt), Some(occasion)) =
            (library.as_asked(&round), self.store.occasion(round.occasion).await?)
        else {
            // It has left the library since, or has other words; its own still stand where it was asked.
            return Ok(Post { rows, ..note(answers::reflection_elsewhere(l, &place)) });
        };
        let mut post = posts::prompt(
            &Team { language: l, ..team },
            round.occasion,
            occasion.kind,
            occasion.date,
            prompt,
            None,
            &self.defaults,
        );
        post.rows = rows;
        post.text = answers::reflection_thread(l, &place);
        Ok(post)
    }

    /// Where a round is talked about, as far as the platform tells in time; `None`: somebody took it away.
    pub(super) async fn place_of(&self, round: &Round) -> Option<String> {
        let Some(thread) = round.thread else {
            let message = self.platform.message(round.channel, round.message);
            return match tokio::time::timeout(LOOK, message).await {
                Ok(Err(PlatformError::MessageGone | PlatformError::Gone(_))) => None,
                _ => Some(link(round.guild, round.channel, round.message)),
            };
        };
        match self.takes_answers(thread).await {
            Err(Refusal::ThreadGone) => None,
            _ => Some(format!("<#{thread}>")),
        }
    }

    /// The rounds that still accept answers.
    pub async fn open_rounds(&self) -> Result<Vec<Round>, Failure> {
        let since = self.now() - Duration::days(crate::domain::round::DAYS_OPEN);
        Ok(self.store.rounds_since(None, since).await?)
    }

    /// The team that a piece of work is for.
    pub(super) async fn team_of(&self, claim: &Claim) -> Result<Option<Team>, Failure> {
        match claim.team {
            Some(id) => Ok(self.store.team(id).await?),
            None => Ok(None),
        }
    }
}
