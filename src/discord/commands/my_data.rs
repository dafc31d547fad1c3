//! `/mine-data`.

use super::{Ctx, asker, serve};
use crate::service::refusal::Failure;

#[poise::command(
    slash_command,
    rename = "mine-data",
    guild_only,
    subcommand_required,
    subcommands("show", "download", "erase", "reminders")
)]
#[expect(clippy::unused_async, reason = "only its subcommands are used")]
pub(super) async fn my_data(_: Ctx<'_>) -> Result<(), Failure> {
    Ok(())
}

#[poise::command(slash_command, rename = "påmindelser")]
async fn reminders(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.pace_panel(&asker)).await
}

#[poise::command(slash_command, rename = "vis")]
async fn show(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.my_data(&asker)).await
}

#[poise::command(slash_command, rename = "hent")]
async fn download(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.my_file(&asker)).await
}

#[poise::command(slash_command, rename = "slet")]
async fn erase(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.ask_to_erase_me(&asker)).await
}
