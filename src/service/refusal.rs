//! Why something is not done for a person, as a value that knows its sentence; and every other failure of a
//! use case.

use crate::domain::cadence::CronError;
use crate::domain::escape;
use crate::domain::ids::ChannelId;
use crate::domain::language::Language;
use crate::domain::organisation::Step;
use crate::domain::redact;
use crate::domain::team::Parked;
use crate::service::platform::{ChannelKind, Permission, PlatformError};
use crate::store::StoreError;
use crate::text::{answers, errors, list, names, nominations, organisation};
use chrono::NaiveDate;

/// Something a person asked for that cannot be, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The channel has no team; these have one.
    NoTeamHere(Vec<ChannelId>),
    /// A private conversation, where a server is needed.
    OutsideServer,
    /// Only for those who may manage the server.
    OnlyAdministrator,
    /// Only for the team's TRIO and administrators.
    OnlyTrio,
    /// The button is somebody else's.
    NotForYou,
    /// The button belongs to something that has changed since.
    Outdated,
    /// Too many in a short time.
    TooFast,
    /// A date that nobody here understands.
    UnknownDate(String),
    /// A date that has passed.
    PastDate(NaiveDate),
    /// A time that nobody here understands.
    UnknownTime(String),
    /// A month that nobody here understands.
    UnknownMonth(String),
    /// Crontab fields that are wrong: the fields, the reason.
    Cron(String, CronError),
    /// Crontab fields that come oftener than daily.
    CronTooOften,
    /// The server has not gone live: what is missing for it.
    NotLive(Vec<Step>),
    /// The team has not been shown yet what is kept.
    NotInformed,
    /// A calendar that leaves no date.
    NeverOpen,
    /// The bot lacks these permissions in that channel.
    MissingPermissions(ChannelId, Vec<Permission>),
    /// The bot cannot see that channel.
    CannotSee(ChannelId),
    /// The channel has been deleted.
    ChannelGone,
    /// A channel of a kind that cannot hold a team: which, and its kind.
    ChannelKind(ChannelId, ChannelKind),
    /// A forum that requires a tag where there is none that the bot may use.
    NoTag(ChannelId),
    /// A thread cannot hold a team.
    IsThread,
    /// The round takes no more answers.
    RoundClosed,
    /// The thread is not open yet.
    RoundNotOpen,
    /// The thread has been deleted.
    ThreadGone,
    /// The thread is locked.
    ThreadLocked,
    /// An answer with nothing in it.
    Empty,
    /// An answer that is somebody else's or gone.
    NotYours,
    /// The text holds something personal: which kind was found first.
    Personal(redact::Kind),
    /// Too long: how long, how long it may be.
    TooLong(u32, u32),
    /// Nobody was named.
    NobodyNamed,
    /// One cannot highlight oneself.
    Oneself,
    /// More colleagues than one example names.
    TooManyNamed,
    /// More examples than one gives in a day.
    TooManyToday,
    /// A bot was named.
    IsBot(String),
    /// Somebody was named who is not on this server.
    HasLeft(String),
    /// `flere` holds something that is no mention.
    NoMention(String),
    /// Any other sentence, already in the person's language.
    Said(String),
}

impl Refusal {
    /// The sentence for the person: what was wrong and what to do.
    pub fn say(&self, language: Language) -> String {
        let l = language;
        match self {
            Self::NoTeamHere(others) if others.is_empty() => errors::error_no_team_here(l),
            Self::NoTeamHere(others) => {
                let links: Vec<String> = others.iter().map(|c| format!("<#{c}>")).collect();
                errors::error_no_team_here_but(l, &list(l, &links))
            }
            Self::OutsideServer => errors::error_only_in_server(l),
            Self::OnlyAdministrator => errors::error_only_administrator(l),
            Self::OnlyTrio => errors::error_only_trio(l),
            Self::NotForYou => errors::error_not_for_you(l),
            Self::Outdated => errors::error_button_outdated(l),
            Self::TooFast => errors::error_too_fast(l),
            Self::UnknownDate(text) => errors::error_unknown_date(l, &escape::name(text)),
            Self::PastDate(date) => errors::error_date_past(l, &crate::text::dates::full_date(l, *date)),
            Self::UnknownTime(text) => errors::error_unknown_time(l, &escape::name(text)),
            Self::UnknownMonth(text) => errors::error_unknown_month(l, &escape::name(text)),
            Self::Cron(fields, reason) => {
                errors::error_cron(l, &escape::name(fields), &cron_reason(l, reason))
            }
            Self::CronTooOften => errors::error_cron_too_often(l),
            Self::NotLive(missing) => {
                let missing: Vec<String> = missing.iter().map(|step| names::step(l, *step)).collect();
                organisation::not_live(l, &list(l, &missing))
            }
            Self::NotInformed => errors::error_not_informed(l),
            Self::NeverOpen => errors::error_never_open(l),
            Self::MissingPermissions(channel, missing) => {
                errors::error_missing_permissions(l, &format!("<#{channel}>"), &permission_list(l, missing))
            }
            Self::CannotSee(channel) => errors::error_cannot_see_channel(l, &format!("<#{channel}>")),
            Self::ChannelGone => errors::error_channel_gone(l),
            Self::ChannelKind(channel, kind) => channel_kind(l, *channel, *kind),
            Self::NoTag(channel) => errors::error_forum_no_tag(l, &format!("<#{channel}>")),
            Self::IsThread => errors::error_channel_is_thread(l),
            Self::RoundClosed => answers::round_closed(l),
            Self::RoundNotOpen => answers::round_not_open_yet(l),
            Self::ThreadGone => answers::thread_gone(l),
            Self::ThreadLocked => answers::thread_locked(l),
            Self::Empty => answers::answer_empty(l),
            Self::NotYours => answers::answer_not_yours(l),
            Self::Personal(kind) => match kind {
                redact::Kind::Cpr => answers::redacted_cpr(l),
                redact::Kind::Phone => answers::redacted_phone(l),
                redact::Kind::Email => answers::redacted_email(l),
                redact::Kind::Address => answers::redacted_address(l),
            },
            Self::TooLong(length, most) => errors::error_too_long(l, *length, *most),
            Self::NobodyNamed => nominations::nominate_nobody(l),
            Self::Oneself => nominations::nominate_self(l),
            Self::TooManyNamed => nominations::nominate_too_many(l, 5),
            Self::TooManyToday => nominations::nominate_too_often(l, 5),
            Self::IsBot(name) => nominations::nominate_bot(l, name),
            Self::HasLeft(name) => nominations::nominate_left(l, name),
            Self::NoMention(text) => nominations::nominate_several_unknown(l, text),
            Self::Said(sentence) => sentence.clone(),
        }
    }
}

