//! Things that people name while they type: found however the name is written, and the closest one where nothing
//! has that name.

use std::collections::BTreeSet;

/// A name that nothing has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown<T> {
    /// The name as typed.
    pub typed: String,
    /// The one whose name is most like it.
    pub closest: T,
}

/// A name as it is compared: its letters and digits in lower case, `æ` as `ae`, `ø` as `oe`, `å` as `aa`.
pub fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric()) {
        match letter {
            'æ' => folded.push_str("ae"),
            'ø' => folded.push_str("oe"),
            'å' => folded.push_str("aa"),
            letter => folded.push(letter),
        }
    }
    folded
}

/// How alike two names are, from 0 to 1.
pub fn likeness(one: &str, other: &str) -> f64 {
    strsim::jaro_winkler(&folded(one), &folded(other))
}

/// The one that is called so; several names may be one thing's.
pub fn find<T: Copy>(typed: &str, all: &[(T, String)]) -> Option<T> {
    let typed = folded(typed);
    all.iter().find(|(_, name)| folded(name) == typed).map(|(one, _)| *one)
}

/// All that a comma-separated list names; nothing is found where there is nothing to name.
pub fn list<T: Copy + Ord>(typed: &str, all: &[(T, String)]) -> Result<BTreeSet<T>, Unknown<T>> {
    let mut found = BTreeSet::new();
    for name in typed.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
        if let Some(one) = find(name, all) {
            found.insert(one);
            continue;
        }
        let alike = |one: &&(T, String)| likeness(name, &one.1);
        if let Some((closest, _)) = all.iter().max_by(|a, b| alike(a).total_cmp(&alike(b))) {
            return Err(Unknown { typed: name.to_owned(), closest: *closest });
        }
    }
    Ok(found)
}
