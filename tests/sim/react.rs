//! How people react to what the bot posts.

use super::agenda::Item;
use super::people::{Act, Deed};
use super::run::{GRACE, Sim};
use super::world::{Message, News, World, gist};
use aktor::domain::ids::ChannelId;
use aktor::domain::nomination::Consent;
use aktor::service::action::Action;
use aktor::service::platform::{Does, Post, Row};
use chrono::Duration;

/// What the buttons of a post do.
pub(crate) fn buttons(post: &Post) -> impl Iterator<Item = &Action> {
    post.rows
        .iter()
        .flat_map(|row| match row {
            Row::Buttons(buttons) => buttons.as_slice(),
            _ => &[],
        })
        .filter_map(|button| match &button.does {
            Does::Act(action) => Some(action),
            Does::Open(_) => None,
        })
}

impl Sim {
    /// People see what the bot has posted.
    pub(super) fn react(&mut self) {
        for news in std::mem::take(&mut self.world.news) {
            let News::Posted(id) = news;
            let message = self.world.messages[&id].clone();
            let Some((post, _)) = &message.post else { continue };
            self.told.say(self.world.now, || format!("  * {id} in {}: {}", message.channel, gist(post)));
            for action in buttons(post).cloned().collect::<Vec<_>>() {
                self.react_to(&message, &action);
            }
        }
    }

    fn react_to(&mut self, message: &Message, action: &Action) {
        let now = self.world.now;
        let soon = |sim: &mut Self, most: i64| now + Duration::seconds(sim.chance.between(30, most));
        let reader = (0..self.options.teams)
            .flat_map(|team| (0..8).map(move |nth| (team, nth)))
            .find(|(team, nth)| World::private_with(Self::person(*team, *nth)) == message.channel);
        let late = self.ends + GRACE / 2;
        match (action, reader) {
            (Action::Answer(occasion), _) => {
                let home = self.world.home_of(message.channel);
                let Some(team) = self.ledger.team_in(home) else { return };
                self.ledger.prompts.insert(message.id, (team, *occasion));
                for nth in 0..self.chance.between(0, 2) {
                    let at = if self.chance.one_in(5) {
                        now + Duration::milliseconds(self.chance.between(1_500, 20_000))
                    } else {
                        soon(self, 6 * 86_400)
                    };
                    let words = format!("ord {} {nth}", message.id);
                    if at < late {
                        self.agenda.add(at, Item::Write(team, message.id, words));
                    }
                }
                for nth in 0..self.chance.between(0, 2) {
                    let at = soon(self, 2 * 86_400);
                    let who = self.who(team, 1 + nth);
                    let deed = Deed::Answer(*occasion, format!("svar {}", who.use_));
                    if at < self.ends {
                        self.agenda.add(at, Item::Act(Act { who, deed }));
                    }
                }
                if self.chance.one_in(6) {
                    let at = soon(self, 9 * 86_400);
                    self.agenda.add(at, Item::Archive(ChannelId(message.id.0)));
                }
            }
            (Action::TrioSeat(id, seat, true), Some((team, nth))) => {
                let yes = !self.chance.one_in(6);
                let at = soon(self, 2 * 86_400);
                let who = self.who(team, nth);
                self.agenda.add(at, Item::Act(Act { who, deed: Deed::TakeSeat(*id, *seat, yes) }));
            }
            (Action::Consent(nomination, version, Consent::Yes), Some((team, nth))) => {
                let answer = match self.chance.between(0, 5) {
                    0 => Consent::No,
                    1 => Consent::WithoutName,
                    2 => return,
                    _ => Consent::Yes,
                };
                let at = soon(self, 10 * 86_400);
                let who = self.who(team, nth);
                if let Some(words) = example_in(message) {
                    self.asked_about.insert(*nomination, words);
                }
                let deed = Deed::Consent(*nomination, *version, answer);
                self.agenda.add(at, Item::Act(Act { who, deed }));
            }
            (Action::LetterVerdict(occasion, true), Some((team, nth))) => {
                let approves = match self.chance.between(0, 9) {
                    0 => false,
                    1 | 2 => return,
                    _ => true,
                };
                let at = soon(self, 3 * 86_400);
                let who = self.who(team, nth);
                self.agenda.add(at, Item::Act(Act { who, deed: Deed::Verdict(*occasion, approves) }));
            }
            _ => {}
        }
    }
}

/// The example that a private question is about.
fn example_in(message: &Message) -> Option<String> {
    let (post, _) = message.post.as_ref()?;
    let text =
        post.cards.iter().map(|card| card.text.as_str()).find(|text| text.contains("eksempel nummer "))?;
    let rest = text.split("eksempel nummer ").nth(1)?;
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some(format!("eksempel nummer {number}"))
}
