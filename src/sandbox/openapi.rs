//! Request bodies held against Discord's official `OpenAPI` description. What does not fit is a violation of the world.

use jsonschema::{Draft, Registry, Resource, Validator};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

const ROOT: &str = "urn:discord";

/// The description, and the checks made from it so far.
pub struct OpenApi {
    description: Value,
    registry: Registry<'static>,
    checks: Mutex<HashMap<String, Option<Arc<Validator>>>>,
}

impl std::fmt::Debug for OpenApi {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("OpenApi").finish_non_exhaustive()
    }
}

impl OpenApi {
    /// Reads the description from a file.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let description: Value = serde_json::from_slice(&std::fs::read(path)?)?;
        let registry = Registry::new().add(ROOT, Resource::from_contents(description.clone()))?.prepare()?;
        Ok(Self { description, registry, checks: Mutex::default() })
    }

    /// What is wrong with the body of a request; nothing when the description says nothing about it.
    pub fn request_faults(&self, method: &str, template: &str, body: &Value) -> Vec<String> {
        let method = method.to_lowercase();
        let part = ["paths", template, &method, "requestBody", "content", "application/json", "schema"];
        self.faults(&part, &tolerated(body))
    }

    /// What is wrong with an answer of status 200 or 201.
    pub fn response_faults(&self, method: &str, template: &str, status: &str, body: &Value) -> Vec<String> {
        let method = method.to_lowercase();
        let part = ["paths", template, &method, "responses", status, "content", "application/json", "schema"];
        self.faults(&part, body)
    }

    fn faults(&self, part: &[&str], body: &Value) -> Vec<String> {
        let mut pointer = String::new();
        for word in part {
            pointer.push('/');
            pointer.push_str(&word.replace('~', "~0").replace('/', "~1"));
        }
        let mut checks = self.checks.lock().unwrap_or_else(PoisonError::into_inner);
        let check = checks.entry(pointer).or_insert_with_key(|pointer| self.compiled(pointer));
        let Some(check) = check.clone() else { return Vec::new() };
        drop(checks);
        check.iter_errors(body).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
    }

    fn compiled(&self, pointer: &str) -> Option<Arc<Validator>> {
        self.description.pointer(pointer)?;
        let fragment = pointer.replace('{', "%7B").replace('}', "%7D");
        let schema = json!({"$ref": format!("{ROOT}#{fragment}")});
        let built =
            jsonschema::options().with_draft(Draft::Draft202012).with_registry(&self.registry).build(&schema);
        built.ok().map(Arc::new)
    }
}

/// The body with what Discord accepts though its description does not say so: numbers as ids of attachments,
/// permissions of commands as text.
fn tolerated(body: &Value) -> Value {
    match body {
        Value::Array(list) => list.iter().map(tolerated).collect(),
        Value::Object(fields) => {
            let one = |(key, value): (&String, &Value)| {
                let value = match (key.as_str(), value) {
                    ("attachments", Value::Array(files)) => files.iter().map(with_text_id).collect(),
                    ("default_member_permissions", Value::String(bits)) => {
                        bits.parse::<i64>().map_or_else(|_| value.clone(), |bits| json!(bits))
                    }
                    _ => tolerated(value),
                };
                (key.clone(), value)
            };
            Value::Object(fields.iter().map(one).collect())
        }
        _ => body.clone(),
    }
}

fn with_text_id(file: &Value) -> Value {
    let mut file = file.clone();
    if let Some(id) = file["id"].as_u64() {
        file["id"] = json!(id.to_string());
    }
    file
}
