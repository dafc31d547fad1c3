//! Where an example begins: with a message or a person that somebody points at.

use super::posts::example_form;
use super::{LONGEST_EXAMPLE, expectations, what};
use crate::domain::escape;
use crate::domain::expectation::Expectation;
use crate::domain::ids::{MessageId, UserId};
use crate::domain::language::Language;
use crate::domain::starting_point;
use crate::service::action::{Action, NominationDraft};
use crate::service::core::{Asker, Core};
use crate::service::platform::{Form, PlatformError, Post, SeenMessage};
use crate::service::posts::{link, note};
use crate::service::refusal::{Failure, Refusal};
use crate::text::nominations;
use std::time::Duration;

/// A form is opened within the platform's three seconds; a message that cannot be read by then is left unread.
const READ_WITHIN: Duration = Duration::from_millis(1_500);

/// A message that somebody points at in its menu, as the platform shows it with the click.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointed {
    /// The message.
    pub message: SeenMessage,
    /// Its author is no person.
    pub bot: bool,
}

/// Whose message it is, and what it says.
struct Words {
    author: UserId,
    name: String,
    text: String,
}

impl Core {
    /// *Fremhæv som godt eksempel* on a message: asks privately what it shows.
    pub async fn nominate_message(&self, asker: &Asker, pointed: &Pointed) -> Result<Post, Failure> {
        let l = asker.language;
        let said = |sentence: String| Failure::from(Refusal::Said(sentence));
        self.team_here(asker).await?;
        let seen = &pointed.message;
        let words = match self.words_of(asker, seen).await? {
            Some(words) => words,
            None if pointed.bot => return Err(said(nominations::nominate_message_bot(l))),
            None => return Err(said(nominations::nominate_message_system(l))),
        };
        if words.author == asker.user {
            return Err(said(nominations::nominate_message_own(l)));
        }
        if beginning(l, &words).is_empty() {
            return Err(said(nominations::nominate_message_empty(l)));
        }
        let rows = vec![expectations(l, Action::NominateMessage(seen.id, words.author))];
        let link = link(asker.guild, asker.channel, seen.id);
        Ok(Post { rows, ..note(nominations::nominate_message(l, &escape::name(&words.name), &link)) })
    }

    /// The form for an example that begins with a message of `author`'s. Read anew: it may have changed since it was
    /// pointed at. Where the platform does not answer in time, the person tells it in their own words.
    pub async fn message_form(
        &self,
        asker: &Asker,
        message: MessageId,
        author: UserId,
        expectation: Expectation,
    ) -> Result<Form, Failure> {
        let l = asker.language;
        let draft =
            NominationDraft { about: Some(message), ..NominationDraft::new(vec![author], expectation) };
        let read = async {
            // In the channel in which it is asked: a message that stands elsewhere is not there.
            let seen = self.platform.message(asker.channel, message).await?;
            self.words_of(asker, &seen).await
        };
        let (words, hint) = match tokio::time::timeout(READ_WITHIN, read).await {
            Ok(Ok(Some(words))) if words.author == author => {
                (beginning(l, &words), nominations::nominate_form_what_hint(l))
            }
            Ok(Ok(_)) => return Err(Refusal::Outdated.into()),
            Ok(Err(Failure::Platform(PlatformError::MessageGone | PlatformError::Gone(_)))) => {
                return Err(Refusal::Said(nominations::nominate_message_gone(l)).into());
            }
            Ok(Err(failure)) => {
                tracing::warn!(error = %failure, "a message could not be read for a form");
                (String::new(), nominations::nominate_form_unread_hint(l))
            }
            Err(_) => (String::new(), nominations::nominate_form_unread_hint(l)),
        };
        Ok(example_form(l, Action::NominateSent(draft), words, hint))
    }

    /// *Fremhæv kollega* on a person: asks privately what it shows.
    pub async fn nominate_person(
        &self,
        asker: &Asker,
        user: UserId,
        name: &str,
        bot: bool,
    ) -> Result<Post, Failure> {
        self.team_here(asker).await?;
        if bot {
            return Err(Refusal::IsBot(escape::name(name)).into());
        }
        Ok(what(asker, &[user])?)
    }

    /// Whose words a message holds: its author's, or those of the person in whose name the bot posted it. `None`: nobody's.
    async fn words_of(&self, asker: &Asker, seen: &SeenMessage) -> Result<Option<Words>, Failure> {
        if seen.human {
            let (author, name, text) = (seen.author, seen.author_name.clone(), seen.text.clone());
            return Ok(Some(Words { author, name, text }));
        }
        if seen.author != self.platform.me() {
            return Ok(None);
        }
        let answer = self.store.answer_shown_by(asker.guild, seen.id).await?;
        let kept = answer.filter(|row| !row.taken_out).map(|row| row.reply);
        Ok(kept.map(|reply| Words { author: reply.author, name: reply.author_name, text: reply.text }))
    }
}

/// What the form begins with.
fn beginning(l: Language, words: &Words) -> String {
    let known = [(words.author, words.name.clone())];
    starting_point::words(&words.text, &known, &nominations::a_colleague(l), usize::from(LONGEST_EXAMPLE))
}
