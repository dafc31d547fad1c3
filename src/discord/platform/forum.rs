//! Forums: a post and its thread made in one request, which tags it may carry, and the bot's own post found
//! again. A forum's post has no nonce, so finding it is the only way to know whether an earlier attempt
//! succeeded.

use super::wire::{Message, Role, Thread, Threads};
use super::{ARCHIVE_AFTER, DiscordPlatform, PAGES, body, files, permissions, recognise, wire};
use crate::discord::encode::cut;
use crate::discord::http::Call;
use crate::domain::forum::{Forum, Tag};
use crate::domain::ids::{ChannelId, GuildId, MessageId, TagId, first_message_at};
use crate::service::platform::{PlatformError, Post, Topic};
use chrono::{DateTime, Utc};
use serde_json::json;
use std::time::Duration;

/// The longest title of a post.
const TITLE: usize = 100;
/// "Unknown Tag", "There are no tags available that can be set by non-moderators", "A tag is required to create
/// a forum post in this channel".
const TAGS_HAVE_CHANGED: [u32; 3] = [10_087, 40_066, 40_067];
/// How soon a post is tried again whose tags were not those of the forum any more.
const AT_ONCE: Duration = Duration::from_secs(1);

impl DiscordPlatform {
    /// Makes a post: its thread and first message, which share one id.
    pub(super) async fn open_post(
        &self,
        topic: &Topic,
        post: &Post,
    ) -> Result<(ChannelId, MessageId), PlatformError> {
        let tags: Vec<String> = topic.tag.iter().map(|tag| tag.unsigned().to_string()).collect();
        let request = json!({
            "name": cut(&topic.title, TITLE),
            "auto_archive_duration": ARCHIVE_AFTER,
            "applied_tags": tags,
            "message": body(&self.encoder.message(post, None))?,
        });
        let call = Call::forum_post(topic.forum, request).files(files(post)?);
        let created: wire::Created = self.ask(&call).await.map_err(|error| match error {
            PlatformError::Rejected { code, .. } | PlatformError::Forbidden(code)
                if TAGS_HAVE_CHANGED.contains(&code) =>
            {
                self.forums.forget(topic.forum);
                PlatformError::Busy(AT_ONCE)
            }
            error => error,
        })?;
        Ok((created.id.channel(), created.id.message()))
    }

    /// The bot's own post among the forum's active and archived ones, if it was made at or after `since`. First
    /// the active: one that goes to sleep meanwhile is found among the archived.
    pub(super) async fn find_post(
        &self,
        topic: &Topic,
        post: &Post,
        since: DateTime<Utc>,
    ) -> Result<Option<(ChannelId, MessageId)>, PlatformError> {
        let ids = self.encoder.ids(post);
        let active: Threads = self.ask(&Call::active_threads(topic.guild)).await?;
        if let Some(found) = self.among(&active.threads, topic, post, &ids, since).await? {
            return Ok(Some(found));
        }
        let mut before = None;
        for _ in 0..PAGES {
            let page: Threads = self.ask(&Call::archived_threads(topic.forum, before)).await?;
            if let Some(found) = self.among(&page.threads, topic, post, &ids, since).await? {
                return Ok(Some(found));
            }
            // A post cannot have been archived before it was made.
            match page.threads.last().and_then(Thread::archived_at) {
                Some(last) if page.has_more && last >= since => before = Some(last),
                _ => return Ok(None),
            }
        }
        Err(PlatformError::Unknown("the forum has too many posts to look through".into()))
    }

    async fn among(
        &self,
        threads: &[Thread],
        topic: &Topic,
        post: &Post,
        ids: &[String],
        since: DateTime<Utc>,
    ) -> Result<Option<(ChannelId, MessageId)>, PlatformError> {
        let oldest = first_message_at(since.timestamp_millis());
        let own = |thread: &&Thread| {
            thread.parent() == Some(topic.forum)
                && thread.owner() == Some(self.me)
                && thread.id.message() >= oldest
        };
        for thread in threads.iter().filter(own) {
            let (channel, message) = (thread.id.channel(), thread.id.message());
            match self.ask::<Message>(&Call::message(channel, message)).await {
                Ok(first) if recognise::is(&first, post, ids) => return Ok(Some((channel, message))),
                // Another post, or one whose first message or thread somebody took away.
                Ok(_) | Err(PlatformError::MessageGone | PlatformError::Gone(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// What a forum asks of a post. Tags that only moderators may use are left out unless the bot is one; where
    /// there are such, or none at all that may be used, it is looked up every time: the platform does not tell
    /// when the bot's rights change.
    pub(super) async fn forum_of(&self, guild: GuildId, channel: ChannelId) -> Result<Forum, PlatformError> {
        if let Some(forum) = self.forums.recall(channel) {
            return Ok(forum);
        }
        let changes = self.forums.changes();
        let found: wire::Channel = self.ask(&Call::channel(channel)).await?;
        let some_moderated = found.tags().iter().any(|tag| tag.moderated);
        let moderates = if some_moderated {
            let roles: Vec<Role> = self.ask(&Call::roles(guild)).await?;
            let me: wire::Member = self.ask(&Call::member(guild, self.me)).await?;
            permissions::may_moderate(guild, self.me, &roles, &me.roles, &found.permission_overwrites)
        } else {
            false
        };
        let usable = found.tags().iter().filter(|tag| moderates || !tag.moderated);
        let forum = Forum {
            requires_tag: found.requires_tag(),
            tags: usable
                .map(|tag| Tag { id: TagId::from_unsigned(tag.id.0), name: tag.name.clone() })
                .collect(),
        };
        if !some_moderated && forum.tag_for(&[]).is_ok() {
            self.forums.remember(changes, channel, &forum);
        }
        Ok(forum)
    }
}
