//! The framework that takes commands apart; clicks and forms it leaves to us.

use crate::discord::commands;
use crate::discord::desk::{Desk, Door, kind};
use crate::service::posts::note;
use crate::service::refusal::Failure;
use crate::text::errors;
use poise::serenity_prelude as serenity;
use poise::{Framework, FrameworkError, FrameworkOptions};
use serenity::{CreateAllowedMentions, FullEvent};

/// The framework, with `desk` behind every command.
pub fn framework(desk: Desk) -> Framework<Desk, Failure> {
    Framework::builder()
        .options(FrameworkOptions {
            commands: commands::all(),
            on_error: |error| Box::pin(on_error(error)),
            event_handler: |ctx, event| {
                Box::pin(async move {
                    if let FullEvent::InteractionCreate { interaction } = event {
                        ctx.user_data.hear(&ctx.serenity_context.http, interaction).await;
                    }
                    Ok(())
                })
            },
            allowed_mentions: Some(
                CreateAllowedMentions::new().empty_users().empty_roles().replied_user(false),
            ),
            ..FrameworkOptions::default()
        })
        .initialize_owners(false)
        .setup(|_, _, _| Box::pin(async move { Ok(desk) }))
        .build()
}

/// Tells the person that something went wrong; the framework's own words would hold what they typed.
async fn on_error(error: FrameworkError<'_, Desk, Failure>) {
    let Some(poise::Context::Application(ctx)) = error.ctx() else {
        tracing::error!("the framework met an error outside a command");
        return;
    };
    tracing::error!(command = %ctx.command().qualified_name, "a command ended in an error");
    let desk: &Desk = ctx.data();
    let door = Door::Command(ctx.interaction);
    let asker = door.asker(desk.core.defaults.language);
    let http = &ctx.serenity_context().http;
    let sorry = note(errors::error_ours(asker.language));
    // Perhaps it has been acknowledged already.
    if door.say(http, &desk.encoder, &sorry).await.is_err()
        && let Err(error) = door.answer(http, &desk.encoder, &sorry).await
    {
        tracing::warn!(error = kind(&error), "an error could not be told");
    }
}
