//! What the page asks of us: who there is, the guided tour, time, and company.

use super::super::Failure;
use super::company::{answered, at_work, decide, letters, letters_of};
use super::keep::left;
use super::town::{APPROVES, FIRST, LEADER, NAMED, SCHOOL, Say, both, furnish, people, town};
use super::world::{ADMINISTRATOR, BOT, CHANNEL, Stage, local};
use crate::domain::ids::{ChannelId, GuildId, OccasionId};
use crate::domain::language::Language;
use crate::domain::occasion::{OccasionKind, OccasionState};
use crate::domain::round::Round;
use crate::domain::team::Team;
use crate::sandbox::page::{Host, Leap, Person, Spot, Step, Words};
use crate::sandbox::world::{Answer, InteractionKind, State};
use crate::text::{dates, demo as say, letter, list, nominations};
use async_trait::async_trait;
use chrono::{DateTime, Duration, TimeDelta};
use chrono_tz::Europe::Copenhagen;
use serde_json::{Value, json};
use std::path::Path;
use tokio::sync::Mutex;

/// How far a leap to something that may not come goes at most.
const FARTHEST: TimeDelta = Duration::weeks(6);

/// How many of a team's newest occasions are looked through for its letter.
const RECENT: i64 = 12;

/// The languages in which the bot may have answered.
const LANGUAGES: [Language; 2] = [Language::Danish, Language::English];

/// The municipality behind the page.
pub(super) struct Town {
    pub(super) stage: Stage,
    /// Held by whoever moves the clock.
    moving: Mutex<()>,
}

impl Town {
    /// Goes on where it was left in `keep`, else starts everything: a home-care team with its TRIO, the week's question, and its first answers.
    pub(super) async fn open(keep: Option<&Path>) -> Result<Self, Failure> {
        let moving = Mutex::new(());
        if let Some(database) = keep
            && let Some(world) = left(database)?
        {
            return Ok(Self { stage: Stage::resume(world, database).await?, moving });
        }
        let stage = Stage::open(town(BOT), local(2026, 10, 1, 13, 5), keep).await?;
        let town = Self { stage, moving };
        town.set_up().await?;
        Ok(town)
    }

    async fn set_up(&self) -> Result<(), Failure> {
        let stage = &self.stage;
        furnish(&stage.world).map_err(|why| stage.broken("furnishing the place", why))?;
        let administrator = stage.person(ADMINISTRATOR);
        let id = |name: &str| json!(stage.person(name).id.to_string());
        let name = [("navn", json!("Hjemmeplejen Øst"))];
        let seats = [("leder", id(LEADER)), ("amr", id(APPROVES)), ("tr", id("Jens"))];
        let acts: [(&str, &[(&str, Value)]); 2] = [("opret-team", &name), ("team trio", &seats)];
        for (path, options) in acts {
            let used = administrator.command(stage.channel, path, options);
            let used = used.map_err(|why| stage.broken("setting the team up", why))?;
            answered(stage, &used).await.map_err(|why| stage.broken("setting the team up", why))?;
            stage.settled().await?;
        }
        for name in [LEADER, APPROVES, "Jens"] {
            let person = stage.person(name);
            let Some(asked) = person.inbox().pop() else {
                return Err(stage.broken("asking the TRIO", "nobody was asked"));
            };
            let yes = asked.components[0]["components"][0]["custom_id"].as_str().unwrap_or_default();
            let pressed = person.click(asked.id, yes).map_err(|why| stage.broken("asking the TRIO", why))?;
            answered(stage, &pressed).await.map_err(|why| stage.broken("asking the TRIO", why))?;
            stage.settled().await?;
        }
        stage.travel(local(2026, 10, 5, 9, 0)).await?;
        let round = stage.round().await?;
        at_work(stage, &round, Spot { me: stage.person(NAMED).id, channel: stage.channel }).await.map(drop)
    }

