//! A month of two teams, with all that the calendar brings and all that people add: a prompt with its thread, the
//! look ahead, an answer by button, one in the thread, an example with a yes, the reminder, the letter with and
//! without a TRIO. One team lives in a channel; the other in a forum, where no nonce tells a repetition.

use super::trap::{Trap, is_look};
use super::{Doomed, with_button};
use crate::support::{Engine, Town, buttons, local, on_both_engines, shown};
use aktor::domain::calendar::{Calendar, public_holiday};
use aktor::faults::Boundary;
use aktor::sandbox::faults::Fault;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{ChannelSpec, GuildSpec, MemberSpec, Message, permission};
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, Utc, Weekday};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The most months that are played until one passes a boundary.
const MOST_MONTHS: usize = 4;
/// How often it dies in one month: far apart, so that each time something else is on its way.
const DEATHS: usize = 3;

/// Long enough for an answer on a busy machine; a bot waits fifteen times as long.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(1);

/// Whether the month of this date has its prompt on its first Monday, as most have.
fn is_ordinary(month: DateTime<Utc>) -> bool {
    let first = NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), Weekday::Mon, 1).unwrap();
    Calendar::default().is_working_day(first, None)
}

/// What befalls the platform at the moment of death.
#[derive(Debug, Clone, Copy)]
enum Also {
    Nothing,
    /// The next request that changes something suffers this.
    Request(fn() -> Fault),
    /// The next one is never answered; requests of those that live after the death time out after [`PATIENCE`].
    Silence(fn() -> Fault),
    /// The next event comes twice.
    DoubleEvent,
}

/// A channel's team and a forum's, month by month.
struct Months {
    doomed: Doomed,
    forum: i64,
    /// Counts the months that have been played.
    played: u32,
    /// The newest message when the month that is played began.
    since: i64,
}

impl Months {
    async fn new() -> Self {
        let mut library = GuildSpec::new("Biblioteket")
            .role("Administrator", permission::MANAGE_GUILD)
            .channel_with(ChannelSpec::forum("refleksion"))
            .member_with(MemberSpec::new("Karen").role("Administrator"));
        for name in ["Asta", "Bo", "Mette", "Leif", "Ida"] {
            library = library.member(name);
        }
        let mut town = Town::built(vec![library], RateLimits::off(), None).await;
        let forum = town.world.channel("refleksion").unwrap();
        let post = town.user("Karen").open_post(forum, "Velkommen", "Her bor vi", &[]).unwrap();
        let trap = Trap::default();
        town.hook = trap.hook();
        town.start().await;
        for place in [town.channel, post] {
            town.command("Karen", place, "opret-team", &[("rytme", json!("hver måned"))]).await;
        }
        let ida = json!(town.user("Ida").id.to_string());
        town.command("Karen", post, "team trio", &[("leder", ida)]).await;
        town.settled().await;
        town.click("Ida", town.letter_to("Ida").id, "Ja, det vil jeg gerne").await;
        town.travel(local(2026, 11, 20, 12, 0)).await;
        Self { doomed: Doomed::new(town, trap), forum, played: 0, since: 0 }
    }

    /// Noon on a day of the month that is played; the 20th is the last.
    fn noon(&self, day: u32) -> DateTime<Utc> {
        let month = 11 + self.played;
        local(2026 + i32::try_from(month / 12).unwrap(), month % 12 + 1, day, 12, 0)
    }

    /// Plays one month, from the 20th of the one before, and looks whether everything is there once.
    async fn play(&mut self, what: &str) {
        // A month is celebrated in the one after it.
        while !(is_ordinary(self.noon(1)) && is_ordinary(self.noon(1) - Duration::days(5))) {
            let day = self.noon(20);
            self.doomed.go(async |town| town.travel(day).await).await;
            self.played += 1;
        }
        let since = self.doomed.newest();
        self.since = since;
        let mut talk = self.noon(9);
        while talk.weekday().number_from_monday() > 5 || public_holiday(talk.date_naive()).is_some() {
            talk += Duration::days(1);
        }
        let mut approved = false;
        for day in [self.noon(1) - Duration::days(1), self.noon(5), talk] {
            self.doomed.go(async |town| town.travel(day).await).await;
            if let (Some(question), false) = (self.asked(since), approved) {
                let (ida, id) = ("Ida", question.id);
                self.doomed
                    .go(async |town| {
                        let inbox = town.user(ida).inbox();
                        if with_button(&inbox, "Godkend").iter().any(|message| message.id == id) {
                            town.click(ida, id, "Godkend").await;
                        }
                    })
                    .await;
                approved = true;
            }
        }
        let prompt = self.prompts(since)[&self.doomed.town.channel].clone();
        self.talk(&prompt).await;
        let day = self.noon(20);
        self.doomed.go(async |town| town.travel(day).await).await;
        self.assert_each_once(since, what);
        self.assert_replies(what).await;
        self.played += 1;
    }

