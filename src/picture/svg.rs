//! A drawing as SVG, and the step from SVG to PNG.
//!
//! Decides how a shape is written; knows nothing about what it means.

use super::PictureError;
use super::font::{FAMILY, Fonts, Style};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fmt::Write as _;

/// Where a text stands in relation to its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

/// A drawing in the making. Coordinates are pixels before scaling; y is a text's baseline.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
}

impl Canvas {
    /// Puts in a fragment of SVG as it stands: ours, never a person's.
    pub(super) fn raw(&mut self, fragment: &str) {
        self.body.push_str(fragment);
    }

    /// A filled box with round corners.
    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), radius: f64, fill: &str) {
        let _ = write!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="{radius:.1}" fill="{fill}"/>"#
        );
    }

    /// A box with round corners and an edge; `extra` are attributes such as dashes.
    pub(super) fn framed(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        radius: f64,
        (fill, stroke, extra): (&str, &str, &str),
    ) {
        let _ = write!(
            self.body,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="{radius:.1}" fill="{fill}" stroke="{stroke}" {extra}/>"#
        );
    }

    /// A filled circle.
    pub(super) fn circle(&mut self, (x, y): (f64, f64), radius: f64, fill: &str) {
        let _ = write!(self.body, r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}" fill="{fill}"/>"#);
    }

    /// A path with the given attributes.
    pub(super) fn path(&mut self, d: &str, attributes: &str) {
        let _ = write!(self.body, r#"<path d="{d}" {attributes}/>"#);
    }

    /// One line of text.
    pub(super) fn text(
        &mut self,
        (x, y): (f64, f64),
        anchor: Anchor,
        (style, size, fill): (Style, f64, &str),
        text: &str,
    ) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
        };
        let (style, text) = (style.attributes(), escaped(text));
        let _ = write!(
            self.body,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size:.1}" fill="{fill}" text-anchor="{anchor}" xml:space="preserve"{style}>{text}</text>"#
        );
    }

    fn document(&self, (width, height): (f64, f64)) -> String {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width:.1}" height="{height:.1}" viewBox="0 0 {width:.1} {height:.1}" font-family="{FAMILY}">{}</svg>"#,
            self.body
        )
    }

    /// The drawing as PNG, `scale` pixels to the unit.
    pub(super) fn png(&self, size: (f64, f64), scale: f32) -> Result<Vec<u8>, PictureError> {
        let options = Options {
            font_family: FAMILY.to_owned(),
            fontdb: Fonts::embedded()?.database.clone(),
            ..Options::default()
        };
        let tree = Tree::from_str(&self.document(size), &options)
            .map_err(|error| PictureError::Drawing(error.to_string()))?;
        let area = tree.size().to_int_size().scale_by(scale).ok_or(PictureError::Size)?;
        let mut pixels = Pixmap::new(area.width(), area.height()).ok_or(PictureError::Size)?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| PictureError::Encoding(error.to_string()))
    }
}

/// `text` as XML character data.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            other => safe.push(other),
        }
    }
    safe
}
