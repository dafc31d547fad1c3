//! Where people's commands, clicks and sent forms arrive: who asks, and how they are answered. An answer is
//! acknowledged before anything is looked up, and only the person sees it.

use crate::discord::encode::{Encoder, TEXT};
use crate::discord::pace::Pace;
use crate::discord::persist;
use crate::discord::platform::permissions;
use crate::domain::escape;
use crate::domain::ids::{ChannelId, GuildId, InteractionId, UserId};
use crate::domain::language::Language;
use crate::domain::redact;
use crate::service::core::{Asker, Core};
use crate::service::platform::{Form, PlatformError, Post};
use crate::service::posts::note;
use crate::service::refusal::{Failure, Refusal};
use crate::text::errors;
use poise::serenity_prelude as serenity;
use serenity::{
    CommandInteraction, ComponentInteraction, CreateInteractionResponse, CreateInteractionResponseFollowup,
    CreateInteractionResponseMessage, EditInteractionResponse, Http, Member, ModalInteraction,
    PartialChannel, Permissions,
};
use std::pin::Pin;

/// What every command works with.
pub struct Desk {
    /// The use cases.
    pub core: Core,
    /// Writes posts, and reads what a click means.
    pub encoder: Encoder,
    /// How often one person may send something.
    pub pace: Pace,
}

/// The context of a command.
pub type Ctx<'a> = poise::ApplicationContext<'a, Desk, Failure>;

/// An interaction of any kind, as far as answering it goes.
pub(super) enum Door<'a> {
    Command(&'a CommandInteraction),
    Click(&'a ComponentInteraction),
    Form(&'a ModalInteraction),
}

/// `$body` for whichever interaction it is: they have the same methods without a trait in common.
macro_rules! through {
    ($door:expr, $it:ident => $body:expr) => {
        match $door {
            Door::Command($it) => $body,
            Door::Click($it) => $body,
            Door::Form($it) => $body,
        }
    };
}

impl Door<'_> {
    /// Who asks, and where.
    pub(super) fn asker(&self, default: Language) -> Asker {
        through!(self, it => {
            let parent = it.channel.as_ref().and_then(|c: &PartialChannel| c.thread_metadata.as_ref().and(c.parent_id));
            let member: Option<&Member> = member_of(it.member.as_ref());
            let held = member.and_then(|m| m.permissions).unwrap_or(Permissions::empty());
            Asker {
                guild: GuildId::from_unsigned(it.guild_id.map_or(0, serenity::GuildId::get)),
                channel: ChannelId::from_unsigned(it.channel_id.get()),
                parent: parent.map(|p| ChannelId::from_unsigned(p.get())),
                user: UserId::from_unsigned(it.user.id.get()),
                name: escape::called([member.map_or("", Member::display_name), it.user.display_name(), &it.user.name]),
                administrator: held.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR),
                lacking: permissions::lacking(it.app_permissions.map_or(0, |bits| bits.bits())),
                language: Language::from_code(&it.locale).unwrap_or(default),
                interaction: InteractionId::from_unsigned(it.id.get()),
            }
        })
    }

    /// Acknowledges privately; the answer follows.
    pub(super) async fn acknowledge(&self, http: &Http) -> Result<(), serenity::Error> {
        let wait = CreateInteractionResponse::Defer(CreateInteractionResponseMessage::new().ephemeral(true));
        through!(self, it => persist::first(|| it.create_response(http, wait.clone())).await)
    }

    /// Answers at once, privately.
    pub(super) async fn say(
        &self,
        http: &Http,
        encoder: &Encoder,
        post: &Post,
    ) -> Result<(), serenity::Error> {
        let answer = CreateInteractionResponse::Message(encoder.answer(post, true));
        through!(self, it => persist::first(|| it.create_response(http, answer.clone())).await)
    }

    /// Opens a form.
    pub(super) async fn open(
        &self,
        http: &Http,
        encoder: &Encoder,
        form: &Form,
    ) -> Result<(), serenity::Error> {
        let modal = CreateInteractionResponse::Modal(encoder.form(form));
        through!(self, it => persist::first(|| it.create_response(http, modal.clone())).await)
    }

    /// Gives the answer that was announced.
    pub(super) async fn answer(
        &self,
        http: &Http,
        encoder: &Encoder,
        post: &Post,
    ) -> Result<(), serenity::Error> {
        let edit: EditInteractionResponse = encoder.edit_answer(post);
        through!(self, it => persist::later(true, || async {
            settle(it.edit_response(http, edit.clone()).await.map(drop))
        }).await)
    }

    /// Adds a private word to the answer.
    pub(super) async fn add(
        &self,
        http: &Http,
        encoder: &Encoder,
        post: &Post,
    ) -> Result<(), serenity::Error> {
        let more: CreateInteractionResponseFollowup = encoder.follow_up(post);
        through!(self, it => persist::later(false, || async {
            settle(it.create_followup(http, more.clone()).await.map(drop))
        }).await)
    }
}