    /// The team of the channel or thread that somebody looks at.
    async fn team_at(&self, spot: Spot) -> Result<Option<Team>, Failure> {
        let (guild, channel) = {
            let state = self.stage.world.state();
            let Some(found) = state.channel(spot.channel) else { return Ok(None) };
            (found.guild, found.parent.unwrap_or(found.id))
        };
        let Some(guild) = guild else { return Ok(None) };
        let store = &self.stage.app.core().store;
        let team = store.team_of_channel(GuildId(guild), ChannelId(channel)).await;
        team.map_err(|error| self.stage.broken("looking for the team", error))
    }

    /// The teams that a leap is about: the one looked at, else all.
    async fn teams(&self, spot: Spot) -> Result<Vec<Team>, Failure> {
        if let Some(team) = self.team_at(spot).await? {
            return Ok(vec![team]);
        }
        let teams = self.stage.app.core().store.teams(None).await;
        teams.map_err(|error| self.stage.broken("looking for the teams", error))
    }

    async fn round_of(&self, team: &Team) -> Result<Option<Round>, Failure> {
        let round = self.stage.app.core().store.latest_round(team.id).await;
        round.map_err(|error| self.stage.broken("looking for the question", error))
    }

    /// The newest question of each team.
    async fn rounds(&self, teams: &[Team]) -> Result<Vec<Round>, Failure> {
        let mut rounds = Vec::new();
        for team in teams {
            rounds.extend(self.round_of(team).await?);
        }
        Ok(rounds)
    }

    /// The letters of the teams that are under way or posted, newest first, and whether each is posted.
    async fn letters(&self, teams: &[Team]) -> Result<Vec<(OccasionId, bool)>, Failure> {
        let mut letters = Vec::new();
        for team in teams {
            let recent = self.stage.app.core().store.recent_occasions(team.id, RECENT).await;
            let recent = recent.map_err(|error| self.stage.broken("looking for the letter", error))?;
            let kept = recent.iter().filter(|one| one.kind == OccasionKind::Letter);
            let kept = kept.filter(|one| one.state != OccasionState::Skipped);
            letters.extend(kept.map(|one| (one.id, one.state == OccasionState::Posted)));
        }
        Ok(letters)
    }

    async fn go(&self, leap: Leap, spot: Spot, company: bool) -> Result<Words, Failure> {
        let _moving = self.moving.lock().await;
        let stage = &self.stage;
        let began = stage.clock.now();
        let local = |days| stage.same_hour_in(days);
        let target = match leap {
            Leap::Day => local(1),
            Leap::Week => local(7),
            Leap::Question | Leap::Letter => began + FARTHEST,
        };
        let teams = self.teams(spot).await?;
        let before = self.rounds(&teams).await?;
        let letters = self.letters(&teams).await?;
        loop {
            let next = stage.next_thing().await?.filter(|next| *next < target).unwrap_or(target);
            stage.travel(next.max(stage.clock.now())).await?;
            let rounds = self.rounds(&teams).await?;
            let asked = rounds.iter().find(|round| before.iter().all(|old| old.occasion != round.occasion));
            if leap == Leap::Question && asked.is_some() {
                return Ok(both(|language| say::demo_leap_question(language, &self.now(language))));
            }
            if company {
                self.work(&rounds, spot).await?;
            }
            let now = self.letters(&teams).await?;
            if let Some((_, posted)) =
                now.iter().find(|letter| !letters.contains(letter)).filter(|_| leap == Leap::Letter)
            {
                return Ok(if *posted {
                    both(|language| say::demo_leap_letter(language, &self.now(language)))
                } else {
                    let names = self.still_to_approve(spot);
                    both(|language| say::demo_leap_preview(language, &list(language, &names)))
                });
            }
            if stage.clock.now() >= target {
                break;
            }
        }
        Ok(both(|language| match leap {
            Leap::Question => say::demo_leap_no_question(language),
            Leap::Letter => say::demo_leap_no_letter(language),
            Leap::Day | Leap::Week => say::demo_leap_passed(language, &self.now(language)),
        }))
    }

