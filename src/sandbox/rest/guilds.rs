//! Routes about guilds, people and the application.

use super::call::Call;
use super::routes::{Done, Outcome};
use crate::sandbox::event::intent;
use crate::sandbox::world::{Refusal, Role, State, User};
use serde_json::{Value, json};

fn home(state: &State, call: &Call) -> Result<i64, Refusal> {
    let guild = call.id(0)?;
    if state.bot_in(guild) { Ok(guild) } else { Err(Refusal::unknown_guild()) }
}

pub(super) fn guild(state: &mut State, call: &mut Call) -> Outcome {
    let guild = home(state, call)?;
    Ok(Done::Json(state.guild_json(guild).unwrap_or_default()))
}

pub(super) fn channels(state: &mut State, call: &mut Call) -> Outcome {
    Ok(Done::Json(state.guild_channels(home(state, call)?).into()))
}

pub(super) fn roles(state: &mut State, call: &mut Call) -> Outcome {
    let guild = home(state, call)?;
    let roles = state.guild(guild).into_iter().flat_map(|guild| guild.roles.values());
    Ok(Done::Json(roles.map(Role::json).collect()))
}

pub(super) fn member(state: &mut State, call: &mut Call) -> Outcome {
    let (guild, user) = (home(state, call)?, call.id(1)?);
    Ok(Done::Json(state.member_json(guild, user).ok_or_else(Refusal::unknown_member)?))
}

/// Everyone in a guild page by page, for whom the members intent is switched on.
pub(super) fn members(state: &mut State, call: &mut Call) -> Outcome {
    let guild = home(state, call)?;
    if state.privileged() & intent::GUILD_MEMBERS == 0 {
        return Err(Refusal::missing_access());
    }
    let (limit, after) = (call.limit(1, 1, 1000)?, call.asked("after")?.unwrap_or_default());
    let members = state.guild(guild).into_iter().flat_map(|guild| guild.members.range(after + 1..));
    Ok(Done::Json(members.take(limit).filter_map(|(user, _)| state.member_json(guild, *user)).collect()))
}

pub(super) fn find_members(state: &mut State, call: &mut Call) -> Outcome {
    let guild = home(state, call)?;
    let limit = call.limit(1, 1, 1000)?;
    let wanted = call.query.get("query").map(|query| query.to_lowercase()).unwrap_or_default();
    let members = state.guild(guild).into_iter().flat_map(|guild| guild.members.values());
    let fits = |user: &User, nick: Option<&String>| {
        let names = [Some(&user.username), nick, user.global_name.as_ref()];
        names.into_iter().flatten().any(|name| name.to_lowercase().starts_with(&wanted))
    };
    let found = members.filter(|one| state.user(one.user).is_some_and(|user| fits(user, one.nick.as_ref())));
    Ok(Done::Json(found.take(limit).filter_map(|one| state.member_json(guild, one.user)).collect()))
}

pub(super) fn leave(state: &mut State, call: &mut Call) -> Outcome {
    let guild = home(state, call)?;
    state.remove_bot(guild);
    Ok(Done::Nothing)
}

#[expect(clippy::unnecessary_wraps, reason = "every route has this shape")]
pub(super) fn me(state: &mut State, _: &mut Call) -> Outcome {
    let mut user = state.user(state.bot()).map(User::json).unwrap_or_default();
    for (key, value) in [
        ("mfa_enabled", json!(false)),
        ("locale", json!("en-US")),
        ("verified", json!(true)),
        ("email", Value::Null),
    ] {
        user[key] = value;
    }
    Ok(Done::Json(user))
}

pub(super) fn user(state: &mut State, call: &mut Call) -> Outcome {
    let user = state.user(call.id(0)?).ok_or_else(Refusal::unknown_user)?;
    Ok(Done::Json(user.json()))
}

#[expect(clippy::unnecessary_wraps, reason = "every route has this shape")]
pub(super) fn my_guilds(state: &mut State, _: &mut Call) -> Outcome {
    let bot = state.bot();
    let mine = state.guilds_of_bot();
    let object = |guild: &i64| {
        let found = state.guild(*guild)?;
        Some(json!({
            "id": guild.to_string(), "name": found.name, "icon": null, "banner": null, "owner": false, "features": [],
            "permissions": state.guild_permissions(bot, *guild).to_string(),
        }))
    };
    Ok(Done::Json(mine.iter().filter_map(object).collect()))
}

#[expect(clippy::unnecessary_wraps, reason = "every route has this shape")]
pub(super) fn application(state: &mut State, _: &mut Call) -> Outcome {
    Ok(Done::Json(state.application_json()))
}
