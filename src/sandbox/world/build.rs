//! Building a world: guilds, channels, members, named rather than numbered.

use super::permission::{EVERYONE, Overwrite, Target};
use super::{Application, Channel, Forum, Guild, Member, Role, State, Tag, User, World, kind};
use crate::clock::Clock;
use crate::sandbox::event::intent;
use std::collections::BTreeMap;

/// The permissions that a bot is commonly invited with: seeing, writing, threads, embeds, files, history.
const INVITED: u64 = 309_237_763_072;

/// A member to be.
#[derive(Clone, Debug)]
pub struct MemberSpec {
    name: String,
    nick: Option<String>,
    roles: Vec<String>,
    dms_closed: bool,
    locale: String,
}

impl MemberSpec {
    /// A person called `name`.
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), nick: None, roles: Vec::new(), dms_closed: false, locale: "da".into() }
    }

    /// The name in this guild.
    #[must_use]
    pub fn nick(mut self, nick: &str) -> Self {
        self.nick = Some(nick.into());
        self
    }

    /// A role of the guild, by name.
    #[must_use]
    pub fn role(mut self, role: &str) -> Self {
        self.roles.push(role.into());
        self
    }

    /// Refuses private messages.
    #[must_use]
    pub fn dms_closed(mut self) -> Self {
        self.dms_closed = true;
        self
    }

    /// The client's language.
    #[must_use]
    pub fn locale(mut self, locale: &str) -> Self {
        self.locale = locale.into();
        self
    }
}

/// A channel to be.
#[derive(Clone, Debug)]
pub struct ChannelSpec {
    name: String,
    kind: u8,
    overwrites: Vec<(Option<String>, u64, u64)>,
    tags: Vec<(String, bool)>,
    requires_tag: bool,
}

impl ChannelSpec {
    /// A text channel.
    pub fn text(name: &str) -> Self {
        Self::of_kind(name, kind::TEXT)
    }

    /// A forum.
    pub fn forum(name: &str) -> Self {
        Self::of_kind(name, kind::FORUM)
    }

    /// A channel of any [`kind`].
    pub fn of_kind(name: &str, kind: u8) -> Self {
        Self { name: name.into(), kind, overwrites: Vec::new(), tags: Vec::new(), requires_tag: false }
    }

    /// A tag that anybody may put on a post.
    #[must_use]
    pub fn tag(mut self, name: &str) -> Self {
        self.tags.push((name.into(), false));
        self
    }

    /// A tag that only moderators may put on a post.
    #[must_use]
    pub fn moderated_tag(mut self, name: &str) -> Self {
        self.tags.push((name.into(), true));
        self
    }

    /// Every post must have a tag.
    #[must_use]
    pub fn requires_tag(mut self) -> Self {
        self.requires_tag = true;
        self
    }

    /// Denies everyone these bits here.
    #[must_use]
    pub fn deny_everyone(mut self, bits: u64) -> Self {
        self.overwrites.push((None, 0, bits));
        self
    }

    /// Allows a role these bits here.
    #[must_use]
    pub fn allow_role(mut self, role: &str, bits: u64) -> Self {
        self.overwrites.push((Some(role.into()), bits, 0));
        self
    }
}

/// A guild to be.
#[derive(Clone, Debug)]
pub struct GuildSpec {
    name: String,
    owner: String,
    roles: Vec<(String, u64)>,
    channels: Vec<ChannelSpec>,
    members: Vec<MemberSpec>,
    everyone: u64,
    bot: Option<u64>,
}

impl GuildSpec {
    /// A guild called `name`, with the bot in it and nobody else but its owner.
    pub fn new(name: &str) -> Self {
        let nobody = Vec::new();
        Self {
            name: name.into(),
            owner: format!("Owner of {name}"),
            roles: Vec::new(),
            channels: Vec::new(),
            members: nobody,
            everyone: EVERYONE,
            bot: Some(INVITED),
        }
    }

    /// Who owns it; somebody of its own when not given.
    #[must_use]
    pub fn owner(mut self, name: &str) -> Self {
        self.owner = name.into();
        self
    }

    /// A role with these permission bits.
    #[must_use]
    pub fn role(mut self, name: &str, bits: u64) -> Self {
        self.roles.push((name.into(), bits));
        self
    }

    /// A text channel.
    #[must_use]
    pub fn channel(self, name: &str) -> Self {
        self.channel_with(ChannelSpec::text(name))
    }

    /// A channel.
    #[must_use]
    pub fn channel_with(mut self, spec: ChannelSpec) -> Self {
        self.channels.push(spec);
        self
    }

    /// A member without roles. People of the same name are the same person in every guild.
    #[must_use]
    pub fn member(self, name: &str) -> Self {
        self.member_with(MemberSpec::new(name))
    }

    /// A member.
    #[must_use]
    pub fn member_with(mut self, spec: MemberSpec) -> Self {
        self.members.push(spec);
        self
    }

    /// What @everyone may do.
    #[must_use]
    pub fn everyone(mut self, bits: u64) -> Self {
        self.everyone = bits;
        self
    }

    /// What the bot's own role may do; @everyone's bits hold for it too.
    #[must_use]
    pub fn bot_may(mut self, bits: u64) -> Self {
        self.bot = Some(bits);
        self
    }

    /// The bot is not in this guild.
    #[must_use]
    pub fn without_bot(mut self) -> Self {
        self.bot = None;
        self
    }
}