    /// The colleagues answer the newest questions, and settle what the bot asked them.
    async fn work(&self, rounds: &[Round], spot: Spot) -> Result<(), Failure> {
        let today = self.stage.clock.now() - Duration::hours(12);
        for round in rounds.iter().filter(|round| round.opened_at > today) {
            at_work(&self.stage, round, spot).await?;
        }
        decide(&self.stage, spot).await
    }

    /// Those of the TRIO to whom a preview was sent last and who have not said anything about it.
    fn still_to_approve(&self, spot: Spot) -> Vec<String> {
        let trio = [APPROVES, "Jens", LEADER];
        let state = self.stage.world.state();
        let open = |name: &&str| {
            let user = state.everything_said().filter_map(|message| {
                let place = state.channel(message.channel).filter(|place| place.guild.is_none())?;
                let has = !message.components.is_empty()
                    && place.recipients.iter().any(|id| is_called(&state, *id, name));
                has.then_some((place.id, message.id))
            });
            let newest = user.max_by_key(|(_, id)| *id);
            newest.is_some_and(|source| {
                !state.interactions_of(InteractionKind::Component).any(|one| one.source == Some(source))
            })
        };
        let mut names: Vec<String> =
            trio.iter().filter(|name| open(name)).map(|name| (*name).to_owned()).collect();
        if names.is_empty() {
            names.extend(state.user(spot.me).and_then(|user| user.global_name.clone()));
        }
        names
    }

    fn now(&self, language: Language) -> String {
        dates::moment(language, &self.stage.clock.now().with_timezone(&Copenhagen))
    }

    async fn filled(&self, spot: Spot) -> Result<Words, Failure> {
        let _moving = self.moving.lock().await;
        let team = match self.team_at(spot).await? {
            Some(team) => Some(team),
            None if self
                .stage
                .world
                .state()
                .channel(spot.channel)
                .is_some_and(|place| place.guild.is_none()) =>
            {
                self.teams(spot).await?.into_iter().next()
            }
            None => None,
        };
        let round = match &team {
            Some(team) => self.round_of(team).await?,
            None => None,
        };
        let Some(round) = round else { return Ok(both(say::demo_fill_no_question)) };
        let answers = at_work(&self.stage, &round, spot).await?;
        Ok(match i64::try_from(answers).unwrap_or_default() {
            0 => both(say::demo_fill_nobody),
            answers => both(|language| say::demo_fill_done(language, answers)),
        })
    }

    fn told(result: Result<Words, Failure>) -> Result<Words, Words> {
        result.map_err(|failure| {
            tracing::error!(%failure, "the demo stumbled");
            both(say::demo_broken)
        })
    }

    /// Whether whom one begins as has an answer that was taken in.
    async fn has_answered(&self, teams: &[Team]) -> bool {
        let first = self.stage.person(FIRST).id;
        let until = self.stage.clock.now() + Duration::days(1);
        for team in teams {
            let kept =
                self.stage.app.core().store.replies_between(team.id, DateTime::UNIX_EPOCH, until).await;
            if kept.is_ok_and(|kept| kept.iter().any(|reply| reply.author.0 == first)) {
                return true;
            }
        }
        false
    }

    /// Whether somebody is asked in private if an example may be told.
    fn is_asked(&self, name: &str) -> bool {
        let yes = LANGUAGES.map(|language| letters(&nominations::button_consent_yes(language)));
        let inbox = self.stage.person(name).inbox();
        inbox.iter().map(letters_of).any(|said| yes.iter().any(|yes| said.contains(yes)))
    }

