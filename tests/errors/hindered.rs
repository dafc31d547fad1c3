//! What hinders the bot where the team lives, a channel or a forum: whatever people use is answered, the answer does
//! not say that something is shown which is not, and what was kept is shown once the hindrance is gone.

use super::everywhere::{everything, is_ours};
use super::proper::proper;
use super::scene::{Heard, Scene, TYPED};
use super::table::Table;
use crate::support::{Town, local, shown};
use aktor::domain::ids::{ChannelId, ReplyId};
use aktor::domain::language::Language::Danish;
use aktor::domain::team::Parked;
use aktor::sandbox::world::permission;
use aktor::service::core::Core;
use aktor::service::platform::Permission;
use aktor::service::refusal::{Refusal, permission_list};
use aktor::text::{answers, commands, errors, learnings, names, nominations, olfa, own};
use chrono::Duration;
use serde_json::json;
use sqlx::Connection as _;

/// Answers to private questions: they stand in a conversation with the bot, whatever becomes of the channel.
const PRIVATE: [&str; 6] =
    ["Consent", "Suggest", "SuggestSent", "SuggestionVerdict", "TrioSeat", "LetterVerdict"];

/// Uses whatever can be used; what was typed is taken in, or comes back.
async fn use_everything(scene: &Scene, table: &mut Table, fault: &str) {
    for used in everything() {
        use_one(scene, table, &used, fault).await;
    }
}

async fn use_one(scene: &Scene, table: &mut Table, used: &str, fault: &str) -> Option<String> {
    let handle = match scene.tried(used) {
        Ok(handle) => handle,
        Err(why) => {
            table.row(used, fault, &format!("*(not offered: {})*", why.0.lines().next().unwrap()));
            return None;
        }
    };
    let Heard::Words(message) = scene.heard(used, &handle).await else {
        table.row(used, fault, "*(the form)*");
        return None;
    };
    let text = proper(&scene.town, Scene::user_of(used), &message, false, &format!("{used}, {fault}"));
    table.row(used, fault, &text);
    assert!(!is_ours(Danish, &text), "{used}, {fault}: {text}");
    let refused = scene.forms.contains_key(used) && !is_thanks(&text);
    assert!(!refused || text.contains(Scene::typed(used)), "{used}, {fault}, loses what was typed: {text}");
    Some(text)
}

/// Whether what was typed was taken in.
fn is_thanks(text: &str) -> bool {
    text.starts_with("Tak")
        || text == answers::answer_edited(Danish)
        || text.starts_with(&own::own_approved(Danish))
        || text.starts_with(&own::own_refused(Danish))
        || text.starts_with("Så er det aftalt")
        || text.starts_with(&learnings::learning_preview(Danish))
        || text.starts_with(&olfa::olfa_decide(Danish))
}

/// The bot's posts with these words where the team lives.
fn shown_with(scene: &Scene, words: &str) -> usize {
    let thread = scene.town.posts(scene.prompt.id);
    thread.iter().filter(|post| shown(post).contains(words)).count()
}

#[tokio::test]
async fn without_permissions_everything_is_answered_honestly_and_shown_later() {
    for (place, scene) in Scene::in_channel_and_forum().await {
        let mut table = Table::of("no-permissions", place);
        let town = &scene.town;
        let all = [
            permission::VIEW_CHANNEL,
            permission::SEND_MESSAGES,
            permission::SEND_MESSAGES_IN_THREADS,
            permission::CREATE_PUBLIC_THREADS,
            permission::EMBED_LINKS,
            permission::ATTACH_FILES,
            permission::READ_MESSAGE_HISTORY,
        ];
        town.world.deny_bot(scene.home, permission::SEND_MESSAGES_IN_THREADS);
        let text = use_one(&scene, &mut table, "AnswerSent", "it may not write in threads").await.unwrap();
        let channel = format!("<#{}>", scene.home);
        let lacks = match place {
            "forum" => Permission::SendMessagesInPosts,
            _ => Permission::SendMessagesInThreads,
        };
        let lacks = permission_list(Danish, &[lacks]);
        assert_eq!(text, errors::kept_without_permission(Danish, &channel, &lacks));
        let options = [
            ("forventning", json!("Bring andre i spil")),
            ("hele-teamet", json!(true)),
            ("eksempel", json!("Vi stod sammen.")),
        ];
        let text = shown(&town.command("Jens", town.channel, "fremhæv", &options).await);
        table.row("fremhæv (hele-teamet)", "it may not write in threads", &text);
        assert_eq!(text, errors::kept_without_permission(Danish, &channel, &lacks));
        let text = use_one(&scene, &mut table, "Consent", "it may not write in threads").await.unwrap();
        assert_eq!(text, errors::kept_without_permission(Danish, &channel, &lacks));
        town.settled().await;
        assert_eq!((shown_with(&scene, TYPED), shown_with(&scene, "Vi stod sammen.")), (1, 0), "{place}");
        town.world.deny_bot(scene.home, all.into_iter().fold(0, |all, one| all | one));
        use_everything(&scene, &mut table, "it has no permission").await;
        town.world.relieve_bot(scene.home);
        town.pass(Duration::minutes(11)).await;
        town.wait("what was kept", |_| {
            (shown_with(&scene, &format!("Asta:** {TYPED}")) > 0
                && shown_with(&scene, "Vi stod sammen.") == 1)
                .then_some(())
        })
        .await;
        scene.town.end().await;
    }
}

