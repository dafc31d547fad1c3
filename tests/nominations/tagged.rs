//! `#godteksempel` in a round's thread: offered once, privately, at the writer's next use of the bot.

use super::{asker, end, example, told};
use crate::support::{Town, buttons, shown};
use aktor::domain::ids::ReplyId;
use aktor::sandbox::actor::{InteractionHandle, Opened};
use aktor::sandbox::faults::Fault;
use aktor::sandbox::world::Message;

const HINT: &str = "Der ligger noget til dig";
const TAKE_UP: &str = "Fremhæv";

/// Writes in a thread and waits until it is kept.
async fn write(town: &Town, who: &str, thread: i64, text: &str) -> i64 {
    let message = town.user(who).say(thread, text).unwrap();
    town.wait_kept("the answer", |core| async move { core.store.reply(ReplyId(message)).await.unwrap() })
        .await;
    message
}

/// Waits until an answer is kept with these words.
async fn reads(town: &Town, message: i64, words: &str) {
    town.wait_kept("the change", |core| async move {
        let reply = core.store.reply(ReplyId(message)).await.unwrap()?;
        reply.text.contains(words).then_some(())
    })
    .await;
}

fn mention(town: &Town, who: &str) -> String {
    format!("<@{}>", town.user(who).id)
}

/// A use of the bot.
fn use_bot(town: &Town, who: &str, channel: i64) -> InteractionHandle {
    town.user(who).command(channel, "hjælp", &[]).unwrap()
}

/// The offer made at a use of the bot.
async fn offer(town: &Town, who: &str, channel: i64) -> Message {
    let used = use_bot(town, who, channel);
    used.message().await.unwrap();
    used.followup(0).await.unwrap()
}

/// There is nothing to offer to somebody.
async fn nothing_for(town: &Town, who: &str) {
    let offers = town.core().offers(&asker(town, who)).await.unwrap();
    assert!(offers.is_empty(), "{offers:#?}");
}

async fn form(town: &Town, who: &str, offer: &Message) -> Opened {
    let asked = town.click(who, offer.id, TAKE_UP).await;
    assert_eq!(asked.id, offer.id, "the question takes the offer's place");
    let form = town.user(who).choose(asked.id, "Vælg en forventning", &["Bring andre i spil"]).unwrap();
    form.modal().await.unwrap()
}

fn beginning(form: &Opened) -> &str {
    form.body["components"][0]["components"][0]["value"].as_str().unwrap()
}

#[tokio::test]
async fn it_is_offered_once_with_its_words_and_those_it_mentions_also_across_restarts() {
    let (mut town, _, thread) = Town::with_prompt().await;
    let school = town.world.channel("skolen").unwrap();
    town.set_up(school).await;
    let text =
        format!("#GodtEksempel {} og {} blev længere.", mention(&town, "Mette"), mention(&town, "Ida"));
    let message = write(&town, "Asta", thread, &text).await;
    nothing_for(&town, "Bo").await;
    town.kill().await;
    town.start().await;
    // In another team's channel: it is told where it was written all the same.
    let offered = offer(&town, "Asta", school).await;
    assert_eq!(offered.only_for, Some(town.user("Asta").id));
    assert_eq!(buttons(&offered), [TAKE_UP]);
    let said = shown(&offered);
    assert!(said.contains(HINT) && said.contains("Mette og Ida"), "{said}");
    assert!(said.contains(&format!("/{thread}/{message}")), "{said}");
    town.kill().await;
    town.start().await;
    nothing_for(&town, "Asta").await;
    let form = form(&town, "Asta", &offered).await;
    assert_eq!(beginning(&form), "Mette og Ida blev længere.");
    let sent = town.user("Asta").submit(&form, &[]).unwrap().message().await.unwrap();
    assert!(shown(&sent).contains("Jeg spørger Mette og Ida privat"), "{}", shown(&sent));
    town.settled().await;
    assert!(shown(&town.letter_to("Ida")).contains(&format!("<#{}>", town.channel)));
    for who in ["Mette", "Ida"] {
        super::answer(&town, who, super::YES).await;
    }
    assert!(example(&town).contains("Mette og Ida blev længere."));
    end(town).await;
}

#[tokio::test]
async fn without_the_tag_or_anybody_to_tell_of_there_is_no_offer() {
    let (town, _, thread) = Town::with_prompt().await;
    let mette = mention(&town, "Mette");
    let bot = format!("<@{}>", town.world.bot());
    town.user("Asta").say(town.channel, &format!("#godteksempel {mette} uden for tråden")).unwrap();
    for text in [
        format!("godteksempel {mette}"),
        format!("#godteksempler {mette}"),
        "#godteksempel om os alle".to_owned(),
        format!("#godt-eksempel {} og {bot}", mention(&town, "Asta")),
    ] {
        write(&town, "Asta", thread, &text).await;
    }
    nothing_for(&town, "Asta").await;
    // Beside a colleague, the bot and oneself are left out.
    let text = format!("#godt-eksempel {} {bot} {mette}", mention(&town, "Asta"));
    write(&town, "Asta", thread, &text).await;
    let said = shown(&offer(&town, "Asta", town.channel).await);
    assert!(said.contains("Vil du fremhæve Mette?"), "{said}");
    end(town).await;
}

