//! `/spørgsmål …`.

use super::choices::ChosenTheme;
use super::{asker, serve};
use crate::discord::desk::{Ctx, Desk, Door, report};
use crate::service::core::Asker;
use crate::service::own::{Proposal, Suggestion};
use crate::service::refusal::Failure;
use poise::serenity_prelude::CreateAutocompleteResponse;

#[poise::command(
    slash_command,
    rename = "spørgsmål",
    guild_only,
    subcommand_required,
    subcommands("suggest", "list", "approve", "hide")
)]
#[expect(clippy::unused_async, reason = "only its subcommands are used")]
pub(super) async fn prompts(_: Ctx<'_>) -> Result<(), Failure> {
    Ok(())
}

/// Who types.
fn typing(ctx: poise::Context<'_, Desk, Failure>) -> Option<Asker> {
    match ctx {
        poise::Context::Application(ctx) => Some(asker(ctx)),
        poise::Context::Prefix(_) => None,
    }
}

/// What is proposed; nothing where nothing can be.
fn proposed(found: Result<Vec<Proposal>, Failure>) -> CreateAutocompleteResponse {
    let all = found.unwrap_or_else(|failure| {
        report(&failure);
        Vec::new()
    });
    all.into_iter()
        .fold(CreateAutocompleteResponse::new(), |all, (name, value)| all.add_string_choice(name, value))
}

async fn similar(ctx: poise::Context<'_, Desk, Failure>, typed: &str) -> CreateAutocompleteResponse {
    let Some(asker) = typing(ctx) else { return CreateAutocompleteResponse::new() };
    proposed(ctx.data().core.similar_prompts(&asker, typed).await)
}

async fn waiting(ctx: poise::Context<'_, Desk, Failure>, typed: &str) -> CreateAutocompleteResponse {
    let Some(asker) = typing(ctx) else { return CreateAutocompleteResponse::new() };
    proposed(ctx.data().core.waiting_suggestions(&asker, typed).await)
}

async fn with_words(ctx: poise::Context<'_, Desk, Failure>, typed: &str) -> CreateAutocompleteResponse {
    let Some(asker) = typing(ctx) else { return CreateAutocompleteResponse::new() };
    proposed(ctx.data().core.prompts_with_words(&asker, typed).await)
}

#[poise::command(slash_command, rename = "foreslå", guild_only)]
async fn suggest(
    ctx: Ctx<'_>,
    #[rename = "tekst"]
    #[autocomplete = "similar"]
    #[max_length = 600]
    text: String,
    #[rename = "tema"] theme: ChosenTheme,
    #[rename = "navn"] named: Option<bool>,
) -> Result<(), Failure> {
    let (asker, desk) = (asker(ctx), ctx.data());
    let typed = [text.clone()];
    let wish = Suggestion { text, theme: theme.0, named: named.unwrap_or(false) };
    let work = desk.core.suggest_prompt(&asker, wish);
    let http = &ctx.serenity_context().http;
    desk.serve_typed(http, Door::Command(ctx.interaction), &asker, &typed, work).await;
    Ok(())
}

#[poise::command(slash_command, rename = "liste", guild_only)]
async fn list(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.list_prompts(&asker, 0)).await
}

#[poise::command(slash_command, rename = "godkend", guild_only)]
async fn approve(
    ctx: Ctx<'_>,
    #[rename = "forslag"]
    #[autocomplete = "waiting"]
    #[max_length = 100]
    suggestion: Option<String>,
) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.show_suggested_prompt(&asker, suggestion.as_deref())).await
}

#[poise::command(slash_command, rename = "skjul", guild_only)]
async fn hide(
    ctx: Ctx<'_>,
    #[rename = "spørgsmål"]
    #[autocomplete = "with_words"]
    #[max_length = 100]
    prompt: String,
) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.show_prompt(&asker, &prompt)).await
}
