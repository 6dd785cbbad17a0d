//! Checks of the version, the depth, paths, operations, parameters and bodies.
//!
//! These checks run on the JSON value, because openapiv3 drops what it does not know and has no positions.

use serde_json::{Map, Value};

use super::keywords::NodeKind;
use super::report::{Report, json_type, listed};
use super::walk;
use crate::pointer::Pointer;

/// The media type of JSON.
pub(crate) const JSON: &str = "application/json";

/// The deepest nesting that is read. Real documents have some 15 levels.
const MAX_DEPTH: usize = 64;

/// Whether the value is an OpenAPI document of version 3.0, 3.1 or 3.2. Otherwise reports what it is.
pub(super) fn check_version(document: &Value, report: &mut Report<'_>) -> bool {
    const EXPECTED: &str = "an OpenAPI document of version 3.0, 3.1 or 3.2";
    let root = Pointer::root();
    let Some(members) = document.as_object() else {
        report
            .error("not-openapi", &root)
            .found(json_type(document))
            .expected(format!("{EXPECTED}, which is an object with the key `openapi`"))
            .remedy("check that this is the intended file");
        return false;
    };
    if let Some(swagger) = members.get("swagger") {
        report
            .error("swagger-2", &root.child("swagger"))
            .found(format!("a Swagger {} document, which is not supported", plain(swagger)))
            .expected(EXPECTED)
            .remedy(
                "use the document's OpenAPI 3.0 form, or convert it: `npx swagger2openapi --outfile openapi.json FILE`",
            );
        return false;
    }
    let Some(openapi) = members.get("openapi") else {
        report
            .error("not-openapi", &root)
            .found("an object without the key `openapi`")
            .expected(EXPECTED)
            .remedy("check that this is the right file");
        return false;
    };
    let version = plain(openapi);
    let is_served = ["3.0", "3.1", "3.2"].iter().any(|served| {
        version.strip_prefix(served).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    let served = openapi.is_string() && is_served;
    if !served {
        // YAML reads `3.1` as a number.
        let remedy = match is_served && openapi.is_number() {
            true => format!("write `openapi: {version}.0`"),
            false => "use the form of the document in one of these versions".to_owned(),
        };
        report
            .error("openapi-version", &root.child("openapi"))
            .found(format!("OpenAPI version `{version}`"))
            .expected("`3.0.x`, `3.1.x` or `3.2.x`, as a string")
            .remedy(remedy);
    }
    served
}

/// A scalar, without quotes.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether the document is shallow enough to be walked by recursion.
pub(super) fn check_depth(document: &Value, report: &mut Report<'_>) -> bool {
    if !is_deeper(document, MAX_DEPTH) {
        return true;
    }
    let mut level = vec![(Pointer::root(), document)];
    for _ in 0..MAX_DEPTH {
        level = level
            .iter()
            .flat_map(|(pointer, value)| {
                let members = value.as_object().into_iter().flatten();
                let items = value.as_array().into_iter().flatten().enumerate();
                members
                    .filter(|(_, value)| is_container(value))
                    .map(|(key, value)| (pointer.child(key), value))
                    .chain(
                        items
                            .filter(|(_, value)| is_container(value))
                            .map(|(index, value)| (pointer.child(index), value)),
                    )
            })
            .collect();
    }
    for (pointer, _) in &level {
        report
            .error("too-deep", pointer)
            .found(format!("more than {MAX_DEPTH} levels of nesting"))
            .expected("a document of ordinary depth")
            .remedy("give the inner parts names under `components` and refer to them");
    }
    false
}

/// Whether a container holds others of so many levels. Looks no deeper, and makes no pointers.
fn is_deeper(container: &Value, levels: usize) -> bool {
    let Some(levels) = levels.checked_sub(1) else {
        return true;
    };
    let is_deeper = |value: &Value| is_container(value) && is_deeper(value, levels);
    match container {
        Value::Object(members) => members.values().any(is_deeper),
        Value::Array(items) => items.iter().any(is_deeper),
        _ => false,
    }
}

fn is_container(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

/// Reports every part that is not of a supported form.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    check_paths(document, report);
    walk::walk(document, &mut |pointer, kind, value| {
        let Some(members) = value.as_object() else {
            return;
        };
        match kind {
            NodeKind::PathItem => check_path_item(pointer, members, report),
            NodeKind::Operation => check_operation(pointer, members, report),
            NodeKind::Parameter => check_parameter(pointer, members, report),
            _ => {}
        }
    });
}

/// Reports the keys among the paths that are neither paths nor extensions, with what they hold.
fn check_paths(document: &Value, report: &mut Report<'_>) {
    let paths = document.get("paths").and_then(Value::as_object);
    let keys = paths.into_iter().flat_map(Map::keys);
    for key in keys.filter(|key| !key.starts_with('/') && !key.starts_with("x-")) {
        report
            .error("invalid-path", &Pointer::root().child("paths").child(key))
            .found(format!("the path `{key}`"))
            .expected("a path that starts with `/`")
            .remedy(format!("write `/{}`", key.trim_start_matches('.')));
    }
}

/// Warns of a document without an operation. A path item behind a reference that leads nowhere is reported.
pub(super) fn check_operations(document: &Value, report: &mut Report<'_>) {
    let Some(paths) = document.get("paths").and_then(Value::as_object) else {
        return;
    };
    let has_others = paths.values().any(|item| item.get("$ref").is_some());
    if !has_others && walk::operations(document).next().is_none() {
        report
            .warning("no-operations", &Pointer::root().child("paths"))
            .found("a document without an operation")
            .expected("an operation, such as `get`, at a path of `paths`")
            .remedy(
                "check that this is the intended file: a crate without operations calls nothing",
            );
    }
}

/// A reference to a path item that leads nowhere is left; others have been replaced by the item.
fn check_path_item(pointer: &Pointer, item: &Map<String, Value>, report: &mut Report<'_>) {
    if let Some(reference) = item.get("$ref") {
        let is_external = reference.as_str().is_some_and(|text| !text.starts_with('#'));
        let (code, found) = match is_external {
            true => ("external-reference", format!("a reference to another document, {reference}")),
            false => {
                ("dangling-reference", format!("a reference to {reference}, which does not exist"))
            }
        };
        report
            .error(code, &pointer.child("$ref"))
            .found(found)
            .expected("a reference to a path item of the document")
            .remedy(match is_external {
                true => "bundle the documents into one first",
                false => "define the path item, or correct the reference",
            });
    }
}

fn check_operation(pointer: &Pointer, operation: &Map<String, Value>, report: &mut Report<'_>) {
    let responses = operation.get("responses").and_then(Value::as_object);
    for (status, _) in responses.into_iter().flatten() {
        let number = status.parse::<u16>().ok().filter(|_| status.len() == 3);
        let is_range = matches!(status.as_bytes(), [b'1'..=b'5', b'X' | b'x', b'X' | b'x']);
        let other = is_range || status == "default" || status.starts_with("x-");
        if number.is_none_or(|number| number < 100) && !other {
            report
                .error("invalid-status", &pointer.child("responses").child(status))
                .found(format!("the status `{status}`"))
                .expected("a number of three digits, or a range such as `4XX`")
                .remedy("correct the status");
        }
    }
}

fn check_parameter(pointer: &Pointer, parameter: &Map<String, Value>, report: &mut Report<'_>) {
    if parameter.get("in").is_some_and(|location| location == "querystring") {
        let content = parameter.get("content").and_then(Value::as_object);
        let media_type = content.and_then(|content| content.keys().next());
        let what = media_type.map_or("without a schema".to_owned(), |name| format!("as `{name}`"));
        report
            .error("unsupported-parameter", &pointer.child("in"))
            .found(format!("the whole query string {what}"))
            .expected("`application/x-www-form-urlencoded` with the schema of an object")
            .remedy("describe it as a form, or each parameter of the query, with an overlay");
    }
    const STYLES: [&str; 7] =
        ["form", "spaceDelimited", "pipeDelimited", "deepObject", "simple", "label", "matrix"];
    if let Some(style) = parameter.get("style")
        && !STYLES.iter().any(|known| style == known)
    {
        report
            .error("unsupported-parameter", &pointer.child("style"))
            .found(format!("the style {style}"))
            .expected(format!("one of {}", listed(&STYLES)))
            .remedy("correct the style, or remove it for the default of the location");
    }
}
