//! Who is in a thread: joined, added by others, gone again. The bot always hears of itself, of others only with the
//! members intent.

use super::compose::Draft;
use super::event::{Audience, intent};
use super::{Refusal, State, ThreadState, permission};
use serde_json::{Value, json};

/// The most members of a thread.
const MOST: usize = 1_000;

impl State {
    fn thread_mut(&mut self, thread: i64) -> Option<&mut ThreadState> {
        self.channels.get_mut(&thread)?.thread.as_mut()
    }

    /// Makes a user a member of a thread and says so, unless they are one already.
    pub(super) fn enter_thread(&mut self, thread: i64, user: i64) -> Result<(), Refusal> {
        let now = self.now();
        let bot = self.application.id;
        let hidden = user == bot && !self.sees(bot, thread);
        let Some(found) = self.thread_mut(thread).filter(|found| !found.members.contains_key(&user)) else {
            return Ok(());
        };
        if found.members.len() >= MOST {
            return Err(Refusal::thread_full());
        }
        found.members.insert(user, now);
        if hidden {
            // Who is added to a private thread learns first what it is.
            self.announce_channel(thread, "THREAD_CREATE");
        }
        self.tell_members(thread, &[user], &[]);
        Ok(())
    }

    /// Says who came into a thread and who left it.
    pub(super) fn tell_members(&mut self, thread: i64, came: &[i64], left: &[i64]) {
        let bot = self.application.id;
        let concerned = came.contains(&bot) || left.contains(&bot);
        let Some(found) = self.channels.get(&thread) else { return };
        let (Some(guild), Some(state)) = (found.guild, &found.thread) else { return };
        let mut said = json!({
            "id": thread.to_string(), "guild_id": guild.to_string(), "member_count": state.members.len().min(50),
        });
        let added = |user: &i64| {
            let mut member = self.thread_member_json(thread, *user)?;
            member["member"] = self.member_json(guild, *user)?;
            member["presence"] = Value::Null;
            Some(member)
        };
        if !came.is_empty() {
            said["added_members"] = came.iter().filter_map(added).collect();
        }
        if !left.is_empty() {
            said["removed_member_ids"] = left.iter().map(i64::to_string).collect();
        }
        let intent = if concerned { intent::GUILDS } else { intent::GUILD_MEMBERS };
        if concerned || self.sees(bot, thread) {
            self.emit("THREAD_MEMBERS_UPDATE", said, Audience::Guild { guild, intent }, None);
        }
    }

    /// Adds a user to a thread as `actor`, who needs to be able to write there.
    pub(in crate::sandbox) fn add_to_thread(
        &mut self,
        actor: i64,
        thread: i64,
        user: i64,
    ) -> Result<(), Refusal> {
        let bits = if actor == user { 0 } else { permission::SEND_MESSAGES_IN_THREADS };
        self.demand(actor, thread, bits)?;
        self.demand_awake(thread)?;
        let found = self.channels.get(&thread).ok_or_else(Refusal::unknown_channel)?;
        let (home, parent) = (found.guild.unwrap_or_default(), found.parent.unwrap_or_default());
        let inside =
            found.thread.as_ref().ok_or_else(Refusal::wrong_channel_kind)?.members.contains_key(&user);
        if !self.guilds.get(&home).is_some_and(|guild| guild.members.contains_key(&user)) {
            return Err(Refusal::unknown_user());
        }
        if !self.sees(user, parent) {
            return Err(Refusal::missing_access());
        }
        self.enter_thread(thread, user)?;
        if actor != user && !inside {
            let allowed_mentions = Some(json!({"parse": [], "users": [user.to_string()]}));
            let content = format!("<@{user}>");
            self.put_message(
                actor,
                thread,
                Draft { kind: Some(1), allowed_mentions, content, ..Draft::default() },
            );
        }
        Ok(())
    }

    /// Takes a user out of a thread as `actor`: oneself, or others with `MANAGE_THREADS`.
    pub(in crate::sandbox) fn remove_from_thread(
        &mut self,
        actor: i64,
        thread: i64,
        user: i64,
    ) -> Result<(), Refusal> {
        self.demand(actor, thread, if actor == user { 0 } else { permission::MANAGE_THREADS })?;
        self.demand_awake(thread)?;
        let found = self.thread_mut(thread).ok_or_else(Refusal::wrong_channel_kind)?;
        if found.members.remove(&user).is_some() {
            self.tell_members(thread, &[], &[user]);
        }
        Ok(())
    }
}
