//! Parameters that are not arguments: constants, and parameters that are not the service's own.

use serde_json::{Map, Value};

use super::{operations, string};
use crate::openapi::walk;
use crate::pointer::Pointer;

pub(super) const IGNORE: &str = "x-ignore";

/// The headers and query keys of an AWS signature.
const SIGNER: &[&str] = &[
    "X-Amz-Content-Sha256",
    "X-Amz-Date",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

/// The description of an invented token.
const TOKEN: &str = "Pagination token";
/// The description of an invented limit.
const LIMIT: &str = "Pagination limit";

/// Marks a query parameter that can have one value only as a constant.
///
/// A query `?mode=import` of the service's model became a required query parameter without a description
/// whose enum has one value (89 times in 11 documents). `?hello`, without a value, became a boolean that is always
/// `true` and may be empty: the constant is the empty string.
pub(super) fn mark_constant(parameter: &mut Map<String, Value>) {
    if let Some(value) = constant(parameter) {
        let value = value.to_owned();
        parameter.entry("x-constant").or_insert(value.into());
    }
}

fn constant(parameter: &Map<String, Value>) -> Option<&str> {
    let is = |key: &str, value: Value| parameter.get(key) == Some(&value);
    let is_candidate = is("in", "query".into())
        && is("required", true.into())
        && !parameter.contains_key("description");
    let schema = parameter.get("schema").filter(|_| is_candidate)?;
    match (string(schema, "type")?, schema.get("enum")?.as_array()?.as_slice()) {
        ("string", [Value::String(value)]) => Some(value),
        ("boolean", [Value::Bool(true)]) if is("allowEmptyValue", true.into()) => Some(""),
        _ => None,
    }
}

/// Marks the header parameters of the signer.
///
/// Each path item refers to the same seven header parameters, which describe a signature. Header parameters
/// `x-amz-*` that an operation spells out (202 in 17 documents) are the service's.
pub(super) fn ignore_signer_headers(document: &mut Value) {
    let parameters = document.pointer_mut("/components/parameters");
    let parameters = parameters.and_then(Value::as_object_mut);
    for parameter in parameters.into_iter().flat_map(|parameters| parameters.values_mut()) {
        let name = string(parameter, "name").unwrap_or_default();
        let is_signer = SIGNER.iter().any(|signer| signer.eq_ignore_ascii_case(name));
        if is_signer
            && string(parameter, "in") == Some("header")
            && let Some(parameter) = parameter.as_object_mut()
        {
            parameter.entry(IGNORE).or_insert(Value::Bool(true));
        }
    }
}

/// Marks the query parameters that the conversion invented for pagination.
///
/// 1,402 parameters in 107 documents are not part of the service: in the query, a plain optional string,
/// described as exactly `Pagination token` or `Pagination limit`. They double a member of the body (740) or a
/// query parameter of another name (647). They end the list of parameters as: at most one limit, then the
/// token or tokens. A parameter of that description which stands further ahead (backupstorage has one) is the
/// service's; that description is not documentation.
pub(super) fn ignore_invented_pagination(document: &mut Value) {
    for (path, method) in operations(document) {
        let mut pointers = Vec::new();
        let path = Pointer::root().child("paths").child(&path);
        for owner in [path.child(method), path] {
            let owner = owner.child("parameters");
            let listed = owner.resolve(document).and_then(Value::as_array);
            for (index, parameter) in listed.into_iter().flatten().enumerate() {
                let reference = walk::reference(parameter).and_then(Pointer::parse);
                pointers.push(reference.unwrap_or_else(|| owner.child(index)));
            }
        }
        let is_argument = |pointer: &Pointer| {
            let parameter = pointer.resolve(document);
            parameter.is_some_and(|parameter| {
                parameter.get("x-constant").is_none() && parameter.get(IGNORE).is_none()
            })
        };
        pointers.retain(is_argument);
        let marker = |pointer: &Pointer| invented(pointer.resolve(document)?);
        let markers: Vec<_> = pointers.iter().map(marker).collect();
        let service_owned = service_owned(&markers);
        for (at, pointer) in pointers.iter().enumerate() {
            let parameter = document.pointer_mut(pointer.as_str());
            let Some(parameter) = parameter.and_then(Value::as_object_mut) else {
                continue;
            };
            if at >= service_owned {
                parameter.entry(IGNORE).or_insert(Value::Bool(true));
            } else if markers[at].is_some() {
                parameter.shift_remove("description");
            }
        }
    }
}

/// How many parameters at the front of the list are the service's.
fn service_owned(markers: &[Option<&str>]) -> usize {
    let mut left = markers.len();
    for marker in markers.iter().rev() {
        match marker {
            Some(TOKEN) => left -= 1,
            Some(_) => return left - 1,
            None => break,
        }
    }
    left
}

/// The description of a parameter that looks invented.
fn invented(parameter: &Value) -> Option<&'static str> {
    let description = string(parameter, "description")?;
    let marker = [TOKEN, LIMIT].into_iter().find(|marker| *marker == description)?;
    let is_required = parameter.get("required") == Some(&Value::Bool(true));
    let is_plain = parameter.get("schema").is_some_and(is_plain_string);
    (string(parameter, "in") == Some("query") && !is_required && is_plain).then_some(marker)
}

fn is_plain_string(schema: &Value) -> bool {
    let limits = ["format", "pattern", "enum", "minLength", "maxLength"];
    string(schema, "type") == Some("string") && limits.iter().all(|key| schema.get(key).is_none())
}
