//! What stands in a button's id, and what does not get past the seal (promise S4).

use aktor::discord::components::{Codec, LONGEST};
use aktor::domain::browse::Months;
use aktor::domain::consent::Reach;
use aktor::domain::expectation::Expectation;
use aktor::domain::ids::{
    LearningId, MessageId, NominationId, OccasionId, OlfaId, ReplyId, StepId, SuggestionId, TeamId, UserId,
};
use aktor::domain::nameless::ReceiptKey;
use aktor::domain::nomination::{Consent, Part, Value};
use aktor::domain::olfa;
use aktor::domain::organisation::Matter;
use aktor::domain::pace::Pace;
use aktor::domain::settings::Setting;
use aktor::domain::step::{Hand, Verdict};
use aktor::domain::team::Seat;
use aktor::domain::words::{SHOWN_AT_ONCE, Word};
use aktor::service::action::{
    Action, Browse, Dose, Fate, NominationDraft, PlanMove, PromptMove, Replan, Turn,
};
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::select;

const KEY: [u8; 32] = [7; 32];

fn people() -> impl Strategy<Value = Vec<UserId>> {
    prop::collection::vec(any::<i64>().prop_map(UserId), 0..=5)
}

fn suggestions() -> impl Strategy<Value = Vec<SuggestionId>> {
    prop::collection::vec(any::<i64>().prop_map(SuggestionId), 0..=SHOWN_AT_ONCE)
}

fn draft() -> impl Strategy<Value = NominationDraft> {
    (
        people(),
        any::<bool>(),
        select(Expectation::ALL.to_vec()),
        prop::option::of(select(Value::ALL.to_vec())),
        prop::option::of(select(Part::ALL.to_vec())),
        any::<bool>(),
        prop::option::of(any::<i64>().prop_map(MessageId)),
    )
        .prop_map(|(nominees, whole_team, expectation, value, role, without_giver, about)| {
            NominationDraft { nominees, whole_team, expectation, value, role, without_giver, about }
        })
}

fn browse() -> impl Strategy<Value = Browse> {
    let turn = (any::<bool>(), any::<i64>(), any::<i64>()).prop_map(|(older, at, id)| {
        if older { Turn::Older(at, NominationId(id)) } else { Turn::Newer(at, NominationId(id)) }
    });
    let months = (any::<u16>(), any::<u16>()).prop_map(|(first, count)| Months { first, count });
    (prop::option::of(select(Expectation::ALL.to_vec())), months, turn)
        .prop_map(|(expectation, months, turn)| Browse { expectation, months, turn })
}

fn setting() -> impl Strategy<Value = Setting> {
    select(Setting::ALL.to_vec())
}

fn word() -> impl Strategy<Value = Word> {
    select(Word::ALL.to_vec())
}

fn numbered(act: fn(TeamId, u32) -> Action) -> impl Strategy<Value = Action> {
    (any::<i64>(), any::<u32>()).prop_map(move |(team, number)| act(TeamId(team), number))
}

fn prompt_id() -> impl Strategy<Value = String> {
    "[a-z0-9-]{1,40}"
}

