//! Names that people give themselves to have an effect, and text that comes back.

use super::proper::proper;
use super::scene::{Scene, TYPED};
use super::table::Table;
use crate::support::{Town, shown};
use aktor::domain::language::Language::Danish;
use aktor::domain::learning::LONGEST_PART;
use aktor::domain::own::{LONGEST_REASON, LONGEST_TEXT};
use aktor::domain::step::LONGEST_STEP;
use aktor::domain::words::LONGEST_MEANING;
use aktor::text::{answers, errors, nominations};
use serde_json::json;

const HOSTILE: [&str; 9] = [
    "**fed** __streg__ `kode`",
    "@everyone @here",
    "[klik](https://ond.example)",
    "discord.gg/ond https://ond.example",
    "\u{202e}bagvendt\u{202c}",
    "\u{200b}\u{200d}\u{2060}\u{feff}",
    "<@77> <#77> <@&77>",
    "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}\u{30e}\u{30f}\u{310}\u{311}\u{312}\u{313}\u{314}\u{315}\u{316}\u{317}\u{318}\u{319}\u{31a}\u{31b}\u{31c}\u{31d}\u{31e}",
    "# Stor\n> citat ||skjult||",
];

/// What may stand in no message that shows a name.
fn effects(text: &str) -> Vec<&'static str> {
    let signs = [
        "@everyone",
        "@here",
        "](",
        "https://ond",
        "discord.gg",
        "\u{202e}",
        "\u{200b}",
        "\u{2060}",
        "<@77",
        "<#77",
        "<@&",
        "**fed",
        "\n# ",
        "||skjult",
        "\u{300}\u{301}\u{302}\u{303}\u{304}",
    ];
    signs.into_iter().filter(|sign| text.contains(sign)).collect()
}

#[tokio::test]
async fn a_hostile_nickname_has_no_effect_wherever_it_is_shown() {
    let scene = Scene::new().await;
    let town = &scene.town;
    let guild = town.world.guild("Norddjurs").unwrap();
    let mut table = Table::new("hostile-nicknames");
    for (n, nick) in HOSTILE.iter().enumerate() {
        let giver = ["Leif", "Ole", "Jens"][n % 3];
        town.user(giver).nickname(guild, nick);
        town.user("Ida").nickname(guild, nick);
        // The same words again would be the same answer.
        let typed = format!("{n} – {TYPED}");
        town.fill(giver, scene.prompt.id, "Svar", &[("answer", &typed)]).await;
        let told = town.nominate(giver, "Ida", &typed).await;
        table.row("fremhæv", nick.escape_debug().to_string().as_str(), &shown(&told));
        town.click("Ida", town.letter_to("Ida").id, "Ja, gerne").await;
        town.command("Karen", town.channel, "team trio", &[("tr", json!(town.user("Ida").id.to_string()))])
            .await;
        town.pass(chrono::Duration::minutes(2)).await;
        town.user(giver).nickname(guild, giver);
    }
    let bot = town.world.bot();
    let said =
        town.with(|state| state.everything_said().filter(|m| m.author == bot).cloned().collect::<Vec<_>>());
    let mut posts = 0;
    for message in said {
        let text = shown(&message);
        // The heading of a part without one.
        let text = text.replace("\n\u{200b}\n", "\n");
        // A role that was chosen.
        let text = text.replace(&format!("<@&{}>", Scene::administrators(town)), "");
        // A link of ours.
        let text = text.replace("[Se det i kanalen](", "");
        // Small print shows no markup.
        let text: Vec<&str> = text.lines().filter(|line| !line.starts_with("Fortalt af ")).collect();
        let text = text.join("\n");
        assert_eq!(effects(&text), [""; 0], "in {text:?}");
        assert!(message.notified.is_empty(), "{text}");
        assert!(!text.contains("**:**") && !text.contains("Fortalt af\n"), "nobody is named: {text:?}");
        if message.content.ends_with(TYPED) {
            posts += 1;
            table.row("an answer", "hostile nickname", &text);
        }
    }
    assert_eq!(posts, HOSTILE.len(), "every answer is shown");
    scene.town.end().await;
}

