//! What is asked and what is answered, held against Discord's official `OpenAPI` description. What does not fit is a
//! violation of the world: by the client, or by the stand-in itself.

use jsonschema::{Draft, Registry, Resource, Validator};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

const ROOT: &str = "urn:discord";

/// The descriptions read so far: reading one and making checks from it takes longer than most tests do.
static READ: Mutex<BTreeMap<PathBuf, Arc<OpenApi>>> = Mutex::new(BTreeMap::new());

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
    /// The description in a file, read once in the life of the program.
    pub fn read(path: &Path) -> anyhow::Result<Arc<Self>> {
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.get(path) {
            return Ok(Arc::clone(known));
        }
        let description: Value = serde_json::from_slice(&std::fs::read(path)?)?;
        let registry = Registry::new().add(ROOT, Resource::from_contents(description.clone()))?.prepare()?;
        let fresh = Arc::new(Self { description, registry, checks: Mutex::default() });
        read.insert(path.to_owned(), Arc::clone(&fresh));
        Ok(fresh)
    }

    /// What is wrong with the body of a request; nothing when the description says nothing about it.
    pub fn request_faults(&self, method: &str, template: &str, body: &Value) -> Vec<String> {
        let content = format!("{}/requestBody/content", operation(method, template));
        self.faults(&format!("{content}/application~1json/schema"), &tolerated(body))
    }

    /// What is wrong with the query of a request: names that the description does not know, values that do not fit.
    pub fn query_faults(&self, method: &str, template: &str, query: &HashMap<String, String>) -> Vec<String> {
        let operation = operation(method, template);
        let Some(described) = self.description.pointer(&operation) else { return Vec::new() };
        let known = described["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        let fault = |(name, text): (&String, &String)| {
            let at = known.iter().position(|one| one["in"] == "query" && one["name"] == name.as_str());
            let Some(at) = at else {
                let outdated = name == OUTDATED;
                return (!outdated).then(|| format!("no parameter of its query is called {name}"));
            };
            let schema = format!("{operation}/parameters/{at}/schema");
            // A query is text; its schema says whether that means a number or a truth value.
            let number = text.parse::<i64>().map(Value::from).ok();
            let truth = matches!(text.as_str(), "true" | "false" | "1" | "0").then_some(Value::Bool(true));
            let mut readings = [Some(json!(text)), number, truth].into_iter().flatten();
            let fits = readings.any(|value| self.faults(&schema, &value).is_empty());
            (!fits).then(|| format!("{name}={text} does not fit"))
        };
        query.iter().filter_map(fault).collect()
    }

    /// What is wrong with an answer: its status, its body, or that it has one or has none; nothing when the
    /// description says nothing about the route or the status is the server's own failure.
    pub fn response_faults(
        &self,
        method: &str,
        template: &str,
        status: u16,
        body: Option<&Value>,
    ) -> Vec<String> {
        let operation = operation(method, template);
        if self.description.pointer(&operation).is_none() || status >= 500 {
            return Vec::new();
        }
        let documented = [status.to_string(), format!("{}XX", status / 100)]
            .map(|key| self.followed(format!("{operation}/responses/{key}")))
            .into_iter()
            .flatten()
            .next();
        let Some(answer) = documented else { return vec![format!("status {status} is not documented")] };
        let schema = format!("{answer}/content/application~1json/schema");
        match (self.description.pointer(&schema), body) {
            (Some(_), Some(body)) if status >= 400 => self.faults(&schema, &numbered(body)),
            (Some(_), Some(body)) => self.faults(&schema, &without_media(body)),
            (Some(_), None) => vec!["there is no body".to_owned()],
            (None, Some(_)) => vec!["there is a body".to_owned()],
            (None, None) => Vec::new(),
        }
    }

    /// Where a pointer leads: to what it points at, or to what that refers to.
    fn followed(&self, pointer: String) -> Option<String> {
        match self.description.pointer(&pointer)?["$ref"].as_str() {
            Some(elsewhere) => Some(elsewhere.trim_start_matches('#').to_owned()),
            None => Some(pointer),
        }
    }

    fn faults(&self, schema: &str, body: &Value) -> Vec<String> {
        let mut checks = self.checks.lock().unwrap_or_else(PoisonError::into_inner);
        let check = checks.entry(schema.to_owned()).or_insert_with_key(|schema| self.compiled(schema));
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

/// The pointer to what the description says of a method on a route.
fn operation(method: &str, template: &str) -> String {
    format!("/paths/{}/{}", template.replace('~', "~0").replace('/', "~1"), method.to_lowercase())
}

/// A parameter of the first days of forums that clients still send and Discord passes over.
const OUTDATED: &str = "use_nested_fields";

/// Numbers from here on are ids: the smallest that Discord ever made.
const SMALLEST_ID: u64 = 1 << 41;

/// The body with what Discord accepts though its description does not say so: numbers as ids, permissions of commands
/// as text.
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
        Value::Number(number) if number.as_u64().is_some_and(|id| id >= SMALLEST_ID) => {
            json!(number.to_string())
        }
        _ => body.clone(),
    }
}

/// A refusal with numbers for the codes of its faults by field. The description calls them numbers; Discord sends, and
/// its documents show, words such as `BASE_TYPE_REQUIRED`.
fn numbered(refusal: &Value) -> Value {
    let mut refusal = refusal.clone();
    let mut within = vec![&mut refusal["errors"]];
    while let Some(one) = within.pop() {
        for (key, inner) in one.as_object_mut().into_iter().flatten() {
            match inner.as_array_mut().filter(|_| key == "_errors") {
                Some(faults) => {
                    faults.iter_mut().filter(|f| f["code"].is_string()).for_each(|f| f["code"] = json!(0));
                }
                None => within.push(inner),
            }
        }
    }
    if refusal["errors"].is_null()
        && let Value::Object(fields) = &mut refusal
    {
        fields.remove("errors");
    }
    refusal
}

/// Channels with media channels (16) as forums (15): Discord's documents and its answers have the first, its
/// description only the second.
fn without_media(body: &Value) -> Value {
    let mut body = body.clone();
    let channels = match &mut body {
        Value::Array(list) => list.as_mut_slice(),
        one => std::slice::from_mut(one),
    };
    for channel in channels.iter_mut().filter(|c| c["type"] == 16 && c["permission_overwrites"].is_array()) {
        channel["type"] = json!(15);
    }
    body
}

fn with_text_id(file: &Value) -> Value {
    let mut file = file.clone();
    if let Some(id) = file["id"].as_u64() {
        file["id"] = json!(id.to_string());
    }
    file
}
