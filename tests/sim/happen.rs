//! What happens in the town, and what people do in it.

use super::agenda::{Item, Weather, Whim};
use super::bot::Bot;
use super::ledger::{Example, Given};
use super::people::{Act, Acted, Deed};
use super::run::Sim;
use super::world::World;
use aktor::domain::ids::{ChannelId, MessageId, ReplyId};
use aktor::domain::nomination::Consent;
use aktor::domain::team::Seat;
use aktor::service::adjust::Adjustment;
use aktor::service::incoming::Incoming;
use aktor::service::platform::Permission;
use aktor::service::set_up::Rhythm;
use chrono::{Duration, Weekday};

impl Sim {
    /// The last days are quiet.
    fn is_over(&self) -> bool {
        self.world.now >= self.ends
    }

    pub(super) async fn happen(&mut self, item: Item) {
        let now = self.world.now;
        match &item {
            Item::Act(_) | Item::Somebody(..) => {}
            other => self.told.say(now, || format!("{other:?}")),
        }
        match item {
            Item::Act(act) => self.use_bot(act),
            Item::Somebody(team, whim) => self.feel_like(team, whim),
            Item::Write(team, prompt, words) => self.write(team, prompt, &words),
            Item::Edit(message, words) => self.edit(message, &words),
            Item::Erase(message) => self.erase(message),
            Item::Weather(weather) => {
                self.weather = if self.is_over() { Weather::Fair } else { weather };
                self.ledger.trouble_ends("weather", now);
                if self.weather != Weather::Fair {
                    self.ledger.trouble_begins("weather", None, now);
                }
            }
            Item::Lack(team, permission) if !self.is_over() => self.lack(team, permission),
            Item::GiveBack(team) => {
                let channel = self.ledger.teams[team].channel;
                if let Some(place) = self.world.places.get_mut(&channel) {
                    place.lacking.clear();
                }
                self.ledger.trouble_ends(&format!("lack {team}"), now);
                let guild = self.ledger.teams[team].guild;
                self.tell(channel, Incoming::AccessChanged { guild, channel: Some(channel) });
                // It is looked at every ten minutes.
                self.agenda.add(now + Duration::minutes(10) + Duration::seconds(1), Item::Look);
            }
            Item::ChannelGone(team) => self.channel_gone(team),
            Item::Archive(thread) => {
                if let Some(place) = self.world.places.get_mut(&thread) {
                    place.archived = true;
                }
            }
            Item::Closed(team, closed) => {
                let user = Self::person(team, 1);
                if closed {
                    self.world.closed.insert(user);
                } else {
                    self.world.closed.remove(&user);
                }
            }
            Item::Die(steps) if !self.is_over() && self.asleep_until.is_none() => self.dies_in = Some(steps),
            Item::Start => self.start().await,
            Item::Sleep(lasts) if self.bot().is_some() && !self.is_over() => {
                self.disconnect();
                self.ledger.trouble_begins("asleep", None, now);
                self.sleep(lasts.min(self.ends - now));
            }
            Item::Clock(offset) => {
                self.ledger.trouble_ends("clock", now);
                if !offset.is_zero() {
                    self.ledger.trouble_begins("clock", None, now);
                }
                self.offset = offset;
                self.set_now(now);
                if let Some(bot) = self.bot() {
                    bot.ring();
                }
            }
            Item::Disconnect => self.disconnect(),
            Item::Connect => self.connect(),
            Item::Wake(awake) => self.wake(awake),
            Item::Look => {
                if let Some(bot) = self.bot() {
                    bot.ring();
                }
            }
            _ => {}
        }
    }

    fn use_bot(&mut self, act: Act) {
        if self.asleep_until.is_some() || self.bot().is_none() {
            // Nobody answers; they try again later.
            let later = self.world.now + Duration::seconds(self.chance.between(600, 7_200));
            if later < self.ends {
                self.agenda.add(later, Item::Act(act));
            }
            return;
        }
        self.told.say(self.world.now, || format!("{act:?}"));
        self.ledger.open.insert(act.who.use_, act.clone());
        if let Some(bot) = self.bot() {
            bot.act(act);
        }
    }

