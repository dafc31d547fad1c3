//! `/månedsbrev …`.

use super::{asker, serve};
use crate::discord::desk::Ctx;
use crate::service::refusal::Failure;

#[poise::command(
    slash_command,
    rename = "månedsbrev",
    guild_only,
    subcommand_required,
    subcommands("preview")
)]
#[expect(clippy::unused_async, reason = "only its subcommands are used")]
pub(super) async fn letter(_: Ctx<'_>) -> Result<(), Failure> {
    Ok(())
}

#[poise::command(slash_command, rename = "forhåndsvis")]
async fn preview(
    ctx: Ctx<'_>,
    #[rename = "måned"]
    #[max_length = 40]
    month: Option<String>,
) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.preview_letter(&asker, month.as_deref())).await
}