async fn everything_in_a_thread_that_is(archived: bool, locked: bool, fault: &str) {
    for (place, scene) in Scene::in_channel_and_forum().await {
        let mut table = Table::of("thread", &format!("{}-{place}", fault.replace(' ', "-")));
        scene.owner().set_thread(scene.prompt.id, archived, locked).unwrap();
        use_everything(&scene, &mut table, &format!("the thread is {fault}")).await;
        scene.town.end().await;
    }
}

#[tokio::test]
async fn in_an_archived_thread_everything_is_answered() {
    everything_in_a_thread_that_is(true, false, "archived").await;
}

#[tokio::test]
async fn in_a_locked_thread_everything_is_answered() {
    everything_in_a_thread_that_is(false, true, "locked").await;
}

#[tokio::test]
async fn in_an_archived_and_locked_thread_everything_is_answered() {
    everything_in_a_thread_that_is(true, true, "archived and locked").await;
}

#[tokio::test]
async fn when_the_thread_is_deleted_everything_is_answered_and_no_link_goes_there() {
    for (place, scene) in Scene::in_channel_and_forum().await {
        let mut table = Table::of("thread-deleted", place);
        scene.owner().delete_channel(scene.prompt.id).unwrap();
        let own = ReplyId(scene.own);
        let heard = |core: Core| async move { core.store.reply(own).await.unwrap().is_none().then_some(()) };
        scene.town.wait_kept("the deletion to be heard of", heard).await;
        for used in ["refleksion", "team status", "eksempler"] {
            let text = use_one(&scene, &mut table, used, "the thread is deleted").await.unwrap();
            assert!(!text.contains(&scene.prompt.id.to_string()), "{place}, {used}: {text}");
            assert!(used != "team status" || text.contains("slettet siden"), "{place}: {text}");
        }
        // What stood open in a forum's post is gone with it.
        if place == "channel" {
            use_everything(&scene, &mut table, "the thread is deleted").await;
        }
        scene.town.end().await;
    }
}

#[tokio::test]
async fn where_the_team_lived_is_deleted_private_answers_say_so() {
    for (place, scene) in Scene::in_channel_and_forum().await {
        let mut table = Table::of("channel-deleted", place);
        scene.owner().delete_channel(scene.home).unwrap();
        let text = use_one(&scene, &mut table, "SuggestSent", "the channel is deleted").await.unwrap();
        assert_eq!(text, nominations::suggest_sent(Danish));
        for used in PRIVATE.into_iter().filter(|used| *used != "SuggestSent") {
            let text = use_one(&scene, &mut table, used, "the channel is deleted").await;
            if used == "Consent" {
                assert_eq!(text.unwrap(), errors::kept_without_channel(Danish), "{place}");
            }
        }
        scene.town.end().await;
    }
}

#[tokio::test]
async fn with_closed_private_messages_everything_is_answered_and_nothing_is_lost() {
    let scene = Scene::new().await;
    let mut table = Table::of("closed", "everything");
    for name in ["Karen", "Leif", "Ole", "Mette", "Jens", "Ida", "Bo", "Asta", "Solvej"] {
        scene.town.user(name).close_dms();
    }
    use_everything(&scene, &mut table, "private messages are closed").await;
    scene.town.settled().await;
    // Ole was asked for a seat and about an example; Mette about the same words anew.
    let hint = scene.town.user("Ole").command(scene.town.channel, "hjælp", &[]).unwrap();
    assert!(shown(&hint.followup(0).await.unwrap()).contains("Der ligger noget til dig"));
    scene.town.end().await;
}

#[tokio::test]
async fn months_later_every_old_button_and_form_is_answered() {
    let scene = Scene::new().await;
    let mut table = Table::of("months-later", "everything");
    scene.town.travel(local(2027, 2, 16, 10, 30)).await;
    use_everything(&scene, &mut table, "months later").await;
    scene.town.end().await;
}

