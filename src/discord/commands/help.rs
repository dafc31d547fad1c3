//! `/hjælp`.

use super::{asker, serve};
use crate::discord::desk::Ctx;
use crate::service::refusal::Failure;

#[poise::command(slash_command, rename = "hjælp", guild_only)]
pub(super) async fn help(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.help(&asker)).await
}
