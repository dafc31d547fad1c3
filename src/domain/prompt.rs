//! A prompt: what a team is asked. Written in `prompts/*.toml`, one file per theme; read and checked by
//! `service::library`.

use crate::domain::expectation::Expectation;
use crate::domain::language::Language;
use serde::{Deserialize, Serialize};

/// The minutes that an answer may take.
pub const MINUTES: [u8; 3] = [1, 3, 10];

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

impl Theme {
    /// All twenty-two.
    pub const ALL: [Self; 22] = [
        Self::Task,
        Self::Context,
        Self::LeadFollow,
        Self::Others,
        Self::Olfa,
        Self::Direction,
        Self::Coordination,
        Self::Commitment,
        Self::Trust,
        Self::Decency,
        Self::Growth,
        Self::Community,
        Self::Citizen,
        Self::Digital,
        Self::Workplace,
        Self::Story,
        Self::Safety,
        Self::Learning,
        Self::Celebration,
        Self::Freedom,
        Self::Across,
        Self::OurWords,
    ];

    /// The permanent key, as it stands in prompt files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Context => "context",
            Self::LeadFollow => "lead-follow",
            Self::Others => "others",
            Self::Olfa => "olfa",
            Self::Direction => "direction",
            Self::Coordination => "coordination",
            Self::Commitment => "commitment",
            Self::Trust => "trust",
            Self::Decency => "decency",
            Self::Growth => "growth",
            Self::Community => "community",
            Self::Citizen => "citizen",
            Self::Digital => "digital",
            Self::Workplace => "workplace",
            Self::Story => "story",
            Self::Safety => "safety",
            Self::Learning => "learning",
            Self::Celebration => "celebration",
            Self::Freedom => "freedom",
            Self::Across => "across",
            Self::OurWords => "our-words",
        }
    }

    /// The theme with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.key() == key)
    }
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

impl Form {
    /// All six.
    pub const ALL: [Self; 6] =
        [Self::Sentence, Self::Question, Self::Case, Self::Hunt, Self::Exercise, Self::Olfa];

    /// The permanent key, as it stands in prompt files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Question => "question",
            Self::Case => "case",
            Self::Hunt => "hunt",
            Self::Exercise => "exercise",
            Self::Olfa => "olfa",
        }
    }

    /// The form with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.key() == key)
    }
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

impl Courage {
    /// All three, lightest first.
    pub const ALL: [Self; 3] = [Self::Light, Self::Medium, Self::Bold];

    /// The permanent key, as it stands in prompt files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Medium => "medium",
            Self::Bold => "bold",
        }
    }

    /// The level with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.key() == key)
    }
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

impl Audience {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Team, Self::Trio, Self::Med, Self::Hu];

    /// The permanent key, as it stands in prompt files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Trio => "trio",
            Self::Med => "med",
            Self::Hu => "hu",
        }
    }

    /// The audience with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.key() == key)
    }
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

impl Lens {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Direction, Self::Coordination, Self::Commitment];

    /// The permanent key, as it stands in prompt files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Direction => "direction",
            Self::Coordination => "coordination",
            Self::Commitment => "commitment",
        }
    }

    /// The lens with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.key() == key)
    }
}

/// The words of a prompt in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The thread's title, at most 60 characters.
    pub title: String,
    /// What is asked, at most 600 characters.
    pub text: String,
    /// One line of help or an opening example, at most 200 characters.
    pub help: String,
    /// A question for later in the week, at most 200 characters; in both languages or in none.
    pub follow_up: Option<String>,
}

/// One prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Permanent: never reused, never renamed.
    pub id: String,
    /// What it is about; stands once at the head of its file.
    pub theme: Theme,
    /// Its form.
    pub form: Form,
    /// How much courage it takes.
    pub courage: Courage,
    /// Minutes an answer takes: one of [`MINUTES`].
    pub minutes: u8,
    /// Who is asked.
    pub audience: Audience,
    /// The expectation it serves, where it serves one.
    pub expectation: Option<Expectation>,
    /// The lens it looks through.
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
