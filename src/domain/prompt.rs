//! A prompt: what a team is asked. Written in `prompts/*.toml`, one file per theme.

use crate::domain::expectation::Expectation;
use crate::domain::language::Language;
use serde::{Deserialize, Serialize};

/// What a prompt is about; one file of the library each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the Danish names in `text` say what each is")]
pub enum Theme {
    Task,
    Context,
    LeadFollow,
    Others,
    Olfa,
    Direction,
    Coordination,
    Commitment,
    Trust,
    Decency,
    Growth,
    Community,
    Citizen,
    Digital,
    Workplace,
    Story,
    Safety,
    Learning,
    Celebration,
    Freedom,
    Across,
    OurWords,
}

/// The form of dialogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// *Færdiggør sætningen*.
    Sentence,
    /// A question to reflect on.
    Question,
    /// An everyday situation to talk through.
    Case,
    /// A hunt for a good example.
    Hunt,
    /// Something small to try.
    Exercise,
    /// The four OLFA questions on an idea.
    Olfa,
}

/// How much courage an answer takes. Never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Courage {
    /// *Let*.
    Light,
    /// *Mellem*.
    Medium,
    /// *Modig*.
    Bold,
}

/// Who is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// A team, in its channel.
    #[default]
    Team,
    /// The TRIO among themselves.
    Trio,
    /// A MED committee.
    Med,
    /// The main committee.
    Hu,
}

/// The leadership lens a prompt looks through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lens {
    /// *Kurs*.
    Direction,
    /// *Koordinering*.
    Coordination,
    /// *Commitment*.
    Commitment,
}

/// The words of a prompt in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The thread's title, at most 60 characters.
    pub title: String,
    /// What is asked, at most 600 characters.
    pub text: String,
    /// One line of help or an opening example, at most 200 characters.
    pub help: String,
    /// A question for later in the week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<String>,
}

/// One prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// Permanent: never reused, never renamed.
    pub id: String,
    /// What it is about; stands once at the head of its file.
    pub theme: Theme,
    /// Its form.
    pub form: Form,
    /// How much courage it takes.
    pub courage: Courage,
    /// Minutes an answer takes: 1, 3 or 10.
    pub minutes: u8,
    /// Who is asked.
    #[serde(default)]
    pub audience: Audience,
    /// The expectation it serves, where it serves one.
    #[serde(default)]
    pub expectation: Option<Expectation>,
    /// The lens it looks through.
    #[serde(default)]
    pub lens: Option<Lens>,
    /// In Danish.
    pub da: Wording,
    /// In English.
    pub en: Wording,
}

impl Prompt {
    /// Its words in `language`.
    pub fn wording(&self, language: Language) -> &Wording {
        match language {
            Language::Danish => &self.da,
            Language::English => &self.en,
        }
    }
}
