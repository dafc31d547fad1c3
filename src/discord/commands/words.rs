//! `/hos-os`.

use super::choices::ChosenWord;
use super::{Ctx, asker, serve};
use crate::service::refusal::Failure;

#[poise::command(slash_command, rename = "hos-os", guild_only)]
pub(super) async fn our_words(
    ctx: Ctx<'_>,
    #[rename = "ord"] word: Option<ChosenWord>,
) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.our_words(&asker, word.map(|word| word.0))).await
}
