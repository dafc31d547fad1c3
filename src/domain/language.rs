//! The languages that posts and answers are written in.

use serde::{Deserialize, Serialize};

/// A language that every text of ours exists in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Danish, the first language.
    #[default]
    #[serde(rename = "da")]
    Danish,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both, Danish first.
    pub const ALL: [Self; 2] = [Self::Danish, Self::English];

    /// The two-letter code (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }

    /// The language for a code such as `da`, `en-GB` or `en_US`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.get(..2)?.to_ascii_lowercase().as_str() {
            "da" => Some(Self::Danish),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}
