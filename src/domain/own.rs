//! What a team makes of the prompts there are: its own beside them, some hidden, some in its own words. Values and
//! decisions only; who may decide is not known here.

use crate::domain::alike::{Known, NEAR, Trigrams};
use crate::domain::escape;
use crate::domain::expectation::Expectation;
use crate::domain::ids::UserId;
use crate::domain::keyed::keyed;
use crate::domain::language::Language;
use crate::domain::nomination::Value;
use crate::domain::print;
use crate::domain::prompt::{Audience, Courage, Form, Lens, Prompt, Theme, Wording};
use crate::domain::round::Round;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How the id of a team's own prompt begins; no prompt of the library's has such an id.
pub const PREFIX: &str = "eget-";
/// The longest title, in characters: it stands in a thread's name.
pub const LONGEST_TITLE: u16 = 60;
/// The longest prompt, in characters.
pub const LONGEST_TEXT: u16 = 600;
/// The longest line of help, in characters.
pub const LONGEST_HELP: u16 = 200;
/// The longest reason for a refusal, in characters.
pub const LONGEST_REASON: u16 = 300;
/// Suggestions that wait for one team's TRIO, at most: as many as one select holds.
pub const MOST_WAITING: usize = 25;
/// How much of what is being typed another prompt must hold to be pointed out.
const HELD: f64 = 0.6;
/// What is pointed out or proposed at once, at most.
const PROPOSED: usize = 10;

/// What has become of a prompt that somebody suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Its author has been told of one much like it and may still send it.
    Draft,
    /// TRIO has not decided yet.
    Suggested,
    /// It is among the team's prompts.
    Approved,
    /// It is not.
    Refused,
}

keyed! { State {
    Draft = "draft",
    Suggested = "suggested",
    Approved = "approved",
    Refused = "refused",
} }

/// A prompt's words as people typed them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The thread's title, at most [`LONGEST_TITLE`] characters.
    pub title: String,
    /// What is asked, at most [`LONGEST_TEXT`] characters.
    pub text: String,
    /// One line of help, at most [`LONGEST_HELP`] characters; may be empty.
    pub help: String,
}

/// A prompt that a member of the team suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Permanent, and the team's own: from 1 on.
    pub number: u32,
    /// What has become of it.
    pub state: State,
    /// What it is about.
    pub theme: Theme,
    /// Its words.
    pub words: Words,
    /// Why it was refused.
    pub reason: Option<String>,
    /// Who suggested it, as long as that is kept.
    pub author: Option<UserId>,
    /// The name under which they want it to be asked.
    pub by: Option<String>,
}

/// What a team has changed in a prompt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// It is not asked.
    pub hidden: bool,
    /// It is asked in these words.
    pub words: Option<Words>,
}

impl Words {
    /// The words of a prompt that somebody typed: its title is made from it.
    pub fn of(text: String) -> Self {
        Self { title: title_of(&text), text, help: String::new() }
    }

    /// The words of a prompt as somebody may change them.
    pub fn from_wording(wording: &Wording) -> Self {
        Self {
            title: wording.title.clone(),
            text: escape::unescape(&wording.text),
            help: escape::unescape(&wording.help),
        }
    }

    /// The same, safe to be shown: only here what a person typed becomes part of a prompt.
    fn wording(&self) -> Wording {
        Wording {
            title: escape::plain(&dotted(&self.title), LONGEST_TITLE.into()),
            // Room for what is escaped; a part of a card holds 1,024.
            text: escape::quote(&dotted(&self.text), 900),
            help: escape::quote(&dotted(&self.help), 300),
            follow_up: None,
        }
    }

    /// What they ask for, as far as words show it.
    fn form(&self) -> Form {
        if dotted(&self.text).contains('…') { Form::Sentence } else { Form::Question }
    }

    /// A few bytes by which a form knows whether the words are still those it was opened with.
    pub fn print(&self) -> u32 {
        print::print([self.title.as_str(), &self.text, &self.help])
    }
}

/// Three dots or more as the one character that they stand for.
fn dotted(text: &str) -> String {
    let mut dotted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find("...").map(|at| rest.split_at(at)) {
        dotted.extend([before, "…"]);
        rest = from.trim_start_matches('.');
    }
    dotted + rest
}

