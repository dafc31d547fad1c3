//! From what is to be said ([`Post`], [`Form`]) to the platform's own form. Nobody is notified but those whom
//! the post names (promise S2), and nothing is longer than the platform takes: what is too long is cut
//! between characters, with an ellipsis, rather than refused at the last moment.

use crate::discord::components::Codec;
use crate::picture::month_picture;
use crate::service::action::Action;
use crate::service::platform::{Button, Card, Count, Does, Form, Input, Look, Picture, Post, Row, TextFile};
use poise::serenity_prelude as serenity;
use serenity::{
    ActionRowComponent, ButtonStyle, ChannelType, CreateActionRow, CreateAllowedMentions, CreateAttachment,
    CreateButton, CreateEmbed, CreateEmbedFooter, CreateInputText, CreateInteractionResponseFollowup,
    CreateInteractionResponseMessage, CreateMessage, CreateModal, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption, EditAttachments, EditInteractionResponse, EditMessage, InputTextStyle, Nonce,
};
use unicode_segmentation::UnicodeSegmentation;

/// The most characters in a message's text.
pub const TEXT: usize = 2_000;
/// The most characters in all cards of a message together.
pub const CARDS_TOGETHER: usize = 6_000;
const CARDS: usize = 10;
const TITLE: usize = 256;
const CARD_TEXT: usize = 4_096;
const FIELDS: usize = 25;
const FIELD_BODY: usize = 1_024;
const FOOTER: usize = 2_048;
const ROWS: usize = 5;
const BUTTONS: usize = 5;
const LABEL: usize = 80;
const OPTIONS: usize = 25;
const OPTION: usize = 100;
const HINT: usize = 150;
const ALT: usize = 1_024;
const FORM_TITLE: usize = 45;
const INPUTS: usize = 5;
const INPUT_HINT: usize = 100;
const INPUT: u16 = 4_000;

/// Writes posts and forms with one codec for the ids in them.
#[derive(Debug, Clone)]
pub struct Encoder(Codec);

impl Encoder {
    /// An encoder whose ids `codec` writes.
    pub fn new(codec: Codec) -> Self {
        Self(codec)
    }

    /// The codec.
    pub fn codec(&self) -> &Codec {
        &self.0
    }

    /// A message to send, with a nonce that the platform is told to keep to.
    pub fn message(&self, post: &Post, nonce: Option<&str>) -> CreateMessage {
        let mut message = CreateMessage::new()
            .content(cut(&post.text, TEXT))
            .embeds(cards(post))
            .components(self.rows(&post.rows))
            .allowed_mentions(mentions(post));
        if let Some(picture) = &post.picture {
            message = message.add_file(attachment(picture, Vec::new()));
        }
        match nonce {
            Some(nonce) => message.nonce(Nonce::String(nonce.chars().take(25).collect())).enforce_nonce(true),
            None => message,
        }
    }

    /// A message whose whole content becomes `post`.
    pub fn edit(&self, post: &Post) -> EditMessage {
        EditMessage::new()
            .content(cut(&post.text, TEXT))
            .embeds(cards(post))
            .components(self.rows(&post.rows))
            .allowed_mentions(mentions(post))
            .attachments(
                post.picture
                    .iter()
                    .fold(EditAttachments::new(), |all, picture| all.add(attachment(picture, Vec::new()))),
            )
    }

    /// An answer to a command or click; shown to that person alone when `private`.
    pub fn answer(&self, post: &Post, private: bool) -> CreateInteractionResponseMessage {
        let mut answer = CreateInteractionResponseMessage::new()
            .content(cut(&post.text, TEXT))
            .embeds(cards(post))
            .components(self.rows(&post.rows))
            .allowed_mentions(mentions(post))
            .ephemeral(private);
        for file in files(post) {
            answer = answer.add_file(file);
        }
        answer
    }

    /// An answer that takes the place of the one given (or announced) before.
    pub fn edit_answer(&self, post: &Post) -> EditInteractionResponse {
        EditInteractionResponse::new()
            .content(cut(&post.text, TEXT))
            .embeds(cards(post))
            .components(self.rows(&post.rows))
            .allowed_mentions(mentions(post))
            .attachments(files(post).fold(EditAttachments::new(), EditAttachments::add))
    }