/// Collects what a world starts with.
#[derive(Clone, Debug)]
pub struct WorldBuilder {
    clock: Clock,
    token: String,
    name: String,
    privileged: u64,
    guilds: Vec<GuildSpec>,
}

impl Default for WorldBuilder {
    fn default() -> Self {
        let privileged = intent::MESSAGE_CONTENT;
        Self {
            clock: Clock::system(),
            token: "sandbox-token".into(),
            name: "bot".into(),
            privileged,
            guilds: Vec::new(),
        }
    }
}

impl WorldBuilder {
    /// The world's clock; the system's when not given.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The application's token; `sandbox-token` when not given.
    #[must_use]
    pub fn token(mut self, token: &str) -> Self {
        self.token = token.into();
        self
    }

    /// The bot's name.
    #[must_use]
    pub fn bot_name(mut self, name: &str) -> Self {
        self.name = name.into();
        self
    }

    /// The privileged intents that are switched on for the application; `MESSAGE_CONTENT` when not given.
    #[must_use]
    pub fn privileged(mut self, intents: u64) -> Self {
        self.privileged = intents;
        self
    }

    /// Adds a guild.
    #[must_use]
    pub fn guild(mut self, spec: GuildSpec) -> Self {
        self.guilds.push(spec);
        self
    }

    /// Makes the world.
    pub fn build(self) -> World {
        let application =
            Application { id: 0, token: self.token, privileged: self.privileged, name: self.name };
        let world = World::empty(self.clock, application);
        {
            let mut state = world.state();
            let id = state.fresh_id();
            if let Some(mut bot) = state.users.remove(&0) {
                bot.id = id;
                state.application.id = id;
                state.users.insert(id, bot);
            }
            for spec in self.guilds {
                state.found(spec);
            }
        }
        world
    }
}

impl State {
    /// Takes the bot into a guild, with a role of its own.
    pub(super) fn invite_bot(&mut self, guild: i64) {
        let (bot, now) = (self.application.id, self.now());
        let (id, name) = (self.fresh_id(), self.application.name.clone());
        let Some(found) = self.guilds.get_mut(&guild) else { return };
        let position = found.roles.values().map(|role| role.position + 1).max().unwrap_or(1);
        let own = Role { id, name, permissions: INVITED, position, managed: true, mentionable: false };
        found.roles.insert(id, own);
        found
            .members
            .insert(bot, Member { user: bot, nick: None, roles: vec![id], joined: now, timed_out: None });
    }

    /// A person by name; made when unknown.
    pub(in crate::sandbox) fn person(&mut self, name: &str) -> i64 {
        if let Some(known) =
            self.users.values().find(|user| !user.bot && user.global_name.as_deref() == Some(name))
        {
            return known.id;
        }
        let id = self.fresh_id();
        self.users.insert(id, User::person(id, name));
        id
    }

    /// Founds a guild; silently, as nobody is connected to it yet.
    pub(super) fn found(&mut self, spec: GuildSpec) -> i64 {
        let now = self.now();
        let id = self.fresh_id();
        let owner = self.person(&spec.owner);
        let role = |id: i64, name: &str, permissions: u64, position: i64, managed: bool| Role {
            id,
            name: name.into(),
            permissions,
            position,
            managed,
            mentionable: false,
        };
        let mut roles = BTreeMap::from([(id, role(id, "@everyone", spec.everyone, 0, false))]);
        let mut position = 0;
        for (name, bits) in &spec.roles {
            position += 1;
            let id = self.fresh_id();
            roles.insert(id, role(id, name, *bits, position, false));
        }
        let mut members = BTreeMap::from([(
            owner,
            Member { user: owner, nick: None, roles: Vec::new(), joined: now, timed_out: None },
        )]);
        if let Some(bits) = spec.bot {
            let bot = self.application.id;
            let own = self.fresh_id();
            roles.insert(own, role(own, &self.application.name, bits, position + 1, true));
            members.insert(
                bot,
                Member { user: bot, nick: None, roles: vec![own], joined: now, timed_out: None },
            );
        }
        let called = |name: &String| roles.values().find(|role| role.name == *name).map(|role| role.id);
        for member in spec.members {
            let user = self.person(&member.name);
            if let Some(person) = self.users.get_mut(&user) {
                person.dms_closed |= member.dms_closed;
                person.locale = member.locale;
            }
            let held = member.roles.iter().filter_map(called).collect();
            members
                .insert(user, Member { user, nick: member.nick, roles: held, joined: now, timed_out: None });
        }
        for (position, spec) in (0..).zip(spec.channels) {
            let place = self.fresh_id();
            let mut channel = Channel::new(place, spec.kind, Some(id), &spec.name);
            channel.position = position;
            let targets = spec.overwrites.iter().map(|(role, allow, deny)| {
                let target = Target::Role(role.as_ref().and_then(called).unwrap_or(id));
                Overwrite { target, allow: *allow, deny: *deny }
            });
            channel.overwrites = targets.collect();
            if channel.forum.is_some() {
                let tag = |(name, moderated)| Tag { id: self.fresh_id(), name, moderated, emoji: None };
                let tags = spec.tags.into_iter().map(tag).collect();
                channel.forum = Some(Forum { tags, requires_tag: spec.requires_tag, ..Forum::default() });
            }
            self.channels.insert(place, channel);
        }
        self.guilds.insert(id, Guild { id, name: spec.name, owner, roles, members, unavailable: false });
        id
    }
}
