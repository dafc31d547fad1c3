//! A world written down and taken up again: what is true in it, without those who are connected to it and without what
//! goes wrong on purpose.

use super::command::Command;
use super::compose::Spoken;
use super::snowflake::Snowflakes;
use super::{Application, Channel, Guild, Interaction, Message, State, User, Webhook, World};
use crate::clock::Clock;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Changes when what is written down can no longer be read.
const VERSION: u32 = 1;

/// Why a world cannot be taken up again.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It was written by another version of this program.
    #[error("it was written by another version")]
    Version,
    /// It is no world at all, or only half of one.
    #[error(transparent)]
    Damaged(#[from] serde_json::Error),
}

/// What comes first, so that another version is told from damage.
#[derive(Deserialize)]
struct Head {
    version: u32,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    version: u32,
    now: DateTime<Utc>,
    base: String,
    application: Application,
    users: BTreeMap<i64, User>,
    guilds: BTreeMap<i64, Guild>,
    channels: BTreeMap<i64, Channel>,
    messages: BTreeMap<i64, BTreeMap<i64, Message>>,
    nonces: Vec<((i64, String), Spoken)>,
    commands: Vec<(Option<i64>, Vec<Command>)>,
    interactions: BTreeMap<i64, Interaction>,
    webhooks: BTreeMap<i64, Webhook>,
    snowflakes: Snowflakes,
}

impl World {
    /// The world as it is now, as JSON.
    pub fn written(&self) -> serde_json::Result<Vec<u8>> {
        // Copied under the lock, written without it.
        let kept = {
            let state = self.state();
            Kept {
                version: VERSION,
                now: state.now(),
                base: state.base.clone(),
                application: state.application.clone(),
                users: state.users.clone(),
                guilds: state.guilds.clone(),
                channels: state.channels.clone(),
                messages: state.messages.clone(),
                nonces: state.nonces.iter().map(|(nonce, spoken)| (nonce.clone(), *spoken)).collect(),
                commands: state.commands.iter().map(|(home, all)| (*home, all.clone())).collect(),
                interactions: state.interactions.clone(),
                webhooks: state.webhooks.clone(),
                snowflakes: state.snowflakes.clone(),
            }
        };
        serde_json::to_vec(&kept)
    }

    /// The world that was written down, with a clock that stands where it stood then.
    pub fn read(written: &[u8]) -> Result<Self, Unreadable> {
        let Head { version } = serde_json::from_slice(written)?;
        if version != VERSION {
            return Err(Unreadable::Version);
        }
        let kept: Kept = serde_json::from_slice(written)?;
        let world = Self::empty(Clock::manual(kept.now), kept.application);
        {
            let mut state = world.state();
            state.base = kept.base;
            state.users = kept.users;
            state.guilds = kept.guilds;
            state.channels = kept.channels;
            state.messages = kept.messages;
            state.nonces = kept.nonces.into_iter().collect();
            state.commands = kept.commands.into_iter().collect();
            state.interactions = kept.interactions;
            state.webhooks = kept.webhooks;
            state.snowflakes = kept.snowflakes;
        }
        Ok(world)
    }
}

impl State {
    /// Where files are served from now on; those that were served elsewhere before move along.
    pub(in crate::sandbox) fn serve_at(&mut self, base: String) {
        let before = std::mem::replace(&mut self.base, base);
        if before.is_empty() || before == self.base {
            return;
        }
        let (from, to) = (format!("{before}/"), format!("{}/", self.base));
        for message in self.messages.values_mut().flat_map(BTreeMap::values_mut) {
            for file in &mut message.attachments {
                file.url = file.url.replacen(&from, &to, 1);
            }
            for part in message.embeds.iter_mut().chain(&mut message.components) {
                relocate(part, &from, &to);
            }
        }
    }
}

/// Addresses inside an embed or a component; what people wrote is left alone.
fn relocate(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(address) if name.ends_with("url") => {
                        *address = address.replacen(from, to, 1);
                    }
                    other => relocate(other, from, to),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| relocate(item, from, to)),
        _ => {}
    }
}

/// Bytes as base64.
pub(super) mod bytes {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
    use std::sync::Arc;

    pub(in super::super) fn serialize<S: Serializer>(bytes: &Arc<Vec<u8>>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes.as_slice()))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Arc<Vec<u8>>, D::Error> {
        let text = String::deserialize(from)?;
        STANDARD.decode(text).map(Arc::new).map_err(D::Error::custom)
    }
}
