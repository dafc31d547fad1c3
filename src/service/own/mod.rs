//! The team's own prompts: members suggest, TRIO decides, and any prompt can be hidden or put into the team's words.

mod changing;
mod deciding;
mod listing;
mod suggesting;

pub use deciding::{HELP, REASON, TEXT, TITLE};
pub use suggesting::Suggestion;

use crate::domain::escape;
use crate::domain::ids::TeamId;
use crate::domain::language::Language;
use crate::domain::own::{LONGEST_HELP, LONGEST_TEXT, LONGEST_TITLE, Own, State, TeamLibrary, Words};
use crate::domain::prompt::Prompt;
use crate::domain::team::Team;
use crate::service::core::Core;
use crate::service::platform::Input;
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::fit;
use crate::text::own as sentences;

/// The longest name or value of something that is proposed while one types.
const LONGEST_CHOICE: usize = 100;
/// The most that can be proposed.
const MOST_CHOICES: usize = 25;

/// Something that is proposed while one types: what is shown, and what is sent.
pub type Proposal = (String, String);

impl Core {
    /// The prompts of a team: the library's and its own, as it has changed them.
    pub(super) async fn library_of(&self, team: TeamId) -> Result<TeamLibrary<'_>, Failure> {
        let own = self.store.approved_prompts(team).await?;
        self.library_with(team, &own).await
    }

    async fn library_with(&self, team: TeamId, own: &[Own]) -> Result<TeamLibrary<'_>, Failure> {
        let changes = self.store.prompt_changes(team).await?;
        Ok(TeamLibrary::of(self.library.iter(), own, &changes))
    }

    /// What a team's TRIO has been asked to decide and has not, a line for each kind.
    pub(super) async fn waits_for_trio(&self, l: Language, team: &Team) -> Result<Vec<String>, Failure> {
        let mut lines: Vec<String> = self.waiting_words(l, team).await?.into_iter().collect();
        let waiting = waiting(&self.store.own_prompts(team.id).await?).count();
        if waiting > 0 {
            lines.push(sentences::own_waiting(l, u32::try_from(waiting).unwrap_or(u32::MAX)));
        }
        Ok(lines)
    }
}

/// What waits for TRIO, the oldest first.
fn waiting(own: &[Own]) -> impl Iterator<Item = &Own> {
    own.iter().filter(|own| own.state == State::Suggested)
}

/// A prompt's words as somebody typed them into a form. A title that was left out is made from the text.
fn typed_words(field: impl Fn(&str) -> String) -> Result<Words, Refusal> {
    let text = fit(&field(TEXT), LONGEST_TEXT)?;
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    let one_line = |typed: String| typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = fit(&one_line(field(TITLE)), LONGEST_TITLE)?;
    let help = fit(&one_line(field(HELP)), LONGEST_HELP)?;
    let made = Words::of(text);
    Ok(Words { title: if title.is_empty() { made.title } else { title }, help, ..made })
}

/// The inputs for a prompt's words.
fn inputs(l: Language, words: Words) -> Vec<Input> {
    let input = |key, label, hint, value, most, required| Input {
        key,
        label,
        hint,
        value,
        most,
        required,
        tall: key == TEXT,
    };
    let (title, help) = (sentences::own_title_label(l), sentences::own_help_label(l));
    vec![
        input(TEXT, sentences::own_text_label(l), String::new(), words.text, LONGEST_TEXT, true),
        input(TITLE, title, sentences::own_title_hint(l), words.title, LONGEST_TITLE, false),
        input(HELP, help, sentences::own_help_hint(l), words.help, LONGEST_HELP, false),
    ]
}

/// A prompt's words in one line, where no markup is shown.
fn line(l: Language, prompt: &Prompt) -> String {
    escape::plain(&escape::unescape(&prompt.wording(l).text), LONGEST_CHOICE)
}
