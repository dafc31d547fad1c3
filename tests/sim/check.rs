//! What the world saw, held against what was promised: by a plan of its own, from how the teams stood and when
//! something was in the way.

use super::ledger::Example;
use super::plan::{Due, dues, good_stretches, must_post};
use super::react::buttons;
use super::run::Sim;
use super::world::Message;
use aktor::domain::cadence::{Late, lateness};
use aktor::domain::ids::{ChannelId, OccasionId, ReplyId};
use aktor::domain::occasion::{Occasion, OccasionKind, OccasionState};
use aktor::domain::round::DAYS_OPEN;
use aktor::service::action::Action;
use aktor::service::core::Core;
use chrono::{DateTime, Duration, Months, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// A request may be on its way for so long.
const ON_ITS_WAY: Duration = Duration::minutes(2);

impl Sim {
    /// All that is not as it was promised.
    pub(crate) async fn check(&mut self) -> Vec<String> {
        let mut wrong = std::mem::take(&mut self.world.violations);
        let Some(bot) = self.bot() else { return vec!["the bot does not run at the end".to_owned()] };
        let core = bot.core.clone();
        let aside = core.store.set_aside_since(DateTime::UNIX_EPOCH).await.expect("the database answers");
        for (key, why) in aside {
            if self.ledger.died_over.get(&key).is_none_or(|died| *died < 5) {
                wrong.push(format!("{key} was set aside: {why}"));
            }
        }
        for team in 0..self.options.teams {
            if self.ledger.id_of(team).is_none() {
                wrong.push(format!("team {team} was never set up"));
                continue;
            }
            self.check_prompts(&core, team, &mut wrong).await;
            self.check_letters(&core, team, &mut wrong).await;
        }
        self.check_replies(&core, &mut wrong).await;
        self.check_answers(&core, &mut wrong).await;
        self.check_examples(&mut wrong);
        wrong
    }

    /// The bot's messages in a team's channel and its threads with a button that `wanted` knows, oldest first.
    fn posts<T>(&self, team: usize, wanted: impl Fn(&Action) -> Option<T>) -> Vec<(&Message, T)> {
        let channel = self.ledger.teams[team].channel;
        let of = |message: &Message| {
            let (_, first) = message.post.as_ref()?;
            buttons(first).find_map(&wanted)
        };
        let here = self.world.messages.values().filter(|one| self.world.home_of(one.channel) == channel);
        here.filter_map(|message| of(message).map(|it| (message, it))).collect()
    }

    async fn check_prompts(&self, core: &Core, team: usize, wrong: &mut Vec<String>) {
        let kept = &self.ledger.teams[team];
        let id = self.ledger.id_of(team).expect("looked at before");
        let planned = dues(kept, self.world.bot_now);
        let stretches = good_stretches(&self.ledger.troubles, team, self.begins, self.world.now);
        let posts = self.posts(team, |action| match action {
            Action::Answer(occasion) => Some(*occasion),
            _ => None,
        });
        let mut seen: BTreeMap<NaiveDate, OccasionId> = BTreeMap::new();
        let mut extra = BTreeSet::new();
        for (message, occasion) in posts {
            let Some(told) = core.store.occasion(occasion).await.expect("the database answers") else {
                wrong.push(format!("team {team}: {} has no occasion", message.id));
                continue;
            };
            if told.kind != OccasionKind::Prompt {
                extra.insert(occasion);
                continue;
            }
            if let Some(other) = seen.insert(told.date, occasion).filter(|other| *other != occasion) {
                wrong.push(format!("team {team}: {} was asked twice, {other} and {occasion}", told.date));
            }
            let Some(due) = planned.get(&told.date) else {
                wrong.push(format!(
                    "team {team}: nothing was due on {}, and {} was posted",
                    told.date, message.id
                ));
                continue;
            };
            // Once the team stands otherwise, other hours may be its own.
            if !self.clock_was_moved(message.at) && message.bot_at <= due.until {
                check_time(team, due, message, wrong);
            }
            let thread = ChannelId(message.id.0);
            if !kept.gone
                && message.deleted_at.is_none()
                && !self.world.places.contains_key(&thread)
                && due.lasts
            {
                wrong.push(format!("team {team}: {} has no thread", message.id));
            }
        }
        for (date, due) in planned.iter().filter(|(date, _)| !seen.contains_key(date)) {
            let occasion =
                core.store.occasion_on(id, OccasionKind::Prompt, *date).await.expect("the database answers");
            if let Some(at) = must_post(due, &stretches) {
                let told = occasion.as_ref().map(|one| (one.state, one.skipped));
                wrong.push(format!(
                    "team {team}: {date} was due {} and could be asked at {at}: {told:?}",
                    due.at
                ));
            } else if occasion.is_some_and(|one| self.is_left_over(&one, team, due)) {
                wrong.push(format!("team {team}: {date} was neither asked nor let go"));
            }
        }
        if extra.len() > kept.sent_now.len() {
            wrong.push(format!(
                "team {team}: {} extra prompts, {} were asked for",
                extra.len(),
                kept.sent_now.len()
            ));
        }
    }

    /// Whether the clock was moved just before: what was begun earlier is not told by it.
    fn clock_was_moved(&self, before: DateTime<Utc>) -> bool {
        let moved = |at: DateTime<Utc>| at <= before && before - at < ON_ITS_WAY;
        let clocks = self.ledger.troubles.iter().filter(|one| one.name == "clock");
        clocks.flat_map(|one| [Some(one.from), one.until]).flatten().any(moved)
    }

    /// Whether an occasion still waits, and not for the team's next working day, nor for a moment that has only just come.
    fn is_left_over(&self, occasion: &Occasion, team: usize, due: &Due) -> bool {
        let now = self.world.bot_now - ON_ITS_WAY;
        let waits = match lateness(due.at, now, due.team.zone, due.team.calendar()) {
            Late::CatchUpAt(at) => at > now,
            Late::OnTime | Late::TooLate => false,
        };
        !waits
            && occasion.state == OccasionState::Planned
            && !self.ledger.teams[team].gone
            && occasion.due_at < now - Duration::days(3)
    }

    async fn check_letters(&self, core: &Core, team: usize, wrong: &mut Vec<String>) {
        let letters = self.posts(team, |action| match action {
            Action::LeaveLetter(occasion) => Some(*occasion),
            _ => None,
        });
        let mut months = BTreeMap::new();
        for (message, occasion) in letters {
            let told = core.store.occasion(occasion).await.expect("the database answers");
            let Some(told) = told else { continue };
            if let Some(other) = months.insert(told.date, occasion).filter(|other| *other != occasion) {
                wrong.push(format!("team {team}: two letters for {}, {other} and {occasion}", told.date));
            }
            let stood = &self.ledger.teams[team].stood.last().expect("it was set up").1;
            let earliest = stood.letter_earliest(told.date - Months::new(1));
            if message.bot_at < earliest - ON_ITS_WAY
                && self.ledger.teams[team].stood.len() == 1
                && !self.clock_was_moved(message.at)
            {
                wrong.push(format!("team {team}: the letter of {} came {}", told.date, message.bot_at));
            }
            let members = core.trio_members(stood.id).await.expect("the database answers");
            let seated = self.ledger.seated.get(&team).is_some_and(|at| *at < message.bot_at - ON_ITS_WAY);
            if seated
                && !members.is_empty()
                && !self.ledger.approved.contains(&occasion)
                && !self.ledger.unsure
            {
                wrong.push(format!("team {team}: the letter of {} came without TRIO's leave", told.date));
            }
        }
    }

    /// What people wrote about a prompt, as it stands, against what is kept.
    async fn check_replies(&self, core: &Core, wrong: &mut Vec<String>) {
        let mut wanted: BTreeMap<OccasionId, BTreeMap<i64, (String, bool)>> = BTreeMap::new();
        let mut loose = BTreeSet::new();
        for message in self.world.messages.values().filter(|one| one.post.is_none()) {
            let prompt = message.reply_to.or_else(|| {
                let thread = aktor::domain::ids::MessageId(message.channel.0);
                self.ledger.prompts.contains_key(&thread).then_some(thread)
            });
            let Some((prompt, (team, occasion))) = prompt
                .and_then(|prompt| Some((&self.world.messages[&prompt], self.ledger.prompts.get(&prompt)?)))
            else {
                continue;
            };
            let ended = self.ledger.ended_at(*team);
            let closes = ended.map_or(prompt.at + Duration::days(DAYS_OPEN), |ended| {
                ended.min(prompt.at + Duration::days(DAYS_OPEN))
            });
            let old = message.at < self.world.now - Duration::days(80);
            let gone = self.world.is_gone(message.channel) || message.deleted_at.is_some();
            let sure = message.at < closes - Duration::hours(1) && !old;
            // What is changed or goes after the round has closed is followed if it is heard of; it is not looked for.
            let late = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at > closes - Duration::hours(1));
            let lost =
                self.world.is_gone(message.channel) || late(message.deleted_at) || late(message.edited_at);
            if lost {
                loose.insert(message.id.0);
            } else if message.at < closes + Duration::hours(1) {
                let stands = wanted.entry(*occasion).or_default();
                if !gone {
                    stands.insert(message.id.0, (message.text.clone(), sure));
                }
            }
        }
        for (occasion, stands) in wanted {
            let kept = core.store.replies_of_round(occasion).await.expect("the database answers");
            let kept: BTreeMap<i64, String> = kept
                .into_iter()
                .filter(|reply| reply.message.is_some_and(|message| message.0 == reply.id.0))
                .map(|reply| (reply.id.0, reply.text))
                .collect();
            for (id, (text, sure)) in &stands {
                match kept.get(id) {
                    Some(kept) if kept != text => {
                        wrong.push(format!("{id} reads {text:?} and is kept as {kept:?}"));
                    }
                    None if *sure => wrong.push(format!("{id} {text:?} of {occasion} is not kept")),
                    _ => {}
                }
            }
            for (id, text) in kept.iter().filter(|(id, _)| !stands.contains_key(id) && !loose.contains(*id)) {
                wrong.push(format!("{id} {text:?} is kept and does not stand"));
            }
        }
    }

    /// Answers given by button, against the posts of them.
    async fn check_answers(&self, core: &Core, wrong: &mut Vec<String>) {
        let mut shown: BTreeMap<i64, Vec<&Message>> = BTreeMap::new();
        for message in self.world.messages.values().filter(|one| one.deleted_at.is_none()) {
            let Some((post, _)) = &message.post else { continue };
            if let Some(id) =
                post.text.split("svar ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok())
            {
                shown.entry(id).or_default().push(message);
            }
        }
        for (ReplyId(id), given) in &self.ledger.answers {
            let posts = shown.remove(id).unwrap_or_default();
            let kept = core.store.reply(ReplyId(*id)).await.expect("the database answers");
            let over = self.ledger.ended_at(given.team).is_some() || self.ledger.teams[given.team].gone;
            let wanted = match &kept {
                Some(kept) => Some(kept.text.clone()),
                None if given.at < self.world.now - Duration::days(80) => continue,
                None => None,
            };
            if over {
                continue;
            }
            if given.certain && wanted.is_some() == given.deleted {
                wrong.push(format!("answer {id} is kept: {}, deleted: {}", wanted.is_some(), given.deleted));
            }
            match (&wanted, posts.as_slice()) {
                (None, []) => {}
                (Some(words), [one]) if one.text.ends_with(words.as_str()) => {
                    if given.certain && *words != given.words {
                        wrong.push(format!("answer {id} reads {words:?} and should read {:?}", given.words));
                    }
                }
                (_, posts) => {
                    let posts: Vec<_> = posts.iter().map(|post| (post.id, &post.text)).collect();
                    wrong.push(format!(
                        "answer {id} of {} is kept as {wanted:?} and shown as {posts:?}",
                        given.round
                    ));
                }
            }
        }
    }

    /// Good examples: shown once when all said yes, and not otherwise.
    fn check_examples(&self, wrong: &mut Vec<String>) {
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for message in self.world.messages.values().filter(|one| one.deleted_at.is_none()) {
            let Some((post, _)) = &message.post else { continue };
            let leaves = buttons(post).any(|action| matches!(action, Action::LeaveExample(_)));
            for words in self.ledger.examples.keys().filter(|_| leaves) {
                if post.cards.iter().any(|card| card.text.contains(words.as_str())) {
                    *shown.entry(words).or_default() += 1;
                }
            }
        }
        let over = |team: usize| self.ledger.teams[team].gone || self.ledger.ended_at(team).is_some();
        let loose = self.ledger.unsure || (0..self.options.teams).any(over);
        for (words, state) in &self.ledger.examples {
            let times = shown.get(words.as_str()).copied().unwrap_or_default();
            let late = |at: &DateTime<Utc>| *at > self.ends - Duration::days(1);
            let fine = match state {
                Example::Agreed(at) => times == 1 || times == 0 && (late(at) || loose),
                Example::Declined | Example::Asked => times == 0,
                Example::Unknown => times <= 1,
            };
            if !fine {
                wrong.push(format!("{words:?} is {state:?} and shown {times} times"));
            }
        }
    }
}

/// Whether a prompt came when it may.
fn check_time(team: usize, due: &Due, message: &Message, wrong: &mut Vec<String>) {
    let at = message.bot_at;
    if at < due.at {
        wrong.push(format!("team {team}: {} was due {} and came {at}", due.date, due.at));
        return;
    }
    let may = |at: DateTime<Utc>| match lateness(due.at, at, due.team.zone, due.team.calendar()) {
        Late::OnTime => true,
        Late::CatchUpAt(from) => from <= at,
        Late::TooLate => false,
    };
    if !may(at) && !may(at - ON_ITS_WAY) {
        wrong.push(format!("team {team}: {} was due {} and came as late as {at}", due.date, due.at));
    }
}
