//! What the platform does about a request, all at once, at the moment it is done.

use super::request::{Answer, Answered, BOT, Request, Where};
use super::world::{Message, World, name_of};
use aktor::domain::forum::Forum;
use aktor::domain::ids::{ChannelId, GuildId, MessageId};
use aktor::service::platform::{ChannelInfo, ChannelKind, Member, Permission, PlatformError, Post};

/// The first id of a person; below are places and the bot.
pub(crate) const FIRST_PERSON: i64 = 10_000;

impl World {
    pub(crate) fn serve(&mut self, request: &Request) -> Answered {
        match request {
            Request::Send { to, post, nonce } => self.send(to, post, nonce.as_deref()),
            Request::Edit { channel, message, post } => self.edit(*channel, *message, post),
            Request::Delete { channel, message } => self.delete(*channel, *message),
            Request::FindOwn { at, post, since } => {
                let channel = self.channel_of(at);
                self.visible(channel)?;
                if self.lacks(channel, Permission::ReadMessageHistory) {
                    return Ok(Answer::Found(None));
                }
                let found = self.find_own(at, channel, post, *since);
                Ok(Answer::Found(found.map(|message| (message.channel, message.id))))
            }
            Request::FindPrinted { channel, prints, since } => {
                self.visible(*channel)?;
                if self.lacks(*channel, Permission::ReadMessageHistory) {
                    return Ok(Answer::Found(None));
                }
                let mut own = self.shown(*channel).filter(|one| one.author == BOT && one.at >= *since);
                let found = own.find(|one| prints.know(&one.text));
                Ok(Answer::Found(found.map(|one| (one.channel, one.id))))
            }
            Request::OpenThread { channel, message } => self.start_thread(*channel, *message),
            Request::Wake { thread } => {
                self.visible(*thread)?;
                let place = self.places.get_mut(thread).expect("it is visible");
                if place.locked {
                    return Err(PlatformError::Locked(160_005));
                }
                place.archived = false;
                Ok(Answer::Done)
            }
            Request::History { channel, after } => {
                self.visible(*channel)?;
                if self.lacks(*channel, Permission::ReadMessageHistory) {
                    return Ok(Answer::Page(Vec::new()));
                }
                let page = self.shown(*channel).filter(|message| message.id > *after).take(100);
                Ok(Answer::Page(page.map(Self::seen).collect()))
            }
            Request::Message { channel, message } => {
                self.legible(*channel, *message).map(|found| Answer::Seen(Self::seen(found)))
            }
            Request::Card { channel, message } => {
                let found = self.legible(*channel, *message)?;
                let cards = found.post.iter().flat_map(|(now, _)| &now.cards);
                Ok(Answer::Card(cards.map(|card| card.text.clone()).next().unwrap_or_default()))
            }
            Request::Channel { channel } => {
                self.visible(*channel)?;
                let place = &self.places[channel];
                Ok(Answer::Info(ChannelInfo {
                    id: *channel,
                    guild: place.guild,
                    kind: place.kind,
                    name: format!("team-{channel}"),
                    parent: place.parent,
                    locked: place.locked,
                }))
            }
            Request::Forum { channel } => {
                self.visible(*channel)?;
                Ok(Answer::Forum(Forum::default()))
            }
            Request::Missing { channel } => {
                if self.is_gone(*channel) {
                    return Err(PlatformError::Gone(10_003));
                }
                let lacking = self.places[&self.home_of(*channel)].lacking.iter().copied().collect();
                Ok(Answer::Lacking(lacking))
            }
            Request::Member { user } => {
                let member = Member { name: name_of(*user), roles: Vec::new(), bot: user.0 < FIRST_PERSON };
                Ok(Answer::Member(Some(member)))
            }
        }
    }

    fn channel_of(&mut self, to: &Where) -> ChannelId {
        match to {
            Where::Channel(channel) => *channel,
            Where::Forum(topic) => topic.forum,
            Where::Person(user) => {
                let private = Self::private_with(*user);
                if !self.places.contains_key(&private) {
                    self.open_place(private, GuildId(0), ChannelKind::Other);
                }
                private
            }
        }
    }

    fn visible(&self, channel: ChannelId) -> Result<(), PlatformError> {
        if self.is_gone(channel) {
            return Err(PlatformError::Gone(10_003));
        }
        if self.lacks(channel, Permission::ViewChannel) {
            return Err(PlatformError::Forbidden(50_001));
        }
        Ok(())
    }

    /// A message that the bot may read.
    fn legible(&self, channel: ChannelId, message: MessageId) -> Result<&Message, PlatformError> {
        self.visible(channel)?;
        if self.lacks(channel, Permission::ReadMessageHistory) {
            return Err(PlatformError::Forbidden(50_013));
        }
        let found = self.messages.get(&message).filter(|found| {
            found.channel == channel && found.deleted_at.is_none() && found.hidden_until <= self.now
        });
        found.ok_or(PlatformError::MessageGone)
    }

    fn send(&mut self, to: &Where, post: &Post, nonce: Option<&str>) -> Answered {
        let channel = self.channel_of(to);
        self.visible(channel)?;
        if let Where::Person(user) = to
            && self.closed.contains(user)
        {
            return Err(PlatformError::Closed);
        }
        let thread = self.places[&channel].kind == ChannelKind::Thread;
        let needed = if thread { Permission::SendMessagesInThreads } else { Permission::SendMessages };
        if self.lacks(channel, needed) {
            return Err(PlatformError::Forbidden(50_013));
        }
        if self.places[&channel].locked {
            return Err(PlatformError::Locked(160_005));
        }
        if let Where::Forum(_) = to {
            let id = MessageId(self.id());
            let thread = ChannelId(id.0);
            self.open_thread(thread, channel);
            self.post(Some(id), thread, post, None);
            return Ok(Answer::Posted(thread, id));
        }
        let id = self.post(None, channel, post, nonce);
        Ok(Answer::Posted(self.messages[&id].channel, id))
    }

    fn edit(&mut self, channel: ChannelId, message: MessageId, post: &Post) -> Answered {
        self.visible(channel)?;
        let place = &self.places[&channel];
        if place.locked || place.archived {
            return Err(PlatformError::Locked(50_083));
        }
        let now = self.now;
        let own = self.messages.get_mut(&message).filter(|own| own.author == BOT && own.deleted_at.is_none());
        let own = own.ok_or(PlatformError::MessageGone)?;
        if let Some((stands, _)) = &mut own.post {
            stands.clone_from(post);
        }
        own.text.clone_from(&post.text);
        own.edited_at = Some(now);
        Ok(Answer::Done)
    }

    fn delete(&mut self, channel: ChannelId, message: MessageId) -> Answered {
        self.visible(channel)?;
        let now = self.now;
        if let Some(own) = self.messages.get_mut(&message) {
            own.deleted_at.get_or_insert(now);
        }
        Ok(Answer::Done)
    }

    fn start_thread(&mut self, channel: ChannelId, message: MessageId) -> Answered {
        self.visible(channel)?;
        if self.lacks(channel, Permission::CreatePublicThreads) {
            return Err(PlatformError::Forbidden(50_013));
        }
        if self.messages.get(&message).is_none_or(|message| message.deleted_at.is_some()) {
            return Err(PlatformError::MessageGone);
        }
        let thread = ChannelId(message.0);
        // One that is there already is success.
        if !self.places.contains_key(&thread) {
            self.open_thread(thread, channel);
        }
        Ok(Answer::Thread(thread))
    }
}
