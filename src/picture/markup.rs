//! Text with **bold** and *italic*, broken into lines that fit.
//!
//! Decides where a line breaks, by the metrics of the font; knows nothing about where it is drawn.

use super::font::{Fonts, Style};
use unicode_segmentation::UnicodeSegmentation;

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) style: Style,
}

impl Piece {
    /// `text` in `style`.
    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }
}

/// One line: its pieces, left to right.
pub(super) type Line = Vec<Piece>;

/// What kind of line the writer made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    /// `## …`
    Heading,
    /// `-# …`
    Small,
    /// `- …`
    Bullet,
    /// `> …`
    Quote,
    /// Anything else.
    Paragraph,
    /// Nothing: a little air.
    Gap,
}

/// The lines as written, each with its kind and its pieces.
pub(super) fn blocks(fonts: &Fonts, text: &str) -> Vec<(Block, Vec<Piece>)> {
    text.lines()
        .map(|line| {
            let line = line.trim();
            let (block, rest, style) = if line.is_empty() {
                (Block::Gap, "", Style::Regular)
            } else if let Some(rest) = line.strip_prefix("-# ") {
                (Block::Small, rest, Style::Regular)
            } else if let Some(rest) = line.strip_prefix("- ").or(line.strip_prefix("• ")) {
                (Block::Bullet, rest, Style::Regular)
            } else if let Some(rest) = line.strip_prefix("> ") {
                (Block::Quote, rest, Style::Regular)
            } else if line.starts_with('#') && line.trim_start_matches('#').starts_with(' ') {
                (Block::Heading, line.trim_start_matches('#'), Style::Bold)
            } else {
                (Block::Paragraph, line, Style::Regular)
            };
            (block, pieces(&fonts.drawable(rest), style))
        })
        .collect()
}

/// The pieces of one line: `**` and `*` or `_` switch, a backslash takes the next sign literally.
pub(super) fn pieces(line: &str, base: Style) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut bold, mut italic) = (false, false);
    let mut rest = line;
    let mut before = ' ';
    while let Some(sign) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("**")
            && (bold || after.contains("**"))
        {
            bold = !bold;
            rest = after;
            continue;
        }
        let after = &rest[sign.len_utf8()..];
        if switches_italic(sign, before, after, italic) {
            italic = !italic;
            rest = after;
            continue;
        }
        let (shown, after) = match (sign, after.chars().next()) {
            ('\\', Some(next)) if next.is_ascii_punctuation() => (next, &after[next.len_utf8()..]),
            _ => (sign, after),
        };
        let mut style = base;
        if bold {
            style = style.bold();
        }
        if italic {
            style = style.italic();
        }
        match pieces.last_mut() {
            Some(last) if last.style == style => last.text.push(shown),
            _ => pieces.push(Piece::new(shown, style)),
        }
        before = shown;
        rest = after;
    }
    pieces
}

/// Whether `sign` opens or closes italic here. An underscore inside a word is just an underscore.
fn switches_italic(sign: char, before: char, after: &str, open: bool) -> bool {
    let next = after.chars().next().unwrap_or(' ');
    match (sign, open) {
        ('*', true) => !before.is_whitespace(),
        ('*', false) => next != '*' && !next.is_whitespace() && after.contains('*'),
        ('_', true) => !next.is_alphanumeric(),
        ('_', false) => !before.is_alphanumeric() && !next.is_whitespace() && after.contains('_'),
        _ => false,
    }
}

/// Words are kept whole unless one alone is wider than `width`; then it breaks between graphemes.
pub(super) fn wrap(fonts: &Fonts, pieces: &[Piece], size: f64, width: f64) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut line: Line = Vec::new();
    let mut used = 0.0;
    for word in words(pieces) {
        let wide: f64 = measure(fonts, &word, size);
        let space = word.first().map_or(0.0, |piece| fonts.width(" ", piece.style, size));
        if !line.is_empty() && used + space + wide <= width {
            append(&mut line, " ", word.first().map_or(Style::Regular, |p| p.style));
            used += space;
        } else if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        for piece in word {
            for grapheme in piece.text.graphemes(true) {
                let step = fonts.width(grapheme, piece.style, size);
                if used + step > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                append(&mut line, grapheme, piece.style);
                used += step;
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// At most `limit` lines of plain text; what does not fit is cut in the last with an ellipsis.
pub(super) fn wrap_plain(
    fonts: &Fonts,
    text: &str,
    style: Style,
    size: f64,
    width: f64,
    limit: usize,
) -> Vec<String> {
    let mut lines: Vec<String> = wrap(fonts, &[Piece::new(text, style)], size, width)
        .into_iter()
        .map(|line| line.into_iter().map(|piece| piece.text).collect())
        .collect();
    if lines.len() > limit && limit > 0 {
        let rest = lines.split_off(limit - 1).join(" ");
        lines.push(fonts.cut(&rest, style, size, width));
    }
    lines
}

/// How wide a line becomes.
pub(super) fn measure(fonts: &Fonts, line: &[Piece], size: f64) -> f64 {
    line.iter().map(|piece| fonts.width(&piece.text, piece.style, size)).sum()
}

fn append(line: &mut Line, text: &str, style: Style) {
    match line.last_mut() {
        Some(last) if last.style == style => last.text.push_str(text),
        _ => line.push(Piece::new(text, style)),
    }
}

/// The words; one may change its style inside.
fn words(pieces: &[Piece]) -> Vec<Line> {
    let mut words: Vec<Line> = Vec::new();
    let mut open = false;
    for piece in pieces {
        for part in piece.text.split_inclusive(' ') {
            let text = part.trim_end_matches(' ');
            if !text.is_empty() {
                match words.last_mut() {
                    Some(word) if open => append(word, text, piece.style),
                    _ => words.push(vec![Piece::new(text, piece.style)]),
                }
                open = true;
            }
            if part.ends_with(' ') {
                open = false;
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Vec<(String, Style)> {
        pieces(line, Style::Regular).into_iter().map(|piece| (piece.text, piece.style)).collect()
    }

    #[test]
    fn bold_and_italic_switch_and_escapes_are_literal() {
        assert_eq!(
            shown(r"**Asta:** det *går* \*godt\* a_b"),
            vec![
                ("Asta:".into(), Style::Bold),
                (" det ".into(), Style::Regular),
                ("går".into(), Style::Italic),
                (" *godt* a_b".into(), Style::Regular),
            ]
        );
        assert_eq!(shown("2 * 3 ** 4"), vec![("2 * 3 ** 4".into(), Style::Regular)]);
    }

    #[test]
    fn every_line_fits_and_no_letter_is_lost() {
        let fonts = Fonts::embedded().expect("the embedded fonts are readable");
        let text = "Min dag blev *lettere*, da **en af os** tog specialpædagogikundervisningstimen";
        let pieces = pieces(text, Style::Regular);
        let lines = wrap(fonts, &pieces, 32.0, 260.0);
        let letters = |lines: &[Line]| -> String {
            lines.iter().flatten().flat_map(|p| p.text.chars()).filter(|c| *c != ' ').collect()
        };
        assert_eq!(letters(&lines), letters(&[pieces]));
        for line in &lines {
            assert!(measure(fonts, line, 32.0) <= 260.0, "{line:?}");
        }
    }
}
