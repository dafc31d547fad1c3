//! Prints: by a few bytes a button or a form knows whether what it was shown with still stands, and by a few more
//! words are known again that are kept no longer.

use base64::Engine as _;
use sha2::{Digest as _, Sha256};

/// The print of a text in parts (FNV-1a); other parts have another, but for one chance in four thousand million.
pub fn print<'a>(parts: impl IntoIterator<Item = &'a str>) -> u32 {
    let between = |n| (n > 0).then_some(0);
    let parts = parts.into_iter().enumerate();
    let bytes = parts.flat_map(|(n, part)| between(n).into_iter().chain(part.bytes()));
    bytes.fold(0x811c_9dc5, |print: u32, byte| (print ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Words that are known by their prints alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prints {
    /// What makes these prints differ from those of the same words elsewhere.
    pub salt: String,
    /// The prints, of [`Prints::of`].
    pub prints: Vec<String>,
}

impl Prints {
    /// The print of a text: 22 characters of a hash. White space around it does not count.
    pub fn of(salt: &str, text: &str) -> String {
        let hash = Sha256::digest(format!("aktor words {salt}\0{}", text.trim()));
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&hash[..16])
    }

    /// Whether a text is one of these.
    pub fn know(&self, text: &str) -> bool {
        self.prints.contains(&Self::of(&self.salt, text))
    }
}
