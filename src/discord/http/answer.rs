//! What an answer means: done, certainly not done, or nobody knows. Reasons are told by the platform's codes
//! and by the names of fields, never by content.

use super::budget::{Heard, seconds};
use crate::service::platform::PlatformError;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;

/// The most fields that a refusal names.
const MOST_FIELDS: usize = 8;

/// An answer of the platform.
pub struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    body: Vec<u8>,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).finish_non_exhaustive()
    }
}

/// A request that may have arrived and was not answered.
pub(super) fn lost(error: &reqwest::Error) -> PlatformError {
    let how = if error.is_timeout() {
        "no answer in time"
    } else if error.is_builder() {
        return PlatformError::Rejected {
            status: 0,
            code: 0,
            reason: "the request could not be built".into(),
        };
    } else {
        "the connection was lost"
    };
    PlatformError::Unknown(how.into())
}

impl Answer {
    pub(super) async fn read(response: reqwest::Response) -> Result<Self, PlatformError> {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.map_err(|error| lost(&error))?.to_vec();
        Ok(Self { status, headers, body })
    }

    pub(super) fn heard(&self) -> Heard {
        Heard::from_headers(self.status, &self.headers)
    }

    fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Whose counter was full: the whole bot's, a shared one, or this request's.
    pub(super) fn scope(&self, global: bool) -> &'static str {
        let shared = self.headers.get("x-ratelimit-scope").is_some_and(|scope| scope == "shared");
        match (global || self.is_global(), shared) {
            (true, _) => "global",
            (false, true) => "shared",
            (false, false) => "user",
        }
    }

    pub(super) fn is_global(&self) -> bool {
        self.json().is_some_and(|body| body["global"] == true)
    }

    /// How long a refusal for the pace asks to wait: the exact time in the body, else the header's.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        let exact =
            self.json().and_then(|body| body["retry_after"].as_f64()).and_then(|s| seconds(&s.to_string()));
        exact.or_else(|| self.headers.get("retry-after")?.to_str().ok().and_then(seconds))
    }

    /// Sorts what was not done from what nobody knows.
    pub(super) fn sorted(self) -> Result<Self, PlatformError> {
        match self.status {
            200..=299 => Ok(self),
            500.. => Err(PlatformError::Unknown(format!("the platform answered {}", self.status))),
            _ => Err(self.refusal()),
        }
    }

    fn refusal(&self) -> PlatformError {
        let body = self.json().unwrap_or_default();
        let code = body["code"].as_u64().and_then(|code| u32::try_from(code).ok()).unwrap_or_default();
        match (self.status, code) {
            (_, 10_008) => PlatformError::MessageGone,
            // Channel, guild, member, user, webhook.
            (_, 10_003 | 10_004 | 10_007 | 10_013 | 10_015) => PlatformError::Gone(code),
            (_, 50_007 | 50_278) => PlatformError::Closed,
            (_, 50_083 | 160_005) => PlatformError::Locked(code),
            (401, _) => PlatformError::Unauthorised,
            (403, _) | (_, 50_001 | 50_013) => PlatformError::Forbidden(code),
            (404, 0) if body.get("code").is_some() => PlatformError::Rejected {
                status: 404,
                code,
                reason: "the server does not know this request".into(),
            },
            (404, _) if code == 0 => PlatformError::Gone(0),
            (status, _) => PlatformError::Rejected { status, code, reason: reason(&body) },
        }
    }

    /// The body as `T`. When it cannot be read the request was done all the same, but with what outcome is
    /// not known.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, PlatformError> {
        serde_json::from_slice(&self.body).map_err(|error| {
            PlatformError::Unknown(format!(
                "the answer cannot be read: {:?} at {}:{}",
                error.classify(),
                error.line(),
                error.column()
            ))
        })
    }
}

/// The fields that were refused and the platform's code for each; its sentences may quote content.
fn reason(body: &Value) -> String {
    let mut fields = Vec::new();
    walk(&body["errors"], &mut String::new(), &mut fields);
    if fields.is_empty() { "no field was named".into() } else { fields.join(", ") }
}

fn walk(value: &Value, path: &mut String, fields: &mut Vec<String>) {
    let Value::Object(map) = value else { return };
    for (name, inner) in map {
        if fields.len() >= MOST_FIELDS {
            return;
        }
        if name == "_errors" {
            for error in inner.as_array().into_iter().flatten() {
                fields.push(format!("{path}: {}", plain(error["code"].as_str().unwrap_or("?"))));
            }
            continue;
        }
        let before = path.len();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(&plain(name));
        walk(inner, path, fields);
        path.truncate(before);
    }
}

/// Only what a field or a code is made of, and not much of it.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(48).collect()
}
