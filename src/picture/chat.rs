//! Messages as they look in a team's chat: for the pictures in the README and for the demo.
//!
//! Decides layout only. Says nothing of its own: every word comes in with the value, and nothing here
//! knows what a prompt or a letter is.

use super::PictureError;
use super::font::{Fonts, Style};
use super::markup::{Block, Line, Piece, blocks, measure, pieces, wrap};
use super::month::{self, MonthPicture};
use super::palette::{AVATARS, ChatColours, DARK, INVITING, LIGHT};
use super::svg::{Anchor, Canvas};
use unicode_segmentation::UnicodeSegmentation;

/// Light or dark, as people set their chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// Dark text on white.
    #[default]
    Light,
    /// Light text on dark grey.
    Dark,
}

/// A stretch of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatPicture {
    /// Light or dark.
    pub look: Look,
    /// The channel's name over the messages, without `#`.
    pub channel: Option<String>,
    /// The messages, oldest first.
    pub messages: Vec<ChatMessage>,
}

/// One message. Texts take `**bold**`, `*italic*`, `## heading`, `- item`, `> quote` and `-# small`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChatMessage {
    /// Who wrote it.
    pub author: String,
    /// The word on the badge beside an app's name, such as `APP`; none for a person.
    pub badge: Option<String>,
    /// When, in words.
    pub time: String,
    /// What stands in the message itself.
    pub text: String,
    /// A card under the text.
    pub card: Option<Card>,
    /// A picture of a month under the card.
    pub month: Option<MonthPicture>,
    /// The buttons under it.
    pub buttons: Vec<Button>,
    /// The thread on it.
    pub thread: Option<Thread>,
}

/// A card (an embed) with a coloured edge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// The edge, as `0xRRGGBB`.
    pub colour: u32,
    /// A small line over the title.
    pub overline: String,
    /// The title, bold.
    pub title: String,
    /// The text.
    pub text: String,
    /// A small line at the foot.
    pub footer: String,
}

/// A button; nobody can press it here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// Its words.
    pub label: String,
    /// Whether it is the one that invites.
    pub inviting: bool,
}

/// A thread under a message, with a few of its answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Thread {
    /// Its name.
    pub name: String,
    /// How much there is, in words, such as `4 svar`.
    pub count: String,
    /// Answers to show: who, and what.
    pub answers: Vec<(String, String)>,
}

const WIDTH: f64 = 760.0;
const MARGIN: f64 = 24.0;
const TEXT_LEFT: f64 = 84.0;
const TEXT_WIDTH: f64 = WIDTH - TEXT_LEFT - MARGIN;
const CARD_WIDTH: f64 = 580.0;
const BODY: f64 = 16.0;
const SMALL: f64 = 13.0;

/// Draws a stretch of a channel as PNG: 760 units wide, two pixels to the unit, as tall as it needs to be.
pub fn chat_picture(chat: &ChatPicture) -> Result<Vec<u8>, PictureError> {
    let fonts = Fonts::embedded()?;
    let colours = match chat.look {
        Look::Light => &LIGHT,
        Look::Dark => &DARK,
    };
    let mut page = Page { canvas: Canvas::default(), fonts, colours, y: 0.0 };
    page.channel(chat.channel.as_deref());
    for message in &chat.messages {
        page.message(message);
    }
    let height = (page.y + 22.0).ceil();
    let mut canvas = Canvas::default();
    canvas.framed((0.5, 0.5), (WIDTH - 1.0, height - 1.0), 14.0, (colours.ground, colours.edge, ""));
    canvas.raw(&page.canvas.element((0.0, 0.0), (WIDTH, height), (WIDTH, height)));
    canvas.png((WIDTH, height), 2.0)
}

/// A page in the making; `y` is where the next thing begins.
struct Page<'a> {
    canvas: Canvas,
    fonts: &'a Fonts,
    colours: &'a ChatColours,
    y: f64,
}

