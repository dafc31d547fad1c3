//! `/olfa`.

use super::{Ctx, asker, open_form};
use crate::service::refusal::Failure;

#[poise::command(slash_command, guild_only)]
pub(super) async fn olfa(
    ctx: Ctx<'_>,
    #[rename = "idé"]
    #[max_length = 300]
    idea: Option<String>,
) -> Result<(), Failure> {
    let asker = asker(ctx);
    let form = ctx.data().core.olfa_form(&asker, idea.as_deref().unwrap_or(""));
    open_form(ctx, &asker, form).await
}
