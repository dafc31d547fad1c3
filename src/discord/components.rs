//! What a click means, as it stands in a component's id: [`Action`] to text and back. A seal by a key that
//! only this bot has makes every id that it did not write itself worthless (promise S4). What the
//! act then may do is decided from what is stored, never from the id alone.

use crate::domain::browse::Months;
use crate::domain::expectation::Expectation;
use crate::domain::ids::{MessageId, NominationId, OccasionId, ReplyId, TeamId, UserId};
use crate::domain::nomination::{Consent, MOST_NOMINEES, Part, Value};
use crate::domain::organisation::Matter;
use crate::domain::pace::Pace;
use crate::domain::settings::Setting;
use crate::domain::team::Seat;
use crate::domain::words::Word;
use crate::service::action::{Action, Browse, Dose, Fate, NominationDraft, PlanMove, Replan, Turn};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{Datelike as _, NaiveDate};
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The version of the form; an id of another one is refused.
const VERSION: u8 = 1;
/// Bytes of the seal that are kept: a forger has one chance in 2⁶⁴, and each try is a click.
const SEAL: usize = 8;
/// The platform's limit for an id, in characters.
pub const LONGEST: usize = 100;

/// Writes and reads components' ids with one key.
#[derive(Clone)]
pub struct Codec(Hmac<Sha256>);

impl std::fmt::Debug for Codec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Codec")
    }
}

/// An id that this bot did not write, or wrote in a form that it no longer reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of ours")]
pub struct Foreign;

impl Codec {
    /// A codec with the key that the database keeps.
    pub fn new(key: &[u8; 32]) -> Self {
        // The context keeps the same key, used elsewhere, from making the same seals.
        // A key shorter than the hash's block is filled up with zeros, by definition.
        let mut block = [0; 64];
        block[..key.len()].copy_from_slice(key);
        let mut seal = <Hmac<Sha256> as KeyInit>::new(&block.into());
        seal.update(b"aktor component");
        Self(seal)
    }

