//! The ids of what a team agrees, learns and weighs together.

use super::rest::Rest;
use super::{Foreign, place_of};
use crate::domain::consent::Reach;
use crate::domain::ids::{LearningId, NominationId, OlfaId, StepId};
use crate::domain::nomination::Consent;
use crate::domain::olfa;
use crate::domain::step::{Hand, Verdict};
use crate::service::action::Action;

/// Writes such an action; any other gets an id that nobody reads.
pub(super) fn put(action: &Action, to: &mut Vec<u8>) {
    let id = |to: &mut Vec<u8>, kind: u8, id: i64| {
        to.push(kind);
        to.extend_from_slice(&id.to_be_bytes());
    };
    let step = |to: &mut Vec<u8>, kind: u8, step: StepId| id(to, kind, step.0);
    let version = |to: &mut Vec<u8>, version: u16| to.extend_from_slice(&version.to_be_bytes());
    match action {
        Action::AgreeStep => to.push(100),
        Action::StepSent => to.push(101),
        Action::LendHand(of, hand) => {
            step(to, 102, *of);
            to.push(place_of(&Hand::ALL, hand));
        }
        Action::WithdrawHand(of) => step(to, 103, *of),
        Action::StepVerdict(of, seen, verdict) => {
            step(to, 104, *of);
            version(to, *seen);
            to.push(place_of(&Verdict::ALL, verdict));
        }
        Action::MoveStep(of, seen) => {
            step(to, 105, *of);
            version(to, *seen);
        }
        Action::StepMoved(of, seen) => {
            step(to, 106, *of);
            version(to, *seen);
        }
        Action::ShowStep => to.push(107),
        Action::EraseStep(of) => step(to, 108, *of),
        Action::Learn(learning) => id(to, 110, learning.0),
        Action::LearnFromStep(of) => step(to, 111, *of),
        Action::LearningSent => to.push(112),
        Action::EditLearning(learning) => id(to, 113, learning.0),
        Action::LearningEdited(learning) => id(to, 114, learning.0),
        Action::ShareLearning(learning, named) => {
            id(to, 115, learning.0);
            to.push(u8::from(*named));
        }
        Action::OfferLearning(learning) => id(to, 116, learning.0),
        Action::ReadLearning(learning) => id(to, 117, learning.0),
        Action::EraseLearning(learning) => id(to, 118, learning.0),
        Action::Weigh(card) => id(to, 120, card.0),
        Action::OlfaSent => to.push(121),
        Action::DecideOlfa(card, verdict) => {
            id(to, 122, card.0);
            to.push(place_of(&olfa::Verdict::ALL, verdict));
        }
        Action::ShareOlfa(card) => id(to, 123, card.0),
        Action::EraseOlfa(card) => id(to, 124, card.0),
        Action::Consents(page) => {
            to.push(131);
            version(to, *page);
        }
        Action::ShowConsent(example) => id(to, 132, example.0),
        Action::Widen(example, seen, reach, answer) => {
            id(to, 133, example.0);
            version(to, *seen);
            to.extend([place_of(&Reach::ALL, reach), place_of(&Consent::ALL, answer)]);
        }
        Action::EraseMe(really) => to.extend([130, u8::from(*really)]),
        _ => to.push(u8::MAX),
    }
}

/// Reads what [`put`] has written, after its kind.
pub(super) fn take(kind: u8, from: &mut Rest<'_>) -> Result<Action, Foreign> {
    Ok(match kind {
        100 => Action::AgreeStep,
        101 => Action::StepSent,
        102 => Action::LendHand(StepId(from.id()?), from.one_of(&Hand::ALL)?),
        103 => Action::WithdrawHand(StepId(from.id()?)),
        104 => Action::StepVerdict(StepId(from.id()?), from.short()?, from.one_of(&Verdict::ALL)?),
        105 => Action::MoveStep(StepId(from.id()?), from.short()?),
        106 => Action::StepMoved(StepId(from.id()?), from.short()?),
        107 => Action::ShowStep,
        108 => Action::EraseStep(StepId(from.id()?)),
        110 => Action::Learn(LearningId(from.id()?)),
        111 => Action::LearnFromStep(StepId(from.id()?)),
        112 => Action::LearningSent,
        113 => Action::EditLearning(LearningId(from.id()?)),
        114 => Action::LearningEdited(LearningId(from.id()?)),
        115 => Action::ShareLearning(LearningId(from.id()?), from.flag()?),
        116 => Action::OfferLearning(LearningId(from.id()?)),
        117 => Action::ReadLearning(LearningId(from.id()?)),
        118 => Action::EraseLearning(LearningId(from.id()?)),
        120 => Action::Weigh(OlfaId(from.id()?)),
        121 => Action::OlfaSent,
        122 => Action::DecideOlfa(OlfaId(from.id()?), from.one_of(&olfa::Verdict::ALL)?),
        123 => Action::ShareOlfa(OlfaId(from.id()?)),
        124 => Action::EraseOlfa(OlfaId(from.id()?)),
        130 => Action::EraseMe(from.flag()?),
        131 => Action::Consents(from.short()?),
        132 => Action::ShowConsent(NominationId(from.id()?)),
        133 => Action::Widen(
            NominationId(from.id()?),
            from.short()?,
            from.one_of(&Reach::ALL)?,
            from.one_of(&Consent::ALL)?,
        ),
        _ => return Err(Foreign),
    })
}
