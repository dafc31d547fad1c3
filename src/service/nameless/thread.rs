//! A thread as it is read for answers without a name. No message id of theirs is kept, so their posts are known again
//! by their words.

use super::print;
use crate::domain::ids::{ChannelId, MessageId, NamelessId, UserId, first_message_at};
use crate::domain::language::Language;
use crate::domain::nameless::{Nameless, Stage, Voice};
use crate::domain::round::Round;
use crate::service::collect::thread_of;
use crate::service::core::Core;
use crate::service::incoming::Incoming;
use crate::service::job::Job;
use crate::service::platform::{Permission, PlatformError, SeenMessage};
use crate::service::posts;
use crate::service::refusal::Failure;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Messages on a page of a channel's history.
const PAGE: usize = 100;

/// What stands in a thread.
#[derive(Debug, Default)]
pub(in crate::service) struct Standing {
    /// The posts of answers without a name, by the prints of their words.
    posts: HashMap<String, MessageId>,
    /// The messages that a person has replied to.
    replied_to: HashSet<MessageId>,
}

impl Standing {
    /// Notes a message, if it matters here.
    pub(in crate::service) fn see(&mut self, seen: &SeenMessage, me: UserId) {
        if seen.human {
            self.replied_to.extend(seen.reply_to);
        } else if seen.author == me
            && let Some((voice, words)) = words_without_name(&seen.text)
        {
            self.posts.insert(print(voice, words), seen.id);
        }
    }

    /// The post of an answer.
    pub(super) fn post_of(&self, answer: &Nameless) -> Option<MessageId> {
        self.posts.get(&answer.print).copied()
    }

    /// Whether somebody has replied to a post.
    pub(super) fn is_answered(&self, post: MessageId) -> bool {
        self.replied_to.contains(&post)
    }
}

/// Whose voice a post that stands under no name is, and its words; of any other nothing.
fn words_without_name(post: &str) -> Option<(Voice, &str)> {
    let voices = Language::ALL.into_iter().flat_map(|l| Voice::ALL.map(|voice| (l, voice)));
    voices.into_iter().find_map(|(l, voice)| {
        let heading = posts::nameless(l, voice, "").text;
        Some((voice, post.strip_prefix(heading.trim_end())?))
    })
}

impl Core {
    /// Reads a round's thread to its end.
    pub(super) async fn standing_in(&self, round: &Round) -> Result<Standing, Failure> {
        let mut standing = Standing::default();
        let mut after = first_message_at(round.message.made_at_ms());
        loop {
            let page = self.platform.history(thread_of(round), after).await?;
            for seen in &page {
                standing.see(seen, self.platform.me());
            }
            after = page.iter().map(|seen| seen.id).max().unwrap_or(after);
            if page.len() < PAGE {
                return Ok(standing);
            }
        }
    }

    /// Refuses to believe that nothing stands in a thread whose history may not be read: it looks empty then.
    pub(super) async fn history_is_readable(&self, round: &Round, thread: ChannelId) -> Result<(), Failure> {
        let missing = self.platform.missing_permissions(round.guild, thread).await?;
        if missing.contains(&Permission::ReadMessageHistory) { Err(Failure::Unseen(0)) } else { Ok(()) }
    }

    /// The answers of a round that stood in its thread when it was asked: to be asked before the thread is read.
    pub(in crate::service) async fn nameless_standing(
        &self,
        round: &Round,
    ) -> Result<Vec<Nameless>, Failure> {
        let mut answers = self.store.nameless_of_round(round.occasion).await?;
        answers.retain(|answer| answer.stage == Stage::Posted);
        Ok(answers)
    }

    /// Erases those of a round's answers whose posts somebody has deleted. Answers how many.
    pub(in crate::service) async fn drop_missing_nameless(
        &self,
        round: &Round,
        answers: &[Nameless],
        standing: &Standing,
    ) -> Result<usize, Failure> {
        let gone: Vec<NamelessId> = answers
            .iter()
            .filter(|answer| standing.post_of(answer).is_none())
            .map(|answer| answer.id)
            .collect();
        if gone.is_empty() {
            return Ok(0);
        }
        self.history_is_readable(round, thread_of(round)).await?;
        self.store.drop_nameless(round.occasion, &gone, &[], super::day_of(self.now())).await?;
        for answer in answers.iter().filter(|answer| gone.contains(&answer.id)) {
            self.tally.give_back(round.occasion, &answer.receipt);
        }
        Ok(gone.len())
    }

    /// Makes the work of looking in the threads in which messages were deleted that are no answers with a name: they
    /// may have been answers without.
    pub(in crate::service) async fn look_for_nameless(&self, batch: &[Incoming]) -> Result<(), Failure> {
        let threads: BTreeSet<ChannelId> = batch
            .iter()
            .filter_map(|event| match event {
                Incoming::Erased { channel, .. } => Some(*channel),
                _ => None,
            })
            .collect();
        let now = self.now();
        let mut work = Vec::new();
        for thread in threads {
            for round in self.store.rounds_with_nameless(thread).await? {
                let job = Job::LookForNameless { round: round.occasion };
                let key = format!("look-nameless:{:016x}", self.random.id());
                work.push(job.at(&self.random, key, round.guild, Some(round.team), now));
            }
        }
        Ok(self.store.enqueue(&work, now).await?)
    }
}

/// Whether a post of the bot's own stands under no name.
pub(in crate::service) fn is_nameless(post: &str) -> bool {
    words_without_name(post).is_some()
}

/// Whether what failed says that a thread is not there any more.
pub(super) fn is_gone(failure: &Failure) -> bool {
    matches!(failure, Failure::Platform(PlatformError::Gone(_)))
}

#[cfg(test)]
mod tests {
    use super::words_without_name;
    use crate::domain::language::Language;
    use crate::domain::nameless::Voice;
    use crate::service::posts;

    #[test]
    fn a_post_without_a_name_is_told_from_one_with_whatever_people_call_themselves() {
        for l in Language::ALL {
            for voice in Voice::ALL {
                let post = posts::nameless(l, voice, "Vi **tør** sige det").text;
                assert_eq!(words_without_name(&post), Some((voice, " Vi **tør** sige det")));
                let name = posts::nameless(l, voice, "")
                    .text
                    .replace("**", "")
                    .trim()
                    .trim_end_matches(':')
                    .to_owned();
                for name in [name.clone(), format!(" {name}"), name.to_uppercase(), "Asta".to_owned()] {
                    let post = posts::answer(l, &name, "Vi tør sige det").text;
                    assert_eq!(words_without_name(&post), None, "{post}");
                }
            }
        }
    }
}
