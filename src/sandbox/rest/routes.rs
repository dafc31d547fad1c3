//! Which request goes where. The templates are those of Discord's `OpenAPI` description.

use super::call::Call;
use super::{answers, commands, guilds, messages, threads, webhooks};
use crate::sandbox::world::{Refusal, State};
use serde_json::Value;

/// What a route did.
#[derive(Debug)]
pub(super) enum Done {
    Json(Value),
    Created(Value),
    Nothing,
}

pub(super) type Outcome = Result<Done, Refusal>;
type Handler = fn(&mut State, &mut Call) -> Outcome;

/// One route.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) template: &'static str,
    pub(super) handler: Handler,
}

macro_rules! routes {
    ($($method:ident $template:literal => $handler:path;)*) => {
        const ROUTES: &[Route] = &[$(Route { method: stringify!($method), template: $template, handler: $handler }),*];
    };
}

routes! {
    GET "/users/@me" => guilds::me;
    GET "/users/@me/guilds" => guilds::my_guilds;
    DELETE "/users/@me/guilds/{guild_id}" => guilds::leave;
    POST "/users/@me/channels" => messages::open_private;
    GET "/users/{user_id}" => guilds::user;
    GET "/oauth2/applications/@me" => guilds::application;
    GET "/applications/@me" => guilds::application;
    GET "/applications/{application_id}/commands" => commands::list;
    PUT "/applications/{application_id}/commands" => commands::register;
    POST "/applications/{application_id}/commands" => commands::create;
    GET "/applications/{application_id}/commands/{command_id}" => commands::show;
    PATCH "/applications/{application_id}/commands/{command_id}" => commands::modify;
    DELETE "/applications/{application_id}/commands/{command_id}" => commands::remove;
    GET "/applications/{application_id}/guilds/{guild_id}/commands" => commands::list;
    PUT "/applications/{application_id}/guilds/{guild_id}/commands" => commands::register;
    POST "/applications/{application_id}/guilds/{guild_id}/commands" => commands::create;
    GET "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}" => commands::show;
    PATCH "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}" => commands::modify;
    DELETE "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}" => commands::remove;
    GET "/guilds/{guild_id}" => guilds::guild;
    GET "/guilds/{guild_id}/channels" => guilds::channels;
    GET "/guilds/{guild_id}/roles" => guilds::roles;
    GET "/guilds/{guild_id}/threads/active" => threads::active;
    GET "/guilds/{guild_id}/members" => guilds::members;
    GET "/guilds/{guild_id}/members/search" => guilds::find_members;
    GET "/guilds/{guild_id}/members/{user_id}" => guilds::member;
    GET "/channels/{channel_id}" => messages::channel;
    PATCH "/channels/{channel_id}" => messages::modify;
    DELETE "/channels/{channel_id}" => messages::remove;
    POST "/channels/{channel_id}/typing" => messages::typing;
    GET "/channels/{channel_id}/messages" => messages::list;
    POST "/channels/{channel_id}/messages" => messages::send;
    POST "/channels/{channel_id}/messages/bulk-delete" => messages::delete_bulk;
    GET "/channels/{channel_id}/messages/pins" => messages::pin_page;
    GET "/channels/{channel_id}/messages/{message_id}" => messages::one;
    PATCH "/channels/{channel_id}/messages/{message_id}" => messages::edit;
    DELETE "/channels/{channel_id}/messages/{message_id}" => messages::delete;
    POST "/channels/{channel_id}/messages/{message_id}/threads" => messages::open_thread;
    POST "/channels/{channel_id}/threads" => messages::open_bare_thread;
    GET "/channels/{channel_id}/threads/archived/public" => threads::archived;
    GET "/channels/{channel_id}/threads/archived/private" => threads::archived_private;
    GET "/channels/{channel_id}/users/@me/threads/archived/private" => threads::archived_joined;
    GET "/channels/{channel_id}/thread-members" => threads::members;
    PUT "/channels/{channel_id}/thread-members/@me" => threads::join;
    DELETE "/channels/{channel_id}/thread-members/@me" => threads::leave;
    GET "/channels/{channel_id}/thread-members/{user_id}" => threads::member;
    PUT "/channels/{channel_id}/thread-members/{user_id}" => threads::join;
    DELETE "/channels/{channel_id}/thread-members/{user_id}" => threads::leave;
    DELETE "/channels/{channel_id}/messages/{message_id}/reactions" => messages::clear_reactions;
    GET "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}" => messages::reactors;
    DELETE "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}" => messages::clear_reaction;
    PUT "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me" => messages::react;
    DELETE "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me" => messages::unreact;
    DELETE "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/{user_id}" => messages::unreact_other;
    GET "/channels/{channel_id}/pins" => messages::pins;
    PUT "/channels/{channel_id}/pins/{message_id}" => messages::pin;
    DELETE "/channels/{channel_id}/pins/{message_id}" => messages::unpin;
    GET "/channels/{channel_id}/webhooks" => webhooks::of_channel;
    POST "/channels/{channel_id}/webhooks" => webhooks::create;
    GET "/guilds/{guild_id}/webhooks" => webhooks::of_guild;
    GET "/webhooks/{webhook_id}" => webhooks::show;
    DELETE "/webhooks/{webhook_id}" => webhooks::remove;
    GET "/webhooks/{webhook_id}/{webhook_token}" => webhooks::show;
    DELETE "/webhooks/{webhook_id}/{webhook_token}" => webhooks::remove;
    PUT "/channels/{channel_id}/messages/pins/{message_id}" => messages::pin;
    DELETE "/channels/{channel_id}/messages/pins/{message_id}" => messages::unpin;
    POST "/interactions/{interaction_id}/{interaction_token}/callback" => answers::respond;
    POST "/webhooks/{webhook_id}/{webhook_token}" => answers::follow_up;
    GET "/webhooks/{webhook_id}/{webhook_token}/messages/@original" => answers::show;
    PATCH "/webhooks/{webhook_id}/{webhook_token}/messages/@original" => answers::edit;
    DELETE "/webhooks/{webhook_id}/{webhook_token}/messages/@original" => answers::delete;
    GET "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}" => answers::show;
    PATCH "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}" => answers::edit;
    DELETE "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}" => answers::delete;
}

/// The route of a request and the parameters of its path, in order, decoded.
pub(super) fn find(method: &str, path: &str) -> Option<(Route, Vec<String>)> {
    let asked: Vec<&str> = path.split('/').collect();
    let meets = |route: &&Route| {
        let wanted: Vec<&str> = route.template.split('/').collect();
        route.method == method
            && wanted.len() == asked.len()
            && wanted.iter().zip(&asked).all(|(w, a)| if w.starts_with('{') { !a.is_empty() } else { w == a })
    };
    let route = ROUTES.iter().find(meets)?;
    let params = route.template.split('/').zip(&asked).filter(|(wanted, _)| wanted.starts_with('{'));
    Some((*route, params.map(|(_, asked)| decoded(asked)).collect()))
}

/// Percent-encoding undone.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        if let (b'%', Some(byte)) = (first, pair.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
