//! What a team has learned: what it tried, what happened, what it knows now, and what it tries next. *We*, never a named
//! person. It must not know where it stands.

use crate::domain::ids::{LearningId, TeamId, UserId};
use crate::domain::keyed::keyed;
use chrono::{DateTime, Utc};
use regex::Regex;
use std::sync::LazyLock;

/// The longest of the four parts, in characters.
pub const LONGEST_PART: u16 = 450;
/// The most that one person has written and not published, or erased.
pub const MOST_UNSHARED: usize = 5;

/// How far a learning has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Only its author sees it.
    Draft,
    /// TRIO may publish it, without knowing whose it is.
    Offered,
    /// The team sees it.
    Shared,
}

keyed! { State {
    Draft = "draft",
    Offered = "offered",
    Shared = "shared",
} }

/// Its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// *Hvad prøvede vi?*
    pub tried: String,
    /// *Hvad skete der?*
    pub happened: String,
    /// *Hvad lærte vi?*
    pub learned: String,
    /// *Hvad prøver vi nu?*
    pub next: String,
}

impl Words {
    /// The four parts in their order.
    pub fn parts(&self) -> [&str; 4] {
        [&self.tried, &self.happened, &self.learned, &self.next]
    }

    /// Whether one of the parts calls a person by an @.
    pub fn mention_somebody(&self) -> bool {
        self.parts().into_iter().any(mentions_somebody)
    }
}

/// A learning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learning {
    /// Its id.
    pub id: LearningId,
    /// Whose.
    pub team: TeamId,
    /// Who wrote it; shown to nobody.
    pub author: UserId,
    /// The author's name, if they have chosen to have it shown.
    pub name: Option<String>,
    /// Its words.
    pub words: Words,
    /// How far it has come.
    pub state: State,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// When it was published.
    pub shared_at: Option<DateTime<Utc>>,
}

#[expect(clippy::unwrap_used, reason = "the patterns are constants, compiled by the tests")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

static MENTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"<@|(?:^|[^\p{L}\p{N}])[@＠]\p{L}"));

/// Whether `text` calls a person, a role or everybody by an @.
pub fn mentions_somebody(text: &str) -> bool {
    MENTION.is_match(text)
}

static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:svært|svære|tvivl\w*|usik\w*|frustrer\w*|frustration\w*|bekymr\w*|press(?:et|ede)|pres|opgivende|utryg\w*|hårdt|difficult|hard|doubt\w*|unsure|uncertain\w*|frustrat\w*|worr(?:y|ied|ies)|pressure)\b",
    )
});

/// Whether an answer tells, by its words, of something that is hard now. It may be wrong about one; a theme is told only when
/// several people wrote so.
pub fn tells_of_doubt(text: &str) -> bool {
    DOUBT.is_match(text)
}
