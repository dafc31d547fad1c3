//! The few words that stand inside a picture, in both languages.

use crate::domain::expectation::Expectation;
use crate::domain::language::Language::{self, Danish, English};

/// The expectation as a choice.
pub(super) fn expectation(language: Language, expectation: Expectation) -> &'static str {
    match (language, expectation) {
        (Danish, Expectation::Task) => "Tag ansvar for opgaven",
        (Danish, Expectation::Context) => "Påvirk helheden positivt",
        (Danish, Expectation::LeadFollow) => "Led og følg, når opgaven kalder",
        (Danish, Expectation::Others) => "Bring andre i spil",
        (English, Expectation::Task) => "Own the task",
        (English, Expectation::Context) => "Improve the whole",
        (English, Expectation::LeadFollow) => "Lead and follow as the task calls",
        (English, Expectation::Others) => "Bring others into play",
    }
}

/// What stands where an expectation has no example yet.
pub(super) fn invitation(language: Language, expectation: Expectation) -> &'static str {
    match (language, expectation) {
        (Danish, Expectation::Task) => "Hvem blev ved, til det lykkedes?",
        (Danish, Expectation::Context) => "Hvem gjorde helheden lidt bedre?",
        (Danish, Expectation::LeadFollow) => "Hvem gik forrest – eller fulgte godt?",
        (Danish, Expectation::Others) => "Hvem fik en anden i spil?",
        (English, Expectation::Task) => "Who kept at it until it worked?",
        (English, Expectation::Context) => "Who made the whole a little better?",
        (English, Expectation::LeadFollow) => "Who took the lead – or followed well?",
        (English, Expectation::Others) => "Who brought someone else in?",
    }
}

/// How to read the picture.
pub(super) fn leaf(language: Language) -> &'static str {
    match language {
        Danish => "Hvert blad er et godt eksempel, vi har delt.",
        English => "Every leaf is a good example we have shared.",
    }
}

/// A month without examples; never a reproach.
pub(super) fn quiet(language: Language) -> &'static str {
    match language {
        Danish => "Der blev ikke delt så meget. Der blev helt sikkert gjort en del.",
        English => "Not much was shared. A good deal was surely done.",
    }
}

/// Over the themes.
pub(super) fn talked_about(language: Language) -> &'static str {
    match language {
        Danish => "Det talte vi om",
        English => "What we talked about",
    }
}

/// In place of the themes.
pub(super) fn nothing_said(language: Language) -> &'static str {
    match language {
        Danish => "Hvad fylder hos jer? Én linje er nok, når det næste spørgsmål kommer.",
        English => "What is on your minds? One line is enough when the next question comes.",
    }
}

/// After the last theme that has room.
pub(super) fn more(language: Language) -> &'static str {
    match language {
        Danish => "… og mere",
        English => "… and more",
    }
}

/// For a team whose name cannot be drawn.
pub(super) fn our_team(language: Language) -> &'static str {
    match language {
        Danish => "Vores team",
        English => "Our team",
    }
}

/// `1 spørgsmål`
pub(super) fn questions(language: Language, count: u32) -> String {
    match (language, count) {
        (Danish, _) => format!("{count} spørgsmål"),
        (English, 1) => "1 question".to_owned(),
        (English, _) => format!("{count} questions"),
    }
}

/// `12 svar`
pub(super) fn answers(language: Language, count: u32) -> String {
    match (language, count) {
        (Danish, _) => format!("{count} svar"),
        (English, 1) => "1 answer".to_owned(),
        (English, _) => format!("{count} answers"),
    }
}

/// `2 gode eksempler`
pub(super) fn examples(language: Language, count: u32) -> String {
    match (language, count) {
        (Danish, 1) => "1 godt eksempel".to_owned(),
        (Danish, _) => format!("{count} gode eksempler"),
        (English, 1) => "1 good example".to_owned(),
        (English, _) => format!("{count} good examples"),
    }
}

/// The first sentence of the picture in words.
pub(super) fn alt_heading(language: Language, team: &str, month: &str) -> String {
    match language {
        Danish => format!(
            "Billede af {month} hos {team}: fire planter i samme bed, et blad for hvert godt eksempel."
        ),
        English => {
            format!("A picture of {month} in {team}: four plants in one bed, a leaf for every good example.")
        }
    }
}