#[tokio::test]
async fn every_form_gives_back_what_it_refuses_masked_and_whole() {
    let scene = Scene::new().await;
    let mut table = Table::new("forms");
    let secret = "Hun hjalp 010190-1234, og det betød meget. ";
    for (act, (field, form)) in &scene.forms {
        let who = Scene::user_of(act);
        let most = if act.ends_with("SetSent") || *act == "OrganisationSent" {
            200
        } else if *act == "RefusePromptSent" {
            LONGEST_REASON.into()
        } else if ["EditPromptSent", "RewordSent"].contains(act) {
            LONGEST_TEXT.into()
        } else if *act == "StepSent" {
            LONGEST_STEP.into()
        } else if *act == "OlfaSent" {
            300
        } else if act.starts_with("Learning") {
            LONGEST_PART.into()
        } else if *act == "StepMoved" {
            100
        } else if act.starts_with("Meaning") {
            usize::from(LONGEST_MEANING)
        } else if act.contains("Suggest") || act.contains("Correct") || act.contains("Nominate") {
            1_000
        } else {
            1_800
        };
        let rest = "å".repeat(most - secret.chars().count());
        let text = format!("{secret}{rest}");
        let sent = scene.town.user(who).submit_unchecked(form, &[(*field, text.as_str())]).unwrap();
        let first = sent.message().await.unwrap();
        let said = proper(&scene.town, who, &first, false, act);
        table.row(act, "a personal number in the longest text", &said.replace(&"å".repeat(100), "å…"));
        assert!(said.starts_with(&answers::redacted_cpr(Danish)), "{act}: {said}");
        let mut all = said.clone();
        if said.matches('å').count() < rest.chars().count() {
            let more = sent.followup(0).await.unwrap();
            all += &proper(&scene.town, who, &more, false, act);
        }
        assert!(all.contains("[cpr fjernet]") && !all.contains("010190"), "{act}: {all}");
        let letters = all.replace("på", "").replace("så", "").matches('å').count();
        assert!(
            letters >= rest.chars().count(),
            "{act} gives back {letters} of {} letters",
            rest.chars().count()
        );
    }
    scene.town.end().await;
}

#[tokio::test]
async fn an_empty_text_and_the_sixth_in_a_minute_are_refused_in_every_form() {
    let town = Town::with_prompt().await;
    let (town, prompt, _) = town;
    let mut table = Table::new("empty-and-too-fast");
    let send = async |text: &str| {
        let form = town.user("Asta").click(prompt.id, "Svar").unwrap().modal().await.unwrap();
        let said =
            town.user("Asta").submit_unchecked(&form, &[("answer", text)]).unwrap().message().await.unwrap();
        proper(&town, "Asta", &said, false, "AnswerSent")
    };
    for text in ["", "  ", "\u{a0}\n"] {
        let said = send(text).await;
        table.row("AnswerSent", "empty text", &said);
        assert_eq!(said, answers::answer_empty(Danish));
    }
    send("et").await;
    send("to").await;
    let said = send(TYPED).await;
    table.row("AnswerSent", "the sixth in a minute", &said);
    assert!(said.starts_with(&errors::error_too_fast(Danish)) && said.contains(TYPED), "{said}");
    let options = [
        ("forventning", json!("Bring andre i spil")),
        ("hele-teamet", json!(true)),
        ("eksempel", json!(TYPED)),
    ];
    let said = shown(&town.command("Asta", town.channel, "fremhæv", &options).await);
    table.row("fremhæv", "the sixth in a minute", &said);
    assert!(said.starts_with(&errors::error_too_fast(Danish)) && said.contains(TYPED), "{said}");
    let nobody = town.command("Bo", town.channel, "fremhæv", &options[..1]).await;
    let said = proper(&town, "Bo", &nobody, false, "fremhæv");
    table.row("fremhæv", "nobody is named", &said);
    assert_eq!(said, nominations::nominate_nobody(Danish));
    town.end().await;
}
