//! The picture of a team's month: a bed where each good example is a leaf, and the words that were talked about.
//!
//! Decides what is shown and in which order. The four expectations stand in their reading order at the same
//! width, and one without an example says so as an invitation. It counts examples, never people, and is given
//! the numbers of posts and answers only when they may be shown.

use super::PictureError;
use super::font::{Fonts, Style};
use super::lines::wrap;
use super::palette::{self, EARTH, EDGE, GLOW, INK, PAPER, PILLS, SOFT_INK, SUN};
use super::plant::{plant, seedling};
use super::svg::{Anchor, Canvas};
use crate::domain::expectation::Expectation;
use crate::domain::language::Language;
use crate::text::{names, picture as words};

/// Width and height in pixels.
const SIZE: (f64, f64) = (1200.0, 824.0);
/// The longest description Discord takes with a file.
const ALT_TEXT_LIMIT: usize = 1_024;

const MARGIN: f64 = 56.0;
const COLUMN: f64 = (SIZE.0 - 2.0 * MARGIN) / 4.0;
const SOIL: f64 = 468.0;
const PILL_HEIGHT: f64 = 56.0;
const PILL_SIZE: f64 = 30.0;

/// A month of one team, as far as the picture shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthPicture {
    /// The team's name, as typed.
    pub team: String,
    /// The month in words, such as `november 2026`.
    pub month: String,
    /// The language of the words in the picture.
    pub language: Language,
    /// How many good examples carried each expectation.
    pub expectations: [(Expectation, u32); 4],
    /// What the prompts were about, with a weight each; the heaviest come first.
    pub themes: Vec<(String, u32)>,
    /// How many prompts were posted.
    pub posts: Option<u32>,
    /// How many answers came; given only when at least k people stand behind it.
    pub answers: Option<u32>,
}

impl MonthPicture {
    fn examples(&self, expectation: Expectation) -> u32 {
        self.expectations.iter().filter(|(e, _)| *e == expectation).map(|(_, count)| *count).sum()
    }

    fn has_examples(&self) -> bool {
        self.expectations.iter().any(|(_, count)| *count > 0)
    }

    /// Every theme once, the heaviest first, then by name.
    fn themes_in_order(&self, fonts: &Fonts) -> Vec<(String, u32)> {
        let mut themes: Vec<(String, u32)> = Vec::new();
        for (theme, weight) in &self.themes {
            let theme = fonts.drawable(theme);
            match themes.iter_mut().find(|(known, _)| *known == theme) {
                Some((_, sum)) => *sum = sum.saturating_add(*weight),
                None if theme.is_empty() => {}
                None => themes.push((theme, *weight)),
            }
        }
        themes.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        themes
    }

