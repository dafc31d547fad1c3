//! What a team has learned: written for oneself, published by its author or TRIO, and told in the letter.

use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::domain::language::Language::Danish;
use aktor::sandbox::world::Message;
use aktor::text::errors::error_not_for_you;

on_both_engines!(
    a_learning_is_seen_by_its_author_alone_until_it_is_shared,
    trio_may_share_what_was_left_to_them_and_does_not_hear_whose_it_is,
    a_learning_names_nobody_and_no_word_of_it_is_lost,
    one_learning_of_the_month_is_told_in_the_letter_until_it_is_erased,
    what_is_hard_is_told_only_when_five_write_of_it,
);

const WORDS: [(&str, &str); 4] = [
    ("tried", "Vi prøvede faste pladser"),
    ("happened", "Ingen kunne finde sin kop"),
    ("learned", "Vi spørger først næste gang"),
    ("next", ""),
];

/// `/læring` in the team's channel; what only this person sees.
async fn learn(town: &Town, who: &str, words: &[(&str, &str)]) -> Message {
    let form = town.user(who).command(town.channel, "læring", &[]).unwrap().modal().await.unwrap();
    town.user(who).submit(&form, words).unwrap().message().await.unwrap()
}

/// The bot's public posts with these words.
fn posts(town: &Town, words: &str) -> Vec<Message> {
    let bot = town.world.bot();
    town.with(|state| {
        let all = state.everything_said().filter(|m| m.author == bot && m.only_for.is_none());
        all.filter(|m| shown(m).contains(words)).cloned().collect()
    })
}

async fn a_learning_is_seen_by_its_author_alone_until_it_is_shared() {
    let (town, _, thread) = Town::with_prompt().await;
    let preview = learn(&town, "Asta", &WORDS).await;
    let text = shown(&preview);
    assert!(text.starts_with("Sådan ser den ud. Kun du kan se den."), "{text}");
    assert!(
        text.contains("**Hvad lærte vi?**\nVi spørger først næste gang") && !text.contains("Asta"),
        "{text}"
    );
    assert!(!text.contains("Hvad prøver vi nu?"), "what was left empty is left out: {text}");
    let all = ["Del med teamet", "Del med mit navn", "Lad TRIO dele den", "Ret", "Slet"];
    assert_eq!(buttons(&preview), all);
    town.settled().await;
    assert!(posts(&town, "faste pladser").is_empty());
    // Sent again, it is the same one.
    let again = learn(&town, "Asta", &WORDS).await;
    let told = town.click("Asta", again.id, "Del med teamet").await;
    assert!(
        shown(&told).starts_with("Tak, fordi du delte det.") && shown(&told).contains(&thread.to_string())
    );
    town.settled().await;
    let twice = shown(
        &town
            .user("Asta")
            .press(preview.id, &id_of(&preview, "Del med mit navn"))
            .unwrap()
            .message()
            .await
            .unwrap(),
    );
    assert!(twice.starts_with("Tak, fordi du delte det."), "{twice}");
    town.settled().await;
    let post = posts(&town, "faste pladser").pop().unwrap();
    assert_eq!((post.channel, posts(&town, "faste pladser").len()), (thread, 1));
    assert!(shown(&post).ends_with("Fortalt af en kollega · tak for modet"), "{}", shown(&post));
    assert_eq!(buttons(&post), ["Vi har også lært noget"]);
    // Its author can still correct it, and nobody else can.
    let words = [("learned", "Vi spørger altid først")];
    let edited = town.fill("Asta", told.id, "Ret", &words).await;
    assert!(shown(&edited).starts_with("Så er den rettet."), "{}", shown(&edited));
    town.settled().await;
    assert_eq!(posts(&town, "Vi spørger altid først").len(), 1);
    let other = town.user("Bo").press(post.id, &id_of(&edited, "Slet")).unwrap();
    assert!(shown(&other.message().await.unwrap()) == error_not_for_you(Danish));
    town.click("Asta", edited.id, "Slet").await;
    town.settled().await;
    assert!(posts(&town, "faste pladser").is_empty());
    // One with a name.
    let named = learn(&town, "Bo", &WORDS).await;
    town.click("Bo", named.id, "Del med mit navn").await;
    town.settled().await;
    assert!(shown(&posts(&town, "faste pladser")[0]).ends_with("Fortalt af Bo · tak for modet"));
    town.end().await;
}

/// The id of a button by its label.
fn id_of(message: &Message, label: &str) -> String {
    let rows = message.components.iter().flat_map(|row| row["components"].as_array().into_iter().flatten());
    let found = rows.into_iter().find(|one| one["label"] == label).unwrap();
    found["custom_id"].as_str().unwrap().to_owned()
}

