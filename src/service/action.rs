//! What a click, a choice or a sent form asks for. The whole state of a conversation stands in these
//! values, so that a button works after a restart and on another day.

use crate::domain::browse::Months;
use crate::domain::consent::Reach;
use crate::domain::expectation::Expectation;
use crate::domain::ids::{
    LearningId, MessageId, NominationId, OccasionId, OlfaId, ReplyId, StepId, SuggestionId, TeamId, UserId,
};
use crate::domain::nameless::ReceiptKey;
use crate::domain::nomination::{Consent, Part, Value};
use crate::domain::olfa;
use crate::domain::organisation::Matter;
use crate::domain::pace::Pace;
use crate::domain::settings::Setting;
use crate::domain::step::{Hand, Verdict};
use crate::domain::team::Seat;
use crate::domain::words::Word;
use chrono::NaiveDate;

/// One act, as it stands in a component's id. The wire form is in `discord::components`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// *Svar*: opens the form for an answer to this round.
    Answer(OccasionId),
    /// The form for an answer, sent.
    AnswerSent(OccasionId),
    /// *Ret*: opens the form with one's own answer.
    EditReply(ReplyId),
    /// The form for a changed answer, sent.
    EditReplySent(ReplyId),
    /// *Slet* on one's own answer.
    DeleteReply(ReplyId),
    /// *Svar uden navn*: opens the form for an answer without a name to this round.
    NamelessAnswer(OccasionId),
    /// The form for an answer without a name, sent; with the key that was drawn when it was opened.
    NamelessSent(OccasionId, ReceiptKey),
    /// What its writer says such an answer is, chosen in the receipt.
    NamelessKind(ReceiptKey),
    /// *Slet mit svar* in the receipt of an answer without a name.
    EraseNameless(ReceiptKey),
    /// The form for an answer from a meeting, sent.
    MeetingSent(ReceiptKey),
    /// *Fremhæv kollega*: asks privately who it is about.
    Nominate,
    /// The colleagues were chosen; the expectation comes next.
    NominateWhom,
    /// The expectation was chosen for these colleagues; the form comes next.
    NominateWhat(Vec<UserId>),
    /// The expectation was chosen for a message of this colleague's, pointed at in its menu; the form comes next,
    /// beginning with its words.
    NominateMessage(MessageId, UserId),
    /// The offer to make a good example of one's own answer with the tag, taken up.
    NominateTagged(ReplyId),
    /// The expectation was chosen for it; the form comes next.
    NominateTaggedWhat(ReplyId),
    /// The form for a good example, sent.
    NominateSent(NominationDraft),
    /// A named colleague's answer to the text in this version.
    Consent(NominationId, u16, Consent),
    /// *Foreslå andre ord*: opens the form with the text.
    Suggest(NominationId, u16),
    /// Other words, sent.
    SuggestSent(NominationId, u16),
    /// The giver's verdict on the words that this colleague suggested: used or not.
    SuggestionVerdict(NominationId, u16, UserId, bool),
    /// A person's answer to being asked for a role in a TRIO.
    TrioSeat(TeamId, Seat, bool),
    /// TRIO's *Godkend* (true) or *Stop* (false) on a letter.
    LetterVerdict(OccasionId, bool),
    /// *Tag mig ud* of a posted letter.
    LeaveLetter(OccasionId),
    /// *Ret teksten* in a posted letter: opens the form.
    CorrectLetter(OccasionId),
    /// A corrected example, sent.
    CorrectSent(NominationId),
    /// *Tag mig ud* of a posted good example.
    LeaveExample(NominationId),
    /// *Nyere* or *Ældre* among the team's good examples.
    BrowseExamples(Browse),
    /// What TRIO does with a coming prompt.
    Replan(Replan),
    /// A member's own pace in a team.
    SetPace(TeamId, Pace),
    /// One of the team's words, chosen to be looked at.
    ShowWord,
    /// *Foreslå*: opens the form for what a word means here.
    SuggestMeaning(Word),
    /// A suggested meaning, sent.
    MeaningSuggested(Word),
    /// *Skriv, hvad der skal stå*: opens TRIO's form for what a word means here, for somebody who has been shown these suggestions.
    SettleMeaning(Word, Vec<SuggestionId>),
    /// TRIO's words, sent; with a print of those that the form was opened with.
    MeaningSettled(Word, u32, Vec<SuggestionId>),
    /// One of these suggestions for this word, chosen by TRIO; with a print of what stood above them.
    UseMeaning(Word, u32, Vec<SuggestionId>),
    /// A page of the suggestions for a word.
    TurnMeanings(Word, u16),
    /// One's own suggestion for this word, chosen to be taken back.
    WithdrawMeaning(Word),
    /// *Send alligevel*: one's own suggestion of a prompt, much like another.
    SendAnyway(TeamId, u32),
    /// A page of the team's own prompts.
    TurnPrompts(u16),
    /// One's own suggestion of a prompt to take back, or a prompt to take one's name off, chosen in the list.
    TakeBack,
    /// A suggested prompt, chosen by TRIO to be looked at.
    ShowSuggested,
    /// *Godkend* on a suggested prompt.
    ApprovePrompt(TeamId, u32),
    /// *Ret og godkend*: opens the form with its words.
    EditPrompt(TeamId, u32),
    /// The changed words of a suggested prompt, sent.
    EditPromptSent(TeamId, u32),
    /// *Afvis*: opens the form for the reason.
    RefusePrompt(TeamId, u32),
    /// The reason why a suggested prompt is not taken in, sent.
    RefusePromptSent(TeamId, u32),
    /// What a team makes of a prompt, by its id.
    ChangePrompt(TeamId, PromptMove, String),
    /// *Skriv om*: opens the form with a prompt's words.
    RewordPrompt(TeamId, String),
    /// The team's words for a prompt, sent; with a print of those that the form was opened with.
    RewordSent(TeamId, u32, String),
    /// *Næste skridt*: opens the form.
    AgreeStep,
    /// A next step, sent.
    StepSent,
    /// *Jeg går forrest* or *Jeg er med* on a step.
    LendHand(StepId, Hand),
    /// *Træk mig tilbage*: takes one's name off a step.
    WithdrawHand(StepId),
    /// How it went with a step, in this version of it.
    StepVerdict(StepId, u16, Verdict),
    /// *Vælg en anden dag* for a step in this version: opens the form.
    MoveStep(StepId, u16),
    /// Another day for it, sent.
    StepMoved(StepId, u16),
    /// A step chosen in the list, to say how it went.
    ShowStep,
    /// *Slet skridtet*.
    EraseStep(StepId),
    /// *Vi har også lært noget* below a learning: opens an empty form.
    Learn(LearningId),
    /// *Skriv, hvad vi lærte* of a step that went differently: opens the form with what was tried.
    LearnFromStep(StepId),
    /// A learning, sent.
    LearningSent,
    /// *Ret* on one's own learning: opens the form.
    EditLearning(LearningId),
    /// Its words, changed and sent.
    LearningEdited(LearningId),
    /// *Del med teamet*, with the author's name or without it.
    ShareLearning(LearningId, bool),
    /// *Lad TRIO dele den*.
    OfferLearning(LearningId),
    /// *Læs den*: TRIO reads what was left to them.
    ReadLearning(LearningId),
    /// *Slet* on one's own learning.
    EraseLearning(LearningId),
    /// *Vej en idé selv* below an OLFA card: opens the form.
    Weigh(OlfaId),
    /// An OLFA card, sent.
    OlfaSent,
    /// What one decides of one's own card.
    DecideOlfa(OlfaId, olfa::Verdict),
    /// *Del med teamet* on one's own card.
    ShareOlfa(OlfaId),
    /// *Slet* on one's own card.
    EraseOlfa(OlfaId),
    /// *Ja, slet alt om mig* (true) or *Fortryd*.
    EraseMe(bool),
    /// *Hvem må høre mine eksempler?*: a page of them; what is chosen in it is shown by itself.
    Consents(u16),
    /// *Må flere høre det?*: shows who may hear an example.
    ShowConsent(NominationId),
    /// A person's answer whether an example may be told to these, to the text in this version.
    Widen(NominationId, u16, Reach, Consent),
    /// *Der ligger noget til dig*: shows what waits for the person.
    ShowWaiting,
    /// *Hvad gemmes?*: the information text.
    WhatIsKept,
    /// Chosen in the panel of `/team tilpas`.
    Adjust(TeamId, Dose),
    /// *Hvad vil du ændre?* in the panel of `/team indstillinger`: shows what was chosen; without a choice, the panel.
    Settings(TeamId),
    /// A choice for one of its settings.
    Set(TeamId, Setting),
    /// One of its settings, cleared.
    Unset(TeamId, Setting),
    /// The form for one of its settings, sent.
    SetSent(TeamId, Setting),
    /// What becomes of a team that is to be finished, and of what is kept.
    Finish(TeamId, Fate),
    /// *Hvad vil du ændre?* in the panel of `/organisation indstillinger`; without a choice, the panel.
    Organisation,
    /// A choice for something in it.
    OrganisationSet(Matter),
    /// Something in it, cleared.
    OrganisationUnset(Matter),
    /// The form for something in it, sent.
    OrganisationSent(Matter),
}

