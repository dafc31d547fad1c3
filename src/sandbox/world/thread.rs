//! Threads: opened from a message or without one, archived, locked, woken by whoever writes.

use super::compose::Draft;
use super::event::intent;
use super::message::{Reference, flag};
use super::refusal::Form;
use super::{Channel, Refusal, State, ThreadState, kind, permission, stamp};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const DURATIONS: [u64; 4] = [60, 1440, 4320, 10_080];

pub(super) fn check(body: &Value, required: bool) -> Result<(), Refusal> {
    let mut form = Form::default();
    match body["name"].as_str() {
        Some(name) => form.length("name", name, 1, 100),
        None if required => form.required("name"),
        None => {}
    }
    if let Some(minutes) = body.get("auto_archive_duration").filter(|given| !given.is_null())
        && !minutes.as_u64().is_some_and(|minutes| DURATIONS.contains(&minutes))
    {
        form.fault(
            "auto_archive_duration",
            "BASE_TYPE_CHOICES",
            "Value must be one of {60, 1440, 4320, 10080}.",
        );
    }
    form.done()
}

fn minutes(body: &Value) -> Option<u32> {
    body["auto_archive_duration"].as_u64().and_then(|minutes| u32::try_from(minutes).ok())
}

impl State {
    /// Opens a thread from a message. Its id is the message's; a second one is refused with 160004.
    pub(in crate::sandbox) fn open_thread(
        &mut self,
        actor: i64,
        channel: i64,
        message: i64,
        body: &Value,
    ) -> Result<Value, Refusal> {
        self.demand(actor, channel, permission::READ_MESSAGE_HISTORY)?;
        let found = self.message(channel, message).filter(|m| m.only_for.is_none());
        let author = found.ok_or_else(Refusal::unknown_message)?.author;
        self.demand(actor, channel, permission::CREATE_PUBLIC_THREADS)?;
        check(body, true)?;
        if self.channels.contains_key(&message) {
            return Err(Refusal::thread_exists());
        }
        if self.channels.get(&channel).is_none_or(|found| found.kind != kind::TEXT) {
            return Err(Refusal::wrong_channel_kind());
        }
        let object = self.add_thread(actor, channel, message, kind::PUBLIC_THREAD, body);
        if let Some(found) = self.messages.get_mut(&channel).and_then(|all| all.get_mut(&message)) {
            found.flags |= flag::HAS_THREAD;
        }
        self.announce_update(channel, message);
        let starter = Draft {
            kind: Some(21),
            points_to: Some(Reference { channel, message: Some(message) }),
            ..Draft::default()
        };
        self.put_message(author, message, starter);
        Ok(object)
    }

    /// Opens a thread without a message. As on Discord the type is private unless said otherwise.
    pub(in crate::sandbox) fn open_bare_thread(
        &mut self,
        actor: i64,
        channel: i64,
        body: &Value,
    ) -> Result<Value, Refusal> {
        let public = body["type"].as_u64() == Some(11);
        let bit = if public { permission::CREATE_PUBLIC_THREADS } else { permission::CREATE_PRIVATE_THREADS };
        self.demand(actor, channel, bit)?;
        check(body, true)?;
        if self.channels.get(&channel).is_none_or(|found| found.kind != kind::TEXT) {
            return Err(Refusal::wrong_channel_kind());
        }
        let id = self.fresh_id();
        let kind = if public { kind::PUBLIC_THREAD } else { kind::PRIVATE_THREAD };
        let object = self.add_thread(actor, channel, id, kind, body);
        if public {
            let made = Draft {
                kind: Some(18),
                content: body["name"].as_str().unwrap_or_default().to_owned(),
                points_to: Some(Reference { channel: id, message: None }),
                ..Draft::default()
            };
            self.put_message(actor, channel, made);
        }
        Ok(object)
    }

    pub(super) fn add_thread(&mut self, actor: i64, parent: i64, id: i64, kind: u8, body: &Value) -> Value {
        let now = self.now();
        let guild = self.channels.get(&parent).and_then(|found| found.guild);
        let mut channel = Channel::new(id, kind, guild, body["name"].as_str().unwrap_or_default());
        channel.parent = Some(parent);
        let usual = self.forum(parent).and_then(|forum| forum.auto_archive);
        let tags = self.tags_of(actor, parent, body).unwrap_or_default();
        channel.thread = Some(ThreadState {
            owner: actor,
            archived: false,
            locked: false,
            auto_archive: minutes(body).or(usual).unwrap_or(4320),
            archive_stamp: now,
            created: now,
            tags,
            messages: 0,
            sent: 0,
            members: BTreeMap::from([(actor, now)]),
        });
        self.channels.insert(id, channel);
        let mut object = self.channel_json(id).unwrap_or_default();
        let mut said = object.clone();
        said["newly_created"] = json!(true);
        self.emit_in(id, "THREAD_CREATE", said, (intent::GUILDS, 0), Some(actor));
        if let Some(member) = self.thread_member_json(id, actor) {
            object["member"] = member;
        }
        object
    }

    pub(super) fn thread_member_json(&self, thread: i64, user: i64) -> Option<Value> {
        let joined = self.channels.get(&thread)?.thread.as_ref()?.members.get(&user)?;
        Some(
            json!({"id": thread.to_string(), "user_id": user.to_string(), "join_timestamp": stamp(*joined), "flags": 1}),
        )
    }

