//! What is to happen, and when: drawn from the seed before it begins, and added to as people react.

use super::chance::Chance;
use super::people::Act;
use super::run::Options;
use aktor::domain::ids::{ChannelId, MessageId};
use aktor::service::platform::Permission;
use aktor::service::set_up::{Rhythm, Setup};
use chrono::{DateTime, Duration, TimeZone as _, Timelike as _, Utc, Weekday};
use chrono_tz::Europe::Copenhagen;
use std::collections::BTreeMap;

/// How the network is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weather {
    /// Now and then something is lost.
    Fair,
    /// Every third request has bad luck.
    Storm,
    /// Nothing is answered, though some of it is done.
    Outage,
    /// Everybody is told to come back later.
    Limits,
}

#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// A person uses the bot.
    Act(Act),
    /// Somebody in a team does something that depends on how it stands by then.
    Somebody(usize, Whim),
    /// Somebody writes about a prompt: in its thread, else as a reply.
    Write(usize, MessageId, String),
    Edit(MessageId, String),
    Erase(MessageId),
    Weather(Weather),
    Lack(usize, Permission),
    GiveBack(usize),
    ChannelGone(usize),
    Archive(ChannelId),
    Closed(usize, bool),
    /// The process dies after so many more steps of what it does then.
    Die(i64),
    Start,
    /// The whole machine sleeps.
    Sleep(Duration),
    /// The bot's clock goes wrong by so much.
    Clock(Duration),
    Disconnect,
    Connect,
    /// A process that was thought dead wakes up, or dies at last.
    Wake(bool),
    /// The scheduler looks, as it does every quarter of a minute.
    Look,
}

/// What somebody in a team feels like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whim {
    Pause,
    Resume,
    Adjust,
    Zone,
    PostNow,
    Nominate,
    Seat,
    Finish,
}

#[derive(Default)]
pub(crate) struct Agenda {
    items: BTreeMap<(DateTime<Utc>, u64), Item>,
    last: u64,
}

impl Agenda {
    pub(crate) fn add(&mut self, at: DateTime<Utc>, item: Item) {
        self.last += 1;
        self.items.insert((at, self.last), item);
    }

    pub(crate) fn next_at(&self) -> Option<DateTime<Utc>> {
        self.items.first_key_value().map(|((at, _), _)| *at)
    }

    pub(crate) fn take_due(&mut self, now: DateTime<Utc>) -> Option<Item> {
        let first = self.items.first_entry().filter(|first| first.key().0 <= now)?;
        Some(first.remove())
    }
}

/// The first morning: some Monday from 2024 to 2036, at eight in Norddjurs.
pub(crate) fn first_morning(chance: &mut Chance) -> DateTime<Utc> {
    let monday =
        Copenhagen.with_ymd_and_hms(2024, 1, 1, 8, 0, 0).single().expect("a time that is there once");
    let days = Duration::weeks(chance.between(0, 12 * 52));
    let local = monday.naive_local() + days;
    Copenhagen.from_local_datetime(&local).single().expect("eight in the morning").with_timezone(&Utc)
}

/// Which trouble a seed has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Network and processes.
    Crashes,
    /// Permissions, places and people who change their teams.
    Places,
    /// The machine's clock, and sleep.
    Clocks,
    /// A process that was thought dead comes back beside the new one.
    Stale,
}

impl Theme {
    pub(crate) fn of(seed: u64) -> Self {
        [Self::Crashes, Self::Places, Self::Crashes, Self::Clocks, Self::Places, Self::Stale]
            [usize::try_from(seed % 6).unwrap_or(0)]
    }
}

/// A moment of an hour in which teams are asked, so that trouble meets work.
fn busy_moment(chance: &mut Chance, begins: DateTime<Utc>, days: i64) -> DateTime<Utc> {
    let day = begins + Duration::days(chance.between(0, days - 1));
    let local = day.with_timezone(&Copenhagen).date_naive().and_hms_opt(9, 0, 0).expect("a time");
    let nine = Copenhagen.from_local_datetime(&local).earliest().expect("nine").with_timezone(&Utc);
    nine + Duration::hours(chance.between(0, 5)) + Duration::milliseconds(chance.between(-500, 4_000))
}

pub(crate) fn setup(chance: &mut Chance) -> Setup {
    let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sun];
    let weekday = if chance.one_in(2) { Weekday::Mon } else { *chance.pick(&days) };
    let time = match chance.between(0, 9) {
        0 => "02:30".to_owned(),
        1 => "21:15".to_owned(),
        n => format!("{:02}:00", if n < 7 { 9 } else { n + 3 }),
    };
    let cron = chance
        .one_in(8)
        .then(|| (*chance.pick(&["0 9 * * 2,4", "30 8 1,15 * *", "15 10 * * 1-5"])).to_owned());
    let rhythm =
        *chance.pick(&[Rhythm::Weekly, Rhythm::Weekly, Rhythm::Weekly, Rhythm::Biweekly, Rhythm::Monthly]);
    if cron.is_some() {
        return Setup { cron, ..Setup::default() };
    }
    Setup { weekday: Some(weekday), time: Some(time), rhythm: Some(rhythm), ..Setup::default() }
}