    /// Whether somebody pressed a button that was answered with one of these sentences.
    fn was_told(&self, name: &str, sentences: &[String]) -> bool {
        let id = self.stage.person(name).id;
        let state = self.stage.world.state();
        let mut answers = state
            .interactions_of(InteractionKind::Component)
            .filter(|one| one.user == id)
            .filter_map(|one| state.answer(one.id));
        answers.any(|answer| {
            let (Answer::Message(message) | Answer::Updated(message)) = answer else { return false };
            let said = letters_of(&message);
            sentences.iter().any(|sentence| said.contains(&letters(sentence)))
        })
    }
}

/// How the bot thanks for a yes, as far as it is the same each time.
fn thanks() -> Vec<String> {
    const HERE: &str = "\u{1}";
    let begin = |sentence: String| sentence.split(HERE).next().unwrap_or_default().to_owned();
    let all = |language| {
        [
            begin(nominations::consent_thanks_yes(language, HERE)),
            begin(nominations::consent_thanks_yes_shared(language, HERE)),
            nominations::consent_thanks_without_name(language),
        ]
    };
    LANGUAGES.into_iter().flat_map(all).collect()
}

fn is_called(state: &State, id: i64, name: &str) -> bool {
    state.user(id).is_some_and(|user| user.global_name.as_deref() == Some(name))
}

#[async_trait]
impl Host for Town {
    fn people(&self) -> Vec<Person> {
        people(&self.stage.world)
    }

    fn tour(&self) -> Vec<Step> {
        let world = &self.stage.world;
        let step = |title: Say, text: Say, person: &str, channel: Option<&str>| Step {
            title: both(title),
            text: both(text),
            person: world.user(person).id,
            channel: channel.and_then(|name| world.channel(name)),
        };
        vec![
            step(say::demo_tour_answer, say::demo_tour_answer_text, FIRST, Some(CHANNEL)),
            step(say::demo_tour_nominate, say::demo_tour_nominate_text, FIRST, Some(CHANNEL)),
            step(say::demo_tour_consent, say::demo_tour_consent_text, NAMED, None),
            step(say::demo_tour_letter, say::demo_tour_letter_text, APPROVES, Some(CHANNEL)),
            step(say::demo_tour_withdraw, say::demo_tour_withdraw_text, NAMED, Some(CHANNEL)),
            step(say::demo_tour_team, say::demo_tour_team_text, ADMINISTRATOR, Some(SCHOOL)),
        ]
    }

    async fn taken(&self) -> Vec<bool> {
        let teams = self.stage.app.core().store.teams(None).await.unwrap_or_default();
        let posted = {
            let state = self.stage.world.state();
            let has_picture = |card: &Value| card["image"].is_object();
            state.said_in(self.stage.channel).any(|message| message.embeds.iter().any(has_picture))
        };
        let yes = self.was_told(NAMED, &thanks());
        let no = self.was_told(NAMED, &LANGUAGES.map(|language| nominations::consent_thanks_no(language, 0)));
        let left = self.was_told(NAMED, &LANGUAGES.map(nominations::example_left))
            || self.was_told(NAMED, &LANGUAGES.map(nominations::example_left_whole))
            || self.was_told(NAMED, &LANGUAGES.map(letter::letter_left));
        vec![
            self.has_answered(&teams).await,
            self.is_asked(NAMED) || yes || no,
            yes,
            posted,
            left,
            teams.len() > 1,
        ]
    }

    async fn acted(&self) {
        let done = if let Ok(_moving) = self.moving.try_lock() {
            self.stage.pass(Duration::minutes(1)).await
        } else {
            // Time moves already; what was done meanwhile is taken in all the same.
            let _moving = self.moving.lock().await;
            self.stage.settled().await
        };
        if let Err(failure) = done {
            tracing::warn!(%failure, "what followed took too long");
        }
    }

    async fn leap(&self, leap: Leap, spot: Spot, company: bool) -> Result<Words, Words> {
        Self::told(self.go(leap, spot, company).await)
    }

    async fn fill(&self, spot: Spot) -> Result<Words, Words> {
        Self::told(self.filled(spot).await)
    }
}
