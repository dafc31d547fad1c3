//! The kinds of outgoing work. A job holds ids only: its words are made from what is kept when it runs, so
//! that an erasure reaches work that has not been done yet.

use crate::domain::consent::Reach;
use crate::domain::ids::{
    ChannelId, DeliveryId, GuildId, LearningId, MessageId, NamelessId, NominationId, OccasionId, OlfaId,
    ReplyId, StepId, TeamId, UserId,
};
use crate::domain::team::{Parked, Seat};
use crate::service::random::Random;
use crate::store::NewDelivery;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// One kind of outgoing work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "kebab-case")]
pub enum Job {
    /// Tell a channel, once, who we are and what is kept.
    Introduce {
        /// The team.
        team: TeamId,
    },
    /// Post a prompt.
    PostPrompt {
        /// Its occasion.
        occasion: OccasionId,
    },
    /// Read a round from its prompt on: that stood in the channel for a while before anybody knew of it here.
    ReadRound {
        /// The round.
        round: OccasionId,
    },
    /// Open the thread on a posted prompt.
    OpenThread {
        /// Its round.
        round: OccasionId,
    },
    /// Post an answer given by button.
    PostAnswer {
        /// The answer.
        reply: ReplyId,
        /// The round it was given in: its post is found there even when the answer has been erased.
        round: OccasionId,
    },
    /// Change the post of an answer given by button.
    ChangeAnswer {
        /// The answer.
        reply: ReplyId,
    },
    /// Remove a post of the bot's own: an erased answer, an example nobody stands by any more.
    RemovePost {
        /// Where it stands.
        channel: ChannelId,
        /// The post.
        message: MessageId,
    },
    /// Post an answer without a name.
    PostNameless {
        /// The answer.
        answer: NamelessId,
        /// The round it was given in.
        round: OccasionId,
    },
    /// Remove the post of an erased answer without a name.
    RemoveNameless {
        /// The answer.
        answer: NamelessId,
        /// The round it was given in.
        round: OccasionId,
    },
    /// A message was deleted that may have been an answer without a name.
    LookForNameless {
        /// The round in whose thread it stood.
        round: OccasionId,
    },
    /// See whether a concern was answered.
    LookAtConcern {
        /// The concern.
        answer: NamelessId,
    },
    /// Tell AMR or TR privately of a concern that nobody has answered.
    TellConcern {
        /// The concern.
        answer: NamelessId,
        /// The team.
        team: TeamId,
        /// AMR or TR.
        user: UserId,
    },
    /// Ask a person privately for a seat in a TRIO.
    AskSeat {
        /// The team.
        team: TeamId,
        /// The seat.
        seat: Seat,
        /// The person.
        user: UserId,
        /// Who proposes them.
        by: UserId,
    },
    /// Ask a named colleague privately for consent.
    AskConsent {
        /// The nomination.
        nomination: NominationId,
        /// The colleague.
        user: UserId,
        /// The version of the words they are asked about.
        version: u16,
        /// They suggested other words, and the giver kept those that stand.
        #[serde(default)]
        kept: bool,
    },
    /// Ask somebody privately whether an example may be told beyond the team, or go on being told.
    AskWider {
        /// The nomination.
        nomination: NominationId,
        /// Whoever told it, or is named in it with a yes.
        user: UserId,
        /// To whom it would be told.
        reach: Reach,
        /// The version of the words they are asked about.
        version: u16,
    },
    /// Show the giver privately the words that a colleague suggests.
    ShowSuggestion {
        /// The nomination.
        nomination: NominationId,
        /// The colleague who suggests them.
        by: UserId,
        /// The giver.
        giver: UserId,
    },
    /// Fourteen days have passed: share with those who said yes, or see that the giver hears that it will not
    /// be shared.
    SettleNomination {
        /// The nomination.
        nomination: NominationId,
        /// The version of the words that the days were for: other words have days of their own.
        version: u16,
    },
    /// Tell the giver of an example that it will not be shared. Nothing of the example is kept any more.
    TellNotShared {
        /// The giver.
        giver: UserId,
        /// The team, for its language.
        team: TeamId,
    },
    /// Show a good example.
    ShareExample {
        /// The nomination.
        nomination: NominationId,
    },
    /// Bring the post of an example up to date.
    RefreshExample {
        /// The nomination.
        nomination: NominationId,
    },
    /// Ask a member of TRIO to approve a letter.
    AskApproval {
        /// The letter.
        occasion: OccasionId,
        /// The member.
        user: UserId,
        /// Whether this is the one reminder.
        again: bool,
    },
    /// Post a letter, if it may be posted.
    PostLetter {
        /// The letter.
        occasion: OccasionId,
    },
    /// Open the thread of a posted letter and put the rest of it there.
    LetterRest {
        /// The letter.
        occasion: OccasionId,
    },
    /// Bring a posted letter up to date.
    RefreshLetter {
        /// The letter.
        occasion: OccasionId,
    },
    /// Let a letter go whose approval did not come.
    LapseLetter {
        /// The letter.
        occasion: OccasionId,
    },
    /// Show TRIO a coming prompt.
    LookAhead {
        /// Its occasion, of kind [`Preview`](crate::domain::occasion::OccasionKind::Preview).
        occasion: OccasionId,
    },
    /// Invite a member of TRIO privately to answer a bold prompt first.
    InviteTrio {
        /// The team.
        team: TeamId,
        /// The member.
        user: UserId,
        /// The prompt's date.
        date: NaiveDate,
    },
    /// Tell a member of TRIO privately that few prompts are left.
    TellFewPrompts {
        /// The team.
        team: TeamId,
        /// The member.
        user: UserId,
    },
    /// Tell whoever suggested a prompt privately why it is not taken in.
    TellRefusedPrompt {
        /// The team.
        team: TeamId,
        /// The suggestion's number.
        number: u32,
        /// Who suggested it.
        user: UserId,
    },
    /// Show a next step.
    ShowStep {
        /// The step.
        step: StepId,
    },
    /// Ask how it went with a step, unless something has been decided about it since.
    AskStep {
        /// The step.
        step: StepId,
        /// Its version then.
        version: u16,
    },
    /// Bring a step's posts up to date.
    RefreshStep {
        /// The step.
        step: StepId,
    },
    /// Show what was learned.
    ShowLearning {
        /// The learning.
        learning: LearningId,
    },
    /// Bring the post of a learning up to date.
    RefreshLearning {
        /// The learning.
        learning: LearningId,
    },
    /// Tell TRIO that somebody leaves a learning to them.
    OfferLearning {
        /// The learning.
        learning: LearningId,
        /// The team.
        team: TeamId,
        /// The member, privately; `None`: in TRIO's channel.
        user: Option<UserId>,
    },
    /// Show an OLFA card.
    ShowOlfa {
        /// The card.
        card: OlfaId,
    },
    /// Call a round to mind that nobody has answered.
    Remind {
        /// The round.
        round: OccasionId,
    },
    /// Tell a member privately that the prompt has come, as they asked for.
    Nudge {
        /// The round.
        round: OccasionId,
        /// The member.
        user: UserId,
    },
    /// Tell a person privately what keeps a team's posts from being sent.
    TellParked {
        /// The team.
        team: TeamId,
        /// What is in the way.
        why: Parked,
        /// The person.
        user: UserId,
    },
    /// Warn the author, privately and at once, that a message looks like it holds personal data.
    WarnPersonalData {
        /// The author.
        user: UserId,
        /// Where the message stands.
        channel: ChannelId,
        /// The message.
        message: MessageId,
        /// The team, for its language.
        team: TeamId,
        /// It looks like a CPR number; else like something less grave.
        #[serde(default)]
        cpr: bool,
    },
}