async fn trio_may_share_what_was_left_to_them_and_does_not_hear_whose_it_is() {
    let town = Town::with_team().await;
    let preview = learn(&town, "Asta", &WORDS).await;
    let without = town.click("Asta", preview.id, "Lad TRIO dele den").await;
    assert!(shown(&without).starts_with("Teamet har ingen TRIO endnu."), "{}", shown(&without));
    town.seat(&[("leder", "Ida"), ("amr", "Jens")]).await;
    town.user("Jens").close_dms();
    let offered = town.click("Asta", preview.id, "Lad TRIO dele den").await;
    assert!(shown(&offered).starts_with("Så ligger den hos TRIO."), "{}", shown(&offered));
    town.settled().await;
    let asked = town.letter_to("Ida");
    assert!(shown(&asked).contains("lader jer bestemme") && !shown(&asked).contains("faste pladser"));
    assert!(!shown(&asked).contains("Asta"), "{}", shown(&asked));
    let waits = town.user("Jens").command(town.channel, "hjælp", &[]).unwrap();
    let hint = waits.followup(0).await.unwrap();
    let waiting = town.user("Jens").click(hint.id, "Vis mig det").unwrap().message().await.unwrap();
    assert!(shown(&waiting).contains("lader jer bestemme"), "{}", shown(&waiting));
    let read = town.click("Ida", asked.id, "Læs den").await;
    assert!(shown(&read).contains("faste pladser") && !shown(&read).contains("Asta"), "{}", shown(&read));
    let bo = town.user("Bo").press(posts(&town, "Aktør")[0].id, &id_of(&asked, "Læs den"));
    if let Ok(bo) = bo {
        assert!(!shown(&bo.message().await.unwrap()).contains("faste pladser"));
    }
    let told = town.click("Ida", read.id, "Del med teamet").await;
    assert_eq!(buttons(&told), [""; 0], "it is Asta's to correct");
    town.settled().await;
    let post = posts(&town, "faste pladser").pop().unwrap();
    assert!(shown(&post).ends_with("Fortalt af en kollega · tak for modet"));
    let late = town.click("Ida", asked.id, "Læs den").await;
    assert!(shown(&late).starts_with("Tak, fordi du delte det."), "{}", shown(&late));
    // Its author takes it back all the same.
    town.click("Asta", offered.id, "Slet").await;
    town.settled().await;
    assert!(posts(&town, "faste pladser").is_empty());
    town.end().await;
}

async fn a_learning_names_nobody_and_no_word_of_it_is_lost() {
    let town = Town::with_team().await;
    for (key, text, why) in [
        ("happened", "@Mette glemte det", "En læring handler om os, ikke om en bestemt."),
        ("learned", "Vi spørger <@77>", "En læring handler om os, ikke om en bestemt."),
        ("tried", "Vi ringede til 010190-1234", "Det ligner et CPR-nummer"),
        ("learned", " \u{a0} ", "De tre første felter skal med"),
    ] {
        let words: Vec<(&str, &str)> =
            WORDS.into_iter().map(|(name, said)| (name, if name == key { text } else { said })).collect();
        let form = town.user("Asta").command(town.channel, "læring", &[]).unwrap().modal().await.unwrap();
        let refused = town.user("Asta").submit_unchecked(&form, &words).unwrap().message().await.unwrap();
        let refused = shown(&refused);
        assert!(refused.starts_with(why), "{refused}");
        for (_, said) in words.into_iter().filter(|(name, _)| *name != key) {
            assert!(refused.contains(said), "{said} is lost: {refused}");
        }
        assert!(!refused.contains("010190"), "{refused}");
    }
    assert_eq!(town.database.numbers("SELECT COUNT(*) FROM learnings").await, [0]);
    town.end().await;
}

/// All that the letter says, in its thread too.
fn letter(town: &Town) -> String {
    let main = town.posts(town.channel).into_iter().rfind(|post| post.attachments.len() == 1).unwrap();
    let rest: Vec<String> = town.posts(main.id).iter().map(shown).collect();
    format!("{}\n{}", shown(&main), rest.join("\n"))
}

async fn one_learning_of_the_month_is_told_in_the_letter_until_it_is_erased() {
    let town = Town::with_team().await;
    let preview = learn(&town, "Asta", &WORDS).await;
    let told = town.click("Asta", preview.id, "Del med mit navn").await;
    town.settled().await;
    town.travel(local(2026, 12, 1, 10, 0)).await;
    let text = letter(&town);
    let section = "**Det lærte vi**\nVi prøvede: Vi prøvede faste pladser\nVi lærte: Vi spørger først næste gang\n*Tak til den, der turde fortælle det.*";
    assert!(text.contains(section) && !text.contains("Asta"), "{text}");
    town.click("Asta", told.id, "Slet").await;
    town.settled().await;
    assert!(!letter(&town).contains("Vi spørger først"), "{}", letter(&town));
    town.end().await;
}

async fn what_is_hard_is_told_only_when_five_write_of_it() {
    for many in [false, true] {
        let (town, prompt, _) = Town::with_prompt().await;
        let who = ["Asta", "Bo", "Mette", "Jens", "Ole"];
        let some = if many { &who[..] } else { &who[..4] };
        for one in some {
            let words = format!("Det er svært at nå det hele, siger {one}");
            town.fill(one, prompt.id, "Svar", &[("answer", &words)]).await;
        }
        // The same person twice is one.
        town.fill("Asta", prompt.id, "Svar", &[("answer", "Jeg er i tvivl om listen")]).await;
        let preview = learn(&town, "Asta", &WORDS).await;
        town.click("Asta", preview.id, "Del med teamet").await;
        town.settled().await;
        town.travel(local(2026, 12, 1, 10, 0)).await;
        assert_eq!(letter(&town).contains("*Det er svært lige nu*: "), many, "{}", letter(&town));
        town.end().await;
    }
}