/// The first sentence of a line: to a mark that a capital follows on after a space.
fn first_sentence(line: &str) -> &str {
    let ends = |(at, mark): &(usize, char)| {
        let mut after = line[at + mark.len_utf8()..].chars();
        matches!(mark, '.' | '?' | '!' | '…')
            && after.next() == Some(' ')
            && after.next().is_some_and(char::is_uppercase)
    };
    line.char_indices().find(ends).map_or(line, |(at, mark)| &line[..at + mark.len_utf8()])
}

/// A title from a prompt's words: its first sentence, or as many of its words as fit.
pub fn title_of(text: &str) -> String {
    let most = usize::from(LONGEST_TITLE);
    let line = dotted(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let first = first_sentence(&line).trim_end_matches('.');
    if (3..=most).contains(&first.chars().count()) {
        return first.to_owned();
    }
    if line.chars().count() <= most {
        return line;
    }
    let mut title = String::new();
    for word in line.split(' ') {
        if title.chars().count() + word.chars().count() + 2 > most {
            break;
        }
        title.extend([word, " "]);
    }
    match title.trim_end_matches(|c: char| !c.is_alphanumeric()) {
        "" => escape::cut(&line, most),
        words => format!("{words}…"),
    }
}

impl Own {
    /// Its id among the prompts.
    pub fn id(&self) -> String {
        format!("{PREFIX}{}", self.number)
    }

    /// It as a prompt like any other. Its form, lens, value and expectation follow from its words and theme; it takes
    /// some courage, since nobody has said how much.
    pub fn prompt(&self) -> Prompt {
        let words = self.words.wording();
        Prompt {
            id: self.id(),
            theme: self.theme,
            form: self.words.form(),
            courage: Courage::Medium,
            minutes: 3,
            audience: Audience::Team,
            expectation: match self.theme {
                Theme::Task => Some(Expectation::Task),
                Theme::Context => Some(Expectation::Context),
                Theme::LeadFollow => Some(Expectation::LeadFollow),
                Theme::Others => Some(Expectation::Others),
                _ => None,
            },
            lens: match self.theme {
                Theme::Direction => Some(Lens::Direction),
                Theme::Coordination => Some(Lens::Coordination),
                Theme::Commitment => Some(Lens::Commitment),
                _ => None,
            },
            value: match self.theme {
                Theme::Trust => Some(Value::Trust),
                Theme::Decency => Some(Value::Decency),
                Theme::Growth => Some(Value::Growth),
                Theme::Community => Some(Value::Community),
                _ => None,
            },
            corner: None,
            place: None,
            asked_by: self.by.clone(),
            da: words.clone(),
            en: words,
        }
    }
}

/// The prompts of one team.
#[derive(Debug, Clone)]
pub struct TeamLibrary<'a> {
    all: BTreeMap<String, Held<'a>>,
}

/// A prompt, and what the team has made of it.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    /// As the team is asked it.
    pub prompt: Cow<'a, Prompt>,
    /// It is not asked.
    pub hidden: bool,
    /// It has words of the team's.
    pub reworded: bool,
}

