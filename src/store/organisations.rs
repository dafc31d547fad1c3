//! What administrators set for their servers.

use super::audit::note_act;
use super::{Store, StoreError, on_pool, transact};
use crate::domain::audit::{Act, Scope, changed_in_organisation};
use crate::domain::ids::{GuildId, UserId};
use crate::domain::organisation::Organisation;
use chrono::{DateTime, Utc};

/// The settings as a transaction or a pool sees them.
macro_rules! kept {
    ($executor:expr, $guild:expr) => {
        sqlx::query_scalar::<_, String>("SELECT settings FROM organisations WHERE guild_id = $1")
            .bind($guild.0)
            .fetch_optional($executor)
            .await
    };
}

fn read(settings: Option<String>) -> Result<Organisation, StoreError> {
    let Some(settings) = settings else { return Ok(Organisation::default()) };
    serde_json::from_str(&settings).map_err(|error| StoreError::Unreadable {
        what: "settings of an organisation",
        value: format!("at line {}, column {}", error.line(), error.column()),
    })
}

impl Store {
    /// A server's settings; nothing is set where nobody has set anything.
    pub async fn organisation(&self, guild: GuildId) -> Result<Organisation, StoreError> {
        read(on_pool!(self, |pool| kept!(pool, guild))?)
    }

    /// Keeps `changed` in the place of `seen`, unless somebody else has changed the settings since. Answers whether it
    /// was kept.
    pub async fn change_organisation(
        &self,
        guild: GuildId,
        (seen, changed): (&Organisation, &Organisation),
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let settings = serde_json::json!(changed).to_string();
        let kept = transact!(self, "organisation.change", |tx| {
            let unchanged = read(kept!(&mut *tx, guild)?)? == *seen;
            if unchanged {
                sqlx::query(
                    "INSERT INTO organisations (guild_id, settings, changed_by, changed_at) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (guild_id) DO UPDATE SET settings = excluded.settings,
                        changed_by = excluded.changed_by, changed_at = excluded.changed_at",
                )
                .bind(guild.0)
                .bind(settings.as_str())
                .bind(by.0)
                .bind(now)
                .execute(&mut *tx)
                .await?;
                let about = changed_in_organisation(seen, changed);
                note_act!(tx, by, Scope::Guild(guild), Act::OrganisationChanged, about, now);
            }
            unchanged
        });
        if kept {
            self.erased_something();
        }
        Ok(kept)
    }
}
