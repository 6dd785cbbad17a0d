//! The OpenAPI Overlay Specification 1.0.0: changes to a document in a separate file.
//!
//! An overlay is a list of actions. Each selects objects and lists of the document by a JSONPath
//! and merges a value into them or removes them; each sees the result of the one before. In one
//! point this is stricter than the specification: a target that matches nothing is an error,
//! because an overlay that has no effect any more should not pass silently.

mod apply;
mod target;
#[cfg(test)]
mod tests;

pub(super) use apply::apply;

use serde_json::{Map, Value};

use self::target::Target;
use super::syntax::{describe, quote};
use super::text::SourceText;
use crate::diagnostics::{Diagnostics, Draft};
use crate::pointer::Pointer;

/// An overlay that keeps to the specification.
#[derive(Debug)]
pub(super) struct Overlay {
    actions: Vec<Action>,
}

#[derive(Debug)]
struct Action {
    /// The action itself, in its file.
    pointer: Pointer,
    target: Target,
    change: Change,
}

#[derive(Debug)]
enum Change {
    Remove,
    Update(Value),
}

/// Reads an overlay and reports every error in it. `None` if there is one.
pub(super) fn read(text: &SourceText, diagnostics: &mut Diagnostics) -> Option<Overlay> {
    let errors_before = diagnostics.errors();
    let Value::Object(root) = text.parse(diagnostics)? else {
        return None;
    };
    let mut reader = Reader { text, diagnostics };
    reader.version(&root)?;
    let at = Pointer::root();
    reader.known_keys(&root, &at, &["overlay", "info", "extends", "actions"], "an overlay");
    reader.info(&root);
    reader.optional_string(&root, &at, "extends");
    let actions = reader.actions(&root);
    (diagnostics.errors() == errors_before).then_some(Overlay { actions })
}