    /// Plays on until it has died at each of these boundaries, which some months do not pass. Those that none of them did.
    async fn die_at(&mut self, deadly: &[Passage], also: Also) -> Vec<Passage> {
        let mut left = deadly.to_vec();
        for _ in 0..MOST_MONTHS {
            for (name, passage) in left.iter().enumerate() {
                self.set(name, passage, also);
            }
            let what: Vec<String> = left.iter().map(|(at, before)| format!("{at} ({before})")).collect();
            self.play(&format!("{also:?}, dead {}", what.join(", "))).await;
            self.doomed.town.world.faults().clear();
            left = self.doomed.trap.spring().into_iter().map(|name| left[name].clone()).collect();
            if left.is_empty() {
                break;
            }
        }
        left
    }

    /// The next bot that passes a boundary for such a time dies there.
    fn set(&self, name: usize, (boundary, before): &Passage, also: Also) {
        let (faults, gateway) =
            (self.doomed.town.world.faults().clone(), self.doomed.town.sandbox.gateway().clone());
        let (deadly, before, mut times) = (boundary.clone(), *before, 0);
        let when = move |passed: &Boundary| {
            let here = *passed == deadly;
            times += usize::from(here);
            here && times > before
        };
        self.doomed.trap.add(name, when, move || match also {
            Also::Nothing => {}
            Also::Request(fault) | Also::Silence(fault) => faults.next("POST", "*", fault()),
            Also::DoubleEvent => gateway.double_next(1),
        });
    }

    /// Ida is asked to approve the forum's letter.
    fn asked(&self, since: i64) -> Option<Message> {
        let inbox = self.doomed.town.user("Ida").inbox();
        with_button(&inbox, "Godkend").into_iter().rfind(|m| m.id > since).cloned()
    }

    /// Asta answers by button, Bo in the thread; Leif tells of Mette, who says yes. Whoever was not answered looks
    /// whether it is done, and else does it again.
    async fn talk(&mut self, prompt: &Message) {
        let (month, since) = (self.played, self.since);
        let (answer, said) = (format!("Vi delte vagten, {month}."), format!("Jeg spurgte først, {month}."));
        let told = format!("Mette blev ved, {month}.");
        let town = &self.doomed.town;
        town.user("Bo").say(prompt.id, &said).unwrap();
        self.doomed
            .go(async |town| {
                town.settled().await;
                if !Self::stands(town, since, &answer) {
                    town.fill("Asta", prompt.id, "Svar", &[("answer", &answer)]).await;
                }
                town.settled().await;
            })
            .await;
        self.doomed
            .go(async |town| {
                let mine = |m: &&Message| shown(m).contains(&told);
                if !town.user("Mette").inbox().iter().any(|m| mine(&m)) {
                    town.nominate("Leif", "Mette", &told).await;
                }
                town.settled().await;
            })
            .await;
        self.doomed
            .go(async |town| {
                let asked = |town: &Town| {
                    let inbox = town.user("Mette").inbox();
                    with_button(&inbox, "Ja, gerne").into_iter().find(|m| shown(m).contains(&told)).cloned()
                };
                if asked(town).is_none() {
                    // A question that did not get through is asked again within five minutes.
                    town.pass(Duration::minutes(6)).await;
                }
                if let (Some(question), false) = (asked(town), Self::stands(town, since, &told)) {
                    town.click("Mette", question.id, "Ja, gerne").await;
                }
                town.settled().await;
            })
            .await;
    }