impl Job {
    /// Whether it waits for a person whose private messages are closed, to be shown at their next use of
    /// the bot; what does not wait is said in another way or not at all.
    pub fn waits(self) -> bool {
        matches!(
            self,
            Self::AskSeat { .. }
                | Self::AskConsent { .. }
                | Self::AskWider { .. }
                | Self::ShowSuggestion { .. }
                | Self::TellNotShared { .. }
                | Self::AskApproval { .. }
                | Self::TellRefusedPrompt { .. }
                | Self::TellConcern { .. }
                | Self::OfferLearning { .. }
                | Self::TellParked { .. }
        )
    }

    /// Whether it is said at any hour: it is about what the person does at this moment.
    pub fn at_any_hour(self) -> bool {
        matches!(self, Self::WarnPersonalData { .. })
    }

    /// Whether it is done although its team was finished: what people decide about their own words is followed.
    pub fn outlives_its_team(self) -> bool {
        matches!(
            self,
            Self::ChangeAnswer { .. }
                | Self::RemovePost { .. }
                | Self::PostNameless { .. }
                | Self::RemoveNameless { .. }
                | Self::LookForNameless { .. }
                | Self::RefreshExample { .. }
                | Self::RefreshLetter { .. }
                | Self::RefreshStep { .. }
                | Self::RefreshLearning { .. }
                | Self::WarnPersonalData { .. }
        )
    }

    /// The answer without a name that it posts or removes: of such work nothing stays.
    pub fn of_nameless(self) -> Option<NamelessId> {
        match self {
            Self::PostNameless { answer, .. } | Self::RemoveNameless { answer, .. } => Some(answer),
            _ => None,
        }
    }

    /// The person whom this job reaches privately, if it does.
    pub fn private_to(self) -> Option<UserId> {
        match self {
            Self::AskSeat { user, .. }
            | Self::AskConsent { user, .. }
            | Self::AskWider { user, .. }
            | Self::ShowSuggestion { giver: user, .. }
            | Self::TellNotShared { giver: user, .. }
            | Self::AskApproval { user, .. }
            | Self::TellParked { user, .. }
            | Self::InviteTrio { user, .. }
            | Self::TellFewPrompts { user, .. }
            | Self::TellRefusedPrompt { user, .. }
            | Self::Nudge { user, .. }
            | Self::TellConcern { user, .. }
            | Self::WarnPersonalData { user, .. } => Some(user),
            Self::OfferLearning { user, .. } => user,
            _ => None,
        }
    }

    /// What makes the work of removing a post of a guild's, or of a team's in it, once it is known where the post stands.
    pub fn removing(
        random: &Random,
        guild: GuildId,
        team: Option<TeamId>,
        now: DateTime<Utc>,
    ) -> impl Fn(ChannelId, MessageId) -> NewDelivery {
        move |channel, message| {
            let job = Self::RemovePost { channel, message };
            job.at(random, format!("remove:{message}"), guild, team, now)
        }
    }

    /// The work of doing this job at `due_at`, unique under `key`.
    pub fn at(
        self,
        random: &Random,
        key: String,
        guild: GuildId,
        team: Option<TeamId>,
        due_at: DateTime<Utc>,
    ) -> NewDelivery {
        let job = serde_json::to_string(&self).unwrap_or_default();
        NewDelivery { id: DeliveryId(random.id()), key, guild, team, job, due_at }
    }
}