    /// A use of the bot was answered.
    pub(super) fn acted(&mut self, acted: Box<Acted>) {
        let Acted { act, refused, certain, team } = *acted;
        self.ledger.open.remove(&act.who.use_);
        self.ledger.acts += 1;
        let bot_now = self.world.bot_now;
        if let Some(team) = team {
            self.ledger.stands(act.who.team, bot_now, team);
        }
        if let Some(why) = &refused {
            self.ledger.refused += 1;
            self.told.say(self.world.now, || format!("    refused: {why}"));
            if !certain {
                self.ledger.uncertain(&act);
            }
            if matches!(act.deed, Deed::SetUp(_)) && self.ledger.teams[act.who.team].stood.is_empty() {
                // Whoever wants a team tries again.
                let later = self.world.now + Duration::seconds(self.chance.between(60, 7_200));
                self.agenda.add(later, Item::Act(act));
            }
            return;
        }
        match act.deed {
            Deed::PostNow => self.ledger.teams[act.who.team].sent_now.push(bot_now),
            Deed::Answer(round, words) => {
                let id = ReplyId(act.who.use_);
                let at = self.world.now;
                let given = Given { team: act.who.team, round, words, deleted: false, certain: true, at };
                self.ledger.answers.insert(id, given);
                let later = at + Duration::seconds(self.chance.between(1, 50_000));
                let deed = match self.chance.between(0, 5) {
                    0 => Deed::DeleteAnswer(id),
                    1 => Deed::ChangeAnswer(id, format!("svar {} rettet", act.who.use_)),
                    _ => return,
                };
                let who = super::people::Who { use_: self.world.id(), ..act.who };
                if later < self.ends {
                    self.agenda.add(later, Item::Act(Act { who, deed }));
                }
            }
            Deed::ChangeAnswer(id, words) => {
                if let Some(given) = self.ledger.answers.get_mut(&id) {
                    given.words = words;
                }
            }
            Deed::DeleteAnswer(id) => {
                if let Some(given) = self.ledger.answers.get_mut(&id) {
                    given.deleted = true;
                }
            }
            Deed::Nominate(whom, words) => {
                let state = if whom.is_none() { Example::Agreed(self.world.now) } else { Example::Asked };
                self.ledger.examples.insert(words, state);
            }
            Deed::Consent(nomination, _, answer) => {
                if let Some(words) = self.asked_about.get(&nomination)
                    && let Some(example) = self.ledger.examples.get_mut(words)
                    && *example == Example::Asked
                {
                    *example = match answer {
                        Consent::No => Example::Declined,
                        _ => Example::Agreed(self.world.now),
                    };
                }
            }
            Deed::TakeSeat(_, _, true) => {
                self.ledger.seated.entry(act.who.team).or_insert(bot_now);
            }
            Deed::Verdict(occasion, true) => drop(self.ledger.approved.insert(occasion)),
            _ => {}
        }
    }