    /// Whether the bot has shown these words since then where the teams talk.
    fn stands(town: &Town, since: i64, words: &str) -> bool {
        let bot = town.world.bot();
        town.with(|state| {
            let shown_here = |m: &Message| {
                m.id > since && m.author == bot && m.only_for.is_none() && shown(m).contains(words)
            };
            state
                .everything_said()
                .filter(|m| state.channel(m.channel).is_some_and(|c| c.guild.is_some()))
                .any(shown_here)
        })
    }

    /// The prompts since then, by the channel or forum they were posted in.
    fn prompts(&self, since: i64) -> BTreeMap<i64, Message> {
        self.posts(since, |m| buttons(m).iter().any(|label| label == "Svar"))
    }

    /// Posts of one kind since then, by channel or forum: one in each.
    fn posts(&self, since: i64, kind: impl Fn(&Message) -> bool) -> BTreeMap<i64, Message> {
        let town = &self.doomed.town;
        let mut found = BTreeMap::new();
        let bot = town.world.bot();
        let told = town.with(|state| {
            let recent = state.everything_said().filter(|m| m.id > since && m.author == bot);
            recent.cloned().collect::<Vec<_>>()
        });
        for message in told.into_iter().filter(|message| kind(message)) {
            let home = town.with(|state| {
                let channel = state.channel(message.channel).unwrap();
                channel.parent.filter(|parent| *parent == self.forum).unwrap_or(channel.id)
            });
            let before = found.insert(home, message);
            assert!(before.is_none(), "two of one kind: {before:?}\n{}", self.doomed.tail());
        }
        found
    }

    fn assert_each_once(&self, since: i64, what: &str) {
        let (town, month) = (&self.doomed.town, self.played);
        self.doomed.assert_no_doubles(since, what);
        let homes = [town.channel, self.forum];
        let prompts = self.prompts(since);
        assert_eq!(
            prompts.keys().copied().collect::<Vec<_>>().len(),
            2,
            "{what}: prompts\n{}",
            self.doomed.tail()
        );
        for home in homes {
            let prompt = prompts.get(&home).unwrap_or_else(|| panic!("{what}: no prompt in {home}"));
            let thread = if home == self.forum { prompt.channel } else { prompt.id };
            assert!(town.with(|state| state.channel(thread).is_some()), "{what}: no thread on {}", prompt.id);
        }
        let letters = self.posts(since, |m| {
            shown(m).contains("Månedsbrev ·") && m.author == town.world.bot() && {
                town.with(|state| state.channel(m.channel).is_some_and(|c| c.guild.is_some()))
            }
        });
        assert_eq!(letters.len(), 2, "{what}: letters\n{}", self.doomed.tail());
        for words in [format!("Vi delte vagten, {month}."), format!("Mette blev ved, {month}.")] {
            assert!(Self::stands(town, since, &words), "{what}: {words} is missing\n{}", self.doomed.tail());
        }
    }

    /// What was said this month is kept once.
    async fn assert_replies(&self, what: &str) {
        let (town, month) = (&self.doomed.town, self.played);
        let store = &town.core().store;
        let teams = store.teams(None).await.unwrap();
        let team = teams.iter().find(|team| team.channel.0 == town.channel).unwrap().id;
        let replies = store.replies_between(team, self.noon(1), self.noon(20)).await.unwrap();
        for words in [format!("Vi delte vagten, {month}."), format!("Jeg spurgte først, {month}.")] {
            let kept = replies.iter().filter(|reply| reply.text == words).count();
            assert_eq!(kept, 1, "{what}: {words}\n{}", self.doomed.tail());
        }
    }
}

/// A boundary of a month with the number of times it was passed before.
type Passage = (Boundary, usize);

/// Each boundary of a month with the number of times it was passed before.
fn counted(passed: Vec<Boundary>) -> Vec<Passage> {
    let mut times: BTreeMap<Boundary, usize> = BTreeMap::new();
    let nth = |boundary: Boundary| {
        let before = times.entry(boundary.clone()).or_default();
        *before += 1;
        (boundary, *before - 1)
    };
    let all = passed.into_iter().map(nth);
    all.filter(|(boundary, before)| *before == 0 || !is_look(boundary)).collect()
}