    /// The id for `action`, at most [`LONGEST`] characters. More than five nominees do not fit and are left out;
    /// the domain allows no more.
    pub fn write(&self, action: &Action) -> String {
        let mut bytes = Vec::with_capacity(75);
        bytes.push(VERSION);
        put(action, &mut bytes);
        let seal = self.seal(&bytes);
        bytes.extend_from_slice(&seal);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The action that an id asks for, if the id is ours, unchanged and whole.
    pub fn read(&self, id: &str) -> Result<Action, Foreign> {
        if id.len() > LONGEST {
            return Err(Foreign);
        }
        let bytes = URL_SAFE_NO_PAD.decode(id).map_err(|_| Foreign)?;
        let at = bytes.len().checked_sub(SEAL).ok_or(Foreign)?;
        let (content, seal) = bytes.split_at(at);
        let mut mac = self.0.clone();
        mac.update(content);
        mac.verify_truncated_left(seal).map_err(|_| Foreign)?;
        let mut rest = Rest(content);
        if rest.byte()? != VERSION {
            return Err(Foreign);
        }
        let action = take(&mut rest)?;
        if rest.0.is_empty() { Ok(action) } else { Err(Foreign) }
    }

    fn seal(&self, content: &[u8]) -> [u8; SEAL] {
        let mut mac = self.0.clone();
        mac.update(content);
        let whole = mac.finalize().into_bytes();
        std::array::from_fn(|n| whole[n])
    }
}

fn put(action: &Action, to: &mut Vec<u8>) {
    let id = |to: &mut Vec<u8>, kind: u8, id: i64| {
        to.push(kind);
        to.extend_from_slice(&id.to_be_bytes());
    };
    let placed = |to: &mut Vec<u8>, kind: u8, team: TeamId, place: u8| {
        id(to, kind, team.0);
        to.push(place);
    };
    match action {
        Action::Answer(occasion) => id(to, 1, occasion.0),
        Action::AnswerSent(occasion) => id(to, 2, occasion.0),
        Action::EditReply(reply) => id(to, 3, reply.0),
        Action::EditReplySent(reply) => id(to, 4, reply.0),
        Action::DeleteReply(reply) => id(to, 5, reply.0),
        Action::Nominate => to.push(6),
        Action::NominateWhom => to.push(7),
        Action::NominateWhat(whom) => {
            to.push(8);
            put_people(whom, to);
        }
        Action::NominateSent(draft) => {
            to.push(9);
            put_draft(draft, to);
        }
        Action::Consent(nomination, version, consent) => {
            id(to, 10, nomination.0);
            to.extend_from_slice(&version.to_be_bytes());
            to.push(match consent {
                Consent::Yes => 0,
                Consent::WithoutName => 1,
                Consent::No => 2,
            });
        }
        Action::Suggest(nomination, version) => {
            id(to, 11, nomination.0);
            to.extend_from_slice(&version.to_be_bytes());
        }
        Action::SuggestSent(nomination, version) => {
            id(to, 12, nomination.0);
            to.extend_from_slice(&version.to_be_bytes());
        }
        Action::SuggestionVerdict(nomination, version, by, used) => {
            id(to, 13, nomination.0);
            to.extend_from_slice(&version.to_be_bytes());
            to.extend_from_slice(&by.0.to_be_bytes());
            to.push(u8::from(*used));
        }
        Action::TrioSeat(team, seat, yes) => {
            id(to, 14, team.0);
            to.push(place_of(&Seat::ALL, seat));
            to.push(u8::from(*yes));
        }
        Action::LetterVerdict(occasion, yes) => {
            id(to, 15, occasion.0);
            to.push(u8::from(*yes));
        }
        Action::LeaveLetter(occasion) => id(to, 16, occasion.0),
        Action::CorrectLetter(occasion) => id(to, 17, occasion.0),
        Action::CorrectSent(nomination) => id(to, 18, nomination.0),
        Action::LeaveExample(nomination) => id(to, 19, nomination.0),
        Action::ShowWaiting => to.push(20),
        Action::WhatIsKept => to.push(21),
        Action::NominateMessage(message, author) => {
            id(to, 22, message.0);
            to.extend_from_slice(&author.0.to_be_bytes());
        }
        Action::BrowseExamples(browse) => put_browse(*browse, to),
        Action::NominateTagged(answer) => id(to, 24, answer.0),
        Action::NominateTaggedWhat(answer) => id(to, 25, answer.0),
        Action::Replan(replan) => {
            id(to, 40, replan.team.0);
            to.extend_from_slice(&replan.date.num_days_from_ce().to_be_bytes());
            to.extend_from_slice(&replan.seen.to_be_bytes());
            to.push(place_of(&PlanMove::ALL, &replan.wish));
            to.push(u8::from(replan.alone));
        }
        Action::SetPace(team, pace) => placed(to, 41, *team, place_of(&Pace::ALL, pace)),
        Action::Adjust(team, dose) => placed(to, 30, *team, place_of(&Dose::ALL, dose)),
        Action::Settings(team) => id(to, 31, team.0),
        Action::Set(team, setting) => placed(to, 32, *team, place_of(&Setting::ALL, setting)),
        Action::Unset(team, setting) => placed(to, 33, *team, place_of(&Setting::ALL, setting)),
        Action::SetSent(team, setting) => placed(to, 34, *team, place_of(&Setting::ALL, setting)),
        Action::Finish(team, fate) => placed(to, 35, *team, place_of(&Fate::ALL, fate)),
        Action::Organisation => to.push(36),
        Action::OrganisationSet(matter) => to.extend([37, place_of(&Matter::ALL, matter)]),
        Action::OrganisationUnset(matter) => to.extend([38, place_of(&Matter::ALL, matter)]),
        Action::OrganisationSent(matter) => to.extend([39, place_of(&Matter::ALL, matter)]),
        Action::ShowWord => to.push(50),
        Action::SuggestMeaning(word) => to.extend([51, place_of(&Word::ALL, word)]),
        Action::MeaningSuggested(word) => to.extend([52, place_of(&Word::ALL, word)]),
        Action::SettleMeaning(word) => to.extend([53, place_of(&Word::ALL, word)]),
        Action::MeaningSettled(word) => to.extend([54, place_of(&Word::ALL, word)]),
        Action::UseMeaning(word) => to.extend([55, place_of(&Word::ALL, word)]),
    }
}

fn take(from: &mut Rest<'_>) -> Result<Action, Foreign> {
    Ok(match from.byte()? {
        1 => Action::Answer(OccasionId(from.id()?)),
        2 => Action::AnswerSent(OccasionId(from.id()?)),
        3 => Action::EditReply(ReplyId(from.id()?)),
        4 => Action::EditReplySent(ReplyId(from.id()?)),
        5 => Action::DeleteReply(ReplyId(from.id()?)),
        6 => Action::Nominate,
        7 => Action::NominateWhom,
        8 => Action::NominateWhat(from.people()?),
        9 => Action::NominateSent(from.draft()?),
        10 => Action::Consent(
            NominationId(from.id()?),
            from.short()?,
            match from.byte()? {
                0 => Consent::Yes,
                1 => Consent::WithoutName,
                2 => Consent::No,
                _ => return Err(Foreign),
            },
        ),
        11 => Action::Suggest(NominationId(from.id()?), from.short()?),
        12 => Action::SuggestSent(NominationId(from.id()?), from.short()?),
        13 => Action::SuggestionVerdict(
            NominationId(from.id()?),
            from.short()?,
            UserId(from.id()?),
            from.flag()?,
        ),
        14 => Action::TrioSeat(TeamId(from.id()?), from.one_of(&Seat::ALL)?, from.flag()?),
        15 => Action::LetterVerdict(OccasionId(from.id()?), from.flag()?),
        16 => Action::LeaveLetter(OccasionId(from.id()?)),
        17 => Action::CorrectLetter(OccasionId(from.id()?)),
        18 => Action::CorrectSent(NominationId(from.id()?)),
        19 => Action::LeaveExample(NominationId(from.id()?)),
        20 => Action::ShowWaiting,
        21 => Action::WhatIsKept,
        22 => Action::NominateMessage(MessageId(from.id()?), UserId(from.id()?)),
        23 => Action::BrowseExamples(from.browse()?),
        24 => Action::NominateTagged(ReplyId(from.id()?)),
        25 => Action::NominateTaggedWhat(ReplyId(from.id()?)),
        40 => Action::Replan(Replan {
            team: TeamId(from.id()?),
            date: NaiveDate::from_num_days_from_ce_opt(from.bytes().map(i32::from_be_bytes)?)
                .ok_or(Foreign)?,
            seen: from.bytes().map(u32::from_be_bytes)?,
            wish: from.one_of(&PlanMove::ALL)?,
            alone: from.flag()?,
        }),
        41 => Action::SetPace(TeamId(from.id()?), from.one_of(&Pace::ALL)?),
        30 => Action::Adjust(TeamId(from.id()?), from.one_of(&Dose::ALL)?),
        31 => Action::Settings(TeamId(from.id()?)),
        32 => Action::Set(TeamId(from.id()?), from.one_of(&Setting::ALL)?),
        33 => Action::Unset(TeamId(from.id()?), from.one_of(&Setting::ALL)?),
        34 => Action::SetSent(TeamId(from.id()?), from.one_of(&Setting::ALL)?),
        35 => Action::Finish(TeamId(from.id()?), from.one_of(&Fate::ALL)?),
        36 => Action::Organisation,
        37 => Action::OrganisationSet(from.one_of(&Matter::ALL)?),
        38 => Action::OrganisationUnset(from.one_of(&Matter::ALL)?),
        39 => Action::OrganisationSent(from.one_of(&Matter::ALL)?),
        50 => Action::ShowWord,
        51 => Action::SuggestMeaning(from.one_of(&Word::ALL)?),
        52 => Action::MeaningSuggested(from.one_of(&Word::ALL)?),
        53 => Action::SettleMeaning(from.one_of(&Word::ALL)?),
        54 => Action::MeaningSettled(from.one_of(&Word::ALL)?),
        55 => Action::UseMeaning(from.one_of(&Word::ALL)?),
        _ => return Err(Foreign),
    })
}

/// The place of `what` among `all`; its order is part of the form and may only grow at its end.
fn place_of<T: PartialEq>(all: &[T], what: &T) -> u8 {
    all.iter().position(|one| one == what).and_then(|n| u8::try_from(n).ok()).unwrap_or(u8::MAX)
}

fn put_people(people: &[UserId], to: &mut Vec<u8>) {
    for person in people.iter().take(usize::from(MOST_NOMINEES)) {
        to.extend_from_slice(&person.0.to_be_bytes());
    }
}

fn put_browse(browse: Browse, to: &mut Vec<u8>) {
    let (older, at, example) = match browse.turn {
        Turn::Older(at, example) => (true, at, example),
        Turn::Newer(at, example) => (false, at, example),
    };
    to.push(23);
    to.push(browse.expectation.map_or(u8::MAX, |expectation| place_of(&Expectation::ALL, &expectation)));
    to.extend_from_slice(&browse.months.first.to_be_bytes());
    to.extend_from_slice(&browse.months.count.to_be_bytes());
    to.push(u8::from(older));
    to.extend_from_slice(&at.to_be_bytes());
    to.extend_from_slice(&example.0.to_be_bytes());
}

fn put_draft(draft: &NominationDraft, to: &mut Vec<u8>) {
    let about = u8::from(draft.about.is_some()) << 2;
    to.push(u8::from(draft.whole_team) | u8::from(draft.without_giver) << 1 | about);
    to.extend(draft.about.iter().flat_map(|message| message.0.to_be_bytes()));
    to.push(place_of(&Expectation::ALL, &draft.expectation));
    to.push(draft.value.map_or(u8::MAX, |value| place_of(&Value::ALL, &value)));
    to.push(draft.role.map_or(u8::MAX, |role| place_of(&Part::ALL, &role)));
    put_people(&draft.nominees, to);
}

/// What is left to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Foreign> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(Foreign)?;
        self.0 = rest;
        Ok(*head)
    }

    fn byte(&mut self) -> Result<u8, Foreign> {
        self.bytes::<1>().map(|[byte]| byte)
    }

    fn id(&mut self) -> Result<i64, Foreign> {
        self.bytes().map(i64::from_be_bytes)
    }

    fn short(&mut self) -> Result<u16, Foreign> {
        self.bytes().map(u16::from_be_bytes)
    }

    fn flag(&mut self) -> Result<bool, Foreign> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Foreign),
        }
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Result<T, Foreign> {
        all.get(usize::from(self.byte()?)).copied().ok_or(Foreign)
    }

    fn maybe_one_of<T: Copy>(&mut self, all: &[T]) -> Result<Option<T>, Foreign> {
        match self.byte()? {
            u8::MAX => Ok(None),
            n => all.get(usize::from(n)).copied().map(Some).ok_or(Foreign),
        }
    }

    fn people(&mut self) -> Result<Vec<UserId>, Foreign> {
        let mut people = Vec::new();
        while !self.0.is_empty() {
            people.push(UserId(self.id()?));
        }
        if people.len() > usize::from(MOST_NOMINEES) { Err(Foreign) } else { Ok(people) }
    }

    fn browse(&mut self) -> Result<Browse, Foreign> {
        let expectation = self.maybe_one_of(&Expectation::ALL)?;
        let months = Months { first: self.short()?, count: self.short()? };
        let older = self.flag()?;
        let (at, example) = (self.id()?, NominationId(self.id()?));
        let turn = if older { Turn::Older(at, example) } else { Turn::Newer(at, example) };
        Ok(Browse { expectation, months, turn })
    }

    fn draft(&mut self) -> Result<NominationDraft, Foreign> {
        let flags = self.byte()?;
        if flags > 7 {
            return Err(Foreign);
        }
        Ok(NominationDraft {
            whole_team: flags & 1 != 0,
            without_giver: flags & 2 != 0,
            about: if flags & 4 == 0 { None } else { Some(MessageId(self.id()?)) },
            expectation: self.one_of(&Expectation::ALL)?,
            value: self.maybe_one_of(&Value::ALL)?,
            role: self.maybe_one_of(&Part::ALL)?,
            nominees: self.people()?,
        })
    }
}