    fn feel_like(&mut self, team: usize, whim: Whim) {
        if self.ledger.teams[team].stood.is_empty() {
            let later = self.world.now + Duration::hours(1);
            if later < self.ends {
                self.agenda.add(later, Item::Somebody(team, whim));
            }
            return;
        }
        let id = self.ledger.id_of(team).expect("it was set up");
        let today = self.world.bot_now.date_naive();
        let who = self.who(team, 0);
        let deed = match whim {
            Whim::Pause => {
                let until =
                    (today + Duration::days(self.chance.between(2, 30))).format("%Y-%m-%d").to_string();
                Deed::Pause(if self.chance.one_in(2) { Some(until) } else { None })
            }
            Whim::Resume => Deed::Resume,
            Whim::Adjust => {
                let days = [Weekday::Mon, Weekday::Tue, Weekday::Thu, Weekday::Sat];
                let rhythms = [Rhythm::Weekly, Rhythm::Weekly, Rhythm::Biweekly, Rhythm::Monthly];
                let weekday = self.chance.one_in(2).then(|| *self.chance.pick(&days));
                let time =
                    Some(format!("{:02}:{:02}", self.chance.between(7, 16), 30 * self.chance.between(0, 1)));
                let rhythm = self.chance.one_in(4).then(|| *self.chance.pick(&rhythms));
                Deed::Adjust(Adjustment { rhythm, weekday, time, themes: None })
            }
            Whim::Zone => {
                let zones = ["America/New_York", "Asia/Kolkata", "Europe/London", "Australia/Lord_Howe"];
                Deed::Zone(id, zones[self.chance.index(zones.len())])
            }
            Whim::PostNow => Deed::PostNow,
            Whim::Finish => Deed::Finish(id),
            Whim::Nominate => {
                let nth = self.chance.between(0, 7);
                let colleague = (nth > 1).then(|| Self::person(team, nth));
                Deed::Nominate(colleague, format!("eksempel nummer {}", who.use_))
            }
            Whim::Seat => {
                let seats = [Seat::Leader, Seat::Environment, Seat::Union];
                let many = self.chance.between(0, 3);
                if many == 0 {
                    return;
                }
                let seats =
                    (1..=many).zip(seats).map(|(nth, seat)| (seat, Self::person(team, nth))).collect();
                Deed::Seat(seats)
            }
        };
        let nominates = matches!(deed, Deed::Nominate(..));
        let who = if nominates { self.who(team, 0) } else { who };
        self.use_bot(Act { who, deed });
    }

    fn write(&mut self, team: usize, prompt: MessageId, words: &str) {
        let thread = ChannelId(prompt.0);
        let channel = self.ledger.teams[team].channel;
        let author = Self::person(team, self.chance.between(1, 7));
        let there = self.world.places.get(&thread).is_some_and(|place| !place.gone && !place.locked);
        let stands = self.world.messages.get(&prompt).is_some_and(|message| message.deleted_at.is_none());
        if self.world.is_gone(channel) || !stands {
            return;
        }
        let id = if there {
            self.world.write(author, thread, words, None)
        } else if self.ledger.teams[team].forum {
            return;
        } else {
            self.world.write(author, channel, words, Some(prompt))
        };
        self.tell_written(id);
        let later = |sim: &mut Self| sim.world.now + Duration::seconds(sim.chance.between(1, 200_000));
        if self.chance.one_in(4) {
            let at = later(self);
            self.agenda.add(at.min(self.ends), Item::Edit(id, format!("{words} (rettet)")));
        }
        if self.chance.one_in(6) {
            let at = later(self);
            self.agenda.add(at.min(self.ends), Item::Erase(id));
        }
    }

    fn edit(&mut self, message: MessageId, words: &str) {
        let now = self.world.now;
        let Some(found) = self.world.messages.get_mut(&message).filter(|m| m.deleted_at.is_none()) else {
            return;
        };
        words.clone_into(&mut found.text);
        found.edited_at = Some(now);
        let event = Incoming::Edited {
            guild: self.world.places[&self.world.messages[&message].channel].guild,
            channel: self.world.messages[&message].channel,
            message,
            text: Some(words.to_owned()),
            attachments: Some(0),
            edited_at: Some(now),
        };
        self.tell(self.world.messages[&message].channel, event);
    }

    fn erase(&mut self, message: MessageId) {
        let now = self.world.now;
        let Some(found) = self.world.messages.get_mut(&message).filter(|m| m.deleted_at.is_none()) else {
            return;
        };
        found.deleted_at = Some(now);
        let channel = found.channel;
        let guild = self.world.places[&channel].guild;
        self.tell(channel, Incoming::Erased { guild, channel, ids: vec![message] });
    }

