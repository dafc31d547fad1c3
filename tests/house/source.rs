//! A source file as the house rules read it: its code without comments, the content of literals and
//! test modules. Lines stay where they are.

use regex::Regex;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static FROM_ROOT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:crate|aktor)\s*::\s*").unwrap());
static UPWARDS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:super\s*::\s*)+").unwrap());
static TEST_MODULE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"#\[cfg\(test\)\]\s*(?:#\[[^\]]*\]\s*)*(?:pub\s+)?mod\s+\w+\s*\{").unwrap());
static TEST_FILE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"#\[cfg\(test\)\]\s*mod\s+tests\s*;").unwrap());

/// One source file.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Its path below `src/` or `tests/`, with slashes.
    pub(super) path: String,
    /// All of it.
    pub(super) text: String,
    /// Production code alone: none in a file `tests.rs`, which `#[cfg(test)] mod tests;` brings in.
    pub(super) code: String,
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let is_test = path.ends_with("/tests.rs");
        let code =
            if is_test { String::new() } else { without_test_modules(&without_comments_and_literals(text)) };
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }

    /// Every Rust file below `folder` of the crate.
    pub(super) fn all(folder: &str) -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut found = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                    found.push(Self::new(&name, &fs::read_to_string(&path).unwrap()));
                }
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }

    /// The top room it stands in: `discord` for `discord/http.rs`, `app` for `app.rs`.
    pub(super) fn room(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// How many modules deep it stands: 0 for the crate's root.
    fn depth(&self) -> usize {
        let names = self.path.split('/').count();
        let last = self.path.rsplit('/').next().unwrap();
        if matches!(last, "mod.rs" | "lib.rs" | "main.rs") { names - 1 } else { names }
    }

    /// The names at the crate's root that its code names.
    pub(super) fn names_at_root(&self) -> Vec<String> {
        let mut names = Vec::new();
        for found in FROM_ROOT.find_iter(&self.code) {
            names.extend(heads(&self.code[found.end()..]));
        }
        for found in UPWARDS.find_iter(&self.code) {
            if found.as_str().matches("super").count() >= self.depth() {
                names.extend(heads(&self.code[found.end()..]));
            }
        }
        names.sort();
        names.dedup();
        names
    }
}

/// The first names of a path or of a group in braces: `a::b` gives `a`, `{a::{b, c}, d}` gives `a`, `d`.
fn heads(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '*')).collect()
    };
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let (mut depth, mut start, mut heads) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                heads.push(name(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

fn without_comments_and_literals(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = skipped_end(&chars, at);
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            // Two words must not become one, and lines stay where they are.
            code.push(' ');
            code.extend(chars[at..end].iter().filter(|c| **c == '\n'));
            at = end;
        }
    }
    code
}

/// Where the comment or literal that begins at `at` ends; `at` when none begins there.
fn skipped_end(chars: &[char], at: usize) -> usize {
    let next = chars.get(at + 1).copied();
    let after_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    match chars[at] {
        '/' if next == Some('/') => find(chars, at, |rest| rest[0] == '\n'),
        '/' if next == Some('*') => block_comment_end(chars, at),
        '"' => quoted_end(chars, at, '"'),
        '\'' if next == Some('\\') || chars.get(at + 2) == Some(&'\'') => quoted_end(chars, at, '\''),
        'r' if !after_word || (matches!(chars[at - 1], 'b' | 'c') && lone(chars, at - 1)) => {
            raw_end(chars, at)
        }
        _ => at,
    }
}

/// Whether the character stands alone before what follows it: the `b` of `br"…"`.
fn lone(chars: &[char], at: usize) -> bool {
    at == 0 || !(chars[at - 1].is_alphanumeric() || chars[at - 1] == '_')
}

fn find(chars: &[char], from: usize, is: impl Fn(&[char]) -> bool) -> usize {
    (from..chars.len()).find(|at| is(&chars[*at..])).unwrap_or(chars.len())
}

fn block_comment_end(chars: &[char], from: usize) -> usize {
    let (mut depth, mut at) = (0, from);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

fn quoted_end(chars: &[char], from: usize, quote: char) -> usize {
    let mut at = from + 1;
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

fn raw_end(chars: &[char], from: usize) -> usize {
    let hashes = chars[from + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(from + 1 + hashes) != Some(&'"') {
        return from;
    }
    let closes =
        |rest: &[char]| rest[0] == '"' && rest.len() > hashes && rest[1..=hashes].iter().all(|c| *c == '#');
    (find(chars, from + 2 + hashes, closes) + 1 + hashes).min(chars.len())
}

/// Blanks out every `#[cfg(test)] mod name { … }` and `#[cfg(test)] mod tests;`.
fn without_test_modules(code: &str) -> String {
    let code =
        TEST_FILE.replace_all(code, |found: &regex::Captures| "\n".repeat(found[0].matches('\n').count()));
    let mut rest = code.as_ref();
    let mut kept = String::with_capacity(code.len());
    while let Some(found) = TEST_MODULE.find(rest) {
        let mut depth = 1;
        let body = &rest[found.end()..];
        let closes = |(_, c): &(usize, char)| {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            depth == 0
        };
        let end = body.char_indices().find(closes).map_or(rest.len(), |(at, _)| found.end() + at + 1);
        kept.push_str(&rest[..found.start()]);
        kept.extend(rest[found.start()..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    kept + rest
}
