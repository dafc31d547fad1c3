//! What is known of the town without looking into the bot's tables: who was promised what, and when something was in
//! the way.

use super::people::Act;
use aktor::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, ReplyId, TeamId};
use aktor::domain::team::Team;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// A team as its people know it.
pub(crate) struct Kept {
    pub(crate) guild: GuildId,
    pub(crate) channel: ChannelId,
    pub(crate) forum: bool,
    /// How it stood from when on, by the bot's clock.
    pub(crate) stood: Vec<(DateTime<Utc>, Team)>,
    /// When `/team send-nu` was answered with yes.
    pub(crate) sent_now: Vec<DateTime<Utc>>,
    pub(crate) gone: bool,
}

/// An answer by button that was accepted.
pub(crate) struct Given {
    pub(crate) team: usize,
    pub(crate) round: OccasionId,
    /// The words that were accepted last.
    pub(crate) words: String,
    pub(crate) deleted: bool,
    /// Whether what became of the last use is known to the person.
    pub(crate) certain: bool,
    pub(crate) at: DateTime<Utc>,
}

/// Something in the way, of one team or of all, from when until when.
pub(crate) struct Trouble {
    pub(crate) name: String,
    pub(crate) team: Option<usize>,
    pub(crate) from: DateTime<Utc>,
    pub(crate) until: Option<DateTime<Utc>>,
}

#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) teams: Vec<Kept>,
    pub(crate) answers: BTreeMap<ReplyId, Given>,
    /// Acts that are being done.
    pub(crate) open: BTreeMap<i64, Act>,
    /// How often the process died while work with this key was in hand.
    pub(crate) died_over: BTreeMap<String, usize>,
    pub(crate) troubles: Vec<Trouble>,
    /// Every prompt that was seen, by its message.
    pub(crate) prompts: BTreeMap<MessageId, (usize, OccasionId)>,
    /// Since when somebody sits in a team's TRIO, by the bot's clock.
    pub(crate) seated: BTreeMap<usize, DateTime<Utc>>,
    /// Letters for which enough of TRIO said yes.
    pub(crate) approved: BTreeSet<OccasionId>,
    /// Words of examples, by what became of them.
    pub(crate) examples: BTreeMap<String, Example>,
    /// Whether somebody's yes or approval was given to a process that died over it.
    pub(crate) unsure: bool,
    pub(crate) acts: usize,
    pub(crate) refused: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Example {
    /// Given, and nobody has answered.
    Asked,
    Agreed(DateTime<Utc>),
    Declined,
    /// Whether it was taken is not known.
    Unknown,
}

impl Ledger {
    pub(crate) fn found(&mut self, team: usize, guild: GuildId, channel: ChannelId, forum: bool) {
        debug_assert_eq!(self.teams.len(), team);
        self.teams.push(Kept { guild, channel, forum, stood: Vec::new(), sent_now: Vec::new(), gone: false });
    }

    /// The team that lives in a channel.
    pub(crate) fn team_in(&self, channel: ChannelId) -> Option<usize> {
        self.teams.iter().position(|team| team.channel == channel)
    }

    pub(crate) fn id_of(&self, team: usize) -> Option<TeamId> {
        self.teams[team].stood.last().map(|(_, team)| team.id)
    }

    /// When a team was finished, by the bot's clock.
    pub(crate) fn ended_at(&self, team: usize) -> Option<DateTime<Utc>> {
        self.teams[team].stood.iter().find_map(|(_, stood)| stood.ended_at)
    }

    /// How a team stands from now on.
    pub(crate) fn stands(&mut self, team: usize, now: DateTime<Utc>, as_: Team) {
        let stood = &mut self.teams[team].stood;
        let same = |one: &Team| Team { parked: None, ..one.clone() };
        if stood.last().is_none_or(|(_, last)| same(last) != same(&as_)) {
            stood.push((now, as_));
        }
    }

    pub(crate) fn trouble_begins(&mut self, name: &str, team: Option<usize>, now: DateTime<Utc>) {
        self.troubles.push(Trouble { name: name.to_owned(), team, from: now, until: None });
    }

    pub(crate) fn trouble_ends(&mut self, name: &str, now: DateTime<Utc>) {
        for trouble in self.troubles.iter_mut().filter(|one| one.name == name && one.until.is_none()) {
            trouble.until = Some(now);
        }
    }

    /// The process has died: what was being done may be done or not.
    pub(crate) fn nobody_answers(&mut self) -> Vec<Act> {
        let open = std::mem::take(&mut self.open);
        for act in open.values() {
            self.uncertain(act);
        }
        open.into_values().filter(|act| matches!(act.deed, super::people::Deed::SetUp(_))).collect()
    }

    /// Whether an act was done is not known.
    pub(crate) fn uncertain(&mut self, act: &Act) {
        use super::people::Deed;
        match &act.deed {
            Deed::ChangeAnswer(reply, _) | Deed::DeleteAnswer(reply) => {
                if let Some(given) = self.answers.get_mut(reply) {
                    given.certain = false;
                }
            }
            Deed::Nominate(_, words) => drop(self.examples.insert(words.clone(), Example::Unknown)),
            Deed::Consent(..) => {
                self.unsure = true;
                self.forget_consents();
            }
            Deed::Verdict(..) => self.unsure = true,
            _ => {}
        }
    }

    /// Which example it was is not known here, so nothing is claimed of any that was still being asked about.
    fn forget_consents(&mut self) {
        for example in self.examples.values_mut().filter(|one| **one == Example::Asked) {
            *example = Example::Unknown;
        }
    }
}
