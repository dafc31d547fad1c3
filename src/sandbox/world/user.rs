//! People and bots, apart from any guild.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A user of the platform.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct User {
    /// The user's id.
    pub id: i64,
    /// The unique handle.
    pub username: String,
    /// The name shown.
    pub global_name: Option<String>,
    /// A bot's user.
    pub bot: bool,
    /// Refuses private messages (50007).
    pub dms_closed: bool,
    /// The client's language, as interactions tell it.
    pub locale: String,
}

impl User {
    /// A person called `name`.
    pub fn person(id: i64, name: &str) -> Self {
        let username: String =
            name.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
        Self {
            id,
            username,
            global_name: Some(name.to_owned()),
            bot: false,
            dms_closed: false,
            locale: "da".into(),
        }
    }

    /// A bot called `name`.
    pub fn bot(id: i64, name: &str) -> Self {
        Self { bot: true, global_name: None, username: name.to_owned(), ..Self::person(id, name) }
    }

    /// The user object.
    pub fn json(&self) -> Value {
        let mut user = json!({
            "id": self.id.to_string(), "username": self.username, "discriminator": if self.bot { "1234" } else { "0" },
            "global_name": self.global_name, "avatar": null, "public_flags": 0, "flags": 0, "primary_guild": null,
        });
        if self.bot {
            user["bot"] = json!(true);
        }
        user
    }
}
