//! One request, taken apart: parameters of its path, its query, its JSON and its files.

use crate::sandbox::world::{Form, Refusal};
use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use serde_json::Value;
use std::collections::HashMap;

/// An uploaded file.
#[derive(Debug)]
pub(super) struct Upload {
    /// The `n` of `files[n]`.
    pub(super) number: Option<i64>,
    pub(super) filename: String,
    pub(super) content_type: String,
    pub(super) bytes: Vec<u8>,
}

/// A request on its way to its route.
#[derive(Debug, Default)]
pub(super) struct Call {
    pub(super) params: Vec<String>,
    pub(super) query: HashMap<String, String>,
    pub(super) body: Value,
    pub(super) uploads: Vec<Upload>,
}

fn coerce(path: &str) -> Refusal {
    let mut form = Form::default();
    form.fault(path, "NUMBER_TYPE_COERCE", "Value is not snowflake.");
    form.done().err().unwrap_or_else(Refusal::not_found)
}

impl Call {
    /// The path's parameter as it stands.
    pub(super) fn word(&self, at: usize) -> &str {
        self.params.get(at).map(String::as_str).unwrap_or_default()
    }

    /// The path's parameter as an id.
    pub(super) fn id(&self, at: usize) -> Result<i64, Refusal> {
        self.word(at).parse().map_err(|_| coerce("id"))
    }

    /// A number of the query within bounds.
    pub(super) fn limit(&self, standard: usize, least: usize, most: usize) -> Result<usize, Refusal> {
        let Some(text) = self.query.get("limit") else { return Ok(standard) };
        match text.parse::<usize>() {
            Ok(limit) if (least..=most).contains(&limit) => Ok(limit),
            _ => {
                let mut form = Form::default();
                form.fault(
                    "limit",
                    "NUMBER_TYPE_MAX",
                    format!("int value should be between {least} and {most}."),
                );
                form.done().map(|()| standard)
            }
        }
    }

    /// Whether the query says yes to something.
    pub(super) fn wants(&self, key: &str) -> bool {
        self.query.get(key).is_some_and(|wanted| matches!(wanted.as_str(), "true" | "1"))
    }

    /// An id of the query.
    pub(super) fn asked(&self, key: &str) -> Result<Option<i64>, Refusal> {
        self.query.get(key).map(|text| text.parse().map_err(|_| coerce(key))).transpose()
    }

    /// The body as an object.
    pub(super) fn object(&self) -> Result<&Value, Refusal> {
        if self.body.is_object() { Ok(&self.body) } else { Err(Refusal::bad_json()) }
    }
}

/// Reads a body: JSON, or `payload_json` and files.
pub(super) async fn read(request: Request) -> Result<(Value, Vec<Upload>), Refusal> {
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    if kind.starts_with("multipart/form-data") {
        let form = Multipart::from_request(request, &()).await.map_err(|_| Refusal::bad_json())?;
        return multipart(form).await;
    }
    let bytes = Bytes::from_request(request, &()).await.map_err(|_| Refusal::too_large())?;
    if bytes.is_empty() {
        return Ok((Value::Null, Vec::new()));
    }
    if !kind.starts_with("application/json") {
        let mut form = Form::default();
        form.fault(
            "_misc",
            "CONTENT_TYPE_INVALID",
            "Expected \"Content-Type\" header to be one of {'application/json'}.",
        );
        form.done()?;
    }
    Ok((serde_json::from_slice(&bytes).map_err(|_| Refusal::bad_json())?, Vec::new()))
}

/// Why a body of many parts could not be read to its end.
fn cut_off(fault: &MultipartError) -> Refusal {
    if fault.status() == StatusCode::PAYLOAD_TOO_LARGE { Refusal::too_large() } else { Refusal::bad_json() }
}

async fn multipart(mut form: Multipart) -> Result<(Value, Vec<Upload>), Refusal> {
    let (mut body, mut uploads) = (Value::Object(serde_json::Map::new()), Vec::new());
    while let Some(field) = form.next_field().await.map_err(|fault| cut_off(&fault))? {
        let name = field.name().unwrap_or_default().to_owned();
        let filename = field.file_name().map(str::to_owned);
        let content_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
        let bytes = field.bytes().await.map_err(|fault| cut_off(&fault))?;
        if name == "payload_json" {
            body = serde_json::from_slice(&bytes).map_err(|_| Refusal::bad_json())?;
        } else if let Some(filename) = filename {
            let number = name.strip_prefix("files[").and_then(|rest| rest.strip_suffix(']'));
            let number = number.and_then(|number| number.parse().ok());
            uploads.push(Upload { number, filename, content_type, bytes: bytes.to_vec() });
        }
    }
    Ok((body, uploads))
}
