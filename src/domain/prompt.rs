//! A prompt: what a team is asked. Written in `prompts/*.toml`, one file per theme; read and checked by
//! `service::library`.

use crate::domain::expectation::Expectation;
use crate::domain::keyed::keyed;
use crate::domain::language::Language;
use crate::domain::nomination::Value;
use crate::domain::print;
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

keyed! { Theme {
    Task = "task",
    Context = "context",
    LeadFollow = "lead-follow",
    Others = "others",
    Olfa = "olfa",
    Direction = "direction",
    Coordination = "coordination",
    Commitment = "commitment",
    Trust = "trust",
    Decency = "decency",
    Growth = "growth",
    Community = "community",
    Citizen = "citizen",
    Digital = "digital",
    Workplace = "workplace",
    Story = "story",
    Safety = "safety",
    Learning = "learning",
    Celebration = "celebration",
    Freedom = "freedom",
    Across = "across",
    OurWords = "our-words",
} }

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

keyed! { Form {
    Sentence = "sentence",
    Question = "question",
    Case = "case",
    Hunt = "hunt",
    Exercise = "exercise",
    Olfa = "olfa",
} }

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

keyed! { Courage {
    Light = "light",
    Medium = "medium",
    Bold = "bold",
} }

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

keyed! { Audience {
    Team = "team",
    Trio = "trio",
    Med = "med",
    Hu = "hu",
} }

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

keyed! { Lens {
    Direction = "direction",
    Coordination = "coordination",
    Commitment = "commitment",
} }

/// The corner of OLFA a prompt looks from; a check of all four has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Corner {
    /// *Organisation*: does it serve the task's goal?
    Organisation,
    /// *Ledelse*: is it inside the frame set by leadership?
    Leadership,
    /// *Fællesskab*: does it serve the work community?
    Community,
    /// *Ansat*: what do I, the employee, do then?
    Employee,
}

keyed! { Corner {
    Organisation = "organisation",
    Leadership = "leadership",
    Community = "community",
    Employee = "employee",
} }

/// The kind of workplace an everyday situation takes place at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Home care and care homes.
    Care,
    /// A school, its after-school care included.
    School,
    /// A nursery or kindergarten.
    DayCare,
    /// Roads, parks and the depot.
    Roads,
    /// A kitchen.
    Kitchen,
    /// The job centre.
    JobCentre,
    /// Town hall and citizens' services.
    Administration,
    /// IT.
    It,
    /// A library.
    Library,
    /// Cleaning.
    Cleaning,
}

keyed! { Place {
    Care = "care",
    School = "school",
    DayCare = "day-care",
    Roads = "roads",
    Kitchen = "kitchen",
    JobCentre = "job-centre",
    Administration = "administration",
    It = "it",
    Library = "library",
    Cleaning = "cleaning",
} }

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
    /// The value it speaks of.
    pub value: Option<Value>,
    /// The corner of OLFA it looks from.
    pub corner: Option<Corner>,
    /// The workplace of its situation.
    pub place: Option<Place>,
    /// Who of the team thought of it and wants to be named, as they are called.
    pub asked_by: Option<String>,
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

    /// A few bytes by which its words are known to be the same.
    pub fn print(&self) -> u32 {
        let words = [&self.da, &self.en].into_iter().flat_map(|wording| {
            let Wording { title, text, help, follow_up } = wording;
            [title.as_str(), text, help, follow_up.as_deref().unwrap_or_default()]
        });
        print::print(words)
    }
}