impl Page<'_> {
    fn channel(&mut self, name: Option<&str>) {
        let Some(name) = name.map(|name| self.fonts.drawable(name)) else {
            self.y = 8.0;
            return;
        };
        let name = self.fonts.cut(&name, Style::Bold, BODY, TEXT_WIDTH);
        self.canvas.text((MARGIN, 33.0), Anchor::Start, (Style::Regular, 22.0, self.colours.muted), "#");
        self.canvas.text(
            (MARGIN + 22.0, 32.0),
            Anchor::Start,
            (Style::Bold, BODY, self.colours.strong),
            &name,
        );
        self.canvas.rect((1.0, 50.0), (WIDTH - 2.0, 1.0), 0.0, self.colours.edge);
        self.y = 52.0;
    }

    fn message(&mut self, message: &ChatMessage) {
        self.y += 18.0;
        let top = self.y;
        self.avatar(&message.author, (MARGIN + 20.0, top + 21.0), 20.0);
        self.byline(message, top + 15.0);
        self.y = top + 24.0;
        self.text(&message.text, (TEXT_LEFT, TEXT_WIDTH), BODY);
        if let Some(card) = &message.card {
            self.card(card);
        }
        if let Some(picture) = &message.month {
            self.y += 8.0;
            let (width, height) = (CARD_WIDTH, CARD_WIDTH * month::SIZE.1 / month::SIZE.0);
            let drawing = month::drawing(picture, self.fonts);
            self.canvas.raw(&drawing.element((TEXT_LEFT, self.y), (width, height), month::SIZE));
            self.y += height;
        }
        self.buttons(&message.buttons);
        if let Some(thread) = &message.thread {
            self.thread(thread, top + 46.0);
        }
    }

    fn byline(&mut self, message: &ChatMessage, y: f64) {
        let name = self.fonts.drawable(&message.author);
        let name = self.fonts.cut(&name, Style::Bold, BODY, 380.0);
        self.canvas.text((TEXT_LEFT, y), Anchor::Start, (Style::Bold, BODY, self.colours.strong), &name);
        let mut x = TEXT_LEFT + self.fonts.width(&name, Style::Bold, BODY) + 8.0;
        if let Some(badge) = message.badge.as_deref().map(|badge| self.fonts.drawable(badge)) {
            let width = self.fonts.width(&badge, Style::Bold, 10.5) + 11.0;
            self.canvas.rect((x, y - 12.5), (width, 16.0), 4.0, INVITING.0);
            self.canvas.text((x + 5.5, y - 0.7), Anchor::Start, (Style::Bold, 10.5, INVITING.1), &badge);
            x += width + 8.0;
        }
        let time = self.fonts.drawable(&message.time);
        self.canvas.text((x, y), Anchor::Start, (Style::Regular, SMALL, self.colours.muted), &time);
    }

    fn avatar(&mut self, name: &str, (x, y): (f64, f64), radius: f64) {
        let name = self.fonts.drawable(name);
        let initials: String = name
            .split(' ')
            .filter_map(|word| word.graphemes(true).find(|g| g.chars().all(char::is_alphabetic)))
            .take(if radius < 15.0 { 1 } else { 2 })
            .map(str::to_uppercase)
            .collect();
        let sum = name.bytes().fold(18_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 9_973);
        self.canvas.circle((x, y), radius, AVATARS[sum % AVATARS.len()]);
        let size = radius * if initials.chars().count() > 1 { 0.76 } else { 1.0 };
        self.canvas.text((x, y + size * 0.36), Anchor::Middle, (Style::Bold, size, "#ffffff"), &initials);
    }

    fn text(&mut self, text: &str, (left, width): (f64, f64), size: f64) {
        for (block, pieces) in blocks(self.fonts, text) {
            let (size, indent, ink) = match block {
                Block::Gap => {
                    self.y += size * 0.55;
                    continue;
                }
                Block::Heading => (size * 1.15, 0.0, self.colours.strong),
                Block::Small => (SMALL, 0.0, self.colours.muted),
                Block::Bullet => (size, 18.0, self.colours.text),
                Block::Quote => (size, 16.0, self.colours.text),
                Block::Paragraph => (size, 0.0, self.colours.text),
            };
            let top = self.y;
            if block == Block::Heading {
                self.y += 4.0;
            }
            for line in wrap(self.fonts, &pieces, size, width - indent) {
                self.line(&line, left + indent, (size, ink));
            }
            match block {
                Block::Quote => {
                    self.canvas.rect((left, top + 2.0), (4.0, self.y - top - 1.0), 2.0, self.colours.spine);
                }
                Block::Bullet => self.canvas.circle((left + 7.0, top + size * 0.86), 2.6, ink),
                _ => {}
            }
        }
    }

    fn line(&mut self, line: &Line, left: f64, (size, ink): (f64, &str)) {
        self.canvas.line((left, self.y + size * 1.1), Anchor::Start, (size, ink), line);
        self.y += (size * 1.42).round();
    }

    fn card(&mut self, card: &Card) {
        self.y += 6.0;
        let top = self.y;
        let (left, width) = (TEXT_LEFT + 20.0, CARD_WIDTH - 38.0);
        let ground = std::mem::take(&mut self.canvas);
        self.y += 12.0;
        if !card.overline.is_empty() {
            self.wrapped(&card.overline, Style::Bold, (left, width), (SMALL, self.colours.muted));
            self.y += 3.0;
        }
        if !card.title.is_empty() {
            self.wrapped(&card.title, Style::Bold, (left, width), (18.0, self.colours.strong));
            self.y += 5.0;
        }
        self.text(&card.text, (left, width), BODY);
        if !card.footer.is_empty() {
            self.y += 8.0;
            self.wrapped(&card.footer, Style::Regular, (left, width), (SMALL, self.colours.muted));
        }
        self.y += 12.0;
        let content = std::mem::replace(&mut self.canvas, ground);
        let height = self.y - top;
        let edge = format!("#{:06x}", card.colour & 0x00ff_ffff);
        self.canvas.rect((TEXT_LEFT, top), (20.0, height), 6.0, &edge);
        let right = TEXT_LEFT + CARD_WIDTH;
        self.canvas.path(
            &format!(
                "M{:.1} {top:.1}H{:.1}A6 6 0 0 1 {right:.1} {:.1}V{:.1}A6 6 0 0 1 {:.1} {:.1}H{:.1}Z",
                TEXT_LEFT + 5.0,
                right - 6.0,
                top + 6.0,
                self.y - 6.0,
                right - 6.0,
                self.y,
                TEXT_LEFT + 5.0
            ),
            &format!(r#"fill="{}""#, self.colours.card),
        );
        self.canvas.append(&content);
    }

    fn wrapped(&mut self, text: &str, style: Style, (left, width): (f64, f64), (size, ink): (f64, &str)) {
        let words = pieces(&self.fonts.drawable(text), style);
        for line in wrap(self.fonts, &words, size, width) {
            self.line(&line, left, (size, ink));
        }
    }

    fn buttons(&mut self, buttons: &[Button]) {
        if buttons.is_empty() {
            return;
        }
        self.y += 10.0;
        let mut x = TEXT_LEFT;
        for button in buttons {
            let label = self.fonts.drawable(&button.label);
            let label = self.fonts.cut(&label, Style::Bold, 14.0, 260.0);
            let width = self.fonts.width(&label, Style::Bold, 14.0) + 32.0;
            if x > TEXT_LEFT && x + width > WIDTH - MARGIN {
                (x, self.y) = (TEXT_LEFT, self.y + 42.0);
            }
            let (ground, ink) = if button.inviting { INVITING } else { self.colours.button };
            self.canvas.rect((x, self.y), (width, 34.0), 8.0, ground);
            self.canvas.text((x + 16.0, self.y + 22.3), Anchor::Start, (Style::Bold, 14.0, ink), &label);
            x += width + 8.0;
        }
        self.y += 34.0;
    }

    /// The thread's name and its last answers, tied to the message by a line from the avatar.
    fn thread(&mut self, thread: &Thread, from: f64) {
        self.y += 12.0;
        let (top, spine) = (self.y, MARGIN + 20.0);
        self.canvas.path(
            &format!(
                "M{spine} {from:.1}V{:.1}A10 10 0 0 0 {:.1} {:.1}H{:.1}",
                top + 12.0,
                spine + 10.0,
                top + 22.0,
                TEXT_LEFT - 6.0
            ),
            &format!(r#"fill="none" stroke="{}" stroke-width="2""#, self.colours.spine),
        );
        let ground = std::mem::take(&mut self.canvas);
        self.y += 9.0;
        let left = TEXT_LEFT + 16.0;
        let count = self.fonts.drawable(&thread.count);
        let room = CARD_WIDTH - 44.0 - self.fonts.width(&count, Style::Bold, SMALL);
        let name = self.fonts.cut(&self.fonts.drawable(&thread.name), Style::Bold, 14.0, room);
        let baseline = self.y + 17.0;
        self.canvas.text((left, baseline), Anchor::Start, (Style::Bold, 14.0, self.colours.strong), &name);
        let x = left + measure(self.fonts, &[Piece::new(name, Style::Bold)], 14.0) + 10.0;
        self.canvas.text((x, baseline), Anchor::Start, (Style::Bold, SMALL, self.colours.link), &count);
        self.y += 28.0;
        for (who, said) in &thread.answers {
            self.answer(who, said, left);
        }
        self.y += 9.0;
        let content = std::mem::replace(&mut self.canvas, ground);
        self.canvas.rect((TEXT_LEFT, top), (CARD_WIDTH, self.y - top), 8.0, self.colours.card);
        self.canvas.append(&content);
    }

    fn answer(&mut self, who: &str, said: &str, left: f64) {
        self.y += 3.0;
        self.avatar(who, (left + 11.0, self.y + 11.5), 11.0);
        let who = self.fonts.drawable(who);
        let mut line = vec![
            Piece::new(self.fonts.cut(&who, Style::Bold, 14.0, 200.0), Style::Bold),
            Piece::new("  ", Style::Regular),
        ];
        line.extend(pieces(&self.fonts.drawable(said), Style::Regular));
        for line in wrap(self.fonts, &line, 14.0, CARD_WIDTH - 66.0) {
            self.line(&line, left + 32.0, (14.0, self.colours.text));
        }
        self.y += 3.0;
    }
}