    pub(super) fn modify_thread(&mut self, actor: i64, id: i64, body: &Value) -> Result<(), Refusal> {
        check(body, false)?;
        let held = self.permissions(actor, id);
        let manages = held & permission::MANAGE_THREADS != 0;
        let tags = match (body.get("applied_tags"), self.channels.get(&id).and_then(|found| found.parent)) {
            (Some(_), Some(forum)) => Some(self.tags_of(actor, forum, body)?),
            _ => None,
        };
        let now = self.now();
        let channel = self.channels.get_mut(&id).ok_or_else(Refusal::unknown_channel)?;
        let thread = channel.thread.as_mut().ok_or_else(Refusal::wrong_channel_kind)?;
        let opens = body["archived"] == json!(false);
        if thread.archived && !opens {
            return Err(Refusal::thread_archived());
        }
        let only_opens = opens && body.as_object().is_some_and(|fields| fields.len() == 1);
        let writes = held & permission::SEND_MESSAGES_IN_THREADS != 0 && !thread.locked;
        let locks = body.get("locked").is_some_and(|locked| *locked != json!(thread.locked));
        if !manages && (locks || thread.owner != actor && !(only_opens && writes) || thread.locked) {
            return Err(Refusal::missing_permissions());
        }
        if let Some(archived) = body["archived"].as_bool()
            && archived != thread.archived
        {
            thread.archived = archived;
            thread.archive_stamp = now;
        }
        thread.locked = body["locked"].as_bool().unwrap_or(thread.locked);
        thread.auto_archive = minutes(body).unwrap_or(thread.auto_archive);
        thread.tags = tags.unwrap_or_else(|| std::mem::take(&mut thread.tags));
        if let Some(name) = body["name"].as_str() {
            name.clone_into(&mut channel.name);
        }
        self.announce_channel(id, "THREAD_UPDATE");
        Ok(())
    }

    /// Refuses what an archived thread refuses: everything but deletions (50083).
    pub(super) fn demand_awake(&self, channel: i64) -> Result<(), Refusal> {
        match self.channels.get(&channel).and_then(|found| found.thread.as_ref()) {
            Some(thread) if thread.archived => Err(Refusal::thread_archived()),
            _ => Ok(()),
        }
    }

    /// Joins a thread.
    pub(in crate::sandbox) fn join(&mut self, actor: i64, channel: i64) -> Result<(), Refusal> {
        self.demand(actor, channel, 0)?;
        self.demand_awake(channel)?;
        let now = self.now();
        let thread = self.channels.get_mut(&channel).and_then(|found| found.thread.as_mut());
        thread.ok_or_else(Refusal::wrong_channel_kind)?.members.entry(actor).or_insert(now);
        Ok(())
    }

    /// Someone writes: an archived thread wakes unless it is locked to them.
    pub(super) fn wake(&mut self, actor: i64, channel: i64) -> Result<(), Refusal> {
        let manages = self.permissions(actor, channel) & permission::MANAGE_THREADS != 0;
        let now = self.now();
        let Some(thread) = self.channels.get_mut(&channel).and_then(|found| found.thread.as_mut()) else {
            return Ok(());
        };
        if thread.locked && !manages {
            return Err(if thread.archived {
                Refusal::thread_archived()
            } else {
                Refusal::missing_permissions()
            });
        }
        thread.members.entry(actor).or_insert(now);
        if thread.archived {
            thread.archived = false;
            thread.archive_stamp = now;
            self.announce_channel(channel, "THREAD_UPDATE");
        }
        Ok(())
    }

    /// Threads of a guild that are active and visible to the bot.
    pub(in crate::sandbox) fn active_threads(&self, guild: i64) -> Value {
        let bot = self.application.id;
        let awake = |channel: &&Channel| channel.thread.as_ref().is_some_and(|thread| !thread.archived);
        let found: Vec<&Channel> = self
            .channels
            .values()
            .filter(|c| c.guild == Some(guild) && self.sees(bot, c.id))
            .filter(awake)
            .collect();
        self.thread_list(&found)
    }

    /// Public archived threads of a channel, newest first, older than `before`.
    pub(in crate::sandbox) fn archived_threads(
        &self,
        channel: i64,
        before: Option<DateTime<Utc>>,
        limit: usize,
    ) -> Value {
        let asleep = |found: &&Channel| {
            found.parent == Some(channel)
                && found.kind == kind::PUBLIC_THREAD
                && found
                    .thread
                    .as_ref()
                    .is_some_and(|t| t.archived && before.is_none_or(|b| t.archive_stamp < b))
        };
        let mut found: Vec<&Channel> = self.channels.values().filter(asleep).collect();
        found.sort_by_key(|c| std::cmp::Reverse(c.thread.as_ref().map(|thread| thread.archive_stamp)));
        let more = found.len() > limit;
        found.truncate(limit);
        let mut list = self.thread_list(&found);
        list["has_more"] = json!(more);
        list
    }

    fn thread_list(&self, found: &[&Channel]) -> Value {
        let bot = self.application.id;
        json!({
            "threads": found.iter().filter_map(|c| self.channel_json(c.id)).collect::<Vec<_>>(),
            "members": found.iter().filter_map(|c| self.thread_member_json(c.id, bot)).collect::<Vec<_>>(),
        })
    }
}
