//! Reading the bytes of an id, one part after the other.

use super::Foreign;
use super::panels::LONGEST_NAME;
use crate::domain::browse::Months;
use crate::domain::expectation::Expectation;
use crate::domain::ids::{MessageId, NominationId, SuggestionId, UserId};
use crate::domain::nomination::{MOST_NOMINEES, Part, Value};
use crate::domain::words::SHOWN_AT_ONCE;
use crate::service::action::{Browse, NominationDraft, Turn};

/// What is left to be read.
pub(super) struct Rest<'a>(pub(super) &'a [u8]);

impl Rest<'_> {
    pub(super) fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Foreign> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(Foreign)?;
        self.0 = rest;
        Ok(*head)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Foreign> {
        self.bytes::<1>().map(|[byte]| byte)
    }

    pub(super) fn id(&mut self) -> Result<i64, Foreign> {
        self.bytes().map(i64::from_be_bytes)
    }

    pub(super) fn short(&mut self) -> Result<u16, Foreign> {
        self.bytes().map(u16::from_be_bytes)
    }

    pub(super) fn number(&mut self) -> Result<u32, Foreign> {
        self.bytes().map(u32::from_be_bytes)
    }

    /// All that is left, as the id of a prompt.
    pub(super) fn name(&mut self) -> Result<String, Foreign> {
        let name = std::str::from_utf8(std::mem::take(&mut self.0)).map_err(|_| Foreign)?;
        if name.is_empty() || name.len() > LONGEST_NAME { Err(Foreign) } else { Ok(name.to_owned()) }
    }

    pub(super) fn flag(&mut self) -> Result<bool, Foreign> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Foreign),
        }
    }

    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> Result<T, Foreign> {
        all.get(usize::from(self.byte()?)).copied().ok_or(Foreign)
    }

    pub(super) fn maybe_one_of<T: Copy>(&mut self, all: &[T]) -> Result<Option<T>, Foreign> {
        match self.byte()? {
            u8::MAX => Ok(None),
            n => all.get(usize::from(n)).copied().map(Some).ok_or(Foreign),
        }
    }

    pub(super) fn people(&mut self) -> Result<Vec<UserId>, Foreign> {
        let mut people = Vec::new();
        while !self.0.is_empty() {
            people.push(UserId(self.id()?));
        }
        if people.len() > usize::from(MOST_NOMINEES) { Err(Foreign) } else { Ok(people) }
    }

    pub(super) fn suggestions(&mut self) -> Result<Vec<SuggestionId>, Foreign> {
        let mut suggestions = Vec::new();
        while !self.0.is_empty() {
            suggestions.push(SuggestionId(self.id()?));
        }
        if suggestions.len() > SHOWN_AT_ONCE { Err(Foreign) } else { Ok(suggestions) }
    }

    pub(super) fn browse(&mut self) -> Result<Browse, Foreign> {
        let expectation = self.maybe_one_of(&Expectation::ALL)?;
        let months = Months { first: self.short()?, count: self.short()? };
        let older = self.flag()?;
        let (at, example) = (self.id()?, NominationId(self.id()?));
        let turn = if older { Turn::Older(at, example) } else { Turn::Newer(at, example) };
        Ok(Browse { expectation, months, turn })
    }

    pub(super) fn draft(&mut self) -> Result<NominationDraft, Foreign> {
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
