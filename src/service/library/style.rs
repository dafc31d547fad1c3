//! What the style guide (`prompts/README.md`) asks of a text and a machine can see.
//!
//! Whether a question is any good it cannot see.

use crate::domain::language::Language;
use crate::domain::prompt::{Form, Wording};
use regex::Regex;
use std::sync::LazyLock;

/// `aa`, `ae` or `oe` where å, æ or ø belongs.
static SPELT_OUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b\p{L}*(?:aa|ae|oe)\p{L}*\b"));

/// Words in which they belong: forms of words in -a and -o (*temaer*, *videoen*, *beboere*, *troede*), the first
/// part of a few compounds, and names of towns.
static RIGHTLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\p{L}{3,}(?:ae|oe)(?:r|rs|rne|rnes|n|ns|t|ts)|(?:data|skema|tema|kamera)e\p{L}+|\p{L}{0,3}(?:bo|tro|gro|ro|sno|glo)e\p{L}*|poe(?:t|si)\p{L}*|aerob\p{L}*|aa(?:rhus|lborg|benraa|rs)\p{L}*)$",
    )
});

/// Short words that look like such a form and are none: *naar*, *foer*.
static SLIPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\p{L}?(?:naar|naer|vaer|laer|saer|foer|goer|hoer|bloed|groen|stoer)\p{L}{0,4}$")
});

/// Words of consultants and forms, by how they begin.
static MEETING_WORDS: [(Language, LazyLock<Regex>); 2] = [
    (
        Language::Danish,
        LazyLock::new(|| {
            pattern(
                r"(?i)\b(?:implementer|faciliter|italesæt|rammesæt|synergi|proaktiv|mindset|best practice|stakeholder|interessent|eksekver|optimer|effektiviser|forandringsparat|kpi|transformation|kompetenceudvikl|indsatsområde|fokusområde|målsætning|værdiskab|forankr)\p{L}*",
            )
        }),
    ),
    (
        Language::English,
        LazyLock::new(|| {
            pattern(
                r"(?i)\b(?:implement|facilitat|leverag|synerg|proactiv|mindset|best practice|stakeholder|empower|optimis|optimiz|deliverable|kpi|transformation|upskill)\p{L}*",
            )
        }),
    ),
];

/// Given names that many people in Denmark have and that are no other word.
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Ahmed|Ali|Anders|Anna|Anne|Annette|Asta|Bente|Birthe|Brian|Camilla|Charlotte|Christian|Clara|Claus|Emil|Emma|Erik|Fatima|Flemming|Frederik|Freja|Gitte|Hanne|Helle|Henrik|Ida|Inge|Jan|Jens|Jesper|Jette|Julie|Jørgen|Karen|Kim|Kirsten|Kurt|Lars|Laura|Lene|Lone|Louise|Lucas|Mads|Magnus|Maria|Marianne|Martin|Mette|Michael|Mikkel|Mohammed|Morten|Niels|Noah|Ole|Oliver|Oscar|Peter|Pia|Rasmus|Sofie|Solvej|Susanne|Svend|Søren|Thomas|Tina|Torben|William)s?\b",
    )
});

#[expect(clippy::unwrap_used, reason = "the patterns are constants, compiled by the tests")]
fn pattern(source: &str) -> Regex {
    Regex::new(source).unwrap()
}

/// What reads badly in a prompt's words: the key (`title`, `text` …) and the reason.
pub(super) fn remarks(form: Form, language: Language, words: &Wording) -> Vec<(&'static str, String)> {
    let mut remarks = Vec::new();
    let follow_up = words.follow_up.as_deref().unwrap_or_default();
    let all = [
        ("title", words.title.as_str()),
        ("text", &words.text),
        ("help", &words.help),
        ("follow_up", follow_up),
    ];
    for (key, text) in all {
        remarks.extend(of_text(language, text).into_iter().map(|reason| (key, reason)));
    }
    let needed = match form {
        Form::Sentence => Some(("…", "a sentence to finish needs an … where the reader goes on")),
        Form::Question | Form::Case | Form::Hunt | Form::Olfa => Some(("?", "needs a question, with its ?")),
        Form::Exercise => None,
    };
    if let Some((mark, reason)) = needed.filter(|(mark, _)| !words.text.contains(mark)) {
        remarks.push(("text", format!("{reason} ({mark} is not in it)")));
    }
    if words.title == words.text {
        remarks.push(("title", "says the same as the text: make the reader curious instead".to_owned()));
    }
    remarks
}

fn of_text(language: Language, text: &str) -> Vec<String> {
    let mut remarks = Vec::new();
    if text.contains('!') {
        remarks.push("has an exclamation mark: say it quietly".to_owned());
    }
    if text.contains("...") {
        remarks.push("has three full stops: write the one sign …".to_owned());
    }
    if text.contains("  ") || [" ,", " .", " ?", " :"].iter().any(|gap| text.contains(gap)) {
        remarks.push("has a space too many".to_owned());
    }
    for name in NAMES.find_iter(text) {
        remarks.push(format!("holds the name {}: nobody is named in a prompt", name.as_str()));
    }
    let meeting_words = MEETING_WORDS.iter().filter(|(of, _)| *of == language);
    for word in meeting_words.flat_map(|(_, words)| words.find_iter(text)) {
        remarks.push(format!("holds \"{}\": say it as you would over coffee", word.as_str()));
    }
    if language == Language::Danish {
        let spelt_out = SPELT_OUT.find_iter(text).map(|word| word.as_str());
        for word in spelt_out.filter(|word| SLIPS.is_match(word) || !RIGHTLY.is_match(word)) {
            remarks.push(format!("holds \"{word}\": write å, æ and ø"));
        }
    }
    remarks
}
