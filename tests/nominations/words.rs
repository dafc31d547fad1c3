//! Other words: a named colleague suggests them, the giver decides, everybody named is asked again.

use super::{
    NAMELESS, NO, OTHER, WORDS, YES, answer, asker, at, end, example, examples, files_hold, files_hold_now,
    kept, nominate, told, two_weeks,
};
use crate::support::{Town, buttons, on_both_engines, shown};
use aktor::domain::language::Language::Danish;
use aktor::domain::nomination::NominationState;

on_both_engines!(
    an_answer_to_words_that_have_changed_does_nothing,
    a_named_colleagues_correction_is_the_givers_to_decide
);

const FIELD: &str = "Sådan vil jeg hellere sige det";

async fn suggest(town: &Town, who: &str, words: &str) -> String {
    let said = town.fill(who, super::question_to(town, who).id, OTHER, &[(FIELD, words)]).await;
    town.settled().await;
    shown(&said)
}

/// Somebody's use of *Ret teksten*, as the letter's form will send it.
async fn correct(town: &Town, who: &str, words: &str) -> Result<String, String> {
    let done = town.core().correct_example(&asker(town, who), kept(town).await.id, words).await;
    town.settled().await;
    done.map(|post| post.text).map_err(|failure| failure.say(Danish))
}

#[tokio::test]
async fn the_giver_takes_the_words_and_everybody_named_is_asked_again() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette", "Bo"], WORDS).await;
    answer(&town, "Bo", YES).await;
    let said = suggest(&town, "Mette", "Mette og Bo blev der.").await;
    assert!(said.contains("Intet deles imens"), "{said}");
    let asked = town.letter_to("Asta");
    let text = shown(&asked);
    assert!(
        text.contains("Mette vil gerne fortælle det med andre ord") && text.contains("Mettes ro"),
        "{text}"
    );
    assert!(text.contains("Mette og Bo blev der."), "{text}");
    assert_eq!(buttons(&asked), ["Brug dem", "Behold mine"]);
    let said = answer(&town, "Asta", "Brug dem").await;
    assert!(said.contains("Jeg spørger de nævnte igen"), "{said}");
    assert_eq!(examples(&town).len(), 0, "nobody has said yes to the new words");
    for who in ["Mette", "Bo"] {
        let question = shown(&town.letter_to(who));
        assert!(
            question.contains("Ordene er ændret") && question.contains("Mette og Bo blev der."),
            "{question}"
        );
    }
    answer(&town, "Bo", YES).await;
    assert_eq!(examples(&town).len(), 0, "who suggests words has not said yes by that");
    answer(&town, "Mette", NAMELESS).await;
    let shown = example(&town);
    assert!(shown.contains("En kollega og Bo blev der."), "{shown}");
    assert!(!files_hold(&town, "Zyxwelop").await, "the old words are gone");
    end(town).await;
}

#[tokio::test]
async fn the_giver_keeps_the_words_and_the_colleague_chooses_again() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    suggest(&town, "Mette", "Qwertuiop var det ikke.").await;
    let said = answer(&town, "Asta", "Behold mine").await;
    assert!(said.contains("Jeg lader Mette vælge igen"), "{said}");
    assert!(!files_hold(&town, "Qwertuiop").await, "the suggestion is not kept");
    let question = shown(&town.letter_to("Mette"));
    assert!(question.contains("Ordene blev ikke ændret") && question.contains("Mettes ro"), "{question}");
    answer(&town, "Mette", YES).await;
    assert!(example(&town).contains("Mettes ro"));
    end(town).await;
}

#[tokio::test]
async fn a_suggestion_that_nobody_answers_is_silence() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    suggest(&town, "Mette", "Qwertuiop.").await;
    two_weeks(&town).await;
    assert_eq!(examples(&town).len(), 0);
    assert!(!files_hold(&town, "Qwertuiop").await && !files_hold(&town, "Zyxwelop").await);
    assert_eq!(told(&town, "Asta").last().unwrap(), super::NOT_SHARED);
    end(town).await;
}

#[tokio::test]
async fn a_no_takes_the_persons_own_suggestion_and_their_name_in_others_suggestions() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette", "Bo"], WORDS).await;
    suggest(&town, "Mette", "Qwertuiop.").await;
    suggest(&town, "Bo", "Mette asdfghjkl.").await;
    answer(&town, "Mette", NO).await;
    assert!(!files_hold(&town, "Qwertuiop").await);
    assert!(!files_hold(&town, "Mette asdfghjkl").await);
    assert!(files_hold_now(&town, "asdfghjkl"), "the rest of Bo's words waits for the giver");
    end(town).await;
}

async fn an_answer_to_words_that_have_changed_does_nothing() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette", "Bo"], WORDS).await;
    let old = town.letter_to("Mette");
    suggest(&town, "Bo", "Andre ord.").await;
    answer(&town, "Asta", "Brug dem").await;
    let handle = town.user("Mette").click(old.id, YES).unwrap();
    let said = shown(&handle.followup(0).await.unwrap());
    assert!(said.contains("Ordene er ændret siden"), "{said}");
    assert!(kept(&town).await.nominees.iter().all(|n| n.answer.is_none()));
    end(town).await;
}

#[tokio::test]
async fn the_givers_own_correction_takes_it_down_until_those_named_say_yes_again() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    answer(&town, "Mette", YES).await;
    town.travel(at(10, 10)).await;
    let said = correct(&town, "Asta", "Mette blev en time længere.").await.unwrap();
    assert!(said.contains("Jeg spørger de nævnte igen"), "{said}");
    assert_eq!(examples(&town).len(), 0, "taken down meanwhile");
    assert!(!files_hold(&town, "Zyxwelop").await);
    let question = shown(&town.letter_to("Mette"));
    assert!(
        question.contains("en time længere") && question.contains("tirsdag den 24. november"),
        "{question}"
    );
    town.travel(at(17, 10)).await;
    assert_eq!(told(&town, "Asta"), [""; 0], "there are fourteen days for the new words");
    answer(&town, "Mette", YES).await;
    assert!(example(&town).contains("en time længere"));
    two_weeks(&town).await;
    assert_eq!(examples(&town).len(), 1);
    end(town).await;
}

#[tokio::test]
async fn a_correction_that_nobody_says_yes_to_is_not_shown_again() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    answer(&town, "Mette", YES).await;
    correct(&town, "Asta", "Qwertuiop.").await.unwrap();
    two_weeks(&town).await;
    assert_eq!(examples(&town).len(), 0);
    assert_eq!(told(&town, "Asta"), [super::NOT_SHARED]);
    assert!(!files_hold(&town, "Qwertuiop").await);
    end(town).await;
}

async fn a_named_colleagues_correction_is_the_givers_to_decide() {
    let town = Town::with_team().await;
    nominate(&town, "Asta", &["Mette"], WORDS).await;
    answer(&town, "Mette", YES).await;
    assert_eq!(
        correct(&town, "Jens", "Noget andet.").await.unwrap_err(),
        "Den knap er til en anden, så der er ikke sket noget."
    );
    let said = correct(&town, "Mette", "Mette blev der.").await.unwrap();
    assert!(said.contains("Jeg spørger den, der fortalte det"), "{said}");
    assert!(example(&town).contains("Mettes ro"), "it stands as it was until the giver has decided");
    answer(&town, "Asta", "Brug dem").await;
    let shown = example(&town);
    assert!(shown.contains("Mette blev der.") && !shown.contains("ro"), "{shown}");
    assert_eq!(kept(&town).await.state, NominationState::Shared);
    end(town).await;
}