fn member_of<M: AsMember>(member: Option<&M>) -> Option<&Member> {
    member.map(AsMember::as_member)
}

/// Commands hold their member in a box, the others do not.
trait AsMember {
    fn as_member(&self) -> &Member;
}

impl AsMember for Member {
    fn as_member(&self) -> &Member {
        self
    }
}

impl AsMember for Box<Member> {
    fn as_member(&self) -> &Member {
        self
    }
}

/// An answer that was taken but could not be read back is an answer all the same: not every server sends all
/// that the library insists on.
#[expect(clippy::result_large_err, reason = "it is the library's")]
fn settle(done: Result<(), serenity::Error>) -> Result<(), serenity::Error> {
    match done {
        Err(serenity::Error::Json(_)) => Ok(()),
        done => done,
    }
}

impl Desk {
    /// Answers a command: acknowledges, does the work, says what came of it, and tells if something waits.
    pub(super) async fn serve(
        &self,
        http: &Http,
        door: Door<'_>,
        asker: &Asker,
        work: impl Future<Output = Result<Post, Failure>>,
    ) {
        let said = async move {
            vec![work.await.unwrap_or_else(|failure| {
                report(&failure);
                note(failure.say(asker.language))
            })]
        };
        // Boxed: the use cases' futures are large, and would be held once more by each future around them.
        if self.serve_all(http, &door, Box::pin(said)).await {
            self.tell_what_waits(http, &door, asker).await;
        }
    }

    /// As [`Desk::serve`], for what a person typed: it comes back with any refusal, ready to copy.
    pub(super) async fn serve_typed(
        &self,
        http: &Http,
        door: Door<'_>,
        asker: &Asker,
        typed: &[String],
        work: impl Future<Output = Result<Post, Failure>>,
    ) {
        if self.serve_unnoted(http, &door, asker, typed, work).await {
            self.tell_what_waits(http, &door, asker).await;
        }
    }

    /// The same, and nothing is told afterwards: what has been told is noted with the person and the moment, and of
    /// who answers without a name nothing may be.
    pub(super) async fn serve_unnoted(
        &self,
        http: &Http,
        door: &Door<'_>,
        asker: &Asker,
        typed: &[String],
        work: impl Future<Output = Result<Post, Failure>>,
    ) -> bool {
        let said = async {
            let done = if self.pace.is_too_fast(asker.user, self.core.now()) {
                Err(Refusal::TooFast.into())
            } else {
                work.await
            };
            match done {
                Ok(post) => vec![post],
                Err(failure) => {
                    report(&failure);
                    with_text_back(asker.language, &failure, typed)
                }
            }
        };
        self.serve_all(http, door, Box::pin(said)).await
    }

