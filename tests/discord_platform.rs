//! The port to the platform against the stand-in: what a lost answer, a gone thread or a missing permission does.

use crate::picture::month;
use aktor::discord::components::Codec;
use aktor::discord::encode::Encoder;
use aktor::discord::forums::Forums;
use aktor::discord::gateway::{Gateway, Parts, check_token};
use aktor::discord::http::Executor;
use aktor::discord::platform::DiscordPlatform;
use aktor::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, TeamId, UserId};
use aktor::sandbox::faults::{Fault, Interruption};
use aktor::sandbox::world::{GuildSpec, World};

use aktor::sandbox::world::permission::{EMBED_LINKS, READ_MESSAGE_HISTORY, SEND_MESSAGES_IN_THREADS};
use aktor::sandbox::{Sandbox, SandboxOptions};
use aktor::service::action::Action;
use aktor::service::incoming::{Heard, Incoming, Watched, queue};
use aktor::service::platform::{
    Button, Card, ChannelKind, Count, Does, Look, Permission, Picture, Place, Platform, PlatformError, Post,
    Row,
};
use chrono::{DateTime, Utc};
use secrecy::SecretString;
use std::time::Duration;

const MESSAGES: &str = "/channels/{channel}/messages";

struct Stage {
    sandbox: Sandbox,
    port: DiscordPlatform,
    guild: GuildId,
    channel: ChannelId,
}

impl Stage {
    async fn set() -> Self {
        let guild = GuildSpec::new("Norddjurs").channel("team").member("Asta");
        let world = World::builder().token("a.token").guild(guild).build();
        let sandbox = Sandbox::start(SandboxOptions::new(world)).await.unwrap();
        let executor = Executor::new(&sandbox.base_url(), &SecretString::from("a.token")).unwrap();
        let world = sandbox.world();
        let me = UserId(world.bot());
        let port = DiscordPlatform::new(executor, Encoder::new(Codec::new(&[3; 32])), me);
        let (guild, channel) =
            (GuildId(world.guild("Norddjurs").unwrap()), ChannelId(world.channel("team").unwrap()));
        Self { sandbox, port, guild, channel }
    }

    fn place(&self) -> Place<'static> {
        Place::Channel(self.channel)
    }

    fn messages(&self) -> usize {
        self.sandbox.world().state().said_in(self.channel.0).count()
    }

    async fn strike_down(self) {
        assert_eq!(self.sandbox.world().violations(), Vec::<String>::new());
        self.sandbox.stop().await;
    }
}

fn long_ago() -> DateTime<Utc> {
    DateTime::from_timestamp(1_600_000_000, 0).unwrap()
}

fn prompt(occasion: i64) -> Post {
    Post {
        text: "Ugens spørgsmål".into(),
        cards: vec![Card {
            title: "Uge 48".into(),
            text: "Hvad lykkedes?".into(),
            fields: vec![("Sådan".into(), "Skriv i tråden".into())],
            footer: "Gemmes i 90 dage".into(),
            colour: 0x0033_6699,
        }],
        rows: vec![
            Row::Buttons(vec![
                Button {
                    label: "Svar".into(),
                    look: Look::Primary,
                    does: Does::Act(Action::Answer(OccasionId(occasion))),
                },
                Button {
                    label: "Læs".into(),
                    look: Look::Secondary,
                    does: Does::Open("https://example.org".into()),
                },
            ]),
            Row::People { action: Action::NominateWhom, hint: "Hvem?".into(), most: 5 },
            Row::Choice {
                action: Action::NominateWhat(vec![UserId(1)]),
                hint: "Hvad?".into(),
                options: vec![("task".into(), "Tag ansvar".into(), "for opgaven".into())],
                count: Count::Any,
                chosen: vec!["task".into()],
            },
            Row::Channel { action: Action::Settings(TeamId(1)), hint: "Hvor?".into() },
            Row::Role { action: Action::Settings(TeamId(2)), hint: "Hvilken?".into() },
        ],
        ..Post::default()
    }
}

#[tokio::test]
async fn a_lost_answer_and_the_same_nonce_leave_one_message() {
    let stage = Stage::set().await;
    stage.sandbox.world().faults().next("POST", MESSAGES, Fault::LoseAnswerAfter);
    let lost = stage.port.send(stage.place(), &prompt(1), Some("n1")).await;
    assert!(matches!(lost, Err(PlatformError::Unknown(_))), "{lost:?}");
    let (_, message) = stage.port.send(stage.place(), &prompt(1), Some("n1")).await.unwrap();
    assert_eq!(stage.messages(), 1);
    let found = stage.port.find_own(stage.place(), &prompt(1), long_ago()).await.unwrap();
    assert_eq!(found, Some((stage.channel, message)));
    assert_eq!(stage.port.find_own(stage.place(), &prompt(2), long_ago()).await.unwrap(), None);
    stage.strike_down().await;
}

