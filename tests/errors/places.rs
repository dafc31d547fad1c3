//! Channels, threads and posts that are closed, gone, or kept from the bot.

use super::proper::proper;
use super::scene::{Scene, TYPED};
use super::table::{OPENS_A_FORM, Table};
use crate::support::{Town, shown};
use aktor::domain::ids::ChannelId;
use aktor::domain::language::Language::Danish;
use aktor::sandbox::world::permission;
use aktor::service::platform::Permission;
use aktor::service::refusal::Refusal;
use aktor::text::{answers, names};
use chrono::Duration;
use serde_json::json;

const SEVEN: [(u64, Permission); 7] = [
    (permission::VIEW_CHANNEL, Permission::ViewChannel),
    (permission::SEND_MESSAGES, Permission::SendMessages),
    (permission::SEND_MESSAGES_IN_THREADS, Permission::SendMessagesInThreads),
    (permission::CREATE_PUBLIC_THREADS, Permission::CreatePublicThreads),
    (permission::EMBED_LINKS, Permission::EmbedLinks),
    (permission::ATTACH_FILES, Permission::AttachFiles),
    (permission::READ_MESSAGE_HISTORY, Permission::ReadMessageHistory),
];

#[tokio::test]
async fn each_missing_permission_is_named_where_something_is_to_be_posted() {
    let town = Town::with_team().await;
    let mut table = Table::new("missing-permissions");
    let channel = ChannelId(town.channel);
    for (bits, permission) in SEVEN {
        town.world.deny_bot(town.channel, bits);
        let why = match permission {
            Permission::ViewChannel => Refusal::CannotSee(channel),
            other => Refusal::MissingPermissions(channel, vec![other]),
        };
        for path in ["opret-team", "team send-nu"] {
            let said = town.command("Karen", town.channel, path, &[]).await;
            let text = proper(&town, "Karen", &said, false, path);
            table.row(path, &format!("without {permission:?}"), &text);
            assert_eq!(text, why.say(Danish), "{path} without {permission:?}");
        }
        let status = town.command("Asta", town.channel, "team status", &[]).await;
        let text = proper(&town, "Asta", &status, false, "team status");
        table.row("team status", &format!("without {permission:?}"), &text);
        let named = aktor::service::refusal::permission_list(Danish, &[permission]);
        assert!(text.contains(&named), "without {permission:?}: {text}");
        // What needs no posting works.
        for path in ["refleksion", "hjælp", "team genoptag"] {
            let said = town.command("Karen", town.channel, path, &[]).await;
            proper(&town, "Karen", &said, false, path);
        }
        town.world.relieve_bot(town.channel);
    }
    town.end().await;
}

#[tokio::test]
async fn an_answer_to_a_locked_or_deleted_thread_comes_back_and_nothing_is_kept() {
    let scene = Scene::new().await;
    let mut table = Table::new("threads");
    let thread = scene.prompt.id;
    let town = &scene.town;
    let owner = town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap();
    let answers_kept = async || {
        let round =
            town.core().open_rounds().await.unwrap().into_iter().find(|r| r.message.0 == thread).unwrap();
        town.core().store.replies_of_round(round.occasion).await.unwrap().len()
    };
    let before = answers_kept().await;
    let send = async |who: &str| {
        let form = town.user(who).click(scene.prompt.id, "Svar").unwrap().modal().await.unwrap();
        let said = town.user(who).submit(&form, &[("answer", TYPED)]).unwrap().message().await.unwrap();
        proper(town, who, &said, false, "AnswerSent")
    };
    owner.set_thread(thread, true, false).unwrap();
    let text = send("Leif").await;
    table.row("AnswerSent", "the thread is archived", &text);
    assert!(text.starts_with(&answers::answer_thanks(Danish)), "{text}");
    town.settled().await;
    assert!(town.posts(thread).iter().any(|post| post.content.contains("Leif")), "it is shown");
    for (archived, fault) in [(false, "the thread is locked"), (true, "the thread is archived and locked")] {
        owner.set_thread(thread, archived, true).unwrap();
        let text = send("Solvej").await;
        table.row("AnswerSent", fault, &text);
        assert!(text.starts_with(&answers::thread_locked(Danish)) && text.contains(TYPED), "{text}");
        owner.set_thread(thread, false, false).unwrap();
    }
    assert_eq!(answers_kept().await, before + 1, "only the one that is shown");
    // What stands in a locked thread can still be erased by its writer.
    owner.set_thread(thread, false, true).unwrap();
    let text = shown(&town.click("Asta", scene.receipt.id, "Slet").await);
    table.row("DeleteReply", "the thread is locked", &text);
    assert!(text.starts_with(&answers::answer_deleted(Danish)), "{text}");
    town.settled().await;
    owner.set_thread(thread, false, false).unwrap();
    owner.delete_channel(thread).unwrap();
    let text = send("Solvej").await;
    table.row("AnswerSent", "the thread is deleted", &text);
    assert!(text.starts_with(&answers::thread_gone(Danish)) && text.contains(TYPED), "{text}");
    for path in ["refleksion", "team status", "hjælp"] {
        let said = town.command("Asta", town.channel, path, &[]).await;
        let text = proper(town, "Asta", &said, false, path);
        table.row(path, "the thread is deleted", &text);
        assert!(path != "refleksion" || text.starts_with("Der er ikke noget åbent spørgsmål"), "{text}");
    }
    owner.delete(scene.prompt.id).unwrap();
    town.pass(Duration::minutes(1)).await;
    for path in ["refleksion", "team status"] {
        let said = town.command("Asta", town.channel, path, &[]).await;
        table.row(path, "the prompt is deleted", &proper(town, "Asta", &said, false, path));
    }
    scene.town.end().await;
}

