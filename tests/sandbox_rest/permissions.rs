//! Who may do what: roles, overwrites in their order, time-outs, and what the bot is told when it changes.

use super::Stage;
use aktor::sandbox::world::{Target, permission};
use chrono::Duration;
use serde_json::json;

const SEE: u64 = permission::VIEW_CHANNEL;
const SEND: u64 = permission::SEND_MESSAGES;

impl Stage {
    fn may(&self, bits: u64) -> bool {
        self.world.state().permissions(self.asta.id, self.channel) & bits == bits
    }
}

#[tokio::test]
async fn overwrites_count_from_everyone_over_roles_to_the_member() {
    let stage = Stage::set().await;
    let (world, channel, asta) = (&stage.world, stage.channel, stage.asta.id);
    let (one, two) = (world.add_role(stage.guild, "en", 0), world.add_role(stage.guild, "to", 0));
    world.give_role(stage.guild, asta, one, true);
    world.give_role(stage.guild, asta, two, true);
    world.overwrite(channel, Target::Role(stage.guild), 0, SEND);
    assert!(!stage.may(SEND), "everyone may not");
    world.overwrite(channel, Target::Role(one), SEND, 0);
    assert!(stage.may(SEND), "the role may");
    world.overwrite(channel, Target::Role(two), 0, SEND);
    assert!(stage.may(SEND), "among roles, what is allowed wins");
    world.overwrite(channel, Target::Member(asta), 0, SEND);
    assert!(!stage.may(SEND), "the member's own is last");
    world.overwrite(channel, Target::Member(asta), SEND, 0);
    world.overwrite(channel, Target::Role(one), SEE, 0);
    world.overwrite(channel, Target::Role(two), 0, SEE);
    assert!(stage.may(SEE));
    world.give_role(stage.guild, asta, one, false);
    world.overwrite(channel, Target::Role(stage.guild), 0, SEE);
    assert_eq!(world.state().permissions(asta, channel), 0, "who cannot see a channel can do nothing there");
    assert!(world.user("Leif").say(channel, "administratorer kan alt").is_ok());
    stage.end().await;
}

#[tokio::test]
async fn embeds_and_files_have_permissions_of_their_own() {
    let stage = Stage::set().await;
    stage.world.deny_bot(stage.channel, permission::EMBED_LINKS);
    let embed = json!({"embeds": [{"title": "t"}]});
    assert_eq!(stage.post(&stage.messages(), embed).await.1["code"], 50013);
    assert_eq!(stage.post(&stage.messages(), json!({"content": "hej"})).await.0, 200);
    stage.end().await;
}

#[tokio::test]
async fn a_channel_taken_from_the_bot_and_given_back_is_told_with_its_threads() {
    let mut stage = Stage::set().await;
    let thread =
        stage.world.user("Leif").open_thread(stage.asta.say(stage.channel, "emne").unwrap(), "tråd").unwrap();
    stage.heard();
    stage.world.deny_bot(stage.channel, SEE);
    assert_eq!(stage.heard(), vec!["CHANNEL_UPDATE"], "bots hear of channels that they cannot see");
    stage.asta.say(thread, "uset").unwrap();
    assert!(stage.heard().is_empty(), "what happens there, they do not hear");
    stage.world.relieve_bot(stage.channel);
    let events: Vec<_> = std::iter::from_fn(|| stage.events.try_recv().ok()).collect();
    assert_eq!(
        events.iter().map(|event| event.name).collect::<Vec<_>>(),
        ["CHANNEL_UPDATE", "THREAD_LIST_SYNC"]
    );
    let sync = &events[1].payload;
    assert_eq!(sync["channel_ids"], json!([stage.channel.to_string()]));
    assert_eq!(sync["threads"][0]["id"], thread.to_string());
    stage.end().await;
}

