//! P6: what is kept about a person is theirs to see, to take along and to have erased.

mod erased;
mod left;
mod operator;
mod year;

use crate::answers::{expect_texts, files_with};
use crate::support::{Town, buttons, on_both_engines, shown};
use serde_json::{Value, json};

on_both_engines!(
    everything_kept_about_a_person_is_counted_and_comes_as_a_file,
    who_has_nothing_kept_is_told_so,
);

/// A word that nobody else writes.
const CANARY: &str = "KANARI";

/// Asta has written and told and is told of, wherever somebody can; Bo and Mette have, too.
async fn busy() -> (Town, i64) {
    let (town, prompt, thread) = Town::with_prompt().await;
    let asta = town.user("Asta");
    asta.say(thread, &format!("Jeg spurgte først {CANARY}")).unwrap();
    town.user("Bo").say(thread, "Vi delte vagten").unwrap();
    let words = format!("Vi byttede dage {CANARY}");
    town.fill("Asta", prompt.id, "Svar", &[("answer", &words)]).await;
    expect_texts(&town, &[&format!("Jeg spurgte først {CANARY}"), "Vi delte vagten", &words]).await;
    // Told of Bo, who says yes, and of Mette, who has not answered; told by Bo and Jens of her.
    town.nominate("Asta", "Bo", "Bo blev, til borgeren sov.").await;
    town.click("Bo", town.letter_to("Bo").id, "Ja, gerne").await;
    town.nominate("Asta", "Mette", &format!("Mette ringede hjem {CANARY}")).await;
    town.nominate("Jens", "Asta", "Asta fandt nøglen.").await;
    town.click("Asta", town.letter_to("Asta").id, "Ja, gerne").await;
    let step = [("hvad", json!(format!("Vi ringer først {CANARY}"))), ("hvornår", json!("20/11"))];
    town.command("Asta", town.channel, "næste-skridt aftal", &step).await;
    share_learning(&town, CANARY).await;
    // Five forms a minute are enough for anybody.
    town.pass(chrono::Duration::minutes(2)).await;
    share_idea(&town, &format!("En nøgletavle {CANARY}")).await;
    town.settled().await;
    (town, thread)
}

/// Asta writes down what was tried and shares it, with her name.
async fn share_learning(town: &Town, tried: &str) {
    let asta = town.user("Asta");
    let form = asta.command(town.channel, "læring", &[]).unwrap().modal().await.unwrap();
    let fields = [("tried", tried), ("happened", "Ingen kom"), ("learned", "Vi spørger"), ("next", "")];
    let own = asta.submit(&form, &fields).unwrap().message().await.unwrap();
    town.click("Asta", own.id, "Del med mit navn").await;
}

/// Asta looks at an idea from its four corners, starts on it and shares it.
async fn share_idea(town: &Town, idea: &str) {
    let asta = town.user("Asta");
    let form = asta.command(town.channel, "olfa", &[("idé", json!(idea))]).unwrap().modal().await.unwrap();
    let corners = ["organisation", "leadership", "community", "employee"].map(|corner| (corner, "Ja da"));
    let card = asta.submit(&form, &corners).unwrap().message().await.unwrap();
    town.click("Asta", card.id, "Jeg går i gang").await;
    town.click("Asta", card.id, "Del med teamet").await;
}

async fn everything_kept_about_a_person_is_counted_and_comes_as_a_file() {
    let (town, _) = busy().await;
    // In any channel of the server: it is theirs wherever they are.
    let road = town.world.channel("vej-og-park").unwrap();
    let told = town.command("Asta", road, "mine-data vis", &[]).await;
    let text = shown(&told);
    for line in [
        "Dine svar: 2",
        "Gode eksempler, du har fortalt: 2",
        "Gode eksempler om dig: 1",
        "Næste skridt, du har skrevet ned: 1",
        "Læringer, du har skrevet: 1",
        "Idéer, du har vejet med OLFA: 1",
        "Svar uden navn er ikke talt med",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let fetched = town.command("Asta", road, "mine-data hent", &[]).await;
    assert_eq!(fetched.only_for, Some(town.user("Asta").id), "for her alone");
    let [file] = fetched.attachments.as_slice() else { panic!("{fetched:?}") };
    assert_eq!(file.filename, "mine-data.json");
    let all: Value = serde_json::from_slice(&file.bytes).unwrap();
    assert_eq!(all["person"], town.user("Asta").id.to_string());
    let texts = |section: &str, key: &str| -> Vec<String> {
        let rows = all[section].as_array().unwrap_or_else(|| panic!("{section}: {all}"));
        rows.iter().map(|row| row[key].as_str().unwrap_or_default().to_owned()).collect()
    };
    let answers = [format!("Jeg spurgte først {CANARY}"), format!("Vi byttede dage {CANARY}")];
    assert_eq!(texts("answers", "text"), answers);
    assert_eq!(texts("answers", "team"), ["hjemmepleje", "hjemmepleje"]);
    assert_eq!(texts("examples_about_you", "what"), ["Asta fandt nøglen."]);
    assert_eq!(texts("next_steps", "what"), [format!("Vi ringer først {CANARY}")]);
    assert_eq!(texts("learnings", "tried"), [CANARY]);
    assert_eq!(texts("olfa_cards", "idea"), [format!("En nøgletavle {CANARY}")]);
    let whole = String::from_utf8(file.bytes.to_vec()).unwrap();
    let others =
        [town.user("Bo").id.to_string(), town.user("Mette").id.to_string(), "Vi delte vagten".into()];
    for other in others {
        assert!(!whole.contains(&other), "of others nothing: {other} in {whole}");
    }
    town.end().await;
}

async fn who_has_nothing_kept_is_told_so() {
    let town = Town::with_team().await;
    let told = shown(&town.command("Solvej", town.channel, "mine-data vis", &[]).await);
    assert!(told.contains("Jeg har ikke gemt noget om dig"), "{told}");
    let english = town.command("Emily", town.channel, "mine-data hent", &[]).await;
    assert_eq!(english.attachments[0].filename, "my-data.json");
    let asked = town.command("Solvej", town.channel, "mine-data slet", &[]).await;
    assert_eq!(buttons(&asked), ["Ja, slet alt om mig", "Fortryd"]);
    let done = shown(&town.click("Solvej", asked.id, "Ja, slet alt om mig").await);
    assert!(done.starts_with("Så er alt om dig slettet"), "{done}");
    town.end().await;
}

/// Waits until the words stand in none of the database's own files.
async fn leave_no_byte(town: &Town, words: &[&str]) {
    let own = |word: &str| -> Vec<std::path::PathBuf> {
        let mut files = files_with(town, word);
        files.retain(|file| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            name.starts_with("aktor.db") && !name.contains(".before-")
        });
        files
    };
    let looking = async {
        while words.iter().any(|word| !own(word).is_empty()) {
            town.settled().await;
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    if tokio::time::timeout(crate::support::PATIENCE, looking).await.is_err() {
        for word in words {
            println!("{word}: {:?}", own(word));
        }
        panic!("something of who was erased is left");
    }
}

/// What the bot has posted for a team to see, in one text.
fn all_posts(town: &Town) -> String {
    let bot = town.world.bot();
    town.with(|state| {
        let here = |channel: i64| state.channel(channel).is_some_and(|channel| channel.guild.is_some());
        let posts = state.everything_said().filter(|m| m.author == bot && m.only_for.is_none());
        posts.filter(|m| here(m.channel)).map(shown).collect::<Vec<_>>().join("\n---\n")
    })
}
