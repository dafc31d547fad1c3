//! The commands: their Danish base names and options. What they are called in other languages comes from
//! [`crate::text::labels`] when they are registered; what they do is a use case.

mod choices;
mod examples;
mod help;
mod learning;
mod letter;
mod menus;
mod my_data;
mod nominate;
mod olfa;
mod organisation;
mod prompts;
mod steps;
mod team;
mod words;

use crate::discord::desk::{Ctx, Desk, Door};
use crate::service::core::Asker;
use crate::service::platform::{Form, Post};
use crate::service::refusal::{Failure, Refusal};

/// All commands.
pub fn all() -> Vec<poise::Command<Desk, Failure>> {
    vec![
        team::set_up(),
        team::team(),
        team::reflection(),
        team::meeting_answer(),
        nominate::nominate(),
        examples::examples(),
        letter::letter(),
        organisation::organisation(),
        words::our_words(),
        prompts::prompts(),
        steps::next_step(),
        learning::learning(),
        olfa::olfa(),
        my_data::my_data(),
        menus::nominate_message(),
        menus::take_out(),
        menus::nominate_person(),
        help::help(),
    ]
}

/// Who asks, with a refusal ready where there is no server around.
fn asker(ctx: Ctx<'_>) -> Asker {
    Door::Command(ctx.interaction).asker(ctx.data().core.defaults.language)
}

/// Answers a command by what a use case says.
async fn serve(
    ctx: Ctx<'_>,
    asker: &Asker,
    work: impl Future<Output = Result<Post, Failure>>,
) -> Result<(), Failure> {
    let outside = asker.guild.0 == 0;
    let work = async {
        if outside {
            return Err(Refusal::OutsideServer.into());
        }
        work.await
    };
    let http = &ctx.serenity_context().http;
    ctx.data().serve(http, Door::Command(ctx.interaction), asker, work).await;
    Ok(())
}

/// Opens a form where there is a team to which it can be sent.
async fn open_here(ctx: Ctx<'_>, asker: &Asker, form: Form) -> Result<(), Failure> {
    open_form(ctx, asker, async { ctx.data().core.team_here(asker).await.map(|_| form) }).await
}

/// Opens a form that needs a look at what is kept.
async fn open_form(
    ctx: Ctx<'_>,
    asker: &Asker,
    form: impl Future<Output = Result<Form, Failure>>,
) -> Result<(), Failure> {
    let outside = asker.guild.0 == 0;
    let form = async {
        if outside {
            return Err(Refusal::OutsideServer.into());
        }
        form.await
    };
    let (desk, door) = (ctx.data(), Door::Command(ctx.interaction));
    desk.open_kept(&ctx.serenity_context().http, &door, asker, form).await;
    Ok(())
}
