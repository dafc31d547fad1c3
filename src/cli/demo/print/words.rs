//! Words as a chat client shows them: marks read, mentions named, lines broken between words.

use unicode_segmentation::UnicodeSegmentation as _;

/// A run of characters with the marks they stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Glyph {
    text: String,
    bold: bool,
    slanted: bool,
}

/// A text, or one line of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(Vec<Glyph>);

/// How many columns a text takes; one for each character a reader sees.
pub(super) fn breadth(text: &str) -> usize {
    text.graphemes(true).count()
}

impl Words {
    /// A text without marks.
    pub(super) fn plain(text: &str) -> Self {
        let glyph = |text: &str| Glyph { text: text.to_owned(), bold: false, slanted: false };
        Self(text.graphemes(true).map(glyph).collect())
    }

    /// A text with `**bold**`, `*slanted*`, `` `code` `` and escapes, as they look when they are shown.
    pub(super) fn marked(text: &str) -> Self {
        let (mut bold, mut slanted) = (false, false);
        let mut glyphs = Vec::new();
        let mut rest = text.graphemes(true).peekable();
        while let Some(one) = rest.next() {
            let mut text = one;
            match one {
                "\\" if rest.peek().is_some_and(|next| next.chars().all(|c| c.is_ascii_punctuation())) => {
                    text = rest.next().unwrap_or(one);
                }
                "*" if rest.peek() == Some(&"*") => {
                    rest.next();
                    bold = !bold;
                    continue;
                }
                "*" => {
                    slanted = !slanted;
                    continue;
                }
                "`" => {
                    bold = !bold;
                    continue;
                }
                _ => {}
            }
            glyphs.push(Glyph { text: text.to_owned(), bold, slanted });
        }
        Self(glyphs)
    }

    /// The lines, none broader than `room` unless a word is.
    pub(super) fn wrapped(&self, room: usize) -> Vec<Self> {
        let mut lines = Vec::new();
        for paragraph in self.0.split(|glyph| glyph.text == "\n") {
            let mut line: Vec<Glyph> = Vec::new();
            for word in paragraph.split_inclusive(|glyph| glyph.text == " ") {
                let solid = word.iter().filter(|glyph| glyph.text != " ").count();
                if !line.is_empty() && line.len() + solid > room {
                    lines.push(Self(std::mem::take(&mut line)));
                }
                line.extend_from_slice(word);
            }
            lines.push(Self(line));
        }
        lines
    }

    /// The characters alone.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    /// The characters with a terminal's codes.
    pub(super) fn coloured(&self) -> String {
        let mut text = String::new();
        let mut now = (false, false);
        for glyph in &self.0 {
            let wanted = (glyph.bold, glyph.slanted);
            if wanted != now {
                text.push_str("\u{1b}[0m");
                text.push_str(if glyph.bold { "\u{1b}[1m" } else { "" });
                text.push_str(if glyph.slanted { "\u{1b}[3m" } else { "" });
                now = wanted;
            }
            text.push_str(&glyph.text);
        }
        if now != (false, false) {
            text.push_str("\u{1b}[0m");
        }
        text
    }
}

/// The text with mentions and links to messages as a client shows them.
pub(super) fn with_names(
    text: &str,
    user: impl Fn(i64) -> String,
    channel: impl Fn(i64) -> String,
) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        shown.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some((inside, after)) = rest[1..].split_once('>') else { break };
        let named = match inside.split_at_checked(1) {
            Some(("@", id)) => id.trim_start_matches('!').parse().ok().map(&user),
            Some(("#", id)) => id.parse().ok().map(&channel),
            _ => None,
        };
        if let Some(name) = named {
            shown.push_str(&name);
            rest = after;
        } else {
            shown.push('<');
            rest = &rest[1..];
        }
    }
    shown.push_str(rest);
    links(&shown, channel)
}

/// Addresses of messages as the place they lead to.
fn links(text: &str, channel: impl Fn(i64) -> String) -> String {
    const BEGINNING: &str = "https://discord.com/channels/";
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(BEGINNING) {
        shown.push_str(&rest[..start]);
        let address = &rest[start + BEGINNING.len()..];
        let end = address.find(|c: char| !(c.is_ascii_digit() || c == '/')).unwrap_or(address.len());
        let place = address[..end].split('/').nth(1).and_then(|id| id.parse().ok());
        shown.push_str(&place.map_or_else(|| rest[start..].to_owned(), &channel));
        rest = &address[end..];
    }
    shown.push_str(rest);
    shown
}