/// All that is not a reaction.
pub(crate) fn plan(options: &Options, chance: &mut Chance, begins: DateTime<Utc>) -> Agenda {
    let mut agenda = Agenda::default();
    let days = options.weeks * 7;
    let theme = Theme::of(options.seed);
    let weeks = options.weeks;
    agenda.add(begins, Item::Connect);
    for team in 0..options.teams {
        let some =
            |chance: &mut Chance| begins + Duration::seconds(chance.between(3_600, days * 86_400 - 3_600));
        agenda
            .add(begins + Duration::seconds(chance.between(0, 2 * 3_600)), Item::Somebody(team, Whim::Seat));
        for _ in 0..weeks / 4 {
            agenda.add(some(chance), Item::Somebody(team, Whim::Nominate));
        }
        let whims: &[Whim] = match theme {
            Theme::Places => {
                &[Whim::Pause, Whim::Adjust, Whim::Adjust, Whim::Zone, Whim::PostNow, Whim::Finish]
            }
            Theme::Crashes | Theme::Stale => &[Whim::Pause, Whim::PostNow],
            Theme::Clocks => &[],
        };
        for whim in whims {
            if chance.one_in(if *whim == Whim::Finish { 8 } else { 2 }) {
                let at = some(chance);
                agenda.add(at, Item::Somebody(team, *whim));
                if *whim == Whim::Pause {
                    agenda.add(
                        at + Duration::hours(chance.between(1, 500)),
                        Item::Somebody(team, Whim::Resume),
                    );
                }
            }
        }
        if theme == Theme::Places && chance.one_in(2) {
            let at = if chance.one_in(2) { some(chance) } else { busy_moment(chance, begins, days) };
            let all = [
                Permission::ViewChannel,
                Permission::SendMessages,
                Permission::SendMessagesInThreads,
                Permission::CreatePublicThreads,
                Permission::ReadMessageHistory,
            ];
            agenda.add(at, Item::Lack(team, *chance.pick(&all)));
            agenda.add(at + Duration::minutes(chance.between(1, 6_000)), Item::GiveBack(team));
        }
        if theme == Theme::Places && chance.one_in(12) {
            agenda.add(some(chance), Item::ChannelGone(team));
        }
        if chance.one_in(6) {
            let at = some(chance);
            agenda.add(at, Item::Closed(team, true));
            agenda.add(at + Duration::days(chance.between(1, 20)), Item::Closed(team, false));
        }
    }
    for _ in 0..weeks / 2 {
        if chance.one_in(2) {
            let at = busy_moment(chance, begins, days);
            let kind = *chance.pick(&[Weather::Storm, Weather::Storm, Weather::Outage, Weather::Limits]);
            agenda.add(at, Item::Weather(kind));
            let long = chance.one_in(3) && kind != Weather::Limits;
            let lasts = if long { chance.between(30, 300) } else { chance.between(1, 10) };
            agenda.add(at + Duration::minutes(lasts), Item::Weather(Weather::Fair));
        }
        if chance.one_in(3) {
            let at = busy_moment(chance, begins, days);
            agenda.add(at, Item::Disconnect);
            agenda.add(at + Duration::seconds(chance.between(1, 7_200)), Item::Connect);
        }
    }
    let deaths = if matches!(theme, Theme::Crashes | Theme::Stale) { weeks } else { weeks / 4 };
    for _ in 0..deaths {
        agenda.add(busy_moment(chance, begins, days), Item::Die(chance.between(0, 40)));
    }
    if theme == Theme::Clocks {
        for _ in 0..weeks / 2 {
            clock_trouble(&mut agenda, chance, begins, days);
        }
    }
    agenda
}

fn clock_trouble(agenda: &mut Agenda, chance: &mut Chance, begins: DateTime<Utc>, days: i64) {
    let at = busy_moment(chance, begins, days);
    if chance.one_in(2) {
        let seconds =
            if chance.one_in(2) { chance.between(60, 86_400) } else { chance.between(3_600, 6 * 86_400) };
        agenda.add(at.with_nanosecond(0).unwrap_or(at), Item::Sleep(Duration::seconds(seconds)));
        return;
    }
    let size = *chance.pick(&[1, 30, 600, 3_000, 7_200, 86_400, 31_536_000]);
    // Ahead only by so little that it does not stand still for long after it has been put right.
    let wrong = if chance.one_in(2) { -size } else { size.min(3_000) };
    agenda.add(at, Item::Clock(Duration::seconds(wrong)));
    let lasts = chance.between(10, 4 * 3_600);
    agenda.add(at + Duration::seconds(lasts), Item::Clock(Duration::zero()));
}