    /// Acknowledges, then says all that came of the work. Whoever could not be told that something is under way
    /// tries again, so nothing is done for them: false.
    async fn serve_all(
        &self,
        http: &Http,
        door: &Door<'_>,
        said: Pin<Box<impl Future<Output = Vec<Post>>>>,
    ) -> bool {
        if let Err(error) = door.acknowledge(http).await {
            // Else the same event came before, and is being answered.
            if !persist::is_acknowledged(&error) {
                tracing::warn!(error = kind(&error), "an interaction could not be acknowledged");
            }
            return false;
        }
        for (n, post) in said.await.iter().enumerate() {
            let told = match n {
                0 => door.answer(http, &self.encoder, post).await,
                _ => door.add(http, &self.encoder, post).await,
            };
            if let Err(error) = told {
                tracing::warn!(error = kind(&error), "an interaction could not be answered");
            }
        }
        true
    }

    /// *Der ligger noget til dig*, at a person's next use of the bot. A click that only opens a form is none: the
    /// person is about to write, and hears of it when the form is sent, or at whatever they use next.
    pub(super) async fn tell_what_waits(&self, http: &Http, door: &Door<'_>, asker: &Asker) {
        self.make_offers(http, door, asker).await;
        match self.core.waiting_hint(asker).await {
            Ok(None) => {}
            Ok(Some(hint)) => {
                if let Err(error) = door.add(http, &self.encoder, &hint).await {
                    tracing::warn!(error = kind(&error), "what waits for a person could not be told");
                }
            }
            Err(failure) => report(&failure),
        }
    }
}

impl Desk {
    /// Offers to make good examples of what a person wrote with the tag; what does not reach them is offered again.
    async fn make_offers(&self, http: &Http, door: &Door<'_>, asker: &Asker) {
        let offers = match self.core.offers(asker).await {
            Ok(offers) => offers,
            Err(failure) => return report(&failure),
        };
        for (answer, post) in offers {
            if let Err(error) = door.add(http, &self.encoder, &post).await {
                tracing::warn!(error = kind(&error), "an offer could not be made");
                if let Err(failure) = self.core.was_not_offered(asker.user, answer).await {
                    report(&failure);
                }
            }
        }
    }
}

/// The reason, then the text in a block that is easy to copy, on as many pages as it takes; personal data in it is
/// masked.
fn with_text_back(l: Language, failure: &Failure, typed: &[String]) -> Vec<Post> {
    let why = match failure {
        Failure::Refused(_) | Failure::Platform(PlatformError::Unknown(_) | PlatformError::Busy(_)) => {
            failure.say(l)
        }
        _ => errors::error_ours_with_text(l),
    };
    let typed: Vec<String> = typed
        .iter()
        .filter(|t| !t.trim().is_empty())
        .map(|t| redact::redact(t).text.replace("```", "'''"))
        .collect();
    if typed.is_empty() {
        return vec![note(failure.say(l))];
    }
    let block = |text: &str| format!("```\n{text}\n```");
    let ours = errors::error_ours_with_text(l);
    let head =
        if why == ours { format!("{why}\n") } else { format!("{why}\n{}\n", errors::error_your_text(l)) };
    let room = |taken: &str| TEXT.saturating_sub(taken.encode_utf16().count() + block("").len());
    let pages = escape::pages(&typed.join("\n\n"), room(&head), room(""));
    let first = |n: usize| if n == 0 { head.as_str() } else { "" };
    pages.iter().enumerate().map(|(n, page)| note(format!("{}{}", first(n), block(page)))).collect()
}

/// Logs what is wrong with the bot; a refusal is nothing of the kind.
pub(super) fn report(failure: &Failure) {
    if !matches!(failure, Failure::Refused(_)) {
        tracing::error!(error = %failure, "a use case failed");
    }
}

/// What kind of error it is. The library's own words hold addresses with tokens in them.
pub(super) fn kind(error: &serenity::Error) -> String {
    match error {
        serenity::Error::Http(serenity::HttpError::UnsuccessfulRequest(answer)) => {
            format!("status {}, code {}", answer.status_code.as_u16(), answer.error.code)
        }
        serenity::Error::Http(_) => "no answer".to_owned(),
        serenity::Error::Json(_) => "an unreadable answer".to_owned(),
        _ => "another error".to_owned(),
    }
}