    /// `4 questions · 23 answers`, as far as it is given.
    fn numbers(&self) -> Option<String> {
        let posts = self.posts.filter(|n| *n > 0).map(|n| words::picture_questions(self.language, n));
        let answers = self.answers.filter(|n| *n > 0).map(|n| words::picture_answers(self.language, n));
        let parts: Vec<String> = [posts, answers].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}

/// Draws `month` as PNG, 1200 × 824 pixels with round corners on nothing: the same bytes for the same month.
pub fn month_picture(month: &MonthPicture) -> Result<Vec<u8>, PictureError> {
    drawing(month, Fonts::embedded()?).png(SIZE, 1.0)
}

/// The picture in words, for those who hear it: at most 1,024 characters.
pub fn alt_text(month: &MonthPicture) -> String {
    let language = month.language;
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let team: String = tidy(&month.team).chars().take(100).collect();
    let mut parts = vec![words::picture_alt(language, &tidy(&month.month), &team)];
    if let Some(numbers) = month.numbers() {
        parts.push(format!("{numbers}."));
    }
    if !month.has_examples() {
        parts.push(words::picture_quiet(language));
    }
    for expectation in Expectation::ALL {
        let said = match month.examples(expectation) {
            0 => words::invitation(language, expectation),
            count => format!("{}.", words::picture_examples(language, count)),
        };
        parts.push(format!("{}: {said}", names::expectation(language, expectation)));
    }
    let mut themes: Vec<&(String, u32)> = month.themes.iter().collect();
    themes.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    if !themes.is_empty() {
        let names: Vec<String> = themes.iter().map(|(theme, _)| tidy(theme)).collect();
        parts.push(format!("{}: {}.", words::picture_talked_about(language), names.join(", ")));
    }
    let mut text = parts.join(" ");
    if text.chars().count() > ALT_TEXT_LIMIT {
        text = text.chars().take(ALT_TEXT_LIMIT - 1).collect();
        text.push('…');
    }
    text
}

/// The month as a drawing of [`SIZE`], to be written as PNG or put into another drawing.
fn drawing(month: &MonthPicture, fonts: &Fonts) -> Canvas {
    let mut canvas = Canvas::default();
    canvas.raw(r#"<clipPath id="month-card"><rect width="1200" height="824" rx="40"/></clipPath><g clip-path="url(#month-card)">"#);
    canvas.rect((0.0, 0.0), SIZE, 0.0, PAPER);
    canvas.circle((1062.0, 66.0), 196.0, GLOW);
    canvas.circle((1062.0, 66.0), 132.0, SUN);
    heading(&mut canvas, month, fonts);
    garden(&mut canvas, month, fonts);
    talk(&mut canvas, month, fonts);
    canvas.raw("</g>");
    canvas.framed((1.5, 1.5), (SIZE.0 - 3.0, SIZE.1 - 3.0), 38.5, ("none", EDGE, r#"stroke-width="3""#));
    canvas
}

fn heading(canvas: &mut Canvas, month: &MonthPicture, fonts: &Fonts) {
    let language = month.language;
    let team = match fonts.drawable(&month.team) {
        name if name.is_empty() => words::picture_our_team(language),
        name => name,
    };
    let team = fonts.cut(&team, Style::Bold, 34.0, 790.0);
    canvas.text((MARGIN, 80.0), Anchor::Start, (Style::Bold, 34.0, SOFT_INK), &team);
    let title = fonts.cut(&capitalised(&fonts.drawable(&month.month)), Style::Bold, 66.0, 790.0);
    canvas.text((MARGIN, 150.0), Anchor::Start, (Style::Bold, 66.0, INK), &title);
    let line =
        if month.has_examples() { words::picture_leaf(language) } else { words::picture_quiet(language) };
    canvas.text((MARGIN, 202.0), Anchor::Start, (Style::Regular, 29.0, SOFT_INK), &line);
    if let Some(numbers) = month.numbers() {
        for (index, part) in (0_u32..).zip(numbers.split(" · ")) {
            let y = 64.0 + 42.0 * f64::from(index);
            let part = fonts.cut(part, Style::Bold, 31.0, 230.0);
            canvas.text((1062.0, y), Anchor::Middle, (Style::Bold, 31.0, INK), &part);
        }
    }
}

fn garden(canvas: &mut Canvas, month: &MonthPicture, fonts: &Fonts) {
    let columns = (0_u32..).zip(Expectation::ALL).map(|(index, expectation)| {
        let x = MARGIN + COLUMN * (f64::from(index) + 0.5);
        let sway = if index % 2 == 0 { 1.0 } else { -1.0 };
        (x, sway, expectation)
    });
    for (x, sway, expectation) in columns.clone() {
        let colours = palette::expectation(expectation);
        match month.examples(expectation) {
            0 => invite(canvas, month, fonts, (x, expectation)),
            leaves => plant(canvas, (x, SOIL), leaves, sway, colours),
        }
    }
    canvas.path(
        &format!(
            "M0 {SOIL}C200 {:.1} 420 {:.1} 640 {:.1}S1040 {:.1} 1200 {:.1}V592H0Z",
            SOIL - 14.0,
            SOIL + 12.0,
            SOIL - 2.0,
            SOIL - 14.0,
            SOIL + 2.0
        ),
        &format!(r#"fill="{EARTH}""#),
    );
    for (x, _, expectation) in columns {
        let label = names::expectation(month.language, expectation);
        let lines = wrap(fonts, &label, Style::Bold, 29.0, COLUMN - 22.0, 2);
        let first = if lines.len() == 1 { 544.0 } else { 526.0 };
        for (index, line) in (0_u32..).zip(lines) {
            let y = first + 38.0 * f64::from(index);
            canvas.text((x, y), Anchor::Middle, (Style::Bold, 29.0, INK), &line);
        }
    }
}

/// A seedling and, in a bubble above it, the question that may make it grow.
fn invite(canvas: &mut Canvas, month: &MonthPicture, fonts: &Fonts, (x, expectation): (f64, Expectation)) {
    let (dark, light) = palette::expectation(expectation);
    let question = words::invitation(month.language, expectation);
    let lines = wrap(fonts, &question, Style::Italic, 27.0, COLUMN - 48.0, 3);
    let rows = f64::from(u32::try_from(lines.len()).unwrap_or(3));
    let height = 36.0 * rows + 32.0;
    let top = SOIL - 72.0 - height;
    canvas.framed(
        (x - COLUMN / 2.0 + 9.0, top),
        (COLUMN - 18.0, height),
        24.0,
        ("#ffffff", light, r#"stroke-width="3" stroke-dasharray="2 9" stroke-linecap="round""#),
    );
    for (index, line) in (0_u32..).zip(lines) {
        let y = top + 43.0 + 36.0 * f64::from(index);
        canvas.text((x, y), Anchor::Middle, (Style::Italic, 27.0, dark), &line);
    }
    seedling(canvas, (x, SOIL), (dark, light));
}

/// What was talked about, as pills on two rows; what does not fit becomes "and more".
fn talk(canvas: &mut Canvas, month: &MonthPicture, fonts: &Fonts) {
    let language = month.language;
    let themes = month.themes_in_order(fonts);
    if themes.is_empty() {
        let lines = wrap(
            fonts,
            &words::picture_nothing_said(language),
            Style::Regular,
            32.0,
            SIZE.0 - 2.0 * MARGIN,
            2,
        );
        for (index, line) in (0_u32..).zip(lines) {
            let y = 694.0 + 46.0 * f64::from(index);
            canvas.text((SIZE.0 / 2.0, y), Anchor::Middle, (Style::Regular, 32.0, SOFT_INK), &line);
        }
        return;
    }
    canvas.text(
        (MARGIN, 644.0),
        Anchor::Start,
        (Style::Bold, 29.0, SOFT_INK),
        &words::picture_talked_about(language),
    );
    let most = themes.first().map_or(1, |(_, weight)| *weight);
    let least = themes.last().map_or(1, |(_, weight)| *weight);
    let (mut x, mut y) = (MARGIN, 666.0);
    let more = words::picture_more(language);
    let room_for_more = fonts.width(&more, Style::Italic, PILL_SIZE) + 24.0;
    let count = themes.len();
    for (index, (theme, weight)) in themes.into_iter().enumerate() {
        let loud = weight == most && index < 3 && (most > least || count <= 3);
        let style = if loud { Style::Bold } else { Style::Regular };
        let word = fonts.cut(&theme, style, PILL_SIZE, 470.0);
        let width = fonts.width(&word, style, PILL_SIZE) + 48.0;
        let last_row = y > 694.0;
        let right = SIZE.0 - MARGIN - if last_row && index + 1 < count { room_for_more } else { 0.0 };
        if x + width > right {
            if last_row {
                canvas.text((x + 10.0, y + 38.0), Anchor::Start, (Style::Italic, PILL_SIZE, SOFT_INK), &more);
                return;
            }
            (x, y) = (MARGIN, y + PILL_HEIGHT + 14.0);
        }
        let (ground, ink) = PILLS[if loud { 0 } else { usize::from(weight < 2) + 1 }];
        canvas.rect((x, y), (width, PILL_HEIGHT), PILL_HEIGHT / 2.0, ground);
        canvas.text((x + 24.0, y + 38.5), Anchor::Start, (style, PILL_SIZE, ink), &word);
        x += width + 14.0;
    }
}

/// With a capital first letter: a month stands at the head of a line here.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
