//! `/læring`.

use super::{Ctx, asker, open_here};
use crate::domain::learning::Words;
use crate::service::action::Action;
use crate::service::learnings::learning_form;
use crate::service::refusal::Failure;

#[poise::command(slash_command, rename = "læring", guild_only)]
pub(super) async fn learning(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    let form = learning_form(asker.language, Action::LearningSent, &Words::default());
    open_here(ctx, &asker, form).await
}
