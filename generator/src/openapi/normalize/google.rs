//! Labels of Google's documents that hold the name of a resource, `projects/a/locations/b`.
//!
//! Google's descriptions have `/v1/{+name}`; the conversion to OpenAPI lost the plus (2,948 of 6,603 operations in 198
//! documents). Such a label is the first of the path and follows the version, where no other label stands; a label
//! behind a literal, as in `/v1/projects/{projectId}`, is one segment. `x-greedy` of the document is kept.

use serde_json::{Value, json};

use crate::openapi::is_method;

/// Marks the labels with `x-greedy`.
pub(super) fn keep_slashes(document: &mut Value) {
    if document.pointer("/info/x-providerName") != Some(&json!("googleapis.com")) {
        return;
    }
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    for (path, item) in paths {
        let (Some(label), Some(item)) = (resource_label(path), item.as_object_mut()) else {
            continue;
        };
        for (key, part) in item.iter_mut() {
            let list = match key.as_str() {
                "parameters" => Some(part),
                key if is_method(key) => part.get_mut("parameters"),
                _ => None,
            };
            let parameters = list.and_then(Value::as_array_mut).into_iter().flatten();
            for parameter in parameters.filter_map(Value::as_object_mut) {
                let is =
                    |key: &str, text: &str| parameter.get(key).is_some_and(|value| value == text);
                if is("in", "path") && is("name", label) {
                    parameter.entry("x-greedy").or_insert(json!(true));
                }
            }
        }
    }
}

/// The label that follows the version of a path.
fn resource_label(path: &str) -> Option<&str> {
    let (before, rest) = path.split_once('{')?;
    let (label, _) = rest.split_once('}')?;
    let version = before.strip_suffix('/')?.rsplit('/').next()?;
    let digits = version.strip_prefix('v')?;
    digits.starts_with(|c: char| c.is_ascii_digit()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_behind_the_version_holds_the_name_of_a_resource() {
        for (path, label) in [
            ("/v1/{name}", Some("name")),
            ("/v1beta1/{parent}/operations", Some("parent")),
            ("/compute/v1/{resource}:cancel", Some("resource")),
            ("/v1/projects/{projectId}", None),
            ("/calendars/{calendarId}", None),
            ("/values/{id}", None),
            ("/v1/media", None),
        ] {
            assert_eq!(resource_label(path), label, "{path}");
        }
    }
}
