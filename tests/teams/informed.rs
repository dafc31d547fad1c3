//! P8: what is kept is told before the first word is kept; a new text is shown, once, before the next.

use crate::answers::{expect_texts, tick};
use crate::support::{Town, local, on_both_engines, shown};
use aktor::domain::ids::UserId;
use aktor::domain::language::Language::{Danish, English};
use aktor::domain::organisation::Organisation;
use aktor::domain::words::Word;
use aktor::sandbox::faults::Fault;
use aktor::text::info::{INFORMATION_VERSION, information_news_title};
use aktor::text::{errors, info};
use chrono::Duration;
use serde_json::json;

on_both_engines!(
    nothing_is_kept_in_a_team_before_it_was_shown_what_is_kept,
    of_a_new_text_a_team_is_told_once_before_anything_more_is_kept,
);

const POST: &str = "/channels/{}/messages";

/// How many rows hold what somebody has given the bot.
async fn given(town: &Town) -> i64 {
    let tables = ["replies", "nameless", "nominations", "steps", "learnings", "olfa_cards", "own_prompts"];
    let tables = tables.into_iter().chain(["suggested_meanings", "meanings"]);
    let counts: Vec<String> = tables.map(|table| format!("(SELECT COUNT(*) FROM {table})")).collect();
    town.database.numbers(&format!("SELECT CAST({} AS BIGINT)", counts.join(" + "))).await[0]
}

/// Somebody tries to give the bot something by every command that takes it; what each is answered.
pub(super) async fn try_everything(town: &Town) -> Vec<String> {
    let mut said = Vec::new();
    said.push(shown(&town.nominate("Asta", "Mette", "Hun blev, til det lykkedes.").await));
    let step = [("hvad", json!("Vi ringer først")), ("hvornår", json!("20/11"))];
    said.push(shown(&town.command("Asta", town.channel, "næste-skridt aftal", &step).await));
    let prompt = [("tekst", json!("Hvad lo du af i dag?")), ("tema", json!("Værd at fejre"))];
    said.push(shown(&town.command("Bo", town.channel, "spørgsmål foreslå", &prompt).await));
    let bo = town.user("Bo");
    let form = bo.command(town.channel, "læring", &[]).unwrap().modal().await.unwrap();
    let fields =
        [("tried", "Vi prøvede"), ("happened", "Ingen kom"), ("learned", "Vi spørger"), ("next", "")];
    said.push(shown(&bo.submit(&form, &fields).unwrap().message().await.unwrap()));
    let jens = town.user("Jens");
    let form = jens.command(town.channel, "olfa", &[("idé", json!("En nøgletavle"))]);
    let form = form.unwrap().modal().await.unwrap();
    let corners = ["organisation", "leadership", "community", "employee"].map(|corner| (corner, "Ja da"));
    said.push(shown(&jens.submit(&form, &corners).unwrap().message().await.unwrap()));
    let words = town.command("Leif", town.channel, "hos-os", &[("ord", json!("aktørskab"))]).await;
    said.push(shown(&town.fill("Leif", words.id, "Foreslå", &[("meaning", "at vi spørger")]).await));
    let words = town.command("Karen", town.channel, "hos-os", &[("ord", json!("kurs"))]).await;
    said.push(shown(
        &town.fill("Karen", words.id, "Skriv, hvad der skal stå", &[("meaning", "at vi ved hvorhen")]).await,
    ));
    assert_eq!(given(town).await, 0, "{said:#?}");
    said
}

async fn nothing_is_kept_in_a_team_before_it_was_shown_what_is_kept() {
    let town = Town::new().await;
    town.world.faults().times(3, "POST", POST, Fault::Status(500, 0));
    town.command("Karen", town.channel, "opret-team", &[]).await;
    for said in try_everything(&town).await {
        assert!(said.starts_with(&errors::error_not_informed(Danish)), "{said}");
    }
    town.travel(local(2026, 11, 2, 8, 30)).await;
    let posts = town.posts(town.channel);
    assert_eq!(posts.len(), 1);
    // The whole of it, as it stands at /hjælp.
    let kept = shown(&town.click("Asta", posts[0].id, "Hvad gemmes?").await);
    assert!(shown(&posts[0]).ends_with(&kept), "{}", shown(&posts[0]));
    assert!(shown(&town.command("Asta", town.channel, "hjælp", &[]).await).ends_with(&kept));
    town.nominate("Asta", "Mette", "Hun blev, til det lykkedes.").await;
    assert_eq!(given(&town).await, 1);
    town.end().await;
}