    /// One more private word after an answer.
    pub fn follow_up(&self, post: &Post) -> CreateInteractionResponseFollowup {
        CreateInteractionResponseFollowup::new()
            .content(cut(&post.text, TEXT))
            .embeds(cards(post))
            .components(self.rows(&post.rows))
            .allowed_mentions(mentions(post))
            .ephemeral(true)
    }

    /// A private window.
    pub fn form(&self, form: &Form) -> CreateModal {
        let inputs =
            form.inputs.iter().take(INPUTS).map(|one| CreateActionRow::InputText(input(one))).collect();
        CreateModal::new(self.0.write(&form.action), cut(&form.title, FORM_TITLE)).components(inputs)
    }

    /// The ids that the post's own components will have, in their order: by them it is recognised.
    pub fn ids(&self, post: &Post) -> Vec<String> {
        let mut ids = Vec::new();
        for row in post.rows.iter().take(ROWS) {
            match row {
                Row::Buttons(buttons) => {
                    ids.extend(buttons.iter().take(BUTTONS).filter_map(|button| match &button.does {
                        Does::Act(action) => Some(self.0.write(action)),
                        Does::Open(_) => None,
                    }));
                }
                Row::Choice { action, .. }
                | Row::People { action, .. }
                | Row::Channel { action, .. }
                | Row::Role { action, .. } => ids.push(self.0.write(action)),
            }
        }
        ids
    }

    fn rows(&self, rows: &[Row]) -> Vec<CreateActionRow> {
        rows.iter().take(ROWS).filter_map(|row| self.row(row)).collect()
    }

    fn row(&self, row: &Row) -> Option<CreateActionRow> {
        match row {
            Row::Buttons(buttons) if buttons.is_empty() => None,
            Row::Buttons(buttons) => Some(CreateActionRow::Buttons(
                buttons.iter().take(BUTTONS).map(|one| self.button(one)).collect(),
            )),
            Row::Choice { options, .. } if options.is_empty() => None,
            Row::Choice { action, hint, options, count, chosen } => {
                let (least, most) = match count {
                    Count::One => (1, 1),
                    Count::Any => (0, options.len().min(OPTIONS)),
                };
                let options = options
                    .iter()
                    .take(OPTIONS)
                    .map(|one| option(one).default_selection(chosen.contains(&one.0)))
                    .collect();
                let menu = self.menu(action, hint, CreateSelectMenuKind::String { options });
                let most = u8::try_from(most).unwrap_or(u8::MAX);
                Some(CreateActionRow::SelectMenu(menu.min_values(least).max_values(most)))
            }
            // What stands is not chosen to begin with: the library writes its id as a number, which the platform's
            // description does not take.
            Row::Channel { action, hint } => {
                let kind = CreateSelectMenuKind::Channel {
                    channel_types: Some(vec![ChannelType::Text]),
                    default_channels: None,
                };
                Some(CreateActionRow::SelectMenu(self.menu(action, hint, kind)))
            }
            Row::Role { action, hint } => {
                let kind = CreateSelectMenuKind::Role { default_roles: None };
                Some(CreateActionRow::SelectMenu(self.menu(action, hint, kind)))
            }
            Row::People { action, hint, most } => {
                let menu = self.menu(action, hint, CreateSelectMenuKind::User { default_users: None });
                Some(CreateActionRow::SelectMenu(menu.min_values(1).max_values((*most).clamp(1, 25))))
            }
        }
    }

    fn menu(&self, action: &Action, hint: &str, kind: CreateSelectMenuKind) -> CreateSelectMenu {
        CreateSelectMenu::new(self.0.write(action), kind).placeholder(cut(hint, HINT))
    }

    fn button(&self, button: &Button) -> CreateButton {
        let label = cut(&button.label, LABEL);
        let action = match &button.does {
            Does::Open(address) => return CreateButton::new_link(address).label(label),
            Does::Act(action) => action,
        };
        let style = match button.look {
            Look::Primary => ButtonStyle::Primary,
            Look::Secondary => ButtonStyle::Secondary,
            Look::Success => ButtonStyle::Success,
            Look::Danger => ButtonStyle::Danger,
        };
        CreateButton::new(self.0.write(action)).style(style).label(label)
    }
}

