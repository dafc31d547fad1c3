//! Teams that live in a forum: every post of theirs is a thread with a title, and a tag where there is one.

use crate::domain::forum::NoTag;
use crate::domain::ids::{ChannelId, MessageId};
use crate::domain::language::Language;
use crate::domain::prompt::Theme;
use crate::domain::team::{Home, Team};
use crate::service::core::Core;
use crate::service::platform::{PlatformError, Post, Topic};
use crate::service::refusal::Failure;
use crate::text::names;

impl Core {
    /// What a post of its own needs in this team's forum; `None` in a text channel, which asks for nothing.
    pub(super) async fn topic(
        &self,
        team: &Team,
        title: String,
        theme: Option<Theme>,
    ) -> Result<Option<Topic>, Failure> {
        if team.home == Home::Text {
            return Ok(None);
        }
        let forum = self.platform.forum(team.guild, team.channel).await?;
        // A tag may be in either language, whichever the team posts in.
        let names: Vec<String> =
            theme.iter().flat_map(|theme| Language::ALL.map(|l| names::theme(l, *theme))).collect();
        let tag = forum.tag_for(&names).map_err(|NoTag| Failure::NoTag)?;
        Ok(Some(Topic { guild: team.guild, forum: team.channel, title, tag }))
    }

    /// Whether a post can be made in a team's channel as far as its kind goes: a forum may require a tag where
    /// there is none to use.
    pub(super) async fn takes_posts(&self, team: &Team) -> Result<bool, PlatformError> {
        match team.home {
            Home::Text => Ok(true),
            Home::Forum => {
                Ok(self.platform.forum(team.guild, team.channel).await?.tag_for(&[]) != Err(NoTag))
            }
        }
    }

    /// The thread that belongs to one of the bot's posts: in a forum the post is its thread's first message and
    /// stands in it; elsewhere the thread is opened on it.
    pub(super) async fn thread_of_post(
        &self,
        channel: ChannelId,
        message: MessageId,
        name: &str,
    ) -> Result<ChannelId, PlatformError> {
        if is_own_thread(channel, message) {
            return Ok(channel);
        }
        self.platform.open_thread(channel, message, name).await
    }

    /// Changes one of the bot's posts, also in a thread that has gone to sleep: it is woken first.
    pub(super) async fn correct(
        &self,
        channel: ChannelId,
        message: MessageId,
        post: &Post,
    ) -> Result<(), PlatformError> {
        match self.platform.edit(channel, message, post).await {
            Err(PlatformError::Locked(_)) => {
                self.platform.wake(channel).await?;
                self.platform.edit(channel, message, post).await
            }
            done => done,
        }
    }

    /// Brings posts up to date with what is `kept` of them; false: they were `shown` so already. To be asked again
    /// after each edit, with what is kept then: somebody may have changed it meanwhile, and the edit they brought about
    /// have come before this one. What somebody has removed, or locked, needs no correction.
    pub(super) async fn bring_up_to_date(
        &self,
        shown: &mut Vec<Standing>,
        kept: Vec<Standing>,
    ) -> Result<bool, PlatformError> {
        if *shown == kept {
            return Ok(false);
        }
        for one in kept.iter().filter(|one| !shown.contains(one)) {
            match self.correct(one.channel, one.message, &one.post).await {
                Err(PlatformError::MessageGone | PlatformError::Gone(_) | PlatformError::Locked(_)) => {}
                done => done?,
            }
        }
        *shown = kept;
        Ok(true)
    }
}

/// A post of the bot's that stands somewhere, and how it is to read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) channel: ChannelId,
    pub(super) message: MessageId,
    pub(super) post: Post,
}

/// Whether a message is a forum's post: the first of a thread that has its id.
pub(super) fn is_own_thread(channel: ChannelId, message: MessageId) -> bool {
    channel.0 == message.0
}