struct Reader<'a> {
    text: &'a SourceText,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Without a known version nothing else in the file has a meaning.
    fn version(&mut self, root: &Map<String, Value>) -> Option<()> {
        let (code, at, found) = match root.get("overlay") {
            Some(Value::String(version)) if is_supported(version) => return Some(()),
            Some(version) => {
                let at = Pointer::root().child("overlay");
                ("overlay-version", at, format!("{} as overlay version", describe(version)))
            }
            None => {
                ("not-an-overlay", Pointer::root(), "no key `overlay` with a version".to_owned())
            }
        };
        let remedy = match root.get("openapi").or(root.get("swagger")) {
            Some(_) => "give this file as the document: it is an OpenAPI document and no overlay",
            None => "write the overlay for version 1.0 and set `overlay: 1.0.0`",
        };
        self.error(code, at)
            .found(found)
            .expected("version 1.0.x of the OpenAPI Overlay Specification, as a string")
            .remedy(remedy);
        None
    }

    fn info(&mut self, root: &Map<String, Value>) {
        let at = Pointer::root().child("info");
        match root.get("info") {
            Some(Value::Object(info)) => {
                self.known_keys(info, &at, &["title", "version"], "`info`");
                for key in ["title", "version"] {
                    if info.contains_key(key) {
                        self.optional_string(info, &at, key);
                    } else {
                        self.missing(&at, "`info`", key, "a string");
                    }
                }
            }
            Some(other) => {
                self.wrong_type(at, "`info`", other, "an object with `title` and `version`")
            }
            None => self.missing(
                &Pointer::root(),
                "the overlay",
                "info",
                "an object with `title` and `version`",
            ),
        }
    }

    fn actions(&mut self, root: &Map<String, Value>) -> Vec<Action> {
        let at = Pointer::root().child("actions");
        match root.get("actions") {
            Some(Value::Array(actions)) if !actions.is_empty() => {
                let pointers = (0..).map(|index| at.child(index));
                actions
                    .iter()
                    .zip(pointers)
                    .filter_map(|(action, at)| self.action(action, at))
                    .collect()
            }
            Some(Value::Array(_)) => {
                self.error("overlay-without-actions", at)
                    .found("an empty list of actions")
                    .expected("at least one action")
                    .remedy("add an action, or leave the overlay out");
                Vec::new()
            }
            Some(other) => {
                self.wrong_type(at, "`actions`", other, "a list of actions");
                Vec::new()
            }
            None => {
                self.missing(&Pointer::root(), "the overlay", "actions", "a list of actions");
                Vec::new()
            }
        }
    }

    fn action(&mut self, action: &Value, at: Pointer) -> Option<Action> {
        let Value::Object(action) = action else {
            self.wrong_type(at, "an action", action, "an object with a `target`");
            return None;
        };
        self.known_keys(action, &at, &["target", "description", "update", "remove"], "an action");
        self.optional_string(action, &at, "description");
        let target = self.target(action, &at);
        let change = match (action.get("remove"), action.get("update")) {
            (None | Some(Value::Bool(false)), Some(update)) => Some(Change::Update(update.clone())),
            (Some(Value::Bool(true)), _) => Some(Change::Remove),
            (None | Some(Value::Bool(false)), None) => {
                self.error("idle-action", at.clone())
                    .found("an action that changes nothing")
                    .expected("`update` with a value, or `remove: true`")
                    .remedy("add `update` or `remove`, or remove the action");
                None
            }
            (Some(other), _) => {
                self.wrong_type(at.child("remove"), "`remove`", other, "true or false");
                None
            }
        };
        Some(Action { pointer: at, target: target?, change: change? })
    }

    fn target(&mut self, action: &Map<String, Value>, at: &Pointer) -> Option<Target> {
        let Some(target) = action.get("target") else {
            self.missing(at, "the action", "target", "a JSONPath");
            return None;
        };
        let at = at.child("target");
        let Value::String(target) = target else {
            self.wrong_type(at, "`target`", target, "a JSONPath as a string");
            return None;
        };
        match Target::parse(target) {
            Ok(target) => Some(target),
            Err(fault) => {
                self.error("invalid-jsonpath", at)
                    .found(fault.found)
                    .expected("a JSONPath as in RFC 9535, such as `$.paths['/pets'].get`")
                    .remedy(fault.remedy);
                None
            }
        }
    }

    fn known_keys(&mut self, object: &Map<String, Value>, at: &Pointer, known: &[&str], of: &str) {
        for key in object.keys().filter(|key| !key.starts_with("x-")) {
            if !known.contains(&key.as_str()) {
                let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
                self.error("unknown-overlay-key", at.child(key))
                    .found(format!("the key {} in {of}", quote(key)))
                    .expected(format!("{} or an extension that starts with `x-`", names.join(", ")))
                    .remedy("correct the key or remove it; only version 1.0 is understood");
            }
        }
    }

    fn optional_string(&mut self, object: &Map<String, Value>, at: &Pointer, key: &str) {
        if let Some(value) = object.get(key)
            && !value.is_string()
        {
            self.wrong_type(
                at.child(key),
                &format!("`{key}`"),
                value,
                "a string; a number or date needs quotes to be one",
            );
        }
    }

    fn missing(&mut self, at: &Pointer, holder: &str, key: &str, what: &str) {
        self.error("missing-overlay-key", at.clone())
            .found(format!("no `{key}` in {holder}"))
            .expected(format!("`{key}`: {what}"))
            .remedy(format!("add `{key}`"));
    }

    fn wrong_type(&mut self, at: Pointer, what: &str, value: &Value, expected: &str) {
        self.error("overlay-type", at)
            .found(format!("{} as {what}", describe(value)))
            .expected(expected)
            .remedy("correct the value");
    }

    fn error(&mut self, code: &'static str, at: Pointer) -> Draft<'_> {
        self.diagnostics.error(code).position(self.text.position(&at)).pointer(at)
    }
}

/// The specification gives the patch version no meaning.
fn is_supported(version: &str) -> bool {
    let patch = version.strip_prefix("1.0.").unwrap_or_default();
    !patch.is_empty() && patch.bytes().all(|digit| digit.is_ascii_digit())
}