    fn tell_written(&mut self, id: MessageId) {
        let message = &self.world.messages[&id];
        let (channel, seen) = (message.channel, World::seen(message));
        let guild = self.world.places[&channel].guild;
        self.tell(channel, Incoming::Written(seen, guild));
    }

    /// An event reaches the bot, perhaps twice, perhaps out of order, perhaps not at all: then the connection breaks.
    fn tell(&mut self, channel: ChannelId, event: Incoming) {
        let about_words =
            matches!(event, Incoming::Written(..) | Incoming::Edited { .. } | Incoming::Erased { .. });
        let readable = !about_words || !self.world.lacks(channel, Permission::ViewChannel);
        if self.asleep_until.is_some() || !readable {
            return;
        }
        let (lost, twice, swap) = (self.chance.one_in(60), self.chance.one_in(10), self.chance.one_in(10));
        if lost && !self.is_over() {
            let again = self.world.now + Duration::seconds(self.chance.between(1, 600));
            self.disconnect();
            self.agenda.add(again, Item::Connect);
            return;
        }
        let hears = |bot: &&mut Bot| bot.connected && (!about_words || bot.core.watched.contains(channel));
        let Some(bot) = self.bot().filter(hears) else { return };
        if swap && !bot.ear.is_empty() {
            bot.ear.push_front(event.clone());
        } else {
            bot.ear.push_back(event.clone());
        }
        if twice {
            bot.ear.push_back(event);
        }
    }

    fn disconnect(&mut self) {
        if let Some(bot) = self.bot() {
            bot.connected = false;
        }
    }

    pub(super) fn connect(&mut self) {
        let guilds: std::collections::BTreeSet<_> = self.ledger.teams.iter().map(|team| team.guild).collect();
        if let Some(bot) = self.bot() {
            bot.connected = true;
            bot.ear
                .push_back(Incoming::Connected { resumed: false, guilds: guilds.iter().copied().collect() });
            bot.ear.extend(guilds.into_iter().map(|guild| Incoming::GuildSeen { guild }));
        }
    }

    /// The machine is awake again: its connections are dead, and are made anew.
    pub(super) fn woken(&mut self) {
        self.told.say(self.world.now, || "the machine wakes up".to_owned());
        self.ledger.trouble_ends("asleep", self.world.now);
        let soon = self.world.now + Duration::seconds(self.chance.between(1, 30));
        self.agenda.add(soon, Item::Connect);
        if let Some(bot) = self.bot() {
            bot.ring();
        }
    }

    /// After a start: hears again, and its teams are as they were kept.
    pub(super) async fn look_at_teams(&mut self) {
        let soon = self.world.now + Duration::milliseconds(self.chance.between(100, 4_000));
        self.agenda.add(soon, Item::Connect);
        for team in 0..self.ledger.teams.len() {
            let (guild, channel) = (self.ledger.teams[team].guild, self.ledger.teams[team].channel);
            let bot_now = self.world.bot_now;
            let Some(bot) = self.bot() else { return };
            let kept = bot.core.store.team_of_channel(guild, channel).await.expect("the database answers");
            if let Some(kept) = kept {
                self.ledger.stands(team, bot_now, kept);
            }
        }
    }

    fn lack(&mut self, team: usize, permission: Permission) {
        let channel = self.ledger.teams[team].channel;
        if let Some(place) = self.world.places.get_mut(&channel) {
            place.lacking.insert(permission);
        }
        let name = format!("lack {team}");
        self.ledger.trouble_begins(&name, Some(team), self.world.now);
    }

    fn channel_gone(&mut self, team: usize) {
        let (guild, channel) = (self.ledger.teams[team].guild, self.ledger.teams[team].channel);
        if let Some(place) = self.world.places.get_mut(&channel) {
            place.gone = true;
        }
        self.ledger.teams[team].gone = true;
        self.ledger.trouble_begins("gone", Some(team), self.world.now);
        self.tell(channel, Incoming::ChannelGone { guild, channel });
    }
}
