//! What stands in the menus of messages and people.

use super::{asker, serve};
use crate::discord::desk::Ctx;
use crate::discord::seen::{is_by_bot, seen};
use crate::domain::ids::UserId;
use crate::service::nominations::Pointed;
use crate::service::refusal::Failure;
use poise::serenity_prelude as serenity;

fn pointed(message: &serenity::Message) -> Pointed {
    Pointed { message: seen(message), bot: is_by_bot(message) }
}

#[poise::command(context_menu_command = "Fremhæv som godt eksempel", guild_only)]
pub(super) async fn nominate_message(ctx: Ctx<'_>, message: serenity::Message) -> Result<(), Failure> {
    let (asker, pointed) = (asker(ctx), pointed(&message));
    serve(ctx, &asker, ctx.data().core.nominate_message(&asker, &pointed)).await
}

#[poise::command(context_menu_command = "Tag mit svar ud", guild_only)]
pub(super) async fn take_out(ctx: Ctx<'_>, message: serenity::Message) -> Result<(), Failure> {
    let (asker, pointed) = (asker(ctx), pointed(&message));
    serve(ctx, &asker, ctx.data().core.take_out(&asker, &pointed)).await
}

#[poise::command(context_menu_command = "Fremhæv kollega", guild_only)]
pub(super) async fn nominate_person(ctx: Ctx<'_>, user: serenity::User) -> Result<(), Failure> {
    let asker = asker(ctx);
    let (id, name) = (UserId::from_unsigned(user.id.get()), user.display_name());
    serve(ctx, &asker, ctx.data().core.nominate_person(&asker, id, name, user.bot)).await
}
