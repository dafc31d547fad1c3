//! The platform as it is: places, messages and who may do what. It does what it is asked, at the moment it is asked,
//! and knows nothing of the bot's tables. Its clock is the true one; the bot's may be wrong.

use super::request::{BOT, Where};
use aktor::domain::ids::{ChannelId, GuildId, MessageId, PLATFORM_EPOCH_MS, UserId};
use aktor::service::platform::{ChannelKind, Does, Permission, Post, Row, SeenMessage};
use chrono::{DateTime, Duration, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// For how long the platform remembers a nonce: "the past few minutes".
pub(crate) const NONCE_KNOWN: Duration = Duration::minutes(3);

/// The first id of a private conversation; below are the guilds' channels.
const PRIVATE: i64 = 1_000_000;

pub(crate) struct Place {
    pub(crate) guild: GuildId,
    pub(crate) kind: ChannelKind,
    pub(crate) parent: Option<ChannelId>,
    pub(crate) gone: bool,
    pub(crate) locked: bool,
    pub(crate) archived: bool,
    pub(crate) lacking: BTreeSet<Permission>,
}

#[derive(Clone)]
pub(crate) struct Message {
    pub(crate) id: MessageId,
    pub(crate) channel: ChannelId,
    pub(crate) author: UserId,
    pub(crate) text: String,
    /// What the bot posted, as it stands now and as it was posted first.
    pub(crate) post: Option<(Post, Post)>,
    pub(crate) reply_to: Option<MessageId>,
    pub(crate) at: DateTime<Utc>,
    /// What the bot's clock showed then.
    pub(crate) bot_at: DateTime<Utc>,
    pub(crate) edited_at: Option<DateTime<Utc>>,
    pub(crate) deleted_at: Option<DateTime<Utc>>,
    /// Until when it does not show in any history, though it stands.
    pub(crate) hidden_until: DateTime<Utc>,
}

/// Something that those who look on may react to.
#[derive(Clone)]
pub(crate) enum News {
    Posted(MessageId),
}

pub(crate) struct World {
    pub(crate) now: DateTime<Utc>,
    /// What the bot's clock shows.
    pub(crate) bot_now: DateTime<Utc>,
    last_id: i64,
    pub(crate) places: BTreeMap<ChannelId, Place>,
    pub(crate) messages: BTreeMap<MessageId, Message>,
    pub(crate) by_place: BTreeMap<ChannelId, BTreeSet<MessageId>>,
    nonces: BTreeMap<String, MessageId>,
    /// The bot's posts by their home and what they are.
    twins: BTreeMap<(ChannelId, String), Vec<MessageId>>,
    pub(crate) closed: BTreeSet<UserId>,
    pub(crate) news: Vec<News>,
    /// How long what is posted stays out of the history.
    pub(crate) hides: Duration,
    pub(crate) violations: Vec<String>,
    /// Posts that were made again although the first stands, by the one way that is said to be open.
    pub(crate) excused: usize,
    /// Whether nonces count. (Off: to show that the checker sees what comes of it.)
    pub(crate) nonces_count: bool,
}

impl World {
    pub(crate) fn new(now: DateTime<Utc>) -> Self {
        Self {
            now,
            bot_now: now,
            last_id: 0,
            places: BTreeMap::new(),
            messages: BTreeMap::new(),
            by_place: BTreeMap::new(),
            nonces: BTreeMap::new(),
            twins: BTreeMap::new(),
            closed: BTreeSet::new(),
            news: Vec::new(),
            hides: Duration::zero(),
            violations: Vec::new(),
            excused: 0,
            nonces_count: true,
        }
    }

    /// A new id: the time stands in it.
    pub(crate) fn id(&mut self) -> i64 {
        let made = (self.now.timestamp_millis() - PLATFORM_EPOCH_MS) << 22;
        self.last_id = made.max(self.last_id + 1);
        self.last_id
    }

    pub(crate) fn open_place(&mut self, id: ChannelId, guild: GuildId, kind: ChannelKind) {
        let place = Place {
            guild,
            kind,
            parent: None,
            gone: false,
            locked: false,
            archived: false,
            lacking: BTreeSet::new(),
        };
        self.places.insert(id, place);
    }

    pub(crate) fn open_thread(&mut self, id: ChannelId, parent: ChannelId) {
        let guild = self.places[&parent].guild;
        self.open_place(id, guild, ChannelKind::Thread);
        if let Some(place) = self.places.get_mut(&id) {
            place.parent = Some(parent);
        }
    }

    /// The channel whose permissions hold in a place.
    pub(crate) fn home_of(&self, id: ChannelId) -> ChannelId {
        self.places.get(&id).and_then(|place| place.parent).unwrap_or(id)
    }

    pub(crate) fn is_gone(&self, id: ChannelId) -> bool {
        let gone = |id: ChannelId| self.places.get(&id).is_none_or(|place| place.gone);
        gone(id) || gone(self.home_of(id))
    }

    pub(crate) fn lacks(&self, id: ChannelId, permission: Permission) -> bool {
        self.places.get(&self.home_of(id)).is_some_and(|place| place.lacking.contains(&permission))
    }

    /// A person's message.
    pub(crate) fn write(
        &mut self,
        author: UserId,
        channel: ChannelId,
        text: &str,
        reply_to: Option<MessageId>,
    ) -> MessageId {
        let id = MessageId(self.id());
        self.put(Message {
            id,
            channel,
            author,
            text: text.to_owned(),
            post: None,
            reply_to,
            at: self.now,
            bot_at: self.bot_now,
            edited_at: None,
            deleted_at: None,
            hidden_until: self.now,
        });
        id
    }

    fn put(&mut self, message: Message) {
        self.by_place.entry(message.channel).or_default().insert(message.id);
        if let Some(place) = self.places.get_mut(&message.channel) {
            place.archived = false;
        }
        self.messages.insert(message.id, message);
    }

    /// The bot's post; one whose nonce is known is answered with the message that is there.
    pub(crate) fn post(
        &mut self,
        id: Option<MessageId>,
        channel: ChannelId,
        post: &Post,
        nonce: Option<&str>,
    ) -> MessageId {
        if let Some(known) = nonce.filter(|_| self.nonces_count).and_then(|nonce| self.nonces.get(nonce))
            && self.now - self.messages[known].at < NONCE_KNOWN
        {
            return *known;
        }
        self.look_for_twins(channel, post, nonce);
        let id = id.unwrap_or_else(|| MessageId(self.id()));
        self.put(Message {
            id,
            channel,
            author: BOT,
            text: post.text.clone(),
            post: Some((post.clone(), post.clone())),
            reply_to: None,
            at: self.now,
            bot_at: self.bot_now,
            edited_at: None,
            deleted_at: None,
            hidden_until: self.now + self.hides,
        });
        if let Some(nonce) = nonce {
            self.nonces.insert(nonce.to_owned(), id);
        }
        // Two words in private may be the same and yet both be meant; two questions may not.
        let home = self.home_of(channel);
        if home.0 < PRIVATE || !actions(post).is_empty() {
            let key = self.twin_key(channel, post);
            self.twins.entry(key).or_default().push(id);
        }
        self.news.push(News::Posted(id));
        id
    }

    /// Whether the same stands already. Excused is only what the platform took, whose nonce it has forgotten and
    /// which no history shows.
    fn look_for_twins(&mut self, channel: ChannelId, post: &Post, nonce: Option<&str>) {
        let key = self.twin_key(channel, post);
        let same =
            self.twins.get(&key).into_iter().flatten().chain(nonce.and_then(|nonce| self.nonces.get(nonce)));
        let standing = |id: &&MessageId| {
            let message = &self.messages[*id];
            message.deleted_at.is_none() && !self.is_gone(message.channel)
        };
        let Some(twin) = same.filter(standing).map(|id| &self.messages[id]).next() else { return };
        let forgotten = nonce.is_none() || self.now - twin.at >= NONCE_KNOWN;
        if twin.hidden_until > self.now && forgotten {
            self.excused += 1;
            return;
        }
        let told = format!(
            "{} posted again in {channel} what stands as {} in {} since {}: {}",
            self.now,
            twin.id,
            twin.channel,
            twin.at,
            gist(post)
        );
        self.violations.push(told);
    }

    /// What may stand only once: in private the same buttons may come with other words (a reminder).
    fn twin_key(&self, channel: ChannelId, post: &Post) -> (ChannelId, String) {
        let home = self.home_of(channel);
        let words = if home.0 >= PRIVATE { post.text.as_str() } else { "" };
        (home, format!("{}{words}", identity(post)))
    }

    /// What a history shows of a place, oldest first.
    pub(crate) fn shown(&self, channel: ChannelId) -> impl DoubleEndedIterator<Item = &Message> {
        let now = self.now;
        let ids = self.by_place.get(&channel).into_iter().flatten();
        ids.map(|id| &self.messages[id])
            .filter(move |message| message.deleted_at.is_none() && message.hidden_until <= now)
    }

    /// The bot's standing message that is `post`.
    pub(crate) fn find_own(
        &self,
        at: &Where,
        channel: ChannelId,
        post: &Post,
        since: DateTime<Utc>,
    ) -> Option<&Message> {
        let sought = identity(post);
        let own = |message: &&Message| {
            message.author == BOT
                && message.at >= since
                && message.post.as_ref().is_some_and(|(now, _)| identity(now) == sought)
        };
        if let Where::Forum(_) = at {
            let threads = self.places.iter().filter(|(_, place)| place.parent == Some(channel));
            return threads.filter_map(|(id, _)| self.shown(*id).next()).find(own);
        }
        self.shown(channel).find(own)
    }

    pub(crate) fn private_with(user: UserId) -> ChannelId {
        ChannelId(PRIVATE + user.0)
    }

    pub(crate) fn seen(message: &Message) -> SeenMessage {
        SeenMessage {
            id: message.id,
            channel: message.channel,
            author: message.author,
            author_name: name_of(message.author),
            human: message.author != BOT,
            text: message.text.clone(),
            reply_to: message.reply_to,
            mentions: Vec::new(),
            attachments: 0,
            edited_at: message.edited_at,
        }
    }
}

/// What a person is called.
pub(crate) fn name_of(user: UserId) -> String {
    const NAMES: [&str; 8] = ["Asta", "Bo", "Mette", "Jens", "Leif", "Ida", "Ole", "Solvej"];
    NAMES[usize::try_from(user.0).unwrap_or(0) % NAMES.len()].to_owned()
}

/// What a post's buttons do.
pub(crate) fn actions(post: &Post) -> Vec<String> {
    let mut all = Vec::new();
    for row in &post.rows {
        match row {
            Row::Buttons(buttons) => all.extend(buttons.iter().filter_map(|button| match &button.does {
                Does::Act(action) => Some(format!("{action:?}")),
                Does::Open(_) => None,
            })),
            Row::Choice { action, .. }
            | Row::People { action, .. }
            | Row::Channel { action, .. }
            | Row::Role { action, .. } => all.push(format!("{action:?}")),
        }
    }
    all
}

/// What a post is, as the platform's history tells: by what its buttons do, else by its words.
pub(crate) fn identity(post: &Post) -> String {
    let acts = actions(post);
    if !acts.is_empty() {
        return acts.join(" ");
    }
    let card = post.cards.first().map(|card| (card.title.trim(), card.text.trim()));
    format!("{:?} {card:?}", post.text.trim())
}

/// A post in a line.
pub(crate) fn gist(post: &Post) -> String {
    let acts = actions(post);
    let words = post.cards.first().map_or(post.text.as_str(), |card| card.title.as_str());
    let words: String = words.chars().take(60).collect();
    format!("{:?} {}", words, acts.first().map_or("", String::as_str))
}
