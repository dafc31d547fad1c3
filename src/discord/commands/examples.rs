//! `/eksempler`.

use super::choices::{ChosenExpectation, ChosenPeriod};
use super::{asker, serve};
use crate::discord::desk::Ctx;
use crate::service::refusal::Failure;

#[poise::command(slash_command, rename = "eksempler", guild_only)]
pub(super) async fn examples(
    ctx: Ctx<'_>,
    #[rename = "forventning"] expectation: Option<ChosenExpectation>,
    #[rename = "periode"] period: Option<ChosenPeriod>,
) -> Result<(), Failure> {
    let asker = asker(ctx);
    let (expectation, period) = (expectation.map(|e| e.0), period.map(|p| p.0));
    serve(ctx, &asker, ctx.data().core.examples(&asker, expectation, period)).await
}
