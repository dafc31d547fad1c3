//! `/næste-skridt …`.

use super::{Ctx, asker, open_here, serve};
use crate::discord::desk::Door;
use crate::service::refusal::Failure;
use crate::service::steps::Typed;

#[poise::command(
    slash_command,
    rename = "næste-skridt",
    guild_only,
    subcommand_required,
    subcommands("agree", "list", "status")
)]
#[expect(clippy::unused_async, reason = "only its subcommands are used")]
pub(super) async fn next_step(_: Ctx<'_>) -> Result<(), Failure> {
    Ok(())
}

/// With both options it is agreed at once; else the form opens with what there is.
#[poise::command(slash_command, rename = "aftal", guild_only)]
async fn agree(
    ctx: Ctx<'_>,
    #[rename = "hvad"]
    #[max_length = 300]
    what: Option<String>,
    #[rename = "hvornår"]
    #[max_length = 100]
    when: Option<String>,
) -> Result<(), Failure> {
    let (asker, desk) = (asker(ctx), ctx.data());
    if let (Some(what), Some(when)) = (&what, &when) {
        let typed = [what.clone(), when.clone()];
        let work = desk.core.agree_step(&asker, Typed { what, frame: "", when });
        let http = &ctx.serenity_context().http;
        desk.serve_typed(http, Door::Command(ctx.interaction), &asker, &typed, work).await;
        return Ok(());
    }
    let form = desk.core.step_form(&asker, what.as_deref().unwrap_or(""), when.as_deref().unwrap_or(""));
    open_here(ctx, &asker, form).await
}

#[poise::command(slash_command, rename = "liste", guild_only)]
async fn list(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.list_steps(&asker)).await
}

#[poise::command(slash_command, rename = "status", guild_only)]
async fn status(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.choose_step(&asker)).await
}
