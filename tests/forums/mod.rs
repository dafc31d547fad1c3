//! A team in a forum: every post is a thread of its own, and there is no nonce to tell a repetition by.

mod dialogue;
mod posting;
mod setting_up;
mod uncertain;

use crate::support::{Town, local, shown};
use aktor::faults::Hook;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{ChannelSpec, GuildSpec, MemberSpec, Message, kind, permission};
use chrono::{DateTime, Utc};

const POST: &str = "/channels/{}/threads";
const PLACE: &str = "refleksion";

/// A town around a forum. `town.channel` is a post of a person's in it, where commands are used.
struct Forum {
    town: Town,
    id: i64,
}

impl Forum {
    /// The forum as `spec` describes it, with no team yet.
    async fn new(spec: ChannelSpec) -> Self {
        Self::hooked(spec, Hook::default()).await
    }

    /// The same with a bot that stops at boundaries of its own.
    async fn hooked(spec: ChannelSpec, hook: Hook) -> Self {
        let mut guild = GuildSpec::new("Biblioteket")
            .role("Administrator", permission::MANAGE_GUILD)
            .channel_with(spec)
            .channel("kaffestuen")
            .member_with(MemberSpec::new("Karen").role("Administrator"))
            .member_with(MemberSpec::new("Emily").role("Administrator").locale("en-GB"));
        for name in ["Asta", "Bo", "Mette", "Jens", "Ida", "Ole"] {
            guild = guild.member(name);
        }
        for (name, kind) in [
            ("nyt-fra-huset", kind::ANNOUNCEMENT),
            ("billeder", kind::MEDIA),
            ("snak", kind::VOICE),
            ("afdelinger", kind::CATEGORY),
        ] {
            guild = guild.channel_with(ChannelSpec::of_kind(name, kind));
        }
        let mut town = Town::built(vec![guild], RateLimits::off(), None).await;
        let id = town.world.channel(PLACE).unwrap();
        town.channel = town.user("Karen").open_post(id, "Velkommen", "Her bor vi", &[]).unwrap();
        town.hook = hook;
        town.start().await;
        Self { town, id }
    }

    /// The same with a team: Mondays at 09:00.
    async fn with_team(spec: ChannelSpec) -> Self {
        let forum = Self::new(spec).await;
        forum.town.set_up(forum.town.channel).await;
        forum
    }

    /// A plain forum with a team on its first Monday, with the prompt posted.
    async fn with_prompt() -> (Self, Message) {
        let forum = Self::with_team(ChannelSpec::forum(PLACE)).await;
        forum.town.travel(on(0, 9, 0)).await;
        let prompt = forum.prompts().pop().expect("a prompt");
        (forum, prompt)
    }

    /// Opens the post in which commands are given, as a client does before it offers any.
    fn wake(&self) {
        self.town.user("Karen").set_thread(self.town.channel, false, false).unwrap();
    }

    /// The bot's posts in the forum, oldest first.
    fn posts(&self) -> Vec<Message> {
        let bot = self.town.world.bot();
        let mut posts: Vec<Message> = self.town.with(|state| {
            let inside = |m: &&Message| {
                m.id == m.channel && state.channel(m.channel).is_some_and(|c| c.parent == Some(self.id))
            };
            state.everything_said().filter(|m| m.author == bot).filter(inside).cloned().collect()
        });
        posts.sort_by_key(|post| post.id);
        posts
    }

    fn prompts(&self) -> Vec<Message> {
        let is =
            |m: &Message| shown(m).contains("spørgsmål · uge") || shown(m).contains("Et spørgsmål til os");
        self.posts().into_iter().filter(is).collect()
    }

    fn title(&self, post: &Message) -> String {
        self.town.with(|state| state.channel(post.id).unwrap().name.clone())
    }

    /// The names of the tags on a post.
    fn tags(&self, post: &Message) -> Vec<String> {
        self.town.with(|state| {
            let applied = &state.channel(post.id).unwrap().thread.as_ref().unwrap().tags;
            let tags = state.forum(self.id).unwrap().tags.iter().filter(|tag| applied.contains(&tag.id));
            tags.map(|tag| tag.name.clone()).collect()
        })
    }

    /// How often the bot asked to make a post.
    fn attempts(&self) -> usize {
        let path = format!("REST POST /api/v10/channels/{}/threads ", self.id);
        self.town.world.transcript().lines().iter().filter(|line| line.starts_with(&path)).count()
    }

    fn assert_each_once(&self, count: usize, what: &str) {
        let prompts = self.prompts();
        assert_eq!(prompts.len(), count, "{what}\n{}", self.town.world.transcript().tail(60));
    }
}

/// The given minute of the `nth` Monday.
fn on(nth: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    local(2026, 11, 2 + 7 * nth, hour, minute)
}
