//! Mutations of stored inputs, the same every time.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};

/// The longest input.
const LONGEST: usize = 4_096;

/// What mutations like to put in: what the bot's readers look for.
const WORDS: [&[u8]; 24] = [
    b"010203-4567",
    b"0102034567",
    b" 12 34 56 78 ",
    b"+45",
    b"@",
    b"<@",
    b"<@!1>",
    b"\\",
    b"`",
    b"://",
    b"@everyone",
    b"\xE2\x80\xAE",
    b"\xE2\x80\x8B",
    b"\xEF\xBB\xBF",
    b"\xCC\x8A",
    b"[[prompt]]",
    b"= \"",
    b"'''",
    b"\"t\":\"MESSAGE_CREATE\"",
    b"null",
    b"-1",
    b"18446744073709551615",
    b"Vej 12, 8500",
    b"\xF0\x9F\x8C\x9E",
];

pub(super) struct Mutator {
    corpus: Vec<Vec<u8>>,
    random: StdRng,
}

impl Mutator {
    pub(super) fn new(corpus: Vec<Vec<u8>>) -> Self {
        Self { corpus, random: StdRng::seed_from_u64(2026) }
    }

    pub(super) fn next(&mut self) -> Vec<u8> {
        let random = &mut self.random;
        let mut input = self.corpus.choose(random).cloned().unwrap_or_default();
        for _ in 0..random.random_range(1..=6) {
            let at = random.random_range(0..=input.len());
            match random.random_range(0..7) {
                0 if at < input.len() => input[at] ^= 1 << random.random_range(0..8),
                1 if at < input.len() => input[at] = random.random(),
                2 => {
                    let end = (at + random.random_range(1..40)).min(input.len());
                    input.drain(at..end);
                }
                3 => {
                    let end = (at + random.random_range(1..40)).min(input.len());
                    let twice = input[at..end].to_vec();
                    input.splice(at..at, twice);
                }
                4 => {
                    let other = self.corpus.choose(random).cloned().unwrap_or_default();
                    let from = random.random_range(0..=other.len());
                    input.truncate(at);
                    input.extend_from_slice(&other[from..]);
                }
                5 => input.insert(at, random.random()),
                _ => {
                    let word = WORDS.choose(random).copied().unwrap_or_default();
                    input.splice(at..at, word.iter().copied());
                }
            }
            input.truncate(LONGEST);
        }
        input
    }
}
