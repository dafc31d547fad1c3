//! What a click means, as it stands in a component's id: [`Action`] to text and back. A seal by a key that
//! only this bot has makes every id that it did not write itself worthless (promise S4). What the
//! act then may do is decided from what is stored, never from the id alone.

mod dialogue;
mod panels;
mod rest;

use self::rest::Rest;
use crate::domain::expectation::Expectation;
use crate::domain::ids::{MessageId, NominationId, OccasionId, ReplyId, TeamId, UserId};
use crate::domain::nameless::ReceiptKey;
use crate::domain::nomination::{Consent, MOST_NOMINEES, Part, Value};
use crate::domain::team::Seat;
use crate::service::action::{Action, Browse, NominationDraft, Turn};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
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
    match action {
        Action::Answer(occasion) => id(to, 1, occasion.0),
        Action::AnswerSent(occasion) => id(to, 2, occasion.0),
        Action::EditReply(reply) => id(to, 3, reply.0),
        Action::EditReplySent(reply) => id(to, 4, reply.0),
        Action::DeleteReply(reply) => id(to, 5, reply.0),
        Action::NamelessAnswer(occasion) => id(to, 26, occasion.0),
        Action::NamelessSent(occasion, key) => {
            id(to, 27, occasion.0);
            to.extend(key.0);
        }
        Action::NamelessKind(key) => put_key(28, *key, to),
        Action::EraseNameless(key) => put_key(29, *key, to),
        Action::MeetingSent(key) => put_key(42, *key, to),
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
        _ => panels::put(action, to),
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
        26 => Action::NamelessAnswer(OccasionId(from.id()?)),
        27 => Action::NamelessSent(OccasionId(from.id()?), ReceiptKey(from.bytes()?)),
        28 => Action::NamelessKind(ReceiptKey(from.bytes()?)),
        29 => Action::EraseNameless(ReceiptKey(from.bytes()?)),
        42 => Action::MeetingSent(ReceiptKey(from.bytes()?)),
        kind => panels::take(kind, from)?,
    })
}

/// The place of `what` among `all`; its order is part of the form and may only grow at its end.
fn place_of<T: PartialEq>(all: &[T], what: &T) -> u8 {
    all.iter().position(|one| one == what).and_then(|n| u8::try_from(n).ok()).unwrap_or(u8::MAX)
}

fn put_key(kind: u8, key: ReceiptKey, to: &mut Vec<u8>) {
    to.push(kind);
    to.extend(key.0);
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