#[tokio::test]
async fn a_failure_after_the_effect_is_an_unknown_outcome() {
    let stage = Stage::set().await;
    stage.sandbox.world().faults().next("POST", MESSAGES, Fault::StatusAfter(502, 0));
    let lost = stage.port.send(stage.place(), &prompt(1), None).await;
    assert!(matches!(lost, Err(PlatformError::Unknown(_))), "{lost:?}");
    assert!(stage.port.find_own(stage.place(), &prompt(1), long_ago()).await.unwrap().is_some());
    stage.strike_down().await;
}

#[tokio::test]
async fn being_asked_to_slow_down_is_no_failure() {
    let stage = Stage::set().await;
    stage.sandbox.world().faults().next("POST", MESSAGES, Fault::TooMany(Duration::from_millis(100), false));
    stage.port.send(stage.place(), &prompt(1), Some("n1")).await.unwrap();
    stage.sandbox.world().faults().next("POST", MESSAGES, Fault::TooMany(Duration::from_millis(100), true));
    stage.port.send(stage.place(), &prompt(2), Some("n2")).await.unwrap();
    assert_eq!(stage.messages(), 2);
    stage.strike_down().await;
}

#[tokio::test]
async fn a_channels_own_limit_is_kept_without_being_refused() {
    let stage = Stage::set().await;
    for n in 0..7 {
        stage.port.send(stage.place(), &prompt(n), None).await.unwrap();
    }
    let refused =
        stage.sandbox.world().transcript().lines().iter().filter(|line| line.contains("-> 429")).count();
    assert_eq!((stage.messages(), refused), (7, 0));
    stage.strike_down().await;
}

#[tokio::test]
async fn a_thread_is_made_once_and_has_its_messages_id() {
    let stage = Stage::set().await;
    let (channel, message) = stage.port.send(stage.place(), &prompt(1), Some("n1")).await.unwrap();
    for _ in 0..2 {
        let thread = stage.port.open_thread(channel, message, "Uge 48 · Hvad lykkedes?").await.unwrap();
        assert_eq!(thread, ChannelId(message.0));
    }
    let info = stage.port.channel(ChannelId(message.0)).await.unwrap();
    assert_eq!((info.kind, info.parent, info.guild), (ChannelKind::Thread, Some(channel), stage.guild));
    assert_eq!(stage.port.missing_permissions(stage.guild, ChannelId(message.0)).await.unwrap(), []);
    stage.strike_down().await;
}

#[tokio::test]
async fn a_letter_with_its_picture_is_posted_edited_and_deleted() {
    let stage = Stage::set().await;
    let picture =
        Picture { name: "maaned.png".into(), shows: month([1, 0, 2, 0], &[]), alt: "Måneden".into() };
    let letter = Post { picture: Some(picture), ..prompt(1) };
    let (channel, message) = stage.port.send(stage.place(), &letter, Some("n1")).await.unwrap();
    let shown = |stage: &Stage| {
        let world = stage.sandbox.world().state();
        let shown = world.message(channel.0, message.0).unwrap();
        shown.embeds.first().is_some_and(|card| card["image"]["url"].is_string())
    };
    assert!(shown(&stage));
    stage.port.edit(channel, message, &letter).await.unwrap();
    stage
        .port
        .edit(channel, message, &Post { text: "uden billede".into(), ..Post::default() })
        .await
        .unwrap();
    let seen = stage.port.message(channel, message).await.unwrap();
    assert_eq!((seen.text.as_str(), seen.attachments, seen.human), ("uden billede", 0, false));
    stage.port.delete(channel, message).await.unwrap();
    stage.port.delete(channel, message).await.unwrap();
    assert!(matches!(stage.port.message(channel, message).await, Err(PlatformError::MessageGone)));
    assert!(matches!(stage.port.edit(channel, message, &letter).await, Err(PlatformError::MessageGone)));
    stage.strike_down().await;
}

#[tokio::test]
async fn exactly_the_missing_permissions_are_named() {
    let stage = Stage::set().await;
    assert_eq!(stage.port.missing_permissions(stage.guild, stage.channel).await.unwrap(), []);
    stage
        .sandbox
        .world()
        .deny_bot(stage.channel.0, EMBED_LINKS | SEND_MESSAGES_IN_THREADS | READ_MESSAGE_HISTORY);
    assert_eq!(
        stage.port.missing_permissions(stage.guild, stage.channel).await.unwrap(),
        [Permission::SendMessagesInThreads, Permission::EmbedLinks, Permission::ReadMessageHistory]
    );
    stage.sandbox.world().relieve_bot(stage.channel.0);
    stage.sandbox.world().kick_bot(stage.guild.0);
    let gone = stage.port.missing_permissions(stage.guild, stage.channel).await;
    assert!(matches!(gone, Err(PlatformError::Forbidden(_) | PlatformError::Gone(_))), "{gone:?}");
    stage.strike_down().await;
}