fn action() -> impl Strategy<Value = Action> {
    let id = any::<i64>;
    let consent = select(vec![Consent::Yes, Consent::WithoutName, Consent::No]);
    prop_oneof![
        id().prop_map(|n| Action::Answer(OccasionId(n))),
        id().prop_map(|n| Action::AnswerSent(OccasionId(n))),
        id().prop_map(|n| Action::EditReply(ReplyId(n))),
        id().prop_map(|n| Action::EditReplySent(ReplyId(n))),
        id().prop_map(|n| Action::DeleteReply(ReplyId(n))),
        id().prop_map(|n| Action::NamelessAnswer(OccasionId(n))),
        (id(), any::<[u8; 16]>()).prop_map(|(n, key)| Action::NamelessSent(OccasionId(n), ReceiptKey(key))),
        any::<[u8; 16]>().prop_map(|key| Action::NamelessKind(ReceiptKey(key))),
        any::<[u8; 16]>().prop_map(|key| Action::EraseNameless(ReceiptKey(key))),
        any::<[u8; 16]>().prop_map(|key| Action::MeetingSent(ReceiptKey(key))),
        Just(Action::Nominate),
        Just(Action::NominateWhom),
        people().prop_map(Action::NominateWhat),
        draft().prop_map(Action::NominateSent),
        (id(), any::<u16>(), consent).prop_map(|(n, v, c)| Action::Consent(NominationId(n), v, c)),
        (id(), any::<u16>()).prop_map(|(n, v)| Action::Suggest(NominationId(n), v)),
        (id(), any::<u16>()).prop_map(|(n, v)| Action::SuggestSent(NominationId(n), v)),
        (id(), any::<u16>(), id(), any::<bool>()).prop_map(|(n, v, by, used)| Action::SuggestionVerdict(
            NominationId(n),
            v,
            UserId(by),
            used
        )),
        (id(), select(Seat::ALL.to_vec()), any::<bool>()).prop_map(|(n, seat, yes)| Action::TrioSeat(
            TeamId(n),
            seat,
            yes
        )),
        (id(), any::<bool>()).prop_map(|(n, yes)| Action::LetterVerdict(OccasionId(n), yes)),
        id().prop_map(|n| Action::LeaveLetter(OccasionId(n))),
        id().prop_map(|n| Action::CorrectLetter(OccasionId(n))),
        id().prop_map(|n| Action::CorrectSent(NominationId(n))),
        id().prop_map(|n| Action::LeaveExample(NominationId(n))),
        Just(Action::ShowWaiting),
        Just(Action::WhatIsKept),
        (id(), id()).prop_map(|(m, u)| Action::NominateMessage(MessageId(m), UserId(u))),
        browse().prop_map(Action::BrowseExamples),
        id().prop_map(|n| Action::NominateTagged(ReplyId(n))),
        id().prop_map(|n| Action::NominateTaggedWhat(ReplyId(n))),
        (id(), -500_000..1_000_000_i32, any::<u32>(), select(PlanMove::ALL.to_vec()), any::<bool>())
            .prop_map(|(n, day, seen, wish, alone)| Action::Replan(Replan {
                team: TeamId(n),
                date: NaiveDate::from_num_days_from_ce_opt(day).unwrap(),
                seen,
                wish,
                alone,
            })),
        Just(Action::ShowWord),
        word().prop_map(Action::SuggestMeaning),
        word().prop_map(Action::MeaningSuggested),
        (word(), suggestions()).prop_map(|(word, shown)| Action::SettleMeaning(word, shown)),
        (word(), any::<u32>(), suggestions())
            .prop_map(|(word, seen, shown)| Action::MeaningSettled(word, seen, shown)),
        (word(), any::<u32>(), suggestions())
            .prop_map(|(word, seen, shown)| Action::UseMeaning(word, seen, shown)),
        (word(), any::<u16>()).prop_map(|(word, page)| Action::TurnMeanings(word, page)),
        word().prop_map(Action::WithdrawMeaning),
        numbered(Action::SendAnyway),
        any::<u16>().prop_map(Action::TurnPrompts),
        Just(Action::ShowSuggested),
        Just(Action::TakeBack),
        numbered(Action::ApprovePrompt),
        numbered(Action::EditPrompt),
        numbered(Action::EditPromptSent),
        numbered(Action::RefusePrompt),
        numbered(Action::RefusePromptSent),
        (id(), select(PromptMove::ALL.to_vec()), prompt_id())
            .prop_map(|(n, wish, prompt)| Action::ChangePrompt(TeamId(n), wish, prompt)),
        (id(), prompt_id()).prop_map(|(n, prompt)| Action::RewordPrompt(TeamId(n), prompt)),
        (id(), any::<u32>(), prompt_id()).prop_map(|(n, seen, prompt)| Action::RewordSent(
            TeamId(n),
            seen,
            prompt
        )),
        (id(), select(Pace::ALL.to_vec())).prop_map(|(n, pace)| Action::SetPace(TeamId(n), pace)),
        (id(), select(Dose::ALL.to_vec())).prop_map(|(n, dose)| Action::Adjust(TeamId(n), dose)),
        id().prop_map(|n| Action::Settings(TeamId(n))),
        (id(), setting()).prop_map(|(n, setting)| Action::Set(TeamId(n), setting)),
        (id(), setting()).prop_map(|(n, setting)| Action::Unset(TeamId(n), setting)),
        (id(), setting()).prop_map(|(n, setting)| Action::SetSent(TeamId(n), setting)),
        (id(), select(Fate::ALL.to_vec())).prop_map(|(n, fate)| Action::Finish(TeamId(n), fate)),
        Just(Action::Organisation),
        select(Matter::ALL.to_vec()).prop_map(Action::OrganisationSet),
        select(Matter::ALL.to_vec()).prop_map(Action::OrganisationUnset),
        select(Matter::ALL.to_vec()).prop_map(Action::OrganisationSent),
        joint_action(),
    ]
}

