//! Threads: opened from a message or without one, archived, locked, woken by whoever writes.

use super::compose::Draft;
use super::event::intent;
use super::message::{Reference, flag};
use super::refusal::Form;
use super::{Channel, Refusal, State, ThreadState, kind, permission, stamp};
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
    if body["rate_limit_per_user"].as_u64().is_some_and(|seconds| seconds > 21_600) {
        let fault = "int value should be less than or equal to 21600.";
        form.fault("rate_limit_per_user", "NUMBER_TYPE_MAX", fault);
    }
    form.done()
}

/// Seconds between two messages of a person, where the body says so.
pub(super) fn slowmode_of(body: &Value) -> Option<u32> {
    body["rate_limit_per_user"].as_u64().and_then(|seconds| u32::try_from(seconds).ok())
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
        let home = self.channels.get(&channel).filter(|found| found.kind == kind::TEXT);
        self.demand_room(home.ok_or_else(Refusal::wrong_channel_kind)?.guild)?;
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
        let home = self.channels.get(&channel).filter(|found| found.kind == kind::TEXT);
        self.demand_room(home.ok_or_else(Refusal::wrong_channel_kind)?.guild)?;
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
        self.tell_members(id, &[actor], &[]);
        if let Some(member) = self.thread_member_json(id, actor) {
            object["member"] = member;
        }
        object
    }

    pub(in crate::sandbox) fn thread_member_json(&self, thread: i64, user: i64) -> Option<Value> {
        let joined = self.channels.get(&thread)?.thread.as_ref()?.members.get(&user)?;
        Some(
            json!({"id": thread.to_string(), "user_id": user.to_string(), "join_timestamp": stamp(*joined), "flags": 1}),
        )
    }

    /// Changes a thread: its name and times by whoever opened it, its lock and slow mode by moderators. An archived one
    /// is first unarchived, which its members may do unless it is locked.
    pub(super) fn modify_thread(&mut self, actor: i64, id: i64, body: &Value) -> Result<(), Refusal> {
        check(body, false)?;
        let manages = self.permissions(actor, id) & permission::MANAGE_THREADS != 0;
        let tags = match (body.get("applied_tags"), self.channels.get(&id).and_then(|found| found.parent)) {
            (Some(_), Some(forum)) => Some(self.tags_of(actor, forum, body)?),
            _ => None,
        };
        let now = self.now();
        let channel = self.channels.get(&id).ok_or_else(Refusal::unknown_channel)?;
        let (guild, slowmode) = (channel.guild, channel.slowmode);
        let thread = channel.thread.as_ref().ok_or_else(Refusal::wrong_channel_kind)?;
        let opens = body["archived"] == json!(false);
        if thread.archived && !opens {
            return Err(Refusal::thread_archived());
        }
        let changes = |key: &str, now: Value| body.get(key).is_some_and(|wanted| *wanted != now);
        let moderates =
            changes("locked", json!(thread.locked)) || changes("rate_limit_per_user", json!(slowmode));
        let only_opens = opens && body.as_object().is_some_and(|fields| fields.len() == 1);
        let own = thread.owner == actor || only_opens && thread.members.contains_key(&actor);
        if !manages && (moderates || thread.locked || !own) {
            return Err(Refusal::missing_permissions());
        }
        if thread.archived && opens {
            self.demand_room(guild)?;
        }
        let channel = self.channels.get_mut(&id).ok_or_else(Refusal::unknown_channel)?;
        let thread = channel.thread.as_mut().ok_or_else(Refusal::wrong_channel_kind)?;
        let archived = body["archived"].as_bool().unwrap_or(thread.archived);
        let duration = minutes(body).unwrap_or(thread.auto_archive);
        if (archived, duration) != (thread.archived, thread.auto_archive) {
            (thread.archived, thread.auto_archive, thread.archive_stamp) = (archived, duration, now);
        }
        thread.locked = body["locked"].as_bool().unwrap_or(thread.locked);
        thread.tags = tags.unwrap_or_else(|| std::mem::take(&mut thread.tags));
        channel.slowmode = slowmode_of(body).unwrap_or(channel.slowmode);
        let renamed = body["name"].as_str().filter(|name| **name != channel.name).map(str::to_owned);
        if let Some(name) = &renamed {
            name.clone_into(&mut channel.name);
        }
        self.announce_channel(id, "THREAD_UPDATE");
        if let Some(content) = renamed {
            self.put_message(actor, id, Draft { kind: Some(4), content, ..Draft::default() });
        }
        Ok(())
    }

    /// Refuses what an archived thread refuses: everything but deletions (50083).
    pub(in crate::sandbox) fn demand_awake(&self, channel: i64) -> Result<(), Refusal> {
        match self.channels.get(&channel).and_then(|found| found.thread.as_ref()) {
            Some(thread) if thread.archived => Err(Refusal::thread_archived()),
            _ => Ok(()),
        }
    }

    /// Refuses what a locked thread refuses those who do not moderate: new and changed messages (160005).
    pub(in crate::sandbox) fn demand_unlocked(&self, actor: i64, channel: i64) -> Result<(), Refusal> {
        let manages = self.permissions(actor, channel) & permission::MANAGE_THREADS != 0;
        match self.channels.get(&channel).and_then(|found| found.thread.as_ref()) {
            Some(thread) if thread.locked && !manages => {
                Err(if thread.archived { Refusal::thread_archived() } else { Refusal::thread_locked() })
            }
            _ => Ok(()),
        }
    }

    /// Someone writes: they become a member, and an archived thread wakes unless it is locked to them.
    pub(super) fn wake(&mut self, actor: i64, channel: i64) -> Result<(), Refusal> {
        self.demand_unlocked(actor, channel)?;
        self.unarchive(channel)?;
        self.enter_thread(channel, actor)
    }

    /// Makes an archived thread active again.
    pub(in crate::sandbox) fn unarchive(&mut self, channel: i64) -> Result<(), Refusal> {
        let (now, found) = (self.now(), self.channels.get(&channel));
        let archived = found.filter(|found| found.thread.as_ref().is_some_and(|thread| thread.archived));
        let Some(guild) = archived.map(|found| found.guild) else { return Ok(()) };
        self.demand_room(guild)?;
        if let Some(thread) = self.channels.get_mut(&channel).and_then(|found| found.thread.as_mut()) {
            (thread.archived, thread.archive_stamp) = (false, now);
        }
        self.announce_channel(channel, "THREAD_UPDATE");
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
        let mut list = self.thread_list(&found);
        list["has_more"] = json!(false);
        list
    }

    /// The archived threads of a channel to which `rank` gives a number, highest first.
    pub(in crate::sandbox) fn archived_threads(
        &self,
        channel: i64,
        limit: usize,
        rank: impl Fn(&Channel, &ThreadState) -> Option<i64>,
    ) -> Value {
        let asleep = |found: &Channel| {
            let thread = found.thread.as_ref().filter(|thread| thread.archived)?;
            rank(found, thread).filter(|_| found.parent == Some(channel))
        };
        let mut found: Vec<(i64, &Channel)> =
            self.channels.values().filter_map(|found| Some((asleep(found)?, found))).collect();
        found.sort_by_key(|(rank, found)| std::cmp::Reverse((*rank, found.id)));
        let found: Vec<&Channel> = found.into_iter().map(|(_, found)| found).collect();
        let mut list = self.thread_list(found.get(..limit).unwrap_or(&found));
        list["has_more"] = json!(found.len() > limit);
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
