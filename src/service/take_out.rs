//! *Tag mit svar ud*: a person's answer leaves what is kept, though its message stands; used again, it comes back
//! as the message reads then.

use crate::domain::escape;
use crate::domain::redact;
use crate::domain::reply::Via;
use crate::service::action::Action;
use crate::service::collect::reply;
use crate::service::core::{Asker, Core, Hearing};
use crate::service::incoming::Incoming;
use crate::service::nameless::is_nameless;
use crate::service::nominations::Pointed;
use crate::service::platform::{Look, PlatformError, Post, Row, SeenMessage};
use crate::service::posts::{button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::store::{AnswerRow, NewReply};
use crate::text::{answers, nameless};

impl Core {
    /// *Tag mit svar ud* on a message: takes the person's own answer out, or puts it back.
    pub async fn take_out(&self, asker: &Asker, pointed: &Pointed) -> Result<Post, Failure> {
        let l = asker.language;
        let seen = &pointed.message;
        let Some(row) = self.store.answer_shown_by(asker.guild, seen.id).await? else {
            return self.take_out_unheard(asker, pointed).await;
        };
        if row.reply.author != asker.user {
            return Err(Refusal::Said(answers::take_out_not_yours(l)).into());
        }
        if row.taken_out {
            self.put_back(asker, &row, seen).await
        } else {
            self.erase_words(asker, &row).await
        }
    }

    async fn erase_words(&self, asker: &Asker, row: &AnswerRow) -> Result<Post, Failure> {
        let l = asker.language;
        let id = row.reply.id;
        let work = self.letters_quoting(&[(id, row.team)]).await?;
        self.store.take_out(id, asker.user, &work, self.now()).await?;
        self.ring();
        if row.reply.via != Via::Button {
            return Ok(note(answers::take_out_done(l)));
        }
        // Nobody but the bot can remove what it posted in somebody's name.
        let remove = button(answers::button_delete_answer(l), Look::Danger, Action::DeleteReply(id));
        Ok(Post { rows: vec![Row::Buttons(vec![remove])], ..note(answers::take_out_done_posted(l)) })
    }

    /// A message of which nothing is kept: if it is an answer on its way to being kept, it is kept out.
    async fn take_out_unheard(&self, asker: &Asker, pointed: &Pointed) -> Result<Post, Failure> {
        let l = asker.language;
        let seen = &pointed.message;
        if seen.author == self.platform.me() && is_nameless(&seen.text) {
            return Err(Refusal::Said(nameless::nameless_only_receipt(l)).into());
        }
        if seen.author != asker.user {
            return Err(Refusal::Said(answers::take_out_not_yours(l)).into());
        }
        if self.defaults.hearing == Hearing::Buttons {
            return Err(Refusal::Said(answers::take_out_no_answer(l)).into());
        }
        let answered = self.round_answered_by(seen).await?;
        let Some((round, via)) = answered.filter(|(round, _)| round.guild == asker.guild) else {
            return Err(Refusal::Said(answers::take_out_no_answer(l)).into());
        };
        let kept_out = NewReply { reply: reply(seen, &round, via), team: round.team, guild: round.guild };
        self.store.keep_out(&kept_out, self.now()).await?;
        Ok(note(answers::take_out_done(l)))
    }

    async fn put_back(&self, asker: &Asker, row: &AnswerRow, seen: &SeenMessage) -> Result<Post, Failure> {
        let l = asker.language;
        let id = row.reply.id;
        if !self.store.round(row.reply.round).await?.is_some_and(|round| round.accepts(self.now())) {
            return Err(Refusal::Said(answers::take_out_closed(l)).into());
        }
        self.may_collect(row.guild, row.team).await?;
        if row.reply.via != Via::Button && self.defaults.hearing == Hearing::Buttons {
            return Err(Refusal::Said(answers::take_out_unreadable(l)).into());
        }
        // What is written by hand is heard of again from here on; only then it is read, so that no change of it is missed.
        if row.reply.via != Via::Button {
            self.store.forget_taken_out(id, asker.user).await?;
        }
        let now_reads = match self.platform.message(seen.channel, seen.id).await {
            Ok(message) => message,
            Err(PlatformError::MessageGone | PlatformError::Gone(_)) => {
                return Err(Refusal::Said(answers::take_out_gone(l)).into());
            }
            Err(error) => {
                tracing::warn!(%error, "a message to put back is taken as it was shown");
                seen.clone()
            }
        };
        if row.reply.via == Via::Button {
            let words = redact::redact(&posted_words(&now_reads.text)).text;
            self.store.put_back(id, asker.user, (&asker.name, &words)).await?;
        } else {
            let message = SeenMessage { author_name: asker.name.clone(), ..now_reads };
            self.take_in(&[Incoming::Written(message, row.guild)]).await?;
        }
        let work = self.letters_quoting(&[(id, row.team)]).await?;
        self.store.enqueue(&work, self.now()).await?;
        self.ring();
        Ok(note(answers::take_out_back(l)))
    }
}

/// The words of an answer as they were typed, from the bot's post of it: behind the name, without what escaping added.
fn posted_words(post: &str) -> String {
    escape::unescape(post.split_once(":** ").map_or(post, |(_, words)| words))
}