/// Why a channel of this kind cannot hold a team, and what to do instead.
fn channel_kind(l: Language, channel: ChannelId, kind: ChannelKind) -> String {
    let channel = format!("<#{channel}>");
    match kind {
        ChannelKind::Announcement => errors::error_channel_announcement(l, &channel),
        ChannelKind::Media => errors::error_channel_media(l, &channel),
        ChannelKind::Voice => errors::error_channel_voice(l, &channel),
        ChannelKind::Category => errors::error_channel_category(l, &channel),
        ChannelKind::Text | ChannelKind::Forum | ChannelKind::Thread | ChannelKind::Other => {
            errors::error_channel_kind(l, &channel)
        }
    }
}

/// What is wrong with crontab fields.
fn cron_reason(l: Language, error: &CronError) -> String {
    match error {
        CronError::Fields(count) => errors::error_cron_fields(l, u32::try_from(*count).unwrap_or(u32::MAX)),
        CronError::Field { field, text } => {
            errors::error_cron_field(l, *field as u32 + 1, &escape::name(text))
        }
        CronError::OftenerThanDaily => errors::error_cron_too_often(l),
        CronError::Never => errors::error_cron_never(l),
    }
}

/// Permissions by the names under which an administrator finds them.
pub fn permission_list(language: Language, missing: &[Permission]) -> String {
    let names: Vec<String> = missing
        .iter()
        .map(|permission| match permission {
            Permission::ViewChannel => names::permission_view_channel(language),
            Permission::SendMessages => names::permission_send_messages(language),
            Permission::SendMessagesInThreads => names::permission_send_messages_in_threads(language),
            Permission::CreatePublicThreads => names::permission_create_public_threads(language),
            Permission::CreatePosts => names::permission_create_posts(language),
            Permission::SendMessagesInPosts => names::permission_send_messages_in_posts(language),
            Permission::EmbedLinks => names::permission_embed_links(language),
            Permission::AttachFiles => names::permission_attach_files(language),
            Permission::ReadMessageHistory => names::permission_read_message_history(language),
        })
        .collect();
    list(language, &names)
}

/// Why a use case did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The person is told why not; nothing is wrong with the bot.
    #[error("refused")]
    Refused(Refusal),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The platform.
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// The history that would rule out a repetition may not be read.
    #[error("the history may not be read (code {0})")]
    Unseen(u32),
    /// The forum requires a tag, and there is none that the bot may use.
    #[error("the forum requires a tag, and there is none to use")]
    NoTag,
    /// What came of a forum's post is not known, and it must show before it is looked for.
    #[error("the outcome is unknown, and no nonce will tell: {0}")]
    Unsettled(String),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Failure {
    /// The sentence for the person.
    pub fn say(&self, language: Language) -> String {
        match self {
            Self::Refused(refusal) => refusal.say(language),
            Self::NoTag => names::parked(language, Parked::TagMissing),
            Self::Platform(PlatformError::Unknown(_) | PlatformError::Busy(_)) | Self::Unsettled(_) => {
                errors::error_platform_down(language)
            }
            Self::Store(_) | Self::Platform(_) | Self::Unseen(_) => errors::error_ours(language),
        }
    }
}
