//! What people do with the bot, each through its use case.

use super::world::name_of;
use aktor::domain::expectation::Expectation;
use aktor::domain::ids::{
    ChannelId, GuildId, InteractionId, NominationId, OccasionId, ReplyId, TeamId, UserId,
};
use aktor::domain::language::Language;
use aktor::domain::nomination::Consent;
use aktor::domain::settings::Setting;
use aktor::domain::team::{Seat, Team};
use aktor::service::action::{Fate, NominationDraft};
use aktor::service::adjust::Adjustment;
use aktor::service::core::{Asker, Core};
use aktor::service::refusal::Failure;
use aktor::service::set_up::Setup;

/// Who does it where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Who {
    pub(crate) team: usize,
    pub(crate) guild: GuildId,
    pub(crate) channel: ChannelId,
    pub(crate) user: UserId,
    /// Unique for each use.
    pub(crate) use_: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Deed {
    SetUp(Setup),
    Adjust(Adjustment),
    Zone(TeamId, &'static str),
    Pause(Option<String>),
    Resume,
    PostNow,
    Finish(TeamId),
    Seat(Vec<(Seat, UserId)>),
    TakeSeat(TeamId, Seat, bool),
    Answer(OccasionId, String),
    ChangeAnswer(ReplyId, String),
    DeleteAnswer(ReplyId),
    Nominate(Option<UserId>, String),
    Consent(NominationId, u16, Consent),
    Verdict(OccasionId, bool),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Act {
    pub(crate) who: Who,
    pub(crate) deed: Deed,
}

/// An act that was answered.
pub(crate) struct Acted {
    pub(crate) act: Act,
    /// Why not, if it was not done.
    pub(crate) refused: Option<String>,
    /// Whether that is certain.
    pub(crate) certain: bool,
    /// The team as it stands after it.
    pub(crate) team: Option<Team>,
}

pub(crate) async fn act(core: &Core, act: Act) -> Acted {
    let done = perform(core, &act).await;
    let team =
        core.store.team_of_channel(act.who.guild, act.who.channel).await.expect("the database answers");
    let (refused, certain) = match done {
        Ok(()) => (None, true),
        Err(Failure::Refused(why)) => (Some(why.say(Language::English)), true),
        Err(failure) => (Some(failure.to_string()), false),
    };
    Acted { act, refused, certain, team }
}

async fn perform(core: &Core, Act { who, deed }: &Act) -> Result<(), Failure> {
    let l = Language::Danish;
    let asker = Asker {
        guild: who.guild,
        channel: who.channel,
        parent: None,
        user: who.user,
        name: name_of(who.user),
        administrator: true,
        lacking: Vec::new(),
        language: l,
        interaction: InteractionId(who.use_),
    };
    match deed.clone() {
        Deed::SetUp(setup) => core.set_up_team(&asker, setup).await,
        Deed::Adjust(wish) => core.adjust(&asker, &wish).await,
        Deed::Zone(team, zone) => core.set_typed(&asker, team, Setting::Zone, |_| zone.to_owned()).await,
        Deed::Pause(until) => core.pause(&asker, until.as_deref()).await,
        Deed::Resume => core.resume(&asker).await,
        Deed::PostNow => core.post_now(&asker).await,
        Deed::Finish(team) => core.finish_as(&asker, team, Fate::Keep).await,
        Deed::Seat(seats) => {
            let seats: Vec<_> =
                seats.into_iter().map(|(seat, user)| (seat, user, name_of(user), false)).collect();
            core.seat_trio(&asker, &seats).await
        }
        Deed::TakeSeat(team, seat, yes) => core.answer_seat(l, who.user, team, seat, yes).await,
        Deed::Answer(round, text) => core.answer(&asker, round, &text).await,
        Deed::ChangeAnswer(reply, text) => core.change_answer(&asker, reply, &text).await,
        Deed::DeleteAnswer(reply) => core.delete_answer(&asker, reply).await,
        Deed::Nominate(whom, words) => {
            let mut draft = NominationDraft::new(whom.into_iter().collect(), Expectation::Task);
            draft.whole_team = whom.is_none();
            core.nominate(&asker, draft, &words, "").await
        }
        Deed::Consent(nomination, version, answer) => {
            core.consent(l, who.user, nomination, version, answer).await
        }
        Deed::Verdict(occasion, approve) => core.letter_verdict(&asker, occasion, approve).await,
    }?;
    Ok(())
}
