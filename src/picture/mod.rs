//! Pictures: the month of a team. SVG written here, drawn to PNG.
//!
//! Decides how things look: palette, layout, where a line breaks. Knows `domain` and `text` only; it
//! never learns who answered, and is given no number that may not be shown. No font of the system's and
//! no network: the same value gives the same bytes on every run.

mod font;
mod lines;
pub mod month;
mod palette;
mod plant;
mod svg;

pub use month::{MonthPicture, alt_text, month_picture};

/// Why a picture could not be drawn. None of these depends on what a person typed.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// An embedded font cannot be read.
    #[error("an embedded font cannot be read: {0}")]
    Font(String),
    /// The drawing is not well-formed: a fault of ours.
    #[error("the drawing cannot be read back: {0}")]
    Drawing(String),
    /// The picture has no area, or more than memory allows.
    #[error("a picture of this size cannot be made")]
    Size,
    /// The PNG could not be written.
    #[error("the picture cannot be written as PNG: {0}")]
    Encoding(String),
}
