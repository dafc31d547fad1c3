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
    let why = match &error {
        FrameworkError::GuildOnly { .. } => errors::error_only_in_server,
        // What the platform offers is not what this version understands: it was registered by another.
        FrameworkError::UnknownInteraction { .. }
        | FrameworkError::CommandStructureMismatch { .. }
        | FrameworkError::SubcommandRequired { .. }
        | FrameworkError::ArgumentParse { .. } => errors::error_command_changed,
        _ => errors::error_ours,
    };
    let (interaction, framework) = match (&error, error.ctx()) {
        (FrameworkError::UnknownInteraction { interaction, framework, .. }, _) => (*interaction, *framework),
        (_, Some(poise::Context::Application(ctx))) => (ctx.interaction, ctx.framework),
        _ => {
            tracing::error!("the framework met an error outside a command");
            return;
        }
    };
    tracing::error!(command = %interaction.data.name, "a command ended in an error");
    // A half-typed option is not answered in words.
    if interaction.data.autocomplete().is_some() {
        return;
    }
    let desk: &Desk = framework.user_data;
    let door = Door::Command(interaction);
    let asker = door.asker(desk.core.defaults.language);
    let http = &framework.serenity_context.http;
    let sorry = note(why(asker.language));
    // Perhaps it has been acknowledged already.
    if door.say(http, &desk.encoder, &sorry).await.is_err()
        && let Err(error) = door.answer(http, &desk.encoder, &sorry).await
    {
        tracing::warn!(error = kind(&error), "an error could not be told");
    }
}
