//! Giving an example: what may be given, what is refused, and that no text is lost.

use super::{CANARY, WORDS, at, command, end, example, examples, files_hold, nominate, told};
use crate::support::{Town, buttons, on_both_engines, shown};
use aktor::sandbox::faults::Interruption;
use serde_json::{Value, json};

on_both_engines!(
    five_colleagues_can_be_named_together_and_each_is_asked,
    the_sixth_in_a_day_is_refused_and_its_text_comes_back,
    an_interaction_that_came_twice_gives_one_example
);

fn expectation() -> (&'static str, Value) {
    ("forventning", json!("Bring andre i spil"))
}

/// Who gives, with what, and what they are told.
type Case<'a> = (&'a str, Vec<(&'a str, Value)>, &'a str);

#[tokio::test]
async fn a_named_colleague_sees_the_exact_text_and_four_buttons() {
    let town = Town::with_team().await;
    let said = nominate(&town, "Asta", &["Mette"], "**Mette** blev <hos> borgeren.").await;
    assert!(said.contains("Jeg spørger Mette privat"), "{said}");
    let question = town.letter_to("Mette");
    assert_eq!(buttons(&question), ["Ja, gerne", "Ja, uden mit navn", "Foreslå andre ord", "Nej tak"]);
    let text = shown(&question);
    for part in [
        "Asta har skrevet om noget, du gjorde.",
        r"\*\*Mette\*\* blev \<hos\> borgeren.",
        "Tag ansvar for opgaven",
        "mandag den 16. november",
        "Et nej får ingen at vide",
        "Fortalt af Asta",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    assert_eq!(examples(&town).len(), 0, "nothing is shown before a yes");
    end(town).await;
}

#[tokio::test]
async fn without_words_a_form_asks_and_works_after_a_restart() {
    let mut town = Town::with_team().await;
    let options = [expectation(), ("kollega", json!(town.user("Mette").id.to_string()))];
    let handle = town.user("Asta").command(town.channel, "fremhæv", &options).unwrap();
    let form = handle.modal().await.unwrap();
    town.kill().await;
    town.start().await;
    let fields = [("Hvad skete der?", "Hun spurgte alle."), ("Hvad betød det?", "Vi turde.")];
    let said = town.user("Asta").submit(&form, &fields).unwrap().message().await.unwrap();
    assert!(shown(&said).contains("Jeg spørger Mette privat"), "{}", shown(&said));
    town.settled().await;
    let question = shown(&town.letter_to("Mette"));
    assert!(question.contains("Hun spurgte alle.") && question.contains("Vi turde."), "{question}");
    end(town).await;
}

#[tokio::test]
async fn the_button_asks_whom_and_what_and_opens_the_form() {
    let (town, prompt, _) = Town::with_prompt().await;
    let whom = town.click("Asta", prompt.id, "Fremhæv kollega").await;
    let id = town.user("Mette").id.to_string();
    let what = town.user("Asta").choose(whom.id, "Vælg kolleger", &[&id]).unwrap().message().await.unwrap();
    assert_eq!(what.id, whom.id, "one private message, not three");
    let form = town.user("Asta").choose(what.id, "Vælg en forventning", &["Påvirk helheden positivt"]);
    let form = form.unwrap().modal().await.unwrap();
    let said = town.user("Asta").submit(&form, &[("Hvad skete der?", "Hun ringede til skolen.")]).unwrap();
    assert!(shown(&said.message().await.unwrap()).contains("Jeg spørger Mette"));
    town.settled().await;
    assert!(shown(&town.letter_to("Mette")).contains("Påvirk helheden positivt"));
    end(town).await;
}

async fn five_colleagues_can_be_named_together_and_each_is_asked() {
    let town = Town::with_team().await;
    let id = |name: &str| town.user(name).id;
    let more = format!("<@{}><@!{}>, <@{}> og <@{}>", id("Bo"), id("Jens"), id("Leif"), id("Ida"));
    let options = [
        expectation(),
        ("kollega", json!(id("Mette").to_string())),
        ("flere", json!(more)),
        ("eksempel", json!("De løste det sammen.")),
    ];
    let said = command(&town, "Asta", &options).await;
    assert!(said.contains("Mette, Bo, Jens, Leif og Ida"), "{said}");
    for name in ["Mette", "Bo", "Jens", "Leif", "Ida"] {
        let question = shown(&town.letter_to(name));
        assert!(question.contains("du og andre gjorde"), "{question}");
        assert!(!question.contains("slettes det."), "others may still say yes: {question}");
    }
    end(town).await;
}

#[tokio::test]
async fn the_whole_team_is_told_at_once_naming_nobody() {
    let (town, _, thread) = Town::with_prompt().await;
    let words = format!("Alle tog en ekstra tørn, også <@{}>.", town.user("Mette").id);
    let options = [expectation(), ("hele-teamet", json!(true)), ("eksempel", json!(words))];
    let said = command(&town, "Asta", &options).await;
    assert!(said.contains("delt med hele teamet"), "{said}");
    let shown = example(&town);
    assert!(shown.contains("Hele teamet") && shown.contains("også en kollega."), "{shown}");
    assert_eq!(examples(&town)[0].channel, thread);
    assert_eq!(told(&town, "Mette"), [""; 0]);
    end(town).await;
}

#[tokio::test]
async fn value_part_and_a_giver_without_a_name_are_shown_as_chosen() {
    let town = Town::with_team().await;
    let options = [
        expectation(),
        ("kollega", json!(town.user("Mette").id.to_string())),
        ("værdi", json!("Tillid")),
        ("rolle", json!("gik forrest")),
        ("uden-mit-navn", json!(true)),
        ("eksempel", json!("Hun begyndte.")),
    ];
    command(&town, "Asta", &options).await;
    let question = shown(&town.letter_to("Mette"));
    assert!(question.contains("En kollega har skrevet"), "{question}");
    assert!(!question.contains("Asta"), "{question}");
    super::answer(&town, "Mette", super::NAMELESS).await;
    let shown = example(&town);
    assert!(shown.contains("Fortalt af en kollega · En kollega gik forrest · Værdi: Tillid"), "{shown}");
    assert!(!shown.contains("Asta") && !shown.contains("Mette"), "{shown}");
    end(town).await;
}

#[tokio::test]
async fn whom_one_cannot_highlight_is_refused_and_the_text_comes_back() {
    let town = Town::with_team().await;
    let id = |name: &str| town.user(name).id.to_string();
    let guild = town.world.guild("Norddjurs").unwrap();
    town.world.part(guild, town.user("Ole").id);
    let six = ["Mette", "Jens", "Leif", "Ida", "Solvej"].map(|name| format!("<@{}>", id(name))).join(" ");
    let cases: [Case<'_>; 6] = [
        ("Asta", vec![("kollega", json!(id("Asta")))], "Du kan ikke fremhæve dig selv"),
        ("Bo", vec![], "Vælg mindst en kollega"),
        ("Mette", vec![("kollega", json!(town.world.bot().to_string()))], "er en bot"),
        ("Jens", vec![("kollega", json!(id("Ole")))], "ikke med på serveren"),
        ("Karen", vec![("kollega", json!(id("Bo"))), ("flere", json!(six))], "højst 5 kolleger"),
        ("Ida", vec![("flere", json!("Mette og Bo"))], "Jeg kender ikke"),
    ];
    for (giver, who, why) in cases {
        let mut options = vec![expectation(), ("eksempel", json!("Den gode tekst."))];
        options.extend(who.clone());
        let said = command(&town, giver, &options).await;
        assert!(said.contains(why), "{said}");
        assert!(said.contains("Den gode tekst."), "the text is lost: {said}");
        if giver != "Jens" {
            // Without words it is said before a form is opened.
            options.remove(1);
            let said = command(&town, giver, &options).await;
            assert!(said.contains(why), "{said}");
        }
    }
    assert!(!files_hold(&town, "Den gode tekst").await);
    end(town).await;
}

#[tokio::test]
async fn a_bot_among_those_chosen_is_refused_before_the_form() {
    let (town, prompt, _) = Town::with_prompt().await;
    let whom = town.click("Asta", prompt.id, "Fremhæv kollega").await;
    let id = town.world.bot().to_string();
    let said = town.user("Asta").choose(whom.id, "Vælg kolleger", &[&id]).unwrap().message().await.unwrap();
    assert!(shown(&said).contains("er en bot"), "{}", shown(&said));
    end(town).await;
}

async fn the_sixth_in_a_day_is_refused_and_its_text_comes_back() {
    let town = Town::with_team().await;
    for name in ["Mette", "Bo", "Jens", "Leif", "Ida"] {
        nominate(&town, "Asta", &[name], "Et eksempel.").await;
    }
    town.pass(chrono::Duration::minutes(2)).await;
    let said = nominate(&town, "Asta", &["Solvej"], "Det sjette.").await;
    assert!(
        said.contains("Du har allerede fremhævet 5 gange i dag") && said.contains("Det sjette."),
        "{said}"
    );
    assert!(nominate(&town, "Bo", &["Solvej"], "Et andet.").await.contains("Jeg spørger Solvej"));
    town.travel(at(3, 8)).await;
    town.pass(chrono::Duration::minutes(2)).await;
    assert!(nominate(&town, "Asta", &["Solvej"], "Dagen efter.").await.contains("Jeg spørger Solvej"));
    end(town).await;
}

#[tokio::test]
async fn personal_data_is_refused_comes_back_masked_and_is_never_kept() {
    let town = Town::with_team().await;
    let said = nominate(&town, "Asta", &["Mette"], "Hun hjalp 010190-1234 hjem.").await;
    assert!(said.contains("CPR") && said.contains("Hun hjalp [cpr fjernet] hjem."), "{said}");
    assert!(!said.contains("010190"), "{said}");
    assert!(!files_hold(&town, "010190").await);
    assert_eq!(told(&town, "Mette"), [""; 0]);
    end(town).await;
}

#[tokio::test]
async fn where_there_is_no_team_it_says_where_and_gives_the_text_back() {
    let town = Town::with_team().await;
    let school = town.world.channel("skolen").unwrap();
    let options =
        [expectation(), ("kollega", json!(town.user("Mette").id.to_string())), ("eksempel", json!(WORDS))];
    let said = shown(&town.command("Asta", school, "fremhæv", &options).await);
    assert!(said.contains(&format!("Prøv i <#{}>", town.channel)) && said.contains(CANARY), "{said}");
    end(town).await;
}

async fn an_interaction_that_came_twice_gives_one_example() {
    let town = Town::with_team().await;
    town.world.faults().interrupt(Interruption::DoubleNext);
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    town.pass(chrono::Duration::minutes(1)).await;
    assert_eq!(told(&town, "Mette").len(), 1);
    super::answer(&town, "Mette", super::YES).await;
    assert_eq!(examples(&town).len(), 1);
    end(town).await;
}

#[tokio::test]
async fn the_same_words_about_the_same_colleague_told_again_are_one_example() {
    let town = Town::with_team().await;
    for _ in 0..2 {
        let said = town.nominate("Asta", "Mette", "Mette blev ved, til det lykkedes.").await;
        assert!(shown(&said).starts_with("Tak."), "{}", shown(&said));
    }
    town.nominate("Asta", "Bo", "Mette blev ved, til det lykkedes.").await;
    town.nominate("Leif", "Mette", "Mette blev ved, til det lykkedes.").await;
    assert_eq!(town.user("Mette").inbox().len(), 2, "Asta's and Leif's");
    assert_eq!(town.user("Bo").inbox().len(), 1);
    town.end().await;
}

#[tokio::test]
async fn colleagues_are_asked_on_weekdays_between_eight_and_three() {
    let town = Town::with_team().await;
    town.travel(at(3, 20)).await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    town.travel(at(4, 7)).await;
    assert_eq!(told(&town, "Mette").len(), 0, "not at night");
    town.travel(at(4, 8)).await;
    assert_eq!(told(&town, "Mette").len(), 1);
    town.travel(at(7, 11)).await;
    nominate(&town, "Bo", &["Jens"], WORDS).await;
    town.travel(at(8, 23)).await;
    assert_eq!(told(&town, "Jens").len(), 0, "not at the weekend");
    town.travel(at(9, 8)).await;
    assert_eq!(told(&town, "Jens").len(), 1);
    end(town).await;
}