#[tokio::test]
async fn a_full_history_is_read_page_by_page_to_its_end() {
    let stage = Stage::set().await;
    let mut last = MessageId(0);
    for n in 0..3 {
        last = stage.port.send(stage.place(), &prompt(n), None).await.unwrap().1;
    }
    let page = stage.port.history(stage.channel, MessageId(0)).await.unwrap();
    assert_eq!(page.len(), 3);
    assert!(page.is_sorted_by_key(|message| message.id));
    assert_eq!(page[2].id, last);
    assert_eq!(stage.port.history(stage.channel, last).await.unwrap(), []);
    stage.strike_down().await;
}

/// A framework that does nothing.
struct Nothing;

#[poise::serenity_prelude::async_trait]
impl poise::serenity_prelude::Framework for Nothing {
    async fn dispatch(&self, _: poise::serenity_prelude::Context, _: poise::serenity_prelude::FullEvent) {}
}

/// The next thing that is not merely a guild coming into view.
async fn next(heard: &mut Heard) -> Incoming {
    loop {
        let next = tokio::time::timeout(Duration::from_secs(20), heard.next()).await;
        match next.unwrap_or_else(|_| panic!("nothing was heard in 20 s")).unwrap() {
            Incoming::GuildSeen { .. } => {}
            incoming => return incoming,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_people_do_in_a_watched_channel_is_heard_across_a_dropped_connection() {
    let stage = Stage::set().await;
    let world = stage.sandbox.world();
    let executor = Executor::new(&stage.sandbox.base_url(), &SecretString::from("a.token")).unwrap();
    let who = check_token(&executor).await.unwrap();
    assert_eq!(who.me, UserId(world.bot()));
    let (teller, mut heard) = queue(100);
    let watched = Watched::new();
    watched.add(stage.channel);
    let (application, hearing, heartbeat) = (who.application, who.hearing, Parts::HEARTBEAT);
    let parts =
        Parts { executor, application, hearing, watched, forums: Forums::default(), teller, heartbeat };
    let gateway = Gateway::start(parts, Nothing).await.unwrap();
    assert_eq!(next(&mut heard).await, Incoming::Connected { resumed: false, guilds: vec![stage.guild] });

    let asta = world.user("Asta");
    let message = asta.say(stage.channel.0, "Vi prøvede noget nyt").unwrap();
    let Incoming::Written(seen, guild) = next(&mut heard).await else { panic!("not a message") };
    assert_eq!((seen.id.0, guild, seen.text.as_str()), (message, stage.guild, "Vi prøvede noget nyt"));
    asta.edit(message, "Vi prøvede noget andet").unwrap();
    let Incoming::Edited { text, edited_at, .. } = next(&mut heard).await else { panic!("not an edit") };
    assert_eq!((text.as_deref(), edited_at.is_some()), (Some("Vi prøvede noget andet"), true));

    world.faults().interrupt(Interruption::Drop);
    let Incoming::Connected { resumed: true, .. } = next(&mut heard).await else { panic!("not resumed") };
    asta.delete(message).unwrap();
    let Incoming::Erased { ids, .. } = next(&mut heard).await else { panic!("not a deletion") };
    assert_eq!(ids, [MessageId(message)]);
    world.kick_bot(stage.guild.0);
    assert_eq!(next(&mut heard).await, Incoming::GuildGone { guild: stage.guild });
    gateway.shutdown().await.unwrap();
    stage.strike_down().await;
}

#[tokio::test]
async fn only_who_is_said_not_to_be_a_member_has_left() {
    let stage = Stage::set().await;
    let asta = UserId(stage.sandbox.world().user("Asta").id);
    assert!(stage.port.member(stage.guild, asta).await.unwrap().is_some());
    assert!(stage.port.member(stage.guild, UserId(4_711)).await.unwrap().is_none());
    let path = "/guilds/{guild}/members/{user}";
    for fault in [Fault::Status(404, 0), Fault::Html(404), Fault::Status(404, 10_004)] {
        stage.sandbox.world().faults().next("GET", path, fault);
        let asked = stage.port.member(stage.guild, asta).await;
        assert!(asked.is_err(), "{asked:?}");
    }
    stage.strike_down().await;
}
