//! Webhooks: writers in a channel that are nobody's account. What they say carries `webhook_id`.

use super::event::{Audience, intent};
use super::refusal::Form;
use super::{Draft, Refusal, State, User, World, permission};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The most webhooks in a channel.
const MOST: usize = 15;

/// A webhook.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Webhook {
    /// The webhook's id, which is its messages' author too.
    pub id: i64,
    /// The channel it writes in, or in whose threads.
    pub channel: i64,
    /// Its guild.
    pub guild: Option<i64>,
    /// The name it writes under.
    pub name: String,
    /// What allows to use it.
    pub token: String,
    /// Who made it.
    pub user: i64,
}

/// What a webhook may be called.
fn check_name(field: &str, name: &str) -> Result<(), Refusal> {
    let mut form = Form::default();
    form.length(field, name, 1, 80);
    if ["clyde", "discord"].iter().any(|word| name.to_lowercase().contains(word)) {
        let fault = "Username cannot contain \"clyde\" or \"discord\"";
        form.fault(field, "USERNAME_INVALID_CONTAINS", fault);
    }
    form.done()
}

impl World {
    /// Another program writes in a channel by a webhook; the message's id.
    pub fn webhook_says(&self, channel: i64, name: &str, text: &str) -> i64 {
        let mut state = self.state();
        let known =
            state.webhooks.values().find(|webhook| webhook.channel == channel && webhook.name == name);
        let id = known.map(|webhook| webhook.id);
        let id = id.unwrap_or_else(|| state.hang_webhook(channel, 0, name));
        state.put_message(id, channel, Draft { webhook: Some(id), ..Draft::text(text) })
    }
}

impl State {
    fn hang_webhook(&mut self, channel: i64, user: i64, name: &str) -> i64 {
        let id = self.fresh_id();
        let guild = self.channels.get(&channel).and_then(|found| found.guild);
        let (name, token) = (name.to_owned(), format!("token-of-webhook-{id}"));
        self.users.insert(id, User::bot(id, &name));
        self.webhooks.insert(id, Webhook { id, channel, guild, name, token, user });
        self.tell_webhooks(channel);
        id
    }

    fn tell_webhooks(&mut self, channel: i64) {
        let Some(guild) = self.channels.get(&channel).and_then(|found| found.guild) else { return };
        let said = json!({"guild_id": guild.to_string(), "channel_id": channel.to_string()});
        self.emit("WEBHOOKS_UPDATE", said, Audience::Guild { guild, intent: intent::GUILD_WEBHOOKS }, None);
    }

    /// Makes a webhook.
    pub(in crate::sandbox) fn make_webhook(
        &mut self,
        actor: i64,
        channel: i64,
        name: &str,
    ) -> Result<Value, Refusal> {
        self.demand(actor, channel, permission::MANAGE_WEBHOOKS)?;
        check_name("name", name)?;
        if self.channels.get(&channel).is_none_or(|found| found.guild.is_none() || found.thread.is_some()) {
            return Err(Refusal::wrong_channel_kind());
        }
        if self.webhooks.values().filter(|webhook| webhook.channel == channel).count() >= MOST {
            return Err(Refusal::too_many_webhooks());
        }
        let id = self.hang_webhook(channel, actor, name);
        self.webhook(id, None).map(|webhook| self.webhook_json(webhook, true))
    }

    /// A webhook by id, and by token where one is shown.
    pub(in crate::sandbox) fn webhook(&self, id: i64, token: Option<&str>) -> Result<&Webhook, Refusal> {
        let found = self.webhooks.get(&id).ok_or_else(Refusal::unknown_webhook)?;
        if token.is_none_or(|token| token == found.token) { Ok(found) } else { Err(Refusal::invalid_token()) }
    }

    /// The webhooks of a channel or of a whole guild, as `actor` may see them.
    pub(in crate::sandbox) fn webhooks_where(&self, wanted: impl Fn(&Webhook) -> bool) -> Value {
        let found = self.webhooks.values().filter(|webhook| wanted(webhook));
        found.map(|webhook| self.webhook_json(webhook, true)).collect()
    }

    /// The webhook object; asked for by token it does not tell who made it.
    pub(in crate::sandbox) fn webhook_json(&self, webhook: &Webhook, with_user: bool) -> Value {
        let own = (webhook.user == self.application.id).then(|| webhook.user.to_string());
        let mut object = json!({
            "id": webhook.id.to_string(), "type": 1, "name": webhook.name, "avatar": null,
            "channel_id": webhook.channel.to_string(), "guild_id": webhook.guild.map(|id| id.to_string()),
            "application_id": own, "token": webhook.token,
            "url": format!("{}/api/webhooks/{}/{}", self.base, webhook.id, webhook.token),
        });
        if let Some(user) = self.users.get(&webhook.user).filter(|_| with_user) {
            object["user"] = user.json();
        }
        object
    }

    /// Takes a webhook away; what it said stays.
    pub(in crate::sandbox) fn remove_webhook(&mut self, id: i64) {
        if let Some(gone) = self.webhooks.remove(&id) {
            self.tell_webhooks(gone.channel);
        }
    }

    /// A webhook writes, in its channel or in one of its threads; the message's channel and id.
    pub(in crate::sandbox) fn execute_webhook(
        &mut self,
        id: i64,
        token: &str,
        thread: Option<i64>,
        draft: Draft,
    ) -> Result<(i64, i64), Refusal> {
        let parent = self.webhook(id, Some(token))?.channel;
        let place = thread.unwrap_or(parent);
        let fits = self.channels.get(&place).filter(|found| place == parent || found.parent == Some(parent));
        fits.ok_or_else(Refusal::unknown_channel)?;
        if self.forum(place).is_some() {
            return Err(Refusal::webhook_needs_thread());
        }
        if draft.is_empty() {
            return Err(Refusal::empty_message());
        }
        if let Some(name) = &draft.signed {
            check_name("username", name)?;
        }
        self.unarchive(place)?;
        let draft = Draft { webhook: Some(id), nonce: None, reply_to: None, ..draft };
        Ok((place, self.put_message(id, place, draft)))
    }
}