/// What becomes of a team that somebody wants to finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It goes on.
    Stay,
    /// It stops; what is kept stays until its time is up.
    Keep,
    /// It is to stop and everything to be erased: asked once more.
    AskErase,
    /// It stops, and everything is erased.
    Erase,
}

impl Fate {
    /// All of them; their order stands in ids and may only grow at its end.
    pub const ALL: [Self; 4] = [Self::Stay, Self::Keep, Self::AskErase, Self::Erase];
}

/// What is chosen in the panel of `/team tilpas`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dose {
    /// How often.
    Rhythm,
    /// On which day.
    Weekday,
    /// At what time.
    Time,
    /// The themes that rest.
    Themes,
}

impl Dose {
    /// All of them; their order stands in ids and may only grow at its end.
    pub const ALL: [Self; 4] = [Self::Rhythm, Self::Weekday, Self::Time, Self::Themes];
}

/// What TRIO does with a coming prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replan {
    /// The team.
    pub team: TeamId,
    /// The prompt's date.
    pub date: NaiveDate,
    /// A print of what stood there when the button was shown.
    pub seen: u32,
    /// What is to be done.
    pub wish: PlanMove,
    /// The post shows this date alone.
    pub alone: bool,
}

/// What can be done with a coming prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanMove {
    /// *Byt*.
    Another,
    /// *Giv os en lettere*.
    Lighter,
    /// *Spring over*.
    Rest,
    /// *Tag med igen*.
    Ask,
}

