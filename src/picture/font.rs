//! The embedded fonts: what they can show, how wide it becomes, and where it is cut.
//!
//! Noto Sans (SIL Open Font License) for everything; `DejaVu` Sans stands in for scripts it lacks, such
//! as Arabic and Hebrew. What neither can show (most emoji) is left out rather than drawn as a box.

use super::PictureError;
use resvg::usvg::fontdb::{Database, Source};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::sync::{Arc, LazyLock};
use unicode_segmentation::UnicodeSegmentation;

/// The family that every drawing names.
pub(super) const FAMILY: &str = "Noto Sans";

/// A cut of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Style {
    #[default]
    Regular,
    Bold,
    Italic,
}

impl Style {
    /// The attributes that choose it in SVG.
    pub(super) fn attributes(self) -> &'static str {
        match self {
            Self::Regular => "",
            Self::Bold => r#" font-weight="700""#,
            Self::Italic => r#" font-style="italic""#,
        }
    }
}

/// One face, ready to be asked.
struct Face {
    font: FontRef<'static>,
    units_per_em: f64,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Result<Self, String> {
        let font = FontRef::new(bytes).map_err(|error| error.to_string())?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        Ok(Self { font, units_per_em: f64::from(metrics.units_per_em.max(1)) })
    }

    /// The width of `character` in ems, when this face has it.
    fn advance(&self, character: char) -> Option<f64> {
        let glyph = self.font.charmap().map(character)?;
        let metrics = self.font.glyph_metrics(Size::unscaled(), LocationRef::default());
        Some(f64::from(metrics.advance_width(glyph)?) / self.units_per_em)
    }
}

/// All faces, for measuring and for drawing.
pub(super) struct Fonts {
    /// For drawing.
    pub(super) database: Arc<Database>,
    regular: Face,
    bold: Face,
    italic: Face,
    fallback: Face,
}

static FONTS: LazyLock<Result<Fonts, String>> = LazyLock::new(Fonts::read);

impl Fonts {
    /// The fonts, read once in a process. Their bytes stay where the program's own are: nothing is copied.
    pub(super) fn embedded() -> Result<&'static Self, PictureError> {
        FONTS.as_ref().map_err(|reason| PictureError::Font(reason.clone()))
    }

    fn read() -> Result<Self, String> {
        let mut database = Database::new();
        for bytes in
            [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, dejavu::sans::regular()]
        {
            database.load_font_source(Source::Binary(Arc::new(bytes)));
        }
        database.set_sans_serif_family(FAMILY);
        Ok(Self {
            database: Arc::new(database),
            regular: Face::read(notosans::REGULAR_TTF)?,
            bold: Face::read(notosans::BOLD_TTF)?,
            italic: Face::read(notosans::ITALIC_TTF)?,
            fallback: Face::read(dejavu::sans::regular())?,
        })
    }

    fn face(&self, style: Style) -> &Face {
        match style {
            Style::Regular => &self.regular,
            Style::Bold => &self.bold,
            Style::Italic => &self.italic,
        }
    }

    fn advance(&self, character: char, style: Style) -> Option<f64> {
        self.face(style).advance(character).or_else(|| self.fallback.advance(character))
    }

    /// How wide `text` becomes at `size` pixels. Without kerning and joining, so never too little in practice.
    pub(super) fn width(&self, text: &str, style: Style, size: f64) -> f64 {
        text.chars().filter_map(|character| self.advance(character, style)).sum::<f64>() * size
    }

    /// `text` as one line that can be drawn: no control, direction or zero-width characters, single
    /// spaces, and without the graphemes that no embedded font has.
    pub(super) fn drawable(&self, text: &str) -> String {
        let mut line = String::with_capacity(text.len());
        for grapheme in text.graphemes(true) {
            if grapheme.chars().all(char::is_whitespace) {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            } else if grapheme.chars().all(|c| is_invisible(c) || self.advance(c, Style::Regular).is_some()) {
                line.extend(grapheme.chars().filter(|c| !is_invisible(*c)));
            }
        }
        line.truncate(line.trim_end().len());
        line
    }

    /// `text`, cut with an ellipsis between graphemes when it is wider than `width`.
    pub(super) fn cut(&self, text: &str, style: Style, size: f64, width: f64) -> String {
        if self.width(text, style, size) <= width {
            return text.to_owned();
        }
        let room = width - self.width("…", style, size);
        let mut kept = String::new();
        let mut used = 0.0;
        for grapheme in text.graphemes(true) {
            used += self.width(grapheme, style, size);
            if used > room {
                break;
            }
            kept.push_str(grapheme);
        }
        kept.truncate(kept.trim_end_matches([' ', ',', '·', '-', '–']).len());
        kept.push('…');
        kept
    }
}

/// Characters that draw nothing and may change how others are drawn.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> &'static Fonts {
        Fonts::embedded().expect("the embedded fonts are readable")
    }

    #[test]
    fn danish_letters_are_in_every_style() {
        for style in [Style::Regular, Style::Bold, Style::Italic] {
            for letter in "æøåÆØÅéüß»«–…·".chars() {
                assert!(fonts().face(style).advance(letter).is_some(), "{letter} {style:?}");
            }
        }
    }

    #[test]
    fn what_no_font_has_is_left_out_whole() {
        assert_eq!(fonts().drawable("Team 👩🏽‍🌾 Eng\u{202e}syd\n\tNord"), "Team Engsyd Nord");
        assert_eq!(fonts().drawable("\u{200b}\u{0}"), "");
        assert_eq!(fonts().drawable("צוות الفريق"), "צוות الفريق");
    }

    #[test]
    fn a_cut_text_fits_its_width() {
        let cut = fonts().cut(&"Rengøringsassistenter ".repeat(9), Style::Bold, 30.0, 300.0);
        assert!(cut.ends_with('…'));
        assert!(fonts().width(&cut, Style::Bold, 30.0) <= 300.0);
    }
}