#[tokio::test]
async fn roles_come_change_and_go() {
    let mut stage = Stage::set().await;
    let role = stage.world.add_role(stage.guild, "vikar", 0);
    stage.world.set_role(stage.guild, role, permission::MANAGE_MESSAGES);
    let said = stage.world.user("Leif").say(stage.channel, "hej").unwrap();
    assert!(stage.asta.delete(said).is_err());
    stage.world.give_role(stage.guild, stage.asta.id, role, true);
    stage.asta.delete(said).unwrap();
    stage.world.remove_role(stage.guild, role);
    assert!(!stage.may(permission::MANAGE_MESSAGES));
    let told = [
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "MESSAGE_CREATE",
        "GUILD_MEMBER_UPDATE",
        "MESSAGE_DELETE",
        "GUILD_ROLE_DELETE",
    ];
    assert_eq!(stage.heard(), told);
    stage.end().await;
}

#[tokio::test]
async fn whoever_is_timed_out_only_looks_on() {
    let stage = Stage::set().await;
    let until = stage.world.clock.now() + Duration::minutes(10);
    let bot = stage.world.bot();
    stage.world.time_out(stage.guild, stage.asta.id, Some(until));
    stage.world.time_out(stage.guild, bot, Some(until));
    assert!(stage.asta.say(stage.channel, "hej").is_err_and(|why| why.0.contains("50013")));
    assert_eq!(stage.post(&stage.messages(), json!({"content": "hej"})).await.1["code"], 50013);
    assert_eq!(stage.get(&stage.messages()).await.0, 200);
    let member = stage.get(&format!("/guilds/{}/members/{bot}", stage.guild)).await.1;
    assert!(member["communication_disabled_until"].is_string());
    let leif = stage.world.user("Leif");
    stage.world.time_out(stage.guild, leif.id, Some(until));
    leif.say(stage.channel, "administratorer kan alt").unwrap();
    stage.world.clock.advance(Duration::minutes(10));
    stage.asta.say(stage.channel, "hej").unwrap();
    stage.end().await;
}

#[tokio::test]
async fn the_bot_hears_of_its_own_membership_without_the_members_intent() {
    use aktor::sandbox::event::{Audience, intent};
    let mut stage = Stage::set().await;
    let guild = stage.guild;
    stage.world.time_out(guild, stage.world.bot(), None);
    stage.asta.call_oneself(guild, Some("Asta A."));
    let audiences: Vec<_> = std::iter::from_fn(|| stage.events.try_recv().ok()).map(|e| e.audience).collect();
    assert_eq!(
        audiences,
        [Audience::Guild { guild, intent: 0 }, Audience::Guild { guild, intent: intent::GUILD_MEMBERS },]
    );
    stage.asta.leave(guild);
    assert!(stage.asta.say(stage.channel, "farvel").is_err());
    stage.asta.join(guild);
    stage.asta.say(stage.channel, "hej igen").unwrap();
    assert_eq!(stage.heard(), vec!["GUILD_MEMBER_REMOVE", "GUILD_MEMBER_ADD", "MESSAGE_CREATE"]);
    stage.end().await;
}

#[tokio::test]
async fn invited_again_the_bot_has_one_role_of_its_own_and_hears_of_the_guild() {
    let mut stage = Stage::set().await;
    stage.world.kick_bot(stage.guild);
    stage.world.invite_bot(stage.guild);
    let events: Vec<_> = std::iter::from_fn(|| stage.events.try_recv().ok()).collect();
    assert_eq!((events[0].name, events[0].payload.get("unavailable")), ("GUILD_DELETE", None));
    // Silence tells clients that it is a guild just joined, not one back after an outage.
    assert_eq!((events[1].name, events[1].payload.get("unavailable")), ("GUILD_CREATE", None));
    let roles = stage.get(&format!("/guilds/{}/roles", stage.guild)).await.1;
    assert_eq!(roles.as_array().unwrap().iter().filter(|role| role["managed"] == json!(true)).count(), 1);
    stage.world.outage(stage.guild, true);
    stage.world.outage(stage.guild, false);
    let events: Vec<_> = std::iter::from_fn(|| stage.events.try_recv().ok()).collect();
    assert_eq!((events[0].name, &events[0].payload["unavailable"]), ("GUILD_DELETE", &json!(true)));
    assert_eq!(events[1].name, "GUILD_CREATE");
    stage.end().await;
}