/// Where something is about to be posted, or was: with a fault on top, and on PostgreSQL, only these are tried, unless
/// `AKTOR_CRASHES` is `all`.
fn is_posting(boundary: &Boundary) -> bool {
    let commits =
        ["delivery.begin", "occasion.prompt", "round.open", "round.thread", "letter.settle", "letter.posted"];
    let commits =
        commits.iter().chain(&["reply.answer", "reply.posted", "nomination.change", "nomination.shown"]);
    boundary.what.starts_with("POST /channels/") || commits.into_iter().any(|what| boundary.what == *what)
}

/// Dies at every boundary of a month, and each time it happens; with `also` on top.
async fn dies_everywhere(also: Also) {
    let began = std::time::Instant::now();
    let mut months = Months::new().await;
    if let Also::Silence(_) = also {
        months.doomed.patience = Some(PATIENCE);
    }
    months.play("the first month").await;
    months.doomed.trap.passed();
    months.play("an ordinary month").await;
    let mut boundaries = counted(months.doomed.trap.passed());
    months.play("another").await;
    let again = counted(months.doomed.trap.passed());
    boundaries.retain(|passed| again.contains(passed));
    let plain = matches!(also, Also::Nothing) && Engine::of_this_test() == Engine::Sqlite;
    let whole = plain || std::env::var("AKTOR_CRASHES").is_ok_and(|which| which == "all");
    boundaries.retain(|(boundary, _)| whole || is_posting(boundary));
    let (mut reached, mut unreached) = (BTreeSet::new(), Vec::new());
    let apart = boundaries.len().div_ceil(DEATHS);
    for nth in 0..apart {
        let deadly: Vec<Passage> = boundaries.iter().skip(nth).step_by(apart).cloned().collect();
        let left = months.die_at(&deadly, also).await;
        reached.extend(deadly.into_iter().filter(|passage| !left.contains(passage)).map(|passage| passage.0));
        unreached.extend(left);
    }
    let deaths = months.doomed.deaths;
    println!(
        "{also:?}: {deaths} deaths at {} boundaries, {} of them different, in {:?}; not passed so often again: {:?}",
        boundaries.len(),
        reached.len(),
        began.elapsed(),
        unreached
    );
    // How often the bot looks, and so what it finds to do at once, is a matter of how busy the machine is: a boundary may
    // be passed less often than before, but none is left out.
    unreached.retain(|passage| !reached.contains(&passage.0));
    assert!(unreached.is_empty(), "never died at: {unreached:#?}");
    assert!(boundaries.len() > 30, "{boundaries:?}");
    months.doomed.town.end().await;
}

on_both_engines!(a_month_survives_a_death_at_every_boundary);

async fn a_month_survives_a_death_at_every_boundary() {
    dies_everywhere(Also::Nothing).await;
}

#[tokio::test]
async fn a_month_survives_deaths_with_answers_that_are_lost_after_the_effect() {
    dies_everywhere(Also::Request(|| Fault::LoseAnswerAfter)).await;
}

#[tokio::test]
async fn a_month_survives_deaths_with_requests_that_are_lost() {
    dies_everywhere(Also::Request(|| Fault::LoseAnswerBefore)).await;
}

#[tokio::test]
async fn a_month_survives_deaths_with_requests_that_time_out() {
    dies_everywhere(Also::Silence(|| Fault::Hang)).await;
}

#[tokio::test]
async fn a_month_survives_deaths_with_requests_that_time_out_after_the_effect() {
    dies_everywhere(Also::Silence(|| Fault::HangAfter)).await;
}

#[tokio::test]
async fn a_month_survives_deaths_with_a_500() {
    dies_everywhere(Also::Request(|| Fault::Status(500, 0))).await;
}

#[tokio::test]
async fn a_month_survives_deaths_with_a_502_after_the_effect() {
    dies_everywhere(Also::Request(|| Fault::StatusAfter(502, 0))).await;
}

#[tokio::test]
async fn a_month_survives_deaths_with_a_429() {
    dies_everywhere(Also::Request(|| Fault::TooMany(std::time::Duration::from_millis(50), false))).await;
}

#[tokio::test]
async fn a_month_survives_deaths_with_an_event_that_comes_twice() {
    dies_everywhere(Also::DoubleEvent).await;
}
