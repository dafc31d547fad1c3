//! Whether the token, the server and the intents are in order, before anything is started.

use super::error::GatewayError;
use crate::discord::http::{Call, Executor, Lane};
use crate::domain::ids::UserId;
use crate::service::core::Hearing;
use crate::service::platform::PlatformError;
use serde::Deserialize;
use std::time::Duration;

/// The application's flags for reading messages: granted, or granted while it is small.
const MAY_READ: u64 = 1 << 18 | 1 << 19;

/// Who the bot is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its account.
    pub me: UserId,
    /// Its account's name.
    pub name: String,
    /// Its application.
    pub application: u64,
    /// Whether it may read what people write.
    pub hearing: Hearing,
}

#[derive(Deserialize)]
struct Account {
    id: String,
    #[serde(default)]
    username: String,
}

#[derive(Deserialize)]
struct Application {
    id: String,
    #[serde(default)]
    flags: Option<u64>,
}

/// Asks the server who the bot is and whether it may read messages.
pub async fn check_token(executor: &Executor) -> Result<Identity, GatewayError> {
    let failed = |problem| GatewayError::at_start(executor.base(), problem);
    let account: Account =
        async { executor.send(Lane::Person, &Call::me()).await?.parse() }.await.map_err(failed)?;
    let me =
        account.id.parse().map_err(|_| failed(PlatformError::Unknown("the account has no id".into())))?;
    let application = match executor.send(Lane::Person, &Call::application()).await {
        Ok(answer) => answer.parse::<Application>().map_err(failed)?,
        // Not every server that speaks as Discord does has this; there an application is its account.
        Err(PlatformError::Gone(_) | PlatformError::Rejected { status: 404 | 405, .. }) => {
            Application { id: account.id.clone(), flags: None }
        }
        Err(problem) => return Err(failed(problem)),
    };
    let may_read = application.flags.is_none_or(|flags| flags & MAY_READ != 0);
    let hearing = if may_read { Hearing::Everything } else { Hearing::Buttons };
    let application = application.id.parse().unwrap_or(me);
    Ok(Identity { me: UserId::from_unsigned(me), name: account.username, application, hearing })
}

/// Where the event stream is, and whether a session may be started now.
#[derive(Debug)]
pub(super) struct Door {
    pub(super) url: String,
    /// So long must be waited: the sessions left today are kept in reserve.
    pub(super) wait: Option<Duration>,
}

#[derive(Deserialize)]
struct Bot {
    url: String,
    #[serde(default)]
    session_start_limit: Option<Sessions>,
}

#[derive(Deserialize)]
struct Sessions {
    total: u64,
    remaining: u64,
    reset_after: u64,
}

pub(super) async fn door(executor: &Executor) -> Result<Door, GatewayError> {
    let failed = |problem| GatewayError::at_start(executor.base(), problem);
    let bot: Bot =
        async { executor.send(Lane::Person, &Call::gateway()).await?.parse() }.await.map_err(failed)?;
    // Going below the last tenth may end with the token reset; a tenth is for repairs.
    let wait = bot.session_start_limit.filter(|left| left.remaining <= left.total / 10);
    Ok(Door { url: bot.url, wait: wait.map(|left| Duration::from_millis(left.reset_after)) })
}
