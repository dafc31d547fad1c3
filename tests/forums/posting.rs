//! The weekly prompt as a forum's post, and its tag.

use super::{Forum, PLACE, on};
use crate::support::{buttons, shown};
use aktor::domain::ids::{ChannelId, GuildId};
use aktor::domain::language::Language;
use aktor::domain::prompt::Theme;
use aktor::sandbox::world::{ChannelSpec, permission};
use aktor::text::names;
use serde_json::json;

#[tokio::test]
async fn the_prompt_is_a_post_with_its_title_its_buttons_and_itself_as_thread() {
    let (forum, prompt) = Forum::with_prompt().await;
    assert!(shown(&prompt).contains("Ugens spørgsmål · uge 45"), "{}", shown(&prompt));
    assert_eq!(
        buttons(&prompt),
        ["Svar", "Svar uden navn", "Fremhæv kollega", "Næste skridt", "Hvad gemmes?"]
    );
    let title = forum.title(&prompt);
    assert!(title.starts_with("Uge 45 · "), "{title}");
    assert_eq!(forum.tags(&prompt), Vec::<String>::new());
    let minutes =
        forum.town.with(|state| state.channel(prompt.id).unwrap().thread.as_ref().unwrap().auto_archive);
    assert_eq!(minutes, 10_080, "a week");
    let link = format!("<#{}>", prompt.id);
    assert!(forum.town.status().await.contains(&link));
    let reflection = shown(&forum.town.command("Asta", forum.town.channel, "refleksion", &[]).await);
    assert!(reflection.contains(&link), "{reflection}");
    forum.town.end().await;
}

#[tokio::test]
async fn a_prompt_costs_one_request() {
    let forum = Forum::with_team(ChannelSpec::forum(PLACE).tag("Tillid")).await;
    for nth in 0..2 {
        forum.town.travel(on(nth, 8, 59)).await;
        let before = forum.town.world.transcript().lines().len();
        forum.town.travel(on(nth, 9, 0)).await;
        let lines = forum.town.world.transcript().lines().split_off(before);
        let asked: Vec<&String> = lines.iter().filter(|line| line.starts_with("REST")).collect();
        assert_eq!(asked.len(), 1, "nothing is looked for before the first attempt: {asked:#?}");
    }
    forum.town.end().await;
}

#[tokio::test]
async fn a_tag_that_is_new_or_gone_is_heard_of() {
    let forum = Forum::with_team(ChannelSpec::forum(PLACE)).await;
    let town = &forum.town;
    let owner = town.world.owner(town.world.guild("Biblioteket").unwrap()).unwrap();
    let all: Vec<_> = Theme::ALL.map(|theme| names::theme(Language::Danish, theme)).into_iter().collect();
    for (nth, tags) in (0..).zip([all.get(..20).unwrap(), all.get(10..).unwrap(), &[]]) {
        let tags: Vec<_> = tags.iter().map(|name| json!({"name": name})).collect();
        let none = tags.is_empty();
        owner.change_channel(forum.id, &json!({"available_tags": tags})).unwrap();
        town.travel(on(nth, 9, 10)).await;
        let prompt = forum.prompts().pop().unwrap();
        let known = town.with(|state| state.forum(forum.id).unwrap().tags.clone());
        let theme = shown(&prompt);
        let fits = known.iter().find(|tag| theme.contains(&format!("*{}", tag.name)));
        assert_eq!(forum.tags(&prompt), fits.iter().map(|tag| tag.name.clone()).collect::<Vec<_>>());
        assert!(!none || forum.tags(&prompt).is_empty());
    }
    forum.assert_each_once(3, "whatever the tags");
    forum.town.end().await;
}

#[tokio::test]
async fn the_tag_is_the_theme_in_either_language_where_there_is_one() {
    let mut spec = ChannelSpec::forum(PLACE);
    for (n, theme) in Theme::ALL.into_iter().enumerate() {
        let name = if n % 2 == 0 {
            names::theme(Language::Danish, theme).to_uppercase()
        } else {
            names::theme(Language::English, theme).to_lowercase()
        };
        spec = spec.tag(&name);
    }
    let forum = Forum::with_team(spec).await;
    let core = forum.town.core();
    let guild = GuildId(forum.town.world.guild("Biblioteket").unwrap());
    let team = core.store.team_of_channel(guild, ChannelId(forum.id)).await.unwrap().unwrap();
    for nth in 0..4 {
        forum.town.travel(on(nth, 9, 0)).await;
        let round = core.store.latest_round(team.id).await.unwrap().unwrap();
        let theme = core.library.get(&round.prompt).unwrap().theme;
        let named = Language::ALL.map(|l| names::theme(l, theme).to_lowercase());
        let tags = forum.tags(&forum.prompts().pop().unwrap());
        assert_eq!(tags.len(), 1, "{theme:?}: {tags:?}");
        assert!(named.contains(&tags[0].to_lowercase()), "{theme:?}: {tags:?}");
    }
    forum.town.end().await;
}

#[tokio::test]
async fn where_a_tag_is_required_and_no_theme_fits_the_first_usable_one_is_taken() {
    let spec = ChannelSpec::forum(PLACE).moderated_tag("Fra ledelsen").tag("Ugens spørgsmål").tag("Andet");
    let forum = Forum::new(spec).await;
    let owner = forum.town.world.owner(forum.town.world.guild("Biblioteket").unwrap()).unwrap();
    owner.change_channel(forum.id, &json!({"flags": 16})).unwrap();
    forum.town.set_up(forum.town.channel).await;
    forum.town.travel(on(0, 9, 0)).await;
    assert_eq!(forum.tags(&forum.prompts()[0]), ["Ugens spørgsmål"]);
    // As a moderator the bot may use all of them.
    forum.town.world.allow_bot(forum.id, permission::MANAGE_THREADS);
    forum.town.travel(on(1, 9, 0)).await;
    assert_eq!(forum.tags(&forum.prompts()[1]), ["Fra ledelsen"]);
    forum.town.end().await;
}

#[tokio::test]
async fn the_next_prompt_can_be_asked_for_at_once() {
    let forum = Forum::with_team(ChannelSpec::forum(PLACE)).await;
    forum.town.command("Karen", forum.town.channel, "team send-nu", &[]).await;
    forum.town.settled().await;
    forum.assert_each_once(1, "at once");
    assert!(shown(&forum.prompts()[0]).contains("Et spørgsmål til os"));
    forum.town.travel(on(0, 9, 0)).await;
    forum.assert_each_once(2, "the date stands");
    forum.town.end().await;
}

#[tokio::test]
async fn a_deleted_post_hinders_nothing() {
    let (forum, prompt) = Forum::with_prompt().await;
    let town = &forum.town;
    town.world.owner(town.world.guild("Biblioteket").unwrap()).unwrap().delete_channel(prompt.id).unwrap();
    town.travel(on(1, 9, 0)).await;
    forum.assert_each_once(1, "the next one");
    forum.wake();
    assert!(town.status().await.contains("Intet mangler"));
    forum.town.end().await;
}

#[tokio::test]
async fn a_deleted_forum_is_told_once() {
    let (mut forum, _) = Forum::with_prompt().await;
    let town = &mut forum.town;
    town.world.owner(town.world.guild("Biblioteket").unwrap()).unwrap().delete_channel(forum.id).unwrap();
    town.travel(on(1, 12, 0)).await;
    let inbox = town.user("Karen").inbox();
    assert_eq!(inbox.len(), 1);
    assert!(shown(&inbox[0]).contains("Kanalen findes ikke længere"), "{}", shown(&inbox[0]));
    forum.town.end().await;
}
