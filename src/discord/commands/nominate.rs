//! `/fremhæv`.

use super::choices::{ChosenExpectation, ChosenPart, ChosenValue};
use super::{asker, serve};
use crate::discord::desk::{Ctx, Door, kind};
use crate::domain::escape;
use crate::domain::ids::UserId;
use crate::service::action::NominationDraft;
use crate::service::nominations::{self, mentioned};
use crate::service::posts::note;
use crate::service::refusal::{Failure, Refusal};
use poise::serenity_prelude as serenity;

#[poise::command(slash_command, rename = "fremhæv", guild_only)]
#[expect(clippy::too_many_arguments, reason = "the options of the command")]
pub(super) async fn nominate(
    ctx: Ctx<'_>,
    #[rename = "forventning"] expectation: ChosenExpectation,
    #[rename = "kollega"] colleague: Option<serenity::User>,
    #[rename = "flere"]
    #[max_length = 200]
    more: Option<String>,
    #[rename = "hele-teamet"] whole_team: Option<bool>,
    #[rename = "værdi"] value: Option<ChosenValue>,
    #[rename = "rolle"] part: Option<ChosenPart>,
    #[rename = "eksempel"]
    #[max_length = 1_000]
    example: Option<String>,
    #[rename = "uden-mit-navn"] without_giver: Option<bool>,
) -> Result<(), Failure> {
    let asker = asker(ctx);
    let desk = ctx.data();
    let draft = draft(colleague.as_ref(), more.as_deref()).map(|nominees| NominationDraft {
        nominees,
        whole_team: whole_team.unwrap_or(false),
        expectation: expectation.0,
        value: value.map(|v| v.0),
        role: part.map(|p| p.0),
        without_giver: without_giver.unwrap_or(false),
        about: None,
    });
    let door = Door::Command(ctx.interaction);
    let http = &ctx.serenity_context().http;
    match (draft, example) {
        (Err(refusal), None) => serve(ctx, &asker, async { Err(refusal.into()) }).await,
        (Err(refusal), Some(example)) => {
            desk.serve_typed(http, door, &asker, &[example], async { Err(refusal.into()) }).await;
            Ok(())
        }
        (Ok(draft), Some(example)) => {
            let typed = [example.clone()];
            desk.serve_typed(http, door, &asker, &typed, desk.core.nominate(&asker, draft, &example, ""))
                .await;
            Ok(())
        }
        (Ok(draft), None) => {
            let done = match nominations::form(&asker, draft) {
                Ok(form) => door.open(http, &desk.encoder, &form).await,
                Err(refusal) => door.say(http, &desk.encoder, &note(refusal.say(asker.language))).await,
            };
            if let Err(error) = done {
                tracing::warn!(error = kind(&error), "a form could not be opened");
            }
            Ok(())
        }
    }
}

/// The people named by the options.
fn draft(colleague: Option<&serenity::User>, more: Option<&str>) -> Result<Vec<UserId>, Refusal> {
    let mut nominees = Vec::new();
    if let Some(user) = colleague {
        if user.bot {
            return Err(Refusal::IsBot(escape::name(user.display_name())));
        }
        nominees.push(UserId::from_unsigned(user.id.get()));
    }
    for user in more.map(mentioned).transpose()?.unwrap_or_default() {
        if !nominees.contains(&user) {
            nominees.push(user);
        }
    }
    Ok(nominees)
}