#[tokio::test]
async fn every_command_in_a_thread_counts_for_the_team_of_its_channel() {
    let scene = Scene::new().await;
    let mut table = Table::new("in-a-thread");
    let thread = scene.prompt.id;
    for path in super::table::commands() {
        if path == "fremhæv" {
            continue;
        }
        let who = Scene::user_of(&path);
        let options = match path.as_str() {
            "spørgsmål foreslå" => vec![("tekst", json!(TYPED)), ("tema", json!("Tillid"))],
            "næste-skridt aftal" => vec![("hvad", json!(TYPED)), ("hvornår", json!("17/12"))],
            "spørgsmål skjul" => vec![("spørgsmål", json!("tillid-01"))],
            _ => Vec::new(),
        };
        if ["læring", "olfa"].contains(&path.as_str()) {
            scene.town.user(who).command(thread, &path, &[]).unwrap().modal().await.unwrap();
            continue;
        }
        let said = if path == OPENS_A_FORM {
            let form = scene.town.user(who).command(thread, &path, &options).unwrap().modal().await.unwrap();
            scene.town.user(who).submit(&form, &[("answer", TYPED)]).unwrap().message().await.unwrap()
        } else {
            scene.town.command(who, thread, &path, &options).await
        };
        let text = proper(&scene.town, who, &said, false, &path);
        table.row(&path, "in a thread", &text);
        match path.as_str() {
            "opret-team" => assert_eq!(text, Refusal::IsThread.say(Danish)),
            _ => assert!(!text.contains("ikke noget team"), "{path}: {text}"),
        }
    }
    scene.town.end().await;
}

#[tokio::test]
async fn with_closed_private_messages_what_was_to_be_said_waits_for_the_next_use() {
    let scene = Scene::new().await;
    let mut table = Table::new("closed-messages");
    scene.town.user("Ole").close_dms();
    let asked = scene.used("team trio").message().await.unwrap();
    table.row("team trio", "closed private messages", &shown(&asked));
    scene.town.settled().await;
    let told = scene.town.nominate("Leif", "Ole", TYPED).await;
    table.row("fremhæv", "closed private messages", &shown(&told));
    let handle = scene.town.user("Ole").command(scene.town.channel, "hjælp", &[]).unwrap();
    let hint = handle.followup(0).await.unwrap();
    let text = proper(&scene.town, "Ole", &hint, false, "the hint");
    table.row("hjælp", "something waits", &text);
    let shown_now = scene.town.user("Ole").click(hint.id, "Vis mig det").unwrap();
    for (n, part) in
        [shown_now.message().await.unwrap(), shown_now.followup(0).await.unwrap()].iter().enumerate()
    {
        table.row(
            "ShowWaiting",
            &format!("what waited, {n}"),
            &proper(&scene.town, "Ole", part, false, "waiting"),
        );
    }
    scene.town.end().await;
}

#[test]
fn the_seven_permissions_have_seven_names() {
    let mut all = vec![
        names::permission_view_channel(Danish),
        names::permission_send_messages(Danish),
        names::permission_send_messages_in_threads(Danish),
        names::permission_create_public_threads(Danish),
        names::permission_embed_links(Danish),
        names::permission_attach_files(Danish),
        names::permission_read_message_history(Danish),
    ];
    all.sort();
    all.dedup();
    assert_eq!(all.len(), SEVEN.len());
}