impl<'a> TeamLibrary<'a> {
    /// The prompts of `library`, and what of `own` was approved, each as `changes` has it.
    pub fn of(
        library: impl IntoIterator<Item = &'a Prompt>,
        own: &[Own],
        changes: &BTreeMap<String, Change>,
    ) -> Self {
        let own = own.iter().filter(|own| own.state == State::Approved).map(|own| Cow::Owned(own.prompt()));
        let all = library.into_iter().map(Cow::Borrowed).chain(own);
        let held = |mut prompt: Cow<'a, Prompt>| {
            let change = changes.get(&prompt.id);
            let words = change.and_then(|change| change.words.as_ref());
            if let Some(words) = words {
                let prompt = prompt.to_mut();
                // Others' words are not asked in its author's name.
                prompt.asked_by = None;
                // What the team wrote is what it is asked, in whatever language somebody looks at it; what belonged to
                // the old words, such as a question for later, does not follow on the new ones.
                prompt.form = words.form();
                prompt.da = words.wording();
                prompt.en = prompt.da.clone();
            }
            let hidden = change.is_some_and(|change| change.hidden);
            (prompt.id.clone(), Held { prompt, hidden, reworded: words.is_some() })
        };
        Self { all: all.map(held).collect() }
    }

    /// The prompt with this id, also one that is hidden: it may have been asked before.
    pub fn get(&self, id: &str) -> Option<&Prompt> {
        self.all.get(id).map(|held| held.prompt.as_ref())
    }

    /// The prompt with this id, and what the team has made of it.
    pub fn held(&self, id: &str) -> Option<&Held<'a>> {
        self.all.get(id)
    }

    /// The prompt of a round, unless it has other words by now than those the team was asked.
    pub fn as_asked(&self, round: &Round) -> Option<&Prompt> {
        self.get(&round.prompt).filter(|prompt| round.wording.is_none_or(|asked| asked == prompt.print()))
    }

    /// Whether the prompt with this id can be asked.
    pub fn asks(&self, id: &str) -> bool {
        self.all.get(id).is_some_and(|held| !held.hidden)
    }

    /// What can be asked, in the order of the ids.
    pub fn asked(&self) -> Vec<&Prompt> {
        self.all.values().filter(|held| !held.hidden).map(|held| held.prompt.as_ref()).collect()
    }

    /// What the team has hidden or reworded, in the order of the ids.
    pub fn changed(&self) -> impl Iterator<Item = &Held<'a>> {
        self.all.values().filter(|held| held.hidden || held.reworded)
    }

    /// One of the prompts, whichever.
    pub fn any(&self) -> Option<&Prompt> {
        self.all.values().next().map(|held| held.prompt.as_ref())
    }

    /// The prompts that a team can be asked, hidden ones included.
    pub fn teams(&self) -> impl Iterator<Item = &Prompt> {
        let all = self.all.values().map(|held| held.prompt.as_ref());
        all.filter(|prompt| prompt.audience == Audience::Team)
    }

    /// The prompt that says nearly what `text` says, if there is one: the most alike.
    pub fn nearest(&self, text: &str, known: &Known) -> Option<&Prompt> {
        let text = Trigrams::of(text);
        let alike = |prompt: &Prompt| {
            let of = |l| known.groups(&prompt.wording(l).text).likeness(&text);
            Language::ALL.map(of).into_iter().fold(0.0, f64::max)
        };
        let all = self.teams().map(|prompt| (alike(prompt), prompt)).filter(|(alike, _)| *alike >= NEAR);
        all.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, prompt)| prompt)
    }

    /// Prompts that hold most of what has been typed so far, the likest first.
    pub fn similar(&self, typed: &str, known: &Known) -> Vec<&Prompt> {
        let typed = Trigrams::of(typed);
        let held = |prompt: &Prompt| {
            let of = |l| typed.share_in(&known.groups(&prompt.wording(l).text));
            Language::ALL.map(of).into_iter().fold(0.0, f64::max)
        };
        let mut all: Vec<(f64, &Prompt)> =
            self.teams().map(|prompt| (held(prompt), prompt)).filter(|(held, _)| *held >= HELD).collect();
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        all.into_iter().take(PROPOSED).map(|(_, prompt)| prompt).collect()
    }

    /// The prompt that somebody names: by its id, or by its title in either language.
    pub fn named(&self, typed: &str) -> Option<&Held<'a>> {
        let typed = typed.trim().to_lowercase();
        let teams = || self.all.values().filter(|held| held.prompt.audience == Audience::Team);
        let titled = |held: &&Held<'a>| {
            Language::ALL.iter().any(|l| held.prompt.wording(*l).title.to_lowercase() == typed)
        };
        teams().find(|held| held.prompt.id == typed).or_else(|| teams().find(titled))
    }

    /// Prompts in whose id, title or text every word of `typed` stands, in the order of the ids.
    pub fn with_words(&self, typed: &str, l: Language) -> impl Iterator<Item = &Prompt> {
        let words: Vec<String> = typed.to_lowercase().split_whitespace().map(str::to_owned).collect();
        self.teams().filter(move |prompt| {
            let wording = prompt.wording(l);
            let all = format!("{} {} {}", prompt.id, wording.title, wording.text).to_lowercase();
            words.iter().all(|word| all.contains(word.as_str()))
        })
    }
}
