//! The pictures in the README: what the bot really posts, drawn as it looks in a chat. They are written to
//! `target/pictures/`; `docs/` holds the copies that the README shows.

use crate::support::{Town, buttons, local};
use aktor::domain::expectation::Expectation;
use aktor::domain::language::Language;
use aktor::picture::chat::{Button, Card, ChatMessage, Look, Thread};
use aktor::picture::{ChatPicture, MonthPicture, chat_picture};
use aktor::sandbox::world::Message;
use serde_json::json;
use std::path::Path;

/// A post as it looks in a chat.
fn looks(message: &Message, time: &str) -> ChatMessage {
    let embed = &message.embeds[0];
    let text = |key: &str| embed[key].as_str().unwrap_or_default().to_owned();
    ChatMessage {
        author: "Aktør".into(),
        badge: Some("APP".into()),
        time: time.into(),
        text: message.content.clone(),
        card: Some(Card {
            colour: u32::try_from(embed["color"].as_u64().unwrap()).unwrap(),
            overline: String::new(),
            title: text("title"),
            text: text("description"),
            footer: embed["footer"]["text"].as_str().unwrap_or_default().to_owned(),
        }),
        month: None,
        buttons: buttons(message)
            .into_iter()
            .enumerate()
            .map(|(n, label)| Button { label, inviting: n == 0 })
            .collect(),
        thread: None,
    }
}

fn keep(name: &str, message: ChatMessage) {
    let picture =
        ChatPicture { look: Look::Light, channel: Some("hjemmepleje".into()), messages: vec![message] };
    let png = chat_picture(&picture).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), png).unwrap();
}

#[tokio::test]
async fn the_readme_shows_what_is_really_posted() {
    let (town, ..) = Town::with_prompt().await;
    town.travel(local(2026, 11, 9, 9, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    let thread = prompt.id;
    let said = [
        ("Asta", "Bilerne. Nogen havde gjort alle seks klar, før vi mødte."),
        ("Jens", "Nøgleskabet fik nye mærker. Jeg har ikke ledt efter en nøgle siden."),
        ("Ida", "Jeg fik lov at prøve selv. Det var gået hurtigere, hvis de bare havde gjort det."),
        ("Leif", "Der blev søgt om en ny loftlift i stedet for endnu en lap på den gamle."),
        ("Ole", "En af os ringede tilbage, selv om det var fredag."),
    ];
    for (who, text) in said {
        town.user(who).say(thread, text).unwrap();
    }
    let name = town.with(|state| state.channel(thread).unwrap().name.clone());
    let answers = said.iter().take(3).map(|(who, text)| ((*who).to_owned(), (*text).to_owned())).collect();
    let mut shown = looks(&prompt, "mandag kl. 09.00");
    shown.thread = Some(Thread { name, count: "5 svar".into(), answers });
    keep("prompt.png", shown);

    town.nominate("Asta", "Mette", "Mette så, at weekendlisten manglede to besøg, og ringede rundt, før nogen opdagede det. Hun spurgte os, hvordan vi ville dele dem.").await;
    town.click("Mette", town.letter_to("Mette").id, "Ja, gerne").await;
    town.settled().await;
    let others = [
        ("forventning", json!("Bring andre i spil")),
        ("kollega", json!(town.user("Bo").id.to_string())),
        (
            "eksempel",
            json!("Bo lod den nye køre ruten og sad selv ved siden af. Han sagde kun noget to gange."),
        ),
    ];
    town.command("Ida", town.channel, "fremhæv", &others).await;
    town.settled().await;
    town.click("Bo", town.letter_to("Bo").id, "Ja, uden mit navn").await;
    town.travel(local(2026, 12, 1, 10, 0)).await;
    let letter = town.posts(town.channel).pop().unwrap();
    let mut shown = looks(&letter, "tirsdag kl. 10.00");
    shown.month = Some(MonthPicture {
        team: "hjemmepleje".into(),
        month: "november 2026".into(),
        language: Language::Danish,
        expectations: [
            (Expectation::Task, 1),
            (Expectation::Context, 0),
            (Expectation::LeadFollow, 0),
            (Expectation::Others, 1),
        ],
        themes: vec![("Ordentlighed".into(), 1)],
        posts: Some(5),
        answers: Some(5),
    });
    keep("letter.png", shown);
    town.end().await;
}