async fn of_a_new_text_a_team_is_told_once_before_anything_more_is_kept() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    let school = town.world.channel("skolen").unwrap();
    town.set_up(school).await;
    let asta = town.user("Asta");
    let first = asta.say(thread, "skrevet før").unwrap();
    expect_texts(&town, &["skrevet før"]).await;
    town.stop().await;
    let earlier = INFORMATION_VERSION - 1;
    let earlier = format!("UPDATE teams SET informed = {earlier} WHERE channel_id = {}", town.channel);
    town.database.execute(&earlier).await;
    town.world.faults().times(2, "POST", POST, Fault::Status(500, 0));
    town.start().await;
    town.user("Bo").say(thread, "skrevet imens").unwrap();
    let refused = shown(&town.fill("Mette", prompt.id, "Svar", &[("answer", "Uset")]).await);
    assert!(refused.starts_with(&errors::error_not_informed(Danish)), "{refused}");
    assert!(refused.contains("Uset"), "what was typed comes back: {refused}");
    // What was kept before is still followed.
    tick(&town);
    asta.edit(first, "rettet").unwrap();
    expect_texts(&town, &["rettet"]).await;

    town.pass(Duration::minutes(2)).await;
    let news = |town: &Town, channel: i64| -> Vec<String> {
        let shown = town.posts(channel).iter().map(shown).collect::<Vec<_>>();
        shown.into_iter().filter(|text| text.starts_with(&information_news_title(Danish))).collect()
    };
    let told = news(&town, town.channel);
    assert_eq!(told.len(), 1);
    let kept = shown(&town.click("Asta", prompt.id, "Hvad gemmes?").await);
    assert!(told[0].ends_with(&kept) && kept.contains(&format!("Version {INFORMATION_VERSION}")), "{told:?}");
    // What was written meanwhile is read now.
    expect_texts(&town, &["rettet", "skrevet imens"]).await;
    let thanked = shown(&town.fill("Mette", prompt.id, "Svar", &[("answer", "Set")]).await);
    assert!(thanked.contains("Tak"), "{thanked}");
    town.kill().await;
    town.start().await;
    town.travel(local(2026, 11, 9, 9, 0)).await;
    assert_eq!((news(&town, town.channel).len(), news(&town, school).len()), (1, 0));
    assert_eq!(town.prompts(town.channel).len(), 2);
    town.end().await;
}

#[tokio::test]
async fn every_prompt_leads_to_what_is_kept() {
    let (town, prompt, _) = Town::with_prompt().await;
    let reflection = town.command("Asta", town.channel, "refleksion", &[]).await;
    for message in [prompt.id, reflection.id] {
        let kept = town.click("Asta", message, "Hvad gemmes?").await;
        assert_eq!(kept.only_for, Some(town.user("Asta").id));
        assert!(shown(&kept).starts_with(&info::information_title(Danish)), "{}", shown(&kept));
    }
    town.end().await;
}

/// Whatever else stands beside it, of the information text nothing is cut off.
#[tokio::test]
async fn help_shows_the_whole_information_text_to_whoever_asks() {
    let town = Town::with_team().await;
    let (store, now) = (&town.core().store, town.clock.now());
    let team = store.teams(None).await.unwrap().remove(0);
    let long = Organisation {
        contact: Some("Dorte i stab ".repeat(15).trim().to_owned()),
        controller: Some("Norddjurs Kommune".repeat(11)),
        purpose: Some("At vi taler sammen. ".repeat(30).trim().to_owned()),
        ..Organisation::default()
    };
    let by = UserId(town.user("Karen").id);
    assert!(store.change_organisation(team.guild, (&Organisation::default(), &long), by, now).await.unwrap());
    for word in Word::ALL {
        assert!(store.settle_meaning((team.id, word), None, &"ord ".repeat(70), &[], by, now).await.unwrap());
    }
    for (who, language) in [("Karen", Danish), ("Emily", English)] {
        let help = shown(&town.command(who, town.channel, "hjælp", &[]).await);
        let [controller, contact, purpose] =
            [&long.controller, &long.contact, &long.purpose].map(|line| line.clone().unwrap());
        let whole = info::information_text(language, 90, &controller, &contact);
        let version = info::information_version(language, INFORMATION_VERSION.into());
        assert!(help.contains(&whole) && help.contains(&purpose), "{help}");
        assert!(help.ends_with(&version), "{help}");
    }
    town.end().await;
}

/// What the workplace must tell stands in it, in both languages.
#[test]
fn the_information_text_says_what_it_has_to() {
    let says = |language, wanted: &[&str]| {
        let text = info::information_text(language, 120, "Norddjurs Kommune", "Dorte i stab");
        for part in wanted {
            assert!(text.contains(part), "{part}: {text}");
        }
    };
    says(
        Danish,
        &[
            "Norddjurs Kommune er dataansvarlig",
            "artikel 6, stk. 1, litra e",
            "kun med dit samtykke",
            "Discord er et amerikansk firma",
            "TRIO ser",
            "i højst 120 dage",
            "i 14 dage",
            "i 24 måneder",
            "i to år",
            "I sikkerhedskopier",
            "Aldrig til bedømmelse, løn, advarsler eller afskedigelse.",
            "`/mine-data vis`",
            "`hent`",
            "`slet`",
            "`påmindelser`",
            "Forlader du serveren, sletter jeg det, jeg har gemt om dig, efter 14 dage",
            "mine egne opslag",
            "rettet, få brugen begrænset og gøre indsigelse",
            "Spørg Dorte i stab",
            "Datatilsynet",
        ],
    );
    says(
        English,
        &[
            "Norddjurs Kommune is the controller",
            "article 6(1)(e)",
            "only with your consent",
            "Discord is an American company",
            "The TRIO sees",
            "for 120 days at most",
            "for 14 days",
            "for 24 months",
            "for two years",
            "In backups",
            "Never for appraisal, pay, warnings or dismissal.",
            "`/my-data show`",
            "`download`",
            "`erase`",
            "`reminders`",
            "If you leave the server, I erase what I keep about you after 14 days",
            "my own posts",
            "corrected, have its use restricted, and object",
            "Ask Dorte i stab",
            "Data Protection Agency",
        ],
    );
}