impl PlanMove {
    /// All; the order is part of the buttons' form and may only grow at its end.
    pub const ALL: [Self; 4] = [Self::Another, Self::Lighter, Self::Rest, Self::Ask];
}

/// What a team makes of a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptMove {
    /// *Skjul*.
    Hide,
    /// *Tag frem igen*.
    Show,
    /// *Brug de oprindelige ord*.
    Original,
}

impl PromptMove {
    /// All; the order is part of the buttons' form and may only grow at its end.
    pub const ALL: [Self; 3] = [Self::Hide, Self::Show, Self::Original];
}

/// Which good examples somebody looks through, and where they turn the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Browse {
    /// What they show; `None`: anything.
    pub expectation: Option<Expectation>,
    /// When they were shared.
    pub months: Months,
    /// Which page.
    pub turn: Turn,
}

/// A page beside the example that was shared then (Unix milliseconds) and has this id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Those before it.
    Older(i64, NominationId),
    /// Those after it.
    Newer(i64, NominationId),
}

/// What is known of a nomination before its words are written. The team is that of the channel in which
/// the form is sent: opening a form must not wait for the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NominationDraft {
    /// The colleagues named, at most five; none when it is the whole team.
    pub nominees: Vec<UserId>,
    /// The whole team is meant.
    pub whole_team: bool,
    /// What the example shows.
    pub expectation: Expectation,
    /// The value it is tagged with.
    pub value: Option<Value>,
    /// Whether the colleague led or followed.
    pub role: Option<Part>,
    /// The giver's name is left out.
    pub without_giver: bool,
    /// The message that it begins with.
    pub about: Option<MessageId>,
}

impl NominationDraft {
    /// A draft with what everybody chooses; the rest is as it is mostly.
    pub fn new(nominees: Vec<UserId>, expectation: Expectation) -> Self {
        Self {
            nominees,
            whole_team: false,
            expectation,
            value: None,
            role: None,
            without_giver: false,
            about: None,
        }
    }
}
