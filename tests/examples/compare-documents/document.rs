//! The operations of an OpenAPI document, read as far as the comparison needs them. It shares no code with the generator.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

/// An OpenAPI document.
#[derive(Debug)]
pub(crate) struct Document {
    root: Value,
}

/// An operation of a document.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// `GET /pets/{id}`.
    pub(crate) name: String,
    /// Names that its command may have: its `operationId`, and one made of method and path.
    names: Vec<String>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// The responses by status, of those with a number.
    pub(crate) responses: Vec<(u16, Value)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) location: String,
    pub(crate) required: bool,
    pub(crate) schema: Value,
}

#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) required: bool,
    pub(crate) media_type: String,
    pub(crate) schema: Value,
}

impl Document {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let root = serde_json::from_slice(&text);
        Ok(Self { root: root.map_err(|error| format!("{}: {error}", path.display()))? })
    }

    /// What a value is, or refers to.
    pub(crate) fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        let mut found = value;
        // References may be circular.
        for _ in 0..16 {
            let Some(reference) = found.get("$ref").and_then(Value::as_str) else { break };
            let pointer = reference.strip_prefix('#').unwrap_or_default();
            let pointer = percent_decode_str(pointer).decode_utf8_lossy();
            found = self.root.pointer(&pointer).unwrap_or(&Value::Null);
        }
        found
    }

    /// The names of the security schemes.
    pub(crate) fn security_schemes(&self) -> impl Iterator<Item = &str> {
        let schemes = self.root.pointer("/components/securitySchemes").and_then(Value::as_object);
        schemes.into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// Whether a security scheme is a key in a parameter of this name.
    pub(crate) fn is_key(&self, name: &str) -> bool {
        let schemes = self.root.pointer("/components/securitySchemes").and_then(Value::as_object);
        schemes.into_iter().flatten().any(|(_, scheme)| {
            let key = self.resolve(scheme)["name"].as_str();
            key.is_some_and(|key| key.eq_ignore_ascii_case(name))
        })
    }

    /// The operations, in the order of the document.
    pub(crate) fn operations(&self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, item) in self.root["paths"].as_object().into_iter().flatten() {
            let item = self.resolve(item);
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    operations.push(self.operation(path, method, item, operation));
                }
            }
        }
        operations
    }

    fn operation(&self, path: &str, method: &str, item: &Value, operation: &Value) -> Operation {
        let mut parameters: Vec<Parameter> = Vec::new();
        for list in [&operation["parameters"], &item["parameters"]] {
            for parameter in list.as_array().into_iter().flatten() {
                let parameter = self.parameter(self.resolve(parameter));
                let is_same = |other: &Parameter| {
                    (&other.name, &other.location) == (&parameter.name, &parameter.location)
                };
                if !parameters.iter().any(is_same) {
                    parameters.push(parameter);
                }
            }
        }
        let responses = operation["responses"].as_object().into_iter().flatten();
        let responses = responses.filter_map(|(status, response)| {
            Some((status.parse().ok()?, self.resolve(response).clone()))
        });
        let words = path.replace('{', "by-");
        let names = [operation["operationId"].as_str(), Some(&format!("{method}{words}"))];
        Operation {
            name: format!("{} {path}", method.to_uppercase()),
            names: names.into_iter().flatten().map(letters).collect(),
            parameters,
            body: self.body(self.resolve(&operation["requestBody"])),
            responses: responses.collect(),
        }
    }

    fn parameter(&self, parameter: &Value) -> Parameter {
        let text = |key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
        let content = parameter["content"].as_object().and_then(|content| content.values().next());
        let mut schema = parameter.get("schema").or(content.map(|content| &content["schema"]));
        let with_example;
        if let (Some(found), Some(example)) = (schema, parameter.get("example"))
            && let Value::Object(members) = self.resolve(found)
            && !members.contains_key("example")
        {
            let mut members = members.clone();
            members.insert("example".to_owned(), example.clone());
            with_example = Value::Object(members);
            schema = Some(&with_example);
        }
        Parameter {
            name: text("name"),
            location: text("in"),
            required: parameter["required"] == true || parameter["in"] == "path",
            schema: schema.cloned().unwrap_or_default(),
        }
    }

    /// The body in the media type that the SDK prefers: JSON, a form, parts, text, anything else.
    fn body(&self, body: &Value) -> Option<Body> {
        let content = body["content"].as_object()?;
        let rank = |name: &str| match name.split(';').next().unwrap_or_default().trim() {
            "application/json" => 0,
            name if name.ends_with("+json") || name.ends_with("/json") => 1,
            "application/x-www-form-urlencoded" => 2,
            "multipart/form-data" => 3,
            name if name.starts_with("text/") => 4,
            _ => 5,
        };
        let (media_type, media) = content.iter().min_by_key(|(name, _)| rank(name))?;
        Some(Body {
            required: body["required"] == true,
            media_type: media_type.clone(),
            schema: media["schema"].clone(),
        })
    }

    /// The schema with the properties of all parts of `allOf`.
    pub(crate) fn flat(&self, schema: &Value) -> Map<String, Value> {
        self.flat_within(schema, 0)
    }

    fn flat_within(&self, schema: &Value, depth: usize) -> Map<String, Value> {
        let mut flat = self.resolve(schema).as_object().cloned().unwrap_or_default();
        let Some(Value::Array(parts)) = flat.remove("allOf").filter(|_| depth < 16) else {
            return flat;
        };
        for part in parts {
            for (key, value) in self.flat_within(&part, depth + 1) {
                match (flat.get_mut(&key), value) {
                    (Some(Value::Object(all)), Value::Object(more)) if key == "properties" => {
                        all.extend(more);
                    }
                    (Some(Value::Array(all)), Value::Array(more)) if key == "required" => {
                        all.extend(more);
                    }
                    (Some(_), _) => {}
                    (None, value) => drop(flat.insert(key, value)),
                }
            }
        }
        flat
    }
}

impl Operation {
    /// The command of this operation: that of its `operationId`, or if there is none, that of method and path, which may be
    /// the `operationId` of another operation.
    pub(crate) fn command<'a>(&self, commands: &'a [String]) -> Option<&'a String> {
        self.names.iter().find_map(|name| commands.iter().find(|each| letters(each) == *name))
    }

    /// The success statuses, at most three.
    pub(crate) fn successes(&self) -> impl Iterator<Item = u16> {
        let statuses = self.responses.iter().map(|(status, _)| *status);
        statuses.filter(|status| (200..300).contains(status)).take(3)
    }

    /// The first status of an error.
    pub(crate) fn error(&self) -> Option<u16> {
        self.responses.iter().map(|(status, _)| *status).find(|status| *status >= 400)
    }

    /// The schema of a response in JSON.
    pub(crate) fn schema(&self, status: u16) -> Option<&Value> {
        let (_, response) = self.responses.iter().find(|(found, _)| *found == status)?;
        let content = response["content"].as_object()?;
        content.iter().find(|(name, _)| name.contains("json")).map(|(_, media)| &media["schema"])
    }
}

/// The letters and digits of a name, in lower case.
fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
