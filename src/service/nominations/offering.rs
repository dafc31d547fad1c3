//! `#godteksempel` in a round's thread: whoever wrote it is offered, once and privately at their next use of the bot,
//! to make a good example of it. What is offered is read from the kept answer each time, so it follows its edits
//! and vanishes with it.

use super::{LONGEST_EXAMPLE, expectations};
use crate::domain::escape;
use crate::domain::expectation::Expectation;
use crate::domain::ids::{GuildId, MessageId, ReplyId, UserId};
use crate::domain::nomination::MOST_NOMINEES;
use crate::domain::reply::Reply;
use crate::domain::starting_point::{is_tagged, mentioned, words};
use crate::service::action::{Action, NominationDraft};
use crate::service::core::{Asker, Core};
use crate::service::nominations::posts::example_form;
use crate::service::platform::{Form, Look, Post, Row};
use crate::service::posts::{button, link, note};
use crate::service::refusal::{Failure, Refusal};
use crate::text::{errors, list, nominations};

/// The most offers that are made at once.
const AT_ONCE: usize = 3;

/// The people an answer is about, with their display names.
type Named = Vec<(UserId, String)>;

impl Core {
    /// What a person is to be offered now, each with the answer it is about. It counts as offered from here on;
    /// what did not reach them goes back by [`Core::was_not_offered`].
    pub async fn offers(&self, asker: &Asker) -> Result<Vec<(ReplyId, Post)>, Failure> {
        let mut offers = Vec::new();
        for answer in self.store.answers_to_offer(asker.guild, asker.user).await? {
            if offers.len() == AT_ONCE {
                break;
            }
            let Some(named) = self.tagged(asker.guild, &answer).await? else { continue };
            if self.store.begin_offer(answer.id, asker.user, self.now()).await? {
                offers.push((answer.id, offer(asker, &answer, &named)));
            }
        }
        Ok(offers)
    }

    /// Notes that an offer did not reach the person.
    pub async fn was_not_offered(&self, user: UserId, answer: ReplyId) -> Result<(), Failure> {
        Ok(self.store.undo_offer(answer, user).await?)
    }

    /// The offer is taken up: asks privately what it shows.
    pub async fn nominate_tagged(&self, asker: &Asker, id: ReplyId) -> Result<Post, Failure> {
        let l = asker.language;
        self.own_tagged(asker, id).await?;
        let rows = vec![expectations(l, Action::NominateTaggedWhat(id))];
        Ok(Post { rows, ..note(nominations::nominate_what(l)) })
    }

    /// The form for an example that begins with one's own answer, about those it mentions.
    pub async fn tagged_form(
        &self,
        asker: &Asker,
        id: ReplyId,
        expectation: Expectation,
    ) -> Result<Form, Failure> {
        let l = asker.language;
        let (answer, named) = self.own_tagged(asker, id).await?;
        let nominees = named.iter().map(|(user, _)| *user).collect();
        let about = answer.message.unwrap_or(MessageId(id.0));
        let draft = NominationDraft { about: Some(about), ..NominationDraft::new(nominees, expectation) };
        let begins = words(&answer.text, &named, &nominations::a_colleague(l), usize::from(LONGEST_EXAMPLE));
        Ok(example_form(l, Action::NominateSent(draft), begins, nominations::nominate_form_what_hint(l)))
    }

    async fn own_tagged(&self, asker: &Asker, id: ReplyId) -> Result<(Reply, Named), Failure> {
        let gone = || Refusal::Said(nominations::offer_gone(asker.language));
        let own = self.store.answer_row(asker.guild, id).await?;
        let own = own.filter(|row| row.reply.author == asker.user && !row.taken_out).ok_or_else(gone)?;
        match self.tagged(asker.guild, &own.reply).await? {
            Some(named) => Ok((own.reply, named)),
            None if mentioned(&own.reply.text).is_empty() || !is_tagged(&own.reply.text) => {
                Err(gone().into())
            }
            None => Err(Refusal::Said(nominations::offer_nobody(asker.language)).into()),
        }
    }

    /// The colleagues whom an answer with the tag mentions: not its writer, no bots, nobody who has left.
    async fn tagged(&self, guild: GuildId, answer: &Reply) -> Result<Option<Named>, Failure> {
        if !is_tagged(&answer.text) {
            return Ok(None);
        }
        let mut named = Named::new();
        for user in mentioned(&answer.text).into_iter().filter(|user| *user != answer.author) {
            if named.len() == usize::from(MOST_NOMINEES) {
                break;
            }
            if let Some(member) = self.platform.member(guild, user).await?.filter(|member| !member.bot) {
                named.push((user, member.name));
            }
        }
        Ok(Some(named).filter(|named| !named.is_empty()))
    }
}

fn offer(asker: &Asker, answer: &Reply, named: &Named) -> Post {
    let l = asker.language;
    let who: Vec<String> = named.iter().map(|(_, name)| escape::name(name)).collect();
    let message = answer.message.unwrap_or(MessageId(answer.id.0));
    let link = link(asker.guild, answer.channel, message);
    let text = nominations::offer_text(l, &link, &list(l, &who));
    let take_up = button(nominations::button_offer(l), Look::Primary, Action::NominateTagged(answer.id));
    let rows = vec![Row::Buttons(vec![take_up])];
    Post { rows, ..note(format!("**{}**\n{text}", errors::waiting_here(l))) }
}
