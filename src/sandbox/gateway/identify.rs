//! Reads IDENTIFY and RESUME and decides, as Discord does, whether they may stand. Pure: knows no connection.

use super::wire::close;
use serde_json::Value;

/// Every intent that exists; any other bit is refused with 4013.
const KNOWN: u64 = 0x1_FFFF | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25;

/// The intents that must be switched on for the application: members, presences, content of messages.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;

/// What a client said in IDENTIFY.
#[derive(Clone, Debug)]
pub(super) struct Identify {
    pub(super) token: String,
    pub(super) intents: u64,
    /// `(id, count)`; `(0, 1)` when the client named none.
    pub(super) shard: (u64, u64),
    pub(super) compress: bool,
    /// The payload as it came.
    pub(super) raw: Value,
}

impl Identify {
    /// Reads the payload; the error is the close code. The token is not judged here, and shard and intents
    /// come with their own codes by [`Identify::judge`] once it is known to be right.
    pub(super) fn read(d: &Value) -> Result<Self, u16> {
        let token = d["token"].as_str().ok_or(close::DECODE_ERROR)?;
        if !d["properties"].is_object() {
            return Err(close::DECODE_ERROR);
        }
        let shard = match &d["shard"] {
            Value::Null => (0, 1),
            shard => match shard.as_array().map(Vec::as_slice) {
                Some([id, count]) => (id.as_u64().unwrap_or(u64::MAX), count.as_u64().unwrap_or_default()),
                _ => (u64::MAX, 0),
            },
        };
        Ok(Self {
            token: bare(token).to_owned(),
            // A missing or negative number is refused by the same code as an unknown bit.
            intents: d["intents"].as_u64().unwrap_or(u64::MAX),
            shard,
            compress: d["compress"].as_bool().unwrap_or(false),
            raw: d.clone(),
        })
    }

    /// Judges shard and intents, given the privileged intents that are switched on; the error is the close code.
    pub(super) fn judge(&self, switched_on: u64) -> Result<(), u16> {
        let (id, count) = self.shard;
        if id >= count {
            return Err(close::INVALID_SHARD);
        }
        if self.intents & !KNOWN != 0 {
            return Err(close::INVALID_INTENTS);
        }
        if self.intents & PRIVILEGED & !switched_on != 0 {
            return Err(close::DISALLOWED_INTENTS);
        }
        Ok(())
    }
}

/// What a client said in RESUME.
#[derive(Clone, Debug)]
pub(super) struct Resume {
    pub(super) token: String,
    pub(super) session: String,
    pub(super) seq: u64,
}

impl Resume {
    /// Reads the payload; the error is the close code.
    pub(super) fn read(d: &Value) -> Result<Self, u16> {
        Ok(Self {
            token: bare(d["token"].as_str().ok_or(close::DECODE_ERROR)?).to_owned(),
            session: d["session_id"].as_str().ok_or(close::DECODE_ERROR)?.to_owned(),
            seq: d["seq"].as_u64().ok_or(close::DECODE_ERROR)?,
        })
    }
}

/// The token without the word `Bot`, which some clients send and Discord accepts.
fn bare(token: &str) -> &str {
    token.strip_prefix("Bot ").unwrap_or(token).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn judged(intents: &Value, shard: &Value, switched_on: u64) -> Result<(), u16> {
        Identify::read(&json!({ "token": "t", "properties": {}, "intents": intents, "shard": shard }))?
            .judge(switched_on)
    }

    #[test]
    fn shards_and_intents_are_judged_as_documented() {
        assert_eq!(judged(&json!(513), &json!([0, 1]), 0), Ok(()));
        assert_eq!(judged(&json!(513), &Value::Null, 0), Ok(()));
        assert_eq!(judged(&json!(513), &json!([1, 1]), 0), Err(4010));
        assert_eq!(judged(&json!(513), &json!("0,1"), 0), Err(4010));
        assert_eq!(judged(&json!(1 << 17), &Value::Null, 0), Err(4013));
        assert_eq!(judged(&Value::Null, &Value::Null, 0), Err(4013));
        assert_eq!(judged(&json!(1 << 15), &Value::Null, 0), Err(4014));
        assert_eq!(judged(&json!(1 << 15), &Value::Null, 1 << 15), Ok(()));
        assert_eq!(judged(&json!(1 << 1), &Value::Null, 1 << 15), Err(4014));
        assert_eq!(Identify::read(&json!({ "intents": 1 })).map(|_| ()), Err(4002));
    }
}