/// The words that were typed into a sent form, by their keys.
pub fn typed(modal: &serenity::ModalInteractionData) -> Vec<(String, String)> {
    let inputs = modal.components.iter().flat_map(|row| &row.components);
    inputs
        .filter_map(|one| match one {
            ActionRowComponent::InputText(input) => {
                Some((input.custom_id.clone(), input.value.clone().unwrap_or_default()))
            }
            _ => None,
        })
        .collect()
}

/// `text` with at most `most` characters, counted as the platform counts them (code points), never cut inside
/// what a reader sees as one character.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut room = most.saturating_sub(1);
    for grapheme in text.graphemes(true) {
        let length = grapheme.chars().count();
        if length > room {
            break;
        }
        room -= length;
        kept.push_str(grapheme);
    }
    if most > 0 {
        kept.push('…');
    }
    kept
}

fn mentions(post: &Post) -> CreateAllowedMentions {
    let people = post.mentions.iter().filter(|user| user.0 != 0).take(100);
    CreateAllowedMentions::new()
        .users(people.map(|user| serenity::UserId::new(user.unsigned())))
        .empty_roles()
        .replied_user(false)
}

fn cards(post: &Post) -> Vec<CreateEmbed> {
    let mut room = CARDS_TOGETHER;
    let mut cards: Vec<CreateEmbed> = post.cards.iter().take(CARDS).map(|one| card(one, &mut room)).collect();
    if let Some(picture) = &post.picture {
        let first = if cards.is_empty() { CreateEmbed::new() } else { cards.remove(0) };
        cards.insert(0, first.attachment(&picture.name));
    }
    cards
}

/// One card, within what `room` the cards before it have left.
fn card(card: &Card, room: &mut usize) -> CreateEmbed {
    let mut fit = |text: &str, most: usize| {
        let text = cut(text, most.min(*room));
        *room -= text.chars().count();
        text
    };
    let mut embed = CreateEmbed::new().colour(card.colour & 0x00ff_ffff);
    let title = fit(&card.title, TITLE);
    if !title.is_empty() {
        embed = embed.title(title);
    }
    // The small print says what is kept: it goes before the text when there is no room for both.
    let footer = fit(&card.footer, FOOTER);
    let text = fit(&card.text, CARD_TEXT);
    if !text.is_empty() {
        embed = embed.description(text);
    }
    for (heading, body) in card.fields.iter().take(FIELDS) {
        let (heading, body) = (fit(heading, TITLE), fit(body, FIELD_BODY));
        if heading.is_empty() || body.is_empty() {
            continue;
        }
        embed = embed.field(heading, body, false);
    }
    if footer.is_empty() { embed } else { embed.footer(CreateEmbedFooter::new(footer)) }
}

/// A picture's place in a message; its bytes go beside it.
fn attachment(picture: &Picture, png: Vec<u8>) -> CreateAttachment {
    CreateAttachment::bytes(png, picture.name.clone()).description(cut(&picture.alt, ALT))
}

/// What hangs on a private answer: its picture and its files.
fn files(post: &Post) -> impl Iterator<Item = CreateAttachment> {
    let text = |file: &TextFile| CreateAttachment::bytes(file.text.as_bytes(), file.name.clone());
    post.picture.iter().filter_map(drawn).chain(post.files.iter().map(text))
}

/// A picture with its bytes; without one that cannot be drawn the words are shown alone.
fn drawn(picture: &Picture) -> Option<CreateAttachment> {
    match month_picture(&picture.shows) {
        Ok(png) => Some(attachment(picture, png)),
        Err(error) => {
            tracing::error!(%error, "a picture could not be drawn");
            None
        }
    }
}

fn option((key, label, hint): &(String, String, String)) -> CreateSelectMenuOption {
    let option = CreateSelectMenuOption::new(cut(label, OPTION), cut(key, OPTION));
    if hint.is_empty() { option } else { option.description(cut(hint, OPTION)) }
}

fn input(input: &Input) -> CreateInputText {
    let style = if input.tall { InputTextStyle::Paragraph } else { InputTextStyle::Short };
    let most = input.most.clamp(1, INPUT);
    let field = CreateInputText::new(style, cut(&input.label, FORM_TITLE), input.key)
        .required(input.required)
        .max_length(most);
    let field = if input.hint.is_empty() { field } else { field.placeholder(cut(&input.hint, INPUT_HINT)) };
    if input.value.is_empty() { field } else { field.value(cut(&input.value, usize::from(most))) }
}
