//! `/opret-team`, `/team …`, `/refleksion`.

use super::choices::{ChosenDay, ChosenLanguage, ChosenRhythm};
use super::{asker, serve};
use crate::discord::desk::{Ctx, Desk, Door};
use crate::domain::ids::{ChannelId, UserId};
use crate::domain::language::Language;
use crate::domain::team::Seat;
use crate::service::adjust::{Adjustment, complete_themes};
use crate::service::refusal::Failure;
use crate::service::set_up::Setup;
use poise::serenity_prelude as serenity;

#[expect(clippy::unused_async, reason = "the framework awaits it")]
/// Times that are suggested while one is typed: every half hour of a long working day.
async fn times(_: poise::Context<'_, Desk, Failure>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let typed = typed.trim().replace('.', ":");
    (12..36)
        .map(|half| format!("{:02}:{:02}", half / 2, half % 2 * 30))
        .filter(|time| time.starts_with(&typed) || time.trim_start_matches('0').starts_with(&typed))
        .take(25)
        .fold(serenity::CreateAutocompleteResponse::new(), |all, time| {
            all.add_string_choice(time.clone(), time)
        })
}

#[poise::command(
    slash_command,
    rename = "opret-team",
    guild_only,
    default_member_permissions = "MANAGE_GUILD"
)]
#[expect(clippy::too_many_arguments, reason = "the options of the command")]
pub(super) async fn set_up(
    ctx: Ctx<'_>,
    #[rename = "kanal"] channel: Option<serenity::ChannelId>,
    #[rename = "navn"]
    #[max_length = 80]
    name: Option<String>,
    #[rename = "ugedag"] weekday: Option<ChosenDay>,
    #[rename = "klokkeslæt"]
    #[autocomplete = "times"]
    time: Option<String>,
    #[rename = "rytme"] rhythm: Option<ChosenRhythm>,
    #[rename = "sprog"] language: Option<ChosenLanguage>,
    #[rename = "cron"]
    #[max_length = 100]
    cron: Option<String>,
) -> Result<(), Failure> {
    let setup = Setup {
        channel: channel.map(|c| ChannelId::from_unsigned(c.get())),
        name,
        weekday: weekday.map(|w| w.0),
        time,
        rhythm: rhythm.map(|r| r.0),
        language: language.map(|l| l.0),
        cron,
    };
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.set_up_team(&asker, setup)).await
}

#[poise::command(
    slash_command,
    rename = "team",
    guild_only,
    subcommand_required,
    subcommands("status", "adjust", "pause", "resume", "plan", "post_now", "trio", "settings", "finish")
)]
#[expect(clippy::unused_async, reason = "only its subcommands are used")]
pub(super) async fn team(_: Ctx<'_>) -> Result<(), Failure> {
    Ok(())
}

#[poise::command(slash_command, rename = "status")]
async fn status(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.team_status(&asker)).await
}

#[expect(clippy::unused_async, reason = "the framework awaits it")]
/// Lists of themes that are suggested while one is typed.
async fn themes(ctx: poise::Context<'_, Desk, Failure>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let language = ctx.locale().and_then(Language::from_code).unwrap_or(ctx.data().core.defaults.language);
    complete_themes(language, typed)
        .into_iter()
        .fold(serenity::CreateAutocompleteResponse::new(), |all, list| {
            all.add_string_choice(list.clone(), list)
        })
}

#[poise::command(slash_command, rename = "tilpas")]
async fn adjust(
    ctx: Ctx<'_>,
    #[rename = "rytme"] rhythm: Option<ChosenRhythm>,
    #[rename = "ugedag"] weekday: Option<ChosenDay>,
    #[rename = "klokkeslæt"]
    #[autocomplete = "times"]
    time: Option<String>,
    #[rename = "temaer"]
    #[autocomplete = "themes"]
    #[max_length = 600]
    themes: Option<String>,
) -> Result<(), Failure> {
    let wish = Adjustment { rhythm: rhythm.map(|r| r.0), weekday: weekday.map(|w| w.0), time, themes };
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.adjust(&asker, &wish)).await
}

#[poise::command(slash_command, rename = "indstillinger")]
async fn settings(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.settings(&asker)).await
}

#[poise::command(slash_command, rename = "afslut")]
async fn finish(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.finish(&asker)).await
}

#[poise::command(slash_command, rename = "pause")]
async fn pause(
    ctx: Ctx<'_>,
    #[rename = "til"]
    #[max_length = 40]
    until: Option<String>,
) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.pause(&asker, until.as_deref())).await
}

#[poise::command(slash_command, rename = "genoptag")]
async fn resume(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.resume(&asker)).await
}

#[poise::command(slash_command, rename = "plan")]
async fn plan(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.show_plan(&asker)).await
}

#[poise::command(slash_command, rename = "send-nu")]
async fn post_now(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.post_now(&asker)).await
}

#[poise::command(slash_command, rename = "trio")]
async fn trio(
    ctx: Ctx<'_>,
    #[rename = "leder"] leader: Option<serenity::User>,
    #[rename = "amr"] environment: Option<serenity::User>,
    #[rename = "tr"] union: Option<serenity::User>,
    #[rename = "suppleant-leder"] deputy_leader: Option<serenity::User>,
    #[rename = "suppleant-amr"] deputy_environment: Option<serenity::User>,
    #[rename = "suppleant-tr"] deputy_union: Option<serenity::User>,
) -> Result<(), Failure> {
    let chosen: Vec<(Seat, UserId, String, bool)> = Seat::ALL
        .into_iter()
        .zip([leader, environment, union, deputy_leader, deputy_environment, deputy_union])
        .filter_map(|(seat, user)| user.map(|u| (seat, u)))
        .map(|(seat, u)| (seat, UserId::from_unsigned(u.id.get()), u.display_name().to_owned(), u.bot))
        .collect();
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.seat_trio(&asker, &chosen)).await
}

#[poise::command(slash_command, rename = "refleksion", guild_only)]
pub(super) async fn reflection(ctx: Ctx<'_>) -> Result<(), Failure> {
    let asker = asker(ctx);
    serve(ctx, &asker, ctx.data().core.reflection(&asker)).await
}

#[poise::command(slash_command, rename = "svar-fra-mødet", guild_only)]
pub(super) async fn meeting_answer(ctx: Ctx<'_>) -> Result<(), Failure> {
    let (asker, desk) = (asker(ctx), ctx.data());
    let form = desk.core.meeting_form(&asker);
    desk.open(&ctx.serenity_context().http, &Door::Command(ctx.interaction), &form).await;
    Ok(())
}
