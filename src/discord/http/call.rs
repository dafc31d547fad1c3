//! One request as a value: where it goes, which of the platform's counters it draws on, what it carries.

use crate::domain::ids::{ChannelId, GuildId, MessageId, UserId};
use chrono::{DateTime, SecondsFormat, Utc};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::Value;

/// A file sent with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, ASCII.
    pub name: String,
    /// Its bytes, a PNG's.
    pub png: Vec<u8>,
}

/// A request.
#[derive(Debug, Clone)]
pub struct Call {
    pub(super) method: Method,
    /// The path with its ids left out: what may be logged.
    pub(super) pattern: &'static str,
    /// The id that the platform counts by.
    major: i64,
    path: String,
    query: Vec<(&'static str, String)>,
    body: Option<Value>,
    files: Vec<File>,
}

/// What the platform counts together until it says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) method: Method,
    pub(super) pattern: &'static str,
    pub(super) major: i64,
}

impl std::fmt::Display for Call {
    /// What may be said of it anywhere: its method and the pattern of its path.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.pattern)
    }
}

impl Call {
    fn new(method: Method, pattern: &'static str, ids: &[i64]) -> Self {
        let mut path = String::with_capacity(64);
        let mut ids_left = ids.iter();
        for part in pattern.split('/').skip(1) {
            path.push('/');
            match part {
                "{}" => {
                    path.push_str(&ids_left.next().copied().unwrap_or_default().cast_unsigned().to_string());
                }
                part => path.push_str(part),
            }
        }
        Self {
            method,
            pattern,
            major: ids.first().copied().unwrap_or_default(),
            path,
            query: Vec::new(),
            body: None,
            files: Vec::new(),
        }
    }

    pub(super) fn key(&self) -> Key {
        Key { method: self.method.clone(), pattern: self.pattern, major: self.major }
    }

    fn with(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    fn ask(mut self, name: &'static str, value: &impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// The same with `files` attached; the body then goes as its `payload_json`.
    #[must_use]
    pub fn files(mut self, files: Vec<File>) -> Self {
        self.files = files;
        self
    }

    pub(super) fn request(&self, client: &reqwest::Client, base: &str) -> reqwest::RequestBuilder {
        let mut address = format!("{base}/api/v10{}", self.path);
        for (n, (name, value)) in self.query.iter().enumerate() {
            address.push(if n == 0 { '?' } else { '&' });
            address.push_str(name);
            address.push('=');
            address.push_str(value);
        }
        let request = client.request(self.method.clone(), address);
        match (&self.body, self.files.as_slice()) {
            (Some(body), []) => request.json(body),
            (None, []) => request,
            (body, files) => {
                let mut form = Form::new();
                if let Some(body) = body {
                    form = form.part("payload_json", json_part(body.to_string()));
                }
                for (n, file) in files.iter().enumerate() {
                    form = form.part(format!("files[{n}]"), png_part(file));
                }
                request.multipart(form)
            }
        }
    }
}

fn json_part(text: String) -> Part {
    let plain = text.clone();
    Part::text(text).mime_str("application/json").unwrap_or_else(|_| Part::text(plain))
}

fn png_part(file: &File) -> Part {
    let part = || Part::bytes(file.png.clone()).file_name(file.name.clone());
    part().mime_str("image/png").unwrap_or_else(|_| part())
}

/// The requests that the bot makes, one function each.
impl Call {
    /// The bot's own account.
    pub fn me() -> Self {
        Self::new(Method::GET, "/users/@me", &[])
    }

    /// Replaces all of the application's commands: in one guild, or everywhere.
    pub fn register(application: u64, guild: Option<GuildId>, commands: Value) -> Self {
        let application = application.cast_signed();
        let call = match guild {
            Some(guild) => {
                Self::new(Method::PUT, "/applications/{}/guilds/{}/commands", &[application, guild.0])
            }
            None => Self::new(Method::PUT, "/applications/{}/commands", &[application]),
        };
        call.with(commands)
    }

    /// The bot's application.
    pub fn application() -> Self {
        Self::new(Method::GET, "/applications/@me", &[])
    }

    /// Where the event stream is.
    pub fn gateway() -> Self {
        Self::new(Method::GET, "/gateway/bot", &[])
    }

    /// Opens, or finds, the private conversation with a person.
    pub fn private_channel(user: UserId) -> Self {
        Self::new(Method::POST, "/users/@me/channels", &[])
            .with(serde_json::json!({ "recipient_id": user.unsigned().to_string() }))
    }

    /// Sends a message.
    pub fn send(channel: ChannelId, body: Value) -> Self {
        Self::new(Method::POST, "/channels/{}/messages", &[channel.0]).with(body)
    }

    /// Changes one of the bot's own messages.
    pub fn edit(channel: ChannelId, message: MessageId, body: Value) -> Self {
        Self::new(Method::PATCH, "/channels/{}/messages/{}", &[channel.0, message.0]).with(body)
    }

    /// Deletes a message.
    pub fn delete(channel: ChannelId, message: MessageId) -> Self {
        Self::new(Method::DELETE, "/channels/{}/messages/{}", &[channel.0, message.0])
    }

    /// One message.
    pub fn message(channel: ChannelId, message: MessageId) -> Self {
        Self::new(Method::GET, "/channels/{}/messages/{}", &[channel.0, message.0])
    }

    /// Up to a hundred messages after `after`.
    pub fn history(channel: ChannelId, after: MessageId) -> Self {
        Self::new(Method::GET, "/channels/{}/messages", &[channel.0])
            .ask("after", &after.unsigned())
            .ask("limit", &100)
    }

    /// Opens a thread on a message.
    pub fn thread(channel: ChannelId, message: MessageId, body: Value) -> Self {
        Self::new(Method::POST, "/channels/{}/messages/{}/threads", &[channel.0, message.0]).with(body)
    }

    /// Makes a forum's post: a thread with its first message.
    pub fn forum_post(forum: ChannelId, body: Value) -> Self {
        Self::new(Method::POST, "/channels/{}/threads", &[forum.0]).with(body)
    }

    /// A guild's active threads.
    pub fn active_threads(guild: GuildId) -> Self {
        Self::new(Method::GET, "/guilds/{}/threads/active", &[guild.0])
    }

    /// Up to a hundred public threads of a channel, those archived last first, that were archived before
    /// `before`.
    pub fn archived_threads(channel: ChannelId, before: Option<DateTime<Utc>>) -> Self {
        let call =
            Self::new(Method::GET, "/channels/{}/threads/archived/public", &[channel.0]).ask("limit", &100);
        match before {
            // With Z and without +, which would have to be encoded.
            Some(at) => call.ask("before", &at.to_rfc3339_opts(SecondsFormat::Micros, true)),
            None => call,
        }
    }

    /// Changes a channel or thread.
    pub fn modify(channel: ChannelId, body: Value) -> Self {
        Self::new(Method::PATCH, "/channels/{}", &[channel.0]).with(body)
    }

    /// A channel or thread.
    pub fn channel(channel: ChannelId) -> Self {
        Self::new(Method::GET, "/channels/{}", &[channel.0])
    }

    /// A guild.
    pub fn guild(guild: GuildId) -> Self {
        Self::new(Method::GET, "/guilds/{}", &[guild.0])
    }

    /// A guild's roles.
    pub fn roles(guild: GuildId) -> Self {
        Self::new(Method::GET, "/guilds/{}/roles", &[guild.0])
    }

    /// A member of a guild.
    pub fn member(guild: GuildId, user: UserId) -> Self {
        Self::new(Method::GET, "/guilds/{}/members/{}", &[guild.0, user.0])
    }
}
