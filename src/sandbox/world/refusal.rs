//! Discord's way of saying no: HTTP status, error code, sentence, and faults by field.

use serde_json::{Map, Value, json};

/// Why something was not done.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// Discord's code; 0 for general ones.
    pub code: u32,
    /// Discord's sentence.
    pub message: String,
    /// Faults by field, for 50035.
    pub errors: Option<Value>,
}

impl Refusal {
    /// A refusal without faults by field.
    pub fn new(status: u16, code: u32, message: &str) -> Self {
        Self { status, code, message: message.to_owned(), errors: None }
    }

    /// The answer's body.
    pub fn json(&self) -> Value {
        let mut body = json!({"message": self.message, "code": self.code});
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        body
    }
}

macro_rules! refusals {
    ($($name:ident = $status:literal $code:literal $message:literal;)*) => {
        impl Refusal {
            $(#[doc = concat!("`", $code, "` ", $message)]
            pub fn $name() -> Self {
                Self::new($status, $code, $message)
            })*
        }
    };
}

refusals! {
    unauthorized = 401 0 "401: Unauthorized";
    not_found = 404 0 "404: Not Found";
    method_not_allowed = 405 0 "405: Method Not Allowed";
    unknown_application = 404 10002 "Unknown Application";
    unknown_channel = 404 10003 "Unknown Channel";
    unknown_guild = 404 10004 "Unknown Guild";
    unknown_member = 404 10007 "Unknown Member";
    unknown_message = 404 10008 "Unknown Message";
    unknown_role = 404 10011 "Unknown Role";
    unknown_user = 404 10013 "Unknown User";
    unknown_emoji = 400 10014 "Unknown Emoji";
    unknown_webhook = 404 10015 "Unknown Webhook";
    unknown_interaction = 404 10062 "Unknown interaction";
    unknown_command = 404 10063 "Unknown application command";
    only_author = 403 50005 "Cannot edit a message authored by another user";
    unknown_tag = 404 10087 "Unknown Tag";
    too_large = 413 40005 "Request entity too large";
    already_acknowledged = 400 40060 "Interaction has already been acknowledged.";
    slowed_down = 429 20016 "This action cannot be performed due to slowmode rate limit";
    missing_access = 403 50001 "Missing Access";
    dm_only = 403 50003 "Cannot execute action on a DM channel";
    empty_message = 400 50006 "Cannot send an empty message";
    dms_closed = 403 50007 "Cannot send messages to this user";
    no_guild_in_common = 403 50278 "Cannot send messages to this user";
    nameless = 403 40333 "internal network error";
    missing_permissions = 403 50013 "Missing Permissions";
    too_many_pins = 400 30003 "Maximum number of pins reached for the channel (250)";
    too_many_reactions = 400 30010 "Maximum number of reactions reached (20)";
    too_many_webhooks = 400 30007 "Maximum number of webhooks reached (15)";
    webhook_needs_thread = 400 220_001 "Webhooks posted to forum channels must have a thread_name or thread_id";
    too_few_or_many = 400 50016 "Provided too few or too many messages to delete. Must provide at least 2 and at most 100 messages to delete.";
    system_message = 403 50021 "Cannot execute action on a system message";
    no_tag_for_members = 403 40066 "There are no tags available that can be set by non-moderators";
    tag_names_unique = 400 40061 "Tag names must be unique";
    tag_required = 400 40067 "A tag is required to create a forum post in this channel";
    not_text = 400 50008 "Cannot send messages in a non-text channel";
    wrong_channel_kind = 400 50024 "Cannot execute action on this channel type";
    invalid_token = 401 50027 "Invalid Webhook Token";
    too_old = 400 50034 "You can only bulk delete messages that are under 14 days old.";
    thread_archived = 400 50083 "Thread is archived";
    bad_json = 400 50109 "The request body contains invalid JSON.";
    thread_exists = 400 160_004 "A thread has already been created for this message";
    thread_locked = 400 160_005 "Thread is locked";
    too_many_threads = 400 160_006 "Maximum number of active threads reached";
    thread_full = 400 30033 "Maximum number of thread participants has been reached (1000)";
    no_history = 403 160_002 "Cannot reply without permission to read message history";
}

/// Collects faults by field and turns them into one 50035.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct Form(Map<String, Value>);

impl Form {
    /// Adds a fault at a dotted path such as `embeds.0.title`.
    pub(in crate::sandbox) fn fault(&mut self, path: &str, code: &str, message: impl Into<String>) {
        let mut at = &mut self.0;
        for part in path.split('.') {
            let inner = at.entry(part).or_insert_with(|| json!({}));
            if !inner.is_object() {
                *inner = json!({});
            }
            match inner {
                Value::Object(map) => at = map,
                _ => return,
            }
        }
        let faults = at.entry("_errors").or_insert_with(|| json!([]));
        if let Value::Array(list) = faults {
            list.push(json!({"code": code, "message": message.into()}));
        }
    }

    /// A required field that is missing.
    pub(in crate::sandbox) fn required(&mut self, path: &str) {
        self.fault(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    /// A text with more than `most` characters, or fewer than `least`.
    pub(in crate::sandbox) fn length(&mut self, path: &str, text: &str, least: usize, most: usize) {
        let count = text.chars().count();
        if count > most && least == 0 {
            self.fault(path, "BASE_TYPE_MAX_LENGTH", format!("Must be {most} or fewer in length."));
        } else if count < least || count > most {
            self.fault(
                path,
                "BASE_TYPE_BAD_LENGTH",
                format!("Must be between {least} and {most} in length."),
            );
        }
    }

    /// `Ok` when nothing was found, else 50035 with everything.
    pub(in crate::sandbox) fn done(self) -> Result<(), Refusal> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut refusal = Refusal::new(400, 50035, "Invalid Form Body");
        refusal.errors = Some(Value::Object(self.0));
        Err(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_stand_at_their_field() {
        let mut form = Form::default();
        form.length("embeds.0.title", &"x".repeat(257), 0, 256);
        let refusal = form.done().unwrap_err();
        assert_eq!(refusal.code, 50035);
        assert_eq!(
            refusal.json()["errors"]["embeds"]["0"]["title"]["_errors"][0]["code"],
            "BASE_TYPE_MAX_LENGTH"
        );
    }
}
