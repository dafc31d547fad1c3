//! Text broken into lines that fit.
//!
//! Decides where a line breaks, by the metrics of the font; knows nothing about where it is drawn.

use super::font::{Fonts, Style};
use unicode_segmentation::UnicodeSegmentation;

/// At most `limit` lines; what does not fit is cut in the last with an ellipsis.
pub(super) fn wrap(
    fonts: &Fonts,
    text: &str,
    style: Style,
    size: f64,
    width: f64,
    limit: usize,
) -> Vec<String> {
    let mut lines = all(fonts, text, style, size, width);
    if lines.len() > limit && limit > 0 {
        let rest = lines.split_off(limit - 1).join(" ");
        lines.push(fonts.cut(&rest, style, size, width));
    }
    lines
}

/// Words are kept whole unless one alone is wider than `width`; then it breaks between graphemes.
fn all(fonts: &Fonts, text: &str, style: Style, size: f64, width: f64) -> Vec<String> {
    let space = fonts.width(" ", style, size);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() && used + space + fonts.width(word, style, size) <= width {
            line.push(' ');
            used += space;
        } else if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        for grapheme in word.graphemes(true) {
            let step = fonts.width(grapheme, style, size);
            if used + step > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push_str(grapheme);
            used += step;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_fits_and_no_letter_is_lost() {
        let fonts = Fonts::embedded().expect("the embedded fonts are readable");
        let text = "Min dag blev lettere, da en af os tog specialpædagogikundervisningstimen";
        let lines = all(fonts, text, Style::Bold, 32.0, 260.0);
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        for line in &lines {
            assert!(fonts.width(line, Style::Bold, 32.0) <= 260.0, "{line:?}");
        }
    }
}
