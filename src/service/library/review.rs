//! What a second reader would say of the library: texts that read badly, questions asked twice, and numbers
//! missing in a row of ids. None of it keeps a prompt from being asked.

use super::{Fault, Found, Library, RETIRED, style};
use crate::domain::alike::{NEAR, Trigrams};
use crate::domain::language::Language;
use std::collections::{BTreeMap, BTreeSet};

impl Library {
    /// Everything a second reader would say, in the order of the prompts' ids.
    pub fn review(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for found in self.prompts.values() {
            faults.extend(read_badly(found));
        }
        faults.extend(self.asked_twice());
        faults.extend(self.missing_numbers());
        faults
    }

    /// Pairs of prompts with the same title, or with texts that are nearly the same in either language.
    fn asked_twice(&self) -> Vec<Fault> {
        let all: Vec<&Found> = self.prompts.values().collect();
        let mut faults = Vec::new();
        for language in Language::ALL {
            let words: Vec<_> = all.iter().map(|found| found.prompt.wording(language)).collect();
            let texts: Vec<_> = words.iter().map(|words| Trigrams::of(&words.text)).collect();
            let code = language.code();
            for second in 0..all.len() {
                for first in 0..second {
                    let other = &all[first].prompt.id;
                    if words[first].title == words[second].title {
                        let reason = format!("is also the title of {other}");
                        faults.push(fault(all[second], &format!("{code}.title"), reason));
                    }
                    let likeness = texts[first].likeness(&texts[second]);
                    if likeness >= NEAR {
                        let reason = format!(
                            "is nearly the text of {other} ({likeness:.2}, from {NEAR} on): ask only one"
                        );
                        faults.push(fault(all[second], &format!("{code}.text"), reason));
                    }
                }
            }
        }
        faults
    }

    /// Ids that a row of numbers skips and that are not told to be retired: somebody took a prompt out, and its
    /// id could be used again.
    fn missing_numbers(&self) -> Vec<Fault> {
        let mut rows: BTreeMap<&str, (&Found, BTreeSet<u32>)> = BTreeMap::new();
        for found in self.prompts.values() {
            if let Some((row, number)) = numbered(&found.prompt.id) {
                let (last, numbers) = rows.entry(row).or_insert_with(|| (found, BTreeSet::new()));
                *last = found;
                numbers.insert(number);
            }
        }
        let mut faults = Vec::new();
        for (row, (last, numbers)) in rows {
            let end = numbers.last().copied().unwrap_or_default();
            for number in (1..end).filter(|number| !numbers.contains(number)) {
                let id = format!("{row}-{number:02}");
                if !self.retired.contains(&id) {
                    let reason = format!(
                        "comes after {id}, which is missing: write {id} in {RETIRED} if it was taken out"
                    );
                    faults.push(fault(last, "id", reason));
                }
            }
        }
        faults
    }
}

/// An id's row and its number of two digits: `ansvar` and 7 for `ansvar-07`.
fn numbered(id: &str) -> Option<(&str, u32)> {
    let (row, number) = id.rsplit_once('-')?;
    (number.len() == 2).then(|| number.parse().ok()).flatten().map(|number| (row, number))
}

fn read_badly(found: &Found) -> Vec<Fault> {
    let prompt = &found.prompt;
    let mut faults = Vec::new();
    for language in Language::ALL {
        for (key, reason) in style::remarks(prompt.form, language, prompt.wording(language)) {
            faults.push(fault(found, &format!("{}.{key}", language.code()), reason));
        }
    }
    if prompt.da.text == prompt.en.text {
        faults.push(fault(found, "en.text", "is the same as the Danish".to_owned()));
    }
    faults
}

fn fault(found: &Found, key: &str, reason: String) -> Fault {
    Fault { file: found.file.clone(), key: format!("{} {key}", found.prompt.id), reason }
}
