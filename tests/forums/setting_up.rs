//! Which channels can be a team, and what a forum asks for.

use super::{Forum, PLACE, on};
use crate::support::{local, shown};
use aktor::sandbox::world::{ChannelSpec, permission};
use chrono::Duration;
use serde_json::json;

#[tokio::test]
async fn a_forum_becomes_a_team_by_the_command_in_one_of_its_posts() {
    let forum = Forum::new(ChannelSpec::forum(PLACE)).await;
    let answer = shown(&forum.town.set_up(forum.town.channel).await);
    assert!(answer.contains(&format!("klar i <#{}>", forum.id)), "{answer}");
    let posts = forum.posts();
    assert_eq!(posts.len(), 1, "the introduction");
    assert_eq!(forum.title(&posts[0]), "Goddag, jeg hedder Aktør");
    assert!(forum.town.status().await.contains("Intet mangler"));
    let again = shown(&forum.town.set_up(forum.town.channel).await);
    assert!(again.contains("allerede sat op"), "{again}");
    assert_eq!(forum.posts().len(), 1);
    forum.town.end().await;
}

#[tokio::test]
async fn a_forum_becomes_a_team_from_another_channel() {
    let forum = Forum::new(ChannelSpec::forum(PLACE)).await;
    let elsewhere = forum.town.world.channel("kaffestuen").unwrap();
    let options = [("kanal", json!(forum.id.to_string()))];
    let answer = shown(&forum.town.command("Karen", elsewhere, "opret-team", &options).await);
    assert!(answer.contains("klar i"), "{answer}");
    forum.town.travel(on(0, 9, 0)).await;
    forum.assert_each_once(1, "the first Monday");
    forum.town.end().await;
}

#[tokio::test]
async fn other_kinds_of_channels_are_refused_each_with_its_reason_and_what_to_do() {
    let forum = Forum::new(ChannelSpec::forum(PLACE)).await;
    for (name, danish, english) in [
        (
            "nyt-fra-huset",
            "opslagskanal, som andre servere kan følge",
            "announcement channel that other servers",
        ),
        ("billeder", "mediekanal", "media channel"),
        ("snak", "talekanal", "voice channel"),
        ("afdelinger", "kategori", "category"),
    ] {
        let channel = forum.town.world.channel(name).unwrap();
        for (who, reason) in [("Karen", danish), ("Emily", english)] {
            let options = [("kanal", json!(channel.to_string()))];
            let answer = shown(&forum.town.command(who, forum.town.channel, "opret-team", &options).await);
            assert!(answer.contains(reason) && answer.contains(&format!("<#{channel}>")), "{answer}");
            let advice = ["Vælg", "Choose"].iter().any(|word| answer.contains(word));
            assert!(advice, "what to do instead: {answer}");
        }
    }
    // A post in a media channel is no way in either.
    let media = forum.town.world.channel("billeder").unwrap();
    let post = forum.town.user("Karen").open_post(media, "Sommer", "et billede", &[]).unwrap();
    let answer = shown(&forum.town.set_up(post).await);
    assert!(answer.contains("mediekanal"), "{answer}");
    forum.town.end().await;
}

#[tokio::test]
async fn missing_permissions_go_by_the_names_they_have_in_a_forum() {
    let forum = Forum::new(ChannelSpec::forum(PLACE)).await;
    forum.town.world.deny_bot(
        forum.id,
        permission::SEND_MESSAGES | permission::SEND_MESSAGES_IN_THREADS | permission::CREATE_PUBLIC_THREADS,
    );
    let answer = shown(&forum.town.set_up(forum.town.channel).await);
    assert!(answer.contains("Opret opslag og Send beskeder i opslag."), "{answer}");
    forum.town.world.relieve_bot(forum.id);
    // Threads need no permission of their own here.
    forum.town.world.deny_bot(forum.id, permission::CREATE_PUBLIC_THREADS);
    let answer = shown(&forum.town.set_up(forum.town.channel).await);
    assert!(answer.contains("klar i"), "{answer}");
    forum.town.end().await;
}

#[tokio::test]
async fn a_required_tag_that_nobody_but_moderators_may_use_is_told_at_once() {
    let forum = Forum::new(ChannelSpec::forum(PLACE).moderated_tag("Officielt")).await;
    let owner = forum.town.world.owner(forum.town.world.guild("Biblioteket").unwrap()).unwrap();
    owner.change_channel(forum.id, &json!({"flags": 16})).unwrap();
    let answer = shown(&forum.town.set_up(forum.town.channel).await);
    assert!(answer.contains("skal have et tag") && answer.contains("Opret et tag"), "{answer}");
    assert_eq!(forum.posts().len(), 0);
    owner.change_channel(forum.id, &json!({"available_tags": [{"name": "Ugens spørgsmål"}]})).unwrap();
    let answer = shown(&forum.town.set_up(forum.town.channel).await);
    assert!(answer.contains("klar i"), "{answer}");
    assert_eq!(forum.tags(&forum.posts()[0]), ["Ugens spørgsmål"]);
    forum.town.end().await;
}

#[tokio::test]
async fn a_tag_required_later_parks_the_team_and_it_goes_on_by_itself() {
    let forum = Forum::with_team(ChannelSpec::forum(PLACE)).await;
    let town = &forum.town;
    let owner = town.world.owner(town.world.guild("Biblioteket").unwrap()).unwrap();
    owner.change_channel(forum.id, &json!({"flags": 16})).unwrap();
    town.travel(on(0, 12, 0)).await;
    assert_eq!(town.user("Karen").inbox().len(), 1, "told once");
    let told = shown(&town.letter_to("Karen"));
    assert!(told.contains("Hvert opslag i forummet skal have et tag"), "{told}");
    assert!(town.status().await.contains("Hvert opslag i forummet skal have et tag"));
    let now = shown(&town.command("Karen", town.channel, "team send-nu", &[]).await);
    assert!(now.contains("skal have et tag"), "{now}");
    town.travel(local(2026, 11, 3, 12, 0)).await;
    town.wait("the next day's word", |town| (town.user("Karen").inbox().len() == 2).then_some(())).await;
    owner.change_channel(forum.id, &json!({"available_tags": [{"name": "Nyt"}]})).unwrap();
    town.pass(Duration::minutes(11)).await;
    town.wait("the prompt", |_| forum.prompts().pop()).await;
    town.settled().await;
    forum.assert_each_once(1, "a day late, by itself");
    assert!(town.status().await.contains("Intet mangler"));
    forum.town.end().await;
}