#[tokio::test]
async fn the_offer_follows_the_message_and_vanishes_with_it() {
    let (town, _, thread) = Town::with_prompt().await;
    let (mette, bo) = (mention(&town, "Mette"), mention(&town, "Bo"));
    let second = |town: &Town| town.clock.advance(chrono::Duration::seconds(1));
    let changed = write(&town, "Asta", thread, "Tak for i dag").await;
    let untagged = write(&town, "Asta", thread, &format!("#godteksempel {mette} ét")).await;
    let deleted = write(&town, "Asta", thread, &format!("#godteksempel {mette} to")).await;
    let taken_out = write(&town, "Asta", thread, &format!("#godteksempel {mette} tre")).await;
    second(&town);
    town.user("Asta").edit(changed, &format!("{bo} blev #godteksempel")).unwrap();
    town.user("Asta").edit(untagged, "alligevel ikke").unwrap();
    town.user("Asta").delete(deleted).unwrap();
    reads(&town, changed, "blev").await;
    reads(&town, untagged, "alligevel").await;
    town.wait_kept("the deletion", |core| async move {
        core.store.reply(ReplyId(deleted)).await.unwrap().is_none().then_some(())
    })
    .await;
    let out = town.user("Asta").message_menu(taken_out, "Tag mit svar ud").unwrap();
    let offered = out.followup(0).await.unwrap();
    assert!(shown(&offered).contains("Vil du fremhæve Bo?"), "{}", shown(&offered));
    nothing_for(&town, "Asta").await;
    // Changed once more after it was offered.
    second(&town);
    town.user("Asta").edit(changed, &format!("{mette} blev #godteksempel")).unwrap();
    reads(&town, changed, &town.user("Mette").id.to_string()).await;
    let form = form(&town, "Asta", &offered).await;
    assert_eq!(beginning(&form), "Mette blev");
    second(&town);
    town.user("Asta").edit(changed, "nej").unwrap();
    reads(&town, changed, "nej").await;
    let asked = town.user("Asta").choose(offered.id, "Vælg en forventning", &["Bring andre i spil"]).unwrap();
    let said = shown(&asked.message().await.unwrap());
    assert!(said.contains("ændret eller slettet"), "{said}");
    end(town).await;
}

#[tokio::test]
async fn an_offer_is_nobody_elses() {
    let (town, _, thread) = Town::with_prompt().await;
    let message = write(&town, "Asta", thread, &format!("#godteksempel {}", mention(&town, "Mette"))).await;
    let offered = offer(&town, "Asta", town.channel).await;
    let id = offered.components[0]["components"][0]["custom_id"].as_str().unwrap().to_owned();
    let pressed = town.user("Bo").press(town.prompts(town.channel)[0].id, &id).unwrap();
    let said = shown(&pressed.message().await.unwrap());
    assert!(said.contains("ændret eller slettet"), "{said}");
    let mut elsewhere = asker(&town, "Asta");
    elsewhere.guild = aktor::domain::ids::GuildId(1);
    assert!(town.core().nominate_tagged(&elsewhere, ReplyId(message)).await.is_err());
    assert!(town.core().offers(&elsewhere).await.unwrap().is_empty());
    assert_eq!(told(&town, "Mette"), [""; 0]);
    end(town).await;
}

#[tokio::test]
async fn two_uses_at_once_make_one_offer_and_one_that_is_lost_is_made_again() {
    let (town, _, thread) = Town::with_prompt().await;
    let mette = mention(&town, "Mette");
    write(&town, "Asta", thread, &format!("#godteksempel {mette} ét")).await;
    let both = [use_bot(&town, "Asta", town.channel), use_bot(&town, "Asta", town.channel)];
    let made = |town: &Town| {
        town.with(|s| both.iter().map(|used| s.interaction(used.id).unwrap().followups.len()).sum::<usize>())
    };
    for used in &both {
        used.message().await.unwrap();
    }
    town.wait("the offer", |town| (made(town) > 0).then_some(())).await;
    nothing_for(&town, "Asta").await;
    assert_eq!(made(&town), 1);
    write(&town, "Asta", thread, &format!("#godteksempel {mette} to")).await;
    town.world.faults().next("POST", "/webhooks/{app}/{token}", Fault::LoseAnswerBefore);
    use_bot(&town, "Asta", town.channel).message().await.unwrap();
    town.wait("the fault", |town| (town.world.faults().waiting() == 0).then_some(())).await;
    let (guild, user) = (asker(&town, "Asta").guild, asker(&town, "Asta").user);
    town.wait_kept("the offer to be due again", |core| async move {
        (!core.store.answers_to_offer(guild, user).await.unwrap().is_empty()).then_some(())
    })
    .await;
    offer(&town, "Asta", town.channel).await;
    end(town).await;
}

#[tokio::test]
async fn a_click_that_only_opens_a_form_is_told_when_the_form_is_sent() {
    let (town, prompt, thread) = Town::with_prompt().await;
    write(&town, "Asta", thread, &format!("#godteksempel {}", mention(&town, "Mette"))).await;
    let opened = town.user("Asta").click(prompt.id, "Svar").unwrap();
    let form = opened.modal().await.unwrap();
    let sent = town.user("Asta").submit(&form, &[("answer", "Mit svar")]).unwrap();
    assert!(shown(&sent.followup(0).await.unwrap()).contains(HINT));
    assert_eq!(town.with(|s| s.interaction(opened.id).unwrap().followups.len()), 0);
    end(town).await;
}

#[tokio::test]
async fn at_most_five_are_named() {
    let (town, _, thread) = Town::with_prompt().await;
    let six = ["Bo", "Mette", "Jens", "Leif", "Ida", "Ole"].map(|name| mention(&town, name)).join(" ");
    write(&town, "Asta", thread, &format!("{six} #godteksempel")).await;
    let said = shown(&offer(&town, "Asta", town.channel).await);
    assert!(said.contains("Bo, Mette, Jens, Leif og Ida?") && !said.contains("Ole"), "{said}");
    end(town).await;
}
