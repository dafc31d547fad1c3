//! What keeps a team's posts from being shown: looked at for `/team status`, and told to whoever has just given the
//! bot something to show.

use crate::domain::language::Language;
use crate::domain::team::{Home, Parked, Team};
use crate::service::core::{Asker, Core};
use crate::service::platform::{Permission, PlatformError};
use crate::service::refusal::permission_list;
use crate::text::{errors, names};
use std::time::Duration;

/// How long the platform may take to say how a place is, where an answer does not depend on it.
pub(super) const LOOK: Duration = Duration::from_secs(2);

/// What is in the way.
pub(super) enum Hindrance {
    /// The bot lacks these permissions.
    Permissions(Vec<Permission>),
    /// Something else.
    Other(Parked),
}

/// What is to be shown, by what the bot needs for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Words in a thread that is open already.
    Words,
    /// A card, in an open thread.
    Card,
    /// A post of its own.
    Post,
}

impl Shown {
    fn needs(self, permission: Permission) -> bool {
        match permission {
            Permission::ViewChannel | Permission::SendMessagesInThreads | Permission::SendMessagesInPosts => {
                true
            }
            Permission::EmbedLinks => self != Self::Words,
            _ => self == Self::Post,
        }
    }
}

impl Core {
    /// What is in the way of a team's posts now, or was when one of them was tried last.
    pub(super) async fn hindrance(&self, team: &Team) -> Result<Option<Hindrance>, PlatformError> {
        // Before it goes live nothing else matters.
        if team.parked == Some(Parked::GoLive) {
            return Ok(Some(Hindrance::Other(Parked::GoLive)));
        }
        let found = match self.platform.missing_permissions(team.guild, team.channel).await {
            Ok(missing) if !missing.is_empty() => Some(Hindrance::Permissions(missing)),
            Ok(_) if !self.takes_posts(team).await? => Some(Hindrance::Other(Parked::TagMissing)),
            Ok(_) => None,
            Err(PlatformError::Forbidden(_)) => Some(Hindrance::Permissions(vec![Permission::ViewChannel])),
            Err(PlatformError::Gone(_)) => Some(Hindrance::Other(Parked::ChannelGone)),
            Err(error) => return Err(error),
        };
        Ok(found.or(team.parked.map(Hindrance::Other)))
    }

    /// What to say instead of where a person's words stand, when they are kept but cannot be shown yet. The platform
    /// is asked only when what came with the person's use of the bot leaves it open; one that does not say in time
    /// is not waited for.
    pub(super) async fn not_shown_yet(
        &self,
        l: Language,
        team: &Team,
        shown: Shown,
        asker: Option<&Asker>,
    ) -> Option<String> {
        if asker.is_some_and(|asker| is_clear(asker, team, shown)) {
            return None;
        }
        let hindrance = tokio::time::timeout(LOOK, self.hindrance(team)).await.ok()?.ok()??;
        let channel = format!("<#{}>", team.channel);
        // A team that is parked is shown nothing until all is mended.
        let all = team.parked.is_some();
        Some(match hindrance {
            Hindrance::Permissions(missing) if !(all || missing.iter().any(|one| shown.needs(*one))) => {
                return None;
            }
            Hindrance::Other(Parked::TagMissing) if !(all || shown == Shown::Post) => return None,
            Hindrance::Permissions(missing) => {
                errors::kept_without_permission(l, &channel, &permission_list(l, &missing))
            }
            Hindrance::Other(Parked::ChannelGone) => errors::kept_without_channel(l),
            Hindrance::Other(why) => errors::kept_for_later(l, &channel, &names::parked(l, why)),
        })
    }
}

/// Whether it is certain without asking that nothing is in the way: it was asked where the team lives, where the bot
/// lacks nothing. Whether a forum demands a tag of a new post is not told there.
fn is_clear(asker: &Asker, team: &Team, shown: Shown) -> bool {
    team.parked.is_none()
        && asker.team_channel() == team.channel
        && (shown != Shown::Post || team.home == Home::Text)
        && !asker.lacking.iter().any(|one| shown.needs(*one))
}
