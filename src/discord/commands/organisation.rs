//! `/organisation …`.

use super::{asker, serve};
use crate::discord::desk::Ctx;
use crate::service::refusal::Failure;

#[poise::command(
    slash_command,
    rename = "organisation",
    guild_only,
    subcommand_required,
    default_member_permissions = "MANAGE_GUILD",
    subcommands("settings")
)]
#[expect(clippy::unused_async, reason = "only its subcommands are used")]
pub(super) async fn organisation(_: Ctx<'_>) -> Result<(), Failure> {
    Ok(())
}

#[poise::command(slash_command, rename = "indstillinger")]
async fn settings(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.organisation(&asker)).await
}
