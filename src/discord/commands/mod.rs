//! The commands: their Danish base names and options. What they are called in other languages comes from
//! [`crate::text::labels`] when they are registered; what they do is a use case.

mod choices;
mod examples;
mod help;
mod letter;
mod menus;
mod my_data;
mod nominate;
mod organisation;
mod prompts;
mod team;
mod words;

use crate::discord::desk::{Ctx, Desk, Door};
use crate::service::core::Asker;
use crate::service::platform::Post;
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
