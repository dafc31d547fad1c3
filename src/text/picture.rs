//! The month's picture, and the same in words.

use crate::domain::expectation::Expectation;
use crate::domain::language::Language;

sentences! {
    picture_invite_task();
    picture_invite_context();
    picture_invite_lead_follow();
    picture_invite_others();
    picture_leaf();
    picture_quiet();
    picture_talked_about();
    picture_nothing_said();
    picture_more();
    picture_our_team();
    picture_questions(count: u32);
    picture_answers(count: u32);
    picture_examples(count: u32);
    picture_alt(month: &str, team: &str);
}

/// What stands where an expectation has no example yet: an invitation, never a zero.
pub fn invitation(language: Language, expectation: Expectation) -> String {
    match expectation {
        Expectation::Task => picture_invite_task(language),
        Expectation::Context => picture_invite_context(language),
        Expectation::LeadFollow => picture_invite_lead_follow(language),
        Expectation::Others => picture_invite_others(language),
    }
}