/// Of what a team agrees, learns and weighs.
fn joint_action() -> impl Strategy<Value = Action> {
    let id = any::<i64>;
    prop_oneof![
        Just(Action::AgreeStep),
        Just(Action::StepSent),
        (id(), select(Hand::ALL.to_vec())).prop_map(|(n, hand)| Action::LendHand(StepId(n), hand)),
        id().prop_map(|n| Action::WithdrawHand(StepId(n))),
        (id(), any::<u16>(), select(Verdict::ALL.to_vec()))
            .prop_map(|(n, seen, verdict)| Action::StepVerdict(StepId(n), seen, verdict)),
        (id(), any::<u16>()).prop_map(|(n, seen)| Action::MoveStep(StepId(n), seen)),
        (id(), any::<u16>()).prop_map(|(n, seen)| Action::StepMoved(StepId(n), seen)),
        Just(Action::ShowStep),
        id().prop_map(|n| Action::EraseStep(StepId(n))),
        id().prop_map(|n| Action::Learn(LearningId(n))),
        id().prop_map(|n| Action::LearnFromStep(StepId(n))),
        Just(Action::LearningSent),
        id().prop_map(|n| Action::EditLearning(LearningId(n))),
        id().prop_map(|n| Action::LearningEdited(LearningId(n))),
        (id(), any::<bool>()).prop_map(|(n, named)| Action::ShareLearning(LearningId(n), named)),
        id().prop_map(|n| Action::OfferLearning(LearningId(n))),
        id().prop_map(|n| Action::ReadLearning(LearningId(n))),
        id().prop_map(|n| Action::EraseLearning(LearningId(n))),
        id().prop_map(|n| Action::Weigh(OlfaId(n))),
        Just(Action::OlfaSent),
        (id(), select(olfa::Verdict::ALL.to_vec()))
            .prop_map(|(n, verdict)| Action::DecideOlfa(OlfaId(n), verdict)),
        id().prop_map(|n| Action::ShareOlfa(OlfaId(n))),
        id().prop_map(|n| Action::EraseOlfa(OlfaId(n))),
        any::<bool>().prop_map(Action::EraseMe),
        any::<u16>().prop_map(Action::Consents),
        id().prop_map(|n| Action::ShowConsent(NominationId(n))),
        (id(), any::<u16>(), select(Reach::ALL.to_vec()), select(Consent::ALL.to_vec()))
            .prop_map(|(n, seen, reach, answer)| Action::Widen(NominationId(n), seen, reach, answer)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_act_comes_back_from_its_id_as_it_was(action in action()) {
        let codec = Codec::new(&KEY);
        let id = codec.write(&action);
        prop_assert!(id.len() <= LONGEST);
        prop_assert!(id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        prop_assert_eq!(codec.read(&id), Ok(action));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_changed_id_is_accepted(action in action(), at in any::<prop::sample::Index>(), how in 0..4_u8, byte in any::<u8>()) {
        let codec = Codec::new(&KEY);
        let id = codec.write(&action);
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let letter = letters[usize::from(byte) % letters.len()] as char;
        let place = at.index(id.len());
        let mut changed = id.clone();
        match how {
            0 => changed.replace_range(place..=place, &letter.to_string()),
            1 => changed.insert(place, letter),
            2 => { changed.remove(place); }
            _ => changed.truncate(place),
        }
        prop_assume!(changed != id);
        prop_assert!(codec.read(&changed).is_err());
    }

    #[test]
    fn no_id_made_with_another_key_is_accepted(action in action(), key in any::<[u8; 32]>()) {
        prop_assume!(key != KEY);
        prop_assert!(Codec::new(&KEY).read(&Codec::new(&key).write(&action)).is_err());
    }

    #[test]
    fn no_text_that_somebody_made_up_is_accepted(text in ".{0,120}") {
        prop_assert!(Codec::new(&KEY).read(&text).is_err());
    }
}

#[test]
fn the_fullest_draft_fits_in_an_id() {
    let draft = NominationDraft {
        nominees: vec![UserId(i64::MAX); 5],
        whole_team: true,
        expectation: Expectation::Others,
        value: Some(Value::Community),
        role: Some(Part::Followed),
        without_giver: true,
        about: Some(MessageId(i64::MAX)),
    };
    assert!(Codec::new(&KEY).write(&Action::NominateSent(draft)).len() <= 100);
}

#[test]
fn an_id_is_the_same_after_a_restart() {
    let action = Action::Answer(OccasionId(42));
    assert_eq!(Codec::new(&KEY).write(&action), Codec::new(&KEY).write(&action));
    assert_eq!(Codec::new(&KEY).read(&Codec::new(&KEY).write(&action)), Ok(action));
}