#[tokio::test]
async fn a_prompt_that_is_not_in_the_library_any_more_is_linked_to() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let mut table = Table::of("unknown-prompt", "commands");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(town.database.file());
    let mut other = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query("UPDATE rounds SET prompt_id = 'nedlagt'").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    for path in ["refleksion", "team status", "team send-nu"] {
        let said = town.command("Karen", town.channel, path, &[]).await;
        let text = proper(&town, "Karen", &said, false, path);
        table.row(path, "the prompt is unknown", &text);
        match path {
            "refleksion" => assert_eq!(text, answers::reflection_elsewhere(Danish, &format!("<#{thread}>"))),
            "team status" => assert!(text.contains(&commands::status_last_unknown(Danish)), "{text}"),
            _ => assert!(text.starts_with("Spørgsmålet er på vej"), "{text}"),
        }
    }
    let said = town.fill("Asta", prompt.id, "Svar", &[("answer", TYPED)]).await;
    table.row("AnswerSent", "the prompt is unknown", &shown(&said));
    assert!(shown(&said).contains(&answers::answer_thanks(Danish)));
    town.end().await;
}

#[tokio::test]
async fn a_tag_required_where_there_is_none_is_said_to_whoever_posts() {
    let scene = Scene::in_forum().await;
    let town = &scene.town;
    let mut table = Table::of("forum", "tags");
    let no_tag = Refusal::NoTag(ChannelId(scene.home)).say(Danish);
    let tags = |tags: serde_json::Value| json!({"available_tags": tags, "flags": 16});
    scene.owner().change_channel(scene.home, &tags(json!([]))).unwrap();
    for path in ["opret-team", "team send-nu"] {
        let text = shown(&town.command("Karen", town.channel, path, &[]).await);
        table.row(path, "a tag is required and there is none", &text);
        assert_eq!(text, no_tag, "{path}");
    }
    let text = use_one(&scene, &mut table, "team status", "a tag is required and there is none").await;
    assert!(text.unwrap().contains(&names::parked(Danish, Parked::TagMissing)));
    // In a post that is there already no tag is needed.
    let text =
        use_one(&scene, &mut table, "AnswerSent", "a tag is required and there is none").await.unwrap();
    assert!(text.starts_with(&answers::answer_thanks(Danish)), "{text}");
    use_everything(&scene, &mut table, "a tag is required and there is none").await;
    for (fault, tag) in [("a new tag", "Nyt igen"), ("the tag is another", "Et andet")] {
        scene.owner().change_channel(scene.home, &tags(json!([{"name": tag}]))).unwrap();
        let text = shown(&town.command("Karen", town.channel, "team status", &[]).await);
        table.row("team status", fault, &text);
        assert!(!text.contains(&names::parked(Danish, Parked::TagMissing)), "{fault}: {text}");
    }
    scene.town.end().await;
}

#[tokio::test]
async fn whatever_is_used_in_a_forum_works() {
    let scene = Scene::in_forum().await;
    let mut table = Table::of("forum", "everything");
    use_everything(&scene, &mut table, "nothing is wrong").await;
    scene.town.end().await;
}

/// What the bot asks the platform while something is done.
async fn asked(town: &Town, doing: impl Future<Output = ()>) -> Vec<String> {
    let before = town.world.transcript().lines().len();
    doing.await;
    town.settled().await;
    let lines = town.world.transcript().lines().split_off(before);
    let path = |line: &String| line.strip_prefix("REST GET ")?.split(' ').next().map(str::to_owned);
    lines.iter().filter_map(path).collect()
}

#[tokio::test]
async fn where_nothing_is_in_the_way_the_platform_is_not_asked_about_it() {
    for (place, scene) in Scene::in_channel_and_forum().await {
        let (town, thread) = (&scene.town, scene.prompt.id);
        let answers = asked(town, async {
            let said = town.fill("Jens", thread, "Svar", &[("answer", TYPED)]).await;
            assert!(shown(&said).starts_with(&answers::answer_thanks(Danish)), "{place}: {}", shown(&said));
        });
        assert_eq!(answers.await, [format!("/api/v10/channels/{thread}")], "{place}: whether it is open");
        let nominates = asked(town, async {
            let options = [
                ("forventning", json!("Bring andre i spil")),
                ("hele-teamet", json!(true)),
                ("eksempel", json!("Vi stod sammen.")),
            ];
            let said = shown(&town.command("Jens", town.channel, "fremhæv", &options).await);
            assert_eq!(said, nominations::nominate_sent_team(Danish, &format!("<#{thread}>")), "{place}");
        });
        assert_eq!(nominates.await, [""; 0], "{place}");
        scene.town.end().await;
    }
}
